"""Commands that write: what they say in JSON, that the project is sound after, what stops them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import factories
import pytest
from comparing_scene import Scene, linked_records, record

from annotator.store.project import Project
from annotator.workbench.correcting import find_document
from annotator.workbench.session import Session

WRITERS = {
    "import": ["import", "{project}", "{more}"],
    "correct": ["correct", "{project}", "doc-1", "{text}"],
    "coder added": ["coder", "{project}", "Dewi", "--add"],
    "coder with a role": ["coder", "{project}", "Ani", "--role", "adjudicator"],
    "assign by rule": ["assign", "{project}", "--coders", "Ani,Budi", "--per-article", "2"],
    "assign by hand": ["assign", "{project}", "--coder", "Lead", "--documents", "doc-2"],
    "lock": ["assign", "{project}", "--coder", "Ani", "--documents", "doc-2", "--lock"],
    "recode": ["recode", "{project}", "--coder", "Ani", "--share", "1", "--after-days", "0"],
    "parcel": ["parcel", "{project}", "--coder", "Ani", "--all", "--out", "{out}"],
    "merge": ["merge", "{project}", "{copy}"],
    "sync": ["sync", "{project}", "{folder}"],
    "kept numbers": ["agreement", "{project}", "--keep", "March", "--draws", "20"],
}
every = pytest.mark.parametrize("name", WRITERS)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed project of two coders, and another copy of it with a mark more."""
    folder = tmp_path_factory.mktemp("made")
    scene = Scene(folder, linked_records())
    scene.close()
    shutil.copyfile(folder / "p.annot", folder / "copy.annot")
    with Session.open(folder / "copy.annot") as session:
        session.code_as("Cici")
        document = find_document(session.context, "doc-0").id
        session.coding.add_span(document, factories.extents((0, 2)), "place")
    return folder


@pytest.fixture
def places(made: Path, tmp_path: Path) -> dict[str, Path]:
    """The project and its copy in a folder of their own, with what else commands need."""
    found = {name: tmp_path / name for name in ("folder", "out", "text", "more")}
    found |= {"project": tmp_path / "p.annot", "copy": tmp_path / "copy.annot"}
    for name in ("p.annot", "copy.annot"):
        shutil.copyfile(made / name, tmp_path / name)
    found["folder"].mkdir()
    found["text"].write_text("01 " + factories.TEXT.replace("ikut", "turut"), encoding="utf-8")
    found["out"] = tmp_path / "parcel.annot"
    found["more"] = factories.write_records(
        tmp_path / "more.jsonl", record(9, "Eka", [("person", 3, 9, {"role": "head"})])
    )
    return found


def filled(name: str, places: dict[str, Path]) -> list[str]:
    return [part.format(**places) for part in WRITERS[name]]


def log_of(path: Path) -> list[bytes]:
    with Project.open(path) as project:
        return [bytes(row[0]) for row in project.file.rows("SELECT hash FROM revision ORDER BY n")]


@every
def test_it_writes_steps_and_the_project_is_sound_afterwards(run, answer, places, name):
    before = log_of(places["project"])
    ran = run(*filled(name, places), "--json")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert isinstance(json.loads(ran.stdout), dict)
    after = log_of(places["project"])
    assert after[: len(before)] == before
    assert len(after) > len(before) or name == "sync"
    for look in ("check", "verify"):
        assert answer(look, places["project"])["is_sound"]


@every
def test_a_project_that_is_open_elsewhere_is_left_alone(run, places, name):
    before = log_of(places["project"])
    with Session.open(places["project"]):
        ran = run(*filled(name, places), "--json")
    error = json.loads(ran.stdout)
    assert (ran.exit_code, error["message"]) == (1, ran.stderr.strip())
    assert "p.annot" in error["message"]
    assert log_of(places["project"]) == before
    assert not places["out"].exists()
    assert list(places["folder"].iterdir()) == []


@every
def test_what_is_no_project_is_refused_before_anything_is_written(run, places, name):
    text = places["text"].read_bytes()
    ran = run(*filled(name, {**places, "project": places["text"]}), "--json")
    assert (ran.exit_code, json.loads(ran.stdout)["error"]) == (1, "not_a_project")
    assert places["text"].read_bytes() == text
    assert not places["out"].exists()
    assert list(places["folder"].iterdir()) == []


@pytest.mark.parametrize("name", ["import", "correct", "assign by rule", "recode", "merge"])
def test_a_dry_run_tells_what_the_real_one_does(run, answer, places, name):
    before = log_of(places["project"])
    dry = answer(*filled(name, places), "--dry-run")
    shown = run(*filled(name, places), "--dry-run")
    assert shown.stdout.rstrip().endswith("This was a dry run; the project is as it was.")
    assert log_of(places["project"]) == before
    real = answer(*filled(name, places))
    told = {"is_applied", "carried", "waiting", "path"}
    assert {key: one for key, one in dry.items() if key not in told} == {
        key: one for key, one in real.items() if key not in told
    }
    assert (dry["is_applied"], real["is_applied"]) == (False, True)


@pytest.mark.parametrize("name", ["import", "merge", "coder with a role", "assign by hand"])
def test_doing_it_again_adds_nothing(answer, places, name):
    answer(*filled(name, places))
    once = log_of(places["project"])
    answer(*filled(name, places))
    assert log_of(places["project"]) == once


