from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit

from annotator.gui.dialogs.palette.entries import Group, Hit, PaletteEntry, PaletteKind
from annotator.gui.dialogs.palette.painter import HEADING, ROW, runs
from annotator.gui.dialogs.palette.palette import Palette
from annotator.gui.dialogs.palette.rows import PaletteRows
from annotator.gui.theme.look import look
from annotator.workbench.language import set_language

KEY = Qt.Key


def entry(kind, title, **more):
    return PaletteEntry(kind, title.lower(), title, **more)


ENTRIES = [
    entry(PaletteKind.LABEL, "Aturan", keys="R", label_id="rule", definition="A rule. " * 30),
    entry(PaletteKind.LABEL, "Sanksi", keys="X", label_id="sanction"),
    entry(PaletteKind.VALUE, "Masa kampanye", subtitle="Aturan · Rentang waktu", label_id="rule"),
    entry(PaletteKind.VALUE, "Kampanye", subtitle="Tempat · Jenis", label_id="venue"),
    entry(PaletteKind.COMMAND, "Ekspor …", keys="Ctrl+E"),
]


@pytest.fixture
def window(window):
    """The window with a text that has the focus."""
    window.text = QLineEdit(window)
    window.text.show()
    window.text.setFocus()
    return window


@pytest.fixture
def palette(window):
    return opened(window)


def opened(window, **more):
    palette = Palette(ENTRIES, **more)
    palette.taken = []
    palette.chosen.connect(palette.taken.append)
    palette.open_over(window)
    return palette


def typed(palette, text):
    QTest.keyClicks(palette.field, text)


def press(palette, *keys):
    for key in keys:
        QTest.keyClick(palette.field, key)


def current(palette):
    hit = palette.current_hit()
    return hit.entry.title if hit else None


def shown(palette):
    rows = palette.rows
    return [rows.index(row).data() for row in range(rows.rowCount())]


def test_it_opens_with_labels_and_commands_and_the_keyboard_in_the_field(window, palette):
    assert window.focusWidget() is palette.field
    assert shown(palette) == [
        "Labels",
        "Aturan, R",
        "Sanksi, X",
        "Commands",
        "Ekspor …, Ctrl+E",
    ]
    assert current(palette) == "Aturan"


def test_recent_ones_come_first(window):
    palette = opened(window, recents=["ekspor …"])
    assert shown(palette)[:2] == ["Recent", "Ekspor …, Ctrl+E"]


def test_typing_finds_and_enter_takes_the_first(window, palette):
    typed(palette, "kamp")
    assert shown(palette) == [
        "Labels and values",
        "Kampanye, Tempat · Jenis",
        "Masa kampanye, Aturan · Rentang waktu",
    ]
    press(palette, KEY.Key_Return)
    assert [one.title for one in palette.taken] == ["Kampanye"]
    assert not palette.is_open
    assert window.focusWidget() is window.text


def test_arrows_skip_headings_and_go_round(palette):
    press(palette, KEY.Key_Down, KEY.Key_Down)
    assert current(palette) == "Ekspor …"
    press(palette, KEY.Key_Down)
    assert current(palette) == "Aturan"
    press(palette, KEY.Key_Up)
    assert current(palette) == "Ekspor …"


def test_a_page_stops_at_the_ends(palette):
    press(palette, KEY.Key_PageDown, KEY.Key_PageDown)
    assert current(palette) == "Ekspor …"
    press(palette, KEY.Key_PageUp)
    assert current(palette) == "Aturan"


def test_escape_takes_nothing(window, palette):
    press(palette, KEY.Key_Escape)
    assert palette.taken == []
    assert window.focusWidget() is window.text


