"""Relations in the inspector, and the questions that a codebook asks of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from panel_scene import (
    CODEBOOK,
    KEY,
    LEFT,
    MUST,
    RULE_SPAN,
    SPEAKER_SPAN,
    TEXT,
    VENUE_SPAN,
    annotations,
    click,
    dress,
    press,
    question,
    questions,
    relation,
    show,
    values,
)
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.gui.panels.inspector.relation_rows import relation_rows
from annotator.gui.panels.inspector.relations import RelationsSection
from annotator.gui.theme.layouts import column
from annotator.gui.theme.look import look
from annotator.model.attributes import Condition, Term
from annotator.workbench.language import set_language

SURE = Condition((Term("sure", allowed=(False,)),))
ASKED = questions(
    question("manner", "enum", required=MUST, values=values("quoted", "told")),
    question("sure", "bool"),
    question("why", "text", when=SURE, max_length=5),
)
ASKING = replace(
    CODEBOOK, relations={"says": replace(CODEBOOK.relations["says"], attributes=ASKED)}
)
SAYS = relation("r1", "a1", "a2")
ALSO = relation("r2", "a1", "a3")
ANSWERED = replace(SAYS, attributes={"manner": "told"})


class Section:
    """The relations of the speaker, beside a text that takes the keyboard back."""

    def __init__(self, qtbot, codebook):
        dress()
        look().set_codebook(codebook, "en")
        self.window, self.text = QWidget(), QLineEdit()
        self.section = RelationsSection()
        layout = column(self.window)
        layout.addWidget(self.text)
        layout.addWidget(self.section)
        layout.addStretch(1)
        self.section.left.connect(self.text.setFocus)
        show(qtbot, self.window, 320, 500)

    def show(self, *relations, is_same_mark=True):
        marks = annotations(SPEAKER_SPAN, RULE_SPAN, VENUE_SPAN, relations=relations)
        rows = relation_rows(marks, SPEAKER_SPAN.id, TEXT)
        self.section.show_relations(rows, is_same_mark=is_same_mark)
        return self.section

    def unfolded(self):
        return [item.button.row.id for item in self.section.items if item.form is not None]


@pytest.fixture
def asking(qtbot):
    yield Section(qtbot, ASKING)
    dress()


@pytest.fixture
def plain(qtbot):
    yield Section(qtbot, CODEBOOK)
    dress()


# which questions are unfolded


def test_another_mark_unfolds_the_first_relation_that_lacks_an_answer(asking):
    asking.show(ANSWERED, ALSO, is_same_mark=False)
    assert asking.unfolded() == ["r2"]


def test_where_all_is_answered_nothing_is_unfolded(asking):
    asking.show(ANSWERED, is_same_mark=False)
    assert asking.unfolded() == []


def test_the_relation_made_just_now_is_unfolded_though_another_lacks_an_answer(asking):
    asking.show(SAYS, is_same_mark=False)
    asking.show(SAYS, replace(ALSO, attributes={"manner": "told"}))
    assert asking.unfolded() == ["r2"]


def test_an_answer_leaves_its_questions_unfolded(asking):
    asking.show(SAYS, is_same_mark=False)
    asking.show(ANSWERED)
    assert asking.unfolded() == ["r1"]


def test_what_was_folded_stays_folded_on_the_same_mark(qtbot, asking):
    section = asking.show(SAYS, is_same_mark=False)
    with qtbot.waitSignal(section.stops_changed):
        press(section.rows[0], KEY.Key_Left)
    asking.show(SAYS)
    assert asking.unfolded() == []
    asking.show(SAYS, is_same_mark=False)
    assert asking.unfolded() == ["r1"]


def test_one_relation_is_unfolded_at_a_time(asking):
    section = asking.show(SAYS, ALSO, is_same_mark=False)
    press(section.rows[1], KEY.Key_Right)
    assert asking.unfolded() == ["r2"]
    assert [row.is_unfolded for row in section.rows] == [False, True]


def test_the_next_one_that_lacks_an_answer_unfolds_when_the_unfolded_one_is_deleted(asking):
    asking.show(SAYS, ALSO, is_same_mark=False)
    asking.show(ALSO)
    assert asking.unfolded() == ["r2"]


def test_the_chevron_folds_and_unfolds_and_leads_nowhere(qtbot, asking):
    section = asking.show(SAYS, is_same_mark=False)
    button = section.rows[0]
    with qtbot.assertNotEmitted(section.relation_activated):
        click(button, button.chevron_rect().center().toPoint())
        assert asking.unfolded() == []
        click(button, button.chevron_rect().center().toPoint())
    assert asking.unfolded() == ["r1"]


def test_without_questions_there_is_nothing_to_unfold(qtbot, plain):
    section = plain.show(SAYS, is_same_mark=False)
    button = section.rows[0]
    press(button, KEY.Key_Right)
    assert plain.unfolded() == []
    with qtbot.waitSignal(section.relation_activated) as activated:
        click(button, button.chevron_rect().center().toPoint())
    assert activated.args == [RULE_SPAN.id]


# answers


def test_an_answer_names_its_relation(qtbot, asking):
    section = asking.show(SAYS, is_same_mark=False)
    with qtbot.waitSignal(section.attribute_changed) as changed:
        click(section.forms[0].rows["manner"].editor.chips[1])
    assert changed.args == ["r1", "manner", "told"]


def test_a_question_of_a_relation_is_asked_when_it_applies(asking):
    section = asking.show(ANSWERED, is_same_mark=False)
    press(section.rows[0], KEY.Key_Right)
    assert section.forms[0].rows["why"].isHidden()
    asking.show(replace(SAYS, attributes={"manner": "told", "sure": False}))
    assert section.forms[0].rows["why"].isVisible()


def test_folding_keeps_what_is_being_typed(qtbot, asking):
    section = asking.show(replace(SAYS, attributes={"sure": False}), is_same_mark=False)
    entry = section.forms[0].rows["why"].editor
    entry.take_focus()
    press(entry.line, "vague")
    with qtbot.waitSignal(section.attribute_changed) as changed:
        click(section.rows[0], section.rows[0].chevron_rect().center().toPoint())
    assert changed.args == ["r1", "why", "vague"]
    assert asking.text.hasFocus()


def test_what_cannot_be_kept_is_taken_back_with_a_sentence(asking):
    section = asking.show(replace(SAYS, attributes={"sure": False}), is_same_mark=False)
    entry = section.forms[0].rows["why"].editor
    entry.take_focus()
    press(entry.line, "far too long")
    (sentence,) = section.give_up()
    assert sentence.startswith("Not kept as “Why”: “far too long”.")
    assert entry.line.text() == ""


def test_a_relation_says_its_ends_and_its_answers(asking):
    section = asking.show(ANSWERED, is_same_mark=False)
    words = "Speaker “Sri Wartini” says: Told Rule “ASN harus netral”"
    assert section.rows[0].text() == words


def test_the_answers_of_a_relation_read_in_codebook_order(asking):
    answered = replace(SAYS, attributes={"sure": False, "manner": "quoted"})
    marks = annotations(SPEAKER_SPAN, RULE_SPAN, relations=[answered])
    (row,) = relation_rows(marks, SPEAKER_SPAN.id, TEXT)
    assert row.answer_words == "Quoted, No"
    assert not row.is_missing_answer


def test_a_question_that_does_not_apply_is_not_missing(asking):
    must = ASKED | {"why": replace(ASKED["why"], required=MUST)}
    says = replace(CODEBOOK.relations["says"], attributes=must)
    look().set_codebook(replace(CODEBOOK, relations={"says": says}), "en")
    for sure, is_missing in ((True, False), (False, True)):
        answered = replace(SAYS, attributes={"manner": "told", "sure": sure})
        marks = annotations(SPEAKER_SPAN, RULE_SPAN, relations=[answered])
        (row,) = relation_rows(marks, SPEAKER_SPAN.id, TEXT)
        assert row.is_missing_answer is is_missing


@pytest.mark.parametrize(
    "term",
    [
        Term("from.role", allowed=("head",)),
        Term("to.modality", allowed=("duty",)),
        Term("document.form", allowed=("news",)),
    ],
)
def test_questions_of_a_relation_may_depend_on_its_ends_and_on_the_article(asking, term):
    asked = questions(question("manner", "text", required=MUST, when=Condition((term,))))
    says = replace(CODEBOOK.relations["says"], attributes=asked)
    look().set_codebook(replace(CODEBOOK, relations={"says": says}), "en")
    ends = replace(SPEAKER_SPAN, attributes={"role": "head"}), RULE_SPAN
    (row,) = relation_rows(annotations(*ends, relations=[SAYS], form="news"), "a1", TEXT)
    assert row.is_missing_answer
    bare = SPEAKER_SPAN, replace(RULE_SPAN, attributes={})
    (row,) = relation_rows(annotations(*bare, relations=[SAYS]), "a1", TEXT)
    assert not row.is_missing_answer


# rows


def test_a_mark_related_to_itself_is_shown_once(plain):
    section = plain.show(relation("r3", "a1", "a1"), is_same_mark=False)
    assert section.count.text() == "1"
    assert section.rows[0].row.other.span_id == SPEAKER_SPAN.id


def test_fewer_relations_hide_the_rows_that_are_left_over_and_give_the_keyboard_back(plain):
    section = plain.show(SAYS, ALSO, is_same_mark=False)
    section.rows[1].setFocus()
    plain.show(SAYS)
    assert [row.isVisible() for row in section.rows] == [True, False]
    assert plain.text.hasFocus()
    assert section.count.text() == "1"
    plain.show()
    assert section.none.isVisible()


def test_backspace_asks_to_delete_and_enter_leads_to_the_other_end(qtbot, plain):
    section = plain.show(SAYS, ALSO, is_same_mark=False)
    with qtbot.waitSignal(section.delete_requested) as deleted:
        press(section.rows[1], KEY.Key_Backspace)
    assert deleted.args == ["r2"]
    with qtbot.waitSignal(section.relation_activated) as activated:
        press(section.rows[1], KEY.Key_Return)
    assert activated.args == [VENUE_SPAN.id]


def test_a_press_that_ends_beside_the_row_does_nothing(qtbot, plain):
    section = plain.show(SAYS, is_same_mark=False)
    button = section.rows[0]
    with (
        qtbot.assertNotEmitted(section.delete_requested),
        qtbot.assertNotEmitted(section.relation_activated),
    ):
        qtbot.mousePress(button, LEFT, pos=button.cross_rect().center().toPoint())
        qtbot.mouseRelease(button, LEFT, pos=QPoint(-20, -20))


def test_tab_goes_from_relate_over_each_relation_to_its_questions(asking):
    section = asking.show(SAYS, ALSO, is_same_mark=False)
    stops = section.tab_stops()
    assert stops[:2] == [section.relate_button, section.rows[0]]
    assert stops[-1] is section.rows[1]
    assert section.forms[0].rows["manner"].editor.chips[0] in stops


def test_words_follow_the_language(asking):
    section = asking.show(SAYS, is_same_mark=False)
    set_language("id")
    look().set_codebook(ASKING, "id")
    section.retranslate()
    assert section.head.text() == "Relasi"
    assert section.rows[0].text().startswith("Narasumber “Sri Wartini”")
    assert [chip.text() for chip in section.forms[0].rows["sure"].editor.chips] == ["Ya", "Tidak"]
