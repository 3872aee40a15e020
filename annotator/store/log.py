"""The append-only log of revisions."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotator.model.change import Revision
from annotator.model.errors import InputError, ProjectDamaged, RefusedError
from annotator.model.identity import Id, MakeId
from annotator.store import wire
from annotator.store.clock import FAR_FUTURE, LogicalClock, stamp_text
from annotator.store.file import ProjectFile
from annotator.store.heads import Version
from annotator.store.kinds import RowKey, blob

COLUMNS = "id, stream, seq, hlc, author_id, action, undoes, group_id, prev, hash, z, body"
_INSERT = f"INSERT INTO revision({COLUMNS}) VALUES({', '.join('?' * 12)})"
_ADD = f"INSERT INTO revision(n, {COLUMNS}) VALUES({', '.join('?' * 13)})"
_TOUCH = "INSERT INTO touch(entity, n, kind) VALUES(?, ?, ?)"
_KEPT = 4
_PAGE = 20


@dataclass(frozen=True, slots=True)
class Stream:
    """The revisions of one author since the file was opened: how many, and the last hash."""

    id: Id
    seq: int = 0
    hash: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What the caller of a commit decides about a revision."""

    author: Id
    action: str
    about: Mapping[str, object]
    group: Id | None = None
    undoes: Id | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the log stood, to go back to when a transaction fails."""

    streams: Mapping[Id, Stream]
    last: int


class Addition(NamedTuple):
    """A revision that is to be written as it came: its hash, its columns, the rows it writes."""

    digest: bytes
    cells: tuple[object, ...]
    touched: Sequence[tuple[bytearray, str]]


class Log:
    """Appends and reads revisions.

    A stream is made at an author's first write after opening and never stored for later: people
    copy files, and two copies would then write the same numbers.
    """

    def __init__(self, file: ProjectFile, clock: LogicalClock, make_id: MakeId) -> None:
        self._file = file
        self._clock = clock
        self._make_id = make_id
        self._streams: dict[Id, Stream] = {}
        self._written: OrderedDict[Id, dict[RowKey, wire.Record]] = OrderedDict()
        self.reset()

    def reset(self) -> None:
        """Begin anew from what is in the file."""
        self._streams.clear()
        self._written.clear()
        found = self._file.row("SELECT max(hlc) FROM revision WHERE hlc < ?", (FAR_FUTURE,))
        self._clock.last = (found[0] or 0) if found else 0

    def mark(self) -> Mark:
        """Return where the log stands."""
        return Mark(dict(self._streams), self._clock.last)

    def restore(self, mark: Mark) -> None:
        """Go back to a mark, after the transaction was rolled back."""
        self._streams = dict(mark.streams)
        self._clock.last = mark.last
        self._written.clear()

    def begin_stream(self, author: Id) -> Id:
        """Let the author's next revisions be a stream of their own; returns its id."""
        stream = self._streams[author] = Stream(self._make_id())
        return stream.id

    def end_stream(self, author: Id) -> None:
        """Let the author's next revision begin another stream."""
        self._streams.pop(author, None)

    def prepare(self, draft: Draft) -> wire.Header:
        """Return the header that the author's next revision has."""
        stream = self._streams.get(draft.author) or Stream(self._make_id())
        return wire.Header(
            id=self._make_id(),
            stream=stream.id,
            seq=stream.seq + 1,
            hlc=self._clock.tick(),
            author=draft.author,
            action=draft.action,
            about=draft.about,
            group=draft.group,
            undoes=draft.undoes,
            prev=stream.hash,
        )

    def append(self, header: wire.Header, records: Sequence[wire.Record]) -> None:
        """Write a revision and note which rows it touches."""
        raw = wire.written(header, records)
        digest = self._insert(header, raw, records)
        self._streams[header.author] = Stream(header.stream, header.seq, digest.hex())

    def prepared(
        self,
        body: wire.Body,
        raw: bytes,
        digest: bytes | None = None,
        stored: bytes | None = None,
    ) -> Addition:
        """Return a revision that another copy made, ready to be written as it is.

        ``digest`` is the hash of its bytes where that is known, ``stored`` what the other file has
        them compressed to.  Raises InputError ``unreadable_revision`` where it says what no
        revision can.
        """
        header = body.header
        self._clock.last = max(self._clock.last, header.hlc if header.hlc < FAR_FUTURE else 0)
        digest = digest or wire.digest(raw)
        try:
            touched = sorted((blob(record.id), record.kind) for record in body.records)
            return Addition(digest, cells_of(header, digest, raw, stored), touched)
        except (ValueError, TypeError, AttributeError) as error:
            detail = str(error)
            raise InputError("unreadable_revision", id=header.id, detail=detail) from error

    def add(self, additions: Sequence[Addition]) -> None:
        """Write revisions that other copies made, many at once."""
        found = self._file.row("SELECT max(n) FROM revision")
        first = (found[0] or 0) + 1 if found else 1
        self._file.run_many(_ADD, [(n, *one.cells) for n, one in enumerate(additions, first)])
        self._file.run_many(
            _TOUCH,
            [
                (entity, n, kind)
                for n, one in enumerate(additions, first)
                for entity, kind in one.touched
            ],
        )

    def _insert(self, header: wire.Header, raw: bytes, records: Sequence[wire.Record]) -> bytes:
        digest = wire.digest(raw)
        n = self._file.run(_INSERT, cells_of(header, digest, raw))
        touched = sorted((blob(record.id), n, record.kind) for record in records)
        self._file.run_many(_TOUCH, touched)
        return digest

    def header(self, revision: Id) -> wire.Header:
        """Return a revision without its records; RefusedError ``no_revision`` if there is none."""
        found = self._file.row("SELECT z, body FROM revision WHERE id = ?", (blob(revision),))
        if found is None:
            raise RefusedError("no_revision", id=revision)
        return wire.read_header(*found)

    def records(self, revision: Id) -> Mapping[RowKey, wire.Record]:
        """Return what a revision wrote, by row; RefusedError ``no_revision`` if there is none."""
        if revision in self._written:
            return self._written[revision]
        found = self._file.row("SELECT z, body FROM revision WHERE id = ?", (blob(revision),))
        if found is None:
            raise RefusedError("no_revision", id=revision)
        body = wire.read(wire.unpacked(*found))
        written = self._written[revision] = {record.row: record for record in body.records}
        if len(self._written) > _KEPT:
            self._written.popitem(last=False)
        return written

    def record(self, revision: Id, row: RowKey) -> wire.Record:
        """Return what a revision wrote about one row."""
        try:
            return self.records(revision)[row]
        except KeyError:
            detail = f"revision {revision} has no {row}"
            raise ProjectDamaged("damaged", path=str(self._file.path), detail=detail) from None


