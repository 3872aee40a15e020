"""Who is to code what and how far everybody is, of all documents at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from annotator.model.assignment import Assignment
from annotator.model.document import FINISHED, Scalar
from annotator.model.identity import Id
from annotator.store.columns import Names, Place
from annotator.store.kinds import blob
from annotator.store.lineage import load_lineage
from annotator.store.project import Project
from annotator.store.reviews import list_assignments
from annotator.store.tables import marks
from annotator.store.wire import json_value


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as the list has it, without its text."""

    id: Id
    key: str
    name: str
    title: str
    length: int
    meta: Mapping[str, Scalar]


def list_documents(project: Project) -> list[Listed]:
    """Return the documents that count, in the order of the list: no earlier versions."""
    replaced = load_lineage(project).current
    sql = (
        "SELECT id, key, name, title, length, meta FROM document WHERE deleted = 0"
        " ORDER BY sort_key, id"
    )
    return [
        Listed(identity, key, name, title, length, json_value(meta))
        for row, key, name, title, length, meta in project.file.rows(sql)
        if (identity := Id(row.hex())) not in replaced
    ]


def load_assigned(project: Project, coder_id: Id | None = None) -> dict[Place, Assignment]:
    """Return the assignments of everybody, or of one coder, by document and coder, in order.

    What was assigned of an earlier version of a text counts for the version that counts now.
    """
    current = load_lineage(project).current
    found: dict[Place, Assignment] = {}
    later: list[Assignment] = []
    for one in list_assignments(project, coder_id=coder_id):
        if one.document_id in current:
            later.append(replace(one, document_id=current[one.document_id]))
        else:
            found[one.document_id, one.coder_id] = one
    for one in later:
        found.setdefault((one.document_id, one.coder_id), one)
    if later:
        ordered = sorted(found.values(), key=lambda one: (one.coder_id, one.place))
        return {(one.document_id, one.coder_id): one for one in ordered}
    return found


def finished_by(project: Project, coder_id: Id) -> frozenset[Id]:
    """Return which documents a coder has finished."""
    finished = sorted(FINISHED)
    sql = (
        "SELECT document_id FROM annotation_set WHERE coder_id = ? AND deleted = 0"
        f" AND status IN ({marks(finished)})"
    )
    found = project.file.rows(sql, (blob(coder_id), *finished))
    return frozenset(Id(row.hex()) for (row,) in found)


def status_words(project: Project) -> dict[Place, str]:
    """Return the status word of every annotation set, by document and coder."""
    names = Names()
    sql = "SELECT document_id, coder_id, status FROM annotation_set WHERE deleted = 0"
    return {(names[row], names[coder]): word for row, coder, word in project.file.rows(sql)}


def span_counts(project: Project) -> dict[Place, int]:
    """Return how many spans each coder has on each document; pairs without any are left out."""
    return dict(_span_counts(project))


def _span_counts(project: Project) -> Iterator[tuple[Place, int]]:
    names = Names()
    sql = (
        "SELECT document_id, coder_id, count(*) FROM span WHERE deleted = 0"
        " GROUP BY document_id, coder_id"
    )
    for document, coder, count in project.file.rows(sql):
        yield (names[document], names[coder]), count
