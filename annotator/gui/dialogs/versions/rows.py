"""Rows in two versions as a Qt model, with what was chosen of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.gui.theme.tips import tip_text
from annotator.model.identity import Id
from annotator.workbench.language import _
from annotator.workbench.version_words import ConflictWords, SideWords

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, Id]
"""The kind and id of a row."""

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The role under which a ``ConflictWords`` is found."""
CHOICE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The role under which the place of the chosen version is found, -1 for none."""

_ROOT = QModelIndex()


class VersionRows(QAbstractListModel):
    """Rows that wait for a decision; a choice is a version's revision, or nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[ConflictWords] = []
        self._chosen: dict[Key, Id] = {}

    def show_rows(self, rows: Sequence[ConflictWords]) -> None:
        """Show these rows; what was chosen of those that are still there stays chosen."""
        self.beginResetModel()
        self._rows = list(rows)
        left = {(row.kind, row.id): {side.revision_id for side in row.sides} for row in rows}
        self._chosen = {
            key: revision for key, revision in self._chosen.items() if revision in left.get(key, ())
        }
        self.endResetModel()

    @property
    def rows(self) -> Sequence[ConflictWords]:
        """Return the rows."""
        return self._rows

    @property
    def choices(self) -> dict[Key, Id]:
        """Return what was chosen, by kind and id of the row."""
        return dict(self._chosen)

    def choose(self, row: int, place: int) -> None:
        """Choose the version at a place, -1 for none yet."""
        conflict = self._rows[row]
        self._keep(conflict, conflict.sides[place] if place >= 0 else None)
        index = self.index(row)
        self.dataChanged.emit(index, index)

    def choose_all(self, pick: Callable[[ConflictWords], SideWords | None]) -> None:
        """Choose in every row what is picked of it; where nothing is, the choice stays."""
        for conflict in self._rows:
            if (side := pick(conflict)) is not None:
                self._keep(conflict, side)
        self._tell_all()

    def choose_none(self) -> None:
        """Leave every row for later."""
        self._chosen.clear()
        self._tell_all()

    def forget(self, keys: Iterable[Key]) -> None:
        """Take the choices of some rows back."""
        for key in keys:
            self._chosen.pop(key, None)
        self._tell_all()

    def _tell_all(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _keep(self, conflict: ConflictWords, side: SideWords | None) -> None:
        key = (conflict.kind, conflict.id)
        if side is None:
            self._chosen.pop(key, None)
        else:
            self._chosen[key] = side.revision_id

    def place_of_choice(self, row: int) -> int:
        """Return the place of the version that is chosen, -1 for none."""
        conflict = self._rows[row]
        chosen = self._chosen.get((conflict.kind, conflict.id))
        revisions = [side.revision_id for side in conflict.sides]
        return revisions.index(chosen) if chosen in revisions else -1

    def find_row(self, identity: Id) -> int:
        """Return the row of a thing, -1 where it is not in the list."""
        return next((at for at, row in enumerate(self._rows) if row.id == identity), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row, what is chosen of it, or all of it in words."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == CHOICE_ROLE:
            return self.place_of_choice(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(row, self.place_of_choice(index.row()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_text(f"{row.title}\n{row.article}".rstrip())
        return None


def spoken(row: ConflictWords, chosen: int) -> str:
    """Return a row as a screen reader says it."""
    parts = [row.title, row.article]
    for place, side in enumerate(row.sides):
        facts = "; ".join(f"{name}: {what}" if what else name for name, what in side.facts)
        parts.append(f"{place + 1}: {side.who}, {side.when}: {facts}")
    if chosen >= 0:
        parts.append(_("Version {number} is chosen").format(number=chosen + 1))
    return ". ".join(part for part in parts if part)


def newest(row: ConflictWords) -> SideWords:
    """Return the version that was made last."""
    return row.sides[-1]


def from_here(row: ConflictWords) -> SideWords | None:
    """Return the newest version that this copy had, where there is one."""
    return next((side for side in reversed(row.sides) if side.is_here), None)


def mine(row: ConflictWords) -> SideWords | None:
    """Return the newest version of the person at work, where there is one."""
    return next((side for side in reversed(row.sides) if side.is_mine), None)
