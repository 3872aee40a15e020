from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from annotator.gui.dialogs.export_sheet import ExportSheet
from annotator.gui.dialogs.record_rows import common_attributes, record_text, value_words
from annotator.gui.theme.look import look
from annotator.workbench.exporting import ExportChoice, ExportPreview, ExportReport


def span(number, **attributes):
    return {
        "id": f"s{number}",
        "label": "rule",
        "start": number,
        "end": number + 3,
        "text": "ASN\nnetral",
        "attributes": attributes,
    }


RECORD = {
    "doc_id": "asn-004",
    "spans": [
        span(0, kind="a", marker=["harus", "wajib"]),
        span(5, kind="b", modality="c"),
        span(9, kind="b", modality="d", rare=True),
    ],
    "text": "ASN netral 😀",
}


def preview(**more):
    values = {
        "records": 5,
        "spans": 257,
        "relations": 182,
        "equal_quotes": 257,
        "finished": 2,
        "unfinished": 3,
        "first_record": RECORD,
        "coders": ("gold",),
    }
    return ExportPreview(**{**values, **more})


@pytest.fixture
def window(window):
    look().set_theme("dark")
    return window


@pytest.fixture
def opened(window, tmp_path):
    def open_sheet(answer=None, **more):
        asked = []

        def recompute(choice):
            asked.append(choice)
            return answer(choice) if callable(answer) else answer or preview()

        path = str(tmp_path / "asn.jsonl")
        sheet = ExportSheet(None, recompute, **{"path": path, **more})
        sheet.asked, sheet.heard = asked, []
        sheet.export_requested.connect(lambda *all: sheet.heard.append(all))
        sheet.cancel_requested.connect(lambda: sheet.heard.append("cancel"))
        sheet.folder_requested.connect(sheet.heard.append)
        sheet.open_over(window)
        return sheet

    return open_sheet


def findings(sheet):
    return [(one.icon_name, one.words) for one in sheet.findings]


def test_enter_alone_exports(opened, window, tmp_path):
    sheet = opened()
    assert sheet.primary.text() == "Export 5 records"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert sheet.heard == [(str(tmp_path / "asn.jsonl"), ExportChoice())]


def test_a_preview_that_is_given_is_not_asked_for(window, tmp_path):
    asked = []
    ExportSheet(preview(), asked.append, path=str(tmp_path / "x.jsonl")).open_over(window)
    assert asked == []


def test_the_first_record_is_shown_as_a_table(opened):
    model = opened().preview.table.rows
    headings = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert headings == ["doc_id", "span_id", "label", "start", "end", "text", "kind", "modality"]
    first = [model.index(1, column).data() for column in range(model.columnCount())]
    assert first == ["asn-004", "s5", "rule", "5", "8", "ASN netral", "b", "c"]


def test_the_record_itself_can_be_read(opened):
    sheet = opened()
    table, as_json = sheet.preview.chips
    QTest.mouseClick(as_json, Qt.MouseButton.LeftButton)
    assert json.loads(sheet.preview.json.toPlainText()) == RECORD
    assert sheet.preview.json.isVisible()
    QTest.mouseClick(table, Qt.MouseButton.LeftButton)
    assert sheet.preview.table.isVisible()


def test_the_proof_stands_below(opened):
    assert findings(opened()) == [
        ("check", "257 of 257 quotes equal the article text at their positions"),
        ("warn", "3 articles are not finished; the field “status” says so"),
    ]
    assert findings(opened(preview(unfinished=0, equal_quotes=256))) == [
        ("block", "256 of 257 quotes equal the article text at their positions"),
    ]


def test_an_older_file_is_announced(opened, tmp_path):
    (tmp_path / "old.jsonl").write_text("")
    sheet = opened()
    sheet.path.set_path(str(tmp_path / "old.jsonl"))
    assert findings(sheet)[-1] == ("warn", "The file is there already and will be replaced")
    assert sheet.preview.name.text() == "old.jsonl"


