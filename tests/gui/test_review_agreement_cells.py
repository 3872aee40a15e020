"""Tables of cells: arrows walk them, Enter, the space bar and a click ask for the list behind."""

from __future__ import annotations

import pytest
from agreement_listing_scene import ANI, BUDI
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from window_scene import CONTROL, KEY, LEFT, NONE

from annotator.gui.review.agreement.asked import OwnAsked
from annotator.gui.review.agreement.cells import Cell, CellTable, Sheet
from annotator.gui.theme.look import look
from annotator.workbench.comparing.options import Options


def asked(name, coder=ANI):
    return OwnAsked(coder, name, Options())


def sheet(rows=2, columns=3, *, but=()):
    """Cells that are called by their place, each with a list, but for some."""
    cells = tuple(
        tuple(
            Cell(
                f"{row},{column}",
                (row, column),
                None if (row, column) in but else asked(f"{row},{column}"),
            )
            for column in range(columns)
        )
        for row in range(rows)
    )
    heads = tuple(f"column {one}" for one in range(columns))
    return Sheet(heads, tuple(f"row {one}" for one in range(rows)), cells)


class Plain(CellTable):
    """A table that draws a line in each cell."""

    def paint_cell(self, painter, rect, cell, place):
        painter.fillRect(rect.adjusted(10, 10, -10, -10), look().theme.edge)


class Hands:
    """Somebody at a table in a window of its own, with keys that the table leaves to others."""

    def __init__(self, qtbot, table, size=(400, 300)):
        self.window, self.left = QWidget(), []
        self.window.resize(*size)
        self.window.keyPressEvent = lambda event: self.left.append(event.key())
        qtbot.addWidget(self.window)
        self.table, self.asked = table, []
        QVBoxLayout(self.window).addWidget(table)
        table.asked.connect(lambda one: self.asked.append(one.label))
        with qtbot.waitActive(self.window):
            self.window.show()

    @property
    def place(self):
        index = self.table.currentIndex()
        return index.row(), index.column()

    def press(self, key, held=NONE):
        QTest.keyClick(self.table, key, held)

    def spot(self, row, column) -> QPoint:
        rect: QRect = self.table.visualRect(self.table.cell_model.index(row, column))
        return rect.center()

    def click(self, row, column, button=LEFT):
        QTest.mouseClick(self.table.viewport(), button, NONE, self.spot(row, column))

    def picture(self) -> QImage:
        return self.table.viewport().grab().toImage()


@pytest.fixture
def hands(qtbot):
    found = Hands(qtbot, Plain())
    found.window.setFocus()
    found.table.show_sheet(sheet())
    return found


@pytest.fixture
def filled_in(qtbot):
    """A table that has the keyboard before it has any cells."""
    found = Hands(qtbot, Plain())
    found.table.setFocus()
    return found


# the keyboard -------------------------------------------------------------------------------


def test_the_keyboard_begins_at_the_first_cell_that_has_a_list(hands):
    hands.table.show_sheet(sheet(4, 4, but=[(0, 0), (0, 1)]))
    hands.table.setFocus(Qt.FocusReason.TabFocusReason)
    assert hands.place == (0, 2)


def test_a_table_that_has_the_keyboard_already_begins_when_cells_come(filled_in):
    filled_in.table.show_sheet(sheet(but=[(0, 0)]))
    assert filled_in.place == (0, 1)
    filled_in.press(KEY.Key_Return)
    assert filled_in.asked == ["0,1"]


def test_a_table_without_lists_begins_at_its_first_cell(hands):
    every = [(row, column) for row in range(2) for column in range(3)]
    hands.table.show_sheet(sheet(but=every))
    hands.table.setFocus(Qt.FocusReason.TabFocusReason)
    assert hands.place == (0, 0)
    hands.press(KEY.Key_Return)
    assert hands.asked == []


