from __future__ import annotations

import json

import pytest

from annotator.codebooks.attachments import (
    attached_names,
    codebook_file,
    is_inside,
    list_items,
    read_table,
)
from annotator.model.identity import derived_id


def test_the_id_of_a_file_comes_from_its_content_alone() -> None:
    one = codebook_file("a: 1", {"b.csv": "x", "a.csv": "ü"})
    other = codebook_file("a: 1", {"a.csv": "ü", "b.csv": "x"})
    assert one == other
    joined = json.dumps({"a.csv": "ü", "b.csv": "x"}, ensure_ascii=False)
    assert one.id == derived_id("codebook", "a: 1", joined)
    assert codebook_file("a: 1", {}).id != codebook_file("a: 2", {}).id


@pytest.mark.parametrize("name", ["x.csv", "lists/x.csv", "a/b/c d.csv", "./x.csv"])
def test_names_below_the_folder_are_inside(name: str) -> None:
    assert is_inside(name)


@pytest.mark.parametrize(
    "name",
    ["", "/etc/passwd", "../x.csv", "a/../../x", "..", "C:\\x", "C:/x", "a\\b", "\\\\h\\x", "a\0"],
)
def test_names_that_lead_out_are_not(name: str) -> None:
    assert not is_inside(name)


def test_only_lists_name_files() -> None:
    plain = {
        "lists": {"a": {"file": "x.csv"}, "b": {"file": "x.csv"}, "c": {}, "d": 3},
        "file": "y",
    }
    assert attached_names(plain) == ("x.csv",)
    assert attached_names({"lists": [1]}) == ()
    assert attached_names(None) == ()


def test_a_table_has_columns_and_rows_with_their_lines() -> None:
    table = read_table('id,name,note\na,"A, x",\nb,"two\nlines",z\nc\n')
    assert table.columns == ("id", "name", "note")
    assert table.rows == (
        (2, {"id": "a", "name": "A, x"}),
        (4, {"id": "b", "name": "two\nlines", "note": "z"}),
        (5, {"id": "c"}),
    )
    assert table.error is None


def test_a_table_may_use_semicolons_and_too_many_cells_do_no_harm() -> None:
    assert read_table("id;name\na;x, y\n").rows == ((2, {"id": "a", "name": "x, y"}),)
    assert read_table("id\na,b\n").rows == ((2, {"id": "a"}),)
    assert read_table("").columns == ()


def test_a_table_that_is_none_says_why() -> None:
    assert read_table('id\n"' + "x" * 200_000 + '"\n').error


def test_entries_come_from_the_file_and_from_the_codebook() -> None:
    definition = {"file": "x.csv", "key": "nr", "items": {"b": {"name": "own"}, "c": {"name": "C"}}}
    items = list_items(definition, {"x.csv": "nr,name\na,A\nb,B\n,nobody\n"})
    assert items == {"a": {"name": "A"}, "b": {"name": "own"}, "c": {"name": "C"}}
    assert list_items({"file": "gone.csv"}, {}) == {}
    assert list_items({"open": True}, {}) == {}
