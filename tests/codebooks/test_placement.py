from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.codebooks.placement import _neighbours, exclusive_groups, find_placement, holds
from annotator.model.codebook import Codebook
from annotator.model.extent import Extent
from annotator.model.problem import Problem, Severity
from annotator.model.span import Span, text_order

Parse = Callable[[str], Codebook]
Make = Callable[..., Span]


def find(codebook: Codebook, *spans: Span) -> list[Problem]:
    return list(find_placement(codebook, sorted(spans, key=text_order)))


def codes(codebook: Codebook, *spans: Span) -> list[str]:
    return [problem.code for problem in find(codebook, *spans)]


NESTED, CROSSED, EQUAL, APART = ((2, 4), (3, 8), (0, 5), (5, 8))


@pytest.mark.parametrize(
    ("rule", "allowed"),
    [
        ("none", [APART]),
        ("nest", [APART, NESTED, EQUAL]),
        ("cross", [APART, CROSSED]),
        ("any", [APART, NESTED, EQUAL, CROSSED]),
    ],
)
@pytest.mark.parametrize("extent", [NESTED, CROSSED, EQUAL, APART])
@pytest.mark.parametrize("key", ["b", "other"])
def test_each_rule_allows_its_ways_of_sharing_characters(
    rule: str, allowed: list[object], extent: tuple[int, int], key: str, parse: Parse, span: Make
) -> None:
    codebook = parse(f"labels: {{a: {{span: {{overlap: {{{key}: {rule}}}}}}}, b: }}")
    problems = codes(codebook, span("1", "a", (0, 5)), span("2", "b", extent))
    assert problems == ([] if extent in allowed else ["overlap"])


def test_an_overlap_names_both_spans_and_the_rule(parse: Parse, span: Make) -> None:
    codebook = parse("labels: {a: {span: {overlap: {same_label: none}}}, b: }")
    (problem,) = find(
        codebook, span("2", "a", (3, 8)), span("1", "a", (0, 5)), span("3", "b", (0, 9))
    )
    assert problem.severity is Severity.BLOCKING
    assert (problem.span_id, problem.document_id) == ("2", "d")
    assert problem.fields == {"label": "a", "other": "1", "other_label": "a", "rule": "none"}


def test_a_named_label_goes_before_others_and_equal_rules_must_both_allow(
    parse: Parse, span: Make
) -> None:
    codebook = parse("""\
labels:
  a: {span: {overlap: {other: none, b: nest}}}
  b: {span: {overlap: {other: none}}}
  c: {span: {overlap: {other: nest, same_label: nest}}}
  d:
  e: {span: {overlap: {other: cross, d: none}}}
""")

    def between(first: str, second: str, extent: tuple[int, int] = NESTED) -> list[str]:
        return codes(codebook, span("1", first, (0, 5)), span("2", second, extent))

    assert between("a", "b") == []
    assert between("b", "c") == ["overlap"]
    assert between("c", "d") == []
    assert between("c", "d", CROSSED) == ["overlap"]
    assert between("c", "e") == ["overlap"]
    assert between("c", "e", CROSSED) == ["overlap"]
    assert between("c", "c") == []
    assert between("d", "d", CROSSED) == []
    assert between("d", "unknown") == []
    assert between("d", "e") == ["overlap"]


def test_labels_that_may_share_nothing_are_a_group_in_which_all_exclude_each_other(
    parse: Parse,
) -> None:
    codebook = parse("""\
labels:
  top: {abstract: true}
  source: {span: {overlap: {other: none}}}
  cue: {parent: top, span: {overlap: {content: nest}}}
  content:
  place: {span: {overlap: {same_label: none}}}
""")
    assert exclusive_groups(codebook) == [["source", "cue"], ["content"], ["place"]]


def test_other_does_not_speak_of_the_label_itself(parse: Parse, span: Make) -> None:
    codebook = parse("labels: {a: {span: {overlap: {other: none}}}}")
    assert codes(codebook, span("1", "a", (0, 5)), span("2", "a", (3, 8))) == []


def test_fragments_share_only_the_characters_they_have(parse: Parse, span: Make) -> None:
    codebook = parse(
        "labels: {a: {span: {overlap: {b: none}, fragments: 2}}, b: {span: {fragments: 2}}}"
    )
    broken = span("1", "a", (0, 3), (10, 15))
    assert codes(codebook, broken, span("2", "b", (3, 10))) == []
    assert codes(codebook, broken, span("2", "b", (4, 6), (14, 20))) == ["overlap"]


