"""Cases: what is decided by itself, of which type, under which id."""

from __future__ import annotations

import hashlib
import itertools
import time
from collections import Counter
from dataclasses import replace

import pytest
from agreement_scene import (
    DOCUMENT,
    TWO_CODERS_RULES,
    A,
    B,
    C,
    annotation_sets,
    coded,
    two_coders,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator.agreement.cases import cases_of
from annotator.agreement.contents import Rules
from annotator.model.adjudication import Case, CaseKind, CaseType
from annotator.model.identity import Id, derived_id

ONE_DOMAIN = Rules(domain_of=lambda label: "all")


def span_cases(*sets, rules=None) -> list[Case]:
    found = cases_of(sets, rules) if rules else cases_of(sets)
    return [case for case in found if case.kind is CaseKind.SPAN]


def only(*sets, rules=None) -> Case:
    (case,) = span_cases(*sets, rules=rules)
    return case


def two_coders_cases() -> list[Case]:
    return [case for pair in two_coders() for case in cases_of(pair, TWO_CODERS_RULES)]


def test_the_two_coders_have_30_cases_and_279_unanimous_ones():
    cases = two_coders_cases()
    assert sum(case.needs_decision for case in cases) == 30
    assert Counter(case.type for case in cases if case.needs_decision) == {
        CaseType.ONE_SIDED: 13,
        CaseType.ATTRIBUTE: 6,
        CaseType.BOUNDARY: 3,
        CaseType.SPLIT: 2,
        CaseType.MIXED: 2,
        CaseType.RELATION: 2,
        CaseType.DOCUMENT: 2,
    }
    spans = [case for case in cases if case.kind is CaseKind.SPAN]
    assert sum(case.type is CaseType.UNANIMOUS for case in spans) == 279


three_sets = st.tuples(*map(annotation_sets, (A, B, C)))


@given(three_sets)
@settings(max_examples=120)
def test_every_span_and_relation_of_every_coder_is_in_exactly_one_case(sets):
    cases = cases_of(sets)
    for kind, marks in (
        (CaseKind.SPAN, [span for one in sets for span in one.spans]),
        (CaseKind.RELATION, [relation for one in sets for relation in one.relations]),
    ):
        chosen = [case for case in cases if case.kind is kind]
        sources = [source.id for case in chosen for source in case.sources]
        rows = [m.id for c in chosen for row in c.rows for m in row.marks if m is not None]
        assert sorted(sources) == sorted(rows) == sorted(mark.id for mark in marks)
    assert len({case.id for case in cases}) == len(cases)


@given(three_sets)
@settings(max_examples=40)
def test_a_case_reaches_from_its_first_mark_to_its_last_under_all_their_labels(sets):
    for case in cases_of(sets):
        if case.kind is CaseKind.DOCUMENT:
            continue
        marks = [mark for row in case.rows for mark in row.marks if mark is not None]
        assert case.labels == tuple(sorted({mark.label for mark in marks}))
        if case.kind is CaseKind.SPAN:
            assert case.start == min(mark.start for mark in marks)
            assert case.end == max(mark.end for mark in marks)
        assert [source.id for source in case.sources] == sorted(mark.id for mark in marks)
        assert {source.coder_id for source in case.sources} <= set(case.coder_ids)


@given(three_sets)
@settings(max_examples=40)
def test_the_parent_of_a_case_is_the_smallest_that_holds_it_under_other_labels(sets):
    cases = [case for case in cases_of(sets) if case.kind is CaseKind.SPAN]
    by_id = {case.id: case for case in cases}
    for case in cases:
        holding = [
            other.end - other.start
            for other in cases
            if other.labels != case.labels
            and other.start <= case.start
            and case.end <= other.end
            and (other.start, other.end) != (case.start, case.end)
        ]
        parent = by_id.get(case.parent_id)
        assert (parent is None) == (not holding)
        if parent is not None:
            assert parent.end - parent.start == min(holding)
            assert parent.start <= case.start < case.end <= parent.end


def test_one_coder_alone_has_unanimous_cases_only():
    alone = coded(A, (0, 5, "x"), (3, 9, "y"), links=[("to", 0, 1)], fields={"kind": "news"})
    cases = cases_of([alone])
    assert [case.kind for case in cases].count(CaseKind.DOCUMENT) == 1
    assert {case.type for case in cases} == {CaseType.UNANIMOUS}


@given(three_sets)
@settings(max_examples=60)
def test_cases_do_not_depend_on_the_order_of_coders_or_marks(sets):
    expected = cases_of(sets)
    turned = [
        replace(one, spans=one.spans[::-1], relations=one.relations[::-1]) for one in sets[::-1]
    ]
    assert cases_of(turned) == expected


@given(annotation_sets(A))
def test_copies_are_unanimous(one):
    # Of two marks that are the same in all, which one a relation starts from cannot be compared.
    assume(len({(span.label, span.fragments) for span in one.spans}) == len(one.spans))
    copy = replace(one, coder_id=B)
    # The same marks under ids of their own, as another coder has them.
    new = {span.id: derived_id(span.id, B) for span in one.spans}
    copy = replace(
        copy,
        spans=tuple(replace(span, id=new[span.id], coder_id=B) for span in one.spans),
        relations=tuple(
            replace(
                r,
                id=derived_id(r.id, B),
                coder_id=B,
                source_id=new[r.source_id],
                target_id=new[r.target_id],
            )
            for r in one.relations
        ),
    )
    assert {case.type for case in cases_of([one, copy])} <= {CaseType.UNANIMOUS}


@given(annotation_sets(A), annotation_sets(B))
def test_cases_of_one_domain_do_not_share_text(first, second):
    def held(case):
        spans = [span for row in case.rows for span in row.spans if span is not None]
        return {c for span in spans for part in span.fragments for c in range(part.start, part.end)}

    for one, other in itertools.combinations(span_cases(first, second, rules=ONE_DOMAIN), 2):
        assert not held(one) & held(other)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([(0, 5, "x")], [(0, 5, "x")], CaseType.UNANIMOUS),
        ([(0, 5, "x")], [(0, 6, "x")], CaseType.BOUNDARY),
        ([([(0, 2), (4, 6)], "x")], [([(0, 1), (4, 6)], "x")], CaseType.BOUNDARY),
        ([(0, 5, "x")], [(0, 5, "y")], CaseType.LABEL),
        ([(0, 5, "x", {"q": "1"})], [(0, 5, "y", {"p": "2"})], CaseType.LABEL),
        ([(0, 5, "x", {"q": "1"})], [(0, 5, "x", {"q": "2"})], CaseType.ATTRIBUTE),
        ([(0, 5, "x", {"q": "1"})], [(0, 5, "x")], CaseType.ATTRIBUTE),
        ([(0, 5, "x", {"q": "1"})], [(0, 6, "x", {"q": "2"})], CaseType.MIXED),
        ([(0, 5, "x")], [(0, 6, "y")], CaseType.MIXED),
        ([(0, 5, "x")], [], CaseType.ONE_SIDED),
        ([(0, 10, "x")], [(0, 5, "x"), (5, 10, "x")], CaseType.SPLIT),
        ([(0, 6, "x"), (8, 14, "x")], [(3, 10, "x")], CaseType.SPLIT),
        ([(0, 5, "x"), (4, 14, "x")], [(4, 14, "x"), (12, 20, "x")], CaseType.MIXED),
    ],
)
def test_the_type_says_in_what_two_coders_differ(first, second, expected):
    assert only(coded(A, *first), coded(B, *second)).type is expected
    assert only(coded(A, *second), coded(B, *first)).type is expected


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ([[(0, 5, "x")], [(0, 5, "x")], []], CaseType.ONE_SIDED),
        ([[(0, 5, "x")], [(0, 6, "x")], []], CaseType.MIXED),
        ([[(0, 5, "x")], [(0, 5, "x")], [(0, 5, "x")]], CaseType.UNANIMOUS),
        ([[(0, 5, "x")], [(0, 5, "x")], [(0, 5, "y")]], CaseType.LABEL),
        ([[(0, 9, "x")], [(0, 9, "x")], [(0, 4, "x"), (4, 9, "x")]], CaseType.SPLIT),
        ([[(0, 9, "x")], [], [(0, 4, "x"), (4, 9, "x")]], CaseType.MIXED),
        # Everything there is alike, but of two marks one has both and one has one.
        ([[], [(0, 6, "x"), (4, 9, "x")], [(0, 6, "x")]], CaseType.MIXED),
        ([[], [(0, 6, "x"), (4, 9, "x")], [(0, 6, "x"), (4, 9, "x")]], CaseType.ONE_SIDED),
    ],
)
def test_the_type_says_in_what_three_coders_differ(sides, expected):
    sets = [coded(coder, *rows) for coder, rows in zip((A, B, C), sides, strict=True)]
    assert only(*sets).type is expected


