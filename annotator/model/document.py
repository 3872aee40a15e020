"""Documents and how far their coding is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.model.identity import Id

Scalar = str | int | float | bool | None


class Progress(StrEnum):
    """How far one coder is with one document, as the list shows it."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    DONE = "done"


CORRECTS = "corrects_text_sha256"
"""The name under which a document's metadata say which texts it is a correction of: their SHA-256,
with a blank between several."""

_HASH = re.compile(r"[0-9a-f]{64}")

FINISHED = frozenset({"done", "gold", "locked", "signed_off"})
"""Status words that count as finished.  Other words of imported files are kept as they came."""


def progress_of(status: str, marks: int) -> Progress:
    """Return what a status word and the number of marks mean for the list of documents."""
    if status in FINISHED:
        return Progress.DONE
    return Progress.IN_PROGRESS if marks or status == "in_progress" else Progress.NEW


def corrected(meta: Mapping[str, Scalar]) -> tuple[Id, ...]:
    """Return the documents that metadata call corrected; what is no hash says nothing."""
    given = meta.get(CORRECTS)
    named = given.split() if isinstance(given, str) else ()
    return tuple(Id(one[:32]) for one in named if _HASH.fullmatch(one))


def with_corrected(meta: Mapping[str, Scalar], hashes: Iterable[str]) -> dict[str, Scalar]:
    """Return metadata that name some texts as corrected, besides those named already."""
    given = meta.get(CORRECTS)
    known = given.split() if isinstance(given, str) else []
    return {**meta, CORRECTS: " ".join(sorted({*known, *hashes}))}


@dataclass(frozen=True, slots=True)
class Document:
    """One text to be coded.  ``text`` and ``sha256`` (of its UTF-8 bytes) never change.

    ``key`` is the ``doc_id`` of files, ``name`` the file it came from, ``meta`` what the source
    says of it (scalars by name).
    """

    id: Id
    key: str
    name: str
    title: str
    text: str
    sha256: str
    meta: Mapping[str, Scalar] = field(default_factory=dict)

    @property
    def length(self) -> int:
        """Return the number of code points."""
        return len(self.text)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """What the list of documents shows of one of them, for one coder."""

    id: Id
    key: str
    name: str
    title: str
    meta: Mapping[str, Scalar]
    length: int
    status: str
    fields: Mapping[str, object]
    span_count: int
    replaced_by: Id | None = None
    """The document that counts in place of this one, an earlier version of it."""

    @property
    def progress(self) -> Progress:
        """Return how far the coder is."""
        return progress_of(self.status, self.span_count)
