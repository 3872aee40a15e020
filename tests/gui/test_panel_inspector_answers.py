from __future__ import annotations

import pytest
from panel_scene import (
    KEY,
    RULE,
    SPEAKER,
    VENUE,
    FormDesk,
    click,
    click_row,
    press,
    question,
    questions,
    values,
)
from PySide6.QtCore import Qt

from annotator.model.attributes import Condition, Required, Term

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot):
    return lambda asked, **answers: FormDesk(qtbot, asked, **answers)


def chips(editor):
    return {chip.text(): chip for chip in editor.chips}


# chips


def test_a_click_picks_a_value_and_leaves_the_keyboard_in_the_text(desk):
    one = desk(RULE)
    click(chips(one.editor("modality"))["Ban"])
    assert one.given == [("modality", "ban")]
    assert chips(one.editor("modality"))["Ban"].isChecked()
    assert one.text.hasFocus()


def test_the_chosen_value_is_cleared_by_a_second_click_unless_required(desk):
    asked = questions(question("tone", "enum", values=values("calm", "loud")), RULE["modality"])
    one = desk(asked, tone="calm", modality="ban")
    click(chips(one.editor("tone"))["Calm"])
    click(chips(one.editor("modality"))["Ban"])
    assert one.given == [("tone", None)]
    assert chips(one.editor("modality"))["Ban"].isChecked()


def test_arrows_walk_and_space_picks(desk):
    one = desk(RULE)
    editor = one.editor("modality")
    editor.take_focus()
    press(editor.chips[0], KEY.Key_Right)
    press(editor.chips[1], KEY.Key_Down)
    assert editor.chips[2].hasFocus()
    press(editor.chips[2], KEY.Key_Space)
    assert one.given == [("modality", "leave")]


@pytest.mark.parametrize("key", [KEY.Key_Backspace, KEY.Key_Delete])
def test_backspace_and_delete_clear(desk, key):
    asked = questions(question("tone", "enum", values=values("calm", "loud")))
    one = desk(asked, tone="calm")
    one.editor("tone").take_focus()
    press(one.editor("tone").chips[0], key)
    assert one.given == [("tone", None)]


def test_digits_on_a_chip_pick(desk):
    one = desk(RULE)
    one.editor("modality").take_focus()
    press(one.window.focusWidget(), "4")
    assert one.given == [("modality", "plan")]


def test_the_same_digit_again_changes_nothing(desk):
    one = desk(RULE, modality="duty")
    one.form.arm("modality")
    assert one.form.press_digit("1")
    assert one.given == []


def test_several_chips_can_be_chosen(desk):
    one = desk(RULE)
    click(chips(one.editor("scopes"))["Province"])
    click(chips(one.editor("scopes"))["City"])
    assert one.given[-1] == ("scopes", ("city", "province"))
    click(chips(one.editor("scopes"))["City"])
    assert one.given[-1] == ("scopes", ("province",))
    one.form.arm("scopes")
    one.form.press_digit("2")
    assert one.given[-1] == ("scopes", ())


def test_yes_and_no_are_two_chips(desk):
    one = desk(VENUE)
    click(chips(one.editor("is_open"))["No"])
    assert one.given == [("is_open", False)]
    one.form.arm("is_open")
    one.form.press_digit("1")
    assert one.given[-1] == ("is_open", True)


# one of many


def test_a_field_opens_with_a_filter_and_enter_picks(desk):
    one = desk(RULE)
    field = one.editor("kind").field
    field.button.setFocus()
    press(field.button, "v")
    press(field.line, "o")
    assert field.is_open()
    assert [option.name for option in field.hits.rows.options_model.options] == ["Vote"]
    press(field.line, KEY.Key_Return)
    assert one.given == [("kind", "vote")]
    assert field.button.text() == "Vote"
    assert field.button.hasFocus()


def test_picking_with_the_mouse_gives_the_keyboard_back(desk):
    one = desk(RULE)
    field = one.editor("kind").field
    click(field.button)
    assert field.line.hasFocus()
    click_row(field.hits.rows, 1)
    assert one.given == [("kind", "sides")]
    assert not field.is_open()
    assert one.text.hasFocus()


