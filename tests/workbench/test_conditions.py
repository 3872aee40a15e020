"""Questions that depend on other answers: of the mark, of the article, of a relation's ends."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import factories
import pytest
from factories import ASN, BALIKPAPAN, BUPATI, extents

from annotator.model.errors import InputError, RefusedError
from annotator.workbench.exporting import ExportChoice, export_jsonl
from annotator.workbench.session import Session

CODEBOOK = """\
schema_format: 1
schema_id: conditions
version: 1.0.0
languages: [en]
labels:
  person:
    name: Person
    attributes:
      known: {type: bool, name: Known, default: true, when: {document.genre: news}}
      office: {type: enum, name: Office, values: [mayor, staff]}
      term: {type: number, name: Term, default: 1, when: {office: mayor}}
      proof: {type: text, name: Proof, when: {known: true}}
  place:
    name: Place
    attributes:
      size: {type: enum, name: Size, values: [town, village], default: town}
  group:
    name: Group
    attributes:
      known: {type: bool, name: Known}
      office: {type: enum, name: Office, values: [mayor, clerk]}
relations:
  rules:
    name: rules
    from: [person]
    to: [place]
    attributes:
      elected: {type: bool, name: Elected, default: true, when: {from.office: mayor}}
      council: {type: text, name: Council, when: {to.size: town}}
      paper: {type: text, name: Paper, default: Kaltim, when: {document.genre: news}}
  knows:
    name: knows
    from: [person, group]
    to: [person, place]
    symmetric: true
document:
  genre: {type: enum, name: Genre, values: [news, letter]}
  byline: {type: text, name: Byline, default: ed, when: {genre: news}}
