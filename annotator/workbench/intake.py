"""Incoming records against the project: what is new, what is there, what cannot be kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from annotator.codebooks.rules import check_answers
from annotator.formats.annotations.fidelity import find_unfaithful
from annotator.model.attributes import Questions
from annotator.model.change import Operation
from annotator.model.coder import Coder
from annotator.model.comment import Comment
from annotator.model.document import Document
from annotator.model.identity import Id, document_id, mark_id, own_key, set_id
from annotator.model.incoming import IncomingDocument, IncomingRelation, IncomingSet, IncomingSpan
from annotator.model.problem import Place, Problem, Severity
from annotator.model.relation import Relation
from annotator.model.span import Attributes, Origin, Span
from annotator.store import coders, documents, rows, spans
from annotator.text.normalise import guess_title
from annotator.workbench.context import Context

LISTED = 1000
"""How many problems are kept word for word; the rest are only counted."""

ORDER = ("document", "coder", "annotation_set", "span", "relation", "comment")


@dataclass
class Tally:
    """How much of each kind came in, and how much was there already."""

    new: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ORDER, 0))
    known: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ORDER, 0))

    def add(self, kind: str, is_new: bool) -> None:
        """Count one."""
        (self.new if is_new else self.known)[kind] += 1


def derived_key(name: str) -> str:
    """Return the ``doc_id`` of a file that names none: its name without ending, letter first."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name.rsplit("/", 1)[-1]) or name
    return stem if stem[:1].isalpha() else f"d{stem}"


