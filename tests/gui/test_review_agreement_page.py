"""The agreement page by itself: where the keyboard is, what is opened, how it takes its width."""

from __future__ import annotations

import threading

import pytest
from agreement_page_scene import Lone
from comparing_scene import Scene, linked_records, record
from PySide6.QtWidgets import QApplication, QLineEdit
from window_scene import CONTROL, KEY

from annotator.gui.main_window import LEAST
from annotator.gui.review.agreement import page as page_module
from annotator.gui.review.agreement.attributes import Alike
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.tokens import WIDE_WINDOW
from annotator.model.errors import InputError
from annotator.workbench.comparing.numerals import coefficient
from annotator.workbench.language import set_language


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """Ani and Budi on six articles; nothing here changes the project."""
    found = Scene(tmp_path_factory.mktemp("page"), linked_records())
    yield found
    found.close()


@pytest.fixture
def lone(qtbot, scene):
    return Lone(qtbot, scene.session)


@pytest.fixture
def few(qtbot, tmp_path):
    """Makes a page on a project of its own."""
    made = []

    def make(*records):
        made.append(Scene(tmp_path, records))
        return Lone(qtbot, made[-1].session)

    yield make
    for one in made:
        one.close()


def focused():
    return QApplication.focusWidget()


# the keyboard -------------------------------------------------------------------------------


def test_the_keyboard_begins_on_the_number_whose_list_is_shown(lone):
    matrix = lone.board.matrix
    assert focused() is matrix
    assert matrix.cell_model.cell(matrix.currentIndex()).asked == lone.page.asked


def test_a_list_without_passages_leaves_the_keyboard_on_its_number(few):
    marks = [("person", 3, 9)]
    lone = few(record(1, "Ani", marks), record(1, "Budi", marks))
    assert lone.listing.passages == ()
    lone.press(KEY.Key_Return)
    assert focused() is lone.board.matrix
    assert lone.band.foot.sum == "sum .0000 = 1 − 1.0000"


@pytest.mark.parametrize("name", ["confusion", "strips", "attributes", "periods"])
def test_escape_comes_back_from_the_list_to_the_table_it_was_asked_from(lone, name):
    table = lone.board.panels[name].table
    place = next(
        (at, column)
        for at, cells in enumerate(table.cell_model.sheet.cells)
        for column, cell in enumerate(cells)
        if cell.asked is not None and lone.list_of(cell.asked).passages
    )
    lone.click(table, *place)
    assert focused() is lone.band.list
    lone.press(KEY.Key_Escape)
    assert focused() is table
    index = table.currentIndex()
    assert (index.row(), index.column()) == place


def test_attributes_answered_alike_open_and_close_by_enter(lone):
    table = lone.board.attributes
    rows = len(table.cell_model.sheet.cells)
    place = next(
        at
        for at, cells in enumerate(table.cell_model.sheet.cells)
        if isinstance(cells[0].shown, Alike)
    )
    table.setFocus()
    table.setCurrentIndex(table.cell_model.index(place, 0))
    lone.press(KEY.Key_Return)
    assert table.currentIndex().row() == place
    opened = len(table.cell_model.sheet.cells)
    assert opened == rows + table.cell_model.sheet.cells[place][0].shown.count
    lone.press(KEY.Key_Down)
    lone.press(KEY.Key_Return)
    assert focused() is lone.band.list
    assert lone.page.asked == table.cell_model.sheet.cells[place + 1][0].asked
    lone.press(KEY.Key_Escape)
    lone.press(KEY.Key_Up)
    lone.press(KEY.Key_Return)
    assert len(table.cell_model.sheet.cells) == rows


def test_the_keyboard_is_not_taken_from_a_sheet_over_the_page(lone):
    lone.page.head.switches.dates_wanted.emit()
    assert isinstance(focused(), QLineEdit)
    lone.page.ask(lone.page.question)
    lone.settle()
    assert isinstance(focused(), QLineEdit)


def test_coming_back_from_a_text_the_keyboard_is_in_the_list_again(lone):
    lone.press(KEY.Key_Return)
    lone.press(KEY.Key_Down, times=2)
    lone.page.leave()
    lone.page.start()
    lone.settle()
    assert focused() is lone.band.list
    assert lone.band.list.currentIndex().row() == 2


