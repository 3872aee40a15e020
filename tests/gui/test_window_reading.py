"""The text in the middle of the window: menus, searching and answering at its edges."""

from __future__ import annotations

import pytest
from factories import TEXT, write_codebook
from PySide6.QtWidgets import QMenu
from window_scene import CONTROL, KEY, SHIFT, make_project

from annotator.gui.workspace import workspace
from annotator.gui.workspace.workspace import MARK_MENU, TEXT_MENU, WORDS_MENU

WORDS = "harus tetap netral"
ODD = "Ibu 👩🏽‍⚖️ hadir.\r\nCafe\u0301 İstanbul: ASN, asn 😀 Asn.\r\n\r\nقال ASN\u2029tamat"


@pytest.fixture
def odd(away, tmp_path):
    """The window on a text with letters beyond the first plane, marks of their own and CRLF."""
    path = tmp_path / "odd.txt"
    path.write_bytes(ODD.encode())
    return away.open(make_project(tmp_path / "odd.annot", path))


@pytest.fixture
def offered(monkeypatch):
    """What a menu at the text offers, in place of waiting for a choice."""
    seen = []

    class Asked(QMenu):
        def exec(self, _place):
            seen.append([action.objectName() for action in self.actions()])

    monkeypatch.setattr(workspace, "QMenu", Asked)
    return seen


# menus --------------------------------------------------------------------------------------


def test_the_menu_at_a_mark_is_about_that_mark_and_elsewhere_about_the_text(clean, offered):
    span = clean.mark(WORDS, "r")
    clean.reader.context_menu_requested.emit(span.id, clean.point(span.start))
    clean.reader.context_menu_requested.emit(None, clean.point(0))
    assert offered == [list(MARK_MENU), list(TEXT_MENU)]


def test_the_menu_offers_parts_while_words_are_selected_and_a_mark_is_in_focus(clean, offered):
    clean.select(WORDS)
    clean.reader.context_menu_requested.emit(None, clean.point(0))
    span = clean.mark(WORDS, "r")
    clean.select("kampanye")
    clean.reader.context_menu_requested.emit(None, clean.point(0))
    clean.reader.context_menu_requested.emit(span.id, clean.point(span.start))
    assert offered == [list(TEXT_MENU), [*WORDS_MENU, *TEXT_MENU], [*WORDS_MENU, *MARK_MENU]]


def test_the_menu_is_gone_once_it_was_left(clean, offered):
    before = len(clean.workspace.findChildren(QMenu))
    clean.reader.context_menu_requested.emit(None, clean.point(0))
    clean.qtbot.waitUntil(lambda: len(clean.workspace.findChildren(QMenu)) == before)


# searching ----------------------------------------------------------------------------------


def found_words(desk):
    return [desk.text[one.start : one.end] for one in desk.reader.scene.found]


def find(desk, words):
    desk.press(KEY.Key_F, CONTROL)
    desk.frame.find_bar.start(words)
    desk.settle()


def test_places_behind_letters_of_two_units_are_found_where_they_are(odd):
    find(odd, "asn")
    assert found_words(odd) == ["ASN", "asn", "Asn", "ASN"]
    odd.press(KEY.Key_F3, times=3)
    start, end = odd.reader.selection()
    assert (odd.text[start:end], start) == ("Asn", ODD.index("Asn"))


def test_a_place_found_is_marked_where_it_is_also_behind_letters_of_two_units(odd):
    find(odd, "Asn")
    odd.press(KEY.Key_F3, times=3)
    odd.type("r")
    assert odd.marked_words() == ["Asn"]


def test_f3_without_anything_looked_for_leaves_the_caret_alone(clean):
    clean.reader.set_selection(5, 9)
    clean.press(KEY.Key_F3)
    clean.press(KEY.Key_F3, SHIFT)
    clean.type("q")
    assert clean.reader.selection() == (5, 9)


def test_a_selection_over_lines_is_not_looked_for(clean):
    start = clean.text.index("\n\n")
    clean.reader.set_selection(start - 5, start + 8)
    clean.press(KEY.Key_F, CONTROL)
    assert "\n" not in clean.frame.find_bar.query()
    assert clean.frame.find_bar.isVisible()


def test_f3_after_the_bar_was_closed_finds_nothing_more(clean):
    find(clean, "asn")
    clean.press(KEY.Key_Escape)
    clean.reader.set_selection(0, 0)
    clean.press(KEY.Key_F3)
    assert clean.reader.selection() == (0, 0)


def test_enter_puts_a_label_on_words_that_the_person_selected_while_places_are_shown(clean):
    find(clean, "asn")
    clean.press(KEY.Key_F3)
    clean.select(WORDS)
    clean.press(KEY.Key_Return)
    assert clean.marked_words() == [WORDS]


def test_escape_closes_the_search_before_the_problems(clean):
    clean.press(KEY.Key_F8)
    find(clean, "asn")
    clean.reader.setFocus()
    clean.press(KEY.Key_Escape)
    assert not clean.frame.find_bar.isVisible()
    assert clean.frame.problems.isVisible()
    clean.press(KEY.Key_Escape)
    assert not clean.frame.problems.isVisible()


# values from the palette --------------------------------------------------------------------


LABEL, QUESTION = "person", "also"


@pytest.fixture
def asked(away, tmp_path):
    """The window on a small codebook with a question that takes several values."""
    codebook = write_codebook(tmp_path)
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    return away.open(make_project(tmp_path / "asked.annot", article, codebook=codebook))


def choose(desk, value):
    """Choose a value in the palette."""
    desk.window.palette_flow.value_chosen.emit(LABEL, QUESTION, value)
    desk.settle()


def test_a_second_value_of_a_question_for_many_is_added_to_the_first(asked):
    asked.select("Sri")
    for value in ("x", "z", "x"):
        choose(asked, value)
    (span,) = asked.stored.spans
    assert (span.label, span.attributes[QUESTION]) == (LABEL, ("x", "z"))


def test_a_value_of_another_label_gives_the_mark_that_label(asked):
    span = asked.mark("Sri", "t")
    choose(asked, "y")
    (after,) = asked.stored.spans
    assert (after.id, after.label, after.attributes[QUESTION]) == (span.id, LABEL, ("y",))


def test_a_value_without_words_or_mark_changes_nothing(asked):
    before = asked.stored
    choose(asked, "x")
    assert asked.stored == before


@pytest.mark.parametrize("key", ["t", "p"])
def test_a_value_is_not_given_to_the_mark_in_focus_when_the_selected_words_refuse_it(asked, key):
    asked.mark("Sri", "p")
    asked.mark("Bupati", key)
    before = asked.stored
    asked.select("Sri")
    choose(asked, "x")
    assert asked.stored == before
    assert asked.window.status.message.text()


# the top row --------------------------------------------------------------------------------


def test_the_search_field_above_opens_the_palette_and_is_there_with_a_project_only(desk):
    top = desk.window.top
    search = next(one for one in top.children() if one.objectName() == "search")
    desk.click_on(search)
    assert type(desk.sheet).__name__ == "Palette"
    desk.press(KEY.Key_Escape)
    desk.trigger("close_project")
    assert not search.isVisible()
    assert desk.window.windowTitle() == "Annotator"


def test_the_title_of_the_window_names_the_project(desk):
    assert desk.window.windowTitle().startswith(f"{desk.session.name} ")