def test_an_answer_that_does_not_count_makes_no_case():
    pair = coded(A, (0, 5, "x", {"q": "1"})), coded(B, (0, 5, "x", {"q": "2"}))
    ignoring = Rules(ignored=lambda label, attribute: (label, attribute) == ("x", "q"))
    assert only(*pair).type is CaseType.ATTRIBUTE
    assert only(*pair, rules=ignoring).type is CaseType.UNANIMOUS


def test_several_values_have_no_order_and_nothing_is_no_answer():
    first = coded(A, (0, 5, "x", {"q": ("a", "b"), "p": "", "r": None}))
    second = coded(B, (0, 5, "x", {"q": ("b", "a"), "s": ()}))
    assert only(first, second).type is CaseType.UNANIMOUS


def test_nested_labels_are_cases_of_their_own_linked_to_the_parent():
    first = coded(A, (0, 50, "outer"), (10, 30, "inner"), (12, 15, "core"))
    second = coded(B, (0, 50, "outer"), (10, 29, "inner"), (12, 15, "core"))
    outer, inner, core = span_cases(first, second)
    assert [case.labels for case in (outer, inner, core)] == [("outer",), ("inner",), ("core",)]
    assert (outer.parent_id, inner.parent_id, core.parent_id) == (None, outer.id, inner.id)


