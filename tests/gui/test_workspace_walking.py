from __future__ import annotations

import pytest
from panel_scene import span

from annotator.gui.workspace.selection import marked_extent, with_end_at
from annotator.gui.workspace.walking import next_found, next_problem, next_span
from annotator.model.codebook import Label, SpanRules
from annotator.model.extent import Extent
from annotator.model.words import Words

SPANS = [
    span("a", "rule", "menegaskan"),
    span("b", "rule", "netral"),
    span("c", "rule", "kampanye"),
]
AT = {one.id: one.start for one in SPANS}
FOUND = [Extent(10, 14), Extent(20, 24), Extent(30, 34)]


@pytest.mark.parametrize(
    ("focused", "step", "expected"),
    [("a", 1, "b"), ("b", -1, "a"), ("c", 1, "a"), ("a", -1, "c")],
)
def test_walking_leads_from_mark_to_mark_and_around(focused, step, expected):
    assert next_span(SPANS, focused, 0, step) == expected


@pytest.mark.parametrize(
    ("caret", "step", "expected"),
    [
        (0, 1, "a"),
        (AT["b"], 1, "b"),
        (AT["b"], -1, "a"),
        (0, -1, "c"),
        (999, -1, "c"),
        (999, 1, "a"),
    ],
)
def test_without_a_focus_walking_begins_at_the_caret(caret, step, expected):
    assert next_span(SPANS, None, caret, step) == expected


def test_without_marks_walking_leads_nowhere():
    assert next_span([], None, 0, 1) is None
    assert next_problem([], {}, None, 0, 1) is None
    assert next_found([], (0, 0), 1) is None


@pytest.mark.parametrize(
    ("focused", "step", "expected"),
    [("a", 1, "c"), ("c", 1, "a"), ("c", -1, "a"), ("a", -1, "c")],
)
def test_a_mark_with_several_problems_is_left_at_once(focused, step, expected):
    assert next_problem(["a", "a", "c", "c"], AT, focused, 0, step) == expected


@pytest.mark.parametrize(
    ("caret", "step", "expected"),
    [(0, 1, "a"), (AT["b"], 1, "c"), (AT["b"], -1, "a"), (0, -1, "c"), (999, 1, "a")],
)
def test_without_a_focus_the_nearest_problem_comes_first(caret, step, expected):
    assert next_problem(["a", "c"], AT, None, caret, step) == expected


def test_a_problem_of_a_mark_that_is_gone_lies_before_the_caret():
    assert next_problem(["gone", "c"], AT, None, 0, 1) == "c"
    assert next_problem(["gone"], AT, None, 0, 1) == "gone"


@pytest.mark.parametrize(
    ("selection", "step", "expected"),
    [
        ((0, 0), 1, 0),
        ((10, 14), 1, 1),
        ((14, 10), 1, 1),
        ((30, 34), 1, 0),
        ((20, 24), -1, 0),
        ((10, 14), -1, 2),
        ((24, 24), -1, 1),
    ],
)
def test_the_next_place_found_lies_beside_the_selection(selection, step, expected):
    assert next_found(FOUND, selection, step) == expected


def test_only_the_outer_ends_of_a_mark_are_moved():
    parts = (Extent(10, 14), Extent(20, 24))
    assert with_end_at(parts, 8, is_end=False) == (Extent(8, 14), Extent(20, 24))
    assert with_end_at(parts, 30, is_end=True) == (Extent(10, 14), Extent(20, 30))


@pytest.mark.parametrize(("offset", "is_end"), [(14, False), (20, False), (20, True), (3, True)])
def test_no_fragment_is_moved_away(offset, is_end):
    parts = (Extent(10, 14), Extent(20, 24))
    assert with_end_at(parts, offset, is_end=is_end) is None


@pytest.mark.parametrize(
    ("selected", "snap", "is_exact", "words"),
    [
        ((4, 12), "token", False, "harus netral"),
        ((3, 10), "char", False, " harus "),
        ((4, 12), "token", True, "harus ne"),
        ((3, 4), "token", False, None),
    ],
)
def test_a_selection_grows_to_what_its_label_takes(selected, snap, is_exact, words):
    text = "ASN harus netral."
    label = Label("rule", Words(), span=SpanRules(snap=snap))
    extent = marked_extent(text, Extent(*selected), label, is_exact=is_exact)
    assert (extent and extent.slice(text)) == words
