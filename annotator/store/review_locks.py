"""Whether a coder's work is closed while it is reviewed."""

from __future__ import annotations

from annotator.model.identity import Id
from annotator.store.kinds import blob
from annotator.store.lineage import load_lineage
from annotator.store.project import Project
from annotator.store.tables import marks


def is_locked(project: Project, document_id: Id, coder_id: Id) -> bool:
    """Tell whether a document is assigned to a coder and closed to them while it is reviewed.

    A lock goes with the text where it is corrected, as the assignment does (``load_assigned``).
    Every verb on marks asks this, so only the versions of the one article are looked at.
    """
    lineage = load_lineage(project)
    newest = lineage.newest(document_id)
    family = [blob(one) for one in (newest, *lineage.earlier.get(newest, ()))]
    sql = (
        "SELECT locked FROM assignment"
        f" WHERE coder_id = ? AND document_id IN ({marks(family)}) AND deleted = 0"
        " ORDER BY document_id <> ?, place, document_id LIMIT 1"
    )
    found = project.file.row(sql, (blob(coder_id), *family, blob(newest)))
    return found is not None and found[0] == 1


def has_locked(project: Project, coder_id: Id) -> bool:
    """Tell whether anything that is assigned to a coder is closed to them."""
    # A lock of an earlier version may count no more.
    sql = "SELECT document_id FROM assignment WHERE coder_id = ? AND locked = 1 AND deleted = 0"
    locked = project.file.rows(sql, (blob(coder_id),))
    return any(is_locked(project, Id(document.hex()), coder_id) for (document,) in locked)
