"""What can be read of a file without its log: rows of every kind, as the log would have them."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

import pytest
from every_kind import MARKED, PLACES, EveryKind, living

from annotator.model.change import Operation
from annotator.model.coder import Coder
from annotator.store import rows
from annotator.store.integrity import check
from annotator.store.kinds import KINDS
from annotator.store.project import Project
from annotator.store.recovering import recover
from annotator.store.salvage import Found, Kept, shown_rows
from annotator.store.wire import Header

PAGE = 4096


@pytest.fixture
def kinds(world):
    """A project with rows of every kind, each of them written twice."""
    made = EveryKind(world)
    lead = Coder(world.me, world.coder.key, world.coder.name, "lead")
    world.commit(Operation("coder", lead.id, rows.coder_value(lead)))
    made.write_everything(1)
    made.write_everything(2)
    return made


def without_log(path: Path) -> Path:
    """Copy a closed file and overwrite every page on which revisions lie."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        try:
            found = connection.execute("SELECT pageno - 1 FROM dbstat WHERE name = 'revision'")
            numbers = [row[0] for row in found]
        except sqlite3.OperationalError:
            pytest.skip("this SQLite does not tell its pages")
    data = bytearray(path.read_bytes())
    for number in numbers:
        data[number * PAGE : (number + 1) * PAGE] = os.urandom(PAGE)
    target = path.with_name("damaged.annot")
    target.write_bytes(data)
    return target


def test_every_row_of_a_closed_file_is_shown_as_the_log_has_it(kinds) -> None:
    kinds.world.project.close()
    found = {(one.kind, one.id): one.value for one in shown_rows(kinds.world.path)}
    assert {kind for kind, _ in found} == set(KINDS)
    for kind in MARKED:
        for place in range(PLACES):
            assert found[kind, kinds.row(kind, place)] == kinds.value(kind, place, 2), kind


@pytest.mark.parametrize("kind", MARKED)
def test_a_deleted_row_is_shown_without_what_it_said(kinds, kind) -> None:
    kinds.write(kind, 1, None)
    kinds.world.project.close()
    (found,) = [
        one
        for one in shown_rows(kinds.world.path)
        if (one.kind, one.id) == (kind, kinds.row(kind, 1))
    ]
    assert found.value is None


def test_where_the_whole_log_is_lost_the_tables_give_every_kind_back(kinds, tmp_path) -> None:
    before = living(kinds.world.project)
    kinds.world.project.close()
    done = recover(without_log(kinds.world.path), tmp_path / "new.annot")
    assert (done.revisions, done.again) == (0, 0)
    told = {one.code for one in done.problems}
    assert told == {"row_without_proof"}
    with Project.open(tmp_path / "new.annot") as project:
        assert living(project) == before
        assert check(project) == []


@pytest.mark.parametrize(
    ("kind", "author"),
    [("span", 1), ("decision", 0), ("review", 0), ("assignment", 0), ("parcel", 0)],
)
def test_what_is_written_again_is_their_work_who_did_it(kinds, tmp_path, kind, author) -> None:
    """A mark is its coder's, a decision its reviewer's; work is handed out by who leads."""
    kinds.world.project.close()
    recover(without_log(kinds.world.path), tmp_path / "new.annot")
    with Project.open(tmp_path / "new.annot") as project:
        sql = (
            f"SELECT r.author_id FROM {kind} x JOIN revision r ON r.id = x.revision_id"
            " WHERE x.id = ?"
        )
        found = project.file.row(sql, (bytes.fromhex(kinds.row(kind, 2 if author else 1)),))
        assert found[0].hex() == kinds.coders[author]


SENSELESS = [
    ("document", "text = 'another text'"),
    ("document", "length = length + 1"),
    ("document", "meta = '[]'"),
    ("codebook", "attachments = '{'"),
    ("span", 'start = 9, "end" = 5, fragments = NULL'),
    ("span", "fragments = '[[3,1]]'"),
    ("span", "fragments = '[[-3,1]]'"),
    ("span", "fragments = 'x'"),
    ("span", "attributes = '[1]'"),
    ("relation", "attributes = 'null'"),
    ("annotation_set", "fields = '3'"),
    ("decision", "body = '[]'"),
    ("feedback", "items = '{}'"),
    ("parcel", "documents = '\"d\"'"),
]


