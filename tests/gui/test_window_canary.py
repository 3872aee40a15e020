"""Texts, names and notes that look like HTML are shown letter for letter, wherever they appear."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QAbstractListModel
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget
from window_scene import CONTROL, KEY, ROOT

from annotator.gui.dialogs.palette.palette import ARTICLES_AFTER_MS
from annotator.gui.theme.controls import PaintedButton
from annotator.gui.theme.tips import MOST_LETTERS, tip_text
from annotator.model.extent import Extent
from annotator.workbench.importing import import_files
from annotator.workbench.session import Session

CANARY = "<img src=x><b>bold</b>&amp;"
CODEBOOK = f"""
schema_format: 1
schema_id: canary
version: 1.0.0
languages: [en]
title: {{en: "title {CANARY}"}}
labels:
  rule:
    name: {{en: "rule {CANARY}"}}
    shortcut: r
    color: "#0072B2"
    definition: {{en: "definition {CANARY}"}}
    include: [{{en: "include {CANARY}"}}]
    attributes:
      kind:
        name: {{en: "kind {CANARY}"}}
        definition: {{en: "asks {CANARY}"}}
        type: enum
        required: true
        values: {{one: {{name: {{en: "value {CANARY}"}}, definition: {{en: "means {CANARY}"}}}}}}
      words: {{type: text, name: {{en: "words {CANARY}"}}}}
relations:
  leads: {{from: [rule], to: [rule], name: {{en: "leads {CANARY}"}}}}
"""


@pytest.fixture
def canary(away, tmp_path):
    """Everything that can be named is named like HTML."""
    codebook = tmp_path / "canary.yaml"
    codebook.write_text(CODEBOOK, encoding="utf-8")
    text = f"Head {CANARY}\n\nASN {CANARY} harus netral. Sekali lagi {CANARY} netral.\n"
    articles = tmp_path / "articles.jsonl"
    record = {
        "text": text,
        "title": f"Title {CANARY}",
        "meta": {"outlet": f"Outlet {CANARY}", "author": f"Author {CANARY}"},
    }
    articles.write_text(json.dumps(record) + "\n", encoding="utf-8")
    path = tmp_path / "canary b.annot"
    with Session.create(path, codebook, f"Coder {CANARY}") as session:
        report = import_files(session.context, [articles])
        assert not report.is_refused, report.problems
        (document,) = session.finding.documents("")
        first = session.coding.add_span(document, (Extent(0, text.index("ASN") + 30),), "rule")
        second = session.coding.add_span(document, (Extent(60, 90),), "rule")
        session.coding.add_relation(first.id, second.id, "leads")
        session.coding.set_comment(first.id, f"note {CANARY}")
        session.coding.set_attribute(first.id, "words", f"words {CANARY}")
    desk = away.open(path)
    desk.scene.focus_span(first.id)
    desk.settle()
    return desk


def labels(root):
    """Every label of Qt's own that could show rich text."""
    return [one for one in root.findChildren(QLabel) if one.text()]


def assert_is_literal(root):
    for label in labels(root):
        assert label.textFormat() == Qt.TextFormat.PlainText, label.text()
    for widget in [root, *root.findChildren(QWidget)]:
        assert_tip_is_literal(widget.toolTip())


def assert_tip_is_literal(tip):
    """What Qt would read as HTML must have been written as such, with its signs escaped."""
    assert "<img" not in tip or not Qt.mightBeRichText(tip), tip


def test_the_canary_would_be_read_as_html():
    assert Qt.mightBeRichText(f"rule {CANARY}")


def test_the_window_shows_it_letter_for_letter(canary):
    assert_is_literal(canary.window)
    assert canary.reader.page.text == canary.text
    assert CANARY in canary.frame.header.title.text()
    assert CANARY in canary.frame.inspector.note.text.toPlainText()


def test_the_painted_words_are_there_letter_for_letter(canary):
    assert CANARY in canary.frame.labels.rows["rule"].text()
    assert CANARY in canary.window.status.coder.text()


SHEETS = (
    "palette",
    "export",
    "add_articles",
    "guideline",
    "shortcuts",
    "relate",
    "problems",
    "new_project",
    "history",
)


def test_sheets_show_it_letter_for_letter(canary):
    for action in SHEETS:
        canary.trigger(action)
        canary.qtbot.wait(ARTICLES_AFTER_MS + 10)
        assert_is_literal(canary.window)
        if canary.sheet is not None:
            canary.press(KEY.Key_Escape)
            assert canary.sheet is None


def test_a_message_shows_it_letter_for_letter(canary):
    canary.window.show_error(f"title {CANARY}", f"text {CANARY}", f"details {CANARY}")
    canary.settle()
    assert_is_literal(canary.window)
    field = canary.uppermost.findChild(QPlainTextEdit)
    assert CANARY in field.toPlainText()


def test_the_import_preview_shows_it_letter_for_letter(canary, tmp_path):
    bad = tmp_path / "bad <b>x.jsonl"
    bad.write_text(json.dumps({"text": CANARY, "spans": [{"label": CANARY}]}), encoding="utf-8")
    canary.press(KEY.Key_I, CONTROL)
    sheet = canary.sheet
    sheet.choose([str(bad)])
    canary.qtbot.waitUntil(lambda: not sheet.is_busy)
    assert_is_literal(canary.window)
    for view in (sheet.files, sheet.problems):
        assert tips_of(view)
        for tip in tips_of(view):
            assert not Qt.mightBeRichText(tip) or "&lt;" in tip


def tips_of(view):
    model = view.model()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    places = [(row, column) for row in range(model.rowCount()) for column in range(columns)]
    found = [model.index(*place).data(Qt.ItemDataRole.ToolTipRole) for place in places]
    return [tip for tip in found if tip]


def test_tips_of_lists_are_literal(canary):
    canary.press(KEY.Key_F8)
    for view in (canary.frame.articles.list, canary.frame.marks.list, canary.frame.problems.list):
        assert tips_of(view)
        for tip in tips_of(view):
            assert_tip_is_literal(tip)


def test_the_history_shows_it_letter_for_letter(canary):
    canary.trigger("history")
    sheet = canary.sheet
    assert CANARY in sheet.past.title.text()
    assert CANARY.replace("&", "&&") in sheet.coder.text()
    assert_is_literal(canary.window)
    canary.press(KEY.Key_End)
    for view in (sheet.list, sheet.past.list):
        assert tips_of(view)
        for tip in tips_of(view):
            assert_tip_is_literal(tip)


def test_a_tip_of_a_very_long_mark_is_short():
    assert len(tip_text("ASN harus netral. " * 60_000)) <= MOST_LETTERS + 1


def test_the_first_screen_shows_it_letter_for_letter(canary):
    canary.trigger("close_project")
    assert_is_literal(canary.window)


def test_an_ampersand_is_no_access_key(canary):
    canary.session.coding.add_span(canary.scene.document.id, (Extent(5, 33),), "rule")
    canary.settle()
    menu, line = canary.menu("undo").text(), canary.window.status.undo
    assert CANARY.replace("&", "&&") in menu
    assert CANARY in line.text()
    assert line.shortcut().isEmpty()
    assert all(one.shortcut().isEmpty() for one in canary.frame.findChildren(PaintedButton))


def test_no_text_is_ever_set_as_html():
    for path in (ROOT / "annotator" / "gui").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert "TextFormat.RichText" not in source, path
        assert "setHtml" not in source, path
