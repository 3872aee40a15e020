"""What joining files did, or would do, in numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.model.errors import AnnotatorError
from annotator.model.identity import Id
from annotator.store import coders, documents, presence
from annotator.store.conflicts import Conflict, count_conflicts
from annotator.store.receiving import Received, Vector, vector_of
from annotator.workbench.context import Context
from annotator.workbench.returned_work import JoinedDocument
from annotator.workbench.version_words import ConflictWords, conflict_words

KINDS = ("span", "relation", "comment")


@dataclass(frozen=True, slots=True)
class JoinedFile:
    """One file: how many steps came from it, none where all of it was known.

    Of a parcel that came back also whose it is, which one and what for (``coding``, ``feedback``),
    and what becomes of each article that was handed out.
    """

    path: str
    revisions: int
    coder: str = ""
    parcel: Id | None = None
    purpose: str = ""
    documents: tuple[JoinedDocument, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Count:
    """How much there is: documents, marks by kind and coder, and which revisions."""

    documents: int
    marks: Mapping[str, Mapping[Id, int]]
    vector: Vector

    def of(self, kind: str) -> int:
        """Return how many there are of a kind."""
        return self.documents if kind == "document" else sum(self.marks[kind].values())


def count_all(context: Context) -> Count:
    """Count what there is."""
    marks = {kind: presence.count_marks(context.project, kind) for kind in KINDS}
    return Count(documents.count_documents(context.project), marks, vector_of(context.project))


def report_of(
    context: Context,
    before: Count,
    taken: Sequence[tuple[JoinedFile, Received]] | None,
    listed: Sequence[Conflict],
    decided: int,
) -> JoinReport:
    """Return what has happened since ``before``; ``listed`` are the rows that wait."""
    received = sum((one for _, one in taken or ()), Received())
    after = count_all(context)
    altered, gone = _altered(context, received)
    names = {coder.id: coder.name for coder in coders.list_coders(context.project)}
    more = {
        coder: after.marks["span"].get(coder, 0) - before.marks["span"].get(coder, 0)
        for coder in received.authors
    }
    return JoinReport(
        is_applied=False,
        is_cancelled=taken is None,
        files=tuple(file for file, _ in taken or ()),
        new={k: after.of(k) - before.of(k) + gone.get(k, 0) for k in ("document", *KINDS)},
        altered=altered,
        gone=gone,
        coders=tuple(sorted((names.get(coder, ""), count) for coder, count in more.items())),
        conflicts=tuple(conflict_words(context, listed, _came(context, listed, before.vector))),
        conflict_count=count_conflicts(context.project),
        decided=decided,
    )


def _came(context: Context, conflicts: Sequence[Conflict], before: Vector) -> frozenset[Id]:
    """Return which versions were not here before."""
    log = context.project.log
    heads = [log.header(side.revision_id) for one in conflicts for side in one.sides]
    return frozenset(head.id for head in heads if head.seq > before.get(head.stream, 0))


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
