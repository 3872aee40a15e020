"""Something a person has to know about a file, a codebook or a mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.model.identity import Id


class Severity(StrEnum):
    """What a problem stops."""

    REFUSED = "refused"
    """The input cannot be kept faithfully; nothing of it is taken."""
    BLOCKING = "blocking"
    """The coding may stay, but the document cannot be called done."""
    WARNING = "warning"
    """Worth a look; stops nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is.  ``line`` and ``column`` count from 1; ``field`` is a dotted path."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: a ``code`` with its ``fields`` (the sentence is made where people read it).

    ``value`` is what was found, ``span_id`` and ``document_id`` say what to show.
    """

    code: str
    severity: Severity
    place: Place = field(default_factory=Place)
    value: object = None
    fields: Mapping[str, object] = field(default_factory=dict)
    document_id: Id | None = None
    span_id: Id | None = None
