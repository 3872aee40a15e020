"""Undo and redo, from the log: in words, in steps, after a restart."""

from __future__ import annotations

from datetime import timedelta

import factories
import pytest
from factories import ASN, BALIKPAPAN, BUPATI, extents

from annotator.model.change import Operation
from annotator.model.errors import RefusedError
from annotator.store import rows, spans
from annotator.workbench import language
from annotator.workbench.chronicle import Asked
from annotator.workbench.session import Session


def test_there_is_nothing_to_undo_in_a_new_project(session):
    assert (session.history.undo_words(), session.history.redo_words()) == (None, None)
    assert (session.history.undo(), session.history.redo()) == (None, None)


def test_undo_and_redo_say_what_they_do(session, document):
    session.coding.add_span(document, extents(BUPATI), "person")
    assert session.history.undo_words() == "label Person “Bupati”"
    session.history.undo()
    assert session.history.redo_words() == "label Person “Bupati”"


def test_the_words_are_in_the_language_in_use(session, document):
    session.coding.add_span(document, extents(BUPATI), "person")
    language.set_language("id")
    assert "Orang" in session.history.undo_words()


def test_undo_tells_what_is_different_now(session, document):
    span = session.coding.add_span(document, extents(BUPATI), "person")
    told = []
    session.events.subscribe(told.append)
    change = session.history.undo(initiator=told)
    assert told == [change]
    assert (change.action, change.ids, change.document_ids) == ("undo", {span.id}, {document})
    assert change.initiator is told
    assert session.history.redo().action == "redo"


def test_a_new_verb_ends_redo(session, document):
    session.coding.add_span(document, extents(BUPATI), "person")
    session.history.undo()
    session.coding.add_span(document, extents(ASN), "person")
    assert session.history.redo_words() is None


def test_undoing_everything_is_the_start_and_redoing_everything_the_end(session, document):
    start = session.finding.annotations(document)
    person = session.coding.add_span(document, extents(BUPATI), "person")
    place = session.coding.add_span(document, extents(BALIKPAPAN), "place")
    session.coding.add_relation(person.id, place.id, "lives_in")
    session.coding.set_comment(person.id, "Periksa")
    session.coding.delete_span(place.id)
    session.coding.set_field(document, "outlet", "Kaltim")
    end = session.finding.annotations(document)
    for _step in range(6):
        session.history.undo()
    assert session.finding.annotations(document) == start
    for _step in range(6):
        session.history.redo()
    assert session.finding.annotations(document) == end


def test_yesterdays_verbs_can_be_undone(session, document):
    session.coding.add_span(document, extents(BUPATI), "person")
    session.close()
    with Session.open(session.path) as again:
        assert again.history.undo_words() == "label Person “Bupati”"
        again.history.undo()
        assert again.finding.annotations(document).spans == ()
        assert again.history.redo_words() == "label Person “Bupati”"


def test_a_coder_undoes_only_their_own(session, document):
    session.coding.add_span(document, extents(BUPATI), "person")
    session.close()
    with Session.open(session.path, "Budi") as budi:
        budi.coding.add_span(document, extents(ASN), "person")
        assert budi.history.undo_words() == "label Person “ASN”"
        budi.history.undo()
        assert budi.history.undo_words() in (None, "new coder Budi")


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        (lambda c, d, s: c.relabel_span(s.id, "place"), "relabel Person → Place “Bupati”"),
        (lambda c, d, s: c.resize_span(s.id, extents((0, 10))), "move an end of Person"),
        (lambda c, d, s: c.set_attribute(s.id, "role", "head"), "Role of Person “Bupati”"),
        (lambda c, d, s: c.delete_span(s.id), "delete Person “Bupati”"),
        (lambda c, d, s: c.set_comment(s.id, "x"), "note on Person “Bupati”"),
        (lambda c, d, s: c.set_status(d, "in_progress"), "status of “Bupati Sri melarang"),
        (lambda c, d, s: c.set_field(d, "outlet", "x"), "Outlet of “Bupati Sri melarang"),
    ],
)
def test_every_verb_has_its_words(session, document, verb, words):
    span = session.coding.add_span(document, extents(BUPATI), "person")
    verb(session.coding, document, span)
    assert session.history.undo_words().startswith(words)


def test_verbs_on_relations_have_their_words(session, document):
    person = session.coding.add_span(document, extents(BUPATI), "person")
    place = session.coding.add_span(document, extents(BALIKPAPAN), "place")
    relation = session.coding.add_relation(person.id, place.id, "lives_in")
    assert session.history.undo_words() == "relate lives in from “Bupati”"
    session.coding.set_relation_attribute(relation.id, "since", "2024")
    assert session.history.undo_words() == "Since of relation lives in"
    session.coding.delete_relation(relation.id)
    assert session.history.undo_words() == "delete relation lives in of “Bupati”"


def test_an_import_has_its_words(session, tmp_path):
    factories.add_text(session, tmp_path)
    assert session.history.undo_words() == "import of a.txt"


def test_undo_gives_a_coder_the_old_key_back(session, tmp_path):
    key = session.coder.key
    factories.import_records(session, tmp_path, factories.record(coder_id="k-1"))
    assert session.coder.key == "k-1"
    session.history.undo()
    assert session.coder.key == key
    session.history.redo()
    assert session.coder.key == "k-1"


# refusals, asking first, the place ----------------------------------------------------------------


