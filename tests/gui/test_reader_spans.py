from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from reader_scene import (
    ARTICLE,
    click,
    drag,
    marks,
    point,
    press,
    show_view,
    span,
    span_on,
    view_look,
)

from annotator.model.extent import Extent

WORDS = "Kepala Daerah (Pilkada) 2024"
OUTER = span_on("outer", f"Sambut Pemilihan {WORDS}", "quotation")
MIDDLE = span_on("middle", WORDS)
INNER = span_on("inner", "Daerah (Pilkada)", "speaker")
START = INNER.start


@pytest.fixture
def view(qtbot):
    return show_view(qtbot, annotations=marks(OUTER, MIDDLE, INNER))


@pytest.fixture
def told(view):
    ids = []
    view.span_focused.connect(ids.append)
    return ids


def block_of(view, offset):
    return view.page.block_at(offset)


def tag_point(view, span_id: str) -> QPoint:
    for block, top in view.visible():
        for tag in block.tags:
            if tag.span.id == span_id:
                place = QPointF(*tag.rect.centre) + QPointF(view.text_left(), top)
                return place.toPoint()
    raise AssertionError(span_id)


def lane_point(view, span_id: str) -> QPoint:
    for block, top in view.visible():
        for lane in block.lanes:
            if lane.span.id == span_id:
                x = view.text_left() + (lane.left + lane.right) / 2
                return QPointF(x, top + lane.y + 1).toPoint()
    raise AssertionError(span_id)


def test_a_click_focuses_the_innermost_span(view, told):
    click(view, START + 2)
    assert told == ["inner"]
    assert view.focused_span() == "inner"


def test_further_clicks_at_the_same_place_go_outwards_and_around(view, told):
    for _ in range(4):
        click(view, START + 2)
    assert told == ["inner", "middle", "outer", "inner"]


def test_a_click_elsewhere_starts_with_the_innermost_again(view, told):
    click(view, START + 2)
    click(view, MIDDLE.start + 2)
    click(view, START + 2)
    assert told == ["inner", "middle", "inner"]


def test_a_click_beside_every_span_takes_the_focus_away(view, told):
    click(view, START + 2)
    click(view, ARTICLE.index("menegaskan"))
    assert told == ["inner", None]


def test_a_tag_and_a_lane_lead_to_their_own_span(view, told):
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=tag_point(view, "outer"))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=lane_point(view, "middle"))
    assert told == ["outer", "middle"]


def test_drawing_a_selection_leaves_the_focus_alone(view, told):
    click(view, START + 2)
    drag(view, point(view, START), point(view, START + 6))
    assert told == ["inner"]
    assert view.selected_text() == "Daerah"


def test_focusing_by_program_is_not_told(view, told):
    view.focus_span("middle")
    assert view.focused_span() == "middle"
    view.focus_span("unknown")
    assert view.focused_span() is None
    assert told == []


def test_spans_at_an_offset_come_innermost_first(view):
    assert view.spans_at(START) == ["inner", "middle", "outer"]
    assert view.spans_at(OUTER.start) == ["outer"]
    assert view.spans_at(0) == []
    assert view.span_at(QPointF(point(view, START + 2))) == "inner"


def test_the_mouse_lets_the_span_under_it_stand_out(view, qtbot):
    QTest.mouseMove(view.viewport(), point(view, START + 2))
    qtbot.waitUntil(lambda: view.scene.hovered == "inner", timeout=2000)
    QTest.mouseMove(view.viewport(), point(view, 3))
    qtbot.waitUntil(lambda: view.scene.hovered is None, timeout=2000)


def test_inner_lanes_lie_nearer_to_the_text(view):
    lanes = {lane.span.id: lane.y for lane in block_of(view, START).lanes}
    assert lanes["inner"] < lanes["middle"] < lanes["outer"]


