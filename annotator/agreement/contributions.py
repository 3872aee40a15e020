"""The list behind a number: which passages keep a value from 1, and by how much each.

For every F1 the shares of the list add up to 1 − F1, because F1 = 2·both / (a + b), and what is not
``both`` is counted here passage by passage.

A passage is what the two coders marked in one connected stretch under labels of one domain, so that
it is a case of these two coders.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from annotator.agreement.contents import own_domain
from annotator.agreement.f_measure import characters, exact_key, number_of_coders, place_key
from annotator.agreement.matching import HALF, OVERLAP, Criterion, match_units
from annotator.agreement.measure import Text, Unit
from annotator.agreement.overlap import in_first_only, parts_of, size, united
from annotator.agreement.passages import differing_units
from annotator.agreement.relation_measures import (
    Linked,
    given_ends,
    lenient_keys,
    linked,
    unshared,
)
from annotator.agreement.text_measures import COUNTS
from annotator.model.comparison import Contribution
from annotator.model.identity import Id

Alone: TypeAlias = tuple[dict[int, float], dict[int, float]]
"""For each of two coders the places of what has no partner, and how much of it has none."""

DomainOf: TypeAlias = Callable[[str], str]


def text_contributions(
    measure_id: str,
    documents: Sequence[tuple[Id, Text]],
    *,
    domain_of: DomainOf = own_domain,
) -> list[Contribution]:
    """Return the list behind an F1 of two coders, the largest share first, then by document.

    A measure of spans or characters has one entry a passage, one of relations an entry a relation.
    Raises KeyError for a measure without such a list, ValueError where there are not two coders.
    """
    texts = [text for _id, text in documents]
    if number_of_coders(texts) != 2:
        raise ValueError("the list behind a value is that of two coders")
    total = _total(measure_id, texts)
    if measure_id in _LINKS:
        found = _of_links(_LINKS[measure_id], documents, total)
    else:
        found = _of_units(_UNITS[measure_id], documents, total, domain_of)
    places = {id: place for place, (id, _text) in enumerate(documents)}
    return sorted(found, key=lambda one: (-one.amount, places[one.document_id], one.start))


def _total(measure_id: str, texts: Sequence[Text]) -> float:
    """Return a + b over all documents."""
    if measure_id.startswith("span_"):
        return float(sum(len(units) for text in texts for units in text.units))
    count = COUNTS[measure_id]
    sides = [(count.seen(text, 0), count.seen(text, 1)) for text in texts]
    return float(sum(sum(count.counts(*side)[:2]) for side in sides))


def _of_units(
    alone: Callable[[Sequence[Unit], Sequence[Unit]], Alone],
    documents: Sequence[tuple[Id, Text]],
    total: float,
    domain_of: DomainOf,
) -> list[Contribution]:
    found = []
    for document, differing in differing_units(
        [text for _id, text in documents], domain_of
    ).items():
        amounts: dict[int, float] = defaultdict(float)
        marks: dict[int, list[Unit]] = defaultdict(list)
        sides = zip(alone(*differing.units), differing.units, differing.passages, strict=True)
        for places, units, passages in sides:
            for place, amount in places.items():
                amounts[passages[place]] += amount
                marks[passages[place]].append(units[place])
        for passage, amount in amounts.items():
            in_order = sorted(marks[passage], key=lambda unit: (unit.start, -unit.end, unit.label))
            ids = tuple(Id(unit.id) for unit in in_order)
            start = in_order[0].start
            found.append(Contribution(documents[document][0], ids, amount, total, start))
    return found


def _alone_by(key: Callable[[Unit], object]) -> Callable[[Sequence[Unit], Sequence[Unit]], Alone]:
    def alone(first: Sequence[Unit], second: Sequence[Unit]) -> Alone:
        left, right = [key(unit) for unit in first], [key(unit) for unit in second]
        return dict.fromkeys(unshared(left, right), 1.0), dict.fromkeys(unshared(right, left), 1.0)

    return alone


def _alone_in(criterion: Criterion) -> Callable[[Sequence[Unit], Sequence[Unit]], Alone]:
    def alone(first: Sequence[Unit], second: Sequence[Unit]) -> Alone:
        pairs = match_units(first, second, criterion)
        matched = {pair.first for pair in pairs}, {pair.second for pair in pairs}
        return (
            {i: 1.0 for i in range(len(first)) if i not in matched[0]},
            {j: 1.0 for j in range(len(second)) if j not in matched[1]},
        )

    return alone


def _alone_in_characters(first: Sequence[Unit], second: Sequence[Unit]) -> Alone:
    return _characters_alone(first, second), _characters_alone(second, first)


def _characters_alone(units: Sequence[Unit], others: Sequence[Unit]) -> dict[int, float]:
    """Return how many characters of each unit the other side has not, each counted once."""
    counted = characters(others)
    found = {}
    for place in sorted(range(len(units)), key=lambda place: units[place]):
        unit = units[place]
        known = counted.setdefault(unit.label, [])
        own = in_first_only(united(parts_of(unit)), known)
        if own:
            found[place] = float(size(own))
            counted[unit.label] = united([*known, *own])
    return found


def _of_links(
    ids: Callable[[Linked, Linked], Iterable[tuple[str, str]]],
    documents: Sequence[tuple[Id, Text]],
    total: float,
) -> list[Contribution]:
    found = []
    for document_id, text in documents:
        starts = {unit.id: unit.start for units in text.units for unit in units}
        for link, source in ids(linked(text, 0), linked(text, 1)):
            found.append(Contribution(document_id, (Id(link),), 1.0, total, starts[source]))
    return found


def _strict_alone(first: Linked, second: Linked) -> list[tuple[str, str]]:
    return _unshared_links(first, second, first.exact_keys(), second.exact_keys())


def _given_ends_alone(first: Linked, second: Linked) -> list[tuple[str, str]]:
    links, others = given_ends(first, second)
    return _strict_alone(Linked(first.units, links), Linked(second.units, others))


def _lenient_alone(first: Linked, second: Linked) -> list[tuple[str, str]]:
    return _unshared_links(first, second, *lenient_keys(first, second))


def _unshared_links(
    first: Linked, second: Linked, keys: Sequence[object], others: Sequence[object]
) -> list[tuple[str, str]]:
    alone = [first.links[i] for i in unshared(keys, others)]
    alone += [second.links[j] for j in unshared(others, keys)]
    return [(link.id, link.source) for link in alone]


_UNITS: Mapping[str, Callable[[Sequence[Unit], Sequence[Unit]], Alone]] = {
    "span_f1_exact": _alone_by(exact_key),
    "span_f1_unlabelled": _alone_by(place_key),
    "span_f1_overlap": _alone_in(OVERLAP),
    "span_f1_iou50": _alone_in(HALF),
    "char_f1": _alone_in_characters,
}
_LINKS: Mapping[str, Callable[[Linked, Linked], Iterable[tuple[str, str]]]] = {
    "relation_f1_strict": _strict_alone,
    "relation_f1_given_ends": _given_ends_alone,
    "relation_f1_lenient": _lenient_alone,
}