def test_a_click_takes_the_row(palette):
    place = palette.list.visualRect(palette.rows.index(2)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [one.title for one in palette.taken] == ["Sanksi"]


def test_a_click_on_a_heading_takes_nothing(palette):
    place = palette.list.visualRect(palette.rows.index(0)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert palette.is_open
    assert palette.taken == []


def test_nothing_found_says_so_and_enter_does_nothing(palette):
    typed(palette, "zzqq")
    assert shown(palette) == ["Nothing found."]
    press(palette, KEY.Key_Return, KEY.Key_Down)
    assert palette.is_open
    assert current(palette) is None


def test_finding_in_the_text_is_always_offered_where_there_is_a_text(window):
    palette = opened(window, text_keys="Ctrl+F")
    typed(palette, "zzqq")
    press(palette, KEY.Key_Return)
    taken = palette.taken[0]
    assert (taken.kind, taken.id) == (PaletteKind.TEXT, "zzqq")


def test_finding_in_the_text_stands_below_the_commands(window):
    palette = opened(window, text_keys="Ctrl+F")
    typed(palette, "ekspor")
    assert shown(palette) == [
        "Commands",
        "Ekspor …, Ctrl+E",
        "Find “ekspor” in the text, Ctrl+F",
    ]


def test_articles_come_a_moment_after_the_last_key(window, qtbot):
    asked = []

    def find(query):
        asked.append(query)
        return [entry(PaletteKind.ARTICLE, "Netral di Tengah Kampanye", subtitle="46")]

    palette = opened(window, find_articles=find)
    typed(palette, "kam")
    assert asked == []
    assert "Articles" not in shown(palette)
    qtbot.waitUntil(lambda: "Articles" in shown(palette))
    assert asked == ["kam"]
    assert current(palette) == "Kampanye"
    last = palette.rows.hit(palette.rows.rowCount() - 1)
    assert "".join(last.entry.title[i] for i in last.positions) == "Kam"


def test_an_article_alone_becomes_the_current_row(window, qtbot):
    article = entry(PaletteKind.ARTICLE, "Zebra")
    palette = opened(window, find_articles=lambda query: [article])
    typed(palette, "zeb")
    qtbot.waitUntil(lambda: current(palette) == "Zebra")


def test_f1_shows_the_definition_below_the_row_and_it_moves_along(palette):
    delegate, first = palette.painter, palette.rows.index(1)
    press(palette, KEY.Key_F1)
    assert delegate.height_of(first, 584) > ROW + 40
    press(palette, KEY.Key_Down)
    assert delegate.height_of(first, 584) == ROW
    assert delegate.height_of(palette.rows.index(2), 584) > ROW
    press(palette, KEY.Key_F1)
    assert delegate.open_row == -1
    assert delegate.height_of(palette.rows.index(0), 584) == HEADING


def test_the_list_scrolls_where_the_window_is_low(window, qtbot):
    window.resize(700, 330)
    palette = opened(window)
    assert window.rect().contains(palette.geometry())
    press(palette, KEY.Key_Up)
    row = palette.rows.index(palette.rows.rowCount() - 1)
    assert palette.list.viewport().rect().intersects(palette.list.visualRect(row))


def test_headings_are_in_the_language_in_use(window):
    set_language("en")
    assert shown(opened(window))[0] == "Labels"


def test_the_rows_are_a_sound_model():
    rows = PaletteRows()
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    hits = tuple(Hit(one) for one in ENTRIES)
    rows.show_groups([Group("codebook", hits[:2]), Group("commands", hits[4:])])
    rows.add_group(Group("articles", hits[2:3]))
    rows.show_groups([])
    rows.add_group(Group("articles", hits[2:3]))
    assert rows.hit_rows() == [1]
    assert tester.model() is rows


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_every_theme_can_be_painted_with_long_words(window, theme):
    look().set_theme(theme)
    long = entry(PaletteKind.COMMAND, "Kata yang panjang " * 12, subtitle="Di mana " * 20, keys="A")
    palette = Palette([long])
    palette.open_over(window)
    typed(palette, "panjang")
    press(palette, KEY.Key_F1)
    assert not palette.grab().isNull()


def test_typed_letters_are_cut_out_in_order():
    assert list(runs("Masa kampanye", (5, 6, 7, 8))) == [
        ("Masa ", False),
        ("kamp", True),
        ("anye", False),
    ]
    assert list(runs("", ())) == []


@pytest.mark.parametrize("query", ["in", "Find", "the text", "x", "{text}", "😀"])
def test_the_words_to_find_are_bold_where_they_stand_in_quotes(window, query):
    palette = opened(window, text_keys="Ctrl+F")
    palette.field.setText(query)
    (hit,) = [hit for hit in hits(palette) if hit.entry.kind is PaletteKind.TEXT]
    assert hit.positions[0] == hit.entry.title.index("“") + 1
    assert "".join(hit.entry.title[i] for i in hit.positions) == query


def hits(palette):
    return [palette.rows.hit(row) for row in palette.rows.hit_rows()]


def test_screen_readers_hear_the_row_that_enter_would_take(palette):
    assert palette.accessibleName() == "Find"
    assert palette.field.accessibleDescription() == "Aturan"
    press(palette, KEY.Key_Down)
    assert palette.field.accessibleDescription() == "Sanksi"
    typed(palette, "zzqq")
    assert palette.field.accessibleDescription() == ""


def test_articles_are_not_asked_for_once_the_field_is_empty_again(window, qtbot):
    asked = []
    palette = opened(window, find_articles=lambda query: asked.append(query) or [])
    typed(palette, "k")
    palette.field.clear()
    typed(palette, "  ")
    assert not palette._later.isActive()
    typed(palette, "m")
    qtbot.waitUntil(lambda: asked == ["m"])


def test_articles_are_not_asked_for_once_the_palette_has_gone(window, qtbot):
    asked = []
    palette = opened(window, find_articles=lambda query: asked.append(query) or [])
    typed(palette, "k")
    press(palette, KEY.Key_Escape)
    palette.on_articles_wanted()
    assert asked == []


def test_what_was_typed_has_no_blanks_around_it(window):
    palette = opened(window, text_keys="Ctrl+F")
    typed(palette, "  zz qq ")
    press(palette, KEY.Key_Return)
    assert palette.taken[0].id == "zz qq"
