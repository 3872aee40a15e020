"""Joining copies of a project, and deciding where two people changed the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from annotator.model.change import Change, Operation
from annotator.model.errors import AnnotatorError, NotSaved, RefusedError
from annotator.model.identity import Id
from annotator.model.stopped import Stopped
from annotator.store import codebooks, coders, documents, presence
from annotator.store.conflicts import Conflict, count_conflicts, list_conflicts
from annotator.store.receiving import Received, Vector, vector_of
from annotator.team import merge
from annotator.workbench.backing_up import BEFORE_MERGING, Keeper, keeping_of
from annotator.workbench.codebook_cache import load_codebook
from annotator.workbench.context import Context, change_of
from annotator.workbench.settings import Settings
from annotator.workbench.version_words import ConflictWords, conflict_words

KINDS = ("span", "relation", "comment")
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
    rows that wait for a decision, also those from before.  ``refused`` names files of a preview
    that cannot be joined, with the reason; nothing of them is counted.
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
    refused: tuple[tuple[str, AnnotatorError], ...] = ()

    @property
    def revisions(self) -> int:
        """Return how many steps came in all."""
        return sum(file.revisions for file in self.files)


class _TakenBack(Exception):
    """Carries a joining out of its transaction, so that nothing of it stays."""


@dataclass(frozen=True, slots=True)
class _Count:
    """How much there is: documents, marks by kind and coder, and which revisions."""

    documents: int
    marks: Mapping[str, Mapping[Id, int]]
    vector: Vector

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
    ``forked_history`` and what opening a project raises, each with the file as ``joined``; then the
    project is as it was.
    """
    project = context.project
    if not is_dry_run:
        before_joining(context)
    report: JoinReport | None = None
    try:
        with project.transaction():
            before = _count(context)
            taken = _take_all(context, paths, progress)
            decided = 0 if taken is None else len(_decide(context, choices or {}))
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
) -> list[tuple[Path, Received]] | None:
    """Return what came of each file; None where the person cancelled."""
    taken = []
    for place, path in enumerate(paths):
        try:
            watch = partial(_watch, progress, place, len(paths), path.name)
            watch(0, 0)
            taken.append((path, merge.merge(context.project, path, watch)))
        except Stopped:
            return None
        except AnnotatorError as error:
            if not isinstance(error, NotSaved) and error.code not in _OUR_OWN:
                error.fields.setdefault("path", str(path))
                error.fields["joined"] = str(path)
            raise
    return taken


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


def _count(context: Context) -> _Count:
    marks = {kind: presence.count_marks(context.project, kind) for kind in KINDS}
    return _Count(documents.count_documents(context.project), marks, vector_of(context.project))


def _came(context: Context, conflicts: Sequence[Conflict], before: Vector) -> frozenset[Id]:
    """Return which versions were not here before."""
    log = context.project.log
    heads = [log.header(side.revision_id) for one in conflicts for side in one.sides]
    return frozenset(head.id for head in heads if head.seq > before.get(head.stream, 0))


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
    listed = _listed(context)
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
        conflicts=tuple(conflict_words(context, listed, _came(context, listed, before.vector))),
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
