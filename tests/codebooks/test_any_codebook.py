"""Whatever a codebook file says: it is read, or refused with problems that point into it."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

import factories
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.codebooks.attachments import codebook_file
from annotator.codebooks.reader import parse_codebook, read_codebook
from annotator.model.errors import InputError
from annotator.model.problem import Problem, Severity
from annotator.workbench import language, wording

PLAIN = yaml.safe_load(factories.CODEBOOK)
WORDS = (
    *("", "x", "a b", "ä😀", "سلام", "\u202e", "0", "1..*", "3..1", "..", "null", "2026-11-22"),
    *("id", "when", "parent", "min", "max", "many", "type", "values", "list", "from", "to", "span"),
    *("overlap", "file", "key", "missing", "default", "required", "pattern", "shortcut", "person"),
)
ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, float("inf"), float("nan"), 10**30, "x" * 3000),
    *([], [None], ["x", "x"], [[1]], [{}], {}, {"x": None}, {1: 2}, {None: 1}, {"en": 1}),
    *({"a": {"b": {"c": 1}}}, ["person", "place"], {"when": {"role": "head"}}),
)


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The ways to everything in a codebook."""
    found = [path] if path else []
    if isinstance(node, dict):
        for key, one in node.items():
            found += places(one, (*path, key))
    return found


PLACES = places(PLAIN)


@st.composite
def changed_codebooks(draw: st.DrawFn) -> str:
    """The small codebook with one to three things changed, left out or called otherwise."""
    book = copy.deepcopy(PLAIN)
    for _change in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(PLACES))
        node = book
        for key in way:
            node = node[key] if isinstance(node, dict) and key in node else {}
        if not isinstance(node, dict) or last not in node:
            continue
        how = draw(st.sampled_from(["value", "value", "gone", "key"]))
        old = node.pop(last)
        if how == "value":
            node[last] = draw(st.sampled_from([*ODD, *WORDS]))
        elif how == "key":
            node[draw(st.sampled_from(WORDS))] = old
    return yaml.safe_dump(book, allow_unicode=True, sort_keys=False)


def check_told(problem: Problem, text: str) -> None:
    """A problem stands in the file and has a sentence of its own in every language."""
    line = problem.place.line
    assert line is None or 1 <= line <= text.count("\n") + 1
    said = set()
    for code in ("en", "id"):
        language.set_language(code)
        said.add(wording.full_sentence(problem))
    assert len(said) == 2
    assert all("{" not in one.replace(str(problem.value), "") for one in said)


@settings(max_examples=60)
@given(changed_codebooks())
def test_it_is_read_or_refused_with_problems_that_point_into_it(text):
    refused: InputError | None = None
    remarks: Sequence[Problem] = ()
    try:
        _book, remarks = parse_codebook(codebook_file(text, {}), "tried.yaml")
    except InputError as error:
        refused = error
    problems = remarks if refused is None else refused.problems
    severities = {one.severity for one in problems}
    assert (Severity.REFUSED in severities) == (refused is not None)
    assert refused is None or refused.code == "bad_codebook"
    for problem in problems:
        check_told(problem, text)


@settings(max_examples=25)
@given(changed_codebooks())
def test_the_same_file_is_read_the_same_way_twice(text):
    def told() -> object:
        try:
            return parse_codebook(codebook_file(text, {}), "tried.yaml")
        except InputError as refused:
            return refused.problems

    assert told() == told()


@settings(max_examples=40)
@given(st.binary(max_size=60) | st.text("a:-[]{}&*!|>%@`'\",#? \n\t1", max_size=40).map(str.encode))
def test_bytes_that_are_no_codebook_are_refused_in_a_sentence(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(data)
    with pytest.raises(InputError) as refused:
        parse_codebook(read_codebook(path), path.name)
    assert wording.error_sentence(refused.value)
    assert refused.value.problems
