"""Correcting a text and going back in the history, on a workspace that only remembers."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import team_scene
from assignment_scene import FIRST, LEAD, copied, make_team
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from annotator.gui.dialogs.confirm import Question
from annotator.gui.dialogs.correction_sheet import CorrectionSheet
from annotator.gui.dialogs.history.sheet import HistorySheet
from annotator.gui.flows.chronicle import Looking
from annotator.gui.flows.correcting import Correcting
from annotator.gui.flows.exchange import Exchange
from annotator.gui.theme.controls import PlainButton
from annotator.gui.theme.naming import naming
from annotator.model.change import Operation
from annotator.model.codebook import Codebook
from annotator.model.errors import NotSaved
from annotator.model.extent import Extent
from annotator.store import rows
from annotator.workbench.assigning import Assigning
from annotator.workbench.settings import Settings

TEXT = team_scene.TEXTS[5]
MENDED = f"RALAT: {TEXT}"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return make_team(tmp_path_factory.mktemp("team"))


@pytest.fixture
def session(path, tmp_path):
    with copied(path, tmp_path) as session:
        naming().set_codebook(session.codebook, "en")
        yield session
    naming().set_codebook(Codebook("", ""), "en")


@pytest.fixture
def workspace(window, session):
    """Stands for the workspace at the last article; ``went`` are articles and changes shown."""
    went = []
    document = session.finding.document(session.finding.documents()[5])
    scene = SimpleNamespace(document=document, focused_id=None)
    return SimpleNamespace(
        session=session,
        scene=scene,
        went=went,
        show_change=went.append,
        articles=SimpleNamespace(open=went.append),
        frame=SimpleNamespace(reader=QLineEdit(window)),
    )


def listening(flow):
    flow.said, flow.failures = [], []
    flow.message.connect(flow.said.append)
    flow.failed.connect(flow.failures.append)
    return flow


def sheet_of(window, kind):
    found = [one for one in window.findChildren(kind) if one.is_open]
    return found[-1] if found else None


# correcting -----------------------------------------------------------------------------------


@pytest.fixture
def correcting(window):
    made = listening(Correcting(window, Exchange(window)))
    yield made
    made._exchange.cancel_all()


def waited(qtbot, sheet):
    qtbot.waitUntil(lambda: not sheet.is_busy or not sheet.is_open)
    return sheet


def compared(qtbot, window, flow, workspace, text):
    """Open the sheet, paste a text and wait for both to be shown."""
    flow.start(workspace)
    sheet = sheet_of(window, CorrectionSheet)
    sheet.text_pasted.emit(text)
    return waited(qtbot, sheet)


def texts(session):
    return [session.finding.document(one).text for one in session.finding.documents()]


@pytest.mark.parametrize("verb", ["start", "check"])
def test_without_an_article_nothing_is_asked(correcting, window, workspace, verb):
    getattr(correcting, verb)(None)
    workspace.scene.document = None
    getattr(correcting, verb)(workspace)
    assert sheet_of(window, CorrectionSheet) is None
    assert correcting.failures == []


def test_a_corrected_text_takes_the_place_of_the_old_one_and_is_opened(
    qtbot, window, correcting, workspace
):
    session = workspace.session
    span = session.coding.add_span(workspace.scene.document.id, (Extent(0, 6),), "place")
    sheet = compared(qtbot, window, correcting, workspace, MENDED)
    assert MENDED not in texts(session), "nothing is written before somebody says so"
    sheet.apply_requested.emit()
    qtbot.waitUntil(lambda: workspace.went != [])
    (new,) = workspace.went
    assert session.finding.document(new).text == MENDED
    (carried,) = session.finding.annotations(new).spans
    assert MENDED[carried.start : carried.end] == TEXT[span.start : span.end]
    assert len(correcting.said) == 1
    session.history.undo()
    assert TEXT in texts(session)


def test_what_is_written_is_the_text_that_is_shown_though_another_was_tried_after(
    qtbot, window, correcting, workspace, tmp_path
):
    sheet = compared(qtbot, window, correcting, workspace, MENDED)
    sheet.file_chosen.emit(str(tmp_path / "nowhere.txt"))
    waited(qtbot, sheet)
    assert sheet.failure.isVisible()
    sheet.apply_requested.emit()
    qtbot.waitUntil(lambda: workspace.went != [])
    assert workspace.session.finding.document(workspace.went[0]).text == MENDED


@pytest.mark.parametrize("text", ["", TEXT])
def test_what_is_no_correction_is_said_on_the_sheet(qtbot, window, correcting, workspace, text):
    sheet = compared(qtbot, window, correcting, workspace, text)
    assert sheet.failure.isVisible()
    assert correcting.failures == []
    assert workspace.went == []


def test_an_import_can_begin_with_another_article_and_its_file(
    qtbot, window, correcting, workspace, tmp_path
):
    file = tmp_path / "koreksi.txt"
    file.write_text(f"RALAT: {team_scene.TEXTS[0]}", encoding="utf-8")
    first = workspace.session.finding.documents()[0]
    correcting.start(workspace, first, str(file))
    sheet = waited(qtbot, sheet_of(window, CorrectionSheet))
    sheet.apply_requested.emit()
    qtbot.waitUntil(lambda: workspace.went != [])
    assert workspace.session.finding.document(workspace.went[0]).text.startswith("RALAT: ")
    counting = [one.document.id for one in Assigning(workspace.session.context).grid().lines]
    assert first not in counting, "the earlier version stays, and counts no more"


def test_an_earlier_version_is_not_corrected_and_one_without_any_has_nothing_to_check(
    qtbot, window, correcting, workspace
):
    correcting.check(workspace)
    assert [one.code for one in correcting.failures] == ["nothing_to_check"]
    sheet = compared(qtbot, window, correcting, workspace, MENDED)
    sheet.apply_requested.emit()
    qtbot.waitUntil(lambda: workspace.went != [])
    correcting.start(workspace)
    assert [one.code for one in correcting.failures][1:] == ["replaced_text"]
    assert sheet_of(window, CorrectionSheet) is None


def test_leaving_the_sheet_stops_the_comparison(window, correcting, workspace):
    correcting.start(workspace)
    sheet = sheet_of(window, CorrectionSheet)
    sheet.text_pasted.emit(MENDED)
    sheet.dismiss()
    assert not correcting._exchange.is_busy
    assert texts(workspace.session).count(TEXT) == 1


# going back in the history --------------------------------------------------------------------


@pytest.fixture
def looking(window):
    made = listening(Looking(window, Settings()))
    yield made
    made.cancel()


def history(looking, window, workspace):
    """Open the history on an article with two marks; it is at the first of both acts."""
    coding, document = workspace.session.coding, workspace.scene.document.id
    for extent in ((0, 6), (21, 24)):
        coding.add_span(document, (Extent(*extent),), "place")
    looking.open(workspace)
    sheet = sheet_of(window, HistorySheet)
    sheet.list.row_chosen.emit(1)
    return sheet


def spans(workspace):
    return workspace.session.finding.annotations(workspace.scene.document.id).spans


def test_without_a_project_there_is_no_history(looking, window):
    looking.open(None)
    assert sheet_of(window, HistorySheet) is None


def test_an_article_becomes_as_it_was_and_is_shown_and_one_undo_brings_it_back(
    looking, window, workspace
):
    sheet = history(looking, window, workspace)
    assert len(spans(workspace)) == 2
    sheet.restore_requested.emit("article", sheet.moment)
    assert len(spans(workspace)) == 1
    assert not sheet.is_open
    assert looking.said[0].startswith("Done: ")
    assert [one.document_ids for one in workspace.went] == [{workspace.scene.document.id}]
    workspace.session.history.undo()
    assert len(spans(workspace)) == 2


@pytest.mark.parametrize("what", ["span", "article", "set"])
def test_what_is_now_is_not_restored(looking, window, workspace, what):
    sheet = history(looking, window, workspace)
    before = spans(workspace)
    sheet.restore_requested.emit(what, None)
    assert spans(workspace) == before
    assert sheet_of(window, Question) is None


def test_what_another_changed_is_refused_where_the_person_looks(looking, window, workspace):
    sheet = history(looking, window, workspace)
    session, span = workspace.session, spans(workspace)[1]
    session.code_as(FIRST)
    value = {**rows.span_value(span), "label": "person"}
    session.project.commit(
        session.coder.id, "relabel_span", [Operation("span", span.id, value)], {}
    )
    session.code_as(LEAD)
    sheet.restore_requested.emit("article", sheet.moment)
    assert FIRST in sheet.reason.text()
    assert sheet.is_open
    assert (looking.failures, looking.said) == ([], [])


def test_what_cannot_be_saved_is_told_by_the_window(looking, window, workspace, monkeypatch):
    def fail(*_given, **_named):
        raise NotSaved("disk_full", path="/somewhere")

    sheet = history(looking, window, workspace)
    monkeypatch.setattr(type(workspace.session.project), "commit", fail)
    sheet.restore_requested.emit("article", sheet.moment)
    assert [type(one) for one in looking.failures] == [NotSaved]
    assert len(spans(workspace)) == 2


def press(window, words):
    buttons = sheet_of(window, Question).findChildren(PlainButton)
    next(one for one in buttons if one.text() == words).click()


def test_everything_is_restored_only_after_a_question(qtbot, looking, window, workspace):
    sheet = history(looking, window, workspace)
    sheet.restore_requested.emit("set", sheet.moment)
    assert LEAD in sheet_of(window, Question).text.text()
    press(window, "Cancel")
    assert not looking.is_busy
    assert len(spans(workspace)) == 2
    with qtbot.waitSignals([looking.busy_changed, looking.busy_changed]):
        sheet.restore_requested.emit("set", sheet.moment)
        press(window, "Restore all my marks")
    qtbot.waitUntil(lambda: not sheet.is_open)
    assert len(spans(workspace)) == 1
    assert len(workspace.went) == len(looking.said) == 1


def test_escape_at_the_question_changes_nothing(looking, window, workspace):
    sheet = history(looking, window, workspace)
    sheet.restore_requested.emit("set", sheet.moment)
    QTest.keyClick(sheet_of(window, Question), Qt.Key.Key_Escape)
    assert len(spans(workspace)) == 2
    assert sheet.is_open
