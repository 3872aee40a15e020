"""What stands behind a number of agreement: the share of each passage."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.identity import Id


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one passage takes away from full agreement: ``amount`` of a ``total``.

    The shares of all contributions of a measure add up to 1 minus its value.  ``mark_ids`` are the
    marks that have no partner in what the measure counts, in text order; ``start`` is where it
    begins, in code points.
    """

    document_id: Id
    mark_ids: tuple[Id, ...]
    amount: float
    total: float
    start: int = 0

    @property
    def share(self) -> float:
        """Return what it takes away, between 0 and 1 where the measure is."""
        return self.amount / self.total
