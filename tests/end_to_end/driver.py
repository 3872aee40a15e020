"""Runs the installed window as its users do, and tells a story where things are on the screen.

The window itself knows nothing of this: a thread reads one JSON question a line from standard input
and the answer is looked up in the window's thread.  Marks are made by real mouse and keys; only
*where* a word is painted cannot be known from outside.
"""

from __future__ import annotations

import json
import os
import random
import sys
import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from annotator.gui import app
from annotator.gui.dialogs.confirm import MessageSheet
from annotator.gui.dialogs.scrim import Floating, Scrim
from annotator.gui.main_window import MainWindow
from annotator.gui.reader.view import ReadingView

SETTLE_MS = 250
PLAIN = (str, int, float, bool, type(None))


class Answers(QObject):
    """Answers in the window's thread."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self.answer, Qt.ConnectionType.QueuedConnection)
        self._watched: QWidget | None = None
        self._coder: Coder | None = None
        self._shown: dict[str, Any] = {}

    def answer(self, question: dict[str, Any]) -> None:
        method = getattr(self, "on_" + question.pop("ask"))
        try:
            reply = method(**question)
        except Exception as error:  # the story shows it
            reply = {"error": repr(error)}
        tell(reply)

    @property
    def window(self) -> MainWindow:
        return next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))

    @property
    def reader(self) -> ReadingView:
        return self.window.findChild(ReadingView)

    @property
    def sheet(self) -> Floating | None:
        """What floats over the window, the uppermost of several."""
        scrims = [one for one in self.window.findChildren(Scrim) if one._is_open]
        return scrims[-1].findChild(Floating) if scrims else None

    def find(self, path: str) -> Any:
        """Follow names and numbers, from the window or from what floats over it."""
        first, *rest = path.split(".")
        found: Any = self.sheet if first == "sheet" else getattr(self.window, first)
        for part in rest:
            found = found[int(part)] if part.isdigit() else _got(found, part)
        return found

    def on_window(self) -> dict[str, Any]:
        window = self.window
        place = window.mapToGlobal(QPoint(0, 0))
        size = [place.x(), place.y(), window.width(), window.height()]
        return {"id": int(window.winId()), "rect": size, "title": window.windowTitle()}

    def on_point(self, cp: int) -> list[int]:
        point = self.reader.viewport().mapToGlobal(self.reader.point_of(cp).toPoint())
        return [point.x(), point.y()]

    def on_grip(self, is_end: bool) -> list[int]:
        """Where the end of the mark in focus can be taken hold of."""
        _fragment, _is_end, point = next(g for g in self.reader.grip_points() if g[1] == is_end)
        place = self.reader.viewport().mapToGlobal(point.toPoint())
        return [place.x(), place.y()]

    def on_show(self, cp: int) -> bool:
        """Bring a character into the view, as scrolling would."""
        self.reader.show_offset(cp)
        return True

    def on_place(self, cp: int, top: float) -> bool:
        """Bring a character to a height in the view."""
        self.reader.restore_place(cp, top)
        return True

    def on_resize(self, width: int, height: int) -> bool:
        self.window.setGeometry(0, 0, width, height)
        return True

    def on_widget(self, name: str) -> list[int] | None:
        """Where a control stands, by its path (``workspace.frame.bar.items.0``) or name."""
        found = [self.find(name)] if "." in name else self.window.findChildren(QWidget, name)
        shown = [one for one in found if isinstance(one, QWidget) and one.isVisible()]
        if not shown:
            return None
        point = shown[0].mapToGlobal(shown[0].rect().center())
        return [point.x(), point.y(), shown[0].width(), shown[0].height()]

    def on_cell(self, path: str, row: int, column: int) -> list[int]:
        """Where a cell of a table stands."""
        view = self.find(path)
        middle = view.visualRect(view.model().index(row, column)).center()
        point = view.viewport().mapToGlobal(middle)
        return [point.x(), point.y()]

    def on_read(self, path: str) -> Any:
        """What stands at a path: words and numbers as they are, lists of them, else its name."""
        found = self.find(path)
        if isinstance(found, list | tuple):
            return [one if isinstance(one, PLAIN) else str(one) for one in found]
        found = str(found) if isinstance(found, Path) else found
        return found if isinstance(found, PLAIN) else type(found).__name__

    def on_menu(self, action: str) -> dict[str, Any]:
        found = self.window.findChild(QAction, action)
        return {"text": found.text(), "is_enabled": found.isEnabled()}

    def on_spans(self) -> list[dict[str, Any]]:
        """Return what the view has, to be looked at and never to be trusted as a result."""
        spans = self.reader.page.spans.by_id.values()
        return [{"id": s.id, "label": s.label, "start": s.start, "end": s.end} for s in spans]

    def on_focus(self, span: str) -> bool:
        self.window.scene.focus_span(span)
        return True

    def on_state(self) -> dict[str, Any]:
        scene, sheet = self.window.scene, self.sheet
        focus, dialog = QApplication.focusWidget(), QApplication.activeModalWidget()
        return {
            "article": scene.document.key if scene and scene.document else None,
            "text": scene.document.text if scene and scene.document else None,
            "focused": self.reader.focused_span() if self.reader else None,
            "selection": list(self.reader.selection()) if self.reader else None,
            "place": list(self.reader.reading_place()) if self.reader else None,
            "spans": len(scene.annotations.spans) if scene and scene.annotations else 0,
            "focus": type(focus).__name__ if focus else None,
            "typed": focus.text() if isinstance(focus, QLineEdit) else None,
            "title": self.window.windowTitle(),
            "sheet": type(sheet).__name__ if sheet else None,
            "message": sheet.message.happened if isinstance(sheet, MessageSheet) else None,
            "dialog": type(dialog).__name__ if dialog else None,
            "saved": self.window.status.saved.text(),
        }

    def on_grab(self, path: str) -> bool:
        """Take a picture of the screen, once fades have come to their end."""
        loop = QEventLoop()
        QTimer.singleShot(SETTLE_MS, loop.quit)
        loop.exec()
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        return self.window.screen().grabWindow(0).save(path, "PNG")

    def on_call(self, action: str) -> bool:
        """Trigger a command of the menus."""
        self.window.trigger(action)
        return True

    def on_wait(self) -> bool:
        """Answer when an article is open."""
        while self.window.scene is None or self.window.scene.document is None:
            QApplication.processEvents()
        return True

    def on_watch(self) -> bool:
        """Tell, after each painting of the text, which spans it shows."""
        self._watched = self.reader.viewport()
        self._watched.installEventFilter(self)
        return True

    def on_code(self, seed: int) -> bool:
        """Mark, answer, relabel and resize without end."""
        self._coder = Coder(self.window, self.reader, random.Random(seed))
        self._coder.has_painted.connect(self.tell_shown)
        return True

    def tell_shown(self) -> None:
        tell({"painted": self._shown})

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched is self._watched:
            self._shown = {
                span.id: [span.label, [[one.start, one.end] for one in span.fragments]]
                for span in self.reader.page.spans.by_id.values()
            }
            if self._coder is None:
                # After this event has come to its end the picture is on the screen.
                QTimer.singleShot(0, self.tell_shown)
        return False


class Coder(QObject):
    """Somebody who codes as fast as the window can follow, by keys alone."""

    LABELS = "rsxv"
    has_painted = Signal()

    def __init__(self, window: MainWindow, reader: ReadingView, choice: random.Random) -> None:
        super().__init__(window)
        self._window, self._reader, self._choice = window, reader, choice
        self._ways = (*(self.mark,) * 5, self.answer, self.answer, self.relabel, self.resize)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.go_on)
        self._timer.start(0)

    def go_on(self) -> None:
        """Do something and wait until it is on the screen."""
        self._choice.choice(self._ways)()
        self._reader.viewport().repaint()
        self.has_painted.emit()

    def mark(self) -> None:
        text = self._reader.page.text
        start = text.find(" ", self._choice.randrange(len(text) - 200)) + 1
        end = text.find(" ", start + self._choice.randrange(1, 90))
        self._reader.set_selection(start, end)
        self.type(self._choice.choice(self.LABELS))

    def answer(self) -> None:
        self.type(self._choice.choice("1234"))

    def relabel(self) -> None:
        self.type("l" + self._choice.choice(self.LABELS))

    def resize(self) -> None:
        self.type(self._choice.choice("[]"))
        key = self._choice.choice((Qt.Key.Key_Left, Qt.Key.Key_Right))
        QTest.keyClick(self._reader, key)
        QTest.keyClick(self._reader, Qt.Key.Key_Return)

    def type(self, letters: str) -> None:
        for letter in letters:
            QTest.keyClicks(self._reader, letter)


def _got(found: Any, name: str) -> Any:
    if isinstance(found, dict):
        return found[name]
    value = getattr(found, name)
    return value() if callable(value) and not isinstance(value, QObject) else value


def tell(reply: object) -> None:
    """Write one line; whole lines reach the story even if the process is killed after it."""
    os.write(1, (json.dumps(reply) + "\n").encode())


def listen(answers: Answers) -> None:
    for line in sys.stdin:
        answers.asked.emit(json.loads(line))


def main() -> int:
    answers = Answers()
    threading.Thread(target=listen, args=(answers,), daemon=True).start()
    return app.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
