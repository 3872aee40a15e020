from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor
from reader_scene import ARTICLE, COLOURS, marks, show_view, span, span_on, view_look

from annotator.gui.reader.look import ViewLook
from annotator.gui.reader.scene import Preview
from annotator.model.extent import Extent

RULE = span_on("rule", "Sambut Pemilihan")
QUOTE = span_on("quote", "Kepala Daerah", "quotation")


@pytest.fixture
def view(qtbot):
    view = show_view(qtbot, annotations=marks(RULE, QUOTE))
    view.clearFocus()
    return view


def colours(view, rect) -> set[str]:
    picture = view.viewport().grab(rect.toAlignedRect()).toImage()
    across, down = range(picture.width()), range(picture.height())
    return {picture.pixelColor(x, y).name() for x in across for y in down}


def ground_of(view, known) -> str:
    """The colour just beside the letters of a span, inside its ground."""
    rect = view.extent_rects(known.start, known.end)[0]
    picture = view.viewport().grab().toImage()
    return picture.pixelColor(round(rect.left() + 1), round(rect.top() + 1)).name()


def test_a_mark_has_a_ground_and_a_container_has_none(view):
    assert ground_of(view, RULE) != "#ffffff"
    assert ground_of(view, QUOTE) == "#ffffff"


def test_a_mark_in_focus_stands_out_and_so_does_a_container(view):
    at_rest = ground_of(view, RULE)
    view.focus_span("rule")
    assert ground_of(view, RULE) != at_rest
    view.focus_span("quote")
    assert ground_of(view, QUOTE) != "#ffffff"


def test_the_lane_has_the_colour_of_the_label(view):
    block, top = next(p for p in view.visible() if p.block.lanes)
    lane = next(lane for lane in block.lanes if lane.span.id == "rule")
    x = round(view.text_left() + (lane.left + lane.right) / 2)
    picture = view.viewport().grab().toImage()
    column = {picture.pixelColor(x, round(top + lane.y) + step).name() for step in range(-1, 4)}
    assert COLOURS["rule"].lower() in column


def test_without_alpha_there_is_no_ground(view):
    label = view_look().labels["rule"]

    view.set_look(view_look(labels={"rule": replace(label, fill="#00000000")}))
    assert ground_of(view, RULE) == "#ffffff"


def test_text_outside_scope_is_grey_and_only_that(view):
    view.set_look(view_look(muted="#FF0000", ink="#0000FF"))
    outside = span("out", (0, 11), label="outside")
    view.show_annotations(marks(outside))
    inside_rect = view.extent_rects(12, 20)[0]
    outside_rect = view.extent_rects(0, 10)[0]

    def hues(rect):
        return {QColor(c).hue() for c in colours(view, rect) if QColor(c).saturation() > 200}

    assert hues(outside_rect) == {0}
    assert hues(inside_rect) == {240}


def test_the_selection_and_found_words_are_painted(view):
    place = ARTICLE.index("Hal ini")
    before = colours(view, view.extent_rects(place, place + 7)[0])
    view.set_selection(place, place + 7)
    assert colours(view, view.extent_rects(place, place + 7)[0]) != before


def test_the_caret_shows_with_the_keyboard_only(view):
    place = ARTICLE.index("Hal ini")
    view.set_selection(place, place)
    view.scene.has_keyboard = False
    view.set_look(view_look(caret="#00FF00"))
    rect = view.extent_rects(place, place + 1)[0].adjusted(-2, 0, 0, 0)
    assert "#00ff00" not in colours(view, rect)
    view.scene.has_keyboard = True
    view.viewport().update()
    assert any(QColor(c).hue() == 120 for c in colours(view, rect))


def test_the_preview_of_a_moved_end_is_painted(view):

    place = ARTICLE.index("Hal ini")
    rect = view.extent_rects(place, place + 7)[0]
    before = colours(view, rect)
    view.scene.preview = Preview(RULE, (Extent(place, place + 7),))
    assert colours(view, rect) != before
    view.scene.preview = None


def test_a_tag_without_a_letter_shows_the_first_of_its_name():
    look = ViewLook(labels={"x": view_look().labels["rule"]})
    assert look.tag_name("x") == "R"
    assert look.tag_name("unknown") == "U"


def test_the_ring_is_painted_at_the_edge(view):
    view.set_look(view_look(focus="#00FF00"))
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert view.viewport().grab().toImage().pixelColor(300, 0).name() == "#00ff00"
    view.clearFocus()
    assert view.viewport().grab().toImage().pixelColor(300, 0).name() == "#ffffff"


def test_the_gap_between_fragments_is_dotted_in_focus_only(view):
    parts = span("parts", (0, 3), (14, 20))
    view.show_annotations(marks(parts))
    block, top = view.visible()[0]
    joint = block.joints[0]
    gap = QRectF(view.text_left() + joint.left + 2, top + joint.y, joint.right - joint.left - 4, 3)
    assert colours(view, gap) == {"#ffffff"}
    view.focus_span("parts")
    assert len(colours(view, gap)) > 1


def test_the_current_hit_has_a_ring(view):
    place = ARTICLE.index("Hal ini")
    view.set_look(view_look(focus="#00FF00"))
    hit = Extent(place, place + 7)
    rect = view.extent_rects(*(place, place + 7))[0].adjusted(-3, -3, 3, 3)
    view.show_found([hit])
    assert "#00ff00" not in colours(view, rect)
    view.show_found([hit], 0)
    assert any(QColor(c).saturation() > 250 and QColor(c).hue() == 120 for c in colours(view, rect))
