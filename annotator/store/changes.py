"""What an act changed: each row before it and after it, from the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.model.identity import Id
from annotator.store.chronicle import Entry
from annotator.store.kinds import RowKey
from annotator.store.project import Project
from annotator.store.undo import value_before
from annotator.store.wire import FOUNDING

Raw = Mapping[str, object]

MOST_REVISIONS = 40
"""Acts of more revisions are told by their count alone."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row before and after an act; None where it was not there."""

    kind: str
    id: Id
    before: Raw | None
    after: Raw | None


def load_changes(project: Project, entry: Entry) -> list[RowChange]:
    """Return what an act changed, in the order of its rows; nothing for very large acts.

    Handing out a parcel only says once more what stands.
    """
    if entry.count > MOST_REVISIONS or entry.revision.action == FOUNDING:
        return []
    first: dict[RowKey, Raw | None] = {}
    last: dict[RowKey, Raw | None] = {}
    for revision in revisions_of(project, entry):
        for record in project.log.records(revision).values():
            if record.row not in first:
                first[record.row] = value_before(project, record)
            last[record.row] = record.value
    return [RowChange(*row, first[row], last[row]) for row in first]


def revisions_of(project: Project, entry: Entry) -> Sequence[Id]:
    """Return the ids of an act's revisions, oldest first."""
    if entry.count == 1:
        return (entry.revision.id,)
    header = project.log.header(entry.revision.id)
    found = project.file.rows(
        "SELECT id FROM revision WHERE stream = ? AND seq BETWEEN ? AND ? ORDER BY seq",
        (bytes.fromhex(header.stream), header.seq - entry.count + 1, header.seq),
    )
    return tuple(Id(identity.hex()) for (identity,) in found)
