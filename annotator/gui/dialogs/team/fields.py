"""Fields of the sheets for teams: numbers with their words, and names to choose among."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QSpinBox, QWidget

from annotator.gui.theme.chips import Chip
from annotator.gui.theme.controls import Caption, IconButton
from annotator.gui.theme.layouts import FlowLayout, line
from annotator.model.coder import Coder
from annotator.model.identity import Id
from annotator.workbench.language import _

_SPIN = 64


class NumberField(QWidget):
    """A whole number with words before and behind it; ``changed`` follows every other number."""

    changed = Signal(int)

    def __init__(self, words: str, least: int, most: int, behind: str = "") -> None:
        super().__init__()
        self.spin = QSpinBox()
        self.spin.setRange(least, most)
        self.spin.setFixedWidth(_SPIN)
        self.spin.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.spin.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.spin.setAccessibleName(f"{words} {behind}".strip())
        self.less = IconButton("minus", _("Less"))
        self.more = IconButton("plus", _("More"))
        row = line(self, spacing=4)
        row.addWidget(Caption(words, "body"))
        row.addSpacing(4)
        row.addWidget(self.less)
        row.addWidget(self.spin)
        row.addWidget(self.more)
        if behind:
            row.addWidget(Caption(behind, "body"))
        row.addStretch()
        self.setFocusProxy(self.spin)
        for button, step in ((self.less, self.spin.stepDown), (self.more, self.spin.stepUp)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(step)
        self.spin.valueChanged.connect(self.changed)

    @property
    def value(self) -> int:
        """Return the number."""
        return self.spin.value()

    def set_value(self, value: int) -> None:
        """Put another number in its place."""
        self.spin.setValue(value)


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
