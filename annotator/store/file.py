"""A project file that this process alone has open: its connection, transactions and faults."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from annotator.model.errors import AnnotatorError, NotSaved, ProjectDamaged, RefusedError
from annotator.store import faults, lock, migrations
from annotator.store.engine import (
    Connection,
    Row,
    SqliteError,
    connected,
    looking,
    make_whole,
    set_up,
    take_over,
)
from annotator.store.first_look import look_first
from annotator.store.header import check_header, has_log

LONG_LOG, SHORT_LOG, LITTLE_ROOM = 8 * 2**20, 2**18, 4 * 2**20
"""Bytes: a write-ahead log is emptied when it is long; where there is little room, a short one."""

FileIdentity = tuple[int, int]

_OPEN_HERE: set[FileIdentity | None] = set()
"""The files that this process has open.  Opening and closing such a file once more drops SQLite's
lock on it (POSIX locks belong to the process), so nothing should touch it a second time."""


def _identity(path: Path) -> FileIdentity | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino)


def is_open_here(path: Path) -> bool:
    """Tell whether a path leads to a project file that this process has open."""
    found = _identity(path)
    return found is not None and found in _OPEN_HERE


class ProjectFile:
    """One exclusive connection, shared by the threads of this process through one lock.

    ``generation`` counts how often the file had to be opened again after a failing disk.
    ``is_read_only`` is for projects that are only looked at: their verbs are refused, though the
    text index may still be filled; ``has_written`` tells whether anything was.
    ``copying`` is held by who copies the file while it is open.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = threading.RLock()
        self.copying = threading.Lock()
        self.generation = 0
        self._depth = 0
        self.is_closed = self.is_closing = False
        self.is_read_only = self.has_written = False
        self._raw: Connection | None = None
        self._here: FileIdentity | None = None
        self._hold: lock.Hold | None = None
        self._log = f"{os.path.realpath(path)}-wal"

    @classmethod
    def make(cls, path: Path) -> ProjectFile:
        """Make the tables in a file that does not exist yet."""
        made = cls(path)
        with faults.environment(path, writing=True), made._closed_on_failure():
            made._raw = connected(path)
            set_up(made._raw)
            migrations.make_tables(made._raw)
            take_over(made._raw)
        return made

    @classmethod
    def open(cls, path: Path) -> ProjectFile:
        """Open a project file and keep everybody else out.

        Raises ProjectLocked, ProjectDamaged or EnvironmentFault; then the file is as it was.
        """
        opened = cls(path)
        with faults.environment(path):
            here = _identity(path)
            if here in _OPEN_HERE:
                raise lock.refusal(path)
            check_header(path, migrations.newest())
            with opened._closed_on_failure():
                opened._hold = lock.take(path)
                was_left_open = has_log(path)
                if not was_left_open:  # so that nothing is written into a damaged file
                    with contextlib.closing(looking(path)) as raw:
                        _look(raw, path, was_left_open=False)
                opened._connect()
                opened._here = here
                _OPEN_HERE.add(here)
                if was_left_open:
                    _look(opened.connection, path, was_left_open=True)
                opened.has_written = migrations.migrate(opened.connection, path) is not None
        return opened

    @contextlib.contextmanager
    def _closed_on_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            if self._here:
                self.close()
            self._let_go()
            fault = faults.sqlite_fault(error, self.path, writing=False)
            if fault is error and isinstance(error, SqliteError):
                raise ProjectDamaged("damaged", path=str(self.path), detail=str(error)) from error
            raise

    def _connect(self) -> None:
        raw = connected(self.path)
        try:
            set_up(raw)
            take_over(raw)
        except BaseException as error:
            raw.close()
            if faults.is_busy(error):
                raise lock.refusal(self.path) from error
            raise
        if self.is_read_only:
            raw.execute("PRAGMA synchronous=OFF")
        self._raw = raw

    @property
    def connection(self) -> Connection:
        """Return the connection; opened again where a failing disk made that necessary."""
        if self.is_closed:
            raise RefusedError("project_closed", path=str(self.path))
        if self._raw is None:
            with faults.environment(self.path):
                self._connect()
        assert self._raw is not None
        return self._raw

    def close(self) -> None:
        """Close the file so that it can be copied; waits for a transaction of another thread.

        A backup that is being made stops at its next step.
        """
        self.is_closing = True
        with self.copying, self.lock:
            if not self.is_closed and self._raw is not None:
                make_whole(self._raw)
            self._let_go()

    def be_read_only(self) -> None:
        """Refuse verbs from now on: the file is a copy, which nobody needs on the disk either."""
        self.is_read_only = True
        self.connection.execute("PRAGMA synchronous=OFF")

    def renew(self, put: Callable[[], None]) -> None:
        """Let ``put`` replace the file, a copy, and go on with what it says now.

        An older version is brought up to date again; then the file is not what was put there.
        """
        with self.lock, faults.environment(self.path):
            raw, self._raw = self._raw, None
            if raw is not None:
                raw.close()
            put()
            self.generation += 1
            _OPEN_HERE.discard(self._here)
            self._here = _identity(self.path)
            _OPEN_HERE.add(self._here)
            self._connect()
            self.has_written = migrations.update(self.connection)

    def say_who(self, holder: lock.Holder) -> None:
        """Tell others who has the file."""
        if self._hold is not None:
            self._hold.write_note(holder)

    def _let_go(self) -> None:
        """Close the connection first: who gets the lock must find the file free."""
        raw, self._raw = self._raw, None
        hold, self._hold = self._hold, None
        self.is_closed = True
        try:
            if raw is not None:
                raw.close()
        finally:
            _OPEN_HERE.discard(self._here)
            if hold is not None:
                hold.release()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """Return all rows of a query."""
        with self.lock, faults.environment(self.path):
            return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """Return the first row of a query, None where there is none."""
        with self.lock, faults.environment(self.path):
            found: Row | None = self.connection.execute(sql, values).fetchone()
            return found

    def run(self, sql: str, values: Sequence[object] = ()) -> int:
        """Run one statement of an open transaction; returns the row id of an insert."""
        self._check_open_transaction()
        return self.connection.execute(sql, values).lastrowid or 0

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement of an open transaction once for every row of values."""
        self._check_open_transaction()
        self.connection.executemany(sql, rows)

    def _check_open_transaction(self) -> None:
        """SQLite ends a transaction by itself when the disk is full."""
        if not self.connection.in_transaction:
            if not self._depth:
                raise RuntimeError("a statement that writes needs a transaction")
            raise NotSaved("disk_error", path=str(self.path), detail="the transaction has ended")

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is on the disk afterwards, or none of it.

        Inside another transaction only this part is taken back when it fails.
        Raises NotSaved when the disk fails, InputError when a value breaks a rule of the tables.
        """
        with self.lock, faults.environment(self.path, writing=True):
            depth = self._depth
            begin, end = _PART if depth else _WHOLE
            if depth:
                self._check_open_transaction()
            else:
                self._keep_room()
            self.connection.execute(begin)
            self._depth = depth + 1
            try:
                yield
                self._check_open_transaction()
                self.connection.execute(end)
                self.has_written = True
            except BaseException as error:
                self._take_back(depth, error)
                raise
            finally:
                self._depth = depth
                if not depth:
                    self._keep_room()

    @property
    def is_in_transaction(self) -> bool:
        """Tell whether a transaction of this file is under way."""
        return self._depth > 0

    def _keep_room(self) -> None:
        """Empty a write-ahead log that is long, or that a nearly full disk needs."""
        size = self._log_size()
        if size > LONG_LOG or (size > SHORT_LOG and self._free_room() < LITTLE_ROOM):
            self.empty_log()

    def empty_log(self) -> bool:
        """Move what the write-ahead log holds into the file; tells whether that freed anything."""
        size = self._log_size()
        if not size or self._raw is None or self._depth:
            return False
        try:
            self._raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except SqliteError as error:
            if faults.is_sync_failure(error):
                self._open_again()
        return self._log_size() < size

    def _log_size(self) -> int:
        try:
            return os.stat(self._log).st_size
        except OSError:
            return 0

    def _free_room(self) -> int:
        try:
            return shutil.disk_usage(self.path.parent).free
        except OSError:
            return LITTLE_ROOM

    def _take_back(self, depth: int, error: BaseException) -> None:
        """Roll back, unless SQLite did so already; never let that hide the error itself."""
        raw = self._raw
        if raw is None:
            return
        if raw.in_transaction:
            with contextlib.suppress(SqliteError):
                raw.execute("ROLLBACK TO nested" if depth else "ROLLBACK")
                if depth:
                    raw.execute("RELEASE nested")
        if faults.is_sync_failure(error):
            self._open_again()

    def _open_again(self) -> None:
        """What a disk holds after a failed flush is not known: read the file anew."""
        self.generation += 1
        raw, self._raw = self._raw, None
        with contextlib.suppress(SqliteError):
            if raw is not None:
                raw.close()
        with contextlib.suppress(SqliteError, AnnotatorError):
            self._connect()


def _look(connection: Connection, path: Path, *, was_left_open: bool) -> None:
    migrations.check_layout(connection, path)
    look_first(connection, str(path), was_left_open=was_left_open)


_WHOLE = ("BEGIN IMMEDIATE", "COMMIT")
_PART = ("SAVEPOINT nested", "RELEASE nested")
