"""Keeping numbers, opening kept ones, deleting them, and writing files: what is refused as well."""

from __future__ import annotations

import pytest
from agreement_page_scene import Lone
from comparing_scene import Scene, linked_records
from PySide6.QtCore import QPoint
from window_scene import CONTROL, KEY

from annotator.gui.dialogs.ask_name import AskName
from annotator.gui.dialogs.confirm import Question as Confirmation
from annotator.gui.review.agreement import deeds as deeds_module
from annotator.gui.review.agreement.exports import FILES
from annotator.gui.review.agreement.keeping import KeptSheet
from annotator.model.errors import EnvironmentFault
from annotator.workbench.comparing.rows import plain_row
from annotator.workbench.comparing.snapshots import kept_snapshots


@pytest.fixture
def scene(tmp_path):
    scene = Scene(tmp_path, linked_records())
    yield scene
    scene.close()


@pytest.fixture
def lone(qtbot, scene):
    return Lone(qtbot, scene.session)


def keep(lone, name):
    lone.page.keep()
    lone.sheet.field.setText(name)
    lone.press(KEY.Key_Return)


def kept(lone):
    return kept_snapshots(lone.session.context)


def open_kept(lone):
    lone.page.deeds.ask_kept()
    lone.settle()
    assert isinstance(lone.sheet, KeptSheet)
    return lone.sheet


def lose_a_mark(lone, scene):
    scene.session.code_as("Budi")
    spans = scene.session.finding.annotations(scene.document(2)).spans
    scene.session.coding.delete_span(spans[0].id)
    lone.settle()


def refuse(monkeypatch, name):
    def refused(*_given):
        raise EnvironmentFault("read_only", path="p.annot")

    monkeypatch.setattr(deeds_module, name, refused)


# keeping ------------------------------------------------------------------------------------


def test_what_is_kept_is_what_stood_there_the_chosen_pair_first(lone):
    lone.ask(measure="char_f1", label="person", with_suggested=False)
    shown = lone.page._shown()
    keep(lone, "first round")
    [snapshot] = kept(lone)
    rows = snapshot.body["rows"]
    assert rows[0] == plain_row(shown.view.row)
    assert {row["measure"] for row in rows} >= {one.measure for one in shown.rows}
    assert snapshot.body["options"]["labels"] == ["person"]
    assert snapshot.body["options"]["with_suggested"] is False


def test_a_name_of_blanks_keeps_nothing(lone):
    keep(lone, "   ")
    assert isinstance(lone.sheet, AskName)
    assert kept(lone) == []
    lone.press(KEY.Key_Escape)
    assert kept(lone) == []


def test_what_cannot_be_kept_is_told(lone, monkeypatch):
    refuse(monkeypatch, "keep_snapshot")
    keep(lone, "first")
    assert [one.code for one in lone.failures] == ["read_only"]
    assert lone.messages == []


def test_nothing_is_kept_copied_or_written_until_all_numbers_are_of_one_question(lone):
    assert {"keep_view", "export_agreement", "copy"} <= set(lone.page.commands)
    lone.page.ask(lone.page.question)
    assert set(lone.page.commands) == {"kept_views"}
    lone.page.keep()
    lone.page.export()
    assert lone.sheet is None
    lone.settle()
    assert {"keep_view", "export_agreement", "copy"} <= set(lone.page.commands)


# opening ------------------------------------------------------------------------------------


def test_the_newest_view_stands_first_and_is_chosen(lone):
    for name in ("first", "second"):
        keep(lone, name)
    sheet = open_kept(lone)
    assert [one.snapshot.name for one in sheet.model.views] == ["second", "first"]
    assert sheet.list.currentIndex().row() == 0
    assert sheet.list.hasFocus()
    lone.press(KEY.Key_Down)
    lone.press(KEY.Key_Return)
    assert lone.page.head.kept.text().startswith("“first”")


def test_a_double_click_opens_a_view(lone):
    keep(lone, "one")
    lone.ask(measure="char_f1")
    sheet = open_kept(lone)
    sheet.list.doubleClicked.emit(sheet.model.index(0, 0))
    lone.settle()
    assert lone.sheet is None
    assert lone.page.question.measure == "span_f1_exact"


def test_without_kept_views_the_sheet_says_what_belongs_there_and_escape_closes(lone):
    sheet = open_kept(lone)
    assert sheet.nothing.isVisible()
    assert not sheet.list.isVisible()
    assert sheet.reason == "Nothing is kept yet."
    assert not sheet.delete_button.isEnabled()
    sheet.on_opened()
    sheet.on_deleted()
    assert lone.sheet is sheet
    lone.press(KEY.Key_Escape)
    assert lone.sheet is None


def test_the_list_that_was_asked_for_comes_though_kept_views_are_asked_for_meanwhile(lone):
    asked = lone.board.strips.cell_model.sheet.cells[3][0].asked
    lone.page.choose(asked)
    lone.page.deeds.ask_kept()
    lone.settle()
    assert lone.listing.asked == asked
    assert isinstance(lone.sheet, KeptSheet)


def test_an_open_view_says_at_once_when_something_changes_and_when_it_is_undone(lone, scene):
    keep(lone, "one")
    open_kept(lone).on_opened()
    lone.settle()
    told = lone.page.head.kept.text()
    assert told.endswith("nothing has changed since.")
    lose_a_mark(lone, scene)
    assert "marks, answers or articles have changed since" in lone.page.head.kept.text()
    scene.session.history.undo()
    lone.settle()
    assert lone.page.head.kept.text() == told


