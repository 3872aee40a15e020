from __future__ import annotations

from dataclasses import replace

import pytest
from panel_scene import (
    CODEBOOK,
    KEY,
    RULE_SPAN,
    SPEAKER_SPAN,
    TEXT,
    VENUE_SPAN,
    annotations,
    click,
    dress,
    press,
    relation,
    show,
    span,
)
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.gui.panels.inspector.head import shortened
from annotator.gui.panels.inspector.inspector import Inspector
from annotator.gui.theme.layouts import line
from annotator.gui.theme.look import look
from annotator.model.identity import Id
from annotator.workbench.language import set_language

SAYS = relation("r1", "a1", "a2")
MARKS = annotations(SPEAKER_SPAN, RULE_SPAN, VENUE_SPAN, relations=[SAYS], note="Unsure.")
"""The note is on the first mark in the text, the rule."""


@pytest.fixture
def inspector(qtbot):
    dress()
    window = QWidget()
    window.text = QLineEdit()
    inspector = Inspector()
    layout = line(window)
    layout.addWidget(window.text)
    layout.addWidget(inspector, 1)
    show(qtbot, window, 520, 800)
    window.text.setFixedWidth(180)
    window.text.setFocus()
    inspector.host = window
    inspector.show_span(RULE_SPAN.id, MARKS, TEXT)
    return inspector


def with_answers(**answers):
    changed = replace(RULE_SPAN, attributes=answers)
    return annotations(SPEAKER_SPAN, changed, VENUE_SPAN, relations=[SAYS], note="Unsure.")


def seen(inspector):
    return [key for key, row in inspector.form.rows.items() if not row.isHidden()]


def test_label_quote_and_questions_are_those_of_the_mark(inspector):
    assert inspector.head.name.accessibleName() == "Rule"
    assert inspector.quote.text == "ASN harus netral"
    assert seen(inspector) == ["kind", "modality", "force", "marker", "scopes"]


def test_a_question_that_does_not_apply_is_not_shown(inspector):
    inspector.show_span(RULE_SPAN.id, with_answers(modality="leave"), TEXT)
    assert "force" not in seen(inspector)


def test_a_conditional_question_says_what_brought_it(inspector):
    assert inspector.form.rows["force"].origin.text() == "↳ Duty"


def test_required_is_said_only_while_the_answer_is_missing(inspector):
    rows = inspector.form.rows
    assert rows["kind"].missing.isVisible()
    assert not rows["modality"].missing.isVisible()
    assert not rows["marker"].missing.isVisible()
    inspector.show_span(RULE_SPAN.id, with_answers(modality="duty", kind="vote"), TEXT)
    assert not rows["kind"].missing.isVisible()


def test_the_first_enum_question_is_armed(inspector):
    assert inspector.armed() == "kind"
    rows = inspector.form.rows
    assert [row.is_armed for row in rows.values()].count(True) == 1
    assert rows["kind"].name.kind == "head"


def test_digits_answer_the_armed_question(qtbot, inspector):
    with qtbot.waitSignal(inspector.attribute_changed) as changed:
        assert inspector.press_digit(3)
    assert changed.args == ["kind", "politics"]
    assert not inspector.press_digit(9)


def test_arming_walks_over_the_questions_that_take_digits(inspector):
    armed = [inspector.armed()]
    for _step in range(5):
        inspector.arm_next()
        armed.append(inspector.armed())
    assert armed == ["kind", "modality", "force", "marker", "scopes", "kind"]
    inspector.arm_next(-1)
    assert inspector.armed() == "scopes"


def test_only_the_armed_question_shows_digits(inspector):
    inspector.arm_next()
    rows = inspector.form.rows
    assert [chip.digit for chip in rows["modality"].editor.chips] == ["1", "2", "3", "4"]
    assert [chip.digit for chip in rows["force"].editor.chips] == ["", ""]
    assert rows["kind"].editor.field.button.hint == ""


def test_the_keyboard_on_a_question_arms_it(inspector):
    inspector.form.rows["force"].editor.take_focus()
    assert inspector.armed() == "force"


def test_another_mark_arms_its_first_question_again(inspector):
    inspector.arm_next()
    other = span("a9", "rule", "kampanye boleh")
    inspector.show_span(other.id, annotations(RULE_SPAN, other), TEXT)
    assert inspector.armed() == "kind"


def test_the_same_mark_again_keeps_what_is_armed_and_the_keyboard(inspector):
    editor = inspector.form.rows["modality"].editor
    editor.take_focus()
    chip = editor.chips[0]
    assert chip.hasFocus()
    inspector.show_span(RULE_SPAN.id, with_answers(modality="ban"), TEXT)
    assert chip.hasFocus()
    assert inspector.armed() == "modality"
    assert editor.chips[1].isChecked()


