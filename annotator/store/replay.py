"""Making the tables from the log alone.

The result depends only on which revisions there are, not on the order in which they came: a record
that follows the version that stands is simply written; any other makes its row one to be settled
from all its versions at the end.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.change import Operation
from annotator.model.errors import ProjectDamaged
from annotator.model.identity import Id
from annotator.store import tables
from annotator.store.file import ProjectFile
from annotator.store.heads import standing
from annotator.store.kinds import KINDS, blob
from annotator.store.log import iterate_bodies, versions_of
from annotator.store.project import Project
from annotator.store.tables import RowKey
from annotator.store.wire import Body, Record, read


def rebuild(project: Project) -> None:
    """Throw the tables away and make them again from the log.

    Raises ProjectDamaged ``damaged`` where the log cannot be read; then nothing has changed.
    """
    file = project.file
    with file.lock:
        file.connection.execute("PRAGMA foreign_keys=OFF")
        try:
            with project.transaction():
                for table in (*KINDS, "conflict", "pending"):
                    file.run(f"DELETE FROM {table}")
                file.run("INSERT INTO document_fts(document_fts) VALUES('delete-all')")
                replay(file, file)
        finally:
            file.connection.execute("PRAGMA foreign_keys=ON")


def replay(log: ProjectFile, target: ProjectFile) -> None:
    """Fill the empty tables of ``target`` with what a log says, in an open transaction."""
    tangled: dict[RowKey, None] = {}
    for _, raw in iterate_bodies(log):
        body = read(raw)
        _write(target, body.header.id, _plain(target, body, tangled))
    for row in tangled:
        _settle(log, target, row)
    _set_aside(target)


def _plain(target: ProjectFile, body: Body, tangled: dict[RowKey, None]) -> list[Record]:
    """Return the records that follow what stands; note the rows of the others."""
    known = [record for record in body.records if record.kind in KINDS]
    operations = [Operation(record.kind, record.id, None) for record in known]
    bases = tables.bases_of(target, operations)
    plain: list[Record] = []
    for record in known:
        if record.row in tangled:
            continue
        if record.base == bases.get(record.row, ()):
            plain.append(record)
        else:
            tangled[record.row] = None
    return plain


def _write(target: ProjectFile, revision: Id, records: Sequence[Record]) -> None:
    try:
        tables.write_records(target, revision, records)
    except (KeyError, ValueError, TypeError, IndexError) as error:
        detail = f"revision {revision}: {error}"
        raise ProjectDamaged("damaged", path=str(target.path), detail=detail) from error


def _settle(log: ProjectFile, target: ProjectFile, row: RowKey) -> None:
    """Write a row that has several heads, or whose versions did not come in their order."""
    kind, identity = row
    stands = standing(versions_of(log, kind, identity))
    if stands is None:
        return
    known = tables.bases_of(target, [Operation(kind, identity, None)]).get(row, ())
    _write(target, stands.head, [Record(kind, identity, known, stands.value)])
    if stands.is_deleted:
        _write(target, stands.head, [Record(kind, identity, (stands.head,), None)])
    target.run_many(
        "INSERT INTO conflict(entity, kind, revision_id, differs) VALUES(?, ?, ?, ?)",
        [(blob(identity), kind, blob(head), int(stands.differs)) for head in stands.heads],
    )


def _set_aside(target: ProjectFile) -> None:
    """Rows that refer to what has not come yet wait outside the tables."""
    while waiting := target.rows("PRAGMA foreign_key_check"):
        for table, rowid, *_ in waiting:
            if table not in KINDS:
                detail = f"{table} refers to nothing"
                raise ProjectDamaged("damaged", path=str(target.path), detail=detail)
            target.run(
                f"INSERT OR IGNORE INTO pending(entity, kind)"
                f" SELECT id, '{table}' FROM {table} WHERE rowid = ?",
                (rowid,),
            )
            target.run(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
