"""Parcels: what is in them, what is not, and that they are made whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime

import factories
import pytest
from parcel_scene import BUDI, CITRA, DEWI, LEAD, SECOND, UNASSIGNED, Scene, bodies_of, exported

from annotator.model.assignment import Purpose
from annotator.model.errors import EnvironmentFault, NotSaved, RefusedError
from annotator.store import presence, reviews
from annotator.store.integrity import check
from annotator.store.project import Project
from annotator.workbench import parcelling
from annotator.workbench.session import Session


@pytest.fixture
def scene(tmp_path):
    made = Scene(tmp_path)
    yield made
    made.close()


def everything_in(path) -> bytes:
    """The bytes of the file, and those of its revisions unpacked."""
    return path.read_bytes() + b"".join(bodies_of(path))


@pytest.mark.parametrize("purpose", list(Purpose))
def test_whoever_holds_a_parcel_finds_nothing_of_others_in_its_bytes(scene, purpose):
    scene.review_everything()
    path = scene.parcel(purpose=purpose)
    found = everything_in(path)
    for name in (CITRA, DEWI):
        secrets = [name, f"why-of-{name}", f"note-of-{name}", f"outlet-of-{name}"]
        secrets += [f"question-to-{name}", f"asked-{name}", f"decided-{name}"]
        secrets += [scene.people[name], *scene.spans[name]]
        for secret in secrets:
            assert secret.encode() not in found, secret
            if len(secret) == 32:
                assert bytes.fromhex(secret) not in found, secret
    for secret in (UNASSIGNED[:20], "gold-Zzyx", "decided-", "snapshot-Hqqq"):
        assert secret.encode() not in found, secret
    for own in (BUDI, f"why-of-{BUDI}", f"note-of-{BUDI}", f"asked-{BUDI}", SECOND[:8]):
        assert own.encode() in found, own
    assert (f"question-to-{BUDI}".encode() in found) is (purpose is Purpose.FEEDBACK)


def test_a_parcel_holds_one_coders_rows_and_counts_nobody_else(scene):
    path = scene.parcel()
    with Session.open(path) as session:
        counts = presence.count_rows(session.project)
        assert (counts["document"], counts["coder"], counts["codebook"]) == (2, 2, 1)
        assert (counts["span"], counts["relation"], counts["comment"]) == (2, 1, 1)
        assert (counts["assignment"], counts["parcel"], counts["decision"]) == (2, 1, 0)
        assert session.coder.name == BUDI
        assert check(session.project) == []


def test_feedback_comes_only_of_articles_that_are_released(scene):
    scene.review_everything()
    path = scene.parcel(purpose=Purpose.FEEDBACK)
    with Session.open(path) as session:
        found = reviews.list_feedback(session.project, session.coder.id)
    assert [one.document_id for one in found] == [scene.first]


def test_the_project_is_not_changed_by_handing_out_but_for_the_parcel_itself(scene):
    before, standing = exported(scene.session), scene.others()
    spans = "SELECT * FROM span ORDER BY id"
    own = scene.session.project.file.rows(spans)
    first = scene.parcel()
    second = scene.parcel()
    assert first != second
    assert exported(scene.session) == before
    assert scene.session.project.file.rows(spans) == own
    now = scene.others()
    assert len(now.pop("parcel")) == 2
    standing.pop("parcel")
    assert now == standing
    assert check(scene.session.project) == []


def test_the_beginning_of_a_parcel_is_the_same_bytes_in_the_project(scene):
    path = scene.parcel()
    ours = scene.session.project.file.rows(
        "SELECT hash FROM revision WHERE action = 'parcel' ORDER BY seq"
    )
    connection = sqlite3.connect(path)
    theirs = connection.execute("SELECT hash FROM revision ORDER BY seq").fetchall()
    connection.close()
    assert theirs == ours


def test_the_lead_goes_on_in_another_stream_than_the_parcels(scene):
    """The lead goes on in another stream, so the file's can never grow in two places."""
    scene.parcel()
    scene.session.coding.add_span(scene.first, factories.extents(factories.SRI), "person")
    streams = scene.session.project.file.rows(
        "SELECT stream, count(DISTINCT action = 'parcel') FROM revision GROUP BY stream"
    )
    assert {kinds for _, kinds in streams} == {1}


def test_a_parcel_that_cannot_be_written_leaves_the_project_as_it_was(scene, tmp_path):
    before = scene.state()
    taken = tmp_path / "taken.annot"
    taken.write_text("mine")
    with pytest.raises(EnvironmentFault, match="file_exists"):
        scene.parcel(path=taken)
    assert taken.read_text() == "mine"
    nowhere = tmp_path / "nowhere" / "p.annot"
    with pytest.raises(EnvironmentFault, match="missing_folder") as refused:
        scene.parcel(path=nowhere)
    assert str(refused.value.fields["path"]) in (str(nowhere), str(nowhere.parent))
    assert scene.state() == before
    assert reviews.list_parcels(scene.session.project) == []
    assert not [one for one in os.listdir(tmp_path) if one.endswith((".parcel", ".new"))]


