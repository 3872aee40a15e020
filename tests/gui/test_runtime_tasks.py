"""Work in a thread and facts from a thread arrive in the window, once and in order."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, QThread

from annotator.gui.runtime.bridge import Bridge
from annotator.gui.runtime.tasks import Task
from annotator.model.change import Change
from annotator.model.errors import RefusedError
from annotator.workbench.events import Events


class Listener(QObject):
    """Keeps what a task tells, and in which thread it was heard."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.steps, self.results, self.errors, self.threads = [], [], [], set()
        task.progressed.connect(self.on_progressed)
        task.succeeded.connect(self.on_succeeded)
        task.failed.connect(self.on_failed)

    @property
    def ends(self) -> int:
        return len(self.results) + len(self.errors)

    def on_progressed(self, done: int, total: int, what: str) -> None:
        self.steps.append((done, total, what))
        self.threads.add(QThread.currentThread())

    def on_succeeded(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(QThread.currentThread())

    def on_failed(self, error: object) -> None:
        self.errors.append(error)
        self.threads.add(QThread.currentThread())


@pytest.fixture
def run(qtbot):
    """Run work to its end and return what was heard of it."""
    window = QObject()

    def start(work):
        task = Task(work, window)
        listener = Listener(task)
        with qtbot.waitSignal(task.destroyed):
            task.start()
        return listener

    yield start
    window.deleteLater()


def test_work_runs_beside_the_window_and_is_heard_in_its_thread(run):
    def work(tell):
        tell(1, 1, "")
        return threading.get_ident()

    heard = run(work)
    assert heard.results != [threading.get_ident()]
    assert heard.threads == {QThread.currentThread()}


def test_the_result_comes_after_every_step_and_once(run):
    def work(tell):
        for number in range(5):
            tell(number, 5, f"article {number}")
        return "done"

    heard = run(work)
    assert heard.steps == [(number, 5, f"article {number}") for number in range(5)]
    assert (heard.results, heard.errors) == (["done"], [])


def test_work_without_a_result_succeeds_all_the_same(run):
    heard = run(lambda _tell: None)
    assert (heard.results, heard.errors) == ([None], [])


@pytest.mark.parametrize(
    "error", [RefusedError("already_marked", label="rule"), ZeroDivisionError("a bug")]
)
def test_an_error_comes_in_place_of_the_result(run, error):
    def work(_tell):
        raise error

    heard = run(work)
    assert (heard.results, heard.errors) == ([], [error])


def test_an_error_knows_where_it_happened(run):
    def work(_tell):
        raise ZeroDivisionError

    (error,) = run(work).errors
    assert error.__traceback__.tb_next.tb_frame.f_code is work.__code__


def test_numbers_too_great_for_qt_are_told_as_the_greatest(run):
    heard = run(lambda tell: tell(2**40, 2**50, "bytes"))
    assert heard.steps == [(2**31 - 1, 2**31 - 1, "bytes")]


def test_work_hears_at_its_next_step_that_it_is_to_stop(qtbot):
    begun, going_on = threading.Event(), threading.Event()

    def work(tell):
        answers = [tell(0, 2, "")]
        begun.set()
        going_on.wait(20)
        return [*answers, tell(1, 2, "")]

    window = QObject()
    task = Task(work, window)
    heard = Listener(task)
    with qtbot.waitSignal(task.destroyed):
        task.start()
        assert begun.wait(20)
        task.cancel()
        going_on.set()
    assert heard.results == [[True, False]]


def test_waiting_for_work_waits_until_it_has_ended(qtbot):
    done = []
    window = QObject()
    task = Task(lambda _tell: done.append(1), window)
    with qtbot.waitSignal(task.destroyed):
        task.start()
        task.wait()
        assert done == [1]


def test_several_tasks_end_each_with_their_own_result(qtbot):
    window = QObject()
    tasks = [Task(lambda _tell, number=number: number, window) for number in range(4)]
    listeners = [Listener(task) for task in tasks]
    with qtbot.waitSignals([task.destroyed for task in tasks]):
        for task in tasks:
            task.start()
    assert [heard.results for heard in listeners] == [[0], [1], [2], [3]]


# the bridge ---------------------------------------------------------------------------------


@pytest.fixture
def events():
    return Events()


def change(action: str) -> Change:
    return Change(frozenset({"span"}), frozenset(), frozenset(), action)


def test_the_bridge_passes_each_change_on_in_order(qapp, events):
    bridge, heard = Bridge(events), []
    bridge.changed.connect(heard.append)
    changes = [change("add_span"), change("delete_span")]
    for one in changes:
        events.publish(one)
    assert heard == changes


def test_a_change_from_another_thread_is_heard_in_the_thread_of_the_window(qtbot, events):
    bridge = Bridge(events)
    places = []

    class Window(QObject):
        def on_changed(self, _change):
            places.append(QThread.currentThread())

    window = Window()
    bridge.changed.connect(window.on_changed)
    thread = threading.Thread(target=events.publish, args=[change("import_documents")])
    with qtbot.waitSignal(bridge.changed):
        thread.start()
    thread.join()
    qtbot.waitUntil(lambda: places != [])
    assert places == [QThread.currentThread()]


def test_a_bridge_that_was_disconnected_hears_nothing_more(qapp, events):
    bridge, other, heard = Bridge(events), Bridge(events), []
    bridge.changed.connect(lambda _change: heard.append("first"))
    other.changed.connect(lambda _change: heard.append("other"))
    bridge.disconnect_events()
    bridge.disconnect_events()
    events.publish(change("add_span"))
    assert heard == ["other"]
