"""Columns fold where the window is narrow, and where the person wants it."""

from __future__ import annotations

import pytest
from window_scene import KEY

from annotator.gui.theme.tokens import FOLD_LEFT, FOLD_RIGHT, SIZE


def shown(desk):
    frame = desk.frame
    return frame.articles.isVisible(), frame.rail.isVisible(), frame.inspector.isVisible()


def test_both_columns_are_open_at_first(desk):
    assert shown(desk) == (True, False, True)


def test_f9_folds_the_left_column_into_its_rail_and_back(desk):
    desk.press(KEY.Key_F9)
    assert shown(desk) == (False, True, True)
    assert desk.frame.rail.width() == SIZE["rail"]
    assert desk.menu("fold_left").isChecked()
    desk.press(KEY.Key_F9)
    assert shown(desk) == (True, False, True)


def test_f10_folds_the_mark_panel_and_back(desk):
    desk.press(KEY.Key_F10)
    assert shown(desk) == (True, False, False)
    desk.press(KEY.Key_F10)
    assert shown(desk) == (True, False, True)


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (FOLD_LEFT + 20, (True, False, True)),
        (FOLD_LEFT - 20, (False, True, True)),
        (FOLD_RIGHT - 20, (False, True, False)),
    ],
)
def test_narrow_windows_fold_by_themselves(desk, width, expected):
    desk.window.resize(width, 720)
    desk.settle()
    assert shown(desk) == expected


def test_the_wish_to_fold_outlives_a_restart(desk):
    desk.press(KEY.Key_F9)
    desk.press(KEY.Key_F10)
    again = desk.restart()
    assert shown(again) == (False, True, False)


def test_folding_keeps_the_line_that_is_read_in_place(desk):
    desk.go_to(4)
    offset, top = 1500, 40.0
    desk.reader.restore_place(offset, top)
    before = desk.reader.reading_place()[0]
    desk.press(KEY.Key_F9)
    desk.press(KEY.Key_F9)
    assert desk.reader.reading_place()[0] == before


def test_a_cap_of_the_rail_labels_the_selection(clean):
    clean.press(KEY.Key_F9)
    clean.select("harus tetap netral")
    clean.click_on(clean.frame.rail.caps["rule"])
    assert [span.label for span in clean.stored.spans] == ["rule"]


def test_looking_for_an_article_unfolds_the_left_column(desk):
    desk.press(KEY.Key_F9)
    desk.trigger("find_article")
    assert desk.frame.articles.search.hasFocus()


def test_the_header_stands_on_the_left_edge_of_the_text(desk):
    for width in (1366, 1920):
        desk.window.resize(width, 768)
        desk.settle()
        text = desk.reader.viewport().mapTo(desk.window, desk.reader.viewport().rect().topLeft())
        title = desk.frame.header.title.mapTo(desk.window, desk.frame.header.title.rect().topLeft())
        assert abs(title.x() - (text.x() + desk.reader.text_left())) <= 1
