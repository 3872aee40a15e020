"""How often each label is used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.model.identity import Id
from annotator.store.documents import batches
from annotator.store.project import Project
from annotator.store.tables import marks

Counts = dict[str, dict[Id, int]]
"""By label: how many marks each coder has."""


def by_label(project: Project, without: Iterable[Id] = ()) -> Counts:
    """Return how often each coder uses each label, but for marks on some documents."""
    found = _counted(project, "deleted = 0", ())
    for batch in batches(without):
        for label, counts in _counted(
            project, f"document_id IN ({marks(batch)}) AND deleted = 0", batch
        ).items():
            for coder, count in counts.items():
                found[label][coder] -= count
    return found


def _counted(project: Project, where: str, values: Sequence[object]) -> Counts:
    found: Counts = {}
    for label, coder, count in project.file.rows(
        f"SELECT label, coder_id, count(*) FROM span WHERE {where} GROUP BY label, coder_id", values
    ):
        found.setdefault(label, {})[Id(coder.hex())] = count
    return found
