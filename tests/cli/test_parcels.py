"""The command parcel, and what merge and info say of parcels."""

from __future__ import annotations

import json

import factories
import pytest
from parcel_scene import BUDI, CITRA, DEWI, Scene, forge

from annotator.store import wire
from annotator.workbench.session import Session


@pytest.fixture
def scene(tmp_path):
    """A closed project in which Budi has two articles and Citra one."""
    made = Scene(tmp_path)
    made.assign(CITRA, [made.first])
    made.close()
    made.path = tmp_path / "lead.annot"
    return made


def test_a_parcel_is_made_beside_the_project(run, scene, tmp_path):
    ran = run("parcel", scene.path, "--coder", "budi")
    assert ran.exit_code == 0
    rows = [line.split() for line in ran.stdout.splitlines()]
    assert ran.stdout.startswith(f"Parcel for Budi: {tmp_path / 'lead-Budi.annot'}\n")
    assert ["Articles", "2"] in rows
    assert ["Marks", "2"] in rows
    assert (tmp_path / "lead-Budi.annot").is_file()


def test_several_coders_get_a_file_each(run, answer, scene, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    told = answer("parcel", scene.path, "--coder", BUDI, "--coder", CITRA, "--out", folder)
    assert [one["coder"] for one in told["parcels"]] == [BUDI, CITRA]
    assert [one["documents"] for one in told["parcels"]] == [2, 1]
    assert {path.name for path in folder.iterdir()} == {
        "lead-Budi.annot",
        "lead-Citra-Qwxz.annot",
    }


def test_one_coder_named_twice_gets_one_file_where_it_is_wanted(run, answer, scene, tmp_path):
    made = answer(
        "parcel",
        scene.path,
        "--coder",
        BUDI,
        "--coder",
        BUDI.lower(),
        "--out",
        tmp_path / "b.annot",
    )["parcels"]
    assert [(one["coder"], one["path"]) for one in made] == [(BUDI, str(tmp_path / "b.annot"))]


def test_a_folder_that_is_there_takes_the_file_under_its_usual_name(answer, scene, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    [made] = answer("parcel", scene.path, "--coder", BUDI, "--out", folder)["parcels"]
    assert made["path"] == str(folder / "lead-Budi.annot")
    assert [one.name for one in folder.iterdir() if one.suffix == ".annot"] == ["lead-Budi.annot"]


def test_all_articles_are_handed_out_when_asked(answer, scene, tmp_path):
    target = tmp_path / "all.annot"
    told = answer("parcel", scene.path, "--coder", CITRA, "--all", "--out", target)
    assert told["parcels"][0]["documents"] == 3
    assert told["parcels"][0]["path"] == str(target)


def test_a_parcel_with_feedback_says_so(run, scene):
    scene.session = Session.open(scene.path)
    scene.review_everything()
    scene.close()
    ran = run("parcel", scene.path, "--coder", BUDI, "--feedback")
    assert ["Articles", "with", "feedback", "1"] in [x.split() for x in ran.stdout.splitlines()]


def test_of_several_parcels_none_is_made_where_one_name_is_taken(run, scene, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    taken = folder / "lead-Citra-Qwxz.annot"
    taken.write_text("something else", encoding="utf-8")
    ran = run("parcel", scene.path, "--coder", BUDI, "--coder", CITRA, "--out", folder)
    assert (ran.exit_code, "There is a file" in ran.stderr) == (1, True)
    assert list(folder.iterdir()) == [taken]
    assert taken.read_text(encoding="utf-8") == "something else"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--coder", "Eko"], "There is no coder “Eko”"),
        (["--coder", DEWI], "No article is assigned"),
        (["--coder", BUDI, "--feedback"], "Nothing was released to Budi yet"),
        (["--coder", BUDI, "--out", "{folder}/nowhere/p.annot"], "There is no folder"),
        (["--coder", BUDI, "--out", "{folder}/lead.annot"], "There is a file"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_made(run, scene, tmp_path, arguments, words):
    before = sorted(tmp_path.iterdir()), run("history", scene.path).stdout
    ran = run("parcel", scene.path, *(one.format(folder=tmp_path) for one in arguments))
    assert ran.exit_code == 1
    assert words in ran.stderr
    assert (sorted(tmp_path.iterdir()), run("history", scene.path).stdout) == before


@pytest.mark.parametrize("other", ["Eko", DEWI])
def test_one_coder_who_can_get_none_keeps_all_parcels_from_being_made(run, scene, tmp_path, other):
    ran = run("parcel", scene.path, "--coder", BUDI, "--coder", other)
    assert ran.exit_code == 1
    assert not (tmp_path / "lead-Budi.annot").exists()


def test_without_a_coder_it_is_wrong_use(run, scene):
    assert run("parcel", scene.path).exit_code == 2


def test_info_says_that_a_file_is_a_parcel(run, answer, scene, tmp_path):
    run("parcel", scene.path, "--coder", BUDI)
    ran = run("info", tmp_path / "lead-Budi.annot")
    assert "Budi: parcel for coding, made" in ran.stdout
    assert "only Budi's marks come back into the project" in ran.stdout
    told = answer("info", tmp_path / "lead-Budi.annot")
    assert told["parcel"]["coder"] == BUDI
    assert answer("info", scene.path)["parcel"] is None


@pytest.fixture
def coded(run, scene, tmp_path):
    """A parcel in which Budi added a mark and finished the second article."""
    run("parcel", scene.path, "--coder", BUDI)
    path = tmp_path / "lead-Budi.annot"
    with Session.open(path) as session:
        session.coding.add_span(scene.second, factories.extents((0, 8)), "place")
        session.coding.set_status(scene.second, "done")
    return path


def test_a_merge_tells_whose_parcel_came_and_what_of_each_article(run, scene, coded):
    dry = run("merge", scene.path, coded, "--dry-run")
    assert dry.exit_code == 0
    assert f"{coded}: parcel for coding of Budi, 1 of 2 articles done" in dry.stdout
    assert ": 1 new mark, 1 relation, note or answer\n" in dry.stdout
    assert "1 article as it was" in dry.stdout
    assert "dry run" in dry.stdout
    real = run("merge", scene.path, coded)
    assert dry.stdout.startswith(real.stdout)
    again = run("merge", scene.path, coded)
    assert again.stdout.splitlines()[0].split()[-3:] == ["0", "new", "steps"]
    assert "2 articles as they were" in again.stdout


def test_a_merge_as_json_has_every_article(answer, scene, coded):
    (file,) = answer("merge", scene.path, coded, "--dry-run")["files"]
    assert (file["coder"], file["purpose"], file["revisions"]) == (BUDI, "coding", 2)
    by_id = {one["id"]: one for one in file["documents"]}
    assert by_id[scene.second]["new"] == 1
    assert by_id[scene.second]["is_finished"] is True
    assert by_id[scene.first]["same"] == 2


def test_a_parcel_that_was_changed_by_other_programs_is_refused_in_words(run, scene, coded):
    record = wire.Record("span", scene.spans[CITRA][0], (), None)
    forge(coded, [record], scene.people[BUDI])
    before = run("history", scene.path).stdout
    ran = run("merge", scene.path, coded, "--json")
    assert ran.exit_code == 1
    assert json.loads(ran.stdout)["error"] == "parcel_foreign_row"
    assert "not Budi's to change" in ran.stderr
    assert run("history", scene.path).stdout == before


def test_what_a_parcel_does_not_allow_is_said(run, scene, coded, tmp_path):
    text = tmp_path / "new.txt"
    text.write_text("Teks baru.")
    for arguments in (["import", coded, text], ["sync", coded, tmp_path]):
        ran = run(*arguments)
        assert ran.exit_code == 1
        assert "This file is a parcel of Budi" in ran.stderr


def test_the_history_shows_parcels_by_kind(run, scene, coded):
    shown = run("history", scene.path, "--verb", "parcel")
    assert "parcel for Budi, articles: 2" in shown.stdout
    assert len(shown.stdout.strip().splitlines()) == 1
