from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from annotator.codebooks.answer_rules import MAX_MATCHED, find_faults
from annotator.model.attributes import Attribute, AttributeType, Questions
from annotator.model.codebook import Codebook
from annotator.model.problem import Severity
from annotator.model.words import Words

TEXT = """\
labels:
  a:
    attributes:
      kind: {type: enum, values: {x: , y: , old: {deprecated: {since: "1"}}}, required: true}
      part: {type: enum, many: true, values: {p: {when: {kind: x}}, q: }, required: warn}
      force: {type: bool, required: true, when: {kind: x}}
      gone: {type: text, required: true, deprecated: {since: "1"}}
      code: {type: text, pattern: "[a-z]{2}", max_length: 3}
      url: {type: text, format: url}
      size: {type: number, min: 0, max: 9, integer: true}
"""


@pytest.fixture
def questions(parse: Callable[[str], Codebook]) -> Questions:
    return parse(TEXT).labels["a"].attributes


def found(questions: Questions, **answers: object) -> list[tuple[str, str, object]]:
    good = {"kind": "y", "part": ("q",)}
    faults = find_faults(questions, {**good, **answers})  # type: ignore[dict-item]
    return [(fault.code, fault.attribute, fault.value) for fault in faults]


def test_good_answers_have_no_faults(questions: Questions) -> None:
    assert found(questions) == []
    assert found(questions, code="ab", url="https://a.id/b?c=d", size=9) == []


@pytest.mark.parametrize("size", [0, 9, 3.0])
def test_both_bounds_of_a_number_are_within_them(size: float, questions: Questions) -> None:
    assert found(questions, size=size) == []


@pytest.mark.parametrize(
    "url", ["http://a.id", "HTTPS://a.id/x", "https://a.id:8080/?q=é#b", "https://الموقع.id"]
)
def test_an_address_of_the_web_is_a_url(url: str, questions: Questions) -> None:
    assert found(questions, url=url) == []


def test_each_of_several_answers_is_held_against_the_rules(questions: Questions) -> None:
    assert found(questions, kind="x", force=True, part=("p", "q")) == []
    assert found(questions, part=("p",)) == [("value_not_offered", "part", "p")]


@pytest.mark.parametrize("empty", [None, "", ()])
def test_an_empty_answer_is_a_missing_one(empty: object, questions: Questions) -> None:
    assert found(questions, part=empty) == [("missing_attribute", "part", None)]
    assert found(questions, code=empty, size=empty) == []


def test_a_required_answer_blocks_and_a_wanted_one_warns(questions: Questions) -> None:
    first, second = find_faults(questions, {})
    assert (first.code, first.attribute, first.severity) == (
        "missing_attribute",
        "kind",
        Severity.BLOCKING,
    )
    assert (second.attribute, second.severity) == ("part", Severity.WARNING)


def test_a_question_that_does_not_apply_is_never_required(questions: Questions) -> None:
    assert found(questions, kind="x") == [("missing_attribute", "force", None)]
    assert found(questions, kind="x", force=False) == []
    assert found(questions, kind="y", force=True) == [("answer_not_applicable", "force", True)]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("kind", "old", "value_deprecated"),
        ("part", ("q", "p"), "value_not_offered"),
        ("code", "abc", "pattern"),
        ("code", "ab\n", "pattern"),
        ("url", "www.a.id", "not_a_url"),
        ("url", "ftp://a.id", "not_a_url"),
        ("url", "https://a b", "not_a_url"),
        ("url", "http://[", "not_a_url"),
        ("size", -1, "out_of_range"),
        ("size", 9.5, "out_of_range"),
        ("size", 1.5, "not_whole"),
    ],
)
def test_answers_against_a_rule_are_warned_of(
    name: str, value: object, code: str, questions: Questions
) -> None:
    faults = found(questions, **{name: value})
    shown = value[-1] if isinstance(value, tuple) else value
    assert (code, name, shown) in faults


def test_a_fault_says_what_the_rule_is(questions: Questions) -> None:
    given = {"kind": "y", "part": ("q",), "code": "abcd", "size": 10}
    fields = {fault.code: dict(fault.fields) for fault in find_faults(questions, given)}
    assert fields == {
        "pattern": {"pattern": "[a-z]{2}"},
        "text_too_long": {"most": 3},
        "out_of_range": {"least": 0, "most": 9},
    }


def test_a_very_long_answer_is_not_held_against_a_pattern(questions: Questions) -> None:
    codes = [code for code, _, _ in found(questions, code="1" * (MAX_MATCHED + 1))]
    assert codes == ["text_too_long"]


def test_a_pattern_that_runs_on_and_on_is_cut_off():
    question = Attribute("code", AttributeType.TEXT, Words(), pattern="((a|a)+)+c?(?<!x)b")
    begun = time.process_time()
    question.takes_form("a" * 40 + "b!")
    assert time.process_time() - begun < 1


def test_a_pattern_must_fit_the_whole_answer():
    question = Attribute("code", AttributeType.TEXT, Words(), pattern="[A-Z]{2}")
    assert question.takes_form("AB")
    assert not question.takes_form("ABC")
