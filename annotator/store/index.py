"""The text index over titles and texts.

Nothing is indexed while importing.  Documents are numbered in the order in which they came and
never removed, so all that is not indexed lies behind the last number in the index.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.store.engine import Row
from annotator.store.file import ProjectFile

_LAST = "SELECT coalesce(max(id), 0) FROM document_fts_docsize"
_ADD = "INSERT INTO document_fts(rowid, title, text) SELECT n, title, text FROM document"
_REMOVE = (
    "INSERT INTO document_fts(document_fts, rowid, title, text)"
    " SELECT 'delete', n, title, text FROM document WHERE n = ?"
)
_STEP_CHARACTERS = 4_000_000


def index_some(file: ProjectFile, limit: int) -> int:
    """Index the next documents, at most ``limit``; returns how many are left."""
    with file.lock:
        last = _number(file, _LAST)
        numbers = file.rows("SELECT n, length FROM document WHERE n > ? ORDER BY n", (last,))
        taken = _first_step(numbers, limit)
        if taken:
            with file.transaction():
                file.run(f"{_ADD} WHERE n > ? AND n <= ?", (last, numbers[taken - 1][0]))
        return len(numbers) - taken


def _first_step(numbers: Sequence[Row], limit: int) -> int:
    """How many documents to take: at least one, at most ``limit``, and not too much text."""
    taken = characters = 0
    for _, length in numbers[:limit]:
        characters += length
        taken += 1
        if characters > _STEP_CHARACTERS:
            break
    return taken


def _number(file: ProjectFile, sql: str, values: Sequence[object] = ()) -> int:
    found = file.row(sql, values)
    return int(found[0]) if found else 0


def match_text(query: str) -> str:
    """Return a query for the index: every word must occur, as the beginning of a word.

    Words are quoted, so no character means anything to the index; those without a letter or digit
    are left out.  Empty where nothing is left to look for.
    """
    clean = query.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
    words = [word for word in clean.split() if any(map(str.isalnum, word))]
    return " ".join('"' + word.replace('"', '""') + '"*' for word in words)


def retitle(file: ProjectFile, rows: Sequence[tuple[object, ...]], put: str) -> None:
    """Write documents of which some are known, keeping the index in step with their titles."""
    last = _number(file, _LAST)
    for row in rows:
        found = file.row("SELECT n FROM document WHERE id = ?", (row[0],))
        is_indexed = found is not None and found[0] <= last
        if is_indexed:
            file.run(_REMOVE, found or ())
        file.run(put, row)
        if is_indexed:
            file.run(f"{_ADD} WHERE n = ?", found or ())
