"""Which backups stay: the laws that hold for any of them, and the rule of hours, days, weeks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from annotator.store.thinning import Keep, to_thin

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
YEARS = some.integers(-86_400, 3 * 365 * 86_400).map(lambda ago: NOW - timedelta(seconds=ago))
TIMES = some.lists(YEARS, max_size=60)
COUNTS = some.integers(0, 12)
KEEPS = some.builds(Keep, some.integers(0, 72), COUNTS, COUNTS, COUNTS)


def kept(times: list[datetime], keep: Keep | None = None) -> set[datetime]:
    return set(times) - to_thin(times, NOW, keep or Keep())


@given(TIMES, KEEPS)
def test_the_newest_backup_always_stays(times: list[datetime], keep: Keep) -> None:
    unneeded = to_thin(times, NOW, keep)
    assert unneeded <= set(times)
    assert not times or max(times) not in unneeded


@given(TIMES, KEEPS)
def test_thinning_what_was_thinned_takes_nothing_more(times: list[datetime], keep: Keep) -> None:
    assert to_thin(kept(times, keep), NOW, keep) == set()


@given(TIMES, KEEPS, some.randoms())
def test_the_order_does_not_matter(times: list[datetime], keep: Keep, chance) -> None:
    mixed = [*times, *times[:3]]
    chance.shuffle(mixed)
    assert to_thin(mixed, NOW, keep) == to_thin(times, NOW, keep)


@given(TIMES, KEEPS)
def test_everything_of_the_last_hours_stays(times: list[datetime], keep: Keep) -> None:
    recent = {one for one in times if NOW - one < timedelta(hours=keep.hours)}
    assert recent <= kept(times, keep)


@given(TIMES, KEEPS)
def test_there_are_never_more_old_ones_than_were_asked_for(times, keep: Keep) -> None:
    old = [one for one in kept(times, keep) if NOW - one >= timedelta(hours=keep.hours)]
    assert len(old) <= keep.days + keep.weeks + keep.months + 1


@given(TIMES)
def test_each_of_the_last_days_with_a_backup_keeps_its_last(times: list[datetime]) -> None:
    old = [one for one in times if NOW - one >= timedelta(hours=48)]
    days = sorted({one.date() for one in old}, reverse=True)[: Keep().days]
    stays = kept(times)
    for day in days:
        of_the_day = [one for one in old if one.date() == day]
        assert max(of_the_day) in stays
        assert sum(one in stays for one in set(of_the_day)) == 1


@given(TIMES, some.integers(1, 40))
def test_thinning_every_day_keeps_what_thinning_once_would_keep(times, days: int) -> None:
    """A backup that has a right to stay later is not thrown away earlier."""
    later = NOW + timedelta(days=days)
    first = kept(times)
    both = first - to_thin(first, later, Keep())
    assert both == set(times) - to_thin(times, later, Keep())


def test_a_year_of_work_leaves_days_weeks_and_months() -> None:
    hourly = [NOW - timedelta(hours=hours) for hours in range(24 * 365)]
    stays = sorted(kept(hourly), reverse=True)
    assert sum(NOW - one < timedelta(hours=48) for one in stays) == 48
    assert len(stays) == 48 + 12 + 10 + 9
    older = stays[48:]
    assert len({one.date() for one in older}) == len(older)
    assert NOW - stays[-1] > timedelta(days=270)


def test_a_holiday_costs_no_backup() -> None:
    before = [NOW - timedelta(days=200 + day) for day in range(12)]
    assert kept(before) == set(before)


def test_none_asked_for_leaves_the_newest_alone() -> None:
    days = [NOW - timedelta(days=day) for day in range(3, 30)]
    assert kept(days, Keep(0, 0, 0, 0)) == {days[0]}
