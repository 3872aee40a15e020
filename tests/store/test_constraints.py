"""What the tables themselves refuse, whoever writes: each rule broken in one cell of a good row.

The rules are those of the page on the project file and of the field, written down here once more.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from annotator.store import kinds, migrations
from annotator.store.engine import Connection, connected, sqlite3

ID, OTHER, MISSING = b"\x01" * 16, b"\x02" * 16, b"\x03" * 16
HASH = bytes(range(32))
DOCUMENT = HASH[:16]

CODED = {"document_id": DOCUMENT, "coder_id": ID, "codebook_id": ID}
MARK = {"id": OTHER, "revision_id": ID, "deleted": 0}

GOOD: dict[str, dict[str, object]] = {
    "meta": {"key": "k", "value": "v"},
    "revision": {
        "n": 7,
        "id": OTHER,
        "stream": OTHER,
        "seq": 1,
        "hlc": 1,
        "author_id": ID,
        "action": "add_span",
        "undoes": None,
        "group_id": None,
        "prev": None,
        "hash": HASH,
        "z": 0,
        "body": b"{}",
    },
    "touch": {"entity": OTHER, "n": 1, "kind": "span"},
    "document": {
        "n": 7,
        "id": b"\x09" * 16,
        "key": "d",
        "name": "d.txt",
        "title": "",
        "length": 0,
        "sort_key": "d",
        "revision_id": ID,
        "deleted": 0,
        "sha256": b"\x09" * 32,
        "meta": "{}",
        "text": "",
    },
    "coder": {**MARK, "key": "c", "name": "Budi", "role": "coder"},
    "codebook": {**MARK, "schema_id": "s", "version": "1", "attachments": "{}", "yaml": ""},
    "annotation_set": {**MARK, **CODED, "status": "new", "fields": "{}"},
    "span": {
        **MARK,
        **CODED,
        "key": "s",
        "label": "speaker",
        "start": 0,
        "end": 1,
        "fragments": "[[0,1]]",
        "attributes": "{}",
        "origin": "hand",
        "created": None,
        "changed": None,
    },
    "relation": {
        **MARK,
        **CODED,
        "key": "r",
        "label": "targets",
        "source_id": ID,
        "target_id": ID,
        "attributes": "{}",
        "origin": "hand",
        "created": None,
        "changed": None,
    },
    "comment": {
        **MARK,
        "key": "n",
        "document_id": DOCUMENT,
        "coder_id": ID,
        "target_id": ID,
        "text": "",
        "created": None,
        "changed": None,
    },
    "assignment": {
        **MARK,
        "document_id": DOCUMENT,
        "coder_id": ID,
        "place": 0,
        "locked": 0,
        "since": None,
    },
    "review": {
        **MARK,
        "document_id": DOCUMENT,
        "reviewer_id": ID,
        "status": "open",
        "seed": 1,
        "revealed": 0,
        "changed": "t",
    },
    "decision": {
        **MARK,
        "document_id": DOCUMENT,
        "reviewer_id": ID,
        "codebook_id": ID,
        "case_id": ID,
        "kind": "span",
        "verdict": "all",
        "created": "t",
        "body": "{}",
    },
    "feedback": {
        **MARK,
        "document_id": DOCUMENT,
        "coder_id": ID,
        "created": "t",
        "items": "[]",
    },
    "snapshot": {**MARK, "name": "s", "created": "t", "body": "{}"},
    "parcel": {
        **MARK,
        "coder_id": ID,
        "purpose": "coding",
        "created": "t",
        "stream": ID,
        "documents": "[]",
    },
    "conflict": {"entity": ID, "kind": "span", "revision_id": ID, "differs": 1},
    "pending": {"entity": ID, "kind": "span"},
}

MAY_BE_NOTHING = {
    "undoes",
    "group_id",
    "prev",
    "fragments",
    "created",
    "changed",
    "since",
}
SAYS_WHEN = {"review", "decision", "feedback", "snapshot", "parcel"}
"""What a team records always says when."""

IDS = {
    *("id", "stream", "author_id", "undoes", "group_id", "entity", "revision_id"),
    *("target_id", "case_id"),
}
HASHES = {"prev", "hash", "sha256"}
REFERS = {
    "document_id": "document",
    "coder_id": "coder",
    "reviewer_id": "coder",
    "codebook_id": "codebook",
    "source_id": "span",
    "target_id": "span",
}
OBJECTS = {"meta", "attachments", "fields", "attributes", "body"}
LISTS = {"items", "documents", "fragments"}
FLAGS = {"deleted", "locked", "revealed", "differs", "z"}
FROM_ONE = {"seq", "hlc"}
FROM_NOUGHT = {"start", "length"}
NOT_EMPTY = {"label", "action"}


def bad_values(table: str, column: str, value: object) -> Iterator[object]:
    is_always_said = column not in MAY_BE_NOTHING or (
        column in ("created", "changed") and table in SAYS_WHEN
    )
    if is_always_said and column != "n":
        yield None
    if isinstance(value, bytes):
        yield "text"
    elif isinstance(value, int):
        yield from ("many", 1.5)
    elif isinstance(value, str):
        yield b"bytes"
    if column in IDS | HASHES:
        length = 16 if column in IDS else 32
        yield from (b"\x01" * (length - 1), b"\x01" * (length + 1), b"")
    if column in OBJECTS and isinstance(value, str):
        yield from ("", "[]", "null", " {}")
    if column in LISTS:
        yield from ("", "{}", "1")
    if column in FLAGS:
        yield from (2, -1)
    if column in FROM_ONE:
        yield from (0, -1)
    if column in FROM_NOUGHT:
        yield -1
    if column in NOT_EMPTY or (column == "status") or column in ("verdict", "purpose"):
        yield ""


MORE = {
    ("revision", "action"): ["x" * 41],
    ("span", "end"): [0],
    ("span", "start"): [1],
    ("span", "fragments"): ["[1,2]", "[]"],
    ("document", "id"): [OTHER],
    ("document", "sha256"): [b"\x08" * 32],
    ("touch", "n"): [99],
}
"""What no rule for all columns of a name says."""


@pytest.fixture(scope="module")
def tables() -> Iterator[Connection]:
    """The tables of the newest version with one row of everything that others refer to."""
    with contextlib.closing(connected(":memory:")) as made:
        made.execute("PRAGMA foreign_keys=ON")
        migrations.apply_steps(made, migrations.STEPS)
        put(made, "revision", id=ID, n=1, stream=ID)
        put(made, "document", id=DOCUMENT, sha256=HASH, n=1)
        for table in ("coder", "codebook"):
            put(made, table, id=ID)
        put(made, "span", id=ID)
        yield made


def put(connection: Connection, table: str, **other: object) -> None:
    row = {**GOOD[table], **other}
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table}({names}) VALUES({marks})", list(row.values()))


@contextlib.contextmanager
def taken_back(connection: Connection) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def test_the_good_rows_have_every_table_and_column(tables) -> None:
    found = tables.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    names = {name for (name,) in found if not name.startswith(("document_fts", "sqlite_"))}
    assert names == set(GOOD)
    for table, row in GOOD.items():
        columns = {row[1] for row in tables.execute(f"PRAGMA table_info({table})")}
        assert columns == set(row), table


@pytest.mark.parametrize("table", GOOD)
def test_a_good_row_is_taken_once(tables, table) -> None:
    with taken_back(tables):
        put(tables, table)
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            put(tables, table)


@pytest.mark.parametrize("table", GOOD)
def test_a_cell_that_breaks_a_rule_is_refused(tables, table) -> None:
    for column, value in GOOD[table].items():
        for bad in [*bad_values(table, column, value), *MORE.get((table, column), ())]:
            with taken_back(tables):
                try:
                    put_and_commit(tables, table, **{column: bad})
                except sqlite3.IntegrityError:
                    continue
            pytest.fail(f"{table}.{column} takes {bad!r}")


def put_and_commit(connection: Connection, table: str, **other: object) -> None:
    put(connection, table, **other)
    connection.execute("COMMIT")


REFERENCES = [
    (table, column)
    for table, row in GOOD.items()
    for column in row
    if column in REFERS and (table, column) != ("comment", "target_id")
]


def test_what_is_not_there_cannot_be_referred_to_at_the_end(tables) -> None:
    """Within a transaction it can: rows of an import come in any order."""
    for table, column in REFERENCES:
        with taken_back(tables):
            put(tables, table, **{column: MISSING})
            with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
                tables.execute("COMMIT")


def test_the_program_knows_every_reference_of_the_tables(tables) -> None:
    known = {
        (kind, column, table)
        for kind, listed in kinds.REFERENCES.items()
        for column, table in listed
    }
    assert known == {(table, column, REFERS[column]) for table, column in REFERENCES}


@pytest.mark.parametrize("table", sorted({REFERS[column] for _, column in REFERENCES}))
def test_what_others_refer_to_cannot_be_removed(tables, table) -> None:
    with taken_back(tables):
        put(tables, "relation")
        put(tables, "decision")
        tables.execute(f"DELETE FROM {table}")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            tables.execute("COMMIT")


def test_a_note_may_be_on_anything(tables) -> None:
    """Marks, the document, the set of marks: only the document and the coder must be there."""
    with taken_back(tables):
        put(tables, "comment", target_id=MISSING)
        assert tables.execute("PRAGMA foreign_key_check(comment)").fetchall() == []


@pytest.mark.parametrize(("column", "value"), [("text", "x"), ("sha256", b"\x08" * 32)])
def test_the_text_of_a_document_stays_what_it_is(tables, column, value) -> None:
    with taken_back(tables), pytest.raises(sqlite3.IntegrityError, match="does not change"):
        tables.execute(f"UPDATE document SET {column} = ? WHERE n = 1", (value,))


def test_anything_else_of_a_document_can_be_written_again(tables) -> None:
    with taken_back(tables):
        tables.execute("UPDATE document SET title = 'baru', text = text, sha256 = sha256, key='k'")
        assert tables.execute("SELECT title, key FROM document").fetchall() == [("baru", "k")]


def test_two_revisions_of_a_stream_have_two_numbers(tables) -> None:
    with taken_back(tables):
        put(tables, "revision", stream=ID, seq=2)
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            put(tables, "revision", id=MISSING, n=9, stream=ID, seq=2)
