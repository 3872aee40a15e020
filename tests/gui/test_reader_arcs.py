from __future__ import annotations

from dataclasses import replace

import pytest
from reader_scene import ARTICLE, marks, relation, show_view, span_on, view_look

from annotator.gui.reader.arcs import ArcPlan

HEAD = span_on("head", "SAMARINDA", "speaker")
SAME_LINE = span_on("same", "Pelaksana Harian", "rule")
BELOW = [
    span_on(f"b{i}", words) for i, words in enumerate(["awak media", "sosialisasi", "bersifat"])
]
FAR = span_on("far", "Leave a Reply")
RELATIONS = (
    relation("level", HEAD, SAME_LINE),
    *(relation(f"to {one.id}", HEAD, one) for one in BELOW),
    relation("back", FAR, HEAD),
    relation("other", SAME_LINE, BELOW[0]),
)


@pytest.fixture
def view(qtbot):
    shown = marks(HEAD, SAME_LINE, *BELOW, FAR, relations=RELATIONS)
    view = show_view(qtbot, ARTICLE, shown)
    view.set_measure(90)
    return view


def plan(view):
    height = view.viewport().height()
    return ArcPlan(view.page, view.scene, view.visible(), height).arcs()


def test_without_a_focus_there_are_no_arcs(view):
    assert plan(view) == []


def test_only_the_relations_of_the_span_in_focus_have_arcs(view):
    view.focus_span("head")
    assert len(plan(view)) == 5
    view.focus_span("b0")
    assert len(plan(view)) == 2


def test_a_hovered_span_has_arcs_where_nothing_is_in_focus(view):
    view.set_hovered("b2", is_gripped=False)
    assert len(plan(view)) == 1
    view.focus_span("same")
    assert len(plan(view)) == 2


def test_arcs_carry_the_name_of_the_relation_and_names_never_overlap(view):
    view.focus_span("head")
    rects = [arc.name_rect for arc in plan(view) if arc.name_rect is not None]
    assert {arc.name for arc in plan(view)} == {"says"}
    assert len(rects) == 4
    for i, one in enumerate(rects):
        assert not any(one.overlaps(other) for other in rects[:i])


def test_arcs_that_leave_for_the_margin_share_one_trunk(view):
    view.focus_span("head")
    trunks = set()
    for arc in plan(view):
        levels = {round(y, 1) for x, y in arc.way.points() if x < view.text_left()}
        if levels and arc.tip is not None:
            trunks.add(min(levels))
    assert len(trunks) == 1


def test_an_arc_to_a_span_out_of_view_leaves_the_view(view):
    view.focus_span("head")
    beyond = [arc for arc in plan(view) if max(y for _x, y in arc.way.points()) > view.height()]
    assert len(beyond) == 1


def test_an_arrow_stands_on_the_target(view):
    view.focus_span("same")
    level = next(arc for arc in plan(view) if min(arc.way.points()).x > view.text_left())
    tag = next(t for b, _ in view.visible() for t in b.tags if t.span.id == "same")
    assert tag.rect.left <= level.tip.x - view.text_left() <= tag.rect.right


def test_focus_never_moves_the_text(view):
    places = [view.point_of(offset) for offset in (0, 200, 900)]
    view.focus_span("head", is_scrolled=False)
    view.viewport().repaint()
    assert [view.point_of(offset) for offset in (0, 200, 900)] == places


def test_a_relation_without_a_name_has_an_arc_without_one(view):
    view.set_look(view_look(relations={"another": "x"}))
    view.focus_span("b2")
    assert [arc.name_rect for arc in plan(view)] == [None]
    view.viewport().repaint()


def test_an_arc_from_a_span_above_the_view_comes_from_above(view):
    view.restore_place(BELOW[2].start, 40.0)
    view.focus_span("b2", is_scrolled=False)
    (arc,) = plan(view)
    assert min(y for _x, y in arc.way.points()) < 0
    assert arc.tip is not None
    assert arc.name_rect is None


def test_an_arc_to_a_span_above_the_view_leaves_upwards(view):
    view.restore_place(len(ARTICLE), 300.0)
    view.focus_span("far", is_scrolled=False)
    (arc,) = plan(view)
    assert min(y for _x, y in arc.way.points()) < 0
    assert arc.tip is None


def test_an_arc_that_would_lie_under_the_focused_name_is_left_out(view):
    inner = span_on("inner", "Harian", "rule")
    near = marks(SAME_LINE, inner, relations=(relation("r", SAME_LINE, inner),))
    view.set_look(view_look(labels={"rule": replace(view.look.label("rule"), name="R" * 30)}))
    view.show_annotations(near)
    view.focus_span("same")
    assert plan(view) == []


def test_a_relation_to_a_span_that_is_not_there_has_no_arc(view):
    lost = span_on("lost", "Leave a Reply")
    view.show_annotations(marks(HEAD, relations=(relation("r", HEAD, lost),)))
    view.focus_span("head")
    assert plan(view) == []


def test_a_relation_of_a_span_to_itself_has_one_arc_at_most(view):
    view.show_annotations(marks(HEAD, relations=(relation("r", HEAD, HEAD),)))
    view.focus_span("head")
    assert len(plan(view)) <= 1
    view.viewport().repaint()
