"""What is read of each table, and the field's dataclasses made from it.

Many rows are made at once, so what repeats (the ids of documents, coders and codebooks, labels) is
made once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from annotator.model.annotation_set import AnnotationSet
from annotator.model.comment import Comment
from annotator.model.document import Document
from annotator.model.errors import ProjectDamaged
from annotator.model.extent import Extent, Fragments
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.span import AttributeValue, Span
from annotator.store.engine import Row
from annotator.store.wire import json_value

BY_START = "ORDER BY document_id, coder_id, start"
"""Nearly text order, and for nothing: the index of spans has it."""

DOCUMENT = "id, key, name, title, text, sha256, meta"
SET = "document_id, coder_id, codebook_id, status, fields"
SPAN = (
    'document_id, coder_id, id, key, codebook_id, label, start, "end", fragments, attributes,'
    " origin, created, changed"
)
RELATION = (
    "document_id, coder_id, id, key, codebook_id, label, source_id, target_id, attributes,"
    " origin, created, changed"
)
COMMENT = "document_id, coder_id, id, key, target_id, text, created, changed"

Made = TypeVar("Made")
Place = tuple[Id, Id]
"""A document and a coder."""


class Names(dict[bytes, Id]):
    """Ids by their bytes, made once each."""

    def __missing__(self, blob: bytes) -> Id:
        made = self[blob] = Id(blob.hex())
        return made


Make = Callable[[Row, Names], Made]


def made_from(make: Make[Made], rows: Iterable[Row], names: Names | None = None) -> list[Made]:
    """Return what rows stand for; ProjectDamaged where they hold what was never written."""
    known = Names() if names is None else names
    with _damage():
        return [make(row, known) for row in rows]


def made_by_place(make: Make[Made], rows: Iterable[Row], names: Names) -> dict[Place, list[Made]]:
    """Return what rows stand for by document and coder, which are their first two columns."""
    found: dict[Place, list[Made]] = {}
    document = coder = b""
    group: list[Made] = []
    with _damage():
        for row in rows:
            if row[1] != coder or row[0] != document:
                document, coder = row[:2]
                group = found.setdefault((names[document], names[coder]), [])
            group.append(make(row, names))
    return found


@contextmanager
def _damage() -> Iterator[None]:
    try:
        yield
    except (ValueError, TypeError, AttributeError, LookupError) as error:
        raise ProjectDamaged("damaged", detail=f"row: {error}") from error


def answers(text: str) -> dict[str, AttributeValue]:
    """Return answers from JSON; several values are a tuple."""
    if text == "{}":
        return {}
    found: dict[str, AttributeValue] = json_value(text)
    if "[" in text:
        for name, answer in found.items():
            if isinstance(answer, list):
                found[name] = tuple(answer)
    return found


def document(row: Row, _: Names) -> Document:
    """Return a document from its DOCUMENT columns."""
    identity, key, name, title, text, sha256, meta = row
    return Document(identity.hex(), key, name, title, text, sha256.hex(), json_value(meta))


def annotation_set(row: Row, names: Names) -> AnnotationSet:
    """Return an annotation set, without its marks, from its SET columns."""
    document_id, coder_id, codebook_id, status, fields = row
    return AnnotationSet(
        names[document_id], names[coder_id], names[codebook_id], status, answers(fields)
    )


def _fragments(fragments: str) -> Fragments:
    return tuple(Extent(first, last) for first, last in json_value(fragments))


def span(row: Row, names: Names) -> Span:
    """Return a span from its SPAN columns."""
    (
        document_id,
        coder_id,
        identity,
        key,
        codebook_id,
        label,
        start,
        end,
        fragments,
        attributes,
        origin,
        created,
        changed,
    ) = row
    return Span(
        identity.hex(),
        key,
        names[document_id],
        names[coder_id],
        names[codebook_id],
        label,
        (Extent(start, end),) if fragments is None else _fragments(fragments),
        {} if attributes == "{}" else answers(attributes),
        origin,
        created,
        changed,
    )


def relation(row: Row, names: Names) -> Relation:
    """Return a relation from its RELATION columns."""
    document_id, coder_id, identity, key, codebook_id, label, source, target, *rest = row
    attributes, origin, created, changed = rest
    return Relation(
        identity.hex(),
        key,
        names[document_id],
        names[coder_id],
        names[codebook_id],
        label,
        source.hex(),
        target.hex(),
        answers(attributes),
        origin,
        created,
        changed,
    )


def comment(row: Row, names: Names) -> Comment:
    """Return a note from its COMMENT columns."""
    document_id, coder_id, identity, key, target, text, created, changed = row
    return Comment(
        identity.hex(),
        key,
        names[document_id],
        target.hex(),
        names[coder_id],
        text,
        created,
        changed,
    )
