"""The verbs on marks: what they change, what they keep, what they refuse."""

from __future__ import annotations

import factories
import pytest
from factories import ASN, BALIKPAPAN, BUPATI, SRI, extents

from annotator.model.errors import InputError, RefusedError
from annotator.model.identity import Id
from annotator.workbench import coding
from annotator.workbench.importing import import_files

GONE = Id("f" * 32)


@pytest.fixture
def person(session, document):
    return session.coding.add_span(document, extents(BUPATI), "person")


@pytest.fixture
def place(session, document):
    return session.coding.add_span(document, extents(BALIKPAPAN), "place")


def marks(session, document):
    return session.finding.annotations(document)


def refused(code: str):
    return pytest.raises(RefusedError, match=code)


# spans ------------------------------------------------------------------------------------------


def test_a_label_on_words_is_a_span_with_its_defaults(session, document, person):
    (span,) = marks(session, document).spans
    assert span == person
    assert (span.label, span.start, span.end, span.origin) == ("person", 0, 6, "hand")
    assert span.attributes == {"sure": True}
    assert span.key == f"s{span.id}"
    assert span.created == span.changed


def test_answers_given_with_a_label_win_over_its_defaults(session, document):
    given = {"sure": False, "why": "tak jelas", "also": ("x", "z")}
    session.coding.add_span(document, extents(SRI), "person", given)
    (span,) = marks(session, document).spans
    assert span.attributes == given


def test_a_span_may_have_several_fragments(session, document):
    session.coding.add_span(document, extents(BUPATI, ASN), "person")
    (span,) = marks(session, document).spans
    assert (span.fragments, span.end) == (extents(BUPATI, ASN), 23)


@pytest.mark.parametrize("label", ["nobody", "thing"])
def test_a_label_that_is_not_offered_is_refused(session, document, label):
    with refused("label_not_offered"):
        session.coding.add_span(document, extents(BUPATI), label)
    assert marks(session, document).spans == ()


@pytest.mark.parametrize("pairs", [[(0, 53)], [(60, 70)], [(7, 10), (0, 6)], [(0, 6), (5, 10)], []])
def test_offsets_outside_the_text_or_out_of_order_are_refused(session, document, pairs):
    with refused("offsets_not_in_text"):
        session.coding.add_span(document, extents(*pairs), "person")


def test_the_very_same_mark_is_refused_but_another_label_is_not(session, document, person):
    with refused("already_marked"):
        session.coding.add_span(document, extents(BUPATI), "person")
    session.coding.add_span(document, extents(BUPATI), "place")
    assert len(marks(session, document).spans) == 2


def test_answers_that_cannot_be_are_refused_with_the_reason(session, document):
    with pytest.raises(InputError) as caught:
        session.coding.add_span(document, extents(BUPATI), "person", {"role": "king"})
    assert [p.code for p in caught.value.problems] == ["unknown_value"]


def test_a_text_that_is_not_there_is_refused(session):
    with refused("no_document"):
        session.coding.add_span(GONE, extents(BUPATI), "person")


def test_relabelling_keeps_what_fits(session, document, person):
    session.coding.set_attribute(person.id, "role", "head")
    session.coding.set_attribute(person.id, "age", 40)
    span = session.coding.relabel_span(person.id, "place")
    assert (span.label, span.attributes) == ("place", {"role": "head"})
    assert (span.id, span.fragments) == (person.id, person.fragments)


def test_relabelling_drops_an_answer_that_the_new_label_does_not_know(session, document, person):
    session.coding.set_attribute(person.id, "role", "staff")
    assert session.coding.relabel_span(person.id, "place").attributes == {}


def test_relabelling_fills_the_defaults_of_the_new_label(session, document, place):
    assert session.coding.relabel_span(place.id, "person").attributes == {"sure": True}


def test_relabelling_to_the_same_label_is_nothing(session, document, person):
    session.coding.set_attribute(person.id, "sure", None)
    words = session.history.undo_words()
    assert session.coding.relabel_span(person.id, "person").attributes == {}
    assert session.history.undo_words() == words


def test_relabelling_onto_the_very_same_mark_is_refused(session, document, person):
    other = session.coding.add_span(document, extents(BUPATI), "place")
    with refused("already_marked"):
        session.coding.relabel_span(other.id, "person")


def test_resizing_a_span_keeps_its_attributes(session, document, person, place):
    session.coding.set_attribute(person.id, "role", "head")
    session.coding.set_comment(person.id, "Periksa")
    relation = session.coding.add_relation(person.id, place.id, "lives_in")
    session.coding.resize_span(person.id, extents((0, 10)))
    annotations = marks(session, document)
    span = annotations.span_by_id()[person.id]
    assert (span.start, span.end, span.attributes["role"]) == (0, 10, "head")
    assert annotations.comment_on(person.id).text == "Periksa"
    assert annotations.relations == (relation,)


def test_resizing_past_the_text_is_refused(session, document, person):
    with refused("offsets_not_in_text"):
        session.coding.resize_span(person.id, extents((0, 99)))


