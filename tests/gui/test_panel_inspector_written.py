"""Answers and notes that are written: what is kept, when, and what was never typed."""

from __future__ import annotations

import pytest
from panel_scene import (
    KEY,
    RULE_SPAN,
    TEXT,
    VENUE,
    FormDesk,
    annotations,
    dress,
    press,
    question,
    questions,
    show,
    span,
)
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.gui.panels.inspector.inspector import Inspector
from annotator.gui.panels.inspector.note import NoteSection
from annotator.gui.theme.layouts import column

SHIFT = Qt.KeyboardModifier.ShiftModifier
STRANGE = ["two\r\nlines", "a\u00a0b", " at the ends \n", "a\u2028b"]
"""Texts that a field shows otherwise than they are kept."""


@pytest.fixture
def desk(qtbot):
    return lambda asked, **answers: FormDesk(qtbot, asked, **answers)


# lines


@pytest.mark.parametrize("kept", ["jalan", *STRANGE])
def test_an_answer_that_could_not_be_given_now_is_left_alone_by_going_through_it(desk, kept):
    asked = questions(question("place", "text", pattern="[A-Z].*"))
    one = desk(asked, place=kept)
    entry = one.editor("place")
    entry.take_focus()
    press(entry.line, KEY.Key_Return, KEY.Key_Tab)
    assert one.given == []
    assert entry.line.text() == kept
    assert not one.form.rows["place"].reason.isVisible()


def test_typing_the_kept_answer_again_takes_the_mark_away(desk):
    one = desk(VENUE, place="jalan")
    entry = one.editor("place")
    entry.take_focus()
    press(entry.line, KEY.Key_End, "x", KEY.Key_Return)
    assert entry.line.property("invalid")
    press(entry.line, KEY.Key_Backspace)
    assert entry.line.text() == "jalan"
    assert not entry.line.property("invalid")
    assert not one.form.rows["place"].reason.isVisible()


def test_emptying_a_field_takes_the_answer_away(desk):
    one = desk(VENUE, place="Kutai", guests=20)
    for key in ("place", "guests"):
        entry = one.editor(key)
        entry.take_focus()
        entry.line.selectAll()
        press(entry.line, KEY.Key_Delete, KEY.Key_Return)
    assert one.given == [("place", None), ("guests", None)]


def test_a_field_shows_what_was_kept_of_what_was_typed(desk):
    one = desk(VENUE)
    entry = one.editor("guests")
    entry.take_focus()
    press(entry.line, " 020 ", KEY.Key_Return)
    assert one.given == [("guests", 20)]
    assert entry.line.text() == "20"


def test_another_way_to_write_the_kept_answer_is_no_new_answer(desk):
    one = desk(VENUE, guests=20)
    entry = one.editor("guests")
    entry.take_focus()
    press(entry.line, KEY.Key_End, ".0", KEY.Key_Return)
    assert one.given == []
    assert entry.line.text() == "20"


def test_a_second_esc_leaves_a_field(qtbot, desk):
    one = desk(VENUE, place="Kutai")
    entry = one.editor("place")
    entry.take_focus()
    heard = []
    one.window.keyPressEvent = lambda event: heard.append(event.key())
    press(entry.line, "x", KEY.Key_Escape)
    assert heard == []
    press(entry.line, KEY.Key_Escape)
    assert heard == [KEY.Key_Escape]


def test_esc_takes_back_what_was_refused_with_its_reason(desk):
    one = desk(VENUE)
    entry = one.editor("guests")
    entry.take_focus()
    press(entry.line, "many", KEY.Key_Return)
    assert one.form.rows["guests"].reason.text() == "Not a number."
    press(entry.line, KEY.Key_Escape)
    assert entry.line.text() == ""
    assert not entry.line.property("invalid")
    assert not one.form.rows["guests"].reason.isVisible()


def test_a_new_answer_from_elsewhere_replaces_what_is_being_typed(desk):
    one = desk(VENUE, place="Kutai")
    entry = one.editor("place")
    entry.take_focus()
    press(entry.line, "x")
    one.form.show_answers({"place": "Paser"})
    assert entry.line.text() == "Paser"


def test_a_refused_answer_is_told_shortened_and_on_one_line(desk):
    asked = questions(question("why", "text", multiline=True, max_length=50))
    one = desk(asked)
    entry = one.editor("why")
    entry.take_focus()
    press(entry.text, "one")
    press(entry.text, KEY.Key_Return, modifier=SHIFT)
    press(entry.text, "x" * 60)
    (sentence,) = one.form.give_up()
    assert sentence.startswith(f"Not kept as “Why”: “one {'x' * 36}…”. Too long")
    assert entry.text.toPlainText() == ""
    assert one.form.give_up() == []


# several lines


@pytest.mark.parametrize("kept", STRANGE)
def test_long_text_that_nobody_touched_is_not_written_anew(desk, kept):
    one = desk(VENUE, remarks=kept)
    one.editor("remarks").take_focus()
    press(one.editor("remarks").text, KEY.Key_Tab)
    one.editor("remarks").take_focus()
    press(one.editor("remarks").text, KEY.Key_Return)
    assert one.given == []


