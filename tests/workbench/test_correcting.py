"""Correcting a text: a new document, marks found again, nothing lost, all of it undone at once."""

from __future__ import annotations

from pathlib import Path

import factories
import pytest
from copies_scene import Team, exported, mark
from factories import ASN, BALIKPAPAN, BUPATI, SRI, TEXT, extents

from annotator.model.anchor import Standing
from annotator.model.document import CORRECTS, Progress
from annotator.model.errors import EnvironmentFault, InputError, RefusedError
from annotator.model.extent import Extent
from annotator.model.identity import Id, document_id, text_hash
from annotator.store import documents, integrity, spans
from annotator.store.lineage import load_lineage
from annotator.workbench import correcting
from annotator.workbench.correcting import (
    Choice,
    Fate,
    apply_check,
    apply_correction,
    plan_check,
    plan_correction,
)
from annotator.workbench.exporting import ExportChoice, lines
from annotator.workbench.importing import import_files
from annotator.workbench.joining import join_files
from annotator.workbench.overview import overview_of
from annotator.workbench.session import Session
from annotator.workbench.verifying import verify_file, verify_project

NEW = "Ralat: Bupati Sri melarang pegawai ikut kampanye di Balikpapan."
"""“ASN” has become “pegawai”, all else is moved by seven."""
ALL = ExportChoice(with_replaced=True)
SAME, CHANGED, LOST = Standing.SAME, Standing.CHANGED, Standing.LOST


def quotes(session: Session, document: Id, coder: Id | None = None) -> list[tuple[str, str]]:
    text = documents.load_document(session.project, document).text
    marked = spans.load_set(
        session.project, document, coder or session.coder.id, session.codebook_id
    )
    return [(s.label, text[s.start : s.end]) for s in marked.spans]


def refused(code: str, verb, *arguments, **more) -> dict[str, object]:
    with pytest.raises(RefusedError) as caught:
        verb(*arguments, **more)
    assert caught.value.code == code
    return caught.value.fields


def state(session: Session) -> tuple[object, ...]:
    """Everything of the tables that anybody can see."""
    return (
        b"".join(lines(session.context, ALL)),
        exported(session),
        session.finding.rows(session.finding.documents()),
        session.finding.progress(),
        overview_of(session),
    )


@pytest.fixture
def marked(session, document):
    """Three marks of Ani, a relation, notes on a mark and answers about the text; one of Budi."""
    coding = session.coding
    person = coding.add_span(document, extents(SRI), "person", {"role": "head"})
    place = coding.add_span(document, extents(BALIKPAPAN), "place")
    coding.add_span(document, extents(ASN), "person", {"role": "staff"})
    coding.add_relation(person.id, place.id, "lives_in")
    coding.set_comment(person.id, "Bupati sejak 2020")
    coding.set_field(document, "outlet", "Kompas")
    coding.set_status(document, "done")
    session.code_as("Budi")
    coding.add_span(document, extents(BUPATI), "person", {"role": "head"})
    session.code_as("Ani")
    return session


# the plan -------------------------------------------------------------------------------------


def test_the_plan_says_what_becomes_of_the_marks_of_all_coders(marked, document):
    plan = plan_correction(marked.context, document, NEW)
    told = [(m.coder.name, m.words, m.anchor.standing, m.new_words, m.is_own) for m in plan.marks]
    assert told == [
        ("Ani", "Sri", SAME, "Sri", True),
        ("Ani", "ASN", LOST, "", True),
        ("Ani", "Balikpapan", SAME, "Balikpapan", True),
        ("Budi", "Bupati", SAME, "Bupati", False),
    ]
    assert (plan.count(SAME), plan.count(LOST), plan.is_known) == (3, 1, False)


def test_a_plan_changes_nothing(marked, document):
    before = state(marked)
    plan_correction(marked.context, document, NEW)
    assert state(marked) == before


