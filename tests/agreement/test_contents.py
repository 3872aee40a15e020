"""What counts of a mark, and how it is compared."""

from __future__ import annotations

from agreement_scene import A, B, coded

from annotator.agreement.contents import (
    Rules,
    case_id,
    content_hash,
    counted_answers,
    item_answer,
    normal_answer,
    signature_of,
    sorted_by_coder,
)
from annotator.model.adjudication import CaseKind, CaseSource
from annotator.model.identity import Id

DOCUMENT = Id("d" * 32)


def test_nothing_is_no_answer_in_whatever_form():
    for nothing in (None, "", ()):
        assert normal_answer(nothing) is None
        assert item_answer(nothing) is None
    assert normal_answer(0) == 0
    assert normal_answer(False) is False


def test_several_values_are_a_set():
    assert normal_answer(("b", "a", "b")) == ("a", "b")
    assert item_answer(("b", "a")) == frozenset({"a", "b"})
    assert item_answer("a") == "a"


def test_a_whole_number_is_the_same_however_it_is_written():
    assert content_hash(normal_answer(2.0)) == content_hash(normal_answer(2))
    assert normal_answer(2.5) == 2.5


def test_only_answers_that_count_are_kept_by_name():
    rules = Rules(ignored=lambda label, attribute: (label, attribute) == ("x", "note"))
    given = {"q": "1", "note": "n", "a": None, "b": ("z", "y")}
    assert list(counted_answers("x", given, rules).items()) == [("b", ("y", "z")), ("q", "1")]
    assert "note" in counted_answers("y", given, rules)


def test_whether_an_attribute_counts_is_asked_once():
    asked = []

    def ignored(label: str, attribute: str) -> bool:
        asked.append((label, attribute))
        return False

    rules = Rules(ignored=ignored)
    for _time in range(3):
        counted_answers("x", {"q": "1"}, rules)
    assert asked == [("x", "q")]


def test_text_in_any_script_has_a_hash():
    assert content_hash(("α", "\ud800")) != content_hash(("α", "\ud801"))


def test_a_case_is_known_by_its_marks_in_any_order():
    sources = [CaseSource(Id(name), A, "h") for name in ("s", "t")]
    there = case_id(DOCUMENT, CaseKind.SPAN, sources)
    assert case_id(DOCUMENT, CaseKind.SPAN, sources[::-1]) == there
    assert case_id(DOCUMENT, CaseKind.RELATION, sources) != there
    assert case_id(DOCUMENT, CaseKind.SPAN, sources[:1]) != there


def test_the_signature_holds_coders_and_contents():
    sources = [CaseSource(Id("s"), A, "one"), CaseSource(Id("t"), B, "two")]
    there = signature_of([A, B], sources)
    assert signature_of([A, B], sources[::-1]) == there
    assert signature_of([A], sources) != there
    assert signature_of([A, B], [sources[0], CaseSource(Id("t"), B, "three")]) != there


def test_sets_are_compared_in_order_of_coders():
    sets = [coded(B), coded(A)]
    assert [one.coder_id for one in sorted_by_coder(sets)] == [A, B]
