"""The panel beside the table: the chosen cell in words, its marks by label, what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.dialogs.controls import Prose, scrolling
from annotator.gui.review.assignment.glyphs import draw_glyph
from annotator.gui.theme.controls import Caption, Hairline, PaintedButton, surface
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.layouts import column
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import RIGHT, cap_width, draw_cap, draw_text, rounded
from annotator.gui.theme.tokens import SIZE
from annotator.workbench.assignment_grid import CellState
from annotator.workbench.language import _, number

MARGIN = 20
BAND = 58
"""Height of the head, the same in all bands."""
_ROW = 28
_NUMBER = 52
_KEYS = 54


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done with what is chosen: its id, its key, and what it does."""

    id: str
    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Counts:
    """A table of labels: headings of the columns, the bold one, and a row of numbers by label."""

    headings: tuple[str, ...]
    bold: int
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What the panel says: a title, a state with its word, more lines, numbers, and deeds."""

    title: str
    state: CellState
    word: str
    lines: tuple[str, ...] = ()
    counts: Counts | None = None
    deeds: tuple[Deed, ...] = ()


class DeedButton(PaintedButton):
    """A key cap with what it does; pressing is the same as the key."""

    def __init__(self, deed: Deed) -> None:
        super().__init__(deed.words)
        self.deed = deed
        self.setFixedHeight(28)
        self.setAccessibleName(f"{deed.words} ({deed.key})")

    def sizeHint(self) -> QSize:
        """Return the room of cap and words."""
        lead = max(_KEYS, cap_width(self.deed.key) + 8)
        return QSize(round(lead + text_width(self.text(), named_font("body"))) + 12, 28)

    def minimumSizeHint(self) -> QSize:
        """Return a width at which words are cut."""
        return QSize(80, 28)

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw cap and words."""
        theme = look().theme
        if self.underMouse():
            rounded(painter, rect.adjusted(-4, 0, 0, 0), theme.hover)
        draw_cap(painter, 0, rect.height() / 2, self.deed.key)
        area = QRectF(_KEYS, 0, rect.width() - _KEYS, rect.height())
        return draw_text(painter, area, self.text(), theme.ink, named_font("body"))


class StateLine(QWidget):
    """A sign with its word."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(22)
        self._state, self._word = CellState.NOT_ASSIGNED, ""

    def show_state(self, state: CellState, word: str) -> None:
        """Show another state."""
        self._state, self._word = state, word
        self.setAccessibleName(word)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw sign and word."""
        theme = look().theme
        painter = QPainter(self)
        draw_glyph(painter, self._state, QPointF(7, self.height() / 2), theme.panel)
        area = QRectF(22, 0, self.width() - 22, self.height())
        draw_text(painter, area, self._word, theme.ink, named_font("body"))
        painter.end()


