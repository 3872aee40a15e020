"""Joining files: everything that other copies of a project hold, taken into this one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from annotator.model.errors import RefusedError
from annotator.store import reading
from annotator.store.project import Project
from annotator.store.receiving import (
    Received,
    check_common_history,
    receive,
    revisions_after,
    vector_of,
)


@contextlib.contextmanager
def opened_copy(project: Project, path: Path) -> Iterator[Project]:
    """Give the other file, read from a copy of it, so that nothing is ever written into it.

    Raises RefusedError ``same_file`` where it is the project itself and ``other_project`` where it
    is no copy of it (``path``), else what opening a project raises.
    """
    if _is_same(project.path, path):
        raise RefusedError("same_file", path=str(path))
    with reading.copied(path) as other:
        if other.project_id != project.project_id:
            raise RefusedError("other_project", path=str(path))
        yield other


def merge(project: Project, path: Path) -> Received:
    """Take in everything another copy holds; as often and in whatever order one likes.

    One transaction, or part of an open one.  Raises what ``opened_copy`` and ``receive`` raise; the
    project is then as it was.
    """
    with opened_copy(project, path) as other:
        check_common_history(project, other)
        return receive(project, revisions_after(other, vector_of(project)))


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
