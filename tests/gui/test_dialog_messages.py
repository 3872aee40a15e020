from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from annotator.gui.dialogs import files
from annotator.gui.dialogs.cells import Cell, number_cell
from annotator.gui.dialogs.confirm import Answer, Message, MessageSheet, Question
from annotator.gui.dialogs.controls import Finding, Meter, Option, Prose
from annotator.gui.dialogs.key_hints import KeyHint, by_group, in_columns
from annotator.gui.dialogs.shortcuts_sheet import ShortcutsSheet
from annotator.gui.dialogs.table import ReadingTable
from annotator.gui.theme.look import look

ANSWERS = [Answer("", "Cancel"), Answer("other", "Another name"), Answer("go", "Replace")]
MESSAGE = Message(
    "The last mark is not saved",
    "The disk is full.",
    "/home/siti/asn.annot",
    "Everything before it is saved.",
    "Free some space, then mark it again.",
    "OperationalError: database or disk is full",
)


@pytest.fixture
def question(window):
    question = Question("Replace the file?", "“asn.jsonl” is there already.", ANSWERS)
    question.heard = []
    question.answered.connect(question.heard.append)
    question.open_over(window)
    return question


def test_enter_gives_the_primary_answer(window, question):
    assert window.focusWidget().text() == "Replace"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert question.heard == ["go"]
    assert not question.is_open


def test_another_answer_can_be_given_with_the_keyboard(window, question):
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backtab)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert question.heard == ["other"]


def test_escape_answers_nothing(window, question):
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert question.heard == [""]


def test_a_message_says_what_where_what_is_safe_and_what_to_do(window):
    sheet = MessageSheet(MESSAGE)
    sheet.open_over(window)
    said = [one.text() for one in sheet.findChildren(QLabel) if one.isVisible() and one.text()]
    assert said == [
        MESSAGE.title,
        MESSAGE.happened,
        MESSAGE.place,
        "What is safe",
        MESSAGE.safe,
        "What to do",
        MESSAGE.step,
    ]
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert not sheet.is_open


