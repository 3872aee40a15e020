"""The relations of a mark as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.gui.panels.inspector.options import name_of
from annotator.gui.theme.naming import naming
from annotator.model.annotation_set import AnnotationSet
from annotator.model.attributes import Questions, Required, applicable, is_empty
from annotator.model.extent import joined_text
from annotator.model.identity import Id
from annotator.model.span import AttributeValue, Span

_QUOTE = 200
_NO_QUESTIONS: Questions = {}


@dataclass(frozen=True, slots=True)
class End:
    """One end of a relation as it is shown."""

    span_id: Id
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation as it is shown; ``is_outgoing`` where it starts at the mark in focus.

    ``answers`` are those to its questions, with the answers beyond it that conditions ask for.
    """

    id: Id
    label: str
    source: End
    target: End
    is_outgoing: bool
    answers: Mapping[str, AttributeValue] = field(default_factory=dict)

    @property
    def other(self) -> End:
        """Return the end that is not in focus."""
        return self.target if self.is_outgoing else self.source

    @property
    def questions(self) -> Questions:
        """Return what the codebook asks of such a relation."""
        relation = naming().codebook.relations.get(self.label)
        return relation.attributes if relation else _NO_QUESTIONS

    @property
    def answer_words(self) -> str:
        """Return the answers given, as people read them."""
        given = [(one, self.answers.get(key)) for key, one in self.questions.items()]
        return ", ".join(name_of(one, value) for one, value in given if not is_empty(value))

    @property
    def is_missing_answer(self) -> bool:
        """Tell whether a question that must be answered is not."""
        asked = applicable(self.questions, self.answers)
        return any(
            one.required is Required.YES and is_empty(self.answers.get(one.id)) for one in asked
        )


def relation_rows(annotations: AnnotationSet, span_id: Id, text: str) -> list[RelationRow]:
    """Return the relations of a span as rows: those that start at it first."""
    relations = annotations.relations_of(span_id)
    spans = annotations.span_by_id() if relations else {}
    rows = []
    for one in relations:
        source, target = spans.get(one.source_id), spans.get(one.target_id)
        if source is None or target is None:
            continue
        beyond = {"document": annotations.fields, "from": source.attributes}
        beyond["to"] = target.attributes
        answers = {f"{side}.{key}": v for side, more in beyond.items() for key, v in more.items()}
        answers |= one.attributes
        is_outgoing = one.source_id == span_id
        ends = _end(source, text), _end(target, text)
        rows.append(RelationRow(one.id, one.label, *ends, is_outgoing, answers))
    return sorted(rows, key=lambda row: not row.is_outgoing)


def _end(span: Span, text: str) -> End:
    return End(span.id, span.label, joined_text(text, span.fragments)[:_QUOTE])
