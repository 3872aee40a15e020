"""Coding again and progress: what a share comes to, and how the work goes, in words and tables."""

from __future__ import annotations

from datetime import date

import pytest
from assignment_scene import person
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.dialogs.team.again_sheet import AgainSheet, plan_remarks
from annotator.gui.dialogs.team.progress_sheet import ProgressSheet, Standing
from annotator.gui.theme.naming import naming
from annotator.model.assignment import Assignment, Role
from annotator.model.codebook import Codebook
from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.workbench.assignment_grid import CoderTotal
from annotator.workbench.language import set_language
from annotator.workbench.progress import LabelLine, WeekLine
from annotator.workbench.recoding import RecodingPlan

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
AYU, BIMA = person(1, "Ayu"), person(2, "Bima")
AGAIN = person(3, "Ayu · 2", Role.AGAIN)


def plan(*days, finished=10, earlier=0, is_new=False):
    made = tuple(
        Assignment(Id(f"{at:032x}"), AGAIN.id, at, since=day) for at, day in enumerate(days)
    )
    return RecodingPlan(AYU, AGAIN, is_new, made, finished, earlier)


# coding again ---------------------------------------------------------------------------------


@pytest.fixture
def sheet(window):
    """The sheet for two people; ``asked`` has what was looked at, and three would be served."""
    return opened(window, lambda *_given: plan(*["2026-12-01"] * 3))


def opened(window, look_ahead, people=(AYU, BIMA)):
    asked, applied = [], []

    def look(*given):
        asked.append(given)
        return look_ahead(*given)

    made = AgainSheet(people, look)
    made.asked, made.applied = asked, applied
    made.apply_requested.connect(applied.append)
    made.open_over(window)
    return made


def test_the_first_person_a_tenth_and_two_weeks_are_offered(sheet):
    assert sheet.asked[-1] == (AYU.id, 0.1, 14, 1)
    assert sheet.coders[AYU.id].isChecked()
    assert sheet.first_focus().hasFocus()


def test_every_choice_is_looked_at(sheet):
    QTest.mouseClick(sheet.coders[BIMA.id], LEFT)
    assert sheet.asked[-1] == (BIMA.id, 0.1, 14, 1)
    sheet.share.set_value(100)
    sheet.days.set_value(0)
    sheet.seed.set_value(9)
    assert sheet.asked[-1] == (BIMA.id, 1.0, 0, 9)
    assert [one for one, option in sheet.coders.items() if option.isChecked()] == [BIMA.id]


def test_enter_asks_for_the_plan_that_is_shown(sheet):
    assert sheet.primary.text() == "Serve 3 articles again"
    QTest.keyClick(sheet.first_focus(), KEY.Key_Return)
    assert sheet.applied == [sheet.plan]


def test_a_share_that_is_served_already_is_no_plan_to_write(window):
    made = opened(window, lambda *_given: plan(earlier=1))
    assert made.reason == "That share is served again already."
    QTest.keyClick(made, KEY.Key_Return)
    assert made.applied == []


def test_a_plan_that_cannot_be_is_refused_and_the_one_before_is_not_written(window):
    def look(_who, share, _days, _seed):
        if share > 0.5:
            raise RefusedError("nothing_finished", coder="Ayu")
        return plan("2026-12-01")

    made = opened(window, look)
    assert made.primary.text() == "Serve 1 article again"
    made.share.set_value(80)
    assert (made.plan, made.reason) == (None, "There is no such plan.")
    made.on_apply()
    assert made.applied == []
    made.share.set_value(50)
    assert made.primary.isEnabled()


def test_without_anybody_who_has_finished_there_is_nothing_to_look_at(window):
    made = opened(window, lambda *_given: plan(), people=())
    assert made.asked == []
    assert made.reason == "Nobody has finished anything yet."


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (plan("2026-12-01"), ["1 of 10 finished articles.", "They are served from 1 Dec 2026 on."]),
        (
            plan("2027-01-05", "2026-12-01", finished=2),
            [
                "2 of 2 finished articles.",
                "They are served from 1 Dec 2026 to 5 Jan 2027, each in its turn.",
            ],
        ),
        (plan(None, None), ["2 of 10 finished articles."]),
        (plan(earlier=1), ["0 of 10 finished articles.", "1 was chosen before."]),
        (plan(earlier=2), ["0 of 10 finished articles.", "2 were chosen before."]),
        (
            plan(is_new=True),
            [
                "0 of 10 finished articles.",
                "The second coding stands under “Ayu · 2”, in a column of its own.",
            ],
        ),
    ],
)
def test_a_plan_says_how_much_from_when_and_under_which_name(given, expected):
    assert [words for _icon, words in plan_remarks(given)] == expected


