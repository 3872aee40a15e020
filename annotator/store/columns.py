"""What is read of each table, and the field's dataclasses made from it.

Many rows are made at once, so what repeats (the ids of documents, coders and codebooks, labels) is
made once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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


class Names(dict[bytes, Id]):
    """Ids by their bytes, made once each."""

    def __missing__(self, blob: bytes) -> Id:
        made = self[blob] = Id(blob.hex())
        return made


def made_from(
    make: Callable[[Row, Names], Made], rows: Iterable[Row], names: Names | None = None
) -> list[Made]:
    """Return what rows stand for; ProjectDamaged where they hold what was never written."""
    known = Names() if names is None else names
    try:
        return [make(row, known) for row in rows]
    except (ValueError, TypeError, AttributeError, IndexError) as error:
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
    return Document(Id(identity.hex()), key, name, title, text, sha256.hex(), json_value(meta))


def annotation_set(row: Row, names: Names) -> AnnotationSet:
    """Return an annotation set, without its marks, from its SET columns."""
    document_id, coder_id, codebook_id, status, fields = row
    return AnnotationSet(
        names[document_id], names[coder_id], names[codebook_id], status, answers(fields)
    )


def _fragments(start: int, end: int, fragments: str | None) -> Fragments:
    if fragments is None:
        return (Extent(start, end),)
    return tuple(Extent(first, last) for first, last in json_value(fragments))


def span(row: Row, names: Names) -> Span:
    """Return a span from its SPAN columns."""
    document_id, coder_id, identity, key, codebook_id, label, start, end, fragments, *rest = row
    attributes, origin, created, changed = rest
    return Span(
        Id(identity.hex()),
        key,
        names[document_id],
        names[coder_id],
        names[codebook_id],
        label,
        _fragments(start, end, fragments),
        answers(attributes),
        origin,
        created,
        changed,
    )


def relation(row: Row, names: Names) -> Relation:
    """Return a relation from its RELATION columns."""
    document_id, coder_id, identity, key, codebook_id, label, source, target, *rest = row
    attributes, origin, created, changed = rest
    return Relation(
        Id(identity.hex()),
        key,
        names[document_id],
        names[coder_id],
        names[codebook_id],
        label,
        Id(source.hex()),
        Id(target.hex()),
        answers(attributes),
        origin,
        created,
        changed,
    )


def comment(row: Row, names: Names) -> Comment:
    """Return a note from its COMMENT columns."""
    document_id, coder_id, identity, key, target, text, created, changed = row
    return Comment(
        Id(identity.hex()),
        key,
        names[document_id],
        Id(target.hex()),
        names[coder_id],
        text,
        created,
        changed,
    )