@pytest.mark.parametrize(("kind", "change"), SENSELESS)
def test_a_row_that_makes_no_sense_is_passed_over_and_no_other(kinds, kind, change) -> None:
    kinds.world.project.close()
    with contextlib.closing(sqlite3.connect(kinds.world.path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute("DROP TRIGGER document_immutable")
        before = {one.id for one in shown_rows(kinds.world.path) if one.kind == kind}
        (chosen,) = connection.execute(f"SELECT id FROM {kind} LIMIT 1").fetchone()
        connection.execute(f"UPDATE {kind} SET {change} WHERE id = ?", (chosen,))
        connection.commit()
    after = {one.id for one in shown_rows(kinds.world.path) if one.kind == kind}
    assert before - after == {chosen.hex()}


def test_a_file_of_something_else_shows_nothing(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE mine(a BLOB, b TEXT)")
        connection.execute("INSERT INTO mine VALUES(x'00', 'x')")
        connection.commit()
    assert list(shown_rows(tmp_path / "other.db")) == []


FACTS = [
    ("project_id", "not an id", False),
    ("project_id", "A" * 32, False),
    ("project_id", "a" * 32, True),
    ("parcel", "b" * 32, True),
    ("parcel", "b" * 31, False),
    ("created", "whatever", True),
    ("program", "", True),
    ("something else", "a" * 32, False),
]


@pytest.mark.parametrize(("key", "value", "is_believed"), FACTS)
def test_only_what_a_project_says_of_itself_is_believed(world, key, value, is_believed) -> None:
    """Rows of two texts lie about in many files."""
    world.project.close()
    with contextlib.closing(sqlite3.connect(world.path)) as connection:
        connection.execute("DELETE FROM meta")
        connection.execute("INSERT INTO meta VALUES(?, ?)", (key, value))
        connection.commit()
    found = Found()
    found.add(world.path)
    assert found.facts == ({key: value} if is_believed else {})


def test_what_several_copies_hold_counts_together_and_the_first_speaks(world, tmp_path) -> None:
    world.add_document()
    other = world.copy("other")
    for one, name in ((world, "hier"), (other, "dort")):
        one.add_document(f"teks {name}", name)
        one.project.close()
    found = Found()
    for path in (world.path, other.path, world.path):
        found.add(path)
    whole, loose = found.chains()
    assert len(whole) == len(found.revisions) == 4
    assert loose == []
    assert whole == sorted(whole, key=lambda one: (one.header.hlc, one.header.id))


def kept(number: int, **other: object) -> Kept:
    """The revision of a number in a stream, that follows the one before; or says it otherwise."""
    before = None if number == 1 else bytes([number - 1]).hex()
    told = {"seq": number, "hlc": number, "author": "a", "prev": before, **other}
    return Kept(Header(f"{number}", "s", action="verb", **told), bytes([number]), 0, b"")


@pytest.mark.parametrize(
    ("third", "is_whole"),
    [
        (kept(3), True),
        (kept(3, prev="ff"), False),
        (kept(3, author="b"), False),
        (kept(4, prev=bytes([2]).hex()), False),
        (kept(3, prev=None), False),
    ],
)
def test_only_what_follows_what_is_there_stands_in_its_place(third, is_whole) -> None:
    found = Found(revisions={one.digest: one for one in (third, kept(2), kept(1))})
    whole, loose = found.chains()
    assert whole == [kept(1), kept(2), third][: 3 if is_whole else 2]
    assert loose == ([] if is_whole else [third])


def test_everything_after_a_gap_is_loose_until_the_gap_is_filled() -> None:
    numbers = (1, 2, 4, 5)
    found = Found(revisions={bytes([n]): kept(n) for n in numbers})
    assert found.chains() == ([kept(1), kept(2)], [kept(4), kept(5)])
    found.revisions[bytes([3])] = kept(3)
    assert found.chains() == ([kept(n) for n in range(1, 6)], [])
    del found.revisions[bytes([1])]
    assert found.chains() == ([], [kept(n) for n in range(2, 6)])
