"""What most coders say, counted by hand: the gold of a proposal, and where there is none."""

from __future__ import annotations

from collections import Counter

from agreement_scene import A, B, C, D, annotation_sets, coded
from board_scene import Review, coded_sets, content
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.contents import normal_answer
from annotator.agreement.proposals import proposal
from annotator.model.adjudication import CaseKind
from annotator.workbench.adjudicating import outcomes
from annotator.workbench.adjudicating.outcomes import Outcome

SOME = settings(max_examples=30, deadline=None)


class Tied(Exception):
    """Two values have equally many coders."""


def most(values):
    """The value that more coders gave than any other."""
    (value, count), *others = Counter(values).most_common()
    if others and others[0][1] == count:
        raise Tied
    return value


def row_by_hand(row, coders):
    """What most say of a row of spans: None for nothing; raises Tied."""
    spans = [span for span in row.spans if span is not None]
    if not most([True] * len(spans) + [False] * (coders - len(spans))):
        return None
    if any(len(span.fragments) > 1 for span in spans):
        extents = most([span.fragments for span in spans])
        extents = tuple((part.start, part.end) for part in extents)
    else:
        extents = ((most([span.start for span in spans]), most([span.end for span in spans])),)
        if extents[0][0] >= extents[0][1]:
            raise Tied
    label = most([span.label for span in spans])
    same = [span for span in spans if span.label == label]
    names = sorted({name for span in same for name in span.attributes})
    answers = [
        (name, most([normal_answer(one.attributes.get(name)) for one in same])) for name in names
    ]
    return extents, label, tuple(one for one in answers if one[1] is not None)


def by_hand(case):
    """What most say of a case of spans, row by row; None where anything is tied."""
    try:
        rows = [row_by_hand(row, len(case.coder_ids)) for row in case.rows]
    except Tied:
        return None
    return sorted(row for row in rows if row is not None)


@SOME
@given(st.one_of(coded_sets((A, B)), coded_sets(), coded_sets((A, B, C, D), most=3)))
def test_the_gold_of_a_proposal_is_what_most_say_counted_by_hand(sets):
    review = Review(sets).begun()
    for one in list(review.board.standing().values()):
        if one.case.kind is not CaseKind.SPAN:
            continue
        expected, chosen = by_hand(one.case), proposal(one.case)
        assert chosen.is_complete == (expected is not None)
        if expected is not None:
            outcome = outcomes.proposed(one.case, chosen, review.board.sets)
            assert sorted(said(outcome)) == expected


def said(outcome: Outcome):
    return [
        (
            tuple((part.start, part.end) for part in plan.fragments),
            plan.label,
            tuple(sorted((k, normal_answer(v)) for k, v in plan.attributes.items())),
        )
        for plan in outcome.spans
    ]


@SOME
@given(coded_sets((A, B)))
def test_two_coders_who_differ_in_a_question_never_have_a_proposal_for_it(sets):
    for one in Review(sets).begun().board.standing().values():
        if one.case.needs_decision:
            assert not proposal(one.case).is_complete


@SOME
@given(annotation_sets(A), annotation_sets(C))
def test_two_who_agree_in_everything_have_the_majority_against_a_third(first, third):
    """What two of three have in common is the gold of all proposals that can be taken."""
    rows = [([(p.start, p.end) for p in s.fragments], s.label, dict(s.attributes))
            for s in first.spans]  # fmt: skip
    sets = [coded(A, *rows), coded(B, *rows), third]
    review = Review(sets).begun()
    ours = Counter(content(span) for span in sets[0].spans)
    for one in review.board.standing().values():
        if one.case.kind is CaseKind.SPAN and proposal(one.case).is_complete:
            outcome = outcomes.proposed(one.case, proposal(one.case), review.board.sets)
            inside = Counter(
                content(row.spans[0]) for row in one.case.rows if row.spans[0] is not None
            )
            if is_apart(one.case):
                assert Counter(said(outcome)) == inside
    assert set(ours) >= {content(s) for s in review.board.ledger.gold.spans}


def is_apart(case):
    """Tell whether the first two stand in every row together, as they marked alike."""
    return all((row.spans[0] is None) == (row.spans[1] is None) for row in case.rows)


@SOME
@given(
    st.lists(st.sampled_from(("news", "opinion", None)), min_size=2, max_size=4),
    st.sampled_from(("same", None)),
)
def test_document_fields_are_answered_as_most_do(answers, agreed):
    names = (A, B, C, D)[: len(answers)]
    sets = [
        coded(who, fields={"kind": one, "by": agreed})
        for who, one in zip(names, answers, strict=True)
    ]
    cases = [one.case for one in Review(sets).begun().board.standing().values()]
    if not cases:
        assert {*answers, agreed} == {None}
        return
    [case] = cases
    try:
        expected = {"kind": most(answers), "by": agreed}
    except Tied:
        assert not proposal(case).is_complete
        return
    fields = outcomes.proposed(case, proposal(case), {one.coder_id: one for one in sets}).fields
    given_fields = {name: value for name, value in fields.items() if value is not None}
    assert given_fields == {name: value for name, value in expected.items() if value is not None}
