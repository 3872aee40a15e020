"""Handing out parcels, working in them, and what a parcel refuses."""

from __future__ import annotations

import shutil

import factories
import pytest
from parcel_scene import BUDI, CITRA, LEAD, Scene, exported

from annotator.model.assignment import Purpose
from annotator.model.errors import RefusedError
from annotator.workbench import correcting, importing, parcelling, syncing
from annotator.workbench.chronicle import Asked
from annotator.workbench.joining import join_files
from annotator.workbench.language import set_language
from annotator.workbench.overview import overview_of
from annotator.workbench.parcel_words import document_words, file_words, info_words
from annotator.workbench.rights import may_review
from annotator.workbench.session import Session
from annotator.workbench.wording import error_sentence


@pytest.fixture
def scene(tmp_path):
    made = Scene(tmp_path)
    yield made
    made.close()


def test_a_parcel_lies_beside_the_project_under_a_name_of_both(scene):
    report = parcelling.make_parcel(scene.session.context, BUDI)
    assert report.path == scene.session.path.with_name("lead-Budi.annot")
    assert (report.coder, report.purpose) == (BUDI, "coding")
    assert (report.documents, report.spans, report.relations, report.comments) == (2, 2, 1, 1)
    assert report.size == report.path.stat().st_size


def test_coders_are_named_by_name_in_any_case_or_by_id(scene):
    for named in ("budi", scene.people[BUDI], f"c{scene.people[BUDI]}"):
        assert parcelling.find_coder(scene.session.context, named).name == BUDI
    with pytest.raises(RefusedError, match="unknown_coder") as refused:
        parcelling.make_parcel(scene.session.context, "Eko")
    assert CITRA in str(refused.value.fields["known"])


def test_who_has_no_articles_gets_no_parcel_but_can_get_all(scene):
    context = scene.session.context
    with pytest.raises(RefusedError, match="nothing_assigned") as refused:
        parcelling.make_parcel(context, CITRA)
    assert "--all" in error_sentence(refused.value)
    every = parcelling.all_documents(context)
    assert parcelling.make_parcel(context, CITRA, document_ids=every).documents == 3


def test_articles_that_are_not_there_make_no_parcel(scene):
    with pytest.raises(RefusedError, match="nothing_assigned"):
        parcelling.make_parcel(scene.session.context, BUDI, document_ids=["0" * 32])


def test_a_feedback_parcel_also_holds_what_was_released_and_is_not_assigned(scene):
    scene.review_everything()
    context = scene.session.context
    with pytest.raises(RefusedError, match="nothing_assigned"):
        parcelling.make_parcel(context, CITRA)
    report = parcelling.make_parcel(context, CITRA, purpose=Purpose.FEEDBACK)
    assert (report.documents, report.feedback, report.purpose) == (1, 1, "feedback")


def test_only_who_leads_or_adjudicates_hands_out(scene):
    scene.session.code_as(CITRA)
    assert not may_review(scene.session.context)
    with pytest.raises(RefusedError, match="reviewers_only"):
        parcelling.make_parcel(scene.session.context, BUDI)


def test_everybody_hands_out_while_nobody_leads(tmp_path):
    with factories.make_session(tmp_path) as session:
        factories.add_text(session, tmp_path)
        session.code_as(BUDI)
        assert may_review(session.context)
        every = parcelling.all_documents(session.context)
        made = parcelling.make_parcel(session.context, "Ani", document_ids=every)
    with Session.open(made.path) as session:
        assert session.coder.name == "Ani"
        assert not may_review(session.context)


def test_handing_out_is_told_and_stands_in_the_history_but_is_no_step_of_undo(scene):
    told = []
    scene.session.coding.add_span(scene.first, factories.extents(factories.SRI), "person")
    scene.session.events.subscribe(told.append)
    before = scene.session.history.undo_words()
    scene.parcel()
    assert [one.action for one in told] == ["parcel"]
    assert scene.session.history.undo_words() == before
    entry = next(scene.session.chronicle.entries(Asked()))
    assert entry.words == "parcel for Budi, articles: 2"
    assert entry.changes == ()


