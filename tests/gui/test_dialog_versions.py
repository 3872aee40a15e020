"""Rows in two versions: their model, where everything stands, and what is said about copies."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator.gui.dialogs import folder_words, join_words
from annotator.gui.dialogs.folder_words import FolderState
from annotator.gui.dialogs.versions.painter import places_of, side_words
from annotator.gui.dialogs.versions.rows import VersionRows, from_here, mine, newest
from annotator.gui.dialogs.versions.version_list import VersionList
from annotator.model.errors import EnvironmentFault, RefusedError
from annotator.workbench.joining import JoinedFile, JoinReport
from annotator.workbench.syncing import SyncReport, Waiting
from annotator.workbench.version_words import ConflictWords, SideWords

FACTS = (("Label", "Place"), ("Words", "Bupati " * 30))


def side(name: str, **more: object) -> SideWords:
    made = {"facts": FACTS, "is_deleted": False, "is_shown": False, **more}
    return SideWords(name, name, "1 Jan 2026 08:00", **made)  # type: ignore[arg-type]


def row(name: str, *sides: SideWords) -> ConflictWords:
    return ConflictWords("span", name, "d", f"Rule “{name}”", "Article", sides)


ROWS = (
    row("a", side("1", is_mine=True), side("2", is_here=False, is_shown=True)),
    row("b", side("3", facts=(("Deleted", ""),)), side("4"), side("5"), side("6")),
)


@pytest.fixture
def rows(qapp):
    made = VersionRows()
    QAbstractItemModelTester(made)
    made.show_rows(ROWS)
    return made


def test_what_is_chosen_is_kept_while_its_version_is_there(rows):
    rows.choose(0, 1)
    rows.choose(1, 3)
    assert rows.choices == {("span", "a"): "2", ("span", "b"): "6"}
    rows.show_rows(ROWS[:1])
    assert rows.choices == {("span", "a"): "2"}
    rows.show_rows([row("a", side("1"), side("9"))])
    assert rows.choices == {}


def test_a_choice_can_be_taken_back(rows):
    rows.choose(0, 1)
    assert rows.place_of_choice(0) == 1
    rows.choose(0, -1)
    assert rows.place_of_choice(0) == -1
    rows.choose_none()
    assert rows.choices == {}


def test_where_nothing_is_picked_the_choice_stays(rows):
    rows.choose(1, 0)
    rows.choose_all(mine)
    assert rows.choices == {("span", "a"): "1", ("span", "b"): "3"}
    rows.choose_all(newest)
    assert rows.choices == {("span", "a"): "2", ("span", "b"): "6"}
    rows.choose_all(from_here)
    assert rows.choices == {("span", "a"): "1", ("span", "b"): "6"}


def test_a_screen_reader_hears_every_version_and_the_choice(rows):
    rows.choose(1, 0)
    spoken = rows.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Rule “b”. Article. 1: 3, 1 Jan 2026 08:00: Deleted. 2: 4, ")
    assert spoken.endswith("Version 1 is chosen")
    assert (rows.find_row("b"), rows.find_row("x")) == (1, -1)


@pytest.mark.parametrize("width", [420.0, 700.0])
@pytest.mark.parametrize("has_later", [True, False])
def test_nothing_in_a_row_covers_anything_else(qapp, width, has_later):
    for conflict in ROWS:
        places = places_of(conflict, width, has_later=has_later)
        areas = [*places.cells, *([places.later] if has_later else [])]
        for at, area in enumerate(areas):
            assert 0 <= area.left() < area.right() <= width
            assert area.bottom() <= places.height
            assert not any(area.intersects(other) for other in areas[at + 1 :])
            wanted = -1 if has_later and at == len(areas) - 1 else at
            assert places.hit(area.center()) == wanted
        assert places.hit(QPointF(1, places.height - 1)) is None


def test_a_fourth_version_stands_below(qapp):
    places = places_of(ROWS[1], 700, has_later=True)
    assert places.cells[3].top() > places.cells[0].bottom()
    assert places.cells[3].left() == places.cells[0].left()


def test_it_is_said_where_a_version_is_from_and_which_is_shown():
    assert side_words(side("1", is_shown=True)) == "shown now"
    assert side_words(side("1", is_here=False, is_shown=True)) == "other copy"
    assert side_words(side("1")) == ""
    assert side_words(side("1", is_shown=True), is_decided=True) == ""


def test_a_list_of_a_thousand_rows_is_there_at_once(qtbot):
    versions = VersionList(has_later=True, keeps_choices=True)
    qtbot.addWidget(versions)
    versions.resize(700, 400)
    versions.show()
    versions.show_rows([row(str(at), side("1"), side("2")) for at in range(1000)])
    versions.go_to(999)
    assert versions.visualRect(versions.rows.index(999)).top() < 400
    versions.choose(1)
    assert versions.currentIndex().row() == 999  # there is no next one
    assert versions.rows.place_of_choice(999) == 1
    versions.show_rows([])
    versions.choose(0)  # nothing to choose from
    assert versions.rows.choices == {}


# words --------------------------------------------------------------------------------------


def report(**more: object) -> JoinReport:
    made = {
        "files": (JoinedFile("/x/a.annot", 1200),),
        "new": {"span": 1200},
        "coders": (("Ani", 1200), ("Budi", -3), ("Cici", 0)),
        "conflicts": (),
        "conflict_count": 0,
        **more,
    }
    return JoinReport(False, False, altered={}, gone={}, **made)  # type: ignore[arg-type]


def test_how_many_marks_more_or_fewer_each_coder_has():
    told = [cells[1].text for cells in join_words.coder_rows(report())]
    assert told == ["+1,200", "−3", "0"]


def test_more_rows_than_are_listed_are_counted_all_the_same():
    told = report(conflicts=ROWS, conflict_count=1300)
    assert join_words.versions_head(told) == "1,300 things in two versions, the first 2"


def test_the_button_says_how_much():
    assert join_words.button_words(report()) == "Join 1,200 steps"
    nothing = report(files=(JoinedFile("a.annot", 0),))
    assert join_words.button_words(nothing) == "Join"
    assert join_words.refusal(nothing, 1) == ""  # decisions can be joined alone
    assert join_words.ready_remarks(nothing) == []


def test_a_refused_file_is_named_with_its_reason():
    refused = (("/x/b.annot", RefusedError("same_file", path="/x/b.annot")),)
    (good, bad) = join_words.file_remarks(report(refused=refused))
    assert good == ("check", "a.annot: 1,200 new steps")
    assert bad[0] == "block"
    assert bad[1].startswith("b.annot: ")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({}, "Folder"),
        ({"waiting": Waiting(0, 0)}, "Folder: up to date"),
        ({"waiting": Waiting(1000, 234)}, "Folder: 1,234 waiting"),
        ({"fault": EnvironmentFault("folder_gone", path="x")}, "Folder: not there"),
    ],
)
def test_how_it_stands_with_the_folder(state, words):
    assert folder_words.status_words(FolderState(Path("x"), **state)) == words


def test_a_fault_that_is_not_a_folder_that_is_gone_is_told_as_it_is():
    fault = EnvironmentFault("no_permission", path="/x")
    (told,) = folder_words.remarks(FolderState(Path("/x"), fault=fault))
    assert told == ("warn", "This account may not use /x. Nothing was changed.")


def test_what_an_exchange_did_is_said_with_all_that_is_left():
    done = SyncReport(Path("x"), 3, 0, (("Ani", 3),), 2, (), (), 1)
    told = [words for _icon, words in folder_words.report_remarks(done)]
    assert told[0] == "Exchanged: 3 taken in, 0 put there."
    assert told[1:3] == ["Ani: 3 steps", "2 steps wait for files that are still on their way"]
    assert "1 thing waits" in told[3]
    stopped = SyncReport(Path("x"), 0, 0, (), 0, (), (), 0, is_cancelled=True)
    assert folder_words.report_remarks(stopped)[0][0] == "info"
