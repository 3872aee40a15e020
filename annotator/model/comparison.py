"""What stands behind a number of agreement: shares of documents, pairs in a cell, items."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from annotator.model.identity import Id


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one passage takes away from full agreement: ``amount`` of a ``total``.

    The shares of all contributions of a measure add up to 1 minus its value.  ``mark_ids`` are the
    marks that have no partner in what the measure counts (for an item, all of it), in text order;
    ``case_id`` is the case they lie in, where cases were given.  ``start`` is where it begins, in
    code points.
    """

    document_id: Id
    mark_ids: tuple[Id, ...]
    amount: float
    total: float
    start: int = 0
    case_id: Id | None = None

    @property
    def share(self) -> float:
        """Return what it takes away, between 0 and 1 where the measure is."""
        return self.amount / self.total


@dataclass(frozen=True, slots=True)
class MatchedPair:
    """Two spans that stand for one another in the best matching; None where one has no partner."""

    document_id: Id
    first_id: Id | None
    second_id: Id | None
    share: float = 0.0
    """Intersection over union, in characters."""


NOT_MARKED = ""
"""Stands in a confusion for the label of what a coder did not mark (∅)."""

Confusion: TypeAlias = Mapping[tuple[str, str], tuple[MatchedPair, ...]]
"""Label of the first coder, label of the second: the very pairs; empty cells are left out."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that several coders answered the same question about.

    ``answers`` has one entry a coder: a value, a ``frozenset`` of several, None where there is
    none.  ``mark_ids`` are their spans, None where a coder has none; empty for a document field.
    """

    document_id: Id
    answers: tuple[Hashable, ...]
    mark_ids: tuple[Id | None, ...] = ()
