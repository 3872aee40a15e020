"""How the list of articles draws its rows, and the dots of the folded column."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from annotator.gui.models.documents import ROW_ROLE
from annotator.gui.panels.document_words import second_line
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import RIGHT, draw_dot, draw_text
from annotator.gui.theme.row_list import Index, RowDelegate
from annotator.model.document import DocumentRow

_DOT_X, _DOT_Y = 12, 14.5
_TEXT_X = 24
_RIGHT = 8


class ArticleDelegate(RowDelegate):
    """State, title, and below it where it is from and the number of marks."""

    margins = (8, 1, 8, 1)

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, is_chosen: bool) -> None:
        """Draw one article."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, DocumentRow):
            return
        theme = look().theme
        draw_dot(painter, rect.x() + _DOT_X, rect.y() + _DOT_Y, row.progress)
        x = rect.x() + _TEXT_X
        width = rect.right() - x - _RIGHT
        is_earlier = row.replaced_by is not None
        title = QRectF(x, rect.y() + 5, width, 19)
        ink = theme.ink3 if is_earlier else theme.ink
        weight = 600 if is_chosen else 400
        draw_text(painter, title, row.title or row.name, ink, named_font("small", weight))
        below, colour = named_font("caption"), theme.ink2 if is_chosen else theme.ink3
        marks = str(row.span_count or "")
        foot = QRectF(x, rect.y() + 24, width, 17)
        draw_text(painter, foot, marks, colour, below, RIGHT)
        room = width - text_width(marks, below) - 10
        draw_text(painter, QRectF(x, foot.y(), room, 17), second_line(row), colour, below)


class DotDelegate(RowDelegate):
    """Only the state: what is left of the list when its column is folded."""

    margins = (8, 1, 8, 1)

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, is_chosen: bool) -> None:
        """Draw one state dot."""
        row = index.data(ROW_ROLE)
        if isinstance(row, DocumentRow):
            draw_dot(painter, rect.center().x(), rect.center().y(), row.progress, 4)
