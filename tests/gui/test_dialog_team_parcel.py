"""The sheet that parcels are made from: for whom, what stands in the way, stopping, the end."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.dialogs.team.parcel_sheet import ParcelOffer, ParcelSheet, report_words
from annotator.model.assignment import Purpose
from annotator.model.identity import Id
from annotator.workbench.language import set_language
from annotator.workbench.parcelling import ParcelReport

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
OFFERS = [
    ParcelOffer("Ayu", "p-Ayu.annot", 12, 3, 1400),
    ParcelOffer("Bima", "p-Bima.annot", 1, 0, 1),
    ParcelOffer("Citra", "p-Citra.annot", 2, 2, 0),
]
NAMES = [one.coder for one in OFFERS]


def report(name, documents=2, size=2048):
    path = Path("/somewhere") / f"p-{name}.annot"
    return ParcelReport(path, Id("a" * 32), name, "coding", documents, 0, 0, 0, 0, size)


def opened(window, folder, offers=OFFERS, purpose=Purpose.CODING):
    made = ParcelSheet(purpose, offers, str(folder))
    made.asked, made.stopped, made.folders = [], [], []
    made.make_requested.connect(lambda names, where: made.asked.append((names, where)))
    made.cancel_requested.connect(lambda: made.stopped.append(True))
    made.folder_requested.connect(made.folders.append)
    made.open_over(window)
    return made


@pytest.fixture
def sheet(window, tmp_path):
    return opened(window, tmp_path)


def press(button):
    QTest.mouseClick(button, LEFT)


def said(sheet):
    return [one.words for one in sheet.remarks]


# choosing -------------------------------------------------------------------------------------


def test_everybody_is_chosen_at_first_and_enter_asks_for_all_parcels(sheet, tmp_path):
    assert sheet.first_focus() is sheet.make_button
    QTest.keyClick(sheet, KEY.Key_Return)
    assert sheet.asked == [(NAMES, str(tmp_path))]


def test_who_is_not_chosen_gets_none_and_the_button_counts(sheet):
    for option, words in zip(
        sheet.options, ("Make 2 parcels", "Make 1 parcel", "Make 0 parcels"), strict=True
    ):
        press(option)
        assert sheet.make_button.text() == words
    assert (sheet.reason, sheet.chosen) == ("Nobody is chosen.", [])
    press(sheet.options[2])
    press(sheet.make_button)
    assert sheet.asked[0][0] == ["Citra"]


def test_each_offer_says_what_is_in_it_and_the_name_of_its_file(sheet):
    assert sheet.options[0].detail == ("12 articles, 3 of them done, 1,400 marks  ·  p-Ayu.annot")
    assert sheet.options[1].detail.startswith("1 article, 0 of them done, 1 mark ")


@pytest.mark.parametrize(
    ("purpose", "reason"),
    [
        (Purpose.CODING, "No article is assigned to anybody yet."),
        (Purpose.FEEDBACK, "Nothing is released to anybody yet."),
    ],
)
def test_where_there_is_nobody_to_hand_anything_to_that_is_said(window, tmp_path, purpose, reason):
    made = opened(window, tmp_path, [], purpose)
    assert (made.reason, said(made)) == (reason, [])
    assert made.first_focus() is made.cancel_button
    QTest.keyClick(made, KEY.Key_Return)
    assert made.asked == []


def test_only_a_parcel_for_coding_keeps_the_decisions_to_itself(window, tmp_path):
    coding = said(opened(window, tmp_path))
    feedback = said(opened(window, tmp_path, OFFERS, Purpose.FEEDBACK))
    assert set(coding) - set(feedback) == {"Not in it: gold and decisions."}
    assert "Not in it: marks, notes, progress and files of any other coder." in feedback


# what stands in the way -----------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["a file", "a folder", "a broken link"])
def test_whatever_has_the_name_of_a_parcel_is_not_written_over(window, tmp_path, kind):
    taken = tmp_path / "p-Bima.annot"
    make = {
        "a file": lambda: taken.write_text("mine"),
        "a folder": taken.mkdir,
        "a broken link": lambda: taken.symlink_to(tmp_path / "nowhere"),
    }
    make[kind]()
    made = opened(window, tmp_path)
    assert made.reason == "p-Bima.annot is there already."
    assert not made.make_button.isEnabled()
    press(made.options[1])
    assert made.reason == "", "it is in the way of Bima's parcel alone"


def test_a_folder_that_is_none_is_refused_until_there_is_one(sheet, tmp_path):
    file = tmp_path / "file"
    file.write_text("no folder")
    for wrong in (tmp_path / "nowhere", file):
        sheet.path.set_path(str(wrong))
        assert sheet.reason == "There is no such folder."
    sheet.path.set_path(str(tmp_path))
    assert sheet.make_button.isEnabled()


def test_a_tilde_is_the_home_folder(sheet, home):
    sheet.path.set_path("~")
    press(sheet.make_button)
    assert sheet.asked == [(NAMES, str(home))]


# making ---------------------------------------------------------------------------------------


def test_while_parcels_are_made_nothing_can_be_chosen_and_one_button_stops(sheet):
    sheet.show_progress(1, 3, "Bima")
    assert not sheet.options[0].isEnabled()
    assert not sheet.make_button.isVisible()
    assert sheet.cancel_button.text() == "Stop"
    sheet.on_make()
    assert sheet.asked == [], "not twice at once"


def test_stopping_leaves_the_sheet_open_with_what_can_be_done_now(sheet, tmp_path):
    sheet.show_progress(1, 3, "Bima")
    (tmp_path / "p-Ayu.annot").write_text("made before it was stopped")
    press(sheet.cancel_button)
    assert (sheet.stopped, sheet.is_open) == ([True], True)
    assert sheet.cancel_button.text() == "Cancel"
    assert sheet.reason == "p-Ayu.annot is there already."
    assert sheet.options[0].isEnabled()


def test_a_failure_is_told_and_what_was_made_before_it_is_in_the_way(sheet, tmp_path):
    QTest.keyClick(sheet, KEY.Key_Return)
    sheet.show_progress(0, 3, "Ayu")
    (tmp_path / "p-Ayu.annot").write_text("made before the disk was full")
    sheet.show_failure("The disk is full.")
    assert sheet.failure.isVisible()
    assert not sheet.make_button.isEnabled()
    press(sheet.options[0])
    press(sheet.make_button)
    assert sheet.asked[1][0] == ["Bima", "Citra"]
    assert not sheet.failure.isVisible()


def test_leaving_stops_what_runs_and_closes_what_does_not(window, tmp_path):
    running, waiting = opened(window, tmp_path), opened(window, tmp_path)
    running.show_progress(0, 3, "Ayu")
    running.dismiss()
    waiting.dismiss()
    assert (running.stopped, waiting.stopped) == ([True], [])
    assert not running.is_open
    assert not waiting.is_open


def test_in_the_end_it_is_told_what_was_made_and_enter_closes(sheet, tmp_path):
    sheet.show_progress(0, 3, "Ayu")
    sheet.show_report([report("Ayu"), report("Bima", 1)])
    assert said(sheet) == [
        "p-Ayu.annot for Ayu: 2 articles, 2 KiB",
        report_words(report("Bima", 1)),
    ]
    assert (sheet.make_button.text(), sheet.make_button.hasFocus()) == ("Close", True)
    assert not sheet.options[0].isVisible()
    press(sheet.folder_button)
    assert sheet.folders == [str(tmp_path)]
    QTest.keyClick(sheet, KEY.Key_Return)
    assert not sheet.is_open
    assert sheet.asked == []


def test_files_that_come_after_the_end_change_nothing(sheet):
    sheet.show_progress(0, 3, "Ayu")
    sheet.show_report([report("Ayu")])
    sheet.path.path_changed.emit("elsewhere")
    assert sheet.make_button.isEnabled()
    assert said(sheet) == ["p-Ayu.annot for Ayu: 2 articles, 2 KiB"]


# words and room -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "told"), [(0, "1 KiB"), (1023, "1 KiB"), (3 * 1024**2, "3,072 KiB")]
)
def test_no_parcel_is_said_to_be_empty(size, told):
    assert report_words(report("Ayu", 1, size)) == f"p-Ayu.annot for Ayu: 1 article, {told}"


def test_the_sheet_speaks_indonesian(window, tmp_path):
    set_language("id")
    made = opened(window, tmp_path)
    assert not any("Not in it" in one for one in said(made))
    assert "parcels" not in made.make_button.text()


def test_forty_coders_are_scrolled_in_a_sheet_that_fits_the_window(window, tmp_path):
    many = [ParcelOffer(f"Coder {at}", f"{at}.annot", 1, 0, 0) for at in range(40)]
    made = opened(window, tmp_path, many)
    QApplication.processEvents()
    assert window.rect().contains(made.geometry())
    assert len(made.chosen) == 40
