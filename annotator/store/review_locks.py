"""Whether a coder's work is closed while it is reviewed."""

from __future__ import annotations

from annotator.model.identity import Id
from annotator.store.kinds import blob
from annotator.store.project import Project


def is_locked(project: Project, document_id: Id, coder_id: Id) -> bool:
    """Tell whether a document is assigned to a coder and closed to them while it is reviewed."""
    sql = (
        "SELECT 1 FROM assignment"
        " WHERE document_id = ? AND coder_id = ? AND locked = 1 AND deleted = 0"
    )
    return project.file.row(sql, (blob(document_id), blob(coder_id))) is not None


def has_locked(project: Project, coder_id: Id) -> bool:
    """Tell whether anything that is assigned to a coder is closed to them."""
    sql = "SELECT 1 FROM assignment WHERE coder_id = ? AND locked = 1 AND deleted = 0 LIMIT 1"
    return project.file.row(sql, (blob(coder_id),)) is not None
