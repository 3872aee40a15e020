"""The problems of a document as a Qt model."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.gui.models.problem_rows import ProblemRow
from annotator.gui.theme.tips import tip_text
from annotator.model.problem import Severity

Index = QModelIndex | QPersistentModelIndex

PROBLEM_ROLE = Qt.ItemDataRole.UserRole
"""The role under which a ``ProblemRow`` is found."""

_ROOT = QModelIndex()


class ProblemsModel(QAbstractListModel):
    """Problems in the order given, which is that of the text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ProblemRow] = []

    def set_problems(self, rows: Iterable[ProblemRow]) -> None:
        """Show other problems; nothing moves when they are the same."""
        new = list(rows)
        if new != self._rows:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()

    def problem_at(self, row: int) -> ProblemRow:
        """Return the problem in a row."""
        return self._rows[row]

    def find_row(self, target: str) -> int:
        """Return the first row about a target (see ``ProblemRow``), -1 if there is none."""
        return next((row for row, one in enumerate(self._rows) if one.target == target), -1)

    def find_again(self, problem: ProblemRow) -> int:
        """Return the row of a problem shown before, else the first about its target, else -1."""
        same = problem in self._rows
        return self._rows.index(problem) if same else self.find_row(problem.target)

    def count(self, severity: Severity) -> int:
        """Return how many problems are as severe as this."""
        return sum(row.severity == severity for row in self._rows)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of problems."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the sentence, or under ``PROBLEM_ROLE`` the whole row."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == PROBLEM_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            words = f"{row.sentence}: {row.quote}" if row.quote else row.sentence
            return tip_text(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None
