"""Projects and the window for the tests that use all of it."""

from __future__ import annotations

import shutil
import sys

import pytest
import review_scene
from adjudication_page_scene import Reviewer
from adjudication_scene import make_review_project
from assignment_scene import copied, make_team
from menu_scene import Chooser, answered_menu
from PySide6.QtWidgets import QApplication, QWidget
from window_scene import ROOT, Desk, make_project

from annotator.gui.dialogs import typefaces
from annotator.gui.flows import people
from annotator.gui.main_window import MainWindow
from annotator.gui.theme.look import look
from annotator.workbench.sample import make_sample
from annotator.workbench.session import Session


@pytest.fixture(scope="session")
def path(tmp_path_factory):
    """Six articles handed out by a lead to two coders (``make_team``); not to be written."""
    return make_team(tmp_path_factory.mktemp("team"))


@pytest.fixture
def session(path, tmp_path):
    """A copy of that project, open, to work on."""
    with copied(path, tmp_path) as session:
        yield session


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


@pytest.fixture(scope="session")
def finished(tmp_path_factory):
    """Two articles that two coders have finished; not to be written."""
    return make_review_project(tmp_path_factory.mktemp("review") / "review.annot")


@pytest.fixture
def at_review(qtbot):
    """Opens the adjudication of a session by itself; both are closed at the end."""
    opened = []

    def make(session):
        opened.append(Reviewer(qtbot, session))
        return opened[-1]

    yield make
    for one in opened:
        one.close()
        one.session.close()


@pytest.fixture
def unbegun(at_review, finished, tmp_path):
    """Somebody at the adjudication by itself, whose first article has not begun."""
    return at_review(Session.open(shutil.copy(finished, tmp_path / "review.annot")))


@pytest.fixture
def reviewer(unbegun):
    """Somebody at the adjudication by itself, whose first article has just begun."""
    unbegun.page.run("case_propose")
    return unbegun


@pytest.fixture
def reviewing(at_review, tmp_path):
    """Makes a project of what each coder marked, and begins its review (see ``review_scene``)."""

    def make(fields=None, **by_coder):
        made = at_review(review_scene.make_scene(tmp_path, fields, **by_coder).session)
        made.page.run("case_propose")
        return made

    return make
