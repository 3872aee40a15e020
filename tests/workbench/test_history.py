"""Undo and redo, from the log: in words, in steps, after a restart."""

from __future__ import annotations

import factories
import pytest
from factories import ASN, BALIKPAPAN, BUPATI, extents

from annotator.workbench import language
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
