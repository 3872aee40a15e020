"""From a number to the passages it is made of; the number follows from exactly that list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from annotator.agreement.measure import Answer, Text
from annotator.model.identity import Id
from annotator.workbench.comparing.items import Item
from annotator.workbench.comparing.number import RELATIONS, Number, Source
from annotator.workbench.comparing.passages import (
    Behind,
    Kind,
    Passage,
    Sum,
    hull_of,
    listed,
)
from annotator.workbench.comparing.stretches import differing, united_marks
from annotator.workbench.comparing.unpaired import (
    character_passages,
    mark_passages,
    relation_passages,
)

CHARACTERS = frozenset({"char_cohen_kappa", "char_krippendorff_alpha"})
"""Measures of characters, whose observed disagreement the differing stretches add up to."""

ABOVE_CHANCE = frozenset({"bennett_s", "scott_pi", "cohen_kappa", "gwet_ac1"})
"""Measures of items whose observed disagreement is that of the items in the list."""


def behind_of(source: Source, number: Number) -> Behind:
    """Return the list behind a number."""
    pooled = number.summary.pooled
    passages = listed(source.corpus, _passages(number))
    total = sum(one.share for one in passages)
    return Behind(number.target, pooled.value, sum_of(number), passages, total, pooled.counts)


def sum_of(number: Number) -> Sum:
    """Return how the list behind a number makes it."""
    measure = number.target.measure
    if "_f1" in measure or measure == "percent_agreement":
        return Sum.REST
    is_sum = measure in CHARACTERS or measure in ABOVE_CHANCE
    return Sum.OBSERVED if is_sum and not number.pairs else Sum.STATISTIC


def _passages(number: Number) -> Iterator[Passage]:
    if number.pairs:
        yield from _of_pairs(number)
    elif number.asked is not None:
        yield from _items(number)
    elif "_f1" in number.target.measure:
        yield from _unpaired(number)
    elif number.target.measure in CHARACTERS:
        yield from _characters(number)
    else:
        yield from _marks(number)


def _of_pairs(number: Number) -> Iterator[Passage]:
    """Yield what stands behind a mean: each pair's list, with its part of the mean."""
    counted = [pair for pair in number.pairs if pair.summary.pooled.value is not None]
    for pair in counted:
        for one in _passages(pair):
            yield one._replace(share=one.share / len(counted))


def _unpaired(number: Number) -> Iterator[Passage]:
    counts, measure = number.summary.pooled.counts, number.target.measure
    whole = counts.get("a", 0.0) + counts.get("b", 0.0)
    first, second = number.share.coders
    for article, text in zip(number.share.documents, number.documents, strict=True):
        assert isinstance(text, Text)
        place = (article.id, (first, second))
        if measure in RELATIONS:
            yield from relation_passages(measure, text, place, whole)
        elif measure == "char_f1":
            yield from character_passages(text, place, whole)
        else:
            yield from mark_passages(measure, text, place, whole)


def _characters(number: Number) -> Iterator[Passage]:
    whole = number.summary.pooled.units or 1
    for document, text in _texts(number):
        for one in differing(text):
            yield Passage(
                document,
                Kind.CHARACTERS,
                number.share.coders,
                one.start,
                one.end,
                one.difference * (one.end - one.start) / whole,
                tuple(sorted(set().union(*one.said))),
                tuple(
                    tuple(u for u in units if u.start < one.end and one.start < u.end)
                    for units in text.units
                ),
            )


def _marks(number: Number) -> Iterator[Passage]:
    """Yield all marks, those together that share text; their share is that of what differs."""
    whole = sum(article.length for article in number.share.documents) or 1
    for document, text in _texts(number):
        stretches = list(differing(text))
        for marks in united_marks(text.units):
            start, end = hull_of(marks)
            length = sum(
                (min(end, one.end) - max(start, one.start)) * one.difference
                for one in stretches
                if one.start < end and start < one.end
            )
            labels = tuple(sorted({unit.label for some in marks for unit in some}))
            yield Passage(
                document, Kind.MARKS, number.share.coders, start, end, length / whole, labels, marks
            )


def _texts(number: Number) -> Iterator[tuple[Id, Text]]:
    for article, text in zip(number.share.documents, number.documents, strict=True):
        assert isinstance(text, Text)
        yield article.id, text


def _items(number: Number) -> Iterator[Passage]:
    assert number.asked is not None
    every = [item for items in number.asked.documents for item in items]
    for item in every:
        yield _item(number, item, len(every))


def _item(number: Number, item: Item, whole: int) -> Passage:
    marks = tuple((unit,) if unit else () for unit in item.units)
    start, end = hull_of(marks)
    share = _difference(item.answers) / whole
    return Passage(
        item.document,
        Kind.ANSWER if share else Kind.AGREED,
        number.share.coders,
        start,
        end,
        share,
        (number.target.label,) if number.target.label else (),
        marks,
        answers=item.answers,
    )


def _difference(answers: tuple[Answer, ...]) -> float:
    """Return the share of pairs of answers that are not the same."""
    given = [answer for answer in answers if answer is not None]
    pairs = list(combinations(given, 2))
    return sum(one != other for one, other in pairs) / len(pairs) if pairs else 0.0
