from __future__ import annotations

from itertools import pairwise

import pytest
from panel_scene import (
    click,
    dress,
    show,
)
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from annotator.gui.panels.status import StatusLine
from annotator.workbench.language import set_language


@pytest.fixture(autouse=True)
def _dressed(qapp):
    dress()
    yield
    dress()


@pytest.fixture
def status(qtbot):
    status = StatusLine()
    show(qtbot, status, 900, 26)
    status.show_saved("14:32")
    return status


def test_the_status_line_says_when_and_by_whom(status):
    status.show_coder("Coder A")
    assert status.saved.text() == "Saved 14:32"
    assert status.coder.text() == "Coder A"


def test_problems_and_undo_are_there_only_when_there_are_any(qtbot, status):
    assert not status.problems.isVisible()
    status.show_problems(5)
    status.show_undo("label Rule “kehadiran ASN …”")
    assert status.problems.text() == "5 problems"
    assert status.undo.text() == "Undo: label Rule “kehadiran ASN …”"
    with qtbot.waitSignal(status.problems_requested):
        click(status.problems)
    with qtbot.waitSignal(status.undo_requested):
        click(status.undo)
    status.show_undo(None)
    assert not status.undo.isVisible()


def test_a_fault_stands_until_the_next_change_is_saved(qtbot, status):
    status.show_fault("the disk is full")
    assert status.saved.text() == "NOT saved: the disk is full"
    assert status.saved.parts.ink == "bad"
    with qtbot.waitSignal(status.fault_requested):
        click(status.saved)
    status.show_saved("14:33")
    assert status.saved.text() == "Saved 14:33"


def test_a_message_goes_by_itself(qtbot, status):
    status.show_message("No label has the key Z.", 20)
    assert status.message.text() == "No label has the key Z."
    qtbot.waitUntil(lambda: status.message.text() == "")


def test_without_a_project_nothing_else_is_said(status):
    status.show_problems(2)
    status.show_no_project()
    assert status.saved.text() == "No project open"
    assert not status.problems.isVisible()


def test_closing_a_project_closes_its_fault(qtbot, status):
    status.show_fault("the disk is full")
    status.show_no_project()
    assert status.saved.text() == "No project open"
    with qtbot.assertNotEmitted(status.fault_requested):
        click(status.saved)


def test_closing_a_project_takes_its_coder_and_its_undo_away(status):
    status.show_coder("Ani")
    status.show_undo("label Rule")
    status.show_no_project()
    assert not status.coder.isVisible()
    assert not status.undo.isVisible()


def test_a_project_that_was_not_changed_yet_is_saved_without_a_time(status):
    status.show_saved("")
    assert status.saved.text() == "Saved"


def test_what_is_saved_can_be_pressed_without_effect(qtbot, status):
    with qtbot.assertNotEmitted(status.fault_requested):
        click(status.saved)


def test_the_name_of_the_coder_asks_for_another(qtbot, status):
    status.show_coder("Ani")
    assert status.coder.toolTip() == "Coder Ani"
    with qtbot.waitSignal(status.coder_requested):
        click(status.coder)


def test_a_coder_s_name_is_shown_letter_for_letter(status):
    status.show_coder("<b>R&D</b>")
    assert status.coder.text() == "<b>R&D</b>"
    assert "&lt;b&gt;R&amp;D" in status.coder.toolTip()


def test_one_problem_is_one(status):
    status.show_problems(1)
    assert status.problems.text() == "1 problem"
    status.show_problems(1200)
    assert status.problems.text() == "1,200 problems"
    status.show_problems(0)
    assert not status.problems.isVisible()


def test_a_message_stays_where_it_is_wanted_until_the_next_one(qtbot, status):
    status.show_message("Saved.", 20)
    status.show_message("Press the key of a label.", 0)
    status.show_message("Gone soon.", 20)
    qtbot.waitUntil(lambda: status.message.text() == "")
    status.show_message("Press the key of a label.", 0)
    assert not status.findChildren(QTimer)[0].isActive()
    assert status.message.text() == "Press the key of a label."


def test_a_long_message_does_not_widen_the_line(status):
    status.show_message("kata " * 200, 0)
    status.grab()
    assert status.width() == 900
    assert status.message.geometry().right() <= status.width()
    assert status.message.toolTip().startswith("kata kata")


def test_words_follow_the_language(status):
    status.show_problems(2)
    status.show_undo("beri label Aturan")
    set_language("id")
    status.retranslate()
    assert status.saved.text() == "Tersimpan 14:32"
    assert status.problems.text() == "2 masalah"
    assert status.undo.text().endswith("beri label Aturan")


def test_what_is_to_be_decided_and_the_folder_stand_there_only_where_there_is_something(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_saved("08:30")
    assert line.undecided.isHidden()
    assert line.folder.isHidden()
    line.show_undecided(1200)
    line.show_folder("Folder: up to date")
    assert line.undecided.text() == "1,200 to decide"
    assert not line.undecided.isHidden()
    assert not line.folder.isHidden()
    line.show_no_project()
    assert line.undecided.isHidden()
    assert line.folder.isHidden()


@pytest.mark.parametrize("code", ["en", "id"])
def test_with_everything_in_the_line_the_message_and_the_time_can_be_read(qtbot, code):
    set_language(code)
    status = StatusLine()
    show(qtbot, status, 1366, 26)
    status.show_checking(True)
    status.show_saved("14:32")
    status.show_coder("Siti Nurhaliza")
    status.show_problems(122)
    status.show_undecided(12)
    status.show_folder("Folder: 122 ↓ 37 ↑")
    status.show_no_backup("The disk is full.")
    status.show_undo("relabel Speaker → Rule “para Aparatur Sipil Negara (ASN) diminta …”")
    status.show_message("Ctrl+Z takes it back.", 0)
    status.layout().activate()
    assert status.message.width() >= status.message.sizeHint().width()
    assert status.saved.width() >= status.saved.minimumWidth() > 80
    parts = [one for one in status.children() if isinstance(one, QWidget) and one.isVisible()]
    parts.sort(key=QWidget.x)
    for one, after in pairwise(parts):
        assert one.geometry().right() < after.x()
    assert parts[-1].geometry().right() < status.width()
    status.show_message("", 0)
    assert status.message.minimumWidth() < 10
