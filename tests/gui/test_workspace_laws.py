"""Laws of walking and marking that hold for any marks, any words, any caret."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from panel_scene import span

from annotator.gui.workspace.selection import marked_extent, with_end_at
from annotator.gui.workspace.walking import next_found, next_problem, next_span
from annotator.model.codebook import Label, SpanRules
from annotator.model.extent import Extent
from annotator.model.span import text_order
from annotator.model.words import Words

QUOTES = ("Dia", "menegaskan", "ASN", "harus netral", "netral", "Sri Wartini", "kampanye", "Tamat")
WORDS = (
    "ASN",
    "netralitas",
    "e\u0301tape",
    "👩🏽\u200d⚖️",
    "Rp1.500",
    "“",
    ",",
    "\u200f",
    "ke-2",
    "العدل",
)
steps = st.sampled_from([1, -1])
carets = st.integers(0, 90)
marks = st.lists(st.sampled_from(QUOTES), min_size=1, max_size=7).map(
    lambda quotes: sorted(
        (span(f"s{number}", "rule", quote) for number, quote in enumerate(quotes)), key=text_order
    )
)
lengths = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 6)), min_size=1, max_size=6)
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).flatmap(
    lambda words: st.lists(
        st.sampled_from([" ", "  ", "\n", "\n\n", "\u00a0"]),
        min_size=len(words),
        max_size=len(words),
    ).map(lambda gaps: "".join(word + gap for word, gap in zip(words, gaps, strict=True)))
)


def places(drawn):
    """Extents one behind the other, from the gaps before them and their lengths."""
    found, at = [], 0
    for gap, length in drawn:
        found.append(Extent(at + gap, at + gap + length))
        at = found[-1].end
    return found


@given(marks, carets, steps)
def test_walking_as_often_as_there_are_marks_visits_each_and_comes_back(spans, caret, step):
    first = focused = next_span(spans, None, caret, step)
    visited = []
    for _time in spans:
        visited.append(focused)
        focused = next_span(spans, focused, caret, step)
    assert sorted(visited) == sorted(one.id for one in spans)
    assert focused == first


@given(marks, carets, steps)
def test_a_step_back_undoes_a_step(spans, caret, step):
    for one in spans:
        assert next_span(spans, next_span(spans, one.id, caret, step), caret, -step) == one.id


@given(marks, carets)
def test_from_the_caret_the_next_mark_and_the_one_before_are_neighbours(spans, caret):
    after, before = (next_span(spans, None, caret, step) for step in (1, -1))
    assert next_span(spans, before, caret, 1) == after
    assert next_span(spans, after, caret, -1) == before


@given(marks, st.lists(st.integers(1, 3), min_size=7, max_size=7), carets, steps)
def test_walking_the_problems_visits_each_mark_once_however_many_it_has(spans, times, caret, step):
    ids = [one.id for one, many in zip(spans, times, strict=False) for _time in range(many)]
    starts = {one.id: one.start for one in spans}
    focused, visited = None, []
    for _time in spans:
        focused = next_problem(ids, starts, focused, caret, step)
        visited.append(focused)
    assert sorted(visited) == sorted(starts)


@given(lengths, st.integers(0, 60), steps)
def test_walking_the_places_found_visits_each_and_goes_round(drawn, caret, step):
    found = places(drawn)
    selection, visited = (caret, caret), []
    for _time in range(len(found) + 1):
        number = next_found(found, selection, step)
        visited.append(number)
        selection = (found[number].start, found[number].end)
    assert sorted(visited[:-1]) == list(range(len(found)))
    assert visited[-1] == visited[0]
    assert all((after - before - step) % len(found) == 0 for before, after in pairwise(visited))


@given(lengths, st.integers(0, 60), steps)
def test_it_does_not_matter_from_which_end_the_words_were_selected(drawn, start, step):
    found = places(drawn)
    assert next_found(found, (start, start + 4), step) == next_found(
        found, (start + 4, start), step
    )


def extents_in(text):
    return st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).map(
        lambda drawn: Extent(drawn[0], min(len(text), drawn[0] + drawn[1]))
    )


selections = texts.flatmap(lambda text: st.tuples(st.just(text), extents_in(text)))
snaps = st.sampled_from(["char", "token", "sentence", "paragraph"])


def label_of(snap):
    return Label("rule", Words(), span=SpanRules(snap=snap))


@given(selections, snaps)
def test_a_mark_lies_in_the_text_and_never_is_blank_at_its_ends(drawn, snap):
    text, selected = drawn
    extent = marked_extent(text, selected, label_of(snap), is_exact=False)
    if extent is not None:
        assert 0 <= extent.start < extent.end <= len(text)
        words = extent.slice(text)
        assert snap == "char" or words == words.strip()


@given(selections, snaps)
def test_marking_what_was_marked_marks_the_same(drawn, snap):
    text, selected = drawn
    label = label_of(snap)
    once = marked_extent(text, selected, label, is_exact=False)
    if once is not None:
        assert marked_extent(text, once, label, is_exact=False) == once


@given(selections, snaps)
def test_what_is_drawn_with_alt_is_marked_as_it_is(drawn, snap):
    text, selected = drawn
    assert marked_extent(text, selected, label_of(snap), is_exact=True) == selected


@given(lengths, st.integers(-3, 80), st.booleans())
def test_moving_an_outer_end_keeps_the_other_fragments_and_leaves_something(drawn, offset, is_end):
    parts = tuple(places(drawn))
    moved = with_end_at(parts, offset, is_end=is_end)
    if moved is None:
        return
    assert all(one.start < one.end for one in moved)
    assert (moved[-1].end if is_end else moved[0].start) == offset
    assert (moved[:-1] if is_end else moved[1:]) == (parts[:-1] if is_end else parts[1:])


@given(lengths, st.booleans())
def test_an_end_that_is_moved_to_where_it_is_changes_nothing(drawn, is_end):
    parts = tuple(places(drawn))
    here = parts[-1].end if is_end else parts[0].start
    assert with_end_at(parts, here, is_end=is_end) == parts
