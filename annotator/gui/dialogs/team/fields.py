"""Fields of the sheets for teams: numbers with their words, and names to choose among."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QWidget

from annotator.gui.theme.chips import Chip
from annotator.gui.theme.controls import Caption, IconButton
from annotator.gui.theme.layouts import FlowLayout, line
from annotator.model.coder import Coder
from annotator.model.identity import Id
from annotator.workbench.language import _

_FIELD = 64
_STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class _Digits(QLineEdit):
    """A line that says when it is ``left``; Qt's own signal comes only where it has a number."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say so, unless a menu or another window has the keyboard for a while."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYING:
            self.left.emit()


class NumberField(QWidget):
    """A whole number with words before and behind it; ``changed`` follows every other number.

    Up and Down change it by one, as the buttons do; what is no number is put right on leaving.
    """

    changed = Signal(int)

    def __init__(self, words: str, least: int, most: int, behind: str = "") -> None:
        super().__init__()
        self._least, self._most = least, most
        self._value = least
        self.field = _Digits(str(least))
        self.field.setFixedWidth(_FIELD)
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.setValidator(QIntValidator(0, most, self.field))
        self.field.setAccessibleName(f"{words} {behind}".strip())
        self.less = IconButton("minus", _("Less"))
        self.more = IconButton("plus", _("More"))
        row = line(self, spacing=4)
        row.addWidget(Caption(words, "body"))
        row.addSpacing(4)
        row.addWidget(self.less)
        row.addWidget(self.field)
        row.addWidget(self.more)
        if behind:
            row.addWidget(Caption(behind, "body"))
        row.addStretch()
        self.setFocusProxy(self.field)
        for button, step in ((self.less, -1), (self.more, 1)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._step, step))
        self.field.textEdited.connect(self._on_edited)
        self.field.left.connect(lambda: self.field.setText(str(self._value)))

    @property
    def value(self) -> int:
        """Return the number."""
        return self._value

    def set_value(self, value: int) -> None:
        """Put another number in its place, as near as it may be."""
        self.field.setText(str(min(max(value, self._least), self._most)))
        self._on_edited(self.field.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the number by one with Up and Down."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() in steps:
            self._step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        self.set_value(self._value + step)

    def _on_edited(self, text: str) -> None:
        value = int(text) if text.isdigit() else self._least
        value = min(max(value, self._least), self._most)
        if value != self._value:
            self._value = value
            self.changed.emit(value)


class CoderChips(QWidget):
    """People to choose among, all of them at first; ``changed`` follows every other choice."""

    changed = Signal()

    def __init__(self, people: Sequence[Coder], chosen: Sequence[Id] | None = None) -> None:
        super().__init__()
        layout = FlowLayout(self, 6)
        self.chips: dict[Id, Chip] = {}
        for coder in people:
            chip = self.chips[coder.id] = Chip(coder.name)
            chip.setChecked(chosen is None or coder.id in chosen)
            chip.toggled.connect(self.changed)
            layout.addWidget(chip)

    @property
    def chosen(self) -> tuple[Id, ...]:
        """Return who is chosen, in order."""
        return tuple(one for one, chip in self.chips.items() if chip.isChecked())


class NameChips(QWidget):
    """One of several names, or nothing; ``changed`` follows every other choice."""

    changed = Signal()

    def __init__(self, names: Sequence[str], nothing: str) -> None:
        super().__init__()
        layout = FlowLayout(self, 6)
        self._group = QButtonGroup(self)
        self.chips: dict[str | None, Chip] = {None: Chip(nothing)}
        self.chips |= {name: Chip(name) for name in names}
        for name, chip in self.chips.items():
            chip.setChecked(name is None)
            self._group.addButton(chip)
            layout.addWidget(chip)
        self._group.buttonClicked.connect(self.changed)

    @property
    def chosen(self) -> str | None:
        """Return the name that is chosen; None for nothing."""
        return next((name for name, chip in self.chips.items() if chip.isChecked()), None)
