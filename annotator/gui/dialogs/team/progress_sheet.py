"""How the work goes: by coder, by label, by week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QButtonGroup, QWidget

from annotator.gui.dialogs.cells import Cell, number_cell
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.dialogs.table import ReadingTable
from annotator.gui.theme.chips import Chip
from annotator.gui.theme.layouts import line
from annotator.gui.theme.naming import naming
from annotator.model.coder import Coder
from annotator.workbench.assignment_grid import CoderTotal
from annotator.workbench.language import _, number, short_date
from annotator.workbench.progress import LabelLine, WeekLine

WIDTH, HEIGHT = 820, 560
_NUMBER = 84
_MOST_CODERS = 7

Rows = list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the work stands, seen from three sides."""

    totals: Sequence[CoderTotal]
    labels: Sequence[LabelLine]
    weeks: Sequence[WeekLine]


class ProgressSheet(Sheet):
    """One table at a time; the chips above it say which."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(_("Progress"), WIDTH, HEIGHT)
        self._standing = standing
        self.table = ReadingTable(_("Progress"))
        self.scroller = None
        sides = {"coder": _("By coder"), "label": _("By label"), "week": _("By week")}
        self.chips = {name: Chip(words) for name, words in sides.items()}
        self._group = QButtonGroup(self)
        row = line(spacing=6)
        for name, chip in self.chips.items():
            self._group.addButton(chip)
            chip.clicked.connect(lambda _on=False, name=name: self.show_side(name))
            row.addWidget(chip)
        row.addStretch()
        self.content.addLayout(row)
        self.content.addSpacing(10)
        self.content.addWidget(self.table, 1)
        self.add_button(_("Close"), self.dismiss, is_primary=True)
        self.show_side("coder")

    def first_focus(self) -> QWidget:
        """Begin at the button that closes."""
        return self.primary or self

    def show_side(self, side: str) -> None:
        """Show the work by ``coder``, ``label`` or ``week``."""
        self.chips[side].setChecked(True)
        makers = {"coder": self._by_coder, "label": self._by_label, "week": self._by_week}
        headings, rows = makers[side]()
        self.table.show_table(headings, rows, [0, *(_NUMBER for _one in headings[1:])])

    def _by_coder(self) -> tuple[list[str], Rows]:
        headings = [_("Coder"), _("assigned"), _("begun"), _("done"), "%", _("Marks")]
        rows = []
        for one in self._standing.totals:
            share = f"{number(100 * one.done / one.assigned)} %" if one.assigned else "–"
            rows.append(
                [
                    Cell(one.coder.name),
                    *(number_cell(value) for value in (one.assigned, one.begun, one.done)),
                    Cell(share, "ink2", is_number=True),
                    number_cell(one.spans),
                ]
            )
        return headings, rows

    def _by_label(self) -> tuple[list[str], Rows]:
        people: list[Coder] = [one.coder for one in self._standing.totals if one.spans]
        people = people[:_MOST_CODERS]
        headings = [_("Label"), *(one.name for one in people), _("in all")]
        rows = [
            [
                Cell(naming().label_name(one.label)),
                *(number_cell(one.by_coder.get(who.id, 0)) for who in people),
                number_cell(one.spans),
            ]
            for one in self._standing.labels
        ]
        return headings, rows

    def _by_week(self) -> tuple[list[str], Rows]:
        headings = [_("Week from"), _("Coder"), _("Marks"), _("finished")]
        rows = [
            [
                Cell(f"{short_date(one.monday)}  ·  {one.week}"),
                Cell(one.coder.name),
                number_cell(one.spans),
                number_cell(one.finished),
            ]
            for one in reversed(self._standing.weeks)
        ]
        return headings, rows
