from __future__ import annotations

from dataclasses import replace

import pytest
from panel_scene import CODEBOOK, RULE, dress
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette

from annotator.gui.theme.legend import label_colours, label_letters
from annotator.gui.theme.look import SYSTEM, look
from annotator.gui.theme.tokens import CONTRAST, DARK, LIGHT
from annotator.gui.theme.tone import SPARE_COLOURS
from annotator.model.codebook import Codebook, Label
from annotator.model.words import Words


@pytest.fixture(autouse=True)
def _dressed(qapp):
    dress()
    yield
    dress()


def labels(*given: Label) -> Codebook:
    return Codebook("x", "1", labels={label.id: label for label in given})


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


def test_letters_are_shortcuts_else_the_first_free_letter():
    assert look().label_letter("rule") == "R"
    assert look().label_letter("venue") == "V"
    assert look().label_letter("role_only") == "O"


def test_no_two_labels_share_a_letter():
    many = [Label(f"l{n}", Words({"": "Anna"})) for n in range(30)]
    letters = label_letters(labels(*many), "en")
    assert len(set(letters.values())) == 30


def test_letters_come_from_the_language_read():
    one = Label("x", Words({"en": "Place", "id": "Tempat"}))
    assert label_letters(labels(one), "id") == {"x": "T"}


def test_labels_without_colour_take_their_parent_s_else_a_spare_one():
    parent = Label("parent", Words(), color="#123456", is_abstract=True)
    child = Label("child", Words(), parent="parent")
    lone = Label("lone", Words())
    used = Label("used", Words(), color=SPARE_COLOURS[0])
    colours = label_colours(labels(parent, child, lone, used))
    assert colours["child"] == "#123456"
    assert colours["lone"] == SPARE_COLOURS[1]


def test_parents_in_a_circle_do_no_harm():
    one, other = Label("a", Words(), parent="b"), Label("b", Words(), parent="a")
    assert len(label_colours(labels(one, other))) == 2


def test_names_are_in_the_language_read():
    assert look().label_name("rule") == "Rule"
    look().set_codebook(CODEBOOK, "id")
    assert look().label_name("rule") == "Aturan"
    assert look().relation_name("says") == "says"


def test_what_the_codebook_does_not_know_reads_as_its_id():
    assert look().label_name("old_label") == "old label"
    assert look().relation_name("sentence.defendant") == "defendant"
    assert look().tone("old_label") == look().colour_tone("#888888")


def test_answers_read_as_their_names():
    assert look().value_name(RULE["modality"], "duty") == "Duty"
    assert look().value_name(RULE["marker"], ("harus", "mesti")) == "Harus, mesti"
    person = CODEBOOK.labels["speaker"].attributes["person"]
    assert look().value_name(person, "sri_wartini") == "Sri Wartini"


def test_a_relation_wears_the_hue_of_its_source_unless_it_has_its_own():
    assert look().relation_tone("says", "rule") == look().tone("rule")
    says = replace(CODEBOOK.relations["says"], color="#009E73")
    look().set_codebook(replace(CODEBOOK, relations={"says": says}), "en")
    assert look().relation_tone("says", "rule") == look().colour_tone("#009E73")


def test_fades_can_be_turned_off():
    look().set_still(True)
    assert look().motion_ms == 0
