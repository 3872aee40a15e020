from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QTextCursor
from reader_scene import ARTICLE, marks, show_view


@pytest.fixture
def view(qtbot):
    return show_view(qtbot)


def interface(view):
    return QAccessible.queryAccessibleInterface(view)


def test_the_view_is_a_document_for_screen_readers(view):
    assert interface(view).role() == QAccessible.Role.Document
    assert interface(view) is view.mirror.interface()


def test_the_hidden_editor_holds_the_text_as_long_as_it_is(view):
    editor = view.mirror.editor()
    assert editor.toPlainText() == ARTICLE.replace("\u00a0", " ")  # QTextDocument does that
    assert editor.isReadOnly()
    view.show_document("a\u2028b\0c😀", marks())
    assert editor.toPlainText() == "a\nb␀c😀"


def test_a_screen_reader_follows_the_selection(view):
    text = "😀😀 kata dan kata"
    view.show_document(text, marks())
    cursor = view.mirror.editor().textCursor()
    view.set_selection(3, 7)
    cursor = view.mirror.editor().textCursor()
    assert (cursor.anchor(), cursor.position()) == (5, 9)
    assert cursor.selectedText() == "kata"


def test_the_view_follows_a_screen_reader(view):
    view.show_document("😀😀 kata dan kata", marks())
    editor = view.mirror.editor()
    cursor = editor.textCursor()
    cursor.setPosition(5)
    cursor.setPosition(9, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    assert view.selection() == (3, 7)


def test_nothing_is_kept_for_screen_readers_until_one_asks(view):
    view.set_selection(3, 9)
    assert view.mirror._editor is None


def test_the_text_interface_answers(view):
    assert interface(view).textInterface() is not None


@pytest.fixture
def listener(view):
    QAccessible.setActive(True)
    view.mirror.editor()
    yield view
    QAccessible.setActive(False)


def test_moving_and_selecting_is_told_while_a_screen_reader_listens(listener):
    listener.set_selection(3, 3)
    listener.set_selection(3, 9)
    listener.set_selection(9, 3)
    cursor = listener.mirror.editor().textCursor()
    assert (cursor.anchor(), cursor.position()) == (9, 3)


def test_every_view_has_an_interface_of_its_own(view, qtbot):
    other = show_view(qtbot, "another")
    assert interface(other) is not interface(view)
    assert other.mirror.editor().toPlainText() == "another"
