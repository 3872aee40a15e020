"""Rows that two people changed without knowing of each other, and what each of them made of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from annotator.model.identity import Id
from annotator.store.clock import stamp_text
from annotator.store.heads import heads_of
from annotator.store.kinds import RowKey
from annotator.store.log import Versions
from annotator.store.project import Project

_OPEN = (
    "(SELECT DISTINCT c.entity, c.kind FROM conflict c LEFT JOIN pending p USING(entity, kind)"
    " WHERE c.differs = 1 AND p.entity IS NULL)"
)
"""The rows to decide about.  One that refers to what has not come waits: it cannot be written."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the versions that cannot both stand; ``value`` is None where it deletes the row."""

    revision_id: Id
    author_id: Id
    time: str
    value: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row with several different versions that nothing builds on, the newest last.

    The newest that is not a deletion is shown until somebody decides.
    """

    kind: str
    id: Id
    sides: tuple[Side, ...]

    @property
    def shown(self) -> Side:
        """Return the side that the tables show."""
        living = [side for side in self.sides if side.value is not None]
        return (living or self.sides)[-1]


def count_conflicts(project: Project) -> int:
    """Return how many rows wait for somebody to decide."""
    found = project.file.row(f"SELECT count(*) FROM {_OPEN}")
    return int(found[0]) if found else 0


def list_conflicts(
    project: Project, among: Collection[RowKey] | None = None, *, most: int | None = None
) -> list[Conflict]:
    """Return the rows that wait for somebody to decide, in the order of kinds and ids.

    Only those ``among`` some rows if given, and the first ``most`` of them.
    """
    rows = project.file.rows(f"SELECT kind, entity FROM {_OPEN} ORDER BY kind, entity")
    wanted = [(kind, Id(entity.hex())) for kind, entity in rows]
    if among is not None:
        wanted = [row for row in wanted if row in among]
    versions = Versions(project.file)
    found = []
    for kind, identity in wanted[:most]:
        heads = heads_of(versions.of((kind, identity)))
        sides = (
            Side(
                head.id, project.log.header(head.id).author, stamp_text(head.hlc), head.record.value
            )
            for head in heads
        )
        found.append(Conflict(kind, identity, tuple(sides)))
    return found


def conflicting_ids(project: Project, kind: str) -> frozenset[Id]:
    """Return the ids of the rows of a kind that wait for somebody to decide."""
    rows = project.file.rows(f"SELECT entity FROM {_OPEN} WHERE kind = ?", (kind,))
    return frozenset(Id(entity.hex()) for (entity,) in rows)
