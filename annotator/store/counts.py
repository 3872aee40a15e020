"""How often each label is used."""

from __future__ import annotations

from annotator.model.identity import Id
from annotator.store.project import Project


def by_label(project: Project) -> dict[str, dict[Id, int]]:
    """Return how many marks each coder has of each label, in the order of labels."""
    found: dict[str, dict[Id, int]] = {}
    rows = project.file.rows(
        "SELECT label, coder_id, count(*) FROM span WHERE deleted = 0 GROUP BY label, coder_id"
    )
    for label, coder, count in rows:
        found.setdefault(label, {})[Id(coder.hex())] = count
    return found
