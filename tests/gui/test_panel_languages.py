"""A panel told to speak another language says exactly what one made in that language says."""

from __future__ import annotations

import pytest
from panel_scene import (
    CODEBOOK,
    SPEAKER_SPAN,
    TEXT,
    VENUE_SPAN,
    annotations,
    document_row,
    dress,
    relation,
    said,
    span,
)
from PySide6.QtWidgets import QWidget

from annotator.gui.commands.workspaces import WORKSPACES
from annotator.gui.models.documents import DocumentsModel
from annotator.gui.models.ordered_spans import Order
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
from annotator.gui.theme.look import look
from annotator.gui.top_bar import TopBar
from annotator.model.document import Progress
from annotator.model.problem import Severity
from annotator.workbench.language import set_language

ROWS = {row.id: row for row in (document_row(1, "done", 3, outlet="kumala"), document_row(2))}
SAYS = relation("r1", "a1", "a2")
FILLED = span(
    "a2", "rule", "ASN harus netral", modality="duty", kind="vote", marker=("harus", "kudu")
)
MARKS = annotations(SPEAKER_SPAN, FILLED, VENUE_SPAN, relations=[SAYS], note="Unsure.", form="news")


def rows(ids):
    return [ROWS[one] for one in ids]


def articles(query: str = "", total: int = 2, found: int = 2) -> ArticlesPanel:
    panel = ArticlesPanel(DocumentsModel(rows))
    panel.search.setText(query)
    panel.show_documents(list(ROWS)[:found], total)
    panel.show_progress({Progress.DONE: 1, Progress.NEW: 1})
    return panel


def header(number: int | None) -> Header:
    made = Header()
    made.resize(900, 60)
    made.show_document(list(ROWS.values())[number] if number is not None else None, 1, 2)
    return made


def find_bar(query: str, total: int) -> FindBar:
    made = FindBar()
    made.field.setText(query)
    made.show_count(min(1, total), total)
    return made


def marks(order: Order) -> MarksPanel:
    made = MarksPanel()
    made.show_spans(MARKS, TEXT)
    made.set_order(order)
    return made


def column() -> PaletteColumn:
    made = PaletteColumn()
    made.show_counts({"rule": 3})
    return made


def problems(*severities: Severity) -> ProblemsPanel:
    made = ProblemsPanel()
    made.show_problems([ProblemRow(one, "x", "rule", "y", SPEAKER_SPAN.id) for one in severities])
    return made


def bar() -> SelectionBar:
    holder = QWidget()
    made = SelectionBar(holder)
    made.offer(["rule", "speaker"])
    made.holder = holder
    return made


def status(is_open: bool, **more) -> StatusLine:
    made = StatusLine()
    if is_open:
        made.show_saved("14:32")
        made.show_coder("Ani")
        made.show_problems(2)
        made.show_undecided(1)
        made.show_undo("x")
    for name, value in more.items():
        getattr(made, name)(value)
    return made


def inspector(span_id: str | None, **more) -> Inspector:
    made = Inspector()
    if span_id:
        made.show_span(span_id, MARKS, TEXT)
    else:
        made.show_nothing(**more)
    return made


def top(is_folded: bool) -> TopBar:
    made = TopBar()
    made.set_project_open(True)
    made.set_right_folded(is_folded)
    return made


PANELS = {
    "articles": articles,
    "a search": lambda: articles("net"),
    "a search in vain": lambda: articles("xyz", found=0),
    "no articles": lambda: articles("", 0, 0),
    "a done article": lambda: header(0),
    "a new article": lambda: header(1),
    "no article": lambda: header(None),
    "finding": lambda: find_bar("net", 3),
    "finding in vain": lambda: find_bar("xyz", 0),
    "marks by label": lambda: marks(Order.LABEL),
    "newest marks": lambda: marks(Order.NEWEST),
    "labels": column,
    "rail": lambda: Rail(DocumentsModel(rows)),
    "problems": lambda: problems(Severity.BLOCKING, Severity.WARNING, Severity.WARNING),
    "no problems": problems,
    "bar": bar,
    "saved": lambda: status(True),
    "not saved": lambda: status(True, show_fault="The disk is full."),
    "reading only": lambda: status(True, show_only_read=True),
    "checking": lambda: status(True, show_checking=True),
    "no backup": lambda: status(True, show_no_backup="x"),
    "no project": lambda: status(False),
    "a rule": lambda: inspector("a2"),
    "a speaker": lambda: inspector("a1"),
    "a venue": lambda: inspector("a3"),
    "the article": lambda: inspector(None, annotations=MARKS),
    "a selection": lambda: inspector(None, annotations=MARKS, has_selection=True),
    "nothing": lambda: inspector(None),
    "unfolded": lambda: top(False),
    "folded": lambda: top(True),
}  # fmt: skip


def speak(language: str) -> None:
    set_language(language)
    look().set_codebook(CODEBOOK, language)


@pytest.fixture
def made(qtbot):
    """Make a panel in a language."""
    dress()
    kept = []

    def make(name: str, language: str) -> QWidget:
        speak(language)
        kept.append(PANELS[name]())
        qtbot.addWidget(kept[-1])
        return kept[-1]

    yield make
    dress()


@pytest.mark.parametrize("name", PANELS)
def test_a_panel_says_in_another_language_what_one_made_in_it_says(made, name):
    panel = made(name, "en")
    english = said(panel)
    speak("id")
    panel.retranslate()
    indonesian = said(panel)
    assert indonesian == said(made(name, "id"))
    assert (indonesian == english) == (name == "no article")
    speak("en")
    panel.retranslate()
    assert said(panel) == english


def test_the_tabs_are_named_anew_when_they_are_shown_again(made, qtbot):
    bar = made("unfolded", "en")
    bar.tabs.show_tabs(WORKSPACES, WORKSPACES[0].id)
    english = [tab.text() for tab in bar.tabs.tabs]
    speak("id")
    bar.tabs.show_tabs(WORKSPACES, WORKSPACES[0].id)
    indonesian = [tab.text() for tab in bar.tabs.tabs]
    assert len(indonesian) == len(english)
    assert indonesian != english
    assert [tab.row for tab in bar.tabs.tabs if tab.isChecked()] == [WORKSPACES[0]]
