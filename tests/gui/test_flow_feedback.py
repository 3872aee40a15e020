"""“My differences” from a project: who may ask, where it opens, replies, the way to the passage."""

from __future__ import annotations

import pytest
import review_scene
from assignment_scene import copied
from review_scene import BALIKPAPAN, BUPATI_SRI, SAMARINDA, SRI, lives_in, person, place, work

from annotator.gui.dialogs.team.differences_sheet import DifferencesSheet
from annotator.gui.flows.feedback import FEEDBACK, Feedback
from annotator.gui.theme.naming import naming
from annotator.model.assignment import Role
from annotator.model.codebook import Codebook
from annotator.workbench.adjudicating.articles import Adjudicating
from annotator.workbench.adjudicating.differences import my_differences
from annotator.workbench.people import set_role


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A text by two coders, decided for Citra and released."""
    scene = review_scene.make_scene(
        tmp_path_factory.mktemp("reviewed"),
        {"Budi": {"outlet": "Kaltim Post"}, "Citra": {"outlet": "Kumala"}},
        Budi=work(person(SRI), place(BALIKPAPAN), place(SAMARINDA), lives_in(0, 1)),
        Citra=work(person(BUPATI_SRI, role="staff"), place(BALIKPAPAN)),
    )
    session = scene.session
    set_role(session.context, session.coder.id, Role.LEAD)
    desk = scene.begun()
    while (case := desk.next_open()) is not None:
        desk.take(case, scene.letter(desk, case, "Citra"))
    desk.sign_off()
    Adjudicating(session.context).release([scene.document_id])
    session.close()
    return session.path


@pytest.fixture
def session(path, tmp_path):
    with copied(path, tmp_path) as session:
        session.code_as("Budi")
        yield session


@pytest.fixture
def flow(window, session):
    """The flow as Budi meets it; ``passages``, ``said`` and ``failures`` are remembered."""
    naming().set_codebook(session.codebook, "en")
    made = Feedback(window, lambda: made.session)
    made.session, made.passages, made.failures = session, [], []
    made.passage_requested.connect(lambda *place: made.passages.append(place))
    made.failed.connect(made.failures.append)
    yield made
    naming().set_codebook(Codebook("", ""), "en")


def show(flow, window):
    flow.show()
    return window.findChildren(DifferencesSheet)[-1]


def row_of(sheet, kind):
    return next(at for at, one in enumerate(sheet.model.rows) if one.kind == kind)


def show_mark(flow, window):
    """Show the first difference about a mark; return the sheet, the row and the mark's id."""
    sheet = show(flow, window)
    row = row_of(sheet, "span")
    sheet.show_row(row)
    return sheet, row, sheet.model.rows[row].mark[1]


def notes(session):
    document = session.finding.documents()[0]
    return {one.target_id: one.text for one in session.finding.annotations(document).comments}


def test_only_who_got_something_back_can_ask(flow):
    assert flow.needs() == {FEEDBACK}
    flow.session.code_as("Somebody new")
    assert flow.needs() == frozenset()
    flow.session = None
    assert flow.needs() == frozenset()
    flow.show()


def test_everything_that_came_back_is_shown_and_walking_through_it_does_no_harm(flow, window):
    sheet = show(flow, window)
    assert sheet.model.rows == my_differences(flow.session.context)
    assert {one.kind for one in sheet.model.rows} == {"span", "relation", "document"}
    before = flow.session.history.undo_words()
    for row in range(sheet.model.rowCount()):
        sheet.show_row(row)
        assert sheet.what.text()
    sheet.dismiss()
    assert flow.session.history.undo_words() == before


def test_it_opens_where_the_same_person_left_it(flow, window):
    sheet = show(flow, window)
    sheet.show_row(2)
    sheet.dismiss()
    assert show(flow, window).place == 2
    flow.session.code_as("Citra")
    show(flow, window)
    flow.session.code_as("Budi")
    assert show(flow, window).place == 0, "somebody else was there meanwhile"


@pytest.mark.parametrize("kind", ["span", "relation", "document"])
def test_the_passage_is_a_mark_of_ones_own_or_a_place_or_the_article(flow, window, kind):
    sheet = show(flow, window)
    sheet.show_row(row_of(sheet, kind))
    one = sheet.model.rows[sheet.place]
    sheet.on_passage()
    ((document, span, start),) = flow.passages
    assert document == one.document_id
    assert (span is not None) == (kind == "span")
    assert (start is None) == (kind == "document")
    if span is not None:
        own = flow.session.finding.annotations(document).span_by_id()
        assert own[span].coder_id == flow.session.coder.id


def test_a_reply_is_one_step_of_undo_and_is_read_again_at_once(flow, window):
    sheet, row, mark = show_mark(flow, window)
    sheet.reply.setPlainText("Then say so.")
    sheet.show_row(row_of(sheet, "document"))
    assert notes(flow.session) == {mark: "Then say so."}
    sheet.show_row(row)
    assert sheet.reply.toPlainText() == "Then say so."
    sheet.dismiss()
    flow.session.history.undo()
    assert notes(flow.session) == {}


def test_an_emptied_reply_takes_the_note_away(flow, window):
    for text, expected in (("Then say so.", 1), ("", 0)):
        sheet, _row, _mark = show_mark(flow, window)
        sheet.reply.setPlainText(text)
        sheet.dismiss()
        assert len(notes(flow.session)) == expected


def test_a_reply_to_a_mark_that_is_gone_is_refused_and_stays_to_be_read(flow, window):
    sheet, row, mark = show_mark(flow, window)
    flow.session.coding.delete_span(mark)
    sheet.reply.setPlainText("Then say so.")
    sheet.show_row(row_of(sheet, "document"))
    assert sheet.failure.isVisible()
    assert (sheet.place, sheet.reply.toPlainText()) == (row, "Then say so.")
    assert flow.failures == []


def test_a_reply_that_is_refused_on_closing_is_told_by_the_window(flow, window):
    sheet, _row, mark = show_mark(flow, window)
    flow.session.coding.delete_span(mark)
    sheet.reply.setPlainText("Then say so.")
    sheet.dismiss()
    assert len(flow.failures) == 1
    assert notes(flow.session) == {}
