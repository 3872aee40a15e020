"""Joining copies of a project, and deciding where two people changed the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from annotator.model.change import Change, Operation
from annotator.model.errors import AnnotatorError, NotSaved, RefusedError
from annotator.model.identity import Id
from annotator.model.stopped import Stopped
from annotator.store import codebooks, coders, documents
from annotator.store.conflicts import Conflict, list_conflicts
from annotator.store.receiving import Received
from annotator.team import merge
from annotator.team.returning import returned_in
from annotator.workbench.backing_up import BEFORE_MERGING, Keeper, keeping_of
from annotator.workbench.codebook_cache import load_codebook
from annotator.workbench.context import Context, change_of
from annotator.workbench.join_report import KINDS, JoinedFile, JoinReport, count_all, report_of
from annotator.workbench.returned_work import Work
from annotator.workbench.settings import Settings
from annotator.workbench.version_words import ConflictWords, conflict_words

__all__ = [
    "KINDS",
    "JoinReport",
    "JoinedFile",
    "before_joining",
    "decide",
    "join_files",
    "preview_files",
    "refresh",
    "undecided",
]

LISTED = 1000
"""How many rows that wait for a decision a report lists."""

Choices = Mapping[tuple[str, Id], Id]
"""By kind and id of a row: the revision whose version shall stand."""

Progress = Callable[[int, int, str], bool]
"""Called with how much is done, how much there is and the file; returns False to cancel."""

_OUR_OWN = ("no_room_to_work", "no_memory")
"""Faults that no file is to blame for."""

_FILE = 1000
"""The share of one file in the progress."""


class _TakenBack(Exception):
    """Carries a joining out of its transaction, so that nothing of it stays."""


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
    ``forked_history``, what ``returned_in`` and ``Inspection`` say of parcels and what opening a
    project raises, each with the file as ``joined``; then the project is as it was.
    """
    project = context.project
    if not is_dry_run:
        before_joining(context)
    report: JoinReport | None = None
    try:
        with project.transaction():
            before = count_all(context)
            taken = _take_all(context, paths, progress)
            decided = 0 if taken is None else len(_decide(context, choices or {}))
            report = report_of(context, before, taken, _listed(context), decided)
            if is_dry_run or report.is_cancelled:
                raise _TakenBack
    except _TakenBack:
        assert report is not None
        return report
    report = replace(report, is_applied=True)
    if report.revisions or report.decided:
        _tell(context, "merge", report.revisions)
    return report


def preview_files(
    context: Context, paths: Sequence[Path], *, progress: Progress | None = None
) -> JoinReport:
    """Return what joining those files would do that can be joined; the others are ``refused``.

    Nothing changes.  Raises what does not lie with one of the files.
    """
    left, refused = list(dict.fromkeys(paths)), []
    while True:
        try:
            report = join_files(context, left, is_dry_run=True, progress=progress)
        except AnnotatorError as error:
            named = Path(str(error.fields.get("joined", "")))
            if named not in left:
                raise
            left.remove(named)
            refused.append((str(named), error))
        else:
            return replace(report, refused=tuple(refused))


def before_joining(context: Context) -> None:
    """Back up what there is, before other copies come in, as far as no backup has it yet."""
    Keeper(context.project, keeping_of(Settings())).back_up_if_grown(BEFORE_MERGING)


def decide(context: Context, kind: str, identity: Id, revision_id: Id) -> None:
    """Let one version of a row stand; an act like any other, which can be undone.

    Raises RefusedError ``nothing_to_decide`` where the row is in no conflict, or not in this one.
    """
    decide_all(context, {(kind, identity): revision_id})


def decide_all(context: Context, choices: Choices) -> int:
    """Let the chosen versions stand, as one act; returns how many rows were decided.

    Raises RefusedError ``nothing_to_decide`` where none of them can be decided (any more).
    """
    with context.project.transaction():
        decided = _decide(context, choices)
    if not decided:
        raise RefusedError("nothing_to_decide")
    refresh(context)
    touched = {_document_of(conflict) for conflict, _operation in decided}
    change = change_of("decide", [one for _conflict, one in decided], _about(decided))
    # Where one of them lies on no article it may be anywhere, and everything is read anew.
    places: set[Id] = set() if Id("") in touched else touched
    context.events.publish(replace(change, document_ids=frozenset(places)))
    return len(decided)


