from __future__ import annotations

import pytest
from panel_scene import KEY, click_row, dress, press, show
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.gui.theme.faces import named_font
from annotator.gui.theme.layouts import column
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import draw_text
from annotator.gui.theme.row_list import RowDelegate, RowList


class Plain(RowDelegate):
    def paint_row(self, painter, rect, index, *, is_chosen):
        draw_text(painter, rect, index.data(), look().theme.ink, named_font("small"))


@pytest.fixture
def rows(qtbot):
    dress()
    window = QWidget()
    window.field = QLineEdit()
    rows = RowList(26, Plain)
    rows.setModel(QStringListModel([f"row {n}" for n in range(50)], window))
    layout = column(window)
    layout.addWidget(window.field)
    layout.addWidget(rows)
    show(qtbot, window, 200, 300)
    rows.window_ = window
    return rows


def test_a_click_asks_for_its_row(qtbot, rows):
    with qtbot.waitSignal(rows.row_chosen) as chosen:
        click_row(rows, 3)
    assert chosen.args == [3]


def test_arrows_walk_and_enter_asks(qtbot, rows):
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.assertNotEmitted(rows.row_chosen):
        press(rows, KEY.Key_Down, KEY.Key_Down)
    with qtbot.waitSignal(rows.row_chosen) as chosen:
        press(rows, KEY.Key_Return)
    assert chosen.args == [2]


def test_home_and_end_go_to_the_first_and_last_row(rows):
    rows.setFocus()
    press(rows, KEY.Key_End)
    assert rows.currentIndex().row() == 49
    press(rows, KEY.Key_Home)
    assert rows.currentIndex().row() == 0


def test_choosing_tells_nobody_and_brings_the_row_into_view(qtbot, rows):
    with qtbot.assertNotEmitted(rows.row_chosen):
        rows.choose(40)
    assert rows.chosen_row() == 40
    assert rows.viewport().rect().contains(rows.visualRect(rows.model().index(40, 0)))


def test_the_chosen_row_stays_the_same_when_rows_before_it_go(rows):
    rows.choose(5)
    rows.model().removeRows(0, 2)
    assert rows.chosen_row() == 3


def test_delete_asks_to_delete_the_row_of_the_keyboard(qtbot, rows):
    rows.setFocus()
    press(rows, KEY.Key_Down)
    with qtbot.waitSignal(rows.delete_pressed) as deleted:
        press(rows, KEY.Key_Delete)
    assert deleted.args == [1]


def test_up_from_the_first_row_leaves_the_list(qtbot, rows):
    rows.setFocus()
    with qtbot.waitSignal(rows.left_at_top):
        press(rows, KEY.Key_Up)


def test_tab_leaves_the_list(rows):
    rows.setFocus()
    press(rows, KEY.Key_Tab)
    assert rows.window_.field.hasFocus()


def test_the_ring_stands_on_the_keyboard_s_row_only(rows):
    rows.setFocus(Qt.FocusReason.TabFocusReason)
    model = rows.model()
    assert rows.has_ring(model.index(0, 0))
    assert not rows.has_ring(model.index(1, 0))
    click_row(rows, 1)
    assert not rows.has_ring(model.index(1, 0))


def test_letters_are_left_to_the_window(qtbot, rows):
    rows.setFocus()
    pressed = []
    rows.window_.keyPressEvent = lambda event: pressed.append(event.text())
    press(rows, "r")
    assert pressed == ["r"]


def test_rows_are_drawn_as_chosen(rows):
    rows.choose(0)
    colour = rows.grab().toImage().pixelColor(150, 13).name().upper()
    assert colour == look().theme.chosen
