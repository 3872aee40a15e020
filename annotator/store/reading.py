"""Reading a project where nothing may be written beside it: from a copy in a temporary folder."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from annotator.model.errors import AnnotatorError, EnvironmentFault, ProjectDamaged
from annotator.store import faults, lock
from annotator.store.file import is_open_here
from annotator.store.project import Project

_PARTS = ("", "-wal")
"""What a project consists of while it is open, or after a crash."""


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Project]:
    """Give a project that is only read, and close it afterwards.

    Where it may not be written a copy is read, which then takes no changes.  Raises what
    ``Project.open`` raises, but not ``read_only``; EnvironmentFault ``no_room_to_work``.
    """
    try:
        project = Project.open(path)
    except EnvironmentFault as fault:
        if fault.code != "read_only":
            raise
    else:
        with project:
            yield project
        return
    with copied(path) as project:
        yield project


@contextlib.contextmanager
def copied(path: Path) -> Iterator[Project]:
    """Give a copy of a project that is only read; the file itself is not touched at all.

    Raises what ``Project.open`` raises, but not ``read_only``, about the file itself;
    EnvironmentFault ``no_room_to_work``.
    """
    with _copied(Path(path).absolute()) as copy, _opened(copy, Path(path)) as project:
        project.path = Path(path).absolute()
        project.file.connection.execute("PRAGMA query_only=ON")
        yield project


def _opened(copy: Path, path: Path) -> Project:
    """Open a copy; what is wrong with it is said of the file that it was made of."""
    try:
        return Project.open(copy)
    except AnnotatorError as error:
        if error.fields.get("path") == str(copy):
            error.fields["path"] = str(path)
        raise


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder of our own for a while.

    A full disk there is the EnvironmentFault ``no_room_to_work`` (``path``).
    """
    try:
        made = tempfile.TemporaryDirectory(prefix="annotator-", ignore_cleanup_errors=True)
    except OSError as error:
        place = os.environ.get("TMPDIR") or os.environ.get("TEMP") or f"{os.sep}tmp"
        raise no_room(place) from error
    with made as name:
        try:
            yield Path(name)
        except EnvironmentFault as fault:
            if fault.code == "disk_full" and str(fault.fields["path"]).startswith(name):
                raise no_room(os.path.dirname(name)) from fault
            raise


def no_room(place: str) -> EnvironmentFault:
    """Return the error for a temporary folder that holds nothing more."""
    return EnvironmentFault("no_room_to_work", path=place)


@contextlib.contextmanager
def _copied(path: Path) -> Iterator[Path]:
    """Give a copy of a project file that nobody is writing.

    Raises ProjectLocked where somebody has it open or opens it meanwhile, ProjectDamaged
    ``not_a_project`` for a folder.
    """
    if path.is_dir():
        raise ProjectDamaged("not_a_project", path=str(path))
    if is_open_here(path):
        raise lock.refusal(path)
    with temporary_folder() as folder:
        copy = folder / path.name
        with lock.kept_still(path):
            before = _state(path)
            for part in _PARTS:
                _copy(f"{os.path.realpath(path)}{part}", f"{copy}{part}")
            if _state(path) != before:
                raise lock.refusal(path)
        yield copy


def _copy(source: str, target: str) -> None:
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError:
        return
    except OSError as error:
        fault = faults.system_fault(error, Path(source))
        if fault.code == "disk_full":
            fault = faults.system_fault(error, Path(target))
        raise fault from error


def _state(path: Path) -> list[tuple[int, int] | None]:
    """Return what tells whether anything was written."""
    found: list[tuple[int, int] | None] = []
    for part in _PARTS:
        try:
            status = os.stat(f"{os.path.realpath(path)}{part}")
            found.append((status.st_size, status.st_mtime_ns))
        except FileNotFoundError:
            found.append(None)
    return found