@pytest.mark.parametrize(
    ("text", "code"), [(TEXT, "same_text"), ("", "empty_text"), (" \n\t", "empty_text")]
)
def test_what_is_no_correction_is_refused(marked, document, text, code):
    before = state(marked)
    refused(code, plan_correction, marked.context, document, text)
    refused(code, apply_correction, marked.context, document, text)
    assert state(marked) == before


def test_half_a_character_is_refused(marked, document):
    with pytest.raises(InputError) as caught:
        plan_correction(marked.context, document, "half \ud800")
    assert caught.value.code == "lone_surrogate"


def test_an_article_that_is_not_there_is_refused(session):
    refused("no_document", plan_correction, session.context, Id("0" * 32), NEW)
    assert refused("no_such_key", correcting.find_document, session.context, "x") == {"key": "x"}


# applying -------------------------------------------------------------------------------------


def test_sure_marks_of_all_coders_are_carried_over(marked, document):
    report = apply_correction(marked.context, document, NEW)
    budi = next(c.id for c in marked.finding.coders() if c.name == "Budi")
    assert quotes(marked, report.document_id) == [("person", "Sri"), ("place", "Balikpapan")]
    assert quotes(marked, report.document_id, budi) == [("person", "Bupati")]
    assert (report.carried, report.left_behind, report.waiting) == (3, 0, 1)


def test_answers_relations_notes_fields_and_times_go_with_the_marks(marked, document):
    old = marked.finding.annotations(document)
    report = apply_correction(marked.context, document, NEW)
    new = marked.finding.annotations(report.document_id)
    first, then = old.spans[0], new.spans[0]
    kept = ("key", "label", "attributes", "origin", "created", "changed", "codebook_id")
    assert [getattr(then, name) for name in kept] == [getattr(first, name) for name in kept]
    assert then.id != first.id
    relation = new.relations[0]
    assert (relation.source_id, relation.target_id) == (new.spans[0].id, new.spans[1].id)
    assert relation.key == old.relations[0].key
    assert new.comment_on(then.id).text == "Bupati sejak 2020"
    assert new.fields == {"outlet": "Kompas"}


def test_the_old_version_keeps_its_marks(marked, document):
    before = marked.finding.annotations(document)
    apply_correction(marked.context, document, NEW)
    assert marked.finding.annotations(document) == before
    assert marked.finding.document(document).text == TEXT


def test_title_name_and_metadata_are_carried_over(session, tmp_path):
    given = factories.record(
        coder=None, title="Larangan bagi semua pegawai", metadata={"outlet": "Kompas", "year": 2024}
    )
    factories.import_records(session, tmp_path, given)
    old = correcting.find_document(session.context, "doc-1")
    report = apply_correction(session.context, old.id, NEW)
    new = session.finding.document(report.document_id)
    assert new.title == "Larangan bagi semua pegawai"
    assert new.name == old.name
    assert new.meta == {"outlet": "Kompas", "year": 2024, CORRECTS: old.sha256}


def test_a_guessed_title_is_guessed_anew(session, tmp_path):
    text = "Bupati melarang kampanye di sekolah\nIsi berita ini panjang sekali.\n"
    document = factories.add_text(session, tmp_path, text)
    mended = text.replace("Bupati", "Wali Kota")
    report = apply_correction(session.context, document, mended, name="ralat.txt")
    new = session.finding.document(report.document_id)
    assert new.title == "Wali Kota melarang kampanye di sekolah"
    assert new.name == "ralat.txt"


def test_the_key_is_that_of_the_article_and_the_first_digits_of_the_hash(marked, document):
    report = apply_correction(marked.context, document, NEW)
    assert report.key == f"a~{text_hash(NEW)[:6]}"
    third = f"Ralat kedua. {NEW}"
    second = apply_correction(marked.context, report.document_id, third)
    assert second.key == f"a~{text_hash(third)[:6]}"


def test_a_key_that_is_taken_gets_more_digits(session, document, tmp_path):
    taken = f"a~{text_hash(NEW)[:6]}"
    factories.import_records(
        session, tmp_path, factories.record(coder=None, text="Lain.", doc_id=taken)
    )
    assert apply_correction(session.context, document, NEW).key == f"a~{text_hash(NEW)[:8]}"


