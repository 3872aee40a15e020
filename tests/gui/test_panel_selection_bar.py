from __future__ import annotations

from dataclasses import replace

import pytest
from panel_scene import (
    CODEBOOK,
    click,
    dress,
    show,
)
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from annotator.gui.panels.selection_bar import ABOVE, BELOW, SelectionBar
from annotator.gui.theme.look import look


@pytest.fixture(autouse=True)
def _dressed(qapp):
    dress()
    yield
    dress()


@pytest.fixture
def bar(qtbot):
    window = QWidget()
    show(qtbot, window, 800, 400)
    bar = SelectionBar(window)
    bar.host = window
    bar.offer(["rule", "speaker"])
    return bar


def place_of(bar) -> QRectF:
    """Return where the bar is seen in its window."""
    return bar.seen().translated(bar.pos())


def test_the_bar_stands_under_the_last_selected_line(bar):
    lines = [QRectF(300, 80, 200, 24), QRectF(40, 110, 120, 24)]
    bar.place(lines, QRectF(0, 0, 800, 400))
    assert bar.isVisible()
    assert place_of(bar).topLeft().toTuple() == (40, 110 + 24 + BELOW)


def test_the_bar_stands_above_where_there_is_no_room(bar):
    bar.place([QRectF(300, 370, 200, 24)], QRectF(0, 0, 800, 400))
    assert place_of(bar).bottom() == 370 - ABOVE


def test_the_bar_stays_inside_the_view(bar):
    bar.place([QRectF(780, 100, 15, 24)], QRectF(0, 0, 800, 400))
    assert place_of(bar).right() <= 800 - 12


def test_the_bar_names_its_labels_and_the_way_to_all(qtbot, bar):
    bar.place([QRectF(40, 100, 100, 24)], QRectF(0, 0, 800, 400))
    assert [item.text() for item in bar.items] == ["Rule", "Speaker"]
    assert bar.first_label() == "rule"
    with qtbot.waitSignal(bar.label_chosen) as chosen:
        click(bar.items[1])
    assert chosen.args == ["speaker"]
    with qtbot.waitSignal(bar.all_requested):
        click(bar.all_button)


def test_the_bar_fades_in_only_where_motion_is_wanted(qtbot, bar, monkeypatch):
    monkeypatch.setattr(type(look()), "motion_ms", property(lambda self: 30))
    bar.place([QRectF(40, 100, 100, 24)], QRectF(0, 0, 800, 400))
    assert bar.graphicsEffect().isEnabled()
    qtbot.waitUntil(lambda: not bar.graphicsEffect().isEnabled())


def test_without_a_selection_there_is_no_bar(bar):
    bar.place([QRectF(40, 100, 100, 24)], QRectF(0, 0, 800, 400))
    bar.place([], QRectF(0, 0, 800, 400))
    assert not bar.isVisible()


ROOM = QRectF(0, 0, 800, 400)


def test_where_there_is_no_room_at_all_the_bar_stays_in_sight(bar):
    bar.place([QRectF(40, -300, 100, 24), QRectF(40, 700, 100, 24)], ROOM)
    inner = place_of(bar)
    assert ROOM.contains(inner)
    assert inner.bottom() == 400 - 8


def test_words_above_the_view_keep_the_bar_at_its_upper_edge(bar):
    bar.place([QRectF(40, -200, 100, 24)], ROOM)
    assert place_of(bar).top() == BELOW


def test_a_view_narrower_than_the_bar_shows_its_beginning(bar):
    bar.place([QRectF(40, 100, 20, 24)], QRectF(0, 0, 60, 400))
    assert place_of(bar).left() == 12


def test_other_labels_replace_those_before(qtbot, bar):
    bar.place([QRectF(40, 100, 100, 24)], ROOM)
    wide = place_of(bar).width()
    bar.offer(["venue"])
    assert [item.text() for item in bar.items] == ["Venue"]
    assert bar.first_label() == "venue"
    assert place_of(bar).width() < wide
    with qtbot.waitSignal(bar.label_chosen) as chosen:
        click(bar.items[0])
    assert chosen.args == ["venue"]


def test_a_codebook_without_labels_leaves_the_way_to_all(bar):
    bar.offer([])
    assert bar.first_label() is None
    assert bar.items == []
    bar.place([QRectF(40, 100, 100, 24)], ROOM)
    assert bar.all_button.isVisible()


def test_only_the_first_label_has_the_ground_of_what_enter_takes(bar):
    assert [item.parts.has_ground for item in bar.items] == [True, False]


def test_names_and_keys_follow_the_codebook(bar):
    rule = replace(CODEBOOK.labels["rule"], shortcut="x")
    look().set_codebook(replace(CODEBOOK, labels={**CODEBOOK.labels, "rule": rule}), "id")
    assert [item.text() for item in bar.items] == ["Aturan", "Narasumber"]
    assert [item.parts.cap for item in bar.items] == ["X", "S"]


def test_the_bar_keeps_its_place_above_what_floats_later(bar):
    other = QWidget(bar.host)
    other.setGeometry(0, 0, 800, 400)
    other.show()
    bar.place([QRectF(40, 100, 100, 24)], ROOM)
    inside = place_of(bar).center().toPoint()
    assert bar.isAncestorOf(bar.host.childAt(inside)) or bar.host.childAt(inside) is bar
