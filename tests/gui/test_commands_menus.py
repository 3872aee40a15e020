"""Menus made from the table, on a bare window: what is seen, what can be used, what is said."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from annotator.gui.commands.actions import ACTIONS, BY_ID, MENUS, NOT_IN_PARCEL, SHOWN_WITH
from annotator.gui.commands.menus import EXCLUSIVE, Menus
from annotator.workbench.language import LANGUAGES, _, set_language

CONTROL = Qt.KeyboardModifier.ControlModifier
NEEDS = sorted({row.needs for row in ACTIONS if row.needs})


@pytest.fixture
def bar(qtbot):
    """A window with the menus in its bar; ``asked`` are the commands it was asked for."""
    window = QMainWindow()
    qtbot.addWidget(window)
    menus = window.menus = Menus(window.menuBar(), window)
    menus.bar, menus.asked = window.menuBar(), []
    menus.window_of = window
    menus.triggered.connect(menus.asked.append)
    yield menus
    window.close()


def action(menus, name):
    return menus.window_of.findChild(QAction, name)


def usable(menus):
    return {name for name in BY_ID if action(menus, name).isEnabled()}


def seen(menus):
    return {name for name in BY_ID if action(menus, name).isVisible()}


def titles(menus):
    return [one.text() for one in menus.bar.actions() if one.isVisible()]


# what can be used -----------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(8))
def test_what_can_be_used_is_what_is_needed_or_offered_and_not_left_out(bar, seed):
    dice = random.Random(seed)
    state = frozenset(dice.sample(NEEDS, dice.randrange(len(NEEDS))))
    offered, left_out = (frozenset(dice.sample(sorted(BY_ID), 9)) for _time in range(2))
    bar.set_state(state, offered, left_out=left_out)
    expected = {
        row.id
        for row in ACTIONS
        if row.id not in left_out and (row.id in offered or row.needs in ("", *state))
    }
    assert usable(bar) == {name for name in BY_ID if bar.is_enabled(name)} == expected
    assert seen(bar) == set(BY_ID) - left_out


def test_what_is_left_out_is_not_used_though_a_page_offers_it(bar):
    bar.set_state(frozenset(NEEDS), NOT_IN_PARCEL, left_out=NOT_IN_PARCEL)
    assert usable(bar) == set(BY_ID) - NOT_IN_PARCEL
    bar.set_state(frozenset(NEEDS))
    assert usable(bar) == seen(bar) == set(BY_ID), "it comes back with the next project"


def test_a_menu_of_one_page_is_in_the_bar_only_while_the_page_is_shown(bar):
    bar.set_state(frozenset())
    assert len(titles(bar)) == len(MENUS) - len(SHOWN_WITH)
    bar.set_state(frozenset(SHOWN_WITH.values()))
    assert titles(bar) == [_(title) for title in MENUS.values()]


def test_a_command_is_asked_for_once_by_its_entry_and_by_each_of_its_keys(bar, qtbot):
    bar.set_state(frozenset(NEEDS))
    with qtbot.waitActive(bar.window_of):
        bar.window_of.show()
    action(bar, "redo").trigger()
    QTest.keyClick(bar.window_of, Qt.Key.Key_Y, CONTROL)
    assert bar.asked == ["redo", "redo"]
    QTest.keyClick(bar.window_of, Qt.Key.Key_R)
    assert bar.asked == ["redo", "redo"], "plain keys are not the window's"


def test_a_key_of_what_cannot_be_used_asks_for_nothing(bar, qtbot):
    bar.set_state(frozenset())
    with qtbot.waitActive(bar.window_of):
        bar.window_of.show()
    QTest.keyClick(bar.window_of, Qt.Key.Key_Z, CONTROL)
    action(bar, "undo").trigger()
    assert bar.asked == []


# what is checked ------------------------------------------------------------------------------


@pytest.mark.parametrize("begin", EXCLUSIVE)
def test_one_of_those_that_exclude_each_other_is_checked(bar, begin):
    names = [row.id for row in ACTIONS if row.id.startswith(begin)]
    for name in (*names, *reversed(names)):
        bar.set_checked(name, True)
        assert [one for one in names if action(bar, one).isChecked()] == [name]


def test_others_are_checked_by_themselves(bar):
    for name in ("fold_left", "fold_right", "problems", "tag_names"):
        bar.set_checked(name, True)
    for name in ("fold_left", "problems"):
        bar.set_checked(name, False)
    checked = {name for name in BY_ID if action(bar, name).isChecked()}
    assert checked == {"fold_right", "tag_names"}


# what is said ---------------------------------------------------------------------------------


def test_an_ampersand_in_what_is_undone_is_read_as_one(bar):
    bar.set_text("undo", "Undo: label R&D & Co")
    assert action(bar, "undo").text().replace("&&", "\0").count("&") == 0
    assert action(bar, "undo").text() == "Undo: label R&&D && Co"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_said_in_the_language_in_use(bar, language):
    set_language(language)
    bar.retranslate()
    for row in ACTIONS:
        words, _tab, key = action(bar, row.id).text().partition("\t")
        assert words == _(row.text)
        assert key == (row.keys[0] if row.is_plain and row.keys else "")
    bar.set_state(frozenset(NEEDS))
    assert titles(bar) == [_(title) for title in MENUS.values()]


def test_another_language_changes_no_key_and_nothing_that_can_be_used(bar):
    bar.set_state(frozenset({"project", "article"}), left_out=NOT_IN_PARCEL)
    before = usable(bar), {name: action(bar, name).shortcuts() for name in BY_ID}
    set_language("id")
    bar.retranslate()
    assert (usable(bar), {name: action(bar, name).shortcuts() for name in BY_ID}) == before


def test_the_window_hears_only_keys_that_are_not_plain(bar):
    for row in ACTIONS:
        expected = [] if row.is_plain else [QKeySequence(keys) for keys in row.keys]
        assert action(bar, row.id).shortcuts() == expected


def test_a_window_that_goes_can_be_told_its_state_to_the_last(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    menus = Menus(window.menuBar(), window)
    window.close()
    menus.set_state(frozenset(NEEDS))
    menus.retranslate()
    assert menus.is_enabled("undo")
