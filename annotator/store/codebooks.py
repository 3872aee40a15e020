"""The codebooks of a project, every version that was ever used."""

from __future__ import annotations

from annotator.model.codebook import CodebookFile
from annotator.model.errors import ProjectDamaged, RefusedError
from annotator.model.identity import Id
from annotator.store.engine import Row
from annotator.store.kinds import blob
from annotator.store.project import Project
from annotator.store.wire import json_value

_SELECT = (
    "SELECT c.id, c.yaml, c.attachments FROM codebook c"
    " JOIN revision r ON r.id = c.revision_id WHERE c.deleted = 0"
)
_NEWEST = " ORDER BY r.hlc DESC, r.id DESC"


def _codebook(row: Row) -> CodebookFile:
    identity, yaml, attachments = row
    return CodebookFile(Id(identity.hex()), yaml, json_value(attachments))


def current_codebook(project: Project) -> CodebookFile:
    """Return the newest codebook."""
    found = project.file.row(_SELECT + _NEWEST)
    if found is None:
        raise ProjectDamaged("damaged", path=str(project.path), detail="no codebook")
    return _codebook(found)


def current_codebook_id(project: Project) -> Id:
    """Return the id of the newest codebook."""
    sql = (
        "SELECT c.id FROM codebook c JOIN revision r ON r.id = c.revision_id"
        f" WHERE c.deleted = 0{_NEWEST}"
    )
    found = project.file.row(sql)
    if found is None:
        raise ProjectDamaged("damaged", path=str(project.path), detail="no codebook")
    return Id(found[0].hex())


def names_by_id(project: Project) -> dict[Id, str]:
    """Return what each codebook calls itself: its id and version, with a blank between them."""
    rows = project.file.rows("SELECT id, schema_id, version FROM codebook WHERE deleted = 0")
    return {Id(one.hex()): f"{schema_id} {version}" for one, schema_id, version in rows}


def load_codebook(project: Project, codebook_id: Id) -> CodebookFile:
    """Return a codebook; RefusedError ``no_codebook`` where there is none."""
    found = project.file.row(f"{_SELECT} AND c.id = ?", (blob(codebook_id),))
    if found is None:
        raise RefusedError("no_codebook", id=codebook_id)
    return _codebook(found)
