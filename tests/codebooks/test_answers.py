from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.codebooks import answers
from annotator.codebooks.attachments import codebook_file
from annotator.codebooks.reader import parse_codebook
from annotator.model.attributes import applicable
from annotator.model.codebook import Codebook
from annotator.model.problem import Place, Severity

TEXT = """\
schema_format: 1
schema_id: tried
version: 1.0.0
lists:
  people:
    open: true
    items:
      ani: {name: Ani, role: head, age: 40, unit: bureau}
      tim: {name: {en: Team, id: Tim}, tasks: [write, 2], unit: {id: regu}}
      budi: {name: Budi, role: body}
  laws: {file: laws.csv}
labels:
  a:
    attributes:
      enum: {type: enum, values: [m, n]}
      open: {type: enum, open: true, values: [m]}
      many: {type: enum, many: true, values: [m, n]}
      bool: {type: bool}
      text: {type: text}
      number: {type: number}
      day: {type: date}
      month: {type: date, precision: month}
      year: {type: date, precision: year}
      any: {type: date, precision: any}
      law: {type: ref, list: laws}
      person: {type: ref, list: people}
  rule:
    attributes:
      modality: {type: enum, values: [must, may], default: must}
      force: {type: enum, values: [binding, soft], when: {modality: must}, default: binding}
      reason: {type: text, when: {force: soft}}
      scope: {type: enum, values: [all, some], default: all}
      sure: {type: bool, when: {document.kind: news}, default: true}
  speaker:
    attributes:
      who: {type: ref, list: people}
      role: {type: enum, values: [head, body], fill_from: who.role}
      age: {type: number, fill_from: who.age}
      unit: {type: text, fill_from: who.unit, when: {role: {not: [body]}}}
      tasks: {type: enum, many: true, values: [write, "2"], fill_from: who.tasks}
      law: {type: ref, list: laws}
      year: {type: number, fill_from: law.year}
document: {kind: {type: enum, values: [news, other]}}
"""


LAWS = """\
id,name,year
uu-1,UU,2014
pp-2,PP,soon
sk-3,SK,198503302003121002
sk-4,SK,1e30
"""
CODEBOOK = parse_codebook(codebook_file(TEXT, {"laws.csv": LAWS}))[0]


@pytest.fixture
def codebook() -> Codebook:
    return CODEBOOK


Check = Callable[..., list[str]]


@pytest.fixture
def check(codebook: Codebook) -> Check:
    def codes(**given: object) -> list[str]:
        questions = codebook.labels["a"].attributes
        problems = answers.check_answers(questions, codebook.lists, given, Place())
        assert all(problem.severity is Severity.REFUSED for problem in problems)
        return [problem.code for problem in problems]

    return codes


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("enum", "m"),
        ("open", "anything at all"),
        ("many", ["m", "n"]),
        ("many", ("n",)),
        ("bool", False),
        ("text", "any\ntext"),
        ("number", 3),
        ("number", -0.5),
        ("day", "2024-02-29"),
        ("month", "2024-12"),
        ("year", "2024"),
        ("any", "2024"),
        ("any", "2024-10"),
        ("any", "2024-10-30"),
        ("law", "uu-1"),
        ("person", "ani"),
        ("person", "somebody new"),
        ("enum", None),
        ("enum", ""),
        ("number", None),
        ("number", (1 << 63) - 1),
        ("number", -(1 << 63)),
        ("number", 1e300),
        ("many", []),
        ("many", ()),
    ],
)
def test_answers_of_the_right_type_can_be_kept(name: str, value: object, check: Check) -> None:
    assert check(**{name: value}) == []


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("unknown", "x", "unknown_attribute"),
        ("unknown", None, "unknown_attribute"),
        ("enum", "o", "unknown_value"),
        ("enum", 1, "wrong_type"),
        ("enum", ["m"], "wrong_type"),
        ("open", 3, "wrong_type"),
        ("many", "m", "wrong_type"),
        ("many", ["m", "o"], "unknown_value"),
        ("many", ["m", 1], "wrong_type"),
        ("many", [""], "wrong_type"),
        ("bool", 1, "wrong_type"),
        ("bool", "true", "wrong_type"),
        ("text", 3, "wrong_type"),
        ("text", True, "wrong_type"),
        ("number", "3", "wrong_type"),
        ("number", True, "wrong_type"),
        ("number", math.nan, "not_finite"),
        ("number", -math.inf, "not_finite"),
        ("number", 1 << 63, "number_too_large"),
        ("number", -(1 << 63) - 1, "number_too_large"),
        ("number", 10**400, "number_too_large"),
        ("day", "2024-10", "bad_date"),
        ("day", "2023-02-29", "bad_date"),
        ("day", "30-10-2024", "bad_date"),
        ("day", "20241030", "bad_date"),
        ("day", "٢٠٢٤-١٠-٣٠", "bad_date"),
        ("day", 2024, "bad_date"),
        ("month", "2024-13", "bad_date"),
        ("month", "2024", "bad_date"),
        ("year", "0000", "bad_date"),
        ("year", "24", "bad_date"),
        ("any", "2024-1", "bad_date"),
        ("law", "uu-2", "unknown_entry"),
        ("law", 1, "wrong_type"),
        ("person", 1, "wrong_type"),
        ("text", {"a": 1}, "wrong_type"),
    ],
)
def test_other_answers_are_refused(name: str, value: object, code: str, check: Check) -> None:
    assert check(**{name: value}) == [code]


