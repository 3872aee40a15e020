"""What stands behind a number: passages of the text, each with its share in the number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from annotator.agreement.answers import name_of
from annotator.agreement.measure import Answer, Link, Unit
from annotator.model.identity import Id
from annotator.workbench.comparing.corpus import Corpus
from annotator.workbench.comparing.options import Target

QUOTED = 160
"""How many code points of a passage are shown at most."""


class Kind(StrEnum):
    """What a passage shows."""

    ONE_SIDED = "one_sided"
    """Marks of one coder only."""
    BOUNDARY = "boundary"
    """The same label, other ends."""
    LABEL = "label"
    """The same stretch, other labels."""
    SPLIT = "split"
    """The same label, not equally many marks."""
    MIXED = "mixed"
    CHARACTERS = "characters"
    """A stretch that coders marked differently."""
    RELATION = "relation"
    ANSWER = "answer"
    """Answers that differ."""
    AGREED = "agreed"
    """Answers that are the same: part of the number, though nothing differs."""
    MARKS = "marks"
    """Marks that overlap, of all coders: what a measure of whole texts is made of."""


class Sum(StrEnum):
    """How the shares of a list and its number hang together: both ways they add up to 1 - value."""

    REST = "rest"
    """Each passage takes away what it says: nothing but the list makes the number."""
    PARTS = "parts"
    """The value is the measure of exactly the answers or marks in the list; what it lacks to 1 is
    divided among the passages, in proportion to what differs in them."""


class Passage(NamedTuple):
    """A place in a document and what the coders have there.

    ``start`` and ``end`` (code points) hold all of it; both are 0 for a document field.
    ``marks`` and ``links`` have one tuple a coder of ``coders``, ``answers`` one answer a coder
    (empty where none are asked for).  ``share`` is its part in the number.
    """

    document: Id
    kind: Kind
    coders: tuple[Id, ...]
    start: int
    end: int
    share: float
    labels: tuple[str, ...] = ()
    marks: tuple[tuple[Unit, ...], ...] = ()
    links: tuple[tuple[Link, ...], ...] = ()
    answers: tuple[Answer, ...] = ()
    key: str = ""
    title: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """The list behind a number, the largest shares first, and how it makes the number.

    ``total`` is the sum of the shares.  ``counts`` are the parts of the formula by name.
    """

    target: Target
    value: float | None
    sum: Sum
    passages: tuple[Passage, ...]
    total: float
    counts: Mapping[str, float] = field(default_factory=dict)


def listed(corpus: Corpus, passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return passages with their words, sorted by share, then in the order of the articles."""
    order = {document: place for place, document in enumerate(corpus.articles)}
    ranked = sorted(
        passages, key=lambda one: (-one.share, order[one.document], one.start, one.end, one.labels)
    )
    texts = corpus.texts([one.document for one in ranked])
    articles = corpus.articles
    found = []
    for one in ranked:
        article, text = articles[one.document], texts[one.document]
        quote = text[one.start : min(one.end, one.start + QUOTED)]
        words = " ".join(quote.split())
        found.append(Passage(*one[:-3], article.key, article.title, words))
    return tuple(found)


def plain_behind(behind: Behind, names: Mapping[Id, str]) -> dict[str, Any]:
    """Return a list as plain JSON."""
    return {
        "measure": behind.target.measure,
        "label": behind.target.label,
        "attribute": behind.target.attribute,
        "coders": [names.get(one, one) for one in behind.target.coders],
        "value": behind.value,
        "sum": str(behind.sum),
        "total": behind.total,
        "counts": dict(behind.counts),
        "passages": [_plain(one, names) for one in behind.passages],
    }


def _plain(passage: Passage, names: Mapping[Id, str]) -> dict[str, Any]:
    return {
        "doc_id": passage.key,
        "kind": str(passage.kind),
        "coders": [names.get(one, one) for one in passage.coders],
        "start": passage.start,
        "end": passage.end,
        "labels": list(passage.labels),
        "quote": passage.quote,
        "share": passage.share,
        "marks": [[_plain_mark(unit) for unit in some] for some in passage.marks],
        "relations": [[link._asdict() for link in some] for some in passage.links],
        "answers": [None if one is None else plain_answer(one) for one in passage.answers],
    }


def _plain_mark(unit: Unit) -> dict[str, Any]:
    parts = unit.fragments or ((unit.start, unit.end),)
    return {"id": unit.id, "label": unit.label, "fragments": [list(part) for part in parts]}


def plain_answer(answer: Answer) -> object:
    """Return an answer as JSON holds it: several values are a list."""
    if isinstance(answer, frozenset):
        return sorted(map(str, answer))
    return answer if isinstance(answer, str | int | float | bool) else name_of(answer)


def hull_of(marks: Sequence[Sequence[Unit]]) -> tuple[int, int]:
    """Return the first and last code point of marks, and the one after it; 0, 0 without any."""
    every = [unit[:2] for some in marks for unit in some]
    if len(every) == 1:
        return every[0]
    return (min(every)[0], max(end for _start, end in every)) if every else (0, 0)


def kind_of(marks: Sequence[Sequence[Unit]]) -> Kind:
    """Return in what marks of two coders differ."""
    first, second = marks
    if not (first and second):
        return Kind.ONE_SIDED
    if len(first) != len(second):
        return Kind.SPLIT
    if len(first) > 1:
        return Kind.MIXED
    if first[0][:2] == second[0][:2] and first[0].fragments == second[0].fragments:
        return Kind.LABEL
    return Kind.BOUNDARY if first[0].label == second[0].label else Kind.MIXED
