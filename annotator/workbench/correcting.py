"""Correcting the text of an article: a new document, with the marks of all coders found again.

The old document stays as it is, with its marks.  What nobody can be sure of waits on the new one
until its coder has looked at it.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from annotator.formats.documents.plain_text import read_document
from annotator.model.anchor import Anchor, Standing
from annotator.model.change import Operation
from annotator.model.coder import Coder
from annotator.model.document import Document, with_corrected
from annotator.model.errors import EnvironmentFault, InputError, RefusedError
from annotator.model.extent import Fragments, are_in_order, joined_text
from annotator.model.identity import Id, document_id, text_hash
from annotator.model.span import Span
from annotator.store import coders, documents, rows, spans
from annotator.store.faults import environment
from annotator.store.lineage import load_lineage
from annotator.store.project import Project
from annotator.text.normalise import find_lone_surrogate, guess_title
from annotator.text.reanchor import Reanchoring
from annotator.workbench.carrying import Carrier, Legacy, iterate_legacies, legacy_of
from annotator.workbench.context import Context, change_of
from annotator.workbench.language import N_

TITLE = 200
"""How many code points of a title are kept for the wording of undo."""

_DIGITS = (6, 8, 12, 16, 24, 32, 64)
"""How many digits of its hash tell a version's key from that of its article."""

BETWEEN = "~"
"""What stands in a key between the article's own and the digits of the version."""


@dataclass(frozen=True, slots=True)
class FoundMark:
    """A mark of an earlier version: whose it is, its words, and where it may be in the new text.

    ``is_own`` tells whether it is the mark of who is asking; only they may say more of it than
    whether a sure one is carried over.
    """

    span: Span
    coder: Coder
    words: str
    anchor: Anchor
    new_words: str
    is_own: bool

    @property
    def is_carried_unasked(self) -> bool:
        """Tell whether the mark goes over if nobody says anything."""
        return self.anchor.standing.is_sure


@dataclass(frozen=True, slots=True)
class CorrectionPlan:
    """What a correction would do: the old document, the new one, and every mark that waits.

    ``is_known`` tells that the new text is in the project already.
    """

    old: Document
    new: Document
    marks: tuple[FoundMark, ...]
    is_known: bool = False

    def count(self, standing: Standing) -> int:
        """Return how many marks stand so."""
        return sum(mark.anchor.standing is standing for mark in self.marks)


@dataclass(frozen=True, slots=True)
class CorrectionReport:
    """What a correction wrote: the new document, and how many marks are on it or wait."""

    document_id: Id
    key: str
    carried: int
    left_behind: int
    waiting: int


STANDINGS: Mapping[Standing, str] = {
    Standing.SAME: N_("The same"),
    Standing.MOVED: N_("Moved"),
    Standing.CHANGED: N_("Changed"),
    Standing.LOST: N_("Lost"),
}
"""What people call what became of marks."""


