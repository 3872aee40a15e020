"""The keyboard is always somewhere that can be seen, and finds its way back to the text."""

from __future__ import annotations

import pytest
from window_scene import CONTROL, KEY

WORDS = "harus tetap netral"


@pytest.fixture
def marked(clean):
    clean.mark(WORDS, "r")
    return clean


def test_the_next_article_takes_the_keyboard_from_a_note(marked):
    marked.type("n")
    marked.type("ragu")
    span = marked.focused
    first = marked.scene.document.id
    marked.press(KEY.Key_PageDown, CONTROL)
    assert marked.reader.hasFocus()
    kept = marked.session.finding.annotations(first)
    assert kept.comment_on(span.id).text == "ragu"


def test_the_next_article_takes_the_keyboard_from_a_chip(marked):
    marked.frame.inspector.focus_attribute("modality")
    marked.press(KEY.Key_PageDown, CONTROL)
    assert marked.reader.hasFocus()


def test_deleting_the_mark_takes_the_keyboard_from_the_inspector(marked):
    marked.frame.inspector.focus_attribute("modality")
    marked.trigger("delete")
    assert marked.stored.spans == ()
    assert marked.reader.hasFocus()


def test_undoing_the_mark_takes_the_keyboard_from_the_inspector(marked):
    marked.frame.inspector.focus_attribute("modality")
    marked.trigger("undo")
    assert marked.stored.spans == ()
    assert marked.reader.hasFocus()
    marked.select(WORDS)
    marked.type("v")
    assert [span.label for span in marked.stored.spans] == ["venue"]


def test_a_question_that_goes_gives_the_keyboard_back(marked):
    inspector = marked.frame.inspector
    inspector.focus_attribute("modality")
    marked.type("1")
    inspector.focus_attribute("force")
    assert inspector.form.rows["force"].isVisible()
    marked.trigger("undo")
    assert not inspector.form.rows["force"].isVisible()
    assert marked.reader.hasFocus()


def test_enter_keeps_the_note_and_goes_back_to_the_text(marked):
    marked.type("n")
    marked.type("ragu")
    marked.press(KEY.Key_Return)
    assert marked.reader.hasFocus()
    assert marked.stored.comment_on(marked.focused.id).text == "ragu"


@pytest.mark.parametrize("key", [KEY.Key_F9, KEY.Key_F10])
def test_folding_takes_the_keyboard_out_of_the_column(marked, key):
    inside = {KEY.Key_F9: marked.frame.articles.search, KEY.Key_F10: marked.frame.inspector}
    if key == KEY.Key_F9:
        inside[key].setFocus()
    else:
        marked.frame.inspector.focus_note()
    marked.press(key)
    assert marked.reader.hasFocus()


def test_a_window_that_becomes_narrow_takes_the_keyboard_out_of_the_column(marked):
    marked.frame.inspector.focus_note()
    marked.window.resize(1000, 700)
    marked.settle()
    assert marked.reader.hasFocus()


def test_esc_in_the_search_field_clears_and_then_goes_back_to_the_text(desk):
    desk.trigger("find_article")
    desk.type("netral")
    desk.press(KEY.Key_Escape)
    assert desk.frame.articles.search.text() == ""
    assert desk.frame.articles.search.hasFocus()
    desk.press(KEY.Key_Escape)
    assert desk.reader.hasFocus()


@pytest.mark.parametrize("panel", ["marks", "articles"])
def test_esc_in_a_list_goes_back_to_the_text(desk, panel):
    rows = getattr(desk.frame, panel).list
    rows.setFocus()
    desk.press(KEY.Key_Escape)
    assert desk.reader.hasFocus()


def test_esc_in_the_problems_closes_them(marked):
    marked.press(KEY.Key_F8)
    marked.frame.problems.list.setFocus()
    marked.press(KEY.Key_Escape)
    assert not marked.frame.problems.isVisible()
    assert marked.reader.hasFocus()


def test_arrows_in_the_list_of_marks_lead_text_and_inspector(desk):
    rows = desk.frame.marks.list
    spans = desk.stored.spans
    rows.setFocus()
    walked = []
    for _step in range(3):
        desk.press(KEY.Key_Down)
        walked.append(desk.scene.focused_id)
    assert walked == [span.id for span in spans[1:4]]
    assert desk.frame.inspector.span_id == desk.reader.focused_span() == spans[3].id
    assert rows.hasFocus()


def test_delete_in_the_list_of_marks_deletes_what_is_in_focus_and_goes_on(desk):
    rows, spans = desk.frame.marks.list, desk.stored.spans
    rows.setFocus()
    desk.press(KEY.Key_Down)
    desk.press(KEY.Key_Delete)
    assert spans[1].id not in desk.stored.span_by_id()
    assert desk.scene.focused_id == spans[2].id
    assert rows.hasFocus()


def test_delete_on_a_mark_that_is_not_in_focus_chooses_it_first(desk):
    spans = desk.stored.spans
    desk.frame.marks.list.setFocus()
    desk.press(KEY.Key_Delete)
    assert desk.stored.spans == spans
    assert desk.scene.focused_id == spans[0].id


def test_keys_that_act_on_a_mark_work_from_the_list_of_marks(desk):
    desk.trigger("next_span")
    rows = desk.frame.marks.list
    rows.setFocus()
    desk.press(KEY.Key_Down)
    desk.type("n")
    assert desk.frame.inspector.isAncestorOf(desk.window.focusWidget())
    desk.type("ragu")
    desk.press(KEY.Key_Escape)
    assert desk.stored.comment_on(desk.scene.focused_id).text == "ragu"
    rows.setFocus()
    desk.type("l")
    desk.type("v")
    assert desk.focused.label == "venue"
    assert desk.reader.hasFocus()
