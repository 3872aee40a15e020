"""Which sentences of the codebook stand on the card of a case, and in which order."""

from __future__ import annotations

import pytest
from panel_scene import question, questions, values, words
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.gui.review.adjudication.guideline import excerpts_of
from annotator.gui.review.adjudication.matter import Barred, Guideline, Said, clear
from annotator.gui.theme.controls import Caption
from annotator.gui.theme.items import Item
from annotator.gui.theme.layouts import column
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.model.adjudication import AspectKind
from annotator.model.codebook import Codebook, Label, RelationLabel
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.span import Span
from annotator.model.words import Words
from annotator.workbench.adjudicating.states import Card, CardRow, Cell

KIND = AspectKind
TEXT = "Pegawai dilarang ikut kampanye."
SUBJECT = words("A subject such as 'Pegawai' stays outside.", "Subjek seperti 'Pegawai' di luar.")
SMALLEST = words("Mark the smallest clause.", "Tandai klausa terkecil.")
PRAISE = words("General praise of a kampanye.", "Pujian umum.")
MODALITY = question(
    "modality",
    "enum",
    definition=words("How strong the rule is."),
    values=values("duty", "ban", "leave", duty={"definition": words("Somebody must.")}),
)
CODEBOOK = Codebook(
    "test",
    "2.1.0",
    languages=("en", "id"),
    labels={
        "rule": Label(
            "rule",
            words("Rule", "Aturan"),
            definition=words("What somebody may do.", "Apa yang boleh."),
            include=(SMALLEST, SUBJECT),
            exclude=(PRAISE,),
            attributes=questions(MODALITY),
        ),
        "bare": Label("bare", words("Bare")),
    },
    relations={"says": RelationLabel("says", words("says"), words("Who said it."))},
    document=questions(question("outlet", "text", definition=words("Where it appeared."))),
)


@pytest.fixture(autouse=True)
def _named(qapp):
    before = naming().codebook, naming().language
    look().set_codebook(CODEBOOK, "en")
    yield
    look().set_codebook(*before)


def row(kind, *values, name="", label="", differs=True):
    cells = tuple(Cell("AB"[n], value, is_there=True) for n, value in enumerate(values))
    return CardRow(0, 0, kind, name, label, cells, differs)


def card(*rows, labels=("rule",), stretches=(), spans=()):
    marks = {"AB"[n]: (one,) for n, one in enumerate(spans)}
    return Card(
        Id("c"), rows, ("A", "B"), marks, {}, (), (), (), labels, stretches=tuple(stretches)
    )


def span(start, end, label="rule"):
    identity = Id(f"{start}-{end}")
    return Span(identity, "k", Id("d"), Id("A"), Id("b"), label, (Extent(start, end),))


START = row(KIND.START, 0, 8)


# what is in question -------------------------------------------------------------------------


def test_the_rule_that_names_the_words_in_question_comes_first_and_only_once():
    [found] = excerpts_of(card(START, stretches=[Extent(0, 8)]), TEXT)
    assert found.first == ("A subject such as 'Pegawai' stays outside.",)
    assert found.include == ("Mark the smallest clause.",)
    assert found.exclude == ("General praise of a kampanye.",)
    assert found.definition == "What somebody may do."


def test_a_word_that_only_stands_in_a_rule_counts_less_than_one_that_is_quoted():
    [found] = excerpts_of(card(START, stretches=[Extent(0, len(TEXT))]), TEXT)
    assert found.first == (SUBJECT.in_language("en"),)
    [other] = excerpts_of(card(START, stretches=[Extent(17, 30)]), TEXT)
    assert other.first == (PRAISE.in_language("en"),)
    assert other.exclude == ()


def test_without_stretches_the_words_of_the_marks_of_that_label_count():
    marks = (span(0, 7), span(17, 30, "bare"))
    [found] = excerpts_of(card(START, spans=marks), TEXT)
    assert found.first == (SUBJECT.in_language("en"),)


def test_where_no_rule_has_to_do_with_the_words_none_comes_first():
    [found] = excerpts_of(card(START, stretches=[Extent(8, 16)]), TEXT)
    assert found.first == ()
    assert len(found.include) == 2


def test_an_answer_in_dispute_has_its_question_and_the_values_given_first():
    dispute = row(KIND.ATTRIBUTE, "ban", "duty", name="modality", label="rule")
    [found] = excerpts_of(card(dispute, stretches=[Extent(0, 8)]), TEXT)
    assert found.first == ("Modality: How strong the rule is.", "Duty: Somebody must.")
    assert SUBJECT.in_language("en") in found.include


def test_what_is_alike_asks_nothing():
    alike = row(KIND.ATTRIBUTE, "duty", "duty", name="modality", label="rule", differs=False)
    [found] = excerpts_of(card(alike, START, stretches=[Extent(0, 8)]), TEXT)
    assert found.first == (SUBJECT.in_language("en"),)


