"""What is painted by hand shows what it is: grounds, edges, caps, tips."""

from __future__ import annotations

import pytest
from panel_scene import dress, show
from PySide6.QtCore import QPoint, QRectF, QStringListModel, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.gui.theme import icons, paint, strokes
from annotator.gui.theme.controls import Divider
from annotator.gui.theme.faces import named_font
from annotator.gui.theme.items import Item, Parts
from annotator.gui.theme.look import look
from annotator.gui.theme.row_list import RowDelegate, RowList
from annotator.gui.theme.tips import set_tip
from annotator.gui.theme.tokens import THEMES

AREA = QRectF(4, 4, 40, 20)


@pytest.fixture(autouse=True)
def _dressed(qapp):
    dress()
    yield
    dress()


def picture(draw) -> QImage:
    image = QImage(64, 32, QImage.Format.Format_RGB32)
    image.fill(QColor(look().theme.paper))
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return image


def colours_in(image: QImage) -> set[str]:
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return {image.pixelColor(x, y).name().upper() for x, y in points}


def test_in_high_contrast_what_is_chosen_has_an_edge_as_well():
    look().set_theme("contrast")
    theme = look().theme
    for ground, has_edge in ((theme.chosen, True), (theme.hover, False)):
        image = picture(lambda p, ground=ground: paint.rounded(p, AREA, ground))
        assert (theme.edge in colours_in(image)) == has_edge
    look().set_theme("light")
    image = picture(lambda p: paint.rounded(p, AREA, look().theme.chosen))
    assert look().theme.edge not in colours_in(image)


def test_nothing_is_painted_without_ground_and_edge():
    assert picture(lambda p: paint.rounded(p, AREA, None)) == picture(lambda _p: None)


def test_what_floats_has_a_shadow_but_not_in_high_contrast():
    def draw(painter):
        paint.draw_shadow(painter, QRectF(20, 10, 20, 8), 4, 8, 2)

    assert picture(draw) != picture(lambda _p: None)
    look().set_theme("contrast")
    assert picture(draw) == picture(lambda _p: None)


@pytest.mark.parametrize("theme", THEMES)
def test_the_cap_of_a_label_wears_its_hue_and_a_strong_one_that_of_the_focused_tag(theme):
    look().set_theme(theme)
    tone = look().tone("rule")
    usual = picture(lambda p: paint.draw_cap(p, 4, 16, "R", tone))
    strong = picture(lambda p: paint.draw_cap(p, 4, 16, "R", tone, is_strong=True))
    bare = picture(lambda p: paint.draw_cap(p, 4, 16, "R"))
    assert tone.tag in colours_in(usual)
    assert tone.line_on in colours_in(strong)
    assert not {tone.tag, tone.line_on} & colours_in(bare)


@pytest.mark.parametrize("keys", ["R", "Ctrl+Z", "Ctrl++", ""])
def test_caps_end_where_they_are_asked_to_and_are_as_wide_as_they_say(keys):
    lefts = []
    picture(lambda p: lefts.append(paint.draw_caps(p, 60, 16, keys)))
    assert lefts == [pytest.approx(60 - paint.caps_width(keys))]


def test_no_two_icons_look_the_same():
    drawn = {}
    for name in strokes.NAMES:
        image = picture(lambda p, name=name: icons.draw_icon(p, name, 8, 8, "#000000"))
        assert image not in drawn.values(), name
        drawn[name] = image


def test_a_cut_text_ends_inside_its_room():
    room = QRectF(4, 4, 30, 20)
    image = picture(lambda p: paint.draw_text(p, room, "MMMMMMMMMM", "#000000", named_font("body")))
    right = image.copy(36, 0, 28, 32)
    assert colours_in(right) == {look().theme.paper}


