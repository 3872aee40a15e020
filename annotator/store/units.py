"""What comparing coders reads: marks as bare tuples, who has finished what, answers.

A comparison looks at every mark of every coder, so nothing is made of a row but what is counted.
Ids are made once each; whoever reads gives the function that makes a mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeVar

from annotator.model.document import Scalar
from annotator.model.identity import Id
from annotator.model.span import Attributes
from annotator.store.clock import stamp_text
from annotator.store.columns import Names, Place, answers
from annotator.store.kinds import blob
from annotator.store.project import Project
from annotator.store.tables import marks
from annotator.store.wire import json_value

Made = TypeVar("Made")
MakeUnit = Callable[[int, int, str, Id, tuple[tuple[int, int], ...]], Made]
"""Makes a mark of its start, end, label, id and fragments (none where it has only one)."""

MakeLink = Callable[[str, Id, Id, Id], Made]
"""Makes a relation of its label, source, target and id."""

_AT_ONCE = 500


class Article(NamedTuple):
    """A document without its text: id, key, what people call it, its length in code points."""

    id: Id
    key: str
    title: str
    length: int


class Head(NamedTuple):
    """How far a coder is with a document: the status word and the codebook."""

    status: str
    codebook_id: Id
    fields: str
    """The answers to the document's own questions, as JSON."""


def load_articles(project: Project) -> dict[Id, Article]:
    """Return all documents in the order of their keys."""
    rows = project.file.rows(
        "SELECT id, key, name, title, length FROM document WHERE deleted = 0 ORDER BY sort_key, id"
    )
    made = (
        Article(Id(identity.hex()), key, title or name, length)
        for identity, key, name, title, length in rows
    )
    return {one.id: one for one in made}


def load_metadata(project: Project) -> dict[Id, Mapping[str, Scalar]]:
    """Return what the source says of each document."""
    rows = project.file.rows("SELECT id, meta FROM document WHERE deleted = 0")
    return {Id(identity.hex()): json_value(meta) for identity, meta in rows}


def load_units(project: Project, make: MakeUnit[Made]) -> dict[Place, tuple[list[Made], list[str]]]:
    """Return all marks by document and coder, in text order, and how each was made (its origin)."""
    rows = project.file.rows(
        'SELECT document_id, coder_id, start, "end", label, id, fragments, origin FROM span'
        " WHERE deleted = 0 ORDER BY document_id, coder_id, start"
    )
    names = Names()
    found: dict[Place, tuple[list[Made], list[str]]] = {}
    document = coder = b""
    units: list[Made] = []
    origins: list[str] = []
    for row in rows:
        if row[1] != coder or row[0] != document:
            document, coder = row[0], row[1]
            units, origins = found.setdefault((names[document], names[coder]), ([], []))
        parts = () if row[6] is None else tuple((a, b) for a, b in json_value(row[6]))
        units.append(make(row[2], row[3], row[4], row[5].hex(), parts))
        origins.append(row[7])
    return found


def load_links(project: Project, make: MakeLink[Made]) -> dict[Place, list[Made]]:
    """Return all relations whose ends are there, by document and coder."""
    rows = project.file.rows(
        "SELECT r.document_id, r.coder_id, r.label, r.source_id, r.target_id, r.id FROM relation r"
        " JOIN span a ON a.id = r.source_id JOIN span b ON b.id = r.target_id"
        " WHERE r.deleted = 0 AND a.deleted = 0 AND b.deleted = 0 ORDER BY r.document_id, r.key"
    )
    names = Names()
    found: dict[Place, list[Made]] = {}
    for document, coder, label, source, target, identity in rows:
        made = make(label, source.hex(), target.hex(), identity.hex())
        found.setdefault((names[document], names[coder]), []).append(made)
    return found


def load_heads(project: Project) -> dict[Place, Head]:
    """Return how far everybody is with every document."""
    rows = project.file.rows(
        "SELECT document_id, coder_id, status, codebook_id, fields"
        " FROM annotation_set WHERE deleted = 0"
    )
    names = Names()
    return {
        (names[document], names[coder]): Head(status, names[codebook], fields)
        for document, coder, status, codebook, fields in rows
    }


def fields_of(head: Head) -> Attributes:
    """Return the answers to the document's own questions."""
    return answers(head.fields)


def load_answers(project: Project, label: str | None = None) -> dict[Id, Attributes]:
    """Return the answers on the marks of a label, or on all; marks without any are not there."""
    where = "" if label is None else " AND label = ?"
    rows = project.file.rows(
        f"SELECT id, attributes FROM span WHERE deleted = 0 AND attributes <> '{{}}'{where}",
        () if label is None else (label,),
    )
    return {Id(identity.hex()): answers(text) for identity, text in rows}


def load_texts(project: Project, document_ids: Iterable[Id]) -> dict[Id, str]:
    """Return the texts of some documents."""
    wanted = [blob(one) for one in dict.fromkeys(document_ids)]
    found: dict[Id, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        sql = f"SELECT id, text FROM document WHERE id IN ({marks(some)})"
        found.update((Id(identity.hex()), text) for identity, text in project.file.rows(sql, some))
    return found


def codebook_times(project: Project) -> list[tuple[str, str, Id]]:
    """Return the version of each codebook, the UTC time at which it came, and its id; by time."""
    rows = project.file.rows(
        "SELECT c.version, r.hlc, c.id FROM codebook c JOIN revision r ON r.id = c.revision_id"
        " WHERE c.deleted = 0 ORDER BY r.hlc, r.id"
    )
    return [(version, stamp_text(hlc), Id(identity.hex())) for version, hlc, identity in rows]
