"""Agreement over time: every article is in the period in which it was done, and in no other."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from corpus_scene import coder, corpus_of, document, source
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.measure import Unit
from annotator.workbench.comparing.number import number_of
from annotator.workbench.comparing.options import Target
from annotator.workbench.comparing.periods import MOST, CodebookChange, Step, over_time

NAMES = ("ani", "budi")
PAIR = tuple(map(coder, NAMES))
TRIO = (*PAIR, coder("cici"))
FIRST = date(2024, 1, 1)
DAYS = st.lists(st.integers(0, 800), min_size=1, max_size=8)
SOME = settings(max_examples=30, deadline=None)


def some(number, name):
    """One mark; those of every third document are not the same for all."""
    end = 5 + (name == "budi" and number % 3 == 0)
    return [Unit(0, end, "x", f"{name}{number}")]


def asked_of(days, people=NAMES, **options):
    """Documents that were done so many days after the first one, each by all of some people."""
    marks = {(n, name): some(n, name) for n in range(len(days)) for name in people}
    done = {(n, name): day_of(days[n]) for n, name in marks}
    return source(corpus_of(marks, days=done), **options)


def day_of(days):
    return (FIRST + timedelta(days)).isoformat()


def shown(asked, coders=PAIR, step=None):
    return over_time(asked, number_of(asked, Target("span_f1_exact", coders)), step)


@SOME
@given(DAYS, st.sampled_from([None, *Step]))
def test_every_article_is_in_one_period_and_each_period_has_the_value_of_its_articles(days, step):
    asked = asked_of(days)
    found = shown(asked, step=step)
    assert sum(one.n_documents for one in found.periods) == len(days)
    for one in found.periods:
        inside = [n for n, day in enumerate(days) if one.first_day <= day_of(day) <= one.last_day]
        own = source(asked.corpus, documents=tuple(document(n) for n in inside))
        pooled = number_of(own, Target("span_f1_exact", PAIR)).summary.pooled
        assert (one.n_documents, one.n_units) == (len(inside), pooled.units)
        assert one.value == pytest.approx(pooled.value)


@SOME
@given(DAYS, st.sampled_from(list(Step)))
def test_periods_are_whole_days_weeks_or_months_that_do_not_overlap(days, step):
    periods = shown(asked_of(days), step=step).periods
    for one in periods:
        first, last = map(date.fromisoformat, (one.first_day, one.last_day))
        after = last + timedelta(1)
        if step is Step.DAY:
            assert first == last
        elif step is Step.WEEK:
            assert (first.weekday(), (after - first).days) == (0, 7)
        else:
            assert (first.day, after.day) == (1, 1)
            assert (after.month - first.month) % 12 == 1
    assert all(a.last_day < b.first_day for a, b in itertools.pairwise(periods))


@pytest.mark.parametrize(
    ("days", "step"),
    [
        (range(MOST), Step.DAY),
        (range(MOST + 1), Step.WEEK),
        (range(0, MOST * 7, 7), Step.DAY),
        (range(0, MOST * 7 + 7, 7), Step.MONTH),
        (range(0, MOST * 7, 3), Step.WEEK),
        ([0], Step.DAY),
    ],
)
def test_the_shortest_step_is_taken_that_gives_few_enough_periods(days, step):
    assert shown(asked_of(list(days))).step is step


def test_an_article_that_only_some_of_many_coders_have_is_in_the_period_of_those():
    """Of three coders two have each article, as is usual; all articles are in the number."""
    marks = {
        (n, name): some(n, name)
        for n in range(6)
        for place, name in enumerate((*NAMES, "cici"))
        if n % 3 != place
    }
    days = {(n, name): day_of(n + 10 * (name == "cici")) for n, name in marks}
    asked = source(corpus_of(marks, days=days))
    assert len(number_of(asked, Target("span_f1_exact", TRIO)).share.documents) == 6
    found = shown(asked, TRIO)
    assert sum(one.n_documents for one in found.periods) == 6
    expected = sorted({max(days[place] for place in days if place[0] == n) for n in range(6)})
    assert [one.first_day for one in found.periods] == expected


def test_an_article_that_a_coder_still_works_on_is_in_no_period():
    marks = {(n, name): some(n, name) for n in range(2) for name in NAMES}
    days = {place: day_of(1) for place in marks if place != (1, "budi")}
    status = {(1, "budi"): "in_progress"}
    asked = source(corpus_of(marks, status, days), finished_only=False)
    assert len(number_of(asked, Target("span_f1_exact", PAIR)).share.documents) == 2
    assert [one.n_documents for one in shown(asked).periods] == [1]


def test_a_period_in_which_nobody_marked_anything_is_shown_without_a_number():
    marks = {(n, name): some(n, name) if n else [] for n in range(2) for name in NAMES}
    asked = source(corpus_of(marks, days={place: day_of(place[0]) for place in marks}))
    empty, full = shown(asked).periods
    assert (empty.value, empty.interval, empty.n_documents) == (None, None, 1)
    assert (full.value, full.n_units) == (1.0, 2)


def test_changes_of_the_codebook_are_told_by_day():
    asked = asked_of([0])
    asked.corpus.__dict__["codebook_times"] = [
        ("1.0.0", "2024-01-01T23:59:59Z", "a"),
        ("1.1.0", "2024-02-01T00:00:00Z", "b"),
    ]
    assert shown(asked).changes == (
        CodebookChange("2024-01-01", "1.0.0"),
        CodebookChange("2024-02-01", "1.1.0"),
    )


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, 4),
        (1, None, 3),
        (None, 2, 3),
        (1, 2, 2),
        (2, 2, 1),
        (3, 1, 0),
    ],
)
def test_days_that_are_asked_for_belong_to_the_question(first, last, expected):
    bounds = {"first_day": first, "last_day": last}
    chosen = {name: day_of(day) for name, day in bounds.items() if day is not None}
    asked = asked_of([0, 1, 2, 3], **chosen)
    assert sum(one.n_documents for one in shown(asked).periods) == expected