class LabelTable(QWidget):
    """Marks by label; where the coders differ the numbers are inked, else they are quiet."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: Counts | None = None

    def show_counts(self, counts: Counts | None) -> None:
        """Show other numbers."""
        self._counts = counts
        self.setFixedHeight((len(counts.rows) + 2) * _ROW + 2 if counts else 0)
        self.setVisible(counts is not None)
        self.setAccessibleName(_told(counts) if counts else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw headings, rows and sums."""
        if self._counts is None:
            return
        counts, theme = self._counts, look().theme
        painter = QPainter(self)
        small, width = named_font("small"), self.width()
        left = width - len(counts.headings) * _NUMBER
        draw_text(painter, QRectF(0, 0, left, _ROW), _("Marks by label"), theme.ink2, small)
        for at, name in enumerate(counts.headings):
            is_bold = at == counts.bold
            used = named_font("small", 600 if is_bold else 400)
            ink = theme.ink if is_bold else theme.ink2
            area = QRectF(left + at * _NUMBER + 6, 0, _NUMBER - 6, _ROW)
            draw_text(painter, area, name, ink, used, RIGHT)
        for row, (label, numbers) in enumerate(counts.rows, 1):
            painter.fillRect(0, row * _ROW, width, 1, QColor(theme.hair))
            draw_cap(
                painter, 0, row * _ROW + _ROW / 2, naming().label_letter(label), look().tone(label)
            )
            area = QRectF(25, row * _ROW, left - 25, _ROW)
            draw_text(painter, area, naming().label_name(label), theme.ink, named_font("body"))
            self._paint_numbers(painter, row, numbers, is_inked=len(set(numbers)) > 1)
        row = len(counts.rows) + 1
        painter.fillRect(0, row * _ROW, width, 1, QColor(theme.rim))
        bold = named_font("body", 600)
        draw_text(painter, QRectF(0, row * _ROW, left, _ROW), _("Total"), theme.ink, bold)
        sums = tuple(sum(column) for column in zip(*(one for _l, one in counts.rows), strict=True))
        self._paint_numbers(painter, row, sums, is_inked=True, is_sum=True)
        painter.end()

    def _paint_numbers(
        self,
        painter: QPainter,
        row: int,
        numbers: Sequence[int],
        *,
        is_inked: bool,
        is_sum: bool = False,
    ) -> None:
        assert self._counts is not None
        theme, count = look().theme, len(self._counts.headings)
        left = self.width() - count * _NUMBER
        for at, value in enumerate(numbers):
            is_bold = is_sum or (is_inked and at == self._counts.bold)
            used = named_font("body", 600 if is_bold else 400)
            area = QRectF(left + at * _NUMBER, row * _ROW, _NUMBER, _ROW)
            ink = theme.ink if is_inked else theme.ink3
            draw_text(painter, area, number(value), ink, used, RIGHT)


class Detail(QWidget):
    """The panel; ``done`` carries the id of what shall be done."""

    done = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        surface(self, "panel")
        self.told: Told | None = None
        self.title = Caption("", "title")
        self.state = StateLine()
        self.labels = LabelTable()
        self.lines = Prose("", "ink2")
        self.head = Caption("", "head")
        self.deeds: list[DeedButton] = []
        self._deeds = column(spacing=2)
        self._rule = Hairline()
        band = QWidget()
        band.setFixedHeight(BAND)
        top = column(band, (MARGIN, 6, MARGIN, 4), 1)
        top.addStretch()
        top.addWidget(self.title)
        top.addWidget(self.state)
        top.addStretch()
        inside = column()
        said = column(margins=(MARGIN, 10, MARGIN, 0))
        said.addWidget(self.lines)
        inside.addLayout(said)
        middle = column(margins=(MARGIN, 4, MARGIN, 6))
        middle.addWidget(self.labels)
        inside.addLayout(middle)
        inside.addWidget(self._rule)
        below = column(margins=(MARGIN, 12, MARGIN, 12), spacing=6)
        below.addWidget(self.head)
        below.addLayout(self._deeds)
        inside.addLayout(below)
        inside.addStretch()
        whole = column(self)
        whole.addWidget(band)
        whole.addWidget(Hairline())
        whole.addWidget(scrolling(inside), 1)

    def set_wide(self, is_wide: bool) -> None:
        """Take the width of wide windows, or the usual one."""
        self.setFixedWidth(SIZE["right_wide" if is_wide else "right"])

    def show_told(self, told: Told) -> None:
        """Say something else."""
        self.told = told
        self.title.setText(told.title)
        self.state.show_state(told.state, told.word)
        self.lines.setText("\n".join(told.lines))
        self.lines.setVisible(bool(told.lines))
        self.labels.show_counts(told.counts)
        self._rule.setVisible(told.counts is not None)
        self.head.setText(_("What can be done"))
        self.head.setVisible(bool(told.deeds))
        if [one.deed for one in self.deeds] != list(told.deeds):
            self._show_deeds(told.deeds)

    def _show_deeds(self, deeds: Sequence[Deed]) -> None:
        for old in self.deeds:
            self._deeds.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.deeds = [DeedButton(one) for one in deeds]
        for button in self.deeds:
            button.clicked.connect(lambda _on=False, name=button.deed.id: self.done.emit(name))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._deeds.addWidget(button)


def _told(counts: Counts) -> str:
    rows = (
        f"{naming().label_name(label)}: "
        + ", ".join(f"{name} {value}" for name, value in zip(counts.headings, row, strict=True))
        for label, row in counts.rows
    )
    return "; ".join(rows)
