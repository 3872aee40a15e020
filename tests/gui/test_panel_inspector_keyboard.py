"""The keyboard in the inspector: where it goes, what digits act on, what the article asks."""

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
    question,
    questions,
    relation,
    show,
    values,
)
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.gui.panels.inspector.inspector import Inspector
from annotator.gui.theme.layouts import line
from annotator.gui.theme.look import look
from annotator.model.attributes import Condition, Term
from annotator.workbench.language import set_language

MARKS = annotations(
    SPEAKER_SPAN, RULE_SPAN, VENUE_SPAN, relations=[relation("r1", "a1", "a2")], note="Unsure."
)


@pytest.fixture
def inspector(qtbot):
    dress()
    window = QWidget()
    window.text, inspector = QLineEdit(), Inspector()
    layout = line(window)
    layout.addWidget(window.text)
    layout.addWidget(inspector, 1)
    inspector.left.connect(window.text.setFocus)
    inspector.host = window
    show(qtbot, window, 520, 800)
    window.text.setFixedWidth(180)
    window.text.setFocus()
    yield inspector
    dress()


def on_rule(inspector, **answers):
    changed = replace(RULE_SPAN, attributes=answers or RULE_SPAN.attributes)
    marks = replace(MARKS, spans=(changed, SPEAKER_SPAN, VENUE_SPAN))
    inspector.show_span(RULE_SPAN.id, marks, TEXT)
    return inspector.form.rows


def on_article(inspector, **fields):
    inspector.show_nothing(annotations(RULE_SPAN, **fields))
    return inspector.article.form.rows


def focused(inspector):
    return inspector.host.focusWidget()


# a mark


def test_tab_goes_from_the_buttons_over_questions_and_relations_to_the_note(inspector):
    on_rule(inspector)
    inspector.head.guideline_button.setFocus(Qt.FocusReason.TabFocusReason)
    visited = []
    for _step in range(11):
        visited.append(focused(inspector))
        press(focused(inspector), KEY.Key_Tab)
    heads = [inspector.head.guideline_button, inspector.head.note_button]
    assert visited[:3] == [*heads, inspector.head.delete_button]
    assert visited[-3:] == [
        inspector.relations.relate_button,
        inspector.relations.rows[0],
        inspector.note.text,
    ]
    rows = [inspector.form.row_of(one) for one in visited[3:-3]]
    asked = ["kind", "modality", "force", "marker", "scopes"]
    assert [row.attribute.id for row in rows] == asked


