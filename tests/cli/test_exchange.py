"""The commands import and export."""

from __future__ import annotations

import json

import factories
import pytest

from annotator.workbench.adjudicating.articles import Adjudicating
from annotator.workbench.session import Session


def test_an_import_tells_what_came(run, project, marks):
    ran = run("import", project, marks)
    assert (ran.exit_code, ran.stderr) == (0, "")
    rows = [line.split() for line in ran.stdout.splitlines()]
    assert rows[1:] == [["Articles", "1", "0"], ["Marks", "2", "0"], ["Relations", "1", "0"]]


def test_a_dry_run_tells_the_same_and_changes_nothing(run, project, marks):
    before = run("info", project).stdout
    dry = run("import", project, marks, "--dry-run")
    assert run("info", project).stdout == before
    real = run("import", project, marks)
    assert dry.stdout.startswith(real.stdout)
    assert "dry run" in dry.stdout


def test_a_refused_import_is_a_finding_and_changes_nothing(run, project, bad):
    ran = run("import", project, bad)
    assert ran.exit_code == 1
    first = ran.stderr.splitlines()[0]
    assert first.startswith(f"{bad}, line 1, spans[0].end: ")
    assert "99" in first
    with Session.open(project) as session:
        assert session.finding.count() == 0


def test_an_import_tells_breaches_of_rules(run, answer, project, tmp_path):
    spans = [factories.span_record(f"s-{n}", "person", n, 6) for n in range(25)]
    given = factories.record([{**one, "end": 30, "text": None} for one in spans])
    given["spans"] = [{k: v for k, v in one.items() if v is not None} for one in given["spans"]]
    path = factories.write_records(tmp_path / "m.jsonl", given)
    ran = run("import", project, path, "--dry-run")
    count = answer("import", project, path, "--dry-run")["finding_count"]
    assert ran.exit_code == 0
    assert f"rules: {count}" in ran.stdout
    assert f"… and {count - 20} more" in ran.stdout


def test_json_has_no_place_in_an_export_to_the_terminal(run, project):
    ran = run("export", project, "-", "--json")
    assert ran.exit_code == 2
    assert "--json" in ran.stderr
    assert ran.stdout == ""


def test_an_import_as_json(answer, project, bad, marks):
    told = answer("import", project, bad)
    (problem,) = told["problems"]
    assert (told["is_applied"], told["is_refused"]) == (False, True)
    assert {k: problem[k] for k in ("code", "severity", "line", "field", "value")} == {
        "code": "past_end",
        "severity": "refused",
        "line": 1,
        "field": "spans[0].end",
        "value": 99,
    }
    assert "99" in problem["message"]
    assert answer("import", project, marks)["new_spans"] == 2


def test_new_coders_and_guessed_encodings_are_told(run, project, tmp_path):
    text = tmp_path / "a.txt"
    text.write_bytes("Sri berkata: “ya”.".encode("cp1252"))
    other = factories.write_records(
        tmp_path / "m.jsonl",
        factories.record([factories.span_record("s-1", "person", 0, 6)], coder="Citra"),
    )
    ran = run("import", project, text, other)
    assert "Citra" in ran.stdout
    assert "cp1252" in ran.stdout


def test_an_export_writes_the_marks(run, project, marks, tmp_path):
    run("import", project, marks)
    ran = run("export", project, tmp_path / "out.jsonl")
    assert ran.exit_code == 0
    (record,) = factories.read_records(tmp_path / "out.jsonl")
    assert len(record["spans"]) == 2
    assert "2 marks" in ran.stdout


def test_an_export_can_go_to_the_terminal(run, project, marks, tmp_path):
    run("import", project, marks)
    run("export", project, tmp_path / "out.jsonl")
    ran = run("export", project, "-")
    assert ran.stdout_bytes == (tmp_path / "out.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("options", "coders", "text"),
    [
        ([], ["Ani", "Budi"], factories.TEXT),
        (["--coder", "Budi"], ["Budi"], factories.TEXT),
        (["--finished"], ["Budi"], factories.TEXT),
        (["--no-text"], ["Ani", "Budi"], None),
    ],
)
def test_options_choose_what_is_exported(run, project, marks, tmp_path, options, coders, text):
    other = factories.record(coder="Budi", status="done")
    run("import", project, marks, factories.write_records(tmp_path / "b.jsonl", other))
    out = tmp_path / "out.jsonl"
    assert run("export", project, out, *options).exit_code == 0
    records = factories.read_records(out)
    assert [one["coder"] for one in records] == coders
    assert {one["text"] for one in records} == {text}


