from __future__ import annotations

import re
from pathlib import Path

import pytest

from annotator.model.errors import InputError

PAGE = Path(__file__).parents[2] / "docs" / "project-file.md"
EVERYWHERE = {"revision_id", "deleted"}


def described() -> dict[str, set[str]]:
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: set(re.findall(r"`(\w+)`", text)) for name, text in rows}


def test_the_page_on_the_project_file_has_every_table_and_column(world) -> None:
    database, pages = world.project.database, described()
    tables = {name for name in database.table_names() if not name.startswith("document_fts_")}
    assert set(pages) == tables
    for name in tables - {"document_fts"}:
        columns = {column.name for column in database.table(name).columns}
        assert columns - EVERYWHERE <= pages[name], name


def test_the_log_takes_no_change_and_no_deletion(world) -> None:
    for statement in (
        "UPDATE revision SET action = 'x'",
        "DELETE FROM revision",
        "UPDATE touch SET kind = 'x'",
        "DELETE FROM touch",
    ):
        with pytest.raises(InputError), world.project.file.transaction():
            world.project.file.run(statement)


def test_every_table_is_strict(world) -> None:
    database = world.project.database
    for name in set(described()) - {"document_fts"}:
        assert database.table(name).strict, name


def test_writing_without_a_transaction_is_a_mistake(world) -> None:
    with pytest.raises(RuntimeError):
        world.project.file.run("DELETE FROM comment")
