"""What surrounds an open project, without the window: late answers, failed checks and copies."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from assignment_scene import LEAD, make_team
from PySide6.QtWidgets import QApplication

from annotator.gui.dialogs.confirm import MessageSheet
from annotator.gui.dialogs.recover_sheet import RecoverSheet
from annotator.gui.flows import opening as opening_module
from annotator.gui.flows.opening import LISTED, Opening
from annotator.gui.flows.projects import Projects
from annotator.gui.panels.notice import NoticeLine
from annotator.gui.theme.controls import PlainButton
from annotator.model.errors import EnvironmentFault, ProjectDamaged, RefusedError
from annotator.model.extent import Extent
from annotator.model.stopped import Stopped
from annotator.workbench import full_check
from annotator.workbench.assigning import Assigning
from annotator.workbench.language import set_language
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings

BROKEN = EnvironmentFault("cannot_read", path="/somewhere")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return make_team(tmp_path_factory.mktemp("team"))


@pytest.fixture
def project(path, tmp_path):
    """A project file that nobody has open."""
    return Path(shutil.copy(path, tmp_path / "asn.annot"))


@pytest.fixture
def flow(window):
    """The flow beside projects; what it says is remembered, what was open is closed at the end."""
    settings, notice = Settings(), NoticeLine()
    notice.setParent(window)
    projects = Projects(window, settings)
    made = Opening(window, settings, projects, notice)
    made.projects, made.notice, made.settings = projects, notice, settings
    made.said, made.failures, made.checks, made.open_ones = [], [], [], []
    made.message.connect(made.said.append)
    made.failed.connect(made.failures.append)
    made.check_changed.connect(made.checks.append)
    projects.opened.connect(made.open_ones.append)
    yield made
    made.stop()
    for session in made.open_ones:
        session.close()


def sheet_of(window, kind=MessageSheet):
    found = [one for one in window.findChildren(kind) if one.is_open]
    return found[-1] if found else None


def wait(qtbot, flow):
    qtbot.waitUntil(lambda: flow._task is None and flow._check is None)


# a file that would not open -------------------------------------------------------------------


def test_an_error_that_has_no_sheet_of_its_own_is_told_as_any_other(flow, window, project):
    error = RefusedError("only_read")
    flow.explain(project, error)
    assert flow.failures == [error]
    assert sheet_of(window) is None


@pytest.mark.parametrize("can_restore", [False, True])
def test_a_backup_is_offered_only_where_somebody_can_go_back_to_one(
    flow, window, project, can_restore
):
    flow.can_restore = can_restore
    flow.explain(project, ProjectDamaged("damaged", path=str(project), detail="a page"))
    buttons = [one.text() for one in sheet_of(window).findChildren(PlainButton)]
    assert ("Restore a backup …" in buttons) is can_restore
    assert sheet_of(window).primary.text() == "Recover into a new file"


@pytest.mark.parametrize("answer", ["recover", "restore", "look", "again"])
def test_every_way_out_is_taken_when_it_is_chosen(flow, qtbot, window, project, answer):
    wanted = []
    flow.can_restore = True
    flow.restore_requested.connect(wanted.append)
    flow.explain(project, ProjectDamaged("cut_off", path=str(project), size=1, expected=2))
    sheet_of(window).answered.emit(answer)
    wait(qtbot, flow)
    done = {
        "recover": lambda: sheet_of(window, RecoverSheet) is not None,
        "restore": lambda: wanted == [project],
        "look": lambda: flow.projects.session.following is not None,
        "again": lambda: flow.projects.session.following is None,
    }
    assert done[answer]()


# looking only ---------------------------------------------------------------------------------


def test_a_file_that_cannot_be_looked_at_is_told_and_the_line_at_the_foot_is_emptied(
    flow, qtbot, tmp_path
):
    flow.look(tmp_path / "nowhere.annot")
    wait(qtbot, flow)
    assert flow.said == ["Reading nowhere.annot …", ""]
    assert len(flow.failures) == 1
    assert flow.open_ones == []


def test_what_was_read_too_late_is_not_shown_and_is_closed(flow, qtbot, project, monkeypatch):
    """Something else was opened while a large file was being read."""
    gate, late = threading.Event(), []

    def read(path):
        gate.wait(5)
        late.append(look(path))
        return late[0]

    look = Session.look
    monkeypatch.setattr(opening_module, "Session", SimpleNamespace(look=read))
    flow.look(project)
    task = flow._task
    with qtbot.waitSignal(task.succeeded):
        flow._task = None  # as stop() leaves it, which would wait here for the gate
        gate.set()
    assert flow.open_ones == []
    assert not late[0].following._folder.exists()


@pytest.fixture
def looking_on(flow, project):
    """The project as it is looked at; somebody else may write it meanwhile."""
    assert flow.projects.look(project)
    flow._looking.stop()
    return flow


def mark_as_another(project):
    with Session.open(project, "Ayu") as other:
        document = other.finding.documents()[5]
        other.coding.add_span(document, (Extent(0, 6),), "place")


def marks(session):
    return sum(one.spans for one in Assigning(session.context).grid().totals)


def test_what_others_do_is_shown_and_nothing_is_read_where_nothing_was_done(
    looking_on, qtbot, project
):
    session = looking_on.projects.session
    before = marks(session)
    looking_on.look_again()
    assert looking_on._task is None
    mark_as_another(project)
    looking_on.look_again()
    wait(qtbot, looking_on)
    assert marks(session) == before + 1


@pytest.mark.parametrize("step", ["fetched", "shown"])
def test_what_could_not_be_fetched_or_shown_is_said_and_comes_with_the_next_look(
    looking_on, qtbot, project, monkeypatch, step
):
    def fail(*_given):
        raise BROKEN

    session = looking_on.projects.session
    before = marks(session)
    mark_as_another(project)
    broken = {"fetched": (session.following, "prepare"), "shown": (session.project.file, "renew")}
    monkeypatch.setattr(*broken[step], fail)
    looking_on.look_again()
    wait(qtbot, looking_on)
    assert [bool(one) for one in looking_on.said] == [True]
    assert marks(session) == before
    monkeypatch.undo()
    looking_on.look_again()
    wait(qtbot, looking_on)
    assert marks(session) == before + 1


def test_the_notice_says_why_and_what_can_be_done_in_the_language_in_use(looking_on):
    assert looking_on.notice.words.text() == "Read only: nobody else has the project open"
    assert looking_on.notice.step.text() == "Work here"
    set_language("id")
    looking_on.retranslate()
    assert "Hanya baca" in looking_on.notice.words.text()
    assert looking_on.notice.step.text() != "Work here"


def test_the_step_goes_on_in_the_project_itself(looking_on, project):
    looking_on.notice.step_requested.emit()
    session = looking_on.projects.session
    assert (session.following, session.path) == (None, project)
    assert looking_on.notice.words.text() == ""
    session.coding.add_span(session.finding.documents()[5], (Extent(0, 6),), "place")


def test_the_notice_of_others_asks_nothing_here(flow, project):
    assert flow.projects.open(project)
    session = flow.projects.session
    flow.notice.step_requested.emit()
    flow.take_over()
    flow.look_again()
    flow.retranslate()
    assert flow.projects.session is session


# the full check -------------------------------------------------------------------------------


@pytest.fixture
def checked(flow, project, monkeypatch):
    """The flow on an open project whose check finds what ``found`` says."""
    assert flow.projects.open(project)
    flow._checking.stop()

    def check(_project, _tell):
        if isinstance(flow.found, Exception):
            raise flow.found
        return SimpleNamespace(found=flow.found)

    monkeypatch.setattr(full_check, "check_beside", check)
    return flow


def check(qtbot, flow, found):
    flow.found = found
    flow.checks.clear()
    flow.start_check()
    wait(qtbot, flow)
    QApplication.processEvents()


def test_a_sound_project_is_checked_without_a_word(checked, qtbot, window):
    check(qtbot, checked, ())
    assert (checked.checks, checked.said, sheet_of(window)) == ([True, False], [], None)


@pytest.mark.parametrize("count", [1, LISTED, LISTED + 3])
def test_some_things_that_are_wrong_are_named_and_all_stand_in_the_details(
    checked, qtbot, window, count
):
    found = tuple(f"row {at} is not as the history says" for at in range(count))
    check(qtbot, checked, found)
    message = sheet_of(window).message
    assert message.details.splitlines() == list(found)
    listed = message.happened.splitlines()[1:]
    assert listed[: min(count, LISTED)] == list(found[:LISTED])
    assert listed[LISTED:] == (["… and 3 more"] if count > LISTED else [])


def test_a_check_that_could_not_be_made_is_said_with_its_reason(checked, qtbot, window):
    check(qtbot, checked, BROKEN)
    (said,) = checked.said
    assert said.startswith("The project was not checked: ")
    assert checked.checks == [True, False]
    assert sheet_of(window) is None


def test_a_check_that_was_stopped_is_no_fault(checked, qtbot):
    check(qtbot, checked, Stopped())
    assert (checked.said, checked.failures) == ([], [])


def test_one_check_at_a_time_and_none_of_what_is_only_looked_at(checked, qtbot, project):
    checked.found = ()
    checked.start_check()
    task = checked._check
    checked.start_check()
    assert checked._check is task
    wait(qtbot, checked)
    session = checked.projects.session
    checked.projects.close()
    session.close()
    checked.checks.clear()
    assert checked.projects.look(project)
    checked.checks.clear()
    checked.start_check()
    assert checked.checks == []


def test_recovering_what_is_not_sound_closes_the_project_first(checked, qtbot, window, project):
    check(qtbot, checked, ("row 1 is not as the history says",))
    sheet_of(window).answered.emit("recover")
    assert checked.projects.session is None
    assert Path(sheet_of(window, RecoverSheet).new.path).parent == project.parent


# a project in a shared folder -----------------------------------------------------------------


@pytest.fixture
def shared(path, home):
    folder = home / "Dropbox"
    folder.mkdir()
    return Path(shutil.copy(path, folder / "asn.annot"))


def test_a_copy_that_cannot_be_made_is_told_and_work_goes_on_in_the_folder(
    flow, window, shared, tmp_path, monkeypatch
):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(flow.projects, "own_folder", lambda: tmp_path / "file" / "Annotator")
    flow.projects.closed.connect(lambda: flow.open_ones[-1].close())
    assert flow.projects.open(shared)
    QApplication.processEvents()
    sheet_of(window).answered.emit("copy")
    assert len(flow.failures) == 1
    assert flow.projects.session.path == shared
    assert flow.projects.session.coder.name == LEAD


def test_nothing_is_offered_for_a_project_that_was_closed_at_once(flow, window, shared):
    assert flow.projects.open(shared)
    flow.projects.close()
    QApplication.processEvents()
    assert sheet_of(window) is None
