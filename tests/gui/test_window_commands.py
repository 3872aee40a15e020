"""Every command: in a menu, named in both languages, there when it can be used, never harmful."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from window_scene import CONTROL, KEY, make_project

from annotator.gui.commands.actions import ACTIONS, BY_ID
from annotator.gui.commands.workspaces import WORKSPACES
from annotator.workbench.language import LANGUAGES

WORDS = "harus tetap netral"
ALWAYS = {
    "new_project", "open_project", "open_sample", "quit", "palette", "font", "tag_names",
    "theme_system", "theme_light", "theme_dark", "theme_contrast", "language_id", "language_en",
    "shortcuts", "about",
}  # fmt: skip
IN_A_PROJECT = {
    "close_project", "add_articles", "export", "code_as", "join_copy", "shared_folder", "back_up",
    "history", "restore",
}  # fmt: skip
IN_THE_CODING = {
    "find_article", "next_article", "previous_article", "fold_left", "fold_right", "problems",
    "guideline",
}  # fmt: skip
IN_A_PARCEL = {"show_parcel", "my_differences"}
"""In a parcel, and where something was decided about the own marks."""
AT_THE_AGREEMENT = {"keep_view", "kept_views", "export_agreement"}
"""What the page of the agreement carries out itself."""
AMONG_PEOPLE = {row.action for row in WORKSPACES if row.needs == "shared"}
"""Workspaces for the work of several."""
TO_MANAGE = {row.action for row in WORKSPACES if row.needs == "managed"} | {
    "people", "assign_by_rule", "code_again", "progress", "make_parcels", "make_feedback",
}  # fmt: skip
"""What everybody can do while nobody is a reviewer."""
ALONE = IN_A_PROJECT | IN_THE_CODING | TO_MANAGE
"""What somebody can do who codes alone, in any project."""
AMONG_COPIES = {"exchange_now", "decide", "check_marks"}
"""Where a folder is set, something is in two versions, or marks wait after a correction."""
IN_AN_ARTICLE = {
    "copy", "select_all", "find", "find_next", "find_previous", "next_span", "previous_span",
    "next_question", "previous_question", "next_problem", "previous_problem", "done",
    "zoom_in", "zoom_out", "zoom_reset", "correct_text",
}  # fmt: skip
IN_THE_REVIEW = {row.id for row in ACTIONS if row.menu == "review"}
AT_A_MARK = {
    "relabel",
    "pick_start",
    "pick_end",
    "relate",
    "note",
    "delete",
    "add_words",
    "take_words",
}
WRITING = {"delete", "done", "undo", "redo", "add_words", "take_words"}
"""The commands that change the project file by themselves."""


ELSEWHERE = {"open_project", "close_project", "open_sample", "quit", "code_as", "font"}
"""The commands that lead out of the project or the window, which have tests of their own."""


class Closer(QObject):
    """Presses Esc in whatever waits for an answer of its own: menus, the computer's dialogs."""

    def __init__(self) -> None:
        super().__init__()
        self.met: list[str] = []
        self.startTimer(1)

    def timerEvent(self, _event: QEvent) -> None:
        waiting = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if waiting is not None:
            self.met.append(type(waiting).__name__)
            waiting.close()


@pytest.fixture
def closer(qapp):
    made = Closer()
    yield made
    made.deleteLater()


def enabled(desk):
    return {row.id for row in ACTIONS if desk.menu(row.id).isEnabled()}


def checked(desk):
    return {row.id for row in ACTIONS if desk.menu(row.id).isChecked()}


def top_menus(desk):
    return [action.menu() for action in desk.window.top.menu_bar.actions()]


def unfolded(menu):
    """The actions of a menu, with those of a menu within it in its place."""
    for action in menu.actions():
        yield from action.menu().actions() if action.menu() else [action]


# the menus ----------------------------------------------------------------------------------


def test_every_command_stands_in_one_menu_in_the_order_of_the_table(away):
    shown = [
        one.objectName() for menu in top_menus(away) for one in unfolded(menu) if one.objectName()
    ]
    assert sorted(shown) == sorted(BY_ID)
    places = {name: place for place, name in enumerate(shown)}
    for row, after in itertools.pairwise(ACTIONS):
        if row.menu == after.menu:
            assert places[row.id] + 1 == places[after.id]


def test_lines_part_the_groups_of_a_menu_and_nothing_else(away):
    for menu in top_menus(away):
        group = None
        after_line = True
        for action in unfolded(menu):
            if action.isSeparator():
                after_line = True
                continue
            row = BY_ID[action.objectName()]
            assert after_line == (row.group != group)
            group, after_line = row.group, False
        assert not after_line, "no line at the foot"


def test_every_menu_fits_under_its_bar_on_a_small_screen(away):
    room = 768 - away.window.top.menu_bar.height()
    for code in LANGUAGES:
        away.trigger(f"language_{code}")
        assert all(menu.sizeHint().height() <= room for menu in top_menus(away))


