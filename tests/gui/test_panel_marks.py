from __future__ import annotations

from dataclasses import replace

import pytest
from panel_scene import (
    KEY,
    RULE_SPAN,
    SPEAKER_SPAN,
    TEXT,
    VENUE_SPAN,
    annotations,
    click_row,
    dress,
    press,
    show,
)

from annotator.gui.models.ordered_spans import Order
from annotator.gui.panels.marks import MarksPanel
from annotator.model.identity import Id
from annotator.workbench.language import set_language

MARKS = annotations(SPEAKER_SPAN, RULE_SPAN, VENUE_SPAN)


@pytest.fixture(autouse=True)
def _dressed(qapp):
    dress()
    yield
    dress()


@pytest.fixture
def marks(qtbot):
    marks = MarksPanel()
    show(qtbot, marks, 340, 200)
    marks.show_spans(MARKS, TEXT)
    return marks


def test_marks_stand_in_text_order_and_are_counted(marks):
    assert marks.count.text() == "3"
    assert [marks.model.index(row).data() for row in range(3)] == [
        "ASN harus netral",
        "Sri Wartini",
        "kampanye",
    ]


def test_a_click_or_enter_on_a_mark_chooses_it(qtbot, marks):
    with qtbot.waitSignal(marks.span_chosen) as chosen:
        click_row(marks.list, 1)
    assert chosen.args == [SPEAKER_SPAN.id]
    marks.list.setFocus()
    press(marks.list, KEY.Key_Down)
    with qtbot.waitSignal(marks.span_chosen) as chosen:
        press(marks.list, KEY.Key_Return)
    assert chosen.args == [VENUE_SPAN.id]


def test_delete_on_a_mark_asks_to_delete_it(qtbot, marks):
    marks.show_current(VENUE_SPAN.id)
    marks.list.setFocus()
    with qtbot.waitSignal(marks.delete_requested) as deleted:
        press(marks.list, KEY.Key_Delete)
    assert deleted.args == [VENUE_SPAN.id]


def test_the_mark_in_focus_is_chosen_without_a_signal(qtbot, marks):
    with qtbot.assertNotEmitted(marks.span_chosen):
        marks.show_current(VENUE_SPAN.id)
    assert marks.list.chosen_row() == 2
    marks.show_current(Id(""))
    assert marks.list.chosen_row() == -1


def test_another_order_keeps_the_chosen_mark(qtbot, marks):
    marks.show_current(VENUE_SPAN.id)
    menu = marks.order_menu()
    with qtbot.waitSignal(marks.order_changed) as changed:
        menu.actions()[1].trigger()
    assert changed.args == ["label"]
    assert marks.order_button.text() == "By label"
    assert marks.list.chosen_row() == marks.model.find_row(VENUE_SPAN.id)
    assert marks.model.order is Order.LABEL


def test_a_change_updates_rows_and_count(marks):
    marks.update_spans(annotations(SPEAKER_SPAN, RULE_SPAN), [VENUE_SPAN.id])
    assert marks.count.text() == "2"
    marks.show_spans(None)
    assert marks.empty.isVisible()
    assert marks.empty.head.text() == "No marks yet"


def deleting(marks, *spans):
    """Let what the list asks to delete go at once, as the program does."""
    left = list(spans)

    def delete(span_id):
        left[:] = [one for one in left if one.id != span_id]
        marks.update_spans(annotations(*left), [span_id])

    marks.delete_requested.connect(delete)
    return left


def test_deleting_one_after_the_other_ends_with_an_empty_list(marks):
    left = deleting(marks, *MARKS.spans)
    chosen = []
    marks.span_chosen.connect(chosen.append)
    marks.show_current(SPEAKER_SPAN.id)
    marks.list.setFocus()
    press(marks.list, KEY.Key_Delete, KEY.Key_Delete, KEY.Key_Delete)
    assert chosen == [VENUE_SPAN.id, RULE_SPAN.id]
    assert left == []
    assert marks.empty.isVisible()
    assert marks.count.text() == "0"


def test_what_is_not_deleted_after_all_stays_chosen(qtbot, marks):
    marks.show_current(SPEAKER_SPAN.id)
    marks.list.setFocus()
    with qtbot.assertNotEmitted(marks.span_chosen):
        press(marks.list, KEY.Key_Delete)
    assert marks.list.chosen_row() == 1


def test_delete_on_a_mark_that_is_not_chosen_chooses_it_first(qtbot, marks):
    marks.list.setFocus()
    with (
        qtbot.waitSignal(marks.span_chosen) as chosen,
        qtbot.assertNotEmitted(marks.delete_requested),
    ):
        press(marks.list, KEY.Key_Delete)
    assert chosen.args == [RULE_SPAN.id]


def test_arrows_choose_as_they_go(qtbot, marks):
    marks.show_current(RULE_SPAN.id)
    marks.list.setFocus()
    with qtbot.waitSignal(marks.span_chosen) as chosen:
        press(marks.list, KEY.Key_Down)
    assert chosen.args == [SPEAKER_SPAN.id]
    with qtbot.waitSignal(marks.span_chosen) as chosen:
        press(marks.list, KEY.Key_End)
    assert chosen.args == [VENUE_SPAN.id]


def test_the_first_mark_stays_chosen_in_another_order_too(marks):
    marks.show_current(RULE_SPAN.id)
    marks.set_order(Order.NEWEST)
    assert marks.model.span_at(marks.list.chosen_row()) == RULE_SPAN


def test_another_order_without_a_chosen_mark_chooses_none(marks):
    marks.set_order(Order.LABEL)
    assert marks.list.chosen_row() == -1


def test_the_menu_ticks_the_order_in_use(marks):
    marks.set_order(Order.NEWEST)
    menu = marks.order_menu()
    assert [action.text() for action in menu.actions()] == [
        "Text order",
        "By label",
        "Newest first",
    ]
    assert [action.isChecked() for action in menu.actions()] == [False, False, True]


def test_a_mark_far_away_is_brought_to_the_middle_and_a_near_one_moves_nothing(qtbot, marks):
    many = [replace(VENUE_SPAN, id=Id(f"{n:x}"), key=f"{n:03}") for n in range(60)]
    marks.show_spans(annotations(*many), TEXT)
    marks.show_current(many[40].id)
    rect = marks.list.visualRect(marks.model.index(40))
    assert abs(rect.center().y() - marks.list.viewport().rect().center().y()) < rect.height()
    place = marks.list.verticalScrollBar().value()
    marks.show_current(many[41].id)
    assert marks.list.verticalScrollBar().value() == place


def test_labels_stand_in_the_order_of_the_codebook(marks):
    marks.set_order(Order.LABEL)
    labels = [marks.model.span_at(row).label for row in range(3)]
    assert labels == ["rule", "speaker", "venue"]


def test_words_follow_the_language(marks):
    set_language("id")
    marks.retranslate()
    assert marks.head.text() == "Penanda"
    assert marks.list.accessibleName() == "Penanda"
    assert marks.order_button.text() == "Urutan teks"
    assert marks.order_button.accessibleName() == "Urutan penanda"
