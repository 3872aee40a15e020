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


def test_json_keeps_letters_as_they_are_and_its_keys_are_text(capsys):
    output.show_json({"kata": "“Jum’at” 😀 سلام", 3: None, None: True})
    printed = capsys.readouterr().out
    assert "“Jum’at” 😀 سلام" in printed
    assert json.loads(printed) == {"kata": "“Jum’at” 😀 سلام", "3": None, "None": True}


def test_a_problem_as_json_says_what_and_where_in_values_and_in_a_sentence():
    place = Place("m.jsonl", 3, 7, "spans[0].end")
    told = output.plain(Problem("past_end", Severity.REFUSED, place, (98, 99), {"length": 52}))
    message = told.pop("message")
    assert told == {
        "code": "past_end",
        "severity": "refused",
        "file": "m.jsonl",
        "line": 3,
        "column": 7,
        "field": "spans[0].end",
        "value": [98, 99],
    }
    assert "52" in message


def test_rows_of_unequal_length_stand_in_one_table(capsys):
    output.show_rows([("a", 1), ("bbb",), ("c", 22, "x")])
    assert capsys.readouterr().out == "a     1\nbbb\nc    22  x\n"


def test_problems_that_are_all_listed_are_not_counted(capsys):
    output.show_problems([problem()], 1)
    output.show_problems([problem()])
    output.show_problems([])
    assert len(capsys.readouterr().out.splitlines()) == 2


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
