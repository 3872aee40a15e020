from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from annotator.gui.dialogs.scrim import Floating, Scrim
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.dialogs.table import ReadingTable
from annotator.gui.reader.look import ViewLook
from annotator.gui.reader.view import ReadingView
from annotator.gui.theme.controls import PlainButton
from annotator.gui.theme.look import look


@pytest.fixture
def window(qtbot):
    """A window with a text that has the focus."""
    look().set_theme("light")
    look().set_still(True)
    window = QWidget()
    window.resize(1100, 700)
    window.text = QPlainTextEdit(window)
    window.text.setGeometry(0, 0, 500, 500)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    window.text.setFocus()
    yield window
    look().set_still(False)


@pytest.fixture
def sheet(window):
    sheet = Sheet("A title", 500)
    sheet.fields = [QLineEdit(), QLineEdit()]
    for field in sheet.fields:
        sheet.content.addWidget(field)
    sheet.add_button("Cancel", sheet.dismiss)
    sheet.pressed = []
    sheet.add_button("Do it", lambda: sheet.pressed.append(1), is_primary=True)
    sheet.open_over(window)
    return sheet


def has_focus(widget):
    return widget.window().focusWidget() is widget


def test_a_sheet_stands_in_the_middle_and_the_scrim_covers_the_window(window, sheet):
    scrim = sheet.parent()
    assert isinstance(scrim, Scrim)
    assert scrim.geometry() == window.rect()
    assert abs(sheet.geometry().center().x() - window.rect().center().x()) <= 1
    assert abs(sheet.geometry().center().y() - window.rect().center().y()) <= 1


def test_the_scrim_follows_the_size_of_the_window(window, sheet, qtbot):
    window.resize(800, 500)
    qtbot.waitUntil(lambda: sheet.parent().geometry() == window.rect())
    assert window.rect().contains(sheet.geometry())


def test_a_sheet_is_wide_enough_for_the_words_on_its_buttons(window, qtbot):
    sheet = Sheet("Many", 300)
    words = ("Buka hanya untuk dibaca", "Kembalikan cadangan …", "Pulihkan ke berkas baru …")
    buttons = [sheet.add_button(one, sheet.dismiss) for one in words]
    sheet.open_over(window)
    qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in buttons))
    assert window.rect().contains(sheet.geometry())


def test_a_sheet_is_never_larger_than_the_window(window):
    sheet = Sheet("Large", 5000, 5000)
    sheet.setMinimumSize(0, 0)
    sheet.open_over(window)
    assert window.rect().contains(sheet.geometry())


def test_escape_closes_once_and_the_focus_goes_back(window, sheet, qtbot):
    closed = []
    sheet.closed.connect(lambda: closed.append(1))
    assert not has_focus(window.text)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    sheet.dismiss()
    assert closed == [1]
    assert has_focus(window.text)
    qtbot.waitUntil(lambda: not window.findChildren(Scrim))


def test_the_close_button_closes(window, sheet):
    QTest.mouseClick(sheet.close_button, Qt.MouseButton.LeftButton)
    assert not sheet.is_open


def test_enter_presses_the_primary_button_before_any_tab(window, sheet):
    assert has_focus(sheet)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert sheet.pressed == [1]


def test_tab_goes_around_inside_and_never_out(window, sheet):
    seen = []
    for _step in range(6):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        seen.append(window.focusWidget())
    assert all(sheet.isAncestorOf(widget) for widget in seen)
    assert len(set(seen)) == 5
    assert seen[5] is seen[0]


def test_backtab_goes_around_the_other_way(window, sheet):
    sheet.close_button.setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
    assert has_focus(sheet.primary)


def test_focus_that_is_set_behind_comes_back(window, sheet):
    window.text.setFocus()
    assert sheet.isAncestorOf(window.focusWidget())


def test_focus_stays_inside_when_its_widget_goes_away(window, sheet):
    for field in sheet.fields:
        field.setFocus()
        field.hide()
        assert sheet is window.focusWidget() or sheet.isAncestorOf(window.focusWidget())
    sheet.primary.setFocus()
    sheet.refuse("Not now.")
    assert sheet is window.focusWidget() or sheet.isAncestorOf(window.focusWidget())


def test_the_upper_of_two_keeps_the_focus(window, sheet):
    upper = Sheet("Above", 300)
    upper.open_over(window)
    sheet.fields[0].setFocus()
    assert upper.isAncestorOf(window.focusWidget())
    upper.dismiss()
    assert sheet.isAncestorOf(window.focusWidget())


