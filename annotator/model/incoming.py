"""What a file offers before any of it is in the project.

A reader of a format makes these; ``workbench.importing`` decides what is new, what is there
already and what cannot be kept.  Offsets are code points whatever the file used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.model.document import Scalar
from annotator.model.extent import Fragments
from annotator.model.problem import Place
from annotator.model.span import Attributes


@dataclass(frozen=True, slots=True)
class IncomingDocument:
    """A text with its names.  ``key`` is None where the file gives none; ``text`` is None where a
    file carries marks only, and ``sha256`` then says which text is meant.

    ``encoding`` is what the bytes were read as, ``is_guess`` whether that was a guess.  ``length``
    is what a file says of its text, in code points.
    """

    name: str
    sha256: str
    text: str | None
    key: str | None = None
    title: str | None = None
    meta: Mapping[str, Scalar] = field(default_factory=dict)
    encoding: str = "utf-8"
    is_guess: bool = False
    length: int | None = None


@dataclass(frozen=True, slots=True)
class IncomingComment:
    """A note on a span."""

    key: str
    text: str
    created: str | None = None
    changed: str | None = None


class IncomingSpan(NamedTuple):
    """A span as its file has it.  ``quote``, ``prefix`` and ``suffix`` are None where not given.

    A named tuple, because files bring them by the hundred thousand.
    """

    key: str
    label: str
    fragments: Fragments
    attributes: Attributes
    quote: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    origin: str | None = None
    created: str | None = None
    changed: str | None = None
    comments: tuple[IncomingComment, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingRelation:
    """A relation between two spans of the same record, by their keys."""

    key: str
    label: str
    source_key: str
    target_key: str
    attributes: Attributes
    origin: str | None = None
    created: str | None = None
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class IncomingSet:
    """One record: one coder's work on one document, or (``coder_name`` None) a bare document.

    ``comments`` are notes on the document itself.
    """

    place: Place
    document: IncomingDocument
    schema_id: str | None = None
    schema_version: str | None = None
    coder_name: str | None = None
    coder_key: str | None = None
    status: str = "new"
    fields: Attributes = field(default_factory=dict)
    spans: tuple[IncomingSpan, ...] = ()
    relations: tuple[IncomingRelation, ...] = ()
    comments: tuple[IncomingComment, ...] = ()
