"""What coders marked: loading one annotation set, going through all, finding single marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from annotator.model.annotation_set import AnnotationSet
from annotator.model.comment import Comment
from annotator.model.document import Document
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.span import Span, text_order
from annotator.store import columns
from annotator.store.codebooks import current_codebook_id
from annotator.store.columns import Make, Names, Place, made_by_place, made_from
from annotator.store.engine import Row
from annotator.store.kinds import blob
from annotator.store.project import Project
from annotator.store.tables import marks

NOBODY = Id("")
"""The coder of a document that nobody has begun."""

_DOCUMENTS_AT_ONCE = 200
_CHARACTERS_AT_ONCE = 4_000_000
Made = TypeVar("Made", Span, Relation, Comment)


def load_set(project: Project, document_id: Id, coder_id: Id, codebook_id: Id) -> AnnotationSet:
    """Return what a coder marked on a document; an empty set where there is nothing yet."""
    place = (blob(document_id), blob(coder_id))
    where = "document_id = ? AND coder_id = ? AND deleted = 0"
    with project.file.lock:
        found = _read_sets(project, where, place, codebook_id)
    empty = AnnotationSet(document_id, coder_id, codebook_id)
    return found.get((document_id, coder_id), empty)


def find_set(project: Project, document_id: Id, coder_id: Id) -> AnnotationSet | None:
    """Return a coder's status and document fields of a document, without marks, if stored."""
    sql = (
        f"SELECT {columns.SET} FROM annotation_set"
        " WHERE coder_id = ? AND document_id = ? AND deleted = 0"
    )
    rows = project.file.rows(sql, (blob(coder_id), blob(document_id)))
    made = made_from(columns.annotation_set, rows)
    return made[0] if made else None


def find_span(project: Project, span_id: Id) -> Span | None:
    """Return a span, None where there is none or it is deleted."""
    return _find(project, "span", columns.SPAN, columns.span, span_id)


def find_spans_at(project: Project, document_id: Id, coder_id: Id, extent: Extent) -> list[Span]:
    """Return a coder's spans that begin and end exactly where an extent does."""
    sql = (
        f"SELECT {columns.SPAN} FROM span"
        ' WHERE document_id = ? AND coder_id = ? AND start = ? AND "end" = ? AND deleted = 0'
    )
    place = (blob(document_id), blob(coder_id), extent.start, extent.end)
    return made_from(columns.span, project.file.rows(sql, place))


def find_relation(project: Project, relation_id: Id) -> Relation | None:
    """Return a relation, None where there is none or it is deleted."""
    return _find(project, "relation", columns.RELATION, columns.relation, relation_id)


def _find(
    project: Project,
    table: str,
    names: str,
    make: Make[Made],
    identity: Id,
) -> Made | None:
    sql = f"SELECT {names} FROM {table} WHERE id = ? AND deleted = 0"
    made = made_from(make, project.file.rows(sql, (blob(identity),)))
    return made[0] if made else None


def iterate_sets(
    project: Project, coder_id: Id | None = None, *, with_bare: bool = False
) -> Iterator[tuple[Document, AnnotationSet]]:
    """Go through all annotation sets, of one coder or of all.

    The order is that of document keys, then of coder names.  A set counts where it has a status or
    fields of its own, or marks.  ``with_bare`` adds each document without such a set once, with an
    empty set of ``NOBODY``.  Documents are read some hundred at a time, fewer where they are long.
    """
    sizes = project.file.rows(
        "SELECT id, length FROM document WHERE deleted = 0 ORDER BY sort_key, id"
    )
    coders = project.file.rows("SELECT id FROM coder ORDER BY name, key, id")
    order = [Id(row[0].hex()) for row in coders if coder_id in (None, row[0].hex())]
    for batch in _readable(sizes):
        for document, sets in _batch(project, batch, coder_id):
            shown = [sets[coder] for coder in order if coder in sets]
            if with_bare and not shown:
                shown = [AnnotationSet(document.id, NOBODY, current_codebook_id(project))]
            for one in shown:
                yield document, one


