"""The command line inside the test, and a project to run it on."""

from __future__ import annotations

import gettext
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import factories
import pytest
from click.testing import CliRunner, Result
from factories import record, span_record

from annotator.cli.main import program

Run = Callable[..., Result]


@pytest.fixture
def run() -> Iterator[Run]:
    """Run a command; every path may be a Path.  The language is put back afterwards."""
    before = os.environ.get("LANGUAGE"), gettext.textdomain()

    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(program, list(map(str, arguments)), prog_name="annotator")

    yield invoke
    gettext.textdomain(before[1])
    os.environ.pop("LANGUAGE", None)
    if before[0] is not None:
        os.environ["LANGUAGE"] = before[0]


@pytest.fixture
def answer(run: Run) -> Callable[..., dict[str, object]]:
    """Run a command with --json and return what it says."""

    def invoke(*arguments: object) -> dict[str, object]:
        return json.loads(run(*arguments, "--json").stdout)

    return invoke


@pytest.fixture
def project(tmp_path: Path, run: Run) -> Path:
    """An empty project of Ani."""
    path = tmp_path / "p.annot"
    codebook = factories.write_codebook(tmp_path)
    assert run("new", path, "--codebook", codebook, "--coder", "Ani").exit_code == 0
    return path


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    """A file with two marks and a relation."""
    spans = [
        span_record("s-1", "person", 0, 6, attributes={"role": "head"}),
        span_record("s-2", "place", 41, 51),
    ]
    link = {"id": "r-1", "type": "lives_in", "from": "s-1", "to": "s-2"}
    return factories.write_records(tmp_path / "marks.jsonl", record(spans, [link]))


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A file with a mark that lies past its text."""
    span = {**span_record("s-1", "person", 0, 6), "end": 99, "text": None}
    return factories.write_records(tmp_path / "bad.jsonl", record([span]))
