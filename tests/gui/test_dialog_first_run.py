from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea

from annotator.gui.dialogs.first_run import Card, FirstRun, ProjectRow
from annotator.gui.dialogs.recent_projects import RecentProject
from annotator.gui.theme.chips import Chip
from annotator.gui.theme.look import look

LANGUAGES = {"en": "English", "id": "Bahasa Indonesia"}
HERE = RecentProject("/a/asn.annot", "ASN", "/a", "22 Nov 2026")
GONE = RecentProject("/usb/old.annot", "Old", "/usb", "3 Oct 2026", is_missing=True)
THERE = RecentProject("/b/pilkada.annot", "Pilkada", "/b", "1 Oct 2026")


@pytest.fixture
def shown(qtbot):
    look().set_theme("light")

    def show(*recents):
        first = FirstRun(recents, languages=LANGUAGES, language="en")
        first.resize(1366, 700)
        first.heard = []
        for name in ("sample_requested", "new_requested", "open_requested"):
            getattr(first, name).connect(lambda name=name: first.heard.append(name))
        first.project_chosen.connect(first.heard.append)
        first.language_chosen.connect(first.heard.append)
        qtbot.addWidget(first)
        with qtbot.waitActive(first):
            first.show()
        return first

    return show


def press(first, *keys):
    for key in keys:
        QTest.keyClick(first.focusWidget(), key)


def on(first):
    return first.focusWidget().text()


def test_the_sample_is_the_first_thing_to_try(shown):
    first = shown()
    assert on(first) == "Open the sample"
    press(first, Qt.Key.Key_Return)
    assert first.heard == ["sample_requested"]


def test_arrows_go_through_the_ways_to_begin_and_round(shown):
    first = shown()
    press(first, Qt.Key.Key_Down, Qt.Key.Key_Return)
    press(first, Qt.Key.Key_Down, Qt.Key.Key_Return)
    press(first, Qt.Key.Key_Down)
    assert first.heard == ["new_requested", "open_requested"]
    assert on(first) == "Open the sample"
    press(first, Qt.Key.Key_Up)
    assert on(first) == "Open a project …"


def test_the_mouse_begins_as_well(shown):
    first = shown()
    for row in first.rows:
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert first.heard == ["sample_requested", "new_requested", "open_requested"]


def test_with_recent_projects_the_keyboard_is_on_the_last_one(shown):
    first = shown(HERE, THERE)
    assert on(first) == "ASN"
    press(first, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert first.heard == ["/a/asn.annot", "/b/pilkada.annot"]


def test_a_project_that_is_gone_says_so_and_is_passed_over(shown):
    first = shown(GONE, HERE)
    gone = next(row for row in first.rows if row.text() == "Old")
    assert not gone.isEnabled()
    assert gone.project.when == "not found"
    assert on(first) == "ASN"
    press(first, Qt.Key.Key_Up)
    assert on(first) == "Open a project …"
    QTest.mouseClick(gone, Qt.MouseButton.LeftButton)
    assert first.heard == []


def test_only_the_row_with_the_focus_says_enter(shown):
    first = shown(HERE, THERE)
    rows = [row for row in first.rows if isinstance(row, ProjectRow)]
    assert [row.shown_keys() for row in rows] == ["Enter", ""]
    cards = [row for row in first.rows if isinstance(row, Card)]
    assert [card.shown_keys() for card in cards] == ["", "Ctrl+N", "Ctrl+O"]


def language_chips(first):
    return {chip.text(): chip for chip in first.findChildren(Chip)}


def test_a_language_can_be_chosen_and_everything_is_written_anew(shown, qtbot):
    first = shown(HERE)
    assert language_chips(first)["English"].isChecked()
    first.language_chosen.connect(lambda code: first.show_state([HERE], code))
    QTest.mouseClick(language_chips(first)["Bahasa Indonesia"], Qt.MouseButton.LeftButton)
    assert first.heard == ["id"]
    qtbot.waitUntil(lambda: len(first.findChildren(Chip)) == 2)
    assert language_chips(first)["Bahasa Indonesia"].isChecked()


def test_it_can_be_scrolled_in_a_low_window(shown):
    first = shown(*[HERE] * 8)
    first.resize(600, 300)
    area = first.findChild(QScrollArea)
    for _row in first.rows:
        press(first, Qt.Key.Key_Down)
        place = first.focusWidget().mapTo(first, first.focusWidget().rect().center())
        assert first.rect().contains(place)
    assert area.verticalScrollBar().maximum() > 0


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_it_is_painted_in_every_theme(shown, theme):
    look().set_theme(theme)
    first = shown(HERE, GONE)
    picture = first.grab().toImage()
    assert picture.pixelColor(3, 3).name().upper() == look().theme.paper


def test_screen_readers_hear_what_comes_of_each_row(shown):
    first = shown(HERE, GONE)
    said = [row.accessibleDescription() for row in first.rows]
    assert said[2] == "An existing .annot file"
    assert said[3:] == ["/a, 22 Nov 2026", "/usb, not found"]
    assert all(said)


def test_the_keyboard_stays_in_it_when_everything_is_written_anew(shown):
    first = shown()
    first.show_state([HERE], "id")
    assert on(first) == "ASN"
    first.show_state([GONE], "id")
    assert first.focusWidget() is first.rows[0]


def test_where_every_project_is_gone_the_sample_is_the_first_thing(shown):
    first = shown(GONE)
    assert first.focusWidget() is first.rows[0]


def test_recent_projects_are_announced_where_there_are_none(shown):
    def said(first):
        return [one.text() for one in first.findChildren(QLabel) if one.isVisible() and one.text()]

    assert "Recent projects will appear here." in said(shown())
    with_one = said(shown(HERE))
    assert "Recent projects" in with_one
    assert "Recent projects will appear here." not in with_one
    assert with_one[0] == "Start coding"


def test_other_keys_are_left_to_the_row(shown):
    first = shown()
    press(first, Qt.Key.Key_Space)
    QTest.keyClick(first.focusWidget(), Qt.Key.Key_Tab)
    assert first.heard == ["sample_requested"]
    assert on(first) == "New project …"


def test_two_projects_of_one_name_open_each_their_own_file(shown):
    twin = RecentProject("/b/asn.annot", "ASN", "/b")
    first = shown(HERE, twin)
    for row in first.rows[3:]:
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert first.heard == ["/a/asn.annot", "/b/asn.annot"]
