"""What is painted where: grounds under their own words, tags, grips, caret, coders."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage
from reader_scene import ARTICLE, marks, show_view, span, span_on, view_look

from annotator.gui.reader.look import LabelLook
from annotator.model.extent import Extent

TEXTS = {
    "article": ARTICLE,
    "wrapped": "Kata kata dan kata lagi yang panjang. " * 40,
    "right to left": "שלום עולם זה משפט ארוך שממשיך. " * 20,
    "mixed": "abc שלום def 123 עולם ghi, kata مرحبا dan lagi. " * 10,
    "emoji": "👩‍👩‍👧 kata 😀 dan e\u0301 lagi 🇮🇩 " * 20,
}
GROUND = "#00FF00"
PLAIN = LabelLook(
    "", "", "#00000000", GROUND, GROUND, "#00000000", "#00000000", "#00000000", "#00000000"
)


@pytest.fixture
def view(qtbot):
    view = show_view(qtbot)
    view.clearFocus()
    return view


def picture_of(view, region: QRect | None = None) -> QImage:
    surface = view.viewport()
    picture = surface.grab(region or surface.rect()).toImage()
    return picture.convertToFormat(QImage.Format.Format_RGB32)


def pixels(picture: QImage) -> bytes:
    return bytes(picture.constBits())


def places_of(picture: QImage, colour: str) -> list[tuple[int, int]]:
    """Return the pixels that have exactly this colour."""
    wanted = re.escape(QColor(colour).rgb().to_bytes(4, "little"))
    found = (match.start() for match in re.finditer(wanted, pixels(picture)))
    return [divmod(at // 4, picture.width())[::-1] for at in found if at % 4 == 0]


def places_that_differ(one: QImage, other: QImage) -> list[tuple[int, int]]:
    pairs = zip(*(memoryview(pixels(picture)).cast("I") for picture in (one, other)), strict=True)
    at = (number for number, (left, right) in enumerate(pairs) if left != right)
    return [divmod(number, one.width())[::-1] for number in at]


def has_colour(view, rect: QRectF, colour: str) -> bool:
    return bool(places_of(picture_of(view, rect.toAlignedRect()), colour))


def is_under(painted: list[tuple[int, int]], rects: list[QRectF]) -> bool:
    """Tell whether something is painted in every rectangle and nothing beside them."""
    wide = [rect.adjusted(-3, -2, 3, 2) for rect in rects]
    touched = {
        number for place in painted for number in range(len(rects)) if wide[number].contains(*place)
    }
    return len(touched) == len(rects) and all(any(r.contains(*p) for r in wide) for p in painted)


# Under the words


@pytest.mark.parametrize("text", TEXTS)
def test_the_ground_of_a_mark_lies_under_its_own_words_and_nowhere_else(qtbot, text):
    view = show_view(qtbot, TEXTS[text])
    view.set_look(view_look(labels={"rule": PLAIN}))
    for start, end in ((4, 9), (30, 180)):
        view.show_annotations(marks(span("s", (start, end))))
        rects = view.extent_rects(start, end)
        painted = places_of(picture_of(view), GROUND)
        assert is_under(painted, rects)


@pytest.mark.parametrize("text", TEXTS)
def test_the_selection_lies_under_the_words_selected_and_nowhere_else(qtbot, text):
    view = show_view(qtbot, TEXTS[text])
    view.set_look(view_look(selection=GROUND))
    view.set_selection(150, 12)
    rects = view.selection_rects()
    assert is_under(places_of(picture_of(view), GROUND), rects)


def test_a_mark_in_focus_lies_over_the_others(view):
    colours = {name: replace(PLAIN, fill=fill, fill_on=fill) for name, fill in
               (("rule", "#FF0000"), ("speaker", GROUND))}  # fmt: skip
    view.set_look(view_look(labels=colours))
    one, other = span("one", (0, 30)), span("other", (10, 30), label="speaker")
    view.show_annotations(marks(one, other))
    both = view.extent_rects(12, 28)[0]
    assert has_colour(view, both, GROUND)
    view.focus_span("one")
    assert not has_colour(view, both, GROUND)
    assert has_colour(view, both, "#FF0000")


def test_a_part_is_painted_like_the_same_part_of_the_whole(view):
    known = span_on("known", "Kepala Daerah"), span_on("other", "Hal ini", "speaker")
    view.show_annotations(marks(*known))
    view.focus_span("known")
    view.set_selection(40, 300)
    whole = picture_of(view)
    for region in (QRect(0, 0, 800, 40), QRect(200, 55, 130, 90), QRect(60, 300, 400, 7)):
        assert places_that_differ(picture_of(view, region), whole.copy(region)) == []


def test_every_place_found_has_its_ground_and_nothing_else_has_one(view):
    words = [match.span() for match in re.finditer("ASN|Pilkada", ARTICLE)]
    top = QRect(0, 0, 880, 600)
    bare = picture_of(view, top)
    view.show_found([Extent(*edges) for edges in words])
    rects = [rect for edges in words for rect in view.extent_rects(*edges) if rect.top() < 600]
    assert len(rects) > 4
    assert is_under(places_that_differ(bare, picture_of(view, top)), rects)


# Around the words


def test_grips_are_painted_while_the_mouse_is_over_the_mark(view):
    label = replace(PLAIN, fill="#00000000", fill_on="#00000000", line_on=GROUND)
    view.set_look(view_look(labels={"rule": label}))
    view.show_annotations(marks(span("s", (40, 60)), span("t", (70, 80))))
    view.focus_span("s")
    grip = QRectF(-3, -3, 6, 6)
    places = [grip.translated(place) for _, _, place in view.grip_points()]
    assert not any(has_colour(view, place, GROUND) for place in places)
    view.set_hovered("s", is_gripped=True)
    assert all(has_colour(view, place, GROUND) for place in places)


def test_the_caret_is_painted_before_its_character(view):
    top = QRect(0, 0, 800, 260)
    bare = picture_of(view, top)
    view.setFocus()
    for offset in map(ARTICLE.index, ("Sambut", "Kepala", "SAMARINDA", "netralitas")):
        view.set_selection(offset, offset)
        painted = places_that_differ(bare, picture_of(view, top))
        rect = view.extent_rects(offset, offset + 1)[0]
        assert painted
        assert all(abs(x - rect.left()) <= 2 for x, _ in painted)
        assert min(y for _, y in painted) <= rect.top() + 2
        assert max(y for _, y in painted) >= rect.bottom() - 4


def test_coders_have_their_letters_in_the_margin(view):
    spans = [span(f"s{coder}", (0, 20), coder=coder) for coder in ("one", "two")]
    view.show_annotations(marks(*spans))
    margin = QRectF(view.text_left() - 16, 0, 12, 200)
    view.set_look(view_look(muted="#000000"))
    assert not has_colour(view, margin, "#000000")
    view.set_coders(("one", "two"))
    letters = [y for _, y in places_of(picture_of(view, margin.toRect()), "#000000")]
    assert max(letters, default=0) - min(letters, default=0) > view.page.measures.lane_height


def test_a_tag_that_is_too_long_is_cut_inside_its_ground(view):
    long = replace(PLAIN, name="Nama " * 60, line_on="#FF0000", on=GROUND, fill_on="#00000000")
    view.set_look(view_look(labels={"rule": long}))
    view.show_annotations(marks(span("s", (0, 10))))
    view.focus_span("s")
    (tag,) = view.page.block(0).tags
    rect = view.page.measures.name_rect(tag.rect, long.name)
    assert rect.right <= view.page.measures.column + 24
    painted = places_of(picture_of(view), GROUND)
    assert painted
    left, top = view.text_left(), view.visible()[0].y
    place = QRectF(left + rect.left, top + rect.top, rect.width, rect.height)
    assert all(place.contains(x, y) for x, y in painted)


def test_the_mark_pointed_at_does_not_write_over_the_name_of_the_one_in_focus(view):
    look = {
        "rule": replace(PLAIN, name="Nama yang panjang", line_on="#0000FF", on="#0000FF"),
        "speaker": replace(PLAIN, name="Nama lain yang panjang", line_on="#FF0000", on="#FF0000"),
    }
    view.set_look(view_look(labels=look))
    near, far = span("near", (3, 9), label="speaker"), span("far", (60, 70), label="speaker")
    view.show_annotations(marks(span("s", (0, 10)), near, far))
    view.focus_span("s")
    widths = {}
    for name in ("near", "far"):
        view.set_hovered(name, is_gripped=False)
        xs = [x for x, _ in places_of(picture_of(view), "#FF0000")]
        widths[name] = max(xs, default=0) - min(xs, default=0)
    assert widths["near"] < 30 < 80 < widths["far"]


def test_nothing_of_a_mark_on_a_line_below_the_view_is_painted(view):
    view.set_look(view_look(labels={"rule": PLAIN}))
    view.show_annotations(marks(span_on("far", "Leave a Reply")))
    assert places_of(picture_of(view), GROUND) == []
