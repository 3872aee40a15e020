"""Whether a coder's work is closed while it is reviewed."""

from __future__ import annotations

from annotator.model.identity import Id
from annotator.store.assignments import load_assigned
from annotator.store.kinds import blob
from annotator.store.lineage import load_lineage
from annotator.store.project import Project


def is_locked(project: Project, document_id: Id, coder_id: Id) -> bool:
    """Tell whether a document is assigned to a coder and closed to them while it is reviewed.

    A lock goes with the text where it is corrected, as the assignment does.
    """
    if not _may_have(project, coder_id):
        return False
    newest = load_lineage(project).newest(document_id)
    found = load_assigned(project, coder_id).get((newest, coder_id))
    return found is not None and found.is_locked


def has_locked(project: Project, coder_id: Id) -> bool:
    """Tell whether anything that is assigned to a coder is closed to them."""
    if not _may_have(project, coder_id):
        return False
    return any(one.is_locked for one in load_assigned(project, coder_id).values())


def _may_have(project: Project, coder_id: Id) -> bool:
    """Tell whether a lock is there at all, maybe of an earlier version that counts no more."""
    sql = "SELECT 1 FROM assignment WHERE coder_id = ? AND locked = 1 AND deleted = 0 LIMIT 1"
    return project.file.row(sql, (blob(coder_id),)) is not None
