"""A text under review: lanes with letters, gold below, hatching, boundaries, numbers, clicks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from annotator.gui.reader.case_scene import DECIDED_HERE, CaseScene, CaseSign
from annotator.gui.reader.case_view import CaseView
from annotator.gui.reader.look import LabelLook, ViewLook
from annotator.model.annotation_set import AnnotationSet
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.span import Span

TEXT = "Kepala dinas akan memastikan ASN tidak terlibat dalam kegiatan politik.\n" * 12
HUE = "#C04000"
LOOK = ViewLook(
    focus="#0000FF",
    labels={
        "rule": LabelLook(
            "R", "Rule", HUE, "#D7FFF0E0", "#FFE0C0", "#FFE8D8", "#803000", "#FFFFFF", HUE
        )
    },
)


def span(name, start, end, coder):
    return Span(Id(name), name, Id("d"), Id(coder), Id("c"), "rule", (Extent(start, end),))


SPANS = (
    span("own", 13, 45, "A"),
    span("other", 29, 45, "B"),
    span("decided", 13, 45, DECIDED_HERE),
    span("gold", 0, 12, "gold"),
)
SCENE = CaseScene(
    letters=("A", "B"),
    label="rule",
    shared=(Extent(29, 45),),
    stretches=(Extent(13, 29),),
    boundaries=(13, 29, 45),
    undecided=(Extent(80, 90),),
    signs=(CaseSign(1, 13, is_active=True), CaseSign(2, 80)),
)


@pytest.fixture
def view(qtbot):
    made = CaseView()
    made.resize(900, 500)
    made.set_look(LOOK)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.show_document(TEXT, AnnotationSet(Id("d"), Id("g"), Id("c"), spans=SPANS))
    made.show_case(AnnotationSet(Id("d"), Id("g"), Id("c"), spans=SPANS), SCENE)
    return made


def colours(view, offset, letters=1):
    """The colours of the pixels over some letters."""
    image = view.viewport().grab().toImage()
    [rect] = view.extent_rects(offset, offset + letters)
    left, top = int(rect.left()) + 1, int(rect.top()) + 1
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(left, int(rect.right()) - 1)
        for y in range(top, int(rect.bottom()) - 1)
    }


def first_block(view):
    return view.page.block(0)


def test_each_coder_has_a_lane_and_the_gold_lies_below(view):
    lanes = {lane.span.id: lane.y for lane in first_block(view).lanes}
    assert lanes["own"] < lanes["other"] < lanes["decided"]
    assert all(after - before >= 3 for before, after in pairwise(sorted(lanes.values())[:3]))


def test_letters_stand_at_every_line_of_the_case_with_those_who_marked_nothing(view):
    only = tuple(one for one in SPANS if one.id != "other")
    view.show_case(AnnotationSet(Id("d"), Id("g"), Id("c"), spans=only), SCENE)
    line = first_block(view).lines[0]
    assert [(mark.coder, mark.is_there) for mark in line.coders] == [(0, True), (1, False)]
    assert all(not line.coders for line in view.page.block(1).lines)


def test_tags_name_the_coders_of_a_reading_and_decided_marks_have_none(view):
    names = [tag.name for tag in first_block(view).tags]
    assert names == ["R", "Rule  A", "Rule  B"]


def test_equal_starts_share_a_tag(view):
    both = (span("own", 13, 45, "A"), span("other", 13, 40, "B"))
    view.show_case(AnnotationSet(Id("d"), Id("g"), Id("c"), spans=both), SCENE)
    assert [tag.name for tag in first_block(view).tags] == ["Rule  A B"]


def test_what_is_shared_is_filled_and_what_is_not_is_hatched(view):
    paper = QColor(LOOK.background).name().upper()
    assert paper not in colours(view, 33, 3)
    assert paper in colours(view, 15, 3)
    assert len(colours(view, 15, 3)) > 3


def test_a_boundary_is_a_stroke_in_the_colour_of_what_keys_act_on(view):
    image = view.viewport().grab().toImage()
    point = view.point_of(13)
    near = {
        image.pixelColor(x, int(point.y())).name().upper()
        for x in range(int(point.x()) - 6, int(point.x()) + 4)
    }
    assert any(QColor(one).blue() > 180 and QColor(one).red() < 120 for one in near)


def test_the_number_of_the_case_stands_in_the_margin(view):
    image = view.viewport().grab().toImage()
    left, y = int(view.text_left()), int(view.point_of(13).y())
    margin = {image.pixelColor(x, y).name() for x in range(left - 50, left - 20)}
    assert "#0000ff" in margin


def test_cases_that_begin_on_one_line_have_their_numbers_side_by_side(view):
    far = len(TEXT.split("\n")[0]) + 1
    scenes = [
        tuple(CaseSign(number, far + 4 * number) for number in range(2, last)) for last in (3, 4, 6)
    ]
    widths = []
    for signs in scenes:
        view.show_case(
            AnnotationSet(Id("d"), Id("g"), Id("c"), spans=SPANS), CaseScene(signs=signs)
        )
        image = view.viewport().grab().toImage()
        left, y = int(view.text_left()), int(view.point_of(far).y())
        paper = image.pixelColor(3, y)
        inked = [
            x
            for x in range(left - 4)
            if any(image.pixelColor(x, y + step) != paper for step in range(-6, 7))
        ]
        widths.append(max(inked) - min(inked))
    assert widths[0] < widths[1] <= widths[2] <= 40


def test_a_click_tells_the_code_point_and_a_selection_does_not(view):
    pressed = []
    view.pressed.connect(pressed.append)
    point = view.point_of(33).toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert pressed == [33]
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    QTest.mouseMove(view.viewport(), point + QPoint(60, 0))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=point + QPoint(60, 0))
    assert len(pressed) == 1


def test_the_text_takes_no_keys(view):
    assert view.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_another_case_with_more_coders_gets_more_lanes(view):
    three = (*SPANS, span("third", 13, 45, "C"))
    view.show_case(
        AnnotationSet(Id("d"), Id("g"), Id("c"), spans=three),
        CaseScene(letters=("A", "B", "C"), label="rule"),
    )
    assert len(first_block(view).lines[0].coders) == 3
    view.show_case(AnnotationSet(Id("d"), Id("g"), Id("c"), spans=SPANS[3:]), CaseScene())
    assert first_block(view).lines[0].coders == ()
