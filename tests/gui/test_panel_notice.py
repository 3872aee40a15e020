"""The line above the columns: there while there is something to say, with the one step there is."""

from __future__ import annotations

import pytest
from panel_scene import KEY, click, dress, press, show
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.gui.panels.notice import NoticeLine


@pytest.fixture
def notice(qtbot):
    dress()
    window = QWidget()
    notice = NoticeLine()
    notice.host = window
    QVBoxLayout(window).addWidget(notice)
    show(qtbot, window, 600, 120)
    return notice


def test_it_is_there_only_while_there_is_something_to_say(notice):
    assert not notice.isVisible()
    notice.show_notice("This project is open elsewhere.")
    assert notice.isVisible()
    assert notice.accessibleName() == "This project is open elsewhere."
    notice.show_notice("")
    assert not notice.isVisible()


def test_a_step_has_a_button_and_nothing_else_has(qtbot, notice):
    notice.show_notice("A parcel of Ani")
    assert not notice.step.isVisible()
    notice.show_notice("This project is open elsewhere.", "Try again")
    assert notice.step.text() == "Try again"
    with qtbot.waitSignal(notice.step_requested):
        click(notice.step)


def test_the_step_is_taken_by_the_keyboard_and_nothing_else_takes_it(qtbot, notice):
    notice.show_notice("This project is open elsewhere.", "Try again")
    press(notice.host, KEY.Key_Tab)
    assert notice.step.hasFocus()
    with qtbot.waitSignal(notice.step_requested):
        press(notice.step, KEY.Key_Return)


@pytest.mark.parametrize("name", ["<b>Ani</b>", "R&D <i>", "<script>alert(1)</script>", "Ani"])
def test_names_of_people_and_files_are_shown_letter_for_letter(notice, name):
    """Qt would read a tip that looks like HTML as HTML."""
    notice.show_notice(f"Parcel of {name}")
    assert notice.words.text() == f"Parcel of {name}"
    tip = notice.words.toolTip()
    if Qt.mightBeRichText(tip):
        document = QTextDocument()
        document.setHtml(tip)
        tip = document.toPlainText()
    assert tip == f"Parcel of {name}"


def test_a_long_notice_neither_widens_the_window_nor_hides_its_step(notice):
    wide = notice.minimumSizeHint().width()
    notice.show_notice("A very long name of a project. " * 40, "Try again")
    assert notice.minimumSizeHint().width() <= wide + notice.step.sizeHint().width() + 20
    assert notice.rect().contains(notice.step.geometry())
