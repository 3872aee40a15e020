"""How the program begins and ends: through ``main``."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from annotator.gui import app
from annotator.gui.dialogs.confirm import MessageSheet
from annotator.gui.main_window import MainWindow
from annotator.workbench.settings import Settings


@pytest.fixture
def run(qapp, monkeypatch):
    """Run ``main`` until the window was looked at."""
    import sys

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def start(*arguments):
        seen = {}

        def look_at_it():
            windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
            window = next(w for w in windows if w.isVisible())
            session = window.projects.session
            seen["project"] = session.path if session else None
            seen["is_first_run"] = window.stack.currentWidget() is window.first_run
            sheets = window.findChildren(MessageSheet)
            seen["message"] = sheets[0].message.happened if sheets else ""
            seen["title"] = window.windowTitle()
            window.close()

        QTimer.singleShot(40, look_at_it)
        seen["code"] = app.main([str(one) for one in arguments])
        return seen

    return start


def test_without_a_project_the_first_screen_says_how_to_begin(run):
    seen = run()
    assert (seen["code"], seen["project"], seen["is_first_run"]) == (0, None, True)


def test_with_a_project_it_opens_that(run, project):
    seen = run(project)
    assert (seen["code"], seen["project"]) == (0, project)
    assert project.stem in seen["title"]


def test_the_next_start_opens_what_was_open_last(run, project):
    run(project)
    assert run()["project"] == project


def test_a_last_project_that_is_gone_gives_the_first_screen(run, project):
    run(project)
    project.unlink()
    seen = run()
    assert (seen["is_first_run"], seen["message"]) == (True, "")


def test_a_project_that_is_missing_gives_the_first_screen_and_says_why(run, tmp_path):
    seen = run(tmp_path / "none.annot")
    assert seen["is_first_run"]
    assert seen["message"]


def test_it_begins_in_the_language_of_the_computer(run, monkeypatch):
    english = run()["title"], app.language()
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    run()
    assert (english[1], app.language()) == ("en", "id")


def test_the_language_that_was_chosen_wins(run, monkeypatch):
    Settings()["language"] = "en"
    monkeypatch.setenv("LANG", "id_ID.UTF-8")
    run()
    assert app.language() == "en"


def test_after_closing_the_project_is_one_file_that_anybody_can_open(run, project):
    run(project)
    assert [one.name for one in project.parent.glob(f"{project.name}*")] == [project.name]


def test_the_window_is_drawn_into_a_file(project, tmp_path, qapp):
    picture = tmp_path / "pictures" / "window.png"
    app.draw_window(project, picture, 1366, 768)
    from PySide6.QtGui import QImage

    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1366, 768)
    assert len({image.pixel(x, 300) for x in range(0, 1366, 3)}) > 10


@pytest.fixture
def losing(monkeypatch):
    """A toolkit that loses a number of references to None over the calls that are tried."""

    def lose(lost, version=(3, 11)):
        counts = iter([10_000, 10_000 - lost])
        monkeypatch.setattr(app.sys, "version_info", version)
        monkeypatch.setattr(app.sys, "getrefcount", lambda _what: next(counts))

    return lose


def test_a_toolkit_that_would_end_the_process_is_refused_in_a_sentence(losing, capsys, qapp):
    losing(app.VOID_CALLS)
    before = len(QApplication.topLevelWidgets())
    assert app.main([]) == 1
    assert "PySide6-Essentials below 6.12" in capsys.readouterr().err
    assert len(QApplication.topLevelWidgets()) == before


@pytest.mark.parametrize(("lost", "version"), [(0, (3, 11)), (9, (3, 11)), (200, (3, 12))])
def test_a_toolkit_that_keeps_its_references_is_used(losing, qapp, lost, version):
    losing(lost, version)
    assert app.toolkit_fault() is None


def test_drawing_the_window_is_no_visit(project, tmp_path, qapp):
    settings = Settings()
    settings["recent_projects"] = ["/another.annot"]
    app.draw_window(project, tmp_path / "window.png")
    assert Settings()["recent_projects"] == ["/another.annot"]
    assert Settings()["places"] == {}
