"""The tables of the page: two columns where there is room, one below the other where not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from annotator.gui.review.agreement import words
from annotator.gui.review.agreement.asked import Asked, NumberAsked
from annotator.gui.review.agreement.attributes import AttributeTable
from annotator.gui.review.agreement.cells import CellTable
from annotator.gui.review.agreement.compared import ComparedTable
from annotator.gui.review.agreement.confusion import ConfusionTable
from annotator.gui.review.agreement.matrix import MatrixTable
from annotator.gui.review.agreement.overview import Overview, PairView
from annotator.gui.review.agreement.panel import Panel
from annotator.gui.review.agreement.periods import PeriodTable
from annotator.gui.review.agreement.strips import StripTable
from annotator.gui.theme.controls import surface
from annotator.gui.theme.tokens import WIDE_WINDOW
from annotator.model.identity import Id
from annotator.workbench.comparing.options import Table
from annotator.workbench.language import _

TWO_COLUMNS = 760
"""Below this width the tables stand one below the other."""
_MARGIN, _BIG_MARGIN = 20, 32
_GAP, _BIG_GAP = 28, 48
_ROW_GAP, _BIG_ROW_GAP = 14, 28


class Board(QScrollArea):
    """All tables; ``asked`` carries the list that is wanted."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.matrix, self.confusion = MatrixTable(), ConfusionTable()
        self.strips, self.attributes = StripTable(), AttributeTable()
        self.periods = PeriodTable()
        self.gold, self.again = ComparedTable(), ComparedTable()
        self.panels = {
            name: Panel(table)
            for name, table in (
                ("matrix", self.matrix),
                ("confusion", self.confusion),
                ("strips", self.strips),
                ("attributes", self.attributes),
                ("periods", self.periods),
                ("gold", self.gold),
                ("again", self.again),
            )
        }
        self.overview: Overview | None = None
        self.pair: PairView | None = None
        self._names: Mapping[Id, str] = {}
        self._is_big = False
        self._shape: object = None
        self._inside = QWidget()
        surface(self._inside, "paper")
        self._grid = QGridLayout(self._inside)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that the width never hangs on the height and the height on the width.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        for table in self.tables:
            table.asked.connect(self.asked)
        self.show_pair(None, {})

    @property
    def tables(self) -> list[CellTable]:
        """Return the tables in the order in which Tab comes to them."""
        return [panel.table for panel in self.panels.values()]

    @property
    def margin(self) -> int:
        """Return the margin at the left and right, which the page's head shares."""
        return _BIG_MARGIN if self._is_big else _MARGIN

    def set_big(self, is_big: bool) -> None:
        """Take the sizes of wide windows, or the usual ones."""
        if is_big != self._is_big:
            self._is_big = is_big
            self.retranslate()
            self._arrange()

    def show_overview(self, overview: Overview) -> None:
        """Show the numbers of another question."""
        self.overview = overview
        self.matrix.show_overview(overview, is_big=self._is_big)
        options = overview.question.options
        percents = overview.percents_besides
        self.gold.show_rows(overview.gold, percents, replace(options, table=Table.GOLD))
        self.again.show_rows(overview.again, percents, replace(options, table=Table.AGAIN))
        self.panels["matrix"].show_words(_("Coder × coder"), words.matrix_words(overview.question))
        self.panels["gold"].show_words(
            _("Coders against the gold"), _("each with what was decided")
        )
        self.panels["again"].show_words(
            _("Coded twice"), _("each coder with the same person's second coding")
        )
        self._arrange()

    def show_pair(self, view: PairView | None, names: Mapping[Id, str]) -> None:
        """Show what there is of two coders; None where nothing is known of them yet."""
        self.pair, self._names = view, names
        overview = self.overview
        if view is None or overview is None:
            self._arrange()
            return
        question, big = overview.question, self._is_big
        asked = NumberAsked(question.target(view.pair), question.options)
        pair_names = [names[one] for one in view.pair]
        self.confusion.show_confusion(view.confusion, question.options, pair_names, is_big=big)
        self.strips.show_strips(view.strips, asked, is_big=big)
        labels = (question.label,) if question.label is not None else ()
        narrowed = replace(question.options, labels=labels)
        self.attributes.show_lines(view.attributes, narrowed, is_big=big)
        self.periods.show_over_time(view.over_time, view.days, asked)
        both = " × ".join(pair_names)
        self.panels["confusion"].show_words(
            _("Label × label"), words.confusion_words(view.confusion)
        )
        self.panels["strips"].show_words(
            _("Articles"), _("block = differing stretch, ring = one-sided, dotted = outside")
        )
        self.panels["attributes"].show_words(_("Attributes on matched marks"), both)
        self.panels["periods"].show_words(
            _("Over time"), _("by the day both were done; dashed: a version of the codebook")
        )
        self._arrange()

    def show_chosen(self, asked: Asked | None) -> None:
        """Frame the cell whose list is shown."""
        for table in self.tables:
            table.show_chosen(asked)

    def table_of(self, asked: Asked | None) -> CellTable | None:
        """Return the table that has the cell whose list is shown."""
        found = (one for one in self.tables if one.cell_model.place_of(asked).isValid())
        return next(found, None)

    def retranslate(self) -> None:
        """Say everything in the language in use."""
        if self.overview is not None:
            self.show_overview(self.overview)
        self.show_pair(self.pair, self._names)

    def show_table(self, table: CellTable) -> None:
        """Bring a table into view."""
        self.ensureWidgetVisible(table, 0, 30)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the tables side by side, or below each other."""
        super().resizeEvent(event)
        self.set_big(self.window().width() >= WIDE_WINDOW)
        self._arrange()

    # inside -----------------------------------------------------------------------------------

    def _shown(self) -> list[list[str]]:
        """Return the panels that have something to show, by rows of the grid."""
        overview, view = self.overview, self.pair
        first = ["matrix"] + (["confusion"] if view and view.confusion.labels else [])
        second, third = [], []
        if view is not None:
            second += ["strips"] if view.strips else []
            second += ["attributes"] if view.attributes else []
            third += ["periods"] if view.over_time.periods else []
        if overview is not None:
            third += ["gold"] if overview.gold else []
            third += ["again"] if overview.again else []
        return [one for one in (first, second, third) if one]

    def _arrange(self) -> None:
        """Place the panels; those that have nothing to show are hidden."""
        rows = self._shown()
        is_wide = self.viewport().width() >= TWO_COLUMNS
        shape = (tuple(map(tuple, rows)), is_wide, self._is_big)
        if shape == self._shape:
            return
        self._shape = shape
        shown = {name for names in rows for name in names}
        for name, panel in self.panels.items():
            self._grid.removeWidget(panel)
            if name not in shown:  # hiding one that stays would take the keyboard from it
                panel.hide()
        across = 2 if is_wide else 1
        at = 0
        for names in rows:
            for place, name in enumerate(names):
                panel = self.panels[name]
                row, left = at + place // across, place % across
                top = Qt.AlignmentFlag.AlignTop
                self._grid.addWidget(panel, row, left)
                self._grid.setAlignment(panel, top)
                panel.show()
            at += (len(names) + across - 1) // across
        for column, share in enumerate((10, 12)):
            self._grid.setColumnStretch(column, share if column < across else 0)
            self._grid.setColumnMinimumWidth(column, 0)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(at, 1)
        margin = self.margin
        self._grid.setContentsMargins(margin, 8, margin, 16)
        self._grid.setHorizontalSpacing(_BIG_GAP if self._is_big else _GAP)
        self._grid.setVerticalSpacing(_BIG_ROW_GAP if self._is_big else _ROW_GAP)