def test_leaving_while_numbers_are_worked_out_begins_them_again(lone, monkeypatch):
    gate, real = threading.Event(), page_module.overview_of

    def slowly(*given):
        assert gate.wait(20)
        return real(*given)

    monkeypatch.setattr(page_module, "overview_of", slowly)
    lone.page.ask(lone.page.question.__class__("char_f1"))
    threading.Timer(0.01, gate.set).start()
    lone.page.leave()
    assert not lone.page.reckoning.is_working
    assert lone.board.overview.question.measure == "span_f1_exact"
    lone.page.start()
    lone.settle()
    assert lone.board.overview.question.measure == "char_f1"
    assert lone.listing.asked.target.measure == "char_f1"


# texts --------------------------------------------------------------------------------------


def opened_text(lone):
    lone.press(KEY.Key_Return)
    lone.press(KEY.Key_Return)
    return lone.desk.asked[-1]


def test_a_passage_is_opened_at_its_place_where_one_has_no_mark_there(lone):
    kind, document, span, start = opened_text(lone)
    passage = lone.listing.passages[0]
    assert (kind, document, span, start) == ("passage", passage.document, None, passage.start)
    assert lone.messages == ["Ctrl+4 goes back to the agreement."]


def test_a_passage_is_opened_at_one_s_own_mark(few):
    lone = few(*linked_records())
    lone.session.code_as("Budi")
    row = next(at for at, one in enumerate(lone.listing.passages) if one.marks[1])
    lone.band.list.set_cursor(row)
    passage = lone.listing.passages[row]
    _kind, _document, span, _start = opened_text(lone)
    assert span == passage.marks[1][0].id


def test_a_double_click_opens_the_text(lone):
    lone.band.list.doubleClicked.emit(lone.band.list.passages.index(1, 0))
    passage = lone.listing.passages[1]
    assert lone.desk.asked[-1][:2] == ("passage", passage.document)


# the step that leads on ---------------------------------------------------------------------


def test_somebody_who_is_alone_is_led_to_handing_out_work(few):
    lone = few(record(1, "Ani", [("person", 3, 9)]))
    assert focused() is lone.page.nothing.button
    lone.press(KEY.Key_Return)
    assert lone.desk.asked == [("show", "assignment", None)]
    lone.press(KEY.Key_Escape)
    lone.press(KEY.Key_C, CONTROL)
    assert lone.messages == []


def test_unfinished_articles_are_counted_where_that_gives_a_number(few):
    marks = [("person", 3, 9)]
    lone = few(*(record(1, one, marks, status="in_progress") for one in ("Ani", "Budi")))
    lone.click_on(lone.page.nothing.button)
    assert lone.page.question.finished_only is False
    assert lone.page.head.told.text() == "articles that both have begun: 1 of 1"
    assert lone.band.foot.sum == "sum .0000 = 1 − 1.0000"
    assert focused() is lone.page or lone.page.isAncestorOf(focused())


# days ---------------------------------------------------------------------------------------


def test_days_from_the_sheet_are_asked_for_and_shown_there_again(lone):
    lone.page.head.switches.dates_wanted.emit()
    lone.sheet.first.setText(" 2026-01-01 ")
    lone.press(KEY.Key_Return)
    assert (lone.page.question.first_day, lone.page.question.last_day) == ("2026-01-01", None)
    lone.page.head.switches.dates_wanted.emit()
    assert (lone.sheet.first.text(), lone.sheet.last.text()) == ("2026-01-01", "")
    lone.press(KEY.Key_Escape)
    assert lone.page.question.first_day == "2026-01-01"


# faults -------------------------------------------------------------------------------------


def test_what_cannot_be_worked_out_is_told_and_another_question_goes_on(lone, monkeypatch):
    def refused(*_given):
        raise InputError("measure_needs_label", measure="ku_alpha")

    monkeypatch.setattr(page_module, "overview_of", refused)
    lone.ask(measure="ku_alpha", label="person")
    assert [one.code for one in lone.failures] == ["measure_needs_label"]
    assert "keep_view" not in lone.page.commands
    monkeypatch.undo()
    lone.ask(measure="char_f1")
    assert lone.listing.asked.target.measure == "char_f1"
    assert "keep_view" in lone.page.commands


