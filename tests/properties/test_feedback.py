"""Laws of what coders are told: all that differs from the gold, and nothing of the others."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from agreement_scene import A, B, C, coded
from board_scene import (
    STAMP,
    Review,
    coded_sets,
    content,
    drawn,
    none,
    place,
    reading_of,
    said,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.contents import PLAIN
from annotator.model.adjudication import CaseKind
from annotator.workbench.adjudicating.returning import feedback_of, questions_to

SOME = settings(max_examples=25, deadline=None)
coders = st.sampled_from((A, B, C))


def told(review, coder):
    board = review.board
    return list(feedback_of(board, board.standing(), coder, PLAIN, STAMP.now).items)


def own_of(sets, coder):
    return next(one for one in sets if one.coder_id == coder)


def followed(sets, coder):
    review = Review(sets).begun()
    review.decide_all(reading_of(coder))
    return review


@SOME
@given(coded_sets(), coders)
def test_who_was_followed_in_everything_is_told_nothing(sets, coder):
    assert told(followed(sets, coder), coder) == []


@SOME
@given(coded_sets(), coders, coders)
def test_everybody_is_told_of_each_mark_that_is_not_gold_and_each_gold_mark_they_lack(
    sets, coder, reader
):
    """What a coder has and what the items say of it make the gold, and the other way round."""
    review = followed(sets, coder)
    items = [one for one in told(review, reader) if one["kind"] == "span"]
    own = {place(span) for span in own_of(sets, reader).spans}
    gold = {place(span) for span in review.board.ledger.gold.spans}
    lost = {where(one["own"]) for one in items if one["own"]}
    come = {where(one["gold"]) for one in items if one["gold"]}
    assert own - lost <= gold
    assert gold - come <= own
    assert (lost <= own, come <= gold) == (True, True)


def where(said_of):
    return tuple(tuple(part) for part in said_of["fragments"]), said_of["label"]


@SOME
@given(coded_sets(), coders, coders)
def test_an_item_is_told_once_and_never_where_both_say_the_same(sets, coder, reader):
    for one in told(followed(sets, coder), reader):
        assert one["own"] != one["gold"]
        assert (one["mark"] is None) == (one["own"] is None)
        assert (one["note"], one["question"]) == ("", "")
    marks = [tuple(one["mark"]) for one in told(followed(sets, coder), reader) if one["mark"]]
    assert len(marks) == len(set(marks))


@SOME
@given(coded_sets(), coders)
def test_what_everybody_lost_is_told_to_who_had_it_and_to_nobody_else(sets, reader):
    review = Review(sets).begun()
    review.decide_all(none)
    items = [one for one in told(review, reader) if one["kind"] != "document"]
    assert all(one["gold"] is None and one["own"] is not None for one in items)
    gold = said(review.board.ledger.gold)
    own = own_of(sets, reader)
    spans = [one for one in items if one["kind"] == "span"]
    assert len(spans) == len(own.spans) - sum(content(span) in gold[0] for span in own.spans)
    links = [one for one in items if one["kind"] == "relation"]
    kept = drawn(own.relations, own.span_by_id()) & gold[1]
    assert len(links) >= len(drawn(own.relations, own.span_by_id())) - len(kept)


@SOME
@given(coded_sets(), coders, coders)
def test_what_is_told_is_plain_json_and_names_nobody_elses_marks(sets, coder, reader):
    text = json.dumps(told(followed(sets, coder), reader))
    others = [one for one in sets if one.coder_id != reader]
    for one in others:
        assert one.coder_id not in text
        assert all(mark.id not in text for mark in (*one.spans, *one.relations))


@SOME
@given(coded_sets((A, B)), st.booleans())
def test_of_document_fields_those_are_told_that_came_out_otherwise(sets, is_first):
    reader, coder = (A, B) if is_first else (B, A)
    items = [one for one in told(followed(sets, coder), reader) if one["kind"] == "document"]
    kinds = [own_of(sets, who).fields["kind"] for who in (reader, coder)]
    assert len(items) == (kinds[0] != kinds[1])
    for one in items:
        answers = [one[side]["fields"].get("kind") for side in ("own", "gold")]
        assert answers == kinds


@SOME
@given(coded_sets(), st.integers(0, 20))
def test_a_question_goes_to_exactly_those_who_marked_something_and_keeps_the_others(sets, number):
    review = Review(sets).begun()
    cases = [one.case for one in review.board.standing().values() if one.case.rows]
    if not cases:
        return
    case = cases[number % len(cases)]
    found = {one.coder_id: one for one in questions_to(review.board, case, "why?", STAMP.now)}
    if case.kind is CaseKind.DOCUMENT:
        assert found.keys() == {A, B, C}
    else:
        assert found.keys() == {
            coder
            for row in case.rows
            for coder, mark in zip(case.coder_ids, row.marks, strict=True)
            if mark is not None
        }
    for coder, feedback in found.items():
        review.board.ledger.feedback[coder] = feedback
        [item] = feedback.items
        marks = {source.id for source in case.sources if source.coder_id == coder}
        assert (item["question"], item["gold"], item["mark"][1] in marks) == ("why?", None, True)
    again = questions_to(review.board, case, "why so?", STAMP.now)
    assert [[one["question"] for one in each.items] for each in again] == [["why so?"]] * len(found)


@pytest.mark.parametrize("reader", [A, B])
def test_a_note_is_told_also_to_who_was_right(reader):
    sets = [coded(A, (0, 5, "x")), coded(B, (0, 6, "x"))]
    review = followed(sets, A)
    [(case_id, decision)] = review.board.ledger.decisions.items()
    review.board.ledger.decisions[case_id] = replace(decision, note="the title stays out")
    [one] = told(review, reader)
    assert one["note"] == "the title stays out"
    assert (one["own"] == one["gold"]) == (reader == A)
