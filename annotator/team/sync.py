"""A shared folder as a meeting place: copies of a project exchange bundles through it.

The folder may be any that is copied between computers (Dropbox, Nextcloud, OneDrive, a stick, a
network drive).  Files in it are written once and never changed, renamed, deleted or locked, so
nothing a cloud client does to them can hurt: a half-copied file is looked at again the next time, a
second copy under another name says the same twice.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator.model.errors import (
    AnnotatorError,
    EnvironmentFault,
    InputError,
    NotSaved,
    RefusedError,
)
from annotator.model.identity import Id
from annotator.store import faults
from annotator.store.project import Project
from annotator.store.receiving import Received, Vector, receive, revisions_after, vector_of
from annotator.team.bundle import (
    LARGEST,
    SUFFIX,
    Contents,
    NotWhole,
    bundle_of,
    read_bundle,
    read_contents,
)

PORTION = 2**25
"""About how many bytes of revisions go into one bundle."""

Known = MutableMapping[str, Contents]
"""What whole bundles hold, by name, size and time: spares reading them again.  May be lost."""

Progress = Callable[[int, int, str], bool]
"""Called with files done, files in all and a name; returns False to cancel."""


class Cancelled(Exception):
    """The person stopped it; ``received`` is what had been taken in by then, and stays."""

    def __init__(self, received: Received | None = None) -> None:
        super().__init__()
        self.received = received or Received()


@dataclass
class Scan:
    """What lies in the folder: whole bundles of the project, and files that are none (yet)."""

    bundles: dict[Path, Contents] = field(default_factory=dict)
    not_whole: list[str] = field(default_factory=list)
    refused: dict[str, AnnotatorError] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Synced:
    """What one exchange did.

    ``not_whole`` names files that are not there completely yet; ``refused`` those of which nothing
    could be taken in, with the reason.
    """

    received: Received
    sent: int = 0
    files: tuple[str, ...] = ()
    not_whole: tuple[str, ...] = ()
    refused: tuple[tuple[str, AnnotatorError], ...] = ()


def sync(
    project: Project, folder: Path, known: Known | None = None, progress: Progress | None = None
) -> Synced:
    """Take in what others have put into the folder, and put there what it does not have yet.

    Each bundle is taken in whole or not at all.  Raises EnvironmentFault where the folder cannot be
    read or written (``folder_gone`` where it is not there), RefusedError ``only_read``, and
    Cancelled; what was taken in before stays taken in.
    """
    if project.file.is_read_only:
        raise RefusedError("only_read", path=str(project.path))
    if not folder.is_dir():
        raise EnvironmentFault("folder_gone", path=str(folder))
    with faults.environment(folder):
        found = scan(project, folder, {} if known is None else known, progress)
    received = _take_in(project, found, progress)
    with faults.environment(folder):
        files, sent = _put_new(project, folder, _vector(found))
    return Synced(received, sent, files, tuple(found.not_whole), tuple(found.refused.items()))


def scan(project: Project, folder: Path, known: Known, progress: Progress | None = None) -> Scan:
    """Look at every bundle in a folder; bundles of other projects are passed over."""
    found = Scan()
    paths = sorted(path for path in folder.iterdir() if _is_candidate(path))
    for done, path in enumerate(paths):
        if progress and not progress(done, len(paths), path.name):
            raise Cancelled
        try:
            contents = _contents_of(path, known)
        except (NotWhole, OSError):
            found.not_whole.append(path.name)
            continue
        except InputError as error:
            found.refused[path.name] = error
            continue
        if contents.project == project.project_id:
            found.bundles[path] = contents
    return found


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many revisions the folder has for us, how many we have for it, and what is not whole."""

    coming: int
    going: int
    not_whole: tuple[str, ...] = ()
    refused: tuple[tuple[str, AnnotatorError], ...] = ()


