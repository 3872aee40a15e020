"""Nothing grows past the size at which one can still read it."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILE_LINES, FUNCTION_LINES, COMPLEXITY = 400, 60, 12
USUAL_FILE, LARGE_FILE = 150, 320
USUAL_FUNCTION, LARGE_FUNCTION = 8, 25
DOCUMENTED = 0.9

BRANCHES = (
    ast.If | ast.IfExp | ast.For | ast.AsyncFor | ast.While | ast.ExceptHandler | ast.match_case
)
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Function:
    where: str
    name: str
    lines: int
    complexity: int
    is_public: bool
    is_documented: bool


def docstring_lines(node: FUNCTIONS) -> int:
    if ast.get_docstring(node, clean=False) is None:
        return 0
    return node.body[0].end_lineno - node.body[0].lineno + 1


def complexity(node: ast.AST) -> int:
    """One more than the branches, further operands of and/or, and tests of comprehensions."""
    score = 1
    for child in ast.walk(node):
        if isinstance(child, BRANCHES):
            score += 1
        elif isinstance(child, ast.BoolOp):
            score += len(child.values) - 1
        elif isinstance(child, ast.comprehension):
            score += len(child.ifs)
    return score


def files() -> list[Path]:
    return sorted((ROOT / "annotator").rglob("*.py"))


def definitions(node: ast.AST, is_public: bool = True) -> Iterator[tuple[FUNCTIONS, bool]]:
    """Every function with whether others may call it: no leading underscore, not inside another."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, FUNCTIONS):
            yield child, is_public and not child.name.startswith("_")
            yield from definitions(child, False)
        elif isinstance(child, ast.ClassDef):
            yield from definitions(child, is_public and not child.name.startswith("_"))
        else:
            yield from definitions(child, is_public)


@cache
def functions() -> list[Function]:
    return [
        Function(
            where=f"{path.relative_to(ROOT)}:{node.lineno}",
            name=node.name,
            lines=node.end_lineno - node.lineno + 1 - docstring_lines(node),
            complexity=complexity(node),
            is_public=is_public,
            is_documented=docstring_lines(node) > 0,
        )
        for path in files()
        for node, is_public in definitions(ast.parse(path.read_text(encoding="utf-8")))
    ]


def file_lengths() -> dict[str, int]:
    return {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in files()
    }


def ninth_tenth(values: list[int]) -> int:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.9))]


def test_no_file_is_too_long():
    assert {file: n for file, n in file_lengths().items() if n > FILE_LINES} == {}


def test_no_function_is_too_long():
    assert [(f.where, f.name, f.lines) for f in functions() if f.lines > FUNCTION_LINES] == []


def test_no_function_branches_too_much():
    found = [(f.where, f.name, f.complexity) for f in functions() if f.complexity > COMPLEXITY]
    assert found == []


def test_files_are_short_as_a_rule():
    lengths = list(file_lengths().values())
    assert statistics.median(lengths) <= USUAL_FILE
    assert ninth_tenth(lengths) <= LARGE_FILE


def test_functions_are_short_as_a_rule():
    lengths = [f.lines for f in functions()]
    assert statistics.median(lengths) <= USUAL_FUNCTION
    assert ninth_tenth(lengths) <= LARGE_FUNCTION


def test_public_functions_say_what_they_do():
    public = [f for f in functions() if f.is_public]
    silent = [f"{f.where} {f.name}" for f in public if not f.is_documented]
    assert len(silent) <= (1 - DOCUMENTED) * len(public), silent


def test_complexity_is_counted_as_written_down():
    source = """
def f(a, b):
    if a and b or a:
        return [x for x in a if x if b]
    for x in a:
        try:
            pass
        except ValueError:
            pass
    while a:
        match b:
            case 1: pass
            case _: pass
    return 1 if a else 2
"""
    assert complexity(ast.parse(source).body[0]) == 1 + 1 + 2 + 2 + 1 + 1 + 1 + 2 + 1
