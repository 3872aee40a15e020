"""What the tables of the agreement say in words, cell by cell, and which list each cell has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from agreement_listing_scene import ANI, BUDI, CICI, PAIR, SAMPLE, codebook, row
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.review.agreement.asked import NumberAsked, Part
from annotator.gui.review.agreement.attributes import Alike, attribute_sheet, is_alike
from annotator.gui.review.agreement.compared import compared_sheet
from annotator.gui.review.agreement.matrix import Counts, Own, Value, matrix_sheet
from annotator.gui.review.agreement.overview import Overview
from annotator.gui.review.agreement.periods import period_words, periods_sheet
from annotator.gui.review.agreement.question import Choices, Question
from annotator.gui.review.agreement.strips import strips_sheet
from annotator.gui.theme.naming import naming
from annotator.model.identity import Id
from annotator.workbench.comparing import matrix as numbers
from annotator.workbench.comparing.attributes import AttributeLine
from annotator.workbench.comparing.options import Options, Table, Target
from annotator.workbench.comparing.periods import CodebookChange, OverTime, Period, Step
from annotator.workbench.comparing.strips import Strip
from annotator.workbench.language import set_language

PLAIN = Question()
ASKED = NumberAsked(Target("span_f1_exact", PAIR), Options())


@pytest.fixture(scope="module", autouse=True)
def _book(tmp_path_factory):
    naming().set_codebook(codebook(tmp_path_factory.mktemp("book")), "en")


def said(sheet):
    return [[cell.said for cell in cells] for cells in sheet.cells]


# over time ----------------------------------------------------------------------------------


def day(number):
    return (date(2026, 3, 1) + timedelta(days=number)).isoformat()


def period(first, last=None, value=0.5, **more):
    given = {"interval": SAMPLE if value is not None else None, "n_documents": 1, "n_units": 8}
    return Period(day(first), day(first if last is None else last), value, **(given | more))


def over(*periods, changes=(), step=Step.DAY):
    found = tuple(CodebookChange(day(at), version) for at, version in changes)
    return OverTime(step, periods, found)


DAYS = {Id(letter * 32): day(at) for at, letter in enumerate("abcd")}


def test_a_day_says_value_interval_and_count():
    sheet = periods_sheet(over(period(0)), DAYS, ASKED)
    assert said(sheet) == [["1 Mar 2026: .50 [.25, .75] n 8"]]
    assert (sheet.columns, sheet.rows) == (("1 Mar 2026",), ("Agreement",))


def test_a_week_says_both_its_days_wherever_it_is_told():
    sheet = periods_sheet(over(period(1, 7), step=Step.WEEK), DAYS, ASKED)
    [[cell]] = sheet.cells
    words = "2 Mar 2026 – 8 Mar 2026"
    assert sheet.columns == (words,)
    assert cell.said.startswith(f"{words}: ")
    assert cell.asked.part.title == words


def test_a_period_without_a_value_says_why_and_has_no_list():
    alone = period(0, value=None, n_units=3, lack="one_category")
    [[cell]] = periods_sheet(over(alone), DAYS, ASKED).cells
    assert cell.said == "1 Mar 2026: n/a: everybody gave one and the same answer, n 3"
    assert cell.asked is None


def test_a_period_has_the_list_of_the_articles_that_were_done_in_it():
    first, second = (Id(letter * 32) for letter in "ab")
    sheet = periods_sheet(over(period(0), period(1, 3)), DAYS, ASKED)
    parts = [cell.asked.part.documents for cell in sheet.cells[0]]
    assert parts == [{first}, set(DAYS) - {first}]
    assert second in parts[1]
    assert all(cell.asked.target == ASKED.target for cell in sheet.cells[0])


def test_without_periods_there_is_no_table():
    sheet = periods_sheet(over(), DAYS, ASKED)
    assert (sheet.columns, sheet.rows, sheet.cells) == ((), (), ())


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([(-5, "1")], [(), ()]),
        ([(0, "2")], [("2",), ()]),
        ([(1, "3")], [(), ("3",)]),
        ([(2, "4")], [(), ("4",)]),
        ([(4, "5")], [(), ("5",)]),
        ([(0, "6"), (1, "7"), (2, "8")], [("6",), ("7", "8")]),
        ([(9, "9")], [(), ()]),
    ],
)
def test_a_version_of_the_codebook_stands_at_the_first_period_it_could_be_felt_in(changes, told):
    sheet = periods_sheet(over(period(0), period(3, 4), changes=changes), DAYS, ASKED)
    assert [cell.shown.versions for cell in sheet.cells[0]] == told
    for cell in sheet.cells[0]:
        assert cell.said.count("codebook ") == len(cell.shown.versions)


@given(
    st.lists(st.integers(0, 40), min_size=1, max_size=8, unique=True),
    st.lists(st.integers(-3, 45), max_size=6),
)
def test_no_version_of_the_codebook_is_told_twice(firsts, changes):
    periods = [period(first) for first in sorted(firsts)]
    found = over(*periods, changes=[(at, f"v{place}") for place, at in enumerate(changes)])
    sheet = periods_sheet(found, {}, ASKED)
    told = [one for cell in sheet.cells[0] for one in cell.shown.versions]
    assert len(told) == len(set(told))
    first, last = min(firsts), max(firsts)
    between = {f"v{place}" for place, at in enumerate(changes) if first <= at <= last}
    assert set(told) == between


def test_when_a_period_was_follows_the_language():
    set_language("id")
    assert period_words(period(1, 7), Step.WEEK) == "2 Mar 2026 – 8 Mar 2026"
    assert period_words(period(61), Step.DAY) == "1 Mei 2026"


# articles -----------------------------------------------------------------------------------


def strip(value=0.5, **more):
    given = {"key": "doc-1", "title": "A title", "lack": None} | more
    return Strip(Id("a" * 32), given["key"], given["title"], 100, value, 8, (), given["lack"])


def test_an_article_says_title_value_and_count_and_has_its_own_list():
    sheet = strips_sheet([strip(), strip(None, title="", lack="nothing")], ASKED)
    assert said(sheet) == [["A title: .50, n 8"], ["doc-1: n/a: nothing to compare, n 8"]]
    assert sheet.rows == ("doc-1", "doc-1")
    first, second = (cells[0].asked for cells in sheet.cells)
    assert first == replace(ASKED, part=Part(frozenset({Id("a" * 32)}), "A title"))
    assert second is None


# attributes ---------------------------------------------------------------------------------


def line(percent, kappa=0.25, label="person", attribute="role", **more):
    place = {"label": label, "attribute": attribute}
    return AttributeLine(
        label,
        attribute,
        more.get("n", 9),
        row(percent, "percent_agreement", **place),
        row(kappa, "cohen_kappa", lack="one_category", **place),
    )


@pytest.mark.parametrize(
    ("percent", "alike"), [(1.0, True), (None, True), (0.0, False), (0.999, False)]
)
def test_answers_are_alike_where_none_differs_or_there_are_none(percent, alike):
    assert is_alike(line(percent)) == alike


def test_an_attribute_says_n_percentage_and_kappa_together():
    sheet = attribute_sheet([line(0.5)], Options(), is_open=False)
    assert said(sheet) == [["Person: Role: n 9, 50%, κ .250 [.25, .75] n 47"]]
    assert sheet.cells[0][0].asked.target.measure == "cohen_kappa"


def test_a_field_of_the_article_is_called_one():
    one = line(0.5, label=None, attribute="outlet")
    assert said(attribute_sheet([one], Options(), is_open=False))[0][0].startswith(
        "article: Outlet"
    )


def test_without_kappa_the_percentage_has_the_list_and_the_reason_stands():
    sheet = attribute_sheet([line(0.5, None)], Options(), is_open=False)
    [[cell]] = sheet.cells
    assert "50%, κ n/a: everybody gave one and the same answer" in cell.said
    assert cell.asked.target.measure == "percent_agreement"


def test_without_any_number_there_is_no_list():
    sheet = attribute_sheet([line(None, None, n=0)], Options(), is_open=True)
    [cell] = sheet.cells[1]
    assert cell.asked is None
    assert cell.said.startswith("Person: Role: n 0, n/a, κ n/a: ")


@pytest.mark.parametrize("is_open", [True, False])
def test_those_answered_alike_are_one_row_last_and_follow_it_when_open(is_open):
    lines = [line(1.0, attribute="a"), line(0.5, attribute="b"), line(None, attribute="c")]
    sheet = attribute_sheet(lines, Options(), is_open=is_open)
    shown = [cells[0].shown for cells in sheet.cells]
    assert shown[:2] == [lines[1], Alike(2, is_open)]
    assert shown[2:] == ([lines[0], lines[2]] if is_open else [])
    assert len(sheet.rows) == len(sheet.cells)


@pytest.mark.parametrize(
    ("differing", "alike", "told"),
    [
        (1, 1, "1 other answered alike"),
        (1, 2, "2 others answered alike"),
        (0, 1, "1 attribute, answered alike"),
        (0, 3, "all 3 answered alike"),
    ],
)
def test_the_row_of_those_answered_alike_counts_them(differing, alike, told):
    lines = [line(0.5)] * differing + [line(1.0)] * alike
    assert said(attribute_sheet(lines, Options(), is_open=False))[-1] == [told]


# against the gold ---------------------------------------------------------------------------


GOLD = Options(table=Table.GOLD)


def test_a_coder_against_the_gold_is_a_row_with_its_list():
    sheet = compared_sheet([row(0.5, coders=("Ani", "gold"))], {}, GOLD)
    assert said(sheet) == [["Ani: .500 [.25, .75] n 47"]]
    assert (sheet.rows, sheet.columns) == (("Ani",), ("Coder",))
    assert sheet.cells[0][0].asked == NumberAsked(Target("span_f1_exact", PAIR), GOLD)


@pytest.mark.parametrize(("share", "told"), [(0.875, "88%"), (1.0, "100%"), (None, "n/a")])
def test_kappa_against_the_gold_stands_with_its_percentage(share, told):
    kappa, percent = row(0.5, "cohen_kappa"), row(share, "percent_agreement")
    [[cell]] = compared_sheet([kappa], {PAIR: percent}, GOLD).cells
    assert cell.said == f"Ani: .500 [.25, .75] n 47, {told}"
    [[cell]] = compared_sheet([kappa], {(ANI, CICI): percent}, GOLD).cells
    assert cell.said.endswith("n 47")


def test_whoever_has_nothing_in_common_with_the_gold_is_told_why():
    [[cell]] = compared_sheet([row(None)], {}, GOLD).cells
    assert (cell.said, cell.asked) == ("Ani: n/a: no common article", None)


# the matrix ---------------------------------------------------------------------------------


NAMES = {ANI: "Ani", BUDI: "Budi", CICI: "Cici"}


def overview(question=PLAIN, *, documents=(6, 6, 0), **more):
    """Ani and Budi with a number; Cici has nothing in common with them."""
    own = tuple(
        numbers.Own(one, name, count, 4 * count)
        for (one, name), count in zip(NAMES.items(), documents, strict=True)
    )
    lacking = numbers.Cell(row(None))
    number = row(0.5, question.measure)
    cells = {
        (ANI, BUDI): numbers.Cell(number, *more.pop("counts", (14, 10, 9))),
        (ANI, CICI): lacking,
        (BUDI, CICI): lacking,
    }
    found = numbers.Matrix(question.measure, own, cells)
    return Overview(question, Choices(), 2, 2, 47, NAMES, found, **more)


def test_below_the_diagonal_stands_the_number_above_it_what_it_stands_on():
    sheet = matrix_sheet(overview())
    assert sheet.rows == sheet.columns == ("Ani", "Budi", "Cici")
    assert said(sheet)[1][0] == "Ani × Budi: .500 [.25, .75] n 47"
    assert said(sheet)[0][1] == "Ani × Budi: 14 shared, 10 only Ani, 9 only Budi"
    below, above = sheet.cells[1][0], sheet.cells[0][1]
    assert below.asked == above.asked == ASKED
    assert (below.is_echo, above.is_echo) == (False, True)
    assert isinstance(below.shown, Value)
    assert isinstance(above.shown, Counts)


def test_a_measure_that_counts_no_pairs_has_n_above_the_diagonal():
    assert said(matrix_sheet(overview(counts=())))[0][1] == "Ani × Budi: n 47"


def test_the_reason_stands_in_both_halves_and_neither_has_a_list():
    sheet = matrix_sheet(overview())
    for at, place in ((0, 2), (2, 0), (1, 2), (2, 1)):
        cell = sheet.cells[at][place]
        assert cell.said.endswith("n/a: no common article")
        assert (cell.asked, cell.is_echo) == (None, False)


@pytest.mark.parametrize(
    ("finished_only", "told"), [(True, "nothing finished"), (False, "not begun")]
)
def test_one_s_own_number_stands_on_the_diagonal(finished_only, told):
    sheet = matrix_sheet(overview(Question(finished_only=finished_only)))
    assert said(sheet)[0][0] == "Ani: 24 marks"
    assert sheet.cells[0][0].asked.coder == ANI
    mine = sheet.cells[2][2]
    assert (mine.said, mine.asked) == (f"Cici: {told}", None)
    assert isinstance(mine.shown, Own)
    assert mine.shown.nothing == told, "what is painted is what is said"


def test_somebody_who_finished_without_a_mark_has_a_number_and_no_list():
    found = overview(documents=(6, 6, 1))
    own = [replace(one, n_units=0) if one.coder == CICI else one for one in found.matrix.own]
    sheet = matrix_sheet(replace(found, matrix=replace(found.matrix, own=tuple(own))))
    assert (said(sheet)[2][2], sheet.cells[2][2].asked) == ("Cici: 0 marks", None)


def test_kappa_stands_with_its_percentage_in_the_matrix():
    question = Question("cohen_kappa", "person", "role")
    shares = overview(question).matrix
    percent = row(0.875, "percent_agreement")
    shares = replace(shares, cells={one: numbers.Cell(percent) for one in shares.cells})
    sheet = matrix_sheet(overview(question, percents=shares, counts=()))
    assert said(sheet)[1][0] == "Ani × Budi: .500 [.25, .75] n 47, 88%"
    assert sheet.cells[1][0].shown.percent == 0.875


def test_without_a_matrix_there_are_no_cells():
    assert matrix_sheet(Overview(Question(), Choices(), 0, 0, 0, NAMES)).cells == ()


def test_the_matrix_says_its_numbers_in_indonesian():
    set_language("id")
    told = said(matrix_sheet(overview()))
    assert told[1][0] == "Ani × Budi: 0,500 [0,25; 0,75] n 47"
    assert "Ani" in told[0][1]
    assert "shared" not in told[0][1]
