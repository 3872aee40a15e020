"""The whole window on a real project, and the hands of somebody who uses it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.gui import app
from annotator.gui.dialogs.confirm import MessageSheet
from annotator.gui.dialogs.scrim import Floating, Scrim
from annotator.gui.main_window import MainWindow
from annotator.gui.theme.look import look
from annotator.model.annotation_set import AnnotationSet
from annotator.model.identity import Id
from annotator.model.span import Span
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings

ROOT = Path(__file__).parents[1]
KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class Desk:
    """Somebody at the window: looks, presses, types, and reads the project file."""

    def __init__(self, qtbot: Any) -> None:
        self.qtbot = qtbot
        self.window = open_window(qtbot)

    # looking ----------------------------------------------------------------------------------

    @property
    def workspace(self) -> Any:
        return self.window.workspace

    @property
    def frame(self) -> Any:
        return self.workspace.frame

    @property
    def reader(self) -> Any:
        return self.frame.reader

    @property
    def scene(self) -> Any:
        return self.workspace.scene

    @property
    def session(self) -> Session:
        return self.workspace.session

    @property
    def text(self) -> str:
        return self.scene.document.text

    @property
    def stored(self) -> AnnotationSet:
        """What the project file has on the open article, read anew."""
        return self.session.finding.annotations(self.scene.document.id)

    @property
    def focused(self) -> Span | None:
        """The mark in focus, as the project file has it."""
        return self.stored.span_by_id().get(self.scene.focused_id)

    @property
    def painted(self) -> set[Id]:
        return {span.id for span in self.reader.page.spans.by_id.values()}

    @property
    def sheet(self) -> Any:
        """What floats over the window, the uppermost of several; no bug may be reported there."""
        found = self.uppermost
        if isinstance(found, MessageSheet):
            raise AssertionError(f"{found.message.happened}\n{found.message.details}")
        return found

    @property
    def uppermost(self) -> Any:
        scrims = [one for one in self.window.findChildren(Scrim) if one._is_open]
        return scrims[-1].findChild(Floating) if scrims else None

    def words_of(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def marked_words(self) -> list[str]:
        return [self.words_of(span) for span in self.stored.spans]

    def menu(self, action_id: str) -> QAction:
        found = self.window.findChild(QAction, action_id)
        assert isinstance(found, QAction)
        return found

    # doing ------------------------------------------------------------------------------------

    def open(self, project: Path) -> Desk:
        assert self.window.projects.open(project)
        self.settle()
        return self

    def go_to(self, number: int) -> None:
        """Open an article by its number in the list, from 0."""
        self.workspace.articles.open(self.frame.articles.model.ids()[number])
        self.settle()

    def settle(self) -> None:
        """Let everything happen that is due."""
        for _turn in range(3):
            QApplication.processEvents()

    def extent_of(self, words: str, nth: int = 0) -> tuple[int, int]:
        start = -1
        for _time in range(nth + 1):
            start = self.text.index(words, start + 1)
        return start, start + len(words)

    def select(self, words: str, nth: int = 0) -> tuple[int, int]:
        """Drag over words with the mouse."""
        start, end = self.extent_of(words, nth)
        self.drag(start, end)
        return start, end

    def wait_for_bar(self) -> None:
        self.qtbot.waitUntil(self.frame.bar.isVisible)

    def drag(self, start: int, end: int, held: Qt.KeyboardModifier = NONE) -> None:
        """Drag from one place in the text to another, as the screen would send it."""
        self.reader.show_offset(start)
        self.settle()
        begin, last = self.point(start), self.point(end)
        handle = self.window.windowHandle()
        QTest.mousePress(handle, LEFT, held, begin)
        QTest.mouseMove(handle, (begin + last) / 2)
        QTest.mouseMove(handle, last)
        QTest.mouseRelease(handle, LEFT, held, last)
        self.settle()

    def point(self, cp: int) -> QPoint:
        """Where a character begins, in the window."""
        inside = self.reader.point_of(cp).toPoint()
        return self.reader.viewport().mapTo(self.window, inside)

    def click(self, cp: int) -> None:
        self.reader.show_offset(cp)
        self.settle()
        self.click_at(self.point(cp) + QPoint(2, 0))

    def click_at(self, point: QPoint) -> None:
        QTest.mouseClick(self.window.windowHandle(), LEFT, NONE, point)
        self.settle()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key where the keyboard is."""
        for _time in range(times):
            target = QApplication.focusWidget() or self.window
            QTest.keyClick(target, key, held)
            self.settle()

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget() or self.window, letter)
        self.settle()

    def click_on(self, widget: QWidget) -> None:
        """Click in the middle of a control, if nothing lies over it."""
        self.click_at(widget.mapTo(self.window, widget.rect().center()))

    def mark(self, words: str, key: str, nth: int = 0, within: str = "") -> Span:
        """Drag over words (those inside others, where these are given) and press a label's key."""
        if within:
            start = self.extent_of(within)[0] + within.index(words)
            self.drag(start, start + len(words))
        else:
            self.select(words, nth)
        self.type(key)
        assert self.focused is not None
        return self.focused

    def trigger(self, action_id: str) -> None:
        """Choose a command from its menu."""
        self.menu(action_id).trigger()
        self.settle()

    def restart(self, project: Path | None = None) -> Desk:
        """Close the window and start the program again, on the same home folder."""
        path = project or self.session.path
        self.window.close()
        self.window = open_window(self.qtbot)
        return self.open(path)


def open_window(qtbot: Any) -> MainWindow:
    """Make the window by the road that the program takes, and show it."""
    settings = Settings()
    app.make_application(settings)
    look().set_still(True)
    window = app.make_window(settings)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    return window


def make_project(path: Path, *files: Path, codebook: str = "asn-core.yaml") -> Path:
    """Make a project with articles and marks."""
    from annotator.workbench.importing import import_files

    with Session.create(path, ROOT / "schemas" / codebook, "gold") as session:
        report = import_files(session.context, files)
        assert not report.is_refused, report.problems
    return path


def copies_of(original: Path, folder: Path) -> Iterator[Path]:
    """Yield copies of a project file, each for somebody's own use."""
    number = 0
    while True:
        number += 1
        yield Path(shutil.copy(original, folder / f"project-{number}.annot"))
