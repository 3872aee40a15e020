"""The verbs on marks.  Each is one transaction, on the disk before anybody is told."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from annotator.codebooks.rules import (
    answered,
    check_answers,
    find_problems,
    in_context,
    initial_attributes,
    settled,
)
from annotator.model.annotation_set import AnnotationSet
from annotator.model.attributes import Questions, is_empty
from annotator.model.change import Operation
from annotator.model.codebook import Label
from annotator.model.comment import Comment
from annotator.model.document import Document, Progress
from annotator.model.errors import InputError, RefusedError
from annotator.model.extent import Fragments, are_in_order, hull
from annotator.model.identity import Id, own_key, set_id
from annotator.model.problem import Place, Severity
from annotator.model.relation import Relation
from annotator.model.span import Attributes, AttributeValue, Origin, Span
from annotator.store import documents, rows, spans
from annotator.workbench.carrying import waiting_problems
from annotator.workbench.consequences import beyond_relation, follow_fields, follow_span
from annotator.workbench.context import Context, quote_of
from annotator.workbench.link_rules import require_link

NUDGE_SECONDS = 1.5
"""Moves of one end that follow each other within this time are one step of undo."""

TITLE = 200
"""How many code points of a title are kept for the wording of undo."""


class Coding:
    """What a coder can do to the marks of a document."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._nudge: tuple[Id, float, Id] | None = None

    # spans ------------------------------------------------------------------------------------

    def add_span(
        self,
        document_id: Id,
        fragments: Fragments,
        label: str,
        attributes: Attributes | None = None,
        origin: str = Origin.HAND,
        *,
        initiator: object = None,
    ) -> Span:
        """Put a label on words; defaults of the codebook are filled in.

        Raises RefusedError where the label is not offered, the offsets are not in the text, or the
        very same mark is there already.
        """
        document = documents.load_document(self._context.project, document_id)
        questions = self._label(label).attributes
        _check_fragments(document, fragments)
        self._refuse_twin(document_id, fragments, label, None)
        given = attributes or {}
        self._check(questions, given)
        beyond = in_context({}, document=self._fields(document_id))
        answers = {**beyond, **initial_attributes(questions, beyond), **given}
        project, now = self._context.project, self._context.project.now()
        identity = project.make_id()
        span = Span(
            id=identity,
            key=own_key("s", identity),
            document_id=document_id,
            coder_id=self._context.coder.id,
            codebook_id=self._context.codebook_id,
            label=label,
            fragments=fragments,
            attributes=settled(questions, answers),
            origin=origin,
            created=now,
            changed=now,
        )
        self._write_span("add_span", span, document, initiator=initiator)
        return span

    def relabel_span(self, span_id: Id, label: str, *, initiator: object = None) -> Span:
        """Give a span another label; answers that fit the new label stay, as do all relations."""
        span = self._own_span(span_id)
        if label == span.label:
            return span
        questions = self._label(label).attributes
        self._refuse_twin(span.document_id, span.fragments, label, span_id)
        fitting = {
            name: value
            for name, value in span.attributes.items()
            if name in questions and not self._problems(questions, {name: value})
        }
        beyond = in_context({}, document=self._fields(span.document_id))
        defaults = initial_attributes(questions, beyond)
        answers = settled(questions, {**beyond, **defaults, **fitting})
        about = {"old_label": span.label}
        changed = replace(span, label=label, attributes=answers)
        return self._write_span("relabel_span", changed, about=about, initiator=initiator)

    def resize_span(self, span_id: Id, fragments: Fragments, *, initiator: object = None) -> Span:
        """Move the ends of a span and keep all else.

        Quick repeats are one step of undo, unless a fragment comes or goes.
        """
        span = self._own_span(span_id)
        if fragments == span.fragments:
            return span
        document = documents.load_document(self._context.project, span.document_id)
        _check_fragments(document, fragments)
        self._refuse_twin(span.document_id, fragments, span.label, span_id)
        is_nudge = len(fragments) == len(span.fragments)
        group = self._nudge_group(span_id) if is_nudge else None
        changed = replace(span, fragments=fragments)
        return self._write_span("resize_span", changed, document, group=group, initiator=initiator)

    def set_attribute(
        self, span_id: Id, attribute: str, value: AttributeValue, *, initiator: object = None
    ) -> Span:
        """Answer a question of a span (an empty value takes the answer away).

        Questions that no longer apply lose their answer, newly shown ones get their default, and
        what the codebook fills from a list entry is filled.
        """
        span = self._own_span(span_id)
        questions = self._label(span.label).attributes
        known = in_context(span.attributes, document=self._fields(span.document_id))
        answers = self._answered(questions, known, attribute, value)
        if answers == span.attributes:
            return span
        about = {"attribute": attribute, "value": _plain(value)}
        changed = replace(span, attributes=answers)
        return self._write_span("set_attribute", changed, about=about, initiator=initiator)

    def delete_span(self, span_id: Id, *, initiator: object = None) -> None:
        """Take a span away, with its relations and notes; undo brings all of it back."""
        span = self._own_span(span_id)
        annotations = self._set(span.document_id)
        operations = [Operation("relation", r.id, None) for r in annotations.relations_of(span_id)]
        operations += [
            Operation("comment", c.id, None) for c in annotations.comments if c.target_id == span_id
        ]
        operations.append(Operation("span", span_id, None))
        about = self._about(span)
        self._context.perform_own("delete_span", operations, about, initiator=initiator)

    # relations --------------------------------------------------------------------------------

    def add_relation(
        self, source_id: Id, target_id: Id, label: str, *, initiator: object = None
    ) -> Relation:
        """Link two spans of one document; RefusedError as ``require_link`` raises it."""
        source, target = self._own_span(source_id), self._own_span(target_id)
        present = self._set(source.document_id).relations
        entry = require_link(self._context.codebook, source, target, label, present)
        project, now = self._context.project, self._context.project.now()
        identity = project.make_id()
        relation = Relation(
            id=identity,
            key=own_key("r", identity),
            document_id=source.document_id,
            coder_id=self._context.coder.id,
            codebook_id=self._context.codebook_id,
            label=label,
            source_id=source_id,
            target_id=target_id,
            attributes=initial_attributes(entry.attributes, self._beyond_relation(source, target)),
            created=now,
            changed=now,
        )
        operation = Operation("relation", identity, rows.relation_value(relation))
        about = {**self._about(source), "relation": label}
        self._context.perform_own("add_relation", [operation], about, initiator=initiator)
        return relation

    def set_relation_attribute(
        self, relation_id: Id, attribute: str, value: AttributeValue, *, initiator: object = None
    ) -> Relation:
        """Answer a question of a relation."""
        relation = self._own_relation(relation_id)
        entry = self._context.codebook.relations.get(relation.label)
        questions = entry.attributes if entry else {}  # a codebook that came since may not have it
        ends = self._own_span(relation.source_id), self._own_span(relation.target_id)
        known = {**self._beyond_relation(*ends), **relation.attributes}
        answers = self._answered(questions, known, attribute, value)
        if answers == relation.attributes:
            return relation
        changed = replace(relation, attributes=answers, changed=self._context.project.now())
        writes = [Operation("relation", relation_id, rows.relation_value(changed))]
        about = {**self._about_relation(relation), "attribute": attribute, "value": _plain(value)}
        self._context.perform_own("set_relation_attribute", writes, about, initiator=initiator)
        return changed

    def delete_relation(self, relation_id: Id, *, initiator: object = None) -> None:
        """Take a relation away."""
        relation = self._own_relation(relation_id)
        about, writes = self._about_relation(relation), [Operation("relation", relation_id, None)]
        self._context.perform_own("delete_relation", writes, about, initiator=initiator)

    # notes, status, fields --------------------------------------------------------------------

    def set_comment(self, span_id: Id, text: str, *, initiator: object = None) -> None:
        """Write the coder's note on a span; an empty text takes it away."""
        span = self._own_span(span_id)
        old = self._set(span.document_id).comment_on(span_id)
        if (old.text if old else "") == text:
            return
        project, now = self._context.project, self._context.project.now()
        identity = old.id if old else project.make_id()
        comment = Comment(
            id=identity,
            key=old.key if old else own_key("n", identity),
            document_id=span.document_id,
            target_id=span_id,
            coder_id=self._context.coder.id,
            text=text,
            created=old.created if old else now,
            changed=now,
        )
        value = rows.comment_value(comment) if text else None
        operation = Operation("comment", identity, value)
        self._context.perform_own(
            "set_comment", [operation], self._about(span), initiator=initiator
        )

    def set_status(self, document_id: Id, status: str, *, initiator: object = None) -> None:
        """Say how far the coder is with a document (``in_progress`` or ``done``).

        Raises RefusedError ``problems_block_done`` where the codebook's rules do not allow it yet.
        """
        annotations = self._set(document_id)
        if annotations.status == status:
            return
        if status == Progress.DONE:
            found = find_problems(self._context.codebook, annotations)
            found += waiting_problems(self._context.project, annotations)
            blocking = sum(problem.severity is Severity.BLOCKING for problem in found)
            if blocking:
                raise RefusedError("problems_block_done", count=blocking)
        about = {"document_id": document_id, "status": status}
        self._write_set("set_status", replace(annotations, status=status), about, initiator)

    def set_field(
        self, document_id: Id, field: str, value: AttributeValue, *, initiator: object = None
    ) -> None:
        """Answer a question about the document itself."""
        annotations = self._set(document_id)
        questions = self._context.codebook.document
        answers = self._answered(questions, annotations.fields, field, value)
        if answers == annotations.fields:
            return
        about = {"document_id": document_id, "attribute": field, "value": _plain(value)}
        follow = follow_fields(self._context, annotations, answers)
        after = replace(annotations, fields=answers)
        self._write_set("set_field", after, about, initiator, follow)

    # inside -----------------------------------------------------------------------------------

    def _label(self, label: str) -> Label:
        entry = self._context.codebook.labels.get(label)
        if entry is None or entry.is_abstract:
            raise RefusedError("label_not_offered", label=label)
        return entry

    def _own_span(self, span_id: Id) -> Span:
        span = spans.find_span(self._context.project, span_id)
        if span is None:
            raise RefusedError("span_is_gone")
        if span.coder_id != self._context.coder.id:
            raise RefusedError("mark_of_another_coder")
        return span

    def _own_relation(self, relation_id: Id) -> Relation:
        relation = spans.find_relation(self._context.project, relation_id)
        if relation is None:
            raise RefusedError("relation_is_gone")
        if relation.coder_id != self._context.coder.id:
            raise RefusedError("mark_of_another_coder")
        return relation

    def _set(self, document_id: Id) -> AnnotationSet:
        context = self._context
        return spans.load_set(context.project, document_id, context.coder.id, context.codebook_id)

    def _refuse_twin(
        self, document_id: Id, fragments: Fragments, label: str, except_id: Id | None
    ) -> None:
        project, coder = self._context.project, self._context.coder
        for span in spans.find_spans_at(project, document_id, coder.id, hull(fragments)):
            same = span.label == label and span.fragments == fragments
            if same and span.id != except_id:
                raise RefusedError("already_marked", label=label)

    def _problems(self, questions: Questions, answers: Attributes) -> bool:
        lists = self._context.codebook.lists
        return bool(check_answers(questions, lists, answers, Place()))

    def _check(self, questions: Questions, answers: Attributes) -> None:
        problems = check_answers(questions, self._context.codebook.lists, answers, Place())
        if problems:
            raise InputError("answer_not_possible", problems)

    def _answered(
        self, questions: Questions, old: Attributes, name: str, value: AttributeValue
    ) -> dict[str, AttributeValue]:
        """Return all answers after one was given; ``old`` may hold answers beyond the mark."""
        if name not in questions:
            raise RefusedError("attribute_not_asked", attribute=name)
        if not is_empty(value):
            self._check(questions, {name: value})
        return answered(self._context.codebook, questions, old, name, value)

    def _fields(self, document_id: Id) -> Attributes:
        """Return the answers about the document, which conditions of marks may ask for."""
        found = spans.find_set(self._context.project, document_id, self._context.coder.id)
        return found.fields if found else {}

    def _beyond_relation(self, source: Span, target: Span) -> Attributes:
        return beyond_relation(self._fields(source.document_id), source, target)

    def _nudge_group(self, span_id: Id) -> Id:
        now = time.monotonic()
        last = self._nudge
        is_same = last is not None and last[0] == span_id and now - last[1] < NUDGE_SECONDS
        group = last[2] if last is not None and is_same else self._context.project.make_id()
        self._nudge = (span_id, now, group)
        return group

    def _about(self, span: Span, document: Document | None = None) -> dict[str, object]:
        document = document or documents.load_document(self._context.project, span.document_id)
        return {
            "document_id": span.document_id,
            "span_id": span.id,
            "label": span.label,
            "quote": quote_of(document, span),
            "article": document.title[:TITLE],
        }

    def _about_relation(self, relation: Relation) -> dict[str, object]:
        source = spans.find_span(self._context.project, relation.source_id)
        about = self._about(source) if source else {"document_id": relation.document_id}
        return {**about, "relation": relation.label}

    def _write_span(
        self,
        action: str,
        span: Span,
        document: Document | None = None,
        *,
        about: Mapping[str, object] | None = None,
        group: Id | None = None,
        initiator: object = None,
    ) -> Span:
        span = replace(span, changed=self._context.project.now())
        told = {**self._about(span, document), **(about or {})}
        if group is None:
            self._nudge = None
        operations = [
            Operation("span", span.id, rows.span_value(span)),
            *follow_span(self._context, span),
        ]
        self._context.perform_own(action, operations, told, group=group, initiator=initiator)
        return span

    def _write_set(
        self,
        action: str,
        annotations: AnnotationSet,
        about: Mapping[str, object],
        initiator: object,
        follow: Sequence[Operation] = (),
    ) -> None:
        title = documents.load_document(self._context.project, annotations.document_id).title
        identity = set_id(annotations.document_id, annotations.coder_id)
        operations = [Operation("annotation_set", identity, rows.set_value(annotations)), *follow]
        told = {**about, "article": title[:TITLE]}
        self._context.perform_own(action, operations, told, initiator=initiator)


def _check_fragments(document: Document, fragments: Fragments) -> None:
    if not are_in_order(fragments) or fragments[-1].end > document.length:
        raise RefusedError("offsets_not_in_text", length=document.length)


def _plain(value: AttributeValue) -> object:
    return list(value) if isinstance(value, tuple) else value