def test_tags_carry_letters_or_names(view):
    assert [tag.name for tag in block_of(view, START).tags] == ["Q", "R", "S"]
    view.set_look(view_look(tag_mode="names"))
    assert [tag.name for tag in block_of(view, START).tags] == ["Quotation", "Rule", "Speaker"]


def test_text_outside_scope_has_neither_lane_nor_tag_but_can_be_focused(qtbot):
    outside = span("out", (0, 33), label="outside")
    view = show_view(qtbot, annotations=marks(outside))
    block = block_of(view, 0)
    assert (block.lanes, block.tags, block.outside) == ([], [], [(0, 33)])
    click(view, 5)
    assert view.focused_span() == "out"


def test_a_headline_is_semi_bold_and_wider(qtbot):
    text = "Judul berita ini\n\nIsi berita"
    view = show_view(qtbot, text)
    plain = block_of(view, 0).runs(block_of(view, 0).lines[0], 0, 16)
    view.show_annotations(marks(span("h", (0, 16), label="headline")))
    block = block_of(view, 0)
    assert block.bold == ((0, 16),)
    assert block.runs(block.lines[0], 0, 16) != plain
    view.show_annotations(marks())
    assert block_of(view, 0).runs(block_of(view, 0).lines[0], 0, 16) == plain


def test_fragments_have_lanes_of_their_own_and_one_tag(qtbot):
    parts = span("parts", (22, 25), (26, 33))
    view = show_view(qtbot, annotations=marks(parts))
    block = block_of(view, 22)
    assert len(block.lanes) == 2
    assert len(block.tags) == 1
    assert len(block.joints) == 1
    assert view.spans_at(25) == []
    assert view.spans_at(26) == ["parts"]


def test_a_span_that_begins_with_a_blank_at_the_end_of_a_line_has_its_tag(view):
    place = ARTICLE.index("SAMARINDA")
    view.set_selection(place, place)
    press(view, Qt.Key.Key_End)
    blank = view.selection()[1]
    view.show_annotations(marks(span("s", (blank, blank + 12))))
    assert [tag.span.id for tag in block_of(view, blank).tags] == ["s"]


def test_a_span_that_begins_with_the_line_break_has_its_tag(qtbot):
    view = show_view(qtbot, "satu\ndua", marks(span("s", (4, 8))))
    assert [tag.span.id for tag in block_of(view, 5).tags] == ["s"]


def test_several_coders_have_lanes_of_their_own_and_share_tags(qtbot):
    spans = [span(f"a{c}", (0, 3), coder=c) for c in ("one", "two")]
    view = show_view(qtbot, annotations=marks(*spans, span("b", (4, 9), coder="two")))
    view.set_coders(("one", "two"))
    block = block_of(view, 0)
    lanes = {lane.span.id: lane.y for lane in block.lanes}
    assert lanes["aone"] < lanes["atwo"] == lanes["b"]
    assert [tag.name for tag in block.tags] == ["R  A B", "R  B"]
    assert [mark.coder for mark in block.lines[0].coders] == [0, 1]


def test_a_grip_is_dragged_to_a_new_end(view, qtbot):
    view.focus_span("inner")
    grips = {is_end: place.toPoint() for _, is_end, place in view.grip_points()}
    goal = ARTICLE.index("2024, Pelaksana") + 4
    target = QPoint(point(view, goal).x(), grips[True].y())
    told = []
    view.resize_requested.connect(lambda *news: told.append(news))
    drag(view, grips[True], target, is_released=False)
    assert view.scene.preview.fragments == (Extent(START, goal),)
    assert told == []
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=target)
    assert told == [("inner", (Extent(START, goal),))]
    assert view.scene.preview is None


def test_escape_lets_go_of_a_grip(view, qtbot):
    view.focus_span("inner")
    grip = view.grip_points()[0][2].toPoint()
    with qtbot.assertNotEmitted(view.resize_requested):
        drag(view, grip, grip - QPoint(40, 0), is_released=False)
        press(view, Qt.Key.Key_Escape)
        assert view.scene.preview is None
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=grip)