def change_by_another(session, span_id: str, **more) -> None:
    """Write a span as somebody else, as a joined copy or an import would."""
    own = session.coder.name
    session.code_as("Budi")
    value = {**rows.span_value(spans.find_span(session.project, span_id)), **more}
    operation = Operation("span", span_id, value)
    session.project.commit(session.coder.id, "relabel_span", [operation], {})
    session.code_as(own)


def test_a_step_that_another_coder_builds_on_is_passed_over(session, document):
    first = session.coding.add_span(document, extents(BUPATI), "person")
    second = session.coding.add_span(document, extents(ASN), "person")
    change_by_another(session, second.id, label="place")
    with pytest.raises(RefusedError) as refused:
        session.history.undo()
    assert (refused.value.code, refused.value.fields["by"]) == ("changed_since", "Budi")
    assert session.history.undo_words() == "label Person “Bupati”"
    session.history.undo()
    found = session.finding.annotations(document).spans
    assert [(span.id, span.label) for span in found] == [(second.id, "place")]
    assert first.id not in {span.id for span in found}
    session.history.redo()
    assert len(session.finding.annotations(document).spans) == 2


def test_a_step_that_was_passed_over_has_its_turn_after_a_restart(session, document):
    session.coding.add_span(document, extents(BUPATI), "person")
    second = session.coding.add_span(document, extents(ASN), "person")
    change_by_another(session, second.id, label="place")
    with pytest.raises(RefusedError):
        session.history.undo()
    session.close()
    with Session.open(session.path) as again:
        assert again.history.undo_words() == "label Person “ASN”"


def test_a_redo_that_another_coder_is_in_the_way_of_is_passed_over(session, document):
    first = session.coding.add_span(document, extents(BUPATI), "person")
    session.coding.set_attribute(first.id, "role", "head")
    session.coding.add_span(document, extents(ASN), "person")
    session.history.undo()
    session.history.undo()
    change_by_another(session, first.id, label="place")
    with pytest.raises(RefusedError):
        session.history.redo()
    assert session.history.redo_words() == "label Person “ASN”"
    session.history.redo()
    assert len(session.finding.annotations(document).spans) == 2


def many(session, tmp_path, count: int = 6) -> None:
    marks = [factories.span_record(f"s{n}", "person", n, n + 3) for n in range(count)]
    factories.import_records(session, tmp_path, factories.record(marks))


def test_an_import_of_many_marks_is_asked_about_before_it_is_undone(session, tmp_path):
    assert session.history.weighty_undo() is None
    many(session, tmp_path)
    step = session.history.weighty_undo()
    assert (step.words, step.documents, step.marks) == ("import of marks.jsonl", 1, 6)
    assert (step.is_more, step.is_earlier) == (False, False)
    session.history.undo()
    assert session.history.weighty_undo() is None


def test_an_import_of_a_few_things_is_just_undone(session, document, tmp_path):
    assert session.history.weighty_undo() is None
    many(session, tmp_path, 2)
    assert session.history.weighty_undo() is None


def test_articles_that_were_there_before_do_not_go_with_an_import(session, tmp_path):
    """The second file says more of an article that came without its marks."""
    bare = {**factories.record([]), "coder": None, "metadata": {}}
    factories.import_records(session, tmp_path, bare)
    many(session, tmp_path)
    step = session.history.weighty_undo()
    assert (step.documents, step.marks) == (0, 6)
    session.history.undo()
    assert session.finding.count() == 1


def test_what_was_done_by_hand_is_never_asked_about(session, document, tmp_path):
    many(session, tmp_path)
    span = session.coding.add_span(document, extents(BUPATI), "person")
    for end in range(7, 16):
        session.coding.resize_span(span.id, extents((0, end)))
    assert session.history.weighty_undo() is None
    session.close()
    with Session.open(session.path) as again:
        assert again.history.weighty_undo() is None


def test_bulk_of_another_day_is_asked_about_but_not_of_now(session, tmp_path, monkeypatch):
    many(session, tmp_path)
    (document,) = session.finding.documents()
    moment = session.chronicle.page(Asked(), limit=1).entries[0].moment
    for span in session.finding.annotations(document).spans:
        session.coding.delete_span(span.id)
    session.chronicle.restore_article(document, moment)
    assert session.history.weighty_undo() is None
    session.project.opened += timedelta(days=1)
    step = session.history.weighty_undo()
    assert (step.marks, step.is_earlier) == (6, True)
    assert step.words.startswith("restore “")


def test_undo_says_where_a_mark_was_that_is_gone(session, document):
    session.coding.add_span(document, extents(ASN), "person")
    change = session.history.undo()
    assert (change.about["document_id"], change.about["start"]) == (document, ASN[0])
    assert session.history.redo().about["start"] == ASN[0]


def test_undo_says_where_an_end_has_moved_to(session, document):
    span = session.coding.add_span(document, extents(ASN), "person")
    session.coding.resize_span(span.id, extents((7, ASN[1])))
    assert session.history.undo().about["start"] == ASN[0]


def test_undo_of_much_names_no_place_and_concerns_everything(session, tmp_path):
    many(session, tmp_path)
    change = session.history.undo()
    assert "start" not in change.about
    assert change.document_ids == frozenset()


def test_undo_on_the_article_names_the_article(session, document):
    session.coding.set_field(document, "outlet", "Kaltim")
    change = session.history.undo()
    assert change.about["document_id"] == document
    assert "start" not in change.about
