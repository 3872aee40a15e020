"""Label by label: what one coder called what the other called otherwise, or did not mark at all.

Marks stand for one another by the best matching: first those of one label that share any text, then
those of unlike labels that share more than half of it; what is left has no partner (None, shown as
an empty set).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.agreement.matching import best_matching
from annotator.agreement.measure import Unit
from annotator.model.identity import Id
from annotator.workbench.comparing.number import Source
from annotator.workbench.comparing.passages import Kind, Passage, hull_of, kind_of, listed
from annotator.workbench.comparing.questions import labels_of
from annotator.workbench.comparing.shares import marks_of

Place = tuple[str | None, str | None]
"""The label of the first coder and of the second; None where that one marked nothing."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """The labels of two coders against each other.

    ``labels`` are in the order of the codebook; ``cells`` holds the pairs (or single marks) behind
    each cell that has any.  ``confused`` counts pairs of unlike labels, ``alone`` marks without a
    partner.
    """

    source: Source
    coders: tuple[Id, Id]
    labels: tuple[str, ...]
    cells: Mapping[Place, tuple[Passage, ...]]

    def count(self, first: str | None, second: str | None) -> int:
        """Return how often the first coder's label met the second's."""
        return len(self.cells.get((first, second), ()))

    @property
    def confused(self) -> int:
        """Return how many pairs have unlike labels."""
        return sum(
            len(some) for (a, b), some in self.cells.items() if a is not None and b not in (a, None)
        )

    @property
    def alone(self) -> int:
        """Return how many marks have no partner."""
        return sum(len(some) for place, some in self.cells.items() if None in place)

    def behind(self, first: str | None, second: str | None) -> tuple[Passage, ...]:
        """Return the pairs behind a cell with their words; their shares add up to 1."""
        return listed(self.source.corpus, self.cells.get((first, second), ()))


def confusion_of(source: Source, coders: tuple[Id, Id]) -> Confusion:
    """Return the labels of two coders against each other on the documents they have in common."""
    share = source.share(coders)
    wanted = set(source.options.labels)
    found: dict[Place, list[Passage]] = {}
    for article in share.documents:
        sides = [marks_of(source.corpus, source.options, article.id, one) for one in coders]
        if wanted:
            sides = [[unit for unit in some if unit.label in wanted] for some in sides]
        for first, second in _pairs(sides[0], sides[1]):
            place = (first.label if first else None, second.label if second else None)
            passage = _passage(article.id, coders, (first, second))
            found.setdefault(place, []).append(passage)
    cells = {place: tuple(_shared(one, len(some)) for one in some) for place, some in found.items()}
    used = {label for place in found for label in place}
    labels = tuple(one for one in labels_of(source) if one in used)
    return Confusion(source, coders, labels, cells)


def _pairs(first: list[Unit], second: list[Unit]) -> list[tuple[Unit | None, Unit | None]]:
    pairs = best_matching(first, second)
    left, right = {pair.first for pair in pairs}, {pair.second for pair in pairs}
    return [
        *((first[pair.first], second[pair.second]) for pair in pairs),
        *((unit, None) for place, unit in enumerate(first) if place not in left),
        *((None, unit) for place, unit in enumerate(second) if place not in right),
    ]


def _passage(document: Id, coders: tuple[Id, Id], pair: tuple[Unit | None, Unit | None]) -> Passage:
    marks = tuple((unit,) if unit else () for unit in pair)
    start, end = hull_of(marks)
    labels = tuple(sorted({unit.label for unit in pair if unit}))
    first, second = pair
    is_same = first is not None and second is not None and _alike(first, second)
    kind = Kind.AGREED if is_same else kind_of(marks)
    return Passage(document, kind, coders, start, end, 1.0, labels, marks)


def _alike(first: Unit, second: Unit) -> bool:
    return first[:3] == second[:3] and first.fragments == second.fragments


def _shared(passage: Passage, count: int) -> Passage:
    return passage._replace(share=1 / count)