def test_a_finished_article_is_finished_still_where_nothing_waits(marked, document):
    report = apply_correction(marked.context, document, f"Ralat. {TEXT}")
    assert report.waiting == 0
    assert marked.finding.annotations(report.document_id).status == "done"


def test_a_finished_article_is_begun_again_where_marks_wait(marked, document):
    report = apply_correction(marked.context, document, NEW)
    assert marked.finding.annotations(report.document_id).status == "in_progress"


def test_one_undo_takes_everything_back_and_redo_does_it_again(marked, document):
    before = state(marked)
    apply_correction(marked.context, document, NEW)
    after = state(marked)
    assert before != after
    assert marked.history.undo_words() == f"correction of the text of “{TEXT}”"
    marked.history.undo()
    assert state(marked) == before
    marked.history.redo()
    assert state(marked) == after
    marked.history.undo()
    assert state(marked) == before
    assert integrity.check(marked.project) == []


def test_many_marks_are_one_step_as_well(session, tmp_path):
    text = " ".join(f"kata{number}" for number in range(1300))
    document = factories.add_text(session, tmp_path, text)
    records = []
    for number in range(1300):
        start = text.find(f"kata{number} ") if number < 1299 else text.find("kata1299")
        end = start + len(f"kata{number}")
        records.append(factories.span_record(f"s-{number}", "place", start, end, text))
    factories.import_records(session, tmp_path, factories.record(records, text=text, doc_id="a"))
    before = state(session)
    report = apply_correction(session.context, document, f"Awal {text}")
    assert report.carried == 1300
    session.history.undo()
    assert state(session) == before


def test_everybody_is_told_once_after_it_is_written(marked, document):
    told = []
    marked.events.subscribe(told.append)
    report = apply_correction(marked.context, document, NEW, initiator="me")
    assert [change.action for change in told] == ["correct_text"]
    assert {document, report.document_id} <= told[0].document_ids
    assert told[0].initiator == "me"
    assert "document" in told[0].kinds


def test_the_project_is_whole_afterwards(marked, document):
    apply_correction(marked.context, document, NEW)
    report = verify_project(marked.context)
    assert report.is_sound, report.problems
    assert report.equal_quotes == report.spans


def test_a_mark_may_be_left_to_wait(marked, document):
    first = marked.finding.annotations(document).spans[0]
    report = apply_correction(marked.context, document, NEW, {first.id: Choice(Fate.WAIT)})
    assert quotes(marked, report.document_id) == [("place", "Balikpapan")]
    assert report.waiting == 2
    assert marked.finding.annotations(report.document_id).relations == ()


def test_a_mark_may_be_put_elsewhere_at_once(marked, document):
    lost = marked.finding.annotations(document).spans[1]
    start = NEW.find("pegawai")
    place = extents((start, start + 7))
    choices = {lost.id: Choice(Fate.CARRY, place)}
    report = apply_correction(marked.context, document, NEW, choices)
    assert ("person", "pegawai") in quotes(marked, report.document_id)
    assert (report.carried, report.waiting) == (4, 0)
    assert marked.finding.annotations(report.document_id).status == "done"


@pytest.mark.parametrize("place", [(0, 999), (len(NEW), len(NEW) + 1)])
def test_a_place_beside_the_text_is_refused_and_nothing_is_written(marked, document, place):
    lost = marked.finding.annotations(document).spans[1]
    before = state(marked)
    choices = {lost.id: Choice(Fate.CARRY, extents(place))}
    refused("offsets_not_in_text", apply_correction, marked.context, document, NEW, choices)
    no_place = {lost.id: Choice(Fate.CARRY)}
    refused("offsets_not_in_text", apply_correction, marked.context, document, NEW, no_place)
    assert state(marked) == before


