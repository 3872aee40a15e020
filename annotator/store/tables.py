"""Writing the tables that follow from the log, many rows at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotator.model.change import Operation
from annotator.model.identity import Id
from annotator.store import index
from annotator.store.file import ProjectFile
from annotator.store.kinds import KINDS, blob
from annotator.store.wire import Record

RowKey = tuple[str, Id]
_ORDER = tuple(KINDS)
"""What is referred to is written first; otherwise SQLite looks for waiting references each time."""

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
    """Bring the tables to what a revision says.  Rows of a deletion keep their last content."""
    made = blob(revision)
    puts: dict[str, list[tuple[object, ...]]] = {}
    gone: dict[str, list[tuple[bytes, bytes]]] = {}
    settled: list[tuple[str, bytes]] = []
    for record in records:
        row = blob(record.id)
        if record.value is None:
            gone.setdefault(record.kind, []).append((made, row))
        else:
            cells = KINDS[record.kind].cells(record.value)
            puts.setdefault(record.kind, []).append((row, *cells, made))
        if len(record.base) > 1:
            settled.append((record.kind, row))
    known = {record.id for record in records if record.base and record.value is not None}
    for kind in sorted(puts, key=_ORDER.index):
        rows = puts[kind]
        if kind == "document" and known:
            index.retitle(file, rows, KINDS[kind].put)
        else:
            file.run_many(KINDS[kind].put, rows)
    for kind, pairs in gone.items():
        file.run_many(f"UPDATE {kind} SET revision_id = ?, deleted = 1 WHERE id = ?", pairs)
    if settled:
        file.run_many("DELETE FROM conflict WHERE kind = ? AND entity = ?", settled)
