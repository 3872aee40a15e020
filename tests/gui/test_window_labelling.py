"""Putting labels on words: keys, the bar, the palette column."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from window_scene import ALT, KEY

from annotator.gui.workspace import marking
from annotator.model.extent import Extent

WORDS = "harus tetap netral"


def test_a_label_key_marks_the_selected_words(clean):
    start, end = clean.select(WORDS)
    clean.type("r")
    (span,) = clean.stored.spans
    assert (span.label, span.fragments) == ("rule", (Extent(start, end),))
    assert (span.origin, span.coder_id) == ("hand", clean.session.coder.id)
    assert clean.painted == {span.id}
    assert clean.frame.marks.model.rowCount() == 1
    assert clean.frame.inspector.span_id == span.id


def test_the_new_mark_is_in_focus_and_the_caret_stands_behind_it(clean):
    _start, end = clean.select(WORDS)
    clean.type("r")
    assert clean.scene.focused_id == clean.reader.focused_span() == clean.stored.spans[0].id
    assert clean.reader.selection() == (end, end)
    assert clean.reader.hasFocus()


def test_a_label_key_in_capitals_is_the_same_key(clean):
    clean.select(WORDS)
    clean.type("R")
    assert [span.label for span in clean.stored.spans] == ["rule"]


def test_outer_spaces_and_orphan_punctuation_fall_away(clean):
    start, end = clean.extent_of(WORDS)
    clean.drag(start - 1, end + 1)
    clean.type("r")
    assert clean.marked_words() == [WORDS]


def test_ends_grow_to_whole_words(clean):
    start, end = clean.extent_of(WORDS)
    clean.drag(start + 2, end - 3)
    clean.type("r")
    assert clean.marked_words() == [WORDS]


def test_with_alt_the_selection_stays_as_it_was_drawn(clean, monkeypatch):
    start, end = clean.extent_of(WORDS)
    # Moves of the test mouse carry no held keys.
    monkeypatch.setattr(marking.QApplication, "keyboardModifiers", lambda: ALT)
    clean.drag(start + 2, end - 3)
    clean.type("r")
    assert clean.marked_words() == [WORDS[2:-3]]


def test_a_key_that_no_label_has_changes_nothing_and_says_so(clean):
    clean.select(WORDS)
    clean.type("z")
    assert clean.stored.spans == ()
    assert "Z" in clean.window.status.message.text()
    assert clean.reader.selected_extent() is not None


def test_the_bar_at_the_selection_offers_likely_labels_and_enter_takes_the_first(clean):
    clean.select(WORDS)
    clean.wait_for_bar()
    first = clean.frame.bar.first_label()
    assert len(clean.frame.bar.labels) == 3
    clean.press(KEY.Key_Return)
    assert [span.label for span in clean.stored.spans] == [first]
    assert not clean.frame.bar.isVisible()


def test_enter_takes_what_the_bar_is_about_to_offer_for_the_words_just_dragged(clean):
    clean.select(WORDS)
    clean.press(KEY.Key_Return)
    assert clean.marked_words() == [WORDS]


def test_a_click_on_the_bar_marks(clean):
    clean.select(WORDS)
    clean.wait_for_bar()
    item = clean.frame.bar.items[1]
    clean.click_on(item)
    assert [span.label for span in clean.stored.spans] == [item.parts.label_id]
    assert clean.reader.hasFocus()


def test_the_bar_lies_inside_the_text_also_at_its_foot(clean):
    bottom = clean.reader.viewport().height() - 20
    offset = clean.reader.offset_at(QPoint(300, bottom).toPointF())
    clean.reader.set_selection(offset - 30, offset, is_scrolled=False)
    clean.wait_for_bar()
    inner = clean.frame.bar.seen().translated(clean.frame.bar.pos())
    assert inner.bottom() <= clean.reader.viewport().height()


def test_a_click_in_the_list_of_labels_marks_the_selection(clean):
    clean.select(WORDS)
    clean.click_on(clean.frame.labels.rows["venue"])
    assert [span.label for span in clean.stored.spans] == ["venue"]
    assert clean.reader.hasFocus()


def test_the_list_of_labels_counts_the_marks_of_the_article(clean):
    clean.mark(WORDS, "r")
    assert clean.frame.labels.rows["rule"].count == 1


def test_the_label_of_a_mark_is_changed_by_l_and_a_key_and_all_else_stays(clean):
    span = clean.mark(WORDS, "r")
    clean.session.coding.set_comment(span.id, "a note")
    clean.type("lx")
    (changed,) = clean.stored.spans
    assert (changed.id, changed.label, changed.fragments) == (span.id, "sanction", span.fragments)
    assert clean.stored.comment_on(span.id).text == "a note"


def test_escape_takes_back_the_wish_for_another_label(clean):
    clean.mark(WORDS, "r")
    clean.type("l")
    clean.press(KEY.Key_Escape)
    clean.type("x")
    assert [span.label for span in clean.stored.spans] == ["rule"]


def test_delete_takes_the_mark_in_focus_away(clean):
    clean.mark(WORDS, "r")
    clean.press(KEY.Key_Delete)
    assert clean.stored.spans == ()
    assert clean.painted == set()
    assert clean.frame.inspector.span_id == ""


def test_delete_leaves_marks_alone_while_words_are_selected(clean):
    clean.mark(WORDS, "r")
    clean.select("Profesionalisme")
    clean.press(KEY.Key_Delete)
    assert len(clean.stored.spans) == 1


def test_the_very_same_mark_twice_is_refused_in_the_status_line(clean):
    clean.mark(WORDS, "r")
    clean.select(WORDS)
    clean.type("r")
    assert len(clean.stored.spans) == 1
    assert clean.window.status.message.text()
    assert clean.sheet is None


def test_the_same_words_can_have_several_labels(clean):
    clean.mark(WORDS, "r")
    clean.mark(WORDS, "x")
    assert {span.label for span in clean.stored.spans} == {"rule", "sanction"}
    assert len(clean.painted) == 2


def test_clicks_on_one_place_go_from_the_inner_mark_outwards(clean):
    inner = clean.mark("tetap", "v", within=WORDS)
    outer = clean.mark(WORDS, "r")
    clean.press(KEY.Key_Escape)
    focused = []
    for _time in range(3):
        clean.click(inner.start + 2)
        focused.append(clean.scene.focused_id)
    assert focused == [inner.id, outer.id, inner.id]
