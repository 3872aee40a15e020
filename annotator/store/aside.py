"""A copy of a project that is open, taken in small steps, so that no verb has to wait."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

from annotator.model.errors import EnvironmentFault
from annotator.store import faults
from annotator.store.engine import connected
from annotator.store.project import Project

PAGES = 64
"""How many pages are copied in one step, during which the project has to wait."""

_PAUSE_SECONDS = 0.001
_PATIENCE_SECONDS = 0.05

Told = Callable[[int, int], bool]
"""Called with what is done and what there is in all; returns False to stop."""


class Stopped(Exception):
    """Somebody has stopped it, or the project was closed meanwhile."""


def copy_aside(project: Project, target: Path, told: Told) -> None:
    """Copy an open project to a new file, through its own connection.

    SQLite keeps the copy in step with what is written meanwhile through the same connection.
    Raises EnvironmentFault as the disk says; Stopped.
    """
    file = project.file
    with faults.environment(target), contextlib.closing(connected(target)) as copy:
        copy.execute("PRAGMA journal_mode=OFF")
        copy.execute("PRAGMA synchronous=OFF")
        generation = file.generation
        _take_turn(project, lambda: told(0, 1))

        def between(_status: int, remaining: int, total: int) -> None:
            file.lock.release()
            try:
                time.sleep(_PAUSE_SECONDS)
            finally:
                # ``backup`` goes on with the project, so the lock is taken whatever happens.
                file.lock.acquire()
            if file.is_closed or not told(total - remaining, total):
                raise Stopped
            if file.generation != generation:  # the disk failed, and this connection is another
                raise EnvironmentFault("disk_error", path=str(file.path), detail="")

        try:
            file.connection.backup(copy, pages=PAGES, progress=between)
        finally:
            file.lock.release()


def _take_turn(project: Project, is_wanted: Callable[[], bool]) -> None:
    while not project.file.lock.acquire(timeout=_PATIENCE_SECONDS):
        if not is_wanted():
            raise Stopped
    if project.file.is_closed or not is_wanted():
        project.file.lock.release()
        raise Stopped
