from __future__ import annotations

from dataclasses import replace

import pytest
from panel_scene import (
    CODEBOOK,
    KEY,
    click,
    dress,
    press,
    show,
)
from PySide6.QtCore import Qt

from annotator.gui.panels.palette_column import MoreHint, PaletteColumn
from annotator.gui.theme.look import look
from annotator.model.codebook import Codebook, Label
from annotator.model.words import Words
from annotator.workbench.language import set_language


@pytest.fixture(autouse=True)
def _dressed(qapp):
    dress()
    yield
    dress()


@pytest.fixture
def labels(qtbot):
    labels = PaletteColumn()
    show(qtbot, labels, 212, 200)
    return labels


def test_every_label_that_can_be_put_on_words_has_a_row(labels):
    assert list(labels.rows) == ["rule", "speaker", "venue"]
    assert labels.rows["rule"].toolTip() == "What must be done."


def test_a_click_on_a_label_asks_for_it(qtbot, labels):
    with qtbot.waitSignal(labels.label_chosen) as chosen:
        click(labels.rows["speaker"])
    assert chosen.args == ["speaker"]


def test_labels_count_the_marks_of_the_article(labels):
    labels.show_counts({"rule": 21})
    assert labels.rows["rule"].count == 21
    assert labels.rows["rule"].accessibleName() == "R, Rule, 21"
    labels.show_counts({})
    assert labels.rows["rule"].count == 0


def test_labels_follow_the_codebook_and_its_language(labels):
    look().set_codebook(CODEBOOK, "id")
    assert labels.rows["rule"].text() == "Aturan"
    look().set_codebook(
        type(CODEBOOK)("other", "1", labels={"rule": CODEBOOK.labels["rule"]}), "en"
    )
    assert list(labels.rows) == ["rule"]


def test_many_labels_scroll_and_can_all_be_reached(qtbot, labels):
    many = {f"l{n}": Label(f"l{n}", Words({"": f"Label {n}"})) for n in range(60)}
    look().set_codebook(Codebook("many", "1", labels=many), "en")
    assert labels.area.sizeHint().height() == 300
    last = labels.rows["l59"]
    qtbot.waitUntil(last.isVisible)
    last.setFocus(Qt.FocusReason.TabFocusReason)

    def is_seen():
        labels.area.ensureWidgetVisible(last)
        bottom = last.mapTo(labels.area.viewport(), last.rect().bottomLeft()).y()
        return bottom <= labels.area.viewport().height()

    qtbot.waitUntil(is_seen)


def test_long_names_are_cut_and_told(qtbot, labels):
    name = "Penyebutan pihak yang diikat atau dibolehkan"
    one = {"long": Label("long", Words({"": name}))}
    look().set_codebook(Codebook("long", "1", labels=one), "id")
    qtbot.waitUntil(labels.rows["long"].isVisible)
    labels.grab()
    assert labels.rows["long"].toolTip() == name


def test_enter_and_space_on_a_label_ask_for_it(qtbot, labels):
    row = labels.rows["venue"]
    row.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (KEY.Key_Return, KEY.Key_Space):
        with qtbot.waitSignal(labels.label_chosen) as chosen:
            press(row, key)
        assert chosen.args == ["venue"]


def test_tab_goes_through_the_labels_in_order(labels):
    labels.rows["rule"].setFocus(Qt.FocusReason.TabFocusReason)
    press(labels.rows["rule"], KEY.Key_Tab)
    assert labels.rows["speaker"].hasFocus()


def test_labels_of_another_codebook_keep_the_counts_of_the_article(labels):
    labels.show_counts({"rule": 21, "gone": 3})
    fewer = {"rule": CODEBOOK.labels["rule"], "venue": CODEBOOK.labels["venue"]}
    look().set_codebook(replace(CODEBOOK, labels=fewer), "en")
    assert [(key, row.count) for key, row in labels.rows.items()] == [("rule", 21), ("venue", 0)]


def test_a_label_that_is_retired_has_no_row(labels):
    retired = replace(CODEBOOK.labels["rule"], is_deprecated=True)
    look().set_codebook(replace(CODEBOOK, labels=CODEBOOK.labels | {"rule": retired}), "en")
    assert list(labels.rows) == ["speaker", "venue"]


def test_a_codebook_without_labels_leaves_no_rows_and_no_room(labels):
    look().set_codebook(Codebook("none", "1"), "en")
    assert labels.rows == {}
    assert labels.area.sizeHint().height() == 0


def test_few_labels_take_the_room_they_need_and_a_small_column_keeps_three(labels):
    three = labels.area.sizeHint().height()
    look().set_codebook(replace(CODEBOOK, labels={"rule": CODEBOOK.labels["rule"]}), "en")
    assert labels.area.sizeHint().height() * 3 == three
    many = {f"l{n}": Label(f"l{n}", Words({"": f"Label {n}"})) for n in range(9)}
    look().set_codebook(Codebook("many", "1", labels=many), "en")
    assert labels.area.sizeHint().height() == three * 3
    assert labels.area.minimumSizeHint().height() == three


def test_a_definition_is_shown_letter_for_letter(labels):
    label = replace(CODEBOOK.labels["rule"], definition=Words({"en": "<b>must</b> & shall"}))
    look().set_codebook(replace(CODEBOOK, labels={"rule": label}), "en")
    assert "&lt;b&gt;must" in labels.rows["rule"].toolTip()


def test_a_column_that_scrolls_has_a_bar_and_needs_no_hints(qtbot, labels):
    many = {f"l{n}": Label(f"l{n}", Words({"": f"Label {n}"})) for n in range(40)}
    look().set_codebook(Codebook("many", "1", labels=many), "en")
    qtbot.waitUntil(lambda: labels.area.verticalScrollBar().maximum() > 0)
    assert not any(hint.isVisible() for hint in labels.findChildren(MoreHint))


def test_words_follow_the_language(labels):
    set_language("id")
    labels.retranslate()
    assert labels.sub.text() == "dalam artikel ini"
