"""The list of what is otherwise now, mark by mark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.gui.theme.faces import font, named_font, text_width
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import draw_cap, draw_text
from annotator.gui.theme.row_list import Index, RowDelegate
from annotator.gui.theme.tips import tip_text
from annotator.workbench.differing import Difference

DIFFERENCE_ROLE = Qt.ItemDataRole.UserRole
"""The role under which a ``Difference`` is found."""

_ROOT = QModelIndex()
_CAP_ROOM = 24
_QUOTE_SHARE = 0.45


class DifferencesModel(QAbstractListModel):
    """Differences in the order given."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Sequence[Difference] = ()

    def show_differences(self, found: Sequence[Difference]) -> None:
        """Show other differences."""
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words, or under ``DIFFERENCE_ROLE`` the difference."""
        if not index.isValid() or not 0 <= index.row() < len(self.found):
            return None
        one = self.found[index.row()]
        if role == DIFFERENCE_ROLE:
            return one
        words = f"“{one.quote}”: {one.words}" if one.quote else one.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(words)
        return words if role == Qt.ItemDataRole.DisplayRole else None


class DifferenceDelegate(RowDelegate):
    """Label key, the words of the mark, and how it is otherwise now."""

    margins = (16, 0, 12, 0)

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, is_chosen: bool) -> None:
        """Draw one difference."""
        one = index.data(DIFFERENCE_ROLE)
        if not isinstance(one, Difference):
            return
        theme, serif = look().theme, font(13, 400, "reading")
        x = rect.x() + 8
        if one.label:
            letter, tone = naming().label_letter(one.label), look().tone(one.label)
            draw_cap(painter, x, rect.center().y(), letter, tone, 16)
            x += _CAP_ROOM
        wide = min(text_width(one.quote, serif) + 2, rect.width() * _QUOTE_SHARE)
        if one.quote:
            area = QRectF(x, rect.y(), wide, rect.height())
            draw_text(painter, area, one.quote, theme.ink2, serif)
            x += wide + 14
        area = QRectF(x, rect.y(), rect.right() - x - 8, rect.height())
        draw_text(painter, area, one.words, theme.ink, named_font("small"))
