"""The assignment page: choosing cells with keys and mouse, handing out, locking, reopening."""

from __future__ import annotations

import pytest
import review_scene
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from review_scene import BALIKPAPAN, BUPATI_SRI, SRI, person, place, work
from window_scene import CONTROL, KEY, SHIFT
from window_team import FIRST, LEAD, SECOND, Sheet, code, hand_out, make_team

from annotator.gui.review.assignment import words
from annotator.gui.review.assignment.glyphs import broken_title
from annotator.gui.review.assignment.model import GridModel
from annotator.model.document import Progress
from annotator.workbench.assigning import Assigning
from annotator.workbench.assignment_grid import CellState


@pytest.fixture
def path(project):
    make_team(project)
    hand_out(project, FIRST, 3)
    code(project, FIRST, 2)
    return project


@pytest.fixture
def sheet(started, path):
    return Sheet(started.open(path))


def deeds(sheet):
    return {one.deed.id: one for one in sheet.page.detail.deeds}


def test_a_row_is_an_article_a_column_a_coder_and_the_last_the_review(sheet):
    model = sheet.page.model
    assert model.rowCount() == 5
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(4)]
    assert heads == [FIRST, SECOND, LEAD, "Review"]
    first = model.headerData(0, Qt.Orientation.Vertical)
    assert first.startswith("1 Profesionalisme dan Netralitas ASN")


def test_every_cell_says_in_words_what_it_shows_as_a_sign(sheet):
    model = sheet.page.model
    column = sheet.column_of(FIRST)
    said = [model.data(model.index(row, column)) for row in range(5)]
    assert said[:2] == ["in progress, 2 marks"] * 2
    assert said[2:] == ["assigned, no marks yet", "not assigned", "not assigned"]
    assert model.data(model.index(0, 3)) == "waits for coders, 1 coder done"


def test_the_model_keeps_the_promises_of_qt(sheet, qtmodeltester: ModelTester):
    qtmodeltester.check(sheet.page.model)
    qtmodeltester.check(GridModel())


def test_letters_assign_and_take_back_the_chosen_cell(sheet):
    sheet.click(4, SECOND)
    sheet.desk.press(KEY.Key_A)
    assert sheet.cell(4, SECOND).state is CellState.ASSIGNED
    assert sheet.desk.window.status.message.text() == "1 assigned."
    sheet.desk.press(KEY.Key_Space)
    assert sheet.cell(4, SECOND).state is CellState.NOT_ASSIGNED
    assert sheet.chosen() == {(4, sheet.column_of(SECOND))}, "the cell stays chosen"


def test_arrows_with_shift_choose_a_block_that_one_key_assigns(sheet):
    desk = sheet.desk
    sheet.click(3, FIRST)
    desk.press(KEY.Key_Down, SHIFT)
    desk.press(KEY.Key_Right, SHIFT)
    assert sheet.chosen() == {(3, 0), (3, 1), (4, 0), (4, 1)}
    desk.press(KEY.Key_A)
    assert all(sheet.cell(row, who).is_assigned for row in (3, 4) for who in (FIRST, SECOND))
    assert desk.window.status.message.text() == "4 assigned."
    desk.press(KEY.Key_Z, CONTROL)
    assert not any(sheet.cell(row, who).is_assigned for row in (3, 4) for who in (FIRST, SECOND))


def test_dragging_chooses_a_block_and_a_partly_assigned_one_is_filled(sheet):
    sheet.drag((2, FIRST), (4, SECOND))
    assert len(sheet.chosen()) == 6
    sheet.desk.press(KEY.Key_A)
    assert all(sheet.cell(row, who).is_assigned for row in (2, 3, 4) for who in (FIRST, SECOND))
    sheet.desk.press(KEY.Key_A)
    assert not any(sheet.cell(row, who).is_assigned for row in (2, 3, 4) for who in (FIRST, SECOND))


def test_everything_is_chosen_at_once_and_one_cell_again_with_escape(sheet):
    sheet.click(1, SECOND)
    sheet.desk.press(KEY.Key_A, CONTROL)
    assert len(sheet.chosen()) == 20
    sheet.desk.press(KEY.Key_Escape)
    assert sheet.chosen() == {(1, sheet.column_of(SECOND))}


def test_locking_closes_work_to_its_coder_and_the_same_key_opens_it(sheet):
    sheet.click(0, FIRST)
    sheet.desk.press(KEY.Key_K)
    assert sheet.cell(0, FIRST).is_locked
    assert sheet.page.detail.told.word == "locked; in progress"
    sheet.desk.press(KEY.Key_K)
    assert not sheet.cell(0, FIRST).is_locked


def test_finished_work_is_reopened_and_unfinished_is_left(sheet):
    sheet.click(0, LEAD)
    assert sheet.cell(0, LEAD).progress is Progress.DONE
    sheet.desk.press(KEY.Key_O)
    assert sheet.cell(0, LEAD).progress is Progress.IN_PROGRESS
    sheet.desk.press(KEY.Key_O)
    assert sheet.desk.window.status.message.text() == "Nothing to be changed there."


def test_taking_back_keeps_the_marks(sheet):
    sheet.click(0, FIRST)
    sheet.desk.press(KEY.Key_Delete)
    cell = sheet.cell(0, FIRST)
    assert (cell.is_assigned, cell.spans) == (False, 2)
    assert "Nobody assigned it" in sheet.page.detail.told.lines[0]


