"""Most of the program can be imported without Qt: what is reckoned, named and decided."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEAST_SHARE = 0.55
LAZY = ast.FunctionDef | ast.AsyncFunctionDef


def eager_imports(node: ast.AST) -> Iterator[str]:
    """What is imported with a module: nothing inside functions or for types only."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            yield from eager_imports(ast.Module(child.orelse, []))
        elif not isinstance(child, LAZY):
            yield from eager_imports(child)


def with_parents(name: str) -> set[str]:
    parts = name.split(".")
    return {".".join(parts[:count]) for count in range(1, len(parts) + 1)}


def bound_modules(sources: dict[str, str]) -> set[str]:
    """Names of the modules that bring Qt when they are imported."""
    loads = {
        name: with_parents(name).union(*map(with_parents, eager_imports(ast.parse(text))))
        for name, text in sources.items()
    }
    bound = {name for name, loaded in loads.items() if "PySide6" in loaded}
    while more := {name for name, loaded in loads.items() if loaded & bound} - bound:
        bound |= more
    return bound


def sources() -> dict[str, str]:
    found = {}
    for path in (ROOT / "annotator").rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = path.read_text(encoding="utf-8")
    return found


def test_most_lines_can_be_imported_without_qt():
    lines = {name: len(text.splitlines()) for name, text in sources().items()}
    bound = bound_modules(sources())
    free = sum(count for name, count in lines.items() if name not in bound)
    assert free / sum(lines.values()) >= LEAST_SHARE


def test_who_imports_a_bound_module_is_bound_as_well():
    known = {
        "a": "",
        "a.widget": "from PySide6.QtWidgets import QWidget",
        "a.sheet": "from a.widget import Widget",
        "a.late": "def show():\n    from a.widget import Widget",
        "a.typed": "if TYPE_CHECKING:\n    from a.widget import Widget",
        "b": "import a.sheet",
        "b.rows": "x = 1",
    }
    assert bound_modules(known) == {"a.widget", "a.sheet", "b", "b.rows"}