def test_a_menu_within_a_menu_is_named_in_both_languages(away):
    named = []
    for code in LANGUAGES:
        away.trigger(f"language_{code}")
        within = [one for menu in top_menus(away) for one in menu.actions() if one.menu()]
        named.append([one.text() for one in within])
        assert len(within[0].menu().actions()) == 8
    assert named == [["Move the ends"], ["Geser awal dan akhir"]]


@pytest.mark.parametrize("is_review", [False, True])
def test_no_two_commands_that_are_there_together_share_a_key(away, is_review):
    """Plain keys are those of the text in the coding, and of the cases in the adjudication."""
    rows = [row for row in ACTIONS if not row.is_plain or (row.needs == "review") == is_review]
    keys = Counter(QKeySequence(key).toString() for row in rows for key in row.keys)
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_menu_has_a_letter_of_its_own_in_both_languages(away):
    for code in LANGUAGES:
        away.trigger(f"language_{code}")
        titles = [action.text() for action in away.window.top.menu_bar.actions()]
        letters = [title.partition("&")[2][:1].upper() for title in titles]
        assert all(letters)
        assert len(set(letters)) == len(letters)


def test_every_command_has_words_of_its_own_in_both_languages(away):
    own_name = {"language_id", "language_en"}
    heard = {}
    for code in LANGUAGES:
        away.trigger(f"language_{code}")
        heard[code] = {row.id: away.menu(row.id).text().partition("\t")[0] for row in ACTIONS}
        assert all(heard[code].values())
        repeated = [one for one, times in Counter(heard[code].values()).items() if times > 1]
        assert repeated == []
    same = {name for name in BY_ID if heard["en"][name] == heard["id"][name]}
    assert same - own_name == set()
    assert own_name <= same, "a language is called what it calls itself"


def test_a_menu_shows_the_first_key_of_each_command(away):
    for row in ACTIONS:
        action = away.menu(row.id)
        if row.is_plain:
            assert action.text().endswith(f"\t{row.keys[0]}")
            assert action.shortcuts() == []
        else:
            assert action.shortcuts() == [QKeySequence(key) for key in row.keys]


# what can be used ---------------------------------------------------------------------------


def test_without_a_project_only_what_needs_none_can_be_used(away):
    assert enabled(away) == ALWAYS


def test_without_an_article_nothing_in_the_text_can_be_used(away, tmp_path):
    desk = away.open(make_project(tmp_path / "none.annot"))
    assert enabled(desk) == ALWAYS | ALONE


def test_what_can_be_used_follows_article_mark_and_history(clean):
    reading = ALWAYS | ALONE | IN_AN_ARTICLE
    assert enabled(clean) - {"undo"} == reading
    clean.mark(WORDS, "r")
    assert enabled(clean) == reading | AT_A_MARK | {"undo"}
    clean.press(KEY.Key_Escape)
    assert enabled(clean) == reading | {"undo"}
    clean.trigger("undo")
    assert enabled(clean) - {"undo"} == reading | {"redo"}
    clean.trigger("redo")
    assert enabled(clean) == reading | AT_A_MARK | {"undo"}
    clean.trigger("next_article")
    assert enabled(clean) == reading | {"undo"}
    clean.trigger("close_project")
    assert enabled(clean) == ALWAYS


def test_every_command_belongs_to_one_of_these_states():
    parts = [
        ALWAYS, ALONE, IN_AN_ARTICLE, AT_A_MARK, {"undo", "redo"}, AMONG_COPIES, AMONG_PEOPLE,
        IN_A_PARCEL, AT_THE_AGREEMENT, IN_THE_REVIEW,
    ]  # fmt: skip
    assert sorted(one for part in parts for one in part) == sorted(BY_ID)


# no harm ------------------------------------------------------------------------------------


def nothing_open(desk):
    """The window without a project."""
    desk.trigger("close_project")


def no_article(desk):
    """A project without articles."""
    desk.open(desk.empty)


def nothing_selected(desk):
    """An article, and neither a mark in focus nor words selected."""
    desk.open(desk.marked)
    desk.window.trigger("workspace_code")
    desk.go_to(1)
    desk.scene.focus_span(None)
    desk.reader.setFocus()


def words_selected(desk):
    """Words are selected, and no mark is in focus."""
    nothing_selected(desk)
    desk.reader.set_selection(10, 30)


def mark_in_focus(desk):
    """A mark is in focus, and the keyboard is in the text."""
    nothing_selected(desk)
    desk.scene.focus_span(desk.stored.spans[1].id)
    desk.settle()


def field_in_focus(desk):
    """The keyboard is in the note of the mark."""
    mark_in_focus(desk)
    desk.workspace.run("note")
    desk.settle()


STATES = [
    nothing_open, no_article, nothing_selected, words_selected, mark_in_focus, field_in_focus,
]  # fmt: skip


@pytest.fixture
def everywhere(started, project, tmp_path):
    """The window, with a marked project and an empty one at hand."""
    started.marked = project
    started.empty = make_project(tmp_path / "none.annot")
    return started.open(project)