WRONG = [
    ["history", "{project}", "--limit", "0"],
    ["history", "{project}", "--verb", "frob"],
    ["progress", "{project}", "--by", "day"],
    ["coder", "{project}", "Ani", "--role", "king"],
    ["coder", "{project}", "--add"],
    ["assign", "{project}"],
    ["assign", "{project}", "--coder", "Ani", "--documents", "doc-1", "--place", "0"],
    ["assign", "{project}", "--coders", "Ani", "--lock"],
    ["recode", "{project}", "--coder", "Ani", "--share", "half", "--after-days", "1"],
    ["recode", "{project}", "--coder", "Ani", "--after-days", "1"],
    ["parcel", "{project}"],
    ["merge", "{project}"],
    ["merge", "{project}", "{copy}", "--choose", "x"],
    ["export", "{project}", "{out}", "--unsigned"],
    ["export", "{project}", "{out}", "--gold", "--finished"],
    ["export", "{project}", "-", "--json"],
    ["agreement", "{project}", "--draws", "0"],
    ["agreement", "{project}", "--from", "2026-13-01"],
    ["agreement", "{project}", "--table", "all"],
    ["agreement", "{project}", "--figure", "pie"],
    ["agreement", "{project}", "--where", "city"],
]


@pytest.mark.parametrize("line", WRONG, ids=lambda line: " ".join(line[:1] + line[2:]))
def test_wrong_use_is_said_in_the_language_in_use_and_does_nothing(run, places, line):
    before = log_of(places["project"])
    asked = [part.format(**places) for part in line]
    english, indonesian = (run("--language", code, *asked) for code in ("en", "id"))
    assert [ran.exit_code for ran in (english, indonesian)] == [2, 2]
    assert [ran.stdout for ran in (english, indonesian)] == ["", ""]
    assert english.stderr.startswith("Usage: annotator ")
    assert indonesian.stderr.startswith("Pemakaian: annotator ")
    assert english.stderr.splitlines()[-1] != indonesian.stderr.splitlines()[-1]
    assert log_of(places["project"]) == before
    assert not places["out"].exists()


# long lists -------------------------------------------------------------------------------------


def test_more_marks_to_look_at_than_are_shown_are_counted(run, answer, places, monkeypatch):
    places["text"].write_text("Bupati Sri di Balikpapan.", encoding="utf-8")
    asked = ["correct", places["project"], "doc-1", places["text"], "--dry-run"]
    marks = answer(*asked)["marks"]
    doubtful = [one for one in marks if one["standing"] in ("changed", "lost")]
    assert len(doubtful) > 1
    every_one = run(*asked).stdout
    monkeypatch.setattr("annotator.cli.correcting.SHOWN", 1)
    shown = run(*asked).stdout
    assert "more" not in every_one
    assert f"… and {every_one.count('→') - 1} more" in shown
    assert shown.count("→") == 1


@pytest.fixture
def clashing(places: dict[str, Path]) -> dict[str, Path]:
    """Ani has answered three questions otherwise in each of the copies."""
    for name, role in (("project", "staff"), ("copy", "unknown")):
        with Session.open(places[name]) as session:
            session.code_as("Ani")
            for key in ("doc-1", "doc-3", "doc-5"):
                document = find_document(session.context, key).id
                mark = session.finding.annotations(document).spans[1]
                session.coding.set_attribute(mark.id, "role", None if role == "unknown" else role)
    return places


def test_more_rows_in_two_versions_than_are_shown_are_counted(run, answer, clashing, monkeypatch):
    asked = ["merge", clashing["project"], clashing["copy"], "--dry-run"]
    told = answer(*asked)
    assert told["conflict_count"] == len(told["conflicts"]) == 3
    monkeypatch.setattr("annotator.cli.copies.SHOWN", 1)
    shown = run(*asked).stdout
    assert "until somebody decides (both are kept): 3" in shown
    assert "… and 2 more" in shown
    assert [one["id"] in shown for one in told["conflicts"]] == [True, False, False]


def test_versions_that_are_chosen_stand_and_the_others_wait(run, answer, clashing):
    asked = ["merge", clashing["project"], clashing["copy"]]
    first, second, third = answer(*asked, "--dry-run")["conflicts"]
    chosen = ["--choose", f"{first['id'][:-1]}=1", "--choose", f"{second['id']}=2"]
    told = answer(*asked, *chosen)
    assert (told["decided"], told["conflict_count"]) == (2, 1)
    assert [one["id"] for one in told["conflicts"]] == [third["id"]]
    again = run(*asked, "--choose", f"{third['id']}=1")
    assert (again.exit_code, "Decided: 1" in again.stdout) == (0, True)
    assert answer("check", clashing["project"])["is_sound"]
    assert answer(*asked)["conflict_count"] == 0


@pytest.mark.parametrize("value", ["{id}=0", "{id}=3", "{id}=²", "{id}=", "{id}", "=1", "x=1"])
def test_a_version_that_there_is_not_is_wrong_use_and_joins_nothing(run, answer, clashing, value):
    asked = ["merge", clashing["project"], clashing["copy"]]
    conflict = answer(*asked, "--dry-run")["conflicts"][0]
    before = log_of(clashing["project"])
    ran = run(*asked, "--choose", value.format(id=conflict["id"]))
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert log_of(clashing["project"]) == before
