"""Help is there where somebody asks: the guideline of a label, the keys, the program itself."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from window_scene import KEY, SHIFT

from annotator.gui.dialogs.confirm import MessageSheet
from annotator.gui.dialogs.guideline_sheet import GuidelineSheet
from annotator.gui.dialogs.shortcuts_sheet import KeyLine, ShortcutsSheet
from annotator.gui.theme.look import look
from annotator.model.version import VERSION
from annotator.workbench.settings import Settings

WORDS = "harus tetap netral"


def test_f1_shows_the_guideline_of_the_label_in_focus(clean):
    span = clean.mark(WORDS, "s")
    clean.press(KEY.Key_F1)
    assert isinstance(clean.sheet, GuidelineSheet)
    assert clean.sheet.label.id == span.label
    clean.press(KEY.Key_Escape)
    assert clean.reader.hasFocus()
    assert clean.focused == span


def test_f1_without_a_mark_shows_the_keys(clean):
    clean.press(KEY.Key_F1)
    assert isinstance(clean.sheet, ShortcutsSheet)


def test_the_guideline_of_a_label_that_the_codebook_does_not_have_is_not_shown(clean):
    clean.window.help.show_guideline(clean.session.codebook, "gone")
    assert clean.sheet is None


def test_the_keys_of_the_labels_are_shown_in_a_project_only(desk):
    def groups():
        desk.press(KEY.Key_F1, SHIFT)
        found = {line.hint.group for line in desk.sheet.lines}
        desk.press(KEY.Key_Escape)
        return found

    assert "Labels" in groups()
    desk.trigger("close_project")
    assert "Labels" not in groups()


def test_every_key_stands_on_the_sheet_and_is_said_to_screen_readers(desk):
    desk.press(KEY.Key_F1, SHIFT)
    shown = [line for line in desk.sheet.findChildren(KeyLine) if line.isVisible()]
    assert shown
    assert len(shown) == len(desk.sheet.lines)
    assert {line.accessibleName() for line in shown} >= {"Undo: Ctrl+Z", "Quit: Ctrl+Q"}


def test_the_keys_are_scrolled_in_a_low_window(desk):
    desk.window.resize(desk.window.minimumSize())
    desk.press(KEY.Key_F1, SHIFT)
    bar = desk.sheet.scroller.verticalScrollBar()
    assert bar.maximum() > 0
    desk.press(KEY.Key_End)
    assert bar.value() == bar.maximum()
    desk.press(KEY.Key_Home)
    assert bar.value() == 0


def test_the_program_says_what_it_is(away):
    away.trigger("about")
    sheet = away.uppermost
    assert isinstance(sheet, MessageSheet)
    assert VERSION in sheet.message.happened
    assert not sheet.copy_button.isVisible()


def test_the_same_is_not_said_twice_at_once_but_again_once_it_was_read(away):
    for _time in range(2):
        away.trigger("about")
        away.window.help.show_message("Other title", away.uppermost.message.happened, "")
        away.press(KEY.Key_Escape)
        assert away.uppermost is None


def test_two_different_messages_are_both_said(away):
    for text in ("one", "two"):
        away.window.help.show_message("Title", text, "")
    assert away.uppermost.message.happened == "two"
    away.press(KEY.Key_Escape)
    assert away.uppermost.message.happened == "one"


def test_a_message_can_be_copied_from_the_keyboard(away):
    away.window.help.show_message("Title", "It happened.", "line 1\nline 2")
    while QApplication.focusWidget() is not away.uppermost.copy_button:
        away.press(KEY.Key_Tab)
    away.press(KEY.Key_Space)
    assert QApplication.clipboard().text() == "Title\nIt happened.\nline 1\nline 2"


def test_a_typeface_that_was_left_alone_stays(desk, chooser):
    chooser.words = None
    desk.trigger("font")
    assert Settings()["reading_font"] == ""


def test_the_usual_typeface_can_be_had_back(desk, chooser):
    usual = desk.reader.typography.family
    desk.trigger("font")
    chooser.words = list(chooser.offered)[-1]
    desk.trigger("font")
    assert Settings()["reading_font"] == desk.reader.typography.family == chooser.words
    chooser.words = "The usual one"
    desk.trigger("font")
    assert (Settings()["reading_font"], desk.reader.typography.family) == ("", usual)


def test_a_sheet_stays_in_the_window_when_the_theme_changes_under_it(desk):
    desk.press(KEY.Key_F1, SHIFT)
    look().set_theme("dark")
    desk.settle()
    assert desk.window.rect().contains(desk.sheet.geometry())
    assert not desk.sheet.grab().isNull()
