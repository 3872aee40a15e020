"""What mouse and keys do to marks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from annotator.gui.reader.movement import Unit
from annotator.gui.reader.view import ReadingView
from annotator.gui.theme.naming import naming
from annotator.gui.workspace.scene import Scene
from annotator.gui.workspace.selection import (
    marked_extent,
    settled_ends,
    with_end_at,
    with_words,
    without_words,
)
from annotator.gui.workspace.walking import next_span
from annotator.model.codebook import Label
from annotator.model.errors import AnnotatorError, RefusedError
from annotator.model.extent import Extent, Fragments
from annotator.model.identity import Id
from annotator.model.span import AttributeValue, Span

Result = TypeVar("Result")
RECENT_LABELS = 12


class Marking(QObject):
    """The verbs of coding as the workspace calls them; a refusal becomes ``failed``.

    ``end_picked`` tells which end of the focused mark the arrows move: start, end or neither.
    ``waiting_for_label`` tells that the next label key changes the label of the focused mark,
    ``unneeded`` (a command) that words were in the mark already, or were not in it, and
    ``followed`` how many marks are answered otherwise through an answer on their article.
    """

    failed = Signal(object)
    end_picked = Signal(object)
    waiting_for_label = Signal(bool)
    unneeded = Signal(str)
    followed = Signal(int)

    def __init__(self, scene: Scene, reader: ReadingView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scene = scene
        self._reader = reader
        self.recent_labels: list[str] = []
        self.is_waiting = False
        self.picked: str | None = None
        reader.resize_requested.connect(self.drop_end)
        scene.span_focused.connect(self._leave_modes)
        scene.article_opened.connect(self._leave_modes)
        reader.selection_changed.connect(self._on_selection_changed)
        self._is_exact = False

    # labels -----------------------------------------------------------------------------------

    def choose_label(self, label_id: str) -> None:
        """Put a label on the selected words, else give it to the mark in focus."""
        selected = self._reader.selected_extent()
        if selected is not None:
            self.add(label_id, selected)
        elif self._scene.focused_id is not None:
            self.relabel(label_id)

    def add(self, label_id: str, selected: Extent, *, is_exact: bool | None = None) -> Span | None:
        """Mark words with a label and put the new mark into focus."""
        document, codebook = self._scene.document, self._scene.session.codebook
        if document is None or label_id not in codebook.labels:
            return None
        exact = self._is_exact if is_exact is None else is_exact
        label = codebook.labels[label_id]
        extent = marked_extent(document.text, selected, label, is_exact=exact)
        if extent is None:
            return None
        coding = self._scene.session.coding
        span = self._try(lambda: coding.add_span(document.id, (extent,), label_id))
        if span is not None:
            self._remember(label_id)
            self._reader.set_selection(extent.end, extent.end)
            self._scene.focus_span(span.id)
        return span

    def relabel(self, label_id: str) -> None:
        """Give the mark in focus another label."""
        span_id = self._scene.focused_id
        self.wait_for_label(False)
        if span_id is not None:
            coding = self._scene.session.coding
            if self._try(lambda: coding.relabel_span(span_id, label_id)) is not None:
                self._remember(label_id)

    def wait_for_label(self, is_waiting: bool) -> None:
        """Take the next label key as the new label of the mark in focus."""
        if is_waiting:
            self.pick_end(None)
        if is_waiting != self.is_waiting:
            self.is_waiting = is_waiting
            self.waiting_for_label.emit(is_waiting)

    def label_of_key(self, key: str) -> str | None:
        """Return the label that a key stands for: the letter that its caps and tags show."""
        labels = self._scene.session.codebook.offered_labels()
        wanted = key.upper()
        return next((x.id for x in labels if naming().label_letter(x.id) == wanted), None)

    # the mark in focus ------------------------------------------------------------------------

    def delete(self) -> None:
        """Delete the mark in focus."""
        span = self._scene.focused_span
        if span is not None:
            self._try(lambda: self._scene.session.coding.delete_span(span.id))

    def delete_span(self, span_id: Id) -> None:
        """Delete a mark."""
        self._try(lambda: self._scene.session.coding.delete_span(span_id))

    def resize(self, span_id: Id, fragments: Fragments) -> None:
        """Move the ends of a mark."""
        self._try(lambda: self._scene.session.coding.resize_span(span_id, fragments))

    def drop_end(self, span_id: Id, fragments: Fragments) -> None:
        """Move an end to where the mouse dropped it: to the end of a word, as a selection is."""
        document, span = self._scene.document, self._scene.focused_span
        label = self._focused()[1]
        if document is not None and span is not None and span.id == span_id and label is not None:
            held = QApplication.keyboardModifiers()
            exact = bool(held & held.AltModifier)
            before = span.fragments
            fragments = settled_ends(document.text, before, fragments, label, is_exact=exact)
        self.resize(span_id, fragments)

    def takes_words(self, selected: Extent) -> bool:
        """Tell whether selected words can be added to the mark in focus."""
        document, (span, label) = self._scene.document, self._focused()
        if document is None or span is None or label is None:
            return False
        fragments = self._with_words(document.text, span, label, selected)
        most = max(label.span.fragments, len(span.fragments))
        return fragments != span.fragments and len(fragments) <= most

    def add_words(self, selected: Extent) -> None:
        """Add words to the mark in focus: beside it as growth, elsewhere as a further fragment."""
        document, (span, label) = self._scene.document, self._focused()
        if document is None or span is None or label is None:
            return
        fragments = self._with_words(document.text, span, label, selected)
        if fragments == span.fragments:
            self.unneeded.emit("add_words")
        else:
            self._reshape(span, label, fragments, selected.end)

    def take_words(self, selected: Extent) -> None:
        """Take words off the mark in focus; from its middle, two fragments are left."""
        document, (span, label) = self._scene.document, self._focused()
        if document is None or span is None or label is None:
            return
        exact = self._is_exact or label.span.snap == "char"
        left = without_words(document.text, span.fragments, selected, is_exact=exact)
        if left == span.fragments:
            self.unneeded.emit("take_words")
        elif left:
            self._reshape(span, label, left, selected.start)
        else:
            self.failed.emit(RefusedError("nothing_left_of_mark"))

    def set_attribute(self, span_id: Id, attribute: str, value: AttributeValue) -> None:
        """Answer a question of a mark."""
        self._try(lambda: self._scene.session.coding.set_attribute(span_id, attribute, value))

    def set_note(self, span_id: Id, text: str) -> None:
        """Write a note on a mark."""
        self._try(lambda: self._scene.session.coding.set_comment(span_id, text))

    def add_relation(self, label: str, source_id: Id, target_id: Id) -> None:
        """Relate two marks."""
        self._try(lambda: self._scene.session.coding.add_relation(source_id, target_id, label))

    def set_relation_attribute(
        self, relation_id: Id, attribute: str, value: AttributeValue
    ) -> None:
        """Answer a question of a relation."""
        coding = self._scene.session.coding
        self._try(lambda: coding.set_relation_attribute(relation_id, attribute, value))

    def set_field(self, document_id: Id, field: str, value: AttributeValue) -> None:
        """Answer a question about an article; marks that hang on it follow."""
        before = self._scene.annotations
        self._try(lambda: self._scene.session.coding.set_field(document_id, field, value))
        after = self._scene.annotations
        if before is not None and after is not None and before.document_id == after.document_id:
            new = after.answers
            if count := sum(new.get(one, old) != old for one, old in before.answers.items()):
                self.followed.emit(count)

    def delete_relation(self, relation_id: Id) -> None:
        """Take a relation away."""
        self._try(lambda: self._scene.session.coding.delete_relation(relation_id))

    # ends by keys -----------------------------------------------------------------------------

    def pick_end(self, end: str | None) -> None:
        """Choose which end of the mark in focus the arrows move: ``start``, ``end`` or None."""
        if self._scene.focused_span is None:
            end = None
        if end is not None:
            self.wait_for_label(False)
        if end != self.picked:
            self.picked = end
            self.end_picked.emit(end)

    def move_end(self, direction: int, *, by_words: bool) -> None:
        """Move the picked end by one grapheme or word; attributes, relations and notes stay."""
        span = self._scene.focused_span
        if span is None or self.picked is None:
            return
        unit: Unit = "grapheme"
        if by_words:
            unit = "word_start" if self.picked == "start" else "word_end"
        before = span.fragments[0].start if self.picked == "start" else span.fragments[-1].end
        offset = self._reader.next_offset(before, unit, direction)
        fragments = with_end_at(span.fragments, offset, is_end=self.picked == "end")
        if fragments is not None:
            self.resize(span.id, fragments)

    # walking ----------------------------------------------------------------------------------

    def walk(self, step: int) -> None:
        """Put the next or previous mark in text order into focus."""
        annotations = self._scene.annotations
        spans = annotations.spans if annotations is not None else ()
        caret = self._reader.selection()[1]
        span_id = next_span(spans, self._scene.focused_id, caret, step)
        if span_id is not None:
            self._scene.focus_span(span_id)

    # inside -----------------------------------------------------------------------------------

    def _focused(self) -> tuple[Span | None, Label | None]:
        """Return the mark in focus and its label, where the codebook has it."""
        span = self._scene.focused_span
        labels = self._scene.session.codebook.labels
        return span, labels.get(span.label) if span is not None else None

    def _with_words(self, text: str, span: Span, label: Label, selected: Extent) -> Fragments:
        added = marked_extent(text, selected, label, is_exact=self._is_exact)
        return with_words(text, span.fragments, added) if added is not None else span.fragments

    def _reshape(self, span: Span, label: Label, fragments: Fragments, caret: int) -> None:
        """Give a mark other fragments, no more than its label may have or than it has already."""
        most = label.span.fragments
        if len(fragments) > max(most, len(span.fragments)):
            self.failed.emit(RefusedError("fragments_not_allowed", label=label.id, most=most))
            return
        coding = self._scene.session.coding
        if self._try(lambda: coding.resize_span(span.id, fragments)) is not None:
            self._reader.set_selection(caret, caret)

    def _try(self, verb: Callable[[], Result]) -> Result | None:
        try:
            return verb()
        except AnnotatorError as error:
            self.failed.emit(error)
            return None

    def _remember(self, label_id: str) -> None:
        others = [label for label in self.recent_labels if label != label_id]
        self.recent_labels = [label_id, *others][:RECENT_LABELS]

    def _leave_modes(self, _span_id: Id | None = None) -> None:
        self.pick_end(None)
        self.wait_for_label(False)

    def _on_selection_changed(self, start: int, end: int) -> None:
        if start != end:
            modifiers = QApplication.keyboardModifiers()
            self._is_exact = bool(modifiers & modifiers.AltModifier)
            self.wait_for_label(False)
            self.pick_end(None)
