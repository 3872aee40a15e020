"""What one coder has and may see: the rows that go into a parcel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annotator.model.assignment import REVIEWERS
from annotator.model.identity import Id, set_id
from annotator.model.review import ReviewStatus, Verdict
from annotator.store.documents import batches
from annotator.store.kinds import OWNED, RowKey, blob
from annotator.store.project import Project
from annotator.store.tables import marks


def own_rows(project: Project, coder_id: Id, document_ids: Iterable[Id]) -> list[RowKey]:
    """Return what a coder has on some documents and is not deleted, what is referred to first.

    A relation of which an end is deleted is left out: without the end it could not be shown.
    """
    found: dict[str, list[RowKey]] = {kind: [] for kind in OWNED}
    for batch in batches(document_ids):
        for kind in OWNED:
            sql = (
                f"SELECT id FROM {kind} x WHERE document_id IN ({marks(batch)})"
                f" AND coder_id = ? AND deleted = 0{_BOTH_ENDS if kind == 'relation' else ''}"
            )
            ids = project.file.rows(sql, (*batch, blob(coder_id)))
            found[kind] += ((kind, Id(row[0].hex())) for row in ids)
    return [row for kind in OWNED for row in found[kind]]


_BOTH_ENDS = (
    " AND EXISTS (SELECT 1 FROM span s WHERE s.id = x.source_id AND s.deleted = 0)"
    " AND EXISTS (SELECT 1 FROM span s WHERE s.id = x.target_id AND s.deleted = 0)"
)


def documents_with_work(project: Project, coder_id: Id, document_ids: Iterable[Id]) -> set[Id]:
    """Return those of some documents on which a coder has anything."""
    found: set[Id] = set()
    for batch in batches(document_ids):
        for kind in OWNED:
            sql = (
                f"SELECT DISTINCT document_id FROM {kind} WHERE document_id IN ({marks(batch)})"
                " AND coder_id = ? AND deleted = 0"
            )
            rows = project.file.rows(sql, (*batch, blob(coder_id)))
            found.update(Id(row[0].hex()) for row in rows)
    return found


def reviewers_comments(
    project: Project, coder_id: Id, document_ids: Sequence[Id], own: Iterable[RowKey]
) -> list[tuple[Id, Id]]:
    """Return the comments of reviewers on what a coder has, each with who wrote it.

    What they wrote on the document itself, or on the marks of others, is not among them.
    """
    targets = {blob_ for _, identity in own if (blob_ := bytes(blob(identity)))}
    targets |= {bytes(blob(set_id(document, coder_id))) for document in document_ids}
    roles = sorted(REVIEWERS)
    found = []
    for batch in batches(document_ids):
        sql = (
            "SELECT c.id, c.coder_id, c.target_id FROM comment c JOIN coder p ON p.id = c.coder_id"
            f" WHERE c.document_id IN ({marks(batch)}) AND c.deleted = 0 AND c.coder_id <> ?"
            f" AND p.role IN ({marks(roles)}) AND p.deleted = 0 ORDER BY c.id"
        )
        for comment, author, target in project.file.rows(sql, (*batch, blob(coder_id), *roles)):
            if target in targets:
                found.append((Id(comment.hex()), Id(author.hex())))
    return found


def rows_about(project: Project, coder_id: Id, document_ids: Iterable[Id]) -> Iterator[RowKey]:
    """Yield a coder's assignments of some documents."""
    for batch in batches(document_ids):
        sql = (
            f"SELECT id FROM assignment WHERE document_id IN ({marks(batch)}) AND coder_id = ?"
            " AND deleted = 0 ORDER BY place, id"
        )
        for (identity,) in project.file.rows(sql, (*batch, blob(coder_id))):
            yield "assignment", Id(identity.hex())


_QUESTION = f'"verdict":"{Verdict.SENT_BACK}"'
"""How an item of feedback is stored that asks something; in words the quotes would be escaped."""


def feedback_rows(project: Project, coder_id: Id) -> dict[Id, RowKey]:
    """Return what may go back to a coder now, by document: what was released, and questions.

    A question is asked while it is still open what becomes of the marks, so it does not wait for
    the release.  What it stands beside was released before, or is a question as well.
    """
    sql = (
        "SELECT f.document_id, f.id FROM feedback f"
        " JOIN review r ON r.document_id = f.document_id AND r.deleted = 0"
        " WHERE f.coder_id = ? AND f.deleted = 0 AND (r.status = ? OR instr(f.items, ?) > 0)"
        " ORDER BY f.id"
    )
    values = (blob(coder_id), str(ReviewStatus.RELEASED), _QUESTION)
    rows = project.file.rows(sql, values)
    return {Id(one.hex()): ("feedback", Id(row.hex())) for one, row in rows}


def codebooks_of(project: Project, rows: Iterable[RowKey]) -> set[Id]:
    """Return the codebooks under which marks were made."""
    ids: dict[str, list[Id]] = {}
    for kind, identity in rows:
        if kind in ("annotation_set", "span", "relation"):
            ids.setdefault(kind, []).append(identity)
    found: set[Id] = set()
    for kind, some in ids.items():
        for batch in batches(some):
            sql = f"SELECT DISTINCT codebook_id FROM {kind} WHERE id IN ({marks(batch)})"
            found.update(Id(row[0].hex()) for row in project.file.rows(sql, batch))
    return found