def test_nobody_decides_about_the_marks_of_others(marked, document):
    budi = plan_correction(marked.context, document, NEW).marks[-1].span
    for choice in (Choice(Fate.LEAVE), Choice(Fate.CARRY, (Extent(0, 3),))):
        refused(
            "mark_of_another_coder",
            apply_correction,
            marked.context,
            document,
            NEW,
            {budi.id: choice},
        )
    assert load_lineage(marked.project).current == {}


def test_somebody_who_marked_the_new_text_since_keeps_it_from_being_undone(marked, document):
    report = apply_correction(marked.context, document, NEW)
    marked.code_as("Budi")
    marked.coding.add_span(report.document_id, extents((0, 5)), "place")
    marked.code_as("Ani")
    assert refused("changed_since", marked.history.undo)["by"] == "Budi"


# what waits -----------------------------------------------------------------------------------


@pytest.fixture
def corrected(marked, document):
    """The project after the correction, with one mark of Ani that waits."""
    return apply_correction(marked.context, document, NEW).document_id


def test_what_waits_is_a_problem_that_keeps_the_article_from_being_done(marked, corrected):
    found = marked.finding.problems(marked.finding.annotations(corrected))
    assert [(p.code, p.fields) for p in found] == [("marks_to_check", {"count": 1})]
    assert marked.finding.waiting(corrected) == 1
    assert refused("problems_block_done", marked.coding.set_status, corrected, "done") == {
        "count": 1
    }


def test_verifying_tells_whose_marks_wait(marked, corrected):
    report = verify_project(marked.context)
    assert [(p.code, p.place.field) for p in report.findings] == [("marks_to_check", "Ani")]


def test_a_mark_that_waits_is_carried_to_the_place_that_is_chosen(marked, corrected):
    plan = plan_check(marked.context, corrected)
    assert [mark.words for mark in plan.marks] == ["ASN"]
    start = NEW.find("pegawai")
    choices = {plan.marks[0].span.id: Choice(Fate.CARRY, extents((start, start + 7)))}
    report = apply_check(marked.context, corrected, choices)
    assert (report.carried, report.left_behind, report.waiting) == (1, 0, 0)
    assert ("person", "pegawai") in quotes(marked, corrected)
    assert marked.finding.waiting(corrected) == 0
    marked.coding.set_status(corrected, "done")


def test_a_mark_that_is_left_behind_says_so_on_the_old_version(marked, document, corrected):
    span = plan_check(marked.context, corrected).marks[0].span
    apply_check(marked.context, corrected, {span.id: Choice(Fate.LEAVE)})
    assert marked.finding.waiting(corrected) == 0
    note = marked.finding.annotations(document).comment_on(span.id)
    assert note.text == "Not carried over to the corrected text."
    marked.history.undo()
    assert marked.finding.waiting(corrected) == 1
    marked.history.redo()
    assert marked.finding.waiting(corrected) == 0


def test_a_check_is_undone_and_then_waits_again(marked, corrected):
    plan = plan_check(marked.context, corrected)
    choices = {plan.marks[0].span.id: Choice(Fate.CARRY, (Extent(0, 5),))}
    before = state(marked)
    apply_check(marked.context, corrected, choices)
    assert marked.finding.waiting(corrected) == 0
    marked.history.undo()
    assert marked.finding.waiting(corrected) == 1
    assert state(marked) == before


def test_a_carried_mark_that_is_deleted_does_not_come_back(marked, corrected):
    sri = marked.finding.annotations(corrected).spans[0]
    marked.coding.delete_span(sri.id)
    assert marked.finding.waiting(corrected) == 1
    marked.history.undo()
    assert marked.finding.waiting(corrected) == 1
    assert len(marked.finding.annotations(corrected).spans) == 2


def test_a_relation_follows_when_its_second_end_does(marked, document):
    first = marked.finding.annotations(document).spans[0]
    report = apply_correction(marked.context, document, NEW, {first.id: Choice(Fate.WAIT)})
    assert marked.finding.annotations(report.document_id).relations == ()
    apply_check(marked.context, report.document_id, {first.id: Choice(Fate.CARRY)})
    new = marked.finding.annotations(report.document_id)
    assert len(new.relations) == 1
    assert new.comment_on(new.spans[0].id).text == "Bupati sejak 2020"


