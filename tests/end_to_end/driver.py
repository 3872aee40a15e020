"""Runs the installed window as its users do, and tells a story where things are on the screen.

The window itself knows nothing of this: a thread reads one JSON question a line from standard input
and the answer is looked up in the window's thread.  Marks are made by real mouse and keys; only
*where* a word is painted cannot be known from outside.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from annotator.gui import app
from annotator.gui.main_window import MainWindow
from annotator.gui.reader.view import ReadingView


class Answers(QObject):
    """Answers in the window's thread."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self.answer, Qt.ConnectionType.QueuedConnection)
        self._watched: QWidget | None = None

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

    def on_window(self) -> dict[str, Any]:
        window = self.window
        place = window.mapToGlobal(QPoint(0, 0))
        size = [place.x(), place.y(), window.width(), window.height()]
        return {"id": int(window.winId()), "rect": size, "title": window.windowTitle()}

    def on_point(self, cp: int) -> list[int]:
        point = self.reader.viewport().mapToGlobal(self.reader.point_of(cp).toPoint())
        return [point.x(), point.y()]

    def on_show(self, cp: int) -> bool:
        """Bring a character into the view, as scrolling would."""
        self.reader.show_offset(cp)
        return True

    def on_resize(self, width: int, height: int) -> bool:
        self.window.setGeometry(0, 0, width, height)
        return True

    def on_widget(self, name: str) -> list[int] | None:
        found = [w for w in self.window.findChildren(QWidget, name) if w.isVisible()]
        if not found:
            return None
        point = found[0].mapToGlobal(found[0].rect().center())
        return [point.x(), point.y(), found[0].width(), found[0].height()]

    def on_state(self) -> dict[str, Any]:
        scene = self.window.scene
        focus = QApplication.focusWidget()
        return {
            "article": scene.document.key if scene and scene.document else None,
            "text": scene.document.text if scene and scene.document else None,
            "focused": self.reader.focused_span() if self.reader else None,
            "selection": list(self.reader.selection()) if self.reader else None,
            "spans": len(scene.annotations.spans) if scene and scene.annotations else 0,
            "focus": type(focus).__name__ if focus else None,
            "title": self.window.windowTitle(),
        }

    def on_grab(self, path: str) -> bool:
        screen = self.window.screen()
        return screen.grabWindow(0).save(path, "PNG")

    def on_call(self, action: str) -> bool:
        """Trigger a command of the menus."""
        self.window.trigger(action)
        return True

    def on_watch(self) -> bool:
        """Tell, after each painting of the text, which spans it shows."""
        self._watched = self.reader.viewport()
        self._watched.installEventFilter(self)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched is self._watched:
            self._watched.removeEventFilter(self)
            self._watched.repaint()
            self._watched.installEventFilter(self)
            tell({"painted": [span.id for span in self.window.scene.annotations.spans]})
            return True
        return False


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
