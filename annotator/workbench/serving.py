"""In which order a coder is served what is assigned."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.identity import Id
from annotator.store import assignments
from annotator.workbench.context import Context


def in_serving_order(context: Context, ids: Sequence[Id]) -> list[Id]:
    """Return documents with those assigned to this coder first, in the coder's order.

    Those served on a later UTC day come last; the others keep their order between them.
    """
    project = context.project
    assigned = assignments.load_assigned(project, context.coder.id)
    if not assigned:
        return list(ids)
    today = project.now()[:10]
    ranks: dict[Id, tuple[int, int]] = {}
    for place, one in enumerate(assigned.values()):
        is_later = (one.since or "") > today
        ranks[one.document_id] = (2 if is_later else 0, place)
    return sorted(ids, key=lambda one: ranks.get(one, (1, 0)))
