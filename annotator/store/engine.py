"""Which SQLite is used, and how every connection to a project file is set up.

``pysqlite3`` brings a recent SQLite and is taken where it is installed; elsewhere Python's own
does, because a project has one exclusive connection and so never meets the defects of old ones.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        import pysqlite3.dbapi2 as sqlite3
    except ImportError:
        import sqlite3

Connection = sqlite3.Connection
SqliteError = sqlite3.Error
Row = tuple[Any, ...]

APPLICATION_ID = 0x414E4E31
"""``ANN1``, in the header of every project file."""

BUSY_SECONDS = 0.25
"""How long opening waits for another program to let go of the file."""

CACHE_KIB = 32 * 1024
STATEMENTS = 256
SAFE_SCHEMA = sqlite3.sqlite_version_info >= (3, 31, 0)


def connected(path: Path | str) -> Connection:
    """Return a plain connection: transactions are begun and ended by hand, threads may share it."""
    return sqlite3.connect(
        str(path),
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
        cached_statements=STATEMENTS,
    )


def looking(path: Path | str) -> Connection:
    """Return a connection that only looks at a closed file, and leaves no trace of having done so.

    What a log beside the file holds is not seen.
    """
    uri = f"{Path(os.path.realpath(path)).as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    set_up(connection)
    return connection


def set_up(connection: Connection) -> None:
    """Set what a connection needs before its first statement; nothing is written yet.

    Where another program has the file, SQLite says so here already.
    """
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
    if SAFE_SCHEMA:
        connection.execute("PRAGMA trusted_schema=OFF")
    if sys.platform == "darwin":
        connection.execute("PRAGMA fullfsync=ON")
        connection.execute("PRAGMA checkpoint_fullfsync=ON")


def take_over(connection: Connection) -> None:
    """Take the file for this process alone until the connection is closed.

    A write transaction takes the lock in one step, so of two programs that come at the same moment
    one gets it.  With ``synchronous=FULL`` a commit is on the disk when it returns.
    """
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


def make_whole(connection: Connection) -> None:
    """Leave one file that can be copied; what cannot be moved into it stays safe in the WAL."""
    with contextlib.suppress(SqliteError):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode=DELETE")