def test_several_values_and_no_value_are_all_looked_up():
    dispute = row(KIND.ATTRIBUTE, ("duty", "leave"), None, name="modality", label="rule")
    [found] = excerpts_of(card(dispute), TEXT)
    assert found.first == ("Modality: How strong the rule is.", "Duty: Somebody must.")


# several labels, relations, fields -----------------------------------------------------------


def test_every_label_in_question_has_an_entry_and_only_its_own_answers():
    dispute = row(KIND.ATTRIBUTE, "duty", "ban", name="modality", label="rule")
    rule, bare = excerpts_of(card(dispute, labels=("rule", "bare")), TEXT)
    assert rule.first
    assert (bare.label, bare.first, bare.is_empty) == ("bare", (), True)


def test_a_relation_has_its_definition_and_an_unknown_label_nothing():
    says, gone = excerpts_of(card(START, labels=("says", "gone")), TEXT)
    assert (says.definition, says.include, says.is_empty) == ("Who said it.", (), False)
    assert gone.is_empty


def test_fields_of_the_article_have_the_definitions_of_their_questions():
    [found] = excerpts_of(card(row(KIND.FIELD, "x", "y", name="outlet"), labels=()), TEXT)
    assert (found.label, found.first) == ("", ("Outlet: Where it appeared.",))


def test_it_is_all_said_in_the_language_read():
    naming().set_codebook(CODEBOOK, "id")
    [found] = excerpts_of(card(START, stretches=[Extent(0, 8)]), TEXT)
    assert found.first == ("Subjek seperti 'Pegawai' di luar.",)
    assert found.definition == "Apa yang boleh."


def test_a_rule_without_words_is_left_out():
    empty = Label("rule", words("Rule"), include=(Words({}), SMALLEST))
    naming().set_codebook(Codebook("t", "1", labels={"rule": empty}), "en")
    [found] = excerpts_of(card(START), TEXT)
    assert (found.first, found.include) == ((), ("Mark the smallest clause.",))


# on the card ---------------------------------------------------------------------------------


@pytest.fixture
def board(qtbot):
    made = Guideline()
    qtbot.addWidget(made)
    return made


def heads(board):
    shown = board.findChildren(Caption)
    return [one.text() for one in shown if one.isVisibleTo(board) and one.text()]


def test_the_sentence_in_question_is_barred_and_the_others_are_listed(board):
    board.show_excerpts(excerpts_of(card(START, stretches=[Extent(0, 8)]), TEXT))
    [barred] = board.findChildren(Barred)
    assert barred.said == SUBJECT.in_language("en")
    said = [one.accessibleName() for one in board.findChildren(Said)]
    assert said == ["Include Mark the smallest clause.", "Not General praise of a kampanye."]
    assert heads(board)[:2] == ["Codebook", "2.1.0"]


def test_only_the_first_entry_leads_to_the_whole_guideline(board, qtbot):
    rule, other = excerpts_of(card(START, labels=("rule", "says")), TEXT)
    board.show_excerpts([rule, other])
    [whole] = [one for one in board.findChildren(Item) if one.isVisibleTo(board)]
    with qtbot.waitSignal(board.whole_requested):
        whole.click()
    assert whole.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert heads(board).count("2.1.0") == 2


def test_entries_without_words_are_not_shown(board):
    board.show_excerpts(excerpts_of(card(START, labels=("bare",)), TEXT))
    assert heads(board) == []
    assert board.said == []


def test_another_version_of_the_codebook_is_told_even_where_its_sentences_are_the_same(board):
    excerpts = excerpts_of(card(START), TEXT)
    board.show_excerpts(excerpts)
    newer = Codebook("test", "3.0.0", labels=CODEBOOK.labels, relations=CODEBOOK.relations)
    naming().set_codebook(newer, "en")
    board.show_excerpts(excerpts_of(card(START), TEXT))
    assert "3.0.0" in heads(board)
    assert "2.1.0" not in heads(board)


def test_the_same_entries_are_not_made_anew(board):
    board.show_excerpts(excerpts_of(card(START), TEXT))
    before = board.findChildren(Said)
    board.show_excerpts(excerpts_of(card(START), TEXT))
    assert board.findChildren(Said) == before


def test_clearing_a_column_leaves_nothing_to_be_seen_in_it(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    outer, inner = column(window), column()
    outer.addWidget(Caption("a"))
    inner.addWidget(Caption("b"))
    outer.addLayout(inner)
    outer.addSpacing(4)
    clear(outer)
    assert outer.count() == 0
    assert all(one.isHidden() for one in window.findChildren(Caption))