def test_another_question_ends_the_kept_view(lone):
    keep(lone, "one")
    open_kept(lone).on_opened()
    lone.settle()
    lone.ask(measure="char_f1")
    assert lone.page.head.kept.text() == ""
    assert not lone.page.head.kept.isVisible()


# deleting -----------------------------------------------------------------------------------


def test_a_deleted_view_leaves_the_list_and_the_next_is_chosen(lone):
    for name in ("first", "second", "third"):
        keep(lone, name)
    sheet = open_kept(lone)
    lone.press(KEY.Key_Down)
    lone.press(KEY.Key_Delete)
    assert [one.snapshot.name for one in sheet.model.views] == ["third", "first"]
    assert sheet.list.currentIndex().row() == sheet.list.chosen_row() == 1
    assert lone.messages[-1] == "“second” is deleted; undo brings it back."
    lone.click_on(sheet.delete_button)
    assert sheet.list.chosen_row() == 0
    lone.press(KEY.Key_Delete)
    assert sheet.nothing.isVisible()
    assert kept(lone) == []


def test_a_view_that_cannot_be_deleted_stays_in_the_list(lone, monkeypatch):
    keep(lone, "first")
    sheet = open_kept(lone)
    refuse(monkeypatch, "delete_snapshot")
    lone.press(KEY.Key_Delete)
    assert [one.code for one in lone.failures] == ["read_only"]
    assert [one.snapshot.name for one in sheet.model.views] == ["first"]
    assert sheet.list.isVisible()


# files --------------------------------------------------------------------------------------


class Picked:
    """Stands for the menu of files, whose row with certain words is taken."""

    def __init__(self, words):
        self.words = words
        self.rows = []

    def menu(self, base):
        picked = self

        class Menu(base):
            def exec(self, *_place):
                picked.rows = ["-" if one.isSeparator() else one.text() for one in self.actions()]
                found = [one for one in self.actions() if one.text() == picked.words]
                for one in found:
                    one.trigger()

        return Menu


@pytest.fixture
def picked(monkeypatch):
    found = Picked("")
    monkeypatch.setattr(deeds_module, "QMenu", found.menu(deeds_module.QMenu))
    return found


@pytest.fixture
def chosen(monkeypatch):
    """What the dialog was asked; it gives the path that is put in."""
    asked = {"answer": None}

    def choose(_parent, _title, path, kind, ending):
        asked.update(path=path, kind=kind, ending=ending)
        return asked["answer"] and str(asked["answer"])

    monkeypatch.setattr(deeds_module, "choose_new_file", choose)
    return asked


def test_the_menu_offers_every_file_with_the_figures_apart(lone, picked):
    lone.page.export()
    assert [one for one in picked.rows if one != "-"] == [one.words for one in FILES]
    figures = [one.words for one in FILES if one.ending == ".svg"]
    assert picked.rows[picked.rows.index("-") + 1 :] == figures


def test_a_file_from_the_menu_is_named_by_project_and_content(lone, picked, chosen, tmp_path):
    for file in FILES:
        picked.words = file.words
        chosen["answer"] = tmp_path / f"x-{file.id}{file.ending}"
        lone.page.export()
        assert chosen["path"] == str(tmp_path / f"p {file.id}{file.ending}")
        assert (chosen["kind"], chosen["ending"]) == (file.kind, file.ending)
        assert chosen["answer"].read_text(encoding="utf-8") == file.make(lone.page._shown())
        assert lone.messages[-1] == f"Written: x-{file.id}{file.ending}"


def test_a_file_that_cannot_be_written_is_told_and_the_project_is_never_replaced(
    lone, chosen, scene
):
    before = scene.session.path.stat().st_size
    chosen["answer"] = scene.session.path
    lone.page.deeds.write(FILES[0], lone.page._shown())
    assert isinstance(lone.sheet, Confirmation)
    lone.press(KEY.Key_Return)
    assert len(lone.failures) == 1
    assert scene.session.path.stat().st_size >= before


def test_a_folder_in_the_place_of_a_file_is_refused(lone, chosen, tmp_path):
    folder = tmp_path / "made.csv"
    folder.mkdir()
    chosen["answer"] = folder
    lone.page.deeds.write(FILES[0], lone.page._shown())
    lone.press(KEY.Key_Return)
    assert len(lone.failures) == 1
    assert list(folder.iterdir()) == []


# copying ------------------------------------------------------------------------------------


def test_an_article_is_copied_with_its_own_number_and_not_that_of_all(lone, qapp):
    lone.click(lone.board.strips, 2)
    lone.press(KEY.Key_C, CONTROL)
    told = qapp.clipboard().text()
    assert told == f"{lone.band.head.title}: {lone.band.foot.sum}"
    assert lone.messages[-1] == f"Copied: {told}"


def test_a_count_is_copied_with_its_sum(lone, qapp):
    lone.click(lone.board.matrix, 1, 1)
    lone.press(KEY.Key_C, CONTROL)
    assert qapp.clipboard().text() == "Budi: sum 23"


def test_the_menu_of_files_is_asked_for_below_its_button(lone, monkeypatch):
    places = []
    monkeypatch.setattr(lone.page.deeds, "ask_file", lambda _shown, place: places.append(place))
    lone.page.export()
    button = lone.page.head.buttons["export_agreement"]
    [place] = places
    assert place.y() >= button.mapToGlobal(QPoint(0, button.height())).y()
    assert place.x() == button.mapToGlobal(QPoint(0, 0)).x()
