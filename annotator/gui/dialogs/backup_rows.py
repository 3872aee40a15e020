"""The list of backups: one a row, its time, why it was made, how large it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import RIGHT, draw_text
from annotator.gui.theme.row_list import RowDelegate
from annotator.workbench.backing_up import Backup
from annotator.workbench.backup_words import count_words, moment_words, reason_words, size_words
from annotator.workbench.language import _

Index = QModelIndex | QPersistentModelIndex

BACKUP_ROLE = Qt.ItemDataRole.UserRole
HEIGHT = 46
_ROOT = QModelIndex()


def second_line(one: Backup) -> str:
    """Return why a backup was made and what it holds, or that it cannot be read."""
    holds = _("cannot be read") if one.fault else count_words(one.documents, one.spans)
    return f"{reason_words(one.reason)} · {holds}"


class BackupRows(QAbstractListModel):
    """Backups, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.backups: list[Backup] = []

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show these in place of what was there."""
        self.beginResetModel()
        self.backups = list(backups)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of backups."""
        return 0 if parent.isValid() else len(self.backups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row says, or under ``BACKUP_ROLE`` the backup."""
        if not index.isValid() or not 0 <= index.row() < len(self.backups):
            return None
        one = self.backups[index.row()]
        if role == BACKUP_ROLE:
            return one
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{moment_words(one.time)}: {second_line(one)}, {size_words(one.size)}"
        return None


class BackupDelegate(RowDelegate):
    """Draws time and size above, reason and contents below."""

    margins = (8, 1, 8, 1)

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, is_chosen: bool) -> None:
        """Draw one backup."""
        one = index.data(BACKUP_ROLE)
        if not isinstance(one, Backup):
            return
        theme, small = look().theme, named_font("small")
        inside = rect.adjusted(10, 4, -10, -4)
        size = size_words(one.size)
        wide = text_width(size, small) + 1
        upper = QRectF(inside.x(), inside.y(), inside.width(), inside.height() / 2)
        draw_text(painter, upper, size, theme.ink3, small, RIGHT)
        first = upper.adjusted(0, 0, -wide - 8, 0)
        draw_text(painter, first, moment_words(one.time), theme.ink, named_font("body"))
        lower = upper.translated(0, inside.height() / 2)
        ink = theme.bad if one.fault else theme.ink2
        draw_text(painter, lower, second_line(one), ink, small)
