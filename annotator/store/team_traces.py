"""Whether a team has recorded anything, asked without loading what it records.

Whoever codes alone opens a project without any of it.
"""

from __future__ import annotations

from annotator.model.identity import Id
from annotator.store.kinds import blob
from annotator.store.project import Project

_TABLES = ("assignment", "review", "decision", "parcel", "feedback")


def has_any(project: Project) -> bool:
    """Tell whether work was handed out, reviewed or given back."""
    found = " UNION ALL ".join(f"SELECT 1 FROM {one} WHERE deleted = 0" for one in _TABLES)
    return project.file.row(f"SELECT 1 FROM ({found}) LIMIT 1") is not None


def has_assignments(project: Project, coder_id: Id) -> bool:
    """Tell whether anything is assigned to a coder."""
    sql = "SELECT 1 FROM assignment WHERE coder_id = ? AND deleted = 0 LIMIT 1"
    return project.file.row(sql, (blob(coder_id),)) is not None


def has_feedback(project: Project, coder_id: Id) -> bool:
    """Tell whether anything came back to a coder."""
    sql = "SELECT 1 FROM feedback WHERE coder_id = ? AND deleted = 0 AND items <> '[]' LIMIT 1"
    return project.file.row(sql, (blob(coder_id),)) is not None
