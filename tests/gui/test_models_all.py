"""What holds for every model of rows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from panel_scene import annotations, document_row, span
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator.gui.models.documents import ROW_ROLE, DocumentsModel
from annotator.gui.models.problem_rows import ProblemRow
from annotator.gui.models.problems import PROBLEM_ROLE, ProblemsModel
from annotator.gui.models.spans import QUOTE_LENGTH, SPAN_ROLE, SpansModel
from annotator.gui.panels.inspector.option_list import OptionsModel
from annotator.gui.panels.inspector.options import Option
from annotator.gui.theme.tips import MOST_LETTERS
from annotator.model.extent import Extent
from annotator.model.problem import Severity

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
TIP = Qt.ItemDataRole.ToolTipRole
MARKUP = "<b>R&D</b> boleh"
SPAN = replace(span("0a", "rule", "Dia"), fragments=(Extent(0, len(MARKUP)),))


def documents(words):
    row = replace(document_row(1), title=words)
    model = DocumentsModel(lambda ids: [row])
    return model, lambda count: model.set_ids([row.id][:count]), row


def spans(words):
    model = SpansModel()
    one = replace(SPAN, fragments=(Extent(0, len(words)),))
    return model, lambda count: model.set_spans([one][:count], words), one


def problems(words):
    model, row = ProblemsModel(), ProblemRow(Severity.WARNING, words)
    return model, lambda count: model.set_problems([row][:count]), row


def options(words):
    model, one = OptionsModel(), Option("a", words)
    return model, lambda count: model.show_options([one][:count], ""), one


MODELS = [documents, spans, problems, options]


@pytest.mark.parametrize("make", MODELS)
def test_a_model_keeps_its_contract_empty_filled_and_emptied(qapp, make):
    model, fill, _row = make("words")
    model.tester = QAbstractItemModelTester(model, FATAL)
    for count in (0, 1, 1, 0, 1):
        fill(count)
        assert model.rowCount() == count


@pytest.mark.parametrize("make", MODELS)
def test_rows_have_no_rows_below_them_and_there_is_nothing_after_the_last(qapp, make):
    model, fill, _row = make("words")
    fill(1)
    first = model.index(0, 0)
    assert model.rowCount(first) == 0
    fill(0)
    assert model.data(first) is None
    assert model.index(0, 0).data() is None


@pytest.mark.parametrize("make", MODELS)
def test_words_are_told_as_they_are_and_the_tip_shows_them_letter_for_letter(qapp, make):
    model, fill, _row = make(MARKUP)
    fill(1)
    index = model.index(0, 0)
    assert index.data() == MARKUP
    assert "&lt;b&gt;R&amp;D&lt;/b&gt;" in index.data(TIP)
    assert index.data(Qt.ItemDataRole.DecorationRole) is None


@pytest.mark.parametrize("make", [documents, problems, options])
def test_a_tip_of_very_long_words_is_cut(qapp, make):
    model, fill, _row = make("k" * 5000)
    fill(1)
    assert len(model.index(0, 0).data(TIP)) == MOST_LETTERS + 1


@pytest.mark.parametrize(
    ("make", "role"),
    [
        (documents, ROW_ROLE),
        (spans, SPAN_ROLE),
        (problems, PROBLEM_ROLE),
        (options, Qt.ItemDataRole.UserRole),
    ],
)
def test_painters_find_the_whole_row(qapp, make, role):
    model, fill, row = make("words")
    fill(1)
    assert model.index(0, 0).data(role) == row


def test_an_article_without_a_title_is_called_after_its_file(qapp):
    model, fill, _row = documents("")
    fill(1)
    assert model.index(0).data() == "1.txt"
    assert model.index(0).data(TIP) == "1.txt"


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\u2028", "\t"])
def test_the_words_of_a_span_stand_on_one_line(qapp, break_):
    model, fill, _row = spans(f"satu{break_}dua")
    fill(1)
    assert model.index(0).data().split() == ["satu", "dua"]
    assert break_ not in model.index(0).data()


def test_a_long_span_is_shown_by_its_beginning_counted_in_letters_of_any_plane(qapp):
    model, fill, _row = spans("𐐀" * (QUOTE_LENGTH + 5))
    fill(1)
    assert model.index(0).data() == "𐐀" * QUOTE_LENGTH


def test_a_change_to_the_fields_of_a_model_s_span_is_seen_where_it_stands(qapp, qtbot):
    model, fill, row = spans("words")
    fill(1)
    answered = replace(row, attributes={"kind": "vote"})
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.update_spans(annotations(answered), [row.id])
    assert changed.args[0].row() == changed.args[1].row() == 0
    assert model.index(0).data(SPAN_ROLE) == answered