def test_fragments_nest_when_each_lies_in_one(parse: Parse, span: Make) -> None:
    codebook = parse(
        "labels: {a: {span: {overlap: {b: nest}, fragments: 2}}, b: {span: {fragments: 2}}}"
    )
    broken = span("1", "a", (0, 5), (10, 15))
    assert codes(codebook, broken, span("2", "b", (1, 3), (11, 12))) == []
    assert codes(codebook, broken, span("2", "b", (1, 12))) == ["overlap"]
    assert codes(codebook, broken, span("2", "b", (0, 20))) == []


def test_a_span_lies_within_one_of_the_labels_asked_for(parse: Parse, span: Make) -> None:
    codebook = parse("""\
labels:
  box: {abstract: true}
  crate: {parent: box, span: {fragments: 2}}
  thing: {span: {within: [box]}}
""")
    (problem,) = find(codebook, span("1", "thing", (2, 4)))
    assert (problem.code, problem.severity) == ("not_within", Severity.BLOCKING)
    assert problem.fields == {"label": "thing", "within": ("crate",)}
    assert codes(codebook, span("1", "thing", (2, 4)), span("2", "crate", (2, 4))) == []
    assert codes(codebook, span("1", "thing", (2, 4)), span("2", "crate", (0, 3))) == ["not_within"]
    halves = span("2", "crate", (0, 3), (3, 5))
    assert codes(codebook, span("1", "thing", (2, 4)), halves) == ["not_within"]


def test_no_character_may_lie_within_a_label_that_is_excluded(parse: Parse, span: Make) -> None:
    codebook = parse("labels: {out: {outside: true}, a: {span: {not_within: [out]}}}")
    (problem,) = find(codebook, span("1", "a", (0, 5)), span("2", "out", (4, 9)))
    assert (problem.code, problem.span_id) == ("within_forbidden", "1")
    assert problem.fields == {"label": "a", "other": "2", "other_label": "out"}
    assert codes(codebook, span("1", "a", (0, 5)), span("2", "out", (5, 9))) == []


def test_fragments_and_lengths_have_bounds(parse: Parse, span: Make) -> None:
    codebook = parse("labels: {a: {span: {length: {min: 3, max: 6}, fragments: 2}}, b: }")
    assert codes(codebook, span("1", "a", (0, 3), (10, 13))) == []
    found = find(codebook, span("1", "a", (0, 1), (2, 3), (4, 9)), span("2", "a", (10, 12)))
    assert [(p.code, p.value, p.severity.value) for p in found] == [
        ("too_many_fragments", 3, "blocking"),
        ("too_long_span", 7, "warning"),
        ("too_short_span", 2, "warning"),
    ]
    assert codes(codebook, span("1", "b", (0, 1), (2, 3))) == ["too_many_fragments"]


def test_a_document_has_so_many_spans_of_a_label(parse: Parse, span: Make) -> None:
    codebook = parse("""\
labels:
  top: {abstract: true, span: {per_document: "1..2"}}
  a: {parent: top}
""")
    (problem,) = find(codebook)
    assert (problem.code, problem.value, problem.span_id) == ("too_few_marks", 0, None)
    assert problem.fields == {"label": "a", "allowed": "1–2", "least": 1, "most": 2}
    spans = [span(str(n), "a", (n, n + 1)) for n in range(4)]
    assert codes(codebook, *spans[:2]) == []
    (problem,) = find(codebook, *spans)
    assert (problem.code, problem.value, problem.span_id) == ("too_many_marks", 4, "2")


PAIRS = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda x: Extent(x[0], x[0] + x[1]))


@given(st.lists(st.lists(PAIRS, min_size=1, max_size=3), max_size=8))
def test_neighbours_are_those_that_share_a_character(shapes: list[list[Extent]]) -> None:
    spans = [
        Span("", "", "", "", "", "a", tuple(parts))  # type: ignore[arg-type]
        for parts in shapes
    ]
    letters = [{x for part in parts for x in range(part.start, part.end)} for parts in shapes]
    for index, near in enumerate(_neighbours(spans)):
        others = [n for n in range(len(spans)) if n != index and letters[n] & letters[index]]
        assert near == others


@given(st.lists(PAIRS, min_size=1, max_size=3), PAIRS)
def test_whatever_holds_a_span_has_all_its_characters(outer: list[Extent], inner: Extent) -> None:
    letters = {x for part in outer for x in range(part.start, part.end)}
    if holds(tuple(outer), (inner,)):
        assert set(range(inner.start, inner.end)) <= letters
    if len(outer) == 1:
        assert holds(tuple(outer), (inner,)) == (set(range(inner.start, inner.end)) <= letters)
