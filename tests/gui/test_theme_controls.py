from __future__ import annotations

import pytest
from panel_scene import KEY, click, dress, press, show
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.gui.theme import icons, paint, strokes
from annotator.gui.theme.chips import Chip
from annotator.gui.theme.controls import Caption, IconButton, PlainButton
from annotator.gui.theme.faces import face, font, named_font
from annotator.gui.theme.items import Item, Parts
from annotator.gui.theme.layouts import FlowLayout, column
from annotator.gui.theme.look import look
from annotator.model.document import Progress


@pytest.fixture(autouse=True)
def _dressed(qapp):
    dress()


def picture(draw) -> QImage:
    image = QImage(64, 32, QImage.Format.Format_RGB32)
    image.fill(QColor(look().theme.paper))
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return image


@pytest.fixture
def window(qtbot):
    window = QWidget()
    layout = column(window)
    window.field = QLineEdit()
    window.icon = IconButton("trash", "Delete this mark", "Del")
    window.item = Item("Relate", Parts(keys="R", padding=4))
    window.plain = PlainButton("Done")
    for widget in (window.field, window.icon, window.item, window.plain):
        layout.addWidget(widget)
    show(qtbot, window, 200, 200)
    window.field.setFocus()
    return window


@pytest.mark.parametrize("name", ["icon", "item", "plain"])
def test_a_click_leaves_the_keyboard_where_it_was(qtbot, window, name):
    button = getattr(window, name)
    with qtbot.waitSignal(button.clicked):
        click(button)
    assert window.field.hasFocus()


@pytest.mark.parametrize("name", ["icon", "item", "plain"])
@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Space])
def test_buttons_are_reached_by_tab_and_pressed_by_key(qtbot, window, name, key):
    button = getattr(window, name)
    for _step in range(4):
        if button.hasFocus():
            break
        press(window.focusWidget(), KEY.Key_Tab)
    assert button.hasFocus()
    with qtbot.waitSignal(button.clicked):
        press(button, key)


def test_the_ring_is_seen_only_with_the_keyboard_there(window):
    before = window.icon.grab().toImage()
    click(window.icon)
    assert window.icon.grab().toImage() == before
    window.icon.setFocus(Qt.FocusReason.TabFocusReason)
    after = window.icon.grab().toImage()
    assert after.pixelColor(13, 0).name().upper() == look().theme.focus


def test_buttons_say_what_they_do(window):
    assert window.icon.accessibleName() == "Delete this mark"
    assert window.icon.toolTip() == "Delete this mark (Del)"


def test_words_that_are_cut_can_be_read_in_the_tip(qtbot):
    caption = Caption("A very long name of a label", "head")
    show(qtbot, caption, 60, 20)
    caption.grab()
    assert caption.toolTip() == "A very long name of a label"
    caption.resize(400, 20)
    caption.grab()
    assert caption.toolTip() == ""


def test_a_tip_of_its_own_is_not_replaced(qtbot):
    chip = Chip("A very long name of a value")
    chip.setToolTip("Definition")
    show(qtbot, chip, 40, 25)
    chip.grab()
    assert chip.toolTip() == "Definition"


def test_an_item_is_as_wide_as_its_parts():
    bare = Item("Relate").sizeHint().width()
    assert Item("Relate", Parts(keys="R")).sizeHint().width() > bare
    assert Item("Relate", Parts(icon="warn")).sizeHint().width() == bare + 18


def test_a_chip_makes_room_for_its_digit():
    chip = Chip("Binding")
    narrow = chip.sizeHint().width()
    chip.set_digit("1")
    assert chip.sizeHint().width() > narrow


def test_a_flow_breaks_into_lines_and_never_runs_over(qtbot):
    host = QWidget()
    flow = FlowLayout(host)
    chips = [Chip(f"Value number {n}") for n in range(6)]
    for chip in chips:
        flow.addWidget(chip)
    show(qtbot, host, 220, 300)
    assert len({chip.y() for chip in chips}) > 1
    assert all(chip.geometry().right() < 220 for chip in chips)
    assert flow.heightForWidth(2000) == chips[0].height()
    assert flow.takeAt(9) is None


def test_keys_are_split_into_caps():
    assert paint.split_keys("Ctrl+Shift+A") == ["Ctrl", "Shift", "A"]
    assert paint.split_keys("Ctrl++") == ["Ctrl", "+"]
    assert paint.split_keys("+") == ["+"]
    assert paint.split_keys("") == []


def test_one_letter_makes_a_square_cap():
    assert paint.cap_width("R") == 17
    assert paint.cap_width("Enter") > 30


def test_states_of_documents_differ_by_shape():
    pictures = [picture(lambda p, s=state: paint.draw_dot(p, 16, 16, s, 6)) for state in Progress]
    centres = [image.pixelColor(18, 16).name() for image in pictures]
    assert len(set(centres)) == 3


@pytest.mark.parametrize("name", strokes.NAMES)
def test_every_icon_stays_on_its_grid(name):
    bounds = icons.icon_path(name).boundingRect()
    assert bounds.left() >= 1
    assert bounds.top() >= 1
    assert bounds.right() <= 15
    assert bounds.bottom() <= 15
    assert not icons.make_icon(name, "#000000").isNull()


def test_text_is_drawn_on_one_line_and_cut():
    area = QRectF(0, 0, 60, 20)
    used = named_font("body")
    cut = []
    picture(lambda p: cut.append(paint.draw_text(p, area, "short", "#000", used)))
    picture(lambda p: cut.append(paint.draw_text(p, area, "much too long for it", "#000", used)))
    assert cut == [False, True]
    assert paint.one_line("a\nb\tc") == "a b c"


def test_fonts_are_made_once():
    assert font(13) is font(13)
    assert font(13).pixelSize() == 13
    assert face("reading") != face("ui")


def test_captions_can_be_narrower_than_their_words():
    caption = Caption("A very long name of a label")
    assert caption.minimumSizeHint() == QSize(24, 18)
