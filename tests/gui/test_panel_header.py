from __future__ import annotations

from dataclasses import replace

import pytest
from panel_scene import CODEBOOK, click, document_row, dress, question, show

from annotator.gui.panels.header import Header
from annotator.gui.theme.look import look


@pytest.fixture(autouse=True)
def _dressed(qapp):
    dress()
    yield
    dress()


@pytest.fixture
def header(qtbot):
    header = Header()
    show(qtbot, header, 800, 62)
    header.show_document(document_row(1, "in_progress", 3), 2, 3)
    return header


def test_the_header_leads_to_the_neighbours(qtbot, header):
    assert header.position.text() == "2 of 3"
    with qtbot.waitSignal(header.previous_requested):
        click(header.previous_button)
    with qtbot.waitSignal(header.next_requested):
        click(header.next_button)


def test_the_first_article_has_none_before_it(header):
    header.show_document(document_row(1), 1, 3)
    assert not header.previous_button.isEnabled()
    assert header.next_button.isEnabled()


def test_an_article_is_marked_as_done_and_reopened(qtbot, header):
    with qtbot.waitSignal(header.done_requested) as done:
        click(header.done_button)
    assert done.args == [True]
    header.show_document(document_row(1, "done", 3), 2, 3)
    assert header.done_button.text() == "Reopen"
    with qtbot.waitSignal(header.done_requested) as done:
        click(header.done_button)
    assert done.args == [False]


def test_the_header_stands_on_the_text_s_left_edge(qtbot, header):
    header.set_text_left(120.4)
    header.layout().activate()
    assert header.title.x() == 120
    header.set_text_left(2)
    header.layout().activate()
    assert header.title.x() == 24


def test_without_an_article_the_header_is_empty(header):
    header.show_document(None)
    assert header.title.text() == ""
    assert not header.done_button.isVisible()


def test_a_narrow_header_says_less_and_tells_the_rest_in_the_tip(header):
    dates = {"written": question("written", "date"), "sent": question("sent", "date")}
    look().set_codebook(replace(CODEBOOK, document=dates), "en")
    header.show_document(document_row(1, "in_progress", 3, sent="2024-10-30"), 2, 3)
    assert header.meta.text() == "Being coded  ·  30 Oct 2024 (Sent)"
    header.resize(400, 62)
    assert header.meta.text() == "Being coded  ·  30 Oct 2024"
    assert header.meta.toolTip() == "Being coded  ·  30 Oct 2024 (Sent)"
