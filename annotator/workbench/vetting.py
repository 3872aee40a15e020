"""Incoming records against a codebook: labels, relations and answers that it does not know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotator.codebooks.rules import check_answers
from annotator.model.annotation_set import AnnotationSet
from annotator.model.attributes import Questions
from annotator.model.codebook import Codebook
from annotator.model.incoming import IncomingRelation, IncomingSet, IncomingSpan
from annotator.model.problem import Place, Problem, Severity
from annotator.model.relation import Relation
from annotator.model.span import Attributes, Span

REMEMBERED = 20_000
"""How many different answers are remembered, so that free text does not fill the memory."""


class Vetting:
    """Checks record after record; the same answers to the same questions are checked once."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._answers: dict[tuple[object, ...], tuple[Problem, ...]] = {}
        self._versions: set[tuple[str | None, str | None]] = {(None, None)}
        self._versions.add((codebook.id, codebook.version))
        self._labels = {
            name: label.attributes
            for name, label in codebook.labels.items()
            if not label.is_abstract
        }

    def problems(self, incoming: IncomingSet) -> Iterator[Problem]:
        """Yield what the codebook does not know, and once each other codebook that is named."""
        yield from self._version(incoming)
        yield from self.foreign(incoming, incoming.place)

    def foreign(self, marked: IncomingSet | AnnotationSet, place: Place) -> Iterator[Problem]:
        """Yield labels, relations and answers that the codebook does not know."""
        if marked.fields:
            yield from self._foreign(self._codebook.document, marked.fields, place, "document")
        spans: Sequence[IncomingSpan | Span] = marked.spans
        relations: Sequence[IncomingRelation | Relation] = marked.relations
        for number, span in enumerate(spans):
            questions = self._labels.get(span.label)
            if questions is None:
                yield _refused("unknown_label", place, f"spans[{number}].label", span.label)
            elif span.attributes:
                where = f"spans[{number}].attributes"
                yield from self._foreign(questions, span.attributes, place, where)
        for number, relation in enumerate(relations):
            entry = self._codebook.relations.get(relation.label)
            if entry is None:
                where = f"relations[{number}].type"
                yield _refused("unknown_relation", place, where, relation.label)
            elif relation.attributes:
                where = f"relations[{number}].attributes"
                yield from self._foreign(entry.attributes, relation.attributes, place, where)

    def _version(self, incoming: IncomingSet) -> Iterator[Problem]:
        given = (incoming.schema_id, incoming.schema_version)
        if given in self._versions:
            return
        self._versions.add(given)
        named = " ".join(part for part in given if part)
        yield Problem(
            "other_codebook",
            Severity.WARNING,
            replace(incoming.place, field="schema_id"),
            named,
            {"own": f"{self._codebook.id} {self._codebook.version}"},
        )

    def _foreign(
        self, questions: Questions, answers: Attributes, place: Place, where: str
    ) -> Iterator[Problem]:
        # The types belong to the key: 1, 1.0 and True are equal, and different answers.
        memory = (id(questions), *answers, *answers.values(), *map(type, answers.values()))
        found = self._answers.get(memory)
        if found is None:
            lists = self._codebook.lists
            found = tuple(check_answers(questions, lists, answers, Place()))
            if len(self._answers) >= REMEMBERED:
                self._answers.clear()
            self._answers[memory] = found
        for problem in found:
            inner = problem.place.field
            path = f"{where}.{inner}" if inner else where
            yield replace(problem, place=replace(place, field=path))


def _refused(code: str, place: Place, where: str, value: object) -> Problem:
    return Problem(code, Severity.REFUSED, replace(place, field=where), value)