def test_shift_tab_goes_back_the_same_way(inspector):
    on_rule(inspector)
    inspector.focus_attribute("force")
    press(focused(inspector), KEY.Key_Backtab, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert inspector.armed() == "modality"


def test_a_question_that_goes_gives_the_keyboard_back(inspector):
    rows = on_rule(inspector)
    rows["force"].editor.take_focus()
    on_rule(inspector, modality="leave")
    assert inspector.host.text.hasFocus()
    assert inspector.armed() == "kind"


def test_a_question_that_does_not_apply_cannot_be_gone_to(inspector):
    on_rule(inspector, modality="leave")
    inspector.host.text.setFocus()
    inspector.focus_attribute("force")
    inspector.focus_attribute("nowhere")
    assert inspector.host.text.hasFocus()
    assert inspector.armed() == "kind"


def test_digits_are_not_given_to_a_question_that_does_not_apply(qtbot, inspector):
    on_rule(inspector, modality="leave")
    inspector.arm("force")
    assert inspector.armed() == "kind"
    with qtbot.waitSignal(inspector.attribute_changed) as changed:
        inspector.press_digit(1)
    assert changed.args[0] == "kind"


def test_only_what_takes_digits_is_armed(inspector):
    on_rule(inspector)
    inspector.arm("scopes")
    assert inspector.armed() == "scopes"
    inspector.show_span(VENUE_SPAN.id, MARKS, TEXT)
    inspector.arm("place")
    assert inspector.armed() == "is_open"


def test_a_mark_without_questions_for_digits_arms_none(inspector):
    inspector.show_span(SPEAKER_SPAN.id, MARKS, TEXT)
    assert inspector.armed() is None
    inspector.arm_next()
    assert inspector.armed() is None


def test_relabelling_the_mark_arms_the_first_question_of_its_new_label(inspector):
    on_rule(inspector)
    inspector.arm_next()
    relabelled = replace(RULE_SPAN, label="venue", attributes={})
    inspector.show_span(RULE_SPAN.id, annotations(relabelled), TEXT)
    assert inspector.armed() == "is_open"
    assert inspector.head.name.accessibleName() == "Venue"


def test_relabelling_takes_the_keyboard_out_of_the_old_questions(inspector):
    rows = on_rule(inspector)
    rows["modality"].editor.take_focus()
    relabelled = replace(RULE_SPAN, label="venue", attributes={})
    inspector.show_span(RULE_SPAN.id, annotations(relabelled), TEXT)
    assert inspector.host.text.hasFocus()


def test_another_mark_folds_an_opened_list_and_is_shown_from_its_top(inspector):
    inspector.host.resize(520, 260)
    rows = on_rule(inspector)
    rows["scopes"].editor.take_focus()
    rows["kind"].editor.field.open()
    inspector.verticalScrollBar().setValue(40)
    inspector.show_span(SPEAKER_SPAN.id, MARKS, TEXT)
    assert not rows["kind"].editor.field.is_open()
    assert inspector.verticalScrollBar().value() == 0


def test_a_question_that_is_gone_to_is_brought_into_view(inspector):
    inspector.host.resize(520, 260)
    rows = on_rule(inspector)
    for key in ("scopes", "kind"):
        inspector.focus_attribute(key)
        top = rows[key].mapTo(inspector.viewport(), QPoint()).y()
        assert top >= 0
        assert top + rows[key].editor.geometry().bottom() <= inspector.viewport().height()


def test_deleting_a_mark_gives_what_was_typed_first(qtbot, inspector):
    inspector.show_span(VENUE_SPAN.id, MARKS, TEXT)
    entry = inspector.form.rows["place"].editor
    entry.take_focus()
    press(entry.line, "Paser")
    heard = []
    inspector.attribute_changed.connect(lambda *args: heard.append(args))
    inspector.delete_requested.connect(lambda: heard.append("delete"))
    click(inspector.head.delete_button)
    assert heard == [("place", "Paser"), "delete"]


def test_without_a_mark_nothing_of_a_mark_can_be_reached(qtbot, inspector):
    on_article(inspector)
    with qtbot.assertNotEmitted(inspector.guideline_requested):
        inspector.head.guideline_button.click()
    inspector.focus_note()
    inspector.arm("kind")
    assert inspector.host.text.hasFocus()
    assert inspector.armed() is None


def test_a_chip_keeps_the_keyboard_when_other_answers_change_what_is_offered(inspector):
    when = Condition((Term("kind", allowed=("vote",)),))
    more = values("calm", "loud", "mild", mild={"when": when})
    asked = questions(
        question("kind", "enum", values=values("vote", "goods")),
        question("tone", "enum", values=more),
    )
    rule = replace(CODEBOOK.labels["rule"], attributes=asked)
    look().set_codebook(replace(CODEBOOK, labels={"rule": rule}), "en")
    rows = on_rule(inspector, kind="goods")
    rows["tone"].editor.take_focus()
    on_rule(inspector, kind="vote")
    chips = rows["tone"].editor.chips
    assert [chip.text() for chip in chips] == ["Calm", "Loud", "Mild"]
    assert [chip.digit for chip in chips] == ["1", "2", "3"]
    assert chips[0].hasFocus()


def test_tab_stops_at_the_chosen_chip_only(inspector):
    rows = on_rule(inspector, modality="leave")
    policies = [chip.focusPolicy() for chip in rows["modality"].editor.chips]
    assert policies == [
        Qt.FocusPolicy.TabFocus if at == 2 else Qt.FocusPolicy.NoFocus for at in range(4)
    ]


def test_arrows_among_chips_go_round(inspector):
    rows = on_rule(inspector)
    chips = rows["modality"].editor.chips
    rows["modality"].editor.take_focus()
    press(chips[0], KEY.Key_Left)
    assert chips[3].hasFocus()
    press(chips[3], KEY.Key_Right)
    press(chips[0], KEY.Key_Down)
    press(chips[1], KEY.Key_Up)
    assert chips[0].hasFocus()


def test_a_required_answer_is_not_emptied_by_keys(qtbot, inspector):
    rows = on_rule(inspector)
    rows["modality"].editor.take_focus()
    with qtbot.assertNotEmitted(inspector.attribute_changed):
        press(focused(inspector), KEY.Key_Backspace, KEY.Key_Delete, "9")


# the article


def test_alt_arrows_walk_over_the_questions_about_the_article_and_round(inspector):
    on_article(inspector)
    visited = []
    for step in (1, 1, 1, 1, -1):
        inspector.arm_next(step)
        visited.append(inspector.focused_field())
    assert visited == ["outlet", "form", "published", "outlet", "published"]


def test_walking_back_begins_at_the_last_question_about_the_article(inspector):
    on_article(inspector)
    inspector.arm_next(-1)
    assert inspector.focused_field() == "published"


def test_digits_act_on_the_article_only_where_the_keyboard_is(qtbot, inspector):
    rows = on_article(inspector)
    inspector.focus_attribute("form")
    assert [chip.digit for chip in rows["form"].editor.chips] == ["1", "2"]
    with qtbot.waitSignal(inspector.field_changed) as changed:
        press(focused(inspector), "2")
    assert changed.args == ["form", "opinion"]
    inspector.host.text.setFocus()
    assert [chip.digit for chip in rows["form"].editor.chips] == ["", ""]


def test_tab_goes_through_the_questions_about_the_article(inspector):
    on_article(inspector)
    inspector.focus_attribute("outlet")
    visited = []
    for _step in range(3):
        visited.append(inspector.focused_field())
        press(focused(inspector), KEY.Key_Tab)
    assert visited == ["outlet", "form", "published"]


def test_an_article_s_question_that_goes_gives_the_keyboard_back(inspector):
    when = Condition((Term("form", allowed=("news",)),))
    asked = CODEBOOK.document | {"desk": question("desk", "text", when=when)}
    look().set_codebook(replace(CODEBOOK, document=asked), "en")
    rows = on_article(inspector, form="news")
    rows["desk"].editor.take_focus()
    on_article(inspector, form="opinion")
    assert inspector.host.text.hasFocus()


def test_without_an_article_nothing_is_asked(inspector):
    rows = on_article(inspector)
    inspector.show_nothing()
    assert not any(row.isVisible() for row in rows.values())
    assert not inspector.article.head.isVisible()
    inspector.arm_next()
    assert inspector.host.text.hasFocus()


def test_a_mark_in_focus_takes_the_keyboard_from_the_article(inspector):
    on_article(inspector)
    inspector.focus_attribute("published")
    inspector.show_span(RULE_SPAN.id, MARKS, TEXT)
    assert inspector.host.text.hasFocus()


def test_another_article_shows_its_own_answers(inspector):
    rows = on_article(inspector, form="news", published="2024-10-30")
    other = replace(annotations(RULE_SPAN, form="opinion"), document_id="1" * 32)
    inspector.show_nothing(other)
    assert [chip.isChecked() for chip in rows["form"].editor.chips] == [False, True]
    assert rows["published"].editor.line.text() == ""


def test_what_the_article_is_asked_follows_the_language(inspector):
    on_article(inspector)
    set_language("id")
    inspector.retranslate()
    assert inspector.article.head.text() == "Tentang artikel ini"
    assert inspector.article.form.rows["form"].missing.text() == "wajib"
    line = inspector.article.form.rows["published"].editor.line
    assert line.placeholderText() != "year-month-day"
