from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.gui.dialogs.candidate_list import CandidateRows
from annotator.gui.dialogs.candidates import Candidate
from annotator.gui.dialogs.relate_popup import EDGE, RelatePopup
from annotator.gui.theme.look import look
from annotator.model.codebook import Codebook, Label
from annotator.model.words import Words

CODEBOOK = Codebook(
    "c",
    "1",
    labels={
        name: Label(name, Words({"": name.title()}), shortcut=name[0])
        for name in ("rule", "target", "venue")
    },
)
BINDS = Candidate("binds", "binds", "r1", "t1", "t1", "target", "ASN di Kaltim", True, 40)
NEAR = Candidate("binds", "binds", "r1", "t2", "t2", "target", "para pegawai", True, 3)
AT = Candidate("at", "happens at", "r1", "v1", "v1", "venue", "acara kampanye", True, 12)
BACK = Candidate("restates", "restates", "r2", "r1", "r2", "rule", "ASN harus netral", False, 90)
ALL = [BINDS, NEAR, AT, BACK]


@pytest.fixture
def window(qtbot):
    look().set_theme("light")
    look().set_still(True)
    look().set_codebook(CODEBOOK, "en")
    window = QWidget()
    window.resize(1000, 700)
    window.text = QLineEdit(window)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    window.text.setFocus()
    yield window
    look().set_still(False)
    look().set_codebook(Codebook("", ""), "en")


@pytest.fixture
def popup(window):
    return opened(window, ALL)


def opened(window, candidates, anchor=None):
    popup = RelatePopup(candidates)
    popup.made, popup.looked = [], []
    popup.relation_chosen.connect(lambda *ids: popup.made.append(ids))
    popup.candidate_hovered.connect(popup.looked.append)
    popup.open_at(window, anchor or QRect(300, 200, 120, 30))
    return popup


def press(popup, *keys):
    for key in keys:
        QTest.keyClick(popup.field, key)


def shown(popup):
    return [popup.rows.candidate(row).other_id for row in range(popup.rows.rowCount())]


def test_the_nearest_mark_comes_first_and_is_looked_at_when_it_opens(window, popup):
    assert shown(popup) == ["t2", "v1", "t1", "r2"]
    assert popup.looked == ["t2"]
    assert window.focusWidget() is popup.field


def test_enter_relates_and_the_focus_goes_back(window, popup):
    press(popup, Qt.Key.Key_Return)
    assert popup.made == [("binds", "r1", "t2")]
    assert not popup.is_open
    assert window.focusWidget() is window.text


def test_an_incoming_relation_keeps_its_direction(popup):
    press(popup, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert popup.made == [("restates", "r2", "r1")]


def test_moving_shows_each_mark_once(popup):
    press(popup, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    assert popup.looked == ["t2", "v1", "t1", "r2"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ven", ["v1"]),
        ("hap", ["v1"]),
        ("asn", ["t1", "r2"]),
        ("binds asn", ["t1"]),
        ("sn", []),
        ("BINDS", ["t2", "t1"]),
    ],
)
def test_typing_finds_relations_labels_and_words(popup, typed, found):
    QTest.keyClicks(popup.field, typed)
    assert shown(popup) == found


def test_nothing_found_says_so_and_enter_does_nothing(popup):
    QTest.keyClicks(popup.field, "zzz")
    assert popup.nothing.text() == "Nothing found."
    assert popup.nothing.isVisible()
    press(popup, Qt.Key.Key_Return, Qt.Key.Key_Down)
    assert popup.made == []
    assert popup.looked[-1] == ""


def test_no_candidates_at_all_is_another_sentence(window):
    popup = opened(window, [])
    assert popup.nothing.text() == "No mark here can be related to it."


def test_a_click_relates(popup):
    place = popup.list.visualRect(popup.rows.index(1)).center()
    QTest.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert popup.made == [("at", "r1", "v1")]


def test_escape_and_a_click_beside_relate_nothing(window, popup):
    press(popup, Qt.Key.Key_Escape)
    other = opened(window, ALL)
    QTest.mouseClick(other.parent(), Qt.MouseButton.LeftButton)
    assert not popup.is_open
    assert not other.is_open
    assert popup.made == other.made == []


@pytest.mark.parametrize("y", [0, 200, 660])
def test_it_stands_beside_the_mark_and_inside_the_window(window, y):
    mark = QRect(800, y, 150, 30)
    popup = opened(window, ALL, mark)
    assert window.rect().contains(popup.geometry())
    assert not popup.geometry().intersects(mark)


def test_without_a_place_it_stands_in_the_middle(window):
    popup = RelatePopup(ALL)
    popup.open_over(window)
    assert abs(popup.geometry().center().x() - window.rect().center().x()) <= 1


def test_many_candidates_scroll(window):
    many = [
        Candidate("binds", "binds", "r1", f"t{n}", f"t{n}", "target", "ASN", True, n)
        for n in range(200)
    ]
    popup = opened(window, many)
    assert popup.height() < 400
    press(popup, Qt.Key.Key_Up)
    assert popup.current().other_id == "t199"


def test_rows_are_a_sound_model_and_say_what_they_are(window):
    rows = CandidateRows()
    tester = QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows.show_candidates(ALL)
    assert rows.index(0).data() == "binds → Target: ASN di Kaltim"
    assert rows.index(3).data() == "restates ← Rule: ASN harus netral"
    rows.show_candidates([])
    assert tester.model() is rows


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_it_is_painted_in_every_theme(popup, theme):
    look().set_theme(theme)
    assert not popup.grab().isNull()


def test_the_list_keeps_away_from_the_edges_of_the_window(window):
    inside = window.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
    for corner in (QPoint(0, 0), QPoint(990, 0), QPoint(0, 690), QPoint(990, 690)):
        popup = opened(window, ALL, QRect(corner, QSize(10, 10)))
        assert inside.contains(popup.geometry())
        popup.dismiss()


def test_the_current_row_is_always_in_view(window):
    many = [
        Candidate("binds", "binds", "r1", f"t{n}", f"t{n}", "target", "ASN", True, n)
        for n in range(60)
    ]
    popup = opened(window, many)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, *[Qt.Key.Key_PageDown] * 4):
        press(popup, key)
        row = popup.list.visualRect(popup.list.currentIndex())
        assert popup.list.viewport().rect().contains(row)


def test_screen_readers_hear_the_relation_that_enter_would_make(popup):
    assert popup.field.accessibleDescription() == "binds → Target: para pegawai"
    press(popup, Qt.Key.Key_Down)
    assert popup.field.accessibleDescription() == "happens at → Venue: acara kampanye"
    QTest.keyClicks(popup.field, "zzz")
    assert popup.field.accessibleDescription() == ""


def test_marks_at_one_distance_keep_the_order_of_the_text(window):
    level = [
        Candidate("binds", "binds", "r1", f"t{n}", f"t{n}", "target", "ASN", True, 5)
        for n in (3, 1, 2)
    ]
    assert shown(opened(window, level)) == ["t3", "t1", "t2"]


def test_taking_a_letter_back_brings_everything_back(popup):
    before = shown(popup)
    QTest.keyClicks(popup.field, "zzz")
    press(popup, *[Qt.Key.Key_Backspace] * 3)
    assert shown(popup) == before
    assert popup.list.isVisible()
    assert not popup.nothing.isVisible()