def test_details_are_shown_on_demand_and_copied_with_the_rest(window):
    sheet = MessageSheet(MESSAGE)
    sheet.open_over(window)
    before = sheet.height()
    assert not sheet.details.isVisible()
    QTest.mouseClick(sheet.details_button, Qt.MouseButton.LeftButton)
    assert sheet.details.isVisible()
    assert sheet.height() > before
    QTest.mouseClick(sheet.details_button, Qt.MouseButton.LeftButton)
    assert not sheet.details.isVisible()
    QTest.mouseClick(sheet.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == MESSAGE.title
    assert copied[-1] == MESSAGE.details


def test_a_message_without_details_has_no_buttons_for_them(window):
    sheet = MessageSheet(Message("About", "A program."))
    sheet.open_over(window)
    assert not sheet.copy_button.isVisible()
    assert not sheet.details_button.isVisible()


def test_what_looks_like_markup_is_shown_as_it_is(window):
    sheet = MessageSheet(Message("<b>x</b>", "<i>y</i> &amp;"))
    formats = {label.textFormat() for label in sheet.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


def hints(*sizes):
    return [KeyHint(f"g{g}", f"t{n}", "F1") for g, size in enumerate(sizes) for n in range(size)]


def test_keys_are_shown_by_group_without_those_that_have_none(window):
    some = [KeyHint("Labels", "Rule", "R", "rule"), KeyHint("File", "Quit", "Ctrl+Q")]
    sheet = ShortcutsSheet([*some, KeyHint("View", "Font", "")])
    sheet.open_over(window)
    assert {one.hint for one in sheet.lines} == set(some)
    assert not sheet.grab().isNull()
    assert window.rect().contains(sheet.geometry())


def test_groups_keep_the_order_of_the_table():
    mixed = [KeyHint("b", "1", "A"), KeyHint("a", "2", "B"), KeyHint("b", "3", "C")]
    assert [(name, len(some)) for name, some in by_group(mixed)] == [("b", 2), ("a", 1)]


@pytest.mark.parametrize("sizes", [(10, 6, 8, 16, 6, 2), (30,), (1, 1, 1, 1), ()])
def test_columns_are_of_much_the_same_height_and_lose_nothing(sizes):
    groups = by_group(hints(*sizes))
    columns = in_columns(groups, 3)
    assert sorted(name for column in columns for name, _some in column) == sorted(
        name for name, _some in groups
    )
    heights = [sum(len(some) + 2 for _name, some in column) for column in columns]
    assert max(heights, default=0) <= max(30 + 2, sum(sizes))
    if len(sizes) > 3:
        assert max(heights) - min(heights) <= max(sizes) + 2


def test_options_are_pressed_by_mouse_and_space(window):
    option = Option("Finished only", "2 of 5")
    option.setParent(window)
    option.show()
    QTest.mouseClick(option, Qt.MouseButton.LeftButton)
    assert option.isChecked()
    QTest.keyClick(option, Qt.Key.Key_Space)
    assert not option.isChecked()


def test_prose_follows_the_theme(window):
    prose = Prose("Kata demi kata", "bad", "body")
    prose.setParent(window)
    prose.resize(200, 30)
    look().set_theme("dark")
    assert not prose.grab().isNull()
    assert prose.heightForWidth(20) > prose.heightForWidth(500)


def test_a_meter_of_nothing_stands_at_nothing(window):
    meter = Meter()
    meter.show_share("Reading", 5, 0)
    assert meter.accessibleName() == "Reading 0%"
    meter.show_share("Reading", 9, 3)
    assert meter.accessibleName() == "Reading 100%"
    assert not meter.grab().isNull()


def test_findings_say_what_they_show():
    assert Finding("check", "All is well").accessibleName() == "All is well"


def test_a_table_is_a_sound_model(window):
    table = ReadingTable("Things")
    table.setParent(window)
    tester = QAbstractItemModelTester(
        table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    table.show_table(["a", "b"], [[Cell("x\ny", icon="warn"), number_cell(0)]], [0, 50])
    model = table.rows
    assert model.index(0, 0).data() == "x y"
    right = Qt.AlignmentFlag.AlignRight
    assert model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & right
    assert model.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) & right
    assert model.cell(0, 1).ink == "ink3"
    look().set_theme("dark")
    assert look().theme.raised in table.styleSheet()
    assert tester.model() is model


class Chosen:
    """Stands for a person at the computer's own dialog."""

    def __init__(self, paths):
        self.paths = paths
        self.labels = {}

    def exec(self, dialog):
        for label in QFileDialog.DialogLabel:
            self.labels[label] = dialog.labelText(label)
        self.patterns = dialog.nameFilters()
        return bool(self.paths)


@pytest.mark.parametrize(
    ("ask", "paths", "answer"),
    [
        (lambda w: files.choose_file(w, "t", [("Text", "*.txt")]), ["/a.txt"], "/a.txt"),
        (lambda w: files.choose_file(w, "t", [("Text", "*.txt")]), [], None),
        (lambda w: files.choose_files(w, "t", [("Text", "*.txt")]), ["/a", "/b"], ["/a", "/b"]),
        (lambda w: files.choose_folder(w, "t", "/"), ["/home"], "/home"),
        (lambda w: files.choose_new_file(w, "t", "/x.jsonl", "JSONL", ".jsonl"), ["/y"], "/y"),
    ],
)
def test_the_computers_dialogs_speak_our_words(window, monkeypatch, ask, paths, answer):
    person = Chosen(paths)
    monkeypatch.setattr(QFileDialog, "exec", lambda dialog: person.exec(dialog))
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda dialog: person.paths)
    assert ask(window) == answer
    assert person.labels[QFileDialog.DialogLabel.Accept] == "Choose"
    assert person.labels[QFileDialog.DialogLabel.Reject] == "Cancel"


def test_a_question_is_read_with_its_primary_answer(question):
    said = [one.text() for one in question.findChildren(QLabel) if one.isVisible()]
    assert "“asn.jsonl” is there already." in said
    assert question.accessibleDescription() == "“asn.jsonl” is there already."


def test_an_answer_comes_once_and_after_the_sheet_has_gone(question):
    was_open = []
    question.answered.connect(lambda _answer: was_open.append(question.is_open))
    question.primary.click()
    question.primary.click()
    question.dismiss()
    assert question.heard == ["go"]
    assert was_open == [False]


def test_the_button_of_the_details_says_what_it_would_do(window):
    sheet = MessageSheet(MESSAGE)
    sheet.open_over(window)
    assert sheet.details_button.isVisible()
    said = [sheet.details_button.text()]
    for _time in range(2):
        QTest.mouseClick(sheet.details_button, Qt.MouseButton.LeftButton)
        said.append(sheet.details_button.text())
    assert said == ["Show details", "Hide details", "Show details"]


def test_details_are_read_and_not_written(window):
    sheet = MessageSheet(MESSAGE)
    sheet.open_over(window)
    sheet.on_show_details()
    QTest.keyClicks(sheet.details, "x")
    assert sheet.details.toPlainText() == MESSAGE.details
    sheet.details.setFocus()
    QTest.keyClick(sheet.details, Qt.Key.Key_Tab)
    assert not sheet.details.hasFocus()
