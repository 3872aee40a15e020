"""Working without a mouse: caret, walking, boundaries, and keys that must not act elsewhere."""

from __future__ import annotations

from window_scene import CONTROL, KEY, SHIFT

WORDS = "harus tetap netral"


def caret_to(desk, words):
    start, end = desk.extent_of(words)
    desk.reader.set_selection(start, start)
    desk.reader.setFocus()
    return start, end


def test_the_text_has_the_keyboard_from_the_start(desk):
    assert desk.reader.hasFocus()


def test_shift_and_arrows_select_and_a_key_labels(clean):
    start, end = caret_to(clean, WORDS)
    clean.press(KEY.Key_Right, SHIFT, times=end - start)
    assert clean.reader.selection() == (start, end)
    clean.type("r")
    assert clean.marked_words() == [WORDS]


def test_control_shift_right_selects_words(clean):
    start, end = caret_to(clean, WORDS)
    clean.press(KEY.Key_Right, SHIFT | CONTROL, times=3)
    clean.type("r")
    assert clean.stored.spans[0].start == start
    assert clean.stored.spans[0].end == end


def test_point_and_comma_walk_the_marks_in_text_order_and_round(desk):
    spans = desk.stored.spans
    caret_to(desk, desk.text[:10])
    visited = []
    for _time in range(len(spans) + 1):
        desk.type(".")
        visited.append(desk.scene.focused_id)
    assert visited == [span.id for span in (*spans, spans[0])]
    desk.type(",")
    assert desk.scene.focused_id == spans[-1].id


def test_walking_brings_text_list_and_inspector_along(desk):
    desk.type(".")
    for _time in range(20):
        desk.type(".")
    span = desk.focused
    assert desk.reader.focused_span() == span.id == desk.frame.inspector.span_id
    assert desk.frame.marks.model.span_at(desk.frame.marks.list.chosen_row()).id == span.id
    top = desk.reader.point_of(span.start).y()
    assert 0 <= top <= desk.reader.viewport().height()


def test_a_picked_end_moves_by_arrows_and_all_else_stays(desk):
    related = next(one.source_id for one in desk.stored.relations)
    before = desk.stored.span_by_id()[related]
    desk.scene.focus_span(related)
    desk.type("]")
    desk.press(KEY.Key_Left, times=3)
    after = desk.stored.span_by_id()[related]
    assert after.end == before.end - 3
    assert (after.start, after.label, after.attributes) == (
        before.start,
        before.label,
        before.attributes,
    )
    assert desk.stored.relations_of(related)


def test_the_start_moves_by_words_with_control(clean):
    span = clean.mark(WORDS, "r")
    clean.type("[")
    clean.press(KEY.Key_Right, CONTROL)
    assert clean.words_of(clean.focused) == "tetap netral"
    clean.press(KEY.Key_Left, CONTROL)
    assert clean.focused.fragments == span.fragments


def test_enter_ends_the_moving_and_arrows_move_the_caret_again(clean):
    clean.mark(WORDS, "r")
    clean.type("]")
    clean.press(KEY.Key_Return)
    before = clean.focused.fragments
    caret = clean.reader.selection()
    clean.press(KEY.Key_Right)
    assert clean.focused.fragments == before
    assert clean.reader.selection() != caret


def test_quick_nudges_of_one_end_are_one_step_of_undo(clean):
    span = clean.mark(WORDS, "r")
    clean.type("]")
    clean.press(KEY.Key_Left, times=4)
    clean.trigger("undo")
    assert clean.focused.fragments == span.fragments


def test_an_end_stops_at_the_other_end(clean):
    clean.mark("tetap", "r", within=WORDS)
    clean.type("]")
    clean.press(KEY.Key_Left, times=9)
    assert clean.words_of(clean.focused) == "t"


def test_escape_goes_back_one_step_at_a_time(clean):
    clean.mark(WORDS, "r")
    clean.select("Profesionalisme")
    clean.press(KEY.Key_Escape)
    assert clean.reader.selected_extent() is None
    assert clean.scene.focused_id is not None
    clean.press(KEY.Key_Escape)
    assert clean.scene.focused_id is None


def test_letters_typed_into_a_field_are_letters(clean):
    clean.select(WORDS)
    clean.trigger("find_article")
    clean.type("rxsv.,l")
    assert clean.stored.spans == ()
    assert clean.frame.articles.search.text() == "rxsv.,l"


def test_letters_typed_into_a_note_are_letters_and_enter_keeps_them(clean):
    span = clean.mark(WORDS, "r")
    clean.type("n")
    clean.type("ragu: l r 2")
    clean.press(KEY.Key_Return)
    clean.press(KEY.Key_Escape)
    assert clean.reader.hasFocus()
    assert clean.stored.comment_on(span.id).text == "ragu: l r 2"
    assert clean.stored.spans[0].label == "rule"


def test_control_page_down_and_up_walk_the_articles(desk):
    first = desk.scene.document.id
    desk.press(KEY.Key_PageDown, CONTROL)
    second = desk.scene.document.id
    desk.press(KEY.Key_PageUp, CONTROL)
    assert first != second
    assert desk.scene.document.id == first


def test_a_click_in_the_list_of_articles_gives_the_keyboard_to_the_text(desk):
    desk.frame.articles.list.row_chosen.emit(2)
    desk.settle()
    assert desk.scene.document.id == desk.frame.articles.model.ids()[2]
    assert desk.reader.hasFocus()


def test_the_search_finds_articles_as_one_types(desk):
    desk.press(KEY.Key_L, CONTROL)
    desk.type("kadispora")
    desk.qtbot.waitUntil(lambda: desk.frame.articles.model.rowCount() == 1)
    desk.press(KEY.Key_Return)
    assert "Kadispora" in desk.text
    assert desk.reader.hasFocus()


def test_control_enter_says_done_and_reopens(desk):
    desk.press(KEY.Key_Return, CONTROL)
    first = desk.stored.status
    desk.press(KEY.Key_Return, CONTROL)
    assert {first, desk.stored.status} == {"in_progress", "done"}


def test_relating_takes_a_few_keys(desk):
    desk.go_to(4)
    rule = next(one for one in desk.stored.spans if one.label == "rule")
    before = len(desk.stored.relations)
    desk.scene.focus_span(rule.id)
    desk.type("r")
    assert type(desk.sheet).__name__ == "RelatePopup"
    chosen = desk.sheet.current()
    desk.press(KEY.Key_Return)
    (new,) = [
        one
        for one in desk.stored.relations
        if (one.source_id, one.target_id) == (chosen.source_id, chosen.target_id)
        and one.label == chosen.relation_label_id
    ]
    assert len(desk.stored.relations) == before + 1
    assert rule.id in (new.source_id, new.target_id)
    assert desk.sheet is None


def test_a_question_mark_shows_the_keys(desk):
    desk.type("?")
    assert type(desk.sheet).__name__ == "ShortcutsSheet"
    desk.press(KEY.Key_Escape)
    assert desk.reader.hasFocus()


def test_a_bare_arrow_drops_the_selection_to_its_edge(clean):
    start, end = clean.select(WORDS)
    clean.press(KEY.Key_Left)
    assert clean.reader.selection() == (start, start)
    clean.select(WORDS)
    clean.press(KEY.Key_Right)
    assert clean.reader.selection() == (end, end)
