"""The grid as a Qt model: places, words, and what a new grid keeps of what was chosen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from assignment_scene import BEGUN, DONE, GIVEN, NOTHING, TODAY, grid_of, line, person
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from annotator.gui.review.assignment.model import GridModel
from annotator.model.assignment import Role
from annotator.model.identity import Id
from annotator.model.review import ReviewStatus
from annotator.workbench.assignment_grid import CellState, CoderTotal, Grid
from annotator.workbench.language import set_language

ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
READ = Qt.ItemDataRole.AccessibleTextRole

GRID = grid_of(
    line(1, DONE, DONE, status=ReviewStatus.IN_REVIEW),
    line(2, BEGUN, {**GIVEN, "since": "2026-12-01"}),
    line(3, NOTHING, GIVEN),
)


@pytest.fixture
def model(qapp):
    made = GridModel()
    made.show_grid(GRID, TODAY)
    return made


@pytest.fixture
def heard(model):
    """The signals of the model, by name."""
    told = []
    model.refreshed.connect(lambda: told.append("refreshed"))
    model.modelReset.connect(lambda: told.append("reset"))
    model.dataChanged.connect(lambda first, last: told.append((cells_of(first), cells_of(last))))
    model.headerDataChanged.connect(lambda *_what: told.append("heads"))
    return told


def cells_of(index):
    return index.row(), index.column()


def all_places(model):
    return [
        model.index(row, column)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]


# places ---------------------------------------------------------------------------------------


def test_the_model_keeps_the_promises_of_qt(model, qtmodeltester: ModelTester):
    qtmodeltester.check(model)


def test_there_is_nothing_below_a_cell_and_no_cell_beside_the_table(model):
    assert (model.rowCount(model.index(0, 0)), model.columnCount(model.index(0, 0))) == (0, 0)
    assert model.cell(QModelIndex()) is None
    assert model.data(QModelIndex()) is None


def test_a_place_is_found_again_by_its_document_and_coder(model):
    for place in all_places(model):
        cell = model.cell(place)
        document = model.line(place.row()).document.id
        found = model.place_of(document, cell.coder_id if cell else None)
        assert cells_of(found) == cells_of(place)


def test_somebody_who_is_not_there_leads_to_the_review_and_no_document_nowhere(model):
    document = GRID.lines[1].document.id
    assert cells_of(model.place_of(document, Id("e" * 32))) == (1, 2)
    assert not model.place_of(Id("e" * 32), person(1).id).isValid()
    assert not model.place_of(Id("e" * 32), None).isValid()


def test_only_the_last_column_is_that_of_the_review(model):
    assert [model.is_review(at) for at in range(model.columnCount())] == [False, False, True]
    assert [model.cell(one) is None for one in all_places(model)] == [False, False, True] * 3


def test_chosen_places_are_named_from_top_to_bottom_without_the_review(model):
    wanted = [(one.document.id, cell.coder_id) for one in GRID.lines for cell in one.cells]
    assert model.places(all_places(model)) == wanted
    assert model.places(reversed(all_places(model))) == wanted
    assert model.places([]) == []


# words ----------------------------------------------------------------------------------------


def test_a_cell_says_the_same_to_eyes_and_to_screen_readers(model):
    for place in all_places(model):
        assert model.data(place) == model.data(place, READ)
    assert model.data(model.index(0, 0)) == "done, 2 marks"
    assert model.data(model.index(1, 1)) == "assigned, from 1 Dec 2026"
    assert model.data(model.index(2, 0)) == "not assigned"
    assert model.data(model.index(0, 2)) == "in review, 2 coders done"


def test_nothing_but_words_is_said(model):
    for role in (Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.EditRole):
        assert model.data(model.index(0, 0), role) is None
        assert model.headerData(0, ACROSS, role) is None


def test_the_heads_name_coders_second_codings_and_the_review(qapp):
    model = GridModel()
    people = [person(1, "Ayu"), person(2, "Ayu · 2", Role.AGAIN)]
    model.show_grid(Grid(tuple(map(CoderTotal, people)), ()), TODAY)
    heads = [model.headerData(at, ACROSS) for at in range(model.columnCount())]
    assert heads == ["Ayu", "Ayu · 2, again", "Review"]


def test_an_article_is_headed_by_its_number_and_its_title_or_else_its_name(model):
    assert model.headerData(2, DOWN) == "3 Article 3"
    titled = GRID.lines[0]
    untitled = replace(titled, document=replace(titled.document, title=""))
    model.show_grid(grid_of(untitled), TODAY)
    assert model.headerData(0, DOWN) == "1 1.txt"


def test_the_words_follow_the_language(model):
    set_language("id")
    assert model.headerData(2, ACROSS) != "Review"
    assert model.data(model.index(0, 0)) == "selesai, 2 penanda"


@pytest.mark.parametrize(
    ("found", "shown", "told"),
    [
        (None, None, "in review, 2 coders done"),
        ((0, 0), None, "in review, 2 coders done"),
        ((0, 3), (0, 3), "in review, 0 of 3 cases decided"),
        ((3, 3), (3, 3), "in review, 3 of 3 cases decided"),
    ],
)
def test_cases_are_told_where_there_are_any_and_somebody_has_counted(model, found, shown, told):
    model.find_cases = lambda _line: found
    assert model.cases(model.index(0, 2)) == shown
    assert model.data(model.index(0, 2)) == told
    assert model.cases(model.index(0, 0)) is None, "a coder's cell has no cases"


# another grid ---------------------------------------------------------------------------------


def test_the_same_articles_and_coders_keep_what_was_chosen(model, heard):
    place = QPersistentModelIndex(model.index(1, 1))
    later = grid_of(GRID.lines[0], line(2, DONE, BEGUN), GRID.lines[2])
    model.show_grid(later, TODAY)
    assert heard == [((0, 0), (2, 2)), "heads", "refreshed"]
    assert cells_of(place) == (1, 1)
    assert model.cell(place).state is CellState.IN_PROGRESS


@pytest.mark.parametrize(
    "other",
    [
        grid_of(),
        grid_of(*GRID.lines[:2]),
        grid_of(*reversed(GRID.lines)),
        grid_of(*(line(number, DONE) for number in (1, 2, 3))),
        grid_of(line(9, DONE, DONE)),
    ],
)
def test_other_articles_or_coders_begin_anew(model, heard, other):
    place = QPersistentModelIndex(model.index(1, 1))
    model.show_grid(other, TODAY)
    assert heard == ["reset", "refreshed"]
    assert not place.isValid()
    assert model.rowCount() == len(other.lines)


def test_an_empty_grid_is_shown_again_without_a_fault(model, heard, qtmodeltester: ModelTester):
    model.show_grid(grid_of(), TODAY)
    model.show_grid(grid_of(), TODAY)
    assert heard.count("refreshed") == 2
    assert (model.rowCount(), model.columnCount()) == (0, 1)
    qtmodeltester.check(model)


def test_one_review_alone_is_shown_anew_after_its_cases_were_counted(model, heard):
    model.refresh_review(GRID.lines[1].document.id)
    model.refresh_review(Id("e" * 32))
    assert heard == [((1, 2), (1, 2))]


def test_the_day_decides_what_is_served_already(model):
    model.show_grid(GRID, "2026-12-01")
    assert model.data(model.index(1, 1)) == "assigned, no marks yet"
