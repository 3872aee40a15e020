from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.codebooks.builder import build
from annotator.codebooks.grammar import CODEBOOK, LABEL
from annotator.codebooks.walker import check_grammar, kind_found, nearest
from annotator.codebooks.yaml_source import YamlSource, read_yaml
from annotator.model.problem import Problem, Severity

Faults = Callable[[str], list[Problem]]


def only(problems: list[Problem]) -> Problem:
    (problem,) = problems
    assert problem.severity is Severity.REFUSED
    return problem


def test_every_problem_is_reported_at_once_in_the_order_of_the_file(faults: Faults) -> None:
    text = """\
labels:
  rule:
    colour: red
    short: 1
    span: {snap: tokn}
    attributes:
      a: {type: enmu}
      b: {type: text, min: 3}
      c: {type: enum, vlaues: [x]}
  speaker: x
"""
    found = [(p.code, p.place.line, p.place.column, p.place.field) for p in faults(text)]
    assert found == [
        ("unknown_key", 6, 5, "labels.rule.colour"),
        ("not_text", 7, 12, "labels.rule.short"),
        ("not_allowed", 8, 18, "labels.rule.span.snap"),
        ("not_allowed", 10, 17, "labels.rule.attributes.a.type"),
        ("key_not_for_type", 11, 23, "labels.rule.attributes.b.min"),
        ("unknown_key", 12, 23, "labels.rule.attributes.c.vlaues"),
        ("wrong_kind", 13, 12, "labels.speaker"),
    ]


def test_an_unknown_key_names_the_one_that_was_probably_meant(faults: Faults) -> None:
    problem = only(faults("labels: {rule: {colr: x}}"))
    assert problem.value == "colr"
    assert problem.fields == {"key": "colr", "nearest": "color", "allowed": tuple(LABEL.keys)}


def test_a_misspelt_key_is_not_also_reported_as_missing(faults: Faults) -> None:
    assert [p.code for p in faults("labels: {a: {attributes: {x: {tpye: text}}}}")] == [
        "unknown_key"
    ]


def test_an_unquoted_comma_in_braces_is_explained(faults: Faults) -> None:
    problem = only(faults("labels: {a: {definition: {en: one, two and three, id: satu}}}"))
    assert problem.code == "comma_in_braces"
    assert problem.fields == {"key": "two and three", "previous": "en"}
    assert (problem.place.line, problem.place.column) == (4, 36)


def test_an_unquoted_comma_is_explained_where_it_makes_a_language_code(faults: Faults) -> None:
    assert only(faults("labels: {a: {name: {en: yes, no, id: ya}}}")).code == "comma_in_braces"


def test_an_unquoted_comma_is_explained_in_a_record(faults: Faults) -> None:
    assert only(faults("labels: {a: {name: this, that}}")).fields["previous"] == "name"


def test_an_empty_key_outside_braces_is_no_comma(faults: Faults) -> None:
    problem = only(faults("labels:\n  a:\n    name: x\n    definition:\n"))
    assert (problem.code, problem.place.line, problem.place.column) == ("no_value", 7, 5)
    assert problem.fields == {"expected": ("text", "mapping")}


