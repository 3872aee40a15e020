from __future__ import annotations

from datetime import date, timedelta

import pytest
import team_scene

from annotator.workbench.session import Session


@pytest.fixture
def team(run, project, tmp_path):
    """A project of Ani with six articles; Budi has finished five of them."""
    run("import", project, team_scene.write_articles(tmp_path))
    run("coder", project, "Budi", "--add")
    with Session.open(project) as session:
        team_scene.code(session, "Budi", session.finding.documents()[:5])
    return project


def test_people_are_listed_with_role_and_progress(run, team):
    lines = run("coder", team).stdout.splitlines()
    assert lines[0].split("  ")[0] == "Coder"
    assert lines[1].split() == ["Ani", "coder", "0", "0", "0", "0", "0", "0"]
    assert lines[2].split() == ["Budi", "coder", "0", "0", "0", "0", "5", "5"]
    assert run("coder", team, "budi").stdout.splitlines()[1:] == [lines[2]]


def test_somebody_is_added_with_a_role(run, answer, team):
    told = answer("coder", team, "Citra", "--add", "--role", "adjudicator")
    (citra,) = told["coders"]
    assert (citra["name"], citra["role"], citra["assigned"]) == ("Citra", "adjudicator", 0)
    assert citra["coder_id"].startswith("c")
    assert answer("coder", team, "Citra", "--add", "--as", "Citra")["error"] == "name_taken"
    assert "Citra  adjudicator" in run("coder", team).stdout


def test_roles_are_changed_by_who_may(run, answer, team):
    assert answer("coder", team, "Ani", "--role", "lead")["coders"][0]["role"] == "lead"
    assert answer("coder", team, "Budi", "--role", "adjudicator")["coders"][0]["name"] == "Budi"
    assert answer("coder", team, "Ani", "--role", "coder")["error"] == "last_lead"
    run("coder", team, "Budi", "--role", "coder")
    refused = run("coder", team, "Citra", "--add", "--as", "Budi")
    assert (refused.exit_code, "only Ani can" in refused.stderr) == (1, True)


def test_a_role_without_a_name_is_wrong_use(run, team):
    for options in (("--role", "lead"), ("--add",)):
        result = run("coder", team, *options)
        assert result.exit_code == 2
        assert "give a name as well" in result.stderr


def test_somebody_unknown_is_refused(answer, team):
    assert answer("coder", team, "Dewi")["error"] == "unknown_coder"
    assert answer("coder", team, "Dewi", "--role", "lead")["error"] == "unknown_coder"


def test_finished_work_is_served_again(run, answer, team):
    result = run("recode", team, "--coder", "Budi", "--share", "0.4", "--after-days", "14")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "Budi codes again as Budi · 2: 2 of 5 finished, 0 before."
    assert len(lines) == 3
    (again,) = answer("coder", team, "Budi · 2")["coders"]
    assert (again["role"], again["assigned"]) == ("again", 2)


def test_a_second_coding_can_be_tried_dry(run, answer, team):
    options = ("--coder", "Budi", "--share", "0.2", "--after-days", "3", "--seed", "4")
    told = answer("recode", team, *options, "--dry-run")
    assert (told["is_applied"], told["again"], told["finished"]) == (False, "Budi · 2", 5)
    with Session.reading(team) as session:
        day = date.fromisoformat(session.project.now()[:10]) + timedelta(days=3)
    assert [one["since"] for one in told["articles"]] == [str(day)]
    assert "dry run" in run("recode", team, *options, "--dry-run").stdout
    assert [one["name"] for one in answer("coder", team)["coders"]] == ["Ani", "Budi"]
    applied = answer("recode", team, *options)
    assert applied["articles"] == told["articles"]


def test_a_share_that_cannot_be_is_refused(answer, team):
    options = ("--coder", "Budi", "--after-days", "3")
    assert answer("recode", team, *options, "--share", "3")["error"] == "not_a_share"
    told = answer("recode", team, "--coder", "Ani", "--share", "1", "--after-days", "1")
    assert told["error"] == "nothing_finished"
