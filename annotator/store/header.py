"""What the first hundred bytes of a file say, read before SQLite touches it."""

from __future__ import annotations

import os
from pathlib import Path

from annotator.model.errors import EnvironmentFault, ProjectDamaged
from annotator.store.engine import APPLICATION_ID

_MAGIC = b"SQLite format 3\0"
_LENGTH = 100


def _number(header: bytes, offset: int, size: int = 4) -> int:
    return int.from_bytes(header[offset : offset + size], "big")


def check_header(path: Path, newest: int) -> None:
    """Refuse what is no project file of a version up to ``newest``, without changing it.

    Raises EnvironmentFault ``missing_file``, ``no_permission`` or ``read_only``; ProjectDamaged
    ``not_a_project``, ``newer_project`` (``version``, ``newest``) or ``damaged``.
    """
    if not path.exists():
        raise EnvironmentFault("missing_file", path=str(path), detail="")
    if not path.is_file():
        raise ProjectDamaged("not_a_project", path=str(path))
    with path.open("rb") as file:
        header = file.read(_LENGTH)
    is_ours = header[:16] == _MAGIC and _number(header, 68) == APPLICATION_ID
    if len(header) < _LENGTH or not is_ours:
        raise ProjectDamaged("not_a_project", path=str(path))
    version = _number(header, 60)
    if version > newest:
        raise ProjectDamaged("newer_project", path=str(path), version=version, newest=newest)
    if version < 1 or _is_cut_off(path, header):
        raise ProjectDamaged("damaged", path=str(path), detail="the file is not complete")
    _check_writable(path)


def _is_cut_off(path: Path, header: bytes) -> bool:
    """A file that ends before its last page; one with a WAL may have its last pages there."""
    page = _number(header, 16, 2)
    pages = _number(header, 28)
    is_current = _number(header, 24) == _number(header, 92)
    has_wal = path.with_name(path.name + "-wal").exists()
    return (
        is_current and not has_wal and path.stat().st_size < pages * (65536 if page == 1 else page)
    )


def _check_writable(path: Path) -> None:
    for place in (path, path.parent):
        if not os.access(place, os.W_OK):
            raise EnvironmentFault("read_only", path=str(place), detail="")
