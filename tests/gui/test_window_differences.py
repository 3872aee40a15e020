"""My differences: what a coder reads of decisions, the way to the passage, replies."""

from __future__ import annotations

import pytest
import review_scene
from review_scene import BALIKPAPAN, BUPATI_SRI, SAMARINDA, SRI, lives_in, person, place, work
from window_scene import CONTROL, KEY, SHIFT

from annotator.gui.dialogs.team import difference_words as words
from annotator.model.assignment import Purpose, Role
from annotator.workbench.adjudicating.articles import Adjudicating
from annotator.workbench.adjudicating.differences import my_differences
from annotator.workbench.parcelling import make_parcel
from annotator.workbench.people import set_role

NOTE, QUESTION = "the title belongs to the name", "Is this a place at all?"


@pytest.fixture
def reviewed(tmp_path):
    """A text by two coders, decided for Citra with a reason, a question asked, and released."""
    scene = review_scene.make_scene(
        tmp_path,
        {"Budi": {"outlet": "Kaltim Post"}, "Citra": {"outlet": "Kaltim Post"}},
        Budi=work(person(SRI), place(BALIKPAPAN), place(SAMARINDA), lives_in(0, 1)),
        Citra=work(person(BUPATI_SRI, role="staff"), place(BALIKPAPAN), lives_in(0, 1)),
    )
    session = scene.session
    set_role(session.context, session.coder.id, Role.LEAD)
    desk = scene.begun()
    first = True
    while (case := desk.next_open()) is not None:
        if first:
            desk.note(case, NOTE)
            first = False
        desk.take(case, scene.letter(desk, case, "Citra"))
    desk.sign_off()
    Adjudicating(session.context).release([scene.document_id])
    path = session.path
    session.close()
    return path


@pytest.fixture
def budi(started, reviewed):
    """The window on that project, coded in by Budi."""
    started.open(reviewed)
    started.window.people.coder_chosen.emit("Budi")
    started.settle()
    return started


def told(desk):
    return my_differences(desk.session.context)


def test_only_who_got_something_back_can_ask_for_it(started, reviewed):
    started.open(reviewed)
    assert not started.menu("my_differences").isEnabled()
    started.window.people.coder_chosen.emit("Budi")
    started.settle()
    assert started.menu("my_differences").isEnabled()


def test_the_list_says_what_differs_and_the_panel_shows_both_readings(budi):
    budi.press(KEY.Key_D, CONTROL | SHIFT)
    sheet = budi.sheet
    assert sheet.model.rowCount() == len(told(budi))
    first = sheet.model.rows[0]
    assert sheet.what.text() == "Differs: Words, Role"
    assert [(row.own, row.gold) for row in words.rows_of(first) if row.differs] == [
        ("Sri", "Bupati Sri"),
        ("Head", "Staff"),
    ]
    assert NOTE in sheet.note.text()
    said = sheet.model.data(sheet.model.index(0, 0))
    assert said.startswith("Differs: Words, Role: Sri")


def test_a_mark_that_is_no_gold_and_one_that_is_missing_are_told_as_such(budi):
    budi.trigger("my_differences")
    titles = {words.title_of(one): one for one in budi.sheet.model.rows}
    assert words.passage_of(titles["Not in the gold"]) == "Samarinda"
    assert words.label_of(titles["Not in the gold"]) == "place"
    budi.press(KEY.Key_Escape)
    budi.window.people.coder_chosen.emit("Citra")
    budi.settle()
    for one in told(budi):
        assert words.title_of(one) != "Not in the gold"


def test_arrows_walk_and_enter_goes_to_the_passage(budi):
    budi.press(KEY.Key_D, CONTROL | SHIFT)
    sheet = budi.sheet
    budi.press(KEY.Key_Down)
    assert sheet.place == 1
    one = sheet.model.rows[1]
    budi.click_on(sheet.passage_button)
    assert budi.sheet is None
    assert budi.scene.focused_id == one.mark[1]
    assert budi.reader.hasFocus()
    budi.press(KEY.Key_D, CONTROL | SHIFT)
    assert budi.sheet.place == 1, "it opens again where it was left"


def test_a_reply_is_kept_as_a_note_on_the_mark_and_can_be_undone(budi):
    budi.trigger("my_differences")
    budi.click_on(budi.sheet.reply)
    budi.type("Then the guideline should say so")
    mark = budi.sheet.model.rows[0].mark[1]
    budi.press(KEY.Key_Escape)
    assert budi.sheet is None
    assert budi.stored.comment_on(mark).text == "Then the guideline should say so"
    budi.trigger("my_differences")
    assert budi.sheet.reply.toPlainText() == "Then the guideline should say so"
    budi.press(KEY.Key_Escape)
    budi.press(KEY.Key_Z, CONTROL)
    assert budi.stored.comment_on(mark) is None


def test_a_reply_is_kept_when_another_row_is_chosen(budi):
    budi.trigger("my_differences")
    budi.click_on(budi.sheet.reply)
    budi.type("No")
    mark = budi.sheet.model.rows[0].mark[1]
    row = budi.sheet.list.visualRect(budi.sheet.model.index(1, 0))
    budi.click_at(budi.sheet.list.viewport().mapTo(budi.window, row.center()))
    assert budi.stored.comment_on(mark).text == "No"
    assert budi.sheet.place == 1


def test_looking_without_replying_writes_nothing(budi):
    undo = budi.session.history.undo_words()
    budi.trigger("my_differences")
    budi.press(KEY.Key_Down, times=3)
    budi.press(KEY.Key_Escape)
    assert budi.session.history.undo_words() == undo


def test_a_feedback_parcel_says_what_it_brings_and_leads_there(started, reviewed, tmp_path):
    started.open(reviewed)
    started.trigger("make_feedback")
    assert {one.coder for one in started.sheet.offers} == {"Budi", "Citra"}
    started.press(KEY.Key_Escape)
    made = tmp_path / "back.annot"
    make_parcel(started.session.context, "Budi", made, purpose=Purpose.FEEDBACK)
    started.open(made)
    assert "brings back to Budi what was decided" in started.window.notice.words.text()
    started.click_on(started.window.notice.step)
    assert started.sheet.model.rowCount() == len(told(started)) > 0


def test_a_question_is_told_with_what_it_is_about(started, tmp_path):
    scene = review_scene.make_scene(
        tmp_path, Budi=work(place(BALIKPAPAN), place(SAMARINDA)), Citra=work(place(BALIKPAPAN))
    )
    desk = scene.begun()
    desk.send_back(desk.cases[0].id, QUESTION)
    path = scene.session.path
    scene.session.close()
    started.open(path)
    started.window.people.coder_chosen.emit("Budi")
    started.settle()
    started.trigger("my_differences")
    sheet = started.sheet
    assert sheet.what.text() == "A question"
    assert sheet.question.text() == f"Question: {QUESTION}"
    assert not any(row.differs for row in words.rows_of(sheet.model.rows[0]))