def test_a_coder_works_in_a_parcel_as_in_any_project(scene):
    with Session.open(scene.parcel()) as session:
        assert session.coder.name == BUDI
        one = session.coding.add_span(scene.second, factories.extents((0, 8)), "person")
        session.coding.set_attribute(one.id, "role", "head")
        session.coding.set_comment(one.id, "seen")
        session.coding.delete_span(scene.spans[BUDI][1])
        session.history.undo()
        session.coding.set_status(scene.second, "done")
    report = join_files(scene.session.context, [session.path])
    first, second = report.files[0].documents
    assert (second.new, second.further, second.is_finished) == (1, 2, True)
    assert (first.same, first.is_touched) == (2, False)


def test_the_preview_tells_for_each_article_what_would_come(scene):
    path = scene.parcel()
    with Session.open(path) as session:
        session.coding.set_attribute(scene.spans[BUDI][0], "role", "staff")
        session.coding.delete_span(scene.spans[BUDI][1])
        session.coding.add_span(scene.first, factories.extents(factories.SRI), "place")
    before = scene.state()
    report = join_files(scene.session.context, [path], is_dry_run=True)
    assert scene.state() == before
    (file,) = report.files
    assert (file.coder, file.purpose, file.revisions) == (BUDI, "coding", 3)
    one = next(one for one in file.documents if one.id == scene.first)
    assert (one.new, one.same, one.changed, one.deleted, one.further) == (1, 0, 1, 1, 1)
    assert (one.is_finished, one.conflicting, one.codebooks) == (False, 0, ())
    assert document_words(one) == (
        "1 new mark, 1 changed, 1 deleted, 1 relation, note or answer, not done yet"
    )
    assert file_words(file) == "parcel for coding of Budi, 0 of 2 articles done"
    set_language("id")
    assert document_words(one).startswith("1 penanda baru")
    assert "paket" in file_words(file)


def test_what_was_changed_and_changed_back_is_the_same(scene):
    path = scene.parcel()
    with Session.open(path) as session:
        session.coding.set_attribute(scene.spans[BUDI][0], "role", "staff")
        session.coding.set_attribute(scene.spans[BUDI][0], "role", "head")
    report = join_files(scene.session.context, [path])
    assert report.revisions == 2
    assert report.files[0].documents[0].same + report.files[0].documents[1].same == 2


def test_the_preview_names_other_codebooks_and_what_is_in_two_versions(scene, tmp_path):
    from annotator.codebooks import reader
    from annotator.store import rows

    path = scene.parcel()
    with Session.open(path) as session:
        session.coding.set_attribute(scene.spans[BUDI][0], "why", "in the parcel")
        session.coding.add_span(scene.second, factories.extents((0, 8)), "person")
    text = factories.CODEBOOK.replace("version: 1.0.0", "version: 2.0.0")
    file = reader.read_codebook(factories.write_codebook(tmp_path, text, "next.yaml"))
    scene.write("codebook", file.id, rows.codebook_value(file, "small", "2.0.0"))
    scene.session.code_as(BUDI)
    scene.session.coding.set_attribute(scene.spans[BUDI][0], "why", "in the project")
    scene.session.code_as(LEAD)
    report = join_files(scene.session.context, [path])
    by_id = {one.id: one for one in report.files[0].documents}
    assert by_id[scene.first].conflicting == 1
    assert by_id[scene.second].codebooks == ("small 1.0.0",)
    assert "made under another codebook: small 1.0.0" in document_words(by_id[scene.second])