def test_long_text_that_could_not_be_given_now_is_not_complained_about(desk):
    asked = questions(question("why", "text", multiline=True, max_length=3))
    one = desk(asked, why="too long")
    one.editor("why").take_focus()
    press(one.editor("why").text, KEY.Key_Tab)
    assert not one.form.rows["why"].reason.isVisible()
    assert one.form.give_up() == []


def test_long_text_that_is_refused_stays_marked_until_esc(desk):
    asked = questions(question("why", "text", multiline=True, max_length=3))
    one = desk(asked, why="no")
    entry = one.editor("why")
    entry.take_focus()
    press(entry.text, "more", KEY.Key_Return)
    assert one.given == []
    assert entry.text.property("invalid")
    assert one.form.rows["why"].reason.text() == "Too long: at most 3 characters."
    press(entry.text, KEY.Key_Escape)
    assert entry.text.toPlainText() == "no"
    assert not entry.text.property("invalid")


def test_long_text_is_given_by_leaving_and_kept_from_changes_elsewhere(desk):
    one = desk(VENUE)
    entry = one.editor("remarks")
    entry.take_focus()
    press(entry.text, "some words")
    one.form.show_answers({"day": "2024"})
    assert entry.text.toPlainText() == "some words"
    one.text.setFocus()
    assert one.given == [("remarks", "some words")]


def test_a_field_of_lines_grows_to_six_and_shrinks_again(desk):
    one = desk(VENUE)
    text = one.editor("remarks").text
    heights = []
    for lines in (1, 2, 6, 9, 1):
        one.form.show_answers({"remarks": "\n".join("x" * lines)})
        heights.append(text.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]
    assert heights[4] == heights[0]


def test_a_narrower_column_makes_a_field_of_lines_higher(desk):
    one = desk(VENUE, remarks="kata demi kata " * 6)
    text = one.editor("remarks").text
    wide = text.height()
    one.window.resize(180, 700)
    one.window.layout().activate()
    assert text.height() > wide


# notes


@pytest.fixture
def notes(qtbot):
    dress()
    window = QWidget()
    window.text, window.section = QLineEdit(), NoteSection()
    layout = column(window)
    layout.addWidget(window.text)
    layout.addWidget(window.section)
    show(qtbot, window, 300, 200)
    window.given = []
    window.section.note_changed.connect(window.given.append)
    return window


@pytest.mark.parametrize("kept", STRANGE)
def test_a_note_that_nobody_touched_is_not_written_anew(notes, kept):
    section = notes.section
    section.show_note(kept, is_same_mark=False)
    section.take_focus()
    press(section.text, KEY.Key_Return, KEY.Key_Tab)
    section.commit()
    assert notes.given == []


def test_going_from_mark_to_mark_leaves_imported_notes_as_they_came(qtbot):
    dress()
    inspector = Inspector()
    show(qtbot, inspector)
    marks = annotations(RULE_SPAN, span("a9", "venue", "Tamat"), note="two\r\nlines\n")
    with qtbot.assertNotEmitted(inspector.note_changed):
        inspector.show_span(RULE_SPAN.id, marks, TEXT)
        inspector.show_span(marks.spans[1].id, marks, TEXT)
        inspector.show_nothing(marks)


def test_a_note_is_kept_by_leaving_its_field_without_blanks_at_the_ends(notes):
    notes.section.take_focus()
    press(notes.section.text, "  ask Sri ")
    notes.text.setFocus()
    assert notes.given == ["ask Sri"]


def test_an_emptied_note_is_told_as_empty(notes):
    notes.section.show_note("old", is_same_mark=False)
    notes.section.take_focus()
    notes.section.text.selectAll()
    press(notes.section.text, KEY.Key_Delete, KEY.Key_Escape)
    assert notes.given == [""]


def test_shift_enter_breaks_the_line_of_a_note(qtbot, notes):
    text = notes.section.text
    notes.section.take_focus()
    press(text, "one")
    with qtbot.assertNotEmitted(notes.section.left):
        press(text, KEY.Key_Return, modifier=SHIFT)
    press(text, "two")
    with qtbot.waitSignal(notes.section.left):
        press(text, KEY.Key_Enter)
    assert notes.given == ["one\ntwo"]


def test_a_note_kept_while_it_is_written_leaves_the_caret_where_it_is(notes):
    section = notes.section
    section.take_focus()
    press(section.text, "ask ")
    section.commit()
    section.show_note("ask", is_same_mark=True)
    press(section.text, "Sri")
    assert section.text.toPlainText() == "ask Sri"


def test_a_note_that_changes_elsewhere_is_shown_unless_one_is_being_written(notes):
    section = notes.section
    section.show_note("first", is_same_mark=False)
    section.take_focus()
    section.show_note("second", is_same_mark=True)
    assert section.text.toPlainText() == "second"
    press(section.text, KEY.Key_End, "!")
    section.show_note("third", is_same_mark=True)
    assert section.text.toPlainText() == "second!"
    section.show_note("of another mark", is_same_mark=False)
    assert section.text.toPlainText() == "of another mark"


def test_tab_leaves_a_note_instead_of_writing_a_tab(notes):
    notes.section.take_focus()
    press(notes.section.text, "x", KEY.Key_Tab)
    assert not notes.section.text.hasFocus()
    assert notes.given == ["x"]