def _readable(sizes: Iterable[Row]) -> Iterator[list[bytes]]:
    """Cut documents, given by id and length, into lists that can be read at once."""
    batch: list[bytes] = []
    characters = 0
    for identity, length in sizes:
        batch.append(identity)
        characters += length
        if len(batch) >= _DOCUMENTS_AT_ONCE or characters >= _CHARACTERS_AT_ONCE:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _batch(
    project: Project, batch: list[bytes], coder_id: Id | None
) -> Iterator[tuple[Document, dict[Id, AnnotationSet]]]:
    """Yield documents in the order given, each with its sets by coder."""
    some = marks(batch)
    one = " AND coder_id = ?" if coder_id else ""
    where = f"document_id IN ({some}){one} AND deleted = 0"
    values = (*batch, blob(coder_id)) if coder_id else tuple(batch)
    with project.file.lock:
        sets = _read_sets(project, where, values, current_codebook_id(project))
        rows = project.file.rows(
            f"SELECT {columns.DOCUMENT} FROM document WHERE id IN ({some})", batch
        )
    by_document: dict[Id, dict[Id, AnnotationSet]] = {}
    for (document_id, coder), one_set in sets.items():
        by_document.setdefault(document_id, {})[coder] = one_set
    documents = {document.id: document for document in made_from(columns.document, rows)}
    for identity in (Id(one.hex()) for one in batch):
        yield documents[identity], by_document.get(identity, {})


def _read_sets(
    project: Project, where: str, values: tuple[object, ...], codebook_id: Id
) -> dict[Place, AnnotationSet]:
    """Return the sets that rows under a condition make up.

    A set without a row of its own is new and was made under the codebook of its first span, else
    under ``codebook_id``.
    """
    names = Names()

    def read(table: str, wanted: str, make: Make[Made], order: str = "") -> dict[Place, list[Made]]:
        sql = f"SELECT {wanted} FROM {table} WHERE {where} {order}"
        return made_by_place(make, project.file.rows(sql, values), names)

    rows = project.file.rows(f"SELECT {columns.SET} FROM annotation_set WHERE {where}", values)
    heads = {
        (one.document_id, one.coder_id): one
        for one in made_from(columns.annotation_set, rows, names)
    }
    spans = read("span", columns.SPAN, columns.span, columns.BY_START)
    relations = read("relation", columns.RELATION, columns.relation)
    comments = read("comment", columns.COMMENT, columns.comment)
    return {
        pair: assembled(
            heads.get(pair) or _new_set(pair, spans.get(pair, []), codebook_id),
            spans.get(pair, []),
            relations.get(pair, []),
            comments.get(pair, []),
        )
        for pair in heads.keys() | spans.keys() | comments.keys()
    }


def _new_set(pair: Place, spans: list[Span], codebook_id: Id) -> AnnotationSet:
    return AnnotationSet(*pair, spans[0].codebook_id if spans else codebook_id)


def assembled(
    head: AnnotationSet,
    spans: list[Span],
    relations: list[Relation],
    comments: list[Comment],
) -> AnnotationSet:
    """Put one set together from spans by their start.

    A relation of which an end is deleted is not shown.
    """
    if len({span.fragments[0].start for span in spans}) < len(spans):
        spans.sort(key=text_order)
    shown = relations
    if relations:
        alive = {span.id for span in spans}
        shown = [one for one in relations if one.source_id in alive and one.target_id in alive]
        shown.sort(key=lambda relation: (relation.label, relation.key))
    comments.sort(key=lambda comment: (comment.created or "", comment.key))
    return AnnotationSet(
        head.document_id,
        head.coder_id,
        head.codebook_id,
        head.status,
        head.fields,
        tuple(spans),
        tuple(shown),
        tuple(comments),
    )
