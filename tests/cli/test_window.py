"""The way to the window."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError

import pytest

from annotator.cli import window
from annotator.model.errors import EnvironmentFault

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.fixture
def no_display(monkeypatch):
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.mark.parametrize("name", DISPLAYS)
def test_a_display_is_named_by_the_environment(no_display, monkeypatch, name):
    assert not window.has_display()
    monkeypatch.setenv(name, "")
    assert not window.has_display()
    monkeypatch.setenv(name, "offscreen")
    assert window.has_display()


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_always_have_one(no_display, monkeypatch, platform):
    monkeypatch.setattr(sys, "platform", platform)
    assert window.has_display()


def test_without_a_display_no_window_is_loaded(no_display, run):
    ran = run("open")
    assert ran.exit_code == 1
    assert "no display" in ran.stderr


def announce(monkeypatch, load):
    """Let the installed package announce one function of a window."""
    asked = []

    class Entry:
        def load(self):
            return load

    class Points:
        def select(self, *, group, name):
            asked.append((group, name))
            return [Entry()]

    class Distribution:
        entry_points = Points()

    monkeypatch.setattr(window, "distribution", lambda _name: Distribution())
    return asked


def test_the_window_gets_the_project_and_says_how_it_ended(monkeypatch, tmp_path):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    asked = announce(monkeypatch, lambda arguments: len(arguments) + 3)
    assert window.open_window(tmp_path / "p.annot") == 4
    assert window.open_window() == 3
    assert asked == [("annotator.window", "open")] * 2


def test_a_picture_is_drawn_without_a_display(monkeypatch, tmp_path):
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    drawn = []
    asked = announce(monkeypatch, lambda *paths: drawn.append(paths))
    window.draw_window(tmp_path / "p.annot", tmp_path / "p.png")
    assert drawn == [(tmp_path / "p.annot", tmp_path / "p.png")]
    assert asked == [("annotator.window", "draw")]
    assert window.os.environ["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.parametrize(
    ("error", "code"),
    [(PackageNotFoundError, "not_installed"), (ImportError, "no_window"), (OSError, None)],
)
def test_a_window_that_cannot_be_loaded_is_told(monkeypatch, error, code):
    def missing(_name):
        raise error("libGL.so.1: cannot open shared object file")

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(window, "distribution", missing)
    with pytest.raises(EnvironmentFault if code else error) as caught:
        window.open_window()
    assert getattr(caught.value, "code", None) == code


def test_the_installed_package_announces_its_window():
    from importlib.metadata import distribution

    names = {e.name for e in distribution("annotator").entry_points if e.group == window.GROUP}
    assert names == {"open", "draw"}
