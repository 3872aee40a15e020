"""Agreement over time: the days on which articles were done, and when a codebook came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from annotator.agreement.summary import Summary
from annotator.model.identity import Id
from annotator.model.measurement import Interval
from annotator.workbench.comparing.number import Number, Source
from annotator.workbench.comparing.shares import done_day

MOST = 24
"""How many periods are shown side by side before longer ones are taken."""


class Step(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Period:
    """The number of the articles that the last of the coders was done with between two UTC days.

    ``lack`` says why there is no value.
    """

    first_day: str
    last_day: str
    value: float | None
    interval: Interval | None
    n_documents: int
    n_units: int
    lack: str | None = None


@dataclass(frozen=True, slots=True)
class CodebookChange:
    """The UTC day on which a version of the codebook came into the project."""

    day: str
    version: str


@dataclass(frozen=True, slots=True)
class OverTime:
    """Periods in order of time, those without articles left out, and the changes of codebook."""

    step: Step
    periods: tuple[Period, ...]
    changes: tuple[CodebookChange, ...]


def over_time(source: Source, number: Number, step: Step | None = None) -> OverTime:
    """Return a number by the day on which its documents were done.

    Without a ``step`` it is the shortest that gives at most ``MOST`` periods.
    """
    days = [_done_day(source, one.id, number.share.coders) for one in number.share.documents]
    chosen = step or _fitting(days)
    places: dict[str, list[int]] = {}
    for place, day in enumerate(days):
        if day:
            places.setdefault(_BEGIN[chosen](date.fromisoformat(day)).isoformat(), []).append(place)
    periods = tuple(
        _period(number.summary, first, some, chosen) for first, some in sorted(places.items())
    )
    changes = tuple(
        CodebookChange(time[:10], version) for version, time, _id in source.corpus.codebook_times
    )
    return OverTime(chosen, periods, changes)


def _done_day(source: Source, document: Id, coders: Sequence[Id]) -> str:
    """Return the day on which those of some coders were done who have a document at all.

    Of many coders each document may be of two of them.
    """
    ready = [one for one in coders if source.is_ready(document, one)]
    return done_day(source.corpus, document, ready)


def _period(summary: Summary, first: str, places: Sequence[int], step: Step) -> Period:
    part = replace(summary, sums=summary.sums[list(places)])
    pooled = part.pooled
    last = _last_day(date.fromisoformat(first), step).isoformat()
    interval = None if pooled.value is None else part.interval
    lack = str(pooled.lack) if pooled.value is None and pooled.lack else None
    return Period(first, last, pooled.value, interval, len(places), pooled.units, lack)


def _fitting(days: Sequence[str]) -> Step:
    dates = {date.fromisoformat(day) for day in days if day}
    for step in (Step.DAY, Step.WEEK):
        if len({_BEGIN[step](day) for day in dates}) <= MOST:
            return step
    return Step.MONTH


def _same(day: date) -> date:
    return day


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _first_of_month(day: date) -> date:
    return day.replace(day=1)


_BEGIN: dict[Step, Callable[[date], date]] = {
    Step.DAY: _same,
    Step.WEEK: _monday,
    Step.MONTH: _first_of_month,
}


def _last_day(first: date, step: Step) -> date:
    if step is Step.DAY:
        return first
    if step is Step.WEEK:
        return first + timedelta(days=6)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
