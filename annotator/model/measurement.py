"""A number that says how far coders agree, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Lack(StrEnum):
    """Why there is no number where one was asked for."""

    NOTHING = "nothing"
    """There is nothing to compare: no common article, no common item, no unit of anybody."""
    ONE_CATEGORY = "one_category"
    """Everybody gave the same single answer, so nothing says how much of it is chance."""
    ONE_CODER = "one_coder"
    """Fewer than two coders answered any item together."""
    NO_CHANCE = "no_chance"
    """Chance alone would already agree fully (or never differ), so the ratio has no meaning."""
    TWO_CODERS_ONLY = "two_coders_only"
    """The measure is defined for two coders, and more were given."""
    NO_NUMBERS = "no_numbers"
    """The measure calculates with the answers, and they are no numbers that it can take."""
    OVERLAPPING = "overlapping"
    """Units of one coder with different labels overlap, and the measure has room for one only."""
    STOPPED = "stopped"
    """The person stopped the computation."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One value of a measure, or ``lack`` of it.

    ``units`` is how many things were counted (items with two answers at least, spans of all
    coders together, characters, relations: what the measure counts is in its definition).
    ``counts`` holds the parts of the formula by name (``observed``, ``expected``, ``both``,
    ``only_a`` …), so that a reader can do the sum again.
    """

    value: float | None
    units: int
    lack: Lack | None = None
    counts: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Interval:
    """A percentile interval over resampled documents: both bounds, how many draws, which seed.

    ``undefined`` is how many of the draws had no value and were left out.  ``lack`` is None, or
    ``few_documents`` where there are too few for an interval, or ``few_draws`` where fewer than
    half of the draws had a value.
    """

    low: float | None
    high: float | None
    draws: int
    seed: int
    lack: str | None = None
    undefined: int = 0