def test_a_refused_answer_says_where_it_stands_and_what_would_do(codebook: Codebook) -> None:
    questions = codebook.labels["rule"].attributes
    place = Place("x.jsonl", 3, None, "spans[2].attributes")
    given = {"modality": "mus", "forc": "binding"}
    first, second = answers.check_answers(questions, codebook.lists, given, place)
    assert first.place == Place("x.jsonl", 3, None, "spans[2].attributes.modality")
    assert first.value == "mus"
    assert first.fields == {"attribute": "modality", "nearest": "must", "allowed": ("must", "may")}
    assert second.fields == {"attribute": "forc", "nearest": "force"}
    (third,) = answers.check_answers(questions, codebook.lists, {"scope": ["all"]}, Place())
    assert third.place.field == "scope"
    assert third.fields == {"attribute": "scope", "expected": "enum"}
    many = codebook.labels["a"].attributes
    (fourth,) = answers.check_answers(many, codebook.lists, {"many": "m"}, Place())
    assert fourth.fields["expected"] == "list"


def test_a_new_mark_begins_with_the_defaults_that_apply(codebook: Codebook) -> None:
    questions = codebook.labels["rule"].attributes
    assert answers.initial_attributes(questions) == {
        "modality": "must",
        "force": "binding",
        "scope": "all",
    }
    beyond = answers.in_context({}, document={"kind": "news"})
    assert answers.initial_attributes(questions, beyond)["sure"] is True


def test_answers_to_hidden_questions_go_and_what_hung_on_them_goes_too(codebook: Codebook) -> None:
    questions = codebook.labels["rule"].attributes
    given = {"modality": "may", "force": "soft", "reason": "why", "scope": "some"}
    assert answers.settled(questions, given) == {"modality": "may", "scope": "some"}


def test_newly_shown_questions_get_their_default(codebook: Codebook) -> None:
    questions = codebook.labels["rule"].attributes
    before = {"modality": "may"}
    assert answers.settled(questions, {"modality": "must"}, before) == {
        "modality": "must",
        "force": "binding",
    }
    assert answers.settled(questions, {"modality": "must"})["force"] == "binding"


def test_an_answer_that_was_cleared_stays_cleared(codebook: Codebook) -> None:
    questions = codebook.labels["rule"].attributes
    before = answers.initial_attributes(questions)
    after = answers.answered(codebook, questions, before, "force", None)
    assert after == {"modality": "must", "scope": "all"}
    assert answers.answered(codebook, questions, after, "scope", "")["modality"] == "must"
    assert answers.settled(questions, {"modality": "must", "scope": ""}).get("scope") is None


