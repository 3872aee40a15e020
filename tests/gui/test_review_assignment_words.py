"""What the assignment page says of cells, coders, reviews and all of it, in both languages."""

from __future__ import annotations

import pytest
from assignment_scene import (
    BEGUN,
    DONE,
    GIVEN,
    NOTHING,
    TODAY,
    cell,
    line,
    listed,
    person,
)

from annotator.gui.review.assignment import words
from annotator.model.assignment import Role
from annotator.model.review import ReviewStatus
from annotator.workbench.assignment_grid import CellState, CoderTotal, GridLine
from annotator.workbench.language import set_language

ACTS = ("assign", "unassign", "lock", "unlock", "reopen")


# cells ----------------------------------------------------------------------------------------


def said(**given):
    return words.cell_words(cell(listed(1), person(1), **given), TODAY)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (NOTHING, ""),
        (GIVEN, "no marks yet"),
        ({**GIVEN, "since": "2026-12-01"}, "from 1 Dec 2026"),
        ({**GIVEN, "since": TODAY}, "no marks yet"),
        ({**GIVEN, "since": "2026-11-01"}, "no marks yet"),
        ({**BEGUN, "since": "2026-12-01"}, "1 mark"),
        ({**DONE, "spans": 1234}, "1,234 marks"),
        ({**DONE, "spans": 0}, "no marks yet"),
        ({"spans": 3}, "3 marks"),
    ],
)
def test_below_the_state_stands_what_is_there_of_the_work(given, expected):
    assert said(**given) == expected


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_state_has_words_of_its_own(language):
    set_language(language)
    heard = [words.state_words(state) for state in CellState]
    assert len(set(heard)) == len(CellState)
    assert all(heard)


def test_the_words_follow_the_language():
    english = words.marks_words(1500), words.state_words(CellState.DONE)
    set_language("id")
    indonesian = words.marks_words(1500), words.state_words(CellState.DONE)
    assert english[0] == "1,500 marks"
    assert indonesian == ("1.500 penanda", "selesai")


# coders ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ({}, "nothing assigned"),
        ({"assigned": 3}, "0 of 3 done"),
        ({"assigned": 3, "done": 3, "finished": 5}, "3 of 3 done"),
        ({"finished": 1}, "1 done"),
        ({"finished": 2500}, "2,500 done"),
    ],
)
def test_how_far_a_coder_is_counts_what_is_assigned_and_else_what_is_finished(total, expected):
    assert words.done_words(CoderTotal(person(1), **total)) == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.CODER, ""),
        (Role.LEAD, "lead"),
        (Role.ADJUDICATOR, "adjudicator"),
        (Role.AGAIN, ""),
        ("a role of another program", ""),
    ],
)
def test_only_those_who_do_more_than_code_are_told_apart_by_what_they_do(role, expected):
    assert words.role_words(person(1, role=role)) == expected


def test_a_second_coding_says_that_it_is_one():
    assert words.coder_words(person(1, "Ayu · 2", Role.AGAIN)) == "Ayu · 2, again"
    assert words.coder_words(person(1, "Ayu", Role.LEAD)) == "Ayu"


# the review -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "state", "word"),
    [
        (ReviewStatus.IN_REVIEW, CellState.IN_REVIEW, "in review"),
        (ReviewStatus.SIGNED_OFF, CellState.SIGNED_OFF, "signed off"),
        (ReviewStatus.RELEASED, CellState.SIGNED_OFF, "released"),
        (ReviewStatus.REOPENED, CellState.REOPENED, "reopened"),
    ],
)
def test_a_review_that_was_begun_says_how_far_it_is(status, state, word):
    assert words.review_state(line(1, DONE, DONE, status=status)) == (state, word, "2 coders done")
    assert words.review_state(line(1, BEGUN, status=status)) == (state, word, "0 coders done")


