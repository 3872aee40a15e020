"""Working out beside the window: the newest of each kind is shown, the most urgent first."""

from __future__ import annotations

import sys
import threading

import pytest
from agreement_page_scene import PlainDesk
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.gui.dialogs.scrim import Floating
from annotator.gui.review.agreement.progress import MeasureSheet
from annotator.gui.review.agreement.reckoning import KINDS, Reckoning
from annotator.gui.review.agreement.slow import SlowWork
from annotator.model.errors import InputError
from annotator.model.stopped import Stopped


class Desk:
    """Somebody who asks a reckoning, and holds back what is being worked out."""

    def __init__(self, qtbot, owner):
        self.qtbot = qtbot
        self.reckoning = Reckoning(owner)
        self.shown, self.begun, self.failures = [], [], []
        self.reckoning.failed.connect(lambda error: self.failures.append(error.code))
        self.gate = threading.Event()
        self.gate.set()

    def ask(self, kind, what, *, error=None):
        def work():
            self.begun.append(what)
            assert self.gate.wait(20)
            if error is not None:
                raise error
            return what

        self.reckoning.ask(kind, work, self.shown.append)

    def hold(self, kind="pair", what="held", **more):
        """Ask for something that is worked out until the gate opens."""
        self.gate.clear()
        self.ask(kind, what, **more)
        self.qtbot.waitUntil(lambda: what in self.begun)

    def open(self):
        self.gate.set()
        self.rest()

    def rest(self):
        self.qtbot.waitUntil(lambda: not self.reckoning.is_working)


@pytest.fixture
def desk(qtbot):
    owner = QObject()
    found = Desk(qtbot, owner)
    yield found
    found.gate.set()
    found.reckoning.stop()


def test_what_is_asked_is_worked_out_and_shown(desk):
    desk.ask("list", "one")
    assert desk.reckoning.is_working
    desk.rest()
    assert desk.shown == ["one"]


def test_the_most_urgent_comes_first_whatever_the_order_of_asking(desk):
    desk.hold()
    for kind in reversed(KINDS):
        desk.ask(kind, kind)
    desk.open()
    assert desk.begun[1:] == list(KINDS)
    assert desk.shown == list(KINDS)


def test_one_thing_is_worked_out_at_a_time(desk):
    desk.hold("list", "first")
    desk.ask("overview", "second")
    assert desk.begun == ["first"]
    desk.open()
    assert desk.shown == ["first", "second"]


def test_what_is_asked_anew_before_its_turn_replaces_what_was_asked(desk):
    desk.hold()
    desk.ask("list", "older")
    desk.ask("list", "newer")
    desk.open()
    assert desk.shown == ["held", "newer"]
    assert "older" not in desk.begun


def test_what_was_overtaken_while_it_was_worked_out_is_not_shown(desk):
    desk.hold("list", "older")
    desk.ask("list", "newer")
    desk.open()
    assert desk.shown == ["newer"]


def test_a_kind_that_is_forgotten_is_not_shown_and_others_are(desk):
    desk.hold("pair", "running")
    desk.ask("list", "waiting")
    desk.ask("overview", "stays")
    desk.reckoning.forget("pair", "list", "paragraph")
    desk.open()
    assert desk.shown == ["stays"]
    assert "waiting" not in desk.begun


def test_showing_may_ask_for_more(desk):
    desk.reckoning.ask("overview", lambda: 1, lambda one: desk.ask("pair", one + 1))
    desk.qtbot.waitUntil(lambda: desk.shown == [2])
    desk.rest()


def test_a_failure_is_told_and_the_next_is_worked_out(desk):
    desk.hold("overview", "wrong", error=InputError("unknown_label", label="x"))
    desk.ask("pair", "right")
    desk.open()
    assert desk.failures == ["unknown_label"]
    assert desk.shown == ["right"]


@pytest.mark.parametrize("way", ["asked anew", "forgotten"])
def test_the_failure_of_what_nobody_waits_for_is_not_told(desk, way):
    desk.hold("list", "wrong", error=InputError("unknown_label", label="x"))
    if way == "asked anew":
        desk.ask("list", "right")
    else:
        desk.reckoning.forget("list")
    desk.open()
    assert desk.failures == []
    assert desk.shown == (["right"] if way == "asked anew" else [])


