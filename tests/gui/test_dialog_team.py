"""Sheets for the work of several: people, handing out by rule, coding again, progress."""

from __future__ import annotations

import pytest
from window_scene import KEY, LEFT
from window_team import FIRST, LEAD, SECOND, Sheet, coder_id, hand_out, make_team

from annotator.gui.dialogs.team.fields import NumberField
from annotator.model.assignment import Role
from annotator.workbench.assigning import Assigning


@pytest.fixture
def team(started, project):
    make_team(project)
    hand_out(project, FIRST, 1)
    return started.open(project)


@pytest.fixture
def fresh(started, empty_project):
    """The same people on articles that nobody has marked."""
    make_team(empty_project)
    hand_out(empty_project, FIRST, 1)
    return started.open(empty_project)


def grid(desk):
    return Assigning(desk.session.context).grid()


def loads(desk):
    return {one.coder.name: one.assigned for one in grid(desk).totals}


def cells(table):
    rows = table.rows
    return [
        [rows.cell(row, column).text for column in range(rows.columnCount())]
        for row in range(rows.rowCount())
    ]


# people ---------------------------------------------------------------------------------------


def test_a_person_is_added_with_the_keys_alone(team):
    team.trigger("people")
    team.type("Sari")
    team.press(KEY.Key_Return)
    assert "Sari" in [one.name for one in team.session.finding.coders()]
    assert [row.coder.name for row in team.sheet.rows] == [FIRST, SECOND, "Sari", LEAD]
    assert team.sheet.field.hasFocus()
    assert team.sheet.field.text() == ""


def test_blanks_are_no_name(team):
    team.trigger("people")
    team.type("  ")
    assert not team.sheet.add.isEnabled()
    team.press(KEY.Key_Return)
    assert len(team.session.finding.coders()) == 3


def test_a_name_that_is_taken_is_refused_with_its_reason(team):
    team.trigger("people")
    team.type("ayu")
    team.press(KEY.Key_Return)
    assert team.sheet.failure.isVisible()
    assert len(team.session.finding.coders()) == 3


def test_a_role_is_given_by_a_click_and_shown_in_the_head_of_the_column(team):
    sheet = Sheet(team)
    team.trigger("people")
    row = next(one for one in team.sheet.rows if one.coder.name == SECOND)
    team.click_on(row.chips[Role.ADJUDICATOR])
    found = next(one for one in team.session.finding.coders() if one.name == SECOND)
    assert found.role == Role.ADJUDICATOR
    assert not team.sheet.failure.isVisible()
    assert sheet.page.model.grid.totals[sheet.column_of(SECOND)].coder.role == Role.ADJUDICATOR


def test_the_last_lead_stays_one_and_the_sheet_says_why(team):
    team.trigger("people")
    row = next(one for one in team.sheet.rows if one.coder.name == LEAD)
    team.click_on(row.chips[Role.CODER])
    assert team.session.coder.role == Role.LEAD
    assert team.sheet.failure.isVisible()
    row = next(one for one in team.sheet.rows if one.coder.name == LEAD)
    assert row.chips[Role.LEAD].isChecked()


# by rule --------------------------------------------------------------------------------------


def test_a_rule_is_seen_before_it_is_written(fresh):
    fresh.trigger("assign_by_rule")
    sheet = fresh.sheet
    assert sheet.coders.chosen == tuple(coder_id(fresh.session, one) for one in (FIRST, SECOND))
    assert cells(sheet.table) == [[FIRST, "4", "5"], [SECOND, "5", "5"]]
    assert sheet.primary.text() == "Make 9 assignments"
    assert loads(fresh) == {FIRST: 1, SECOND: 0, LEAD: 0}
    fresh.press(KEY.Key_Return)
    assert fresh.sheet is None
    assert loads(fresh) == {FIRST: 5, SECOND: 5, LEAD: 0}
    assert fresh.window.status.message.text() == "9 assigned."


