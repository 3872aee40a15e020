"""The agreement page while the project changes: every number and list is that of the marks now."""

from __future__ import annotations

import pytest
from agreement_page_scene import Lone
from comparing_scene import Scene, linked_records, record

from annotator.gui.review.agreement.asked import NumberAsked
from annotator.model.extent import Extent
from annotator.workbench.comparing.numerals import coefficient


@pytest.fixture
def scene(tmp_path):
    scene = Scene(tmp_path, linked_records())
    yield scene
    scene.close()


@pytest.fixture
def lone(qtbot, scene):
    return Lone(qtbot, scene.session)


def marks(scene, coder, number):
    scene.session.code_as(coder)
    return scene.session.finding.annotations(scene.document(number)).spans


def lose_a_mark(lone, scene, coder="Budi", number=2):
    """Delete a mark that the other coder has too."""
    span = next(one for one in marks(scene, coder, number) if one.start == 3)
    scene.session.coding.delete_span(span.id)
    lone.settle()


def fresh(lone, asked):
    """The list behind a number as the project has it now."""
    return lone.list_of(asked)


def shows_what_is_there(lone):
    """Whether list, sum and frame are of the number as it is now."""
    now = fresh(lone, lone.page.asked)
    assert lone.listing.passages == now.passages
    assert lone.listing.total == pytest.approx(1 - now.value)
    assert lone.band.foot.sum.endswith(coefficient(now.value, 4))
    table = lone.board.table_of(lone.page.asked)
    assert table is not None
    assert table.chosen == lone.page.asked
    return True


def test_the_list_of_an_article_follows_its_number(lone, scene):
    lone.click(lone.board.strips, 2)
    before = lone.band.foot.sum
    lose_a_mark(lone, scene)
    assert lone.band.foot.sum != before
    assert shows_what_is_there(lone)
    told = lone.said(lone.board.strips)[2][0]
    assert told.endswith(f": {coefficient(lone.listing.value)}, n 7")


def test_the_list_of_a_pair_follows_and_undo_brings_the_number_back(lone, scene):
    before = lone.band.foot.sum
    lose_a_mark(lone, scene)
    assert lone.band.foot.sum != before
    assert shows_what_is_there(lone)
    scene.session.history.undo()
    lone.settle()
    assert lone.band.foot.sum == before
    assert shows_what_is_there(lone)


def test_the_list_of_a_day_follows_its_number(lone, scene):
    lone.click(lone.board.periods, 0)
    assert lone.page.asked.part is not None
    lose_a_mark(lone, scene)
    assert shows_what_is_there(lone)


def test_a_cell_of_the_confusion_that_has_become_empty_has_an_empty_list(lone, scene):
    table = lone.board.confusion
    row, column = table.cell_model.sheet.rows.index("Place"), -1
    place = [cell.shown for cell in table.cell_model.sheet.cells[row]]
    column = table.cell_model.sheet.rows.index("not marked")
    assert place[column] == 1
    lone.click(table, row, column)
    missing = next(one for one in marks(scene, "Ani", 0) if one.start == 60)
    scene.session.coding.delete_span(missing.id)
    lone.settle()
    assert lone.listing.passages == ()
    assert lone.band.foot.sum == "sum 0"


def test_one_s_own_marks_follow(lone, scene):
    lone.click(lone.board.matrix, 1, 1)
    assert lone.band.foot.sum == "sum 23"
    lose_a_mark(lone, scene)
    assert lone.band.foot.sum == "sum 22"
    assert lone.band.head.title == "Budi"


def test_somebody_new_has_a_row_and_the_chosen_number_stays(lone, scene):
    lone.click(lone.board.strips, 1)
    scene.take(record(2, "Cici", [("person", 3, 9)]))
    lone.settle()
    assert lone.board.matrix.cell_model.sheet.rows == ("Ani", "Budi", "Cici")
    assert lone.band.head.title.startswith("Ani × Budi, 01 ")
    assert shows_what_is_there(lone)


@pytest.mark.parametrize(("row", "column"), [(2, 0), (2, 2), (0, 2)])
def test_a_number_of_somebody_who_is_gone_gives_way_to_the_first(lone, scene, row, column):
    scene.take(record(2, "Cici", [("person", 3, 9)]))
    lone.settle()
    lone.click(lone.board.matrix, row, column)
    assert "Cici" in lone.band.head.title
    scene.session.history.undo()
    lone.settle()
    assert lone.board.matrix.cell_model.sheet.rows == ("Ani", "Budi")
    assert lone.band.head.title == "Ani × Budi"
    assert shows_what_is_there(lone)


def test_when_nobody_is_left_to_compare_the_page_says_so_and_comes_back(lone, scene):
    for number in range(6):
        scene.session.code_as("Budi")
        scene.session.coding.set_status(scene.document(number), "in_progress")
    lone.settle()
    page = lone.page
    assert page.stack.currentWidget() is page.nothing_page
    assert lone.band.listing is None
    assert (lone.band.head.title, lone.band.foot.sum) == ("", "")
    assert lone.band.list.accessibleName() == ""
    assert page.methods.text == ""
    assert set(page.commands) == {"kept_views"}
    scene.session.history.undo()
    scene.session.coding.set_status(scene.document(1), "done")
    lone.settle()
    assert page.stack.currentWidget() is page.numbers
    assert lone.band.head.title == "Ani × Budi"
    assert "keep_view" in page.commands


def test_what_does_not_concern_the_numbers_works_nothing_out(lone, scene):
    overview, shown = lone.page.overview, lone.board.pair
    span = marks(scene, "Ani", 1)[0]
    scene.session.coding.set_comment(span.id, "a note")
    lone.settle()
    assert lone.page.overview is overview
    assert lone.board.pair is shown


def test_a_page_that_is_not_seen_waits_until_it_is_shown_again(lone, scene):
    before = lone.board.pair
    lone.page.leave()
    lone.page.hide()
    lose_a_mark(lone, scene)
    assert lone.board.pair is before
    lone.page.show()
    lone.page.start()
    lone.settle()
    assert lone.board.pair.row.n_units == before.row.n_units - 1
    assert shows_what_is_there(lone)


def test_nothing_is_asked_while_long_work_has_the_project(lone, scene):
    before = lone.board.pair
    lone.page.set_busy(True)
    lose_a_mark(lone, scene)
    assert lone.board.pair is before
    lone.page.set_busy(False)
    lone.qtbot.waitUntil(lambda: lone.board.pair is not before)
    lone.settle()
    assert shows_what_is_there(lone)


def test_a_mark_that_moves_changes_the_articles_day_and_strip_alike(lone, scene):
    span = next(one for one in marks(scene, "Budi", 3) if (one.start, one.end) == (20, 33))
    scene.session.coding.resize_span(span.id, (Extent(20, 30),))
    lone.settle()
    strip = lone.board.strips.cell_model.sheet.cells[3][0].shown
    assert (strip.value, strip.parts) == (1.0, ())
    asked = lone.board.strips.cell_model.sheet.cells[3][0].asked
    assert isinstance(asked, NumberAsked)
    assert fresh(lone, asked).passages == ()