def test_a_bug_goes_where_all_bugs_go_and_the_next_is_worked_out(desk, monkeypatch):
    caught = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, _trace: caught.append(error))
    desk.hold("overview", "bug", error=ZeroDivisionError("a bug"))
    desk.ask("pair", "right")
    desk.open()
    assert [str(one) for one in caught] == ["a bug"]
    assert desk.failures == []
    assert desk.shown == ["right"]


def test_after_stopping_nothing_comes_and_it_can_be_asked_again(desk):
    desk.hold("list", "running")
    desk.ask("pair", "waiting")
    desk.gate.set()
    desk.reckoning.stop()
    assert not desk.reckoning.is_working
    desk.ask("overview", "later")
    desk.rest()
    assert desk.shown == ["later"]


def test_stopping_what_rests_is_nothing(desk):
    desk.reckoning.stop()
    assert not desk.reckoning.is_working


# measures that take long --------------------------------------------------------------------


class Slow:
    """Somebody who waits for a long measure, as a page does."""

    def __init__(self, qtbot):
        self.qtbot = qtbot
        self.window = QWidget()
        self.window.resize(800, 600)
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
        self.desk = PlainDesk(self.window)
        self.slow = SlowWork(self.window, self.desk)
        self.slow._patience.setInterval(0)
        self.told, self.done, self.stops = [], [], 0
        self.slow.message.connect(self.told.append)
        self.gate = threading.Event()
        self.steps: list[bool] = []

    def run(self, *, error=None):
        def work(tell):
            self.steps.append(tell(1, 4))
            assert self.gate.wait(20)
            if not tell(3, 4):
                raise Stopped
            if error is not None:
                raise error
            return "found"

        self.slow.run("gamma", work, self.done.append, self.on_stopped)

    def on_stopped(self):
        self.stops += 1

    def sheet(self):
        self.qtbot.waitUntil(lambda: self.slow.sheet is not None)
        return self.slow.sheet

    def rest(self):
        self.gate.set()
        self.qtbot.waitUntil(lambda: not self.desk.is_busy)

    @property
    def floating(self):
        return [one for one in self.window.findChildren(Floating) if one.is_open]


@pytest.fixture
def slow(qtbot):
    found = Slow(qtbot)
    yield found
    found.gate.set()
    found.desk.cancel_all()


def test_the_sheet_names_the_measure_and_closes_when_it_is_done(slow):
    slow.run()
    sheet = slow.sheet()
    assert isinstance(sheet, MeasureSheet)
    assert sheet.meter.accessibleName().startswith("γ ")
    slow.rest()
    assert slow.done == ["found"]
    assert slow.floating == []
    assert (slow.stops, slow.told) == (0, [])


@pytest.mark.parametrize("way", ["button", "close"])
def test_whoever_does_not_wait_stops_it_and_nothing_is_shown(slow, way):
    slow.run()
    sheet = slow.sheet()
    slow.gate.set()
    (sheet.button if way == "button" else sheet.close_button).click()
    assert slow.stops == 1
    assert not slow.desk.is_busy
    assert slow.done == []
    assert slow.floating == []


def test_where_it_cannot_be_worked_out_that_is_told_and_it_counts_as_stopped(slow):
    slow.run(error=InputError("measure_needs_label", measure="gamma"))
    slow.sheet()
    slow.rest()
    assert slow.stops == 1
    assert slow.floating == []
    assert len(slow.told) == 1
    assert slow.done == []


def test_what_is_done_before_patience_ends_shows_no_sheet(slow):
    slow.slow._patience.setInterval(60_000)
    slow.run()
    slow.rest()
    assert slow.done == ["found"]
    assert slow.slow.sheet is None
    assert not slow.slow._patience.isActive()


def test_a_second_measure_can_be_worked_out_after_the_first_was_stopped(slow):
    slow.run()
    sheet = slow.sheet()
    slow.gate.set()
    sheet.dismiss()
    slow.run()
    slow.rest()
    assert (slow.done, slow.stops) == (["found"], 1)
