"""The command agreement."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest
from comparing_scene import Scene, linked_records, record

from annotator.workbench.comparing.snapshots import kept_snapshots
from annotator.workbench.session import Session

KEYS = {
    "measure",
    "label",
    "attribute",
    "coders",
    "value",
    "interval",
    "n_documents",
    "n_units",
    "excluded",
    "definition",
}


@pytest.fixture
def project(tmp_path):
    """A closed project that Ani and Budi coded."""
    Scene(tmp_path, linked_records()).close()
    return tmp_path / "p.annot"


def read(ran):
    assert (ran.exit_code, ran.stderr) == (0, "")
    return json.loads(ran.stdout)


def test_the_rows_have_the_promised_keys(run, project):
    found = read(run("agreement", project, "--json"))
    assert all(set(row) - {"lack"} == KEYS for row in found["rows"])
    headline = found["rows"][0]
    assert (headline["measure"], headline["coders"]) == ("span_f1_exact", ["Ani", "Budi"])
    assert headline["value"] == pytest.approx(2 * 14 / 47)
    assert (headline["n_documents"], headline["n_units"]) == (6, 47)


def test_people_read_a_table_with_what_was_given_and_left_out(run, project):
    ran = run("agreement", project, "--attribute", "role", "--label", "person")
    lines = [line.split("  ") for line in ran.stdout.splitlines()]
    assert any(line[0] == "Cohen’s κ" for line in lines)
    assert "How often each answer was given" in ran.stdout
    assert "a:head 9, a:staff 3, b:head 12" in ran.stdout
    assert "3  marks without a partner  person role" in ran.stdout


def test_one_measure_one_label_two_coders_and_a_seed(run, project):
    options = ["--measure", "span_f1_overlap", "--label", "place", "--coders", "Budi,Ani"]
    found = read(run("agreement", project, *options, "--seed", 4, "--draws", 30, "--json"))
    [row] = found["rows"]
    assert (row["measure"], row["label"], row["coders"]) == (
        "span_f1_overlap",
        "place",
        ["Budi", "Ani"],
    )
    assert (row["interval"]["seed"], row["interval"]["draws"]) == (4, 30)


def test_unfinished_articles_count_when_asked_for_or_when_nothing_is_finished(run, tmp_path):
    records = [record(n, coder, [("person", 3, 9)], status="in_progress")
               for n in range(5) for coder in ("Ani", "Budi")]  # fmt: skip
    Scene(tmp_path, records).close()
    project = tmp_path / "p.annot"
    finished = read(run("agreement", project, "--finished-only", "--json"))["rows"][0]
    assert (finished["value"], finished["lack"]) == (None, "no_common_article")
    assert finished["excluded"] == [{"reason": "unfinished", "count": 5}]
    assert read(run("agreement", project, "--all", "--json"))["rows"][0]["value"] == 1.0
    ran = run("agreement", project, "--finished-only")
    assert "Without a common article: Ani × Budi." in ran.stdout
    ran = run("agreement", project, "--json")
    assert "No article is finished by two coders" in ran.stderr
    found = json.loads(ran.stdout)
    assert (found["options"]["finished_only"], found["rows"][0]["value"]) == (False, 1.0)


def test_the_list_is_that_of_the_measure_asked_for_and_not_of_the_percentage(run, project):
    asked = ("--attribute", "role", "--measure", "cohen_kappa")
    found = read(run("agreement", project, *asked, "--behind", "--json"))
    assert found["rows"][0]["measure"] == "percent_agreement"
    assert found["behind"]["measure"] == "cohen_kappa"


def test_the_list_behind_the_first_number_adds_up(run, project):
    found = read(run("agreement", project, "--behind", "--json"))
    behind = found["behind"]
    assert behind["value"] == found["rows"][0]["value"]
    assert sum(one["share"] for one in behind["passages"]) == pytest.approx(1 - behind["value"])
    assert {one["doc_id"] for one in behind["passages"]} == {f"doc-{n}" for n in range(6)}
    kappa = read(run("agreement", project, "--behind", "--json", "--measure", "cohen_kappa"))
    assert kappa["rows"][0]["measure"] == "percent_agreement"
    assert kappa["behind"]["measure"] == "cohen_kappa"
    ran = run("agreement", project, "--behind", "--measure", "span_f1_exact")
    assert ran.stdout.rstrip().endswith("sum .4043 = 1 − .5957")


def test_the_paragraph_is_printed_and_is_in_json_in_both_languages(run, project):
    said = run("agreement", project, "--methods").stdout
    assert "2 coders marked the same 6 articles" in said
    methods = read(run("agreement", project, "--methods", "--json"))["methods"]
    assert methods["en"] in said
    assert methods["id"].startswith("2 pengode menandai 6 artikel yang sama")


def test_tables_and_figures_are_written_whole(run, project, tmp_path):
    table, paper, figure = (tmp_path / name for name in ("r.csv", "r.tex", "r.svg"))
    ran = run("agreement", project, "--csv", table, "--latex", paper, "--svg", figure)
    assert ran.exit_code == 0
    rows = list(csv.DictReader(table.read_text("utf-8").splitlines()))
    assert float(rows[0]["value"]) == pytest.approx(2 * 14 / 47)
    assert paper.read_text("utf-8").startswith(r"\begin{table}")
    assert ET.parse(figure).getroot().tag.endswith("svg")


@pytest.mark.parametrize(("kind", "word"), [("matrix", "14 shared"), ("strips", "doc-3")])
def test_other_figures_can_be_drawn(run, project, tmp_path, kind, word):
    figure = tmp_path / "f.svg"
    run("agreement", project, "--svg", figure, "--figure", kind)
    assert word in figure.read_text("utf-8")


def test_a_project_is_never_overwritten_by_a_table(run, project):
    before = read(run("agreement", project, "--json"))
    ran = run("agreement", project, "--csv", project)
    assert ran.exit_code == 1
    assert "is a project" in ran.stderr
    assert read(run("agreement", project, "--json")) == before


def test_numbers_can_be_kept_under_a_name(run, project):
    found = read(run("agreement", project, "--keep", "March", "--json"))
    with Session.open(project) as session:
        [kept] = kept_snapshots(session.context)
    assert (kept.name, kept.body["rows"]) == ("March", found["rows"])


def test_looking_changes_nothing_in_the_project(run, project):
    with Session.open(project) as session:
        before = session.project.file.row("SELECT count(*) FROM revision")
    run("agreement", project)
    with Session.open(project) as session:
        assert session.project.file.row("SELECT count(*) FROM revision") == before


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--measure", "kappa"], "There is no measure “kappa”."),
        (["--coders", "Ani,Cici"], "There is no coder “Cici” in the project."),
        (["--coders", "Ani"], "Agreement needs two coders at least"),
        (["--label", "thought"], "There is no label “thought” in the project."),
        (["--document", "x"], "There is no article “x” in the project."),
    ],
)
def test_what_is_not_there_is_said(run, project, options, words):
    ran = run("agreement", project, *options)
    assert ran.exit_code == 1
    assert words in ran.stderr


def test_metadata_are_asked_for_with_an_equals_sign(run, project):
    assert run("agreement", project, "--where", "city").exit_code == 2
    rows = read(run("agreement", project, "--where", "city=x", "--json"))["rows"]
    assert rows[0]["n_documents"] == 0


def test_days_bound_what_counts(run, project):
    def count(*options):
        return read(run("agreement", project, "--json", *options))["rows"][0]["n_documents"]

    assert (count("--from", "2001-01-01"), count("--to", "2001-01-01")) == (6, 0)


def test_other_commands_do_not_wait_for_numpy():
    code = "import annotator.cli.main, sys; print('numpy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_a_seed_that_nothing_can_be_drawn_with_is_refused(run, project):
    ran = run("agreement", project, "--seed", "-1")
    assert ran.exit_code == 2
    assert "--seed" in ran.stderr
