from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.dialogs import import_tables
from annotator.gui.dialogs.import_sheet import ImportSheet
from annotator.gui.theme.look import look
from annotator.model.problem import Place, Problem, Severity
from annotator.workbench.importing import FileReport, ImportReport

QUOTE = Problem(
    "quote", Severity.REFUSED, Place("/in/gold.jsonl", 3, None, "spans[4].text"), "ASN\nnetral"
)
MISSING = Problem("missing", Severity.BLOCKING, Place("/in/gold.jsonl", 2))


def report(**more):
    files = (
        FileReport("/in/a.txt", "Plain text", "utf-8", False, 1, 0, 0, 0),
        FileReport("/in/b.txt", "Plain text", "windows-1252", True, 1, 0, 0, 0),
        FileReport("/in/gold.jsonl", "JSONL", "utf-8", False, 0, 2, 300, 40),
    )
    values = {
        "is_applied": False,
        "is_refused": False,
        "is_cancelled": False,
        "files": files,
        "new_documents": 2,
        "known_documents": 2,
        "new_spans": 300,
        "known_spans": 40,
        "new_relations": 1,
        "known_relations": 0,
        "new_coders": (),
    }
    return ImportReport(**{**values, **more})


@pytest.fixture
def sheet(window):
    sheet = ImportSheet(
        lambda problem: f"the sentence of {problem.code}",
        ask_files=lambda: ["/in/a.txt", "/in/b.txt"],
        ask_folder=lambda: ["/in"],
    )
    sheet.heard = []
    sheet.files_chosen.connect(lambda paths: sheet.heard.append(paths))
    sheet.import_requested.connect(lambda: sheet.heard.append("import"))
    sheet.cancel_requested.connect(lambda: sheet.heard.append("cancel"))
    sheet.open_over(window)
    return sheet


