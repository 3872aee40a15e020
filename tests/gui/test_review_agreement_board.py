"""The tables of the agreement page together: which are shown, where they stand, what they ask."""

from __future__ import annotations

from dataclasses import replace

import pytest
from comparing_scene import Scene, linked_records
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from window_scene import NONE

from annotator.gui.review.agreement.board import TWO_COLUMNS, Board
from annotator.gui.review.agreement.overview import overview_of, pair_view
from annotator.gui.review.agreement.question import Question
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming


@pytest.fixture(scope="module")
def worked_out(tmp_path_factory):
    """The usual coders; a question, its overview, and what is shown of the pair."""
    scene = Scene(tmp_path_factory.mktemp("board"), linked_records())
    naming().set_codebook(scene.session.codebook, "en")
    overview = overview_of(scene.comparing, Question())
    yield overview, pair_view(scene.comparing, Question(), scene.pair())
    scene.close()


@pytest.fixture
def board(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 700)
    found = Board()
    found.setParent(window)
    found.resize(1100, 700)
    with qtbot.waitActive(window):
        window.show()
    yield found
    window.close()


def fill(board, worked_out):
    overview, view = worked_out
    board.show_overview(overview)
    board.show_pair(view, overview.names)


def resize(board, width, height=700):
    board.resize(width, height)
    for _turn in range(3):
        QApplication.processEvents()


def shown(board):
    return [name for name, panel in board.panels.items() if panel.isVisible()]


def test_only_tables_that_have_something_are_shown(board, worked_out):
    overview, view = worked_out
    fill(board, worked_out)
    assert shown(board) == ["matrix", "confusion", "strips", "attributes", "periods"]
    less = replace(view, strips=(), attributes=())
    board.show_pair(less, overview.names)
    assert shown(board) == ["matrix", "confusion", "periods"]
    board.show_pair(None, {})
    assert shown(board) == ["matrix"]


def test_every_table_that_is_shown_is_named(board, worked_out):
    fill(board, worked_out)
    for name in shown(board):
        panel = board.panels[name]
        assert panel.heading.title
        assert panel.table.accessibleName().startswith(panel.heading.title)
    assert "Ani rows, Budi columns" in board.confusion.accessibleDescription()


@pytest.mark.parametrize("is_wide", [True, False])
def test_tables_stand_side_by_side_where_there_is_room(board, worked_out, is_wide):
    fill(board, worked_out)
    resize(board, TWO_COLUMNS + (60 if is_wide else -60))
    first, second = board.panels["matrix"], board.panels["confusion"]
    if is_wide:
        assert first.geometry().right() < second.geometry().left()
        assert first.y() == second.y()
    else:
        assert first.geometry().bottom() < second.geometry().top()
        assert first.x() == second.x()


@pytest.mark.parametrize("width", [TWO_COLUMNS - 60, TWO_COLUMNS + 60, 1100])
def test_no_two_tables_lie_over_each_other(board, worked_out, width):
    fill(board, worked_out)
    resize(board, width)
    areas = [board.panels[name].geometry() for name in shown(board)]
    for at, one in enumerate(areas):
        assert not any(one.intersects(other) for other in areas[at + 1 :])


def test_a_table_that_stays_keeps_the_keyboard_when_others_go(board, worked_out):
    fill(board, worked_out)
    board.confusion.setFocus()
    board.show_pair(replace(worked_out[1], strips=()), worked_out[0].names)
    assert board.confusion.hasFocus()


def test_the_table_of_a_list_is_found_and_brought_into_view(board, worked_out):
    fill(board, worked_out)
    resize(board, 1000, 300)
    asked = board.strips.cell_model.sheet.cells[2][0].asked
    assert board.table_of(asked) is board.strips
    assert board.table_of(None) is None
    board.show_table(board.strips)
    top = board.strips.mapTo(board.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < board.viewport().height()


def test_a_click_anywhere_asks_for_that_list(board, worked_out):
    fill(board, worked_out)
    asked = []
    board.asked.connect(asked.append)
    for table in board.tables:
        cells = table.cell_model.sheet.cells
        if not cells or cells[0][0].asked is None:
            continue
        spot = table.visualRect(table.cell_model.index(0, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, NONE, spot)
        assert asked[-1] == cells[0][0].asked
    assert len(asked) >= 4


def test_big_windows_have_bigger_tables_and_margins(board, worked_out):
    fill(board, worked_out)
    small = (board.margin, board.strips.row_height(), board.confusion.row_height())
    board.set_big(True)
    big = (board.margin, board.strips.row_height(), board.confusion.row_height())
    assert all(one < other for one, other in zip(small, big, strict=True))
    board.set_big(False)
    assert board.margin == small[0]


def test_the_theme_is_followed(board, worked_out):
    fill(board, worked_out)
    drawn = []
    for theme in ("light", "dark", "light"):
        look().set_theme(theme)
        resize(board, 1100)
        drawn.append(board.matrix.grab().toImage())
    assert drawn[0] != drawn[1]
    assert drawn[0] == drawn[2]
