from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.store.clock import LogicalClock, stamp_text, utc_text


@given(st.lists(st.floats(0, 4e9), min_size=1, max_size=20))
def test_stamps_only_grow_whatever_the_clock_does(times) -> None:
    left = iter(times)
    clock = LogicalClock(lambda: next(left))
    stamps = [clock.tick() for _ in times]
    assert stamps == sorted(set(stamps))


def test_a_stamp_carries_the_time() -> None:
    clock = LogicalClock(lambda: 1_764_590_400.9)
    assert stamp_text(clock.tick()) == "2025-12-01T12:00:00Z"
    assert stamp_text(clock.tick()) == "2025-12-01T12:00:00Z"


def test_the_first_and_the_last_time_there_is_can_be_shown() -> None:
    assert utc_text(0) == "1970-01-01T00:00:00Z"
    assert stamp_text(2**63 - 1) == "6429-10-17T02:45:55Z"
