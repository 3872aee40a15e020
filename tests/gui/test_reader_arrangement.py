"""Where marks stand around the lines of a paragraph, reckoned in letters of one width."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_shapes import LETTER, PlainBlock, plain_measures
from reader_scene import span, view_look

from annotator.gui.reader.arrangement import OVERHANG, THINNEST, Arrangement, coder_letter

TEXT = "ASN harus netral dan tidak boleh memihak siapa pun"
"""Three lines of at most twenty letters: they begin at 0, 21 and 41."""
MEASURES = plain_measures()


def arranged(*spans, text=TEXT, coders=(), start=0, **look):
    block = PlainBlock(0, start, text)
    whole = "x" * start + text
    Arrangement(MEASURES, view_look(**look), coders, whole).arrange(block, spans)
    return block


def test_lines_follow_each_other_without_overlap():
    block = arranged(span("a", (0, 3)), span("b", (20, 44)))
    for above, below in itertools.pairwise(block.lines):
        assert above.y < above.top < above.baseline < above.bottom < above.next_y == below.y
    assert block.height > block.lines[-1].next_y


def test_a_line_without_marks_is_lower_than_one_with_them():
    block = arranged(span("a", (0, 3)))
    heights = [line.next_y - line.y for line in block.lines]
    assert heights[0] > heights[1] == pytest.approx(heights[2])


def test_an_empty_paragraph_takes_half_a_line():
    empty, line = arranged(text=""), arranged(text="x")
    assert empty.height == pytest.approx(line.height / 2)
    assert empty.lines[0].next_y == empty.height


def test_a_mark_over_two_lines_has_a_ground_on_each_and_begins_and_ends_once():
    block = arranged(span("a", (10, 22)))
    assert [(g.is_start, g.is_end) for g in block.grounds] == [(True, False), (False, True)]
    assert [g.left for g in block.grounds] == [10 * LETTER, 0]
    assert [grip.is_end for grip in block.grips] == [False, True]
    assert len(block.tags) == 1


def test_blanks_at_the_end_of_a_line_carry_no_ground():
    block = arranged(span("a", (17, 21)))
    assert [(g.left, g.right) for g in block.grounds] == [(17 * LETTER, 20 * LETTER)]


def test_only_blanks_have_a_thin_ground_all_the_same():
    block = arranged(span("a", (3, 4)), text="ASN\u200bX")
    left, right = block.grounds[0].left, block.grounds[0].right
    assert right - left >= THINNEST


def test_inner_marks_lie_nearer_to_the_text():
    block = arranged(span("outer", (0, 16)), span("inner", (4, 9)))
    lanes = {lane.span.id: lane.y for lane in block.lanes}
    assert lanes["inner"] < lanes["outer"]


def test_lanes_that_only_another_line_needs_take_no_room_here():
    block = arranged(span("a", (0, 20)), span("b", (0, 5)), span("c", (2, 8)))
    gaps = [line.next_y - line.bottom for line in block.lines]
    assert gaps[0] > gaps[1] > 0


def test_fragments_on_one_line_are_joined():
    block = arranged(span("a", (0, 3), (10, 16)))
    (joint,) = block.joints
    assert (joint.left, joint.right) == (3 * LETTER, 10 * LETTER)
    assert len(block.tags) == 1
    assert len(block.grips) == 4


def test_a_mark_that_began_in_an_earlier_paragraph_has_no_tag_and_no_start_here():
    block = arranged(span("a", (90, 110)), start=100)
    assert block.tags == []
    assert [(g.is_start, g.is_end) for g in block.grounds] == [(False, True)]


def test_a_mark_that_begins_at_the_blank_between_paragraphs_begins_at_the_words():
    arrangement = Arrangement(MEASURES, view_look(), (), "Satu.\n" + TEXT)
    block = PlainBlock(1, 6, TEXT)
    arrangement.arrange(block, [span("a", (5, 9))])
    assert [tag.span.id for tag in block.tags] == ["a"]


def test_text_outside_is_listed_and_has_neither_lane_nor_tag():
    block = arranged(span("a", (0, 16), label="outside"))
    assert (block.lanes, block.tags, block.outside) == ([], [], [(0, 16)])


def test_tags_queue_or_go_up_but_never_overlap():
    spans = [span(f"s{n}", (n, 16)) for n in range(6)]
    tags = arranged(*spans, tag_mode="names").tags
    assert len(tags) == 6
    for number, one in enumerate(tags):
        assert not any(one.rect.overlaps(other.rect) for other in tags[:number])
    assert all(tag.rect.right <= MEASURES.column + OVERHANG for tag in tags)


def test_tags_lie_over_the_letters_of_their_line():
    block = arranged(span("a", (0, 3)), span("b", (1, 3)), span("c", (20, 24)))
    for tag in block.tags:
        line = block.lines[0 if tag.span.id in "ab" else 1]
        assert line.tag_top - 1 <= tag.rect.top
        assert tag.rect.bottom < line.top


def test_arcs_begin_at_tags():
    block = arranged(span("a", (0, 3)))
    (tag,) = block.tags
    end = block.arc_ends["a"]
    assert (end.left, end.right, end.top) == (tag.rect.left, tag.rect.right, tag.rect.top)


def test_room_for_arcs_is_kept_only_where_there_are_relations():
    mark = span("a", (0, 3))
    with_arcs, without = arranged(mark), arranged(mark, relations={})
    assert with_arcs.height > without.height


def test_a_paragraph_from_right_to_left_has_its_tags_at_the_right():
    block = arranged(span("a", (0, 4)), text="שלום עולם")
    (tag,) = block.tags
    assert tag.rect.right == pytest.approx(block.grounds[0].right)
    starts = {grip.is_end: grip.x for grip in block.grips}
    assert starts[False] > starts[True]


def test_headlines_are_semi_bold_in_code_points_of_the_paragraph():
    arrangement = Arrangement(MEASURES, view_look())
    headline = span("h", (90, 105), label="headline")
    assert arrangement.bold_stretches(100, 120, [headline, span("a", (100, 103))]) == ((0, 5),)


# Coders


def test_each_coder_has_lanes_of_their_own_with_air_between():
    marks = [span("a", (0, 8), coder="one"), span("b", (0, 8), coder="two")]
    block = arranged(*marks, coders=("one", "two"))
    assert [mark.coder for mark in block.lines[0].coders] == [0, 1]
    ours, theirs = (lane.y for lane in block.lanes)
    assert theirs - ours > MEASURES.lane_height


def test_coders_who_agree_share_a_tag_that_names_them():
    marks = [span("a", (0, 8), coder="one"), span("b", (0, 8), coder="two")]
    other = replace(marks[1], id="c", label="speaker")
    names = [tag.name for tag in arranged(*marks, other, coders=("one", "two")).tags]
    assert sorted(names) == ["R  A B", "S  B"]


def test_letters_of_coders_begin_again_after_the_last():
    assert (coder_letter(0), coder_letter(25), coder_letter(26)) == ("A", "Z", "A")


PARTS = st.tuples(st.integers(0, 49), st.integers(1, 50)).map(lambda p: (p[0], min(sum(p), 50)))


@given(st.lists(PARTS, max_size=8), st.sampled_from(["letters", "names"]))
def test_whatever_is_marked_nothing_covers_anything_else(parts, mode):
    spans = [span(f"s{number}", part) for number, part in enumerate(parts)]
    block = arranged(*spans, tag_mode=mode)
    for number, one in enumerate(block.tags):
        assert not any(one.rect.overlaps(other.rect) for other in block.tags[:number])
    for number, one in enumerate(block.lanes):
        same = (lane for lane in block.lanes[:number] if lane.y == one.y)
        assert not any(one.left < other.right and other.left < one.right for other in same)
    seen = {one.id for one in spans if TEXT[one.start : one.end].strip()}
    assert seen <= {lane.span.id for lane in block.lanes}
