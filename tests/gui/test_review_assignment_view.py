"""The table of articles × coders by itself: choosing, keys, the mouse, widths and heights."""

from __future__ import annotations

import itertools

import pytest
from assignment_scene import BEGUN, DONE, GIVEN, NOTHING, TODAY, grid_of, line, person
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.review.assignment.area import GridArea, Legend
from annotator.gui.review.assignment.heads import HEAD_HEIGHT, HIGH_ROW, TOTAL_HEIGHT
from annotator.gui.review.assignment.model import GridModel
from annotator.gui.review.assignment.view import (
    HIGHEST_ROW,
    KEYS,
    LEAST_CODER,
    LEAST_REVIEW,
    LOW_ROW,
)
from annotator.gui.theme.look import look
from annotator.model.review import ReviewStatus
from annotator.workbench.assignment_grid import CoderTotal, Grid
from annotator.workbench.language import set_language

KEY = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def rows(count, coders=2):
    cells = [DONE, BEGUN, GIVEN, NOTHING]
    return grid_of(
        *(line(at + 1, *(cells[(at + c) % 4] for c in range(coders))) for at in range(count))
    )


@pytest.fixture
def area(qtbot):
    """The table of five articles and two coders with its sums, on the screen."""
    look().set_theme("light")
    model = GridModel()
    model.show_grid(rows(5), TODAY)
    made = GridArea(model)
    made.model = model
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.view.setFocus()
    return made


@pytest.fixture
def view(area):
    """The table, which remembers what it said."""
    view = area.view
    view.heard = []
    view.acted.connect(view.heard.append)
    view.opened.connect(lambda index: view.heard.append(("open", index.row(), index.column())))
    view.menu_requested.connect(lambda _place: view.heard.append("menu"))
    view.choose(view.grid_model.index(1, 1))
    return view


def chosen(view):
    return {(one.row(), one.column()) for one in view.chosen()}


def click(view, row, column, held=PLAIN, button=LEFT):
    place = view.visualRect(view.grid_model.index(row, column)).center()
    QTest.mouseClick(view.viewport(), button, held, place)


# choosing -------------------------------------------------------------------------------------


def test_where_nothing_is_chosen_the_cell_with_the_keyboard_counts(view):
    view.clearSelection()
    assert chosen(view) == {(1, 1)}


def test_a_table_without_a_cell_has_none_chosen(qtbot):
    area = GridArea(GridModel())
    qtbot.addWidget(area)
    assert area.view.chosen() == []
    assert not area.view.present().isValid()


def test_the_head_of_an_article_or_a_coder_chooses_the_whole_of_it(view):
    view.selectRow(2)
    assert chosen(view) == {(2, 0), (2, 1), (2, 2)}
    view.selectColumn(0)
    assert chosen(view) == {(row, 0) for row in range(5)}


def test_control_and_a_click_add_a_cell_and_take_it_out_again(view):
    click(view, 3, 0, CONTROL)
    assert chosen(view) == {(1, 1), (3, 0)}
    assert view.present() == view.grid_model.index(3, 0)
    click(view, 3, 0, CONTROL)
    assert chosen(view) == {(1, 1)}


def test_what_was_taken_out_of_the_choice_is_not_what_keys_concern(view):
    """The panel tells of the present cell, Enter opens it: it has to be one of those chosen."""
    click(view, 3, 0, CONTROL)
    click(view, 3, 0, CONTROL)
    assert view.currentIndex() == view.grid_model.index(3, 0)
    assert view.present() == view.grid_model.index(1, 1)
    QTest.keyClick(view, KEY.Key_Return)
    assert view.heard == [("open", 1, 1)]


def test_another_choice_is_told(view, qtbot):
    with qtbot.waitSignal(view.chosen_changed):
        click(view, 0, 0)
    with qtbot.waitSignal(view.chosen_changed):
        QTest.keyClick(view, KEY.Key_Down, SHIFT)
    assert chosen(view) == {(0, 0), (1, 0)}


