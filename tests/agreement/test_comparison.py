"""Sets side by side: confusion of labels, items for measures of answers."""

from __future__ import annotations

from collections import Counter

import pytest
from agreement_scene import (
    TWO_CODERS_RULES,
    A,
    B,
    C,
    annotation_sets,
    coded,
    text_of,
    two_coders,
)
from hypothesis import given

from annotator.agreement.cases import cases_of
from annotator.agreement.comparison import attribute_items, compare, confusion, field_items
from annotator.agreement.f_measure import span_f1_overlap
from annotator.model.adjudication import DisagreementKind
from annotator.model.comparison import MatchedPair
from annotator.model.identity import Id

OTHER = Id("f" * 32)


def sizes(cells) -> dict[tuple[str, str], int]:
    return {cell: len(pairs) for cell, pairs in cells.items()}


def coder_ids() -> tuple[Id, Id]:
    first, second = two_coders()[0]
    return first.coder_id, second.coder_id


def test_the_confusion_of_the_two_coders_is_as_published():
    found = sizes(confusion(two_coders()))
    same = {
        "rule": 67,
        "sanction": 4,
        "speaker": 30,
        "quotation": 46,
        "cue": 41,
        "target": 47,
        "legal_ref": 13,
        "venue": 15,
        "headline": 6,
        "outside": 23,
    }
    assert found == {
        **{(label, label): n for label, n in same.items()},
        ("rule", ""): 4,
        ("sanction", ""): 1,
        ("speaker", ""): 1,
        ("quotation", ""): 2,
        ("", "rule"): 7,
    }


def test_a_cell_holds_the_very_pairs():
    first, second = coded(A, (0, 10, "x"), (20, 30, "x")), coded(B, (0, 9, "y"), (20, 30, "x"))
    cells = confusion([(first, second)])
    assert cells["x", "y"] == (
        MatchedPair(first.document_id, first.spans[0].id, second.spans[0].id, 0.9),
    )
    assert sizes(cells) == {("x", "x"): 1, ("x", "y"): 1}


@given(annotation_sets(A), annotation_sets(B))
def test_rows_and_columns_of_the_confusion_add_up_to_what_each_marked(first, second):
    cells = sizes(confusion([(first, second)]))
    for place, one in ((0, first), (1, second)):
        margins: Counter[str] = Counter()
        for cell, n in cells.items():
            margins[cell[place]] += n
        del margins[""]
        assert margins == Counter(span.label for span in one.spans)


@given(annotation_sets(A), annotation_sets(B))
def test_the_diagonal_holds_the_pairs_of_the_overlap_measure(first, second):
    cells = sizes(confusion([(first, second)]))
    diagonal = sum(n for (row, column), n in cells.items() if row == column)
    assert diagonal == span_f1_overlap([text_of(100, (first, second))]).counts.get("both", 0)


@given(annotation_sets(A), annotation_sets(B))
def test_exchanging_coders_turns_the_confusion_over(first, second):
    there = sizes(confusion([(first, second)]))
    back = sizes(confusion([(second, first)]))
    assert there == {(row, column): n for (column, row), n in back.items()}


@pytest.mark.parametrize(
    ("label", "attribute", "items", "percent"),
    [
        ("rule", "rule_type", 67, 0.896),
        ("rule", "modality", 67, 0.940),
        ("rule", "force", 57, 0.930),
        ("quotation", "form", 46, 1.0),
        ("target", "group", 47, 1.0),
        ("venue", "function", 15, 0.933),
    ],
)
def test_the_items_of_the_two_coders_are_as_published(label, attribute, items, percent):
    # There, no answer to an attribute that does not apply counts as an answer of its own.
    found = attribute_items(
        two_coders(), coder_ids(), label=label, attribute=attribute, unanswered="none"
    )
    assert len(found) == items
    same = sum(len(set(item.answers)) == 1 for item in found)
    assert same / items == pytest.approx(percent, abs=0.0005)


def test_an_item_says_what_each_coder_answered_and_where():
    first = coded(A, (0, 10, "x", {"q": "1"}), (20, 30, "x"))
    second = coded(B, (0, 9, "x", {"q": ("b", "a")}), (20, 30, "x"))
    (item,) = attribute_items([(first, second)], [A, B], label="x", attribute="q")
    assert item.answers == ("1", frozenset({"a", "b"}))
    assert item.mark_ids == (first.spans[0].id, second.spans[0].id)
    assert item.document_id == first.document_id


def test_who_did_not_mark_is_missing_and_who_did_not_answer_may_be_a_category():
    sets = [coded(A, (0, 9, "x", {"q": "1"})), coded(B, (0, 9, "x")), coded(C)]
    for unanswered in (None, "–"):
        (item,) = attribute_items(
            [sets], [A, B, C], label="x", attribute="q", unanswered=unanswered
        )
        assert item.answers == ("1", unanswered, None)


def test_a_span_that_only_one_marked_is_no_item():
    sets = [coded(A, (0, 9, "x", {"q": "1"})), coded(B, (20, 29, "x", {"q": "1"}))]
    assert attribute_items([sets], [A, B], label="x", attribute="q") == []


def test_answers_do_not_decide_what_is_matched():
    # Were they to, agreement on the answers would be made by the matching.
    whole = coded(A, (0, 100, "x", {"q": "1"}))
    halves = coded(B, (0, 45, "x", {"q": "1"}), (45, 100, "x", {"q": "2"}))
    (item,) = attribute_items([(whole, halves)], [A, B], label="x", attribute="q")
    assert item.answers == ("1", "2")


def test_coders_stand_in_the_order_asked_for_and_others_are_left_out():
    sets = [coded(coder, (0, 9, "x", {"q": coder[0]})) for coder in (A, B, C)]
    (item,) = attribute_items([sets], [C, A], label="x", attribute="q")
    assert item.answers == ("c", "a")


def test_a_document_is_one_item_of_each_field():
    documents = [
        [coded(A, fields={"k": "1"}), coded(B, fields={"k": "2"})],
        [coded(A, fields={"k": "1"}, document=OTHER)],
        [coded(A, document=OTHER), coded(B, document=OTHER)],
        [coded(A, document=OTHER), coded(B, fields={"k": ("b",)}, document=OTHER)],
    ]
    found = field_items(documents, [A, B], field="k")
    assert [item.answers for item in found] == [("1", "2"), (None, frozenset({"b"}))]
    assert [item.mark_ids for item in found] == [(), ()]


def test_the_differences_of_the_two_coders_are_typed():
    found = Counter(one.kind for pair in two_coders() for one in compare(pair, TWO_CODERS_RULES))
    assert found[DisagreementKind.MISSING] == 15
    assert found[DisagreementKind.BOUNDARY] == 7
    assert found[DisagreementKind.LABEL] == 0
    # Eight spans without an exact partner of A and seven of B have no partner at all; the
    # boundaries are those of the seven others.
    case_ids = {one.case_id for pair in two_coders() for one in compare(pair, TWO_CODERS_RULES)}
    cases = {case.id for pair in two_coders() for case in cases_of(pair, TWO_CODERS_RULES)}
    assert case_ids <= cases
