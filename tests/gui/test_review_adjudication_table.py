"""The table of the card: columns, rows, what the mouse takes, what is hatched and spoken."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.gui.review.adjudication.card_table import CardTable, Shown
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.model.adjudication import AspectKind
from annotator.model.codebook import Codebook
from annotator.model.identity import Id
from annotator.workbench.adjudicating.states import Card, CardRow, Cell

KIND = AspectKind
TEXT = "Pegawai dilarang ikut kampanye di lapangan kota bersama warga yang hadir."
LETTERS = ("A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K")
RIGHT, MIDDLE = Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton


@pytest.fixture(autouse=True)
def _plain():
    """No codebook, light theme."""
    before = naming().codebook, naming().language
    naming().set_codebook(Codebook("none", "1"), "en")
    look().set_theme("light")
    yield
    naming().set_codebook(*before)


def row(index, kind, *values, number=0, **more):
    cells = tuple(
        one if isinstance(one, Cell) else Cell(LETTERS[place], one, is_there=True)
        for place, one in enumerate(values)
    )
    differs = more.pop("differs", len({cell.value for cell in cells}) > 1)
    return CardRow(index, number, kind, "", "", cells, differs, **more)


def shown(*rows, at=None):
    count = len(rows[0].cells)
    letters = LETTERS[:count]
    card = Card(Id("c"), rows, letters, {}, {}, (), (), (), ("rule",))
    names = tuple(f"Coder {one}" for one in letters)
    return Shown(card, names, TEXT, str, at, "rule")


START = row(1, KIND.START, 0, 8)
SAME = row(2, KIND.END, 30, 30)
LABEL = row(3, KIND.LABEL, "rule", "venue")


@pytest.fixture
def bare(qtbot):
    """A table before its first card, in a window with room for it."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    made = CardTable()
    made.setParent(window)
    made.resize(480, 300)
    window.show()
    yield made
    window.close()


@pytest.fixture
def table(bare):
    bare.show_card(shown(START, SAME, LABEL))
    return bare


def click(table, column, index, button=Qt.MouseButton.LeftButton):
    left, width = table.columns()[column]
    y = table.row_rect(index).center().y()
    QTest.mouseClick(table, button, pos=QPoint(round(left + width / 2), round(y)))


def move(table, point):
    """Move the pointer over a place of the table."""
    nothing = Qt.MouseButton.NoButton
    held = Qt.KeyboardModifier.NoModifier
    at = QPointF(point)
    event = QMouseEvent(QEvent.Type.MouseMove, at, table.mapToGlobal(at), nothing, nothing, held)
    QApplication.sendEvent(table, event)


def picture(table):
    return table.grab().toImage()


# columns and rows ----------------------------------------------------------------------------


@pytest.mark.parametrize("width", [300, 408, 440, 480, 900])
@pytest.mark.parametrize("coders", [2, 3, 5])
def test_columns_stand_side_by_side_over_the_whole_width(table, width, coders):
    table.resize(width, 300)
    table.show_card(shown(row(0, KIND.START, *range(coders))))
    columns = table.columns()
    assert len(columns) == coders + 2
    assert columns[0][0] == 0
    for (left, wide), (after, _width) in pairwise(columns):
        assert left + wide == pytest.approx(after)
    assert sum(columns[-1]) == pytest.approx(width)
    assert len({round(wide, 6) for _left, wide in columns[1:-1]}) == 1, "coders are equals"


def test_rows_that_differ_stand_below_each_other_and_the_others_nowhere(table):
    first, third = table.row_rect(1), table.row_rect(3)
    assert first.height() > 0
    assert third.top() == first.bottom()
    assert third.bottom() <= table.height()
    for nowhere in (2, 0, 99):
        assert table.row_rect(nowhere).isEmpty()


def test_a_narrower_table_is_higher_and_a_wider_one_not(table):
    table.show_card(shown(row(1, KIND.START, 0, 40), row(2, KIND.LABEL, "a " * 30, "b")))
    heights = []
    for width in (900, 480, 330):
        table.resize(width, 300)
        heights.append(table.height())
    assert heights == sorted(heights)
    assert heights[0] < heights[-1]


def test_other_columns_are_told_when_the_width_changes_and_only_then(table, qtbot):
    told = []
    table.resized.connect(lambda: told.append(table.width()))
    table.resize(500, table.height())
    assert told == [500]
    table.resize(500, table.height() + 40)
    assert told == [500]


def test_a_table_before_its_first_card_says_and_takes_nothing(bare):
    pressed = []
    bare.row_pressed.connect(pressed.append)
    QTest.mouseClick(bare, Qt.MouseButton.LeftButton)
    move(bare, QPoint(5, 5))
    assert bare.spoken() == ""
    assert pressed == []
    assert bare.cursor().shape() == Qt.CursorShape.ArrowCursor


# the mouse -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("column", "letter"), [(1, "A"), (2, "B")])
def test_a_cell_that_is_pressed_takes_its_reading_for_its_row(table, qtbot, column, letter):
    with qtbot.waitSignal(table.cell_pressed) as taken:
        click(table, column, 3)
    assert taken.args == [3, letter]


@pytest.mark.parametrize("column", [0, 3])
def test_the_name_and_the_gold_of_a_row_choose_the_row(table, qtbot, column):
    with qtbot.waitSignal(table.row_pressed) as chosen:
        click(table, column, 1)
    assert chosen.args == [1]


