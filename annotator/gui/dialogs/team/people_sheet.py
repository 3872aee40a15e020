"""Who works on the project, and what each of them does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QVBoxLayout, QWidget

from annotator.gui.dialogs.controls import Prose, scrolling
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.theme.chips import Chip
from annotator.gui.theme.controls import Caption, Hairline, PlainButton
from annotator.gui.theme.layouts import column, line
from annotator.model.assignment import Role
from annotator.model.coder import Coder
from annotator.model.identity import Id
from annotator.workbench.language import _
from annotator.workbench.people import GIVEN, ROLE_WORDS, role_of

WIDTH = 620
_ROW = 38
_MOST = 8


class PersonRow(QWidget):
    """A name with the roles there are, one of them chosen; ``role_chosen`` carries another one."""

    role_chosen = Signal(object)

    def __init__(self, coder: Coder, *, is_self: bool) -> None:
        super().__init__()
        self.coder = coder
        self.setFixedHeight(_ROW)
        row = line(self, spacing=4)
        name = _("{name} (codes here now)").format(name=coder.name) if is_self else coder.name
        row.addWidget(Caption(name, "body"), 1)
        self.chips: dict[Role, Chip] = {}
        group = QButtonGroup(self)
        role = role_of(coder)
        if role not in GIVEN:
            row.addWidget(Caption(_(ROLE_WORDS[role]), "count"))
            return
        for one in GIVEN:
            chip = self.chips[one] = Chip(_(ROLE_WORDS[one]))
            chip.setAccessibleName(f"{coder.name}: {_(ROLE_WORDS[one])}")
            chip.setChecked(one is role)
            group.addButton(chip)
            chip.clicked.connect(lambda _on=False, one=one: self.role_chosen.emit(one))
            row.addWidget(chip)


class PeopleSheet(Sheet):
    """Adds people ahead of time and gives them roles.

    ``person_added`` carries a name, ``role_chosen`` a coder's id and a role; then comes
    ``show_people``, or ``show_failure``.
    """

    person_added = Signal(str)
    role_chosen = Signal(object, object)

    def __init__(self) -> None:
        super().__init__(_("People"), WIDTH)
        explained = _(
            "Everybody marks in a set of their own. A lead hands out work, joins it and decides; "
            "an adjudicator decides as well. While nobody is one of these, everybody may."
        )
        self.rows: list[PersonRow] = []
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Name of another person"))
        self.field.setAccessibleName(_("Name of another person"))
        self.add = PlainButton(_("Add"))
        self.failure = Prose("", "bad")
        self.failure.hide()
        self._list: QVBoxLayout = column()
        self._scroller = scrolling(self._list, _ROW)
        adding = line(spacing=8)
        adding.addWidget(self.field, 1)
        adding.addWidget(self.add)
        self.content.addWidget(Prose(explained))
        self.content.addSpacing(10)
        self.content.addWidget(Hairline())
        self.content.addWidget(self._scroller)
        self.content.addWidget(Hairline())
        self.content.addSpacing(12)
        self.content.addLayout(adding)
        self.content.addWidget(self.failure)
        self.add_button(_("Close"), self.dismiss, is_primary=True)
        self.add.clicked.connect(self.on_add)
        self.field.textChanged.connect(self.on_edited)
        self.on_edited()

    def first_focus(self) -> QWidget:
        """Begin where a name is typed."""
        return self.field

    def show_people(self, people: Sequence[Coder], present: Id) -> None:
        """Show who is known; the present coder is named as such."""
        self.failure.hide()
        held = self._held_chip()
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.rows = [PersonRow(one, is_self=one.id == present) for one in people]
        for row in self.rows:
            row.role_chosen.connect(lambda role, who=row.coder.id: self.role_chosen.emit(who, role))
            self._list.addWidget(row)
            if held is not None and held[0] == row.coder.id and held[1] in row.chips:
                row.chips[held[1]].setFocus(Qt.FocusReason.OtherFocusReason)
        self._list.addStretch()
        self._scroller.want_height(_ROW * min(max(len(people), 1), _MOST))
        self.settle()

    def _held_chip(self) -> tuple[Id, Role] | None:
        """Return on whose role the keyboard is; it stays there when the rows are made anew."""
        for row in self.rows:
            for role, chip in row.chips.items():
                if chip.hasFocus():
                    return row.coder.id, role
        return None

    def show_failure(self, sentence: str) -> None:
        """Say why something was not done."""
        self.failure.setText(sentence)
        self.failure.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add the name that is typed with Enter; without one Enter closes."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.field.hasFocus() and self.field.text().strip():
            self.on_add()
            event.accept()
        else:
            super().keyPressEvent(event)

    def on_edited(self) -> None:
        """Offer to add only what is a name."""
        self.add.setEnabled(bool(self.field.text().strip()))

    def on_add(self) -> None:
        """Ask for the person to be added."""
        if name := self.field.text().strip():
            self.field.clear()
            self.person_added.emit(name)