def test_quick_moves_of_one_end_are_one_step(session, document, person, monkeypatch):
    clock = iter([0.0, 1.0, 2.0, 9.0])
    monkeypatch.setattr(coding.time, "monotonic", lambda: next(clock))
    for end in (7, 8, 9, 10):
        session.coding.resize_span(person.id, extents((0, end)))
    session.history.undo()
    assert marks(session, document).spans[0].end == 9
    session.history.undo()
    assert marks(session, document).spans[0].end == 6


def test_moves_with_something_between_them_are_two_steps(session, document, person):
    session.coding.resize_span(person.id, extents((0, 7)))
    session.coding.set_attribute(person.id, "role", "head")
    session.coding.resize_span(person.id, extents((0, 8)))
    session.history.undo()
    span = marks(session, document).spans[0]
    assert (span.end, span.attributes["role"]) == (7, "head")


def test_a_fragment_that_comes_or_goes_is_a_step_of_its_own(session, document, person):
    one, two = extents((0, 6)), extents((0, 6), (8, 10))
    for fragments in (two, one):
        session.coding.resize_span(person.id, fragments)
    session.history.undo()
    assert marks(session, document).spans[0].fragments == two
    session.history.undo()
    assert marks(session, document).spans[0].fragments == one


def test_a_question_answered_no_more_shows_no_answer_that_hung_on_it(session, document, person):
    session.coding.set_attribute(person.id, "sure", False)
    session.coding.set_attribute(person.id, "why", "tak jelas")
    span = session.coding.set_attribute(person.id, "sure", True)
    assert span.attributes == {"sure": True}


def test_an_answer_can_be_taken_away_although_it_has_a_default(session, document, person):
    assert session.coding.set_attribute(person.id, "sure", None).attributes == {}


@pytest.mark.parametrize("empty", [None, "", ()])
def test_an_empty_answer_is_no_answer(session, document, person, empty):
    session.coding.set_attribute(person.id, "also", ("x",))
    span = session.coding.set_attribute(person.id, "also", empty)
    assert "also" not in span.attributes
    assert marks(session, document).spans[0].attributes == span.attributes


def test_an_answer_that_is_there_is_nothing_to_undo(session, document, person):
    session.coding.set_attribute(person.id, "sure", True)
    assert session.history.undo_words().startswith("label Person")


def test_an_answer_to_no_question_is_refused(session, document, person):
    with refused("attribute_not_asked"):
        session.coding.set_attribute(person.id, "rank", "x")


def test_an_answer_of_the_wrong_type_is_refused(session, document, person):
    with pytest.raises(InputError, match="answer_not_possible"):
        session.coding.set_attribute(person.id, "age", "old")


def test_deleting_a_span_takes_its_relations_and_notes_and_undo_brings_them_back(
    session, document, person, place
):
    session.coding.set_comment(person.id, "Periksa")
    session.coding.add_relation(person.id, place.id, "lives_in")
    before = marks(session, document)
    session.coding.delete_span(person.id)
    left = marks(session, document)
    assert (left.spans, left.relations, left.comments) == ((place,), (), ())
    session.history.undo()
    assert marks(session, document) == before


@pytest.mark.parametrize(
    "verb",
    [
        lambda c: c.relabel_span(GONE, "place"),
        lambda c: c.resize_span(GONE, extents(SRI)),
        lambda c: c.set_attribute(GONE, "role", "head"),
        lambda c: c.delete_span(GONE),
        lambda c: c.set_comment(GONE, "x"),
    ],
)
def test_a_span_that_is_gone_is_refused(session, verb):
    with refused("span_is_gone"):
        verb(session.coding)


# relations --------------------------------------------------------------------------------------


def test_a_relation_links_two_spans(session, document, person, place):
    relation = session.coding.add_relation(person.id, place.id, "lives_in")
    assert marks(session, document).relations == (relation,)
    assert (relation.source_id, relation.target_id) == (person.id, place.id)


def test_a_relation_that_the_codebook_does_not_allow_is_refused(session, person, place):
    for source, target, label in (
        (place, person, "lives_in"),
        (person, place, "knows"),
        (person, person, "lives_in"),
    ):
        with refused("relation_not_legal"):
            session.coding.add_relation(source.id, target.id, label)


def test_spans_of_two_texts_cannot_be_linked(session, tmp_path, person):
    other = factories.add_text(session, tmp_path, "Samarinda.", "b.txt")
    there = session.coding.add_span(other, extents((0, 9)), "place")
    with refused("relation_not_legal"):
        session.coding.add_relation(person.id, there.id, "lives_in")


def test_a_relation_is_made_once(session, person, place):
    session.coding.add_relation(person.id, place.id, "lives_in")
    with refused("already_related"):
        session.coding.add_relation(person.id, place.id, "lives_in")


def test_questions_of_a_relation_are_answered(session, document, person, place):
    relation = session.coding.add_relation(person.id, place.id, "lives_in")
    changed = session.coding.set_relation_attribute(relation.id, "since", "2024")
    assert marks(session, document).relations[0].attributes == {"since": "2024"}
    assert session.coding.set_relation_attribute(relation.id, "since", "2024") == changed


