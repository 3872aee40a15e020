"""The painted controls of dialogs: what can be seen of them and what they tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.gui.dialogs.cells import Cell, number_cell
from annotator.gui.dialogs.controls import (
    Finding,
    KeyRow,
    Meter,
    Option,
    PathField,
    Prose,
    scrolling,
)
from annotator.gui.dialogs.key_hints import KeyHint, by_group, in_columns
from annotator.gui.dialogs.sheet import Sheet
from annotator.gui.dialogs.table import ReadingTable
from annotator.gui.theme.layouts import column

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pane(window):
    """A pane in the window, to put controls in one below the other."""
    pane = QWidget(window)
    pane.setLayout(column())
    pane.resize(400, 500)
    pane.show()
    return pane


def put(pane, *widgets):
    for widget in widgets:
        pane.layout().addWidget(widget)
        widget.show()
    pane.layout().activate()
    return widgets


def test_of_options_that_exclude_each_other_one_is_on(pane):
    first, second = put(pane, Option("A", is_exclusive=True), Option("B", is_exclusive=True))
    QTest.mouseClick(first, LEFT)
    QTest.mouseClick(second, LEFT)
    QTest.mouseClick(second, LEFT)
    assert (first.isChecked(), second.isChecked()) == (False, True)


def test_other_options_stand_for_themselves(pane):
    first, second = put(pane, Option("A"), Option("B"))
    QTest.mouseClick(first, LEFT)
    QTest.mouseClick(second, LEFT)
    QTest.mouseClick(first, LEFT)
    assert (first.isChecked(), second.isChecked()) == (False, True)


def test_an_option_that_is_off_limits_stays_as_it_is(pane):
    (option,) = put(pane, Option("A"))
    option.setEnabled(False)
    QTest.mouseClick(option, LEFT)
    QTest.keyClick(option, Qt.Key.Key_Space)
    assert not option.isChecked()


def test_the_second_line_makes_an_option_higher_and_is_said_to_screen_readers(pane):
    (option,) = put(pane, Option("Finished only"))
    low = option.sizeHint().height()
    option.set_detail("2 of 5 articles")
    assert option.sizeHint().height() > low
    assert option.accessibleDescription() == "2 of 5 articles"
    assert option.minimumSizeHint().height() == option.sizeHint().height()


@given(st.integers(-5, 10**12), st.integers(-5, 10**12))
def test_a_meter_stands_between_nothing_and_all(qapp, done, total):
    meter = Meter()
    meter.show_share("Reading", max(done, 0), total)
    percent = int(meter.accessibleName().removeprefix("Reading ").removesuffix("%"))
    assert 0 <= percent <= 100
    assert percent == 100 or done < total or total <= 0


def test_a_path_is_typed_or_chosen_and_each_change_is_told(pane):
    asked = []
    answers = iter(["", None, "/b/c.jsonl"])
    (field,) = put(pane, PathField(" /a ", lambda path: asked.append(path) or next(answers), "To"))
    heard = []
    field.path_changed.connect(heard.append)
    for _time in range(3):
        QTest.mouseClick(field.button, LEFT)
    assert asked == ["/a", "/a", "/a"]
    assert (field.path, heard) == ("/b/c.jsonl", ["/b/c.jsonl"])
    field.setFocus()
    QTest.keyClick(field.field, Qt.Key.Key_Backspace)
    assert field.path == "/b/c.json"
    assert field.field.accessibleName() == "To"


def test_what_is_scrolled_is_as_high_as_wanted_and_lower_where_there_is_no_room(pane):
    inside = column()
    for _line in range(40):
        inside.addWidget(Prose("Kata demi kata"))
    (area,) = put(pane, scrolling(inside, 300))
    assert area.height() == 300
    pane.resize(400, 120)
    pane.layout().activate()
    assert area.height() <= 120
    assert area.verticalScrollBar().maximum() > 0
    assert area.horizontalScrollBar().maximum() == 0


def test_prose_takes_the_height_that_its_words_need(pane):
    (prose,) = put(pane, Prose("ASN harus netral. " * 30))
    pane.layout().addStretch()
    pane.layout().activate()
    wide = prose.height()
    pane.resize(150, 900)
    pane.layout().activate()
    assert prose.height() > wide


def test_a_row_of_keys_says_each_key_with_what_it_does(qapp):
    row = KeyRow((("Enter", "run"), ("Esc", "close")))
    assert row.accessibleName() == "Enter: run, Esc: close"
    assert row.sizeHint().width() > KeyRow((("Enter", "run"),)).sizeHint().width()


def test_a_table_gives_what_is_left_to_one_column(pane):
    (table,) = put(pane, ReadingTable("Things"))
    table.show_table(["a", "b"], [[Cell("x"), number_cell(3)]], [0, 90])
    assert table.columnWidth(1) == 90
    assert table.columnWidth(0) == table.viewport().width() - 90
    pane.resize(300, 500)
    pane.layout().activate()
    assert table.columnWidth(0) == table.viewport().width() - 90


def test_nothing_in_a_table_can_be_changed(pane):
    (table,) = put(pane, ReadingTable("Things"))
    table.show_table(["a"], [[Cell("netral")]], [0])
    index = table.rows.index(0, 0)
    QTest.mouseDClick(table.viewport(), LEFT, pos=table.visualRect(index).center())
    QTest.keyClicks(table, "x")
    assert not table.rows.flags(index) & Qt.ItemFlag.ItemIsEditable
    assert index.data() == "netral"


def test_tab_leaves_a_table_instead_of_walking_its_cells(pane):
    table, option = put(pane, ReadingTable("Things"), Option("A"))
    table.show_table(["a", "b"], [[Cell("x"), Cell("y")]], [0, 90])
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert option.hasFocus()


def test_a_table_without_rows_has_its_headings(pane):
    (table,) = put(pane, ReadingTable("Things"))
    table.show_table(["a", "b"], [], [0, 90])
    headings = [table.rows.headerData(at, Qt.Orientation.Horizontal) for at in range(3)]
    assert headings == ["a", "b", None]
    assert table.rows.headerData(0, Qt.Orientation.Vertical) is None


@pytest.mark.parametrize(("number", "ink"), [(0, "ink3"), (1, "ink"), (1200, "ink")])
def test_a_number_that_is_none_is_muted(number, ink):
    assert number_cell(number) == Cell(str(number), ink, is_number=True)


@given(st.lists(st.integers(1, 20), max_size=9), st.integers(1, 4))
def test_columns_keep_every_group_whole_and_once(sizes, columns):
    hints = [KeyHint(f"g{g}", f"t{n}", "F1") for g, size in enumerate(sizes) for n in range(size)]
    groups = by_group(hints)
    filled = in_columns(groups, columns)
    assert len(filled) <= columns
    assert sorted(group for one in filled for group in one) == sorted(groups)
    assert all(one == sorted(one, key=groups.index) for one in filled)
    firsts = [groups.index(one[0]) for one in filled]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize(
    ("done", "total", "expected"),
    [(0, 7, 0), (29, 100, 29), (57, 100, 57), (999, 1000, 99), (1000, 1000, 100), (9, 7, 100)],
)
def test_a_meter_says_all_only_when_all_is_done(qtbot, done, total, expected):
    meter = Meter()
    qtbot.addWidget(meter)
    meter.show_share("Reading", done, total)
    assert meter.accessibleName() == f"Reading {expected}%"


def test_a_finding_has_the_tip_of_the_words_that_it_shows_now(qtbot):
    finding = Finding("block", "Somebody has written into this file. " * 20)
    qtbot.addWidget(finding)
    finding.resize(200, 24)
    finding.grab()
    assert finding.toolTip().startswith("Somebody")
    finding.show_words("Short")
    finding.grab()
    assert finding.toolTip() == ""
    assert finding.accessibleName() == "Short"


@pytest.mark.parametrize(
    ("typed", "expected"), [("~", ""), ("~/a b/ü.annot", "a b/ü.annot"), (" /x/y ", None)]
)
def test_a_path_may_begin_with_the_home_of_the_person(qtbot, home, typed, expected):
    field = PathField(typed, lambda _path: None, "File")
    qtbot.addWidget(field)
    full = str(home / expected).rstrip("/") if expected is not None else "/x/y"
    assert field.full_path == full
    assert field.path == typed.strip()


@pytest.mark.parametrize("is_hidden", [True, False])
def test_enter_presses_a_primary_button_only_where_it_can_be_seen(window, is_hidden):
    pressed = []
    sheet = Sheet("Title", 400)
    sheet.add_button("Do it", lambda: pressed.append(True), is_primary=True)
    sheet.open_over(window)
    sheet.primary.setHidden(is_hidden)
    sheet.setFocus()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert pressed == ([] if is_hidden else [True])
