"""What a parcel that comes back is held against: the coder's rows, the texts it was about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from annotator.model.identity import Id
from annotator.store.codebooks import current_codebook_id
from annotator.store.documents import batches
from annotator.store.founding import values_at
from annotator.store.kinds import OWNED, RowKey, blob
from annotator.store.project import Project
from annotator.store.tables import marks
from annotator.store.wire import json_text


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


def steps_of(project: Project, author_id: Id, streams: Iterable[Id]) -> set[Id]:
    """Return the revisions of an author, and those of some streams."""
    by_author = "SELECT id FROM revision WHERE author_id = ?"
    rows = project.file.rows(by_author, (blob(author_id),))
    for stream in streams:
        rows += project.file.rows("SELECT id FROM revision WHERE stream = ?", (blob(stream),))
    return {Id(identity.hex()) for (identity,) in rows}


Rows = Mapping[bytes, tuple[bytes, bytes]]
"""By id as stored: the document a row lies on, and the revision at which it stands."""

_TIMES = ("created", "changed")


def standing_of(project: Project, kind: str, coder_id: Id, document_ids: Iterable[Id]) -> Rows:
    """Return where a coder's rows of a kind on some documents stand, without those deleted."""
    found: dict[bytes, tuple[bytes, bytes]] = {}
    for batch in batches(document_ids):
        sql = (
            f"SELECT id, document_id, revision_id FROM {kind}"
            f" WHERE document_id IN ({marks(batch)}) AND coder_id = ? AND deleted = 0"
        )
        for identity, document, revision in project.file.rows(sql, (*batch, blob(coder_id))):
            found[identity] = (document, revision)
    return found


def find_different(project: Project, kind: str, before: Rows, now: Rows) -> set[bytes]:
    """Return which rows that were and are there say something else now, apart from times."""
    moved = [one for one, (_, at) in now.items() if one in before and before[one][1] != at]
    was = _contents(project, kind, {one: before[one][1] for one in moved})
    then = _contents(project, kind, {one: now[one][1] for one in moved})
    return {one for one in moved if was.get(one) != then.get(one)}


def _contents(project: Project, kind: str, heads: Mapping[bytes, bytes]) -> dict[bytes, str]:
    """Return what rows said at some revisions."""
    rows = {(kind, Id(one.hex())): revision for one, revision in heads.items()}
    return {
        bytes(blob(identity)): json_text({k: v for k, v in value.items() if k not in _TIMES})
        for (_, identity), value in values_at(project, rows).items()
    }


def count_conflicting(project: Project, coder_id: Id) -> dict[Id, int]:
    """Return how many of a coder's rows are in two versions that differ, by document."""
    found: dict[Id, int] = {}
    for kind in OWNED:
        sql = (
            f"SELECT x.document_id, count(DISTINCT x.id) FROM conflict c JOIN {kind} x"
            " ON x.id = c.entity WHERE c.kind = ? AND c.differs = 1 AND x.coder_id = ?"
            " GROUP BY x.document_id"
        )
        for document, count in project.file.rows(sql, (kind, blob(coder_id))):
            one = Id(document.hex())
            found[one] = found.get(one, 0) + count
    return found


def statuses_on(project: Project, coder_id: Id, document_ids: Iterable[Id]) -> dict[Id, str]:
    """Return how far a coder is with documents that were begun."""
    found: dict[Id, str] = {}
    for batch in batches(document_ids):
        sql = (
            f"SELECT document_id, status FROM annotation_set WHERE document_id IN ({marks(batch)})"
            " AND coder_id = ? AND deleted = 0"
        )
        rows = project.file.rows(sql, (*batch, blob(coder_id)))
        found.update((Id(document.hex()), status) for document, status in rows)
    return found


def other_codebooks(
    project: Project, coder_id: Id, document_ids: Iterable[Id]
) -> dict[Id, tuple[str, ...]]:
    """Return under which codebooks but the one in force a coder's marks were made, by document.

    Each as its name and version.
    """
    in_force = blob(current_codebook_id(project))
    found: dict[Id, set[str]] = {}
    for batch in batches(document_ids):
        for kind in ("span", "relation", "annotation_set"):
            sql = (
                f"SELECT DISTINCT x.document_id, b.schema_id, b.version FROM {kind} x"
                f" JOIN codebook b ON b.id = x.codebook_id WHERE x.document_id IN ({marks(batch)})"
                " AND x.coder_id = ? AND x.codebook_id <> ? AND x.deleted = 0"
            )
            rows = project.file.rows(sql, (*batch, blob(coder_id), in_force))
            for document, name, version in rows:
                found.setdefault(Id(document.hex()), set()).add(f"{name} {version}")
    return {document: tuple(sorted(names)) for document, names in found.items()}


def names_of(project: Project, document_ids: Sequence[Id]) -> list[tuple[Id, str, str]]:
    """Return id, key and title (or name) of documents, in the order given."""
    found: dict[Id, tuple[Id, str, str]] = {}
    for batch in batches(document_ids):
        sql = f"SELECT id, key, name, title FROM document WHERE id IN ({marks(batch)})"
        for identity, key, name, title in project.file.rows(sql, batch):
            one = Id(identity.hex())
            found[one] = (one, key, title or name)
    return [found[one] for one in document_ids if one in found]
