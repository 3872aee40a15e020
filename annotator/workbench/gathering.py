"""The files that an import is to read: what paths name, and why some cannot be read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from annotator.formats import registry
from annotator.model.problem import Place, Problem, Severity
from annotator.store.file import is_open_here
from annotator.text.normalise import readable_path

Found = Path | Problem

NAMED = 5
"""How many of the files that are passed over are named."""


def find_files(paths: Sequence[Path]) -> tuple[list[Path], list[Problem]]:
    """Return the readable files that paths name (folders with all below), and what is amiss.

    In a folder only files of a known format are taken; a file named by itself must have one.  A
    file that is reached on several ways is read once.
    """
    files: dict[object, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        for found in _found(path):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                files.setdefault(_identity(found), found)
    return list(files.values()), problems


def size_of(file: Path) -> int:
    """Return the size of a file in bytes, 0 where it has gone."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _identity(file: Path) -> object:
    """Return what is the same for all names of one file."""
    try:
        stat = file.stat()
    except OSError:
        return file
    return (stat.st_dev, stat.st_ino) if stat.st_ino else file


def _found(path: Path) -> Iterator[Found]:
    try:
        if path.is_dir():
            yield from _inside(path)
        elif not path.is_file():
            yield _refused("missing_file", path)
        elif is_open_here(path) or registry.find_reader(path) is None:
            yield _refused("unknown_format", path)
        else:
            yield path
    except OSError as error:  # a name longer than any file can have
        yield _refused("unreadable_file", path, error.strerror)


def _inside(folder: Path) -> Iterator[Found]:
    """Yield the files of a folder in the order of their paths; what is hidden is left out."""
    faults: list[OSError] = []
    found: list[Found] = []
    for name, folders, files in os.walk(folder, onerror=faults.append):
        place = Path(name)
        found += [place / file for file in files if not file.startswith(".")]
        folders[:] = [one for one in folders if not one.startswith(".")]
        links = (place / one for one in folders)
        found += [_linked(link) for link in links if link.is_symlink()]
    for fault in faults:
        yield _refused("unreadable_folder", Path(str(fault.filename)), fault.strerror)
    yield from (one for one in found if isinstance(one, Problem))
    yield from _sorted_out(folder, sorted(one for one in found if isinstance(one, Path)))


def _sorted_out(folder: Path, files: Sequence[Path]) -> Iterator[Found]:
    """Yield the files that can be read, and one remark on those that are passed over."""
    passed: list[Path] = []
    for path in filter(_is_new, files):
        if registry.find_reader(path) is None:
            passed.append(path)
        else:
            yield path
    if passed:
        yield _passed_over(folder, passed)


def _is_new(file: Path) -> bool:
    """Tell whether this is a file, and not the project that is open."""
    return file.is_file() and not is_open_here(file)


def _refused(code: str, path: Path, value: str | None = None) -> Problem:
    return Problem(code, Severity.REFUSED, Place(readable_path(str(path))), value)


def _passed_over(folder: Path, files: Sequence[Path]) -> Problem:
    names = [readable_path(file.name) for file in files[:NAMED]]
    if len(files) > NAMED:
        names.append("…")
    place = Place(readable_path(str(folder)))
    fields = {"count": len(files)}
    return Problem("passed_over", Severity.WARNING, place, ", ".join(names), fields)


def _linked(folder: Path) -> Problem:
    return Problem("linked_folder", Severity.WARNING, Place(readable_path(str(folder))))