def test_options_ask_for_another_preview(opened):
    sheet = opened(lambda choice: preview(records=2) if choice.finished_only else preview())
    assert sheet.finished_only.detail == "2 of 5 articles"
    QTest.mouseClick(sheet.finished_only, Qt.MouseButton.LeftButton, pos=sheet.rect().topLeft())
    assert sheet.asked[-1] == ExportChoice(finished_only=True)
    assert sheet.primary.text() == "Export 2 records"
    assert sheet.finished_only.detail == "2 of 5 articles"
    QTest.keyClick(sheet.with_text, Qt.Key.Key_Space)
    assert sheet.asked[-1] == ExportChoice(finished_only=True, with_text=False)


def test_a_single_coder_is_no_question(opened):
    sheet = opened()
    assert not sheet.coder_head.isVisible()
    assert sheet.coder_options.buttons() == []


def test_one_of_several_coders_can_be_chosen(opened):
    sheet = opened(preview(coders=("Budi", "Siti")))
    assert [one.text() for one in sheet.coder_options.buttons()] == ["All coders", "Budi", "Siti"]
    assert sheet.choice.coder_name is None
    sheet.coder_options.button(2).click()
    assert sheet.asked[-1] == ExportChoice(coder_name="Siti")
    sheet.on_export()
    assert sheet.heard[0][1].coder_name == "Siti"


def test_nothing_to_export_says_so(opened):
    sheet = opened(preview(records=0, spans=0, equal_quotes=0, first_record=None))
    assert sheet.reason == "There is nothing to export."
    assert not sheet.primary.isEnabled()
    assert sheet.preview.table.rows.rowCount() == 0


def test_a_file_is_needed(opened, tmp_path):
    sheet = opened(ask_path=lambda path: str(tmp_path / "other.jsonl"))
    sheet.path.set_path("")
    assert sheet.reason == "A file is needed."
    QTest.mouseClick(sheet.path.button, Qt.MouseButton.LeftButton)
    assert sheet.reason == ""
    assert sheet.path.path == str(tmp_path / "other.jsonl")


def test_a_preview_may_come_later(opened):
    sheet = opened(lambda choice: None)
    assert sheet.preview.table.rows.rowCount() == 0
    sheet.show_preview(preview())
    assert sheet.primary.text() == "Export 5 records"


def test_progress_is_shown_and_can_be_stopped(opened, window):
    sheet = opened()
    sheet.show_progress(2, 5)
    assert sheet.meter.accessibleName() == "Writing record 2 of 5 40%"
    assert not sheet.finished_only.isEnabled()
    assert not sheet.path.isVisible()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert sheet.heard == ["cancel"]
    assert sheet.path.isVisible()
    assert sheet.primary.isVisible()


def test_escape_stops_what_runs_and_closes(opened, window):
    sheet = opened()
    sheet.show_progress(2, 5)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert sheet.heard == ["cancel"]
    assert not sheet.is_open


def test_what_was_written_is_told_and_the_button_closes(opened, window):
    sheet = opened()
    sheet.show_progress(2, 5)
    sheet.show_report(ExportReport(Path("/out/asn.jsonl"), 5, 300, 207, 1000, "ab" * 32))
    assert sheet.result.text() == (
        "Written: asn.jsonl · 5 records · 300 marks · SHA-256 abababababab…"
    )
    QTest.mouseClick(sheet.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "ab" * 32
    QTest.mouseClick(sheet.folder_button, Qt.MouseButton.LeftButton)
    assert sheet.heard == [str(Path("/out"))]
    sheet.setFocus()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert not sheet.is_open
    assert len(sheet.heard) == 1


def test_a_stopped_export_leaves_everything_as_it_was(opened):
    sheet = opened()
    sheet.show_progress(2, 5)
    sheet.show_report(ExportReport(Path("/out/x"), 0, 0, 0, 0, "", is_cancelled=True))
    assert sheet.path.isVisible()
    assert sheet.result.isHidden()
    assert sheet.primary.text() == "Export 5 records"


def test_a_failure_is_said_where_the_proof_stood(opened):
    sheet = opened()
    sheet.show_progress(2, 5)
    sheet.show_failure("The disk is full; the older file is untouched.")
    assert findings(sheet) == [("block", "The disk is full; the older file is untouched.")]
    assert sheet.primary.isVisible()


def test_the_commonest_attributes_stand_in_the_table():
    assert common_attributes(RECORD["spans"]) == ["kind", "modality"]
    assert common_attributes([]) == []


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, ""), ("a", "a"), (["a", "b"], "a, b"), (True, "true"), (2.5, "2.5"), ([], "")],
)
def test_values_are_shown_as_they_are_written(value, words):
    assert value_words(value) == words


