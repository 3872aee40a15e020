"""The way of every arc, reckoned without a screen: where it begins, turns and ends."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plain_shapes import LETTER, PlainShaper
from reader_scene import relation, span, view_look

from annotator.gui.reader.arcs import ROWS, Arc, ArcPlan
from annotator.gui.reader.geometry import Rect
from annotator.gui.reader.page import Page
from annotator.gui.reader.scene import Scene
from annotator.model.span import Span

WIDTH = 900
"""A view whose lines hold all letters of a paragraph."""
HEIGHT = 400.0
LINE = "Bupati Sri melarang semua pegawai ikut kampanye di Balikpapan"
TEXT = "\n".join([LINE] * 40)
STARTS = [0, 7, 20, 26, 39, 51]
"""Where words of a line begin that can carry a mark."""


def mark(line: int, number: int = 0) -> Span:
    """Return the mark on a word of a line."""
    start = line * (len(LINE) + 1) + STARTS[number]
    return span(f"{line}.{number}", (start, start + 3))


class Plan:
    """Arcs from and to the first of some marks, which is in focus."""

    def __init__(
        self, first: Span, *others: Span, is_target: bool = False, top: int = 0, **look: str
    ) -> None:
        self.page = Page(PlainShaper(WIDTH, len(LINE), characters=75), view_look(**look))
        self.page.set_text(TEXT, (first, *others))
        ends = [(one, first) if is_target else (first, one) for one in others]
        scene = Scene(focused=first.id)
        scene.set_relations(relation(f"r{n}", *pair) for n, pair in enumerate(ends))
        self.page.bring(top * (len(LINE) + 1), 16.0)
        self.visible = self.page.visible(HEIGHT)
        self.arcs = ArcPlan(self.page, scene, self.visible, HEIGHT).arcs()

    def tag(self, one: Span) -> Rect:
        """Return the tag of a mark on view, in the viewport."""
        for block, top in self.visible:
            for tag in block.tags:
                if tag.span.id == one.id:
                    rect = tag.rect
                    left = self.page.measures.left + rect.left
                    return Rect(left, top + rect.top, rect.width, rect.height)
        raise AssertionError(one.id)


def margin_of(plan: Plan, arc: Arc) -> float:
    """Return how far left an arc runs; it is in the margin if that is beside the text."""
    return min(point.x for point in arc.way.points())


def peak(arc: Arc) -> float:
    return min(point.y for point in arc.way.points())


WORD = st.builds(mark, st.integers(0, 5), st.integers(0, 5))


@given(st.lists(WORD, min_size=2, max_size=6, unique_by=lambda one: one.id), st.booleans())
def test_every_arc_joins_the_tags_of_its_two_marks(marks, is_target):
    first, *others = marks
    plan = Plan(first, *others, is_target=is_target)
    assert len(plan.arcs) == len(others)
    wanted = {one.id for one in others}
    for arc in plan.arcs:
        begin, tip = arc.way.start, arc.tip
        assert tip == arc.way.points()[-1]
        source = [one for one in marks if plan.tag(one).left <= begin.x <= plan.tag(one).right]
        target = [one for one in marks if plan.tag(one).left <= tip.x <= plan.tag(one).right]
        near = [one for one in source if abs(plan.tag(one).top - begin.y) < 2]
        reached = [one for one in target if abs(plan.tag(one).top - tip.y) < 2]
        ends = {near[0].id, reached[0].id}
        assert first.id == (reached if is_target else near)[0].id
        wanted -= ends
    assert wanted == set()


@given(st.lists(WORD, min_size=2, max_size=6, unique_by=lambda one: one.id), st.booleans())
def test_an_arc_runs_level_or_upright_and_bends_only_at_corners(marks, is_target):
    ways = [arc.way for arc in Plan(*marks, is_target=is_target).arcs]
    for way in ways:
        for before, (end, corner) in zip(way.points(), way.steps, strict=False):
            if corner is None:
                assert before.x == pytest.approx(end.x) or before.y == pytest.approx(end.y)
            else:
                assert {corner.x, corner.y} & {before.x, before.y}
                assert {corner.x, corner.y} & {end.x, end.y}


@given(st.lists(WORD, min_size=2, max_size=7, unique_by=lambda one: one.id))
def test_names_stand_on_their_arcs_and_never_on_each_other(marks):
    plan = Plan(*marks)
    named = [arc for arc in plan.arcs if arc.name_rect is not None]
    for arc in named:
        xs = [point.x for point in arc.way.points()]
        assert min(xs) <= arc.name_rect.left < arc.name_rect.right <= max(xs)
        levels = [point.y for point in arc.way.points()]
        assert any(abs(y - arc.name_rect.centre.y) < 0.01 for y in levels)
    for one, other in itertools.combinations(named, 2):
        assert not one.name_rect.overlaps(other.name_rect)


# On one line


def test_an_arc_on_one_line_runs_over_its_tags_and_stays_in_the_text():
    plan = Plan(mark(1, 0), mark(1, 3))
    (arc,) = plan.arcs
    assert margin_of(plan, arc) >= plan.page.measures.left
    assert peak(arc) < plan.tag(mark(1, 0)).top
    block, top = plan.visible[1]
    assert peak(arc) > top + block.lines[0].y


@pytest.mark.parametrize("is_target", [False, True])
def test_an_arrow_points_at_the_target_wherever_it_lies(is_target):
    left, right = mark(1, 0), mark(1, 5)
    for first, other in ((left, right), (right, left)):
        plan = Plan(first, other, is_target=is_target)
        (arc,) = plan.arcs
        tag = plan.tag(first if is_target else other)
        assert tag.left <= arc.tip.x <= tag.right
        assert arc.tip.y == pytest.approx(tag.top - 1)


def test_arcs_over_each_other_have_rows_of_their_own_until_there_are_too_many():
    plan = Plan(mark(1, 0), *(mark(1, number) for number in range(1, 6)))
    rows = sorted({round(peak(arc), 3) for arc in plan.arcs}, reverse=True)
    assert len(plan.arcs) == 5
    assert len(rows) == ROWS
    assert [peak(arc) for arc in plan.arcs] == sorted(map(peak, plan.arcs), reverse=True)


def test_arcs_side_by_side_share_a_row():
    plan = Plan(mark(1, 2), mark(1, 0), mark(1, 5), tag_mode="names")
    assert len({round(peak(arc), 3) for arc in plan.arcs}) == 1


# Through the margin


def test_an_arc_to_another_line_runs_beside_the_text():
    for first, other in ((mark(1, 3), mark(4, 2)), (mark(4, 2), mark(1, 3))):
        plan = Plan(first, other)
        (arc,) = plan.arcs
        assert 0 < margin_of(plan, arc) < plan.page.measures.left
        is_down = plan.tag(other).top > plan.tag(first).top
        assert (arc.tip.y > arc.way.start.y) is is_down


def test_arcs_in_the_margin_run_beside_each_other():
    plan = Plan(mark(1, 3), *(mark(line, 1) for line in range(2, 6)))
    margins = [margin_of(plan, arc) for arc in plan.arcs]
    assert len(set(margins)) == 4
    assert min(margins) > 0
    again = Plan(mark(0, 3), *(mark(line, 1) for line in range(1, 6)))
    assert len({margin_of(again, arc) for arc in again.arcs}) == 4


@pytest.mark.parametrize("is_target", [False, True])
def test_the_name_is_written_at_the_end_that_is_not_in_focus(is_target):
    first, other = mark(1, 4), mark(4, 4)
    plan = Plan(first, other, is_target=is_target)
    (arc,) = plan.arcs
    assert arc.name == "says"
    assert abs(arc.name_rect.centre.y - plan.tag(other).top) < 20
    assert abs(arc.name_rect.centre.y - plan.tag(first).top) > 40


def test_a_name_that_finds_no_room_is_left_out():
    plan = Plan(mark(1, 3), mark(4, 0))
    (arc,) = plan.arcs
    assert LETTER * len("says") > plan.tag(mark(4, 0)).left - margin_of(plan, arc) - 28
    assert arc.name_rect is None


@pytest.mark.parametrize("is_target", [False, True])
@pytest.mark.parametrize(("there", "is_above"), [(0, True), (39, False)])
def test_an_arc_from_or_to_a_mark_out_of_view_ends_beyond_its_edge(there, is_above, is_target):
    here = mark(20, 2)
    plan = Plan(here, mark(there), is_target=is_target, top=19)
    (arc,) = plan.arcs
    far = arc.way.start if is_target else arc.way.points()[-1]
    assert far.y < 0 if is_above else far.y > HEIGHT
    assert far.x < plan.page.measures.left
    assert (arc.tip is None) is not is_target
    if is_target:
        tag = plan.tag(here)
        assert tag.left <= arc.tip.x <= tag.right


def test_two_marks_out_of_view_have_no_arc_between_them():
    assert Plan(mark(0), mark(39), top=19).arcs == []


def test_the_shortest_arcs_come_first():
    plan = Plan(mark(1, 1), mark(5, 0), mark(1, 5), mark(1, 2))
    lengths = [abs(arc.tip.x - arc.way.start.x) for arc in plan.arcs[:2]]
    assert lengths == sorted(lengths)
    assert margin_of(plan, plan.arcs[2]) < plan.page.measures.left
