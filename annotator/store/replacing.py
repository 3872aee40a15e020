"""Putting a backup in the place of a project, which is set aside and never lost."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from annotator.model.errors import AnnotatorError, InputError, ProjectDamaged, RefusedError
from annotator.model.identity import Id
from annotator.model.stopped import Stopped
from annotator.store import faults, lock, migrations
from annotator.store.backup_list import contents_of
from annotator.store.copying import (
    Tip,
    Told,
    go_on,
    opened_copy,
    remove_draft,
    tip_of,
    verify_copy,
)
from annotator.store.engine import SqliteError, connected, make_whole, set_up
from annotator.store.file import is_open_here
from annotator.store.header import check_header
from annotator.store.placing import flush_folder, is_same_file, keep_on_disk

_BESIDE = ("-wal", "-journal", "-shm")
"""What may lie beside a project that a crash has left, and belongs to it."""

_CHUNK = 2**20


@dataclass(frozen=True, slots=True)
class Restored:
    """The project that was restored, and where the one before it is now (None: there was none)."""

    path: Path
    set_aside: Path | None
    revisions: int


def restore(path: Path, backup: Path, now: datetime, told: Told = go_on) -> Restored:
    """Put a copy of a backup in the place of a closed project.

    The project gets another name beside it, with all that belongs to it.  Until the last step
    everything is as it was; that step is one renaming, so at every moment a whole project has the
    name.  Raises ProjectLocked where somebody has it open; RefusedError ``not_a_backup`` or
    ``backup_of_another`` (``path``, ``project``), InputError ``not_a_file``; ProjectDamaged where
    the backup is not sound; Stopped; EnvironmentFault as the disk says.
    """
    place = Path(os.path.realpath(path))
    if place.exists() and not place.is_file():
        raise InputError("not_a_file", path=str(path))
    if is_same_file(place, backup):
        raise RefusedError("not_a_backup", path=str(backup))
    if is_open_here(place):
        raise lock.refusal(path)
    draft = place.with_name(f".{place.stem[:40]}.restoring")
    with faults.environment(place), _locked(place):
        remove_draft(draft)  # of a restoring that a crash has ended
        try:
            revisions = _write_draft(draft, place, backup, told)
            aside = _free_name(place, now) if place.exists() else None
            _exchange(draft, place, aside)
        finally:
            remove_draft(draft)
        flush_folder(place.parent)
    return Restored(path, aside, revisions)


@contextlib.contextmanager
def _locked(place: Path) -> Iterator[None]:
    hold = lock.take(place)
    try:
        if _begins_well(place):
            _take_log_in(place)
        yield
    finally:
        hold.release()


def _take_log_in(place: Path) -> None:
    """Move what a crash has left in the log into the file, as opening would.

    A file that is not even a project by its first bytes is left alone: SQLite would throw away the
    log of a file that is empty.  Raises ProjectLocked where another program has
    SQLite's lock: there are file systems on which ours does not hold.
    """
    connection = connected(place)
    try:
        set_up(connection)
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        make_whole(connection)
    except SqliteError as error:
        if faults.is_busy(error):
            raise lock.refusal(place) from error
    finally:
        connection.close()


def _write_draft(draft: Path, place: Path, backup: Path, told: Told) -> int:
    """Copy the backup beside the project and read the copy again; returns its revisions."""
    found = contents_of(backup)
    with opened_copy(backup) as connection:
        kept = tip_of(connection, backup).kept
    present = _tip_at(place)
    if present is not None and present.kept != kept:  # a parcel is no backup of its project
        raise RefusedError("backup_of_another", path=str(backup), project=str(place))
    _copy(backup, draft, told)
    keep_on_disk(draft)
    tip = verify_copy(draft, told)
    if (tip.project_id, tip.revisions) != (found.project_id, found.revisions):
        raise ProjectDamaged("damaged", path=str(backup), detail="read otherwise a second time")
    return tip.revisions


def _begins_well(place: Path) -> bool:
    """Tell whether a file begins as a project that this program can open."""
    try:
        check_header(place, migrations.newest())
    except AnnotatorError as error:
        return error.code == "read_only"
    return True


def project_id_of(path: Path) -> Id | None:
    """Return which project a closed file is; None where there is none that can be read."""
    tip = _tip_at(path)
    return tip.project_id if tip else None


def _tip_at(path: Path) -> Tip | None:
    if not path.is_file() or is_open_here(path):
        return None
    with contextlib.suppress(AnnotatorError, OSError), opened_copy(path) as connection:
        return tip_of(connection, path)
    return None


def _copy(source: Path, target: Path, told: Told) -> None:
    size, done = source.stat().st_size, 0
    with source.open("rb") as reading, target.open("xb") as writing:
        while chunk := reading.read(_CHUNK):
            writing.write(chunk)
            done += len(chunk)
            if not told(done, 2 * size):
                raise Stopped


def _exchange(draft: Path, place: Path, aside: Path | None) -> None:
    """Give the project another name and the draft its own; or change nothing."""
    made: list[str] = []
    try:
        if aside is not None:
            for end in (*_BESIDE, ""):
                if _name_too(Path(f"{place}{end}"), Path(f"{aside}{end}")):
                    made.append(end)
            flush_folder(place.parent)
            for end in _BESIDE:
                # A log beside the restored file would be taken for its own.
                Path(f"{place}{end}").unlink(missing_ok=True)
        os.replace(draft, place)
    except BaseException:
        for end in made:
            with contextlib.suppress(OSError):
                _put_back(Path(f"{aside}{end}"), Path(f"{place}{end}"))
        raise


def _put_back(aside: Path, place: Path) -> None:
    if place.exists():
        aside.unlink()
    else:
        os.replace(aside, place)


def _free_name(place: Path, now: datetime) -> Path:
    number = 1
    while True:
        more = f"-{number}" if number > 1 else ""
        name = f"{place.stem}-before-{now:%Y-%m-%dT%H-%M-%SZ}{more}{place.suffix}"
        aside = place.with_name(name)
        if not any(Path(f"{aside}{end}").exists() for end in ("", *_BESIDE)):
            return aside
        number += 1


def _name_too(source: Path, target: Path) -> bool:
    """Give a file, if there is one, a second name; where a disk cannot do that, copy it."""
    if not source.exists():
        return False
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        try:
            shutil.copyfile(source, target)
            keep_on_disk(target)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
    return True