# keys -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS)
def test_a_plain_key_acts_and_keeps_the_choice(view, key):
    QTest.keyClick(view, key)
    assert view.heard == [KEYS[key]]
    assert chosen(view) == {(1, 1)}


@pytest.mark.parametrize("held", [CONTROL, SHIFT, Qt.KeyboardModifier.AltModifier])
def test_the_same_keys_with_others_held_hand_out_nothing(view, held):
    for key in KEYS:
        QTest.keyClick(view, key, held)
    assert view.heard == []


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter])
def test_enter_opens_the_cell_also_from_the_pad_of_numbers(view, key):
    QTest.keyClick(view, key)
    QTest.keyClick(view, key, Qt.KeyboardModifier.KeypadModifier)
    assert view.heard == [("open", 1, 1)] * 2


def test_enter_opens_nothing_where_there_is_nothing(qtbot):
    area = GridArea(GridModel())
    qtbot.addWidget(area)
    heard = []
    area.view.opened.connect(heard.append)
    QTest.keyClick(area.view, KEY.Key_Return)
    assert heard == []


def test_escape_goes_from_a_block_to_the_cell_with_the_keyboard(view):
    QTest.keyClick(view, KEY.Key_Down, SHIFT)
    QTest.keyClick(view, KEY.Key_Escape)
    assert chosen(view) == {(2, 1)}


def test_letters_that_mean_nothing_here_do_not_search_the_table(view):
    """Qt would jump to a cell whose words begin with them."""
    for key in (KEY.Key_D, KEY.Key_I, KEY.Key_N, KEY.Key_5):
        QTest.keyClick(view, key)
        assert chosen(view) == {(1, 1)}
    assert view.heard == []


@pytest.mark.parametrize(
    ("key", "place"),
    [(KEY.Key_Up, (0, 1)), (KEY.Key_Down, (2, 1)), (KEY.Key_Left, (1, 0)), (KEY.Key_Right, (1, 2))],
)
def test_arrows_walk_from_cell_to_cell(view, key, place):
    QTest.keyClick(view, key)
    assert chosen(view) == {place}


# the mouse ------------------------------------------------------------------------------------


def test_a_double_click_opens(view):
    place = view.visualRect(view.grid_model.index(4, 2)).center()
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, place)
    QTest.mouseDClick(view.viewport(), LEFT, PLAIN, place)
    assert view.heard == [("open", 4, 2)]


def test_the_right_button_keeps_a_block_that_it_is_pressed_in(view):
    QTest.keyClick(view, KEY.Key_Down, SHIFT)
    click(view, 1, 1, button=RIGHT)
    assert chosen(view) == {(1, 1), (2, 1)}
    click(view, 4, 0, button=RIGHT)
    assert chosen(view) == {(4, 0)}


def test_a_menu_is_asked_for_with_the_right_button_or_its_key(view):
    place = QPoint(10, 10)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, view.mapToGlobal(place))
    view.contextMenuEvent(event)
    assert view.heard == ["menu"]


# room -----------------------------------------------------------------------------------------


def settle(area, width, height, count=5, coders=2):
    area.model.show_grid(rows(count, coders), TODAY)
    area.resize(width, height)
    QApplication.processEvents()
    return area.view


@pytest.mark.parametrize("width", [500, 900, 1500, 2400])
@pytest.mark.parametrize("coders", [1, 2, 9])
def test_columns_are_wide_enough_to_be_read_and_fill_what_there_is(area, width, coders):
    view = settle(area, width, 600, coders=coders)
    widths = [view.columnWidth(at) for at in range(coders)]
    assert len(set(widths)) == 1, "no coder has more room than another"
    assert widths[0] >= LEAST_CODER
    assert view.columnWidth(coders) >= LEAST_REVIEW
    whole = view.verticalHeader().width() + sum(widths) + view.columnWidth(coders)
    bar = view.verticalScrollBar().sizeHint().width()
    if view.horizontalScrollBar().maximum() == 0:
        assert whole == width - bar


