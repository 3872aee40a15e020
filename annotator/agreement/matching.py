"""Matching: which unit of one coder stands for which unit of another, by how much text they share.

The share of two units is their intersection over union (Jaccard 1912): the characters in both over
the characters in either, fragments counted as the characters they hold.  A matching is one-to-one
and *optimal*: no other has a larger total.  Totals that differ by less than a millionth count as
equal; among those, more equal labels win, then more equal answers (where they are given), then the
order of the text.  The result does not depend on the order in which units are given, nor on which
coder comes first.

Only units that share text can be matched, so the problem falls into small parts, and the assignment
problem (Kuhn 1955) is solved for each of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from annotator.agreement.measure import Unit
from annotator.agreement.optimum import Edge, best_edges
from annotator.agreement.overlap import Joined, in_text_order, share_of, text_key, touching

Answers: TypeAlias = Sequence[Hashable]
"""What a coder answered about each unit, in the order of the units: anything that compares."""


class Pair(NamedTuple):
    """Two units that stand for one another, by their places in what was given, and their share."""

    first: int
    second: int
    share: float


@dataclass(frozen=True, slots=True)
class Criterion:
    """Which units can be matched, and what counts besides the text they share.

    Their share must be larger than ``above``; labels must be equal unless ``any_label``; equal
    answers add ``answer_bonus`` to the share when the best total is looked for.
    """

    above: float = 0.0
    any_label: bool = False
    answer_bonus: float = 0.0


OVERLAP = Criterion()
"""The same label, any shared text."""
HALF = Criterion(above=0.5)
"""The same label, more than half of the text shared."""
SAME_PLACE = Criterion(above=0.5, any_label=True)
"""Any label, more than half of the text shared."""
COUNTERPART = Criterion(answer_bonus=0.2)
"""The same label, any shared text, and equal answers count like a fifth of it: of the two halves
into which another coder split a unit, the one that was coded alike is its counterpart."""


def match_units(
    first: Sequence[Unit],
    second: Sequence[Unit],
    criterion: Criterion = OVERLAP,
    *,
    answers: tuple[Answers, Answers] | None = None,
) -> list[Pair]:
    """Return the optimal one-to-one matching of two coders' units, in text order of the first.

    Only pairs that meet the criterion are looked at, so the total is the largest among matchings
    of such pairs.  Without ``answers`` nothing but text and labels decides.  Where any overlap is
    enough, units that are alike in text, label and answers are paired beforehand.
    """
    said = answers or ((None,) * len(first), (None,) * len(second))
    left, right = in_text_order(first), in_text_order(second)
    pairs: list[Pair] = []
    if criterion.above == 0.0:
        # The total stays at its largest: 1 - share is a metric, so matching two coinciding units
        # with others is never worth more than matching them, and the others with each other.
        pairs = _coinciding((first, left, said[0]), (second, right, said[1]))
        left = _without(left, {pair.first for pair in pairs})
        right = _without(right, {pair.second for pair in pairs})
    edges = list(_edges((first, left, said[0]), (second, right, said[1]), criterion))
    for component in _components(edges):
        found = best_edges(component)
        pairs += [Pair(left[edge.first], right[edge.second], edge.share) for edge in found]
    return sorted(pairs, key=lambda pair: (text_key(first[pair.first]), pair.first))


def best_matching(
    first: Sequence[Unit],
    second: Sequence[Unit],
    *,
    answers: tuple[Answers, Answers] | None = None,
) -> list[Pair]:
    """Return which units stand for one another, whatever their labels.

    First come units of the same label that share any text (``OVERLAP``); among those that are left
    without a partner, units of unlike labels that share more than half of it (``SAME_PLACE``).
    """
    pairs = match_units(first, second, OVERLAP, answers=answers)
    left = _without(range(len(first)), {pair.first for pair in pairs})
    right = _without(range(len(second)), {pair.second for pair in pairs})
    rest = match_units([first[i] for i in left], [second[j] for j in right], SAME_PLACE)
    pairs += [Pair(left[pair.first], right[pair.second], pair.share) for pair in rest]
    return sorted(pairs, key=lambda pair: (text_key(first[pair.first]), pair.first))


_Side: TypeAlias = tuple[Sequence[Unit], Sequence[int], Answers]
"""Units, the places of those that are looked at (in text order), and what was answered."""


def _without(places: Sequence[int], taken: set[int]) -> list[int]:
    return [place for place in places if place not in taken]


def _coinciding(left: _Side, right: _Side) -> list[Pair]:
    """Return pairs of units that are alike in text, label and answers, in text order."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    units, places, answers = right
    for j in reversed(places):
        start, end, label, _id, fragments = units[j]
        waiting[start, end, label, fragments, answers[j]].append(j)
    pairs = []
    units, places, answers = left
    for i in places:
        start, end, label, _id, fragments = units[i]
        found = waiting.get((start, end, label, fragments, answers[i]))
        if found and start < end:
            pairs.append(Pair(i, found.pop(), 1.0))
    return pairs


def _edges(left: _Side, right: _Side, criterion: Criterion) -> Iterator[Edge]:
    """Yield what may be matched; its ends are ranks in text order."""
    if not (left[1] and right[1]):
        return
    units = [left[0][i] for i in left[1]]
    others = [right[0][j] for j in right[1]]
    for i, j in touching(units, others):
        same_label = units[i].label == others[j].label
        if not (same_label or criterion.any_label):
            continue
        share = share_of(units[i], others[j])
        if share > criterion.above:
            alike = left[2][left[1][i]] == right[2][right[1][j]]
            worth = share + criterion.answer_bonus * alike
            yield Edge(i, j, share, worth, same_label, alike)


def _components(edges: Sequence[Edge]) -> Iterator[list[Edge]]:
    """Yield the edges in groups that have no unit in common."""
    joined: Joined[int] = Joined()
    for edge in edges:
        joined.join(edge.first, -1 - edge.second)
    groups: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        groups[joined.leader(edge.first)].append(edge)
    yield from groups.values()
