from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.dialogs.new_project import NewProject
from annotator.gui.dialogs.project_plan import CodebookChoice

CORE = CodebookChoice("/shipped/core.yaml", "ASN, core", "English · 4 labels")
FULL = CodebookChoice("/shipped/full.yaml", "ASN, full", "English · 10 labels")
BAD = ["line 3, column 5: colour “green” is not #RRGGBB", "line 9, column 2: no label “x”"]


@pytest.fixture
def opened(window, tmp_path):
    def open_sheet(codebooks=(CORE, FULL), check=lambda path: [], **more):
        sheet = NewProject(codebooks, check, folder=str(tmp_path), **{"coder_name": "Siti", **more})
        sheet.asked = []
        sheet.create_requested.connect(lambda *all: sheet.asked.append(all))
        sheet.open_over(window)
        return sheet

    return open_sheet


def test_typing_a_name_and_enter_is_enough(opened, window, tmp_path):
    sheet = opened()
    assert window.focusWidget() is sheet.name
    QTest.keyClicks(sheet.name, "Netralitas ASN")
    QTest.keyClick(sheet.name, Qt.Key.Key_Return)
    path = str(tmp_path / "Netralitas ASN.annot")
    assert sheet.asked == [(path, CORE.path, "Siti")]
    assert sheet.file_words.text() == path


def test_what_is_missing_is_said_beside_the_fields_and_nothing_is_created(opened, window):
    sheet = opened(coder_name="")
    assert sheet.name_problem.isHidden()
    QTest.mouseClick(sheet.primary, Qt.MouseButton.LeftButton)
    assert sheet.asked == []
    assert sheet.name_problem.text() == "A project needs a name."
    assert sheet.coder_problem.text() == "Marks need the name of a coder."
    assert window.focusWidget() is sheet.name
    QTest.keyClicks(sheet.name, "x")
    assert sheet.name_problem.isHidden()
    QTest.mouseClick(sheet.primary, Qt.MouseButton.LeftButton)
    assert window.focusWidget() is sheet.coder


def test_a_project_needs_a_folder(opened):
    sheet = opened()
    sheet.name.setText("ASN")
    sheet.folder.set_path("  ")
    sheet.on_create()
    assert sheet.name_problem.text() == "A project needs a folder."


def test_another_folder_can_be_chosen(opened, tmp_path):
    sheet = opened(ask_folder=lambda path: f"{path}/inside")
    QTest.mouseClick(sheet.folder.button, Qt.MouseButton.LeftButton)
    assert sheet.folder.path == f"{tmp_path}/inside"


def test_arrows_choose_among_the_codebooks(opened):
    sheet = opened()
    first = sheet.choices.button(0)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert sheet.codebook_path == FULL.path


def test_a_bad_codebook_shows_all_its_problems_and_is_not_taken(opened):
    sheet = opened(check=lambda path: BAD if path == FULL.path else [])
    assert sheet.codebook_problem.text() == ""
    QTest.mouseClick(sheet.choices.button(1), Qt.MouseButton.LeftButton)
    lines = sheet.codebook_problem.text().splitlines()
    assert lines == ["This codebook cannot be used yet: 2 problems.", *BAD]
    sheet.name.setText("ASN")
    sheet.on_create()
    assert sheet.asked == []
    QTest.mouseClick(sheet.choices.button(0), Qt.MouseButton.LeftButton)
    assert sheet.codebook_problem.text() == ""


def test_another_file_joins_the_list_once_and_is_checked_each_time(opened):
    checked = []

    def check(path):
        checked.append(path)
        return BAD if len(checked) == 2 else []

    sheet = opened(check=check, ask_codebook=lambda path: "/mine/my.yaml")
    QTest.mouseClick(sheet.other, Qt.MouseButton.LeftButton)
    assert sheet.codebook_path == "/mine/my.yaml"
    assert sheet.codebook_problem.text().endswith(BAD[1])
    QTest.mouseClick(sheet.other, Qt.MouseButton.LeftButton)
    assert checked == [CORE.path, "/mine/my.yaml", "/mine/my.yaml"]
    assert len(sheet.choices.buttons()) == 3
    assert sheet.codebook_problem.text() == ""


def test_no_other_file_changes_nothing(opened):
    sheet = opened(ask_codebook=lambda path: None)
    QTest.mouseClick(sheet.other, Qt.MouseButton.LeftButton)
    assert sheet.codebook_path == CORE.path


def test_without_any_codebook_one_is_asked_for(opened, window):
    sheet = opened(codebooks=())
    sheet.name.setText("ASN")
    sheet.on_create()
    assert sheet.asked == []
    assert sheet.codebook_problem.text() == "A project needs a codebook."
    assert window.focusWidget() is sheet.other


def test_a_failure_is_shown_in_place_and_what_was_typed_stays(opened):
    sheet = opened()
    sheet.name.setText("ASN")
    sheet.on_create()
    sheet.show_failure("The folder cannot be written to.")
    assert sheet.name_problem.text() == "The folder cannot be written to."
    assert sheet.is_open
    assert sheet.name.text() == "ASN"


def test_it_fits_a_small_laptop_with_everything_wrong(opened, window):
    sheet = opened([CORE] * 9, lambda path: BAD * 40, coder_name="")
    sheet.on_create()
    sheet.settle()
    assert window.rect().contains(sheet.geometry())
    assert sheet.primary.isVisible()


def test_what_is_wrong_stands_where_it_can_be_seen(opened):
    sheet = opened(coder_name="")
    sheet.on_create()
    assert sheet.name_problem.isVisible()
    assert sheet.coder_problem.isVisible()
    sheet.name.setText("ASN")
    sheet.coder.setText("Siti")
    assert not sheet.name_problem.isVisible()
    assert not sheet.coder_problem.isVisible()


def test_nothing_is_called_wrong_before_it_was_tried(opened):
    sheet = opened(coder_name="")
    sheet.name.setText("a/b")
    sheet.name.setText("")
    assert (sheet.name_problem.text(), sheet.coder_problem.text()) == ("", "")
    assert sheet.file_words.text() == ""


def test_the_file_that_will_be_made_follows_name_and_folder(opened, tmp_path):
    sheet = opened()
    sheet.name.setText("  Netralitas ")
    assert sheet.file_words.text() == str(tmp_path / "Netralitas.annot")
    sheet.folder.set_path("/elsewhere")
    assert sheet.file_words.text() == str(Path("/elsewhere/Netralitas.annot"))


def test_a_codebook_far_down_the_list_comes_into_view(opened, qtbot):
    many = [CodebookChoice(f"/shipped/{n}.yaml", f"Book {n}", "") for n in range(20)]
    sheet = opened(many, ask_codebook=lambda _path: "/mine/my.yaml")
    QTest.mouseClick(sheet.other, Qt.MouseButton.LeftButton)
    button = sheet.choices.checkedButton()
    qtbot.waitUntil(lambda: not button.visibleRegion().isEmpty())
    assert button.hasFocus()


def test_the_folder_of_a_home_that_is_being_typed_is_no_bug(opened):
    sheet = opened()
    sheet.name.setText("ASN")
    sheet.folder.field.clear()
    QTest.keyClicks(sheet.folder.field, "~nobody-of-this-name/x")
    assert sheet.file_words.text().endswith("ASN.annot")