def test_labels_that_exclude_each_other_are_one_case_where_they_overlap():
    first = coded(A, (0, 10, "x"), (10, 30, "y"))
    second = coded(B, (0, 20, "x"), (20, 30, "y"))
    assert len(span_cases(first, second)) == 2
    case = only(first, second, rules=ONE_DOMAIN)
    assert case.labels == ("x", "y")
    assert [[span.label for span in row.spans] for row in case.rows] == [["x", "x"], ["y", "y"]]
    assert case.type is CaseType.BOUNDARY


def test_a_gap_between_fragments_makes_no_overlap():
    first = coded(A, ([(0, 4), (10, 14)], "x"))
    second = coded(B, (5, 9, "x"))
    assert [case.type for case in span_cases(first, second)] == [CaseType.ONE_SIDED] * 2


def test_less_than_half_of_the_text_under_another_label_is_no_difference_of_labels():
    first, second = coded(A, (0, 10, "x")), coded(B, (0, 5, "y"))
    assert [case.type for case in span_cases(first, second)] == [CaseType.ONE_SIDED] * 2


def test_a_span_with_a_partner_of_its_own_is_in_no_difference_of_labels():
    first = coded(A, (0, 10, "x"))
    second = coded(B, (0, 10, "x"), (0, 10, "y"))
    assert [case.type for case in span_cases(first, second)] == [
        CaseType.UNANIMOUS,
        CaseType.ONE_SIDED,
    ]


def test_a_split_is_matched_by_overlap_and_equal_answers():
    whole = coded(A, (0, 100, "x", {"q": "1"}))
    halves = coded(B, (0, 45, "x", {"q": "1"}), (45, 100, "x", {"q": "2"}))
    case = only(whole, halves)
    assert [[span and span.end for span in row.spans] for row in case.rows] == [
        [100, 45],
        [None, 100],
    ]


