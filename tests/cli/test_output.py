"""What is printed: tables, sentences, JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from annotator.cli import output
from annotator.model.document import Progress
from annotator.model.problem import Place, Problem, Severity
from annotator.workbench import language


@dataclass(frozen=True)
class Report:
    path: Path
    counts: dict[Progress, int]
    problems: tuple[Problem, ...]


def problem(number: int = 1) -> Problem:
    return Problem("past_end", Severity.REFUSED, Place("m.jsonl", number), 99, {"length": 52})


def test_a_report_becomes_plain_json():
    report = Report(Path("p.annot"), {Progress.DONE: 2}, (problem(),))
    told = output.plain(report)
    assert json.loads(json.dumps(told)) == told
    assert (told["path"], told["counts"]) == ("p.annot", {"done": 2})
    assert told["problems"][0]["severity"] == "refused"


def test_numbers_that_json_does_not_know_become_text(capsys):
    output.show_json({"value": float("nan"), "more": [float("inf"), 1.5], "odd": object})
    told = json.loads(capsys.readouterr().out)
    assert (told["value"], told["more"]) == ("nan", ["inf", 1.5])


def test_numbers_in_a_table_stand_to_the_right_in_the_language_in_use(capsys):
    rows = [("", "new"), ("Articles", 12345), ("Marks", 7)]
    output.show_rows(rows)
    assert capsys.readouterr().out == "          new\nArticles  12,345\nMarks          7\n"
    language.set_language("id")
    output.show_rows(rows[1:2])
    assert "12.345" in capsys.readouterr().out


def test_an_empty_table_is_nothing(capsys):
    output.show_rows([])
    assert capsys.readouterr().out == ""


def test_problems_that_are_not_listed_are_counted(capsys):
    output.show_problems([problem(1), problem(2)], 1234)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert lines[2] == "… and 1,232 more"


def test_problems_can_go_where_errors_go(capsys):
    output.show_problems([problem()], 1, is_error=True)
    told = capsys.readouterr()
    assert (told.out, "m.jsonl, line 1" in told.err) == ("", True)
