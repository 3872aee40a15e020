"""What a file is that comes to be joined: a whole copy of the project, or a parcel that comes back.

A whole copy shows the revision with which the project began; only who had the whole project has it.
Everything else has to show, byte for byte, what a parcel of this project began with.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from annotator.model.assignment import Parcel
from annotator.model.errors import ProjectDamaged, RefusedError
from annotator.model.identity import Id
from annotator.store import founding, reviews, wire
from annotator.store.kinds import blob
from annotator.store.project import Project
from annotator.store.receiving import vector_of
from annotator.store.wire import FOUNDING

_LARGEST = 2**28
"""Bytes of one revision that a parcel begins with, beyond which it is not unpacked."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A parcel that came back, or several of one coder in one file, as the project knows them."""

    parcels: tuple[Parcel, ...]

    @property
    def coder_id(self) -> Id:
        """Return whose work it is."""
        return self.parcels[0].coder_id

    @property
    def document_ids(self) -> tuple[Id, ...]:
        """Return the documents that were handed out, each once."""
        return tuple(dict.fromkeys(one for each in self.parcels for one in each.document_ids))


def returned_in(project: Project, other: Project) -> Returned | None:
    """Return which parcel a file is that came back, None for a whole copy of the project.

    What the file says of itself does not count.  Raises RefusedError ``unknown_parcel`` where it is
    neither, ``altered_parcel`` (``found``) where what it began with is not what was handed out,
    ``not_this_parcel`` where the project is a parcel itself and the file is no copy of it.
    """
    known = {one.stream: one for one in reviews.list_parcels(project)}
    streams = vector_of(other)
    parcels = tuple(known[one] for one in sorted(streams) if one in known)
    if project.parcel_id is not None:
        own = [one for one in parcels if one.id == project.parcel_id]
        if not own or _is_more(project, other):
            raise RefusedError("not_this_parcel", path=str(other.path))
    elif _is_whole(project, other, known.values()):
        return None
    if not parcels:
        raise RefusedError("unknown_parcel", path=str(other.path))
    if len({one.coder_id for one in parcels}) > 1:
        raise RefusedError("altered_parcel", found=" ".join(one.id for one in parcels))
    for one in parcels:
        _check_beginning(project, other, one)
    return Returned(parcels)


def _is_more(project: Project, other: Project) -> bool:
    """Tell whether a file says to be something else than this parcel."""
    return other.parcel_id != project.parcel_id


def _is_whole(project: Project, other: Project, parcels: Collection[Parcel]) -> bool:
    """Tell whether a file holds what only a copy of the whole project can hold.

    That is the first revision; in one that was recovered, from which it may be missing, any that
    neither a parcel began with nor a coder with a parcel wrote.
    """
    founded = {one.stream for one in parcels}
    busy = {one.coder_id for one in parcels}
    first = project.file.row("SELECT stream, seq FROM revision ORDER BY n LIMIT 1")
    if first and Id(first[0].hex()) not in founded and _has_same(project, other, *first):
        return True
    for stream in vector_of(project).keys() & vector_of(other).keys():
        if stream in founded:
            continue
        sql = "SELECT author_id, action FROM revision WHERE stream = ? AND seq = 1"
        found = project.file.row(sql, (blob(stream),))
        if found is None or found[1] == FOUNDING or Id(found[0].hex()) in busy:
            continue
        if _has_same(project, other, blob(stream), 1):
            return True
    return False


def _has_same(project: Project, other: Project, stream: bytes | bytearray, seq: int) -> bool:
    """Tell whether a file has the very bytes of a revision, whatever it says of them."""
    where = "WHERE stream = ? AND seq = ?"
    ours = project.file.row(f"SELECT hash FROM revision {where}", (bytearray(stream), seq))
    theirs = other.file.row(f"SELECT z, body FROM revision {where}", (bytearray(stream), seq))
    if ours is None or theirs is None:
        return False
    try:
        return bool(wire.digest(wire.unpacked(*theirs)) == ours[0])
    except ProjectDamaged:
        return False


def _check_beginning(project: Project, other: Project, parcel: Parcel) -> None:
    """Refuse a file that does not begin with exactly what was handed out."""
    handed = founding.hashes_of(project, parcel.stream)
    try:
        raws = founding.revisions_of(other, parcel.stream, _LARGEST)
        came = [wire.digest(raw) for raw in raws]
    except ProjectDamaged as error:
        raise RefusedError("altered_parcel", found=str(error.fields.get("detail"))) from error
    if came != handed:
        same = sum(1 for one, other_one in zip(came, handed, strict=False) if one == other_one)
        raise RefusedError("altered_parcel", found=f"{parcel.stream} {same + 1}")