def test_each_coder_checks_their_own_marks(session, document):
    session.code_as("Budi")
    session.coding.add_span(document, extents(ASN), "place")
    session.code_as("Ani")
    new = apply_correction(session.context, document, NEW).document_id
    assert session.finding.waiting(new) == 0
    assert plan_check(session.context, new).marks == ()
    refused("nothing_to_do", apply_check, session.context, new, {})
    session.code_as("Budi")
    assert session.finding.waiting(new) == 1


def test_there_is_nothing_to_check_without_an_earlier_version(session, document):
    refused("nothing_to_check", plan_check, session.context, document)


# earlier versions -----------------------------------------------------------------------------


def test_an_earlier_version_takes_no_changes(marked, document, corrected):
    coding = marked.coding
    span = marked.finding.annotations(document).spans[0]
    relation = marked.finding.annotations(document).relations[0]
    verbs = (
        (coding.add_span, document, extents((0, 3)), "place"),
        (coding.relabel_span, span.id, "place"),
        (coding.resize_span, span.id, extents((0, 3))),
        (coding.set_attribute, span.id, "role", "staff"),
        (coding.delete_span, span.id),
        (coding.set_comment, span.id, "x"),
        (coding.set_status, document, "in_progress"),
        (coding.set_field, document, "outlet", "x"),
        (coding.set_relation_attribute, relation.id, "since", "2024"),
        (coding.delete_relation, relation.id),
        (plan_correction, marked.context, document, "Lain lagi."),
        (plan_check, marked.context, document),
    )
    before = state(marked)
    for verb, *arguments in verbs:
        fields = refused("replaced_text", verb, *arguments)
        assert fields["key"] == f"a~{text_hash(NEW)[:6]}"
    assert state(marked) == before


def test_the_list_knows_what_was_replaced(marked, document, corrected):
    rows = {row.id: row for row in marked.finding.rows(marked.finding.documents())}
    assert rows[document].replaced_by == corrected
    assert rows[corrected].replaced_by is None


def test_an_earlier_version_counts_nowhere(marked, document, corrected):
    assert marked.finding.progress() == {
        Progress.NEW: 0,
        Progress.IN_PROGRESS: 1,
        Progress.DONE: 0,
    }
    overview = overview_of(marked)
    assert (overview.documents, overview.replaced) == (1, 1)
    assert [(c.name, c.spans, c.relations) for c in overview.coders] == [
        ("Ani", 2, 1),
        ("Budi", 1, 0),
    ]


def test_an_export_leaves_earlier_versions_out_unless_asked(marked, corrected, tmp_path):
    usual = factories.read_records(_written(tmp_path / "a.jsonl", exported(marked)))
    assert {one["doc_id"] for one in usual} == {f"a~{text_hash(NEW)[:6]}"}
    every = b"".join(lines(marked.context, ALL))
    found = factories.read_records(_written(tmp_path / "b.jsonl", every))
    assert [one["doc_id"] for one in found] == ["a", "a", *[usual[0]["doc_id"]] * 2]
    assert found[2]["metadata"] == {CORRECTS: found[0]["text_sha256"]}


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("choice", [ExportChoice(), ALL])
def test_an_export_is_read_in_and_written_with_the_same_bytes(marked, corrected, tmp_path, choice):
    apply_check(
        marked.context,
        corrected,
        {plan_check(marked.context, corrected).marks[0].span.id: Choice(Fate.LEAVE)},
    )
    data = b"".join(lines(marked.context, choice))
    file = _written(tmp_path / "out.jsonl", data)
    assert verify_file(file, tmp_path / "small.yaml").is_sound
    folder = tmp_path / "other"
    folder.mkdir()
    with factories.make_session(folder, coder="Cici") as other:
        report = import_files(other.context, [file])
        assert report.is_applied, report.problems
        assert b"".join(lines(other.context, choice)) == data
        for row in other.finding.rows(other.finding.documents()):
            other.code_as("Ani")
            assert other.finding.waiting(row.id) == 0
    again = import_files(marked.context, [file])
    assert (again.new_spans, again.new_documents, again.problems) == (0, 0, ())