# how it is shown ----------------------------------------------------------------------------


@pytest.mark.parametrize("width", [LEAST[0], 1366, WIDE_WINDOW + 100])
def test_nothing_is_cut_off_at_any_width(qtbot, scene, width):
    look().set_theme("light")  # with the widths of its bars
    lone = Lone(qtbot, scene.session, size=(width, 760))
    assert lone.page.width() == width
    is_wide = width >= WIDE_WINDOW
    for name in ("measure", "attribute"):
        assert lone.page.head.switches._names[name].isVisible() == is_wide
    for language in ("en", "id"):
        set_language(language)
        lone.page.retranslate()
        lone.settle()
        assert cut_off(lone) == []


def cut_off(lone):
    """What does not stand wholly inside the page, or inside the room of the tables."""
    inside, room = lone.page.rect(), lone.board.viewport().width()
    whole = (lone.band, lone.page.head, *lone.page.head.switches.buttons)
    found = [
        one.accessibleName()
        for one in whole
        if not inside.contains(one.mapTo(lone.page, one.rect().bottomRight()))
    ]
    panels = lone.board.panels.items()
    found += [name for name, one in panels if one.isVisible() and one.geometry().right() > room]
    return found


def test_everything_is_said_anew_in_another_language(lone):
    value = lone.listing.value
    before = [lone.said(table) for table in lone.board.tables]
    set_language("id")
    naming().language = "id"
    lone.page.retranslate()
    assert lone.page.head.title.text() == "Kesepakatan"
    assert lone.band.foot.sum.endswith(coefficient(value, 4, code="id"))
    assert coefficient(value, 3, code="id") in lone.page.methods.text
    after = [lone.said(table) for table in lone.board.tables]
    for old, new in zip(before, after, strict=True):
        assert old != new or old == []
    set_language("en")
    naming().language = "en"
    lone.page.retranslate()
    assert [lone.said(table) for table in lone.board.tables] == before


def test_the_buttons_of_the_head_are_commands_of_the_window(lone):
    for name, button in lone.page.head.buttons.items():
        lone.click_on(button)
        assert lone.desk.asked[-1] == ("trigger", name)
        assert button.text()


def test_the_sentence_is_copied_in_the_language_of_the_paragraph(lone, qapp):
    lone.click_on(lone.page.methods.languages["id"])
    lone.click_on(lone.page.methods.copy_one)
    told = qapp.clipboard().text()
    assert coefficient(lone.listing.value, 3, code="id") in told
    assert told in lone.page.methods.text


# measures that take long --------------------------------------------------------------------


@pytest.fixture
def long(lone, monkeypatch):
    """Measures of which γ takes until it is stopped."""
    real, never = page_module.overview_of, threading.Event()

    def working(comparing, question, told=None):
        while question.measure == "gamma" and told(1, 2):
            never.wait(0.001)
        return real(comparing, question)

    monkeypatch.setattr(page_module, "overview_of", working)
    lone.page.slow._patience.setInterval(0)
    return lone


def test_a_measure_that_is_not_waited_for_gives_way_to_the_question_before(long):
    long.ask(measure="char_f1", label="person", with_suggested=False)
    before = long.page.question
    long.page.ask(before.__class__("gamma", "person"))
    long.qtbot.waitUntil(lambda: long.sheet is not None)
    long.press(KEY.Key_Escape)
    assert long.page.question == before
    assert long.board.overview.question == before
    assert long.page.head.switches.measures["char_f1"].isChecked()
    assert long.sheet is None


def test_nothing_is_kept_while_a_long_measure_is_worked_out(long):
    long.page.ask(long.page.question.__class__("gamma"))
    long.qtbot.waitUntil(lambda: long.sheet is not None)
    assert set(long.page.commands) == {"kept_views"}
    long.press(KEY.Key_Escape)
    assert "keep_view" in long.page.commands
