"""The people who mark."""

from __future__ import annotations

from annotator.model.coder import Coder, folded_name
from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.store.engine import Row
from annotator.store.kinds import blob
from annotator.store.project import Project

_SELECT = "SELECT id, key, name, role FROM coder WHERE deleted = 0"


def _coder(row: Row) -> Coder:
    identity, key, name, role = row
    return Coder(Id(identity.hex()), key, name, role)


def list_coders(project: Project) -> list[Coder]:
    """Return all coders by name."""
    return [_coder(row) for row in project.file.rows(f"{_SELECT} ORDER BY name, key, id")]


def names_by_id(project: Project) -> dict[Id, str]:
    """Return the names of all who ever wrote here, also of those who are gone."""
    rows = project.file.rows("SELECT id, name FROM coder")
    return {Id(identity.hex()): str(name) for identity, name in rows}


def load_coder(project: Project, coder_id: Id) -> Coder:
    """Return a coder; RefusedError ``no_coder`` where there is none."""
    found = project.file.row(f"{_SELECT} AND id = ?", (blob(coder_id),))
    if found is None:
        raise RefusedError("no_coder", id=coder_id)
    return _coder(found)


def first_coder(project: Project) -> Coder:
    """Return who made the project: the author of its first revision.

    In a project that was recovered it may be the first who is still known.
    """
    found = project.file.row(
        "SELECT r.author_id FROM revision r JOIN coder c ON c.id = r.author_id"
        " WHERE c.deleted = 0 ORDER BY r.n LIMIT 1"
    )
    if found is None:
        raise RefusedError("no_coder", id="")
    return load_coder(project, Id(found[0].hex()))


def find_coder_by_name(project: Project, name: str) -> Coder | None:
    """Return the coder with a name, however it is written (``folded_name``)."""
    wanted = folded_name(name)
    return next((one for one in list_coders(project) if folded_name(one.name) == wanted), None)


def has_marks(project: Project, coder_id: Id) -> bool:
    """Tell whether a coder has any span."""
    sql = (
        "SELECT 1 FROM document d WHERE EXISTS (SELECT 1 FROM span s"
        " WHERE s.document_id = d.id AND s.coder_id = ? AND s.deleted = 0) LIMIT 1"
    )
    return project.file.row(sql, (blob(coder_id),)) is not None
