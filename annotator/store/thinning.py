"""Which of many backups stay: all of the last days, then one a day, a week, a month."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

Period = Callable[[datetime], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Keep:
    """How many backups stay: all of the last ``hours``, then so many of each sort."""

    hours: int = 48
    days: int = 12
    weeks: int = 10
    months: int = 9


def to_thin(times: Iterable[datetime], now: datetime, keep: Keep) -> set[datetime]:
    """Return the times of the backups that are not needed any more; never the newest.

    Those of the last ``hours`` stay.  Of the older ones the last of each day stays, as far as
    ``days`` goes; of what is older still the last of each week, and then of each month.  Only days
    on which there is a backup are counted, so nothing is lost by a holiday.
    """
    newest_first = sorted(set(times), reverse=True)
    tiers = [
        _Tier(keep.days, lambda one: (one.year, one.month, one.day)),
        _Tier(keep.weeks, lambda one: tuple(one.isocalendar()[:2])),
        _Tier(keep.months, lambda one: (one.year, one.month)),
    ]
    unneeded = set()
    for one in newest_first:
        if now - one >= timedelta(hours=keep.hours) and not _finds_room(tiers, one):
            unneeded.add(one)
    return unneeded - set(newest_first[:1])


class _Tier:
    """So many periods of one length, of which the first backup that comes is kept."""

    def __init__(self, count: int, period: Period) -> None:
        self._count, self._period = count, period
        self._kept: set[tuple[int, ...]] = set()

    def has_kept(self, one: datetime) -> bool:
        """Tell whether the period of a time has its backup."""
        return self._period(one) in self._kept

    def takes(self, one: datetime) -> bool:
        """Keep a time if there is room; tells whether there was."""
        if len(self._kept) >= self._count:
            return False
        self._kept.add(self._period(one))
        return True


def _finds_room(tiers: list[_Tier], one: datetime) -> bool:
    for tier in tiers:
        if tier.has_kept(one):
            return False
        if tier.takes(one):
            return True
    return False
