from __future__ import annotations

from dataclasses import replace

import pytest
from panel_scene import CODEBOOK, dress
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette

from annotator.gui.theme.look import SYSTEM, look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.tokens import CONTRAST, DARK, LIGHT


@pytest.fixture(autouse=True)
def _dressed(qapp):
    dress()
    yield
    dress()


def test_a_theme_reaches_palette_and_style_sheet(qapp, qtbot):
    with qtbot.waitSignal(look().changed):
        look().set_theme("dark")
    assert qapp.palette().color(QPalette.ColorRole.Base).name().upper() == DARK.paper
    assert DARK.focus in qapp.styleSheet()
    look().set_theme("contrast")
    assert look().theme is CONTRAST


def test_the_system_theme_follows_the_computer(monkeypatch):
    asked = {"theme": DARK}
    monkeypatch.setattr("annotator.gui.theme.look.system_theme", lambda: asked["theme"])
    changed = QGuiApplication.styleHints().colorSchemeChanged
    look().set_theme(SYSTEM)
    assert look().theme is DARK
    asked["theme"] = LIGHT
    changed.emit(Qt.ColorScheme.Light)
    assert look().theme is LIGHT


def test_a_chosen_theme_does_not_follow_the_computer(monkeypatch):
    monkeypatch.setattr("annotator.gui.theme.look.system_theme", lambda: DARK)
    look().set_theme("light")
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look().theme is LIGHT


def test_an_unknown_theme_is_the_system_one():
    look().set_theme("purple")
    assert look().choice == SYSTEM


def test_a_relation_wears_the_hue_of_its_source_unless_it_has_its_own():
    assert look().relation_tone("says", "rule") == look().tone("rule")
    says = replace(CODEBOOK.relations["says"], color="#009E73")
    look().set_codebook(replace(CODEBOOK, relations={"says": says}), "en")
    assert look().relation_tone("says", "rule") == look().colour_tone("#009E73")


def test_fades_can_be_turned_off():
    look().set_still(True)
    assert look().motion_ms == 0


def test_a_label_that_the_codebook_does_not_know_is_grey():
    assert look().tone("old_label") == look().colour_tone("#888888")


def test_a_codebook_brings_its_names():
    assert naming().codebook is CODEBOOK
    look().set_codebook(CODEBOOK, "id")
    assert naming().label_name("rule") == "Aturan"
