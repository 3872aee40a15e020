from __future__ import annotations

from dataclasses import replace

import pytest
from panel_scene import CODEBOOK, click, document_row, dress, question, show

from annotator.gui.panels.header import Header
from annotator.gui.theme.look import look
from annotator.workbench.language import set_language


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


def test_the_last_article_has_none_after_it(header):
    header.show_document(document_row(1), 3, 3)
    assert header.previous_button.isEnabled()
    assert not header.next_button.isEnabled()


def test_an_only_article_has_no_neighbours(header):
    header.show_document(document_row(1), 1, 1)
    assert not header.previous_button.isEnabled()
    assert not header.next_button.isEnabled()
    assert header.position.text() == "1 of 1"


def test_an_article_that_the_search_does_not_find_has_no_place(header):
    header.show_document(document_row(1), 0, 2)
    assert header.position.text() == ""
    assert not header.previous_button.isEnabled()


def test_an_article_without_a_title_is_called_after_its_file(header):
    header.show_document(replace(document_row(7), title=""), 1, 1)
    assert header.title.text() == "7.txt"


def test_an_article_after_none_is_shown_whole(header):
    header.show_document(None)
    assert header.meta.text() == header.position.text() == ""
    assert not header.dot.isVisible()
    assert not header.next_button.isVisible()
    header.show_document(document_row(2, "done", 3), 2, 3)
    assert header.done_button.isVisible()
    assert header.dot.accessibleName() == "Done"
    assert header.title.text() == "Title 2"


def test_the_dot_says_how_far_the_article_is(header):
    said, drawn = [], []
    for status in ("new", "in_progress", "done"):
        header.show_document(document_row(1, status), 1, 1)
        said.append(header.dot.accessibleName())
        drawn.append(header.dot.grab().toImage())
    assert said == ["Not begun", "Being coded", "Done"]
    assert drawn[0] != drawn[1] != drawn[2] != drawn[0]


def test_a_header_with_room_needs_no_tip(header):
    header.show_document(document_row(1, form="news"), 1, 1)
    assert header.meta.text() == "Not begun  ·  News"
    assert header.meta.toolTip() == ""


def test_a_narrow_header_keeps_its_words_at_the_left_edge(header):
    header.resize(500, 62)
    header.set_text_left(120)
    assert header.title.x() == 24
    header.resize(700, 62)
    assert header.title.x() == 60


def test_the_key_for_done_is_told_in_the_tip(header):
    assert header.done_button.toolTip() == "Ctrl+Enter"


def test_words_follow_the_language(header):
    set_language("id")
    header.retranslate()
    assert header.position.text() == "2 dari 3"
    assert header.previous_button.accessibleName() == "Artikel sebelumnya"
    assert header.meta.text().startswith("Sedang")