def test_the_correction_of_a_correction_counts(marked, document, corrected):
    third = apply_correction(marked.context, corrected, NEW + " Selesai.").document_id
    lineage = load_lineage(marked.project)
    assert lineage.current == {document: third, corrected: third}
    assert lineage.earlier == {third: (document, corrected)}
    assert marked.finding.waiting(third) == 1
    assert len(quotes(marked, third)) == 2
    marked.history.undo()
    assert load_lineage(marked.project).current == {document: corrected}


def test_what_was_decided_once_is_not_asked_again(marked, document, corrected):
    plan = plan_check(marked.context, corrected)
    apply_check(marked.context, corrected, {plan.marks[0].span.id: Choice(Fate.LEAVE)})
    sri = marked.finding.annotations(corrected).spans[0]
    marked.coding.delete_span(sri.id)
    third = apply_correction(marked.context, corrected, NEW + " Selesai.")
    assert third.waiting == 0
    assert quotes(marked, third.document_id) == [("place", "Balikpapan")]


def test_the_text_of_an_earlier_version_is_no_correction(marked, corrected):
    fields = refused("earlier_version", plan_correction, marked.context, corrected, TEXT)
    assert fields == {"key": "a"}


def test_a_text_that_is_there_already_becomes_the_correction(session, document, tmp_path):
    other = factories.add_text(session, tmp_path, NEW, "b.txt")
    session.coding.add_span(other, extents((0, 5)), "place")
    session.coding.add_span(document, extents(SRI), "person")
    before = state(session)
    plan = plan_correction(session.context, document, NEW)
    assert (plan.is_known, plan.new.key) == (True, "b")
    report = apply_correction(session.context, document, NEW)
    assert report.document_id == other
    assert quotes(session, other) == [("place", "Ralat"), ("person", "Sri")]
    assert load_lineage(session.project).current == {document: other}
    session.history.undo()
    assert state(session) == before


def test_marks_that_could_be_taken_for_each_other_are_refused(session, tmp_path):
    first = factories.record([factories.span_record("s-1", "person", 0, 6)], doc_id="x")
    second = factories.record(
        [factories.span_record("s-1", "place", 0, 5, NEW)], doc_id="y", text=NEW
    )
    factories.import_records(session, tmp_path, first, second)
    old = correcting.find_document(session.context, "x")
    fields = refused("marks_share_ids", plan_correction, session.context, old.id, NEW)
    assert fields == {"coder": "Ani"}


# files ----------------------------------------------------------------------------------------


def test_a_file_is_read_as_an_import_would(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes("\ufeffSelamat pagi\r\n".encode())
    assert correcting.read_text(file) == "Selamat pagi\r\n"
    with pytest.raises(EnvironmentFault):
        correcting.read_text(tmp_path / "none.txt")
    file.write_bytes(b"%PDF-1.4")
    with pytest.raises(InputError) as caught:
        correcting.read_text(file)
    assert caught.value.code == "not_plain_text"


def test_an_import_says_that_an_article_of_that_name_has_another_text(session, document, tmp_path):
    file = tmp_path / "new" / "a.txt"
    file.parent.mkdir()
    file.write_text(NEW, encoding="utf-8")
    report = import_files(session.context, [file], is_dry_run=True)
    told = [(p.code, p.value, p.fields, p.document_id) for p in report.problems]
    assert told == [("other_text", TEXT, {"own": "a"}, document)]
    apply_correction(session.context, document, NEW)
    file.write_text(f"Lagi. {NEW}", encoding="utf-8")
    newest = import_files(session.context, [file], is_dry_run=True).problems[0]
    assert newest.document_id == document_id(text_hash(NEW))


def test_an_import_knows_an_article_by_the_name_of_its_file(session, tmp_path):
    factories.import_records(session, tmp_path, factories.record(coder=None, doc_id="kompas-17"))
    file = tmp_path / "a.txt"
    file.write_text(NEW, encoding="utf-8")
    report = import_files(session.context, [file], is_dry_run=True)
    assert [(p.code, p.fields) for p in report.problems] == [("other_text", {"own": "kompas-17"})]


def test_a_name_that_several_articles_share_says_nothing(session, tmp_path):
    factories.import_records(
        session,
        tmp_path,
        factories.record(coder=None, doc_id="x", file="index.txt"),
        factories.record(coder=None, doc_id="y", file="index.txt", text="Lain."),
    )
    file = tmp_path / "index.txt"
    file.write_text(NEW, encoding="utf-8")
    assert import_files(session.context, [file], is_dry_run=True).problems == ()


def test_two_new_files_of_one_name_are_two_articles(session, tmp_path):
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "a.txt").write_text(f"Berita {number}", encoding="utf-8")
    report = import_files(session.context, [tmp_path / "0", tmp_path / "1"])
    assert report.is_applied
    assert report.problems == ()


