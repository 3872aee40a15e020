"""What the first hundred bytes of a file say, read before SQLite touches it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from annotator.model.errors import EnvironmentFault, ProjectDamaged
from annotator.store.engine import APPLICATION_ID

_MAGIC = b"SQLite format 3\0"
_LENGTH = 100
_DEFINITIONS = 2**17
_OUR_TABLES = (b"CREATE TABLE revision(", b"CREATE TABLE touch(")


def _number(header: bytes, offset: int, size: int = 4) -> int:
    return int.from_bytes(header[offset : offset + size], "big")


def check_header(path: Path, newest: int) -> None:
    """Refuse what is no project file of a version up to ``newest``, without changing it.

    Raises EnvironmentFault ``missing_file``, ``no_permission`` or ``read_only``; ProjectDamaged
    ``not_a_project``, ``newer_project`` (``version``, ``newest``), ``cut_off`` (``size`` and
    ``expected`` in bytes) or ``damaged``.
    """
    if not path.exists():
        raise EnvironmentFault("missing_file", path=str(path), detail="")
    if not path.is_file():
        raise ProjectDamaged("not_a_project", path=str(path))
    with path.open("rb") as file:
        header = file.read(_LENGTH)
    is_ours = header[:16] == _MAGIC and _number(header, 68) == APPLICATION_ID
    if len(header) < _LENGTH or not is_ours:
        code = "damaged" if _was_ours(path) else "not_a_project"
        raise ProjectDamaged(code, path=str(path), detail="header")
    version = _number(header, 60)
    if version > newest:
        raise ProjectDamaged("newer_project", path=str(path), version=version, newest=newest)
    if version < 1:
        raise ProjectDamaged("damaged", path=str(path), detail="header")
    _check_length(path, header)
    _check_writable(path)


def _was_ours(path: Path) -> bool:
    """Tell whether a file without a right header holds the definitions of our tables."""
    with path.open("rb") as file:
        beginning = file.read(_DEFINITIONS)
    return all(words in beginning for words in _OUR_TABLES)


def page_size(header: bytes) -> int:
    """Return how long a page is, as a header says it."""
    size = _number(header, 16, 2)
    return 65536 if size == 1 else size


def _check_length(path: Path, header: bytes) -> None:
    """Refuse a file that ends before its last page; a WAL beside it may hold its last pages."""
    expected = _number(header, 28) * page_size(header)
    is_current = _number(header, 24) == _number(header, 92)
    size = path.stat().st_size
    if is_current and size < expected and not has_log(path):
        raise ProjectDamaged("cut_off", path=str(path), size=size, expected=expected)


def has_log(path: Path) -> bool:
    """Tell whether a log of SQLite lies beside a file: it is open, or was left by a crash."""
    for ending in ("-wal", "-journal"):
        with contextlib.suppress(OSError):
            if os.stat(f"{os.path.realpath(path)}{ending}").st_size > 0:
                return True
    return False


def _check_writable(path: Path) -> None:
    for place in (path, path.parent):
        if not os.access(place, os.W_OK):
            raise EnvironmentFault("read_only", path=str(place), detail="")
