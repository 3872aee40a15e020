"""Which of many ids a project has, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from annotator.model.identity import Id
from annotator.store.documents import batches
from annotator.store.kinds import KINDS
from annotator.store.project import Project
from annotator.store.stacks import UNDO
from annotator.store.tables import marks

_NOT_THERE = (UNDO, "restore_article", "restore_set")
"""Verbs that make rows as they were before they came."""


class Owner(NamedTuple):
    """On which document and by whom something is marked; a deleted mark has its owner still."""

    document_id: Id
    coder_id: Id
    is_deleted: bool


def find_living(project: Project, kind: str, ids: Iterable[Id]) -> set[Id]:
    """Return which ids of a kind are there and not deleted."""
    living: set[Id] = set()
    for batch in batches(ids):
        sql = f"SELECT id FROM {KINDS[kind].name} WHERE id IN ({marks(batch)}) AND deleted = 0"
        living.update(Id(row[0].hex()) for row in project.file.rows(sql, batch))
    return living


def find_owners(project: Project, kind: str, ids: Iterable[Id]) -> dict[Id, Owner]:
    """Return the owners of those ids that were ever given to a mark of a kind."""
    owners: dict[Id, Owner] = {}
    for batch in batches(ids):
        sql = (
            f"SELECT id, document_id, coder_id, deleted FROM {KINDS[kind].name}"
            f" WHERE id IN ({marks(batch)})"
        )
        for identity, document, coder, deleted in project.file.rows(sql, batch):
            owner = Owner(Id(document.hex()), Id(coder.hex()), bool(deleted))
            owners[Id(identity.hex())] = owner
    return owners


def find_deleted(project: Project, kind: str, ids: Iterable[Id]) -> set[Id]:
    """Return which ids of a kind somebody deleted.

    What was undone was never there, and what a restoring took away had not come at that moment.
    """
    deleted: set[Id] = set()
    for batch in batches(ids):
        sql = (
            f"SELECT id, revision_id FROM {KINDS[kind].name}"
            f" WHERE id IN ({marks(batch)}) AND deleted = 1"
        )
        for identity, revision in project.file.rows(sql, batch):
            if project.log.header(Id(revision.hex())).action not in _NOT_THERE:
                deleted.add(Id(identity.hex()))
    return deleted


def count_marks(project: Project, kind: str, without: Iterable[Id] = ()) -> dict[Id, int]:
    """Return how many marks of a kind each coder has, but for those on some documents."""
    table = KINDS[kind].name
    sql = f"SELECT coder_id, count(*) FROM {table} WHERE deleted = 0 GROUP BY coder_id"
    if kind == "span":  # of a million marks, three times as fast along the index of labels
        sql = (
            "SELECT coder_id, sum(n) FROM (SELECT coder_id, count(*) AS n FROM span"
            " WHERE deleted = 0 GROUP BY label, coder_id) GROUP BY coder_id"
        )
    counts = {Id(coder.hex()): int(count) for coder, count in project.file.rows(sql)}
    for batch in batches(without):
        some = (
            f"SELECT coder_id, count(*) FROM {table} WHERE document_id IN ({marks(batch)})"
            " AND deleted = 0 GROUP BY coder_id"
        )
        for coder, count in project.file.rows(some, batch):
            counts[Id(coder.hex())] -= count
    return counts


def count_rows(project: Project) -> dict[str, int]:
    """Return how many rows each table has, also those of what is deleted."""
    found = {}
    for kind in KINDS:
        row = project.file.row(f"SELECT count(*) FROM {kind}")
        found[kind] = int(row[0]) if row else 0
    return found
