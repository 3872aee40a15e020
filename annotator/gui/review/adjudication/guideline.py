"""Which sentences of the codebook a case is about, the one in question first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.gui.review.adjudication import words
from annotator.gui.theme.naming import naming
from annotator.model.adjudication import AspectKind
from annotator.model.codebook import Label
from annotator.model.words import Words
from annotator.workbench.adjudicating.states import Card, CardRow

_WORD = re.compile(r"[^\W\d_]{4,}")
_QUOTED = re.compile(r"['‘“\"]([^'’”\"]{2,40})['’”\"]")
_QUOTE_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What a codebook says of a label, as far as a case asks: plain sentences.

    ``first`` are the sentences in question, which stand nowhere else.
    """

    label: str
    first: tuple[str, ...]
    definition: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether the codebook says nothing."""
        return not (self.first or self.definition or self.include or self.exclude)


def excerpts_of(card: Card, text: str) -> list[Excerpt]:
    """Return the entries of all labels in question; those of relations have a definition only."""
    return [_excerpt(card, text, label) for label in _labels(card)]


def _labels(card: Card) -> list[str]:
    found = dict.fromkeys(card.labels)
    return list(found) or [""]


def _excerpt(card: Card, text: str, label: str) -> Excerpt:
    codebook = naming().codebook
    entry = codebook.labels.get(label)
    rows = [row for row in card.rows if row.differs]
    asked = [row for row in rows if not row.label or row.label == label or not label]
    values = tuple(dict.fromkeys(said for row in asked for said in _value_sentences(row)))
    if entry is None:
        relation = codebook.relations.get(label)
        definition = naming().words(relation.definition) if relation else ""
        return Excerpt(label, values, definition, (), ())
    include, exclude = _sentences(entry.include), _sentences(entry.exclude)
    first = values or _in_question(card, text, entry, [*include, *exclude])
    return Excerpt(
        label,
        first,
        naming().words(entry.definition),
        tuple(one for one in include if one not in first),
        tuple(one for one in exclude if one not in first),
    )


def _sentences(points: Iterable[Words]) -> list[str]:
    return [text for point in points if (text := naming().words(point))]


def _value_sentences(row: CardRow) -> Iterable[str]:
    """Yield what the codebook says of a question that is in dispute, and of the answers given."""
    question = words.question_of(row)
    if question is None or row.kind not in (AspectKind.ATTRIBUTE, AspectKind.FIELD):
        return
    told = naming().words(question.definition)
    if told:
        yield f"{naming().attribute_name(question)}: {told}"
    given = [cell.value for cell in row.cells]
    flat = [one for value in given for one in (value if isinstance(value, tuple) else (value,))]
    for one in dict.fromkeys(str(value) for value in flat if value is not None):
        value = question.values.get(one)
        told = naming().words(value.definition) if value else ""
        if value is not None and told:
            yield f"{naming().words(value.name, one)}: {told}"


def _in_question(card: Card, text: str, entry: Label, sentences: Sequence[str]) -> tuple[str, ...]:
    """Return the rule that has most to do with the words that coders read differently."""
    stretches = [text[part.start : part.end] for part in card.stretches]
    marks = [span for own in card.spans.values() for span in own if span is not None]
    whole = " ".join(text[span.start : span.end] for span in marks if span.label == entry.id)
    near = " ".join(stretches).casefold() or whole.casefold()
    known = set(_WORD.findall(near))
    best, most = "", 0.0
    for sentence in sentences:
        quoted = [one.strip(" .…").casefold() for one in _QUOTED.findall(sentence)]
        score = sum(_QUOTE_WEIGHT for one in quoted if one and one in near)
        score += len(known & set(_WORD.findall(sentence.casefold())))
        if score > most:
            best, most = sentence, score
    return (best,) if best else ()
