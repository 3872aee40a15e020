"""Small codebooks and marks to try the rules on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from annotator.codebooks.attachments import codebook_file
from annotator.codebooks.reader import parse_codebook
from annotator.model.annotation_set import AnnotationSet
from annotator.model.codebook import Codebook
from annotator.model.errors import InputError
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.problem import Problem
from annotator.model.relation import Relation
from annotator.model.span import Span

HEAD = "schema_format: 1\nschema_id: tried\nversion: 1.0.0\n"
SCHEMAS = Path(__file__).parents[2] / "schemas"


@pytest.fixture(scope="session")
def schemas() -> Path:
    return SCHEMAS


@pytest.fixture
def head() -> str:
    return HEAD


@pytest.fixture
def parse() -> Callable[..., Codebook]:
    def make(text: str, attachments: Mapping[str, str] | None = None) -> Codebook:
        return parse_codebook(codebook_file(HEAD + text, attachments or {}))[0]

    return make


@pytest.fixture
def warnings() -> Callable[[str], list[Problem]]:
    return lambda text: list(parse_codebook(codebook_file(HEAD + text, {}))[1])


@pytest.fixture
def faults() -> Callable[..., list[Problem]]:
    """The problems of a text that follows a good head of three lines."""

    def find(text: str, attachments: Mapping[str, str] | None = None) -> list[Problem]:
        with pytest.raises(InputError) as caught:
            parse_codebook(codebook_file(HEAD + text, attachments or {}), "tried.yaml")
        return list(caught.value.problems)

    return find


@pytest.fixture
def span() -> Callable[..., Span]:
    """A span by id, label, its fragments as pairs, and its answers."""

    def make(key: str, label: str, *parts: tuple[int, int], **attributes: Any) -> Span:
        fragments = tuple(Extent(*part) for part in parts or ((0, 5),))
        ids = (Id(key), key, Id("d"), Id("c"), Id("b"))
        return Span(*ids, label, fragments, attributes)

    return make


@pytest.fixture
def relation() -> Callable[..., Relation]:
    def make(label: str, source: str, target: str, **attributes: Any) -> Relation:
        key = f"{label}-{source}-{target}"
        ids = (Id(key), key, Id("d"), Id("c"), Id("b"))
        return Relation(*ids, label, Id(source), Id(target), attributes)

    return make


@pytest.fixture
def coding() -> Callable[..., AnnotationSet]:
    """One coder's set of the given spans and relations; named arguments are document fields."""

    def make(*marks: Span | Relation, **fields: Any) -> AnnotationSet:
        spans = tuple(mark for mark in marks if isinstance(mark, Span))
        relations = tuple(mark for mark in marks if isinstance(mark, Relation))
        return AnnotationSet(Id("d"), Id("c"), Id("b"), "new", fields, spans, relations)

    return make
