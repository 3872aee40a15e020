"""Backups on the disk: finding them, and looking into one without changing it."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from annotator.model.errors import AnnotatorError, EnvironmentFault, ProjectDamaged
from annotator.model.identity import Id
from annotator.store import wire
from annotator.store.clock import stamp_text
from annotator.store.copying import opened_copy, tip_of
from annotator.store.engine import Connection
from annotator.store.file import is_open_here
from annotator.store.project import Project

SUFFIX = ".annot"
ID_DIGITS = 8
"""How many digits of a project's id, the last ones, stand in the name of its folder."""

NO_ID = Id("0" * 32)
_NAME = re.compile(
    r"(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z-([a-z]+)(?:-(\d+))?" + re.escape(SUFFIX)
)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as its name and its file say: when (UTC text), why, how large, what is in it.

    ``fault`` is the code of the error where it cannot be read; then there are no counts.
    """

    path: Path
    time: str
    reason: str
    size: int
    revisions: int = 0
    documents: int = 0
    spans: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class CoderCount:
    """How much one coder has marked."""

    name: str
    spans: int
    relations: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What a closed project file holds; ``vector`` has the revisions of each stream.

    The last act: when (UTC text), which verb, what of, by whom.
    """

    project_id: Id
    revisions: int
    documents: int
    coders: tuple[CoderCount, ...]
    last_time: str
    last_action: str
    last_about: Mapping[str, object]
    last_coder: str
    vector: Mapping[Id, int]


def paths_of(root: Path, project_id: Id | None = None) -> list[Path]:
    """Return the files that have the name of a backup, newest first, without looking into them."""
    ending = f"*-{project_id[-ID_DIGITS:]}" if project_id else "*"
    named = [path for path in root.glob(f"{ending}/*{SUFFIX}") if time_of(path)]
    return sorted(named, key=_order, reverse=True)


def _order(path: Path) -> tuple[str, int, str]:
    """Those of one second are numbered from the second one on."""
    named = _NAME.fullmatch(path.name)
    number = int(named[6] or 1) if named else 0
    return path.name[:20], number, str(path)


def find_backups(root: Path, project_id: Id | None = None) -> list[Backup]:
    """Return the backups of a project below ``root``, newest first; without an id, of all.

    They are found under whatever name the project had.  A file is believed only for what stands in
    it: those of other projects are passed over, those that cannot be read have a ``fault``.
    """
    read = (_read_backup(path, project_id) for path in paths_of(root, project_id))
    return [one for one in read if one is not None]


def time_of(path: Path) -> datetime | None:
    """Return when a file was made by its name; None where it is not the name of a backup."""
    named = _NAME.fullmatch(path.name)
    if named is None:
        return None
    try:
        moment = datetime.fromisoformat(f"{named[1]}T{named[2]}:{named[3]}:{named[4]}")
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC)


def _read_backup(path: Path, project_id: Id | None) -> Backup | None:
    moment = time_of(path)
    if moment is None:
        return None
    name = _NAME.fullmatch(path.name)
    reason = name[5] if name else ""
    told = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    try:
        size = path.stat().st_size
        with looked_into(path) as connection:
            tip = tip_of(connection, path)
            if project_id not in (None, tip.project_id):
                return None
            documents, spans = (_count(connection, table) for table in ("document", "span"))
    except (AnnotatorError, OSError) as error:
        code = error.code if isinstance(error, AnnotatorError) else "missing_file"
        size = os.path.getsize(path) if path.exists() else 0
        return Backup(path, told, reason, size, fault=code)
    return Backup(path, told, reason, size, tip.revisions, documents, spans)


def _count(connection: Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table} WHERE deleted = 0").fetchone()[0])


@contextlib.contextmanager
def looked_into(path: Path) -> Iterator[Connection]:
    """Look into a closed file, not into one that this program has open: that would free its lock.

    Raises ProjectDamaged or EnvironmentFault (``busy`` where it is open here).
    """
    if is_open_here(path):
        raise EnvironmentFault("busy", path=str(path), detail="")
    with opened_copy(path) as connection:
        yield connection


def contents_of(path: Path) -> Contents:
    """Return what a backup, or any other closed project file, holds.

    Raises ProjectDamaged or EnvironmentFault where it cannot be read.
    """
    with looked_into(path) as connection:
        tip = tip_of(connection, path)
        last = connection.execute(_LAST).fetchone()
        if last is None:
            raise ProjectDamaged("damaged", path=str(path), detail="no revision")
        header = wire.read_header(*last[:2])
        return Contents(
            tip.project_id,
            tip.revisions,
            _count(connection, "document"),
            tuple(CoderCount(*row) for row in connection.execute(_CODERS)),
            stamp_text(header.hlc),
            header.action,
            header.about,
            last[2] or "",
            _vector(connection),
        )


_LAST = (
    "SELECT r.z, r.body, (SELECT c.name FROM coder c WHERE c.id = r.author_id)"
    " FROM revision r ORDER BY r.n DESC LIMIT 1"
)
_CODERS = """
SELECT c.name, (SELECT count(*) FROM span s WHERE s.coder_id = c.id AND s.deleted = 0),
  (SELECT count(*) FROM relation r WHERE r.coder_id = c.id AND r.deleted = 0)
FROM coder c WHERE c.deleted = 0 ORDER BY c.name, c.key, c.id"""
_STREAMS = """
WITH RECURSIVE s(id) AS (SELECT min(stream) FROM revision UNION ALL
  SELECT (SELECT min(stream) FROM revision WHERE stream > s.id) FROM s WHERE s.id IS NOT NULL)
SELECT s.id, (SELECT max(r.seq) FROM revision r WHERE r.stream = s.id)
  FROM s WHERE s.id IS NOT NULL"""
"""Steps from stream to stream along the index: the length of the log does not matter."""


def _vector(connection: Connection) -> dict[Id, int]:
    return {Id(stream.hex()): seq for stream, seq in connection.execute(_STREAMS)}


def vector_of_file(path: Path) -> dict[Id, int]:
    """Return what a backup has of each stream; errors as in ``contents_of``."""
    with looked_into(path) as connection:
        return _vector(connection)


def vector_now(project: Project) -> dict[Id, int]:
    """Return what an open project has of each stream, without keeping it for long."""
    return {Id(stream.hex()): seq for stream, seq in project.file.rows(_STREAMS)}


def beyond(vector: Mapping[Id, int], other: Mapping[Id, int]) -> int:
    """Return how many revisions the first of two copies has that the other has not."""
    return sum(max(0, seq - other.get(stream, 0)) for stream, seq in vector.items())
