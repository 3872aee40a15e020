"""The relations of the mark in focus, each with the questions that the codebook asks of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.panels.inspector.form import AttributeForm
from annotator.gui.panels.inspector.relation_button import RelationButton
from annotator.gui.panels.inspector.relation_rows import RelationRow
from annotator.gui.theme.controls import Caption, has_focus
from annotator.gui.theme.items import Item, Parts
from annotator.gui.theme.layouts import column, line
from annotator.model.identity import Id
from annotator.workbench.language import _, number

_FORM_INDENT = 18


class RelationItem(QWidget):
    """A relation, and below it its questions while they are unfolded."""

    attribute_changed = Signal(str, str, object)
    unfold_requested = Signal(str, bool)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = RelationButton()
        self.form: AttributeForm | None = None
        layout = column(self)
        layout.addWidget(self.button)
        self._place = column(margins=(_FORM_INDENT, 4, 0, 0))
        layout.addLayout(self._place)
        self.button.unfold_requested.connect(self._on_unfold_requested)

    def show_relation(self, row: RelationRow, *, is_unfolded: bool) -> None:
        """Show a relation, with its questions or without."""
        is_unfolded = is_unfolded and bool(row.questions)
        before = self.button.row
        if self.form is not None and before is not None and before.id != row.id:
            self.form.give_up()
        self.button.show_relation(row, is_unfolded=is_unfolded)
        if self.form is not None and not (is_unfolded and self.form.questions is row.questions):
            self._drop_form()
        if is_unfolded:
            self.form = self.form or self._make_form(row)
            self.form.show_answers(row.answers)

    def leave(self) -> None:
        """Take back what is not stored, and give the keyboard back: this is about to go."""
        if self.form is not None:
            self.form.give_up()
        if has_focus(self):
            self.left.emit()

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab stops at, in order."""
        return [self.button, *(self.form.tab_stops() if self.form is not None else [])]

    def _make_form(self, row: RelationRow) -> AttributeForm:
        form = AttributeForm(row.questions, is_quiet=True)
        form.attribute_changed.connect(self._on_answered)
        form.left.connect(self.left)
        self._place.addWidget(form)
        form.show()
        return form

    def _drop_form(self) -> None:
        form, self.form = self.form, None
        if form is None:
            return
        if has_focus(form):
            self.left.emit()
        form.hide()
        form.deleteLater()

    def _on_answered(self, attribute: str, value: object) -> None:
        if self.button.row is not None:
            self.attribute_changed.emit(self.button.row.id, attribute, value)

    def _on_unfold_requested(self, is_unfolded: bool) -> None:
        if self.button.row is not None:
            self.unfold_requested.emit(self.button.row.id, is_unfolded)


class RelationsSection(QWidget):
    """A row leads to its other end; Delete or its cross asks to delete it.

    The questions of one relation are unfolded at a time: the one that was made just now, else the
    first that lacks an answer, until another is chosen.
    """

    relation_activated = Signal(str)
    delete_requested = Signal(str)
    attribute_changed = Signal(str, str, object)
    relate_requested = Signal()
    stops_changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.head = Caption("", "head")
        self.count = Caption("", "count")
        self.relate_button = Item("", Parts(keys="R", padding=4))
        self.none = Caption("", "count")
        self.items: list[RelationItem] = []
        self._shown: list[RelationRow] = []
        self._unfolded = Id("")
        head = line(spacing=5)
        head.addWidget(self.head)
        head.addWidget(self.count)
        head.addStretch()
        head.addWidget(self.relate_button)
        self._list = column()
        layout = column(self)
        layout.addLayout(head)
        layout.addSpacing(2)
        layout.addLayout(self._list)
        layout.addWidget(self.none)
        self.relate_button.clicked.connect(self.relate_requested)
        self.retranslate()

    @property
    def rows(self) -> list[RelationButton]:
        """Return the rows, also those that show nothing now."""
        return [item.button for item in self.items]

    @property
    def forms(self) -> list[AttributeForm]:
        """Return the forms of questions that are unfolded."""
        shown = (item for item in self.items if not item.isHidden())
        return [item.form for item in shown if item.form is not None]

    def show_relations(self, rows: Sequence[RelationRow], *, is_same_mark: bool = False) -> None:
        """Show the relations of the mark in focus."""
        self._choose_unfolded(rows, is_same_mark=is_same_mark)
        self._shown = list(rows)
        while len(self.items) < len(rows):
            self._add_item()
        for at, item in enumerate(self.items):
            if at < len(rows):
                item.show_relation(rows[at], is_unfolded=rows[at].id == self._unfolded)
            elif not item.isHidden():
                item.leave()
            item.setVisible(at < len(rows))
        self.count.setText(number(len(rows)))
        self.none.setVisible(not rows)

    def commit(self) -> None:
        """Give the answer that is being typed."""
        for form in self.forms:
            form.commit()

    def give_up(self) -> list[str]:
        """Take back what was typed and cannot be taken, and return a sentence about each."""
        return [sentence for form in self.forms for sentence in form.give_up()]

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab stops at, in order."""
        return [self.relate_button, *(stop for item in self.items for stop in item.tab_stops())]

    def retranslate(self) -> None:
        """Say everything again in the language in use."""
        self.head.setText(_("Relations"))
        self.none.setText(_("No relations yet."))
        self.relate_button.show_parts(_("Relate"), self.relate_button.parts)
        for form in self.forms:
            form.read_words()
        self._show_again()

    def _choose_unfolded(self, rows: Sequence[RelationRow], *, is_same_mark: bool) -> None:
        asked = [row for row in rows if row.questions]
        before = {row.id for row in self._shown}
        new = next((row.id for row in asked if is_same_mark and row.id not in before), None)
        is_here = is_same_mark and (not self._unfolded or any(r.id == self._unfolded for r in rows))
        if new is not None:
            self._unfolded = new
        elif not is_here:
            self._unfolded = next((row.id for row in asked if row.is_missing_answer), Id(""))

    def _show_again(self) -> None:
        for row, item in zip(self._shown, self.items, strict=False):
            item.show_relation(row, is_unfolded=row.id == self._unfolded)

    def _add_item(self) -> None:
        item = RelationItem()
        item.button.clicked.connect(self._on_button_clicked)
        item.button.delete_pressed.connect(self._on_delete_pressed)
        item.unfold_requested.connect(self._on_unfold_requested)
        item.attribute_changed.connect(self.attribute_changed)
        item.left.connect(self.left)
        self.items.append(item)
        self._list.addWidget(item)

    def _on_unfold_requested(self, relation_id: str, is_unfolded: bool) -> None:
        self.commit()
        self._unfolded = Id(relation_id) if is_unfolded else Id("")
        self._show_again()
        self.stops_changed.emit()

    def _on_button_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, RelationButton) and button.row is not None:
            self.relation_activated.emit(button.row.other.span_id)

    def _on_delete_pressed(self) -> None:
        button = self.sender()
        if isinstance(button, RelationButton) and button.row is not None:
            self.delete_requested.emit(button.row.id)
