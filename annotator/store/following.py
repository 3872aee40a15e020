"""Looking at a project that others write: a copy of it, brought up to date whenever it has changed.

Nobody is asked to wait or to share anything, so it works beside any program that has the project
open, on any SQLite, and where nothing may be written.  What makes a copy whole: pages reach the
file only through the write-ahead log, and as long as the log is the same one, all that changed in
the file while it was copied stands in the log, which is copied last.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import BinaryIO

from annotator.model.errors import EnvironmentFault, ProjectDamaged, ProjectLocked, RefusedError
from annotator.store import faults, lock
from annotator.store.file import is_open_here
from annotator.store.project import Project
from annotator.store.reading import no_room
from annotator.store.recovering import Recovered, recover

_ATTEMPTS = 6
_LOG_HEADER = 32
_STEP = 2**20
_LONG_SECONDS, _RESTS = 0.1, 20
"""A whole copy that took longer is not made again before this many times as long has passed."""

_LOCKED_PAGE = 2**30
"""Where SQLite locks bytes that hold nothing; Windows lets nobody else read there."""

State = tuple[tuple[int, int] | None, tuple[int, int] | None]
Era = tuple[bytes, tuple[int, int] | None]
"""The header of the write-ahead log; where there is none, the size and time of the file."""


class Following:
    """A copy of a project file in a folder of our own; ``close`` takes it away.

    ``recovered`` is set where the file could not be opened and the copy was made from what can be
    read of it; such a copy stays as it is.  ``prepare`` may run in any thread.
    """

    def __init__(self, path: Path) -> None:
        self.path = Path(path).absolute()
        self.recovered: Recovered | None = None
        self._real = Path(os.path.realpath(self.path))
        if is_open_here(self.path):
            raise lock.refusal(self.path)
        if not self._real.is_file():
            raise EnvironmentFault("missing_file", path=str(self.path), detail="")
        try:
            self._folder = Path(tempfile.mkdtemp(prefix="annotator-"))
        except OSError as error:
            raise no_room(tempfile.gettempdir()) from error
        self._copy = self._folder / self.path.name
        self._next = self._folder / "next"
        self._seen: State = (None, None)
        self._era: Era | None = None
        self._is_whole_copy = False
        self._rests_until = 0.0

    def open(self) -> Project:
        """Return the copy as a project that refuses every verb.

        Raises EnvironmentFault, ProjectDamaged ``not_a_project``, RefusedError
        ``nothing_to_recover``; then nothing is left of it.
        """
        try:
            self.prepare()
            self._put_next()
            project = self._opened()
        except BaseException:
            self.close()
            raise
        project.path = self.path
        project.file.be_read_only()
        return project

    def _opened(self) -> Project:
        try:
            return Project.open(self._copy)
        except ProjectDamaged as error:
            if error.code == "not_a_project":
                error.fields["path"] = str(self.path)
                raise
        readable = self._folder / "readable.annot"
        try:
            self.recovered = recover(self._copy, readable)
        except RefusedError as error:
            error.fields["path"] = str(self.path)
            raise
        return Project.open(readable)

    def close(self) -> None:
        """Take the copy away; the project must be closed before."""
        shutil.rmtree(self._folder, ignore_errors=True)

    # what goes on in the file -----------------------------------------------------------------

    def is_free(self) -> bool:
        """Tell whether nobody has the project open any more."""
        try:
            with lock.kept_still(self.path):
                return self._real.is_file()
        except ProjectLocked:
            return False

    def has_changed(self) -> bool:
        """Tell whether there may be something new; costs next to nothing."""
        if self.recovered is not None or not self._real.is_file() or self._state() == self._seen:
            return False
        return time.monotonic() >= self._rests_until or self._era_now() == self._era

    def _state(self) -> State:
        return (_size_and_time(self._real), _size_and_time(self._log))

    @property
    def _log(self) -> Path:
        return Path(f"{self._real}-wal")

    def _era_now(self) -> Era:
        with contextlib.suppress(FileNotFoundError), self._log.open("rb") as file:
            header = file.read(_LOG_HEADER)
            if len(header) == _LOG_HEADER:
                return (header, None)
        return (b"", _size_and_time(self._real))

    # the copy ---------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Copy what is new beside the copy that is shown.

        Only the log, where the file itself has nothing that was not there before.  Raises
        EnvironmentFault (``vanished`` where the file is gone, ``no_room_to_work`` …); ProjectLocked
        where others write so fast that no whole copy can be had.
        """
        with faults.environment(self.path):
            for _attempt in range(_ATTEMPTS):
                begun = time.monotonic()
                seen, era = self._state(), self._era_now()
                is_more_of_the_same = era == self._era and bool(era[0])
                try:
                    if not is_more_of_the_same:
                        self._copied(self._real, self._next)
                    self._copied(self._log, Path(f"{self._next}-wal"))
                except FileNotFoundError:
                    if not self._real.is_file():
                        raise EnvironmentFault("vanished", path=str(self.path)) from None
                    continue
                if self._era_now() == era:
                    self._is_whole_copy = not is_more_of_the_same
                    self._seen, self._era = seen, era
                    self._rest(time.monotonic() - begun)
                    return
        raise lock.refusal(self.path)

    def _rest(self, seconds: float) -> None:
        """Copying a large file takes the disk from who writes it: not all the time."""
        if self._is_whole_copy and seconds > _LONG_SECONDS:
            self._rests_until = time.monotonic() + _RESTS * seconds

    def show(self, project: Project) -> None:
        """Let a project that ``open`` returned show what was prepared; quick.

        Where that fails, all of it counts as new once more.
        """
        try:
            if project.file.has_written:  # by indexing; what the log says no longer fits
                self._era = None
                if not self._is_whole_copy:
                    self.prepare()
            project.file.renew(self._put_next)
        except BaseException:
            self._seen, self._era = (None, None), None
            raise
        project.log.reset()
        project.forget()

    def _put_next(self) -> None:
        log = Path(f"{self._copy}-wal")
        log.unlink(missing_ok=True)
        if self._is_whole_copy:
            os.replace(self._next, self._copy)
        with contextlib.suppress(FileNotFoundError):
            os.replace(f"{self._next}-wal", log)

    def _copied(self, source: Path, target: Path) -> None:
        target.unlink(missing_ok=True)
        try:
            given = source.open("rb")
        except FileNotFoundError:
            if source == self._real:
                raise
            return
        with given:
            try:
                with target.open("wb") as taken:
                    _copy(given, taken)
            except OSError as error:
                if faults.system_fault(error, target).code == "disk_full":
                    raise no_room(str(self._folder.parent)) from error
                raise


def _copy(given: BinaryIO, taken: BinaryIO) -> None:
    place = 0
    while True:
        if place == _LOCKED_PAGE:
            place += 65536
            given.seek(place)
            taken.seek(place)
        step = given.read(min(_STEP, _LOCKED_PAGE - place) if place < _LOCKED_PAGE else _STEP)
        if not step:
            return
        taken.write(step)
        place += len(step)


def _size_and_time(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns)