def test_arrows_walk_the_list_and_esc_folds_it(desk):
    one = desk(RULE, kind="sides")
    field = one.editor("kind").field
    click(field.button)
    assert field.hits.rows.chosen_row() == 1
    press(field.line, KEY.Key_Down, KEY.Key_Up, KEY.Key_Up)
    assert field.hits.rows.chosen_row() == 0
    press(field.line, KEY.Key_Escape)
    assert not field.is_open()
    assert one.given == []


def test_a_digit_picks_in_the_opened_list_and_on_the_field(desk):
    one = desk(RULE)
    field = one.editor("kind").field
    click(field.button)
    press(field.line, "2")
    assert one.given == [("kind", "sides")]
    field.button.setFocus()
    press(field.button, "3")
    assert one.given[-1] == ("kind", "politics")


def test_going_elsewhere_folds_the_list(desk):
    one = desk(RULE)
    field = one.editor("kind").field
    click(field.button)
    one.text.setFocus()
    assert not field.is_open()


def test_a_field_is_cleared_by_backspace_unless_required(desk):
    more = values("a", "b", "c", "d", "e", "f")
    asked = questions(question("free", "enum", values=more), RULE["kind"])
    one = desk(asked, free="a", kind="vote")
    for key in ("free", "kind"):
        press(one.editor(key).field.button, KEY.Key_Backspace)
    assert one.given == [("free", None)]


def test_values_that_the_other_answers_rule_out_are_not_offered(desk):
    when = Condition((Term("modality", allowed=("ban",)),))
    more = values("a", "b", "c", "d", "e", "f", f={"when": when})
    one = desk(questions(RULE["modality"], question("kind", "enum", values=more)))
    assert len(one.editor("kind").field.options) == 5
    click(chips(one.editor("modality"))["Ban"])
    assert len(one.editor("kind").field.options) == 6


# from a list


def test_list_entries_are_found_by_any_word_and_told_apart(desk):
    one = desk(SPEAKER)
    field = one.editor("person").field
    click(field.button)
    press(field.line, "sri")
    found = field.hits.rows.options_model.options
    assert [(o.name, o.detail) for o in found] == [
        ("Sri Wartini", "Head · Dispora"),
        ("Sri Wahyuni", "Mayor · Setda"),
    ]
    press(field.line, KEY.Key_Down, KEY.Key_Return)
    assert one.given == [("person", "sri_wahyuni")]


def test_an_open_list_takes_a_new_entry(desk):
    one = desk(SPEAKER)
    field = one.editor("person").field
    click(field.button)
    press(field.line, "Budi")
    assert field.hits.add_button.text() == "Add “Budi” to the list"
    press(field.line, KEY.Key_Return, modifier=CONTROL)
    assert one.given == [("person", "Budi")]
    assert field.button.text() == "Budi"


def test_an_entry_that_is_there_is_not_offered_as_new(desk):
    one = desk(SPEAKER)
    field = one.editor("person").field
    click(field.button)
    press(field.line, "herson")
    assert not field.hits.add_button.isVisible()


def test_digits_have_no_meaning_for_list_entries(desk):
    one = desk(SPEAKER)
    assert one.form.armed is None
    assert not one.form.press_digit("1")


def test_an_answer_from_the_list_says_so(desk):
    one = desk(SPEAKER, person="herson", role="mayor")
    assert one.form.rows["role"].origin.text() == "from the list"
    one.form.show_answers({"person": "herson", "role": "head"})
    assert one.form.rows["role"].origin.text() == ""


# several of many


def test_answers_are_taken_away_and_added(desk):
    one = desk(RULE, marker=("harus",))
    tokens = one.editor("marker")
    click(tokens.add_chip)
    assert [o.name for o in tokens.field.options] == ["Wajib", "Boleh"]
    press(tokens.field.line, "waj", KEY.Key_Return)
    assert one.given == [("marker", ("harus", "wajib"))]
    click(tokens.chips["harus"])
    assert one.given[-1] == ("marker", ("wajib",))