# copies ---------------------------------------------------------------------------------------


@pytest.fixture
def team(tmp_path):
    """Two copies of one project with one mark."""
    made = Team(tmp_path, ("one", "two"))
    yield made
    made.close()


def joined(team: Team) -> tuple[bytes, bytes]:
    """Take each copy into the other; what both then hold."""
    paths = {name: team.path(name) for name in ("one", "two")}
    held = []
    for name, other in (("one", "two"), ("two", "one")):
        session = team.reopen(name)
        join_files(session.context, [paths[other]])
        held.append(b"".join(lines(session.context, ALL)))
        assert integrity.check(session.project) == []
        session.close()
    for name in ("one", "two"):
        team.reopen(name)
    return held[0], held[1]


def test_the_same_correction_on_two_copies_is_one(team):
    for name in ("one", "two"):
        apply_correction(team[name].context, team.document, NEW)
    first, second = joined(team)
    assert first == second
    for name in ("one", "two"):
        session = team[name]
        assert overview_of(session).documents == 1
        assert len(quotes(session, document_id(text_hash(NEW)))) == 1
        assert join_files(session.context, []).conflict_count == 0


def test_different_corrections_on_two_copies_end_the_same(team):
    one = apply_correction(team["one"].context, team.document, NEW).document_id
    other = f"Perbaikan. {TEXT}"
    two = apply_correction(team["two"].context, team.document, other).document_id
    mark(team["one"], one, (0, 5))
    first, second = joined(team)
    assert first == second
    found = [load_lineage(team[name].project) for name in ("one", "two")]
    assert found[0] == found[1]
    assert set(found[0].current) | set(found[0].earlier) == {team.document, one, two}
    counts = next(iter(found[0].earlier))
    if counts == two:  # the mark that only the other correction has waits
        assert team["one"].finding.waiting(two) == 1
    assert overview_of(team["one"]).documents == 1


def test_a_mark_made_on_the_old_text_meanwhile_waits(team):
    new = apply_correction(team["one"].context, team.document, NEW).document_id
    mark(team["two"], team.document, BALIKPAPAN)
    joined(team)
    session = team["one"]
    assert session.finding.waiting(new) == 1
    apply_check(session.context, new, {})
    assert quotes(session, new) == [("person", "Bupati"), ("place", "Balikpapan")]
    assert session.finding.waiting(new) == 0


def test_two_people_who_corrected_each_into_the_other_leave_one_that_counts(team, tmp_path):
    other = f"Perbaikan. {TEXT}"
    ids = [team.document]
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        ids.append(factories.add_text(team[name], folder, other, "b.txt"))
    apply_correction(team["one"].context, team.document, other)
    apply_correction(team["two"].context, ids[1], TEXT)
    first, second = joined(team)
    assert first == second
    assert overview_of(team["one"]).documents == 1
    assert load_lineage(team["one"].project) == load_lineage(team["two"].project)
