"""The steps that bring a project file to this program's tables, and the check that it has them.

Step ``n`` makes version ``n + 1``; each runs in one transaction together with the new number.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from annotator.model.errors import ProjectDamaged
from annotator.store.engine import APPLICATION_ID, Connection, SqliteError, connected
from annotator.store.layout import MADE_BY_SQLITE, VERSION_1, VERSION_2, VERSION_3
from annotator.store.placing import keep_on_disk

STEPS = [VERSION_1, VERSION_2, VERSION_3]

Layout = dict[tuple[str, str], str | None]


def newest() -> int:
    """Return the version that this program writes."""
    return len(STEPS)


def version_of(connection: Connection) -> int:
    """Return the version of the tables in a file, 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def apply_steps(connection: Connection, steps: list[str], first: int = 0) -> None:
    """Run steps, the first of which brings a file of version ``first`` one further."""
    for version, step in enumerate(steps, first + 1):
        try:
            connection.executescript(
                f"BEGIN IMMEDIATE; {step}; PRAGMA user_version = {version}; COMMIT;"
            )
        except SqliteError:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def make_tables(connection: Connection) -> None:
    """Make an empty file a project file."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    apply_steps(connection, STEPS)


def migrate(connection: Connection, path: Path) -> Path | None:
    """Bring a file to the newest version; returns the copy made before, None where none was needed.

    The copy is a closed project file of the old version beside the project.
    """
    version = version_of(connection)
    if version == newest():
        return None
    copy = _free_name(path, version)
    connection.execute("VACUUM INTO ?", (str(copy),))
    keep_on_disk(copy)
    update(connection)
    return copy


def update(connection: Connection) -> bool:
    """Bring a file to the newest version without a copy of it; tells whether it was older."""
    version = version_of(connection)
    apply_steps(connection, STEPS[version:], version)
    return version < newest()


def _free_name(path: Path, version: int) -> Path:
    number = 1
    while True:
        more = f"-{number}" if number > 1 else ""
        copy = path.with_name(f"{path.stem}-version-{version}{more}{path.suffix}")
        if not copy.exists():
            return copy
        number += 1


def layout_of(connection: Connection) -> Layout:
    """Return the SQL of everything a file defines, without what SQLite makes for itself."""
    found = connection.execute("SELECT type, name, sql FROM sqlite_master")
    return {
        (kind, name): sql
        for kind, name, sql in found
        if not (kind == "table" and name in MADE_BY_SQLITE) and not _is_internal(kind, name, sql)
    }


def _is_internal(kind: str, name: str, sql: str | None) -> bool:
    """Indexes of constraints have no SQL; the tables of ANALYZE are data for the planner."""
    if not name.startswith("sqlite_"):
        return False
    return (kind == "index" and sql is None) or (kind == "table" and name.startswith("sqlite_stat"))


def expected_layout(version: int) -> Layout:
    """Return what a project file of a version defines."""
    with contextlib.closing(connected(":memory:")) as connection:
        apply_steps(connection, STEPS[:version])
        return layout_of(connection)


def check_layout(connection: Connection, path: Path) -> None:
    """Refuse a file that defines anything but the tables of its version.

    Triggers and views of somebody else would run with this program's hands.
    Raises ProjectDamaged ``foreign_contents`` (``name``, ``type``), ``newer_project`` or
    ``damaged``.
    """
    version = version_of(connection)
    if version > newest():
        raise ProjectDamaged("newer_project", path=str(path), version=version, newest=newest())
    found = layout_of(connection)
    expected = expected_layout(version)
    if found == expected:
        return
    for kind, name in found:
        if found[kind, name] != expected.get((kind, name)):
            raise ProjectDamaged("foreign_contents", path=str(path), type=kind, name=name)
    missing = next(name for kind, name in expected if (kind, name) not in found)
    raise ProjectDamaged("damaged", path=str(path), detail=f"no {missing}")
