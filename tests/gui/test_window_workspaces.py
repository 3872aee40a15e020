"""The workspaces: tabs only where several work, keys, and what can be used in which."""

from __future__ import annotations

import pytest
from window_scene import CONTROL, KEY
from window_team import FIRST, LEAD, Sheet, make_team

from annotator.gui.commands.workspaces import WORKSPACES
from annotator.gui.panels.workspace_tabs import Tab


@pytest.fixture
def team(started, project):
    """The window on a project of three people, seen by its lead."""
    return started.open(make_team(project))


def tabs(desk):
    return desk.window.top.tabs


def shown(desk):
    return [tab.text() for tab in tabs(desk).tabs] if tabs(desk).isVisible() else []


def test_somebody_who_codes_alone_sees_no_tabs(desk):
    assert shown(desk) == []


def test_the_tabs_come_with_the_second_person_and_stay_where_they_are(desk):
    desk.trigger("people")
    desk.type("Sari")
    desk.press(KEY.Key_Return)
    desk.press(KEY.Key_Escape)
    assert shown(desk) == [row.text for row in WORKSPACES]
    assert tabs(desk).tabs[0].isChecked()
    assert desk.reader.hasFocus()


def test_the_assignments_of_a_lone_coder_show_the_tabs_until_they_are_left(desk):
    desk.trigger("workspace_assignment")
    assert shown(desk) == [row.text for row in WORKSPACES]
    desk.press(KEY.Key_1, CONTROL)
    assert shown(desk) == []
    assert desk.reader.hasFocus()


def test_who_does_not_lead_sees_neither_tabs_nor_the_page(team):
    team.trigger("workspace_assignment")
    team.window.people.coder_chosen.emit(FIRST)
    team.settle()
    assert shown(team) == []
    assert team.window.reviewing.page is None
    assert not team.menu("workspace_assignment").isEnabled()
    team.window.reviewing.show("assignment")
    assert team.window.reviewing.page is None
    team.window.people.coder_chosen.emit(LEAD)
    team.settle()
    assert shown(team) != []


def test_keys_and_clicks_go_from_one_workspace_to_the_other(team):
    team.press(KEY.Key_2, CONTROL)
    page = team.window.reviewing.page
    assert page.isVisible()
    assert page.view.hasFocus()
    assert [tab.isChecked() for tab in tabs(team).tabs][:2] == [False, True]
    team.click_on(tabs(team).tabs[0])
    assert team.reader.isVisible()
    assert team.reader.hasFocus()
    team.click_on(tabs(team).tabs[1])
    assert team.window.reviewing.page is page, "it is made but once"
    assert team.menu("workspace_assignment").isChecked()


def test_a_tab_that_is_pressed_again_changes_nothing(team):
    team.press(KEY.Key_2, CONTROL)
    team.click_on(tabs(team).tabs[1])
    assert tabs(team).tabs[1].isChecked()
    assert team.window.reviewing.page.isVisible()


def test_commands_of_the_text_rest_while_another_workspace_is_shown(team):
    article = team.scene.document.id
    team.trigger("workspace_assignment")
    for name in ("next_article", "find", "zoom_in", "fold_left", "done", "guideline"):
        assert not team.menu(name).isEnabled(), name
        team.window.trigger(name)
    for name in ("export", "history", "palette", "quit", "fold_right"):
        assert team.menu(name).isEnabled(), name
    assert team.scene.document.id == article
    assert not team.window.top._fold.isVisible()
    team.trigger("workspace_code")
    assert team.menu("next_article").isEnabled()
    assert team.window.top._fold.isVisible()


def test_the_palette_offers_workspaces_and_no_labels_beside_the_text(team):
    team.trigger("workspace_assignment")
    team.press(KEY.Key_K, CONTROL)
    team.type("Code")
    team.press(KEY.Key_Return)
    assert team.reader.isVisible()
    assert team.stored == team.session.finding.annotations(team.scene.document.id)


def test_an_article_chosen_in_the_palette_is_opened_in_the_text(team):
    team.trigger("workspace_assignment")
    wanted = team.session.finding.documents()[3]
    team.window.palette_flow.article_chosen.emit(wanted)
    team.settle()
    assert team.reader.isVisible()
    assert team.scene.document.id == wanted


def test_undo_works_in_every_workspace_and_leaves_the_text_where_it_is(team):
    team.mark("harus", "r")
    article, focused = team.scene.document.id, team.scene.focused_id
    sheet = Sheet(team)
    sheet.click(0, FIRST)
    team.press(KEY.Key_A)
    assert sheet.cell(0, FIRST).is_assigned
    team.press(KEY.Key_Z, CONTROL)
    assert not sheet.cell(0, FIRST).is_assigned
    assert sheet.view.hasFocus()
    assert (team.scene.document.id, team.scene.focused_id) == (article, focused)


def test_closing_the_project_takes_its_pages_along(team):
    team.trigger("workspace_assignment")
    team.trigger("close_project")
    assert shown(team) == []
    assert team.window.reviewing.page is None
    assert team.window.first_run.isVisible()


def test_the_tabs_speak_the_language_in_use_and_name_their_keys(team):
    team.trigger("workspace_assignment")
    team.trigger("language_id")
    assert shown(team)[:2] == ["Kode", "Penugasan"]
    assert "Ctrl+2" in tabs(team).tabs[1].toolTip()
    assert team.window.reviewing.page.title.text() == "Penugasan"


def test_in_a_narrow_window_the_search_field_gives_its_room_to_the_tabs(team):
    team.window.resize(1366, 768)
    team.settle()
    whole = team.window.top._search.width()
    team.window.resize(960, 600)
    team.settle()
    assert team.window.top._search.width() < whole / 2
    for tab in tabs(team).findChildren(Tab):
        assert tab.width() >= tab.sizeHint().width()


def test_problems_of_the_open_article_stand_at_the_foot_only_beside_its_text(team):
    problems = team.window.status.problems
    team.mark("Dalam menghadapi", "r")
    team.qtbot.waitUntil(problems.isVisible)
    team.trigger("workspace_assignment")
    assert not problems.isVisible()
    team.press(KEY.Key_1, CONTROL)
    assert problems.isVisible()
    team.trigger("workspace_assignment")
    team.window.people.coder_chosen.emit(FIRST)
    team.settle()
    team.mark("Dalam menghadapi", "r")
    team.qtbot.waitUntil(problems.isVisible)