def decide_anew(context: Context, kind: str, identity: Id, revision_id: Id) -> None:
    """Let another version of a row stand than the one that was decided for.

    Raises RefusedError ``nothing_to_decide`` where the revision wrote no version of the row.
    """
    record = context.project.log.records(revision_id).get((kind, identity))
    if record is None:
        raise RefusedError("nothing_to_decide")
    operation = Operation(kind, identity, record.value)
    about: dict[str, object] = {"count": 1}
    if record.value and "document_id" in record.value:
        about["document_id"] = record.value["document_id"]
    if kind == "span":
        about["span_id"] = identity
    context.project.commit(context.coder.id, "decide", [operation], about)
    refresh(context)
    context.events.publish(change_of("decide", [operation], about))


def undecided(context: Context) -> list[ConflictWords]:
    """Return what waits for a decision, one's own rows first, a thousand at most."""
    return conflict_words(context, _listed(context))


def _listed(context: Context) -> list[Conflict]:
    places = {one: at for at, one in enumerate(documents.find_documents(context.project))}

    def rank(conflict: Conflict) -> tuple[bool, int, int, str]:
        value = conflict.shown.value or {}
        pairs = value.get("fragments")
        start = int(pairs[0][0]) if isinstance(pairs, list) and pairs else -1
        is_others = value.get("coder_id", context.coder.id) != context.coder.id
        return is_others, places.get(_document_of(conflict), len(places)), start, conflict.id

    return sorted(list_conflicts(context.project, most=LISTED), key=rank)


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
) -> list[tuple[JoinedFile, Received]] | None:
    """Return what came of each file; None where the person cancelled."""
    taken = []
    for place, path in enumerate(paths):
        try:
            watch = partial(_watch, progress, place, len(paths), path.name)
            watch(0, 0)
            taken.append(_take_one(context, path, watch))
        except Stopped:
            return None
        except AnnotatorError as error:
            if not isinstance(error, NotSaved) and error.code not in _OUR_OWN:
                error.fields.setdefault("path", str(path))
                error.fields["joined"] = str(path)
            raise
    return taken


def _take_one(context: Context, path: Path, watch: merge.Watch) -> tuple[JoinedFile, Received]:
    project = context.project
    with merge.opened_copy(project, path) as other:
        returned = returned_in(project, other)
        if returned is None:
            received = merge.take_in(project, other, None, watch)
            return JoinedFile(str(path), received.revisions), received
        work = Work(project, returned.coder_id, returned.document_ids)
        received = merge.take_in(project, other, returned, watch)
    parcel = returned.parcels[-1]
    file = JoinedFile(
        path=str(path),
        revisions=received.revisions,
        coder=coders.names_by_id(project)[returned.coder_id],
        parcel=parcel.id,
        purpose=str(parcel.purpose),
        documents=work.compared_with_now(),
    )
    return file, received


def _watch(
    progress: Progress | None, place: int, files: int, name: str, done: int, total: int
) -> bool:
    """Tell how far all files are; raises Stopped where the person does not want to go on."""
    share = _FILE * done // total if total else 0
    if progress and not progress(place * _FILE + share, files * _FILE, name):
        raise Stopped
    return True


def _decide(context: Context, choices: Choices) -> list[tuple[Conflict, Operation]]:
    """Write the chosen versions, and return what was decided."""
    if not choices:
        return []
    decided = []
    for conflict in list_conflicts(context.project, choices.keys()):
        chosen = choices.get((conflict.kind, conflict.id))
        for side in conflict.sides:
            if side.revision_id == chosen:
                decided.append((conflict, Operation(conflict.kind, conflict.id, side.value)))
    if decided:
        operations = [operation for _conflict, operation in decided]
        context.project.commit(context.coder.id, "decide", operations, _about(decided))
    return decided


def _about(decided: Sequence[tuple[Conflict, Operation]]) -> dict[str, object]:
    """Return what the log keeps for people; of a single row also where it is."""
    about: dict[str, object] = {"count": len(decided)}
    conflict, operation = decided[0]
    document_id = _document_of(conflict)
    if len(decided) == 1 and document_id:
        about["document_id"] = document_id
        if operation.kind == "span":
            about["span_id"] = operation.id
    return about


def _document_of(conflict: Conflict) -> Id:
    """Return on which document a row lies; empty for one that belongs to the whole project."""
    if conflict.kind == "document":
        return conflict.id
    return Id(str((conflict.shown.value or {}).get("document_id", "")))
