"""Writing the tables that follow from the log, many rows at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.model.change import Operation
from annotator.model.identity import Id
from annotator.store import index
from annotator.store.file import ProjectFile
from annotator.store.kinds import KINDS, Cells, Raw, RowKey, blob
from annotator.store.wire import Record

Bases = Mapping[RowKey, tuple[Id, ...]]


def marks(values: Sequence[object]) -> str:
    """Return as many question marks as there are values."""
    return ", ".join("?" * len(values))


def by_kind(operations: Iterable[Operation]) -> dict[str, list[Id]]:
    """Return the ids that operations touch, by kind."""
    found: dict[str, list[Id]] = {}
    for operation in operations:
        found.setdefault(operation.kind, []).append(operation.id)
    return found


def bases_of(file: ProjectFile, operations: Sequence[Operation]) -> Bases:
    """Return the revisions that rows stand at: one for a known row, all heads of a conflict."""
    found: dict[RowKey, tuple[Id, ...]] = {}
    for kind, ids in by_kind(operations).items():
        rows = file.rows(
            f"SELECT id, revision_id FROM {KINDS[kind].name} WHERE id IN ({marks(ids)})",
            [blob(one) for one in ids],
        )
        for row, revision in rows:
            found[kind, Id(row.hex())] = (Id(revision.hex()),)
    if file.row("SELECT 1 FROM conflict LIMIT 1"):
        _add_conflicts(file, found)
    return found


def _add_conflicts(file: ProjectFile, found: dict[RowKey, tuple[Id, ...]]) -> None:
    heads: dict[RowKey, tuple[Id, ...]] = {}
    for kind, ids in by_kind(Operation(kind, one, None) for kind, one in found).items():
        rows = file.rows(
            "SELECT entity, revision_id FROM conflict"
            f" WHERE entity IN ({marks(ids)}) AND kind = ? ORDER BY entity, revision_id",
            [*map(blob, ids), kind],
        )
        for entity, revision in rows:
            row = (kind, Id(entity.hex()))
            heads[row] = (*heads.get(row, ()), Id(revision.hex()))
    found.update(heads)


@dataclass
class Pile:
    """Rows to write, by kind: those that are not there yet, others, and those to mark deleted.

    What is referred to is written first; else SQLite looks for waiting references at every row.
    """

    added: dict[str, list[Cells]] = field(default_factory=dict)
    changed: dict[str, list[Cells]] = field(default_factory=dict)
    gone: dict[str, list[Cells]] = field(default_factory=dict)
    settled: list[Cells] = field(default_factory=list)

    def put(self, revision: Id, row: RowKey, value: Raw, *, is_there: bool) -> None:
        """Note the content of a row; there may be one content a row."""
        kind, identity = row
        rows = self.changed if is_there else self.added
        cells = (blob(identity), *KINDS[kind].cells(value), blob(revision))
        rows.setdefault(kind, []).append(cells)

    def delete(self, revision: Id, row: RowKey) -> None:
        """Note that a row is deleted; it keeps its last content."""
        kind, identity = row
        self.gone.setdefault(kind, []).append((blob(revision), blob(identity)))

    def settle(self, row: RowKey) -> None:
        """Note that a row has one head again."""
        kind, identity = row
        self.settled.append((kind, blob(identity)))

    def write(self, file: ProjectFile) -> None:
        """Bring the tables to what was noted."""
        for kind in KINDS:
            if kind in self.added:
                file.run_many(KINDS[kind].add, self.added[kind])
            if kind in self.changed:
                _change(file, kind, self.changed[kind])
            if kind in self.gone:
                sql = f"UPDATE {kind} SET revision_id = ?, deleted = 1 WHERE id = ?"
                file.run_many(sql, self.gone[kind])
        if self.settled:
            file.run_many("DELETE FROM conflict WHERE kind = ? AND entity = ?", self.settled)


def write_records(file: ProjectFile, revision: Id, records: Sequence[Record]) -> None:
    """Bring the tables to what a revision says.  Rows of a deletion keep their last content."""
    pile = Pile()
    for kind, row_id, base, value in records:
        if value is None:
            pile.delete(revision, (kind, row_id))
        else:
            pile.put(revision, (kind, row_id), value, is_there=bool(base))
        if len(base) > 1:
            pile.settle((kind, row_id))
    pile.write(file)


def _change(file: ProjectFile, kind: str, rows: list[Cells]) -> None:
    if kind == "document":
        index.retitle(file, rows, KINDS[kind].put)
    else:
        file.run_many(KINDS[kind].put, rows)
