"""What the sheets of import and export say, without a sheet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.gui.dialogs import export_words, import_tables
from annotator.gui.dialogs.cells import Cell
from annotator.gui.dialogs.record_rows import record_columns, record_rows
from annotator.model.problem import Place, Problem, Severity
from annotator.workbench.exporting import ExportPreview, ExportReport
from annotator.workbench.importing import FileReport, ImportReport
from annotator.workbench.language import set_language

PREVIEW = ExportPreview(5, 1257, 182, 1257, 2, 3, None, ("gold",))
REPORT = ImportReport(False, False, False, (), 2, 0, 1300, 0, 0, 0, ())


def test_a_preview_says_how_many_lines_and_articles_there_will_be():
    assert export_words.lines_words(PREVIEW) == "5 lines, can be imported again"
    assert export_words.lines_words(replace(PREVIEW, records=1)).startswith("1 line,")
    assert export_words.finished_words(PREVIEW) == "2 of 5 articles"
    assert export_words.button_words(PREVIEW) == "Export 5 records"


def test_numbers_are_written_as_in_the_language_read():
    assert "1,257 of 1,257 quotes" in export_words.findings(PREVIEW, "")[0][1]
    set_language("id")
    assert "1.257" in export_words.findings(PREVIEW, "")[0][1]


def test_a_quote_that_is_not_that_of_the_text_is_the_gravest_finding():
    found = export_words.findings(replace(PREVIEW, equal_quotes=1256), "")
    assert [icon for icon, _words in found] == ["block", "warn"]


def test_nothing_unfinished_and_no_file_there_leave_one_finding(tmp_path):
    finished = replace(PREVIEW, finished=5, unfinished=0)
    assert len(export_words.findings(finished, str(tmp_path / "new.jsonl"))) == 1
    (tmp_path / "old.jsonl").touch()
    found = export_words.findings(finished, str(tmp_path / "old.jsonl"))
    assert found[1] == ("warn", "The file is there already and will be replaced")


@pytest.mark.parametrize(
    ("records", "path", "reason"),
    [
        (5, "/out/a.jsonl", ""),
        (0, "/out/a.jsonl", "There is nothing to export."),
        (5, "", "A file is needed."),
    ],
)
def test_an_export_needs_records_and_a_file(records, path, reason):
    assert export_words.refusal(replace(PREVIEW, records=records), path) == reason


def test_what_was_written_is_said_with_the_start_of_its_hash():
    report = ExportReport(Path("/out/a.jsonl"), 5, 1, 0, 900, "ab" * 32)
    words = export_words.report_words(report)
    assert words == "Written: a.jsonl · 5 records · 1 mark · SHA-256 abababababab…"


def test_what_has_come_in_is_said_in_one_line():
    assert import_tables.imported_words(REPORT) == "2 articles added, 1,300 marks added."


def test_more_problems_than_are_listed_are_counted_all_the_same():
    one = Problem("quote", Severity.REFUSED, Place("a.jsonl", 3))
    report = replace(REPORT, problems=(one,), problem_count=1)
    assert import_tables.problem_head(report) == "1 problem"
    report = replace(REPORT, problems=(one,), problem_count=1200)
    assert import_tables.problem_head(report) == "1,200 problems, the first 1"


def test_the_graver_of_two_problems_stands_first():
    light = Problem("guessed", Severity.WARNING, Place("a.txt"))
    grave = Problem("quote", Severity.REFUSED, Place("b.txt"))
    assert import_tables.gravest_first((light, grave)) == (grave, light)


def test_a_long_value_is_cut_and_stands_whole_in_the_tip():
    problem = Problem("quote", Severity.REFUSED, Place("/in/a.jsonl", 3), "x" * 100)
    row = import_tables.problem_row(problem, lambda one: one.code)
    assert [cell.text for cell in row] == ["a.jsonl", "3", "", "x" * 80 + "…", "quote"]
    assert row[3].tip == "x" * 100


def test_a_guessed_encoding_is_marked():
    file = FileReport("/in/b.txt", "Plain text", "windows-1252", True, 1, 0, 0, 0)
    row = import_tables.file_row(file)
    assert (row[2].text, row[2].ink) == ("windows-1252 (guessed)", "warn")
    assert row[4] == Cell("0", "ink3", is_number=True)


def test_a_record_has_a_column_for_each_attribute_that_most_marks_have():
    spans = [
        {
            "id": f"s{at}",
            "label": "r",
            "start": at,
            "end": at,
            "text": "",
            "attributes": {"label": at},
        }
        for at in range(3)
    ]
    record = {"doc_id": "d", "spans": spans}
    names = [name for name, _width in record_columns(record)]
    assert names == ["doc_id", "span_id", "label", "start", "end", "text", "label"]
    assert [len(row) for row in record_rows(record)] == [7, 7, 7]
    assert (record_rows(None), len(record_columns(None))) == ([], 6)


@pytest.mark.parametrize("path", ["x" * 300, "a\0b", "~nobody-of-this-name/a.jsonl", "/"])
def test_what_cannot_be_a_file_is_not_said_to_be_there(path):
    found = export_words.findings(replace(PREVIEW, unfinished=0), path)
    assert [icon for icon, _words in found] == ["check"]


def test_a_folder_is_not_said_to_be_replaced(tmp_path):
    found = export_words.findings(replace(PREVIEW, unfinished=0), str(tmp_path))
    assert [icon for icon, _words in found] == ["check"]


@pytest.mark.parametrize("kind", ["new_documents", "new_spans", "new_relations"])
def test_anything_new_at_all_can_be_added(kind):
    nothing = replace(REPORT, files=(FileReport("a", "", "", False, 0, 0, 0, 0),), new_spans=0)
    nothing = replace(nothing, new_documents=0)
    assert import_tables.refusal(nothing).startswith("Everything in these files")
    assert import_tables.refusal(replace(nothing, **{kind: 1})) == ""


def test_a_problem_without_a_place_has_empty_cells():
    row = import_tables.problem_row(Problem("x", Severity.WARNING, Place()), lambda one: one.code)
    assert [cell.text for cell in row] == ["", "", "", "", "x"]


@pytest.mark.parametrize(("value", "shown"), [(0, "0"), (False, "False"), ("", ""), (None, "")])
def test_a_value_that_counts_as_nothing_is_shown_all_the_same(value, shown):
    problem = Problem("x", Severity.REFUSED, Place("a.jsonl", 0), value)
    row = import_tables.problem_row(problem, lambda one: one.code)
    assert (row[1].text, row[3].text) == ("0", shown)


def test_a_copied_list_of_problems_has_five_columns_whatever_is_in_them():
    odd = Problem("x", Severity.REFUSED, Place("a\tb.jsonl", 3, None, "f"), "one\r\ntwo\tthree")
    lines = import_tables.problem_text((odd, odd), lambda _one: "a\nsentence").split("\n")
    assert [line.count("\t") for line in lines] == [4, 4, 4]
    assert lines[1].split("\t")[3:] == ["one two three", "a sentence"]