def test_an_empty_table_takes_keys_without_harm(hands):
    hands.table.show_sheet(Sheet())
    hands.table.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (KEY.Key_Return, KEY.Key_Down, KEY.Key_Space, KEY.Key_End):
        hands.press(key)
    assert hands.asked == []


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ([KEY.Key_Right], (0, 1)),
        ([KEY.Key_Down], (1, 0)),
        ([KEY.Key_Down, KEY.Key_Down], (1, 0)),
        ([KEY.Key_Left], (0, 0)),
        ([KEY.Key_End], (0, 2)),
        ([KEY.Key_End, KEY.Key_Down, KEY.Key_Home], (1, 0)),
    ],
)
def test_arrows_and_ends_walk_the_cells(hands, keys, place):
    hands.table.setFocus()
    for key in keys:
        hands.press(key)
    assert hands.place == place


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter, KEY.Key_Space])
def test_enter_and_the_space_bar_ask_for_the_list_of_the_place(hands, key):
    hands.table.setFocus()
    hands.press(KEY.Key_Right)
    hands.press(key)
    assert hands.asked == ["0,1"]


def test_enter_of_the_number_block_counts_as_enter(hands):
    hands.table.setFocus()
    hands.press(KEY.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert hands.asked == ["0,0"]


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (KEY.Key_Escape, NONE),
        (KEY.Key_A, NONE),
        (KEY.Key_7, NONE),
        (KEY.Key_Return, CONTROL),
    ],
)
def test_other_keys_belong_to_whoever_is_around(hands, key, held):
    hands.table.setFocus()
    hands.press(key, held)
    assert hands.left[-1] == key
    assert (hands.place, hands.asked) == ((0, 0), [])


# the mouse ----------------------------------------------------------------------------------


def test_a_click_asks_for_the_list_and_takes_the_keyboard_there(hands):
    hands.click(1, 2)
    assert hands.asked == ["1,2"]
    assert hands.place == (1, 2)


def test_a_click_on_a_cell_without_a_list_asks_for_nothing(hands):
    hands.table.show_sheet(sheet(but=[(1, 1)]))
    hands.click(1, 1)
    assert hands.asked == []


def test_the_other_buttons_ask_for_nothing(hands):
    for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
        hands.click(1, 1, button)
    assert hands.asked == []


def test_a_click_beside_the_cells_asks_for_nothing(hands):
    hands.click(0, 0)
    hands.asked.clear()
    beside = QPoint(hands.table.viewport().width() - 1, hands.table.viewport().height() - 1)
    QTest.mouseClick(hands.table.viewport(), LEFT, NONE, beside + QPoint(0, 300))
    assert hands.asked == []


# other cells --------------------------------------------------------------------------------


def test_the_keyboard_stays_at_its_place_when_other_numbers_come(hands):
    hands.click(1, 2)
    other = sheet(but=[(0, 0)])
    hands.table.show_sheet(other)
    assert hands.place == (1, 2)
    assert hands.table.cell_model.sheet == other


def test_the_keyboard_stays_at_its_place_when_rows_come_and_go(hands):
    hands.click(1, 2)
    hands.table.show_sheet(sheet(rows=5))
    assert hands.place == (1, 2)
    hands.press(KEY.Key_Down)
    assert hands.place == (2, 2)
    hands.table.show_sheet(sheet(rows=3))
    assert hands.place == (2, 2)


def test_a_place_that_is_gone_gives_way_to_the_beginning(hands):
    hands.click(1, 2)
    hands.table.show_sheet(sheet(rows=1, columns=1))
    assert hands.place == (0, 0)


def test_the_same_cells_again_change_nothing(hands, qtbot):
    model = hands.table.cell_model
    with qtbot.assertNotEmitted(model.modelReset), qtbot.assertNotEmitted(model.dataChanged):
        hands.table.show_sheet(sheet())


def test_other_cells_of_the_same_shape_are_told_as_changed(hands, qtbot):
    model = hands.table.cell_model
    with qtbot.waitSignal(model.dataChanged) as blocker, qtbot.assertNotEmitted(model.modelReset):
        hands.table.show_sheet(sheet(but=[(0, 0)]))
    first, last = blocker.args[0], blocker.args[1]
    assert (first.row(), first.column()) == (0, 0)
    assert (last.row(), last.column()) == (1, 2)