def marks(desk):
    """What the project file has on every article."""
    session = desk.window.projects.session
    if session is None:
        return None
    return [
        (one.status, one.spans, one.relations, one.comments, one.fields)
        for one in map(session.finding.annotations, session.finding.documents())
    ]


def leave_sheets(desk):
    for _sheet in range(9):
        if desk.uppermost is not None:
            desk.press(KEY.Key_Escape)
    assert desk.uppermost is None


@pytest.mark.parametrize("enter", STATES, ids=lambda enter: enter.__name__)
def test_no_command_does_harm(everywhere, closer, enter):
    desk = everywhere
    looks = {name for name in BY_ID if name.startswith(("theme_", "language_"))}
    for name in [name for name in BY_ID if name not in ELSEWHERE | looks]:
        enter(desk)
        before, could, project = marks(desk), desk.menu(name).isEnabled(), desk.window.workspace
        desk.window.trigger(name)
        desk.settle()
        assert desk.window.workspace is project, name
        if name in WRITING and could:
            desk.trigger("redo" if name == "undo" else "undo")
        assert marks(desk) == before, name
        leave_sheets(desk)
        focus = QApplication.focusWidget()
        assert focus is not None, name
        assert focus.isVisible(), name


def test_a_command_that_cannot_be_used_does_nothing_however_it_is_asked_for(everywhere):
    desk = everywhere
    nothing_selected(desk)
    before = marks(desk), desk.reader.selection(), desk.scene.document.id
    for name in AT_A_MARK:
        desk.window.trigger(name)
        desk.workspace.command_requested.emit(name)
        desk.settle()
        assert desk.sheet is None, name
        assert desk.window.status.message.text() == "", name
    assert (marks(desk), desk.reader.selection(), desk.scene.document.id) == before


def test_the_sample_takes_the_place_of_the_project_and_is_opened_once(everywhere):
    desk = everywhere
    field_in_focus(desk)
    desk.trigger("open_sample")
    sample, workspace = desk.session.path, desk.workspace
    assert sample not in (desk.marked, desk.empty)
    desk.trigger("open_sample")
    assert desk.workspace is workspace
    assert desk.reader.hasFocus()
    desk.trigger("close_project")
    assert desk.window.workspace is None
    assert sample.is_file()


def test_quitting_closes_the_window_and_the_project(everywhere):
    field_in_focus(everywhere)
    session = everywhere.session
    everywhere.press(KEY.Key_Q, CONTROL)
    assert not everywhere.window.isVisible()
    assert everywhere.window.projects.session is None
    assert not list(session.path.parent.glob(f"{session.path.name}-*"))


def test_while_long_work_has_the_project_only_quitting_is_heard(everywhere, monkeypatch):
    """Nothing else comes to the window then: the sheet with the progress lies over it."""
    desk = everywhere
    mark_in_focus(desk)
    before = marks(desk), checked(desk)
    exchange = type(desk.window.exchange)
    monkeypatch.setattr(exchange, "is_busy", property(lambda _self: True))
    for name in [name for name in BY_ID if name != "quit"]:
        desk.trigger(name)
        assert desk.sheet is None, name
    assert desk.window.isVisible()
    monkeypatch.undo()
    desk.window.exchange.busy_changed.emit(False)
    assert (marks(desk), checked(desk)) == before
    monkeypatch.setattr(exchange, "is_busy", property(lambda _self: True))
    desk.trigger("quit")
    monkeypatch.undo()
    assert not desk.window.isVisible()


# keys ---------------------------------------------------------------------------------------


def press_keys(desk, keys):
    combination = QKeySequence(keys)[0]
    desk.press(combination.key(), combination.keyboardModifiers())


def test_every_key_of_the_window_asks_for_its_command(everywhere, closer):
    desk = everywhere
    asked = []
    desk.window.menus.triggered.connect(asked.append)
    leaving = {*ELSEWHERE, "undo", "redo", *AMONG_COPIES, *AMONG_PEOPLE, *IN_A_PARCEL}
    for row in ACTIONS:
        for keys in () if row.is_plain or row.id in leaving else row.keys:
            mark_in_focus(desk)
            asked.clear()
            press_keys(desk, keys)
            assert asked == [row.id], keys
            leave_sheets(desk)


def test_what_asks_for_more_opens_something_that_esc_closes(everywhere, closer):
    desk = everywhere
    sheets = {
        "new_project": "NewProject", "add_articles": "ImportSheet", "export": "ExportSheet",
        "palette": "Palette", "relate": "RelatePopup", "guideline": "GuidelineSheet",
        "shortcuts": "ShortcutsSheet", "about": "MessageSheet",
    }  # fmt: skip
    for name, kind in sheets.items():
        mark_in_focus(desk)
        desk.trigger(name)
        assert type(desk.uppermost).__name__ == kind
        desk.press(KEY.Key_Escape)
        assert desk.uppermost is None
        assert desk.reader.hasFocus()


def test_the_dialog_for_a_project_can_be_left_and_the_one_that_is_open_stays(everywhere, closer):
    project = everywhere.workspace
    everywhere.trigger("open_project")
    assert "FileDialog" in closer.met
    assert everywhere.window.workspace is project