@pytest.mark.parametrize(
    ("text", "code", "fields"),
    [
        ("shortcut: [r]", "wrong_kind", {"expected": ("text",), "found": "list"}),
        ("shortcut: 1", "not_text", {"found": "number"}),
        ("shortcut: rr", "bad_form", {"form": "shortcut"}),
        ("abstract: yes", "flag_word", {"meant": True}),
        ("abstract: Off", "flag_word", {"meant": False}),
        ("abstract: x", "wrong_kind", {"expected": ("flag",), "found": "text"}),
        (
            "span: {length: {min: x}}",
            "wrong_kind",
            {"expected": ("whole_number",), "found": "text"},
        ),
        ("span: {fragments: 0}", "too_small", {"least": 1}),
        ("short: abcdefghi", "too_long", {"most": 8}),
        ("span: {within: []}", "too_few", {"least": 1}),
        ("span: {within: [a, a]}", "listed_twice", {}),
        ("parent: A", "bad_form", {"form": "id"}),
        ("include: some words", "wrong_kind", {"expected": ("list",), "found": "text"}),
        ("attributes: [x]", "wrong_kind", {"expected": ("mapping",), "found": "list"}),
        ("attributes: {x: {}}", "missing_key", {"keys": ("type",)}),
        ("attributes: {x: {type: enum}}", "missing_key", {"keys": ("values", "values_from")}),
        (
            "attributes: {x: {type: bool, many: true}}",
            "key_not_for_type",
            {"key": "many", "type": "bool", "types": ("enum", "text", "date", "ref")},
        ),
        (
            "attributes: {x: {type: bool, required: on}}",
            "flag_word",
            {"meant": True},
        ),
        (
            "attributes: {x: {type: date, precision: dya}}",
            "not_allowed",
            {"allowed": ("day", "month", "year", "any"), "nearest": "day"},
        ),
    ],
)
def test_a_problem_says_what_was_found_and_what_would_do(
    text: str, code: str, fields: dict[str, object], faults: Faults
) -> None:
    problem = only(faults("labels:\n  a:\n    " + text))
    assert problem.code == code
    assert problem.fields == fields


def test_a_key_with_a_colon_and_nothing_behind_it_is_no_comma(faults: Faults) -> None:
    problem = only(faults("labels: {a: {name: x, definition: }}"))
    assert (problem.code, problem.place.field) == ("no_value", "labels.a.definition")


def test_faulty_parts_are_left_out_and_the_rest_is_kept() -> None:
    source = read_yaml("labels:\n  a: {name: 3, color: '#FFFFFF'}\n  b: x\n  c:\n")
    kept, problems, _words = check_grammar(source)
    assert kept == {"labels": {"a": {"color": "#FFFFFF"}, "b": {}, "c": None}}
    assert "not_text" in [problem.code for problem in problems]


def test_a_file_that_is_no_mapping_is_refused() -> None:
    kept, problems, _words = check_grammar(read_yaml("- a\n- b"))
    assert kept == {}
    assert only(problems).code == "wrong_kind"


def test_words_by_language_are_noted_with_their_paths() -> None:
    source = read_yaml("title: {en: A}\nlabels: {a: {name: {id: B}, include: [{en: C}, D]}}")
    words = check_grammar(source)[2]
    assert words == [("title",), ("labels", "a", "name"), ("labels", "a", "include", 0)]


def test_kinds_have_names() -> None:
    values = [None, True, 1, 1.5, "x", [], {}]
    names = ["nothing", "flag", "number", "number", "text", "list", "mapping"]
    assert [kind_found(value) for value in values] == names


def test_the_nearest_word_is_near() -> None:
    assert nearest("lable", ["label", "labels"]) == "label"
    assert nearest("xyz", ["label"]) is None


KEYS = st.sampled_from([*CODEBOOK.keys, *LABEL.keys, "a", "x y", "en"])
LEAVES = (
    st.none() | st.booleans() | st.integers(-2, 9) | st.sampled_from(["a", "enum", "1.0.0", ""])
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=25,
)


@given(TREES)
def test_whatever_is_kept_can_be_built(tree: object) -> None:
    source = YamlSource("tried.yaml", tree)  # type: ignore[arg-type]
    kept, _problems, _words = check_grammar(source)
    build(kept, {})


@given(st.dictionaries(st.sampled_from(list(LABEL.keys)), TREES, max_size=6))
def test_labels_with_anything_in_them_can_be_built(label: dict[str, object]) -> None:
    head = {"schema_format": 1, "schema_id": "x", "version": "1.0.0"}
    source = YamlSource("", {**head, "labels": {"a": label, "b": {"parent": "a"}}})  # type: ignore[dict-item]
    kept, _problems, _words = check_grammar(source)
    assert set(build(kept, {}).labels) == {"a", "b"}