def test_deleting_a_relation_leaves_its_ends(session, document, person, place):
    relation = session.coding.add_relation(person.id, place.id, "lives_in")
    session.coding.delete_relation(relation.id)
    assert (marks(session, document).relations, len(marks(session, document).spans)) == ((), 2)
    with refused("relation_is_gone"):
        session.coding.delete_relation(relation.id)


# notes, status, fields --------------------------------------------------------------------------


def test_a_note_is_written_changed_and_taken_away(session, document, person):
    for text in ("Periksa", "Periksa lagi"):
        session.coding.set_comment(person.id, text)
        assert [c.text for c in marks(session, document).comments] == [text]
    session.coding.set_comment(person.id, "")
    assert marks(session, document).comments == ()
    session.coding.set_comment(person.id, "Lagi")
    assert [c.text for c in marks(session, document).comments] == ["Lagi"]


def test_the_same_note_again_is_nothing_to_undo(session, person):
    session.coding.set_comment(person.id, "Periksa")
    session.coding.set_comment(person.id, "Periksa")
    session.history.undo()
    assert session.history.undo_words().startswith("label Person")


def test_the_status_of_a_text_is_the_coders_own(session, document):
    session.coding.set_status(document, "in_progress")
    assert marks(session, document).status == "in_progress"
    session.coding.set_status(document, "in_progress")
    session.history.undo()
    assert marks(session, document).status == "new"


def test_a_text_with_blocking_problems_is_not_done(session, document, person):
    with refused("problems_block_done"):
        session.coding.set_status(document, "done")
    session.coding.set_attribute(person.id, "role", "head")
    session.coding.set_status(document, "done")
    assert marks(session, document).status == "done"


def test_questions_about_the_text_are_answered(session, document):
    session.coding.set_field(document, "outlet", "Kaltim Post")
    session.coding.set_field(document, "checked", False)
    assert marks(session, document).fields == {"outlet": "Kaltim Post", "checked": False}
    session.coding.set_field(document, "outlet", "")
    assert marks(session, document).fields == {"checked": False}
    with refused("attribute_not_asked"):
        session.coding.set_field(document, "weather", "x")


# others -----------------------------------------------------------------------------------------


def test_marks_of_another_coder_are_left_alone(session, document, tmp_path):
    spans = [factories.span_record("s-1", "person", 0, 6)]
    spans.append(factories.span_record("s-2", "place", 41, 51))
    link = {"id": "r-1", "type": "lives_in", "from": "s-1", "to": "s-2"}
    path = factories.write_records(
        tmp_path / "m.jsonl", factories.record(spans, [link], coder="Budi")
    )
    assert import_files(session.context, [path]).is_applied
    from annotator.store import spans as stored

    theirs = next(s for _d, s in stored.iterate_sets(session.project) if s.spans)
    with refused("mark_of_another_coder"):
        session.coding.delete_span(theirs.spans[0].id)
    with refused("mark_of_another_coder"):
        session.coding.delete_relation(theirs.relations[0].id)


def test_each_verb_is_told_with_who_did_it(session, document):
    told = []
    unsubscribe = session.events.subscribe(told.append)
    span = session.coding.add_span(document, extents(SRI), "person", initiator=told)
    unsubscribe()
    session.coding.delete_span(span.id)
    (change,) = told
    assert (change.action, change.initiator is told) == ("add_span", True)
    assert (change.ids, change.document_ids, change.kinds) == (
        {span.id},
        {document},
        {"span"},
    )


def test_a_refused_verb_tells_nobody_and_changes_nothing(session, document, person):
    told = []
    session.events.subscribe(told.append)
    before = marks(session, document), session.history.undo_words()
    with refused("already_marked"):
        session.coding.add_span(document, extents(BUPATI), "person")
    assert (marks(session, document), session.history.undo_words()) == before
    assert told == []


def test_the_log_does_not_repeat_a_long_title(session, tmp_path):
    given = factories.record(title="J" * 100_000, doc_id="long", text="Bupati lama.")
    factories.import_records(session, tmp_path, given)
    (identity,) = session.finding.documents()
    told = []
    session.events.subscribe(lambda change: told.append(len(str(change.about))))
    session.coding.add_span(identity, extents(BUPATI), "person")
    session.coding.set_status(identity, "done2")
    assert len(told) == 2
    assert max(told) < 1000


def test_the_words_of_a_mark_are_kept_in_one_short_line(session, tmp_path):
    text = "Bupati\r\n\tSri  👍\u2028" + "melarang " * 1000
    identity = factories.add_text(session, tmp_path, text, "long.txt")
    told = []
    session.events.subscribe(told.append)
    session.coding.add_span(identity, extents((0, len(text))), "person")
    quote = told[0].about["quote"]
    assert quote.startswith("Bupati Sri 👍 melarang")
    assert len(quote) <= 60
    assert session.history.undo_words() == "label Person “Bupati Sri 👍 …”"
