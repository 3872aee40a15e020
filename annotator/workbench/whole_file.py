"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(slots=True)
class Draft:
    """What is being written; thrown away where ``is_wanted`` is False in the end."""

    stream: BinaryIO
    is_wanted: bool = True


def place_of(path: Path) -> Path:
    """Return the file that a path leads to: links are followed, not replaced."""
    return Path(os.path.realpath(path))


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Draft]:
    """Write a file that takes the place of ``path`` at the end, on the disk, unless this fails.

    It keeps the rights of the older file; without one it has those of any new file.
    """
    place = place_of(path)
    # Not the name with something added: that might be longer than a name can be.
    temporary = place.with_name(f".{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as stream:
            _take_rights(place, temporary)
            draft = Draft(stream)
            yield draft
            stream.flush()
            os.fsync(stream.fileno())
        if draft.is_wanted:
            os.replace(temporary, place)
    finally:
        temporary.unlink(missing_ok=True)


def _take_rights(place: Path, temporary: Path) -> None:
    with contextlib.suppress(OSError):  # no older file, or a disk without rights
        temporary.chmod(stat.S_IMODE(place.stat().st_mode))


def keep_if_possible(path: Path, text: str) -> None:
    """Write what is convenient to have and no loss: where the disk refuses, the older file stays.

    Its folder is made; nobody but this account can read it.
    """
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        draft = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(text)
            os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)
