"""The table of formats."""

from __future__ import annotations

import pytest

from annotator.formats.registry import FORMATS, find_reader, get_format, sniff


def test_ids_and_extensions_are_used_once():
    assert len({one.id for one in FORMATS}) == len(FORMATS)
    endings = [ending for one in FORMATS for ending in one.extensions]
    assert len(set(endings)) == len(endings)
    assert all(ending == ending.lower() and ending.startswith(".") for ending in endings)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", "{}", "plain_text"),
        ("A.TXT", "", "plain_text"),
        ("a.jsonl", "no", "annotator_jsonl"),
        ("a.json", '\ufeff\n {"text": "a"}', "annotator_jsonl"),
        ("a.json", "[1]", None),
        ("marks", '{"text": "a"}', "annotator_jsonl"),
        ("notes", "teks", None),
        ("letter", "{\\rtf1}", None),
        ("a.py", "{}", None),
    ],
)
def test_a_reader_is_found_by_ending_else_by_content(tmp_path, name, content, expected):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    found = find_reader(path)
    assert (found and found.id) == expected


def test_a_file_that_is_not_there_has_the_format_of_its_name(tmp_path):
    assert find_reader(tmp_path / "none.jsonl") is get_format("annotator_jsonl")
    assert find_reader(tmp_path / "none.json") is None


def test_nothing_is_sniffed_in_nothing():
    assert sniff(b"") is None


def test_a_database_in_use_is_not_opened(tmp_path):
    path = tmp_path / "project"
    path.write_text('{"text": "a"}', encoding="utf-8")
    assert find_reader(path) is get_format("annotator_jsonl")
    (tmp_path / "project-wal").touch()
    assert find_reader(path) is None