def test_the_id_follows_the_marks_and_the_signature_what_counts_of_them():
    first, second = coded(A, (0, 5, "x", {"q": "1", "note": "n"})), coded(B, (0, 6, "x"))
    rules = Rules(ignored=lambda label, attribute: attribute == "note")
    before = only(first, second, rules=rules)
    changes = {
        "moved": coded(A, (0, 4, "x", {"q": "1"})),
        "answered": coded(A, (0, 5, "x", {"q": "2"})),
        "noted": coded(A, (0, 5, "x", {"q": "1", "note": "m"})),
        "dated": replace(
            first, spans=(replace(first.spans[0], changed="2026-11-22T08:30:00Z", origin="bulk"),)
        ),
    }
    found = {name: only(one, second, rules=rules) for name, one in changes.items()}
    assert {case.id for case in found.values()} == {before.id}
    stale = {name for name, case in found.items() if case.signature != before.signature}
    assert stale == {"moved", "answered"}


def test_a_further_coder_makes_the_signature_new():
    pair = coded(A, (0, 5, "x")), coded(B, (0, 5, "x"))
    two, three = only(*pair), only(*pair, coded(C))
    assert two.id == three.id
    assert two.signature != three.signature
    assert three.type is CaseType.ONE_SIDED


def test_a_source_has_the_same_hash_for_the_same_content():
    case = only(coded(A, (0, 5, "x", {"q": "1"})), coded(B, (0, 5, "x", {"q": "1"})))
    one, other = case.sources
    assert one.content_hash == other.content_hash
    assert {one.coder_id, other.coder_id} == {A, B}
    # Held here so that no later version hashes in another way and makes every decision stale.
    written = b"('x', ((0, 5),), (('q', '1'),))"
    assert one.content_hash == hashlib.sha256(written).hexdigest()


def test_document_fields_are_one_case_after_the_others():
    first = coded(A, (0, 5, "x"), fields={"kind": "news", "notes": "a", "region": None})
    second = coded(B, (0, 5, "x"), fields={"kind": "opinion", "notes": "b"})
    rules = Rules(ignored=lambda label, field: (label, field) == ("", "notes"))
    *_spans, case = cases_of([first, second], rules)
    assert (case.kind, case.type) == (CaseKind.DOCUMENT, CaseType.DOCUMENT)
    assert case.rows[0].answers == ({"kind": "news"}, {"kind": "opinion"})
    same = cases_of([first, replace(second, fields={"kind": "news"})], rules)[-1]
    assert same.type is CaseType.UNANIMOUS
    assert same.id == case.id
    assert same.signature != case.signature


def test_fields_that_nobody_answered_are_no_case():
    assert cases_of([coded(A, fields={"kind": None}), coded(B)]) == ()


def test_sets_of_several_documents_or_twice_the_same_coder_are_refused():
    other = coded(B, document=Id("f" * 32))
    with pytest.raises(ValueError, match="one document"):
        cases_of([coded(A), other])
    with pytest.raises(ValueError, match="one coder"):
        cases_of([coded(A), coded(A)])
    with pytest.raises(ValueError, match="one document"):
        cases_of([])


def test_cases_stand_in_text_order():
    starts = [case.start for case in cases_of(two_coders()[4], TWO_CODERS_RULES)]
    assert starts[:-1] == sorted(starts[:-1])
    assert starts[-1] == 0


def test_a_long_document_of_four_coders_is_cut_in_a_moment():
    rows = [(i * 20, i * 20 + 15, "xyz"[i % 3], {"q": "1"}) for i in range(1500)]
    sets = [coded(coder, *rows[n:]) for n, coder in enumerate((A, B, C, Id("d" * 32)))]
    began = time.process_time()
    cases = cases_of(sets)
    assert time.process_time() - began < 5
    assert {case.document_id for case in cases} == {DOCUMENT}
    assert Counter(case.type for case in cases) == {CaseType.UNANIMOUS: 1497, CaseType.ONE_SIDED: 3}
