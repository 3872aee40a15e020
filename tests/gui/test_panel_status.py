from __future__ import annotations

import pytest
from panel_scene import (
    click,
    dress,
    show,
)

from annotator.gui.panels.status import StatusLine


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
