"""Joining files: everything that other copies of a project hold, taken into this one."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from annotator.model.errors import RefusedError
from annotator.model.stopped import Stopped
from annotator.store import reading
from annotator.store.placing import is_same_file
from annotator.store.project import Project
from annotator.store.receiving import (
    Arrival,
    Received,
    arrivals_from,
    check_common_history,
    receive_read,
    vector_of,
)
from annotator.team.inspection import LARGEST, Inspection
from annotator.team.returning import Returned, returned_in

Watch = Callable[[int, int], bool]
"""Called with steps taken in and steps in all; returns False to stop."""

_STEP = 100


@contextlib.contextmanager
def opened_copy(project: Project, path: Path) -> Iterator[Project]:
    """Give the other file, read from a copy of it, so that nothing is ever written into it.

    Raises RefusedError ``same_file`` where it is the project itself and ``other_project`` where it
    is no copy of it, ``other_parcel`` where it is a parcel of another one (``path``), else what
    opening a project raises.
    """
    if is_same_file(project.path, path):
        raise RefusedError("same_file", path=str(path))
    with reading.copied(path) as other:
        if other.project_id != project.project_id:
            is_parcel = other.parcel_id is not None
            raise RefusedError("other_parcel" if is_parcel else "other_project", path=str(path))
        yield other


def merge(project: Project, path: Path, watch: Watch | None = None) -> Received:
    """Take in everything another copy holds; as often and in whatever order one likes.

    One transaction, or part of an open one.  Raises what ``opened_copy`` and ``take_in`` raise; the
    project is then as it was.
    """
    with opened_copy(project, path) as other:
        return take_in(project, other, returned_in(project, other), watch)


def take_in(
    project: Project, other: Project, returned: Returned | None, watch: Watch | None = None
) -> Received:
    """Take in what an opened file holds: a whole copy (None), or a parcel that came back.

    Of a parcel every step is inspected.  Raises what ``receive`` and ``Inspection`` raise, and
    Stopped; the project is then as it was.
    """
    check_common_history(project, other)
    ours, theirs = vector_of(project), vector_of(other)
    new = sum(max(0, last - ours.get(stream, 0)) for stream, last in theirs.items())
    with project.transaction():
        if returned is None:
            return receive_read(project, _watched(arrivals_from(other, ours), new, watch))
        inspection = Inspection(project, returned, new)
        arrivals = inspection.passed(arrivals_from(other, ours, LARGEST))
        received = receive_read(project, _watched(arrivals, new, watch))
        inspection.finish(received)
        return received


def _watched(arrivals: Iterable[Arrival], total: int, watch: Watch | None) -> Iterator[Arrival]:
    for done, arrival in enumerate(arrivals):
        if watch is not None and done % _STEP == 0 and not watch(done, total):
            raise Stopped
        yield arrival
