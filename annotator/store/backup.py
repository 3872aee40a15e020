"""Making backups of an open project, and thinning them out."""

from __future__ import annotations

import contextlib
import re
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from annotator.model.errors import AnnotatorError, EnvironmentFault
from annotator.model.identity import Id
from annotator.store import faults
from annotator.store.backup_list import (
    ID_DIGITS,
    SUFFIX,
    beyond,
    looked_into,
    time_of,
    vector_now,
    vector_of_file,
)
from annotator.store.copying import Told, copy_open, go_on, remove_draft, size_of, tip_of
from annotator.store.placing import put_in_place
from annotator.store.project import Project
from annotator.store.thinning import Keep, to_thin

_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST_NAME = 60
_ROOM = 2
"""How many times its own size a backup needs: it must never be what fills the disk."""

_FORGOTTEN_SECONDS = 3600
"""A draft that nobody has written for so long was left by a crash."""


def folder_of(root: Path, project_name: str, project_id: Id) -> Path:
    """Return where the backups of a project lie below ``root``.

    The folder's name ends with the last digits of the id: the first ones only tell when the project
    was made.
    """
    name = _UNFIT.sub("_", project_name)[:_LONGEST_NAME].strip(" .") or "project"
    return root / f"{name}-{project_id[-ID_DIGITS:]}"


def write_backup(
    project: Project, folder: Path, reason: str, now: datetime, told: Told = go_on
) -> Path:
    """Back an open project up into a folder, which is made; the project can be used meanwhile.

    The file has its name only when it is complete, on the disk and read again.  Raises Stopped;
    EnvironmentFault ``backup_no_room``, ``backup_folder`` or ``backup_failed`` (``path``,
    ``detail``); ProjectDamaged ``copy_unsound``.  Then nothing is left of it.
    """
    with _told_as_backup(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
    return _write(project, folder, f"{now:%Y-%m-%dT%H-%M-%SZ}-{reason}", told)


def write_copy(project: Project, target: Path, told: Told = go_on) -> Path:
    """Write a verified copy of an open project to a new file; errors as in ``write_backup``.

    Raises EnvironmentFault ``file_exists`` too: nothing is ever replaced.
    """
    if target.exists():
        raise EnvironmentFault("file_exists", path=str(target), detail="")
    draft = _copied(project, target.parent, told)
    return _placed(draft, [target])


def _write(project: Project, folder: Path, name: str, told: Told) -> Path:
    draft = _copied(project, folder, told)
    more = (f"{name}-{number}" for number in range(2, 100))
    return _placed(draft, [folder / f"{one}{SUFFIX}" for one in (name, *more)])


def _copied(project: Project, folder: Path, told: Told) -> Path:
    with _told_as_backup(folder):
        if shutil.disk_usage(folder).free < _ROOM * size_of(project.file):
            raise EnvironmentFault("backup_no_room", path=str(folder), detail="")
        draft = folder / f".{secrets.token_hex(8)}.draft"
        copy_open(project, draft, told)
        return draft


def _placed(draft: Path, targets: list[Path]) -> Path:
    """Give a draft the first of some names that is free."""
    try:
        with _told_as_backup(targets[0].parent):
            for target in targets:
                with contextlib.suppress(FileExistsError):
                    if _takes(draft, target):
                        return target
        raise EnvironmentFault("file_exists", path=str(targets[0]), detail="")
    finally:
        remove_draft(draft)


def _takes(draft: Path, target: Path) -> bool:
    try:
        put_in_place(draft, target)
    except EnvironmentFault as fault:
        if fault.code != "file_exists":
            raise
        return False
    return True


_NO_PLACE = frozenset(("read_only", "no_permission", "missing_file", "name_too_long"))


@contextlib.contextmanager
def _told_as_backup(folder: Path) -> Iterator[None]:
    """Say of every failure that it is the backup that was not made."""
    try:
        with faults.environment(folder):
            yield
    except EnvironmentFault as fault:
        if fault.code.startswith("backup_"):
            raise
        detail = str(fault.fields.get("detail", ""))
        code = "backup_folder" if fault.code in _NO_PLACE else "backup_failed"
        code = "backup_no_room" if fault.code == "disk_full" else code
        raise EnvironmentFault(code, path=str(folder), detail=detail) from fault


def _sweep(folder: Path) -> None:
    """Take away drafts of ours that a crash has left."""
    for draft in folder.glob(".????????????????.draft"):
        with contextlib.suppress(OSError):
            if time.time() - draft.stat().st_mtime > _FORGOTTEN_SECONDS:
                remove_draft(draft)


def thin_backups(project: Project, folder: Path, now: datetime, keep: Keep) -> list[Path]:
    """Delete the backups in a folder that are not needed any more; returns them.

    Only those of this project that can be read are counted and deleted, and only where everything
    in them is in the project as well, or in a newer backup that stays.
    """
    dated = {path: moment for path in folder.glob(f"*{SUFFIX}") if (moment := time_of(path))}
    if not to_thin(dated.values(), now, keep):
        return []  # nearly always: no file needs to be opened
    ours = {path: dated[path] for path in dated if _is_of(path, project.project_id)}
    unneeded = to_thin(ours.values(), now, keep)
    present = vector_now(project)
    deleted: list[Path] = []
    newer: Mapping[Id, int] = {}
    for path in sorted(ours, key=lambda one: (ours[one], one.name), reverse=True):
        with contextlib.suppress(AnnotatorError, OSError):
            vector = vector_of_file(path)
            is_safe = not beyond(vector, present) or not beyond(vector, newer)
            if ours[path] in unneeded and is_safe:
                path.unlink()
                deleted.append(path)
            else:
                newer = vector
    return deleted


def _is_of(path: Path, project_id: Id) -> bool:
    try:
        with looked_into(path) as connection:
            return tip_of(connection, path).project_id == project_id
    except (AnnotatorError, OSError):
        return False
