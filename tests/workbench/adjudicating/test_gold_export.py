"""The gold by itself as JSONL: which articles, and where each mark comes from."""

from __future__ import annotations

import json

import factories
import pytest
from review_scene import BALIKPAPAN, SRI, add_document, lives_in, person, place, record_of, work

from annotator.workbench.adjudicating.overtaken import find_overtaken
from annotator.workbench.exporting import ExportChoice, export_jsonl, lines
from annotator.workbench.importing import import_files
from annotator.workbench.provenance import GOLD_NAME
from annotator.workbench.session import Session
from annotator.workbench.verifying import verify_path

ENDS = (person(SRI), place(BALIKPAPAN))
GOLD = ExportChoice(gold=True)
UNSIGNED = ExportChoice(gold=True, with_unsigned=True)


def exported(scene, choice):
    return [json.loads(line) for line in lines(scene.session.context, choice)]


@pytest.fixture
def reviewed(make):
    scene = make(
        {"Budi": {"outlet": "Kompas"}, "Citra": {"outlet": "Kompas"}},
        Budi=work(*ENDS, lives_in(0, 1)),
        Citra=work(*ENDS),
    )
    desk = scene.begun()
    [one] = desk.cases
    desk.take(one.id, scene.letter(desk, one.id, "Budi"))
    desk.note(one.id, "it says so")
    return scene, desk


def test_only_signed_off_articles_are_exported_unless_others_are_asked_for(reviewed):
    scene, desk = reviewed
    assert exported(scene, GOLD) == []
    [record] = exported(scene, UNSIGNED)
    assert (record["status"], record["provenance"]["review"]["status"]) == (
        "in_progress",
        "in_review",
    )
    desk.sign_off()
    [record] = exported(scene, GOLD)
    assert (record["coder"], record["status"]) == (GOLD_NAME, "done")
    assert record["provenance"]["review"]["status"] == "signed_off"
    desk.reopen()
    assert exported(scene, GOLD) == []


def test_each_mark_says_how_it_became_gold(reviewed):
    scene, desk = reviewed
    desk.sign_off()
    [record] = exported(scene, GOLD)
    made = record["provenance"]["marks"]
    by_rule = made[record["spans"][0]["id"]]
    assert (by_rule["verdict"], by_rule["coders"], by_rule["readings"]) == ("auto", 2, 2)
    taken = made[record["relations"][0]["id"]]
    assert (taken["verdict"], taken["kind"], taken["readings"]) == ("reading", "relation", 1)
    assert (taken["note"], taken["codebook"]) == ("it says so", "small 1.0.0")
    assert taken["reviewer"] == scene.session.coder.key
    assert record["provenance"]["document"]["verdict"] == "auto"
    assert record["document"]["outlet"] == "Kompas"


def test_whose_reading_it_was_is_said_after_the_reveal_only(reviewed):
    scene, desk = reviewed
    desk.sign_off()

    def sources():
        [record] = exported(scene, GOLD)
        return {one["taken_from"] for one in record["provenance"]["marks"].values()}

    assert sources() == {None}
    desk.reveal()
    budi = scene.coder("Budi")
    key = next(c.key for c in scene.session.finding.coders() if c.id == budi)
    assert sources() == {None, key}


def test_an_export_of_all_has_no_provenance_and_the_gold_as_one_more_coder(reviewed):
    scene, _desk = reviewed
    records = exported(scene, ExportChoice())
    assert {one["coder"] for one in records} == {"Budi", "Citra", GOLD_NAME}
    assert all("provenance" not in one for one in records)


def test_a_gold_export_verifies_and_comes_into_another_project_without_its_provenance(
    reviewed, tmp_path
):
    scene, desk = reviewed
    desk.sign_off()
    report = export_jsonl(scene.session.context, tmp_path / "gold.jsonl", GOLD)
    assert (report.records, report.spans, report.relations) == (1, 2, 1)
    found = verify_path(tmp_path / "gold.jsonl", tmp_path / "small.yaml")
    assert (found.is_sound, found.problems, found.finding_count) == (True, (), 0)
    with Session.create(tmp_path / "other.annot", tmp_path / "small.yaml", "Eka") as other:
        taken = import_files(other.context, [tmp_path / "gold.jsonl"])
        assert (taken.is_applied, taken.problems, taken.new_spans) == (True, (), 2)
        [line] = lines(other.context, ExportChoice(GOLD_NAME))
        [record] = exported(scene, GOLD)
        assert json.loads(line) == {k: v for k, v in record.items() if k != "provenance"}


def test_provenance_of_another_shape_is_refused(tmp_path):
    path = factories.write_records(tmp_path / "m.jsonl", factories.record(provenance=["x"]))
    found = verify_path(path)
    assert [problem.code for problem in found.problems] == ["wrong_type"]


def test_articles_nobody_reviewed_are_not_in_the_gold(reviewed):
    scene, desk = reviewed
    add_document(scene, "b", "Orang.", Budi=work(place((0, 5))), Citra=work())
    desk.sign_off()
    assert [one["doc_id"] for one in exported(scene, UNSIGNED)] == ["doc-1"]


def test_articles_in_which_something_is_open_again_are_found_and_their_gold_stays(reviewed):
    scene, desk = reviewed
    desk.sign_off()
    before = exported(scene, GOLD)
    assert find_overtaken(scene.session.context) == []
    late = record_of("Dewi", work(person(SRI)))
    assert factories.import_records(scene.session, scene.folder, late).is_applied
    assert find_overtaken(scene.session.context) == [late["doc_id"]]
    assert exported(scene, GOLD) == before


def test_articles_whose_review_is_open_are_not_overtaken(reviewed):
    scene, desk = reviewed
    desk.sign_off()
    desk.reopen()
    late = record_of("Dewi", work(person(SRI)))
    assert factories.import_records(scene.session, scene.folder, late).is_applied
    assert find_overtaken(scene.session.context) == []
