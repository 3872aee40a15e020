"""The left column folded: the dots of the articles, the keys of the labels."""

from __future__ import annotations

from dataclasses import replace

import pytest
from panel_scene import CODEBOOK, KEY, click, document_row, dress, press, show
from PySide6.QtCore import Qt

from annotator.gui.models.documents import DocumentsModel
from annotator.gui.panels.palette_column import MoreHint
from annotator.gui.panels.rail import Rail
from annotator.gui.theme.look import look
from annotator.model.codebook import Codebook, Label
from annotator.model.words import Words
from annotator.workbench.language import set_language

ROWS = [document_row(0, "done", 46), document_row(1), document_row(2, "in_progress", 3)]
IDS = [row.id for row in ROWS]


@pytest.fixture
def rail(qtbot):
    dress()
    model = DocumentsModel(lambda ids: [row for row in ROWS if row.id in ids])
    model.set_ids(IDS)
    rail = Rail(model)
    show(qtbot, rail, 44, 400)
    yield rail
    dress()


def test_every_label_that_can_be_put_on_words_has_a_key(rail):
    assert list(rail.caps) == ["rule", "speaker", "venue"]
    assert [cap.accessibleName() for cap in rail.caps.values()] == ["Rule", "Speaker", "Venue"]
    assert rail.caps["rule"].toolTip() == "Rule"


def test_enter_on_a_key_asks_for_its_label(qtbot, rail):
    cap = rail.caps["venue"]
    cap.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(rail.label_chosen) as chosen:
        press(cap, KEY.Key_Return)
    assert chosen.args == ["venue"]


def test_the_keyboard_alone_opens_an_article(qtbot, rail):
    rail.show_current(IDS[0])
    rail.list.setFocus()
    press(rail.list, KEY.Key_Down)
    with qtbot.waitSignal(rail.document_chosen) as chosen:
        press(rail.list, KEY.Key_Return)
    assert chosen.args == [IDS[1]]
    assert rail.list.chosen_row() == 0


def test_without_an_open_article_none_is_chosen(rail):
    rail.show_current(IDS[2])
    rail.show_current("")
    assert rail.list.chosen_row() == -1
    rail.model.set_ids(IDS[:1])
    assert rail.list.chosen_row() == -1


def test_the_dots_tell_how_far_each_article_is(rail):
    def dot(row):
        return rail.list.viewport().grab(rail.list.visualRect(rail.model.index(row))).toImage()

    rail.list.clearFocus()
    assert dot(0) != dot(1) != dot(2) != dot(0)


def test_keys_follow_codebook_and_language(qtbot, rail):
    look().set_codebook(CODEBOOK, "id")
    assert rail.caps["rule"].accessibleName() == "Aturan"
    assert rail.caps["rule"].toolTip() == "Aturan"
    fewer = {"rule": CODEBOOK.labels["rule"]}
    look().set_codebook(replace(CODEBOOK, labels=fewer), "en")
    assert list(rail.caps) == ["rule"]
    qtbot.waitUntil(rail.caps["rule"].isVisible)
    with qtbot.waitSignal(rail.label_chosen) as chosen:
        click(rail.caps["rule"])
    assert chosen.args == ["rule"]


def test_the_same_labels_in_another_language_keep_their_buttons(rail):
    before = dict(rail.caps)
    look().set_codebook(CODEBOOK, "id")
    assert rail.caps == before


def test_more_keys_than_fit_are_hinted_at_on_the_side_where_they_are(qtbot, rail):
    many = {f"l{n}": Label(f"l{n}", Words({"": f"Label {n}"})) for n in range(40)}
    look().set_codebook(Codebook("many", "1", labels=many), "en")
    above, below = sorted(rail.findChildren(MoreHint), key=lambda hint: hint.y())
    qtbot.waitUntil(below.isVisible)
    assert not above.isVisible()
    bar = rail.area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    assert above.isVisible()
    assert below.isVisible()
    bar.setValue(bar.maximum())
    assert above.isVisible()
    assert not below.isVisible()
    assert below.geometry().bottom() == rail.area.height() - 1


def test_words_follow_the_language(rail):
    assert rail.unfold_button.accessibleName() == "Unfold this column"
    set_language("id")
    rail.retranslate()
    assert rail.list.accessibleName() == "Artikel"
    assert rail.unfold_button.accessibleName() != "Unfold this column"
