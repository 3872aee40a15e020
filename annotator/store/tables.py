"""Writing the tables that follow from the log, many rows at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotator.model.change import Operation
from annotator.model.identity import Id
from annotator.store import index
from annotator.store.file import ProjectFile
from annotator.store.kinds import KINDS, Cells, blob
from annotator.store.wire import Record

RowKey = tuple[str, Id]
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
    rows = file.rows("SELECT kind, entity, revision_id FROM conflict ORDER BY 1, 2, 3")
    for kind, entity, revision in rows:
        row = (kind, Id(entity.hex()))
        heads[row] = (*heads.get(row, ()), Id(revision.hex()))
    found.update({row: every for row, every in heads.items() if row in found})


def write_records(file: ProjectFile, revision: Id, records: Sequence[Record]) -> None:
    """Bring the tables to what a revision says.  Rows of a deletion keep their last content.

    What is referred to is written first; else SQLite looks for waiting references at every row.
    """
    made = blob(revision)
    added: dict[str, list[Cells]] = {}
    changed: dict[str, list[Cells]] = {}
    gone: dict[str, list[Cells]] = {}
    settled: list[Cells] = []
    for kind, row_id, base, value in records:
        row = blob(row_id)
        if value is None:
            gone.setdefault(kind, []).append((made, row))
        else:
            rows = changed if base else added
            rows.setdefault(kind, []).append((row, *KINDS[kind].cells(value), made))
        if len(base) > 1:
            settled.append((kind, row))
    for kind in KINDS:
        if kind in added:
            file.run_many(KINDS[kind].add, added[kind])
        if kind in changed:
            _change(file, kind, changed[kind])
        if kind in gone:
            sql = f"UPDATE {kind} SET revision_id = ?, deleted = 1 WHERE id = ?"
            file.run_many(sql, gone[kind])
    if settled:
        file.run_many("DELETE FROM conflict WHERE kind = ? AND entity = ?", settled)


def _change(file: ProjectFile, kind: str, rows: list[Cells]) -> None:
    if kind == "document":
        index.retitle(file, rows, KINDS[kind].put)
    else:
        file.run_many(KINDS[kind].put, rows)