"""


@pytest.fixture
def session(tmp_path: Path):
    codebook = factories.write_codebook(tmp_path, CODEBOOK)
    with Session.create(tmp_path / "p.annot", codebook, "Ani") as opened:
        yield opened


@pytest.fixture
def person(session, document):
    return session.coding.add_span(document, extents(BUPATI), "person")


@pytest.fixture
def place(session, document):
    return session.coding.add_span(document, extents(BALIKPAPAN), "place")


def fields(session, document):
    return session.finding.annotations(document).fields


def test_a_default_waits_for_what_the_article_has_to_be(session, document):
    before = session.coding.add_span(document, extents(BUPATI), "person")
    session.coding.set_field(document, "genre", "news")
    after = session.coding.add_span(document, extents(ASN), "person")
    assert (before.attributes, after.attributes) == ({}, {"known": True})


def test_what_was_said_of_the_article_and_undone_does_not_count(session, document):
    session.coding.set_field(document, "genre", "news")
    session.history.undo()
    assert session.coding.add_span(document, extents(BUPATI), "person").attributes == {}
    session.history.undo()
    session.coding.set_field(document, "genre", "news")
    assert session.coding.add_span(document, extents(BUPATI), "person").attributes["known"]


def test_what_another_coder_said_of_the_article_does_not_count(session, document):
    session.coding.set_field(document, "genre", "news")
    session.code_as("Budi")
    assert session.coding.add_span(document, extents(BUPATI), "person").attributes == {}


def test_relabelling_looks_at_the_article_too(session, document, place):
    assert session.coding.relabel_span(place.id, "person").attributes == {}
    session.coding.relabel_span(place.id, "place")
    session.coding.set_field(document, "genre", "news")
    assert session.coding.relabel_span(place.id, "person").attributes == {"known": True}


def test_relabelling_there_and_back_is_not_undo(session, document, person):
    """An answer that the other label could not take has gone; undo is what brings it back."""
    session.coding.set_attribute(person.id, "office", "staff")
    session.coding.relabel_span(person.id, "group")
    assert session.coding.relabel_span(person.id, "person").attributes == {}
    for _step in range(2):
        session.history.undo()
    (span,) = session.finding.annotations(document).spans
    assert span.attributes == {"office": "staff"}


def test_a_question_that_an_answer_shows_has_its_default_at_once(session, document, person):
    span = session.coding.set_attribute(person.id, "office", "mayor")
    assert span.attributes == {"office": "mayor", "term": 1}
    span = session.coding.set_attribute(person.id, "office", "staff")
    assert span.attributes == {"office": "staff"}


def test_undo_brings_back_what_an_answer_hid(session, document, person):
    session.coding.set_attribute(person.id, "office", "mayor")
    session.coding.set_attribute(person.id, "term", 2)
    session.coding.set_attribute(person.id, "office", None)
    session.history.undo()
    (span,) = session.finding.annotations(document).spans
    assert span.attributes == {"office": "mayor", "term": 2}


def test_an_answer_of_a_mark_keeps_what_hangs_on_the_article(session, document):
    session.coding.set_field(document, "genre", "news")
    span = session.coding.add_span(document, extents(BUPATI), "person")
    session.coding.set_attribute(span.id, "proof", "kartu")
    span = session.coding.set_attribute(span.id, "office", "mayor")
    assert span.attributes == {"known": True, "office": "mayor", "term": 1, "proof": "kartu"}


def test_a_question_about_the_article_has_its_default_when_it_is_shown(session, document):
    session.coding.set_field(document, "genre", "news")
    assert fields(session, document) == {"genre": "news", "byline": "ed"}
    session.coding.set_field(document, "genre", "letter")
    assert fields(session, document) == {"genre": "letter"}


def test_a_relation_is_asked_what_its_ends_call_for(session, document, person, place):
    session.coding.set_attribute(person.id, "office", "mayor")
    relation = session.coding.add_relation(person.id, place.id, "rules")
    assert relation.attributes == {"elected": True}
    changed = session.coding.set_relation_attribute(relation.id, "council", "DPRD")
    assert changed.attributes == {"elected": True, "council": "DPRD"}
    assert session.finding.annotations(document).relations == (changed,)


def test_a_relation_looks_at_each_end_and_at_the_article(session, document, person, place):
    assert session.coding.add_relation(person.id, place.id, "rules").attributes == {}
    session.history.undo()
    session.coding.set_field(document, "genre", "news")
    relation = session.coding.add_relation(person.id, place.id, "rules")
    assert relation.attributes == {"paper": "Kaltim"}


def test_an_answer_of_a_relation_that_cannot_be_is_refused(session, document, person, place):
    relation = session.coding.add_relation(person.id, place.id, "rules")
    with pytest.raises(InputError, match="answer_not_possible") as caught:
        session.coding.set_relation_attribute(relation.id, "elected", "yes")
    assert [problem.code for problem in caught.value.problems] == ["wrong_type"]
    with pytest.raises(RefusedError, match="attribute_not_asked"):
        session.coding.set_relation_attribute(relation.id, "size", "town")
    assert session.finding.annotations(document).relations == (relation,)


def test_an_answer_of_a_relation_can_be_taken_away_and_brought_back(
    session, document, person, place
):
    session.coding.set_attribute(person.id, "office", "mayor")
    relation = session.coding.add_relation(person.id, place.id, "rules")
    bare = session.coding.set_relation_attribute(relation.id, "elected", None)
    assert bare.attributes == {}
    session.history.undo()
    assert session.finding.annotations(document).relations[0].attributes == {"elected": True}


@pytest.mark.parametrize(
    "verb",
    [
        lambda coding, one: coding.set_relation_attribute(one.id, "council", "DPRD"),
        lambda coding, one: coding.delete_relation(one.id),
    ],
    ids=["answer", "deletion"],
)
def test_a_relation_of_another_coder_is_left_alone(session, document, person, place, verb):
    relation = session.coding.add_relation(person.id, place.id, "rules")
    session.code_as("Budi")
    with pytest.raises(RefusedError, match="mark_of_another_coder"):
        verb(session.coding, relation)
    session.code_as("Ani")
    assert session.finding.annotations(document).relations == (relation,)


def test_nobody_links_a_mark_of_their_own_to_that_of_another(session, document, person):
    session.code_as("Budi")
    mine = session.coding.add_span(document, extents(BALIKPAPAN), "place")
    with pytest.raises(RefusedError, match="mark_of_another_coder"):
        session.coding.add_relation(person.id, mine.id, "rules")
    assert session.finding.annotations(document).relations == ()


def test_another_answer_on_the_article_reaches_the_marks_that_ask_for_it(session, document):
    """What an answer hides leaves, what it shows has its default, in the one step of the verb."""
    span = session.coding.add_span(document, extents(BUPATI), "person")
    other = session.coding.add_span(document, extents(BALIKPAPAN), "place")
    session.coding.set_field(document, "genre", "news")
    session.coding.set_attribute(span.id, "proof", "kartu")
    assert answers(session, document) == {span.id: WITH_PROOF, other.id: {"size": "town"}}
    session.coding.set_field(document, "genre", "letter")
    assert answers(session, document) == {span.id: {}, other.id: {"size": "town"}}
    session.history.undo()
    assert answers(session, document)[span.id] == WITH_PROOF
    session.history.redo()
    assert answers(session, document)[span.id] == {}


def test_what_was_cleared_on_purpose_stays_so_while_the_article_keeps_asking(session, document):
    session.coding.set_field(document, "genre", "news")
    span = session.coding.add_span(document, extents(BUPATI), "person")
    session.coding.set_attribute(span.id, "known", None)
    session.coding.set_field(document, "byline", "red")
    assert answers(session, document)[span.id] == {}


def test_another_answer_on_the_article_reaches_the_relations(session, document, person, place):
    session.coding.add_relation(person.id, place.id, "rules")
    session.coding.set_field(document, "genre", "news")
    assert of_relation(session, document) == {"paper": "Kaltim"}
    session.coding.set_field(document, "genre", None)
    assert of_relation(session, document) == {}


@pytest.mark.parametrize("is_undone", [False, True])
def test_another_answer_of_an_end_reaches_its_relations(
    session, document, person, place, is_undone
):
    relation = session.coding.add_relation(person.id, place.id, "rules")
    session.coding.set_relation_attribute(relation.id, "council", "DPRD")
    session.coding.set_attribute(person.id, "office", "mayor")
    assert of_relation(session, document) == {"elected": True, "council": "DPRD"}
    session.coding.set_attribute(place.id, "size", "village")
    assert of_relation(session, document) == {"elected": True}
    if is_undone:
        session.history.undo()
        assert of_relation(session, document) == {"elected": True, "council": "DPRD"}
    else:
        session.coding.set_attribute(person.id, "office", None)
        assert of_relation(session, document) == {}


def test_another_label_of_an_end_reaches_its_relations(session, document, person, place):
    relation = session.coding.add_relation(person.id, place.id, "rules")
    session.coding.set_relation_attribute(relation.id, "council", "DPRD")
    session.coding.relabel_span(place.id, "group")
    assert of_relation(session, document) == {}


def test_an_answer_about_the_article_that_nothing_hangs_on_drops_nothing(
    session, document, tmp_path
):
    """An import may bring answers against the rules; they are findings, and stay."""
    mark = factories.span_record("s1", "person", *BUPATI, attributes={"proof": "kartu"})
    factories.import_records(session, tmp_path, factories.record([mark], coder="Ani"))
    before = answers(session, document)
    session.coding.set_field(document, "genre", "letter")
    session.coding.set_field(document, "genre", None)
    assert answers(session, document) == before
    assert [*before.values()] == [{"proof": "kartu"}]


def test_only_an_answer_has_all_marks_read(session, document, person, place, monkeypatch):
    session.coding.add_relation(person.id, place.id, "rules")
    with monkeypatch.context() as patched:
        patched.setattr("annotator.workbench.consequences.load_set", None)
        session.coding.add_span(document, extents(ASN), "person")
        session.coding.resize_span(person.id, extents((0, 10)))
    session.coding.set_attribute(person.id, "office", "mayor")
    assert of_relation(session, document) == {"elected": True}


def test_marks_of_other_coders_stay_as_they_are(session, document):
    session.coding.set_field(document, "genre", "news")
    span = session.coding.add_span(document, extents(BUPATI), "person")
    session.code_as("Budi")
    session.coding.set_field(document, "genre", "letter")
    session.code_as("Ani")
    assert answers(session, document) == {span.id: {"known": True}}


def test_what_no_longer_applies_is_not_exported(session, document, tmp_path):
    session.coding.set_field(document, "genre", "news")
    session.coding.add_span(document, extents(BUPATI), "person")
    session.coding.set_field(document, "genre", "letter")
    export_jsonl(session.context, tmp_path / "out.jsonl", ExportChoice())
    (record,) = map(json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    assert record["document"] == {"genre": "letter", "byline": None}
    assert [span["attributes"] for span in record["spans"]] == [{}]
    assert session.finding.problems(session.finding.annotations(document)) == []


WITH_PROOF = {"known": True, "proof": "kartu"}


def answers(session, document):
    """Return the answers of every span as they are in the file."""
    return {span.id: span.attributes for span in session.finding.annotations(document).spans}


def of_relation(session, document):
    """Return the answers of the one relation as they are in the file."""
    (relation,) = session.finding.annotations(document).relations
    return relation.attributes


def test_a_link_that_means_the_same_both_ways_is_made_once(session, document, person):
    other = session.coding.add_span(document, extents(ASN), "person")
    first = session.coding.add_relation(person.id, other.id, "knows")
    for ends in ((other.id, person.id), (person.id, other.id)):
        with pytest.raises(RefusedError, match="already_related"):
            session.coding.add_relation(*ends, "knows")
    session.coding.delete_relation(first.id)
    back = session.coding.add_relation(other.id, person.id, "knows")
    assert session.finding.annotations(document).relations == (back,)


def test_a_link_with_a_direction_may_lead_back(tmp_path):
    """What has no two equal directions is another link the other way round."""
    codebook = CODEBOOK.replace("    symmetric: true\n", "")
    path = factories.write_codebook(tmp_path, codebook)
    with Session.create(tmp_path / "p.annot", path, "Ani") as session:
        document = factories.add_text(session, tmp_path)
        ends = [session.coding.add_span(document, extents(at), "person") for at in (BUPATI, ASN)]
        for source, target in (ends, reversed(ends)):
            session.coding.add_relation(source.id, target.id, "knows")
        assert len(session.finding.annotations(document).relations) == 2


def test_a_relation_that_the_codebook_has_no_more_has_no_questions(session, person, place):
    relation = session.coding.add_relation(person.id, place.id, "rules")
    relations = session.codebook.relations
    later = replace(session.codebook, relations={"knows": relations["knows"]})
    session.context.codebook = later
    with pytest.raises(RefusedError, match="attribute_not_asked"):
        session.coding.set_relation_attribute(relation.id, "paper", "Kompas")
    session.coding.delete_relation(relation.id)
    assert session.finding.annotations(person.document_id).relations == ()
