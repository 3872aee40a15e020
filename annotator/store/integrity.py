"""Checking that a project file is whole: the file, the log, and the tables against the log."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from annotator.model.errors import AnnotatorError, EnvironmentFault
from annotator.model.identity import Id
from annotator.model.problem import Place, Problem, Severity
from annotator.store import wire
from annotator.store.engine import Row
from annotator.store.file import ProjectFile
from annotator.store.kinds import KINDS, blob
from annotator.store.log import COLUMNS, cells_of
from annotator.store.project import Project
from annotator.store.reading import temporary_folder
from annotator.store.replay import replay

MOST = 100
"""How many problems of one sort are told."""

_PAGE = 50
_DERIVED = (*KINDS, "conflict", "pending")


def check(project: Project) -> list[Problem]:
    """Return everything that does not add up, nothing for a sound project.

    Reads the whole file: SQLite's own check, references, the hash and chain of every revision, the
    hash of every text, offsets, and every table against a replay of the log.

    Raises EnvironmentFault where the computer, not the project, stands in the way (a disk that
    cannot be read; ``no_room_to_work`` where the temporary folder is full).
    """
    found: list[Problem] = []
    for step in (_file, _references, _log, _texts, _offsets, _tables):
        try:
            found.extend(itertools.islice(step(project), MOST))
        except EnvironmentFault:
            raise
        except AnnotatorError as error:
            detail = str(error.fields.get("detail", error.code))
            found.append(_problem(project, "file_damaged", detail=detail))
    return found


def _problem(project: Project, code: str, value: object = None, **fields: object) -> Problem:
    return Problem(code, Severity.BLOCKING, Place(file=project.path.name), value, fields)


def _file(project: Project) -> Iterator[Problem]:
    for (line,) in project.file.rows("PRAGMA quick_check"):
        if line != "ok":
            yield _problem(project, "file_damaged", detail=line)


def _references(project: Project) -> Iterator[Problem]:
    for table, _, parent, _ in project.file.rows("PRAGMA foreign_key_check"):
        yield _problem(project, "dangling_reference", table, kind=parent)


def _pages(file: ProjectFile, sql: str) -> Iterator[Row]:
    """Yield the rows of a query that goes on after the last ``n`` with ``n > ?``."""
    n = 0
    while rows := file.rows(f"{sql} LIMIT {_PAGE}", (n,)):
        yield from rows
        n = rows[-1][0]


def _log(project: Project) -> Iterator[Problem]:
    """Every revision has its hash, says what its columns say and follows the one before."""
    last: dict[bytes, tuple[int, bytes | None]] = {}
    for row in _pages(project.file, f"SELECT n, {COLUMNS} FROM revision WHERE n > ? ORDER BY n"):
        n, identity, stream, seq, *_ = row
        prev, digest = row[9], row[10]
        before = last.get(stream, (0, None))
        if (seq - 1, prev) != before:
            yield _problem(project, "revision_missing", identity.hex(), count=seq)
        last[stream] = (seq, digest)
        if not _is_whole(project.file, n, row[1:]):
            yield _problem(project, "revision_altered", identity.hex())


def _is_whole(file: ProjectFile, n: int, cells: Row) -> bool:
    *_, z, stored = cells
    try:
        raw = wire.unpacked(z, stored)
        body = wire.read(raw)
        expected = cells_of(body.header, wire.digest(raw), raw)
        touched = {(bytes(blob(record.id)), record.kind) for record in body.records}
    except (AnnotatorError, ValueError, TypeError, AttributeError):
        return False
    noted = file.rows("SELECT entity, kind FROM touch WHERE n = ?", (n,))
    return expected[:-2] == cells[:-2] and touched == set(noted)


def _texts(project: Project) -> Iterator[Problem]:
    sql = "SELECT n, id, sha256, length, text FROM document WHERE n > ? ORDER BY n"
    for _, identity, sha256, length, text in _pages(project.file, sql):
        if wire.digest(text.encode("utf-8")) != sha256 or len(text) != length:
            yield _problem(project, "text_altered", identity.hex())


def _offsets(project: Project) -> Iterator[Problem]:
    sql = (
        'SELECT s.id, s.document_id, s."end", d.length FROM span s'
        ' JOIN document d ON d.id = s.document_id WHERE s."end" > d.length'
    )
    for identity, document, end, length in project.file.rows(sql):
        yield Problem(
            "offset_past_end",
            Severity.BLOCKING,
            Place(file=project.path.name),
            end,
            {"length": length},
            Id(document.hex()),
            Id(identity.hex()),
        )


def _tables(project: Project) -> Iterator[Problem]:
    """Compare every table with what the log makes of it."""
    with temporary_folder() as folder:
        fresh = ProjectFile.make(folder / "replay.annot")
        try:
            fresh.connection.execute("PRAGMA foreign_keys=OFF")
            fresh.connection.execute("PRAGMA synchronous=OFF")
            with fresh.transaction():
                replay(project.file, fresh)
            for table in _DERIVED:
                yield from _differences(project, fresh, table)
        finally:
            fresh.close()


def _differences(project: Project, fresh: ProjectFile, table: str) -> Iterator[Problem]:
    """Walk two tables side by side in the order of their keys."""
    described = project.database.table(table)
    keys = [name for name in described.pks if name != "n"] or ["id"]
    names = [*keys, *(c.name for c in described.columns if c.name not in (*keys, "n"))]
    columns = ", ".join(f'"{name}"' for name in names)
    ours = _ordered(project.file, table, columns, keys)
    theirs = _ordered(fresh, table, columns, keys)
    mine, other = next(ours, None), next(theirs, None)
    while mine or other:
        if mine == other:
            mine, other = next(ours, None), next(theirs, None)
            continue
        first = min(row[: len(keys)] for row in (mine, other) if row)
        yield _problem(project, "row_differs", first[0].hex(), kind=table)
        if mine and mine[: len(keys)] == first:
            mine = next(ours, None)
        if other and other[: len(keys)] == first:
            other = next(theirs, None)


def _ordered(file: ProjectFile, table: str, columns: str, keys: list[str]) -> Iterator[Row]:
    names = ", ".join(keys)
    marks = ", ".join("?" * len(keys))
    last: tuple[object, ...] = tuple(b"" for _ in keys)
    while rows := file.rows(
        f"SELECT {columns} FROM {table} WHERE ({names}) > ({marks}) ORDER BY {names} LIMIT {_PAGE}",
        last,
    ):
        yield from rows
        last = rows[-1][: len(keys)]
