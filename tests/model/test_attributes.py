"""Typed questions: when they are asked, what they offer, which form an answer has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.attributes import (
    ALWAYS,
    Attribute,
    AttributeType,
    Condition,
    Required,
    Term,
    Value,
    applicable,
    is_empty,
    is_too_large,
    number_of,
)
from annotator.model.words import Words

answers = st.one_of(
    st.none(),
    st.sampled_from(["must", "may", ""]),
    st.booleans(),
    st.integers(2, 5),
    st.lists(st.sampled_from(["must", "may"])).map(tuple),
)


def question(key: str = "q", kind: AttributeType = AttributeType.TEXT, **more: object) -> Attribute:
    return Attribute(key, kind, Words({"": key}), **more)


def value(key: str, when: Condition = ALWAYS) -> Value:
    return Value(key, Words({"": key}), when=when)


def condition(**allowed: str) -> Condition:
    return Condition(tuple(Term(name, allowed=(one,)) for name, one in allowed.items()))


# terms ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("must", True),
        ("may", True),
        ("Must", False),
        ("", False),
        (None, False),
        (("may", "should"), True),
        (("should",), False),
        ((), False),
    ],
)
def test_an_answer_meets_a_test_when_it_is_one_of_the_values(answer, expected):
    assert Term("modality", allowed=("must", "may")).holds(answer) is expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("must", False), ("may", True), (None, True), ("", True), ((), True), (("must",), False)],
)
def test_not_is_met_by_all_other_answers_and_by_none(answer, expected):
    assert Term("modality", forbidden=("must", "must_not")).holds(answer) is expected


@pytest.mark.parametrize("answer", [False, 0, 0.0, "x", ("x",)])
def test_no_and_nought_are_answers(answer):
    assert Term("a", is_set=True).holds(answer)
    assert not Term("a", is_set=False).holds(answer)
    assert not is_empty(answer)


@pytest.mark.parametrize("answer", [None, "", ()])
def test_what_is_empty_is_no_answer(answer):
    assert not Term("a", is_set=True).holds(answer)
    assert Term("a", is_set=False).holds(answer)
    assert is_empty(answer)


@given(answers)
def test_a_test_and_its_opposite_never_hold_together(answer):
    values = ("must", True, 3)
    assert Term("a", allowed=values).holds(answer) != Term("a", forbidden=values).holds(answer)
    assert Term("a", is_set=True).holds(answer) != Term("a", is_set=False).holds(answer)


@given(answers)
def test_a_value_that_is_wanted_has_to_be_there(answer):
    if Term("a", allowed=("must", "may", False)).holds(answer):
        assert Term("a", is_set=True).holds(answer)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ((1 << 63) - 1, False),
        (1 << 63, True),
        (-(1 << 63), False),
        (-(1 << 63) - 1, True),
        (0, False),
        (True, False),
        (1e300, False),
        ("9" * 30, False),
        (None, False),
    ],
)
def test_a_whole_number_may_have_64_bits(number, expected):
    assert is_too_large(number) is expected


@given(st.integers())
def test_a_number_keeps_every_digit_of_its_text(number):
    assert number_of(str(number)) == number
    assert number_of(f" {number} ") == number


@pytest.mark.parametrize(
    ("text", "number"), [("2.5", 2.5), ("2.0", 2), ("-0.125", -0.125), ("1e3", 1000)]
)
def test_a_number_without_a_fraction_is_a_whole_one(text, number):
    found = number_of(text)
    assert (found, type(found)) == (number, type(number))


@pytest.mark.parametrize("text", ["", "x", "1,5", "12 kg", "--1"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="float"):
        number_of(text)


# conditions -------------------------------------------------------------------------------------


def test_all_terms_of_a_condition_have_to_hold():
    both = condition(form="protest", place="street")
    assert both.holds({"form": "protest", "place": "street", "more": 1})
    assert not both.holds({"form": "protest", "place": "hall"})
    assert not both.holds({"form": "strike", "place": "street"})
    assert not both.holds({"form": "protest"})


def test_a_condition_without_terms_always_holds():
    assert ALWAYS.holds({})
    assert ALWAYS.holds({"form": "strike"})


def test_an_answer_that_is_missing_is_like_an_empty_one():
    unless = Condition((Term("form", forbidden=("strike",)), Term("date", is_set=False)))
    assert unless.holds({})
    assert unless.holds({"form": None, "date": ""})
    assert not unless.holds({"form": "strike"})


def test_a_condition_looks_beyond_the_span_under_a_name_with_a_dot():
    abroad = condition(**{"document.country": "nl", "from.role": "head"})
    assert abroad.holds({"document.country": "nl", "from.role": "head"})
    assert not abroad.holds({"country": "nl", "role": "head"})


# questions --------------------------------------------------------------------------------------


def test_questions_that_apply_are_given_in_the_order_of_the_codebook():
    questions = {
        "modality": question("modality"),
        "force": question("force", when=condition(modality="must")),
        "note": question("note"),
    }
    assert [one.id for one in applicable(questions, {"modality": "must"})] == [*questions]
    assert [one.id for one in applicable(questions, {"modality": "may"})] == ["modality", "note"]
    assert applicable({}, {"modality": "must"}) == ()


def test_values_are_offered_by_the_other_answers_in_the_order_of_the_codebook():
    values = {
        "z": value("z"),
        "fine": value("fine", condition(kind="money")),
        "a": value("a"),
    }
    asked = question("sanction", AttributeType.ENUM, values=values)
    assert [one.id for one in asked.offered_values({"kind": "money"})] == ["z", "fine", "a"]
    assert [one.id for one in asked.offered_values({})] == ["z", "a"]
    assert question().offered_values({"kind": "money"}) == ()


def test_a_question_asks_nothing_special_unless_something_else_is_said():
    asked = question()
    assert (asked.required, asked.many, asked.open, asked.default) == (
        Required.NO,
        False,
        False,
        None,
    )
    assert (asked.precision, asked.scope, asked.widget) == ("day", "coder", "auto")
    assert (asked.minimum, asked.maximum, asked.max_length, asked.pattern) == (None,) * 4


# the form of a text -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (r"\d{4}", "2024", True),
        (r"\d{4}", "in 2024", False),
        (r"\d{4}", "20245", False),
        (r"\d{4}", "2024\n", False),
        (r"[a-z]+|\d+", "abc1", False),
        (r"^ASN$", "ASN", True),
        (r"\p{Lu}\p{Ll}+", "Élan", True),
        (r".", "😀", True),
        (r".", "e\u0301", False),
        (r"\p{Arabic}+", "سلام", True),
        ("", "whatever", True),
        (None, "whatever", True),
        (r"a*", "", True),
        (r"a+", "", False),
    ],
)
def test_the_whole_of_an_answer_has_to_have_the_form(pattern, text, expected):
    assert question(pattern=pattern).takes_form(text) is expected


def test_a_pattern_that_is_none_lets_every_answer_pass():
    assert question(pattern="(").takes_form("ASN")


def test_a_pattern_that_would_run_for_years_is_cut_off_and_lets_the_answer_pass():
    assert question(pattern="(a|aa)+b").takes_form("a" * 60)
