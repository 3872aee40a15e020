"""The commands verify and codebook check."""

from __future__ import annotations

import factories
import pytest


def test_a_good_file_verifies(run, marks, tmp_path):
    ran = run("verify", marks, "--codebook", factories.write_codebook(tmp_path))
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert "2 / 2" in ran.stdout
    assert "small 1.0.0" in ran.stdout


def test_a_good_project_verifies(run, project, marks):
    run("import", project, marks)
    ran = run("verify", project)
    assert ran.exit_code == 0
    assert ran.stdout.splitlines()[0].split(maxsplit=1) == ["Codebook", "small 1.0.0"]


def test_a_bad_file_is_a_finding(run, bad, tmp_path):
    ran = run("verify", bad, "--codebook", factories.write_codebook(tmp_path))
    assert ran.exit_code == 1
    assert ran.stdout.splitlines()[0].startswith(f"{bad}, line 1, spans[0].end")


def test_breaches_of_rules_count_only_when_it_is_strict(run, tmp_path):
    span = factories.span_record("s-1", "person", 0, 6)
    path = factories.write_records(tmp_path / "m.jsonl", factories.record([span]))
    codebook = factories.write_codebook(tmp_path)
    easy = run("verify", path, "--codebook", codebook)
    strict = run("verify", path, "--codebook", codebook, "--strict")
    assert (easy.exit_code, strict.exit_code) == (0, 1)
    assert easy.stdout == strict.stdout
    assert "not answered" in easy.stdout


def test_without_a_codebook_that_is_said(run, marks):
    ran = run("verify", marks)
    assert ran.exit_code == 0
    assert "none" in ran.stdout


def test_quotes_that_no_text_came_with_are_not_counted(run, project, marks, tmp_path):
    run("import", project, marks)
    run("export", project, tmp_path / "out.jsonl", "--no-text")
    ran = run("verify", tmp_path / "out.jsonl")
    assert "0 / 0" in ran.stdout
    assert ran.stdout.splitlines()[-1] == (
        "Records without their text, whose quotes could not be compared: 1"
    )


def test_a_report_as_json(answer, bad, marks):
    assert answer("verify", marks)["is_sound"] is True
    told = answer("verify", bad)
    assert (told["is_sound"], told["problems"][0]["code"]) == (False, "past_end")


def test_a_file_that_is_not_there_is_an_error(run, tmp_path):
    ran = run("verify", tmp_path / "none.jsonl")
    assert (ran.exit_code, ran.stdout) == (1, "")
    assert "none.jsonl" in ran.stderr


def test_good_codebooks_are_told_in_a_line_each(run, tmp_path):
    ran = run("codebook", "check", factories.write_codebook(tmp_path))
    assert ran.exit_code == 0
    assert "small 1.0.0" in ran.stdout
    assert len(ran.stdout.splitlines()) == 1


def test_a_bad_codebook_tells_every_problem_and_where(run, tmp_path):
    text = factories.CODEBOOK.replace("type: bool", "type: boolean").replace("[place]", "[plaice]")
    good = factories.write_codebook(tmp_path)
    bad = factories.write_codebook(tmp_path, text, "bad.yaml")
    ran = run("codebook", "check", good, bad)
    assert ran.exit_code == 1
    problems = [line for line in ran.stdout.splitlines() if "bad.yaml, line" in line]
    assert len(problems) >= 3
    assert all("column" in line for line in problems)


def test_codebooks_as_json(answer, tmp_path):
    bad = factories.write_codebook(tmp_path, "labels: [", "bad.yaml")
    (told,) = answer("codebook", "check", bad)["codebooks"]
    assert (told["is_valid"], bool(told["problems"][0]["line"])) == (False, True)


@pytest.mark.parametrize("arguments", [["codebook"], ["codebook", "check"], ["verify"]])
def test_too_little_is_misuse(run, arguments):
    assert run(*arguments).exit_code == 2
