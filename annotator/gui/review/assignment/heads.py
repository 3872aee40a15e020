"""The heads of the assignment table: coders above, articles at the left, totals below."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from annotator.gui.review.assignment import words
from annotator.gui.review.assignment.glyphs import BAR, broken_title, draw_bar
from annotator.gui.review.assignment.model import GridModel
from annotator.gui.theme.faces import font, named_font, text_width
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import RIGHT, draw_text
from annotator.gui.theme.tokens import TYPE
from annotator.workbench.language import _, number

HEAD_HEIGHT = 76
TOTAL_HEIGHT = 38
PADDING = 12
NUMBER = 36
"""Room for the number of an article before its title."""
SIGN = 22
"""Room for the sign of a state before its word."""
HIGH_ROW = 72
_LINE = 18


class CoderHead(QHeaderView):
    """Names of coders with how far they are, and the review."""

    def __init__(self, model: GridModel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._model = model
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of the head."""
        return QSize(super().sizeHint().width(), HEAD_HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw a name, how far the coder is in words, and the same as a bar."""
        theme = look().theme
        painter.save()
        painter.fillRect(rect, QColor(theme.paper))
        _rules(painter, rect, is_strong=True)
        if self._model.is_review(section):
            name = _("Review")
            told, share = words.reviewed_words(self._model.grid.lines)
        else:
            total = self._model.grid.totals[section]
            name, told = words.coder_words(total.coder), words.done_words(total)
            share = total.done / total.assigned if total.assigned else 0.0
        area = QRectF(rect).adjusted(PADDING, 10, -PADDING, 0)
        area.setHeight(_LINE)
        used = named_font("body", 600)
        draw_text(painter, area, name, theme.ink, used)
        if not self._model.is_review(section):
            role = words.role_words(self._model.grid.totals[section].coder)
            rest = area.adjusted(text_width(name, used) + 8, 0, 0, 0)
            if text_width(role, named_font("small")) <= rest.width():
                draw_text(painter, rest, role, theme.ink3, named_font("small"), RIGHT)
        draw_text(painter, area.translated(0, 20), told, theme.ink2, named_font("small"))
        draw_bar(painter, QRectF(area.x(), rect.y() + 57, area.width(), BAR), share)
        painter.restore()


class ArticleHead(QHeaderView):
    """Numbers and titles of articles, with their dates and lengths."""

    def __init__(self, model: GridModel) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._model = model
        self._width = 300
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(20)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def set_width(self, width: int) -> None:
        """Take another width."""
        self._width = width
        self.setFixedWidth(width)

    def sizeHint(self) -> QSize:
        """Return the width of the head."""
        return QSize(self._width, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw number, title and what stands below it."""
        theme, line = look().theme, self._model.line(section)
        painter.save()
        painter.fillRect(rect, QColor(theme.paper))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(theme.hair))
        width = rect.width() - NUMBER - PADDING
        title = line.document.title or line.document.name
        shown = broken_title(title, width, 2 if rect.height() >= HIGH_ROW else 1)
        y = rect.y() + (rect.height() - (len(shown) + 1) * _LINE) / 2 - 1
        area = QRectF(rect.x(), y, NUMBER - 6, _LINE)
        draw_text(painter, area, number(section + 1), theme.ink3, named_font("small"))
        area = QRectF(rect.x() + NUMBER, y, width, _LINE)
        for one in shown:
            draw_text(painter, area, one, theme.ink, font(TYPE["body"], 400, "reading"))
            area.translate(0, _LINE)
        below = words.article_words(line)
        draw_text(painter, area, below, theme.ink2, named_font("small"))
        painter.restore()


class Corner(QWidget):
    """Where the two heads meet: what the rows are, and how many."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        model.refreshed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the two lines of words."""
        theme = look().theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.paper))
        for y in (0, self.height() - 1):
            painter.fillRect(0, y, self.width(), 1, QColor(theme.rim))
        area = QRectF(0, 10, self.width() - PADDING, _LINE)
        draw_text(painter, area, _("Article"), theme.ink, named_font("body", 600))
        told = words.articles_words(self._model.grid.lines)
        draw_text(painter, area.translated(0, 20), told, theme.ink2, named_font("small"))
        painter.end()


class TotalLine(QWidget):
    """The sums below the columns of a table, in step with it."""

    def __init__(self, model: GridModel, view: QTableView) -> None:
        super().__init__()
        self._model, self._view = model, view
        self.setFixedHeight(TOTAL_HEIGHT)
        model.refreshed.connect(self.update)
        view.horizontalScrollBar().valueChanged.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sum of every coder's marks, and how many articles are signed off."""
        theme = look().theme
        painter = QPainter(self)
        bold = named_font("body", 600)
        left = self._view.verticalHeader().width()
        painter.setClipRect(left, 0, self.width() - left, self.height())
        for column in range(self._model.columnCount()):
            x = left + self._view.columnViewportPosition(column)
            width = self._view.columnWidth(column)
            painter.fillRect(x, 0, 1, self.height(), QColor(theme.hair))
            area = QRectF(x + PADDING + SIGN, 0, width - PADDING - SIGN - 4, self.height())
            if not self._model.is_review(column):
                count = self._model.grid.totals[column].spans
                told = words.marks_words(count)
                draw_text(painter, area, told, theme.ink if count else theme.ink3, bold)
            else:
                signed = words.signed_off(self._model.grid.lines)
                told = f"{number(signed)} / {number(len(self._model.grid.lines))}"
                draw_text(painter, area.adjusted(0, 0, -8, 0), told, theme.ink, bold, RIGHT)
        painter.setClipping(False)
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.rim))
        area = QRectF(NUMBER, 0, left - NUMBER - PADDING, self.height())
        draw_text(painter, area, _("Total"), theme.ink, bold)
        painter.end()


def _rules(painter: QPainter, rect: QRect, *, is_strong: bool) -> None:
    theme = look().theme
    colour = QColor(theme.rim if is_strong else theme.hair)
    painter.fillRect(rect.x(), rect.y(), rect.width(), 1, colour)
    painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, colour)
    painter.fillRect(rect.x(), rect.y(), 1, rect.height(), QColor(theme.hair))
