"""The window's program: start-up, and drawing a window into a file."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QLibraryInfo, Qt, QTimer
from PySide6.QtWidgets import QApplication

from annotator.model.collecting import collecting_later

with collecting_later():  # most of a start is loading, and what is loaded lasts
    from annotator.gui.main_window import MainWindow
    from annotator.gui.runtime.errors import ErrorHook
    from annotator.gui.runtime.qt_words import install_qt_words
    from annotator.gui.theme.look import look
    from annotator.gui.theme.naming import naming
    from annotator.workbench.language import _, language, set_language, system_language
    from annotator.workbench.settings import Settings

NAME = "Annotator"
VOID_CALLS = 200
SETTLE_MS = 200
"""How long a window is given to lay out and paint itself before it is drawn into a file."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, on the project that is named, else on the last one, else on the start."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    settings = Settings()
    set_language(settings["language"] or system_language())
    if fault := toolkit_fault():
        sys.stderr.write(fault + "\n")
        return 1
    application = make_application(settings)
    with collecting_later():
        window = make_window(settings)
        window.show()
        path = _first_project(given, settings)
        if path is None or not window.projects.open(path):
            window.show_first_run()
    code = application.exec()
    window.deleteLater()
    return code


def make_application(settings: Settings) -> QApplication:
    """Return the one application object, with its theme."""
    present = QApplication.instance()
    application = present if isinstance(present, QApplication) else QApplication(["annotator"])
    application.setApplicationName(NAME)
    application.setApplicationDisplayName(NAME)
    application.setDesktopFileName("annotator")
    install_qt_words(application)
    application.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus)
    naming().language = language()
    look().set_theme(settings["theme"])
    return application


def make_window(settings: Settings) -> MainWindow:
    """Return the window and make it the place where errors are shown."""
    window = MainWindow(settings)
    ErrorHook(window.show_error).install()
    return window


def draw_window(project: Path, picture: Path, width: int = 1366, height: int = 768) -> None:
    """Draw the real window on a project into a PNG file, without a display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Settings of its own: a picture is no visit that anybody wants to be reminded of.
    folder = TemporaryDirectory(prefix="annotator-")
    settings = Settings(Path(folder.name) / "settings.json")
    set_language(settings["language"] or system_language())
    make_application(settings)
    window = make_window(settings)
    window.resize(width, height)
    window.show()
    window.projects.open(project)
    # The application must not quit here, which would close the window: a loop of its own is run.
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MS, loop.quit)
    loop.exec()
    picture.parent.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(picture), "PNG")
    window.close()
    folder.cleanup()


def toolkit_fault() -> str | None:
    """Return why this Qt cannot be used here, if so.

    PySide6 6.12.0 on Python below 3.12 loses one reference to None with every call that returns
    nothing, and ends the process after some thousands.
    """
    if sys.version_info >= (3, 12):
        return None
    before = sys.getrefcount(None)
    probe = QTimer()
    for _call in range(VOID_CALLS):
        probe.stop()
    if before - sys.getrefcount(None) < VOID_CALLS // 2:
        return None
    logging.getLogger("annotator").debug("void calls lose references to None")
    version = QLibraryInfo.version().toString()
    return _(
        "This version of Qt for Python ({version}) does not work with this version of Python. "
        "Please install PySide6-Essentials below 6.12, or Python 3.12 or newer."
    ).format(version=version)


def _first_project(arguments: Sequence[str], settings: Settings) -> Path | None:
    if arguments:
        return Path(arguments[0])
    recent = [Path(one) for one in settings["recent_projects"]]
    return recent[0] if recent and recent[0].is_file() else None
