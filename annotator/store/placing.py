"""Giving a finished file its name, so that it is on the disk whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from annotator.model.errors import EnvironmentFault


def put_in_place(draft: Path, path: Path) -> None:
    """Give a complete file its name, unless somebody took the name meanwhile.

    Afterwards both are on the disk.  Raises EnvironmentFault ``file_exists``.
    """
    keep_on_disk(draft)
    try:
        os.link(draft, path)
    except FileExistsError:
        raise EnvironmentFault("file_exists", path=str(path), detail="") from None
    except OSError:  # a file system without links
        if path.exists():
            raise EnvironmentFault("file_exists", path=str(path), detail="") from None
        draft.rename(path)
    flush_folder(path.parent)


def keep_on_disk(path: Path) -> None:
    """Wait until what a file holds is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where a system can be asked for that."""
    if os.name == "posix":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def is_same_file(one: Path, other: Path) -> bool:
    """Tell whether two paths lead to one file that is there."""
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
