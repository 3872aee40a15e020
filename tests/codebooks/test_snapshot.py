from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotator.codebooks.attachments import codebook_file
from annotator.codebooks.reader import parse_codebook, read_codebook
from annotator.codebooks.snapshot import read_snapshot, write_snapshot


@pytest.mark.parametrize("name", ["asn-neutrality", "ace-events", "political-claims"])
def test_a_snapshot_gives_the_same_codebook(name: str, schemas: Path) -> None:
    file = read_codebook(schemas / f"{name}.yaml")
    codebook, _ = parse_codebook(file)
    assert read_snapshot(write_snapshot(file, codebook), file) == codebook


def test_a_snapshot_of_another_file_is_not_taken(head: str) -> None:
    file = codebook_file(head + "labels: {a: }", {})
    text = write_snapshot(file, parse_codebook(file)[0])
    assert read_snapshot(text, file)
    assert read_snapshot(text, codebook_file(head + "labels: {b: }", {})) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "1", '{"snapshot": 1}', '{"snapshot": 0}'])
def test_what_is_no_snapshot_is_not_taken(text: str, head: str) -> None:
    assert read_snapshot(text, codebook_file(head, {})) is None


def test_a_snapshot_of_an_older_program_is_not_taken(head: str) -> None:
    file = codebook_file(head + "labels: {a: }", {})
    content = json.loads(write_snapshot(file, parse_codebook(file)[0]))
    assert read_snapshot(json.dumps({**content, "snapshot": 0}), file) is None
    assert read_snapshot(json.dumps({**content, "plain": []}), file) is None


def test_a_snapshot_is_read_in_a_few_milliseconds(schemas: Path) -> None:
    file = read_codebook(schemas / "asn-neutrality.yaml")
    text = write_snapshot(file, parse_codebook(file)[0])
    began = time.process_time()
    read_snapshot(text, file)
    assert time.process_time() - began < 0.03


def test_reading_a_snapshot_loads_nothing_that_only_yaml_needs() -> None:
    code = (
        "import sys, annotator.codebooks.snapshot, annotator.codebooks.reader;"
        "sys.exit(bool({'yaml', 'annotator.codebooks.walker'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
