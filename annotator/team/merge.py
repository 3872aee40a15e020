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
    Received,
    check_common_history,
    receive,
    revisions_after,
    vector_of,
)

Watch = Callable[[int, int], bool]
"""Called with steps taken in and steps in all; returns False to stop."""

_STEP = 100


@contextlib.contextmanager
def opened_copy(project: Project, path: Path) -> Iterator[Project]:
    """Give the other file, read from a copy of it, so that nothing is ever written into it.

    Raises RefusedError ``same_file`` where it is the project itself and ``other_project`` where it
    is no copy of it (``path``), else what opening a project raises.
    """
    if is_same_file(project.path, path):
        raise RefusedError("same_file", path=str(path))
    with reading.copied(path) as other:
        if other.project_id != project.project_id:
            raise RefusedError("other_project", path=str(path))
        yield other


def merge(project: Project, path: Path, watch: Watch | None = None) -> Received:
    """Take in everything another copy holds; as often and in whatever order one likes.

    One transaction, or part of an open one.  Raises what ``opened_copy`` and ``receive`` raise, and
    Stopped; the project is then as it was.
    """
    with opened_copy(project, path) as other:
        check_common_history(project, other)
        ours, theirs = vector_of(project), vector_of(other)
        new = sum(max(0, last - ours.get(stream, 0)) for stream, last in theirs.items())
        coming = revisions_after(other, ours)
        return receive(project, coming if watch is None else _watched(coming, new, watch))


def _watched(revisions: Iterable[bytes], total: int, watch: Watch) -> Iterator[bytes]:
    for done, raw in enumerate(revisions):
        if done % _STEP == 0 and not watch(done, total):
            raise Stopped
        yield raw
