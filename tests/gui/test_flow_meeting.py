"""The shared folder without the window: looking, exchanging by itself, and never for ever."""

from __future__ import annotations

import shutil
from pathlib import Path

import factories
import pytest
from copies_scene import Team, mark

from annotator.gui.dialogs.folder_sheet import FolderSheet
from annotator.gui.flows import meeting as meeting_module
from annotator.gui.flows.meeting import Meeting
from annotator.model.errors import EnvironmentFault
from annotator.workbench import syncing
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings
from annotator.workbench.syncing import SyncReport, sync_folder


@pytest.fixture(scope="module")
def team(tmp_path_factory):
    """A folder with a mark of another copy in it, and the copy that it is to come to."""
    folder = tmp_path_factory.mktemp("meeting")
    shared = folder / "shared"
    shared.mkdir()
    made = Team(folder, ("here", "there"))
    mark(made["there"], made.document, factories.SRI)
    sync_folder(made["there"].context, shared)
    made.close()
    return made


@pytest.fixture
def shared(team, tmp_path):
    return Path(shutil.copytree(team.folder / "shared", tmp_path / "shared"))


@pytest.fixture
def session(team, tmp_path):
    path = shutil.copy(team.folder / "here.annot", tmp_path / "here.annot")
    with Session.open(Path(path)) as session:
        yield session


@pytest.fixture
def flow(window, session, shared):
    """The flow on a project whose copies meet in the folder; nothing happens by itself yet."""
    settings = Settings()
    settings.remember_folder(session.project.project_id, shared)
    made = Meeting(window, settings)
    made.settings, made.states, made.said = settings, [], []
    made.state_changed.connect(made.states.append)
    made.message.connect(made.said.append)
    yield made
    made._sheet = None
    made.settings.remember_exchange(session.project.project_id, is_automatic=False)
    made.end()


def by_itself(flow, session):
    flow.settings.remember_exchange(session.project.project_id, is_automatic=True)


def rest(qtbot, flow):
    """Wait until nothing is looked at or exchanged, and stays so."""

    def is_resting():
        return not (flow.is_busy or flow._looking or flow._quiet)

    qtbot.waitUntil(is_resting)


def counted(monkeypatch, result):
    """Count the exchanges; each ends with an error or a report."""
    calls = []

    def exchange(_context, folder, *, progress=None):
        calls.append(folder)
        if isinstance(result, Exception):
            raise result
        return result

    monkeypatch.setattr(syncing, "sync_folder", exchange)
    return calls


def marks(session, team):
    return len(session.finding.annotations(team.document).spans)


def test_looking_counts_what_waits_and_takes_nothing(qtbot, flow, session, team):
    flow.begin(session)
    rest(qtbot, flow)
    assert (flow.state.waiting.coming, flow.state.fault) == (1, None)
    assert marks(session, team) == 1


def test_by_itself_what_waits_is_taken_in_and_put_there(qtbot, flow, session, team, shared):
    by_itself(flow, session)
    mark(session, team.document, factories.ASN)
    flow.begin(session)
    rest(qtbot, flow)
    assert marks(session, team) == 3
    assert flow.state.steps == 0
    assert len(list(shared.iterdir())) == 2
    assert flow.said == [], "not a word is said of it"
    assert flow.state.last


@pytest.mark.parametrize("code", ["disk_full", "folder_gone"])
def test_an_exchange_that_fails_is_tried_again_later_and_not_at_once_for_ever(
    qtbot, flow, session, monkeypatch, code
):
    calls = counted(monkeypatch, EnvironmentFault(code, path="/shared"))
    by_itself(flow, session)
    flow.begin(session)
    rest(qtbot, flow)
    assert len(calls) == 1
    assert flow.state.steps == 1, "it still waits, and is said to"
    flow.look()
    rest(qtbot, flow)
    assert len(calls) == 2


def test_steps_that_wait_for_a_file_on_its_way_are_tried_again_later(
    qtbot, flow, session, shared, monkeypatch
):
    """They are counted as coming, and no exchange brings them before the file is there."""
    report = SyncReport(shared, 0, 0, (), 1, ("half.annrev",), (), 0)
    calls = counted(monkeypatch, report)
    by_itself(flow, session)
    flow.begin(session)
    rest(qtbot, flow)
    assert len(calls) == 1
    flow.look()
    rest(qtbot, flow)
    assert len(calls) == 2


def test_a_folder_that_is_gone_is_a_state_and_no_failure(qtbot, flow, session, shared):
    flow.begin(session)
    rest(qtbot, flow)
    away = shared.rename(shared.with_name("away"))
    flow.look()
    rest(qtbot, flow)
    assert flow.state.fault.code == "folder_gone"
    away.rename(shared)
    flow.look()
    rest(qtbot, flow)
    assert (flow.state.fault, flow.state.waiting.coming) == (None, 1)


def test_asked_for_an_exchange_says_what_it_did(qtbot, flow, session, team):
    flow.begin(session)
    flow.exchange()
    rest(qtbot, flow)
    assert marks(session, team) == 2
    assert len(flow.said) == 1
    assert flow.state.steps == 0


def test_an_exchange_that_was_asked_for_and_fails_is_explained_on_the_sheet(
    qtbot, flow, session, window, monkeypatch
):
    counted(monkeypatch, EnvironmentFault("disk_full", path="/shared"))
    flow.begin(session)
    flow.exchange()
    rest(qtbot, flow)
    (sheet,) = window.findChildren(FolderSheet)
    assert sheet.is_open
    assert flow.said == []


def test_without_a_folder_exchanging_asks_for_one(flow, session, window):
    flow.settings.forget_folder(session.project.project_id)
    flow.begin(session)
    flow.exchange()
    (sheet,) = window.findChildren(FolderSheet)
    assert sheet.is_open
    assert flow.state is None
    flow.look_soon()
    assert not flow._soon.isActive()


def test_without_a_project_there_is_nothing_to_do(flow, window):
    for verb in (flow.look, flow.look_soon, flow.ask, flow.exchange, flow.end):
        verb()
    assert window.findChildren(FolderSheet) == []
    assert (flow.folder, flow.is_automatic) == (None, False)


def test_another_folder_is_looked_into_at_once_and_remembered(qtbot, flow, session, tmp_path):
    flow.begin(session)
    rest(qtbot, flow)
    other = tmp_path / "other"
    other.mkdir()
    flow._on_folder_chosen(str(other))
    assert flow.state.folder == other
    rest(qtbot, flow)
    assert (flow.state.waiting.coming, flow.folder) == (0, other)
    flow._on_folder_forgotten()
    assert (flow.state, flow.folder) == (None, None)


def test_the_end_forgets_the_project_and_asks_nothing_more(qtbot, flow, session):
    flow.begin(session)
    flow.end()
    assert (flow.state, flow.folder) == (None, None)
    assert not flow._regular.isActive()
    flow.look()
    assert flow._looking is None


def test_a_large_amount_waits_for_somebody_who_asks(qtbot, flow, session, team, monkeypatch):
    monkeypatch.setattr(meeting_module, "MOST_BY_ITSELF", 0)
    by_itself(flow, session)
    flow.begin(session)
    rest(qtbot, flow)
    assert (flow.state.steps, marks(session, team)) == (1, 1)
