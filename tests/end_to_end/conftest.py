"""A screen of its own for each story, and projects to begin with."""

from __future__ import annotations

import contextlib

import pytest
from end_to_end.story import Hand, a_screen, missing_programs
from window_scene import ROOT, make_project

from annotator.workbench.sample import make_sample


@pytest.fixture
def start(home, request):
    """Start the program on a screen of its own; what is still running at the end is killed."""
    missing = missing_programs()
    if missing:
        pytest.skip(f"not installed here: {', '.join(missing)}")
    with contextlib.ExitStack() as stack:
        screens = {}

        def begin(*arguments, size=(1366, 768), **more):
            if size not in screens:
                screens[size] = stack.enter_context(a_screen(*size))
            hand = Hand(screens[size], home, *arguments, **more)
            stack.callback(hand.kill)
            hand.name = request.node.name
            return hand

        yield begin


@pytest.fixture
def sample(tmp_path):
    """The five articles with the worked coding, in the core codebook."""
    return make_sample(tmp_path / "sample.annot")


@pytest.fixture
def articles(tmp_path):
    """The five articles without a mark."""
    return make_project(tmp_path / "articles.annot", *sorted((ROOT / "seeds").glob("*.txt")))