@pytest.mark.parametrize("status", [None, ReviewStatus.OPEN])
@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([], (CellState.NOT_ASSIGNED, "waits for coders", "0 coders done")),
        ([DONE, BEGUN], (CellState.NOT_ASSIGNED, "waits for coders", "1 coder done")),
        ([DONE, DONE], (CellState.ASSIGNED, "to review", "2 coders done")),
        ([DONE, NOTHING, DONE, DONE], (CellState.ASSIGNED, "to review", "3 coders done")),
    ],
)
def test_a_review_can_begin_as_soon_as_two_have_finished(status, cells, expected):
    assert words.review_state(line(1, *cells, status=status)) == expected


@pytest.mark.parametrize(
    ("statuses", "told", "share"),
    [
        ([], "0 of 0 signed off", 0.0),
        ([None, ReviewStatus.IN_REVIEW], "0 of 2 signed off", 0.0),
        ([ReviewStatus.RELEASED, ReviewStatus.SIGNED_OFF], "2 of 2 signed off", 1.0),
        ([ReviewStatus.SIGNED_OFF, ReviewStatus.REOPENED], "1 of 2 signed off", 0.5),
    ],
)
def test_what_was_reopened_is_signed_off_no_more(statuses, told, share):
    lines = [line(number, DONE, status=one) for number, one in enumerate(statuses)]
    assert words.reviewed_words(lines) == (told, share)


def test_cases_are_told_as_so_many_of_so_many():
    assert words.cases_words(0, 1) == "0 of 1 case decided"
    assert words.cases_words(3, 1200) == "3 of 1,200 cases decided"


# articles -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ({}, "2,000 characters"),
        ({"published": "2024-10-30"}, "2024-10-30 · 2,000 characters"),
        ({"date": "2024"}, "2024 · 2,000 characters"),
        ({"published": "", "date": 2024}, "2024 · 2,000 characters"),
        ({"published": "2024-10-30", "date": "2020"}, "2024-10-30 · 2,000 characters"),
        ({"published": None}, "2,000 characters"),
    ],
)
def test_below_a_title_stands_when_it_was_published_and_how_long_it_is(meta, expected):
    assert words.article_words(GridLine(listed(2, **meta), ())) == expected


def test_how_much_there_is_to_code_adds_up():
    assert words.articles_words([]) == "0 articles, 0 characters"
    assert words.articles_words([line(1)]) == "1 article, 1,000 characters"
    assert words.articles_words([line(1), line(3)]) == "2 articles, 4,000 characters"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([[GIVEN]], "Every article by 1 coder."),
        ([[GIVEN, DONE], [BEGUN, GIVEN]], "Every article by 2 coders."),
        ([[NOTHING, NOTHING]], "Nothing is handed out yet. "),
        ([[GIVEN], [NOTHING], [NOTHING]], "Articles: 1 by 1 coder, 2 by nobody."),
        ([[GIVEN, GIVEN], [NOTHING, GIVEN]], "Articles: 1 by 2 coders, 1 by 1 coder."),
        ([[{**DONE, "is_assigned": False}]], "Nothing is handed out yet. "),
    ],
)
def test_how_many_coders_the_articles_have_is_told_in_a_sentence(rows, expected):
    lines = [line(number, *cells) for number, cells in enumerate(rows)]
    assert words.spread_words(lines).startswith(expected)


def test_the_spread_counts_every_article_once():
    rows = [[GIVEN] * (number % 4) + [NOTHING] * (3 - number % 4) for number in range(11)]
    told = words.spread_words([line(number, *cells) for number, cells in enumerate(rows)])
    counts = [int(part.split()[0]) for part in told.removeprefix("Articles: ").split(", ")]
    assert sum(counts) == 11
    assert told.index("3 coders") < told.index("2 coders") < told.index("1 coder")


# acts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("act", ACTS)
def test_every_act_says_to_how_many_cells_it_was_done(act, language):
    set_language(language)
    grouped = {"en": "1,200", "id": "1.200"}[language]
    assert "1 " in words.changed_words(act, 1)
    assert grouped in words.changed_words(act, 1200)
    assert words.changed_words(act, 0) == words.changed_words("lock", 0)


def test_no_two_acts_say_the_same():
    assert len({words.changed_words(act, 2) for act in ACTS}) == len(ACTS)
