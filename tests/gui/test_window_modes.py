"""What the next key is for: an end that is moved, a label that is awaited, and how that ends."""

from __future__ import annotations

import pytest
from panel_scene import click_row
from window_scene import CONTROL, KEY

WORDS = "harus tetap netral"
MODES = {"[": "move the start", "]": "move the end", "l": "key of the new label"}


@pytest.fixture
def marked(clean):
    clean.mark(WORDS, "r")
    return clean


def hint(desk):
    return desk.window.status.message.text()


def click_in_the_list(desk):
    click_row(desk.frame.articles.list, 2)


def click_in_the_header(desk):
    desk.click_on(desk.frame.header.next_button)


def press_a_key(desk):
    desk.press(KEY.Key_PageDown, CONTROL)


OTHER_ARTICLES = [click_in_the_list, click_in_the_header, press_a_key]


def test_a_mode_says_what_it_waits_for_until_escape(marked):
    for key, words in MODES.items():
        marked.type(key)
        assert words in hint(marked)
        marked.press(KEY.Key_Escape)
        assert hint(marked) == ""
        assert marked.focused is not None


@pytest.mark.parametrize("leave", OTHER_ARTICLES, ids=lambda leave: leave.__name__)
def test_another_article_ends_a_mode_and_the_arrows_move_the_caret_again(marked, leave):
    span, first = marked.focused, marked.scene.document.id
    for key in MODES:
        marked.type(key)
        leave(marked)
        marked.settle()
        assert marked.scene.document.id != first
        assert hint(marked) == ""
        marked.reader.setFocus()
        before = marked.reader.selection()[1]
        marked.press(KEY.Key_Right)
        assert marked.reader.selection() == (before + 1, before + 1)
        marked.workspace.articles.open(first)
        marked.scene.focus_span(span.id)


def test_selecting_other_words_ends_a_mode(marked):
    before = marked.focused
    for key in MODES:
        marked.type(key)
        marked.select("Profesionalisme")
        assert hint(marked) == ""
        marked.press(KEY.Key_Escape)
    marked.select("Profesionalisme")
    marked.type("v")
    assert {one.label for one in marked.stored.spans} == {"rule", "venue"}
    assert marked.stored.span_by_id()[before.id] == before


def test_another_mark_in_focus_ends_a_mode(marked):
    marked.mark("Profesionalisme", "v")
    for key in MODES:
        before = marked.scene.focused_id
        marked.type(key)
        marked.type(",")
        assert marked.scene.focused_id != before
        assert hint(marked) == ""


def test_deleting_the_mark_ends_a_mode(marked):
    for key in MODES:
        marked.type(key)
        marked.trigger("delete")
        assert hint(marked) == ""
        assert marked.stored.spans == ()
        marked.trigger("undo")


def test_picking_the_other_end_moves_that_one(marked):
    before = marked.focused
    marked.type("[]")
    assert MODES["]"] in hint(marked)
    marked.press(KEY.Key_Left)
    after = marked.focused
    assert (after.start, after.end) == (before.start, before.end - 1)


def test_an_end_that_was_picked_is_not_moved_while_a_label_is_awaited(marked):
    before = marked.focused
    marked.type("]l")
    assert MODES["l"] in hint(marked)
    marked.press(KEY.Key_Left)
    assert marked.focused.fragments == before.fragments


def test_a_label_that_was_awaited_is_not_given_while_an_end_is_moved(marked):
    marked.type("l]x")
    assert [one.label for one in marked.stored.spans] == ["rule"]


def test_a_key_that_no_label_has_goes_on_waiting_and_says_so(marked):
    marked.type("lz")
    assert "Z" in hint(marked)
    marked.type("x")
    assert [one.label for one in marked.stored.spans] == ["sanction"]


def test_the_next_key_after_a_new_label_is_a_command_again(marked):
    marked.type("lx")
    assert hint(marked) == ""
    marked.type("v")
    assert [one.label for one in marked.stored.spans] == ["sanction"]
    assert "Select words first" in hint(marked)


def test_without_a_mark_in_focus_the_keys_for_one_do_nothing(clean):
    for step, key in enumerate("[]lnr", start=1):
        clean.type(key)
        assert clean.sheet is None
        clean.press(KEY.Key_Right)
        assert clean.reader.selection() == (step, step)
    assert clean.stored.spans == ()


def refuse_a_mark(desk):
    """Mark the very same words with the same label once more."""
    desk.select(WORDS)
    desk.type("r")


def test_the_mark_in_focus_stays_so_when_another_one_is_refused(marked):
    span = marked.focused
    refuse_a_mark(marked)
    assert marked.scene.focused_id == marked.reader.focused_span() == span.id
    assert marked.frame.inspector.span_id == span.id
    assert marked.menu("delete").isEnabled()


def test_what_the_inspector_shows_can_be_deleted_after_a_refusal(marked):
    refuse_a_mark(marked)
    marked.press(KEY.Key_Escape)
    marked.press(KEY.Key_Delete)
    assert marked.stored.spans == ()


def test_words_without_a_letter_make_no_mark_and_leave_the_focus_alone(marked):
    before = marked.stored
    start = marked.extent_of("harus")[1]
    marked.drag(start, start + 1)
    marked.type("v")
    assert marked.stored == before
    assert marked.focused is not None
