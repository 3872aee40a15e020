"""Every code that is raised anywhere has a sentence, and every sentence the fields it asks for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from string import Formatter

import pytest

from annotator.workbench.error_words import ERRORS
from annotator.workbench.problem_words import NAMED_FIELDS, NAMES, PROBLEMS

ROOT = Path(__file__).parents[2] / "annotator"
ROOMS = ("codebooks", "formats", "store", "text", "workbench", "cli")

ERROR_CLASSES = {
    "AnnotatorError",
    "InputError",
    "RefusedError",
    "EnvironmentFault",
    "ProjectLocked",
    "NotSaved",
    "ProjectDamaged",
}
PROBLEM_MAKERS = {
    "Problem": 0,
    "Fault": 0,
    "refused": 0,
    "refuse": 0,
    "_refuse": 0,
    "_refused": 0,
    "_warning": 0,
    "_problem": None,
    "_of_span": 0,
    "_bad_byte": 0,
    "_report": None,
    "report": 0,
    "_report_at": None,
    "known": 0,
    "forward": 0,
}
"""Functions that make problems, and which argument holds the code; None: the first that is text."""

PLACE = {"file", "line", "column", "field", "value"}
FIELDS_OF_ERRORS = {"path", "detail", "file", "encoding", "byte"}


@cache
def trees() -> list[ast.Module]:
    files = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return [ast.parse(path.read_text(encoding="utf-8")) for path in files]


def name_of(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def texts(call: ast.Call, position: int | None) -> Iterator[str]:
    """The code in a call, if it stands there as text (a choice of two counts as two)."""
    arguments = call.args if position is None else call.args[position : position + 1]
    for argument in arguments:
        for node in ast.walk(argument) if isinstance(argument, ast.IfExp) else [argument]:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
                if position is None:
                    return


def raised(makers: dict[str, int | None]) -> set[str]:
    return {
        code
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and name_of(node) in makers
        for code in texts(node, makers[name_of(node)])
        if code.replace("_", "").isalpha() and code.islower()
    }


def fields(template: str) -> set[str]:
    return {name for _text, name, _form, _sign in Formatter().parse(template) if name}


def test_every_error_has_a_sentence():
    codes = raised(dict.fromkeys(ERROR_CLASSES, 0))
    assert len(codes) > 30
    assert codes - ERRORS.keys() == set()


def test_every_problem_has_a_sentence():
    codes = raised(PROBLEM_MAKERS)
    assert len(codes) > 90
    assert codes - PROBLEMS.keys() - ERRORS.keys() == set()


def table(file: str, name: str) -> set[str]:
    """The texts in a table of a module."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    for node in tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if getattr(target, "id", None) == name:
            nodes = ast.walk(node)
            return {n.value for n in nodes if isinstance(n, ast.Constant) and n.value}
    raise AssertionError(f"{file} has no table {name}")


def test_codes_that_stand_in_tables_have_sentences():
    codes = {c for c in table("codebooks/yaml_source.py", "_SYNTAX") if c.startswith("yaml_")}
    assert codes
    assert codes - PROBLEMS.keys() == set()
    faults = {c for name in ("_DISK", "_ELSE", "_SYSTEM") for c in table("store/faults.py", name)}
    assert faults - ERRORS.keys() == set()


def test_no_code_has_sentences_in_two_tables():
    from annotator.workbench.codebook_words import CODEBOOK_PROBLEMS
    from annotator.workbench.file_words import FILE_PROBLEMS
    from annotator.workbench.finding_words import FINDINGS
    from annotator.workbench.project_words import PROJECT_PROBLEMS

    tables = (CODEBOOK_PROBLEMS, FILE_PROBLEMS, FINDINGS, PROJECT_PROBLEMS)
    assert sum(map(len, tables)) == len(PROBLEMS)


@cache
def keywords() -> set[str]:
    """Every name under which a call or a mapping hands something on, in all rooms."""
    found: set[str] = set()
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                found |= {keyword.arg for keyword in node.keywords if keyword.arg}
            elif isinstance(node, ast.Dict):
                found |= {k.value for k in node.keys if isinstance(k, ast.Constant)}
            elif isinstance(node, ast.Tuple) and len(node.elts) == 2:
                first = node.elts[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_a_problem_asks_only_for_fields_that_somebody_fills(code):
    given = keywords() | PLACE
    for template in PROBLEMS[code]:
        assert fields(template) <= given


@pytest.mark.parametrize("code", sorted(ERRORS))
def test_an_error_asks_only_for_fields_that_somebody_fills(code):
    assert fields(ERRORS[code]) <= keywords() | FIELDS_OF_ERRORS


def test_of_several_sentences_the_later_asks_for_less():
    for templates in PROBLEMS.values():
        needs = [fields(template) for template in templates]
        assert all(later != earlier for earlier, later in pairwise(needs))


def test_sentences_are_sentences():
    for templates in (*PROBLEMS.values(), *((one,) for one in ERRORS.values())):
        for template in templates:
            assert template[0].isupper() or not template[0].isalpha()
            assert template.endswith((".", "?"))


def test_words_for_programs_have_words_for_people():
    from annotator.codebooks.kinds import FORMS
    from annotator.formats.annotations.record_shape import EXPECTED
    from annotator.model.attributes import AttributeType

    assert {"expected", "found"} <= NAMED_FIELDS
    assert NAMES.keys() >= {*FORMS, *EXPECTED.values(), *map(str, AttributeType)}
