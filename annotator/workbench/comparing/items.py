"""Answers side by side: the items that attribute measures count, and where each comes from.

An attribute is compared on marks that stand for one another: of two coders by the best matching of
the label's marks (any shared text), of more by joining such pairs, the best first, as long as no
coder has two.  The answers themselves do not decide who is matched, or agreement would be too high.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from annotator.agreement.matching import match_units
from annotator.agreement.measure import Answer, Items, Unit
from annotator.model.attributes import Attribute, AttributeType, is_empty
from annotator.model.codebook import Codebook
from annotator.model.identity import Id
from annotator.model.span import Attributes, AttributeValue
from annotator.workbench.comparing.corpus import Corpus
from annotator.workbench.comparing.options import Options
from annotator.workbench.comparing.shares import (
    Excluded,
    Reason,
    Share,
    excluded_of,
    marks_of,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that every coder could answer: the marks (none for a document field), the answers.

    ``units`` and ``answers`` have one entry a coder, None where there is none.
    """

    document: Id
    units: tuple[Unit | None, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The items of one attribute, a list a document of the share, and what was left out."""

    documents: tuple[tuple[Item, ...], ...]
    excluded: tuple[Excluded, ...]

    def plain(self) -> list[Items]:
        """Return the bare answers, as measures want them."""
        return [[item.answers for item in items] for items in self.documents]


def question_of(codebook: Codebook, label: str | None, attribute: str) -> Attribute | None:
    """Return what the codebook says of an attribute; of a document field without a label."""
    if label is None:
        return codebook.document.get(attribute)
    entry = codebook.labels.get(label)
    return entry.attributes.get(attribute) if entry else None


def level_of(question: Attribute | None) -> str:
    """Return how far apart two answers can be: the codebook's word, else what the type suggests.

    Several values at once are compared as sets (``jaccard``).
    """
    if question is None:
        return "nominal"
    if question.many:
        return "jaccard"
    if question.agreement not in (None, "ignore"):
        return str(question.agreement)
    return "interval" if question.type is AttributeType.NUMBER else "nominal"


def order_of(question: Attribute | None) -> tuple[str, ...]:
    """Return the values in the order of the codebook, without those that stand for no answer."""
    if question is None:
        return ()
    return tuple(one.id for one in question.values.values() if not one.is_missing_code)


def is_ignored(question: Attribute | None) -> bool:
    """Tell whether the codebook keeps an attribute out of agreement."""
    return question is not None and question.agreement == "ignore"


class _Reading:
    """Turns stored answers into answers that are compared; counts those that say nothing."""

    def __init__(self, question: Attribute | None, attribute: str) -> None:
        self._attribute = attribute
        values = question.values.values() if question else ()
        self._missing = {one.id for one in values if one.is_missing_code}
        self._is_many = question is not None and question.many
        self.missing_codes = 0

    def answer(self, said: Mapping[str, AttributeValue]) -> Answer:
        value = said.get(self._attribute)
        if is_empty(value):
            return None
        if isinstance(value, tuple):
            return frozenset(value)
        if value in self._missing:
            self.missing_codes += 1
            return None
        return frozenset((value,)) if self._is_many else value


def attribute_items(
    corpus: Corpus,
    options: Options,
    share: Share,
    question: Attribute | None,
    place: tuple[str, str],
) -> Asked:
    """Return the items of an attribute of a label (``place``: label and attribute)."""
    label, attribute = place
    said, reading = corpus.answers(label), _Reading(question, attribute)
    nothing: Mapping[str, AttributeValue] = {}
    found: list[tuple[Item, ...]] = []
    alone = silent = 0
    for article in share.documents:
        sides = [_marked(corpus, options, article.id, one, label) for one in share.coders]
        items = []
        for row in joined(sides):
            if sum(unit is not None for unit in row) < 2:
                alone += 1
                continue
            answers = tuple(
                reading.answer(said.get(Id(unit.id), nothing)) if unit else None for unit in row
            )
            given = sum(answer is not None for answer in answers)
            if given >= 2:
                items.append(Item(article.id, row, answers))
            elif given:
                silent += 1
        found.append(tuple(items))
    lost = {
        Reason.NO_PARTNER: alone,
        Reason.ONE_ANSWER: silent,
        Reason.MISSING_CODE: reading.missing_codes,
    }
    return Asked(tuple(found), excluded_of(lost))


def field_items(
    corpus: Corpus, options: Options, share: Share, question: Attribute | None, name: str
) -> Asked:
    """Return the items of a document field: one a document."""
    reading = _Reading(question, name)
    found: list[tuple[Item, ...]] = []
    silent = 0
    for article in share.documents:
        answers = tuple(
            reading.answer(_fields(corpus, options, article.id, one)) for one in share.coders
        )
        given = sum(answer is not None for answer in answers)
        silent += given == 1
        nobody = (None,) * len(answers)
        found.append((Item(article.id, nobody, answers),) if given >= 2 else ())
    lost = {Reason.ONE_ANSWER: silent, Reason.MISSING_CODE: reading.missing_codes}
    return Asked(tuple(found), excluded_of(lost))


def _counts(corpus: Corpus, options: Options, document: Id, coder: Id) -> bool:
    """Tell whether a coder takes part: of many coders, some may not have finished a document."""
    return not options.finished_only or corpus.has_finished(document, coder)


def _fields(corpus: Corpus, options: Options, document: Id, coder: Id) -> Attributes:
    return corpus.fields(document, coder) if _counts(corpus, options, document, coder) else {}


def _marked(corpus: Corpus, options: Options, document: Id, coder: Id, label: str) -> list[Unit]:
    if not _counts(corpus, options, document, coder):
        return []
    return [one for one in marks_of(corpus, options, document, coder) if one.label == label]


def joined(sides: Sequence[Sequence[Unit]]) -> Iterator[tuple[Unit | None, ...]]:
    """Yield marks that stand for one another, with one place a coder; marks alone as well."""
    if len(sides) == 2:
        yield from _pairs(sides[0], sides[1])
        return
    edges = [
        (-pair.share, a, b, pair.first, pair.second)
        for a, b in combinations(range(len(sides)), 2)
        for pair in match_units(sides[a], sides[b])
    ]
    group_of: dict[tuple[int, int], dict[int, int]] = {}
    for _share, a, b, first, second in sorted(edges):
        one = group_of.setdefault((a, first), {a: first})
        other = group_of.setdefault((b, second), {b: second})
        if one is not other and one.keys().isdisjoint(other):
            one.update(other)
            for side, place in other.items():
                group_of[side, place] = one
    yield from _rows(sides, group_of)


def _rows(
    sides: Sequence[Sequence[Unit]], group_of: Mapping[tuple[int, int], Mapping[int, int]]
) -> Iterator[tuple[Unit | None, ...]]:
    for side, some in enumerate(sides):
        for place in range(len(some)):
            group = group_of.get((side, place), {side: place})
            if min(group) == side:  # each group once, where its first coder stands
                yield tuple(sides[k][group[k]] if k in group else None for k in range(len(sides)))


def _pairs(
    first: Sequence[Unit], second: Sequence[Unit]
) -> Iterator[tuple[Unit | None, Unit | None]]:
    pairs = match_units(first, second)
    for pair in pairs:
        yield first[pair.first], second[pair.second]
    left, right = {pair.first for pair in pairs}, {pair.second for pair in pairs}
    yield from ((unit, None) for k, unit in enumerate(first) if k not in left)
    yield from ((None, unit) for k, unit in enumerate(second) if k not in right)
