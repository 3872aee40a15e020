"""What parcels bring back, article by article, before it is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.gui.dialogs.controls import scrolling
from annotator.gui.dialogs.remark import Remark
from annotator.gui.theme.controls import Hairline
from annotator.gui.theme.faces import font, named_font
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.layouts import column
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import RIGHT, draw_dot, draw_text
from annotator.gui.theme.tokens import TYPE
from annotator.model.document import Progress
from annotator.workbench.joining import JoinedFile, JoinReport
from annotator.workbench.language import _, ngettext, number
from annotator.workbench.parcel_words import purpose_words
from annotator.workbench.returned_work import JoinedDocument

MARGIN = 24
_HEAD, _ROW, _TOTAL = 30, 44, 36
_NUMBER = 36
_WIDTHS = (86, 86, 78, 98, 92)


def headings() -> tuple[str, ...]:
    """Return what the numbers of an article count."""
    return (_("new marks"), _("changed"), _("deleted"), _("already here"), _("two versions"))


def numbers_of(one: JoinedDocument) -> tuple[int, ...]:
    """Return the numbers of an article in the order of the headings."""
    return (one.new, one.changed, one.deleted, one.same, one.conflicting)


def progress_of(one: JoinedDocument) -> Progress:
    """Return how far the coder is with an article, by what is known of it after joining."""
    if one.is_finished:
        return Progress.DONE
    is_begun = one.same or one.conflicting or one.is_touched
    return Progress.IN_PROGRESS if is_begun else Progress.NEW


def detail_words(one: JoinedDocument) -> str:
    """Return what else there is to know of an article."""
    how_far = {
        Progress.DONE: _("done"),
        Progress.IN_PROGRESS: _("not done yet"),
        Progress.NEW: _("not begun"),
    }
    told = [_("same text"), how_far[progress_of(one)]]
    if one.further:
        words = ngettext(
            "{count} relation, note or answer", "{count} relations, notes or answers", one.further
        )
        told.append(words.format(count=number(one.further)))
    if one.codebooks:
        versions = ", ".join(one.codebooks)
        told.append(_("made under another codebook: {versions}").format(versions=versions))
    return "  ·  ".join(told)


class DocumentTable(QWidget):
    """The articles of one parcel, with what becomes of the marks on each.

    Where several come, the coder's name stands above.
    """

    def __init__(self, file: JoinedFile, *, is_named: bool) -> None:
        super().__init__()
        self._rows = file.documents
        self._name = file.coder if is_named else ""
        self._top = _HEAD if is_named else 0
        self.setFixedHeight(len(self._rows) * _ROW + self._top + 1)
        told = "; ".join(_row_words(one) for one in self._rows)
        self.setAccessibleName(f"{file.coder}: {told}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the name and the rows."""
        theme, painter = look().theme, QPainter(self)
        if self._name:
            painter.fillRect(0, 0, self.width(), 1, QColor(theme.hair))
            area = QRectF(0, 2, self.width(), self._top - 2)
            draw_text(painter, area, self._name, theme.ink, named_font("small", 600))
        for at, one in enumerate(self._rows):
            self._paint_row(painter, self._top + at * _ROW, at, one)
        painter.end()

    def _paint_row(self, painter: QPainter, y: int, at: int, one: JoinedDocument) -> None:
        theme = look().theme
        painter.fillRect(0, y, self.width(), 1, QColor(theme.hair))
        area = QRectF(0, y + 5, _NUMBER - 6, 18)
        draw_text(painter, area, number(at + 1), theme.ink3, named_font("small"))
        width = self.width() - sum(_WIDTHS) - _NUMBER - 12
        area = QRectF(_NUMBER, y + 5, width, 18)
        reading = font(TYPE["body"], 400, "reading")
        draw_text(painter, area, one.title or one.key, theme.ink, reading)
        draw_dot(painter, _NUMBER + 5, y + 32, progress_of(one))
        below = QRectF(_NUMBER + 16, y + 23, width - 16, 17)
        draw_text(painter, below, detail_words(one), theme.ink2, named_font("small"))
        paint_numbers(painter, QRectF(0, y, self.width(), _ROW), numbers_of(one))


