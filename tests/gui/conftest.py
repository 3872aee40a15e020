"""Projects and the window for the tests that use all of it."""

from __future__ import annotations

import shutil
import sys

import pytest
from window_scene import ROOT, Desk, make_project

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
def away(qtbot, monkeypatch):
    """The window without a project."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    desk = Desk(qtbot)
    desk.window.show_first_run()
    yield desk
    desk.window.close()
    look().set_still(False)
    look().set_theme("light")


@pytest.fixture
def desk(away, project):
    """The window on the sample, at its first article."""
    return away.open(project)


@pytest.fixture
def clean(away, empty_project):
    """The window on the five articles without marks."""
    return away.open(empty_project)
