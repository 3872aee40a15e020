"""Parts of the adjudication by themselves: lines of readings, shapes, keys, verdicts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from annotator.gui.commands.review_rows import REVIEW_ROWS
from annotator.gui.review.adjudication.key_line import KeyHint, KeyLine
from annotator.gui.review.adjudication.keys import command_of, stroke_of
from annotator.gui.review.adjudication.verdicts import Verdict, VerdictButton, VerdictRow
from annotator.gui.review.adjudication.words import lowered
from annotator.gui.review.adjudication.wrapping import CUT, first_lines, last_lines
from annotator.gui.theme.faces import named_font, text_width

LONG = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas duabelas"


@pytest.fixture
def used(qapp):
    return named_font("body")


def stroke(key, text="", held=Qt.KeyboardModifier.NoModifier):
    return stroke_of(QKeyEvent(QEvent.Type.KeyPress, key, held, text))


# lines ---------------------------------------------------------------------------------------


def test_a_start_shows_its_first_words_and_an_end_its_last(used):
    head, tail = first_lines(LONG, used, 120, 2), last_lines(LONG, used, 120, 2)
    assert head[0].startswith("satu")
    assert head[-1].endswith(CUT)
    assert tail[0].startswith(CUT)
    assert tail[-1].endswith("duabelas")
    assert all(text_width(one, used) <= 121 for one in (*head, *tail))


def test_what_fits_is_not_cut(used):
    assert first_lines("satu dua", used, 300, 2) == ["satu dua"]
    assert last_lines("satu dua", used, 300, 2) == ["satu dua"]
    assert first_lines("", used, 300, 2) == [""]
    assert last_lines("", used, 300, 2) == [""]


def test_a_word_wider_than_the_column_is_cut_not_lost(used):
    assert last_lines("x" * 200, used, 80, 2)[-1].endswith("x")
    assert first_lines("\U0001f600" * 80, used, 80, 2)[0].startswith("\U0001f600")


# keys ----------------------------------------------------------------------------------------


def test_keys_are_known_by_what_is_typed():
    assert stroke(Qt.Key.Key_BracketLeft, "[") == "["
    assert stroke(Qt.Key.Key_U, "u") == "U"
    assert stroke(Qt.Key.Key_Backtab) == "Shift+Tab"
    assert stroke(Qt.Key.Key_Left, "", Qt.KeyboardModifier.ShiftModifier) == "Shift+Left"
    altgr = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
    assert stroke(Qt.Key.Key_BraceLeft, "{", altgr) == "{"
    assert stroke(Qt.Key.Key_1, "1", Qt.KeyboardModifier.ControlModifier) == ""


def test_every_plain_key_of_the_table_leads_to_its_command_and_its_place():
    for row in REVIEW_ROWS:
        for place, key in enumerate(row.keys):
            assert command_of(key) == (row.id, place)
    assert command_of("W") is None


# what is pressed -----------------------------------------------------------------------------


def test_verdicts_take_the_widths_of_their_columns_and_come_and_go(qtbot):
    row = VerdictRow(lambda: [(0.0, 90.0), (90.0, 120.0), (210.0, 80.0)])
    qtbot.addWidget(row)
    given = []
    row.given.connect(given.append)
    row.show_verdicts([Verdict("0", "none"), Verdict("1", "take A", True), Verdict("U", "all")])
    assert [one.x() for one in row.buttons] == [0, 90, 218]
    row.buttons[1].click()
    row.show_verdicts([Verdict("0", "drop"), Verdict("Enter", "keep", True, "signed off")])
    assert [one.text() for one in row.buttons] == ["drop", "keep"]
    assert row.buttons[1].accessibleDescription() == "signed off"
    assert given == ["1"]


def test_a_narrow_column_has_the_letter_in_place_of_words_that_are_cut(qtbot):
    button = VerdictButton(Verdict("1", "take A", is_strong=True, short="A"))
    qtbot.addWidget(button)
    needed = text_width("take A", named_font("small", 600))
    assert button.words_in(needed) == "take A"
    assert button.words_in(needed - 10) == "A"
    button.show_verdict(Verdict("0", "reject"))
    assert button.words_in(10) == "reject", "no word stands for it"


def test_keys_of_the_card_say_what_they_do_and_can_be_pressed(qtbot):
    line = KeyLine()
    qtbot.addWidget(line)
    line.resize(300, 100)
    pressed = []
    line.pressed.connect(pressed.append)
    line.show_hints([KeyHint("case_note", "N", "note"), KeyHint("done", "Ctrl+Enter", "sign off")])
    line.show_hints([KeyHint("case_gap", "G", "gap")])
    assert [one.isHidden() for one in line.buttons] == [False, True]
    line.buttons[0].click()
    assert pressed == ["case_gap"]
    assert line.buttons[0].accessibleName() == "gap (G)"


def test_names_inside_a_sentence_begin_small_unless_they_are_abbreviations():
    assert lowered("Rule type") == "rule type"
    assert lowered("URL") == "URL"
    assert lowered("") == ""