def cells_of(
    header: wire.Header, digest: bytes, raw: bytes, stored: bytes | None = None
) -> tuple[object, ...]:
    """Return what stands in the columns of a revision; ``stored`` is what it is compressed to."""
    z, body = wire.packed(raw) if stored is None else (1, stored)
    return (
        blob(header.id),
        blob(header.stream),
        header.seq,
        header.hlc,
        blob(header.author),
        header.action,
        blob(header.undoes) if header.undoes else None,
        blob(header.group) if header.group else None,
        blob(header.prev) if header.prev else None,
        digest,
        z,
        body,
    )


def iterate_bodies(file: ProjectFile) -> Iterator[tuple[int, bytes]]:
    """Go through the bytes of all revisions in the order in which they came to this file.

    Yields their number and the bytes; ProjectDamaged where bytes cannot be unpacked.
    """
    n = 0
    while rows := file.rows(
        f"SELECT n, z, body FROM revision WHERE n > ? ORDER BY n LIMIT {_PAGE}", (n,)
    ):
        for n, z, body in rows:
            yield n, wire.unpacked(z, body)


class LogCount(NamedTuple):
    """How much a log holds, and between which UTC times it was written."""

    revisions: int
    streams: int
    authors: int
    first: str
    last: str


def count_log(file: ProjectFile) -> LogCount:
    """Return how much the log holds."""
    found = file.row(
        "SELECT count(*), count(DISTINCT stream), count(DISTINCT author_id), min(hlc), max(hlc)"
        " FROM revision"
    )
    revisions, streams, authors, first, last = found or (0, 0, 0, None, None)
    times = (stamp_text(one) if one is not None else "" for one in (first, last))
    return LogCount(revisions, streams, authors, *times)


def revision_of(header: wire.Header) -> Revision:
    """Return a revision as the rest of the program sees it."""
    return Revision(
        id=header.id,
        author_id=header.author,
        action=header.action,
        about=header.about,
        time=stamp_text(header.hlc),
        undoes=header.undoes,
        group=header.group,
    )


def version_of(header: wire.Header, record: wire.Record) -> Version:
    """Return what a revision wrote about a row as a version of it."""
    return Version(header.hlc, header.id, record, header.action == wire.FOUNDING)


_Read = tuple[wire.Header, Mapping[RowKey, wire.Record]]


class Versions:
    """Finds every version of a row that the log has; keeps the last revisions that it read."""

    def __init__(self, file: ProjectFile) -> None:
        self._file = file
        self._read: OrderedDict[int, _Read] = OrderedDict()

    def of(self, row: RowKey) -> dict[Id, Version]:
        """Return the versions of a row, by revision."""
        kind, entity = row
        found: dict[Id, Version] = {}
        for (n,) in self._file.rows(
            "SELECT n FROM touch WHERE entity = ? AND kind = ?", (blob(entity), kind)
        ):
            header, records = self._revision(n)
            if row in records:
                found[header.id] = version_of(header, records[row])
        return found

    def _revision(self, n: int) -> _Read:
        if n not in self._read:
            z, stored = self._file.rows("SELECT z, body FROM revision WHERE n = ?", (n,))[0]
            body = wire.read(wire.unpacked(z, stored))
            records = {record.row: record for record in body.records}
            self._read[n] = (body.header, records)
            if len(self._read) > _KEPT:
                self._read.popitem(last=False)
        else:
            self._read.move_to_end(n)
        return self._read[n]
