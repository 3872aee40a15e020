"""What holds for every control of every panel."""

from __future__ import annotations

import time

import pytest
from panel_scene import (
    CODEBOOK,
    RULE_SPAN,
    SPEAKER_SPAN,
    TEXT,
    VENUE_SPAN,
    annotations,
    document_row,
    dress,
    relation,
    show,
)
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from annotator.gui.models.documents import DocumentsModel
from annotator.gui.models.problem_rows import ProblemRow
from annotator.gui.panels.articles import ArticlesPanel
from annotator.gui.panels.find_bar import FindBar
from annotator.gui.panels.header import Header
from annotator.gui.panels.inspector.inspector import Inspector
from annotator.gui.panels.marks import MarksPanel
from annotator.gui.panels.palette_column import PaletteColumn
from annotator.gui.panels.problems import ProblemsPanel
from annotator.gui.panels.rail import Rail
from annotator.gui.panels.selection_bar import SelectionBar
from annotator.gui.panels.status import StatusLine
from annotator.gui.theme.layouts import column
from annotator.gui.theme.look import look
from annotator.gui.theme.tokens import THEMES
from annotator.model.problem import Severity
from annotator.workbench.language import set_language

MARKS = annotations(
    SPEAKER_SPAN, RULE_SPAN, VENUE_SPAN, relations=[relation("r1", "a1", "a2")], note="Unsure."
)


@pytest.fixture
def window(qtbot):
    dress()
    row = document_row(1, "in_progress", 3)
    model = DocumentsModel(lambda ids: [row])
    window = QWidget()
    window.inspector, window.marks = Inspector(), MarksPanel()
    window.panels = [
        ArticlesPanel(model),
        PaletteColumn(),
        Rail(model),
        Header(),
        FindBar(),
        ProblemsPanel(),
        window.inspector,
        window.marks,
        StatusLine(),
    ]
    layout = column(window)
    for panel in window.panels:
        layout.addWidget(panel)
    window.bar = SelectionBar(window)
    window.panels.append(window.bar)
    window.panels[0].show_documents([row.id], 1)
    window.panels[3].show_document(row, 1, 1)
    window.panels[5].show_problems([ProblemRow(Severity.WARNING, "Look", "rule", "ASN")])
    window.panels[8].show_saved("08:30")
    window.panels[8].show_problems(1)
    window.panels[8].show_undo("label Rule")
    window.inspector.show_span(RULE_SPAN.id, MARKS, TEXT)
    window.marks.show_spans(MARKS, TEXT)
    window.bar.offer(["rule"])
    show(qtbot, window, 900, 2200)
    window.model = model
    yield window
    dress()


def test_every_button_says_what_it_does(window):
    buttons = window.findChildren(QAbstractButton)
    assert len(buttons) > 30
    assert [b for b in buttons if not b.isHidden() and not (b.text() or b.accessibleName())] == []


def test_every_button_that_is_seen_takes_the_keyboard(window):
    dumb = [
        button
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and button.focusPolicy() == Qt.FocusPolicy.NoFocus
    ]
    for button in dumb:
        button.setFocus()
        assert button.hasFocus(), button.text()


def test_no_button_takes_the_keyboard_from_a_click(window):
    policies = {
        button.focusPolicy()
        for button in window.findChildren(QAbstractButton)
        if button.isVisible()
    }
    assert policies <= {Qt.FocusPolicy.TabFocus, Qt.FocusPolicy.NoFocus}


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_draws_all_panels_differently(window, theme):
    before = window.grab().toImage()
    look().set_theme("dark" if theme != "dark" else "light")
    look().set_theme(theme)
    after = window.grab().toImage()
    assert (after == before) == (theme == "light")


def test_every_panel_speaks_the_other_language(window):
    set_language("id")
    look().set_codebook(CODEBOOK, "id")
    for panel in window.panels:
        panel.retranslate()
    texts = {label.text() for label in window.findChildren(QLabel)}
    assert {"Artikel", "Label", "Penanda", "Masalah", "Relasi"} <= texts
    assert not {"Articles", "Labels", "Marks", "Problems"} & texts


def test_going_from_mark_to_mark_is_quick(window):
    spans = [SPEAKER_SPAN, RULE_SPAN, VENUE_SPAN]
    for one in spans:
        window.inspector.show_span(one.id, MARKS, TEXT)
    times = []
    for turn in range(30):
        began = time.process_time()
        window.inspector.show_span(spans[turn % 3].id, MARKS, TEXT)
        times.append(time.process_time() - began)
    assert sorted(times)[15] < 0.010