def test_a_whole_copy_is_joined_as_ever_and_says_nothing_of_parcels(scene, tmp_path):
    scene.parcel()
    copy = tmp_path / "copy.annot"
    scene.session.close()
    shutil.copy(tmp_path / "lead.annot", copy)
    scene.session = Session.open(tmp_path / "lead.annot")
    with Session.open(copy, CITRA) as session:
        factories.add_text(session, tmp_path, "Teks baru.", "d.txt")
    report = join_files(scene.session.context, [copy])
    assert (report.files[0].parcel, report.files[0].coder, report.new["document"]) == (None, "", 1)


def test_another_computer_of_the_lead_takes_back_a_parcel_once_it_knows_of_it(scene, tmp_path):
    scene.session.close()
    shutil.copy(tmp_path / "lead.annot", tmp_path / "home.annot")
    scene.session = Session.open(tmp_path / "lead.annot")
    path = scene.parcel()
    scene.session.close()
    with Session.open(path) as session:
        session.coding.add_span(scene.first, factories.extents(factories.SRI), "person")
    with Session.open(tmp_path / "home.annot") as home:
        with pytest.raises(RefusedError, match="unknown_parcel"):
            join_files(home.context, [path])
        report = join_files(home.context, [tmp_path / "lead.annot", path])
        assert [one.parcel is None for one in report.files] == [True, False]
        assert report.new["span"] == 1
    scene.session = Session.open(tmp_path / "lead.annot")


def test_two_computers_of_a_coder_meet_and_the_lead_needs_only_one_of_them(scene, tmp_path):
    path = scene.parcel()
    other = tmp_path / "office.annot"
    shutil.copy(path, other)
    for file, place in ((path, factories.SRI), (other, factories.ASN)):
        with Session.open(file) as session:
            session.coding.add_span(scene.first, factories.extents(place), "person")
    with Session.open(path) as session:
        report = join_files(session.context, [other])
        assert report.new["span"] == 1
    assert join_files(scene.session.context, [path]).new["span"] == 2
    assert join_files(scene.session.context, [other]).revisions == 0


REFUSED = {
    "importing": lambda session, scene, folder: importing.import_files(session.context, [folder]),
    "another coder": lambda session, scene, folder: session.code_as("Eko"),
    "the lead": lambda session, scene, folder: session.code_as(LEAD),
    "correcting": lambda session, scene, folder: correcting.apply_correction(
        session.context, scene.first, "Teks lain."
    ),
    "a shared folder": lambda session, scene, folder: syncing.sync_folder(session.context, folder),
    "looking into one": lambda session, scene, folder: syncing.look_into(session.context, folder),
}


@pytest.mark.parametrize("verb", list(REFUSED))
def test_what_would_not_be_taken_back_is_refused_in_a_parcel(scene, verb, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "new.txt").write_text("Teks baru.")
    with Session.open(scene.parcel()) as session:
        before = exported(session)
        with pytest.raises(RefusedError, match="in_a_parcel") as refused:
            REFUSED[verb](session, scene, folder)
        assert session.coder.name == BUDI
        assert BUDI in error_sentence(refused.value)
        assert exported(session) == before


def test_no_parcel_is_made_of_a_parcel(scene):
    with Session.open(scene.parcel()) as session, pytest.raises(RefusedError) as refused:
        parcelling.make_parcel(session.context, BUDI)
    assert refused.value.code == "only_in_project"


def test_the_history_of_a_parcel_begins_with_its_making(scene):
    with Session.open(scene.parcel()) as session:
        session.coding.delete_span(scene.spans[BUDI][1])
        last, first = session.chronicle.entries(Asked())
        assert (first.action, first.coder, first.changes) == ("parcel", LEAD, ())
        assert (last.action, last.coder) == ("delete_span", BUDI)


def test_a_parcel_is_opened_by_its_coder_in_any_spelling_and_by_nobody_else(scene):
    path = scene.parcel()
    with Session.open(path, " budi ") as session:
        assert session.coder.name == BUDI
    with pytest.raises(RefusedError, match="in_a_parcel"):
        Session.open(path, CITRA)
    with Session.open(path) as session:
        assert session.coder.name == BUDI


