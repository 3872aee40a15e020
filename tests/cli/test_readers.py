"""Commands that only look: JSON for programs, two languages for people, and nothing changed."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import factories
import pytest
from comparing_scene import Scene, linked_records

READERS = {
    "info": ["info", "{project}"],
    "history": ["history", "{project}"],
    "history of a coder": ["history", "{project}", "--coder", "Ani"],
    "check": ["check", "{project}"],
    "verify": ["verify", "{project}"],
    "verify an export": ["verify", "{marks}", "--codebook", "{codebook}"],
    "codebook check": ["codebook", "check", "{codebook}"],
    "coder": ["coder", "{project}"],
    "coder of a name": ["coder", "{project}", "budi"],
    "progress": ["progress", "{project}"],
    "progress by label": ["progress", "{project}", "--by", "label"],
    "progress by week": ["progress", "{project}", "--by", "week"],
    "agreement": ["agreement", "{project}", "--draws", "20"],
    "agreement of all": ["agreement", "{project}", "--all", "--methods", "--behind", "--draws=9"],
    "backups": ["backup", "{project}", "--list"],
    "backups to restore": ["restore", "{project}"],
    "import": ["import", "{project}", "{marks}", "--dry-run"],
    "correct": ["correct", "{project}", "doc-1", "{text}", "--dry-run"],
    "assign": ["assign", "{project}", "--coders", "Ani,Budi", "--dry-run"],
    "recode": ["recode", "{project}", "--coder=Ani", "--share=1", "--after-days=0", "--dry-run"],
}
OF_PROJECTS = [
    name
    for name, line in READERS.items()
    if "{project}" in line and "backups" not in name and line[0] != "verify"
]
every = pytest.mark.parametrize("name", READERS)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A closed project of two coders who disagree, its export, its codebook and a text."""
    folder = tmp_path_factory.mktemp("readers")
    scene = Scene(folder, linked_records())
    scene.close()
    found = {"project": folder / "p.annot", "codebook": folder / "small.yaml"}
    found |= {"marks": folder / "coded.jsonl", "text": folder / "new.txt"}
    found["text"].write_text("01 " + factories.TEXT.replace("ikut", "turut"), encoding="utf-8")
    return found


def filled(name: str, places: dict[str, Path]) -> list[str]:
    return [part.format(**places) for part in READERS[name]]


def shape(value: object) -> object:
    """What stays of JSON in another language: keys, numbers, and how long lists are."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [shape(one) for one in value]
    return "text" if isinstance(value, str) else value


@every
def test_json_is_one_object_on_standard_output_and_nothing_else(run, places, name):
    ran = run(*filled(name, places), "--json")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert isinstance(json.loads(ran.stdout), dict)


@every
def test_json_says_the_same_in_both_languages(run, places, name):
    told = {}
    for code in ("en", "id"):
        ran = run("--language", code, *filled(name, places), "--json")
        told[code] = json.loads(ran.stdout)
        told[code].pop("methods", None)  # a paragraph in each language, in both
    assert shape(told["en"]) == shape(told["id"])


@every
def test_people_read_it_in_the_language_in_use(run, places, name):
    told = {code: run("--language", code, *filled(name, places)) for code in ("en", "id")}
    assert [ran.exit_code for ran in told.values()] == [0, 0]
    assert [ran.stderr for ran in told.values()] == ["", ""]
    assert told["en"].stdout.strip() != told["id"].stdout.strip() != ""


@every
def test_the_same_question_has_the_same_answer(run, places, name):
    first, again = (run(*filled(name, places), "--json").stdout for _time in range(2))
    assert first == again


@every
def test_looking_writes_no_step_and_leaves_nothing_behind(run, answer, places, name):
    def state() -> tuple[object, set[str]]:
        names = {one.name for one in places["project"].parent.iterdir()}
        return answer("history", places["project"]), names

    before = state()
    run(*filled(name, places))
    assert state() == before


NOT_PROJECTS = {
    "nothing": "missing_file",
    "folder": "not_a_project",
    "empty": "not_a_project",
    "text": "not_a_project",
    "bytes": "not_a_project",
}


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what is no project, by the names of ``NOT_PROJECTS``."""
    folder = tmp_path_factory.mktemp("others")
    (folder / "folder.annot").mkdir()
    (folder / "empty.annot").write_bytes(b"")
    (folder / "text.annot").write_text("Bupati Sri 😀", encoding="utf-8")
    (folder / "bytes.annot").write_bytes(bytes(range(256)) * 8)
    return folder


@pytest.mark.parametrize("name", OF_PROJECTS)
def test_what_is_no_project_is_said_in_a_sentence_and_as_a_code(run, places, others, name):
    for kind, code in NOT_PROJECTS.items():
        line = filled(name, {**places, "project": others / f"{kind}.annot"})
        plain, told = run(*line), run(*line, "--json")
        assert (plain.exit_code, plain.stdout, told.exit_code) == (1, "", 1)
        error = json.loads(told.stdout)
        assert (error["error"], error["problems"]) == (code, [])
        assert error["message"] == plain.stderr.strip() == told.stderr.strip()
        assert f"{kind}.annot" in error["message"]
        assert run("--language", "id", *line).stderr != plain.stderr


