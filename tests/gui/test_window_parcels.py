"""Parcels in the window: made, coded by their coder, joined again by article, twice."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from window_scene import KEY
from window_team import FIRST, LEAD, SECOND, Sheet, code, coder_id, hand_out, make_team

from annotator.gui.dialogs.returned_preview import detail_words, progress_of
from annotator.gui.flows import parcels as parcel_flow
from annotator.model.document import Progress
from annotator.model.identity import Id
from annotator.workbench.assigning import Assigning
from annotator.workbench.returned_work import JoinedDocument
from annotator.workbench.session import Session


@pytest.fixture
def path(project):
    make_team(project)
    hand_out(project, FIRST, 2)
    hand_out(project, SECOND, 3)
    return project


@pytest.fixture
def team(started, path):
    return started.open(path)


def wait(desk):
    desk.qtbot.waitUntil(lambda: not desk.window.is_busy)
    desk.settle()


def make_parcels(desk):
    """Make all parcels by the keys; return the files by coder."""
    desk.trigger("make_parcels")
    desk.press(KEY.Key_Return)
    wait(desk)
    desk.press(KEY.Key_Return)
    assert desk.sheet is None
    folder = desk.session.path.parent
    return {name: folder / f"project-{name}.annot" for name in (FIRST, SECOND)}


def join(desk, *files):
    """Choose files to be joined, and wait for what they would bring."""
    desk.trigger("join_copy")
    sheet = desk.sheet
    sheet.choose([str(one) for one in files])
    wait(desk)
    return sheet


def marks_of(desk, name):
    totals = Assigning(desk.session.context).grid().totals
    return next(one.spans for one in totals if one.coder.name == name)


# making ---------------------------------------------------------------------------------------


def test_the_sheet_says_who_gets_what_and_what_is_not_in_it(team):
    team.trigger("make_parcels")
    sheet = team.sheet
    assert [one.coder for one in sheet.offers] == [FIRST, SECOND]
    assert sheet.options[0].detail.startswith("2 articles, 0 of them done, 0 marks")
    assert "project-Ayu.annot" in sheet.options[0].detail
    told = " ".join(one.words for one in sheet.remarks)
    assert "Not in it: marks, notes, progress and files of any other coder." in told
    assert sheet.primary.text() == "Make 2 parcels"


def test_the_menus_can_be_named_anew_after_parcels_were_made(team):
    make_parcels(team)
    team.settle()
    team.window.menus.retranslate()
    assert all(menu.title() for menu in team.window.menus._menus.values())


def test_only_those_chosen_get_a_parcel_and_it_has_nobody_elses_marks(team):
    team.trigger("make_parcels")
    team.click_on(team.sheet.options[1])
    assert team.sheet.primary.text() == "Make 1 parcel"
    team.press(KEY.Key_Return)
    wait(team)
    assert "project-Ayu.annot for Ayu: 2 articles" in team.sheet.remarks[0].words
    made = team.session.path.parent / "project-Ayu.annot"
    assert not made.with_name("project-Bima.annot").exists()
    with Session.open(made) as session:
        assert session.coder.name == FIRST
        assert session.finding.count() == 2
        for document in session.finding.documents():
            assert session.finding.annotations(document).spans == ()


def test_a_file_that_is_there_already_is_not_written_over(team):
    make_parcels(team)
    team.trigger("make_parcels")
    assert not team.sheet.primary.isEnabled()
    assert team.sheet.reason == "project-Ayu.annot is there already."
    team.click_on(team.sheet.options[0])
    team.click_on(team.sheet.options[1])
    assert team.sheet.reason == "Nobody is chosen."


def test_a_folder_that_is_not_there_is_refused(team):
    team.trigger("make_parcels")
    team.sheet.path.set_path(str(team.session.path.parent / "nowhere"))
    assert team.sheet.reason == "There is no such folder."


def test_without_assignments_there_is_nothing_to_hand_out(desk):
    desk.trigger("make_parcels")
    assert not desk.sheet.primary.isEnabled()
    assert desk.sheet.reason == "No article is assigned to anybody yet."
    desk.press(KEY.Key_Escape)
    assert desk.sheet is None


def test_feedback_waits_for_something_that_was_released(team):
    team.trigger("make_feedback")
    assert team.sheet.reason == "Nothing is released to anybody yet."


# in a parcel ----------------------------------------------------------------------------------


def test_a_window_on_a_parcel_says_whose_it_is_and_how_much_is_left(team):
    files = make_parcels(team)
    team.open(files[FIRST])
    words = team.window.notice.words.text()
    assert words.startswith("project-Ayu.annot is the parcel of Ayu, made on ")
    assert words.endswith("2 articles are left, then the file goes back.")
    assert team.window.notice.isVisible()


def test_a_parcel_opened_on_the_same_computer_does_not_change_who_codes_in_the_project(team):
    path, files = team.session.path, make_parcels(team)
    team.go_to(3)
    team.open(files[FIRST])
    team.go_to(1)
    team.restart(path)
    assert team.session.coder.name == LEAD
    assert team.scene.document.id == team.frame.articles.model.ids()[3]


def test_a_parcel_meets_nobody_in_the_shared_folder_of_its_project(team, tmp_path):
    files = make_parcels(team)
    team.window.settings.remember_folder(team.session.project.project_id, tmp_path)
    assert team.window.sharing.meeting.folder == tmp_path
    team.open(files[FIRST])
    assert team.window.sharing.meeting.folder is None
    assert not team.menu("exchange_now").isEnabled()


def test_the_notice_goes_with_the_parcel(team):
    path, files = team.session.path, make_parcels(team)
    team.open(files[FIRST])
    team.open(path)
    assert not team.window.notice.isVisible()


def test_what_the_project_would_not_take_back_is_not_even_offered(team):
    files = make_parcels(team)
    team.open(files[FIRST])
    for name in ("add_articles", "join_copy", "code_as", "people", "workspace_assignment"):
        assert not team.menu(name).isVisible(), name
        team.window.trigger(name)
        assert team.sheet is None, name
    assert not team.window.top.tabs.isVisible()
    assert team.menu("export").isEnabled()
    team.window.status.coder_requested.emit()
    assert team.sheet is None


def test_files_dropped_on_a_parcel_are_not_added(team):
    files = make_parcels(team)
    team.open(files[FIRST])
    team.window.drops.files_dropped.emit([__file__])
    assert team.sheet is None
    assert "not in a parcel" in team.window.status.message.text()


def test_the_file_is_shown_in_its_folder_with_its_path_on_the_clipboard(team, monkeypatch):
    shown = []
    monkeypatch.setattr(parcel_flow.QDesktopServices, "openUrl", shown.append)
    files = make_parcels(team)
    team.open(files[FIRST])
    team.click_on(team.window.notice.step)
    assert QGuiApplication.clipboard().text() == str(files[FIRST])
    assert [one.toLocalFile() for one in shown] == [str(files[FIRST].parent)]


def test_the_articles_stand_in_the_order_in_which_they_are_assigned(team):
    session = team.session
    who, order = coder_id(session, SECOND), Assigning(session.context)
    first, second, third = order.assigned(who)
    order.move(who, [third], 0)
    files = make_parcels(team)
    team.open(files[SECOND])
    assert team.frame.articles.model.ids() == [third, first, second]
    team.go_to(0)
    team.trigger("next_article")
    assert team.scene.document.id == first


# back again -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marks", "is_finished", "progress", "words"),
    [
        (0, False, Progress.NEW, "not begun"),
        (2, False, Progress.IN_PROGRESS, "not done yet"),
        (0, True, Progress.DONE, "done"),
    ],
)
def test_the_sign_of_an_article_says_how_far_its_coder_is(marks, is_finished, progress, words):
    one = JoinedDocument(Id("d"), "d", "", marks, 0, 0, 0, 0, 0, is_finished)
    assert progress_of(one) is progress
    assert detail_words(one) == f"same text  ·  {words}"


def test_a_parcel_is_shown_by_article_and_joined_by_one_key(team):
    files = make_parcels(team)
    code(files[FIRST], FIRST, 2, marks=3)
    sheet = join(team, files[FIRST])
    assert sheet.title.text() == "Join a coder's work"
    (table,) = sheet.returned.tables
    assert "new marks 3" in table.accessibleName()
    assert "Total: new marks 6, changed 0, deleted 0" in sheet.returned.sums.accessibleName()
    told = [(one.icon_name, one.words) for one in sheet.returned.checks]
    assert ("check", "Nobody's marks but those of Ayu are touched.") in told
    assert ("info", "2 articles are not done yet; the parcel can come again.") in told
    assert sheet.join_button.text() == "Join 6 new marks"
    assert marks_of(team, FIRST) == 0
    team.press(KEY.Key_Return)
    wait(team)
    assert marks_of(team, FIRST) == 6


def test_joining_a_parcel_a_second_time_adds_nothing(team):
    files = make_parcels(team)
    code(files[FIRST], FIRST, 1)
    join(team, files[FIRST])
    team.press(KEY.Key_Return)
    wait(team)
    team.press(KEY.Key_Return)
    sheet = join(team, files[FIRST])
    assert not sheet.join_button.isEnabled()
    assert sheet.reason == "Everything in these files is here already."
    assert marks_of(team, FIRST) == 2


def test_several_parcels_stand_under_the_names_of_their_coders(team):
    files = make_parcels(team)
    code(files[FIRST], FIRST, 1)
    code(files[SECOND], SECOND, 2)
    sheet = join(team, files[FIRST], files[SECOND])
    assert [one.accessibleName().partition(":")[0] for one in sheet.returned.tables] == [
        FIRST,
        SECOND,
    ]
    assert sheet.join_button.text() == "Join 6 new marks"
    team.press(KEY.Key_Return)
    wait(team)
    assert (marks_of(team, FIRST), marks_of(team, SECOND)) == (2, 4)


def test_the_assignment_page_follows_what_came_back(team):
    files = make_parcels(team)
    code(files[FIRST], FIRST, 1)
    page = Sheet(team)
    join(team, files[FIRST])
    team.press(KEY.Key_Return)
    wait(team)
    team.press(KEY.Key_Return)
    assert page.page.model.grid.totals[page.column_of(FIRST)].spans == 2
    assert page.view.hasFocus()


def test_a_parcel_with_a_file_that_cannot_be_joined_is_shown_with_the_reason(team, empty_project):
    files = make_parcels(team)
    code(files[FIRST], FIRST, 1)
    sheet = join(team, files[FIRST], empty_project)
    told = [(one.icon_name, one.words) for one in sheet.files]
    assert told[0][0] == "check"
    assert "parcel for coding of Ayu" in told[0][1]
    assert told[1][0] == "block"
    assert sheet.join_button.text() == "Join 2 new marks"


def test_the_lead_is_not_offered_a_parcel_without_assignments(team):
    team.trigger("make_parcels")
    assert LEAD not in [one.coder for one in team.sheet.offers]