class Fate(StrEnum):
    """What a person decides about a mark of an earlier version."""

    CARRY = "carry"
    LEAVE = "leave"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision about one mark; without ``fragments`` it is carried to where it was found."""

    fate: Fate
    fragments: Fragments = ()


Choices = Mapping[Id, Choice]
"""Decisions by the id of the mark; what is not named goes its usual way."""


def read_text(path: Path) -> str:
    """Return the text of a file as an import would read it.

    Raises EnvironmentFault ``missing_file``, ``unreadable_file`` … and InputError
    ``not_plain_text``, ``undecodable`` … as an import does.
    """
    with environment(path):
        if path.is_dir():
            words = os.strerror(errno.EISDIR)
            raise EnvironmentFault("unreadable_file", path=str(path), detail=words)
        data = path.read_bytes()
    return read_document(data, str(path)).document.text or ""


def pasted_text(text: str, old: str) -> str:
    """Return a text from the clipboard, which knows one kind of line end, with those of the old."""
    is_wide = "\r\n" in old and "\n" not in old.replace("\r\n", "")
    return text.replace("\r\n", "\n").replace("\n", "\r\n") if is_wide else text


def find_document(context: Context, key: str) -> Document:
    """Return the document of a key; RefusedError ``no_such_key`` (``key``) where there is none."""
    found = documents.find_document_by_key(context.project, key)
    if found is None:
        raise RefusedError("no_such_key", key=key)
    return documents.load_document(context.project, found)


def plan_correction(
    context: Context, old_id: Id, text: str, name: str | None = None
) -> CorrectionPlan:
    """Say what would become of the marks of all coders if ``text`` took the place of a document.

    ``name`` is the file the text came from.  Raises RefusedError ``replaced_text`` (``key``,
    ``title``) where the document has a correction already, ``same_text``, ``empty_text``,
    ``earlier_version`` (``key``) where the text is an earlier one, ``marks_share_ids`` (``coder``)
    where the text is in the project with other marks of the same names; InputError
    ``lone_surrogate``; RefusedError ``in_a_parcel``.
    """
    context.refuse_in_parcel()
    project = context.project
    old = documents.load_document(project, old_id)
    context.refuse_replaced(old_id)
    _refuse_text(old, text)
    new, is_known = _new_document(project, old, text, name)
    earlier = (*load_lineage(project).earlier.get(old_id, ()), old_id)
    if new.id in earlier:
        raise RefusedError("earlier_version", key=new.key)
    legacies = list(iterate_legacies(project, new.id, earlier))
    if is_known:
        _refuse_shared_ids(project, new.id, legacies)
    marks = tuple(_found_marks(context, new.text, legacies))
    return CorrectionPlan(old, new, marks, is_known)


def apply_correction(
    context: Context,
    old_id: Id,
    text: str,
    choices: Choices | None = None,
    *,
    name: str | None = None,
    initiator: object = None,
) -> CorrectionReport:
    """Add the corrected text as a new document and carry marks over: one step of undo.

    Sure marks of all coders are carried unless ``choices`` lets them wait; of their own marks a
    coder may also choose another place or leave them behind.  Raises what ``plan_correction``
    raises, RefusedError ``mark_of_another_coder`` or ``offsets_not_in_text``, NotSaved.
    """
    project = context.project
    with project.transaction():
        plan = plan_correction(context, old_id, text, name)
        corrected = replace(plan.new, meta=with_corrected(plan.new.meta, [plan.old.sha256]))
        first = Operation("document", corrected.id, rows.document_value(corrected))
        earlier = (*load_lineage(project).earlier.get(old_id, ()), old_id)
        legacies = list(iterate_legacies(project, corrected.id, earlier))
        made, report = _decided(context, plan, legacies, choices or {})
        about = _about(plan.old, report.carried)
        _commit(context, "correct_text", [first, *made], about)
    _publish(context, "correct_text", [first, *made], about, initiator)
    return report


def plan_check(context: Context, new_id: Id) -> CorrectionPlan:
    """Say which of the coder's own marks of earlier versions wait, and where they may be now.

    Raises RefusedError ``replaced_text`` where another version counts, ``nothing_to_check`` where
    the document has no earlier version.
    """
    project = context.project
    context.refuse_replaced(new_id)
    earlier = load_lineage(project).earlier.get(new_id, ())
    if not earlier:
        raise RefusedError("nothing_to_check")
    legacy = legacy_of(project, new_id, context.coder.id, earlier)
    new = documents.load_document(project, new_id)
    source = legacy.spans[0].document_id if legacy.spans else earlier[-1]
    old = documents.load_document(project, source)
    return CorrectionPlan(old, new, tuple(_found_marks(context, new.text, [legacy])), True)


def apply_check(
    context: Context, new_id: Id, choices: Choices, *, initiator: object = None
) -> CorrectionReport:
    """Carry over, or leave behind, the coder's own marks that wait: one step of undo.

    Sure ones that ``choices`` does not name are carried.  Raises what ``plan_check`` raises,
    RefusedError ``nothing_to_do`` where everything is to wait, ``offsets_not_in_text``,
    ``locked_for_review``.
    """
    project = context.project
    context.refuse_locked(new_id)
    with project.transaction():
        plan = plan_check(context, new_id)
        earlier = load_lineage(project).earlier[new_id]
        legacy = legacy_of(project, new_id, context.coder.id, earlier)
        made, report = _decided(context, plan, [legacy], choices)
        if not made or len(plan.marks) == report.waiting > 0:
            raise RefusedError("nothing_to_do")
        about = {**_about(plan.new, report.carried), "document_id": new_id}
        _commit(context, "check_marks", made, about)
    _publish(context, "check_marks", made, about, initiator)
    return report


def _refuse_text(old: Document, text: str) -> None:
    if not text.strip():
        raise RefusedError("empty_text")
    if find_lone_surrogate(text) is not None:
        raise InputError("lone_surrogate")
    if text == old.text:
        raise RefusedError("same_text")


def _new_document(
    project: Project, old: Document, text: str, name: str | None
) -> tuple[Document, bool]:
    """Return the document of a corrected text, and whether it is there already."""
    sha256 = text_hash(text)
    identity = document_id(sha256)
    if known := documents.find_document(project, identity):
        return known, True
    is_own = old.title != guess_title(old.text, old.name)
    named = name or old.name
    title = old.title if is_own else guess_title(text, named)
    meta = dict(old.meta)
    key = _key(project, old, sha256)
    return Document(identity, key, named, title, text, sha256, meta), False


def _key(project: Project, old: Document, sha256: str) -> str:
    """Return the key of a version: that of its article, and the first digits of its text's hash.

    So two people who bring the same correction call it the same, and two corrections differ.
    """
    earlier = load_lineage(project).earlier.get(old.id, ())
    first = documents.load_document(project, earlier[0]) if earlier else old
    keys = (f"{first.key}{BETWEEN}{sha256[:digits]}" for digits in _DIGITS)
    return next(key for key in keys if documents.find_document_by_key(project, key) is None)


def _refuse_shared_ids(project: Project, new: Id, legacies: Sequence[Legacy]) -> None:
    """Refuse where marks of the other text would be taken for marks that were carried over."""
    for legacy in legacies:
        there = spans.load_set(project, new, legacy.coder_id, Id("0" * 32))
        keys = {span.key for span in there.spans}
        if any(span.key in keys for marked in legacy.sets for span in marked.spans):
            who = coders.load_coder(project, legacy.coder_id).name
            raise RefusedError("marks_share_ids", coder=who)


def _found_marks(context: Context, text: str, legacies: Sequence[Legacy]) -> Iterator[FoundMark]:
    """Yield every mark that waits with its place in a text, in the order of the old text."""
    project = context.project
    texts: dict[Id, str] = {}
    ways: dict[Id, Reanchoring] = {}
    for legacy in legacies:
        coder = coders.load_coder(project, legacy.coder_id)
        for span in legacy.spans:
            source = span.document_id
            if source not in texts:
                texts[source] = documents.load_document(project, source).text
                ways[source] = Reanchoring(texts[source], text)
            anchor = ways[source].find(span.fragments)
            yield FoundMark(
                span,
                coder,
                joined_text(texts[source], span.fragments),
                anchor,
                joined_text(text, anchor.fragments),
                coder.id == context.coder.id,
            )


def _decided(
    context: Context,
    plan: CorrectionPlan,
    legacies: Sequence[Legacy],
    choices: Choices,
) -> tuple[list[Operation], CorrectionReport]:
    """Return everything to be written for what was chosen, and what it comes to."""
    decided: dict[Id, Fragments | None] = {}
    differ: set[Id] = set()
    for mark in plan.marks:
        choice = _choice(plan, mark, choices.get(mark.span.id))
        if choice.fate is Fate.WAIT:
            continue
        decided[mark.span.id] = choice.fragments or None
        if choice.fragments and joined_text(plan.new.text, choice.fragments) != mark.words:
            differ.add(mark.span.id)
    made: list[Operation] = []
    for legacy in legacies:
        carrier = Carrier(context.project, plan.new.id, legacy.coder_id)
        is_all = all(span.id in decided for span in legacy.spans)
        made += carrier.set_operation(legacy, is_all_decided=is_all)
        made += carrier.operations(legacy, decided, differ)
    carried = sum(place is not None for place in decided.values())
    waiting = len(plan.marks) - len(decided)
    report = CorrectionReport(plan.new.id, plan.new.key, carried, len(decided) - carried, waiting)
    return made, report


def _choice(plan: CorrectionPlan, mark: FoundMark, given: Choice | None) -> Choice:
    """Return what becomes of a mark, with its place where it is carried."""
    found = mark.anchor.fragments
    usual = Choice(Fate.CARRY, found) if mark.is_carried_unasked else Choice(Fate.WAIT)
    if given is None:
        return usual
    if given.fate is Fate.WAIT:
        return given
    if not mark.is_own and given not in (usual, Choice(usual.fate)):
        raise RefusedError("mark_of_another_coder")
    if given.fate is Fate.LEAVE:
        return Choice(Fate.LEAVE)
    place = given.fragments or found
    if not are_in_order(place) or place[-1].end > plan.new.length:
        raise RefusedError("offsets_not_in_text", length=plan.new.length)
    return Choice(Fate.CARRY, place)


def _about(document: Document, count: int) -> dict[str, object]:
    title = (document.title or document.name)[:TITLE]
    return {"article": title, "count": count, "document_id": document.id}


def _commit(
    context: Context, action: str, made: Sequence[Operation], about: Mapping[str, object]
) -> None:
    project = context.project
    project.commit_many(context.coder.id, action, made, about, group=project.make_id())


def _publish(
    context: Context,
    action: str,
    made: Sequence[Operation],
    about: Mapping[str, object],
    initiator: object,
) -> None:
    context.events.publish(change_of(action, made, about, initiator))
