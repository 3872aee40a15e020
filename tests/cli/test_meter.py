"""The bar on the terminal: only where somebody looks."""

from __future__ import annotations

import io
import sys

from annotator.cli.meter import Meter


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(monkeypatch, stream: io.StringIO, *steps: int, total: int = 200, **more) -> str:
    """What a stream shows after some steps; each of them says to go on."""
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", stream)
        with Meter("Importing", **more) as meter:
            assert all(meter(done, total, "a.txt") for done in steps)
    return stream.getvalue()


def test_a_terminal_shows_how_far_it_is(monkeypatch):
    text = shown(monkeypatch, Terminal(), 50, 100, 100, 200)
    assert "Importing" in text
    assert "100%" in text


def test_it_can_be_quiet(monkeypatch):
    assert shown(monkeypatch, Terminal(), 50, 200, is_quiet=True) == ""


def test_a_file_gets_no_bar(monkeypatch):
    assert shown(monkeypatch, io.StringIO(), 50, 200) == ""


def test_nothing_to_do_is_no_bar(monkeypatch):
    assert shown(monkeypatch, Terminal(), 0, total=0) == ""


def test_more_than_was_expected_is_no_error(monkeypatch):
    assert "100%" in shown(monkeypatch, Terminal(), 100, 300, 400)
