"""The page by itself: what its keys refuse, what follows the project, what it keeps of a place."""

from __future__ import annotations

from types import SimpleNamespace

from adjudication_scene import mark_words
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from annotator.gui.theme.look import look
from annotator.model.identity import Id
from annotator.workbench.adjudicating.states import CaseState, Order

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


def test_a_label_is_given_by_a_press_not_by_a_key_that_is_held_since_before(reviewer):
    reviewer.press("l")
    shown = [row.gold for row in reviewer.sitting.card.rows]
    for _name, letter in list(reviewer.page._labels):
        hold(reviewer.page, KEY(ord(letter)), letter.lower())
    hold(reviewer.page, KEY.Key_L, "l")
    assert reviewer.page._labels
    assert [row.gold for row in reviewer.sitting.card.rows] == shown


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
