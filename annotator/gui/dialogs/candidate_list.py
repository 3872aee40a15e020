"""The list of relations that could be made from a mark: its rows, and how they are drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui.dialogs.candidates import Candidate
from annotator.gui.theme.faces import font, named_font, text_width
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import draw_cap, draw_text, rounded, smooth

Index = QModelIndex | QPersistentModelIndex

ROW = 29
_WIDEST_NAME = 170
_ROOT = QModelIndex()


class CandidateRows(QAbstractListModel):
    """Candidates, one a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._candidates: list[Candidate] = []
        self.name_width = 0.0
        """The room that the names of the relations need, in pixels."""

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Show these in place of what was there."""
        self.beginResetModel()
        self._candidates = list(candidates)
        names = {one.relation_name for one in candidates}
        widths = (text_width(name, named_font("small")) for name in names)
        self.name_width = min(max(widths, default=0) + 1, _WIDEST_NAME)
        self.endResetModel()

    def candidate(self, row: int) -> Candidate | None:
        """Return the candidate on a row, None outside."""
        return self._candidates[row] if 0 <= row < len(self._candidates) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of candidates."""
        return 0 if parent.isValid() else len(self._candidates)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the candidate as a sentence."""
        candidate = self.candidate(index.row()) if index.isValid() else None
        return candidate.words if candidate and role == Qt.ItemDataRole.DisplayRole else None


class CandidatePainter(QStyledItemDelegate):
    """Draws a row: name of the relation, its direction, and the mark at the other end."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(10, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        model = index.model()
        candidate = model.candidate(index.row()) if isinstance(model, CandidateRows) else None
        if candidate is None or not isinstance(model, CandidateRows):
            return
        theme, rect = look().theme, QRectF(option.rect)
        painter.save()
        smooth(painter)
        is_on = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_on or option.state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, rect, theme.chosen if is_on else theme.hover, 6)
        x, middle, wide = rect.x() + 10, rect.center().y(), model.name_width
        area = QRectF(x, rect.y(), wide, rect.height())
        draw_text(painter, area, candidate.relation_name, theme.ink2, named_font("small"))
        x += wide + 8
        arrow = "out" if candidate.is_outgoing else "in"
        draw_icon(painter, arrow, x, middle - 6.5, theme.ink3, 13)
        x += 21
        letter = naming().label_letter(candidate.other_label_id)
        x += draw_cap(painter, x, middle, letter, look().tone(candidate.other_label_id)) + 7
        area = QRectF(x, rect.y(), rect.right() - x - 10, rect.height())
        draw_text(painter, area, candidate.quote, theme.ink, font(13, 400, "reading"))
        painter.restore()