def test_a_project_that_cannot_be_written_leaves_no_parcel_behind(scene, tmp_path, monkeypatch):
    before = scene.state()
    folder = set(os.listdir(tmp_path))
    make = Project.make

    def fail(*arguments, **more):
        make(*arguments, **more)
        raise NotSaved("disk_full", path="x")

    monkeypatch.setattr(Project, "make", fail)
    with pytest.raises(NotSaved):
        scene.parcel()
    monkeypatch.undo()
    assert scene.state() == before
    assert set(os.listdir(tmp_path)) == folder


def test_rows_in_two_versions_are_decided_before_they_are_handed_out(scene, tmp_path):
    import shutil

    from annotator.workbench.joining import join_files

    scene.session.close()
    copy = tmp_path / "copy.annot"
    shutil.copy(tmp_path / "lead.annot", copy)
    scene.session = Session.open(tmp_path / "lead.annot", BUDI)
    with Session.open(copy, BUDI) as other:
        other.coding.set_attribute(scene.spans[BUDI][0], "why", "there")
    scene.session.coding.set_attribute(scene.spans[BUDI][0], "why", "here")
    scene.session.code_as(LEAD)
    join_files(scene.session.context, [copy])
    with pytest.raises(RefusedError, match="undecided_in_parcel") as refused:
        scene.parcel()
    assert refused.value.fields["count"] == 1


def test_a_correction_brings_the_earlier_version_with_its_marks(scene):
    from annotator.workbench.correcting import apply_correction, plan_check

    made = apply_correction(
        scene.session.context, scene.first, factories.TEXT.replace("Bupati", "Wali kota")
    )
    path = scene.parcel()
    with Session.open(path) as session:
        assert presence.find_living(session.project, "document", [scene.first, made.document_id])
        assert plan_check(session.context, made.document_id).old.id == scene.first
        assert check(session.project) == []


def test_marks_of_an_older_codebook_come_with_it_and_the_newest_stays_in_force(scene, tmp_path):
    from annotator.codebooks import reader
    from annotator.store import codebooks, rows

    text = factories.CODEBOOK.replace("version: 1.0.0", "version: 1.1.0")
    file = reader.read_codebook(factories.write_codebook(tmp_path, text, "next.yaml"))
    scene.write("codebook", file.id, rows.codebook_value(file, "small", "1.1.0"))
    path = scene.parcel()
    assert codebooks.current_codebook_id(scene.session.project) == file.id
    with Session.open(path) as session:
        assert session.codebook.version == "1.1.0"
        assert presence.count_rows(session.project)["codebook"] == 2


def test_a_comment_of_a_reviewer_comes_only_where_it_is_about_the_coders_own(scene):
    answered = scene.comment("about-Budi", scene.spans[BUDI][1])
    other = scene.comment("about-Citra", scene.spans[CITRA][1])
    own = scene.comment("about-the-article", scene.first)
    colleague = scene.comment("of-a-colleague", scene.spans[BUDI][1], CITRA)
    with Session.open(scene.parcel()) as session:
        there = presence.find_living(session.project, "comment", [answered, other, own, colleague])
    assert there == {answered}


def test_a_parcel_is_recovered_as_the_parcel_it_is(scene, tmp_path):
    from annotator.workbench.recovering import recover_project

    path = scene.parcel()
    recover_project(path, tmp_path / "again.annot")
    with Session.open(tmp_path / "again.annot") as session:
        assert session.project.parcel_id is not None
        assert session.coder.name == BUDI


def test_a_parcel_helps_to_recover_its_project_and_does_not_make_a_parcel_of_it(scene, tmp_path):
    from annotator.workbench.recovering import recover_project

    path = scene.parcel()
    scene.session.close()
    recover_project(tmp_path / "lead.annot", tmp_path / "again.annot", [path])
    with Session.open(tmp_path / "again.annot") as session:
        assert session.project.parcel_id is None
        assert session.coder.name == LEAD


def test_suggested_names_fit_every_file_system(scene):
    context = scene.session.context
    coder = parcelling.find_coder(context, BUDI)
    assert parcelling.suggested_name(context, coder) == "lead-Budi.annot"
    feedback = parcelling.suggested_name(context, coder, Purpose.FEEDBACK)
    assert feedback == "lead-Budi-feedback.annot"
    from dataclasses import replace

    strange = replace(coder, name='  a/b\\c:"d" ..')
    assert parcelling.suggested_name(context, strange) == "lead-a-b-c-d.annot"


def test_a_parcel_is_no_backup_of_its_project_nor_the_other_way_round(scene, tmp_path):
    from annotator.store.replacing import restore

    path = scene.parcel()
    scene.session.close()
    project = tmp_path / "lead.annot"
    for place, other in ((project, path), (path, project)):
        before = place.read_bytes()
        with pytest.raises(RefusedError, match="backup_of_another"):
            restore(place, other, datetime.now(UTC))
        assert place.read_bytes() == before
