"""The table of commands by itself: what its rows may say, and that everything named there is."""

from __future__ import annotations

import itertools
import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from annotator.gui.commands.action_row import ActionRow
from annotator.gui.commands.actions import ACTIONS, BY_ID, MENUS, NOT_IN_PARCEL, SHOWN_WITH
from annotator.gui.commands.menus import EXCLUSIVE
from annotator.gui.commands.review_rows import DIGITS, REVIEW, REVIEW_ROWS
from annotator.gui.commands.workspaces import CODE, IDS, WORKSPACES

NEEDS = set(re.findall(r"``(\w+)``", ActionRow.__doc__.split("``needs`` is")[1].split(";")[0])) | {
    ""
}
READING = {"copy", "find", "export", "history", "my_differences", "show_parcel", "undo", "done"}
"""Some of what a coder needs in a parcel."""


def key_of(words):
    return QKeySequence(words)[0]


def test_no_two_rows_have_one_id():
    assert len(BY_ID) == len(ACTIONS)
    assert all(re.fullmatch(r"[a-z][a-z_]*", name) for name in BY_ID)


def test_every_row_says_where_it_stands_and_what_it_needs():
    assert {row.menu for row in ACTIONS} == set(MENUS)
    assert {row.needs for row in ACTIONS} <= NEEDS
    assert set(SHOWN_WITH) <= set(MENUS)
    assert set(SHOWN_WITH.values()) <= NEEDS


@pytest.mark.parametrize("menu", MENUS)
def test_the_groups_of_a_menu_stand_together_in_their_order(menu):
    """The loop that makes the menus draws a line wherever the group is another one."""
    groups = [row.group for row in ACTIONS if row.menu == menu]
    assert groups == sorted(groups)
    for _group, rows in itertools.groupby(
        (row for row in ACTIONS if row.menu == menu), key=lambda row: row.group
    ):
        folds = [row.fold for row in rows]
        runs = [fold for fold, _same in itertools.groupby(folds) if fold]
        assert len(runs) == len(set(runs)), "a menu within the menu is in one place"


def test_every_key_is_one_that_qt_knows():
    for row in ACTIONS:
        for words in row.keys:
            key = key_of(words)
            assert key.key() != Qt.Key.Key_unknown, (row.id, words)
            assert QKeySequence(words).toString() != "", (row.id, words)


def test_a_key_of_the_window_cannot_be_typed_as_a_letter():
    """What has no Ctrl, Alt or function key is plain, and heard by what is shown alone."""
    command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    for row in ACTIONS:
        for words in row.keys:
            key = key_of(words)
            is_function = Qt.Key.Key_F1 <= key.key() <= Qt.Key.Key_F12
            can_be_typed = not (key.keyboardModifiers() & command) and not is_function
            assert not can_be_typed or row.is_plain, (row.id, words)


def test_undo_needs_something_to_undo_and_so_on():
    assert (BY_ID["undo"].needs, BY_ID["redo"].needs) == ("undo", "redo")
    assert {BY_ID[name].needs for name in ("delete", "relate", "note", "relabel")} == {"span"}


def test_what_excludes_others_can_be_checked():
    for begin in EXCLUSIVE:
        rows = [row for row in ACTIONS if row.id.startswith(begin)]
        assert len(rows) > 1
        assert all(row.is_checkable for row in rows)
        assert len({row.group for row in rows}) == 1


# parcels --------------------------------------------------------------------------------------


def test_only_commands_that_there_are_are_left_out_of_parcels():
    assert set(BY_ID) >= NOT_IN_PARCEL


def test_a_coder_can_do_in_a_parcel_what_coding_needs():
    assert not READING & NOT_IN_PARCEL
    coding = {row.id for row in ACTIONS if row.needs in ("span", "coding", "parcel", "feedback")}
    assert coding & NOT_IN_PARCEL == set()


def test_nothing_that_manages_a_team_is_offered_in_a_parcel():
    managing = {row.id for row in ACTIONS if row.needs in ("managed", "shared", "review", "folder")}
    assert managing <= NOT_IN_PARCEL


# workspaces and the review --------------------------------------------------------------------


def test_every_workspace_has_a_command_with_its_words_and_its_key():
    assert WORKSPACES[0].id == CODE
    assert {row.id for row in WORKSPACES} == IDS
    for row in WORKSPACES:
        action = BY_ID[row.action]
        assert (action.text, action.keys, action.needs) == (row.text, (row.keys,), row.needs)
    keys = [row.keys for row in WORKSPACES]
    assert keys == [f"Ctrl+{number}" for number in range(1, len(keys) + 1)]


def test_the_review_is_done_with_plain_keys_that_do_not_meet():
    plain = [row for row in REVIEW_ROWS if row.is_plain]
    assert {row.needs for row in REVIEW_ROWS} == {REVIEW}
    keys = [key for row in plain for key in row.keys]
    assert len(keys) == len(set(keys))
    assert all(row.keys for row in plain)
    assert [key for key in keys if key in DIGITS] == list(DIGITS), "nine coders, a digit each"


def test_the_keys_of_the_review_are_those_that_its_design_names():
    by_key = {key: row.id for row in REVIEW_ROWS for key in row.keys}
    named = {
        "Enter": "case_propose", "0": "case_none", "U": "case_keep_all", "L": "case_label",
        "Tab": "case_row", "R": "case_relation", "N": "case_note", "G": "case_gap",
        "Q": "case_send_back", "Space": "case_next", "Backspace": "case_previous",
        "Z": "case_undo", ".": "case_pattern", "F": "case_filter", "[": "case_start_back",
        "]": "case_start_on", "{": "case_end_back", "}": "case_end_on",
    }  # fmt: skip
    assert {key: by_key.get(key) for key in named} == named
