"""Documents with units for the tests of agreement, and brute force to compare with."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cache
from math import comb

import hypothesis.strategies as st
import numpy as np

from annotator.agreement.measure import Text, Unit
from annotator.agreement.tuples.dissimilarity import Marks

LABELS = ("a", "b", "c")

KRIPPENDORFF_2016 = (
    [("1", 2, 9), ("2", 11, 17), ("5", 24, 30), ("6", 32, 36), ("6", 36, 44), ("7", 44, 60)],
    [("1", 2, 9), ("3", 11, 17), ("5", 19, 25), ("6", 32, 44)],
    [("1", 2, 9), ("4", 11, 17), ("5", 21, 27), ("6", 32, 36), ("6", 36, 40), ("6", 40, 44)],
)
"""Alex, Paul and Suzan, who mark 60 places: the example of Krippendorff et al. (2016)."""


def text(length: int, *coders: Sequence[tuple[str, int, int]]) -> Text:
    """A document from (label, start, end) by coder."""
    made = tuple(tuple(Unit(start, end, label) for label, start, end in one) for one in coders)
    return Text(length, made)


def letters(*rows: str) -> Text:
    """A document from a row of letters by coder: one letter is the label of one character."""
    coders = [[(one, i, i + 1) for i, one in enumerate(row) if one != "-"] for row in rows]
    return text(len(rows[0]), *coders)


@st.composite
def lone_units(draw: st.DrawFn, length: int, most: int = 4) -> list[tuple[str, int, int]]:
    """The units of one coder, none of which overlap."""
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=2 * most, unique=True)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return [(draw(st.sampled_from(LABELS)), start, end) for start, end in pairs]


@st.composite
def any_units(draw: st.DrawFn, length: int, most: int = 4) -> list[tuple[str, int, int]]:
    """The units of one coder, which may overlap and nest."""
    count = draw(st.integers(0, most))
    made = []
    for _ in range(count):
        start = draw(st.integers(0, length - 1))
        made.append((draw(st.sampled_from(LABELS)), start, draw(st.integers(start + 1, length))))
    return made


@st.composite
def texts(draw: st.DrawFn, coders: tuple[int, int] = (2, 3), *, lone: bool = False) -> Text:
    """A short document of some coders."""
    length = draw(st.integers(6, 16))
    units = lone_units if lone else any_units
    number = draw(st.integers(*coders))
    return text(length, *[draw(units(length)) for _ in range(number)])


def characters(one: Text) -> list[list[frozenset[str]]]:
    """The labels of each character, by coder."""
    return [
        [frozenset(u.label for u in units if u.start <= at < u.end) for at in range(one.length)]
        for units in one.units
    ]


def sections(units: Sequence[Unit], label: str, length: int) -> list[tuple[int, int, bool]]:
    """The continuum of one coder and label as (start, length, whether it is a unit).

    Overlapping units are made one by walking over the characters.
    """
    ours = sorted({(u.start, u.end) for u in units if u.label == label})
    joined: list[list[int]] = []
    for start, end in ours:
        if joined and start < joined[-1][1]:
            joined[-1][1] = max(end, joined[-1][1])
        else:
            joined.append([start, end])
    found, here = [], 0
    for start, end in [*joined, [length, length]]:
        if start > here:
            found.append((here, start - here, False))
        if end > start:
            found.append((start, end - start, True))
        here = end
    return found


def swapped(one: Text) -> Text:
    """The same with coders and units in another order."""
    return Text(one.length, tuple(tuple(reversed(units)) for units in reversed(one.units)))


def copied(one: Text, coders: int = 2) -> Text:
    """Everybody has marked what the first coder marked."""
    return Text(one.length, (one.units[0],) * coders)


# What gamma is made of -------------------------------------------------------------------------


def marks(units: Sequence[tuple[int, int, str]], labels: Sequence[str] = LABELS) -> Marks:
    ordered = sorted((start, end, labels.index(label)) for start, end, label in units)
    starts, ends, numbers = np.array(ordered, dtype=np.int64).reshape(-1, 3).T
    return Marks(starts.astype(float), ends.astype(float), numbers)


def marks_of(one: Text) -> list[Marks]:
    return [marks([(u.start, u.end, u.label) for u in units]) for units in one.units]


def difference(first: Unit, second: Unit, alpha: float, beta: float) -> float:
    apart = abs(first.start - second.start) + abs(first.end - second.end)
    length = first.end - first.start + second.end - second.start
    return alpha * (apart / length) ** 2 + beta * (first.label != second.label)


def cost_of(units: Sequence[Unit | None], alpha: float, beta: float) -> float:
    pairs = itertools.combinations(units, 2)
    costs = [1.0 if a is None or b is None else difference(a, b, alpha, beta) for a, b in pairs]
    return sum(costs) / comb(len(units), 2)


def brute_cost(one: Text, alpha: float = 1.0, beta: float = 1.0) -> float:
    """The least cost of all ways to put every unit into one tuple."""

    @cache
    def least(left: tuple[tuple[Unit, ...], ...]) -> float:
        coder = next((n for n, units in enumerate(left) if units), None)
        if coder is None:
            return 0.0
        choices = [
            (left[n][0],) if n == coder else (None,) if n < coder else (None, *left[n])
            for n in range(len(left))
        ]
        return min(
            cost_of(taken, alpha, beta)
            + least(
                tuple(
                    tuple(u for u in units if u is not one_taken)
                    for units, one_taken in zip(left, taken, strict=True)
                )
            )
            for taken in itertools.product(*choices)
        )

    return least(tuple(tuple(units) for units in distinct(one).units))


def distinct(one: Text) -> Text:
    """The same with a name for each unit, so that equal ones are told apart."""
    return Text(
        one.length,
        tuple(
            tuple(u._replace(id=f"{n}.{i}") for i, u in enumerate(units))
            for n, units in enumerate(one.units)
        ),
    )
