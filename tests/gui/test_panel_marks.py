from __future__ import annotations

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