def rows(table):
    model = table.rows
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def drag(sheet, *paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(path) if path[0] == "/" else QUrl(path) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    place = QPointF(50, 80)
    enter = QDragEnterEvent(place.toPoint(), copy, mime, left, none)
    enter.ignore()
    QApplication.sendEvent(sheet, enter)
    if enter.isAccepted():
        QApplication.sendEvent(sheet, QDropEvent(place, copy, mime, left, none))
    return enter.isAccepted()


def test_it_begins_at_the_way_in_and_nothing_can_be_added_yet(window, sheet):
    assert window.focusWidget() is sheet.file_button
    assert not sheet.primary.isEnabled()
    QTest.keyClick(sheet.file_button, Qt.Key.Key_Return)
    assert sheet.heard == [["/in/a.txt", "/in/b.txt"]]


def test_a_folder_can_be_chosen(sheet):
    QTest.mouseClick(sheet.folder_button, Qt.MouseButton.LeftButton)
    assert sheet.heard == [["/in"]]


def test_files_can_be_dropped_but_not_addresses(sheet):
    assert drag(sheet, "/in/a.txt", "https://example.org/x.txt")
    assert sheet.heard == [["/in/a.txt"]]
    assert not drag(sheet, "https://example.org/x.txt")


def test_nothing_is_taken_by_drop_while_something_runs(sheet):
    sheet.show_progress(1, 10, "a.txt")
    assert not drag(sheet, "/in/a.txt")
    sheet.choose(["/in/a.txt"])
    assert sheet.heard == []


def test_the_report_shows_each_file_and_what_is_new(sheet):
    sheet.show_report(report())
    assert rows(sheet.files) == [
        ["a.txt", "Plain text", "utf-8", "1", "0", "0", "0"],
        ["b.txt", "Plain text", "windows-1252 (guessed)", "1", "0", "0", "0"],
        ["gold.jsonl", "JSONL", "utf-8", "0", "2", "300", "40"],
    ]
    assert sheet.files.rows.cell(1, 2).ink == "warn"
    assert sheet.counts.text() == (
        "New: 2 articles, 300 marks, 1 relation; there already: 2 articles, 40 marks"
    )
    assert sheet.primary.text() == "Add 2 articles"
    assert sheet.problems.isHidden() or not sheet.problems.isVisible()


def test_new_coders_are_named():
    words = import_tables.counts_sentence(report(new_coders=("gold", "Budi")))
    assert words.endswith("; new coders: gold, Budi")


def test_enter_adds(window, sheet):
    sheet.show_report(report())
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert sheet.heard == ["import"]


def test_marks_alone_are_added_as_marks():
    assert import_tables.button_words(report(new_documents=0)) == "Add 300 marks"
    assert import_tables.button_words(report(new_documents=0, new_spans=1)) == "Add 1 mark"
    assert import_tables.button_words(report(new_documents=0, new_spans=0)) == "Add"


def test_a_refused_import_shows_every_problem_and_why_nothing_can_be_added(window, sheet):
    problems = (MISSING, QUOTE)
    sheet.show_report(report(is_refused=True, problems=problems, problem_count=2000))
    assert rows(sheet.problems) == [
        ["gold.jsonl", "3", "spans[4].text", "ASN netral", "the sentence of quote"],
        ["gold.jsonl", "2", "", "", "the sentence of missing"],
    ]
    assert [sheet.problems.rows.cell(row, 0).icon for row in (0, 1)] == ["block", "warn"]
    assert sheet.problem_head.text() == "2,000 problems, the first 2"
    assert not sheet.primary.isEnabled()
    assert sheet.reason == "Files come in whole or not at all: 1 problem must be mended first."
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert sheet.heard == []


def test_what_only_needs_a_look_does_not_stop_the_import(sheet):
    sheet.show_report(report(problems=(MISSING,), problem_count=1))
    assert sheet.problems.isVisible()
    assert sheet.primary.isEnabled()


def test_files_that_hold_nothing_new_are_not_added(sheet):
    sheet.show_report(report(new_documents=0, new_spans=0, new_relations=0))
    assert sheet.reason == "Everything in these files is in the project already."
    assert sheet.counts.text().startswith("New: nothing;")


def test_a_choice_without_readable_files_says_so():
    assert import_tables.refusal(report(files=())) == "No file that can be read was found."


def test_the_list_of_problems_can_be_copied(sheet):
    sheet.show_report(report(is_refused=True, problems=(QUOTE,), problem_count=1))
    QTest.mouseClick(sheet.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "File\tLine\tField\tValue\tProblem",
        "/in/gold.jsonl\t3\tspans[4].text\tASN netral\tthe sentence of quote",
    ]


def test_other_files_can_be_chosen_after_a_look(window, sheet):
    sheet.show_report(report())
    QTest.mouseClick(sheet.again_button, Qt.MouseButton.LeftButton)
    assert sheet.zone.isVisible()
    assert not sheet.primary.isEnabled()
    assert window.focusWidget() is sheet.file_button


def test_reading_shows_how_far_it_is_and_can_be_stopped(window, sheet):
    sheet.show_progress(25, 100, "gold.jsonl")
    assert sheet.meter.accessibleName() == "Reading gold.jsonl 25%"
    assert not sheet.primary.isVisible()
    assert sheet.cancel_button.text() == "Stop"
    assert window.focusWidget() is sheet.cancel_button
    QTest.keyClick(sheet.cancel_button, Qt.Key.Key_Return)
    assert sheet.heard == ["cancel"]
    assert sheet.is_open
    assert not sheet.is_busy
    assert sheet.cancel_button.text() == "Cancel"
    assert not sheet.primary.isEnabled()


def test_escape_stops_what_runs_and_closes(window, sheet):
    sheet.show_progress(25, 100, "gold.jsonl")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert sheet.heard == ["cancel"]
    assert not sheet.is_open


def test_cancel_closes_when_nothing_runs(sheet):
    QTest.mouseClick(sheet.cancel_button, Qt.MouseButton.LeftButton)
    assert not sheet.is_open
    assert sheet.heard == []


def test_a_failure_is_said_and_the_next_try_takes_it_away(sheet):
    sheet.show_progress(25, 100, "gold.jsonl")
    sheet.show_failure("The disk is full. Nothing was added.")
    assert sheet.failure.isVisible()
    assert sheet.failure.words == "The disk is full. Nothing was added."
    QTest.mouseClick(sheet.file_button, Qt.MouseButton.LeftButton)
    assert sheet.failure.isHidden()


def test_long_values_are_cut_in_the_table():
    long = Problem("x", Severity.WARNING, Place(), "y" * 5000)
    cell = import_tables.problem_row(long, lambda _problem: "")[3]
    assert len(cell.text) == import_tables.MOST_LETTERS + 1
    assert len(cell.tip) == 2000


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_every_state_can_be_painted(sheet, theme):
    look().set_theme(theme)
    assert not sheet.grab().isNull()
    sheet.show_progress(0, 0, "")
    assert not sheet.grab().isNull()
    sheet.show_report(report(is_refused=True, problems=(QUOTE, MISSING), problem_count=2))
    assert not sheet.grab().isNull()


def test_screen_readers_hear_why_nothing_came_in(sheet):
    for sentence in ("The disk is full.", "The file cannot be read."):
        sheet.show_failure(sentence)
        assert sheet.failure.accessibleName() == sentence
        assert sheet.failure.toolTip() == sentence


def test_the_zone_shows_what_is_held_over_it_until_it_leaves_or_is_dropped(sheet):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/in/a.txt")])
    held = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    place, copy = QPointF(50, 80), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(place.toPoint(), copy, mime, *held)
    QApplication.sendEvent(sheet, enter)
    assert sheet.zone.is_over
    QApplication.sendEvent(sheet, QDragLeaveEvent())
    assert not sheet.zone.is_over
    assert drag(sheet, "/in/a.txt")
    assert not sheet.zone.is_over


def test_files_can_be_dropped_while_others_are_looked_at(sheet):
    sheet.show_report(report())
    assert drag(sheet, "/in/c.txt", "/in/folder")
    assert sheet.heard == [["/in/c.txt", "/in/folder"]]


def test_what_is_wrong_with_a_look_goes_with_it(sheet):
    sheet.show_report(report(is_refused=True, problems=(QUOTE,), problem_count=1))
    QTest.mouseClick(sheet.again_button, Qt.MouseButton.LeftButton)
    assert sheet.reason == ""
    sheet.show_report(report())
    assert not sheet.problems.isVisible()
    assert sheet.primary.isEnabled()


def test_a_choice_that_is_given_up_leaves_everything_as_it_was(window):
    sheet = ImportSheet(str, ask_files=list, ask_folder=list)
    heard = []
    sheet.files_chosen.connect(heard.append)
    sheet.open_over(window)
    for button in (sheet.file_button, sheet.folder_button):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == []
    assert sheet.zone.isVisible()


def test_a_folder_of_thousands_is_counted_whole_and_listed_in_part(sheet):
    one = FileReport("/in/a.txt", "Plain text", "utf-8", False, 1, 0, 0, 0)
    many = import_tables.MOST_FILES + 1
    sheet.show_report(report(files=(one,) * many, new_documents=many, new_spans=0))
    assert sheet.files.rows.rowCount() == import_tables.MOST_FILES
    assert sheet.primary.text() == "Add 2,001 articles"


@pytest.mark.parametrize("end", ["stopped", "failed"])
def test_what_was_refused_stays_so_when_another_look_comes_to_nothing(sheet, end):
    sheet.show_report(report(is_refused=True, problems=(QUOTE,), problem_count=1))
    reason = sheet.reason
    assert reason
    drag(sheet, "/in/other.txt")
    sheet.show_progress(1, 4, "other.txt")
    if end == "stopped":
        sheet.cancel_button.click()
    else:
        sheet.show_failure("The file is gone.")
    assert sheet.reason == reason
    sheet.setFocus()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert "import" not in sheet.heard


def test_what_could_be_added_still_can_when_another_look_is_stopped(sheet):
    sheet.show_report(report())
    drag(sheet, "/in/other.txt")
    sheet.show_progress(1, 4, "other.txt")
    sheet.cancel_button.click()
    assert sheet.reason == ""
    assert sheet.primary.isEnabled()
    assert sheet.primary.isVisible()


def test_a_look_that_is_stopped_at_the_way_in_leaves_nothing_to_add(sheet):
    sheet.show_progress(1, 4, "a.txt")
    sheet.cancel_button.click()
    assert sheet.reason == ""
    assert not sheet.primary.isEnabled()
