"""The sheet of joining by itself: what each kind of preview offers, and what is asked for."""

from __future__ import annotations

import pytest
from joining_scene import conflict, joined, parcel, report, side
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.dialogs.join_sheet import JoinSheet
from annotator.model.errors import RefusedError
from annotator.workbench.joining import JoinedFile

KEY = Qt.Key
COPY = JoinedFile("/in/copy.annot", 12)
TWO = (
    conflict("a", side("1", is_mine=True), side("2", is_here=False)),
    conflict("b", side("3"), side("4")),
)
RETURNED = parcel("Ani", joined("a", new=3, is_finished=True), joined("b"))


@pytest.fixture
def sheet(window):
    chosen = ["/in/copy.annot"]
    sheet = JoinSheet(ask_files=lambda: chosen)
    sheet.chosen, sheet.heard = chosen, []
    for signal in ("files_chosen", "join_requested"):
        getattr(sheet, signal).connect(lambda what, name=signal: sheet.heard.append((name, what)))
    for signal in ("cancel_requested", "decide_requested", "closed"):
        getattr(sheet, signal).connect(lambda name=signal: sheet.heard.append(name))
    sheet.open_over(window)
    return sheet


def press(key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)


def words_of(remarks) -> list[str]:
    return [one.words for one in remarks]


def test_it_begins_at_the_way_in_and_nothing_can_be_joined_yet(sheet):
    assert sheet.file_button.hasFocus()
    assert not sheet.join_button.isEnabled()
    press(KEY.Key_Return)
    assert sheet.heard == [("files_chosen", ["/in/copy.annot"])]


def test_leaving_the_choice_of_files_changes_nothing(sheet):
    sheet.chosen.clear()
    sheet.file_button.click()
    assert sheet.heard == []
    assert sheet.is_open


def test_enter_joins_what_agrees(sheet):
    sheet.show_preview(report(COPY))
    assert sheet.join_button.text() == "Join 12 steps"
    assert "Nothing was changed in two different ways." in words_of(sheet.remarks)
    press(KEY.Key_Return)
    assert sheet.heard == [("join_requested", {})]


def test_digits_choose_versions_and_enter_joins_with_them(sheet):
    sheet.show_preview(report(COPY, conflicts=TWO))
    assert sheet.versions.hasFocus()
    press(KEY.Key_2)
    press(KEY.Key_1)
    press(KEY.Key_Return)
    assert sheet.heard == [("join_requested", {("span", "a"): "2", ("span", "b"): "3"})]


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ("newest_button", {("span", "a"): "2", ("span", "b"): "4"}),
        ("here_button", {("span", "a"): "1", ("span", "b"): "4"}),
        ("later_button", {}),
    ],
)
def test_one_button_chooses_in_every_row(sheet, button, expected):
    sheet.show_preview(report(COPY, conflicts=TWO))
    sheet.versions.rows.choose(0, 1)
    getattr(sheet, button).click()
    assert sheet.choices == expected


def test_files_with_nothing_new_can_decide_what_waits_already(sheet):
    sheet.show_preview(report(JoinedFile("/in/copy.annot", 0), conflicts=TWO))
    assert not sheet.join_button.isEnabled()
    assert sheet.reason == "Everything in these files is here already."
    sheet.versions.rows.choose(0, 0)
    assert sheet.join_button.isEnabled()
    assert sheet.reason == ""


def test_files_that_are_all_refused_say_why_each_of_them(sheet):
    refused = ("/in/copy.annot", RefusedError("same_file", joined="/in/copy.annot"))
    sheet.show_preview(report(refused=(refused,), new={}, coders=()))
    assert sheet.refused == {"/in/copy.annot"}
    (told,) = words_of(sheet.files)
    assert told.startswith("copy.annot: ")
    assert sheet.reason == "None of these files can be joined."
    press(KEY.Key_Return)
    assert sheet.heard == []


def test_parcels_are_shown_by_article_under_their_own_title(sheet):
    sheet.show_preview(report(RETURNED))
    assert sheet.title.text() == "Join a coder's work"
    assert sheet.returned.isVisible()
    assert sheet.join_button.text() == "Join 3 new marks"


