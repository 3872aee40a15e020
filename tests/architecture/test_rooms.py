"""The doors between the rooms: who may import whom.  One table, one walk over the syntax trees."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "annotator"

ROOMS = {
    "model": [],
    "text": ["model"],
    "codebooks": ["model"],
    "agreement": ["model", "text"],
    "formats": ["model", "text"],
    "store": ["model"],
    "team": ["model", "codebooks", "store"],
    "workbench": ["model", "text", "codebooks", "agreement", "formats", "store", "team"],
    "cli": ["workbench", "model"],
    "gui": ["workbench", "model", "text"],
}
PACKAGES = {
    "PySide6": ["gui"],
    "shiboken6": ["gui"],
    "sqlite3": ["store"],
    "sqlite_utils": ["store"],
    "pysqlite3": ["store"],
    "yaml": ["codebooks"],
    "psycopg": ["team.postgres"],
    "click": ["cli"],
    "numpy": ["agreement"],
    "scipy": ["agreement"],
}
PRINTERS = ["cli"]
EVERYWHERE = {"annotator"}
ROOT_FILES = {"": "the version, from model", "__main__": "the door of the command line"}
"""The two files of the package root, which no room imports from."""
WITHOUT_QT = [room for room in ROOMS if room != "gui"]


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """The module's name below the package: ``gui.reader.view``."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every import of a file, those inside functions and for types only included."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def lies_in(module: str, places: list[str]) -> bool:
    return any(module == place or module.startswith(f"{place}.") for place in places)


def wrong_imports(path: Path) -> Iterator[str]:
    module = name_of(path)
    room = module.partition(".")[0]
    for line, target in imports(path):
        first, _, rest = target.partition(".")
        if first == "annotator" and target not in EVERYWHERE:
            is_root = room in ROOT_FILES
            allowed = is_root or rest.partition(".")[0] in [room, *ROOMS[room]]
        else:
            allowed = lies_in(module, PACKAGES.get(first, [module]))
        if not allowed:
            yield f"annotator/{path.relative_to(PACKAGE)}:{line}: {room} may not import {target}"


def test_every_room_imports_only_from_the_rooms_named_for_it():
    assert [wrong for path in sources() for wrong in wrong_imports(path)] == []


def test_nothing_else_lies_in_the_package_root():
    assert {path.name for path in PACKAGE.glob("*.py")} <= {"__init__.py", "__main__.py"}
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    assert folders - {"__pycache__"} <= set(ROOMS)


def test_only_the_command_line_prints():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources()
        if not lies_in(name_of(path), PRINTERS)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Name) and node.id == "print"
    ]
    assert found == []


def test_nothing_is_imported_by_a_name():
    """It would walk around the table."""
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sources()
        for line, target in imports(path)
        if target.startswith("importlib.import_module")
    ]
    assert found == []


def folder_of(module: str) -> str:
    """The folder a module lies in, as far as the rooms are folders themselves."""
    return module.rpartition(".")[0] or module


def test_folders_do_not_import_each_other_in_a_circle():
    files = {name_of(path): path for path in sources()}
    graph: dict[str, set[str]] = {}
    for module, path in files.items():
        here = module if path.name == "__init__.py" else folder_of(module)
        for _line, target in imports(path):
            known = target.removeprefix("annotator.")
            while known and known not in files:
                known = known.rpartition(".")[0]
            there = known if known and files[known].name == "__init__.py" else folder_of(known)
            if known and there != here:
                graph.setdefault(here, set()).add(there)
    while leaves := [f for f, targets in graph.items() if not targets & graph.keys()]:
        for leaf in leaves:
            del graph[leaf]
    assert graph == {}, "these folders are in a circle, or lead into one"


def modules_of(rooms: list[str]) -> list[str]:
    names = [name_of(path) for path in sources()]
    return [f"annotator.{name}" for name in names if name.partition(".")[0] in rooms]


def test_everything_but_the_window_can_be_imported_without_qt():
    """In a process of its own: this one may have Qt loaded by its test plugin."""
    code = f"""
import importlib, sys
for name in {modules_of(WITHOUT_QT)!r}:
    importlib.import_module(name)
print(sorted(name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))))
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.stdout.strip(), ran.stderr) == ("[]", "")


def table_in_docs() -> dict[str, list[str]]:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)/` \| ([^|]*) \| [^|]* \|$", text, re.MULTILINE)
    return {room: re.findall(r"`(\w+)`", targets) for room, targets in rows}


def test_the_architecture_page_shows_the_same_table():
    assert {room: sorted(targets) for room, targets in table_in_docs().items()} == {
        room: sorted(targets) for room, targets in ROOMS.items()
    }


def test_the_architecture_page_names_the_folders_of_the_window():
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `(\w+)/` \| [^|]* \|$", text, re.MULTILINE)
    there = {path.parent.name for path in PACKAGE.glob("gui/*/__init__.py")}
    assert set(named) == there


@pytest.mark.parametrize(
    ("file", "line", "is_allowed"),
    [
        ("gui/app.py", "from PySide6.QtCore import Qt", True),
        ("gui/app.py", "from annotator.store import spans", False),
        ("store/project.py", "import sqlite3", True),
        ("workbench/session.py", "import sqlite3", False),
        ("workbench/session.py", "def f():\n    import PySide6.QtCore", False),
        ("team/postgres.py", "import psycopg", True),
        ("team/merge.py", "import psycopg", False),
        ("model/span.py", "from annotator.text import tokens", False),
        ("cli/main.py", "from annotator.model.version import VERSION", True),
        ("text/tokens.py", "import regex", True),
    ],
)
def test_the_walk_finds_what_it_should(monkeypatch, tmp_path, file, line, is_allowed):
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_text(line, encoding="utf-8")
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", tmp_path)
    assert (list(wrong_imports(path)) == []) is is_allowed
