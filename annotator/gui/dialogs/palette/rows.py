"""The rows of the palette's list: headings and hits, with one hit the keyboard is on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.gui.dialogs.list_keys import stepped_place
from annotator.gui.dialogs.palette.entries import Group, Hit
from annotator.workbench.language import N_, _

Index = QModelIndex | QPersistentModelIndex

HEADINGS = {
    "recent": N_("Recent"),
    "labels": N_("Labels"),
    "codebook": N_("Labels and values"),
    "commands": N_("Commands"),
    "articles": N_("Articles"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of the group below it, or a sentence where there is nothing."""

    text: str


Row = Heading | Hit

_ROOT = QModelIndex()


class PaletteRows(QAbstractListModel):
    """Groups as rows.  Headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def show_groups(self, groups: Iterable[Group]) -> None:
        """Show groups in place of what was there."""
        self.beginResetModel()
        self._rows = []
        for group in groups:
            self._rows.append(Heading(_(HEADINGS[group.name])))
            self._rows.extend(group.hits)
        if not self._rows:
            self._rows.append(Heading(_("Nothing found.")))
        self.endResetModel()

    def add_group(self, group: Group) -> None:
        """Show one more group below the others."""
        more: list[Row] = [Heading(_(HEADINGS[group.name])), *group.hits]
        if not self.hit_rows():
            self.beginResetModel()
            self._rows = more
            self.endResetModel()
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
        self._rows += more
        self.endInsertRows()

    def row(self, number: int) -> Row:
        """Return a row."""
        return self._rows[number]

    def hit(self, number: int) -> Hit | None:
        """Return the hit on a row; None for headings and outside."""
        row = self._rows[number] if 0 <= number < len(self._rows) else None
        return row if isinstance(row, Hit) else None

    def hit_rows(self) -> list[int]:
        """Return the numbers of the rows that can be chosen."""
        return [number for number, row in enumerate(self._rows) if isinstance(row, Hit)]

    def step(self, number: int, by: int) -> int:
        """Return the row so many hits away: single steps go round, longer ones stop at the end."""
        return stepped_place(self.hit_rows(), number, by)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row says, for screen readers and tests."""
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self._rows[index.row()]
        if isinstance(row, Heading):
            return row.text
        return ", ".join(filter(None, (row.entry.title, row.entry.subtitle, row.entry.keys)))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell that headings can neither be chosen nor pressed."""
        if not index.isValid() or self.hit(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