def test_only_copies_of_the_same_parcel_are_joined_in_a_parcel(scene, tmp_path):
    one, other = scene.parcel(), scene.parcel()
    scene.session.close()
    with Session.open(one) as session:
        for path in (other, tmp_path / "lead.annot"):
            with pytest.raises(RefusedError, match="not_this_parcel"):
                join_files(session.context, [path])
    scene.session = Session.open(tmp_path / "lead.annot")


def test_a_parcel_says_what_it_is_and_counts_its_coder_only(scene):
    with Session.reading(scene.parcel()) as session:
        overview = overview_of(session)
    assert [one.name for one in overview.coders] == [BUDI]
    assert (overview.parcel.coder, overview.parcel.documents) == (BUDI, 2)
    assert info_words(overview.parcel).startswith("Budi: parcel for coding, made ")
    assert overview_of(scene.session).parcel is None


def test_work_under_the_shipped_codebooks_is_taken_back(tmp_path):
    """What the program fills in by itself (defaults, fields of lists) passes the inspection."""
    for path in sorted(factories.SCHEMAS.glob("*.yaml")):
        folder = tmp_path / path.stem
        folder.mkdir()
        with Session.create(folder / "p.annot", path, "Ani") as session:
            document = factories.add_text(session, folder)
            every = parcelling.all_documents(session.context)
            made = parcelling.make_parcel(session.context, "Ani", document_ids=every)
            with Session.open(made.path) as work:
                count = 0
                for label in work.codebook.offered_labels():
                    one = work.coding.add_span(
                        document, factories.extents((count, count + 1)), label.id
                    )
                    count += 1
                    for name, question in label.attributes.items():
                        for value in _answers(work.codebook, question):
                            work.coding.set_attribute(one.id, name, value)
                if count > 1:
                    work.history.undo()
                    work.history.redo()
            report = join_files(session.context, [made.path])
            assert report.new["span"] == count > 0


def _answers(codebook, question):
    """One answer of every question whose answers are listed."""
    known = list(question.values) or list(
        codebook.lists[question.list_id].items if question.list_id in codebook.lists else ()
    )
    if known:
        yield (known[0],) if question.many else known[0]


def test_marks_of_a_corrected_text_are_checked_and_versions_decided_in_a_parcel(scene, tmp_path):
    """What a coder does there with marks that wait, and between two computers, comes back."""
    from annotator.model.extent import Extent
    from annotator.workbench import joining

    text = factories.TEXT.replace("Bupati", "Wali kota")
    made = correcting.apply_correction(scene.session.context, scene.first, text)
    path = scene.parcel()
    shutil.copy(path, tmp_path / "office.annot")
    with Session.open(path) as session:
        plan = correcting.plan_check(session.context, made.document_id)
        place = (Extent(0, 9),)
        chosen = {
            one.span.id: correcting.Choice(correcting.Fate.CARRY, place) for one in plan.marks
        }
        assert correcting.apply_check(session.context, made.document_id, chosen).carried == 1
        (span,) = [
            one
            for one in session.finding.annotations(made.document_id).spans
            if one.label == "place"
        ]
        session.coding.set_attribute(span.id, "role", "town")
    with Session.open(tmp_path / "office.annot") as office:
        office.coding.set_attribute(span.id, "role", "head")
        report = join_files(office.context, [path])
        (conflict,) = report.conflicts
        joining.decide(office.context, "span", span.id, conflict.sides[0].revision_id)
    before = scene.others()
    report = join_files(scene.session.context, [tmp_path / "office.annot"])
    assert (report.conflict_count, report.files[0].coder) == (0, BUDI)
    assert scene.others() == before
    assert len(scene.session.finding.annotations(made.document_id).spans) == 0
    scene.session.code_as(BUDI)
    assert len(scene.session.finding.annotations(made.document_id).spans) == 2