def test_tab_goes_from_question_to_question(inspector):
    inspector.focus_attribute("kind")
    armed = []
    for _step in range(4):
        armed.append(inspector.armed())
        press(inspector.host.focusWidget(), KEY.Key_Tab)
    assert armed == ["kind", "modality", "force", "marker"]


def test_esc_gives_the_keyboard_back(qtbot, inspector):
    inspector.focus_attribute("kind")
    with qtbot.waitSignal(inspector.left):
        press(inspector.host.focusWidget(), KEY.Key_Escape)


def test_forms_are_made_once_a_label(inspector):
    form = inspector.form
    inspector.show_span(SPEAKER_SPAN.id, MARKS, TEXT)
    assert inspector.form is not form
    inspector.show_span(RULE_SPAN.id, MARKS, TEXT)
    assert inspector.form is form


def test_relations_show_both_ends_and_lead_to_the_other(qtbot, inspector):
    button = inspector.relations.rows[0]
    assert button.text() == "Speaker “Sri Wartini” says Rule “ASN harus netral”"
    with qtbot.waitSignal(inspector.relation_activated) as activated:
        click(button)
    assert activated.args == [SPEAKER_SPAN.id]
    inspector.show_span(SPEAKER_SPAN.id, MARKS, TEXT)
    with qtbot.waitSignal(inspector.relation_activated) as activated:
        click(button)
    assert activated.args == [RULE_SPAN.id]


def test_relations_are_deleted_by_cross_or_key(qtbot, inspector):
    button = inspector.relations.rows[0]
    with (
        qtbot.waitSignal(inspector.relation_delete_requested) as deleted,
        qtbot.assertNotEmitted(inspector.relation_activated),
    ):
        click(button, button.cross_rect().center().toPoint())
    assert deleted.args == ["r1"]
    button.setFocus()
    with qtbot.waitSignal(inspector.relation_delete_requested):
        press(button, KEY.Key_Delete)


def test_a_mark_without_relations_says_so(inspector):
    inspector.show_span(VENUE_SPAN.id, MARKS, TEXT)
    assert inspector.relations.none.isVisible()
    assert not inspector.relations.rows[0].isVisible()
    assert inspector.relations.count.text() == "0"


def test_relating_deleting_and_the_guideline_can_be_asked_for(qtbot, inspector):
    with qtbot.waitSignal(inspector.relate_requested):
        click(inspector.relations.relate_button)
    with qtbot.waitSignal(inspector.delete_requested):
        click(inspector.head.delete_button)
    with qtbot.waitSignal(inspector.guideline_requested) as asked:
        click(inspector.head.guideline_button)
    assert asked.args == ["rule"]


def test_a_note_is_kept_with_enter(qtbot, inspector):
    assert inspector.note.text.toPlainText() == "Unsure."
    click(inspector.head.note_button)
    assert inspector.note.text.hasFocus()
    press(inspector.note.text, KEY.Key_End, " Ask")
    with qtbot.waitSignal(inspector.note_changed) as changed:
        press(inspector.note.text, KEY.Key_Return)
    assert changed.args == ["Unsure. Ask"]
    noted = annotations(SPEAKER_SPAN, RULE_SPAN, VENUE_SPAN, note="Unsure. Ask")
    inspector.show_span(RULE_SPAN.id, noted, TEXT)
    with qtbot.assertNotEmitted(inspector.note_changed):
        press(inspector.note.text, KEY.Key_Return)


def test_esc_keeps_what_was_noted_and_goes_back_to_the_text(qtbot, inspector):
    inspector.focus_note()
    press(inspector.note.text, "more")
    with qtbot.waitSignal(inspector.note_changed) as given, qtbot.waitSignal(inspector.left):
        press(inspector.note.text, KEY.Key_Escape)
    assert given.args == [inspector.note.text.toPlainText()]
    assert "more" in given.args[0]


def test_a_note_is_kept_by_itself_when_somebody_stops_to_think(qtbot, inspector):
    inspector.focus_note()
    with qtbot.waitSignal(inspector.note_changed, timeout=5000) as given:
        press(inspector.note.text, "more")
    assert "more" in given.args[0]
    assert inspector.note.text.hasFocus()


def test_what_is_being_typed_is_given_for_its_own_mark_when_another_is_shown(qtbot, inspector):
    inspector.show_span(VENUE_SPAN.id, MARKS, TEXT)
    entry = inspector.form.rows["place"].editor
    entry.take_focus()
    press(entry.line, "Samarinda")
    given = []
    inspector.attribute_changed.connect(lambda *args: given.append((inspector.span_id, *args)))
    inspector.show_span(RULE_SPAN.id, MARKS, TEXT)
    assert given == [(VENUE_SPAN.id, "place", "Samarinda")]
    inspector.show_span(VENUE_SPAN.id, MARKS, TEXT)
    assert entry.line.text() == ""


