"""The agreement page: every number with the passages it is made of, by keys and mouse."""

from __future__ import annotations

import pytest
from agreement_page_scene import Hands, make_project, single_coder
from comparing_scene import linked_records, record
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from window_scene import CONTROL, KEY

from annotator.gui.review.agreement.asked import NumberAsked, OwnAsked
from annotator.gui.review.agreement.attributes import Alike
from annotator.gui.review.agreement.keeping import KeptModel
from annotator.model.assignment import Role, again_id, gold_id
from annotator.workbench.comparing.attributes import AttributeLine
from annotator.workbench.comparing.numerals import coefficient
from annotator.workbench.comparing.strips import Strip
from annotator.workbench.language import set_language
from annotator.workbench.session import Session

MEASURES = (
    {"measure": "span_f1_exact"},
    {"measure": "span_f1_overlap"},
    {"measure": "span_f1_exact", "label": "person"},
    {"measure": "char_f1"},
    {"measure": "char_cohen_kappa"},
    {"measure": "alpha_u"},
    {"measure": "relation_f1_strict"},
    {"measure": "cohen_kappa", "label": "person", "attribute": "role"},
    {"measure": "percent_agreement", "attribute": "outlet"},
)


@pytest.fixture
def page(started, tmp_path):
    """The page on Ani and Budi, who finished six articles; the lead, who coded nothing, looks."""
    return Hands(started.open(make_project(tmp_path, linked_records())))


def clipboard():
    return QApplication.clipboard().text()


def message(page):
    return page.desk.window.status.message.text()


# numbers and lists --------------------------------------------------------------------------


def test_the_first_pair_is_chosen_with_its_list_and_the_keyboard_on_its_cell(page):
    matrix = page.board.matrix
    assert matrix.cell_model.sheet.columns == ("Ani", "Budi")
    assert matrix.hasFocus()
    assert matrix.currentIndex().row(), matrix.currentIndex().column() == (1, 0)
    assert page.band.head.title == "Ani × Budi"
    value = page.board.pair.row.value
    assert page.band.foot.sum == (f"sum {coefficient(1 - value, 4)} = 1 − {coefficient(value, 4)}")
    assert page.page.head.told.text() == "only articles that both have finished: 6 of 6"


def test_the_matrix_says_value_interval_and_n_below_and_the_counts_above(page):
    ani, budi = page.said(page.board.matrix)
    assert ani[0] == "Ani: 24 marks"
    assert budi[1] == "Budi: 23 marks"
    cell = page.board.overview.matrix.cells[page.board.pair.pair]
    assert ani[1] == (
        f"Ani × Budi: {cell.shared} shared, {24 - cell.shared} only Ani, "
        f"{23 - cell.shared} only Budi"
    )
    assert budi[0].startswith(f"Ani × Budi: {coefficient(cell.row.value, 3)} [")
    assert budi[0].endswith(" n 47")


@pytest.mark.parametrize("asked", MEASURES, ids=lambda one: "-".join(map(str, one.values())))
def test_every_number_of_the_page_is_the_sum_of_its_list(page, asked):
    page.ask(**asked)
    counted = 0
    for table, cell, behind in page.cells():
        listing = page.list_of(behind)
        total = sum(one.share for one in listing.passages)
        assert listing.total == pytest.approx(total)
        if listing.is_count:
            shown = cell.shown if isinstance(cell.shown, int) else cell.shown.own.n_units
            assert shown == len(listing.passages) == round(total), cell.said
        else:
            value = listing.value
            assert value is not None
            if not cell.is_echo:
                ways = (coefficient(value), coefficient(value, 3), f"{round(value * 100)}%")
                assert any(way in cell.said for way in ways), cell.said
            if listing.passages:
                assert total == pytest.approx(1 - value, abs=1e-9), (table, cell.said)
        counted += 1
    assert counted >= 4


def test_the_share_of_an_article_is_told_by_its_own_count_of_marks(page):
    for row in page.board.strips.cell_model.sheet.cells:
        strip, asked = row[0].shown, row[0].asked
        assert isinstance(strip, Strip)
        marks = sum(len(some) for one in page.list_of(asked).passages for some in one.marks)
        assert marks / strip.n_units == pytest.approx(1 - strip.value)