class NumberRow(QWidget):
    """One line in step with the table: its headings, or its sums."""

    def __init__(self, height: int, *, is_sum: bool) -> None:
        super().__init__()
        self._is_sum = is_sum
        self._words, self._cells = "", tuple[str, ...]()
        self._numbers: tuple[int, ...] = ()
        self.setFixedHeight(height)

    def show_headings(self, words: str, cells: tuple[str, ...]) -> None:
        """Show words above each column."""
        self._words, self._cells = words, cells
        self.update()

    def show_sums(self, words: str, numbers: tuple[int, ...]) -> None:
        """Show a number below each column."""
        self._words, self._numbers = words, numbers
        told = ", ".join(f"{name} {value}" for name, value in zip(headings(), numbers, strict=True))
        self.setAccessibleName(f"{words}: {told}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        theme, painter = look().theme, QPainter(self)
        whole = QRectF(self.contentsRect())
        if self._is_sum:
            painter.fillRect(0, 0, self.width(), 1, QColor(theme.rim))
            area = whole.adjusted(_NUMBER, 0, 0, 0)
            draw_text(painter, area, self._words, theme.ink, named_font("body", 600))
            paint_numbers(painter, whole, self._numbers, is_bold=True)
        else:
            draw_text(painter, whole, self._words, theme.ink2, named_font("small"))
            right = whole.right()
            for width, words in zip(reversed(_WIDTHS), reversed(self._cells), strict=False):
                area = QRectF(right - width, 0, width, whole.height())
                draw_text(painter, area, words, theme.ink2, named_font("small"), RIGHT)
                right -= width
        painter.end()


def paint_numbers(
    painter: QPainter, area: QRectF, numbers: tuple[int, ...], *, is_bold: bool = False
) -> None:
    """Draw numbers in their columns at the right; none is muted, two versions are a warning."""
    theme, right = look().theme, area.right()
    used = named_font("body", 600 if is_bold else 400)
    for at in reversed(range(len(numbers))):
        value = numbers[at]
        ink = theme.ink if value else theme.ink3
        if value and at == len(numbers) - 1:
            ink = theme.warn
        cell = QRectF(right - _WIDTHS[at], area.y(), _WIDTHS[at], area.height())
        draw_text(painter, cell, number(value), ink, used, RIGHT)
        right -= _WIDTHS[at]


class FileLine(QWidget):
    """Whose work a parcel is, what for, and the file it comes in."""

    def __init__(self, file: JoinedFile) -> None:
        super().__init__()
        self.setFixedHeight(26)
        done = sum(one.is_finished for one in file.documents)
        count = len(file.documents)
        told = ngettext("{done} of {count} article done", "{done} of {count} articles done", count)
        self._name = file.coder
        self._told = "  ·  ".join(
            (
                purpose_words(file.purpose),
                told.format(done=number(done), count=number(count)),
                Path(file.path).name,
            )
        )
        self.setAccessibleName(f"{_('Whose work')}: {self._name}, {self._told}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the name, and what else there is to say."""
        theme, painter = look().theme, QPainter(self)
        small, bold = named_font("small"), named_font("body", 600)
        whole = QRectF(self.rect())
        draw_text(painter, whole, _("Whose work"), theme.ink2, small)
        draw_icon(painter, "person", 110, whole.center().y() - 8, theme.ink2, 15)
        area = whole.adjusted(134, 0, 0, 0)
        draw_text(painter, area, self._name, theme.ink, bold)
        from_x = 134 + painter.fontMetrics().horizontalAdvance(self._name) + 14
        area = whole.adjusted(from_x, 0, 0, 0)
        draw_text(painter, area, self._told, theme.ink2, small)
        painter.end()


class ReturnedPreview(QWidget):
    """Whose parcels come back, a row for each article, and what is certain, in sentences."""

    def __init__(self) -> None:
        super().__init__()
        self.checks: list[Remark] = []
        self.tables: list[DocumentTable] = []
        self.head = NumberRow(_HEAD, is_sum=False)
        self.sums = NumberRow(_TOTAL, is_sum=True)
        self._files: QVBoxLayout = column()
        self._checks = QGridLayout()
        self._checks.setHorizontalSpacing(24)
        self._checks.setVerticalSpacing(6)
        inside = column()
        self._tables: QVBoxLayout = column()
        inside.addLayout(self._tables)
        inside.addStretch()
        self._scroller: QScrollArea = scrolling(inside, _ROW)
        bar = self._scroller.verticalScrollBar()
        bar.rangeChanged.connect(
            lambda _least, most: self._align(bar.sizeHint().width() if most else 0)
        )
        whole = column(self, (MARGIN, 8, MARGIN, 12))
        whole.addLayout(self._files)
        whole.addSpacing(6)
        whole.addWidget(Hairline())
        whole.addWidget(self.head)
        whole.addWidget(self._scroller, 1)
        whole.addWidget(self.sums)
        whole.addSpacing(6)
        whole.addLayout(self._checks)
        whole.addStretch()

    def _align(self, inset: int) -> None:
        """Keep headings and sums in step with the table, which gives room to a bar."""
        for row in (self.head, self.sums):
            row.setContentsMargins(0, 0, inset, 0)

    def show_report(self, report: JoinReport) -> None:
        """Show what parcels bring."""
        parcels = [one for one in report.files if one.parcel]
        _empty(self._files)
        for file in parcels:
            self._files.addWidget(FileLine(file))
        rows = [one for file in parcels for one in file.documents]
        _empty(self._tables)
        self.tables = [DocumentTable(one, is_named=len(parcels) > 1) for one in parcels]
        for table in self.tables:
            self._tables.addWidget(table)
        self._scroller.setMaximumHeight(sum(one.height() for one in self.tables) + 2)
        self.head.show_headings(_("Article, matched by content"), headings())
        counts = [numbers_of(one) for one in rows]
        sums = tuple(sum(one[at] for one in counts) for at in range(len(_WIDTHS)))
        self.sums.show_sums(_("Total"), sums)
        _empty(self._checks)
        self.checks = [Remark(icon, words) for icon, words in check_words(report)]
        for at, remark in enumerate(self.checks):
            top = Qt.AlignmentFlag.AlignTop
            self._checks.addWidget(remark, at // 2, at % 2, top)


def check_words(report: JoinReport) -> list[tuple[str, str]]:
    """Return what is certain of parcels that come back, and what is to be known of them."""
    parcels = [one for one in report.files if one.parcel]
    rows = [one for file in parcels for one in file.documents]
    names = sorted({one.coder for one in parcels})
    others = _("Nobody's marks but those of {names} are touched.")
    told = [("check", others.format(names=", ".join(names)))]
    told.append(("check", _("The texts are the same; every mark stands on its words.")))
    if odd := sum(bool(one.codebooks) for one in rows):
        words = ngettext(
            "{count} article was marked under another codebook.",
            "{count} articles were marked under another codebook.",
            odd,
        )
        told.append(("warn", words.format(count=number(odd))))
    else:
        told.append(("check", _("Same codebook; no unknown label or value.")))
    if left := sum(not one.is_finished for one in rows):
        words = ngettext(
            "{count} article is not done yet; the parcel can come again.",
            "{count} articles are not done yet; the parcel can come again.",
            left,
        )
        told.append(("info", words.format(count=number(left))))
    if conflicting := sum(one.conflicting for one in rows):
        words = ngettext(
            "{count} thing is in two versions; both stay until somebody decides.",
            "{count} things are in two versions; both stay until somebody decides.",
            conflicting,
        )
        told.append(("warn", words.format(count=number(conflicting))))
    told.append(("check", _("Joining the same files again adds nothing.")))
    return told


def button_words(report: JoinReport) -> str:
    """Return what the button says it will do with parcels."""
    rows = [one for file in report.files for one in file.documents]
    new = sum(one.new for one in rows)
    if new:
        words = ngettext("Join {count} new mark", "Join {count} new marks", new)
        return words.format(count=number(new))
    touched = sum(one.is_touched for one in rows)
    if touched:
        words = ngettext("Join {count} article", "Join {count} articles", touched)
        return words.format(count=number(touched))
    return ""


def _row_words(one: JoinedDocument) -> str:
    told = zip(headings(), numbers_of(one), strict=True)
    numbers = ", ".join(f"{name} {value}" for name, value in told)
    return f"{one.title or one.key}: {numbers}, {detail_words(one)}"


def _empty(layout: QVBoxLayout | QGridLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
