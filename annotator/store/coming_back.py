"""What a parcel that comes back is held against: the coder's rows, the texts it was about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotator.model.identity import Id
from annotator.store.documents import batches
from annotator.store.kinds import RowKey, blob
from annotator.store.project import Project
from annotator.store.tables import marks


def lengths_of(project: Project, document_ids: Iterable[Id]) -> dict[Id, int]:
    """Return how many code points documents have, also those that were deleted since."""
    found: dict[Id, int] = {}
    for batch in batches(document_ids):
        sql = f"SELECT id, length FROM document WHERE id IN ({marks(batch)})"
        found.update((Id(one.hex()), length) for one, length in project.file.rows(sql, batch))
    return found


def rows_of(
    project: Project, kind: str, coder_id: Id, document_ids: Iterable[Id]
) -> Iterator[tuple[Id, Id, str]]:
    """Yield a coder's rows of a kind on some documents, also deleted ones.

    Each as its id, its document and its key (empty for annotation sets).
    """
    key = "''" if kind == "annotation_set" else "key"
    for batch in batches(document_ids):
        for gone in (0, 1):  # each has an index of its own
            sql = (
                f"SELECT id, document_id, {key} FROM {kind}"
                f" WHERE document_id IN ({marks(batch)}) AND coder_id = ? AND deleted = {gone}"
            )
            for identity, document, name in project.file.rows(sql, (*batch, blob(coder_id))):
                yield Id(identity.hex()), Id(document.hex()), name


def statuses_of(project: Project, set_ids: Iterable[Id]) -> dict[Id, str]:
    """Return how far annotation sets are."""
    found: dict[Id, str] = {}
    for batch in batches(set_ids):
        sql = f"SELECT id, status FROM annotation_set WHERE id IN ({marks(batch)})"
        found.update((Id(one.hex()), status) for one, status in project.file.rows(sql, batch))
    return found


def pending_rows(project: Project) -> frozenset[RowKey]:
    """Return the rows that the log has and no table, because they refer to what has not come."""
    rows = project.file.rows("SELECT kind, entity FROM pending")
    return frozenset((kind, Id(entity.hex())) for kind, entity in rows)