# progress -------------------------------------------------------------------------------------


def total(coder, **more):
    return CoderTotal(coder, **more)


STANDING = Standing(
    [
        total(AYU, assigned=8, begun=2, done=4, finished=5, spans=30),
        total(BIMA, assigned=3, done=1, spans=10),
        total(AGAIN),
    ],
    [LabelLine("person", 25, {AYU.id: 20, BIMA.id: 5}), LabelLine("place", 15, {AYU.id: 15})],
    [
        WeekLine("2026-W46", date(2026, 11, 9), AYU, 30, 4),
        WeekLine("2026-W47", date(2026, 11, 16), BIMA, 10, 1),
    ],
)


@pytest.fixture
def progress(window):
    naming().set_codebook(Codebook("", ""), "en")
    made = ProgressSheet(STANDING)
    made.open_over(window)
    return made


def table(sheet, side):
    QTest.mouseClick(sheet.chips[side], LEFT)
    rows = sheet.table.rows
    heads = [rows.headerData(at, Qt.Orientation.Horizontal) for at in range(rows.columnCount())]
    cells = [
        [rows.cell(row, column).text for column in range(rows.columnCount())]
        for row in range(rows.rowCount())
    ]
    return heads, cells


def test_by_coder_everybody_is_there_with_the_share_of_what_is_assigned(progress):
    _heads, rows = table(progress, "coder")
    assert rows[0] == ["Ayu", "8", "2", "4", "50 %", "30"]
    assert rows[1] == ["Bima", "3", "0", "1", "33 %", "10"]
    assert rows[2][4] == "–", "of nothing there is no share"


def test_by_label_only_those_have_a_column_who_marked_and_the_sums_fit(progress):
    heads, rows = table(progress, "label")
    assert heads == ["Label", "Ayu", "Bima", "in all"]
    assert rows == [["person", "20", "5", "25"], ["place", "15", "0", "15"]]


def test_by_label_a_large_team_leaves_room_for_the_sum(window):
    people = [person(at, f"Coder {at}") for at in range(1, 20)]
    line = LabelLine("person", 19, {one.id: 1 for one in people})
    made = ProgressSheet(Standing([total(one, spans=1) for one in people], [line], []))
    made.open_over(window)
    heads, rows = table(made, "label")
    assert (len(heads), rows[0][-1]) == (9, "19")


def test_by_week_the_newest_week_stands_first(progress):
    _heads, rows = table(progress, "week")
    assert rows == [
        ["16 Nov 2026  ·  2026-W47", "Bima", "10", "1"],
        ["9 Nov 2026  ·  2026-W46", "Ayu", "30", "4"],
    ]


def test_one_side_is_shown_at_a_time(progress):
    for side in ("week", "label", "coder", "coder"):
        table(progress, side)
        assert [name for name, chip in progress.chips.items() if chip.isChecked()] == [side]


def test_a_project_in_which_nothing_happened_has_empty_tables(window):
    made = ProgressSheet(Standing([], [], []))
    made.open_over(window)
    assert [table(made, side)[1] for side in made.chips] == [[], [], []]
    QTest.keyClick(made.first_focus(), KEY.Key_Return)
    assert not made.is_open


def test_days_and_heads_are_written_as_indonesian_has_them(window):
    set_language("id")
    week = WeekLine("2026-W50", date(2026, 12, 7), AYU, 1, 0)
    made = ProgressSheet(Standing(STANDING.totals, [], [week]))
    made.open_over(window)
    assert table(made, "week")[1][0][0].startswith("7 Des 2026")
    assert table(made, "coder")[0][0] == "Pengode"
