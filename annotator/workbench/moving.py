"""A copy of a project to work on, where the project itself lies in a folder that others share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.model.identity import new_id
from annotator.store import faults
from annotator.store.places import CLOUD, shared_place
from annotator.store.placing import keep_on_disk
from annotator.store.project import Project
from annotator.workbench.language import _
from annotator.workbench.settings import Settings, data_folder

MEETING = "-exchange"
"""What the name of the folder ends in; the same in every language, so that all find it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Why one should rather work on a copy, and where the copies would meet."""

    why: str
    folder: Path


def offer_copy(path: Path, settings: Settings) -> Offer | None:
    """Return what to offer for a project in a shared folder; None elsewhere, or once declined."""
    real = Path(os.path.realpath(path))
    if str(real) in settings["kept_in_place"]:
        return None
    place = shared_place(real)
    if place is None:
        return None
    if place.kind == CLOUD:
        why = _(
            "This project lies in a folder of {name}. Such a program copies files while they are "
            "written, and keeps two of them where two people wrote: the project can be damaged, or "
            "somebody's work left behind in a second file."
        )
        name = place.name or _("a cloud program")
    else:
        why = _(
            "This project lies on another computer ({name}). A network can fail in the middle of a "
            "step, and does not reliably keep two people from writing at once."
        )
        name = place.name or str(place.root)
    return Offer(why.format(name=name), real.parent / f"{real.stem}{MEETING}")


def keep_in_place(path: Path, settings: Settings) -> None:
    """Remember that somebody wants to go on in the shared folder."""
    name = os.path.realpath(path)
    settings["kept_in_place"] = [*settings["kept_in_place"], name]


def working_folder(usual: Sequence[Path]) -> Path:
    """Return where projects of this computer go: a usual folder that no others share."""
    own = [one for one in usual if shared_place(one / "project") is None]
    return (own[0] if own else data_folder()) / "Annotator"


def make_working_copy(path: Path, folder: Path, meeting: Path, settings: Settings) -> Path:
    """Copy a closed project into a folder of this computer, and return where the copy is.

    The copies meet in ``meeting``, which is made and remembered.  The original is not changed.
    Raises what ``Project.open`` raises, EnvironmentFault ``disk_full`` …; then no copy is left.
    """
    with Project.open(path) as project:  # takes in what a crash has left, and checks it
        project_id = project.project_id
    with faults.environment(folder, writing=True):
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".{new_id()[-16:]}.new"
        try:
            shutil.copyfile(os.path.realpath(path), draft)
            keep_on_disk(draft)
            Project.open(draft).close()
            _make_meeting(meeting)  # before the copy appears: without it there is to be none
            copy = _free_name(folder, Path(path))
            draft.rename(copy)
        finally:
            draft.unlink(missing_ok=True)
    settings.remember_folder(project_id, meeting)
    return copy


def _make_meeting(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise faults.system_fault(error, folder) from error


def _free_name(folder: Path, path: Path) -> Path:
    number = 1
    while True:
        more = f" {number}" if number > 1 else ""
        copy = folder / f"{path.stem}{more}{path.suffix}"
        if not copy.exists():
            return copy
        number += 1
