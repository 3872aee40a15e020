"""Answers that are looked for in a list: one of many, several of many, new ones."""

from __future__ import annotations

import pytest
from panel_scene import (
    KEY,
    RULE,
    SPEAKER,
    FormDesk,
    click,
    click_row,
    press,
    question,
    questions,
    values,
    words,
)
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotator.model.attributes import Value

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
NAMES = {"moscow": "Москва", "makkah": "مكة", "beijing": "北京"}
MANY = values(*(f"value_{number}" for number in range(1, 13)))


@pytest.fixture
def desk(qtbot):
    return lambda asked, **answers: FormDesk(qtbot, asked, **answers)


def names(field):
    return [option.name for option in field.hits.rows.options_model.options]


def type_letter(widget, letter):
    """Press the key of a letter for which Qt has no name."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, ord(letter), NONE, letter))


# opening and folding


@pytest.mark.parametrize("key", [KEY.Key_Down, KEY.Key_Return, KEY.Key_Enter, KEY.Key_Space])
def test_a_field_opens_by_key_and_esc_gives_the_keyboard_back_to_it(desk, key):
    one = desk(RULE)
    field = one.editor("kind").field
    one.editor("kind").take_focus()
    press(field.button, key)
    assert field.is_open()
    assert field.line.hasFocus()
    assert not field.button.isVisible()
    press(field.line, KEY.Key_Escape)
    assert field.button.hasFocus()
    assert not field.line.isVisible()
    assert not field.hits.isVisible()


def test_folding_by_going_elsewhere_leaves_the_keyboard_there(desk):
    one = desk(RULE)
    field = one.editor("kind").field
    field.button.setFocus()
    press(field.button, KEY.Key_Down)
    one.text.setFocus()
    assert one.text.hasFocus()
    assert field.button.isVisible()


def test_an_opened_field_begins_empty_also_after_something_was_looked_for(desk):
    one = desk(RULE)
    field = one.editor("kind").field
    click(field.button)
    press(field.line, "vote", KEY.Key_Escape)
    click(field.button)
    assert field.line.text() == ""
    assert len(names(field)) == 7


def test_the_letters_that_open_a_field_are_looked_for(desk):
    one = desk(SPEAKER)
    field = one.editor("person").field
    field.button.setFocus()
    press(field.button, "H")
    assert field.line.text() == "H"
    assert names(field)[0] == "Herson"


def test_a_command_s_key_does_not_open_a_field(desk):
    one = desk(RULE)
    field = one.editor("kind").field
    field.button.setFocus()
    press(field.button, KEY.Key_V, modifier=CONTROL)
    assert not field.is_open()


def test_letters_of_any_alphabet_open_a_field_and_are_looked_for(desk):
    cities = {key: Value(key, words(name)) for key, name in NAMES.items()}
    one = desk(questions(question("city", "enum", values=values(*"abc") | cities)))
    field = one.editor("city").field
    for letter, name in (("м", "Москва"), ("م", "مكة"), ("北", "北京")):
        field.button.setFocus()
        type_letter(field.button, letter)
        assert names(field) == [name]
        press(field.line, KEY.Key_Escape)


# walking and picking


def test_walking_goes_round_at_both_ends(desk):
    one = desk(RULE)
    field = one.editor("kind").field
    click(field.button)
    press(field.line, KEY.Key_Up)
    assert field.hits.rows.chosen_row() == 6
    press(field.line, KEY.Key_Down)
    assert field.hits.rows.chosen_row() == 0


def test_walking_where_nothing_was_found_is_harmless(desk):
    one = desk(RULE)
    field = one.editor("kind").field
    click(field.button)
    press(field.line, "xyz", KEY.Key_Down, KEY.Key_Up, KEY.Key_Return)
    assert names(field) == []
    assert one.given == []
    assert field.is_open()


def test_looking_for_something_chooses_the_first_hit_not_the_present_answer(desk):
    one = desk(RULE, kind="politics")
    field = one.editor("kind").field
    click(field.button)
    assert field.hits.rows.chosen_row() == 2
    press(field.line, "s")
    assert field.hits.rows.chosen_row() == 0
    press(field.line, KEY.Key_Return)
    assert one.given == [("kind", "sides")]


def test_the_present_answer_picked_again_is_no_new_answer(desk):
    one = desk(RULE, kind="sides")
    field = one.editor("kind").field
    click(field.button)
    press(field.line, KEY.Key_Return)
    assert one.given == []
    assert field.button.text() == "Sides"


def test_the_tenth_value_has_no_digit_and_is_found_by_its_name(desk):
    one = desk(questions(question("kind", "enum", values=MANY)))
    one.form.arm("kind")
    field = one.editor("kind").field
    assert [option.digit for option in field.options] == [*"123456789", "", "", ""]
    assert field.button.hint == "1–9 of 12"
    assert not one.form.press_digit("0")
    click(field.button)
    press(field.line, "value_12")
    assert names(field) == ["Value_12"]
    press(field.line, KEY.Key_Escape)
    one.form.press_digit("9")
    assert one.given == [("kind", "value_9")]


def test_the_digit_of_the_answer_is_shown_while_the_question_is_armed(desk):
    one = desk(RULE, kind="sides")
    button = one.editor("kind").field.button
    assert (button.digit, button.hint) == ("2", "1–7 of 7")
    one.form.arm("modality")
    assert (button.digit, button.hint) == ("", "")


def test_a_field_says_its_question_and_its_answer_to_screen_readers(desk):
    one = desk(RULE, kind="sides")
    assert one.editor("kind").field.button.accessibleName() == "Kind: Sides"
    assert one.editor("kind").field.button.placeholder == "Choose …"


def test_what_tells_options_apart_is_part_of_their_name_in_the_list(desk):
    one = desk(SPEAKER)
    field = one.editor("person").field
    click(field.button)
    model = field.hits.rows.options_model
    assert model.index(0, 0).data() == "Sri Wartini, Head · Dispora"
    tip = model.index(2, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Herson"


# adding


def test_a_closed_list_offers_nothing_new(desk):
    one = desk(RULE)
    field = one.editor("kind").field
    click(field.button)
    press(field.line, "other")
    assert not field.hits.add_button.isVisible()
    press(field.line, KEY.Key_Return, modifier=CONTROL)
    assert one.given == []
    assert field.is_open()


def test_the_button_below_the_list_adds_and_gives_the_keyboard_back(desk):
    one = desk(SPEAKER)
    field = one.editor("person").field
    field.button.setFocus()
    press(field.button, "B")
    press(field.line, "udi")
    click(field.hits.add_button)
    assert one.given == [("person", "Budi")]
    assert field.button.hasFocus()


def test_a_new_entry_is_kept_without_blanks_at_its_ends(desk):
    one = desk(SPEAKER)
    field = one.editor("person").field
    click(field.button)
    press(field.line, "  Budi Utomo ", KEY.Key_Return)
    assert one.given == [("person", "Budi Utomo")]


def test_blanks_alone_are_no_entry(desk):
    one = desk(SPEAKER)
    field = one.editor("person").field
    click(field.button)
    press(field.line, "   ")
    assert not field.hits.add_button.isVisible()
    assert len(names(field)) == 3


def test_enter_picks_what_is_found_and_ctrl_enter_adds_beside_it(desk):
    one = desk(SPEAKER)
    field = one.editor("person").field
    click(field.button)
    press(field.line, "sri")
    assert field.hits.add_button.isVisible()
    press(field.line, KEY.Key_Return, modifier=CONTROL)
    assert one.given == [("person", "sri")]


# several


@pytest.mark.parametrize("typed", ["harus", "HARUS", "mesti"])
def test_an_answer_that_is_given_already_is_neither_offered_nor_taken_away(desk, typed):
    one = desk(RULE, marker=("harus", "mesti"))
    tokens = one.editor("marker")
    click(tokens.add_chip)
    press(tokens.field.line, typed)
    assert not tokens.field.hits.add_button.isVisible()
    press(tokens.field.line, KEY.Key_Return)
    press(tokens.field.line, KEY.Key_Return, modifier=CONTROL)
    assert one.given == []


def test_opening_the_list_twice_still_gives_the_keyboard_back_to_the_text(desk):
    one = desk(RULE)
    tokens = one.editor("marker")
    click(tokens.add_chip)
    click(tokens.add_chip)
    click_row(tokens.field.hits.rows, 1)
    assert one.given == [("marker", ("wajib",))]
    assert one.text.hasFocus()


def test_several_answers_are_added_by_the_keyboard_alone(desk):
    one = desk(RULE)
    tokens = one.editor("marker")
    tokens.take_focus()
    for typed in ("waj", "bol"):
        assert tokens.add_chip.hasFocus()
        press(tokens.add_chip, KEY.Key_Return)
        press(tokens.field.line, typed, KEY.Key_Return)
    assert one.given[-1] == ("marker", ("wajib", "boleh"))


@pytest.mark.parametrize("key", [KEY.Key_Delete, KEY.Key_Return, KEY.Key_Space])
def test_a_chip_is_taken_away_by_any_key_that_presses_it(desk, key):
    one = desk(RULE, marker=("harus", "wajib"))
    chip = one.editor("marker").chips["harus"]
    chip.setFocus()
    press(chip, key)
    assert one.given == [("marker", ("wajib",))]


def test_taking_a_chip_away_leaves_the_keyboard_in_the_question(desk):
    one = desk(RULE, marker=("harus",))
    tokens = one.editor("marker")
    tokens.chips["harus"].setFocus()
    press(tokens.chips["harus"], KEY.Key_Backspace)
    assert tokens.chips == {}
    assert tokens.add_chip.hasFocus()


def test_answers_stand_in_the_order_in_which_they_were_given(desk):
    one = desk(RULE, marker=("wajib", "harus"))
    assert [chip.text() for chip in one.editor("marker").chips.values()] == ["Wajib", "Harus"]
    stops = one.editor("marker").tab_stops()
    assert [stop.text() for stop in stops[:3]] == ["Wajib", "Harus", "Add …"]


def test_a_chip_shows_its_digit_only_while_armed(desk):
    one = desk(RULE, marker=("boleh", "mesti"))
    chips = one.editor("marker").chips
    one.form.arm("marker")
    assert [chip.digit for chip in chips.values()] == ["3", ""]
    one.form.arm("kind")
    assert [chip.digit for chip in chips.values()] == ["", ""]


def test_several_entries_of_a_list_take_no_digits(desk):
    asked = questions(question("people", "ref", list_id="people", many=True))
    one = desk(asked, people=("herson",))
    one.form.arm("people")
    assert not one.form.press_digit("1")
    assert one.form.rows["people"].origin.text() == ""
    assert [chip.text() for chip in one.editor("people").chips.values()] == ["Herson"]