def test_a_click_on_an_article_lists_its_passages_only(page):
    page.click(page.board.strips, 2)
    assert {one.key for one in page.listing.passages} == {"doc-2"}
    assert page.band.head.title.startswith("Ani × Budi, ")
    assert page.board.strips.chosen == page.page.asked


def test_a_click_on_a_cell_of_the_confusion_lists_its_pairs(page):
    table = page.board.confusion
    sheet = table.cell_model.sheet
    row, column = sheet.rows.index("not marked"), sheet.columns.index("not marked")
    places = [
        (at, number)
        for at, cells in enumerate(sheet.cells)
        for number, cell in enumerate(cells)
        if cell.asked is not None and at != number
    ]
    assert any(row == at or column == number for at, number in places)
    at, number = places[0]
    page.click(table, at, number)
    shown = sheet.cells[at][number].shown
    assert len(page.listing.passages) == shown
    assert page.band.foot.sum == f"sum {shown}"
    assert page.band.list.hasFocus()


def test_the_number_of_one_coder_lists_that_coders_marks(page):
    page.click(page.board.matrix, 1, 1)
    assert isinstance(page.listing.asked, OwnAsked)
    assert page.band.foot.sum == "sum 23"
    assert {one.coders for one in page.listing.passages} == {(page.board.pair.pair[1],)}


def test_what_stands_above_the_diagonal_has_the_list_of_the_cell_below(page):
    matrix = page.board.matrix.cell_model.sheet.cells
    page.click(page.board.matrix, 0, 1)
    assert page.page.asked == matrix[1][0].asked
    assert matrix[0][1].is_echo
    assert not matrix[1][0].is_echo


# keys ---------------------------------------------------------------------------------------


def test_enter_goes_to_the_list_then_to_the_text_and_escape_comes_back(page):
    desk = page.desk
    page.press(KEY.Key_Return)
    assert page.band.list.hasFocus()
    page.press(KEY.Key_Down)
    passage = page.listing.passages[1]
    desk.press(KEY.Key_Return)
    assert desk.reader.isVisible()
    assert desk.scene.document.id == passage.document
    assert desk.reader.selection()[0] == passage.start
    assert message(page_on(desk)) == "Ctrl+4 goes back to the agreement."
    desk.press(KEY.Key_4, CONTROL)
    page.settle()
    assert page.band.list.hasFocus()
    assert page.band.list.currentIndex().row() == 1
    page.press(KEY.Key_Escape)
    assert page.board.matrix.hasFocus()
    assert page.board.matrix.currentIndex().row() == 1


def page_on(desk):
    """The window, whichever workspace it shows."""

    class Window:
        pass

    found = Window()
    found.desk = desk
    return found


def test_ones_own_mark_is_in_focus_in_the_text(started, tmp_path):
    desk = started.open(make_project(tmp_path, linked_records()))
    desk.window.people.coder_chosen.emit("Ani")
    desk.settle()
    page = Hands(desk)
    row = next(at for at, one in enumerate(page.listing.passages) if one.marks[0])
    page.press(KEY.Key_Return)
    page.press(KEY.Key_Down, times=row)
    passage = page.listing.passages[row]
    desk.press(KEY.Key_Return)
    assert desk.scene.focused_id == passage.marks[0][0].id


def test_arrows_walk_the_cells_and_tab_the_tables(page):
    matrix = page.board.matrix
    page.press(KEY.Key_Up)
    assert (matrix.currentIndex().row(), matrix.currentIndex().column()) == (0, 0)
    page.press(KEY.Key_Right)
    assert (matrix.currentIndex().row(), matrix.currentIndex().column()) == (0, 1)
    met = []
    for _step in range(8):
        page.press(KEY.Key_Tab)
        met.append(QApplication.focusWidget())
    for table in (page.board.confusion, page.board.strips, page.board.attributes):
        assert table in met
    assert page.band.list in met or page.page.methods.copy_all in met


