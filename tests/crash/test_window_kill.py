"""What the screen has shown is on the disk: the window killed at any moment while it codes."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time

import pytest
from crash_figures import FIGURES
from end_to_end.story import DRIVER
from window_scene import ROOT, make_project

from annotator.store import integrity
from annotator.workbench.session import Session

pytestmark = pytest.mark.crash

SEED = 20241030
FEW, MANY = 5, 50
LONGEST_S = 1.5
"""The longest that somebody codes before the kill, counted from the first picture."""


class Victim:
    """The running window, coding as fast as it can; what it has painted is read along."""

    def __init__(self, project, seed):
        self.process = subprocess.Popen(
            [sys.executable, str(DRIVER), str(project)],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.shown = {}
        self.pictures = 0
        self.has_begun = threading.Event()
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()
        self._ask({"ask": "wait"}, {"ask": "watch"}, {"ask": "code", "seed": seed})

    def _ask(self, *questions):
        for question in questions:
            self.process.stdin.write(json.dumps(question).encode() + b"\n")
        self.process.stdin.flush()

    def _read(self):
        for line in self.process.stdout:
            with contextlib.suppress(ValueError):  # the last line, cut by the kill
                told = json.loads(line)
                if isinstance(told, dict) and "painted" in told:
                    self.shown = told["painted"]
                    self.pictures += 1
                    if self.shown:
                        self.has_begun.set()

    def kill(self):
        """SIGKILL, then read what it had still told."""
        self.process.kill()
        self.process.wait(20)
        self._reading.join(20)
        self.process.stdin.close()
        self.process.stdout.close()


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    article = ROOT / "seeds" / "004_7d1cd029b9781b1d.txt"
    return make_project(tmp_path_factory.mktemp("kill") / "original.annot", article)


def stored(project):
    """What the file has after the kill; nothing may be wrong with it."""
    with Session.open(project) as session:
        assert integrity.check(session.project) == []
        (document_id,) = session.finding.documents("")
        spans = session.finding.annotations(document_id).spans
        return {
            span.id: [span.label, [[one.start, one.end] for one in span.fragments]]
            for span in spans
        }


def code_and_kill(project, seed):
    """Code for a while, kill, and return what was shown, what is stored, and how many pictures."""
    moment = random.Random(seed).uniform(0, LONGEST_S)
    victim = Victim(project, seed)
    try:
        assert victim.has_begun.wait(30), victim.process.poll()
        time.sleep(moment)
    finally:
        victim.kill()
    return victim.shown, stored(project), victim.pictures


def rounds(number, original, tmp_path):
    marks = pictures = ahead = 0
    for one in range(number):
        project = shutil.copy(original, tmp_path / f"{one}.annot")
        shown, kept, seen = code_and_kill(project, SEED + one)
        missing = {span_id for span_id in shown if span_id not in kept}
        assert missing == set(), f"round {one}: shown and not kept"
        # One verb can have reached the disk and not the screen.
        other = [span_id for span_id in kept if kept[span_id] != shown.get(span_id)]
        assert len(other) <= 1, f"round {one}: more than one verb ahead of the screen"
        marks, pictures, ahead = marks + len(shown), pictures + seen, ahead + bool(other)
    FIGURES["kills of the window"] += number
    FIGURES["marks on the screen at those kills, of which 0 were lost"] += marks
    FIGURES["times one verb was on the disk and not yet on the screen"] += ahead
    FIGURES["pictures that the window painted meanwhile"] += pictures


def test_every_mark_that_was_shown_is_kept_when_the_window_is_killed(original, tmp_path):
    rounds(FEW, original, tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_mark_that_was_shown_is_kept_at_fifty_moments(original, tmp_path):
    rounds(MANY, original, tmp_path)
