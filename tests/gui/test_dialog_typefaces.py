"""The typefaces that can be chosen for the text are those that are there and have our letters."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase

from annotator.gui.dialogs.typefaces import MOST, choose_typeface
from annotator.gui.theme.tokens import FACES

USUAL = "The usual one"


def offered(chooser, window, present=""):
    choose_typeface(window, present)
    return list(chooser.offered)


def test_the_usual_one_comes_first_and_is_no_family(window, chooser):
    chooser.words = USUAL
    assert choose_typeface(window, "DejaVu Sans") == ""
    assert next(iter(chooser.offered)) == USUAL


def test_leaving_the_menu_chooses_nothing(window, chooser):
    assert choose_typeface(window, "") is None


def test_every_row_gives_the_family_that_it_names(window, chooser):
    for name in offered(chooser, window)[1:]:
        chooser.words = name
        assert choose_typeface(window, "") == name


def test_only_the_present_one_is_checked(window, chooser):
    present = offered(chooser, window)[-1]
    choose_typeface(window, present)
    assert [name for name, is_checked in chooser.offered.items() if is_checked] == [present]


def test_a_present_one_that_has_gone_is_not_offered(window, chooser):
    assert "No Such Face" not in offered(chooser, window, "No Such Face")
    assert not any(chooser.offered.values())


def test_our_own_faces_come_before_the_others_and_none_comes_twice(window, chooser, monkeypatch):
    monkeypatch.setattr(
        QFontDatabase, "families", lambda: ["Aaa", *reversed(FACES["reading"]), "Zzz"]
    )
    monkeypatch.setattr(
        QFontDatabase, "writingSystems", lambda _name: [QFontDatabase.WritingSystem.Latin]
    )
    names = offered(chooser, window)[1:]
    assert names == [*dict.fromkeys(FACES["reading"]), "Aaa", "Zzz"]


def test_faces_without_latin_letters_are_left_out(window, chooser, monkeypatch):
    systems = {"Latin": QFontDatabase.WritingSystem.Latin, "Thai": QFontDatabase.WritingSystem.Thai}
    monkeypatch.setattr(QFontDatabase, "families", lambda: list(systems))
    monkeypatch.setattr(QFontDatabase, "writingSystems", lambda name: [systems[name]])
    assert offered(chooser, window) == [USUAL, "Latin"]


@pytest.mark.parametrize("installed", [MOST - 1, MOST, MOST + 50])
def test_a_menu_is_never_longer_than_a_screen(window, chooser, monkeypatch, installed):
    names = [f"Face {number:03}" for number in range(installed)]
    monkeypatch.setattr(QFontDatabase, "families", lambda: names)
    monkeypatch.setattr(
        QFontDatabase, "writingSystems", lambda _name: [QFontDatabase.WritingSystem.Latin]
    )
    assert offered(chooser, window)[1:] == names[:MOST]


def test_the_present_one_is_offered_however_many_there_are(window, chooser, monkeypatch):
    names = [f"Face {number:03}" for number in range(MOST + 50)]
    monkeypatch.setattr(QFontDatabase, "families", lambda: names)
    monkeypatch.setattr(
        QFontDatabase, "writingSystems", lambda _name: [QFontDatabase.WritingSystem.Latin]
    )
    found = offered(chooser, window, names[-1])
    assert len(found) == MOST + 1
    assert chooser.offered[names[-1]]
