"""Documents: finding, counting and loading them, and what the list shows of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from annotator.model.document import FINISHED, Document, DocumentRow, Progress
from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.store import columns
from annotator.store.engine import Row
from annotator.store.index import index_some, match_text
from annotator.store.kinds import blob
from annotator.store.lineage import load_lineage
from annotator.store.project import Project
from annotator.store.tables import marks
from annotator.store.wire import json_value

BATCH = 500
_STEP = 500


def count_documents(project: Project) -> int:
    """Return how many documents there are."""
    return _count(project, "SELECT count(*) FROM document WHERE deleted = 0")


def _count(project: Project, sql: str, values: Sequence[object] = ()) -> int:
    found = project.file.row(sql, values)
    return int(found[0]) if found else 0


def batches(ids: Iterable[Id]) -> Iterator[list[bytearray]]:
    """Return ids as stored, in lists that fit into one query."""
    batch: list[bytearray] = []
    for identity in ids:
        batch.append(blob(identity))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def find_documents(project: Project, query: str = "") -> list[Id]:
    """Return the documents whose title or text has all words of a query, in the order of keys.

    Each word may be the beginning of a word; case and accents do not matter.  Numbers in keys
    count as numbers.  Documents that are not indexed yet are indexed first.
    """
    wanted = match_text(query)
    if not wanted:
        sql = "SELECT id FROM document WHERE deleted = 0 ORDER BY sort_key, id"
        return [Id(row[0].hex()) for row in project.file.rows(sql)]
    while refresh_index(project, _STEP):
        pass
    sql = (
        "SELECT d.id FROM document_fts f JOIN document d ON d.n = f.rowid"
        " WHERE document_fts MATCH ? AND d.deleted = 0 ORDER BY d.sort_key, d.id"
    )
    return [Id(row[0].hex()) for row in project.file.rows(sql, (wanted,))]


def refresh_index(project: Project, limit: int = 500) -> int:
    """Index up to ``limit`` of the documents that are not indexed; returns how many are left."""
    return index_some(project.file, limit)


def load_document(project: Project, document_id: Id) -> Document:
    """Return a document; RefusedError ``no_document`` where there is none."""
    found = find_document(project, document_id)
    if found is None:
        raise RefusedError("no_document", id=document_id)
    return found


def find_document(project: Project, document_id: Id) -> Document | None:
    """Return a document, None where there is none."""
    sql = f"SELECT {columns.DOCUMENT} FROM document WHERE id = ? AND deleted = 0"
    made = columns.made_from(columns.document, project.file.rows(sql, (blob(document_id),)))
    return made[0] if made else None


def find_document_by_key(project: Project, key: str) -> Id | None:
    """Return the document that has a key in files, the first one to come where two have it."""
    sql = "SELECT id FROM document WHERE key = ? AND deleted = 0 ORDER BY n LIMIT 1"
    found = project.file.row(sql, (key,))
    return Id(found[0].hex()) if found else None


def documents_by_file(project: Project) -> dict[str, Id]:
    """Return the document that came from a file of a name, where it is the only one or newest."""
    current = load_lineage(project).current
    found: dict[str, Id] = {}
    several: set[str] = set()
    for name, identity in project.file.rows("SELECT name, id FROM document WHERE deleted = 0"):
        document = Id(identity.hex())
        newest = current.get(document, document)
        if found.setdefault(name, newest) != newest:
            several.add(name)
    return {name: document for name, document in found.items() if name not in several}


def load_rows(project: Project, coder_id: Id, ids: Iterable[Id]) -> list[DocumentRow]:
    """Return what the list shows of documents for one coder, in the order of ``ids``.

    Ids that are not there are left out.
    """
    made: list[DocumentRow] = []
    current = load_lineage(project).current
    for batch in batches(ids):
        for row in _row_batch(project, blob(coder_id), batch):
            made.append(replace(row, replaced_by=current[row.id]) if row.id in current else row)
    return made


def _row_batch(project: Project, coder: bytearray, batch: list[bytearray]) -> list[DocumentRow]:
    wanted = marks(batch)
    with project.file.lock:
        documents = project.file.rows(
            "SELECT id, key, name, title, meta, length FROM document"
            f" WHERE id IN ({wanted}) AND deleted = 0",
            batch,
        )
        sets = project.file.rows(
            "SELECT document_id, status, fields FROM annotation_set"
            f" WHERE coder_id = ? AND document_id IN ({wanted}) AND deleted = 0",
            (coder, *batch),
        )
        counts = project.file.rows(
            f"SELECT document_id, count(*) FROM span WHERE document_id IN ({wanted})"
            " AND coder_id = ? AND deleted = 0 GROUP BY document_id",
            (*batch, coder),
        )
    by_id = {row[0]: row for row in documents}
    status_of = {row[0]: row for row in sets}
    count_of = {row[0]: row[1] for row in counts}
    return [
        _document_row(by_id[one], status_of.get(one), count_of.get(one, 0))
        for one in map(bytes, batch)
        if one in by_id
    ]


def _document_row(document: Row, annotation_set: Row | None, spans: int) -> DocumentRow:
    identity, key, name, title, meta, length = document
    _, status, fields = annotation_set or (None, "new", "{}")
    return DocumentRow(
        Id(identity.hex()),
        key,
        name,
        title,
        json_value(meta),
        length,
        status,
        columns.answers(fields),
        spans,
    )


def progress_counts(project: Project, coder_id: Id) -> dict[Progress, int]:
    """Return how many documents a coder has not begun, begun and finished.

    Those that have been replaced by a correction do not count.
    """
    every = _progress(project, coder_id)
    for batch in batches(load_lineage(project).current):
        some = _progress(project, coder_id, batch)
        every = {progress: count - some[progress] for progress, count in every.items()}
    return every


def _progress(project: Project, coder_id: Id, only: Sequence[object] = ()) -> dict[Progress, int]:
    finished = sorted(FINISHED)
    some = f" AND d.id IN ({marks(only)})" if only else ""
    statuses = f"s.status IN ({marks(finished)})"
    sql = (
        f"SELECT count(*), total(coalesce({statuses}, 0)),"
        f" total(NOT coalesce({statuses}, 0) AND (coalesce(s.status, '') = 'in_progress'"
        " OR EXISTS (SELECT 1 FROM span p WHERE p.document_id = d.id AND p.coder_id = ?"
        " AND p.deleted = 0)))"
        " FROM document d LEFT JOIN annotation_set s"
        " ON s.document_id = d.id AND s.coder_id = ? AND s.deleted = 0 WHERE d.deleted = 0"
        f"{some}"
    )
    coder = blob(coder_id)
    found = project.file.row(sql, (*finished, *finished, coder, coder, *only))
    every, done, begun = map(int, found or (0, 0, 0))
    return {
        Progress.NEW: every - done - begun,
        Progress.IN_PROGRESS: begun,
        Progress.DONE: done,
    }
