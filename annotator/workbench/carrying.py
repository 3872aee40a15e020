"""Marks of earlier versions of an article: which still wait, and what carrying them over writes.

A carried mark keeps its key, and its id follows from the key, the coder and the new document.  So
it says where it came from, two people who carry the same mark write the same row, and an export
that is read in again is known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.model.annotation_set import AnnotationSet
from annotator.model.change import Operation
from annotator.model.comment import Comment
from annotator.model.document import FINISHED, Progress
from annotator.model.extent import Fragments
from annotator.model.identity import Id, derived_id, derived_ids, set_id
from annotator.model.problem import Problem, Severity
from annotator.model.relation import Relation
from annotator.model.span import Span
from annotator.store import coders, presence, rows, spans
from annotator.store.lineage import load_lineage
from annotator.store.project import Project
from annotator.store.stacks import UNDO
from annotator.workbench.language import _

DROPPED = "dropped-"
"""How the key of a note begins that says of its mark that it was not carried over."""

CARRYING = ("correct_text", "check_marks")
"""The verbs that carry marks over."""

WAITING = "marks_to_check"
"""The code of the problem that marks of an earlier version wait."""

Decided = Mapping[Id, Fragments | None]
"""By the id of a mark of an earlier version: its place in the new text, None to leave it behind."""


@dataclass(frozen=True, slots=True)
class Legacy:
    """What one coder has on earlier versions and not yet on the one that counts.

    ``sets`` are the coder's sets on the earlier versions, the newest first; ``spans`` the marks
    that wait.
    """

    coder_id: Id
    sets: tuple[AnnotationSet, ...]
    spans: tuple[Span, ...]


def waiting_spans(project: Project, document_id: Id, coder_id: Id) -> tuple[Span, ...]:
    """Return a coder's marks on earlier versions of a document that wait for a decision.

    Those that were carried over, deleted since or left behind do not; those that were changed on
    the earlier version without the knowledge of who carried them over do, until somebody decides.
    """
    earlier = load_lineage(project).earlier.get(document_id, ())
    if not earlier:
        return ()
    return legacy_of(project, document_id, coder_id, earlier).spans


def waiting_problems(project: Project, annotations: AnnotationSet) -> list[Problem]:
    """Return the problem that marks of earlier versions wait, if any do.

    It blocks: an article that is called done without them would miss them in every number.
    """
    document, coder = annotations.document_id, annotations.coder_id
    count = len(waiting_spans(project, document, coder))
    if not count:
        return []
    fields = {"count": count}
    return [Problem(WAITING, Severity.BLOCKING, fields=fields, document_id=document)]


def iterate_legacies(project: Project, document_id: Id, earlier: Sequence[Id]) -> Iterator[Legacy]:
    """Yield what each coder has on earlier versions, given the oldest first."""
    for coder in coders.list_coders(project):
        legacy = legacy_of(project, document_id, coder.id, earlier)
        if legacy.sets:
            yield legacy


def legacy_of(project: Project, document_id: Id, coder_id: Id, earlier: Sequence[Id]) -> Legacy:
    """Return what a coder has on earlier versions (oldest first) and what of it waits."""
    newest = {span.key: span for span in _set(project, document_id, coder_id).spans}
    seen: dict[str, list[Span]] = {key: [span] for key, span in newest.items()}
    newer = [document_id]
    sets: list[AnnotationSet] = []
    waiting: dict[str, Span] = {}
    for one in reversed(earlier):
        marked = _set(project, one, coder_id)
        if marked.spans or marked.comments or marked.fields or marked.status != Progress.NEW:
            sets.append(marked)
        news = [s for s in marked.spans if s.key in newest and _is_news(project, s, seen)]
        for span in _not_dropped(marked, [*_not_seen(project, marked, seen, newer), *news]):
            waiting.setdefault(span.key, span)
        for span in marked.spans:
            seen.setdefault(span.key, []).append(span)
        newer.append(one)
    return Legacy(coder_id, tuple(sets), tuple(waiting.values()))


def _not_seen(
    project: Project, marked: AnnotationSet, seen: Collection[str], newer: Iterable[Id]
) -> list[Span]:
    """Return the marks that are on no newer version and were not deleted there either."""
    found = [span for span in marked.spans if span.key not in seen]
    gone = _deleted_keys(project, newer, marked.coder_id, [span.key for span in found])
    return [span for span in found if span.key not in gone]


def _not_dropped(marked: AnnotationSet, found: Iterable[Span]) -> list[Span]:
    """Return the marks that were not left behind, in the order of the text."""
    dropped = {note.target_id for note in marked.comments if note.key.startswith(DROPPED)}
    kept = (span for span in found if span.id not in dropped)
    return sorted(kept, key=lambda span: (span.start, span.id))


def _is_news(project: Project, span: Span, carried: Mapping[str, Sequence[Span]]) -> bool:
    """Tell whether a mark was changed on its version unknown to who carried it over.

    That is so where two copies are joined: one has the correction, the other the change.  What the
    carried mark became afterwards does not matter, so it is compared as it was when it was carried.
    """
    copies = carried[span.key]
    if any(_holds(one, span) for one in copies):
        return False
    then = list(_as_carried(project, [one.id for one in copies]))
    return bool(then) and not any(_holds(one, span) for one in then)


def _as_carried(project: Project, ids: Iterable[Id]) -> Iterator[Span]:
    """Yield some marks as they were each time they were carried, but for what was undone."""
    from annotator.store.past import read_versions  # few texts are corrected; a start need not wait

    for row, versions in read_versions(project, [("span", one) for one in ids]).items():
        then: dict[Id, Span] = {}
        undone: dict[Id, Span] = {}
        for version in sorted(versions, key=lambda version: version.rank):
            header = project.log.header(version.id)
            if header.action in CARRYING and version.record.value:
                then[version.id] = rows.span_from_value(row[1], version.record.value)
            elif header.undoes in then and header.action == UNDO:
                undone[header.undoes] = then.pop(header.undoes)
            elif header.undoes in undone:
                then[header.undoes] = undone.pop(header.undoes)
        yield from then.values()


def _holds(carried: Span, span: Span) -> bool:
    """Tell whether a carried mark says what the mark says; a later change is a new place of it."""
    return (carried.label, carried.attributes) == (span.label, span.attributes) and (
        (carried.changed or "") >= (span.changed or "")
    )


def _set(project: Project, document_id: Id, coder_id: Id) -> AnnotationSet:
    return spans.load_set(project, document_id, coder_id, Id("0" * 32))


def _deleted_keys(
    project: Project, documents: Iterable[Id], coder_id: Id, keys: Sequence[str]
) -> set[str]:
    """Return the keys of marks that were on one of some documents and were deleted there."""
    by_id: dict[Id, str] = {}
    for document in documents:
        derive = derived_ids("span", document, coder_id)
        by_id |= {derive(key): key for key in keys}
    return {by_id[one] for one in presence.find_deleted(project, "span", by_id)}


class Carrier:
    """Makes what has to be written so that marks of one coder are on another document."""

    def __init__(self, project: Project, document_id: Id, coder_id: Id) -> None:
        self._project = project
        self._document = document_id
        self._coder = coder_id
        self._there = _set(project, document_id, coder_id)
        self._derive = {
            kind: derived_ids(kind, document_id, coder_id)
            for kind in ("span", "relation", "comment")
        }

    def operations(
        self, legacy: Legacy, decided: Decided, words_differ: Iterable[Id] = ()
    ) -> list[Operation]:
        """Return the rows of everything that was decided; ``words_differ`` are changed by it."""
        differ, now = set(words_differ), self._project.now()
        made: list[Operation] = []
        by_key = {span.key: span.id for span in self._there.spans}
        carried: set[Id] = set()
        for span in legacy.spans:
            if span.id not in decided:
                continue
            fragments = decided[span.id]
            if fragments is None:
                made.append(self._left_behind(span, now))
                continue
            moved = self._span(span, fragments, now if span.id in differ else span.changed)
            by_key[span.key] = moved.id
            carried.add(span.id)
            made.append(Operation("span", moved.id, rows.span_value(moved)))
        made += self._relations(legacy, by_key)
        made += self._notes(legacy, carried, by_key)
        return made

    def set_operation(self, legacy: Legacy, *, is_all_decided: bool) -> list[Operation]:
        """Return the row that carries status and answers over, none where there is one already.

        What was done is in progress again while a mark of it waits.
        """
        identity = set_id(self._document, self._coder)
        if spans.find_set(self._project, self._document, self._coder) or not legacy.sets:
            return []
        newest = legacy.sets[0]
        status = newest.status
        if status in FINISHED and not is_all_decided:
            status = Progress.IN_PROGRESS.value
        moved = replace(newest, document_id=self._document, status=status)
        return [Operation("annotation_set", identity, rows.set_value(moved))]

    def _span(self, span: Span, fragments: Fragments, changed: str | None) -> Span:
        return replace(
            span,
            id=self._derive["span"](span.key),
            document_id=self._document,
            fragments=fragments,
            changed=changed,
        )

    def _relations(self, legacy: Legacy, by_key: Mapping[str, Id]) -> Iterator[Operation]:
        """Yield the relations of which both ends are there now."""
        seen = {relation.key for relation in self._there.relations}
        for marked in legacy.sets:
            keys = {span.id: span.key for span in marked.spans}
            found = [one for one in marked.relations if one.key not in seen]
            gone = self._deleted("relation", found)
            for relation in found:
                ends = (keys[relation.source_id], keys[relation.target_id])
                if relation.key in gone or not all(end in by_key for end in ends):
                    continue
                moved = replace(
                    relation,
                    id=self._derive["relation"](relation.key),
                    document_id=self._document,
                    source_id=by_key[ends[0]],
                    target_id=by_key[ends[1]],
                )
                yield Operation("relation", moved.id, rows.relation_value(moved))
            seen |= {relation.key for relation in marked.relations}

    def _notes(
        self, legacy: Legacy, carried: Iterable[Id], by_key: Mapping[str, Id]
    ) -> Iterator[Operation]:
        """Yield the notes on marks that are carried now, and those on the document."""
        seen = {note.key for note in self._there.comments}
        carried = set(carried)
        for marked in legacy.sets:
            keys = {span.id: span.key for span in marked.spans}
            found = [
                note
                for note in marked.comments
                if note.key not in seen
                and not note.key.startswith(DROPPED)
                and (note.target_id in carried or note.target_id == marked.document_id)
            ]
            gone = self._deleted("comment", found)
            for note in found:
                on_mark = note.target_id in carried
                target = by_key[keys[note.target_id]] if on_mark else self._document
                moved = replace(
                    note,
                    id=self._derive["comment"](note.key),
                    document_id=self._document,
                    target_id=target,
                )
                if note.key not in gone:
                    yield Operation("comment", moved.id, rows.comment_value(moved))
            seen |= {note.key for note in marked.comments}

    def _deleted(self, kind: str, found: Sequence[Relation | Comment]) -> set[str]:
        by_id = {self._derive[kind](one.key): one.key for one in found}
        return {by_id[one] for one in presence.find_deleted(self._project, kind, by_id)}

    def _left_behind(self, span: Span, now: str) -> Operation:
        """Say on the mark itself that it was left behind: that is where people look for it."""
        key = DROPPED + derived_id("dropped", span.id)[:16]
        note = Comment(
            id=derived_ids("comment", span.document_id, span.coder_id)(key),
            key=key,
            document_id=span.document_id,
            target_id=span.id,
            coder_id=span.coder_id,
            text=_("Not carried over to the corrected text."),
            created=now,
            changed=now,
        )
        return Operation("comment", note.id, rows.comment_value(note))
