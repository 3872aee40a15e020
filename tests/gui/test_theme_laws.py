"""Laws of the theme's small sums: lines of chips, key caps, letters, tips, colours."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from panel_scene import dress
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, Qt, QTextDocument
from PySide6.QtWidgets import QWidget

from annotator.gui.theme.colour import (
    contrast,
    from_oklch,
    hexadecimal,
    mix,
    readable,
    rgb,
    to_oklch,
)
from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.layouts import FlowLayout
from annotator.gui.theme.legend import label_colours, label_letters
from annotator.gui.theme.paint import draw_text, elide, one_line, split_keys
from annotator.gui.theme.tips import MOST_LETTERS, tip_text
from annotator.model.codebook import Codebook, Label
from annotator.model.words import Words

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
shares = st.floats(0, 1)
sizes = st.lists(st.tuples(st.integers(4, 160), st.integers(4, 40)), max_size=9)


@pytest.fixture(autouse=True, scope="module")
def _dressed(qapp):
    dress()


class Block(QWidget):
    """Something of a certain size."""

    def __init__(self, wide: int, high: int) -> None:
        super().__init__()
        self.wanted = QSize(wide, high)

    def sizeHint(self) -> QSize:
        return self.wanted


def flow_of(drawn, gap=4):
    host = QWidget()
    flow = FlowLayout(host, gap)
    blocks = [Block(*size) for size in drawn]
    for block in blocks:
        flow.addWidget(block)
        block.show()
    return host, flow, blocks


@given(sizes, st.integers(20, 300))
def test_a_flow_keeps_order_width_and_distance(drawn, width):
    _host, flow, blocks = flow_of(drawn)
    flow.setGeometry(QRect(7, 11, width, 1000))
    areas = [block.geometry() for block in blocks]
    for number, area in enumerate(areas):
        assert area.left() >= 7
        assert area.right() < 7 + width
        assert not any(area.intersects(other) for other in areas[:number])
    reading_order = sorted(areas, key=lambda area: (area.top(), area.left()))
    assert areas == reading_order


@given(sizes, st.integers(20, 300))
def test_a_flow_is_as_high_as_it_says(drawn, width):
    _host, flow, blocks = flow_of(drawn)
    flow.setGeometry(QRect(0, 0, width, 1000))
    bottoms = [block.geometry().bottom() + 1 for block in blocks]
    assert flow.heightForWidth(width) == max(bottoms, default=0)


@given(sizes, st.integers(20, 300), st.data())
def test_what_is_hidden_takes_no_room_in_a_flow(drawn, width, data):
    assume(drawn)
    _host, flow, blocks = flow_of(drawn)
    gone = data.draw(st.sets(st.integers(0, len(drawn) - 1)))
    for number in gone:
        blocks[number].hide()
    _other, rest, _blocks = flow_of([one for n, one in enumerate(drawn) if n not in gone])
    assert flow.heightForWidth(width) == rest.heightForWidth(width)


def test_a_flow_without_anything_in_it_has_no_height():
    _host, flow, _blocks = flow_of([])
    assert flow.heightForWidth(100) == 0
    assert flow.itemAt(0) is None
    assert flow.takeAt(-1) is None


# text ---------------------------------------------------------------------------------------

keys = st.lists(
    st.sampled_from(["Ctrl", "Shift", "Alt", "+", "-", "A", "F10", "Enter", "["]), min_size=1
).filter(lambda caps: "+" not in caps[:-1])


@given(keys)
def test_caps_put_together_again_are_the_keys(caps):
    assert split_keys("+".join(caps)) == caps


BREAKS = "\n\r\t\x0b\x0c\x85\u2028\u2029"


@given(st.text(alphabet=f"ab{BREAKS}", max_size=12))
@example("a\u2029b")
def test_a_text_on_one_line_has_no_break_and_all_its_words(text):
    line = one_line(text)
    assert not set(line) & set(BREAKS)
    assert line.split() == text.split()
    assert one_line(line) == line


def picture(text):
    image = QImage(120, 24, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    draw_text(painter, image.rect(), text, "#000000", named_font("body"))
    painter.end()
    return image


@pytest.mark.parametrize("mark", BREAKS, ids=lambda mark: f"U+{ord(mark):04X}")
def test_every_break_is_drawn_as_a_blank(mark):
    assert picture(f"satu{mark}dua") == picture("satu dua")


@given(st.text(alphabet="abc ,MW👩🏽é", max_size=30), st.integers(20, 200))
def test_a_text_that_was_cut_fits_and_one_that_fits_is_not_cut(text, width):
    used = named_font("body")
    shown = elide(text, width, used)
    if text_width(text, used) <= width:
        assert shown == text
    else:
        assert text_width(shown, used) <= width + 1
        assert shown.endswith("…")


@given(st.text(alphabet='<b>&/ i\n"amp;x', max_size=30))
@example("<b>tebal</b>")
@example("a & b < c")
def test_a_tip_shows_its_words_letter_for_letter(words):
    given_to_qt = tip_text(words)
    if Qt.mightBeRichText(given_to_qt):
        document = QTextDocument()
        document.setHtml(given_to_qt)
        assert document.toPlainText().split() == words.split()
    else:
        assert given_to_qt == words


@pytest.mark.parametrize("length", [0, 1, MOST_LETTERS, MOST_LETTERS + 1])
def test_only_a_tip_that_is_too_long_is_cut(length):
    words = "x" * length
    is_cut = length > MOST_LETTERS
    assert tip_text(words) == (f"{words[:MOST_LETTERS]}…" if is_cut else words)


# labels -------------------------------------------------------------------------------------

names = st.text(alphabet="AaBbé中 1-", min_size=0, max_size=4)
shortcuts = st.none() | st.sampled_from("abc1")
drawn_labels = st.lists(st.tuples(names, shortcuts, st.booleans()), max_size=45)


def codebook_of(drawn):
    made, taken = {}, set()
    for number, (name, shortcut, is_abstract) in enumerate(drawn):
        key = None if shortcut in taken or is_abstract else shortcut
        taken.add(shortcut)
        identity = f"l{number}"
        made[identity] = Label(identity, Words({"en": name}), shortcut=key, is_abstract=is_abstract)
    return Codebook("x", "1", labels=made)


@given(drawn_labels)
def test_a_letter_stands_for_one_label_and_shortcuts_are_kept(drawn):
    codebook = codebook_of(drawn)
    letters = label_letters(codebook, "en")
    assert letters.keys() == codebook.labels.keys()
    pressed = [letter for letter in letters.values() if letter != "•"]
    assert len(set(pressed)) == len(pressed)
    assert all(one.isascii() and one.isalnum() and one == one.upper() for one in pressed)
    for label in codebook.labels.values():
        assert label.shortcut is None or letters[label.id] == label.shortcut.upper()


@given(drawn_labels)
def test_only_when_all_letters_are_taken_a_label_has_none(drawn):
    letters = label_letters(codebook_of(drawn), "en").values()
    if "•" in letters:
        assert len(set(letters) - {"•"}) == 36


@given(st.lists(st.none() | colours, max_size=30))
def test_every_label_has_a_colour_and_its_own_where_the_codebook_gives_one(given_colours):
    labels = {
        f"l{n}": Label(f"l{n}", Words(), color=colour) for n, colour in enumerate(given_colours)
    }
    found = label_colours(Codebook("x", "1", labels=labels))
    assert found.keys() == labels.keys()
    for label in labels.values():
        assert label.color in (None, found[label.id])


# colours ------------------------------------------------------------------------------------


@given(colours, colours)
def test_contrast_is_the_same_both_ways_and_between_one_and_twenty_one(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.001
    assert contrast(one, one) == 1


@given(colours)
def test_a_colour_survives_its_parts(colour):
    assert hexadecimal(rgb(colour)) == colour


@given(colours, colours, shares)
def test_a_mixture_lies_between_its_two_colours(ground, colour, share):
    for part, a, b in zip(rgb(mix(ground, colour, share)), rgb(ground), rgb(colour), strict=True):
        assert min(a, b) - 0.003 <= part <= max(a, b) + 0.003


@given(colours, st.sampled_from(["#000000", "#FFFFFF"]), st.floats(1, 12))
def test_a_colour_made_readable_is_so_and_stays_when_asked_again(colour, ground, floor):
    darker = ground == "#FFFFFF"
    found = readable(colour, ground, floor, darker=darker)
    assert contrast(found, ground) >= floor
    assert readable(found, ground, floor, darker=darker) == found
    moved = to_oklch(found)[0] - to_oklch(colour)[0]
    assert moved <= 0.01 if darker else moved >= -0.01


@given(st.floats(0.2, 1), st.floats(0, 0.4), st.floats(-3.14, 3.14))
def test_any_lightness_chroma_and_hue_becomes_a_colour_of_the_screen(lightness, chroma, hue):
    colour = from_oklch(lightness, chroma, hue)
    assert to_oklch(colour)[0] == pytest.approx(lightness, abs=0.03)
