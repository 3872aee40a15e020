"""From a number to the passages it is made of; the number follows from exactly that list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotator.agreement.contributions import text_contributions
from annotator.agreement.measure import Text, Unit
from annotator.agreement.overlap import parts_of
from annotator.model.collecting import collecting_later
from annotator.model.comparison import Contribution
from annotator.model.identity import Id
from annotator.workbench.adjudicating.meanings import rules_of
from annotator.workbench.comparing.item_weights import item_weights
from annotator.workbench.comparing.items import order_of, question_of
from annotator.workbench.comparing.number import RELATIONS, Number, Source
from annotator.workbench.comparing.passages import (
    Behind,
    Kind,
    Passage,
    Sum,
    hull_of,
    kind_of,
    listed,
)
from annotator.workbench.comparing.stretches import differing, stretches_of, united_marks

CHARACTERS = frozenset({"char_cohen_kappa", "char_krippendorff_alpha"})
"""Measures of characters, which the differing stretches are behind."""

Pair = tuple[Id, Id]


def behind_of(source: Source, number: Number) -> Behind:
    """Return the list behind a number."""
    pooled = number.summary.pooled
    with collecting_later():
        passages = listed(source.corpus, _passages(source, number))
    total = sum(one.share for one in passages)
    return Behind(number.target, pooled.value, sum_of(number), passages, total, pooled.counts)


def sum_of(number: Number) -> Sum:
    """Return how the list behind a number makes it."""
    measure = number.target.measure
    return Sum.REST if "_f1" in measure or measure == "percent_agreement" else Sum.PARTS


def _scaled(number: Number, passages: Iterable[Passage]) -> list[Passage]:
    """Divide what the value lacks to 1 among passages, in proportion to what differs in them."""
    found, value = list(passages), number.summary.pooled.value
    whole = sum(one.share for one in found)
    if not whole:
        return found
    lost = 1.0 if value is None else 1 - value
    return [one._replace(share=one.share * lost / whole) for one in found]


def _passages(source: Source, number: Number) -> Iterable[Passage]:
    if number.pairs:
        return _of_pairs(source, number)
    if number.asked is not None:
        return _scaled(number, _items(source, number))
    if "_f1" in number.target.measure:
        return _unpaired(source, number)
    if number.target.measure in CHARACTERS:
        return _scaled(number, _characters(number))
    return _scaled(number, _marks(number))


def _of_pairs(source: Source, number: Number) -> Iterator[Passage]:
    """Yield what stands behind a mean: each pair's list, with its part of the mean."""
    counted = [pair for pair in number.pairs if pair.summary.pooled.value is not None]
    for pair in counted:
        for one in _passages(source, pair):
            yield one._replace(share=one.share / len(counted))


def _unpaired(source: Source, number: Number) -> Iterator[Passage]:
    """Yield what has no partner; its shares add up to 1 less the F1."""
    measure, texts = number.target.measure, dict(_texts(number))
    first, second = number.share.coders
    make = _relation if measure in RELATIONS else _unpaired_marks
    known: dict[Id, tuple[dict[str, Unit], ...]] = {}
    domain_of = rules_of(source.codebook).domain_of
    for one in text_contributions(measure, list(texts.items()), domain_of=domain_of):
        text = texts[one.document_id]
        if one.document_id not in known:
            known[one.document_id] = tuple({u.id: u for u in units} for units in text.units)
        yield make(one, (first, second), known[one.document_id], text)


Known = tuple[dict[str, Unit], ...]
"""The marks of each coder on a document, by id."""


def _unpaired_marks(one: Contribution, coders: Pair, known: Known, _text: Text) -> Passage:
    marks = tuple(tuple(by_id[m] for m in one.mark_ids if m in by_id) for by_id in known)
    start, end = hull_of(marks)
    labels = tuple(sorted({unit.label for some in marks for unit in some}))
    kind = kind_of(marks)
    return Passage(one.document_id, kind, coders, start, end, one.share, labels, marks)


def _relation(one: Contribution, coders: Pair, known: Known, text: Text) -> Passage:
    links = tuple(tuple(link for link in some if link.id in one.mark_ids) for some in text.links)
    marks = tuple(
        tuple(by_id[end] for link in some for end in (link.source, link.target))
        for by_id, some in zip(known, links, strict=True)
    )
    start, end = hull_of(marks)
    labels = tuple(sorted({link.label for some in links for link in some}))
    return Passage(
        one.document_id, Kind.RELATION, coders, start, end, one.share, labels, marks, links
    )


def _characters(number: Number) -> Iterator[Passage]:
    for document, text in _texts(number):
        for one in differing(text):
            yield Passage(
                document,
                Kind.CHARACTERS,
                number.share.coders,
                one.start,
                one.end,
                one.difference * (one.end - one.start),
                tuple(sorted(set().union(*one.said))),
                tuple(
                    tuple(u for u in units if _shares(u, one.start, one.end))
                    for units in text.units
                ),
            )


def _shares(unit: Unit, start: int, end: int) -> bool:
    """Tell whether a mark holds any text of a stretch; the gaps between its fragments are not."""
    return any(first < end and start < last for first, last in parts_of(unit))


def _marks(number: Number) -> Iterator[Passage]:
    """Yield all marks, those together that share text; what differs in them is their weight."""
    for document, text in _texts(number):
        stretches = [one for one in stretches_of(text) if one.difference]
        for marks in united_marks(text.units):
            start, end = hull_of(marks)
            # All marks on a stretch hang together: it is of one passage, also in a gap of another.
            length = sum(
                (one.end - one.start) * one.difference
                for one in stretches
                if one.start < end
                and start < one.end
                and any(_shares(unit, one.start, one.end) for some in marks for unit in some)
            )
            labels = tuple(sorted({unit.label for some in marks for unit in some}))
            yield Passage(
                document, Kind.MARKS, number.share.coders, start, end, length, labels, marks
            )


def _texts(number: Number) -> Iterator[tuple[Id, Text]]:
    for article, text in zip(number.share.documents, number.documents, strict=True):
        assert isinstance(text, Text)
        yield article.id, text


def _items(source: Source, number: Number) -> Iterator[Passage]:
    """Yield every item, agreed ones too: the number is the measure of exactly their answers."""
    target, asked = number.target, number.asked
    assert asked is not None
    every = [item for items in asked.documents for item in items]
    order = order_of(question_of(source.codebook, target.label, target.attribute or ""))
    weights = item_weights(target.measure, [item.answers for item in every], order)
    for item, weight in zip(every, weights, strict=True):
        marks = tuple((unit,) if unit else () for unit in item.units)
        start, end = hull_of(marks)
        yield Passage(
            item.document,
            Kind.ANSWER if weight else Kind.AGREED,
            number.share.coders,
            start,
            end,
            weight,
            (target.label,) if target.label else (),
            marks,
            answers=item.answers,
        )
