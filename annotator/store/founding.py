"""The revisions with which a parcel begins: what stands, said once more in a stream of its own.

They are in the project and, byte for byte, in the parcel.  In the project they repeat what is there
and change nothing; in the parcel they are all there is.  Each names the revisions that it repeats,
so what is made in the parcel builds on them and comes back by the union of both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from annotator.model.change import Operation
from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.store import tables, wire
from annotator.store.documents import batches
from annotator.store.kinds import KINDS, RowKey, blob
from annotator.store.log import Draft
from annotator.store.project import Project, chunks
from annotator.store.tables import marks

Batches = Callable[[Id], Iterable[Iterable[Operation]]]
"""Gives what a stream of that id is to hold, in portions; none shares a revision with the next."""

_ROWS = 500


def found(project: Project, author_id: Id, batches_of: Batches, about: Mapping[str, object]) -> Id:
    """Write what a parcel begins with as a stream of its own, in one transaction; returns its id.

    Rows that are there are repeated: they stand at the revisions at which they stood before.  Rows
    that are not there are made.  The author's next revision begins another stream.
    """
    with project.transaction():
        stream = project.log.begin_stream(author_id)
        draft = Draft(author_id, wire.FOUNDING, about, project.make_id())
        for batch in batches_of(stream):
            for chunk in chunks(batch):
                _write(project, draft, chunk)
        project.log.end_stream(author_id)
    return stream


def _write(project: Project, draft: Draft, operations: Sequence[Operation]) -> None:
    bases = tables.bases_of(project.file, operations)
    records = [
        wire.Record(one.kind, one.id, bases.get((one.kind, one.id), ()), one.value)
        for one in operations
    ]
    header = project.log.prepare(draft)
    project.log.append(header, records)
    made = [record for record in records if not record.base]
    tables.write_records(project.file, header.id, made)


def revisions_of(project: Project, stream: Id, most: int = 0) -> Iterator[bytes]:
    """Give out the bytes of a stream's revisions in their order.

    ProjectDamaged where they cannot be had, or those of one are more than ``most`` (0: any number).
    """
    sql = "SELECT z, body FROM revision WHERE stream = ? AND seq = ?"
    seq = 1
    while row := project.file.row(sql, (blob(stream), seq)):
        yield wire.unpacked(row[0], row[1], most)
        seq += 1


def hashes_of(project: Project, stream: Id) -> list[bytes]:
    """Return the hashes that the log has of a stream's revisions, in their order."""
    sql = "SELECT hash FROM revision WHERE stream = ? ORDER BY seq"
    return [row[0] for row in project.file.rows(sql, (blob(stream),))]


def rows_in(project: Project, stream: Id, kind: str) -> set[Id]:
    """Return which rows of a kind a stream writes."""
    sql = (
        "SELECT t.entity FROM touch t JOIN revision r ON r.n = t.n"
        " WHERE r.stream = ? AND t.kind = ?"
    )
    return {Id(row[0].hex()) for row in project.file.rows(sql, (blob(stream), kind))}


def standing_operations(project: Project, rows: Sequence[RowKey]) -> Iterator[Operation]:
    """Yield what stands of some rows, as the log has it and in the order given.

    Rows that are not there, or deleted, are left out.
    """
    for first in range(0, len(rows), _ROWS):
        some = rows[first : first + _ROWS]
        heads = _heads(project, some)
        values = values_at(project, heads)
        for row in some:
            if row in values:
                yield Operation(*row, values[row])


def _heads(project: Project, rows: Sequence[RowKey]) -> dict[RowKey, bytes]:
    """Return the revision at which each living row stands."""
    heads: dict[RowKey, bytes] = {}
    by_kind: dict[str, list[Id]] = {}
    for kind, identity in rows:
        by_kind.setdefault(kind, []).append(identity)
    for kind, ids in by_kind.items():
        sql = (
            f"SELECT id, revision_id FROM {KINDS[kind].name}"
            f" WHERE id IN ({marks(ids)}) AND deleted = 0"
        )
        for identity, revision in project.file.rows(sql, [blob(one) for one in ids]):
            heads[kind, Id(identity.hex())] = revision
    return heads


def values_at(
    project: Project, heads: Mapping[RowKey, bytes]
) -> dict[RowKey, Mapping[str, object]]:
    """Return what rows were given by some revisions; nothing where that was deletion."""
    found: dict[RowKey, Mapping[str, object]] = {}
    for batch in batches(dict.fromkeys(Id(one.hex()) for one in heads.values())):
        sql = f"SELECT id, z, body FROM revision WHERE id IN ({marks(batch)})"
        for revision, z, stored in project.file.rows(sql, batch):
            for record in wire.read(wire.unpacked(z, stored)).records:
                if heads.get(record.row) == revision and record.value is not None:
                    found[record.row] = record.value
    return found


def refuse_undecided(project: Project, rows: Iterable[RowKey]) -> None:
    """Refuse where a row is in two versions, since handing out one of them would decide it.

    Raises RefusedError ``undecided_in_parcel`` (``count``).
    """
    sql = "SELECT kind, entity FROM conflict WHERE differs = 1"
    tangled = {(kind, Id(entity.hex())) for kind, entity in project.file.rows(sql)}
    count = len(tangled.intersection(rows)) if tangled else 0
    if count:
        raise RefusedError("undecided_in_parcel", count=count)