# what is told is what is there ------------------------------------------------------------------


def table(ran) -> list[list[str]]:
    lines = ran.stdout.splitlines()
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in lines]


def test_the_table_of_coders_has_the_numbers_of_the_json(run, answer, places):
    rows = answer("progress", places["project"])["rows"]
    keys = ("assigned", "in_progress", "done", "locked", "finished", "marks")
    shown = {row[0]: row[2:] for row in table(run("progress", places["project"]))[1:]}
    assert shown == {row["name"]: [str(row[key]) for key in keys] for row in rows}
    assert answer("coder", places["project"])["coders"] == rows


def test_labels_and_weeks_add_up_to_the_marks_of_each_coder(answer, places):
    def rows(by):
        return answer("progress", places["project"], "--by", by)["rows"]

    marks = {row["name"]: row["marks"] for row in rows("coder")}
    labels, weeks = rows("label"), rows("week")
    for name, count in marks.items():
        assert sum(row["coders"][name] for row in labels) == count
        assert sum(row["marks"] for row in weeks if row["coder"] == name) == count
    assert all(row["marks"] == sum(row["coders"].values()) for row in labels)


def test_info_counts_what_progress_counts(answer, places):
    marks = {row["name"]: row["marks"] for row in answer("progress", places["project"])["rows"]}
    told = {one["name"]: one["spans"] for one in answer("info", places["project"])["coders"]}
    assert told == {name: count for name, count in marks.items() if name in told}
    assert sum(marks.values()) == answer("verify", places["project"])["spans"]


def test_a_limit_takes_the_newest_of_the_history(answer, places):
    every_one = answer("history", places["project"])["entries"]
    for limit in range(1, len(every_one) + 2):
        shown = answer("history", places["project"], "--limit", limit)["entries"]
        assert shown == every_one[:limit]


def test_a_moment_parts_the_history_in_two(answer, places):
    path = places["project"]
    every_one = answer("history", path)["entries"]
    assert answer("history", path, "--since", "0001-01-01", "--until", "9999-12-31")["entries"] == (
        every_one
    )
    since = answer("history", path, "--since", "2020-01-01")["entries"]
    until = answer("history", path, "--until", "2019-12-31")["entries"]
    assert (since, until) == (every_one, [])


def test_the_rows_of_csv_are_those_of_json(run, places, tmp_path):
    file = tmp_path / "rows.csv"
    ran = run("agreement", places["project"], "--csv", file, "--draws", 20, "--json")
    told = json.loads(ran.stdout)["rows"]
    rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))
    assert [row["measure"] for row in rows] == [one["measure"] for one in told]
    for row, one in zip(rows, told, strict=True):
        assert (float(row["value"]) if row["value"] else None) == pytest.approx(one["value"])
        assert int(row["n_units"]) == one["n_units"]


def test_a_seed_makes_the_same_intervals_and_another_seed_others(answer, places):
    def bounds(seed):
        rows = answer("agreement", places["project"], "--seed", seed, "--draws", 60)["rows"]
        return [(row["value"], row["interval"]) for row in rows]

    first, again, other = bounds(5), bounds(5), bounds(6)
    assert first == again
    assert [value for value, _interval in first] == [value for value, _interval in other]
    assert [one["low"] for _value, one in first if one] != [one["low"] for _v, one in other if one]


def test_coders_are_told_in_the_order_in_which_they_are_asked_for(answer, places):
    def row(names):
        asked = ("--coders", names, "--measure", "span_f1_exact", "--draws", 20)
        return answer("agreement", places["project"], *asked)["rows"][0]

    there, back = row("Ani,Budi"), row(" budi , ANI,ani")
    assert (there["coders"], back["coders"]) == (["Ani", "Budi"], ["Budi", "Ani"])
    assert there["value"] == back["value"]


def test_where_nobody_coded_again_there_is_nothing_to_tell(run, answer, places):
    asked = ["agreement", places["project"], "--table", "again"]
    assert answer(*asked)["rows"] == []
    for more in ([], ["--behind"], ["--methods"]):
        ran = run(*asked, *more)
        assert ran.exit_code == 0
        assert ran.stdout.startswith("Nobody coded anything twice")


def test_a_long_list_behind_a_number_is_cut_for_people_only(run, answer, places, monkeypatch):
    asked = ["agreement", places["project"], "--measure", "span_f1_exact", "--behind", "--all"]
    passages = answer(*asked)["behind"]["passages"]
    monkeypatch.setattr("annotator.cli.agreement.SHOWN", 2)
    lines = run(*asked).stdout.splitlines()
    more = f"… and {len(passages) - 2} more"
    assert lines[-2] == more
    assert sum("doc-" in line for line in lines) == 2
    assert answer(*asked)["behind"]["passages"] == passages


def test_a_list_behind_no_number_has_no_sum(run, places):
    asked = ["agreement", places["project"], "--table", "gold", "--behind"]
    ran = run(*asked)
    assert ran.exit_code == 0
    assert "sum" not in ran.stdout
