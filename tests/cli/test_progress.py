from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture
def filled(run, project, marks):
    """A project of Ani with an article, two marks and nothing assigned."""
    assert run("import", project, marks).exit_code == 0
    return project


def this_week() -> str:
    year, week, _ = date.today().isocalendar()
    return f"{year}-W{week:02}"


def test_it_tells_by_coder_unless_asked_otherwise(run, answer, filled):
    assert run("progress", filled).stdout == run("coder", filled).stdout
    told = answer("progress", filled)
    assert told["by"] == "coder"
    assert told["rows"] == answer("coder", filled)["coders"]


def test_it_tells_by_label_with_names_for_people_and_ids_for_programs(run, answer, filled):
    lines = run("progress", filled, "--by", "label").stdout.splitlines()
    assert [line.split() for line in lines] == [
        ["Label", "marks", "Ani"],
        ["Person", "1", "1"],
        ["Place", "1", "1"],
    ]
    assert answer("progress", filled, "--by", "label")["rows"] == [
        {"label": "person", "marks": 1, "coders": {"Ani": 1}},
        {"label": "place", "marks": 1, "coders": {"Ani": 1}},
    ]


def test_it_tells_by_week(run, answer, filled):
    (row,) = answer("progress", filled, "--by", "week")["rows"]
    assert (row["week"], row["coder"], row["marks"], row["finished"]) == (this_week(), "Ani", 2, 0)
    assert date.fromisoformat(row["monday"]).weekday() == 0
    head, line = run("progress", filled, "--by", "week").stdout.splitlines()
    assert head.startswith("Week")
    assert line.startswith(this_week())
    assert line.split()[-3:] == ["Ani", "2", "0"]


def test_another_word_is_wrong_use(run, filled):
    assert run("progress", filled, "--by", "day").exit_code == 2
