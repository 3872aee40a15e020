"""Themes, zoom and tag names change what is seen and nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from window_scene import CONTROL, KEY

from annotator.gui.theme.look import look
from annotator.gui.theme.tokens import CONTRAST, DARK, LIGHT
from annotator.workbench.settings import Settings

THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


def corner(desk):
    """The colour of the paper, as it is painted."""
    picture = desk.reader.viewport().grab().toImage()
    return picture.pixelColor(2, picture.height() - 3)


def test_a_theme_is_painted_at_once(desk):
    for name, theme in THEMES.items():
        desk.trigger(f"theme_{name}")
        assert corner(desk) == QColor(theme.paper)
        assert desk.menu(f"theme_{name}").isChecked()


def test_a_theme_keeps_article_mark_and_place(desk):
    desk.go_to(4)
    desk.scene.focus_span(desk.stored.spans[-3].id)
    desk.settle()
    before = desk.scene.document.id, desk.scene.focused_id, desk.reader.reading_place()
    for name in ("dark", "contrast", "light"):
        desk.trigger(f"theme_{name}")
        after = desk.scene.document.id, desk.scene.focused_id, desk.reader.reading_place()
        assert after == before


def test_a_theme_outlives_a_restart(desk):
    desk.trigger("theme_dark")
    desk.restart()
    assert look().choice == "dark"


def test_zoom_by_keys_goes_both_ways_and_back(desk):
    usual = desk.reader.typography.zoom
    desk.press(KEY.Key_Equal, CONTROL, times=2)
    larger = desk.reader.typography.zoom
    desk.press(KEY.Key_Minus, CONTROL, times=3)
    smaller = desk.reader.typography.zoom
    desk.press(KEY.Key_0, CONTROL)
    assert smaller < usual < larger
    assert desk.reader.typography.zoom == usual


def test_zoom_has_ends(desk):
    desk.press(KEY.Key_Equal, CONTROL, times=40)
    most = desk.reader.typography.zoom
    desk.press(KEY.Key_Equal, CONTROL)
    assert desk.reader.typography.zoom == most
    desk.press(KEY.Key_Minus, CONTROL)
    assert desk.reader.typography.zoom < most


def test_zoom_and_size_keep_the_place_that_is_read_also_within_a_long_paragraph(desk):
    desk.go_to(4)
    desk.reader.restore_place(desk.extent_of("terjadinya konflik kepentingan")[0], 8.0)
    desk.settle()
    offset, top = desk.reader.reading_place()
    for key, times in ((KEY.Key_Equal, 4), (KEY.Key_Minus, 6), (KEY.Key_Equal, 2)):
        desk.press(key, CONTROL, times=times)
    desk.press(KEY.Key_0, CONTROL)
    for width in (*range(1366, 980, -37), 1366):
        desk.window.resize(width, 768)
        desk.settle()
    after, height = desk.reader.reading_place()
    assert after == offset
    assert height == pytest.approx(top, abs=1)


def test_zoom_outlives_a_restart(desk):
    desk.press(KEY.Key_Equal, CONTROL, times=2)
    before = desk.reader.typography.zoom
    again = desk.restart()
    assert again.reader.typography.zoom == pytest.approx(before, abs=0.001)


def test_full_names_on_the_marks_are_painted_and_remembered(desk):
    desk.trigger("tag_names")
    assert desk.reader.look.tag_mode == "names"
    assert desk.menu("tag_names").isChecked()
    again = desk.restart()
    assert again.reader.look.tag_mode == "names"
    again.trigger("tag_names")
    assert again.reader.look.tag_mode == "letters"


def test_the_typeface_of_the_text_is_chosen_and_remembered(desk, monkeypatch):
    monkeypatch.setattr(desk.window.help, "ask_font", lambda _present: "DejaVu Sans")
    desk.trigger("font")
    assert desk.reader.typography.family == "DejaVu Sans"
    assert Settings()["reading_font"] == "DejaVu Sans"