def test_ctrl_c_copies_the_sentence_of_the_number_that_is_chosen(page):
    value = coefficient(page.board.pair.row.value, 3)
    page.press(KEY.Key_C, CONTROL)
    assert clipboard().startswith("F1 of marks with the same start, end, fragments and label was")
    assert value in clipboard()
    assert message(page).startswith("Copied: F1 of marks")
    table = page.board.attributes
    line = table.cell_model.sheet.cells[0][0].shown
    assert isinstance(line, AttributeLine)
    page.click(table, 0)
    page.press(KEY.Key_C, CONTROL)
    assert coefficient(line.kappa.value, 3) in clipboard() or "κ" in clipboard()


def test_the_paragraph_is_copied_in_the_language_that_is_chosen_there(page):
    methods = page.page.methods
    page.click_on(methods.languages["id"])
    page.click_on(methods.copy_all)
    assert clipboard() == methods.text
    assert "6 artikel" in clipboard()
    page.click_on(methods.languages["en"])
    page.click_on(methods.copy_one)
    assert clipboard().startswith("F1 of marks")
    for row in page.page.paragraph.rows:
        assert coefficient(row.value, 3) in methods.text


# what is asked ------------------------------------------------------------------------------


def test_a_click_on_a_switch_asks_for_another_measure(page):
    switches = page.page.head.switches
    page.click_on(switches.measures["span_f1_overlap"])
    assert page.page.question.measure == "span_f1_overlap"
    assert switches.measures["span_f1_overlap"].isChecked()
    assert not switches.measures["span_f1_exact"].isChecked()
    assert page.listing.asked.target.measure == "span_f1_overlap"


def test_a_measure_of_answers_comes_with_an_attribute_the_percentage_and_n(page):
    switches = page.page.head.switches
    switches._measure("cohen_kappa")
    page.settle()
    question = page.page.question
    assert question.attribute is not None
    assert switches.more.text() == "Cohen’s κ"
    said = page.said(page.board.matrix)[1][0]
    assert " n " in said
    assert said.endswith("%")
    page.click_on(switches.measures["span_f1_exact"])
    assert page.page.question.attribute is None


def test_marks_that_were_suggested_count_or_not(page):
    page.click_on(page.page.head.switches.suggested[False])
    assert page.page.question.with_suggested is False
    assert page.listing.asked.options.with_suggested is False


def test_dates_and_metadata_narrow_the_articles(page):
    page.ask(last_day="2000-01-01")
    assert page.said(page.board.matrix)[1][0] == "Ani × Budi: n/a: no common article"
    assert page.listing.passages == ()
    assert page.band.foot.sum == "n/a: no common article"
    page.page.head.switches.dates_wanted.emit()
    sheet = page.desk.sheet
    sheet.first.setText("2026-13-01")
    assert sheet.reason == "A day is written as 2026-11-22."
    sheet.first.setText("")
    sheet.last.setText("")
    page.press(KEY.Key_Return)
    assert page.page.question.last_day is None
    assert len(page.board.strips.cell_model.sheet.rows) == 6


def test_the_attributes_answered_alike_are_one_row_until_it_is_opened(page):
    table = page.board.attributes
    rows = table.cell_model.sheet.cells
    place = next(at for at, row in enumerate(rows) if isinstance(row[0].shown, Alike))
    count = rows[place][0].shown.count
    assert place == len(rows) - 1
    page.click(table, place)
    assert len(table.cell_model.sheet.cells) == len(rows) + count
    page.click(table, place)
    assert len(table.cell_model.sheet.cells) == len(rows)


# where there is no number -------------------------------------------------------------------


def test_there_is_a_reason_where_there_is_no_number(started, tmp_path):
    alone = record(90, "Cici", [("person", 3, 9)])
    page = Hands(started.open(make_project(tmp_path, [*linked_records(), alone])))
    said = page.said(page.board.matrix)
    assert said[2][0] == "Ani × Cici: n/a: no common article"
    assert said[0][2] == "Ani × Cici: n/a: no common article"
    cell = page.board.matrix.cell_model.sheet.cells[2][0]
    assert cell.asked is None
    page.click(page.board.matrix, 2, 0)
    assert page.band.head.title == "Ani × Budi", "the list stays"


