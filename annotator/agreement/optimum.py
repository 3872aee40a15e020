"""The best choice of edges between two sides, each end used once: the assignment problem."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

_LABEL, _ANSWERS, _ORDER = 1e-6, 1e-8, 1e-10
"""How much equal labels, equal answers and the order of the text add up to, over all edges chosen:
too little to outweigh what stands before them, enough to decide where that is equal."""

_DENSE_CELLS = 1_000_000
"""Beyond this a table of all ends by all ends is slow and large, and few of its cells are edges."""


class Edge(NamedTuple):
    """Two ends that may be matched, by their ranks on their sides, and what speaks for it.

    ``worth`` is what the total is made of.
    """

    first: int
    second: int
    share: float
    worth: float
    same_label: bool = True
    same_answers: bool = True


def best_edges(edges: Sequence[Edge]) -> list[Edge]:
    """Return edges of the largest total worth, no end used twice.

    Equal totals are decided by equal labels, then by equal answers, then by rank, so that the
    earlier is matched with the earlier.  The edges should hang together: else it is slow.
    """
    if len(edges) == 1:
        return list(edges)
    rows = sorted({edge.first for edge in edges})
    columns = sorted({edge.second for edge in edges})
    if len(rows) == 1 or len(columns) == 1:
        return [max(edges, key=_merit)]
    places = {row: i for i, row in enumerate(rows)}, {column: j for j, column in enumerate(columns)}
    chosen = _assigned(edges, places)
    return [edge for edge in edges if (edge.first, edge.second) in chosen]


def _merit(edge: Edge) -> tuple[float, bool, bool, int, int]:
    return (edge.worth, edge.same_label, edge.same_answers, -edge.first, -edge.second)


def _assigned(
    edges: Sequence[Edge], places: tuple[dict[int, int], dict[int, int]]
) -> set[tuple[int, int]]:
    height, width = len(places[0]), len(places[1])
    rows = np.array([places[0][edge.first] for edge in edges])
    columns = np.array([places[1][edge.second] for edge in edges])
    weights = _weights(edges, (height - rows) / height * (width - columns) / width)
    if height * width <= _DENSE_CELLS:
        table = np.zeros((height, width))
        table[rows, columns] = weights
        chosen = zip(*_dense(table), strict=True)
    else:
        chosen = zip(*_sparse(rows, columns, weights), strict=True)
    known = (list(places[0]), list(places[1]))
    return {(known[0][i], known[1][j]) for i, j in chosen if j < width}


def _weights(edges: Sequence[Edge], earliness: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return one number an edge, in which worth, labels, answers and order are kept apart."""
    most = len({edge.first for edge in edges})
    worth = np.array([edge.worth for edge in edges])
    labels = np.array([edge.same_label for edge in edges])
    answers = np.array([edge.same_answers for edge in edges])
    weights: npt.NDArray[np.float64] = (
        worth + (_LABEL * labels + _ANSWERS * answers + _ORDER * earliness) / most
    )
    return weights


def _dense(table: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Solve it on the whole table, turned so that what ties leave open is the same both ways."""
    turned = np.ascontiguousarray(table.T)
    if (turned.shape, turned.tobytes()) < (table.shape, table.tobytes()):
        columns, rows = linear_sum_assignment(turned, maximize=True)
    else:
        rows, columns = linear_sum_assignment(table, maximize=True)
    return rows, columns


def _sparse(
    rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], weights: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Solve it on the edges alone; each row may also stay alone, in a column of its own."""
    height, width = int(rows.max()) + 1, int(columns.max()) + 1
    alone = np.arange(height)
    # The solver wants positive costs and minimises them.
    costs = np.concatenate([2.0 + weights.max() - weights, np.full(height, 2.0 + weights.max())])
    table = csr_array(
        (costs, (np.concatenate([rows, alone]), np.concatenate([columns, width + alone]))),
        shape=(height, width + height),
    )
    chosen: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]] = (
        min_weight_full_bipartite_matching(table)
    )
    return chosen