def test_choosing_an_entry_fills_what_comes_from_it(codebook: Codebook) -> None:
    questions = codebook.labels["speaker"].attributes
    one = answers.answered(codebook, questions, {}, "who", "ani")
    assert one == {"who": "ani", "role": "head", "age": 40, "unit": "bureau"}
    assert answers.answered(codebook, questions, one, "who", "budi") == {
        "who": "budi",
        "role": "body",
    }
    assert answers.answered(codebook, questions, one, "who", "somebody new") == {
        "who": "somebody new"
    }


def test_lists_and_words_of_an_entry_fill_as_answers_do(codebook: Codebook) -> None:
    questions = codebook.labels["speaker"].attributes
    given = answers.answered(codebook, questions, {}, "who", "tim")
    assert given == {"who": "tim", "tasks": ("write", "2"), "unit": "regu"}


def test_clearing_a_choice_clears_what_it_filled(codebook: Codebook) -> None:
    questions = codebook.labels["speaker"].attributes
    one = answers.answered(codebook, questions, {}, "who", "ani")
    own = answers.answered(codebook, questions, one, "age", 41)
    assert answers.answered(codebook, questions, one, "who", None) == {}
    assert answers.answered(codebook, questions, own, "who", "") == {"age": 41}


def test_a_date_that_is_none_says_how_exact_it_should_be(codebook: Codebook) -> None:
    questions = codebook.labels["a"].attributes
    for name, precision in (("day", "day"), ("month", "month"), ("any", "any")):
        [problem] = answers.check_answers(questions, {}, {name: "soon"}, Place())
        assert problem.fields == {"attribute": name, "precision": precision}


def test_what_a_coder_answered_otherwise_is_not_filled_over(codebook: Codebook) -> None:
    questions = codebook.labels["speaker"].attributes
    one = answers.answered(codebook, questions, {}, "who", "ani")
    two = answers.answered(codebook, questions, one, "age", 41)
    three = answers.answered(codebook, questions, two, "who", "budi")
    assert three == {"who": "budi", "role": "body", "age": 41}


def test_numbers_of_a_file_fill_as_numbers_or_not_at_all(codebook: Codebook) -> None:
    questions = codebook.labels["speaker"].attributes
    assert answers.answered(codebook, questions, {}, "law", "uu-1") == {"law": "uu-1", "year": 2014}
    assert answers.answered(codebook, questions, {}, "law", "pp-2") == {"law": "pp-2"}
    assert answers.answered(codebook, questions, {}, "law", "sk-4") == {"law": "sk-4"}
    long = answers.answered(codebook, questions, {}, "law", "sk-3")
    assert long["year"] == 198503302003121002, "every digit is kept"


def test_conditions_can_look_beyond_the_mark(codebook: Codebook) -> None:
    questions = codebook.labels["rule"].attributes
    assert answers.looks_beyond(questions)
    assert not answers.looks_beyond(codebook.labels["a"].attributes)
    context = answers.in_context({"x": 1}, document={"kind": "news"}, to={"y": 2})
    assert context == {"x": 1, "document.kind": "news", "to.y": 2}
    assert answers.settled(questions, {**context, "modality": "may"}) == {
        "modality": "may",
        "sure": True,
        "x": 1,
    }


GIVEN = st.fixed_dictionaries(
    {},
    optional={
        "modality": st.sampled_from(["must", "may"]),
        "force": st.sampled_from(["binding", "soft"]),
        "reason": st.text(min_size=1, max_size=3),
        "scope": st.sampled_from(["all", "some"]),
        "document.kind": st.sampled_from(["news", "other"]),
    },
)


@given(GIVEN)
def test_settled_answers_are_settled(given: dict[str, str]) -> None:
    questions = CODEBOOK.labels["rule"].attributes
    beyond = {key: value for key, value in given.items() if "." in key}
    once = answers.settled(questions, given)
    context = {**beyond, **once}
    assert answers.settled(questions, context) == once
    assert set(once) <= {question.id for question in applicable(questions, context)}
    assert {key: once[key] for key in once if key in given} == {
        k: given[k] for k in once if k in given
    }