def test_no_shortcut_of_the_window_works_behind(window, sheet):
    fired = []
    for keys in ("R", "Ctrl+E", "F8"):
        QShortcut(QKeySequence(keys), window).activated.connect(lambda: fired.append(1))
    QTest.keyClick(sheet.close_button, Qt.Key.Key_R)
    QTest.keyClick(sheet.close_button, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(sheet.close_button, Qt.Key.Key_F8)
    assert fired == []
    sheet.dismiss()
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert fired == [1]


def test_enter_presses_the_primary_button_from_a_field(sheet):
    sheet.fields[1].setFocus()
    QTest.keyClick(sheet.fields[1], Qt.Key.Key_Return)
    assert sheet.pressed == [1]


def test_enter_on_another_button_presses_that_one(window, sheet):
    sheet.close_button.setFocus()
    QTest.keyClick(sheet.close_button, Qt.Key.Key_Return)
    assert not sheet.is_open
    assert sheet.pressed == []


def test_a_refused_sheet_says_why_and_cannot_be_pressed(sheet):
    sheet.refuse("Three things are missing.")
    assert sheet.reason == "Three things are missing."
    QTest.keyClick(sheet.fields[0], Qt.Key.Key_Return)
    QTest.mouseClick(sheet.primary, Qt.MouseButton.LeftButton)
    assert sheet.pressed == []
    sheet.refuse("")
    QTest.keyClick(sheet.fields[0], Qt.Key.Key_Return)
    assert sheet.pressed == [1]


def test_a_click_beside_a_sheet_changes_nothing(window, sheet):
    QTest.mouseClick(sheet.parent(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert sheet.is_open


def test_a_click_beside_closes_what_may_be_closed_so_and_one_inside_does_not(window):
    light = Floating()
    light.closes_outside = True
    light.setFixedSize(200, 100)
    light.open_over(window)
    QTest.mouseClick(light, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert light.is_open
    QTest.mouseClick(light.parent(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not light.is_open


def test_it_fades_unless_less_motion_is_wanted(window, qtbot, monkeypatch):
    monkeypatch.setattr(type(look()), "motion_ms", property(lambda self: 30))
    sheet = Sheet("Fades", 300)
    sheet.open_over(window)
    scrim = sheet.parent()
    assert scrim.graphicsEffect().isEnabled()
    qtbot.waitUntil(lambda: not scrim.graphicsEffect().isEnabled())
    sheet.dismiss()
    assert has_focus(window.text)
    qtbot.waitUntil(lambda: not window.findChildren(Scrim))


def test_a_sheet_grows_with_what_appears_in_it(window, sheet, qtbot):
    before = sheet.height()
    more = QPlainTextEdit()
    more.setFixedHeight(120)
    sheet.content.addWidget(more)
    qtbot.waitUntil(lambda: sheet.height() > before)
    assert window.rect().contains(sheet.geometry())


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_leaves_what_can_be_scrolled_and_comes_by_everything(window, sheet, key):
    long, table = QPlainTextEdit("x"), ReadingTable("Things")
    long.setTabChangesFocus(True)
    stops = {*sheet.fields, sheet.close_button, *sheet.findChildren(PlainButton), long, table}
    for widget in (long, table):
        sheet.content.addWidget(widget)
        widget.show()
    seen = []
    for _step in stops:
        QTest.keyClick(window.focusWidget(), key)
        seen.append(window.focusWidget())
    assert set(seen) == stops


def test_tab_stays_where_there_is_nowhere_else_to_go(window):
    alone = Floating()
    alone.setFixedSize(200, 100)
    alone.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    alone.open_over(window)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        QTest.keyClick(window.focusWidget(), key)
        assert has_focus(alone)


def test_what_paints_its_whole_ground_is_there_after_the_fade(window, qtbot, monkeypatch):
    monkeypatch.setattr(type(look()), "motion_ms", property(lambda self: 30))
    floating = Floating()
    floating.setFixedSize(300, 200)
    reader = ReadingView(floating)
    reader.setGeometry(20, 20, 260, 160)
    reader.set_look(ViewLook(background="#00AA00"))
    floating.open_over(window)
    scrim = floating.parent()
    qtbot.waitUntil(lambda: not scrim.graphicsEffect().isEnabled())
    QTest.qWait(0)
    seen = window.screen().grabWindow(window.winId()).toImage()
    middle = reader.viewport().mapTo(window, reader.viewport().rect().center())
    assert seen.pixelColor(middle) == QColor(reader.look.background)


def test_a_sheet_that_begins_at_a_refused_button_still_has_the_keys(window):
    sheet = Sheet("A title", 500)
    button = sheet.add_button("Do it", sheet.dismiss, is_primary=True)
    sheet.refuse("There is nothing to do.")
    sheet.first_focus = lambda: button
    sheet.open_over(window)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert has_focus(window.text)