def count_waiting(
    project: Project, folder: Path, known: Known, progress: Progress | None = None
) -> Waiting:
    """Return what an exchange would move; nothing is taken in or written.

    Raises EnvironmentFault like ``sync``, and Cancelled.
    """
    if not folder.is_dir():
        raise EnvironmentFault("folder_gone", path=str(folder))
    with faults.environment(folder):
        found = scan(project, folder, known, progress)
    ours, theirs = vector_of(project), _vector(found)
    # What follows the steps that we have fits, also where the folder lacks those before.
    reached = _vector(found, ours)
    coming = sum(max(0, last - ours.get(stream, 0)) for stream, last in reached.items())
    going = sum(max(0, last - theirs.get(stream, 0)) for stream, last in ours.items())
    return Waiting(coming, going, tuple(found.not_whole), tuple(found.refused.items()))


def _is_candidate(path: Path) -> bool:
    """Cloud clients keep the ending, and put a dot or a tilde before what is not whole."""
    return path.suffix == SUFFIX and not path.name.startswith((".", "~"))


def _contents_of(path: Path, known: Known) -> Contents:
    status = path.stat()
    key = f"{path.name}|{status.st_size}|{status.st_mtime_ns}"
    if key not in known:
        known[key] = read_contents(_read(path))
    return known[key]


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError("unreadable_bundle", detail="too long")
    return data


def _vector(found: Scan, base: Vector | None = None) -> dict[Id, int]:
    """Return what the folder has of each stream without a gap, from the start or from ``base``."""
    pieces: dict[Id, list[tuple[int, int]]] = {}
    for contents in found.bundles.values():
        for stream, piece in contents.streams.items():
            pieces.setdefault(stream, []).append(piece)
    vector: dict[Id, int] = {}
    for stream, some in pieces.items():
        last = base.get(stream, 0) if base else 0
        for first, end in sorted(some):
            if first <= last + 1:
                last = max(last, end)
        vector[stream] = last
    return vector


def _take_in(project: Project, found: Scan, progress: Progress | None) -> Received:
    """Take in every bundle that has something we do not have, until nothing more fits."""
    received = Received()
    ours = vector_of(project)
    left = [path for path, contents in found.bundles.items() if _has_more(contents, ours)]
    while left:
        taken: dict[Path, Received] = {}
        for done, path in enumerate(left):
            if progress and not progress(done, len(left), path.name):
                raise Cancelled(sum(taken.values(), received))
            taken[path] = _take_one(project, path, found)
        came = sum(taken.values(), Received())
        received = replace(received + came, waiting=came.waiting)
        if not came.revisions:
            break
        left = [path for path, one in taken.items() if one.waiting]
    return received


def _has_more(contents: Contents, ours: Vector) -> bool:
    return any(last > ours.get(stream, 0) for stream, (_, last) in contents.streams.items())


def _take_one(project: Project, path: Path, found: Scan) -> Received:
    try:
        return receive(project, read_bundle(_read(path)))
    except (NotWhole, OSError):  # it went away, or is being replaced
        found.not_whole.append(path.name)
    except NotSaved:
        raise
    except AnnotatorError as error:
        found.refused[path.name] = error
    return Received()


def _put_new(project: Project, folder: Path, there: dict[Id, int]) -> tuple[tuple[str, ...], int]:
    """Write what the folder does not have into new bundles; returns their names and how much."""
    names: list[str] = []
    sent = size = 0
    portion: list[bytes] = []
    for raw in revisions_after(project, there):
        if size + len(raw) > PORTION and portion:
            names.append(_put(folder, bundle_of(project.project_id, portion)))
            portion, size = [], 0
        portion.append(raw)
        size += len(raw)
        sent += 1
    if portion:
        names.append(_put(folder, bundle_of(project.project_id, portion)))
    return tuple(names), sent


def _put(folder: Path, data: bytes) -> str:
    """Write a file under the name that its contents give it; it appears whole or not at all."""
    name = hashlib.sha256(data).hexdigest()[:20]
    path = folder / f"{name}{SUFFIX}"
    number = 1
    while path.exists():
        # The same name with less in it is one that a cloud client has not brought completely.
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return path.name
        number += 1
        path = folder / f"{name}-{number}{SUFFIX}"
    draft = folder / f".~{path.name}"
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    return path.name
