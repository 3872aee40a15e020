"""Rows are read from pages as SQLite itself would read them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.store import pages as pages_module
from annotator.store.pages import Pages, Shape

SHAPE = Shape("t", ("n", "b16", "t", "i", "nt", "nb"))


def rows_of(path: Path, **more: bool) -> list[tuple[object, ...]]:
    with Pages(path) as pages:
        return [cells for _shape, cells in pages.rows([SHAPE], **more)]


def write(path: Path, rows: list[tuple[object, ...]], page: int = 4096) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA page_size = {page}")
    connection.execute("CREATE TABLE t(n INTEGER PRIMARY KEY, id, name, number, text, body)")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO t(id, name, number, text, body) VALUES(?,?,?,?,?)", rows)
    connection.execute("COMMIT")
    connection.close()


ROWS = st.lists(
    st.tuples(
        st.binary(min_size=16, max_size=16),
        st.text(st.characters(codec="utf-8"), max_size=900),
        st.integers(-(2**63), 2**63 - 1),
        st.none() | st.text(st.characters(codec="utf-8"), max_size=9),
        st.none() | st.binary(max_size=9000),
    ),
    max_size=12,
)


@given(rows=ROWS, page=st.sampled_from((512, 1024, 4096, 65536)))
def test_every_row_is_read_as_it_was_written(tmp_path_factory, rows, page) -> None:
    path = tmp_path_factory.mktemp("pages") / "t.db"
    write(path, rows, page)
    found = [cells[1:] for cells in rows_of(path)]
    assert sorted(found, key=repr) == sorted(rows, key=repr)


@given(noise=st.binary(max_size=9000))
@example(noise=b"SQLite format 3\0")
@example(noise=b"SQLite format 3\0" + bytes(9000))
def test_noise_is_no_row_and_no_error(tmp_path_factory, noise: bytes) -> None:
    path = tmp_path_factory.mktemp("pages") / "noise.db"
    path.write_bytes(noise)
    rows_of(path)


@given(at=st.integers(0, 40_000), byte=st.integers(0, 255))
def test_one_wrong_byte_is_no_error(tmp_path_factory, at: int, byte: int) -> None:
    path = tmp_path_factory.mktemp("pages") / "t.db"
    write(path, [(bytes(16), "name", 1, None, bytes(2000))] * 18)
    data = bytearray(path.read_bytes())
    data[at % len(data)] = byte
    path.write_bytes(data)
    assert len(rows_of(path)) <= 18 * 2


def test_without_a_header_the_usual_size_of_pages_is_taken(tmp_path: Path) -> None:
    rows = [(bytes([one]) * 16, "name", one, None, bytes(5000)) for one in range(20)]
    write(tmp_path / "t.db", rows)
    data = bytearray((tmp_path / "t.db").read_bytes())
    data[:100] = b"\xff" * 100
    (tmp_path / "t.db").write_bytes(data)
    assert [cells[1:] for cells in rows_of(tmp_path / "t.db")] == rows


def test_what_was_not_committed_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    write(path, [(bytes(16), "old", 1, None, None)])
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA cache_size=1")
    connection.execute("UPDATE t SET name = 'new'")
    connection.execute("BEGIN")
    connection.execute("UPDATE t SET name = 'unsaved'")
    more = (
        "INSERT INTO t(id, name, number, body) VALUES(zeroblob(16), 'unsaved', 1, zeroblob(9999))"
    )
    for _time in range(40):
        connection.execute(more)
    found = {cells[2] for cells in rows_of(path, are_older_wanted=False)}
    older = {cells[2] for cells in rows_of(path)}
    connection.close()
    assert found == {"new"}
    assert older == {"new", "old"}


@pytest.mark.parametrize("serial", [7, 10, 11])
def test_types_that_are_never_written_fit_no_column(serial: int) -> None:
    assert not Shape("t", ("nitb",)).fits([serial])


def test_places_that_the_disk_does_not_give_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [(bytes([one % 256]) * 16, "name", one, None, None) for one in range(2000)]
    write(tmp_path / "t.db", rows)
    bad = range(5 * 4096, 9 * 4096)
    read = pages_module._Disk._read

    def failing(disk, start: int, length: int) -> bytes:
        if start < bad.stop and start + length > bad.start:
            return read(disk, start, max(0, bad.start - start))
        return read(disk, start, length)

    monkeypatch.setattr(pages_module._Disk, "_read", failing)
    found = rows_of(tmp_path / "t.db")
    assert 0 < len(found) < len(rows)
    assert found[-1][3] == 1999
