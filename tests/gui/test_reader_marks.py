from __future__ import annotations

from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import given
from reader_scene import ARTICLE, marks, relation, show_view, span, span_on, view_look

from annotator.gui.reader.differences import CHUNK, differing_spans
from annotator.gui.reader.span_index import WIDE, SpanIndex
from annotator.text.paragraphs import split_paragraphs

FIRST = span_on("first", "Kepala Daerah")
SECOND = span_on("second", "Hal ini", "speaker")
NEW = span_on("new", "menegaskan", "speaker")


@pytest.fixture
def view(qtbot):
    return show_view(qtbot, annotations=marks(FIRST, SECOND))


def painted(view) -> set[str]:
    return {lane.span.id for block, _ in view.visible() for lane in block.lanes}


def shaped(view) -> dict[int, object]:
    return {block.index: block.layout for block, _ in view.visible()}


def arranged(view) -> dict[int, object]:
    return {block.index: block.lanes for block, _ in view.visible()}


def kept(before: dict[int, object], after: dict[int, object]) -> set[int]:
    """The paragraphs whose very object is still there (a freed one's id is given again)."""
    return {index for index in after if index in before and after[index] is before[index]}


def test_a_new_span_is_painted_and_nothing_is_shaped_again(view):
    before = shaped(view)
    view.show_annotations(marks(FIRST, SECOND, NEW))
    assert painted(view) == {"first", "second", "new"}
    after = shaped(view)
    assert kept(before, after) == set(after)


def test_only_the_paragraph_of_the_new_span_is_arranged_again(view):
    before = arranged(view)
    view.show_annotations(marks(FIRST, SECOND, NEW))
    after = arranged(view)
    assert set(after) - kept(before, after) == {view.page.paragraphs.index_at(NEW.start)}


def test_equal_marks_change_nothing(view):
    before = arranged(view)
    view.show_annotations(marks(replace(FIRST), replace(SECOND, attributes={"a": "b"})))
    assert kept(before, arranged(view)) == set(before)


def test_a_span_that_is_gone_loses_the_focus_and_that_is_told(view):
    told = []
    view.span_focused.connect(told.append)
    view.focus_span("first")
    view.show_annotations(marks(SECOND))
    assert painted(view) == {"second"}
    assert view.focused_span() is None
    assert told == [None]


def test_a_relabelled_or_resized_span_keeps_the_focus(view):
    view.focus_span("first")
    resized = replace(FIRST, fragments=SECOND.fragments, label="speaker")
    view.show_annotations(marks(resized, SECOND))
    assert view.focused_span() == "first"
    assert painted(view) == {"first", "second"}
    assert view.spans_at(FIRST.start) == []


def test_another_theme_shapes_nothing_again(view):
    before = shaped(view)
    view.set_look(view_look(background="#17191D", ink="#E3E5EA"))
    view.viewport().repaint()
    assert kept(before, shaped(view)) == set(before)


def test_another_face_shapes_everything_again(view):
    before = shaped(view)
    view.set_font("DejaVu Sans", 14)
    assert kept(before, shaped(view)) == set()


def test_room_for_arcs_is_there_before_there_are_any(view):
    height = view.page.block_at(FIRST.start).height
    view.show_annotations(marks(FIRST, SECOND, relations=(relation("r", FIRST, SECOND),)))
    assert view.page.block_at(FIRST.start).height == height
    view.set_look(view_look(relations={}))
    assert view.page.block_at(FIRST.start).height < height


def test_a_label_that_no_codebook_knows_is_shown_under_its_own_name(view):
    view.show_annotations(marks(span_on("x", "menegaskan", "mystery")))
    assert [t.name for b, _ in view.visible() for t in b.tags] == ["M"]
    view.viewport().repaint()


SPANS = st.lists(
    st.builds(
        lambda n, start, length, label: span(f"s{n}", (start, start + length), label=label),
        st.integers(0, 30),
        st.integers(0, 200),
        st.integers(1, 20),
        st.sampled_from(["rule", "speaker"]),
    ),
    max_size=20,
    unique_by=lambda one: one.id,
)


@given(SPANS, SPANS)
def test_taking_away_and_adding_what_differs_leads_from_one_state_to_the_other(before, after):
    gone, come = differing_spans(before, after)
    rest = [one for one in before if one not in gone]
    assert sorted([*rest, *come], key=lambda s: s.id) == sorted(after, key=lambda s: s.id)
    assert not {s.id for s in gone if s in after}


def test_a_difference_is_found_in_any_of_very_many_spans():
    spans = [span(f"s{n}", (n, n + 2)) for n in range(3 * CHUNK)]
    for place in (0, 1, CHUNK - 1, CHUNK, 2 * CHUNK + 7, 3 * CHUNK - 1):
        fewer = spans[:place] + spans[place + 1 :]
        assert differing_spans(spans, fewer) == ([spans[place]], [])
        assert differing_spans(fewer, spans) == ([], [spans[place]])
        same = [replace(one) for one in spans]
        assert differing_spans(spans, same) == ([], [])


@given(SPANS)
def test_every_span_is_found_in_each_paragraph_it_touches(spans):
    text = "kata\n" * 60
    index = SpanIndex(split_paragraphs(text), spans)
    for paragraph in range(60):
        start, end = 5 * paragraph, 5 * paragraph + 5
        expected = {s.id for s in spans if s.start < end and s.end > start}
        assert {s.id for s in index.at(paragraph)} == expected
    for one in spans:
        index.remove(one)
    assert not any(index.at(paragraph) for paragraph in range(61))


def test_a_span_over_very_many_paragraphs_is_in_each_of_them():
    text = "kata\n" * (WIDE + 20)
    wide = span("wide", (7, 5 * WIDE + 40))
    small = span("small", (5 * 30, 5 * 30 + 4))
    index = SpanIndex(split_paragraphs(text), [wide, small])
    assert [s.id for s in index.at(30)] == ["wide", "small"]
    assert [s.id for s in index.covering(5 * 30)] == ["small", "wide"]
    assert index.at(0) == []
    index.remove(wide)
    assert index.at(30) == [small]


def test_the_whole_article_can_be_marked_at_once(view):
    view.show_annotations(marks(FIRST, span("all", (0, len(ARTICLE)), label="quotation")))
    assert painted(view) == {"first", "all"}
    view.show_annotations(marks(FIRST))
    assert painted(view) == {"first"}
