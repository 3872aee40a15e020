"""What leaves the agreement page: kept views, files, and measures that take long."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from agreement_page_scene import Hands, make_project
from comparing_scene import linked_records
from window_scene import KEY

from annotator.gui.review.agreement import deeds, slow
from annotator.gui.review.agreement import page as page_module
from annotator.gui.review.agreement.exports import FILES
from annotator.gui.review.agreement.keeping import KeptSheet
from annotator.gui.review.agreement.progress import MeasureSheet
from annotator.model.stopped import Stopped
from annotator.workbench.comparing.numerals import coefficient
from annotator.workbench.comparing.snapshots import kept_snapshots


@pytest.fixture
def page(started, tmp_path):
    return Hands(started.open(make_project(tmp_path, linked_records())))


def message(page):
    return page.desk.window.status.message.text()


def keep(page, name):
    page.click_on(page.page.head.buttons["keep_view"])
    page.desk.type(name)
    page.press(KEY.Key_Return)


def test_a_kept_view_opens_again_with_its_question_and_says_that_nothing_changed(page):
    page.ask(measure="span_f1_overlap", label="person")
    value = page.board.pair.row.value
    keep(page, "first round")
    assert message(page) == "Kept as “first round”."
    page.ask(measure="span_f1_exact", label=None)
    page.click_on(page.page.head.buttons["kept_views"])
    sheet = page.desk.sheet
    assert isinstance(sheet, KeptSheet)
    said = sheet.model.data(sheet.model.index(0, 0))
    assert said.startswith(f"first round; {coefficient(value, 3)} [")
    assert said.endswith("nothing has changed since")
    page.press(KEY.Key_Return)
    assert page.page.question.measure == "span_f1_overlap"
    assert page.page.question.label == "person"
    assert coefficient(value, 3) in page.page.head.kept.text()
    assert page.page.head.kept.isVisible()


def test_a_kept_view_says_when_marks_have_changed_since(page):
    value = page.board.pair.row.value
    keep(page, "before")
    desk = page.desk
    desk.window.people.coder_chosen.emit("Budi")
    desk.session.coding.delete_span(desk.stored.spans[0].id)
    desk.trigger("workspace_agreement")
    page.settle()
    desk.trigger("kept_views")
    page.settle()
    [view] = desk.sheet.model.views
    assert view.has_changed
    assert not view.has_new_codebook
    page.press(KEY.Key_Return)
    told = page.page.head.kept.text()
    assert "marks, answers or articles have changed since" in told
    assert coefficient(value, 3) in told
    assert page.board.pair.row.value != value


def test_a_kept_view_is_deleted_and_undo_brings_it_back(page):
    keep(page, "once")
    page.desk.trigger("kept_views")
    page.settle()
    page.press(KEY.Key_Delete)
    assert kept_snapshots(page.desk.session.context) == []
    assert not page.desk.sheet.primary.isEnabled()
    page.press(KEY.Key_Escape)
    page.desk.trigger("undo")
    page.settle()
    assert [one.name for one in kept_snapshots(page.desk.session.context)] == ["once"]


def shown(page):
    found = page.page._shown()
    assert found is not None
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.id)
def test_every_file_is_written_whole_and_the_notice_names_it(page, file, tmp_path, monkeypatch):
    path = tmp_path / f"made{file.ending}"
    monkeypatch.setattr(deeds, "choose_new_file", lambda *_asked: str(path))
    page.page.deeds.write(file, shown(page))
    page.settle()
    text = path.read_text(encoding="utf-8")
    value = page.board.pair.row.value
    assert message(page) == f"Written: made{file.ending}"
    if file.id == "numbers":
        assert str(value) in text
        assert len(text.splitlines()) == len(shown(page).rows) + 1
    elif file.ending == ".svg":
        assert text.startswith("<svg")
        assert text.rstrip().endswith("</svg>")
    elif "matrix" in file.id or file.id == "numbers-table":
        assert coefficient(value, 3) in text
    else:
        assert "∅" in text or r"$\emptyset$" in text


def test_a_file_that_is_there_is_replaced_only_when_that_is_wanted(page, tmp_path, monkeypatch):
    path = tmp_path / "made.csv"
    path.write_text("older", encoding="utf-8")
    monkeypatch.setattr(deeds, "choose_new_file", lambda *_asked: str(path))
    page.page.deeds.write(FILES[0], shown(page))
    page.press(KEY.Key_Escape)
    assert path.read_text(encoding="utf-8") == "older"
    page.page.deeds.write(FILES[0], shown(page))
    page.press(KEY.Key_Return)
    assert path.read_text(encoding="utf-8").startswith("measure,")


def test_nothing_is_written_where_no_file_is_chosen(page, tmp_path, monkeypatch):
    monkeypatch.setattr(deeds, "choose_new_file", lambda *_asked: None)
    before = sorted(tmp_path.iterdir())
    page.page.deeds.write(FILES[0], shown(page))
    assert sorted(tmp_path.iterdir()) == before


def test_a_measure_that_takes_long_shows_progress_and_can_be_stopped(page, monkeypatch):
    begun = threading.Event()

    def forever(_comparing, _question, told):
        while told(1, 2):
            begun.set()
        raise Stopped

    monkeypatch.setattr(page_module, "overview_of", forever)
    page.page.ask(replace(page.page.question, measure="gamma"))
    page.desk.qtbot.waitUntil(lambda: page.page.slow.sheet is not None)
    sheet = page.desk.uppermost
    assert isinstance(sheet, MeasureSheet)
    page.desk.qtbot.waitUntil(lambda: "50" in sheet.meter.accessibleName())
    assert begun.is_set()
    assert page.desk.window.is_busy
    monkeypatch.undo()
    page.press(KEY.Key_Escape)
    assert page.page.question.measure == "span_f1_exact"
    assert page.board.pair.row.measure == "span_f1_exact"
    assert page.desk.uppermost is None


def test_a_long_measure_that_is_done_soon_shows_no_sheet(page, monkeypatch):
    monkeypatch.setattr(slow, "PATIENCE_MS", 60_000)
    page.page.slow._patience.setInterval(60_000)
    page.ask(measure="gamma")
    assert page.page.slow.sheet is None
    assert page.board.pair.row.measure == "gamma"
    assert page.page.paragraph.rows[0].measure == "gamma"
    assert page.page.methods.text.count("γ") == 1