def test_an_unknown_coder_is_an_error_that_names_the_known_ones(run, project, tmp_path):
    ran = run("export", project, tmp_path / "out.jsonl", "--coder", "Citra")
    assert ran.exit_code == 1
    assert "Citra" in ran.stderr
    assert "Ani" in ran.stderr


def test_an_export_as_json(answer, run, project, marks, tmp_path):
    run("import", project, marks)
    told = answer("export", project, tmp_path / "out.jsonl")
    assert (told["records"], told["spans"], len(told["sha256"])) == (1, 2, 64)


def test_errors_are_json_too_where_json_was_asked_for(run, project, tmp_path):
    ran = run("export", project, project, "--json")
    told = json.loads(ran.stdout)
    assert (ran.exit_code, told["error"]) == (1, "would_replace_project")
    assert told["message"] in ran.stderr


def test_the_worked_coding_goes_in_and_comes_out_the_same(run, tmp_path):
    """The line of the README, with two projects and two names."""
    codebook = factories.SCHEMAS / "asn-neutrality.yaml"
    files = [*sorted(factories.SEEDS.glob("*.txt")), factories.WORKED_CODING]
    first, second, third = (tmp_path / f"{number}.jsonl" for number in range(3))
    project = tmp_path / "p.annot"
    assert run("new", project, "--codebook", codebook, "--coder", "gold").exit_code == 0
    assert run("import", project, *files).exit_code == 0
    assert run("export", project, first).exit_code == 0
    told = json.loads(run("verify", first, "--json").stdout)
    assert (told["documents"], told["spans"], told["relations"]) == (5, 300, 207)
    assert (told["equal_quotes"], told["is_sound"], told["finding_count"]) == (300, True, 0)
    for coder, out in (("gold", second), ("siapa saja", third)):
        other = tmp_path / f"{coder}.annot"
        run("new", other, "--codebook", codebook, "--coder", coder)
        assert run("import", other, first).exit_code == 0
        run("export", other, out)
        assert out.read_bytes() == first.read_bytes()


@pytest.fixture
def reviewed(project, tmp_path):
    """A project in which two coders agree on an article, and its review has begun."""
    mark = factories.span_record("s1", "person", *factories.SRI, attributes={"role": "head"})
    records = [
        factories.record([{**mark, "id": name}], coder=name, status="done")
        for name in ("Budi", "Citra")
    ]
    with Session.open(project) as session:
        assert factories.import_records(session, tmp_path, *records).is_applied
        [article] = Adjudicating(session.context).articles()
        desk = Adjudicating(session.context).desk(article.document_id)
        desk.begin()
    return project


def test_the_gold_is_exported_by_itself_once_it_is_signed_off(run, reviewed, tmp_path):
    out = tmp_path / "gold.jsonl"
    empty = run("export", reviewed, out, "--gold").output
    assert "0 records" in empty
    assert "No article is signed off, so the file is empty" in empty
    assert (
        "1 record with 1 mark and 0 relations"
        in run("export", reviewed, out, "--gold", "--unsigned").output
    )
    [record] = factories.read_records(out)
    [made] = record["provenance"]["marks"].values()
    assert (made["verdict"], made["coders"]) == ("auto", 2)
    assert run("verify", out).exit_code == 0


def test_an_export_of_gold_names_what_is_open_again(run, reviewed, tmp_path):
    with Session.open(reviewed) as session:
        [article] = Adjudicating(session.context).articles()
        Adjudicating(session.context).desk(article.document_id).sign_off()
    late = factories.write_records(
        tmp_path / "late.jsonl", factories.record([], coder="Dewi", status="done")
    )
    assert run("import", reviewed, late).exit_code == 0
    result = run("export", reviewed, tmp_path / "gold.jsonl", "--gold")
    assert (
        "1 article was signed off, but cases in it are open again; its gold is as it was decided: "
        + article.key
        in result.output
    )
    assert result.exit_code == 0
    told = run("export", reviewed, tmp_path / "gold.jsonl", "--gold", "--json")
    assert json.loads(told.stdout)["overtaken"] == [article.key]


def test_an_export_of_gold_where_no_review_has_begun_says_that_it_is_empty(run, project, tmp_path):
    result = run("export", project, tmp_path / "gold.jsonl", "--gold", "--unsigned")
    assert "No review has begun, so there is no gold and the file is empty." in result.output
    assert result.exit_code == 0


@pytest.mark.parametrize(
    "options", [("--gold", "--coder", "Budi"), ("--gold", "--finished"), ("--unsigned",)]
)
def test_options_that_do_not_go_with_the_gold_are_told(run, reviewed, tmp_path, options):
    result = run("export", reviewed, tmp_path / "out.jsonl", *options)
    assert result.exit_code == 2
    assert "goes with" in result.output
    assert not (tmp_path / "out.jsonl").exists()
