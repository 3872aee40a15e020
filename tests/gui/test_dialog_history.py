"""The parts of the history: the line through time, choices, differences, the past."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.dialogs.history.choice import Choice
from annotator.gui.dialogs.history.differences import DIFFERENCE_ROLE, DifferencesModel
from annotator.gui.dialogs.history.past_view import PastView
from annotator.gui.dialogs.history.timeline import Timeline
from annotator.model.annotation_set import AnnotationSet
from annotator.model.document import Document
from annotator.workbench.differing import Difference

KEY, ROLE = Qt.Key, Qt.ItemDataRole
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

OFFSCREEN = pytest.mark.qt_log_ignore("This plugin does not support")
"""Without a screen a menu cannot take the keyboard from others; nobody else wants it."""


@pytest.fixture
def line(qtbot):
    made = Timeline()
    made.resize(400, made.height())
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.show_moments(21, 20)
    return made


def test_moments_stand_at_equal_distances(line):
    places = [line.x_of(value) for value in range(21)]
    steps = {round(b - a, 6) for a, b in itertools.pairwise(places)}
    assert len(steps) == 1
    assert 0 < places[0] < places[-1] < line.width()


def test_showing_moments_tells_nobody(line):
    heard = []
    line.valueChanged.connect(heard.append)
    line.show_moments(5, 2)
    assert (line.value(), line.maximum(), heard) == (2, 4, [])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (KEY.Key_Left, 9),
        (KEY.Key_Right, 11),
        (KEY.Key_Home, 0),
        (KEY.Key_End, 20),
        (KEY.Key_PageUp, 12),
        (KEY.Key_PageDown, 8),
    ],
)
def test_keys_go_along_the_line(line, key, value):
    line.show_moments(21, 10)
    QTest.keyClick(line, key)
    assert line.value() == value


def test_the_nearest_moment_to_the_pointer_is_taken(line):
    QTest.mouseClick(line, LEFT, NONE, QPoint(round(line.x_of(7)) + 3, 10))
    assert line.value() == 7
    QTest.mouseClick(line, LEFT, NONE, QPoint(-50, 10))
    assert line.value() == 0
    QTest.mouseClick(line, Qt.MouseButton.RightButton, NONE, QPoint(200, 10))
    assert line.value() == 0


@pytest.mark.parametrize("count", [0, 1])
def test_a_single_moment_leaves_nothing_to_choose(line, count):
    line.show_moments(count, 0)
    assert not line.isEnabled()
    assert line.x_of(0) <= line.width()
    line.grab()


def test_many_moments_are_one_line(line):
    line.show_moments(5000, 4999)
    assert line.value() == 4999
    line.grab()


# choices ------------------------------------------------------------------------------------------


@pytest.fixture
def choice(qtbot):
    made = Choice("Coder", [("Everybody", ""), ("Ani & Budi", "a"), ("Citra", "c")])
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_a_choice_shows_what_is_chosen(choice):
    assert choice.value == ""
    assert choice.text() == "Everybody ▾"
    choice.choose("a")
    assert choice.text() == "Ani && Budi ▾"
    assert choice.accessibleName() == "Coder: Ani & Budi"


def test_what_is_not_offered_cannot_be_chosen(choice):
    choice.choose("x")
    assert choice.value == ""


@OFFSCREEN
def test_a_choice_is_made_by_keys_alone(choice, qtbot):
    def walk() -> None:
        menu = QApplication.activePopupWidget()
        QTest.keyClick(menu, KEY.Key_Down)
        QTest.keyClick(menu, KEY.Key_Down)
        QTest.keyClick(menu, KEY.Key_Return)

    QTimer.singleShot(0, walk)
    choice.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(choice.chosen):
        QTest.keyClick(choice, KEY.Key_Return)
    assert choice.value == "a"


@OFFSCREEN
def test_leaving_the_menu_chooses_nothing(choice):
    heard = []
    choice.chosen.connect(lambda: heard.append(choice.value))
    QTimer.singleShot(0, lambda: QTest.keyClick(QApplication.activePopupWidget(), KEY.Key_Escape))
    QTest.mouseClick(choice, LEFT)
    assert (choice.value, heard) == ("", [])


def test_choosing_the_same_again_tells_nobody(choice):
    heard = []
    choice.chosen.connect(lambda: heard.append(choice.value))
    menu = choice.menu_of()
    assert [action.isChecked() for action in menu.actions()] == [True, False, False]
    menu.actions()[0].trigger()
    assert heard == []
    menu.actions()[2].trigger()
    assert heard == ["c"]


# differences and the past -------------------------------------------------------------------------


def test_differences_say_the_words_of_their_mark(qtmodeltester):
    model = DifferencesModel()
    model.show_differences(
        [Difference("came later", "s" * 32, "rule", "harus netral"), Difference("other notes")]
    )
    qtmodeltester.check(model)
    assert model.index(0, 0).data(ROLE.DisplayRole) == "“harus netral”: came later"
    assert model.index(1, 0).data(ROLE.DisplayRole) == "other notes"
    assert model.index(0, 0).data(DIFFERENCE_ROLE).label == "rule"


TEXT = "Bupati melarang ASN ikut kampanye."


@pytest.fixture
def past(qtbot):
    made = PastView("", 1.0, "letters")
    made.resize(700, 500)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def show(past, *, is_now: bool = False, whose: str = "") -> None:
    document = Document("d" * 32, "d1", "a.txt", "Netralitas", TEXT, "0" * 64, {})
    marks = AnnotationSet(document.id, "c" * 32, "b" * 32)
    past.show_past(document, marks, "" if is_now else "22 Nov 2026, 14:03", whose)


def test_the_past_says_that_it_is_past_and_only_for_reading(past):
    show(past)
    assert past.title.text() == "Netralitas"
    assert past.banner.text() == "As it was on 22 Nov 2026, 14:03 · read only"
    assert past.timeline.accessibleDescription() == past.banner.text()
    assert past.reader.page.text == TEXT
    show(past, is_now=True)
    assert past.banner.text() == "As it is now · read only"
    show(past, is_now=True, whose="Budi")
    assert past.banner.text() == "As it is now · marks of Budi · read only"


def test_going_through_time_keeps_the_place_in_the_text(past):
    show(past)
    past.reader.set_selection(7, 7)
    show(past)
    assert past.reader.selection() == (7, 7)


def test_without_an_article_it_says_why(past):
    show(past)
    past.show_nothing("No article to show", "Choose another act.")
    assert past.nothing.isVisible()
    assert not past.reader.isVisible()
    assert not past.timeline.isVisible()
    show(past)
    assert not past.nothing.isVisible()
    assert past.reader.isVisible()


def test_few_differences_take_little_room(past):
    show(past)
    past.show_differences([])
    assert not past.list.isVisible()
    assert past.count.text() == "The same as now."
    past.show_differences([Difference("other notes")])
    low = past.list.height()
    past.show_differences([Difference(f"number {one}") for one in range(40)])
    assert past.list.height() == 4 * low
    assert past.count.text() == "40 differences from now"