class Intake:
    """Turns batches of incoming records into operations, in the one transaction of an import."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.tally = Tally()
        self.problems: list[Problem] = []
        self.problem_count = 0
        self.is_refused = False
        self.new_coders: list[str] = []
        self._coders: dict[tuple[str | None, str], Coder] = {}
        self._seen_sets: set[Id] = set()
        self._answers: dict[tuple[object, ...], tuple[Problem, ...]] = {}

    def report(self, problem: Problem) -> None:
        """Keep a problem; one that is refused stops the whole import at its end."""
        self.problem_count += 1
        self.is_refused = self.is_refused or problem.severity is Severity.REFUSED
        if len(self.problems) < LISTED:
            self.problems.append(problem)

    def take(self, batch: Sequence[IncomingSet]) -> list[Operation]:
        """Return what has to be written for a batch, documents before what lies on them."""
        operations = self._documents(batch)
        operations += self._sets(batch)
        return sorted(operations, key=lambda operation: ORDER.index(operation.kind))

    # documents --------------------------------------------------------------------------------

    def _documents(self, batch: Sequence[IncomingSet]) -> list[Operation]:
        project = self._context.project
        ids = [document_id(incoming.document.sha256) for incoming in batch]
        known = spans.has_entities(project, "document", ids)
        written: dict[Id, Operation] = {}
        for identity, incoming in zip(ids, batch, strict=True):
            is_new = identity not in known and identity not in written
            if is_new and incoming.document.text is None:
                self.report(
                    Problem(
                        "unknown_text",
                        Severity.REFUSED,
                        replace(incoming.place, field="text"),
                        incoming.document.sha256,
                    )
                )
                continue
            earlier = written.get(identity)
            if is_new:
                written[identity] = self._new_document(identity, incoming, written.values())
            elif renamed := self._renamed(identity, incoming, earlier):
                written[identity] = renamed
            self.tally.add("document", is_new)
        return list(written.values())

    def _new_document(
        self, identity: Id, incoming: IncomingSet, others: Iterable[Operation]
    ) -> Operation:
        given = incoming.document
        text = given.text or ""
        key = given.key or derived_key(given.name)
        taken = {str(op.value["key"]) for op in others if op.value}
        if self._is_taken(key, identity, taken):
            if given.key:
                place = replace(incoming.place, field="doc_id")
                self.report(Problem("doc_id_taken", Severity.REFUSED, place, key))
            key = self._free_key(key, identity, taken)
        document = Document(
            identity,
            key,
            given.name,
            given.title or guess_title(text, given.name),
            text,
            given.sha256,
            given.meta,
        )
        return Operation("document", identity, rows.document_value(document))

    def _is_taken(self, key: str, identity: Id, taken: set[str]) -> bool:
        found = documents.find_document_by_key(self._context.project, key)
        return key in taken or found not in (None, identity)

    def _free_key(self, key: str, identity: Id, taken: set[str]) -> str:
        number = 2
        while self._is_taken(f"{key}-{number}", identity, taken):
            number += 1
        return f"{key}-{number}"

    def _renamed(
        self, identity: Id, incoming: IncomingSet, earlier: Operation | None
    ) -> Operation | None:
        """A text that came without a ``doc_id`` takes the one that a later file gives it."""
        given = incoming.document
        if given.key is None:
            return None
        if earlier is not None and earlier.value is not None:
            present = rows.document_from_value(identity, earlier.value)
        else:
            present = documents.load_document(self._context.project, identity)
        if present.key == given.key or present.key != derived_key(present.name):
            return None
        if self._is_taken(given.key, identity, set()):
            return None
        changed = replace(
            present,
            key=given.key,
            title=given.title or present.title,
            meta={**present.meta, **given.meta},
        )
        return Operation("document", identity, rows.document_value(changed))

    # sets -------------------------------------------------------------------------------------

    def _sets(self, batch: Sequence[IncomingSet]) -> list[Operation]:
        operations: list[Operation] = []
        offered: list[Operation] = []
        for incoming in batch:
            if incoming.coder_name is None:
                continue
            coder, made = self._coder(incoming)
            operations += made
            offered += self._one_set(incoming, coder)
        return operations + self._unknown(offered)

    def _one_set(self, incoming: IncomingSet, coder: Coder) -> list[Operation]:
        document = document_id(incoming.document.sha256)
        identity = set_id(document, coder.id)
        if identity in self._seen_sets:
            field_place = replace(incoming.place, field="coder")
            self.report(Problem("set_twice", Severity.REFUSED, field_place, incoming.coder_name))
            return []
        self._seen_sets.add(identity)
        self._check(incoming, document)
        made = _SetMaker(document, coder.id, self._context.codebook_id)
        return made.operations(incoming)

    def _unknown(self, offered: Sequence[Operation]) -> list[Operation]:
        """Return the operations whose entities the project has never had."""
        kept: list[Operation] = []
        for kind in ORDER[2:]:
            some = [operation for operation in offered if operation.kind == kind]
            known = spans.has_entities(self._context.project, kind, [op.id for op in some])
            for operation in some:
                is_new = operation.id not in known
                self.tally.add(kind, is_new)
                if is_new:
                    kept.append(operation)
        return kept

    def _coder(self, incoming: IncomingSet) -> tuple[Coder, list[Operation]]:
        name, key = str(incoming.coder_name), incoming.coder_key
        if known := self._coders.get((key, name)):
            return known, []
        project = self._context.project
        coder = coders.find_coder_by_key(project, key) if key else None
        made: list[Operation] = []
        if coder is None and (coder := coders.find_coder_by_name(project, name)):
            if key and key != coder.key and not coders.has_marks(project, coder.id):
                # Nothing hangs on this coder yet, so it takes the identity the file gives.
                coder = replace(coder, key=key)
                made = [Operation("coder", coder.id, rows.coder_value(coder))]
        if coder is None:
            coder = self._new_coder(name, key)
            made = [Operation("coder", coder.id, rows.coder_value(coder))]
            self.new_coders.append(name)
        self._coders[key, name] = coder
        return coder, made

    def _new_coder(self, name: str, key: str | None) -> Coder:
        identity = self._context.project.make_id()
        return Coder(identity, key or own_key("c", identity), name)

    # what the codebook says -------------------------------------------------------------------

    def _check(self, incoming: IncomingSet, document: Id) -> None:
        if incoming.document.text is None:
            present = documents.find_document(self._context.project, document)
            for problem in find_unfaithful(incoming, present.text) if present else ():
                self.report(problem)
        self._check_version(incoming)
        codebook = self._context.codebook
        self._check_answers(codebook.document, incoming.fields, incoming.place, "document")
        for number, span in enumerate(incoming.spans):
            label = codebook.labels.get(span.label)
            if label is None or label.is_abstract:
                self._report_at(
                    incoming.place, f"spans[{number}].label", "unknown_label", span.label
                )
            else:
                where = f"spans[{number}].attributes"
                self._check_answers(label.attributes, span.attributes, incoming.place, where)
        for number, relation in enumerate(incoming.relations):
            entry = codebook.relations.get(relation.label)
            where = f"relations[{number}]"
            if entry is None:
                self._report_at(incoming.place, f"{where}.type", "unknown_relation", relation.label)
            else:
                self._check_answers(
                    entry.attributes, relation.attributes, incoming.place, f"{where}.attributes"
                )

    def _check_version(self, incoming: IncomingSet) -> None:
        codebook = self._context.codebook
        given = (incoming.schema_id, incoming.schema_version)
        if given[0] is not None and given != (codebook.id, codebook.version):
            self.report(
                Problem(
                    "other_codebook",
                    Severity.WARNING,
                    replace(incoming.place, field="schema_id"),
                    f"{given[0]} {given[1]}",
                    {"own": f"{codebook.id} {codebook.version}"},
                )
            )

    def _report_at(self, place: Place, where: str, code: str, value: object) -> None:
        self.report(Problem(code, Severity.REFUSED, replace(place, field=where), value))

    def _check_answers(
        self, questions: Questions, answers: Attributes, place: Place, where: str
    ) -> None:
        """Check answers; the same answers to the same questions are checked once."""
        if not answers:
            return
        memory = (id(questions), *answers.items())
        found = self._answers.get(memory)
        if found is None:
            lists = self._context.codebook.lists
            found = tuple(check_answers(questions, lists, answers, Place()))
            self._answers[memory] = found
        for problem in found:
            inner = problem.place.field
            path = f"{where}.{inner}" if inner else where
            self.report(replace(problem, place=replace(place, field=path)))


class _SetMaker:
    """Makes the operations of one record."""

    def __init__(self, document: Id, coder: Id, codebook: Id) -> None:
        self._document = document
        self._coder = coder
        self._codebook = codebook

    def operations(self, incoming: IncomingSet) -> list[Operation]:
        """Return everything in a record as if all of it were new."""
        made = [
            Operation(
                "annotation_set",
                set_id(self._document, self._coder),
                {
                    "document_id": self._document,
                    "coder_id": self._coder,
                    "codebook_id": self._codebook,
                    "status": incoming.status,
                    "fields": rows.plain_answers(incoming.fields),
                },
            )
        ]
        made += [self._span(span) for span in incoming.spans]
        made += [self._relation(relation) for relation in incoming.relations]
        made += [op for span in incoming.spans if span.comments for op in self._comments(span)]
        return made

    def _id(self, kind: str, key: str) -> Id:
        return mark_id(kind, self._document, self._coder, key)

    def _span(self, span: IncomingSpan) -> Operation:
        made = Span(
            self._id("span", span.key),
            span.key,
            self._document,
            self._coder,
            self._codebook,
            span.label,
            span.fragments,
            span.attributes,
            span.origin or Origin.IMPORTED,
            span.created,
            span.changed,
        )
        return Operation("span", made.id, rows.span_value(made))

    def _relation(self, relation: IncomingRelation) -> Operation:
        made = Relation(
            self._id("relation", relation.key),
            relation.key,
            self._document,
            self._coder,
            self._codebook,
            relation.label,
            self._id("span", relation.source_key),
            self._id("span", relation.target_key),
            relation.attributes,
            relation.origin or Origin.IMPORTED,
            relation.created,
            relation.changed,
        )
        return Operation("relation", made.id, rows.relation_value(made))

    def _comments(self, span: IncomingSpan) -> list[Operation]:
        target = self._id("span", span.key)
        comments = [
            Comment(
                self._id("comment", comment.key),
                comment.key,
                self._document,
                target,
                self._coder,
                comment.text,
                comment.created,
                comment.changed,
            )
            for comment in span.comments
        ]
        return [Operation("comment", one.id, rows.comment_value(one)) for one in comments]
