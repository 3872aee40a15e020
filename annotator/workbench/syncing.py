"""Meeting the other copies of a project in a shared folder."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from annotator.model.change import Change
from annotator.model.errors import AnnotatorError
from annotator.model.identity import Id
from annotator.store import coders
from annotator.store.conflicts import count_conflicts
from annotator.store.receiving import vector_of
from annotator.team import sync as meeting
from annotator.team.bundle import Contents
from annotator.team.sync import Progress
from annotator.team.sync import Waiting as Waiting
from annotator.workbench.context import Context
from annotator.workbench.joining import KINDS, refresh
from annotator.workbench.whole_file import keep_if_possible


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one exchange with a folder did.

    ``received`` and ``sent`` count steps; ``waiting`` counts steps that wait for a file which is
    still on its way, ``not_whole`` names files that are not there completely, ``refused`` files of
    which nothing was taken in, with the reason; ``undecided`` counts rows in two versions.
    """

    folder: Path
    received: int
    sent: int
    coders: tuple[tuple[str, int], ...]
    waiting: int
    not_whole: tuple[str, ...]
    refused: tuple[tuple[str, AnnotatorError], ...]
    undecided: int
    is_cancelled: bool = False


def sync_folder(context: Context, folder: Path, *, progress: Progress | None = None) -> SyncReport:
    """Take in what others put into a folder, and put there what it does not have.

    As often as one likes; whole files count, nothing is ever changed or deleted there.  Raises
    EnvironmentFault (``folder_gone``, ``disk_full`` …), NotSaved; all that was taken in before
    stays.  RefusedError ``in_a_parcel``.
    """
    context.refuse_in_parcel()
    folder = folder.absolute()
    known = _read_known(folder)
    before, had = dict(known), vector_of(context.project)
    is_cancelled = False
    try:
        done = meeting.sync(context.project, folder, known, progress)
    except meeting.Cancelled as stopped:
        done = meeting.Synced(stopped.received)
        is_cancelled = True
    finally:
        if known != before:
            _write_known(folder, known)
        if vector_of(context.project) != had:
            _tell(context)
    names = {coder.id: coder.name for coder in coders.list_coders(context.project)}
    came = ((names.get(author, ""), count) for author, count in done.received.authors.items())
    return SyncReport(
        folder=folder,
        received=done.received.revisions,
        sent=done.sent,
        coders=tuple(sorted(came)),
        waiting=done.received.waiting,
        not_whole=done.not_whole,
        refused=done.refused,
        undecided=count_conflicts(context.project),
        is_cancelled=is_cancelled,
    )


def look_into(
    context: Context, folder: Path, *, progress: Progress | None = None
) -> Waiting | None:
    """Return how many steps wait in either direction, and what is not whole; None if cancelled.

    Raises EnvironmentFault where the folder cannot be read, RefusedError ``in_a_parcel``.
    """
    context.refuse_in_parcel()
    folder = folder.absolute()
    known = _read_known(folder)
    before = dict(known)
    try:
        found = meeting.count_waiting(context.project, folder, known, progress)
    except meeting.Cancelled:
        return None
    if known != before:
        _write_known(folder, known)
    return found


def _tell(context: Context) -> None:
    refresh(context)
    everything = frozenset(("document", "coder", "codebook", "annotation_set", *KINDS))
    # Which kinds may be different now; the ids are too many.
    context.events.publish(Change(everything, frozenset(), frozenset(), "sync"))


# What bundles hold, remembered between runs ---------------------------------------------------


def _cache_file(folder: Path) -> Path:
    name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path(platformdirs.user_cache_dir("annotator", appauthor=False)) / f"folder-{name}.json"


def _read_known(folder: Path) -> dict[str, Contents]:
    """Return what is remembered; nothing where that was lost or damaged, which costs only time."""
    # Whatever a damaged memory leads to, the folder itself is at hand.
    with contextlib.suppress(Exception):
        told = json.loads(_cache_file(folder).read_text(encoding="utf-8"))
        return {name: _contents(one) for name, one in told.items()}
    return {}


def _contents(told: Mapping[str, Any]) -> Contents:
    streams = {Id(one): (int(first), int(last)) for one, (first, last) in told["streams"].items()}
    return Contents(Id(str(told["project"])), int(told["count"]), streams)


def _write_known(folder: Path, known: Mapping[str, Contents]) -> None:
    told = {
        name: {"project": one.project, "count": one.count, "streams": one.streams}
        for name, one in known.items()
    }
    keep_if_possible(_cache_file(folder), json.dumps(told))
