"""Copying a project while it is open: through its own connection, in small steps, then verified.

SQLite keeps such a copy in step with what is written through the same connection, so nothing is
begun anew; and between two steps the project is free, so nobody has to wait for more than one.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.model.errors import AnnotatorError, EnvironmentFault, ProjectDamaged
from annotator.model.identity import Id
from annotator.model.stopped import Stopped
from annotator.store import faults, header, migrations
from annotator.store.engine import Connection, SqliteError, connected, looking
from annotator.store.file import ProjectFile
from annotator.store.placing import keep_on_disk
from annotator.store.project import Project

PAGES = 64
"""How many pages are copied in one step, during which the project has to wait."""

PAUSE_SECONDS = 0.001
"""How long the project is left alone between two steps: its lock serves nobody in turn."""

FLUSHED_BYTES = 2**19
"""After how much a copy is sent to the disk: a verb that is saved meanwhile would else have to wait
until the disk has taken all of it."""

_CACHE_KIB = 1024
_PATIENCE_SECONDS = 0.05
_OPERATIONS = 20_000
"""How many steps of SQLite's machine a check takes between two questions whether to go on."""

Told = Callable[[int, int], bool]
"""Called with what is done and what there is in all; returns False to stop."""


@dataclass(frozen=True, slots=True)
class Tip:
    """Which project a file is of, and how many revisions it has; of a parcel also which one."""

    project_id: Id
    revisions: int
    parcel_id: str | None = None

    @property
    def kept(self) -> tuple[Id, str | None]:
        """Return what two files have in common that can stand for each other."""
        return self.project_id, self.parcel_id


def go_on(_done: int, _total: int) -> bool:
    """Tell nobody and never stop."""
    return True


def size_of(file: ProjectFile) -> int:
    """Return how many bytes a copy of an open project has at most; waits for nobody."""
    size = 0
    for end in ("", "-wal"):
        with contextlib.suppress(FileNotFoundError):
            size += os.stat(f"{os.path.realpath(file.path)}{end}").st_size
    return size


def copy_open(project: Project, draft: Path, told: Told = go_on) -> Tip:
    """Write an open project to a new file: closed, on the disk, and read again from there.

    The project can be used meanwhile.  Whatever goes wrong, nothing is left of the draft.  Raises
    Stopped, EnvironmentFault as the disk says, ProjectDamaged ``copy_unsound`` (``path``,
    ``detail``) where what was read is not a sound project.
    """
    file = project.file
    try:
        with faults.environment(draft):
            revisions = copy_pages(file, draft, told)
            _close_up(draft)
            tip = verify_copy(draft, told)
    except ProjectDamaged as error:
        remove_draft(draft)
        detail = error.fields.get("detail", error.code)
        raise ProjectDamaged("copy_unsound", path=str(file.path), detail=detail) from error
    except BaseException:
        remove_draft(draft)
        raise
    if tip.project_id != project.project_id or tip.revisions < revisions:
        remove_draft(draft)
        raise ProjectDamaged("copy_unsound", path=str(file.path), detail=f"{tip.revisions}")
    return tip


def remove_draft(draft: Path) -> None:
    """Take a draft away with all that SQLite puts beside it."""
    for end in ("", "-journal", "-wal"):
        with contextlib.suppress(OSError):
            Path(f"{draft}{end}").unlink(missing_ok=True)


def _revisions(file: ProjectFile) -> int:
    found = file.row("SELECT max(n) FROM revision")
    return int(found[0] or 0) if found else 0


def copy_pages(file: ProjectFile, draft: Path, told: Told = go_on) -> int:
    """Copy page by page; the project's lock is held for one step at a time.

    Nothing is checked, so that a check can be made of the copy.  Returns how many revisions there
    were in the beginning.  Raises Stopped, also where the project is closed; EnvironmentFault as
    the disk says; ProjectDamaged where a page cannot be read.
    """
    with (
        faults.environment(draft),
        file.copying,
        contextlib.closing(connected(draft)) as target,
    ):
        for setting in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{_CACHE_KIB}"):
            target.execute(f"PRAGMA {setting}")
        flushed = _Flushed(draft)
        turns = _Turns(file, told)
        turns.take(0, 0)
        try:
            generation, revisions = file.generation, _revisions(file)

            def between(_status: int, remaining: int, total: int) -> None:
                turns.give()
                flushed.now_and_then()
                turns.take(total - remaining, total)
                if file.generation != generation:  # the disk failed; this connection is another
                    raise EnvironmentFault("disk_error", path=str(file.path), detail="")

            with _named_faults(file.path, draft):
                file.connection.backup(target, pages=PAGES, progress=between)
        finally:
            turns.give()
        return revisions