def test_other_buttons_and_places_without_a_row_take_nothing(table):
    taken = []
    table.cell_pressed.connect(lambda *what: taken.append(what))
    table.row_pressed.connect(taken.append)
    for button in (RIGHT, MIDDLE):
        click(table, 1, 3, button)
    QTest.mouseClick(table, Qt.MouseButton.LeftButton, pos=QPoint(200, 5))
    last = table.height() - 3
    QTest.mouseClick(table, Qt.MouseButton.LeftButton, pos=QPoint(200, last))
    assert taken == []


def test_every_point_of_a_row_belongs_to_exactly_one_column(table):
    taken = []
    table.cell_pressed.connect(lambda _index, letter: taken.append(letter))
    table.row_pressed.connect(lambda _index: taken.append("row"))
    y = round(table.row_rect(1).center().y())
    for x in range(0, table.width(), 12):
        QTest.mouseClick(table, Qt.MouseButton.LeftButton, pos=QPoint(x, y))
    assert len(taken) == len(range(0, table.width(), 12))
    order = [one for place, one in enumerate(taken) if place == 0 or one != taken[place - 1]]
    assert order == ["row", "A", "B", "row"]


def test_the_pointer_shows_what_can_be_pressed(table):
    move(table, table.row_rect(1).center().toPoint())
    assert table.cursor().shape() == Qt.CursorShape.PointingHandCursor
    move(table, QPoint(200, 4))
    assert table.cursor().shape() == Qt.CursorShape.ArrowCursor


# what is seen --------------------------------------------------------------------------------


def test_the_row_that_digits_act_on_is_seen(table):
    before = picture(table)
    table.show_card(shown(START, SAME, LABEL, at=3))
    after = picture(table)
    area = table.row_rect(3).toAlignedRect()
    other = table.row_rect(1).toAlignedRect().adjusted(0, 0, 0, -1)
    assert before.copy(area) != after.copy(area)
    assert before.copy(other) == after.copy(other)


def test_what_is_chosen_stands_in_the_column_of_the_gold(table):
    before = picture(table)
    chosen = row(3, KIND.LABEL, "rule", "venue", gold="venue", has_gold=True)
    table.show_card(shown(START, SAME, chosen))
    after = picture(table)
    left, _width = table.columns()[-1]
    area = table.row_rect(3).toAlignedRect()
    area.setLeft(round(left) + 4)
    assert before.copy(area) != after.copy(area)
    area.setRect(100, area.y(), round(left) - 104, area.height())
    assert before.copy(area) == after.copy(area), "the coders' readings stay"


def is_hatched(table, column, index):
    """Tell whether the ground of a reading is drawn on: letters begin behind its first points."""
    left, _width = table.columns()[column]
    rect = table.row_rect(index)
    strip = picture(table).copy(round(left) - 2, round(rect.top()) + 6, 2, 20)
    points = ((x, y) for x in range(strip.width()) for y in range(strip.height()))
    return len({strip.pixel(x, y) for x, y in points}) > 1


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize(("kind", "longer"), [(KIND.START, [1]), (KIND.END, [2, 3])])
def test_readings_that_hold_more_than_another_are_hatched_in_every_theme(
    table, theme, kind, longer
):
    look().set_theme(theme)
    places = (0, 8, 8) if kind is KIND.START else (7, 16, 16)
    table.show_card(shown(row(1, kind, *places), row(2, KIND.LABEL, "a", "b", "b")))
    assert [column for column in (1, 2, 3) if is_hatched(table, column, 1)] == longer
    assert not any(is_hatched(table, column, 2) for column in (1, 2, 3))


def test_a_row_of_equal_values_hatches_nobody_and_who_lacks_it_is_left_out(table):
    gone = Cell("B", None, is_there=False)
    table.show_card(shown(row(1, KIND.START, 8, gone, differs=True)))
    alone = picture(table)
    table.show_card(shown(row(1, KIND.START, 8, 8, differs=True)))
    left, width = table.columns()[1]
    area = table.row_rect(1).toAlignedRect()
    area.setLeft(round(left))
    area.setWidth(round(width) - 4)
    assert alone.copy(area) == picture(table).copy(area)


def test_keys_that_change_a_row_by_hand_have_room_below_its_name(table):
    with_keys = table.row_rect(1).height()
    table.show_card(shown(row(1, KIND.SOURCE, "a", "b")))
    assert with_keys > table.row_rect(1).height()


def test_eleven_coders_have_columns_and_can_be_taken(table, qtbot):
    table.show_card(shown(row(1, KIND.START, *range(11))))
    with qtbot.waitSignal(table.cell_pressed) as taken:
        click(table, 11, 1)
    assert taken.args == [1, "K"]
    assert not picture(table).isNull()


# what is spoken ------------------------------------------------------------------------------


def test_a_screen_reader_hears_every_reading_of_the_rows_that_differ(table):
    said = table.accessibleDescription()
    assert said == table.spoken()
    start, label = said.split("; ")
    assert start.startswith("Start: Coder A Pegawai …, Coder B dilarang ikut")
    assert label == "Label: Coder A rule, Coder B venue"
    assert table.accessibleName() == "Readings"


def test_another_card_takes_the_place_of_the_one_before_in_all_it_says(table):
    table.show_card(shown(row(1, KIND.LABEL, "a", "b", "c")))
    assert table.accessibleDescription() == "Label: Coder A a, Coder B b, Coder C c"
    assert len(table.columns()) == 5
    assert table.row_rect(3).isEmpty()
