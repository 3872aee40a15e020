"""Marks of several fragments at the window: added and taken off by key, menu and bar."""

from __future__ import annotations

import pytest
from window_scene import ALT, ROOT, make_project

from annotator.gui.runtime.errors import error_sentence
from annotator.gui.workspace import marking
from annotator.model.extent import Extent

FIRST, SECOND = "Dalam menghadapi", "semakin dekat"
WHOLE = "Dalam menghadapi momentum Pemilu"


@pytest.fixture
def desk(away, tmp_path):
    """The window on an article whose codebook lets a rule have two fragments, and a place one."""
    seed = sorted((ROOT / "seeds").glob("*.txt"))[0]
    return away.open(make_project(tmp_path / "fragments.annot", seed))


def words(desk):
    """The words of each fragment of the mark in focus, as the file has it."""
    return [fragment.slice(desk.text) for fragment in desk.focused.fragments]


def test_selected_words_become_a_fragment_of_the_mark_in_focus(desk):
    span = desk.mark(FIRST, "r")
    desk.select(SECOND)
    desk.type("+")
    assert words(desk) == [FIRST, SECOND]
    assert desk.scene.focused_id == span.id
    assert desk.reader.selected_extent() is None
    desk.trigger("undo")
    assert words(desk) == [FIRST]


def test_the_key_beside_plus_does_the_same(desk):
    desk.mark(FIRST, "r")
    desk.select(SECOND)
    desk.type("=")
    assert words(desk) == [FIRST, SECOND]


def test_words_are_taken_off_again(desk):
    desk.mark(WHOLE, "r")
    desk.select("menghadapi momentum")
    desk.type("-")
    assert words(desk) == ["Dalam", "Pemilu"]
    desk.select("Dalam")
    desk.type("-")
    assert words(desk) == ["Pemilu"]


def test_words_that_were_dragged_over_in_part_are_taken_off_whole(desk):
    desk.mark(WHOLE, "r")
    desk.select("hadapi moment")
    desk.type("-")
    assert words(desk) == ["Dalam", "Pemilu"]


def test_with_alt_letters_are_taken_off(desk, monkeypatch):
    desk.mark(WHOLE, "r")
    monkeypatch.setattr(marking.QApplication, "keyboardModifiers", lambda: ALT)
    desk.select("hadapi moment")
    desk.type("-")
    assert words(desk) == ["Dalam meng", "um Pemilu"]


def test_what_is_refused_leaves_the_words_selected(desk, qtbot):
    whole = desk.mark(WHOLE, "r")
    desk.mark(FIRST, "r")
    desk.scene.focus_span(whole.id)
    selected = Extent(*desk.select("momentum Pemilu"))
    with qtbot.waitSignal(desk.workspace.failed):
        desk.type("-")
    assert words(desk) == [WHOLE]
    assert desk.reader.selected_extent() == selected


def test_answers_relations_and_the_key_of_a_mark_stay(desk):
    desk.mark(FIRST, "r")
    desk.type("1")
    before = desk.focused
    desk.select(SECOND)
    desk.type("+")
    after = desk.focused
    assert before.attributes
    assert (after.key, after.attributes) == (before.key, before.attributes)


def test_a_mark_has_no_more_fragments_than_its_label_may_have(desk, qtbot):
    desk.mark(FIRST, "r")
    desk.select(SECOND)
    desk.type("+")
    desk.select("mendukung")
    with qtbot.waitSignal(desk.workspace.failed):
        desk.type("+")
    told = desk.window.status.message.text()
    assert "allows Rule this many fragments at most: 2." in told
    assert words(desk) == [FIRST, SECOND]


def test_beside_its_words_a_mark_of_one_fragment_grows(desk):
    desk.mark(FIRST, "v")
    desk.select("momentum")
    desk.type("+")
    assert words(desk) == [f"{FIRST} momentum"]


def test_a_mark_is_not_emptied(desk, qtbot):
    desk.mark(FIRST, "r")
    desk.select(FIRST)
    with qtbot.waitSignal(desk.workspace.failed) as told:
        desk.type("-")
    assert "Del" in error_sentence(told.args[0])
    assert words(desk) == [FIRST]


@pytest.mark.parametrize("key", ["+", "-"])
def test_without_selected_words_the_key_says_what_is_missing(desk, qtbot, key):
    desk.mark(FIRST, "r")
    with qtbot.waitSignal(desk.workspace.message) as told:
        desk.type(key)
    assert told.args[0] == "Select the words first; the mark stays in focus."


def test_the_bar_offers_it_where_the_label_may_have_fragments(desk):
    bar = desk.frame.bar
    desk.mark(FIRST, "r")
    desk.select(SECOND)
    desk.wait_for_bar()
    assert bar.add_button.isVisible()
    desk.click_on(bar.add_button)
    assert words(desk) == [FIRST, SECOND]
    desk.mark("mendukung", "v")
    desk.select(SECOND)
    desk.wait_for_bar()
    assert not bar.add_button.isVisible()


def test_the_bar_does_not_offer_what_the_mark_has_already(desk):
    desk.mark(WHOLE, "r")
    start, end = desk.extent_of("menghadapi momentum")
    assert not desk.workspace.marking.takes_words(Extent(start, end))
    assert desk.workspace.marking.takes_words(Extent(start, end + 40))


def test_the_bar_offers_what_fits_the_mark_that_comes_into_focus_meanwhile(desk):
    rule = desk.mark(FIRST, "r")
    place = desk.mark("mendukung", "v")
    desk.select(SECOND)
    desk.wait_for_bar()
    button = desk.frame.bar.add_button
    shown = []
    for one in (rule.id, place.id, None, rule.id):
        desk.scene.focus_span(one)
        shown.append(button.isVisible())
    assert shown == [True, False, False, True]


@pytest.mark.parametrize(
    ("key", "words", "told"),
    [
        ("+", FIRST, "The mark has these words already."),
        ("-", SECOND, "These words are not in the mark."),
    ],
)
def test_words_that_change_nothing_are_told_and_stay_selected(desk, key, words, told):
    desk.mark(FIRST, "r")
    selected = desk.select(words)
    desk.type(key)
    assert desk.window.status.message.text() == told
    assert desk.reader.selected_extent() == Extent(*selected)


def test_the_bar_offers_nothing_that_would_be_refused(desk):
    desk.mark(FIRST, "r")
    desk.select(SECOND)
    desk.type("+")
    marking = desk.workspace.marking
    assert not marking.takes_words(Extent(*desk.extent_of("mendukung")))
    assert marking.takes_words(Extent(*desk.extent_of("momentum"))), "beside it, it grows"
