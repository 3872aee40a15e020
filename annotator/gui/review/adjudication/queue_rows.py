"""How rows of the queue are drawn."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from annotator.gui.review.adjudication.queue_model import ArticleRow, CaseEntry, QueueModel
from annotator.gui.review.adjudication.shapes import (
    STATE_SIGNS,
    draw_letter,
    draw_tick,
    draw_votes,
    votes_width,
)
from annotator.gui.theme.faces import font, named_font, text_width
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import RIGHT, draw_text, rounded
from annotator.gui.theme.row_list import Index, RowDelegate, RowList
from annotator.gui.theme.tokens import TYPE

CASE_HEIGHT, HEAD_HEIGHT = 52, 34
_NUMBER, _SIDE = 20, 16


class QueueDelegate(RowDelegate):
    """Draws the head of an article, or a case with its votes and what became of it."""

    margins = (8, 1, 8, 1)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        model = index.model()
        is_head = isinstance(model, QueueModel) and model.is_head(index.row())
        return QSize(100, HEAD_HEIGHT if is_head else CASE_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row; the case in question is raised and has a bar."""
        view, model = self.parent(), index.model()
        if isinstance(view, RowList) and isinstance(model, QueueModel):
            row = model.row(index.row())
            rect = QRectF(option.rect)
            painter.save()
            if isinstance(row, ArticleRow):
                _draw_head(painter, rect, row)
            elif row is not None:
                is_here = index.row() == view.chosen_row()
                if is_here:
                    _draw_raised(painter, rect)
                else:
                    _draw_hover(painter, rect, option)
                _draw_case(painter, rect, row, is_here=is_here)
            painter.restore()


def _draw_raised(painter: QPainter, rect: QRectF) -> None:
    theme = look().theme
    area = rect.adjusted(8, 1, -8, -1)
    rounded(painter, area, theme.raised, 6, theme.edge if theme.is_high_contrast else theme.rim)
    bar = QRectF(rect.x() + 8, rect.y() + 10, 3, rect.height() - 20)
    rounded(painter, bar, theme.focus, 1.5)


def _draw_hover(painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> None:
    if option.state & QStyle.StateFlag.State_MouseOver:
        rounded(painter, rect.adjusted(8, 1, -8, -1), look().theme.hover, 6)


def _draw_head(painter: QPainter, rect: QRectF, row: ArticleRow) -> None:
    theme = look().theme
    right = rect.right() - _SIDE
    told = text_width(row.told, named_font("small")) + 8
    middle = QRectF(rect.x() + _SIDE, rect.y() + 6, right - rect.x() - _SIDE, rect.height() - 6)
    draw_text(painter, middle, row.told, theme.ink2, named_font("small"), RIGHT)
    name = middle.adjusted(0, 0, -told, 0)
    ink = theme.ink if row.is_open else theme.ink2
    draw_text(painter, name, _name_of(row), ink, named_font("small", 600))


def _name_of(row: ArticleRow) -> str:
    return f"{row.article.key}  {row.article.title}".strip()


def _draw_case(painter: QPainter, rect: QRectF, row: CaseEntry, *, is_here: bool) -> None:
    theme = look().theme
    left, right = rect.x() + _SIDE, rect.right() - _SIDE
    first, second = rect.y() + 17, rect.y() + 37
    is_muted = row.case.is_settled and not is_here
    ink = theme.ink3 if is_muted else theme.ink
    used = named_font("small", 600 if is_here else 400)
    area = QRectF(left - 4, first - 9, _NUMBER + 2, 18)
    draw_text(painter, area, str(row.case.number), ink if is_here else theme.ink3, used, RIGHT)
    x = left + _NUMBER + 8
    serif = font(TYPE["body"], 400, "reading")
    draw_text(painter, QRectF(x, first - 10, right - x, 20), row.passage, ink, serif)
    end = right - _draw_state(painter, right, second, row, is_muted=is_muted)
    edge = draw_letter(painter, x, second, row.case.case.labels)
    edge = edge + 4 if row.case.case.labels else x
    type_ink = theme.ink3 if is_muted else theme.ink2
    area = QRectF(edge, second - 9, max(0.0, end - edge - 6), 18)
    draw_text(painter, area, row.type, type_ink, named_font("small"))


def _draw_state(
    painter: QPainter, right: float, middle: float, row: CaseEntry, *, is_muted: bool
) -> float:
    """Draw tick and choice, the sign of a state, or the votes; return the width."""
    theme = look().theme
    if row.case.is_settled:
        ink = theme.ink3 if is_muted else theme.ink
        area = QRectF(right - 18, middle - 9, 18, 18)
        draw_text(painter, area, row.choice, ink, named_font("small", 600), RIGHT)
        draw_tick(painter, QPointF(right - 26, middle), ink)
        return 36
    draw_votes(painter, right, middle, row.votes)
    width = votes_width(row.votes)
    sign = STATE_SIGNS.get(row.case.state)
    if sign is not None:
        area = QRectF(right - width - 22, middle - 9, 16, 18)
        painter.setPen(QColor(theme.ink))
        draw_text(painter, area, sign, theme.ink, named_font("body", 600), RIGHT)
        width += 22
    return width