def test_before_two_coders_are_done_the_page_says_what_belongs_here(started, tmp_path):
    records = [one | {"status": "in_progress"} for one in linked_records()]
    page = Hands(started.open(make_project(tmp_path, records)))
    nothing = page.page.nothing
    assert nothing.head.text() == "Nothing to compare yet"
    assert "So far 0 coders have finished any." in nothing.sentence.text()
    assert nothing.button.hasFocus()
    page.press(KEY.Key_Return)
    assert page.page.question.finished_only is False
    assert page.board.pair.row.n_documents == 6


def test_somebody_who_is_alone_is_led_to_the_assignments(started, tmp_path):
    alone = [one for one in linked_records() if one["coder"] == "Ani"]
    page = Hands(started.open(make_project(tmp_path, alone)))
    assert page.page.nothing.button.text() == "Hand out work"
    page.desk.click_on(page.page.nothing.button)
    assert page.desk.window.reviewing.current == "assignment"


# as time goes by ----------------------------------------------------------------------------


def test_what_changes_meanwhile_is_seen_when_the_page_is_shown_again(page):
    desk = page.desk
    desk.window.people.coder_chosen.emit("Budi")
    desk.trigger("workspace_agreement")
    page.settle()
    before = page.board.pair.row.value
    desk.trigger("workspace_code")
    desk.session.coding.delete_span(desk.stored.spans[0].id)
    desk.trigger("workspace_agreement")
    page.settle()
    assert page.board.pair.row.value != before
    assert page.board.pair.row.n_units == 46


def test_the_decimal_mark_follows_the_language(page):
    page.desk.trigger("language_id")
    page.settle()
    value = page.board.pair.row.value
    assert page.band.foot.sum == (
        f"jumlah {f'{1 - value:.4f}'.replace('.', ',')} = 1 − {f'{value:.4f}'.replace('.', ',')}"
    )
    assert f"{value:.3f}".replace(".", ",") in page.said(page.board.matrix)[1][0]
    page.desk.trigger("language_en")
    set_language("en")


def test_the_models_keep_the_promises_of_qt(page, qtmodeltester: ModelTester):
    for table in page.board.tables:
        qtmodeltester.check(table.cell_model)
    qtmodeltester.check(page.band.list.passages)
    qtmodeltester.check(KeptModel([]))


def test_every_table_and_list_has_a_name_for_screen_readers(page):
    for table in page.board.tables:
        if table.isVisible():
            assert table.accessibleName()
            for index in (table.cell_model.index(0, 0),):
                assert table.cell_model.data(index)
    assert "Ani × Budi" in page.band.list.accessibleName()
    for button in page.page.head.switches.buttons:
        assert ": " in button.accessibleName()
    assert isinstance(page.listing.asked, NumberAsked)


# the gold, and the same person again --------------------------------------------------------


def test_gold_and_second_codings_have_tables_of_their_own(started, tmp_path):
    path = make_project(tmp_path, linked_records())
    with Session.open(path) as session:
        ani = next(one.id for one in session.finding.coders() if one.name == "Ani")
        gold = gold_id(session.project.project_id)
        single_coder(session, gold, "gold", Role.GOLD, ani)
        single_coder(session, again_id(ani), "Ani again", Role.AGAIN, ani)
    page = Hands(started.open(path))
    board = page.board
    assert board.matrix.cell_model.sheet.columns == ("Ani", "Budi")
    assert board.gold.cell_model.sheet.rows == ("Ani", "Budi")
    assert board.again.cell_model.sheet.rows == ("Ani",)
    assert board.panels["gold"].isVisible()
    assert board.panels["again"].isVisible()
    page.click(board.gold, 0)
    assert page.band.head.title == "Ani × gold"
    assert page.listing.value == pytest.approx(2 * 18 / (24 + 18))
    assert page.listing.total == pytest.approx(1 - page.listing.value)
    assert board.pair.row.coders == ("Ani", "Budi"), "the tables of the pair stay"
