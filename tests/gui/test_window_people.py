"""Several people at one computer: each has marks of their own, and the name is on every mark."""

from __future__ import annotations

import pytest
from window_scene import KEY

from annotator.gui.dialogs.ask_name import AskName
from annotator.workbench.session import Session

WORDS = "harus tetap netral"
NEWCOMER = "Another person …"


@pytest.fixture
def clean(clean, chooser):
    """The window on the five articles, with somebody who answers its menus."""
    clean.chooser = chooser
    return clean


def change_coder(desk, name):
    """Click the name at the foot and take a row of what is offered."""
    desk.chooser.words = name
    desk.click_on(desk.window.status.coder)
    return desk.chooser.offered


def become(desk, name):
    """Go on as somebody who is new in the project."""
    change_coder(desk, NEWCOMER)
    assert isinstance(desk.sheet, AskName)
    desk.type(name)
    desk.press(KEY.Key_Return)


def test_who_codes_is_checked_among_those_who_are_known(clean):
    assert change_coder(clean, None) == {"gold": True, NEWCOMER: False}
    assert clean.session.coder.name == "gold"


def test_a_new_person_begins_without_marks_and_the_others_keep_theirs(clean):
    clean.mark(WORDS, "r")
    become(clean, "Ayu")
    assert clean.session.coder.name == "Ayu"
    assert (clean.painted, clean.stored.spans) == (set(), ())
    span = clean.mark(WORDS, "s")
    assert span.coder_id == clean.session.coder.id
    change_coder(clean, "gold")
    assert [one.label for one in clean.stored.spans] == ["rule"]
    assert clean.painted == {one.id for one in clean.stored.spans}


def test_the_name_at_the_foot_follows(clean):
    become(clean, "Ayu")
    assert clean.window.status.coder.text() == "Ayu"
    assert clean.window.status.coder.toolTip() == "Coder Ayu"
    assert change_coder(clean, None) == {"gold": False, "Ayu": True, NEWCOMER: False}


def test_the_menu_asks_as_well(clean):
    clean.trigger("code_as")
    assert list(clean.chooser.offered) == ["gold", NEWCOMER]


def test_oneself_is_no_change(clean):
    clean.select(WORDS)
    before, workspace = clean.reader.selection(), clean.workspace
    change_coder(clean, "gold")
    assert clean.workspace is workspace
    assert clean.reader.selection() == before


def test_leaving_the_menu_or_the_sheet_changes_nobody(clean):
    workspace = clean.workspace
    change_coder(clean, None)
    change_coder(clean, NEWCOMER)
    clean.type("Ayu")
    clean.press(KEY.Key_Escape)
    assert clean.workspace is workspace
    assert [one.name for one in clean.session.finding.coders()] == ["gold"]
    assert clean.reader.hasFocus()


def test_a_name_that_is_known_is_that_person(clean):
    become(clean, "Ayu")
    become(clean, "gold")
    assert [one.name for one in clean.session.finding.coders()] == ["Ayu", "gold"]
    assert clean.session.coder.name == "gold"


def test_an_ampersand_in_a_name_is_one(clean):
    become(clean, "Ayu & Budi")
    assert "Ayu && Budi" in change_coder(clean, "gold")
    change_coder(clean, "Ayu && Budi")
    assert clean.session.coder.name == "Ayu & Budi"


def test_the_article_stays_open_when_somebody_else_goes_on(clean):
    clean.go_to(3)
    article = clean.scene.document.id
    become(clean, "Ayu")
    assert clean.scene.document.id == article


def test_the_next_start_goes_on_as_the_same_person(clean, empty_project):
    become(clean, "Ayu")
    again = clean.restart(empty_project)
    assert again.session.coder.name == "Ayu"


def test_a_person_who_is_gone_from_the_project_is_not_made_again(clean, empty_project):
    settings, key = clean.window.settings, clean.session.project.project_id
    clean.trigger("close_project")
    settings.remember_place(key, {**settings.place_in(key), "coder": "Nobody"})
    clean.open(empty_project)
    assert clean.session.coder.name == "gold"
    assert [one.name for one in clean.session.finding.coders()] == ["gold"]


@pytest.mark.parametrize("command", ["undo", "redo"])
def test_undo_after_a_change_of_person_leaves_the_marks_of_the_first_alone(clean, command):
    become(clean, "Ayu")
    clean.mark(WORDS, "r")
    clean.trigger("undo")
    clean.trigger(command)
    change_coder(clean, "gold")
    assert clean.stored.spans == ()


def test_without_a_project_nobody_is_asked(away, chooser):
    away.trigger("code_as")
    away.window.people.ask(None)
    assert chooser.offered == {}
    assert not away.window.status.coder.isVisible()


def test_the_new_person_is_in_the_file(clean, empty_project):
    become(clean, "Ayu")
    clean.mark(WORDS, "r")
    clean.trigger("close_project")
    with Session.open(empty_project, "Ayu") as session:
        first = session.finding.documents("")[0]
        assert [one.label for one in session.finding.annotations(first).spans] == ["rule"]
