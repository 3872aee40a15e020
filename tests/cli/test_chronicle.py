"""The commands history and check."""

from __future__ import annotations

import contextlib
import json

import pytest
from factories import ASN, BUPATI, extents

from annotator.store.engine import connected
from annotator.workbench.session import Session


@pytest.fixture
def told(project, marks, run, tmp_path):
    """The project with an import by Ani, and marks by hand of Ani and Budi."""
    (tmp_path / "b.txt").write_text("Teks lain tentang Bupati.", encoding="utf-8")
    assert run("import", project, marks, tmp_path / "b.txt").exit_code == 0
    with Session.open(project, "Ani") as session:
        document = next(
            one for one in session.finding.documents() if session.finding.annotations(one).spans
        )
        first = session.finding.annotations(document).spans[0]
        session.coding.set_attribute(first.id, "role", "staff")
        session.coding.add_span(document, extents(ASN), "person")
        session.history.undo()
    with Session.open(project, "Budi") as session:
        session.coding.add_span(document, extents(BUPATI), "place")
    return project


def words(answer) -> list[str]:
    return [entry["words"] for entry in answer["entries"]]


def test_the_history_is_told_newest_first(run, told):
    ran = run("history", told)
    lines = ran.stdout.splitlines()
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert "label Place “Bupati”" in lines[0]
    assert "Budi" in lines[0]
    assert "new project" in lines[-1]
    assert any("Role: Head → Staff" in line for line in lines)
    assert sum("import of" in line for line in lines) == 1


def test_columns_stand_under_each_other(run, told):
    lines = [line for line in run("history", told).stdout.splitlines() if "label P" in line]
    assert len({line.index("label P") for line in lines if not line.count("undo")}) == 1


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--coder", "budi"], ["label Place “Bupati”", "new coder Budi"]),
        (["--verb", "set_attribute"], ["Role of Person “Bupati”"]),
        (["--verb", "undo", "--verb", "add_coder"], ["new coder Budi", "undo: label Person “ASN”"]),
        (["--span", "s-1"], ["Role of Person “Bupati”", "import of b.txt and 1 more"]),
        (["--document", "b.txt"], ["import of b.txt and 1 more"]),
        (
            ["--label", "place"],
            ["label Place “Bupati”", "import of b.txt and 1 more"],
        ),
        (["--limit", "1"], ["label Place “Bupati”"]),
        (["--since", "2999-01-01"], []),
        (["--until", "2000-01-01"], []),
    ],
)
def test_the_history_can_be_narrowed(answer, told, options, expected):
    assert words(answer("history", told, *options)) == expected


def test_json_tells_times_and_ids(answer, told):
    found = answer("history", told)
    entry = found["entries"][0]
    assert found["project"] == str(told)
    assert entry["time"].endswith("Z")
    assert (entry["verb"], entry["coder"], entry["revisions"]) == ("add_span", "Budi", 1)
    assert len(entry["span_id"]) == len(entry["document_id"]) == len(entry["id"]) == 32
    assert entry["about"]["label"] == "place"
    role = next(one for one in found["entries"] if one["verb"] == "set_attribute")
    assert role["changes"] == ["Role: Head → Staff"]


def test_json_has_one_entry_a_line(run, told):
    lines = run("history", told, "--json").stdout.splitlines()
    assert lines[-1] == "]}"
    entries = [json.loads(line.rstrip(",")) for line in lines[1:-1]]
    assert len(entries) == len(json.loads("\n".join(lines))["entries"]) > 5


def test_json_of_nothing_is_an_empty_list(answer, told):
    assert answer("history", told, "--since", "2999-01-01")["entries"] == []


def test_more_than_is_shown_is_said(run, told):
    ran = run("history", told, "--limit", "2")
    assert len(ran.stdout.splitlines()) == 3
    assert "--limit" in ran.stdout
    assert "Nothing in the history fits." in run("history", told, "--since", "2999-01-01").stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--coder", "Citra"], "Citra"),
        (["--span", "s-9"], "s-9"),
        (["--document", "c.txt"], "c.txt"),
        (["--since", "yesterday"], "yesterday"),
    ],
)
def test_what_is_not_known_is_said(run, answer, told, options, said):
    ran = run("history", told, *options)
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert said in ran.stderr
    assert answer("history", told, *options)["error"].startswith(("unknown", "bad"))


def test_an_unknown_verb_is_wrong_use(run, told):
    assert run("history", told, "--verb", "dance").exit_code == 2


def test_the_history_is_told_in_indonesian(run, told):
    out = run("--language", "id", "history", told).stdout
    assert "urungkan: " in out
    assert "proyek baru" in out


# check --------------------------------------------------------------------------------------------


def test_a_sound_project_passes_the_check(run, answer, told):
    ran = run("check", told)
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert "The project is what its log says." in ran.stdout
    found = answer("check", told)
    assert found["is_sound"] is True
    assert (found["authors"], found["rows"]["document"]) == (2, 2)
    assert found["problems"] == []


def test_a_table_that_differs_from_the_log_fails_the_check(run, answer, told):
    with contextlib.closing(connected(told)) as connection:
        connection.execute("UPDATE span SET label = 'place'")
        connection.commit()
    ran = run("check", told)
    assert ran.exit_code == 1
    assert "The project is what its log says." not in ran.stdout
    found = answer("check", told)
    assert found["is_sound"] is False
    assert {problem["code"] for problem in found["problems"]} == {"row_differs"}


def test_a_check_of_no_project_says_so(run, tmp_path):
    ran = run("check", tmp_path / "none.annot")
    assert ran.exit_code == 1
    assert "There is no file" in ran.stderr


def test_verify_still_checks_the_log_as_well(run, told):
    with contextlib.closing(connected(told)) as connection:
        connection.execute("UPDATE span SET origin = 'bulk'")
        connection.commit()
    assert run("verify", told).exit_code == 1
