from __future__ import annotations

import pytest
import team_scene

from annotator.workbench.session import Session


@pytest.fixture
def team(run, project, tmp_path):
    """A project of Ani with six articles, Budi and Citra."""
    assert run("import", project, team_scene.write_articles(tmp_path)).exit_code == 0
    for name in ("Budi", "Citra"):
        assert run("coder", project, name, "--add").exit_code == 0
    return project


def assigned(answer, project) -> dict[str, int]:
    return {one["name"]: one["assigned"] for one in answer("coder", project)["coders"]}


def test_a_plan_is_told_and_written(run, answer, team):
    result = run("assign", team, "--coders", "Budi, Citra", "--double-share", "0.34")
    assert result.exit_code == 0, result.output
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["Coder", "new", "in", "all"],
        ["Budi", "4", "4"],
        ["Citra", "4", "4"],
        [],
        ["Both", "code", "articles"],
        ["Budi,", "Citra", "2"],
        ["Articles:", "6;", "with", "more", "than", "one", "coder:", "2;", "taken", "back:", "0."],
    ]
    assert assigned(answer, team) == {"Ani": 0, "Budi": 4, "Citra": 4}
    again = run("assign", team, "--coders", "Budi,Citra", "--double-share", "0.34")
    assert again.exit_code == 0
    assert assigned(answer, team) == {"Ani": 0, "Budi": 4, "Citra": 4}


def test_a_dry_run_changes_nothing(run, answer, team):
    result = run("assign", team, "--coders", "Budi", "--dry-run")
    assert "This was a dry run; the project is as it was." in result.stdout
    assert assigned(answer, team) == {"Ani": 0, "Budi": 0, "Citra": 0}


def test_json_has_load_by_stratum_pairs_and_every_article(answer, team):
    options = ("--per-article", 2, "--stratify", "outlet", "--seed", 5, "--order", "random")
    told = answer("assign", team, "--coders", "Ani,Budi,Citra", *options)
    assert (told["is_applied"], told["articles"], told["double"], told["seed"]) == (True, 6, 6, 5)
    assert [one["name"] for one in told["coders"]] == ["Ani", "Budi", "Citra"]
    for one in told["coders"]:
        assert (one["new"], one["all"]) == (4, 4)
        assert one["strata"] == {"kompas": 2, "tempo": 2}
    assert sum(one["articles"] for one in told["shared"]) == 6
    assert len(told["added"]) == 12
    assert [min(one[0] for one in told["added"]), max(o[0] for o in told["added"])] == ["a1", "a6"]


def test_the_table_has_a_column_for_each_value_of_the_field(run, team):
    shown = run("assign", team, "--coders", "Ani,Budi", "--stratify", "outlet", "--dry-run").stdout
    assert shown.splitlines()[0].split() == ["Coder", "new", "in", "all", "kompas", "tempo"]


def test_only_the_articles_named_are_dealt_and_anew_deals_them_again(answer, team):
    named = ("--documents", "a2", "--documents", "a5")
    first = answer("assign", team, "--coders", "Budi", *named)
    assert first["added"] == [["a2", "Budi"], ["a5", "Budi"]]
    kept = answer("assign", team, "--coders", "Citra", *named)
    assert kept["added"] == []
    anew = answer("assign", team, "--coders", "Budi,Citra", *named, "--anew")
    assert [coder for _, coder in anew["added"]] == ["Citra"]
    assert anew["removed"] == [[anew["added"][0][0], "Budi"]]
    assert assigned(answer, team) == {"Ani": 0, "Budi": 1, "Citra": 1}


def test_articles_are_given_taken_locked_and_moved_by_hand(run, answer, team):
    def act(*options: str) -> int:
        return answer("assign", team, "--coder", "Budi", *options)["changed"]

    three = ("--documents", "a1", "--documents", "a2", "--documents", "a3")
    assert act(*three) == 3
    assert act(*three) == 0
    assert act("--documents", "a3", "--place", "1") == 3
    assert act("--documents", "a1", "--lock") == 1
    assert act("--documents", "a1", "--unlock") == 1
    assert act("--documents", "a1", "--reopen") == 0
    assert act("--documents", "a2", "--remove") == 1
    shown = run("assign", team, "--coder", "Budi", "--documents", "a6")
    assert shown.stdout == "Changed: 1\n"
    with Session.open(team) as session:
        from annotator.workbench.assigning import Assigning

        budi = next(one.id for one in session.finding.coders() if one.name == "Budi")
        rows = session.finding.rows(Assigning(session.context).assigned(budi))
    assert [row.key for row in rows] == ["a3", "a1", "a6"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((), "Give either --coders or --coder."),
        (("--coders", "Ani", "--coder", "Ani"), "Give either --coders or --coder."),
        (("--coder", "Ani"), "Name the articles with --documents."),
        (("--coder", "Ani", "--documents", "a1", "--dry-run"), "This goes with --coders"),
        (("--coder", "Ani", "--per-article", "2"), "This goes with --coders"),
        (("--coders", "Ani", "--lock"), "This goes with --coder,"),
        (("--coders", "Ani", "--place", "2"), "This goes with --coder,"),
        (
            ("--coder", "Ani", "--documents", "a1", "--lock", "--place", "2"),
            "--place goes with nothing else.",
        ),
    ],
)
def test_options_that_do_not_go_together_are_wrong_use(run, team, options, message):
    result = run("assign", team, *options)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(
    ("options", "error"),
    [
        (("--coders", "Dewi"), "unknown_coder"),
        (("--coders", ","), "no_coders"),
        (("--coders", "Ani", "--per-article", "2"), "too_few_coders"),
        (("--coders", "Ani,Budi", "--double-share", "2"), "not_a_share"),
        (("--coders", "Ani", "--stratify", "author"), "unknown_field"),
        (("--coders", "Ani", "--documents", "x"), "no_such_key"),
        (("--coder", "Budi", "--documents", "a1", "--as", "Dewi"), "unknown_coder"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(answer, team, options, error):
    told = answer("assign", team, *options)
    assert told["error"] == error
    assert assigned(answer, team) == {"Ani": 0, "Budi": 0, "Citra": 0}


def test_only_reviewers_hand_out_and_as_says_who_does_it(run, answer, team):
    assert run("coder", team, "Budi", "--role", "lead").exit_code == 0
    refused = run("assign", team, "--coders", "Citra")
    assert refused.exit_code == 1
    assert "Ani may not do this: only Budi can." in refused.stderr
    assert run("assign", team, "--coders", "Citra", "--as", "Budi").exit_code == 0
    assert assigned(answer, team)["Citra"] == 6


def test_it_speaks_indonesian(run, team):
    shown = run("--language", "id", "assign", team, "--coders", "Budi", "--dry-run").stdout
    assert "Artikel: 6; dengan lebih dari satu pengode: 0; ditarik kembali: 0." in shown