_SAID = {
    "database or disk is full": "disk_full",
    "attempt to write a readonly database": "read_only",
    "unable to open database file": "cannot_open",
}
"""The code of what SQLite says in words: Python tells no number where a backup fails."""


@contextlib.contextmanager
def _named_faults(source: Path, draft: Path) -> Iterator[None]:
    try:
        yield
    except SqliteError as error:
        detail = str(error)
        if "malformed" in detail:
            raise ProjectDamaged("damaged", path=str(source), detail=detail) from error
        code = _SAID.get(detail, "disk_error")
        raise EnvironmentFault(code, path=str(draft), detail=detail) from error


class _Turns:
    """Takes the lock of a project for a step, and gives it back for a moment after each."""

    def __init__(self, file: ProjectFile, told: Told) -> None:
        self._file, self._told = file, told
        self._has_lock = False

    def take(self, done: int, total: int) -> None:
        """Wait for the lock as long as nobody says stop."""
        while True:
            if self._file.is_closing or not self._told(done, 2 * total):
                raise Stopped
            if self._file.lock.acquire(timeout=_PATIENCE_SECONDS):
                self._has_lock = True
                return

    def give(self) -> None:
        """Let others have the project."""
        if self._has_lock:
            self._has_lock = False
            self._file.lock.release()
            time.sleep(PAUSE_SECONDS)


class _Flushed:
    """Sends what was written to the disk now and then."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._size = 0

    def now_and_then(self) -> None:
        """Flush where enough was written since the last time."""
        size = os.stat(self._path).st_size
        if size - self._size >= FLUSHED_BYTES:
            self._size = size
            keep_on_disk(self._path)


def _close_up(draft: Path) -> None:
    """Make of the copy one file that needs no other, and wait until the disk has it."""
    with contextlib.closing(connected(draft)) as target:
        target.execute("PRAGMA locking_mode=EXCLUSIVE")
        target.execute("PRAGMA journal_mode=DELETE")
    keep_on_disk(draft)


def verify_copy(path: Path, told: Told = go_on) -> Tip:
    """Read a closed project file from its first page to its last, and say what it is.

    Raises ProjectDamaged where it is not sound, Stopped, or EnvironmentFault.
    """
    with opened_copy(path) as connection:
        size = path.stat().st_size
        connection.set_progress_handler(lambda: not told(size, 2 * size), _OPERATIONS)
        try:
            (line,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        except SqliteError as error:
            if not told(size, 2 * size):
                raise Stopped from error
            raise
        finally:
            connection.set_progress_handler(None, 0)
        if line != "ok":
            raise ProjectDamaged("damaged", path=str(path), detail=line)
        return tip_of(connection, path)


@contextlib.contextmanager
def opened_copy(path: Path) -> Iterator[Connection]:
    """Give a connection to a closed project file that is only looked at; nothing of it changes.

    Raises ProjectDamaged (``not_a_project``, ``newer_project``, ``foreign_contents``, ``damaged``;
    ``not_closed`` where it was left open) or EnvironmentFault.
    """
    with faults.environment(path):
        _check_header(path)
        connection = looking(path)
        try:
            connection.execute("PRAGMA query_only=ON")
            migrations.check_layout(connection, path)
            yield connection
        except (AnnotatorError, OSError):
            raise
        except SqliteError as error:
            fault = faults.sqlite_fault(error, path, writing=False)
            if fault is not error:
                raise fault from error
            raise ProjectDamaged("damaged", path=str(path), detail=str(error)) from error
        finally:
            connection.close()


def _check_header(path: Path) -> None:
    """Look at the header; a file is only read here, so it need not be writable."""
    try:
        header.check_header(path, migrations.newest())
    except EnvironmentFault as fault:
        if fault.code != "read_only":
            raise
    for end in ("-wal", "-journal"):
        beside = path.with_name(path.name + end)
        if beside.exists() and beside.stat().st_size:
            raise ProjectDamaged("not_closed", path=str(path), detail=beside.name)


def tip_of(connection: Connection, path: Path) -> Tip:
    """Return which project a file is of and how many revisions it has."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'project_id'").fetchone()
    if found is None or len(found[0]) != 32:
        raise ProjectDamaged("damaged", path=str(path), detail="no project_id")
    (revisions,) = connection.execute("SELECT max(n) FROM revision").fetchone()
    parcel = connection.execute("SELECT value FROM meta WHERE key = 'parcel'").fetchone()
    return Tip(Id(str(found[0])), int(revisions or 0), str(parcel[0]) if parcel else None)
