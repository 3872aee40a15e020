"""How far everybody is with every document, for whoever decides between coders."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.document import FINISHED
from annotator.model.identity import Id
from annotator.store import wire
from annotator.store.kinds import KINDS, blob
from annotator.store.project import Project

MOST = 300
"""How many revisions are read to tell which documents they were about."""

_ABOUT_DOCUMENTS = ("annotation_set", "span", "relation", "comment", "review", "decision")


@dataclass(frozen=True, slots=True)
class Work:
    """One coder's work on one document: finished or not, and whether anything is marked."""

    document_id: Id
    coder_id: Id
    is_finished: bool
    has_marks: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """What a list shows of a document."""

    id: Id
    key: str
    title: str


def list_work(project: Project, document_id: Id | None = None) -> list[Work]:
    """Return who has begun which documents, of all or of one; by document and coder."""
    where, values = "deleted = 0", []
    if document_id is not None:
        where, values = f"{where} AND document_id = ?", [blob(document_id)]
    with project.file.lock:
        sets = project.file.rows(
            f"SELECT document_id, coder_id, status FROM annotation_set WHERE {where}", values
        )
        marked = project.file.rows(
            f"SELECT DISTINCT document_id, coder_id FROM span WHERE {where}", values
        )
    status = {(document, coder): status for document, coder, status in sets}
    marks = {(document, coder) for document, coder in marked}
    return [
        Work(
            Id(pair[0].hex()),
            Id(pair[1].hex()),
            status.get(pair) in FINISHED,
            pair in marks,
        )
        for pair in sorted(status.keys() | marks)
    ]


def list_headings(project: Project) -> list[Heading]:
    """Return all documents in the order of their keys, without their texts."""
    rows = project.file.rows(
        "SELECT id, key, title, name FROM document WHERE deleted = 0 ORDER BY sort_key, id"
    )
    return [Heading(Id(one.hex()), key, title or name) for one, key, title, name in rows]


def last_number(project: Project) -> int:
    """Return the number of the newest revision; it grows with every one."""
    found = project.file.row("SELECT max(n) FROM revision")
    return int(found[0] or 0) if found else 0


def documents_since(project: Project, number: int) -> set[Id] | None:
    """Return the documents that revisions after one were about; None where it may be all."""
    rows = project.file.rows(
        f"SELECT z, body FROM revision WHERE n > ? ORDER BY n LIMIT {MOST + 1}", (number,)
    )
    if len(rows) > MOST:
        return None
    found: set[Id] = set()
    for z, stored in rows:
        for record in wire.read(wire.unpacked(z, stored)).records:
            if record.kind in _ABOUT_DOCUMENTS:
                found |= _document_of(project, record)
            elif record.kind in ("codebook", "coder"):
                return None
    return found


def _document_of(project: Project, record: wire.Record) -> set[Id]:
    if record.value is not None:
        return {Id(str(record.value["document_id"]))}
    row = project.file.row(
        f"SELECT document_id FROM {KINDS[record.kind].name} WHERE id = ?", (blob(record.id),)
    )
    return {Id(row[0].hex())} if row else set()