# the chosen cell ----------------------------------------------------------------------------


def test_the_cell_whose_list_is_shown_is_framed_and_takes_the_keyboards_place(hands):
    before = hands.picture()
    hands.table.show_chosen(asked("1,1"))
    assert hands.place == (1, 1)
    assert hands.picture() != before
    hands.table.show_chosen(None)
    assert hands.picture() == before


def test_an_echo_is_neither_framed_nor_found(hands):
    shown = sheet(1, 2)
    echo = Cell("echo", None, asked("0,1"), is_echo=True)
    hands.table.show_sheet(Sheet(shown.columns, shown.rows, ((echo, shown.cells[0][1]),)))
    place = hands.table.cell_model.place_of(asked("0,1"))
    assert (place.row(), place.column()) == (0, 1)
    hands.click(0, 0)
    assert hands.asked == ["0,1"], "it has the same list"


def test_what_is_in_no_cell_moves_nothing(hands):
    hands.click(1, 2)
    hands.table.show_chosen(asked("1,2", BUDI))
    assert hands.place == (1, 2)
    assert not hands.table.cell_model.place_of(asked("1,2", BUDI)).isValid()


def test_the_ring_is_seen_by_keyboard_only_and_goes_with_it(hands):
    hands.click(0, 0)
    by_mouse = hands.picture()
    hands.press(KEY.Key_Right)
    by_keys = hands.picture()
    assert by_keys != by_mouse
    hands.click(0, 1)
    by_mouse_again = hands.picture()
    assert by_mouse_again != by_keys
    hands.press(KEY.Key_Left)
    assert hands.picture() != by_mouse_again
    hands.table.clearFocus()
    assert hands.picture() == by_mouse


# sizes --------------------------------------------------------------------------------------


def test_columns_share_the_width_and_all_rows_are_seen(hands):
    table = hands.table
    widths = [table.columnWidth(one) for one in range(3)]
    assert max(widths) - min(widths) <= 1
    assert sum(widths) <= table.width()
    assert table.height() == 2 * table.row_height()


def test_a_table_that_is_too_wide_can_be_scrolled_and_hides_no_row(qtbot):
    class Wide(Plain):
        def widths(self, room):
            return [300] * 3

    hands = Hands(qtbot, Wide())
    hands.table.show_sheet(sheet())
    bar = hands.table.horizontalScrollBar()
    assert bar.isVisible()
    assert hands.table.viewport().height() >= 2 * hands.table.row_height()


def test_more_rows_than_are_seen_at_once_are_scrolled(qtbot):
    class Long(Plain):
        def most_rows(self):
            return 3

    hands = Hands(qtbot, Long())
    hands.table.show_sheet(sheet(rows=3, columns=1))
    assert not hands.table.verticalScrollBar().isVisible()
    hands.table.show_sheet(sheet(rows=9, columns=1))
    assert hands.table.height() == 3 * hands.table.row_height()
    assert hands.table.verticalScrollBar().isVisible()
    hands.table.setFocus()
    for _step in range(8):
        hands.press(KEY.Key_Down)
    hands.press(KEY.Key_Return)
    assert hands.asked == ["8,0"]
    rect = hands.table.visualRect(hands.table.currentIndex())
    assert hands.table.viewport().rect().contains(rect)


# the model ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "role",
    [
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
    ],
)
def test_cells_and_heads_say_what_they_are(hands, role):
    model = hands.table.cell_model
    assert model.data(model.index(1, 2), role) == "1,2"
    assert model.headerData(2, Qt.Orientation.Horizontal, role) == "column 2"
    assert model.headerData(1, Qt.Orientation.Vertical, role) == "row 1"


def test_what_is_asked_beyond_the_cells_is_nothing(hands):
    model = hands.table.cell_model
    assert model.headerData(9, Qt.Orientation.Vertical) is None
    assert model.data(model.index(9, 9)) is None
    assert model.data(model.index(0, 0), Qt.ItemDataRole.DecorationRole) is None
    inside = model.index(0, 0)
    assert (model.rowCount(inside), model.columnCount(inside)) == (0, 0)