def test_an_item_shows_the_cap_of_its_label_and_a_ground_where_it_is_the_first_choice(qtbot):
    tone = look().tone("rule")
    item = Item("Rule", Parts(cap="R", label_id="rule", padding=6))
    show(qtbot, item, 160, 24)
    item.setEnabled(False)  # so that it does not matter where the pointer rests
    assert tone.tag in colours_in(item.grab().toImage())
    before = item.grab().toImage().pixelColor(150, 12)
    item.show_parts("Rule", Parts(cap="R", padding=6, has_ground=True))
    image = item.grab().toImage()
    assert tone.tag not in colours_in(image)
    assert image.pixelColor(150, 12).name().upper() == look().theme.hover
    assert before != image.pixelColor(150, 12)


def test_an_item_with_other_words_asks_for_other_room():
    item = Item("Rule", Parts())
    narrow = item.sizeHint().width()
    item.show_parts("A much longer name", Parts())
    assert item.sizeHint().width() > narrow
    assert item.minimumSizeHint().width() == 60


def test_a_tip_is_given_and_taken_away(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    set_tip(widget, "a & b")
    assert widget.toolTip() == "a & b"
    set_tip(widget, "")
    assert widget.toolTip() == ""


# lists and dividers -------------------------------------------------------------------------


class Plain(RowDelegate):
    def paint_row(self, painter, rect, index, *, is_chosen):
        paint.draw_text(painter, rect, index.data(), look().theme.ink, named_font("small"))


@pytest.fixture
def rows(qtbot):
    rows = RowList(26, Plain)
    rows.setModel(QStringListModel([f"row {n}" for n in range(50)], rows))
    return show(qtbot, rows, 200, 260)


def test_a_row_that_can_be_seen_is_chosen_without_scrolling(rows):
    rows.choose(3)
    assert rows.verticalScrollBar().value() == 0
    rows.choose(30, is_centred=True)
    middle = rows.visualRect(rows.model().index(30, 0)).center().y()
    assert abs(middle - rows.viewport().height() / 2) <= 26


def test_choosing_no_row_leaves_the_list_where_it_is(rows):
    rows.choose(30)
    before = rows.verticalScrollBar().value()
    rows.choose(-1)
    assert (rows.chosen_row(), rows.verticalScrollBar().value()) == (-1, before)


def test_another_model_begins_without_a_chosen_row(rows):
    rows.choose(4)
    rows.setModel(QStringListModel(["one"], rows))
    assert rows.chosen_row() == -1


def test_an_empty_list_takes_every_key_without_harm(rows, qtbot):
    rows.setModel(QStringListModel([], rows))
    rows.setFocus()
    with qtbot.assertNotEmitted(rows.row_chosen), qtbot.assertNotEmitted(rows.delete_pressed):
        for key in ("Home", "End", "Down", "Return", "Delete"):
            QTest.keyClick(rows, getattr(Qt.Key, f"Key_{key}"))
    assert rows.currentIndex().row() == -1


@pytest.mark.parametrize("height", [400, 300, 700])
def test_the_lower_region_keeps_its_height_and_the_upper_one_has_the_rest(qtbot, height):
    divider = Divider()
    upper, lower = QWidget(), QWidget()
    divider.addWidget(upper)
    divider.addWidget(lower)
    show(qtbot, divider, 100, 500)
    divider.set_lower_height(120)
    divider.resize(100, height)
    assert (lower.height(), divider.lower_height()) == (120, 120)
    assert upper.height() == height - 121


def test_dragging_the_hairline_gives_the_lower_region_another_height(qtbot):
    divider = Divider()
    divider.addWidget(QWidget())
    divider.addWidget(QWidget())
    show(qtbot, divider, 100, 500)
    divider.set_lower_height(120)
    handle = divider.handle(1)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(handle, left, pos=QPoint(50, 0))
    QTest.mouseMove(handle, QPoint(50, -80))
    QTest.mouseRelease(handle, left, pos=QPoint(50, -80))
    assert divider.lower_height() == divider.sizes()[1] > 120
