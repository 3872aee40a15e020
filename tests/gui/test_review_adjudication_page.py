"""The page by itself: what its keys refuse, what follows the project, what it keeps of a place."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import review_scene
from adjudication_page_scene import decide_all
from adjudication_scene import make_review_project, mark_words
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.gui.theme.controls import Caption
from annotator.gui.theme.look import look
from annotator.model.assignment import Role
from annotator.model.document import Progress
from annotator.model.identity import Id
from annotator.model.review import ReviewStatus
from annotator.workbench import language, people
from annotator.workbench.adjudicating.states import CaseState, Order
from annotator.workbench.session import Session

KEY = Qt.Key
BOUNDARY, ANSWER, ONE_SIDED, OTHER_SIDED = range(4)
CHOOSING = ("1", "2", "0", "u", "l", "[", "]", "{", "}", KEY.Key_Left, KEY.Key_Right, "n", "g", "q")


def hold(page, key, text=""):
    """Send a key as it comes again and again while it is held down."""
    nothing = Qt.KeyboardModifier.NoModifier
    page.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, key, nothing, text, True))


# what is signed off, waits, or has not begun -------------------------------------------------


def test_nothing_can_be_chosen_or_written_where_the_article_is_signed_off(reviewer):
    reviewer.sign_off()
    reviewer.press(KEY.Key_Down)
    before = [row.gold for row in reviewer.sitting.card.rows]
    for key in CHOOSING:
        reviewer.press(key)
        assert reviewer.refusals == ["article_signed_off"], key
        assert reviewer.sheet is None
        reviewer.failures.clear()
    assert [row.gold for row in reviewer.sitting.card.rows] == before
    assert not reviewer.sitting.desk.has_draft(reviewer.sitting.case.id)


def test_a_cell_pressed_in_a_signed_off_article_changes_nothing_on_the_card(reviewer):
    reviewer.sign_off()
    reviewer.press(KEY.Key_Down)
    [row] = reviewer.sitting.rows()
    for letter in "AB":
        reviewer.card.table.cell_pressed.emit(row.index, letter)
    assert reviewer.refusals == ["article_signed_off"] * 2
    [now] = reviewer.sitting.rows()
    assert now.gold == row.gold


def test_keys_of_cases_are_refused_before_the_review_has_begun(unbegun):
    for key in CHOOSING:
        unbegun.press(key)
    assert unbegun.refusals == ["review_not_begun"] * len(CHOOSING)
    assert unbegun.sheet is None
    assert not unbegun.sitting.is_begun


def test_keys_of_cases_are_refused_where_no_case_is_left(reviewer):
    for _case in range(4):
        reviewer.press("1")
    assert reviewer.number is None
    for key in CHOOSING:
        reviewer.press(key)
    assert reviewer.refusals == ["nothing_to_do"] * len(CHOOSING)


def test_walking_and_passing_over_are_not_refused_in_a_signed_off_article(reviewer):
    reviewer.sign_off()
    before = list(reviewer.states)
    reviewer.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Tab, KEY.Key_Space, KEY.Key_Up)
    assert reviewer.refusals == []
    assert reviewer.states == before


def test_undoing_the_beginning_leaves_the_article_as_before_it(reviewer):
    reviewer.press("z")
    assert reviewer.card.stack.currentWidget() is reviewer.card.begin
    assert reviewer.number is None
    shown = reviewer.page.article.view
    assert shown.case.letters == ()
    assert list(shown.page.spans.by_id) == []
    reviewer.page.run("case_propose")
    assert reviewer.number == 1
    assert reviewer.refusals == []


def test_beginning_done_again_comes_to_a_case(reviewer):
    reviewer.press("z")
    reviewer.desk.trigger("redo")
    assert reviewer.number == 1
    assert reviewer.states == [CaseState.OPEN] * 4


# keys ----------------------------------------------------------------------------------------


def test_a_verdict_is_given_once_however_long_its_key_is_held(reviewer):
    for key, text in ((KEY.Key_1, "1"), (KEY.Key_0, "0"), (KEY.Key_U, "u"), (KEY.Key_Space, " ")):
        hold(reviewer.page, key, text)
    assert reviewer.states == [CaseState.OPEN] * 4


def test_a_held_arrow_goes_on_and_on(reviewer):
    for _time in range(3):
        hold(reviewer.page, KEY.Key_Down)
    assert reviewer.number == 4
    hold(reviewer.page, KEY.Key_Up)
    assert reviewer.number == 3


def test_a_key_without_a_command_is_left_to_the_window(reviewer):
    event = QKeyEvent(QEvent.Type.KeyPress, KEY.Key_W, Qt.KeyboardModifier.NoModifier, "w")
    reviewer.page.keyPressEvent(event)
    assert not event.isAccepted()
    assert reviewer.refusals == []


def test_keys_that_type_nothing_are_not_taken_for_a_label(reviewer):
    reviewer.press("l", KEY.Key_Delete, KEY.Key_Shift, KEY.Key_F5)
    assert reviewer.told == []
    reviewer.press(KEY.Key_Backspace)
    assert "Backspace" in reviewer.told[-1]


def test_another_case_forgets_that_a_label_was_asked_for(reviewer):
    reviewer.press("l")
    assert "case_discard" in reviewer.hints
    other = reviewer.sitting.cases[ONE_SIDED]
    reviewer.page.queue.case_chosen.emit(str(other.id))
    assert "case_note" in reviewer.hints
    reviewer.press("v")
    assert not reviewer.sitting.desk.has_draft(other.id)


def test_leaving_the_page_forgets_that_a_label_was_asked_for(reviewer):
    reviewer.press("l")
    reviewer.page.leave()
    reviewer.page.start()
    reviewer.press("1")
    assert reviewer.states[BOUNDARY] is CaseState.DECIDED


def test_the_label_keys_can_be_clicked_and_the_last_one_takes_it_back(reviewer):
    reviewer.press("l")
    buttons = {one.hint.keys: one for one in reviewer.card.keys.buttons if not one.isHidden()}
    buttons["Esc"].click()
    assert "case_note" in reviewer.hints
    reviewer.press("l")
    buttons = {one.hint.keys: one for one in reviewer.card.keys.buttons if not one.isHidden()}
    buttons["V"].click()
    assert reviewer.sitting.desk.has_draft(reviewer.sitting.case.id)
    reviewer.press(KEY.Key_Return)
    assert ("Pegawai dilarang ikut kampanye", "venue") not in reviewer.gold, "the start is open"
    assert reviewer.refusals == ["row_open"]


def test_a_relabelled_row_is_written_with_the_new_label(reviewer):
    reviewer.press(KEY.Key_Down, "l", "x", KEY.Key_Return)
    assert ("ASN boleh hadir di kampanye", "sanction") in reviewer.gold


# while long work has the project -------------------------------------------------------------


def test_nothing_is_decided_while_long_work_has_the_project(reviewer):
    page = reviewer.page
    reviewer.press("l")
    page.set_busy(True)
    reviewer.press("v", "1", "0", KEY.Key_Space, KEY.Key_Down)
    page.card.verdicts.buttons[1].click()
    page.card.piece_pressed.emit(2)
    page.card.table.cell_pressed.emit(1, "A")
    page.card.table.row_pressed.emit(1)
    page.queue.case_chosen.emit(str(reviewer.sitting.cases[3].id))
    page.queue.orders[Order.PRIORITY].click()
    assert (reviewer.number, reviewer.sitting.row) == (1, None)
    assert reviewer.sitting.order is Order.READING
    assert reviewer.states == [CaseState.OPEN] * 4
    assert reviewer.told == []


def test_what_changed_during_long_work_is_seen_after_it(reviewer):
    reviewer.page.set_busy(True)
    reviewer.sitting.desk.take(reviewer.sitting.case.id, "A")
    assert reviewer.entries[0].choice == ""
    reviewer.page.set_busy(False)
    assert reviewer.entries[0].choice == "A"
    reviewer.press(KEY.Key_Down)
    assert reviewer.number == 2


# following the project -----------------------------------------------------------------------


def test_undoing_in_the_coding_of_another_article_leaves_the_place_here(reviewer):
    here, other = reviewer.articles
    reviewer.press(KEY.Key_Down)

    def delete_and_undo():
        spans = reviewer.session.finding.annotations(other).spans
        reviewer.session.coding.delete_span(spans[0].id)
        reviewer.session.history.undo()

    reviewer.as_coder("Rani", delete_and_undo)
    assert reviewer.sitting.document_id == here
    assert reviewer.number == 2


def test_undoing_a_decision_of_another_article_goes_there(reviewer):
    first, second = reviewer.articles
    reviewer.press("1")
    reviewer.page.go_to(second)
    reviewer.press("z")
    assert reviewer.sitting.document_id == first
    assert reviewer.number == 1
    assert reviewer.states[BOUNDARY] is CaseState.OPEN


def test_what_a_coder_does_meanwhile_is_seen_at_once(reviewer):
    document = reviewer.sitting.document_id
    mark = ("netral dalam pemilu", "venue", {})
    reviewer.as_coder("Rani", lambda: mark_words(reviewer.session, document, mark))
    assert "netral dalam pemilu" in [one.passage for one in reviewer.entries]
    assert len(reviewer.sitting.cases) == len(reviewer.entries)


def test_a_case_that_is_gone_makes_place_for_the_next_open_one(reviewer):
    reviewer.press(KEY.Key_Down, KEY.Key_Down)
    document = reviewer.sitting.document_id

    def delete():
        spans = reviewer.session.finding.annotations(document).spans
        own = [one for one in spans if one.start == reviewer.sitting.case.case.start]
        reviewer.session.coding.delete_span(own[0].id)

    reviewer.as_coder("Rani", delete)
    assert reviewer.sitting.case is not None
    assert reviewer.number == 1
    assert len(reviewer.entries) == 3


def test_changes_of_other_things_ask_nothing_of_the_project(reviewer, monkeypatch):
    asked = []
    monkeypatch.setattr(reviewer.sitting, "read_articles", lambda: asked.append(1))
    change = SimpleNamespace(kinds={"assignment"}, ids={Id("a")}, action="assign", about={})
    reviewer.page.on_change(change)
    assert asked == []
    reviewer.page.on_change(SimpleNamespace(kinds=set(), ids=(), action="joined", about={}))
    assert asked == [1], "one that names nothing concerns everything"


def test_a_hidden_page_looks_again_when_it_is_shown(reviewer):
    reviewer.page.leave()
    reviewer.page.hide()
    reviewer.sitting.desk.take(reviewer.sitting.case.id, "A")
    assert reviewer.entries[0].choice == ""
    reviewer.page.show()
    reviewer.page.start()
    assert reviewer.entries[0].choice == "A"


def test_a_reading_face_chosen_later_is_taken_by_the_text(reviewer):
    view = reviewer.page.article.view
    assert view.typography.family != "Courier"
    reviewer.desk.settings["reading_font"] = "Courier"
    look().changed.emit()
    assert view.typography.family == "Courier"


# going to places -----------------------------------------------------------------------------


def test_a_case_named_by_another_workspace_is_opened_in_its_article(reviewer):
    first, second = reviewer.articles
    reviewer.page.go_to(second)
    reviewer.page.run("case_propose")
    [case] = reviewer.sitting.cases
    reviewer.page.go_to(first)
    reviewer.page.go_to((second, case.id))
    assert reviewer.sitting.document_id == second
    assert reviewer.sitting.case.id == case.id


def test_an_article_that_cannot_be_reviewed_is_refused_and_nothing_moves(reviewer):
    here = reviewer.sitting.document_id, reviewer.number
    reviewer.page.go_to(Id("0" * 32))
    assert reviewer.refusals
    assert (reviewer.sitting.document_id, reviewer.number) == here


def test_every_case_keeps_its_row_and_the_queue_its_words_in_all_orders(reviewer):
    passages = sorted(one.passage for one in reviewer.entries)
    here = reviewer.sitting.case.id
    for order in (Order.PRIORITY, Order.CONFUSION, Order.READING):
        reviewer.page.queue.orders[order].click()
        assert reviewer.sitting.case.id == here
        assert sorted(one.passage for one in reviewer.entries) == passages
        assert [one.case.number for one in reviewer.entries] == [1, 2, 3, 4]


def test_a_click_between_cases_takes_up_nothing_and_one_inside_takes_the_open_case(reviewer):
    text = reviewer.sitting.desk.document.text
    reviewer.page.article.pressed.emit(text.index("Sekda"))
    assert reviewer.number == 1
    reviewer.page.article.pressed.emit(text.index("kantor") + 5)
    assert reviewer.number == 4
    reviewer.page.article.pressed.emit(text.index("kantor") + 6)
    assert reviewer.number == 4, "the end is not part of it"


def test_zoom_commands_change_the_text_and_go_back(reviewer):
    view, commands = reviewer.page.article.view, reviewer.page.commands
    before = view.typography.zoom
    commands["zoom_in"]()
    assert view.typography.zoom > before
    commands["zoom_out"]()
    assert view.typography.zoom == pytest.approx(before)
    commands["zoom_in"]()
    commands["zoom_reset"]()
    assert view.typography.zoom == 1.0


# what a screen reader hears ------------------------------------------------------------------


def test_what_is_spoken_of_the_page_is_what_stands_at_the_right(unbegun):
    page = unbegun.page
    assert page.accessibleDescription() == "Begin the review"
    page.run("case_propose")
    assert page.accessibleDescription() == "Case 1 of 4. differs: start"
    for _case in range(4):
        unbegun.press("1")
    assert page.accessibleDescription().startswith("All cases are decided.")
    page.run("done")
    page.go_to(unbegun.articles[0])
    assert page.accessibleDescription().startswith("Signed off.")


def test_everything_at_the_right_is_said_anew_in_another_language(reviewer):
    before = {one.words for one in reviewer.hints.values()}
    language.set_language("id")
    reviewer.page.retranslate()
    after = {one.words for one in reviewer.hints.values()}
    assert not before & after - {"label"}
    whole = reviewer.card.guideline
    heads = {one.text() for one in whole.findChildren(Caption) if one.isVisibleTo(whole)}
    assert not heads & {"Codebook", "Include", "Not"}


# work that is taken up again -----------------------------------------------------------------


@pytest.fixture
def reopened(reviewing):
    """A begun review in which nothing is recorded of the coders, one of whom works again."""
    person, place = review_scene.person, review_scene.place
    work, lone = review_scene.work, review_scene.SAMARINDA
    made = reviewing(Budi=work(person(review_scene.SRI)), Citra=work(place(lone)))
    scene = review_scene.Scene(made.session, made.session.path.parent, made.articles[0])
    told = work(person((10, 14)))
    review_scene.add_document(scene, "doc-2", "Wali kota Andi hadir.", Budi=told, Citra=told)
    first, session = made.articles[0], made.session
    made.as_coder("Budi", lambda: session.coding.set_status(first, Progress.IN_PROGRESS))
    return made


def test_an_article_with_too_few_coders_does_not_keep_the_others_from_being_opened(
    at_review, reopened
):
    first, second = reopened.articles
    anew = at_review(reopened.session)
    assert anew.page.stack.currentIndex() == 1
    assert anew.sitting.document_id == second
    anew.page.go_to(first)
    assert anew.refusals == ["too_few_to_compare"]
    assert anew.sitting.document_id == second


def test_comparing_only_finished_work_leaves_an_article_that_has_too_little_of_it(
    at_review, reopened
):
    first, second = reopened.articles
    anew = at_review(reopened.session)
    anew.page.compare_unfinished(True)
    anew.page.go_to(first)
    assert anew.sitting.document_id == first
    anew.page.compare_unfinished(False)
    assert anew.sitting.document_id == second
    assert anew.page.stack.currentIndex() == 1


# a narrow window, other themes ---------------------------------------------------------------


@pytest.mark.parametrize("width", [1024, 1366, 1920])
def test_the_text_has_what_the_side_bands_leave(reviewer, width):
    page = reviewer.page
    page.resize(width, 700)
    QApplication.processEvents()
    bands = (page.queue, page.article, page.card)
    assert page.queue.geometry().right() < page.article.x() <= page.article.geometry().right()
    assert page.article.geometry().right() < page.card.x()
    assert sum(one.width() for one in bands) <= width
    assert page.card.geometry().right() < width


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_page_is_drawn_in_every_theme_and_differs_between_cases(reviewer, theme):
    look().set_theme(theme)
    first = reviewer.page.grab().toImage()
    reviewer.press(KEY.Key_Down)
    assert reviewer.page.grab().toImage() != first


# who may not -----------------------------------------------------------------------------------


def test_who_only_codes_is_refused_and_the_review_has_not_begun(unbegun):
    session = unbegun.session
    session.code_as("Budi")
    people.set_role(session.context, session.coder.id, Role.LEAD)
    session.code_as("Sari")
    unbegun.page.run("case_propose")
    assert unbegun.refusals == ["reviewers_only"]
    assert not unbegun.sitting.is_begun


def test_a_project_that_is_only_looked_at_shows_its_cases_and_refuses_verdicts(at_review, tmp_path):
    path = make_review_project(tmp_path / "r.annot")
    with Session.open(path) as session:
        first, _second = session.finding.documents()
        decide_all(session, first)
    looking = at_review(Session.look(path))
    looking.page.go_to(first)
    looking.press(KEY.Key_Down, "0")
    assert looking.number == 1
    assert looking.failures
    assert looking.states == [CaseState.DECIDED] * 4


def test_after_signing_off_the_next_article_is_opened_and_at_the_end_none(reviewer):
    first, second = reviewer.articles
    for document in (first, second):
        if not reviewer.sitting.is_begun:
            reviewer.page.run("case_propose")
        while reviewer.sitting.desk.counts.left:
            reviewer.press("1")
        reviewer.page.run("done")
        told = {one.document_id: one.status for one in reviewer.sitting.articles}
        assert told[document] is ReviewStatus.SIGNED_OFF
    assert reviewer.sitting.document_id == second
    assert reviewer.card.end.buttons["next"].isHidden()
    reviewer.press(KEY.Key_Return)
    assert reviewer.sitting.document_id == second
