"""Undo and redo by one key, without the window: what is said, what is asked first, refusals."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import team_scene
from assignment_scene import FIRST, LEAD
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.dialogs.confirm import Question
from annotator.gui.flows import undoing
from annotator.gui.flows.undoing import LONG_MS, USUAL_MS, Undoing
from annotator.gui.theme.controls import PlainButton
from annotator.model.change import Operation
from annotator.model.errors import NotSaved
from annotator.model.extent import Extent
from annotator.store import rows
from annotator.workbench.history import FEW, Weighty
from annotator.workbench.language import set_language
from annotator.workbench.session import Session


@pytest.fixture
def workspace(session):
    """Stands for the workspace; ``shown`` are the changes that it was asked to go to."""
    shown = []
    return SimpleNamespace(session=session, shown=shown, show_change=shown.append)


@pytest.fixture
def flow(window):
    made = Undoing(window)
    made.said, made.failures, made.ends = [], [], []
    made.message.connect(lambda words, lasting: made.said.append((words, lasting)))
    made.failed.connect(made.failures.append)
    made.done.connect(lambda: made.ends.append(True))
    return made


def mark(session, document=5, label="place"):
    return session.coding.add_span(session.finding.documents()[document], (Extent(0, 6),), label)


def spans(session, document=5):
    return session.finding.annotations(session.finding.documents()[document]).spans


def question(window):
    found = [one for one in window.findChildren(Question) if one.is_open]
    return found[-1] if found else None


def answer(window, words):
    """Press a button of the question, or Esc."""
    asked = question(window)
    if not words:
        QTest.keyClick(asked, Qt.Key.Key_Escape)
    for button in asked.findChildren(PlainButton):
        if button.text() == words:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert question(window) is None


# saying what was done -------------------------------------------------------------------------


def test_undo_and_redo_say_what_they_did_and_go_there(flow, workspace, session):
    mark(session)
    flow.undo(workspace)
    assert spans(session) == ()
    (undone, lasting) = flow.said[0]
    assert undone.startswith("Undone: ")
    assert undone.endswith("Ctrl+Shift+Z does it again.")
    assert lasting == USUAL_MS
    flow.redo(workspace)
    assert len(spans(session)) == 1
    assert flow.said[1][0].startswith("Done again: ")
    assert [change.document_ids for change in workspace.shown] == [
        frozenset({session.finding.documents()[5]})
    ] * 2
    assert flow.ends == [True, True]


def test_the_text_is_left_where_it_is_while_another_workspace_is_seen(flow, workspace, session):
    mark(session)
    flow.undo(workspace, is_seen=False)
    flow.redo(workspace, is_seen=False)
    assert workspace.shown == []
    assert len(flow.said) == 2, "what was done is said all the same"


@pytest.mark.parametrize("which", ["undo", "redo"])
def test_without_a_project_or_a_step_nothing_is_said(flow, workspace, which):
    getattr(flow, which)(None)
    assert flow.ends == []
    workspace.session.code_as("Somebody new")
    getattr(flow, which)(workspace)
    assert (flow.said, flow.failures, workspace.shown) == ([], [], [])
    assert flow.ends == [True], "the menus are looked at anew"


def test_what_was_done_is_said_in_the_language_in_use(flow, workspace, session):
    set_language("id")
    mark(session)
    flow.undo(workspace)
    assert "Undone" not in flow.said[0][0]
    assert "Ctrl+Shift+Z" in flow.said[0][0]


# refusals -------------------------------------------------------------------------------------


def changed_by_another(session, span):
    session.code_as(FIRST)
    value = {**rows.span_value(span), "label": "person"}
    session.project.commit(
        session.coder.id, "relabel_span", [Operation("span", span.id, value)], {}
    )
    session.code_as(LEAD)


def test_a_step_that_another_built_on_is_passed_over_and_the_next_one_is_named(
    flow, workspace, session
):
    first = mark(session, 4)
    changed_by_another(session, mark(session, 5))
    flow.undo(workspace)
    (said, lasting) = flow.said[0]
    assert FIRST in said
    assert "the same key goes on with:" in said
    assert lasting == LONG_MS
    assert [one.id for one in spans(session, 4)] == [first.id]
    flow.undo(workspace)
    assert spans(session, 4) == ()
    assert flow.failures == []


def test_where_nothing_comes_after_a_refusal_no_key_is_promised(flow, workspace, session):
    session.code_as("Somebody new")
    span = mark(session)
    changed_by_another(session, span)
    session.code_as("Somebody new")
    flow.undo(workspace)
    assert "goes on with" not in flow.said[0][0]
    flow.undo(workspace)
    assert len(flow.said) == 1
    assert len(spans(session)) == 1


def test_what_cannot_be_written_fails_as_any_other_act(flow, workspace, session, monkeypatch):
    def fail(*_given, **_named):
        raise NotSaved("disk_full", path="/somewhere")

    mark(session)
    monkeypatch.setattr(type(session.project), "commit", fail)
    flow.undo(workspace)
    assert [type(one) for one in flow.failures] == [NotSaved]
    assert (flow.said, workspace.shown) == ([], [])
    assert len(spans(session)) == 1


# asking first ---------------------------------------------------------------------------------


@pytest.fixture
def imported(session, tmp_path):
    """The lead has imported more than a few articles; the last step is that import."""
    texts = [f"Artikel tambahan ke-{at} tentang netralitas." for at in range(FEW + 5)]
    team_scene.add_articles(session, tmp_path, [*team_scene.TEXTS, *texts])
    return session


def test_an_import_is_asked_about_with_what_goes_with_it(flow, workspace, imported, window):
    count = imported.finding.count()
    flow.undo(workspace)
    asked = question(window)
    assert f"{FEW + 5} articles" in asked.text.text()
    assert imported.finding.count() == count
    assert flow.ends == [], "nothing has been done yet"
    answer(window, "Take it back")
    assert imported.finding.count() == count - FEW - 5
    assert flow.said[0][0].startswith("Undone: ")


@pytest.mark.parametrize("words", ["Keep it", ""])
def test_an_import_that_is_kept_stays(flow, workspace, imported, window, words):
    count = imported.finding.count()
    flow.undo(workspace)
    answer(window, words)
    assert imported.finding.count() == count
    assert flow.said == []


def test_enter_keeps_what_would_go(flow, workspace, imported, window):
    count = imported.finding.count()
    flow.undo(workspace)
    assert question(window).primary.text() == "Keep it"
    QTest.keyClick(question(window), Qt.Key.Key_Return)
    assert imported.finding.count() == count


def test_redo_is_never_asked_about(flow, workspace, imported, window):
    count = imported.finding.count()
    flow.undo(workspace)
    answer(window, "Take it back")
    flow.redo(workspace)
    assert question(window) is None
    assert imported.finding.count() == count


@pytest.mark.parametrize(
    ("documents", "marks", "is_more", "expected"),
    [
        (1, 0, False, "With it go: 1 article."),
        (0, 1, False, "With it go: 1 mark."),
        (1200, 3, False, "With it go: 1,200 articles, 3 marks."),
        (0, 0, False, "With it go: many things."),
        (5, 2, True, "More than 5 articles, 2 marks go with it."),
    ],
)
def test_a_question_names_what_goes_when_it_was_and_how_it_comes_back(
    documents, marks, is_more, expected
):
    step = Weighty("import", "2026-11-22T08:00:00Z", documents, marks, is_more, False)
    said = undoing._undo_words(step)
    assert said.startswith(expected)
    assert "22 Nov 2026" in said
    assert said.endswith("until something else is done.")


def test_undo_reaches_over_a_restart(flow, workspace, session):
    mark(session)
    path = session.path
    session.close()
    with Session.open(path) as again:
        workspace.session = again
        flow.undo(workspace)
        assert spans(again) == ()
