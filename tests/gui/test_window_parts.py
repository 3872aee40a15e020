"""Marks of several parts at the window: added and taken off by key, menu and bar."""

from __future__ import annotations

import pytest
from window_scene import ROOT, make_project

from annotator.gui.runtime.errors import error_sentence
from annotator.model.extent import Extent

FIRST, SECOND = "Dalam menghadapi", "semakin dekat"
WHOLE = "Dalam menghadapi momentum Pemilu"


@pytest.fixture
def parts(away, tmp_path):
    """The window on an article whose codebook lets a rule have two parts, and a place one."""
    seed = sorted((ROOT / "seeds").glob("*.txt"))[0]
    return away.open(make_project(tmp_path / "parts.annot", seed))


def words(desk):
    """The words of each part of the mark in focus, as the file has it."""
    return [part.slice(desk.text) for part in desk.focused.fragments]


def test_selected_words_become_a_part_of_the_mark_in_focus(parts):
    span = parts.mark(FIRST, "r")
    parts.select(SECOND)
    parts.type("+")
    assert words(parts) == [FIRST, SECOND]
    assert parts.scene.focused_id == span.id
    assert parts.reader.selected_extent() is None
    parts.trigger("undo")
    assert words(parts) == [FIRST]


def test_the_key_beside_plus_does_the_same(parts):
    parts.mark(FIRST, "r")
    parts.select(SECOND)
    parts.type("=")
    assert words(parts) == [FIRST, SECOND]


def test_words_are_taken_off_again(parts):
    parts.mark(WHOLE, "r")
    parts.select("menghadapi momentum")
    parts.type("-")
    assert words(parts) == ["Dalam", "Pemilu"]
    parts.select("Dalam")
    parts.type("-")
    assert words(parts) == ["Pemilu"]


def test_answers_relations_and_the_key_of_a_mark_stay(parts):
    parts.mark(FIRST, "r")
    parts.type("1")
    before = parts.focused
    parts.select(SECOND)
    parts.type("+")
    after = parts.focused
    assert before.attributes
    assert (after.key, after.attributes) == (before.key, before.attributes)


def test_a_mark_has_no_more_parts_than_its_label_may_have(parts, qtbot):
    parts.mark(FIRST, "r")
    parts.select(SECOND)
    parts.type("+")
    parts.select("mendukung")
    with qtbot.waitSignal(parts.workspace.failed) as told:
        parts.type("+")
    assert "2" in error_sentence(told.args[0])
    assert words(parts) == [FIRST, SECOND]


def test_beside_its_words_a_mark_of_one_part_grows(parts):
    parts.mark(FIRST, "v")
    parts.select("momentum")
    parts.type("+")
    assert words(parts) == [f"{FIRST} momentum"]


def test_a_mark_is_not_emptied(parts, qtbot):
    parts.mark(FIRST, "r")
    parts.select(FIRST)
    with qtbot.waitSignal(parts.workspace.failed) as told:
        parts.type("-")
    assert "Del" in error_sentence(told.args[0])
    assert words(parts) == [FIRST]


@pytest.mark.parametrize("key", ["+", "-"])
def test_without_selected_words_the_key_says_what_is_missing(parts, qtbot, key):
    parts.mark(FIRST, "r")
    with qtbot.waitSignal(parts.workspace.message) as told:
        parts.type(key)
    assert told.args[0] == "Select the words first; the mark stays in focus."


def test_the_bar_offers_it_where_the_label_may_have_parts(parts):
    bar = parts.frame.bar
    parts.mark(FIRST, "r")
    parts.select(SECOND)
    parts.wait_for_bar()
    assert bar.part_button.isVisible()
    parts.click_on(bar.part_button)
    assert words(parts) == [FIRST, SECOND]
    parts.mark("mendukung", "v")
    parts.select(SECOND)
    parts.wait_for_bar()
    assert not bar.part_button.isVisible()


def test_the_bar_does_not_offer_what_the_mark_has_already(parts):
    parts.mark(WHOLE, "r")
    start, end = parts.extent_of("menghadapi momentum")
    assert not parts.workspace.marking.takes_part(Extent(start, end))
    assert parts.workspace.marking.takes_part(Extent(start, end + 40))
