"""Long work beside the window: one end, none after stopping, the newest of several; closing."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from annotator.gui.dialogs.closing_sheet import ClosingSheet
from annotator.gui.flows import closing as closing_module
from annotator.gui.flows.closing import Closing
from annotator.gui.flows.long_work import LongWork
from annotator.model.errors import RefusedError


@pytest.fixture
def flow(window):
    """Long work that remembers its ends, its steps and when the project was taken."""
    made = LongWork(window)
    made.ends, made.steps, made.busy = [], [], []
    made.busy_changed.connect(made.busy.append)
    yield made
    made.cancel_all()


def run(flow, work, name="work"):
    flow.run(
        work,
        lambda result: flow.ends.append((name, result)),
        lambda sentence: flow.ends.append((name, "failed", sentence)),
        lambda done, total, what: flow.steps.append((name, done, total, what)),
    )


class Gate:
    """Work that waits until it is let go on, or is stopped."""

    def __init__(self):
        self.begun, self.open, self.was_stopped = threading.Event(), threading.Event(), False

    def __call__(self, tell):
        self.begun.set()
        while not self.open.wait(0.002):
            if not tell(1, 2, "waiting"):
                self.was_stopped = True
                return None
        return "through"


def test_work_that_ends_well_tells_its_steps_and_its_end_once(qtbot, flow):
    def work(tell):
        return [tell(at, 3, f"step {at}") for at in range(3)]

    run(flow, work)
    assert flow.is_busy
    qtbot.waitUntil(lambda: not flow.is_busy)
    assert flow.ends == [("work", [True, True, True])]
    assert flow.steps == [("work", at, 3, f"step {at}") for at in range(3)]
    assert flow.busy == [True, False]


def test_the_project_is_free_again_when_the_end_is_told(qtbot, flow):
    """Whoever hears of the end may begin other work at once."""
    states = []
    flow.run(lambda _tell: 1, lambda _one: states.append(flow.is_busy), print, print)
    qtbot.waitUntil(lambda: states == [False])


def test_a_refusal_is_the_other_end_and_no_bug(qtbot, flow, monkeypatch):
    def work(_tell):
        raise RefusedError("only_read")

    bugs = []
    monkeypatch.setattr("sys.excepthook", lambda *error: bugs.append(error))
    run(flow, work)
    qtbot.waitUntil(lambda: flow.ends != [])
    ((_name, what, sentence),) = flow.ends
    assert (what, bool(sentence), bugs) == ("failed", True, [])


def test_a_bug_ends_the_work_and_is_reported_where_all_bugs_are(qtbot, flow, monkeypatch):
    def work(_tell):
        raise ZeroDivisionError("a bug")

    bugs = []
    monkeypatch.setattr("sys.excepthook", lambda kind, *_more: bugs.append(kind))
    run(flow, work)
    qtbot.waitUntil(lambda: bugs != [])
    assert bugs == [ZeroDivisionError]
    assert [one[1] for one in flow.ends] == ["failed"]
    assert not flow.is_busy


def test_what_was_stopped_has_no_end_and_has_stopped_when_that_returns(qtbot, flow):
    gate = Gate()
    run(flow, gate)
    assert gate.begun.wait(5)
    flow.cancel_all()
    assert gate.was_stopped
    assert not flow.is_busy
    QApplication.processEvents()
    assert flow.ends == []
    assert flow.steps == [], "what it told before is of no interest any more"
    assert flow.busy == [True, False]


def test_stopping_nothing_tells_nothing(flow):
    flow.cancel_all()
    assert flow.busy == []


def test_of_several_the_last_one_counts(qtbot, flow):
    first = Gate()
    run(flow, first, "first")
    assert first.begun.wait(5)
    run(flow, lambda _tell: 2, "second")
    qtbot.waitUntil(lambda: not flow.is_busy)
    assert first.was_stopped
    assert flow.ends == [("second", 2)]
    assert flow.busy == [True, False, True, False]


def test_work_can_be_begun_from_the_end_of_other_work(qtbot, flow):
    flow.run(lambda _tell: 1, lambda _one: run(flow, lambda _tell: 2, "after"), print, print)
    qtbot.waitUntil(lambda: flow.ends == [("after", 2)])


# closing --------------------------------------------------------------------------------------


@pytest.fixture
def impatient(monkeypatch):
    """What is waited for is shown at once."""
    monkeypatch.setattr(closing_module, "PATIENCE_SECONDS", 0)


def test_what_takes_but_a_moment_is_done_without_a_word(window):
    done = []
    closing = Closing(lambda tell: done.append(tell(1, 1)))
    closing.run(window)
    assert (done, closing.error) == ([True], None)
    assert window.findChildren(ClosingSheet) == []


def when_shown(window, act):
    """Act on the sheet as soon as it is there, as somebody at the window would."""

    def look():
        for sheet in window.findChildren(ClosingSheet):
            if sheet.is_open:
                timer.stop()
                act(sheet)

    timer = QTimer(window, interval=2)
    timer.timeout.connect(look)
    timer.start()


def patient(gate):
    return lambda tell: gate(lambda done, total, _what: tell(done, total))


def test_what_takes_longer_is_shown_until_it_has_ended(window, impatient):
    gate = Gate()
    when_shown(window, lambda _sheet: gate.open.set())
    Closing(patient(gate)).run(window)
    assert not gate.was_stopped
    assert not any(one.is_open for one in window.findChildren(ClosingSheet))


def test_whoever_leaves_the_sheet_leaves_the_work_out(window, impatient):
    gate = Gate()
    when_shown(window, lambda sheet: sheet.dismiss())
    closing = Closing(patient(gate))
    closing.run(window)
    assert gate.was_stopped
    assert closing.error is None


def test_nothing_is_shown_over_a_window_that_is_not_seen(window, impatient):
    window.hide()
    Closing(lambda _tell: threading.Event().wait(0.02)).run(window)
    assert window.findChildren(ClosingSheet) == []


@pytest.mark.parametrize("error", [RefusedError("only_read"), ZeroDivisionError("a bug")])
def test_whatever_goes_wrong_closing_goes_on_and_the_error_is_kept(window, error):
    def work(_tell):
        raise error

    closing = Closing(work)
    closing.run(window)
    assert closing.error is error
