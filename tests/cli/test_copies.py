"""The commands merge and sync."""

from __future__ import annotations

import json

import factories
import pytest
from copies_scene import Team, exported, mark

from annotator.workbench.session import Session


@pytest.fixture
def files(tmp_path):
    """Two closed copies with work of their own, and one mark that both changed."""
    team = Team(tmp_path, ("here", "there"))
    team["here"].coding.relabel_span(team.span.id, "place")
    team["there"].coding.set_attribute(team.span.id, "role", "head")
    mark(team["there"], team.document, factories.SRI)
    team.close()
    team.here, team.there = tmp_path / "here.annot", tmp_path / "there.annot"
    return team


def test_a_merge_tells_what_came_and_what_two_changed(run, files):
    ran = run("merge", files.here, files.there)
    assert ran.exit_code == 1
    rows = [line.split() for line in ran.stdout.splitlines()]
    assert ["Marks", "1", "1", "0"] in rows
    assert "Ani: 1 mark more" in ran.stdout
    assert f"{files.span.id}  Person “Bupati”" in ran.stdout
    assert "Label: Place; Role: –; Sure: –" in ran.stdout
    assert "Label: Person; Role: Head; Sure: yes  shown now" in ran.stdout


def test_a_dry_run_tells_the_same_and_changes_nothing(run, files):
    before = files.here.read_bytes()
    dry = run("merge", files.here, files.there, "--dry-run")
    with Session.open(files.here) as session:
        assert len(session.finding.annotations(files.document).spans) == 1
    real = run("merge", files.here, files.there)
    assert dry.stdout.startswith(real.stdout)
    assert before != files.here.read_bytes()


def test_merging_again_brings_nothing(run, files):
    run("merge", files.here, files.there)
    ran = run("merge", files.here, files.there)
    assert ran.stdout.splitlines()[0].split()[-3:] == ["0", "new", "steps"]


@pytest.mark.parametrize(("number", "label"), [(1, "place"), (2, "person")])
def test_the_version_that_is_chosen_stands(run, files, number, label):
    ran = run("merge", files.here, files.there, "--choose", f"{files.span.id[:20]}={number}")
    assert ran.exit_code == 0
    assert "Decided: 1" in ran.stdout
    with Session.open(files.here) as session:
        found = session.finding.annotations(files.document).span_by_id()
        assert found[files.span.id].label == label


@pytest.mark.parametrize("value", ["zzz=1", "=1", "", "{id}", "{id}=x", "{id}=0", "{id}=3"])
def test_a_choice_that_names_nothing_is_wrong_use(run, files, value):
    before = run("info", files.here).stdout
    ran = run("merge", files.here, files.there, "--choose", value.format(id=files.span.id))
    assert ran.exit_code == 2
    assert run("info", files.here).stdout == before


def test_a_merge_as_json(run, answer, files):
    told = answer("merge", files.here, files.there, "--dry-run")
    assert (told["is_applied"], told["new"]["span"], told["conflict_count"]) == (False, 1, 1)
    (conflict,) = told["conflicts"]
    assert [side["is_shown"] for side in conflict["sides"]] == [False, True]


def test_another_project_is_refused_in_words(run, files, tmp_path):
    folder = tmp_path / "other"
    folder.mkdir()
    factories.make_session(folder, "other.annot").close()
    ran = run("merge", files.here, folder / "other.annot")
    assert ran.exit_code == 1
    assert "another project" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_damaged_copy_is_not_taken_for_the_project(run, files):
    data = bytearray(files.there.read_bytes())
    page = int.from_bytes(data[16:18], "big")
    data[page : 2 * page] = bytes(page)
    files.there.write_bytes(data)
    ran = run("merge", files.here, files.there)
    assert ran.exit_code == 1
    assert ran.stderr.startswith(f"{files.there}: The project file is damaged")


def test_copies_meet_in_a_folder(run, files, tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    first = run("sync", files.here, folder)
    assert first.exit_code == 0
    for path in (files.there, files.here, files.there):
        ran = run("sync", path, folder)
    assert ran.exit_code == 1  # two versions wait for a decision
    assert "In two versions, until somebody decides" in ran.stdout
    with Session.open(files.here) as here, Session.open(files.there) as there:
        assert exported(here) == exported(there)


def test_a_sync_as_json_names_refused_and_half_files(run, answer, files, tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    (folder / "half.annrev").write_bytes(b"ANNREV1\nxx")
    told = answer("sync", files.here, folder)
    assert told["not_whole"] == ["half.annrev"]
    assert (told["received"], told["refused"]) == (0, [])
    assert told["sent"] > 0
    assert "half.annrev is not there completely yet" in run("sync", files.here, folder).stdout


def test_a_folder_that_is_not_there_is_told(run, files, tmp_path):
    ran = run("sync", files.here, tmp_path / "nowhere")
    assert ran.exit_code == 1
    assert str(tmp_path / "nowhere") in ran.stderr
    assert "Traceback" not in ran.stderr
    told = json.loads(run("sync", files.here, tmp_path / "nowhere", "--json").stdout)
    assert told["error"] == "folder_gone"


def test_one_step_is_counted_in_the_singular(run, files):
    run("merge", files.here, files.there)
    with Session.open(files.there) as session:
        session.coding.set_attribute(files.span.id, "sure", False)
    ran = run("merge", files.here, files.there)
    assert ran.stdout.splitlines()[0].split()[-3:] == ["1", "new", "step"]
