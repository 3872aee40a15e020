"""Time in a project: a clock that never goes backwards, and UTC times as text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], float]
"""Seconds since 1970, as ``time.time`` gives them."""

_FRACTION_BITS = 16

FAR_FUTURE = 2**62
"""A stamp (of the year 4199) that no clock shows: one beyond it is passed over, because going on
from there the numbers would soon run out."""


class LogicalClock:
    """Stamps of revisions: milliseconds and a counter in one number that only ever grows.

    They order revisions also where the computer's clock is set back; nothing but the order of
    lists and of undo depends on them.
    """

    def __init__(self, clock: Clock, last: int = 0) -> None:
        self._clock = clock
        self.last = last

    def tick(self) -> int:
        """Return the next stamp."""
        self.last = max(self.last + 1, int(self._clock() * 1000) << _FRACTION_BITS)
        return self.last


def utc_text(seconds: float) -> str:
    """Return a UTC time as ``2026-11-22T08:30:00Z``."""
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def stamp_text(stamp: int) -> str:
    """Return the UTC time of a revision's stamp (of 63 bits, so not beyond the year 6429)."""
    return utc_text((stamp >> _FRACTION_BITS) / 1000)


def stamp_of(seconds: float) -> int:
    """Return the first stamp of a moment, given in seconds since 1970."""
    return max(0, min(int(seconds * 1000) << _FRACTION_BITS, 2**63 - 1))
