"""A first look at a project file that is being opened: cheap, however much it holds.

It finds a file that was cut off, a log whose newest steps are not what was written and, where the
file is small or was not closed, everything that SQLite itself finds.  The rest is found by
``integrity.check``, which reads the whole file.
"""

from __future__ import annotations

from annotator.model.errors import ProjectDamaged
from annotator.store import wire
from annotator.store.engine import Connection, Row

NEWEST, NEWEST_BYTES = 40, 2**20
"""How many revisions at the end of the log are looked at, and of how many bytes at most."""

SMALL, LEFT_OPEN = 16 * 2**20, 64 * 2**20
"""Bytes up to which SQLite's own check is made: always, and after an end that was not clean."""


def look_first(connection: Connection, path: str, *, was_left_open: bool) -> None:
    """Refuse a file in which something is wrong that can be seen at once.

    Raises ProjectDamaged ``damaged`` (``detail``).
    """
    pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
    size = pages * int(connection.execute("PRAGMA page_size").fetchone()[0])
    if size <= (LEFT_OPEN if was_left_open else SMALL):
        (line,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        if line != "ok":
            # The first of several lines only names the database.
            raise ProjectDamaged("damaged", path=path, detail=str(line).splitlines()[-1])
    seen = 0
    for row in connection.execute(_LAST):
        if not _is_whole(row) or not _follows(connection, row):
            detail = f"revision {row[0].hex()}"
            raise ProjectDamaged("damaged", path=path, detail=detail)
        seen += len(row[-1])
        if seen > NEWEST_BYTES:
            return


_LAST = (
    "SELECT id, stream, seq, hlc, author_id, prev, hash, z, body FROM revision"
    f" ORDER BY n DESC LIMIT {NEWEST}"
)


def _is_whole(row: Row) -> bool:
    """Tell whether the bytes have their hash and the columns say what the bytes say."""
    identity, stream, seq, hlc, author, prev, digest, z, body = row
    try:
        raw = wire.unpacked(z, body)
        header = wire.read_header(0, raw)
    except ProjectDamaged:
        return False
    told = (header.id, header.stream, header.seq, header.hlc, header.author, header.prev or "")
    found = (identity.hex(), stream.hex(), seq, hlc, author.hex(), (prev or b"").hex())
    return wire.digest(raw) == digest and told == found


def _follows(connection: Connection, row: Row) -> bool:
    """Tell whether the one before it in its stream is there and has the hash it names."""
    stream, seq, prev = row[1], row[2], row[5]
    found = connection.execute(
        "SELECT hash FROM revision WHERE stream = ? AND seq = ?", (stream, seq - 1)
    ).fetchone()
    return (seq == 1 and prev is None and found is None) or (found is not None and found[0] == prev)