@pytest.mark.parametrize("height", [200, 400, 600, 1400])
@pytest.mark.parametrize("count", [0, 1, 5, 40])
def test_the_sums_stand_below_the_last_row_and_inside_the_page(area, height, count):
    view = settle(area, 900, height, count)
    row = view.verticalHeader().defaultSectionSize()
    assert row == LOW_ROW or HIGH_ROW <= row <= HIGHEST_ROW
    assert area.totals.y() == view.height()
    assert area.totals.y() + TOTAL_HEIGHT <= height
    if count and HEAD_HEIGHT + count * LOW_ROW <= height - TOTAL_HEIGHT:
        assert view.verticalScrollBar().maximum() == 0
        assert view.height() == HEAD_HEIGHT + count * row + bar_height(view)


def bar_height(view):
    bar = view.horizontalScrollBar()
    return bar.sizeHint().height() if bar.maximum() else 0


def test_many_articles_are_scrolled_by_keys_and_the_cell_stays_in_view(area):
    view = settle(area, 900, 500, 40)
    view.choose(area.model.index(0, 0))
    QTest.keyClick(view, KEY.Key_PageDown)
    QTest.keyClick(view, KEY.Key_PageDown)
    assert view.currentIndex().row() > 5
    assert view.viewport().rect().intersects(view.visualRect(view.currentIndex()))


# what is painted ------------------------------------------------------------------------------


def picture(widget):
    return widget.grab().toImage()


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_what_is_chosen_looks_another_way_in_every_theme(area, view, theme):
    look().set_theme(theme)
    before = picture(area)
    view.choose(area.model.index(3, 0))
    assert picture(area) != before
    view.choose(area.model.index(1, 1))
    assert picture(area) == before
    look().set_theme("light")


def test_a_cell_of_a_review_shows_how_many_cases_are_decided(area):
    area.model.show_grid(grid_of(line(1, DONE, DONE, status=ReviewStatus.IN_REVIEW)), TODAY)
    pictures = [picture(area)]
    for cases in ((0, 4), (3, 4), (4, 4), (80, 400)):
        area.model.find_cases = lambda _line, cases=cases: cases
        pictures.append(picture(area))
    assert all(one != other for one, other in itertools.pairwise(pictures))


def test_heads_and_sums_follow_the_grid_and_the_language(area):
    before = picture(area)
    finished = grid_of(*(line(at, DONE, DONE, status=ReviewStatus.RELEASED) for at in range(1, 6)))
    area.model.show_grid(finished, TODAY)
    after = picture(area)
    assert after != before
    set_language("id")
    area.model.refreshed.emit()
    assert picture(area) != after


def test_the_sums_below_the_columns_are_those_of_the_grid(area):
    pictures = []
    for count in (0, 1, 1234):
        totals = (CoderTotal(person(1), spans=count), CoderTotal(person(2)))
        area.model.show_grid(Grid(totals, rows(5).lines), TODAY)
        pictures.append(picture(area.totals))
    assert all(one != other for one, other in itertools.combinations(pictures, 2))


def legend(qtbot, width):
    made = Legend()
    qtbot.addWidget(made)
    made.resize(width, made.height())
    return made


def test_the_keys_stand_at_the_right_of_the_legend_however_narrow_it_is(qtbot):
    made = [legend(qtbot, width) for width in (230, 700, 1600)]
    ends = [picture(one).copy(one.width() - 120, 0, 120, one.height()) for one in made]
    assert ends[0] == ends[1] == ends[2]


def test_the_legend_follows_the_language(qtbot):
    made = legend(qtbot, 1200)
    english = picture(made)
    set_language("id")
    assert picture(made) != english