def test_a_grip_leaves_the_letters_above_it_to_the_selection(view):
    view.focus_span("inner")
    drag(view, point(view, START), point(view, START + 6))
    assert view.selected_text() == "Daerah"
    assert view.scene.preview is None


def test_the_menu_is_asked_for_the_span_under_the_mouse(view):
    asked = []
    view.context_menu_requested.connect(lambda span_id, place: asked.append(span_id))
    for place in (point(view, START + 2), point(view, 3)):
        surface = view.viewport()
        reason = QContextMenuEvent.Reason.Mouse
        QGuiApplication.sendEvent(
            surface, QContextMenuEvent(reason, place, surface.mapToGlobal(place))
        )
    assert asked == ["inner", None]
    assert view.focused_span() == "inner"


def test_the_menu_at_selected_words_leaves_the_focus_where_it_is(view, told):
    asked = []
    view.context_menu_requested.connect(lambda span_id, place: asked.append(span_id))
    reason = QContextMenuEvent.Reason.Mouse
    surface, place = view.viewport(), point(view, START + 2)
    view.set_selection(START, START + 6)
    for focused in ("outer", None):
        view.focus_span(focused)
        QGuiApplication.sendEvent(
            surface, QContextMenuEvent(reason, place, surface.mapToGlobal(place))
        )
    assert asked == ["outer", "inner"]
    assert told == ["inner"]


def test_a_click_on_a_grip_moves_nothing_and_keeps_the_focus(view, told, qtbot):
    view.focus_span("inner")
    grip = view.grip_points()[0][2].toPoint()
    with qtbot.assertNotEmitted(view.resize_requested):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=grip)
    assert view.focused_span() == "inner"
    assert view.scene.preview is None
    assert told == []


def test_grips_show_while_the_mouse_is_over_the_span_in_focus(view, qtbot):
    view.focus_span("inner")
    QTest.mouseMove(view.viewport(), point(view, START + 2))
    qtbot.waitUntil(lambda: view.scene.is_gripped, timeout=2000)
    QTest.mouseMove(view.viewport(), view.grip_points()[1][2].toPoint())
    shape = Qt.CursorShape.SizeHorCursor
    qtbot.waitUntil(lambda: view.viewport().cursor().shape() == shape, timeout=2000)
    QTest.mouseMove(view.viewport(), point(view, 3))
    qtbot.waitUntil(lambda: not view.scene.is_gripped, timeout=2000)


def test_a_span_that_vanishes_while_its_end_is_dragged_is_let_go(view, qtbot):
    view.focus_span("inner")
    grip = view.grip_points()[0][2].toPoint()
    with qtbot.assertNotEmitted(view.resize_requested):
        drag(view, grip, grip - QPoint(40, 0), is_released=False)
        view.show_annotations(marks(OUTER, MIDDLE))
        assert view.scene.preview is None
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=grip)


def test_the_menu_key_asks_at_the_caret_for_the_span_in_focus(view):
    asked = []
    view.context_menu_requested.connect(lambda *news: asked.append(news))
    view.focus_span("middle")
    view.set_selection(START, START)
    reason = QContextMenuEvent.Reason.Keyboard
    QGuiApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, QPoint(), QPoint()))
    (span_id, place) = asked[0]
    assert span_id == "middle"
    caret = view.viewport().mapFromGlobal(place)
    assert abs(caret.x() - view.point_of(START).x()) < 12


def test_the_mouse_leaving_the_view_points_at_nothing(view, qtbot):
    QTest.mouseMove(view.viewport(), point(view, START + 2))
    qtbot.waitUntil(lambda: view.scene.hovered == "inner", timeout=2000)
    QGuiApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    assert view.scene.hovered is None


def test_below_the_last_line_there_is_no_span(qtbot):
    view = show_view(qtbot, "kata", marks(span("s", (0, 4))))
    assert view.span_at(QPointF(60, 500)) is None
    assert view.offset_at(QPointF(600, 500)) == 4