def test_every_choice_changes_what_is_seen(fresh):
    fresh.trigger("assign_by_rule")
    sheet = fresh.sheet
    assert not sheet.share.isEnabled()
    fresh.click_on(sheet.shared)
    sheet.share.set_value(40)
    assert sheet.rule.double_share == 0.4
    assert len(sheet.plan.double) == 2
    fresh.click_on(sheet.coders.chips[coder_id(fresh.session, LEAD)])
    assert len(cells(sheet.table)) == 3
    fresh.click_on(sheet.keep)
    assert not sheet.rule.keep_existing


def test_the_same_seed_makes_the_same_plan(team):
    team.trigger("assign_by_rule")
    sheet = team.sheet
    team.click_on(sheet.shared)
    sheet.seed.set_value(7)
    first = sheet.plan.added
    sheet.seed.set_value(8)
    sheet.seed.set_value(7)
    assert sheet.plan.added == first


def test_without_coders_there_is_no_plan(team):
    team.trigger("assign_by_rule")
    sheet = team.sheet
    for chip in sheet.coders.chips.values():
        chip.setChecked(False)
    assert not sheet.primary.isEnabled()
    assert sheet.reason
    team.press(KEY.Key_Return)
    assert loads(team) == {FIRST: 1, SECOND: 0, LEAD: 0}


def test_only_the_chosen_rows_of_the_table_can_be_handed_out(fresh):
    page = Sheet(fresh)
    page.drag((1, SECOND), (2, SECOND))
    fresh.trigger("assign_by_rule")
    fresh.click_on(fresh.sheet.chosen_articles)
    assert fresh.sheet.chosen_articles.text() == "The 2 chosen articles"
    assert len(fresh.sheet.rule.documents) == 2
    fresh.sheet.per_document.set_value(1)
    fresh.press(KEY.Key_Return)
    assert sum(loads(fresh).values()) == 3


# again ----------------------------------------------------------------------------------------


def test_a_share_of_what_is_finished_is_served_again(team):
    team.trigger("code_again")
    sheet = team.sheet
    assert list(sheet.coders) == [coder_id(team.session, LEAD)], "only who has finished anything"
    sheet.share.set_value(40)
    count = len(sheet.plan.assignments)
    assert sheet.primary.text() == f"Serve {count} articles again"
    team.press(KEY.Key_Return)
    assert team.sheet is None
    again = next(one for one in grid(team).totals if one.coder.role == Role.AGAIN)
    assert again.assigned == count


def test_nobody_codes_again_who_has_finished_nothing(started, empty_project):
    desk = started.open(make_team(empty_project))
    desk.trigger("code_again")
    assert not desk.sheet.primary.isEnabled()
    assert desk.sheet.reason == "Nobody has finished anything yet."
    desk.press(KEY.Key_Return)
    assert desk.sheet is not None


# progress -------------------------------------------------------------------------------------


def test_progress_is_told_by_coder_label_and_week(team):
    team.trigger("progress")
    sheet = team.sheet
    by_name = {row[0]: row for row in cells(sheet.table)}
    assert by_name[FIRST][1:4] == ["1", "0", "0"]
    team.click_on(sheet.chips["label"])
    spans = sum(
        len(team.session.finding.annotations(one).spans) for one in team.session.finding.documents()
    )
    assert sum(int(row[-1]) for row in cells(sheet.table)) == spans
    team.click_on(sheet.chips["week"])
    assert sum(int(row[2]) for row in cells(sheet.table)) == spans
    team.press(KEY.Key_Return)
    assert team.sheet is None


# numbers --------------------------------------------------------------------------------------


@pytest.fixture
def number_field(qtbot):
    field = NumberField("Share", 1, 100, "%")
    qtbot.addWidget(field)
    field.show()
    return field


def test_a_number_is_seen_and_changed_by_typing_arrows_and_buttons(number_field, qtbot):
    told = []
    number_field.changed.connect(told.append)
    number_field.set_value(20)
    assert number_field.field.text() == "20"
    qtbot.keyClick(number_field.field, KEY.Key_Up)
    qtbot.mouseClick(number_field.more, LEFT)
    qtbot.mouseClick(number_field.less, LEFT)
    number_field.field.selectAll()
    qtbot.keyClicks(number_field.field, "45")
    assert told == [20, 21, 22, 21, 4, 45]
    assert number_field.value == 45