def test_the_panel_counts_the_marks_of_all_who_marked_the_article(sheet):
    sheet.click(0, FIRST)
    counts = sheet.page.detail.told.counts
    assert counts.headings[counts.bold] == FIRST
    assert counts.headings[-1] == "shared"
    rows = dict(counts.rows)
    stored = sheet.desk.session.finding.annotations(sheet.desk.session.finding.documents()[0])
    rules = sum(one.label == "rule" for one in stored.spans)
    assert rows["rule"] == (0, rules, 0)
    assert rows["venue"][0] == 2


def test_the_panel_names_what_can_be_done_and_does_it_when_pressed(sheet):
    sheet.click(4, SECOND)
    assert set(deeds(sheet)) == {"assign"}
    sheet.desk.click_on(deeds(sheet)["assign"])
    assert sheet.cell(4, SECOND).is_assigned
    assert set(deeds(sheet)) == {"unassign", "lock"}


def test_a_block_is_told_with_how_many_cells_each_key_concerns(sheet):
    sheet.drag((2, FIRST), (3, SECOND))
    told = sheet.page.detail.told
    assert told.title == "4 cells"
    assert told.word == "2 articles × 2 coders"
    assert [one.words for one in told.deeds] == ["assign (3)", "lock (1)"]


def test_enter_opens_an_article_of_ones_own_and_nobody_elses(sheet):
    sheet.click(3, FIRST)
    sheet.desk.press(KEY.Key_Return)
    assert sheet.page is not None
    sheet.click(3, LEAD)
    sheet.desk.press(KEY.Key_Return)
    assert sheet.page is None
    assert sheet.desk.reader.hasFocus()
    assert sheet.desk.scene.document.id == sheet.desk.session.finding.documents()[3]


def test_the_place_is_kept_while_another_workspace_is_shown(sheet):
    desk = sheet.desk
    sheet.click(3, SECOND)
    desk.trigger("workspace_code")
    desk.mark("harus", "r")
    desk.trigger("workspace_assignment")
    assert sheet.chosen() == {(3, sheet.column_of(SECOND))}
    assert sheet.view.hasFocus()


def test_marks_made_meanwhile_are_counted_when_the_page_is_seen_again(sheet):
    desk = sheet.desk
    before = sheet.page.model.grid.totals[sheet.column_of(LEAD)].spans
    desk.trigger("workspace_code")
    desk.mark("harus", "r")
    desk.trigger("workspace_assignment")
    assert sheet.page.model.grid.totals[sheet.column_of(LEAD)].spans == before + 1


def test_somebody_new_has_a_column_at_once(sheet):
    desk = sheet.desk
    desk.click_on(sheet.page.buttons["people"])
    desk.type("Sari")
    desk.press(KEY.Key_Return)
    desk.press(KEY.Key_Escape)
    assert [one.name for one in sheet.page.model.grid.coders] == [FIRST, SECOND, "Sari", LEAD]


def test_a_refusal_is_told_at_the_foot_and_changes_nothing(sheet, monkeypatch):
    from annotator.model.errors import RefusedError

    def refuse(*_given, **_named):
        raise RefusedError("only_read")

    monkeypatch.setattr(Assigning, "assign", refuse)
    sheet.click(4, SECOND)
    sheet.desk.press(KEY.Key_A)
    assert sheet.desk.sheet is None
    assert sheet.desk.window.status.message.text()
    assert not sheet.cell(4, SECOND).is_assigned


def test_the_panel_folds_with_its_key_and_by_itself_in_narrow_windows(sheet):
    desk, detail = sheet.desk, sheet.page.detail
    assert detail.isVisible()
    desk.press(KEY.Key_F10)
    assert not detail.isVisible()
    desk.press(KEY.Key_F10)
    assert detail.isVisible()
    sheet.page._is_folded = None
    desk.window.resize(1000, 700)
    desk.settle()
    assert not detail.isVisible()


def test_rows_are_high_where_there_are_few_and_low_where_there_are_many(sheet):
    header = sheet.view.verticalHeader()
    assert header.defaultSectionSize() >= 72
    sheet.desk.window.resize(1366, 560)
    sheet.desk.settle()
    assert header.defaultSectionSize() < 72
    total = sheet.page.area.totals
    assert total.y() == sheet.view.height()


def test_what_the_articles_have_is_told_in_a_sentence(sheet):
    assert sheet.page.spread.text() == "Articles: 3 by 1 coder, 2 by nobody."
    sheet.desk.press(KEY.Key_A, CONTROL)
    sheet.desk.press(KEY.Key_A)
    assert sheet.page.spread.text() == "Every article by 3 coders."
    assert words.spread_words([]) == "No articles yet"


def test_a_long_title_breaks_into_lines_and_the_last_is_cut(qapp):
    shown = broken_title("Pesan Sekda ke ASN " * 12, 200, 2)
    assert len(shown) == 2
    assert shown[1].endswith("…")
    assert broken_title("Netral", 200, 2) == ("Netral",)


def test_cases_are_counted_beside_the_work_and_shown_as_pieces(started, tmp_path):
    scene = review_scene.make_scene(
        tmp_path,
        Budi=work(person(SRI), place(BALIKPAPAN)),
        Citra=work(person(BUPATI_SRI), place(BALIKPAPAN)),
    )
    scene.begun()
    path = scene.session.path
    scene.session.close()
    sheet = Sheet(started.open(path))
    model = sheet.page.model
    review = model.index(0, model.columnCount() - 1)
    started.qtbot.waitUntil(lambda: model.cases(review) is not None)
    assert model.cases(review) == (0, 1)
    told = model.data(review)
    assert told == "in review, 0 of 1 case decided"


def test_nobody_counts_cases_of_articles_that_only_one_has_finished(sheet):
    model = sheet.page.model
    assert all(model.cases(model.index(row, 3)) is None for row in range(5))
    assert sheet.page.cases.is_quiet
