"""Answering with digits: the armed question of the mark in focus."""

from __future__ import annotations

import pytest
from window_scene import ALT, KEY

WORDS = "harus tetap netral"


@pytest.fixture
def ruled(clean):
    """A rule has just been marked."""
    clean.mark(WORDS, "r")
    return clean


def values_of(desk, attribute):
    return list(desk.session.codebook.labels["rule"].attributes[attribute].values)


def test_a_digit_right_after_the_label_key_answers_the_first_question(ruled):
    ruled.type("1")
    assert ruled.focused.attributes["rule_type"] == values_of(ruled, "rule_type")[0]


def test_another_digit_changes_the_answer(ruled):
    ruled.type("14")
    assert ruled.focused.attributes["rule_type"] == values_of(ruled, "rule_type")[3]


def test_alt_down_arms_the_next_question(ruled):
    first = ruled.frame.inspector.armed()
    ruled.press(KEY.Key_Down, ALT)
    second = ruled.frame.inspector.armed()
    assert second != first
    ruled.type("2")
    assert ruled.focused.attributes[second] == values_of(ruled, second)[1]
    ruled.press(KEY.Key_Up, ALT)
    assert ruled.frame.inspector.armed() == first


def test_a_question_appears_with_the_answer_that_brings_it_and_goes_with_it(ruled):
    shown = ruled.frame.inspector.form.rows["force"]
    assert shown.isHidden()
    ruled.press(KEY.Key_Down, ALT)
    ruled.type("1")
    assert ruled.focused.attributes["modality"] == "obligation"
    assert not shown.isHidden()
    ruled.press(KEY.Key_Down, ALT)
    ruled.type("1")
    assert ruled.focused.attributes["force"] == "binding"
    ruled.press(KEY.Key_Up, ALT)
    ruled.type("3")
    assert "force" not in ruled.focused.attributes
    assert shown.isHidden()


def test_digits_do_nothing_while_words_are_selected(ruled):
    span = ruled.focused
    ruled.select("Profesionalisme")
    ruled.type("1")
    assert ruled.stored.span_by_id()[span.id].attributes == span.attributes


def test_digits_do_nothing_without_a_mark_in_focus(ruled):
    ruled.press(KEY.Key_Escape)
    before = ruled.stored
    ruled.type("1")
    assert ruled.stored == before


def test_the_inspector_shows_what_the_digit_answered(ruled):
    ruled.type("1")
    row = ruled.frame.inspector.form.rows["rule_type"]
    assert row.editor.value == values_of(ruled, "rule_type")[0]
    assert not row.missing.isVisible()


def test_an_answer_by_the_mouse_leaves_the_keyboard_in_the_text(ruled):
    ruled.press(KEY.Key_Down, ALT)
    chip = ruled.frame.inspector.form.rows["modality"].editor.chips[1]
    ruled.click_on(chip)
    assert ruled.focused.attributes["modality"] == "prohibition"
    assert ruled.reader.hasFocus()


def test_a_written_answer_is_kept_when_another_mark_comes_into_focus(clean):
    span = clean.mark("Sri Wartini", "s")
    field = clean.frame.inspector.form.rows["institution"].editor
    field.take_focus()
    clean.type("Dispora Kaltim")
    clean.mark(WORDS, "r")
    assert clean.stored.span_by_id()[span.id].attributes["institution"] == "Dispora Kaltim"


def test_a_written_answer_is_kept_when_the_window_is_closed(clean):
    span = clean.mark("Sri Wartini", "s")
    clean.frame.inspector.form.rows["institution"].editor.take_focus()
    clean.type("Dispora Kaltim")
    again = clean.restart()
    assert again.stored.span_by_id()[span.id].attributes["institution"] == "Dispora Kaltim"


def test_a_note_being_written_is_kept_when_the_window_is_closed(clean):
    span = clean.mark(WORDS, "r")
    clean.type("n")
    clean.type("masih ragu")
    again = clean.restart()
    assert again.stored.comment_on(span.id).text == "masih ragu"


def test_a_note_being_written_is_kept_when_another_article_is_opened(clean):
    span = clean.mark(WORDS, "r")
    clean.type("n")
    clean.type("masih ragu")
    clean.trigger("next_article")
    clean.trigger("previous_article")
    assert clean.stored.comment_on(span.id).text == "masih ragu"


def test_what_is_being_written_is_kept_when_the_project_is_closed(clean):
    span = clean.mark(WORDS, "r")
    clean.type("n")
    clean.type("masih ragu")
    path = clean.session.path
    clean.trigger("close_project")
    clean.open(path)
    assert clean.stored.comment_on(span.id).text == "masih ragu"


def test_what_is_being_written_is_kept_when_another_project_is_opened(clean, project):
    span = clean.mark(WORDS, "r")
    clean.type("n")
    clean.type("masih ragu")
    path = clean.session.path
    clean.open(project)
    clean.open(path)
    assert clean.stored.comment_on(span.id).text == "masih ragu"
