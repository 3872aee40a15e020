from __future__ import annotations

import pytest
from panel_scene import (
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


def test_the_bar_stands_under_the_last_selected_line(bar):
    lines = [QRectF(300, 80, 200, 24), QRectF(40, 110, 120, 24)]
    bar.place(lines, QRectF(0, 0, 800, 400))
    assert bar.isVisible()
    assert bar.inner_rect().topLeft().toTuple() == (40, 110 + 24 + BELOW)


def test_the_bar_stands_above_where_there_is_no_room(bar):
    bar.place([QRectF(300, 370, 200, 24)], QRectF(0, 0, 800, 400))
    assert bar.inner_rect().bottom() == 370 - ABOVE


def test_the_bar_stays_inside_the_view(bar):
    bar.place([QRectF(780, 100, 15, 24)], QRectF(0, 0, 800, 400))
    assert bar.inner_rect().right() <= 800 - 12


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
