"""What the inspector decides, without a widget."""

from __future__ import annotations

import pytest
from panel_scene import (
    CODEBOOK,
    RULE,
    RULE_SPAN,
    SPEAKER,
    SPEAKER_SPAN,
    TEXT,
    annotations,
    question,
    questions,
    relation,
)

from annotator.gui.panels.inspector.answers import (
    first_armed,
    given_values,
    is_given,
    next_armed,
    switched,
)
from annotator.gui.panels.inspector.options import can_add, digit_hint, placeholder_of
from annotator.gui.panels.inspector.origin import origin_words
from annotator.gui.panels.inspector.relation_rows import relation_rows
from annotator.gui.theme.naming import naming


@pytest.fixture(autouse=True)
def _named():
    naming().set_codebook(CODEBOOK, "en")


@pytest.mark.parametrize(
    ("value", "one", "expected"),
    [
        (None, "a", False),
        (None, None, False),
        ("a", "a", True),
        (("a", "b"), "b", True),
        (("a", "b"), "c", False),
        (False, False, True),
    ],
)
def test_an_answer_is_given_alone_or_among_others(value, one, expected):
    assert is_given(value, one) is expected


def test_a_switch_gives_an_answer_or_takes_it_away():
    assert switched(None, "b") == ("b",)
    assert switched(("a",), "b") == ("a", "b")
    assert switched(("a", "b"), "a") == ("b",)


def test_several_answers_keep_the_order_of_the_codebook_and_unknown_ones_come_first():
    assert switched(("c", "old"), "a", ["a", "b", "c"]) == ("old", "a", "c")


def test_only_several_answers_are_several():
    assert given_values("a") == given_values(None) == ()
    assert given_values(("a",)) == ("a",)


ASKED = [question("is_open", "bool"), question("kind", "enum"), question("mood", "enum")]


def test_the_first_question_with_values_is_armed_first():
    assert first_armed(ASKED) == "kind"
    assert first_armed(ASKED[:1]) == "is_open"
    assert first_armed([]) is None


@pytest.mark.parametrize(
    ("armed", "step", "expected"),
    [("kind", 1, "mood"), ("mood", 1, "is_open"), ("is_open", -1, "mood"), (None, 1, "is_open")],
)
def test_arming_goes_around(armed, step, expected):
    assert next_armed(ASKED, armed, step) == expected
    assert next_armed([], armed, step) is None


def test_a_question_says_which_answer_brought_it():
    assert origin_words(RULE["force"], RULE, {"modality": "duty"}) == "↳ Duty"
    assert origin_words(RULE["force"], RULE, {}) == ""


def test_an_answer_says_that_it_is_from_the_list_as_long_as_it_is():
    filled = {"person": "sri_wartini", "role": "head"}
    assert origin_words(SPEAKER["role"], SPEAKER, filled) == "from the list"
    assert origin_words(SPEAKER["role"], SPEAKER, filled | {"role": "mayor"}) == ""
    assert origin_words(SPEAKER["role"], SPEAKER, {"role": "head"}) == ""


def test_answers_that_nobody_foresaw_can_be_added_where_the_codebook_says_so():
    assert can_add(SPEAKER["person"])
    assert can_add(RULE["marker"])
    assert not can_add(RULE["kind"])
    assert not can_add(CODEBOOK.document["outlet"])
    assert not can_add(question("lost", "ref", list_id="nowhere"))


def test_an_empty_field_says_which_list_is_searched():
    assert placeholder_of(SPEAKER["person"]) == "Type to search: People"
    assert placeholder_of(RULE["kind"]) == "Choose …"


@pytest.mark.parametrize(("count", "hint"), [(0, ""), (4, "1–4 of 4"), (20, "1–9 of 20")])
def test_digits_reach_nine_answers(count, hint):
    assert digit_hint(count) == hint


def test_relations_that_start_at_the_mark_come_first():
    there, back = relation("r1", "a2", "a1"), relation("r2", "a1", "a2")
    marks = annotations(SPEAKER_SPAN, RULE_SPAN, relations=[there, back])
    rows = relation_rows(marks, SPEAKER_SPAN.id, TEXT)
    assert [(row.id, row.is_outgoing) for row in rows] == [("r2", True), ("r1", False)]
    assert {row.other.words for row in rows} == {"ASN harus netral"}


def test_a_relation_to_a_mark_that_is_not_there_is_not_shown():
    marks = annotations(SPEAKER_SPAN, relations=[relation("r", "a1", "a9")])
    assert relation_rows(marks, SPEAKER_SPAN.id, TEXT) == []
    assert relation_rows(annotations(RULE_SPAN), RULE_SPAN.id, TEXT) == []


def test_questions_without_a_cause_say_nothing():
    asked = questions(question("kind", "enum"))
    assert origin_words(asked["kind"], asked, {"kind": "x"}) == ""