def test_an_open_question_takes_words_of_the_coder_s_own(desk):
    one = desk(RULE)
    tokens = one.editor("marker")
    click(tokens.add_chip)
    press(tokens.field.line, "mesti", KEY.Key_Return)
    assert one.given == [("marker", ("mesti",))]
    assert [chip.text() for chip in tokens.chips.values()] == ["mesti"]


def test_backspace_takes_an_answer_away(desk):
    one = desk(RULE, marker=("harus", "wajib"))
    chip = one.editor("marker").chips["wajib"]
    chip.setFocus()
    press(chip, KEY.Key_Backspace)
    assert one.given == [("marker", ("harus",))]


def test_digits_switch_answers(desk):
    one = desk(RULE, marker=("harus",))
    one.form.arm("marker")
    assert one.form.rows["marker"].origin.text() == "1–3 of 3"
    one.form.press_digit("1")
    one.form.press_digit("3")
    assert one.given == [("marker", ()), ("marker", ("boleh",))]


# written


def test_text_is_given_with_enter_or_by_leaving(desk):
    one = desk(VENUE)
    entry = one.editor("place")
    entry.take_focus()
    press(entry.line, "Kutai", KEY.Key_Return)
    assert one.given == [("place", "Kutai")]
    press(entry.line, "x")
    one.text.setFocus()
    assert one.given[-1] == ("place", "Kutaix")
    assert len(one.given) == 2


def test_what_cannot_be_taken_is_marked_and_says_why(desk):
    one = desk(VENUE)
    row, entry = one.form.rows["guests"], one.editor("guests")
    entry.take_focus()
    press(entry.line, "501", KEY.Key_Return)
    assert one.given == []
    assert entry.line.property("invalid")
    assert row.reason.text() == "Out of range: 0 to 500."
    assert row.reason.isVisible()
    press(entry.line, KEY.Key_Backspace)
    assert not row.reason.isVisible()
    press(entry.line, KEY.Key_Return)
    assert one.given == [("guests", 50)]


def test_esc_takes_back_what_was_typed(desk):
    one = desk(VENUE, place="Kutai")
    entry = one.editor("place")
    entry.take_focus()
    press(entry.line, "xyz", KEY.Key_Escape)
    assert entry.line.text() == "Kutai"
    one.text.setFocus()
    assert one.given == []


def test_dates_are_written_as_the_calendar_does(desk):
    one = desk(VENUE)
    entry = one.editor("day")
    entry.take_focus()
    press(entry.line, "30/10/2024", KEY.Key_Return)
    assert one.given == [("day", "2024-10-30")]
    assert entry.line.text() == "2024-10-30"


def test_long_text_has_lines(desk):
    one = desk(VENUE)
    entry = one.editor("remarks")
    entry.take_focus()
    low = entry.text.height()
    press(entry.text, "one")
    press(entry.text, KEY.Key_Return, modifier=SHIFT)
    press(entry.text, "two")
    assert entry.text.height() > low
    press(entry.text, KEY.Key_Return)
    assert one.given == [("remarks", "one\ntwo")]


def test_the_unit_of_a_number_is_shown(desk):
    one = desk(VENUE)
    assert one.form.rows["guests"].origin.text() == "people"
    assert one.editor("guests").line.placeholderText() == "0 to 500"


def test_a_change_elsewhere_does_not_disturb_what_is_being_typed(desk):
    one = desk(VENUE)
    entry = one.editor("place")
    entry.take_focus()
    press(entry.line, "Kut")
    one.form.show_answers({"day": "2024"})
    assert entry.line.text() == "Kut"


def test_retired_questions_are_shown_only_with_an_answer(desk):
    asked = questions(question("old", "text", is_deprecated=True, required=Required.NO))
    one = desk(asked)
    assert one.form.rows["old"].isHidden()
    one.form.show_answers({"old": "x"})
    assert not one.form.rows["old"].isHidden()