def test_a_very_long_record_is_cut():
    text = record_text({"text": "x" * 300_000})
    assert len(text) < 100_010
    assert text.endswith("…")
    assert record_text(None) == ""


def test_a_tilde_is_home_as_in_a_new_project(opened, window, home):
    sheet = opened()
    sheet.path.set_path("~/asn.jsonl")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert sheet.heard[0][0] == str(home / "asn.jsonl")


def test_any_path_can_be_typed_letter_by_letter(opened):
    sheet = opened()
    for path in ("~", "~n", "~nobody-of-this-name/x", "x" * 300, "/", "a\0b"):
        sheet.path.set_path(path)
    assert sheet.is_open


def test_the_button_says_stop_only_while_something_runs(opened):
    sheet = opened()
    assert sheet.cancel_button.text() == "Cancel"
    sheet.show_progress(0, 5)
    assert sheet.cancel_button.text() == "Stop"
    sheet.show_failure("The disk is full.")
    assert sheet.cancel_button.text() == "Cancel"


def test_a_failure_goes_away_with_the_next_choice(opened):
    sheet = opened()
    sheet.show_failure("The disk is full.")
    sheet.with_text.click()
    assert [icon for icon, _words in findings(sheet)] == ["check", "warn"]


def test_what_was_chosen_outlives_a_stopped_export(opened):
    sheet = opened(preview(coders=("Budi", "Siti")))
    sheet.finished_only.click()
    sheet.coder_options.button(1).click()
    before = sheet.choice
    sheet.show_progress(1, 5)
    sheet.on_cancel()
    assert sheet.choice == before
    assert all(one.isEnabled() for one in (sheet.finished_only, *sheet.coder_options.buttons()))


def test_nothing_can_be_chosen_once_the_file_is_written(opened, window):
    sheet = opened(preview(coders=("Budi", "Siti")))
    sheet.show_report(ExportReport(Path("/out/asn.jsonl"), 5, 300, 207, 1000, "ab" * 32))
    options = (sheet.finished_only, sheet.with_text, *sheet.coder_options.buttons())
    assert not any(one.isEnabled() for one in options)
    assert not sheet.path.isVisible()
    assert not sheet.cancel_button.isVisible()
    assert "ab" * 32 in sheet.result.toolTip()


def test_the_record_that_is_read_follows_the_choice(opened):
    other = {**RECORD, "doc_id": "asn-001", "spans": []}
    sheet = opened(lambda choice: preview(first_record=other if choice.finished_only else RECORD))
    QTest.mouseClick(sheet.preview.chips[1], Qt.MouseButton.LeftButton)
    sheet.finished_only.click()
    assert json.loads(sheet.preview.json.toPlainText()) == other
    assert sheet.preview.json.isVisible()


def test_the_record_cannot_be_written_in(opened):
    sheet = opened()
    QTest.mouseClick(sheet.preview.chips[1], Qt.MouseButton.LeftButton)
    before = sheet.preview.json.toPlainText()
    QTest.keyClicks(sheet.preview.json, "x")
    assert sheet.preview.json.toPlainText() == before
    assert sheet.preview.json.accessibleName() == "The first record as JSON"
