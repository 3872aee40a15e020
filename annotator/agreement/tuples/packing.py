"""Choosing tuples that share no unit and save most together, exactly.

A linear programme over all tuples gives a bound, and each unit a price.  Where its solution has no
fractions it is the answer.  Otherwise a tuple that saves less than its units' prices by more than
what whole numbers lose against the bound cannot be in the answer: an integer programme over the few
others finds it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from annotator.agreement.tuples.dissimilarity import Floats

Flags = npt.NDArray[np.bool_]

NEAR = 0.05
"""A tuple this much dearer than it saves goes into the first integer programme."""

SLIGHT = 1e-7
"""Less than this is nothing: the programmes are solved as exactly as this."""


class _Packing(NamedTuple):
    """The tuples as pairs of a tuple and a unit in it, what each saves, and how many units."""

    tuples: npt.NDArray[np.int64]
    units: npt.NDArray[np.int64]
    saving: Floats
    size: int

    def worth(self, prices: Floats) -> Floats:
        """What each tuple saves beyond the prices of its units."""
        priced = np.zeros(len(self.saving))
        np.add.at(priced, self.tuples, prices[self.units])
        return self.saving - priced

    def holds(self, of: Flags) -> Any:
        """Which unit (row) is in which of some tuples (column)."""
        from scipy.sparse import csr_array

        taken = of[self.tuples]
        column = (np.cumsum(of) - 1)[self.tuples[taken]]
        ones = np.ones(len(column))
        return csr_array((ones, (self.units[taken], column)), shape=(self.size, int(of.sum())))


def pack(members: npt.NDArray[np.int64], saving: Floats, size: int) -> Flags:
    """Which tuples to take.  ``members`` has numbers of units below ``size``, -1 for none."""
    tuples, _place = np.nonzero(members >= 0)
    packing = _Packing(tuples, members[members >= 0], saving, size)
    shares, worth, bound = _linear(packing)
    if np.all(np.abs(shares - np.rint(shares)) < SLIGHT):
        return np.asarray(shares > 0.5)
    near = worth > -NEAR
    chosen = _whole(packing, near)
    still_possible = worth > saving[chosen].sum() - bound - SLIGHT
    return chosen if near[still_possible].all() else _whole(packing, still_possible)


def _linear(packing: _Packing) -> tuple[Floats, Floats, float]:
    """The share of each tuple that saves most, its worth at these prices, and what is saved."""
    # scipy takes long to import, and nobody needs it who asks for no gamma
    from scipy.optimize import linprog

    solved = linprog(
        -packing.saving,
        A_ub=packing.holds(np.ones(len(packing.saving), dtype=np.bool_)),
        b_ub=np.ones(packing.size),
        bounds=(0, None),
        method="highs",
    )
    return solved.x, packing.worth(-solved.ineqlin.marginals), -solved.fun


def _whole(packing: _Packing, of: Flags) -> Flags:
    """Which of some tuples save most, each taken or not."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    solved = milp(
        -packing.saving[of],
        integrality=np.ones(of.sum()),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(packing.holds(of), ub=1),
        options={"mip_rel_gap": 0},
    )
    chosen = np.zeros(len(of), dtype=np.bool_)
    chosen[of] = solved.x > 0.5
    return chosen
