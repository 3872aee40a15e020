"""Projects and the window for the tests that use all of it."""

from __future__ import annotations

import shutil
import sys

import pytest
from menu_scene import Chooser, answered_menu
from PySide6.QtWidgets import QApplication, QWidget
from window_scene import ROOT, Desk, make_project

from annotator.gui.dialogs import typefaces
from annotator.gui.flows import people
from annotator.gui.main_window import MainWindow
from annotator.gui.theme.look import look
from annotator.workbench.sample import make_sample


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The five articles with the worked coding, in the core codebook; not to be written."""
    return make_sample(tmp_path_factory.mktemp("sample") / "sample.annot")


@pytest.fixture(scope="session")
def bare(tmp_path_factory):
    """The five articles without a mark; not to be written."""
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    return make_project(tmp_path_factory.mktemp("bare") / "bare.annot", *seeds)


@pytest.fixture
def project(sample, tmp_path):
    """The sample, to work on."""
    return shutil.copy(sample, tmp_path / "project.annot")


@pytest.fixture
def empty_project(bare, tmp_path):
    """The five articles without marks, to work on."""
    return shutil.copy(bare, tmp_path / "empty.annot")


@pytest.fixture
def window(qtbot):
    """An empty, still window in the light theme, for a dialog to open over."""
    look().set_theme("light")
    look().set_still(True)
    window = QWidget()
    window.resize(1366, 768)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    yield window
    look().set_still(False)


@pytest.fixture
def chooser(monkeypatch):
    """Somebody who answers the menus of people and typefaces."""
    chooser = Chooser()
    for module in (people, typefaces):
        monkeypatch.setattr(module, "QMenu", answered_menu(chooser))
    return chooser


@pytest.fixture
def started(qapp, qtbot, monkeypatch):
    """The window, which shows nothing yet."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    desk = Desk(qtbot)
    strangers = []

    def on_window_changed(now):
        """What is shown without a parent is a window of its own, if only for a moment."""
        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
        is_asking = now is not None and now.transientParent() is not None
        if now is not None and not is_asking and now not in [w.windowHandle() for w in windows]:
            strangers.append(now)

    qapp.focusWindowChanged.connect(on_window_changed)
    yield desk
    qapp.focusWindowChanged.disconnect(on_window_changed)
    assert strangers == []
    desk.window.close()
    look().set_still(False)
    if look().choice != "system":
        look().set_theme("light")


@pytest.fixture
def away(started):
    """The window without a project, as it begins."""
    started.window.show_first_run()
    return started


@pytest.fixture
def desk(started, project):
    """The window on the sample, at its first article."""
    return started.open(project)


@pytest.fixture
def clean(started, empty_project):
    """The window on the five articles without marks."""
    return started.open(empty_project)
