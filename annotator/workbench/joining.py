"""Joining copies of a project, and deciding where two people changed the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.model.change import Change, Operation
from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.store import codebooks, coders, documents, presence
from annotator.store.conflicts import count_conflicts, list_conflicts
from annotator.store.receiving import Received
from annotator.team import merge
from annotator.workbench.codebook_cache import load_codebook
from annotator.workbench.context import Context
from annotator.workbench.version_words import ConflictWords, conflict_words

KINDS = ("span", "relation", "comment")
LISTED = 1000
"""How many rows that wait for a decision a report lists."""

Choices = Mapping[tuple[str, Id], Id]
"""By kind and id of a row: the revision whose version shall stand."""

Progress = Callable[[int, int, str], bool]
"""Called with files done, files in all and the file; returns False to cancel."""


@dataclass(frozen=True, slots=True)
class JoinedFile:
    """One file: how many steps came from it, none where all of it was known."""

    path: str
    revisions: int


@dataclass(frozen=True, slots=True)
class JoinReport:
    """What joining did, or would do.

    ``new`` counts what is there now and was not before, ``altered`` what was there and is different
    now, ``gone`` what was there and is deleted, by kind.  ``coders`` has each coder whose steps
    came, with how many marks more (or fewer) they have now.  ``conflicts`` are the first thousand
    rows that wait for a decision, also those from before.
    """

    is_applied: bool
    is_cancelled: bool
    files: tuple[JoinedFile, ...]
    new: Mapping[str, int]
    altered: Mapping[str, int]
    gone: Mapping[str, int]
    coders: tuple[tuple[str, int], ...]
    conflicts: tuple[ConflictWords, ...]
    conflict_count: int
    decided: int = 0

    @property
    def revisions(self) -> int:
        """Return how many steps came in all."""
        return sum(file.revisions for file in self.files)


class _TakenBack(Exception):
    """Carries a joining out of its transaction, so that nothing of it stays."""


@dataclass(frozen=True, slots=True)
class _Count:
    """How much there is: documents, and marks by kind and coder."""

    documents: int
    marks: Mapping[str, Mapping[Id, int]]

    def of(self, kind: str) -> int:
        return self.documents if kind == "document" else sum(self.marks[kind].values())


def join_files(
    context: Context,
    paths: Sequence[Path],
    *,
    is_dry_run: bool = False,
    choices: Choices | None = None,
    progress: Progress | None = None,
) -> JoinReport:
    """Take in everything that other copies of the project hold: all of them, or none.

    With ``choices`` rows that cannot stand in two versions are decided in the same transaction; the
    others keep both versions and wait.  Raises RefusedError ``other_project``, ``same_file``,
    ``forked_history`` and what opening a project raises, each with the ``path``; then the project
    is as it was.
    """
    project = context.project
    before = _count(context)
    report: JoinReport | None = None
    try:
        with project.transaction():
            taken = _take_all(context, paths, progress)
            decided = _decide(context, choices or {})
            report = _report(context, before, taken, decided)
            if is_dry_run or report.is_cancelled:
                raise _TakenBack
    except _TakenBack:
        assert report is not None
        return report
    report = replace(report, is_applied=True)
    if report.revisions or report.decided:
        _tell(context, "merge", report.revisions)
    return report


def decide(context: Context, kind: str, identity: Id, revision_id: Id) -> None:
    """Let one version of a row stand; an act like any other, which can be undone.

    Raises RefusedError ``nothing_to_decide`` where the row is in no conflict, or not in this one.
    """
    with context.project.transaction():
        if not _decide(context, {(kind, identity): revision_id}):
            raise RefusedError("nothing_to_decide")
    _tell(context, "decide", 1)


def undecided(context: Context) -> list[ConflictWords]:
    """Return what waits for a decision, the first thousand rows."""
    return [conflict_words(context, one) for one in list_conflicts(context.project)[:LISTED]]


def refresh(context: Context) -> None:
    """Bring what a session keeps in memory in step with what came from elsewhere."""
    context.coder = coders.load_coder(context.project, context.coder.id)
    newest = codebooks.current_codebook_id(context.project)
    if newest != context.codebook_id:
        context.codebook = load_codebook(codebooks.load_codebook(context.project, newest))
        context.codebook_id = newest


def _tell(context: Context, action: str, count: int) -> None:
    refresh(context)
    everything = frozenset(("document", "coder", "codebook", "annotation_set", *KINDS))
    # Which kinds may be different now; the ids are too many.
    change = Change(everything, frozenset(), frozenset(), action, {"count": count})
    context.events.publish(change)


def _take_all(
    context: Context, paths: Sequence[Path], progress: Progress | None
) -> list[tuple[Path, Received]] | None:
    """Return what came of each file; None where the person cancelled."""
    taken = []
    for done, path in enumerate(paths):
        if progress and not progress(done, len(paths), path.name):
            return None
        try:
            taken.append((path, merge.merge(context.project, path)))
        except RefusedError as error:
            error.fields.setdefault("path", str(path))
            raise
    return taken


def _decide(context: Context, choices: Choices) -> int:
    """Write the chosen versions; returns how many rows were decided."""
    if not choices:
        return 0
    operations = []
    for conflict in list_conflicts(context.project):
        chosen = choices.get((conflict.kind, conflict.id))
        for side in conflict.sides:
            if side.revision_id == chosen:
                operations.append(Operation(conflict.kind, conflict.id, side.value))
    if operations:
        about = {"count": len(operations)}
        context.project.commit(context.coder.id, "decide", operations, about)
    return len(operations)


def _count(context: Context) -> _Count:
    marks = {kind: presence.count_marks(context.project, kind) for kind in KINDS}
    return _Count(documents.count_documents(context.project), marks)


def _report(
    context: Context,
    before: _Count,
    taken: Sequence[tuple[Path, Received]] | None,
    decided: int,
) -> JoinReport:
    received = sum((one for _, one in taken or ()), Received())
    after = _count(context)
    altered, gone = _altered(context, received)
    names = {coder.id: coder.name for coder in coders.list_coders(context.project)}
    more = {
        coder: after.marks["span"].get(coder, 0) - before.marks["span"].get(coder, 0)
        for coder in received.authors
    }
    return JoinReport(
        is_applied=False,
        is_cancelled=taken is None,
        files=tuple(JoinedFile(str(path), one.revisions) for path, one in taken or ()),
        new={k: after.of(k) - before.of(k) + gone.get(k, 0) for k in ("document", *KINDS)},
        altered=altered,
        gone=gone,
        coders=tuple(sorted((names.get(coder, ""), count) for coder, count in more.items())),
        conflicts=tuple(undecided(context)),
        conflict_count=count_conflicts(context.project),
        decided=decided,
    )


def _altered(context: Context, received: Received) -> tuple[dict[str, int], dict[str, int]]:
    """Count the rows that were there before: those that still are, and those that are gone."""
    altered: dict[str, int] = {}
    gone: dict[str, int] = {}
    for kind in ("document", *KINDS):
        ids = [identity for one, identity in received.altered if one == kind]
        living = presence.find_living(context.project, kind, ids)
        if living:
            altered[kind] = len(living)
        if len(living) < len(ids):
            gone[kind] = len(ids) - len(living)
    return altered, gone
