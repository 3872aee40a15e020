"""Revisions of other copies of a project: which there are, giving them out, taking them in.

A copy is known by its *vector*: for each stream how many of its revisions it has.  They are taken
without gaps, so joining copies is the union of two sets: it can be repeated, in any order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.model.collecting import collecting_later
from annotator.model.errors import ProjectDamaged, RefusedError
from annotator.model.identity import Id
from annotator.store import wire
from annotator.store.file import ProjectFile
from annotator.store.kinds import RowKey, blob
from annotator.store.log import Addition
from annotator.store.project import Project
from annotator.store.settling import BATCH_BYTES, Settler
from annotator.store.wire import Body

Vector = Mapping[Id, int]
"""By stream: the number of the last revision that is there."""


class Arrival(NamedTuple):
    """A revision that comes: read, as bytes, their hash, and what they are compressed to.

    What is None was not found out yet.
    """

    body: Body
    raw: bytes
    digest: bytes | None = None
    stored: bytes | None = None


_PAGE = 200


@dataclass(frozen=True, slots=True)
class Received:
    """What has come: new revisions by author, rows that were there before and are written now.

    ``waiting`` counts revisions that were passed over because one before them is missing.
    """

    authors: Mapping[Id, int] = field(default_factory=dict)
    altered: frozenset[RowKey] = frozenset()
    waiting: int = 0

    @property
    def revisions(self) -> int:
        """Return how many revisions are new."""
        return sum(self.authors.values())

    def __add__(self, other: Received) -> Received:
        """Return what has come in two portions."""
        authors = Counter(self.authors)
        authors.update(other.authors)
        altered = self.altered | other.altered
        return Received(dict(authors), altered, self.waiting + other.waiting)


def vector_of(project: Project) -> dict[Id, int]:
    """Return what a project has of each stream."""
    rows = project.file.rows("SELECT stream, max(seq) FROM revision GROUP BY stream")
    return {Id(stream.hex()): seq for stream, seq in rows}


def revisions_after(project: Project, vector: Vector) -> Iterator[bytes]:
    """Give out the bytes of every revision that a copy with ``vector`` does not have.

    Those of a stream come in their order.  Raises ProjectDamaged where bytes are not what the log
    says of them.
    """
    for raw, _, _ in _stored_after(project, vector, 0):
        yield raw


def arrivals_from(project: Project, vector: Vector, most: int = 0) -> Iterator[Arrival]:
    """Give out what a copy with ``vector`` does not have, read.

    Raises ProjectDamaged as ``revisions_after`` does, where a revision says nothing, and where the
    bytes of one are more than ``most`` (0: as many as they like).
    """
    for raw, digest, stored in _stored_after(project, vector, most):
        yield Arrival(wire.read(raw), raw, digest, stored)


def _stored_after(
    project: Project, vector: Vector, most: int
) -> Iterator[tuple[bytes, bytes, bytes | None]]:
    last = 0
    while rows := project.file.rows(
        f"SELECT n, stream, seq, hash, z, body FROM revision WHERE n > ? ORDER BY n LIMIT {_PAGE}",
        (last,),
    ):
        for number, stream, seq, digest, z, stored in rows:
            last = number
            if seq <= vector.get(Id(stream.hex()), 0):
                continue
            raw = wire.unpacked(z, stored, most)
            if wire.digest(raw) != digest:
                detail = f"revision {number} was altered"
                raise ProjectDamaged("damaged", path=str(project.path), detail=detail)
            # What is longer compressed than plain was not compressed by us.
            yield raw, digest, stored if z and len(stored) < len(raw) else None


def check_common_history(project: Project, other: Project) -> None:
    """Refuse a copy that says something else of a stream than what is known of it here.

    Each revision holds the hash of the one before, so the last that both have speaks for all.
    Raises RefusedError ``forked_history`` (``id`` of the stream).
    """
    ours, theirs = vector_of(project), vector_of(other)
    for stream in ours.keys() & theirs.keys():
        last = min(ours[stream], theirs[stream])
        sql = "SELECT hash FROM revision WHERE stream = ? AND seq = ?"
        found = [one.file.row(sql, (blob(stream), last)) for one in (project, other)]
        if found[0] != found[1]:
            raise RefusedError("forked_history", id=stream)


def receive(project: Project, revisions: Iterable[bytes]) -> Received:
    """Take in revisions of other copies, all or none; what is known already changes nothing.

    Raises RefusedError ``forked_history`` (``id``) where a stream goes on otherwise than the one
    that is known (two programs wrote as one, or somebody altered it); ProjectDamaged or InputError
    ``unreadable_revision``, ``value_refused`` where something else than a revision came.
    """
    return receive_read(project, (Arrival(wire.read(raw), raw) for raw in revisions))


def receive_read(project: Project, revisions: Iterable[Arrival]) -> Received:
    """Take in revisions that were read already, with their bytes; as ``receive`` does."""
    with project.transaction(), collecting_later():
        taking = _Taking(project)
        for arrival in revisions:
            taking.take(arrival)
        return taking.finish()


class _Taking:
    """Takes revisions one after the other; those that come too early are held back."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._file: ProjectFile = project.file
        self._settler = Settler(project.file, project.file)
        self._tips: dict[Id, _Tip] = {}
        self._early: dict[tuple[Id, int], Arrival] = {}
        self._batch: list[Body] = []
        self._additions: list[Addition] = []
        self._size = 0
        self._authors: Counter[Id] = Counter()

    def take(self, arrival: Arrival) -> None:
        """Take one revision, and those that were waiting for it."""
        following: Arrival | None = arrival
        while following is not None:
            header = following.body.header
            known = self._tip(header.stream)
            if header.seq <= known.seq:
                self._check_known(header, following.raw)
                return
            if header.seq > known.seq + 1:
                other = self._early.setdefault((header.stream, header.seq), following)
                if other.raw != following.raw:
                    raise RefusedError("forked_history", id=header.id)
                return
            self._append(following, known)
            following = self._early.pop((header.stream, header.seq + 1), None)

    def _tip(self, stream: Id) -> _Tip:
        if stream not in self._tips:
            found = self._file.row(
                "SELECT seq, hash, author_id FROM revision WHERE stream = ?"
                " ORDER BY seq DESC LIMIT 1",
                (blob(stream),),
            )
            seq, digest, author = found or (0, b"", b"")
            self._tips[stream] = _Tip(seq, digest.hex() or None, Id(author.hex()))
        return self._tips[stream]

    def _append(self, arrival: Arrival, known: _Tip) -> None:
        header = arrival.body.header
        if header.prev != known.hash or (known.seq and header.author != known.author):
            raise RefusedError("forked_history", id=header.id)
        addition = self._project.log.prepared(*arrival)
        self._tips[header.stream] = _Tip(header.seq, addition.digest.hex(), header.author)
        self._authors[header.author] += 1
        self._batch.append(arrival.body)
        self._additions.append(addition)
        self._size += len(arrival.raw)
        if self._size > BATCH_BYTES:
            self._settle()

    def _check_known(self, header: wire.Header, raw: bytes) -> None:
        self._settle()  # it may have come a moment ago
        found = self._file.row(
            "SELECT hash FROM revision WHERE stream = ? AND seq = ?",
            (blob(header.stream), header.seq),
        )
        if found is None or found[0] != wire.digest(raw):
            raise RefusedError("forked_history", id=header.id)

    def _settle(self) -> None:
        if self._batch:
            self._project.log.add(self._additions)
            self._settler.take(self._batch)
        self._batch, self._additions, self._size = [], [], 0

    def finish(self) -> Received:
        """Write what is left and say what has come."""
        self._settle()
        if self._authors:
            self._settler.finish()
            self._project.forget()
        return Received(dict(self._authors), frozenset(self._settler.altered), len(self._early))


@dataclass(frozen=True, slots=True)
class _Tip:
    """The last revision of a stream that is there."""

    seq: int
    hash: str | None
    author: Id
