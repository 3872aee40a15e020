"""The marks of the open article at work: text, list, inspector and labels kept in step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from annotator.gui.reader.view import NO_MARKS
from annotator.gui.theme.controls import has_focus
from annotator.gui.workspace.frame import Frame
from annotator.gui.workspace.likely import likely_labels
from annotator.gui.workspace.marking import Marking
from annotator.gui.workspace.scene import Scene
from annotator.model.change import Change
from annotator.model.identity import Id

DRAG_MS = 40
"""How often a drag is looked at for its end."""
WHOLE = 64
"""From this many changed marks on the list is filled anew."""


class MarksDesk(QObject):
    """Shows changes where they happened and passes on what is asked for.

    The text is painted first; what the inspector shows follows when the event queue is empty, so
    that a key is answered by the mark itself and not by a form.
    """

    def __init__(self, scene: Scene, frame: Frame, marking: Marking) -> None:
        super().__init__(frame)
        self._scene = scene
        self._frame = frame
        self._marking = marking
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.show_inspector)
        self._drag = QTimer(self)
        self._drag.setSingleShot(True)
        self._drag.setInterval(DRAG_MS)
        self._drag.timeout.connect(self._place_bar)
        self._connect()

    def _connect(self) -> None:
        scene, frame, marking = self._scene, self._frame, self._marking
        scene.article_opened.connect(self._on_article_opened)
        scene.annotations_changed.connect(self._on_annotations_changed)
        scene.span_focused.connect(self._on_span_focused)
        frame.reader.span_focused.connect(scene.focus_span)
        frame.reader.selection_changed.connect(self._on_selection_changed)
        frame.reader.geometry_changed.connect(self._place_bar)
        frame.reader.verticalScrollBar().valueChanged.connect(self._place_bar)
        frame.marks.span_chosen.connect(self._on_span_chosen)
        frame.marks.delete_requested.connect(lambda span: marking.delete_span(Id(span)))
        frame.labels.label_chosen.connect(self._on_label_chosen)
        frame.rail.label_chosen.connect(self._on_label_chosen)
        frame.bar.label_chosen.connect(self._on_label_chosen)
        inspector = frame.inspector
        inspector.attribute_changed.connect(
            lambda name, value: marking.set_attribute(inspector.span_id, name, value)
        )
        inspector.delete_requested.connect(self._on_delete_requested)
        inspector.note_changed.connect(lambda text: marking.set_note(inspector.span_id, text))
        inspector.left.connect(frame.reader.setFocus)
        inspector.field_changed.connect(
            lambda field, value: marking.set_field(inspector.document_id, field, value)
        )
        inspector.relation_attribute_changed.connect(
            lambda one, name, value: marking.set_relation_attribute(Id(one), name, value)
        )
        inspector.relation_activated.connect(lambda span: self._on_span_chosen(span))
        inspector.relation_delete_requested.connect(lambda one: marking.delete_relation(Id(one)))

    def choose_first_label(self) -> None:
        """Put the likeliest label on the selected words."""
        if self._drag.isActive():
            # The words were dragged over just now and the bar still offers for those before.
            self._drag.stop()
            self._place_bar()
        label = self._frame.bar.first_label()
        if label is not None:
            self._marking.choose_label(label)

    # what has changed -------------------------------------------------------------------------

    def _on_article_opened(self) -> None:
        document, annotations = self._scene.document, self._scene.annotations
        self._frame.nothing.setVisible(document is None)
        if document is None or annotations is None:
            self._frame.reader.show_document("", NO_MARKS)
            self._frame.marks.show_spans(None)
            self._frame.inspector.show_nothing()
            self._frame.bar.vanish()
            self._show_counts()
            return
        if has_focus(self._frame.inspector):
            self._frame.reader.setFocus()
        self._frame.reader.show_document(document.text, annotations)
        self._frame.marks.show_spans(annotations, document.text)
        self._show_undecided()
        self._show_counts()
        self.show_inspector()
        self._frame.bar.vanish()

    def _on_annotations_changed(self, change: Change) -> None:
        document, annotations = self._scene.document, self._scene.annotations
        if document is None or annotations is None:
            return
        self._frame.reader.show_annotations(annotations)
        if "span" in change.kinds or not change.kinds:
            ids = change.ids or self._frame.marks.model.different_ids(annotations)
            if len(ids) < WHOLE:
                self._frame.marks.update_spans(annotations, ids)
            else:
                self._frame.marks.show_spans(annotations, document.text)
        self._show_undecided()
        self._show_counts()
        self._later.start()

    def _on_span_focused(self, span_id: Id | None) -> None:
        if self._frame.reader.focused_span() != span_id:
            self._frame.reader.focus_span(span_id)
        if self._frame.bar.isVisible():
            self._place_bar()  # what it offers to do with the words depends on the mark
        self._later.start()

    def show_inspector(self) -> None:
        """Show what is in focus at once, for those who act on it there."""
        self._later.stop()
        scene = self._scene
        self._frame.marks.show_current(scene.focused_id or Id(""))
        document, annotations = scene.document, scene.annotations
        span = scene.focused_span
        if document is None or annotations is None or span is None:
            has_selection = self._frame.reader.selected_extent() is not None
            self._frame.inspector.show_nothing(annotations, has_selection=has_selection)
        else:
            self._frame.inspector.show_span(span.id, annotations, document.text)

    def _show_undecided(self) -> None:
        self._frame.marks.show_undecided(self._scene.session.finding.undecided_spans())

    def _show_counts(self) -> None:
        spans = self._scene.annotations.spans if self._scene.annotations else ()
        self._frame.labels.show_counts(Counter(span.label for span in spans))

    # what is asked for ------------------------------------------------------------------------

    def _on_span_chosen(self, span_id: str) -> None:
        self._frame.reader.clear_selection()
        self._scene.focus_span(Id(span_id))
        self._frame.reader.focus_span(Id(span_id))

    def _on_label_chosen(self, label_id: str) -> None:
        self._marking.choose_label(label_id)
        self._frame.reader.setFocus()

    def _on_delete_requested(self) -> None:
        self._marking.delete()
        self._frame.reader.setFocus()

    # the bar ----------------------------------------------------------------------------------

    def _on_selection_changed(self, _start: int, _end: int) -> None:
        self._place_bar()
        if self._scene.focused_id is None:
            self._later.start()

    def _place_bar(self) -> None:
        extent, annotations = self._frame.reader.selected_extent(), self._scene.annotations
        if extent is None or annotations is None:
            self._frame.bar.vanish()
            return
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            # Still dragging: it would stand in the way, and offer for words not yet chosen.
            self._frame.bar.vanish()
            self._drag.start()
            return
        codebook = self._scene.session.codebook
        recent = self._marking.recent_labels
        self._frame.bar.offer(likely_labels(codebook, annotations, extent, recent))
        self._frame.bar.offer_adding(self._marking.takes_words(extent))
        lines: Sequence[QRectF] = self._frame.reader.selection_rects()
        self._frame.bar.place(lines, QRectF(self._frame.reader.viewport().rect()))
