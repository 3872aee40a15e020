"""Backups: making them now and when they are due, finding them, going back to one."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from annotator.model.errors import AnnotatorError, EnvironmentFault, InputError, ProjectLocked
from annotator.model.stopped import Stopped
from annotator.store import backup, backup_list, replacing
from annotator.store.backup_list import Backup as Backup
from annotator.store.backup_list import Contents as Contents
from annotator.store.project import Project
from annotator.store.replacing import Restored
from annotator.store.thinning import Keep
from annotator.workbench.session import SUFFIX
from annotator.workbench.settings import Settings, data_folder

EVERY = timedelta(minutes=30)
"""How long what was done may be without a backup, while the program runs."""

MOST_KEPT = 99
"""How many backups of one sort can be asked for."""

BY_HAND, WHILE_WORKING, ON_CLOSING = "hand", "time", "close"
BEFORE_RESTORING, BEFORE_MERGING, BEFORE_CODEBOOK = "restore", "merge", "codebook"

Told = Callable[[int, int], bool]
"""Called with what is done and what there is in all; returns False to cancel."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where backups are kept, and how many."""

    root: Path
    keep: Keep = field(default_factory=Keep)


@dataclass(frozen=True, slots=True)
class BackupReport:
    """The backup that was made, and the older ones that went; nothing where ``is_cancelled``."""

    path: Path | None
    size: int = 0
    revisions: int = 0
    thinned: tuple[Path, ...] = ()
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What a backup holds, and how it differs from the project as it is now.

    ``newer`` counts the steps of the project that are not in the backup, ``only_there`` those of
    the backup that are not in the project; both are None where the project cannot be compared.
    """

    backup: Backup
    contents: Contents
    newer: int | None = None
    only_there: int | None = None


def default_root() -> Path:
    """Return where backups are kept as long as nobody says otherwise."""
    return data_folder() / "backups"


def keeping_of(settings: Settings) -> Keeping:
    """Return where this person keeps backups, and how many; odd numbers become possible ones."""
    days, weeks, months = (
        max(0, min(MOST_KEPT, settings[f"backup_{name}"])) for name in ("days", "weeks", "months")
    )
    root = str(settings["backup_folder"]).strip()
    place = Path(root).expanduser() if root else default_root()
    return Keeping(place, Keep(days=max(1, days), weeks=weeks, months=months))


class Keeper:
    """Backs one open project up; knows what the newest backup has.  For any thread, one at a time.

    The project is never kept waiting for more than a few milliseconds at a time.
    """

    def __init__(self, project: Project, keeping: Keeping) -> None:
        self._project, self.keeping = project, keeping
        self._newest: datetime | None = None
        self._vector: dict[str, int] | None = None

    @property
    def newest(self) -> datetime | None:
        """Return when the newest backup that is known was made."""
        return self._newest

    def has_grown(self) -> bool:
        """Tell whether something was done that is in no backup yet."""
        return self._grown_vector() is not None

    def is_due(self) -> bool:
        """Tell whether something was done, and the last backup is half an hour old."""
        if not self.has_grown():
            return False
        now = _now(self._project)
        return self._newest is None or not timedelta() <= now - self._newest < EVERY

    def back_up_if_grown(self, reason: str, progress: Told | None = None) -> BackupReport | None:
        """Make a backup before something else is done; None where the newest one has everything.

        Before restoring, no older backup goes: it may be the one that is wanted.
        """
        return self.back_up(reason, progress) if self.has_grown() else None

    def back_up_if_due(self, progress: Told | None = None) -> BackupReport | None:
        """Make a backup if it is time for one; None otherwise."""
        return self.back_up(WHILE_WORKING, progress) if self.is_due() else None

    def back_up_if_due_told(self, tell: Callable[[int, int, str], bool]) -> BackupReport | None:
        """Do the same for work that is told what it is about as well."""
        return self.back_up_if_due(lambda done, total: tell(done, total, ""))

    def back_up(self, reason: str, progress: Told | None = None) -> BackupReport:
        """Make a verified backup, then let go of those that are not needed any more.

        Raises EnvironmentFault ``backup_no_room``, ``backup_folder``, ``backup_failed`` or
        ProjectDamaged ``copy_unsound``; the project itself is as it was.
        """
        project, keeping = self._project, self.keeping
        now, vector = _now(project), backup_list.vector_now(project)
        folder = backup.folder_of(keeping.root, project.path.stem, project.project_id)
        try:
            made = backup.write_backup(project, folder, reason, now, progress or _go_on)
        except Stopped:
            return BackupReport(None, is_cancelled=True)
        self._newest, self._vector = now, {str(one): seq for one, seq in vector.items()}
        is_thinning = reason != BEFORE_RESTORING
        thinned = backup.thin_backups(project, folder, now, keeping.keep) if is_thinning else []
        return _report(made, sum(vector.values()), tuple(thinned))

    def _grown_vector(self) -> dict[str, int] | None:
        """Return what the project has now, where that is more than the newest backup has."""
        now = {str(one): seq for one, seq in backup_list.vector_now(self._project).items()}
        if self._vector is None:
            self._look_for_newest()
        known = self._vector or {}
        return now if any(seq > known.get(stream, 0) for stream, seq in now.items()) else None

    def _look_for_newest(self) -> None:
        for path in backup_list.paths_of(self.keeping.root, self._project.project_id):
            with contextlib.suppress(AnnotatorError, OSError):
                found = backup_list.contents_of(path)
                if found.project_id == self._project.project_id:
                    self._newest = backup_list.time_of(path)
                    self._vector = {str(one): seq for one, seq in found.vector.items()}
                    return


def _report(path: Path, revisions: int, thinned: tuple[Path, ...] = ()) -> BackupReport:
    return BackupReport(path, path.stat().st_size, revisions, thinned)


def _go_on(_done: int, _total: int) -> bool:
    return True


def _now(project: Project) -> datetime:
    return datetime.fromisoformat(project.now())


def back_up_to(project: Project, target: Path, progress: Told | None = None) -> BackupReport:
    """Write a verified copy to a new file, or into a folder under the project's name and the time.

    Raises what ``Keeper.back_up`` raises, and EnvironmentFault ``file_exists``, ``missing_folder``.
    """
    place = target
    if target.is_dir():
        moment = project.now().replace(":", "-")
        place = target / f"{project.path.stem}-{moment}{SUFFIX}"
    elif target.suffix != SUFFIX or not target.parent.is_dir():
        folder = target.parent if target.suffix == SUFFIX else target
        raise EnvironmentFault("missing_folder", path=str(folder), detail="")
    try:
        made = backup.write_copy(project, place, progress or _go_on)
    except Stopped:
        return BackupReport(None, is_cancelled=True)
    return _report(made, sum(backup_list.vector_now(project).values()))


def list_backups(path: Path, keeping: Keeping, project: Project | None = None) -> list[Backup]:
    """Return the backups of a project, newest first.

    ``project`` is given where it is open here.  Where the file is gone or cannot be read, those are
    returned that were made under its name.
    """
    identity = project.project_id if project else replacing.project_id_of(path)
    if identity is not None:
        return backup_list.find_backups(keeping.root, identity)
    folder = backup.folder_of(keeping.root, path.stem, backup_list.NO_ID).name
    begin = folder[: -backup_list.ID_DIGITS]
    return [
        one
        for one in backup_list.find_backups(keeping.root)
        if one.path.parent.name[: -backup_list.ID_DIGITS] == begin
    ]


def choose_backup(backups: list[Backup], asked: str) -> Path:
    """Return the backup that somebody names: by its path, its file's name, or the time in a list.

    A time may be cut short where one backup alone fits.  Raises InputError ``unknown_backup`` or
    ``several_backups`` (``value``, ``count``).
    """
    if Path(asked).is_file():
        return Path(asked)
    wanted = asked.strip().replace("T", " ")
    exact = [one for one in backups if asked in (one.path.name, one.path.stem, one.time)]
    fitting = exact or [one for one in backups if local_time(one).startswith(wanted)]
    if not fitting or not wanted:
        raise InputError("unknown_backup", value=asked)
    if len(fitting) > 1:
        raise InputError("several_backups", value=asked, count=len(fitting))
    return fitting[0].path


def local_time(one: Backup) -> str:
    """Return when a backup was made as ``2026-11-22 16:30:05``, in local time."""
    return f"{datetime.fromisoformat(one.time).astimezone():%Y-%m-%d %H:%M:%S}"


def preview(one: Backup, project: Project | None = None) -> Preview:
    """Look into a backup; ``project`` is what it is compared with, open here.

    Raises ProjectDamaged or EnvironmentFault where the backup cannot be read.
    """
    contents = backup_list.contents_of(one.path)
    if project is None:
        return Preview(one, contents)
    present = backup_list.vector_now(project)
    newer = backup_list.beyond(present, contents.vector)
    return Preview(one, contents, newer, backup_list.beyond(contents.vector, present))


def restore(
    path: Path, chosen: Path, keeping: Keeping, now: datetime, progress: Told | None = None
) -> Restored | None:
    """Put a backup in the place of a project that is closed; None where it was cancelled.

    The project as it was stays beside it under another name.  What was done since the last backup
    is backed up first, as far as the project can be opened.  Raises ProjectLocked, RefusedError
    ``not_a_backup`` or ``backup_of_another``, InputError ``not_a_file``, ProjectDamaged or
    EnvironmentFault; then the project is as it was.
    """
    told = progress or _go_on
    if path.is_file():
        _back_up_before(path, keeping)
    try:
        return replacing.restore(path, chosen, now, told)
    except Stopped:
        return None


def _back_up_before(path: Path, keeping: Keeping) -> None:
    """The project is set aside whole, so a backup that fails is no reason to stop."""
    try:
        with Project.open(path) as project:
            Keeper(project, keeping).back_up_if_grown(BEFORE_RESTORING)
    except ProjectLocked:
        raise
    except AnnotatorError:
        return
