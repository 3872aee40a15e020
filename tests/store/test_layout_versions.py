"""The tables of every version: how each becomes the newest, and that nothing of them may be missing
or otherwise."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.errors import ProjectDamaged
from annotator.store import migrations
from annotator.store.engine import Connection, SqliteError, connected, sqlite3
from annotator.store.migrations import STEPS, apply_steps, check_layout, expected_layout, layout_of

PATH = Path("/somewhere/p.annot")
VERSIONS = range(1, len(STEPS) + 1)


@contextlib.contextmanager
def empty() -> Iterator[Connection]:
    with contextlib.closing(connected(":memory:")) as connection:
        yield connection


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_becomes_the_same_newest_one(version: int) -> None:
    with empty() as connection:
        apply_steps(connection, STEPS[:version])
        assert migrations.version_of(connection) == version
        check_layout(connection, PATH)
        apply_steps(connection, STEPS[version:], version)
        assert migrations.version_of(connection) == migrations.newest()
        assert layout_of(connection) == expected_layout(migrations.newest())
        check_layout(connection, PATH)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_newer_version_only_adds(version: int) -> None:
    """So what an older project holds means the same in the newer tables."""
    older, newer = expected_layout(version - 1), expected_layout(version)
    assert older.items() < newer.items()


def statements_of(step: str) -> list[str]:
    """The statements of a step, one by one; a trigger is one although it has two semicolons."""
    found, begun = [], ""
    for part in step.split(";"):
        begun += f"{part};"
        if sqlite3.complete_statement(begun):
            found.append(begun)
            begun = ""
    return found


@pytest.mark.parametrize("version", VERSIONS)
def test_a_step_that_fails_anywhere_leaves_the_version_before(version: int) -> None:
    statements = statements_of(STEPS[version - 1])
    assert len(statements) > 5
    for number in range(0, len(statements) + 1, 4):
        with empty() as connection:
            apply_steps(connection, STEPS[: version - 1])
            broken = [*statements[:number], "INSERT INTO nowhere VALUES(1);", *statements[number:]]
            with pytest.raises(SqliteError):
                apply_steps(connection, ["".join(broken)], version - 1)
            assert not connection.in_transaction
            assert migrations.version_of(connection) == version - 1
            assert layout_of(connection) == expected_layout(version - 1)


def drop(connection: Connection, kind: str, name: str) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute(f"DROP {kind} {name}")


EVERY_PART = sorted(expected_layout(migrations.newest()))


@pytest.mark.parametrize("kind", sorted({kind for kind, _ in EVERY_PART}))
def test_whatever_is_missing_is_named(kind: str) -> None:
    for name in (name for one, name in EVERY_PART if one == kind):
        with empty() as connection:
            apply_steps(connection, STEPS)
            drop(connection, kind, name)
            with pytest.raises(ProjectDamaged) as refused:
                check_layout(connection, PATH)
            assert refused.value.code == "damaged"
            gone = set(expected_layout(migrations.newest())) - set(layout_of(connection))
            assert refused.value.fields["detail"] in {f"no {one}" for _, one in gone}


FOREIGN = [
    ("table", "mine", "CREATE TABLE mine(x)"),
    ("index", "mine", "CREATE INDEX mine ON span(label)"),
    ("view", "mine", "CREATE VIEW mine AS SELECT * FROM span"),
    ("trigger", "mine", "CREATE TRIGGER mine AFTER INSERT ON span BEGIN DELETE FROM comment; END"),
    ("table", "document_fts_mine", "CREATE TABLE document_fts_mine(x)"),
    ("table", "span", "ALTER TABLE span ADD COLUMN mine TEXT"),
    ("index", "span_place", "DROP INDEX span_place; CREATE INDEX span_place ON span(label)"),
    (
        "trigger",
        "revision_no_delete",
        "DROP TRIGGER revision_no_delete; CREATE TRIGGER revision_no_delete"
        " BEFORE DELETE ON revision BEGIN SELECT 1; END",
    ),
]


@pytest.mark.parametrize(("kind", "name", "sql"), FOREIGN)
@pytest.mark.parametrize("version", [1, len(STEPS)])
def test_whatever_is_otherwise_or_too_much_is_named(version, kind, name, sql) -> None:
    with empty() as connection:
        apply_steps(connection, STEPS[:version])
        connection.executescript(sql)
        with pytest.raises(ProjectDamaged) as refused:
            check_layout(connection, PATH)
    assert refused.value.code == "foreign_contents"
    assert (refused.value.fields["type"], refused.value.fields["name"]) == (kind, name)


def test_the_tables_of_a_later_version_in_an_older_file_are_foreign() -> None:
    """Its number says what a file is: half a step is no version."""
    with empty() as connection:
        apply_steps(connection, STEPS)
        connection.execute("PRAGMA user_version = 2")
        with pytest.raises(ProjectDamaged, match="foreign_contents"):
            check_layout(connection, PATH)


def test_a_version_that_is_not_known_yet_is_called_newer() -> None:
    with empty() as connection:
        apply_steps(connection, STEPS)
        connection.execute(f"PRAGMA user_version = {migrations.newest() + 1}")
        with pytest.raises(ProjectDamaged) as refused:
            check_layout(connection, PATH)
    assert refused.value.code == "newer_project"
    assert refused.value.fields["version"] == refused.value.fields["newest"] + 1


def test_what_the_planner_of_sqlite_keeps_does_not_count() -> None:
    with empty() as connection:
        apply_steps(connection, STEPS)
        connection.execute("ANALYZE")
        check_layout(connection, PATH)
