from __future__ import annotations

import pytest
from panel_scene import (
    CODEBOOK,
    click,
    dress,
    show,
)
from PySide6.QtCore import Qt

from annotator.gui.panels.palette_column import PaletteColumn
from annotator.gui.theme.look import look
from annotator.model.codebook import Codebook, Label
from annotator.model.words import Words


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