def test_other_files_after_parcels_are_copies_again(sheet):
    sheet.show_preview(report(RETURNED))
    sheet.other_button.click()
    sheet.show_preview(report(COPY))
    assert sheet.title.text() == "Join another copy"
    assert not sheet.returned.isVisible()
    assert sheet.join_button.text() == "Join 12 steps"


def test_parcels_beside_a_copy_are_shown_as_copies(sheet):
    sheet.show_preview(report(RETURNED, COPY))
    assert sheet.title.text() == "Join another copy"
    assert len(sheet.files) == 2


def test_what_is_in_two_versions_in_a_parcel_can_be_gone_to(sheet):
    sheet.show_preview(report(RETURNED, conflicts=TWO))
    assert sheet.versions_button.isVisible()
    sheet.versions_button.click()
    assert sheet.versions.isVisible()
    sheet.show_preview(report(RETURNED))
    assert not sheet.versions_button.isVisible()


def test_while_it_reads_enter_joins_nothing_and_stop_stops(sheet):
    sheet.show_preview(report(COPY))
    sheet.show_progress(1, 4, "copy.annot")
    assert sheet.meter.accessibleName() == "Reading copy.annot 25%"
    sheet.setFocus()
    press(KEY.Key_Return)
    assert sheet.heard == []
    sheet.cancel_button.click()
    assert sheet.heard == ["cancel_requested"]
    assert sheet.is_open
    assert sheet.join_button.isVisible()
    assert sheet.join_button.isEnabled()


def test_stopping_leaves_the_reason_why_nothing_can_be_joined(sheet):
    nothing = JoinedFile("/in/copy.annot", 0)
    sheet.show_preview(report(nothing, new={}, coders=()))
    sheet.show_progress(1, 4, "other.annot")
    sheet.cancel_button.click()
    assert sheet.reason == "Everything in these files is here already."


def test_a_failure_is_said_and_goes_with_the_next_try(sheet):
    sheet.show_preview(report(COPY))
    sheet.show_progress(1, 4, "copy.annot")
    sheet.show_failure("The disk is full.")
    assert sheet.failure.text() == "The disk is full."
    assert sheet.failure.isVisible()
    sheet.join_button.click()
    assert not sheet.failure.isVisible()
    assert sheet.heard == [("join_requested", {})]


def test_what_was_joined_is_told_and_the_button_closes(sheet):
    sheet.show_preview(report(COPY))
    sheet.show_report(report(COPY, is_applied=True))
    assert words_of(sheet.remarks) == ["12 steps joined"]
    assert sheet.comes_head.text() == "What has come"
    assert not sheet.cancel_button.isVisible()
    assert not sheet.decide_button.isVisible()
    press(KEY.Key_Return)
    assert sheet.heard == ["closed"]


def test_what_waits_after_joining_can_be_decided_at_once(sheet):
    sheet.show_preview(report(COPY, conflicts=TWO))
    sheet.show_report(report(COPY, conflicts=TWO, is_applied=True))
    assert words_of(sheet.remarks)[-1].startswith("2 things wait in two versions.")
    sheet.decide_button.click()
    assert sheet.heard == ["closed", "decide_requested"]


def test_files_that_were_refused_are_named_after_joining_as_well(sheet):
    refused = ("/in/bad.annot", RefusedError("same_file", joined="/in/bad.annot"))
    sheet.show_preview(report(COPY, refused=(refused,)))
    sheet.show_report(report(COPY, is_applied=True))
    assert [one.icon_name for one in sheet.files] == ["check", "block"]


@pytest.mark.parametrize(("more", "expected"), [(5, "+5"), (-2, "−2"), (0, "0")])
def test_the_table_says_how_many_marks_a_coder_has_more(sheet, more, expected):
    sheet.show_preview(report(COPY, coders=(("Ani", more),)))
    cell = sheet.coders.rows.cell(0, 1)
    assert cell.text == expected
