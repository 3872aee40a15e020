"""Marks and relations without a partner: what keeps an F1 below 1."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TypeAlias

from annotator.agreement.f_measure import characters
from annotator.agreement.matching import HALF, OVERLAP, Criterion, match_units
from annotator.agreement.measure import Link, Text, Unit
from annotator.agreement.overlap import in_first_only
from annotator.agreement.relation_measures import (
    Linked,
    given_ends,
    lenient_keys,
    linked,
    unshared,
)
from annotator.model.identity import Id
from annotator.workbench.comparing.passages import Kind, Passage, hull_of
from annotator.workbench.comparing.stretches import united_marks

Sides: TypeAlias = tuple[list[Unit], list[Unit]]
Pair: TypeAlias = tuple[Id, Id]


def unpaired_marks(measure: str, text: Text) -> Sides:
    """Return the marks of each of two coders that count as not shared."""
    first, second = text.units
    if measure in _CRITERIA:
        pairs = match_units(first, second, _CRITERIA[measure])
        left, right = {pair.first for pair in pairs}, {pair.second for pair in pairs}
        return _without(first, left), _without(second, right)
    key = _exact if measure == "span_f1_exact" else _place
    keys, others = list(map(key, first)), list(map(key, second))
    left, right = set(keys), set(others)
    if len(left) == len(keys) and len(right) == len(others):
        return (
            [unit for unit, said in zip(first, keys, strict=True) if said not in right],
            [unit for unit, said in zip(second, others, strict=True) if said not in left],
        )
    return (
        [first[place] for place in unshared(keys, others)],
        [second[place] for place in unshared(others, keys)],
    )


_CRITERIA: Mapping[str, Criterion] = {"span_f1_overlap": OVERLAP, "span_f1_iou50": HALF}


_exact, _place = itemgetter(0, 1, 2, 4), itemgetter(0, 1, 4)
"""What must be equal of two units: start, end, label and fragments; the same without the label."""


def _without(units: Sequence[Unit], places: set[int]) -> list[Unit]:
    return [unit for place, unit in enumerate(units) if place not in places]


def mark_passages(
    measure: str, text: Text, place: tuple[Id, Pair], whole: float
) -> Iterator[Passage]:
    """Yield the marks without a partner, those together that belong together.

    ``place`` is the document and the two coders; each mark weighs 1 / ``whole``.
    """
    document, coders = place
    for marks in _together(unpaired_marks(measure, text)):
        first, second = marks
        some = first or second
        if len(first) + len(second) == 1:
            start, end = some[0].start, some[0].end
        else:
            start, end = hull_of(marks)
        labels = {unit.label for unit in (*first, *second)}
        shown = tuple(sorted(labels)) if len(labels) > 1 else (some[0].label,)
        share = (len(first) + len(second)) / whole
        yield Passage(document, kind_of(marks), coders, start, end, share, shown, marks)


def _together(sides: Sides) -> list[tuple[tuple[Unit, ...], ...]]:
    """Return marks in groups: those of one label that share text, and the same stretch twice."""
    first, second = sides
    places = {_place(unit): unit for unit in second}
    twice = [(one, places[_place(one)]) for one in first if _place(one) in places]
    swapped = [(one, other) for one, other in twice if one.label != other.label]
    taken = {unit.id for pair in swapped for unit in pair}
    found: list[tuple[tuple[Unit, ...], ...]] = [((one,), (other,)) for one, other in swapped]
    by_label: defaultdict[str, Sides] = defaultdict(lambda: ([], []))
    for side, units in enumerate(sides):
        for unit in units:
            if unit.id not in taken:
                by_label[unit.label][side].append(unit)
    for both in by_label.values():
        found += united_marks(both)
    return found


def kind_of(marks: Sequence[Sequence[Unit]]) -> Kind:
    """Return in what marks of two coders differ."""
    first, second = marks
    if not (first and second):
        return Kind.ONE_SIDED
    if len(first) != len(second):
        return Kind.SPLIT
    if len(first) > 1:
        return Kind.MIXED
    if _place(first[0]) == _place(second[0]):
        return Kind.LABEL
    return Kind.BOUNDARY if first[0].label == second[0].label else Kind.MIXED


def character_passages(text: Text, place: tuple[Id, Pair], whole: float) -> Iterator[Passage]:
    """Yield the stretches under a label that only one of two coders put there."""
    document, coders = place
    sides = [characters(units) for units in text.units]
    for side, (own, others) in enumerate((sides, sides[::-1])):
        for label, stretches in own.items():
            for start, end in in_first_only(stretches, others.get(label, [])):
                marks = tuple(
                    tuple(
                        unit for unit in text.units[k] if k == side and _is_in(unit, label, start)
                    )
                    for k in (0, 1)
                )
                yield Passage(
                    document,
                    Kind.CHARACTERS,
                    coders,
                    start,
                    end,
                    (end - start) / whole,
                    (label,),
                    marks,
                )


def _is_in(unit: Unit, label: str, place: int) -> bool:
    return unit.label == label and unit.start <= place < unit.end


def relation_passages(
    measure: str, text: Text, place: tuple[Id, Pair], whole: float
) -> Iterator[Passage]:
    """Yield the relations of each of two coders that the other has not."""
    first, second = linked(text, 0), linked(text, 1)
    document, coders = place
    for side, links in enumerate(_RELATIONS[measure](first, second)):
        marks = {unit.id: unit for unit in text.units[side]}
        for link in links:
            ends = (marks[link.source], marks[link.target])
            start, end = hull_of((ends,))
            nothing: tuple[Unit, ...] = ()
            yield Passage(
                document,
                Kind.RELATION,
                coders,
                start,
                end,
                1 / whole,
                (link.label,),
                (ends, nothing) if side == 0 else (nothing, ends),
                ((link,), ()) if side == 0 else ((), (link,)),
            )


Links: TypeAlias = tuple[list[Link], list[Link]]


def _strict(first: Linked, second: Linked) -> Links:
    keys, others = first.exact_keys(), second.exact_keys()
    return (
        [first.links[place] for place in unshared(keys, others)],
        [second.links[place] for place in unshared(others, keys)],
    )


def _given_ends(first: Linked, second: Linked) -> Links:
    links, others = given_ends(first, second)
    return _strict(Linked(first.units, links), Linked(second.units, others))


def _lenient(first: Linked, second: Linked) -> Links:
    keys, others = lenient_keys(first, second)
    return (
        [first.links[place] for place in unshared(keys, others)],
        [second.links[place] for place in unshared(others, keys)],
    )


_RELATIONS: Mapping[str, Callable[[Linked, Linked], Links]] = {
    "relation_f1_strict": _strict,
    "relation_f1_given_ends": _given_ends,
    "relation_f1_lenient": _lenient,
}
