"""F1 of relations: how much of what two coders linked, both linked.

The same F1 as of spans (``f_measure``), with links in place of units.  A relation is known by its
label, its direction and its ends; the three measures differ in when ends count as the same.  A link
whose ends are not both among the units given is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from annotator.agreement.f_measure import Count, Counts, common_count, exact_key
from annotator.agreement.matching import best_matching
from annotator.agreement.measure import Link, Text, Unit
from annotator.model.measurement import Measurement

LinkKey: TypeAlias = tuple[str, Hashable, Hashable]
"""Label, source and target of a link, told in a way that holds for both coders."""


@dataclass(frozen=True, slots=True)
class Linked:
    """One coder's side of a document: the units, and the links between them."""

    units: Sequence[Unit]
    links: Sequence[Link]

    def exact_keys(self) -> list[LinkKey]:
        """Return each link by what its ends are exactly, in the order of ``links``."""
        return self.named_keys({unit.id: exact_key(unit) for unit in self.units})

    def named_keys(self, names: Mapping[str, Hashable]) -> list[LinkKey]:
        """Return each link by the names of its ends, in the order of ``links``."""
        return [(link.label, names[link.source], names[link.target]) for link in self.links]


def linked(text: Text, coder: int) -> Linked:
    """Return one coder's units, and the links whose ends are among them."""
    units = text.units[coder]
    ids = {unit.id for unit in units}
    links = text.links[coder] if text.links else ()
    return Linked(units, [one for one in links if one.source in ids and one.target in ids])


def given_ends(first: Linked, second: Linked) -> tuple[list[Link], list[Link]]:
    """Return the links of each side whose two ends the other side has too, exactly."""
    return _with_known_ends(first, second), _with_known_ends(second, first)


def lenient_keys(first: Linked, second: Linked) -> tuple[list[LinkKey], list[LinkKey]]:
    """Return the links of each side by their ends, matched units being known by the same name.

    Units stand for one another as ``best_matching`` says; coinciding ones always do.
    """
    names = {unit.id: exact_key(unit) for unit in first.units}
    known = set(names.values())
    others: dict[str, Hashable] = {unit.id: exact_key(unit) for unit in second.units}
    for i, j, _share in best_matching(first.units, second.units):
        unit = second.units[j]
        if others[unit.id] not in known:
            others[unit.id] = names[first.units[i].id]
    return first.named_keys(names), second.named_keys(others)


def unshared(keys: Sequence[Hashable], others: Sequence[Hashable]) -> list[int]:
    """Return the places of keys that have no partner among the others, each of those used once."""
    left = Counter(others)
    alone = []
    for place, key in enumerate(keys):
        if left[key]:
            left[key] -= 1
        else:
            alone.append(place)
    return alone


def _with_known_ends(side: Linked, other: Linked) -> list[Link]:
    known = {exact_key(unit) for unit in other.units}
    agreed = {unit.id for unit in side.units if exact_key(unit) in known}
    return [link for link in side.links if link.source in agreed and link.target in agreed]


def _strict_counts(first: Linked, second: Linked) -> Counts:
    return common_count(first.exact_keys(), second.exact_keys())


def _given_ends_counts(first: Linked, second: Linked) -> Counts:
    links, others = given_ends(first, second)
    return _strict_counts(Linked(first.units, links), Linked(second.units, others))


def _lenient_counts(first: Linked, second: Linked) -> Counts:
    return common_count(*lenient_keys(first, second))


STRICT_COUNT = Count(linked, _strict_counts)
GIVEN_ENDS_COUNT = Count(linked, _given_ends_counts)
LENIENT_COUNT = Count(linked, _lenient_counts)


def relation_f1_strict(texts: Sequence[Text]) -> Measurement:
    """Return the F1 of relations with the same label, direction and exactly the same ends."""
    return STRICT_COUNT.measure(texts)


def relation_f1_given_ends(texts: Sequence[Text]) -> Measurement:
    """Return the strict F1 of those relations whose two ends both coders marked exactly alike."""
    return GIVEN_ENDS_COUNT.measure(texts)


def relation_f1_lenient(texts: Sequence[Text]) -> Measurement:
    """Return the F1 of relations with the same label and direction between matched spans."""
    return LENIENT_COUNT.measure(texts)
