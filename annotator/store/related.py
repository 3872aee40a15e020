"""Which rows belong to an article or to a mark, also those that are gone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotator.model.identity import Id
from annotator.store.kinds import OWNED, RowKey, blob
from annotator.store.project import Project
from annotator.store.tables import marks

_BATCH = 500


def rows_of_document(project: Project, document_id: Id) -> tuple[RowKey, ...]:
    """Return an article and everything that anybody ever marked on it."""
    found: list[RowKey] = [("document", document_id)]
    for kind in OWNED:
        found.extend((kind, one) for one in _ids(project, kind, document_id))
    return tuple(found)


def rows_of_span(project: Project, span_id: Id) -> tuple[RowKey, ...]:
    """Return a mark with all its notes and relations; only the mark where it is not known."""
    found: list[RowKey] = [("span", span_id)]
    document_id = document_of(project, "span", span_id)
    if document_id is None:
        return tuple(found)
    mark = blob(span_id)
    for kind, named in (("relation", "? IN (source_id, target_id)"), ("comment", "target_id = ?")):
        ids = _ids(project, kind, document_id, f" AND {named}", (mark,))
        found.extend((kind, one) for one in ids)
    return tuple(found)


def document_of(project: Project, kind: str, identity: Id) -> Id | None:
    """Return the article on which a mark is or was, None where nothing is known of it."""
    sql = f"SELECT document_id FROM {kind} WHERE id = ?"
    found = project.file.row(sql, (blob(identity),))
    return Id(found[0].hex()) if found else None


def find_span_id(project: Project, named: str) -> Id | None:
    """Return which mark is meant by its id or by its key in files, also one that is gone."""
    found = project.file.row("SELECT id FROM span WHERE key = ? ORDER BY deleted, id", (named,))
    if found is None and re.fullmatch("[0-9a-f]{32}", named):
        found = project.file.row("SELECT id FROM span WHERE id = ?", (blob(named),))
    return Id(found[0].hex()) if found else None


def find_document_id(project: Project, named: str) -> Id | None:
    """Return which article is meant by its key or file name, also one that is gone."""
    for column in ("key", "name"):
        sql = f"SELECT id FROM document WHERE {column} = ? ORDER BY deleted, id"
        found = project.file.row(sql, (named,))
        if found is not None:
            return Id(found[0].hex())
    return None


def touches_of(project: Project, rows: Iterable[RowKey]) -> list[int]:
    """Return the numbers of the revisions that wrote one of some rows, in order of arrival."""
    by_kind: dict[str, list[Id]] = {}
    for kind, identity in rows:
        by_kind.setdefault(kind, []).append(identity)
    found: set[int] = set()
    for kind, ids in by_kind.items():
        for first in range(0, len(ids), _BATCH):
            batch = ids[first : first + _BATCH]
            numbers = project.file.rows(
                f"SELECT DISTINCT n FROM touch WHERE entity IN ({marks(batch)}) AND kind = ?",
                [*map(blob, batch), kind],
            )
            found.update(n for (n,) in numbers)
    return sorted(found)


def _ids(
    project: Project, kind: str, document_id: Id, more: str = "", values: tuple[object, ...] = ()
) -> list[Id]:
    """Return ids by document: two questions, because each has an index of its own."""
    found = []
    for deleted in (0, 1):
        sql = f"SELECT id FROM {kind} WHERE document_id = ? AND deleted = {deleted}{more}"
        found += project.file.rows(sql, (blob(document_id), *values))
    return [Id(identity.hex()) for (identity,) in found]
