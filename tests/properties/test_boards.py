"""Laws of deciding, on any marks of two or three coders: what becomes gold, whatever the order."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

from agreement_scene import A, B, C, coded
from board_scene import (
    LEFT,
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

from annotator.model.adjudication import CaseKind
from annotator.model.review import Verdict
from annotator.workbench.adjudicating import outcomes
from annotator.workbench.adjudicating.following import changed
from annotator.workbench.adjudicating.queue import counted, in_order, is_queued, numbered
from annotator.workbench.adjudicating.states import CaseState, Order

SOME = settings(max_examples=25, deadline=None)
FEW = settings(max_examples=15, deadline=None)
seeds = st.integers(0, 9999)
two = coded_sets((A, B))
three = coded_sets()
coders = st.sampled_from((A, B, C))


def picked(seed):
    """Choose cases in an order that a seed gives."""
    drawing = random.Random(seed)
    return lambda left: drawing.choice(sorted(left))


def kept_all(_board, one):
    return outcomes.kept_all(one.case)


# what follows by rule ----------------------------------------------------------------------------


@SOME
@given(coded_sets((A,)), st.integers(1, 2))
def test_what_is_the_same_for_all_is_gold_whole_and_asks_nothing(sets, more):
    [first] = sets
    copies = [first, *(copied(first, other) for other in (B, C)[:more])]
    review = Review(copies).begun()
    assert said(review.board.ledger.gold) == said(first)
    assert set(review.states().values()) <= {CaseState.AUTO}


def copied(given, coder):
    """The same marks of somebody else, under ids of their own."""
    rows = [
        ([(p.start, p.end) for p in span.fragments], span.label, dict(span.attributes))
        for span in given.spans
    ]
    at = {span.id: number for number, span in enumerate(given.spans)}
    links = [(r.label, at[r.source_id], at[r.target_id]) for r in given.relations]
    return coded(coder, *rows, links=links, fields=given.fields)


@SOME
@given(three)
def test_gold_by_rule_is_only_what_every_coder_has(sets):
    gold = Review(sets).begun().board.ledger.gold
    everybody = set.intersection(*({content(span) for span in one.spans} for one in sets))
    assert {content(span) for span in gold.spans} <= everybody
    links = [drawn(one.relations, one.span_by_id()) for one in sets]
    assert drawn(gold.relations, gold.span_by_id()) <= set.intersection(*links)
    for name, value in gold.fields.items():
        assert {one.fields.get(name) for one in sets} == {value}


@SOME
@given(three)
def test_what_all_have_and_nothing_else_of_its_label_touches_is_gold(sets):
    gold = {content(span) for span in Review(sets).begun().board.ledger.gold.spans}
    everybody = set.intersection(*({content(span) for span in one.spans} for one in sets))
    marks = [span for one in sets for span in one.spans]
    for span in sets[0].spans:
        near = {content(one) for one in marks if touches(one, span)}
        if content(span) in everybody and near == {content(span)}:
            assert content(span) in gold


def touches(one, other):
    return any(part.overlaps(own) for part in one.fragments for own in other.fragments)


@SOME
@given(three, st.permutations((A, B, C)))
def test_who_is_who_changes_nothing_that_follows_by_rule(sets, order):
    others = [copied(one, coder) for one, coder in zip(sets, order, strict=True)]
    reviews = [Review(each).begun() for each in (sets, others)]
    first, second = (one.board for one in reviews)
    assert said(first.ledger.gold) == said(second.ledger.gold)
    assert counted(first.standing().values()) == counted(second.standing().values())


@SOME
@given(three, st.permutations((0, 1, 2)))
def test_the_order_in_which_coders_are_given_changes_nothing_at_all(sets, order):
    given_so = Review(sets).begun().board.ledger
    otherwise = Review([sets[place] for place in order]).begun().board.ledger
    assert given_so == otherwise


@FEW
@given(three)
def test_what_follows_by_rule_follows_once(sets):
    board = Review(sets).begun().board
    again = changed(board, board.standing(), lambda _board, _now: None, STAMP)
    assert again.ledger == board.ledger


# readings ----------------------------------------------------------------------------------------


@SOME
@given(two, st.sampled_from((A, B)), seeds)
def test_who_is_followed_in_everything_is_the_gold(sets, coder, seed):
    review = Review(sets).begun()
    refused = review.decide_all(reading_of(coder), picked(seed))
    [own] = [one for one in sets if one.coder_id == coder]
    spans, links, fields = said(review.board.ledger.gold)
    assert refused == set()
    assert (spans, fields) == (said(own)[0], said(own)[2])
    assert links == said(own)[1]


@SOME
@given(three, coders, seeds)
def test_of_three_one_who_is_followed_in_everything_is_the_gold(sets, coder, seed):
    review = Review(sets).begun()
    assert review.decide_all(reading_of(coder), picked(seed)) == set()
    [own] = [one for one in sets if one.coder_id == coder]
    assert said(review.board.ledger.gold) == said(own)


@SOME
@given(three, seeds)
def test_rejecting_everything_leaves_what_was_gold_by_rule(sets, seed):
    review = Review(sets).begun()
    before = review.board.ledger.gold
    review.decide_all(none, picked(seed))
    assert review.board.ledger.gold.spans == before.spans
    assert all(one in before.relations for one in review.board.ledger.gold.relations)


@SOME
@given(three, seeds)
def test_keeping_all_keeps_every_mark_that_anybody_made_and_no_other(sets, seed):
    plain = [
        replace(one, spans=tuple(replace(s, attributes={}) for s in one.spans)) for one in sets
    ]
    bare = [replace(one, fields={}) for one in plain]
    review = Review(bare).begun()
    refused = review.decide_all(kept_all, picked(seed))
    gold = review.board.ledger.gold
    assert refused == set()
    assert {place(span) for span in gold.spans} == {place(s) for one in bare for s in one.spans}
    kept = {(one.label, one.source_id, one.target_id) for one in gold.relations}
    assert len(kept) == len(gold.relations)
    assert len(gold.spans) == len({place(span) for span in gold.spans})


# order, once more, twice -------------------------------------------------------------------------


@SOME
@given(three, st.dictionaries(st.integers(0, 20), coders), seeds, seeds)
def test_the_order_of_decisions_changes_nothing(sets, followed, first, second):
    """Whoever is followed in which case: decided in two orders, the ledgers are the same."""
    ends = []
    for seed in (first, second):
        review = Review(sets).begun()
        review.decide_all(chosen_by(followed), picked(seed))
        ends.append(review.board.ledger)
    assert ends[0] == ends[1]


def chosen_by(followed):
    """Follow one coder or another, by what the case is; A where nobody is named."""

    def choose(board, one):
        coder = followed.get(int(one.id[:4], 16) % 21, A)
        return outcomes.taken(one.case, coder, board.sets)

    return choose


@FEW
@given(three, coders, coders, seeds)
def test_only_the_last_decision_of_a_case_counts(sets, before, after, seed):
    once, twice = Review(sets).begun(), Review(sets).begun()
    left = [one.case.id for one in twice.board.standing().values() if is_span_left(one)]
    for case_id in left:
        twice.decide(case_id, reading_of(before))
    for review in (once, twice):
        for case_id in left:
            review.decide(case_id, reading_of(after))
    assert said(once.board.ledger.gold)[0] == said(twice.board.ledger.gold)[0]
    once.decide_all(reading_of(after), picked(seed))
    twice.decide_all(reading_of(after), picked(seed))
    assert said(once.board.ledger.gold) == said(twice.board.ledger.gold)


def is_span_left(one):
    return one.case.kind is CaseKind.SPAN and one.state in LEFT


@FEW
@given(three, coders, coders)
def test_what_is_decided_stays_decided_while_other_marks_are(sets, first, second):
    review = Review(sets).begun()
    done = {}
    for one in [each for each in review.board.standing().values() if is_span_left(each)]:
        review.decide(one.id, reading_of(first if len(done) % 2 else second))
        done[one.id] = review.board.ledger.decisions[one.id]
        ledger = review.board.ledger
        for case_id, decision in done.items():
            assert ledger.decisions[case_id] == decision
            assert review.states()[case_id] is CaseState.DECIDED
            assert all(mark in ledger.spans for _kind, mark in decision.gold)


@FEW
@given(three, coders, st.floats(0, 1))
def test_the_audit_sample_hides_nothing_from_who_decides_as_everybody_did(sets, coder, share):
    """With the sample or without, following one coder in all that is left comes to the same."""
    ends = []
    for part in (0.0, share):
        review = Review(sets).begun(part)
        review.decide_all(reading_of(coder))
        ends.append(said(review.board.ledger.gold))
    assert ends[0] == ends[1]


# the queue ---------------------------------------------------------------------------------------


@SOME
@given(three, st.sampled_from(list(Order)), coders)
def test_a_queue_holds_each_case_once_and_numbers_are_its_places(sets, order, coder):
    review = Review(sets).begun()
    for one in [each for each in review.board.standing().values() if is_span_left(each)][:2]:
        review.decide(one.id, reading_of(coder))
    standing = review.board.standing()
    queue = in_order(standing.values(), order)
    assert {one.id for one in queue} == {key for key, one in standing.items() if is_queued(one)}
    every = numbered(standing, order)
    assert [one.number for one in every.values() if one.number] == list(range(1, len(queue) + 1))
    assert (every.keys(), len(queue)) == (standing.keys(), counted(standing.values()).queue)
    unnumbered = {key: replace(one, number=0) for key, one in every.items()}
    assert unnumbered == standing


@SOME
@given(three)
def test_every_mark_is_in_one_case_and_every_case_is_counted(sets):
    standing = Review(sets).begun().board.standing()
    sources = Counter(
        s.id for one in standing.values() if one.case.kind != "document" for s in one.case.sources
    )
    assert set(sources.values()) <= {1}
    assert set(sources) == {m.id for one in sets for m in (*one.spans, *one.relations)}
    counts = counted(standing.values())
    waiting = sum(
        one.state is CaseState.WAITING and not is_queued(one) for one in standing.values()
    )
    assert counts.queue + counts.unanimous + waiting == len(standing)


# what is written ---------------------------------------------------------------------------------


@SOME
@given(three, coders, seeds)
def test_the_rows_to_write_are_exactly_those_that_differ(sets, coder, seed):
    review = Review(sets).begun()
    before = review.board.ledger
    assert before.operations(before) == before.copy().operations(before) == []
    review.decide_all(reading_of(coder), picked(seed))
    after = review.board.ledger
    forth, back = after.operations(before), before.operations(after)
    assert len({(one.kind, one.id) for one in forth}) == len(forth)
    told = {(one.kind, one.id) for one in forth if one.kind != "review"}
    assert told == {(one.kind, one.id) for one in back if one.kind != "review"}
    gone = {(one.kind, one.id) for one in forth if one.value is None}
    come = {(one.kind, one.id) for one in back if one.value is None}
    assert gone.isdisjoint(come)


@SOME
@given(three, coders, seeds)
def test_every_gold_mark_is_of_one_decision_and_every_decision_names_its_marks(sets, coder, seed):
    review = Review(sets).begun()
    review.decide_all(reading_of(coder), picked(seed))
    ledger = review.board.ledger
    owned = Counter(mark for one in ledger.decisions.values() for mark in one.gold)
    assert set(owned.values()) <= {1}
    marks = {("span", one) for one in ledger.spans} | {
        ("relation", one) for one in ledger.relations
    }
    assert {one for one in owned if one[0] != "annotation_set"} == marks
    fallen = [one for one in ledger.decisions.values() if one.verdict is Verdict.NONE]
    assert all(one.gold == () for one in fallen)
