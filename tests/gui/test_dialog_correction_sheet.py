"""The sheet of a correction at work: asking for the text, deciding mark by mark, and telling."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.dialogs.correction_sheet import CorrectionSheet
from annotator.model.anchor import Anchor, Standing
from annotator.model.coder import Coder
from annotator.model.document import Document
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.span import Span
from annotator.workbench.correcting import Choice, CorrectionPlan, Fate, FoundMark
from annotator.workbench.language import set_language

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
ANI, BUDI = Coder(Id("a" * 32), "c1", "Ani"), Coder(Id("b" * 32), "c2", "Budi")
BEFORE, AFTER = "ASN harus netral 😀 di Kaltim.", "ASN wajib netral 😀 di Kaltim."


def document(digit: str, text: str) -> Document:
    return Document(Id(digit * 32), "a", "a.txt", "A", text, digit * 64)


def mark(words: str, standing: Standing, coder: Coder = ANI) -> FoundMark:
    """Return a mark on words of the old text, found again where they are in the new one."""
    start = BEFORE.index(words)
    old = (Extent(start, start + len(words)),)
    at = AFTER.find(words)
    new = (Extent(at, at + len(words)),) if standing is not Standing.LOST else ()
    identity = Id(f"{start:016x}{len(words):016x}")
    span = Span(identity, "s", Id("d" * 32), coder.id, Id("c" * 32), "rule", old)
    anchor = Anchor(standing, new, 0.5)
    return FoundMark(span, coder, words, anchor, words if new else "", is_own=coder is ANI)


SURE, MOVED = mark("ASN", Standing.SAME), mark("netral", Standing.MOVED)
DOUBTFUL, LOST = mark("Kaltim", Standing.CHANGED), mark("harus", Standing.LOST)
OTHERS = mark("di", Standing.CHANGED, BUDI)


def plan(*marks: FoundMark) -> CorrectionPlan:
    return CorrectionPlan(document("d", BEFORE), document("e", AFTER), marks)


@pytest.fixture
def opened(window):
    def make(*marks: FoundMark, **more) -> CorrectionSheet:
        sheet = CorrectionSheet("Correct", ask_file=lambda: "/in/new.txt", **more)
        sheet.heard = []
        sheet.file_chosen.connect(sheet.heard.append)
        sheet.text_pasted.connect(lambda text: sheet.heard.append(f"text {text}"))
        sheet.apply_requested.connect(lambda: sheet.heard.append("apply"))
        sheet.open_over(window)
        if marks:
            sheet.show_plan(plan(*marks))
        return sheet

    return make


def press(*keys, held=Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, held)


def fates(sheet) -> list[Fate]:
    return [row.fate for row in sheet.rows.every]


def drag(sheet, *urls: str, is_dropped: bool = True) -> bool:
    mime = QMimeData()
    mime.setUrls([QUrl(url) for url in urls])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    enter = QDragEnterEvent(QPointF(50, 80).toPoint(), copy, mime, left, none)
    enter.ignore()
    QApplication.sendEvent(sheet, enter)
    if enter.isAccepted() and is_dropped:
        QApplication.sendEvent(sheet, QDropEvent(QPointF(50, 80), copy, mime, left, none))
    return enter.isAccepted()


# the new text


def test_it_begins_at_the_way_in_and_enter_there_chooses_a_file(opened):
    sheet = opened()
    assert sheet.file_button.hasFocus()
    press(KEY.Key_Return)
    assert sheet.heard == ["/in/new.txt"]


def test_leaving_the_choice_of_a_file_changes_nothing(window):
    sheet = CorrectionSheet("Correct", ask_file=lambda: None)
    heard = []
    sheet.file_chosen.connect(heard.append)
    sheet.open_over(window)
    sheet.file_button.click()
    assert heard == []


def test_the_clipboard_is_taken_by_key_and_by_button(opened):
    sheet = opened()
    QGuiApplication.clipboard().setText("Teks baru 😀")
    press(KEY.Key_V, held=CONTROL)
    sheet.paste_button.click()
    assert sheet.heard == ["text Teks baru 😀"] * 2


@pytest.mark.parametrize(
    ("urls", "expected"),
    [
        (["file:///in/b.txt"], ["/in/b.txt"]),
        (["https://x.org/a.txt", "file:///in/b.txt", "file:///in/c.txt"], ["/in/b.txt"]),
        (["https://x.org/a.txt"], []),
        ([], []),
    ],
)
def test_the_first_file_that_is_dropped_is_taken(opened, urls, expected):
    sheet = opened()
    assert drag(sheet, *urls) == bool(expected)
    assert sheet.heard == expected
    assert not sheet.zone.is_over


def test_the_zone_shows_what_is_held_over_it(opened):
    sheet = opened()
    drag(sheet, "file:///in/b.txt", is_dropped=False)
    assert sheet.zone.is_over
    QApplication.sendEvent(sheet, QDragLeaveEvent())
    assert not sheet.zone.is_over


def test_while_it_compares_nothing_else_is_taken(opened):
    sheet = opened(SURE)
    sheet.show_busy("Comparing", 1, 4)
    assert sheet.meter.accessibleName() == "Comparing 25%"
    assert sheet.cancel_button.hasFocus()
    assert not drag(sheet, "file:///in/b.txt")
    press(KEY.Key_V, held=CONTROL)
    sheet.setFocus()
    press(KEY.Key_Return)
    assert sheet.heard == []


def test_why_there_is_no_comparison_is_said_to_eyes_and_screen_readers(opened):
    sheet = opened()
    sheet.show_busy("Comparing")
    sheet.show_failure("The file is empty.")
    assert sheet.failure.isVisible()
    assert sheet.failure.accessibleName() == "The file is empty."
    assert sheet.file_button.hasFocus()
    sheet.show_busy("Comparing")
    assert not sheet.failure.isVisible()


# the marks


def test_the_gravest_stand_first_and_all_are_shown(opened):
    sheet = opened(SURE, DOUBTFUL, MOVED, LOST)
    shown = [row.mark for row in sheet.rows.every]
    assert shown == [LOST, DOUBTFUL, MOVED, SURE]
    counts = {str(key): chip.text() for key, chip in sheet.chips.items() if chip.isVisible()}
    assert [words.split()[-1] for words in counts.values()] == ["4", "1", "1", "1", "1"]


def test_letters_decide_and_go_on_to_the_next_mark(opened):
    sheet = opened(SURE, DOUBTFUL, MOVED)
    press(KEY.Key_C, KEY.Key_X, KEY.Key_W)
    assert fates(sheet) == [Fate.CARRY, Fate.LEAVE, Fate.WAIT]
    assert sheet.list.chosen_row() == 2


@pytest.mark.parametrize("held", [CONTROL, Qt.KeyboardModifier.AltModifier])
def test_the_key_of_a_command_decides_nothing(opened, held):
    sheet = opened(DOUBTFUL)
    press(KEY.Key_X, KEY.Key_C, held=held)
    assert fates(sheet) == [Fate.WAIT]


def test_a_lost_mark_cannot_be_carried_over_before_it_has_a_place(opened):
    sheet = opened(LOST)
    press(KEY.Key_C)
    assert fates(sheet) == [Fate.WAIT]
    assert sheet.choices() == {LOST.span.id: Choice(Fate.WAIT)}


def test_a_lost_mark_is_put_on_the_selected_words(opened):
    sheet = opened(LOST)
    assert not sheet.place_button.isEnabled()
    cursor = sheet.new.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(9, cursor.MoveMode.KeepAnchor)
    sheet.new.setTextCursor(cursor)
    assert sheet.place_button.isEnabled()
    press(KEY.Key_P)
    assert sheet.choices() == {LOST.span.id: Choice(Fate.CARRY, (Extent(4, 9),))}
    assert sheet.rows.every[0].words == "wajib"
    assert sheet.list.hasFocus()


def test_words_behind_an_emoji_are_counted_in_code_points(opened):
    sheet = opened(LOST)
    found = sheet.new.document().find("Kaltim")
    sheet.new.setTextCursor(found)
    sheet.place_button.click()
    start = AFTER.index("Kaltim")
    placed = Choice(Fate.CARRY, (Extent(start, start + 6),))
    assert sheet.choices() == {LOST.span.id: placed}


def test_a_mark_of_somebody_else_is_not_put_anywhere(opened):
    sheet = opened(OTHERS)
    sheet.new.setTextCursor(sheet.new.document().find("Kaltim"))
    assert not sheet.place_button.isEnabled()
    press(KEY.Key_P, KEY.Key_C, KEY.Key_X)
    assert fates(sheet) == [Fate.WAIT]


def test_only_the_marks_of_one_kind_are_decided_at_once(opened):
    sheet = opened(SURE, DOUBTFUL, OTHERS, LOST)
    sheet.chips[Standing.CHANGED].click()
    sheet.all_buttons[Fate.LEAVE].click()
    by_mark = {row.mark.words: row.fate for row in sheet.rows.every}
    assert by_mark == {
        "harus": Fate.WAIT,
        "Kaltim": Fate.LEAVE,
        "di": Fate.WAIT,
        "ASN": Fate.CARRY,
    }


def test_a_kind_without_marks_has_no_chip(opened):
    sheet = opened(SURE, LOST)
    seen = {key for key, chip in sheet.chips.items() if chip.isVisible()}
    assert seen == {None, Standing.SAME, Standing.LOST}


def test_what_was_decided_outlives_a_look_at_one_kind(opened):
    sheet = opened(DOUBTFUL, LOST)
    press(KEY.Key_X)
    sheet.chips[Standing.CHANGED].click()
    sheet.chips[None].click()
    assert fates(sheet) == [Fate.LEAVE, Fate.WAIT]


def test_only_what_is_one_s_own_to_say_is_among_the_choices(opened):
    sheet = opened(SURE, OTHERS, mark("netral", Standing.SAME, BUDI))
    choices = sheet.choices()
    assert choices[SURE.span.id].fate is Fate.CARRY
    assert choices[OTHERS.span.id] == Choice(Fate.WAIT)
    assert len(choices) == 3


def test_arrows_show_each_mark_in_both_texts(opened):
    sheet = opened(DOUBTFUL, SURE)
    press(KEY.Key_Down)
    assert sheet.list.chosen_row() == 1
    row = sheet.rows.row_at(1)
    assert row.mark is SURE
    assert "ASN" in sheet.rows.index(1).data()


def test_enter_in_the_list_corrects_the_text(opened):
    sheet = opened(SURE)
    assert sheet.list.hasFocus()
    press(KEY.Key_Return)
    assert sheet.heard == ["apply"]


def test_a_text_without_marks_can_be_corrected_too(opened):
    sheet = opened()
    sheet.show_plan(plan())
    assert sheet.rows.rowCount() == 0
    assert not any(button.isEnabled() for button in sheet.all_buttons.values())
    press(KEY.Key_C, KEY.Key_Return)
    assert sheet.heard == ["apply"]


# marks of an earlier version that wait


def test_checking_asks_for_no_text_and_for_one_decision_at_least(opened):
    sheet = opened(DOUBTFUL, is_check=True)
    assert not sheet.acceptDrops()
    press(KEY.Key_V, held=CONTROL)
    assert sheet.reason == "Every mark is left for later."
    press(KEY.Key_Return)
    assert sheet.heard == []
    press(KEY.Key_X)
    assert sheet.reason == ""
    press(KEY.Key_Return)
    assert sheet.heard == ["apply"]


def test_with_nothing_to_check_it_says_so(opened):
    sheet = opened(is_check=True)
    sheet.show_plan(plan())
    assert sheet.reason == "Nothing waits to be checked."
    assert not sheet.primary.isEnabled()


def test_a_failure_leaves_what_was_decided(opened):
    sheet = opened(DOUBTFUL, LOST)
    press(KEY.Key_X)
    sheet.show_busy("Writing")
    sheet.show_failure("The disk is full.")
    assert fates(sheet) == [Fate.LEAVE, Fate.WAIT]
    assert sheet.primary.isEnabled()
    assert sheet.list.hasFocus()


def test_it_speaks_the_language_in_use_and_is_painted(opened):
    set_language("id")
    sheet = opened(SURE, DOUBTFUL, LOST, OTHERS)
    assert not sheet.grab().isNull()
    assert "Carry" not in sheet.key_row.accessibleName()
    assert not any("changed" in chip.text() for chip in sheet.chips.values())