@pytest.mark.parametrize(
    ("question", "typed", "reason"),
    [("guests", "999", "Out of range: 0 to 500."), ("place", "jalan", "Not in the form")],
)
def test_an_answer_that_cannot_be_taken_is_told_and_not_kept(
    qtbot, inspector, question, typed, reason
):
    other = span("a7", "venue", "Tamat")
    marks = annotations(RULE_SPAN, VENUE_SPAN, other)
    inspector.show_span(VENUE_SPAN.id, marks, TEXT)
    entry = inspector.form.rows[question].editor
    entry.take_focus()
    press(entry.line, typed)
    with (
        qtbot.assertNotEmitted(inspector.attribute_changed),
        qtbot.waitSignal(inspector.message) as message,
    ):
        inspector.show_span(other.id, marks, TEXT)
    assert typed in message.args[0]
    assert reason in message.args[0]
    assert entry.line.text() == ""
    assert not inspector.form.rows[question].reason.isVisible()


def test_an_answer_left_invalid_by_tab_is_told_when_the_mark_is_left(qtbot, inspector):
    inspector.show_span(VENUE_SPAN.id, MARKS, TEXT)
    entry = inspector.form.rows["guests"].editor
    entry.take_focus()
    press(entry.line, "999", KEY.Key_Tab)
    assert entry.line.text() == "999"
    with qtbot.waitSignal(inspector.message) as message:
        inspector.show_nothing(MARKS)
    assert message.args == ["Not kept as “Guests”: “999”. Out of range: 0 to 500."]


def test_committing_keeps_what_cannot_be_taken_in_its_field(qtbot, inspector):
    inspector.show_span(VENUE_SPAN.id, MARKS, TEXT)
    entry = inspector.form.rows["guests"].editor
    entry.take_focus()
    press(entry.line, "999")
    with qtbot.assertNotEmitted(inspector.message):
        inspector.commit()
    assert entry.line.text() == "999"
    assert inspector.form.rows["guests"].reason.isVisible()


def test_without_a_mark_the_article_is_asked_about(qtbot, inspector):
    answered = annotations(RULE_SPAN, form="news")
    inspector.show_nothing(answered)
    rows = inspector.article.form.rows
    assert [key for key, row in rows.items() if not row.isHidden()] == [
        "outlet",
        "form",
        "published",
    ]
    assert rows["form"].editor.chips[0].isChecked()
    assert inspector.document_id == answered.document_id
    with qtbot.waitSignal(inspector.field_changed) as changed:
        click(rows["form"].editor.chips[1])
    assert changed.args == ["form", "opinion"]
    assert not inspector.press_digit(1)


def test_what_is_typed_about_the_article_outlives_a_change_elsewhere(inspector):
    inspector.show_nothing(annotations(RULE_SPAN))
    entry = inspector.article.form.rows["published"].editor
    entry.take_focus()
    press(entry.line, "2024-1")
    inspector.show_nothing(annotations(RULE_SPAN, SPEAKER_SPAN))
    assert entry.line.text() == "2024-1"
    assert entry.line.hasFocus()


def test_without_a_mark_the_next_step_is_said(inspector):
    inspector.show_nothing()
    assert inspector.empty.isVisible()
    assert inspector.empty.head.text() == "No mark in focus"
    inspector.show_nothing(has_selection=True)
    assert inspector.empty.head.text() == "Words are selected"
    assert not inspector.press_digit(1)
    assert inspector.armed() is None


def test_a_label_that_the_codebook_does_not_know_is_still_shown(inspector):
    old = span("a8", "old_label", "Tamat")
    inspector.show_span(old.id, annotations(old), TEXT)
    assert inspector.head.name.accessibleName() == "old label"
    assert seen(inspector) == []


def test_another_codebook_makes_the_forms_anew(inspector):
    fewer = replace(CODEBOOK.labels["rule"], attributes={})
    look().set_codebook(replace(CODEBOOK, labels={"rule": fewer}), "en")
    assert inspector.span_id == Id("")
    inspector.show_span(RULE_SPAN.id, MARKS, TEXT)
    assert seen(inspector) == []


def test_words_follow_the_language(inspector):
    set_language("id")
    look().set_codebook(CODEBOOK, "id")
    inspector.retranslate()
    assert inspector.head.name.accessibleName() == "Aturan"
    assert inspector.relations.head.text() == "Relasi"


def test_nothing_is_wider_than_the_column(inspector):
    inspector.host.resize(180 + 340, 400)
    for one in (RULE_SPAN, SPEAKER_SPAN, VENUE_SPAN):
        inspector.show_span(one.id, MARKS, TEXT)
        inspector.host.grab()
        width = inspector.viewport().width()
        rights = [
            row.mapTo(inspector.viewport(), QPoint(row.width(), 0)).x()
            for row in inspector.form.rows.values()
            if not row.isHidden()
        ]
        assert max(rights) <= width
        assert inspector.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def test_long_quotes_end_at_a_word():
    assert shortened("short") == "short"
    cut = shortened("kata " * 60)
    assert cut.endswith("kata …")
    assert len(cut) <= 150
