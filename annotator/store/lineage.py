"""Which documents are versions of one article, and which of them counts.

A document says in its metadata which texts it corrects; nothing else is stored.  So copies that are
joined agree, whoever brought which correction in which order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.model.document import CORRECTS, corrected
from annotator.model.identity import Id
from annotator.store.kinds import blob
from annotator.store.project import Project
from annotator.store.wire import json_value

Stamp = tuple[int, bytes]
"""When a document first came, the same on every computer."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """The documents that have other versions.

    ``current`` gives for each replaced document the one that counts, ``earlier`` for each that
    counts all others of its article, the oldest first.
    """

    current: Mapping[Id, Id]
    earlier: Mapping[Id, tuple[Id, ...]]

    def newest(self, document_id: Id) -> Id:
        """Return the document that counts in place of one; itself where it has no correction."""
        return self.current.get(document_id, document_id)


def load_lineage(project: Project) -> Lineage:
    """Return which documents are versions of each other, as the project knows them now."""
    with project.file.lock:
        if project.lineage is None:
            project.lineage = _lineage(project)
        return project.lineage


def _lineage(project: Project) -> Lineage:
    links = _links(project)
    current: dict[Id, Id] = {}
    earlier: dict[Id, tuple[Id, ...]] = {}
    for family in _families(links):
        stamps = {one: _stamp(project, one) for one in family}
        newest = _newest(family, links, stamps)
        others = sorted((one for one in family if one != newest), key=lambda one: stamps[one])
        ordered = _by_descent(others, links)
        earlier[newest] = tuple(ordered)
        current.update(dict.fromkeys(others, newest))
    return Lineage(current, earlier)


def _links(project: Project) -> dict[Id, tuple[Id, ...]]:
    """Return what each correction corrects, of the documents that are there."""
    sql = "SELECT id, meta FROM document WHERE instr(meta, ?) AND deleted = 0"
    named = {
        Id(identity.hex()): corrected(json_value(meta))
        for identity, meta in project.file.rows(sql, (CORRECTS,))
    }
    there = {one for old in named.values() for one in old if _is_there(project, one)}
    return {
        new: kept
        for new, old in named.items()
        if (kept := tuple(one for one in old if one in there and one != new))
    }


def _is_there(project: Project, document_id: Id) -> bool:
    sql = "SELECT 1 FROM document WHERE id = ? AND deleted = 0"
    return project.file.row(sql, (blob(document_id),)) is not None


def _families(links: Mapping[Id, Sequence[Id]]) -> list[list[Id]]:
    """Return the documents that are tied to each other, each family once."""
    tied: dict[Id, set[Id]] = {}
    for new, old in links.items():
        for one in old:
            tied.setdefault(new, set()).add(one)
            tied.setdefault(one, set()).add(new)
    families: list[list[Id]] = []
    seen: set[Id] = set()
    for first in sorted(tied):
        waiting = [] if first in seen else [first]
        family: list[Id] = []
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                family.append(one)
                waiting.extend(tied[one])
        if family:
            families.append(family)
    return families


def _newest(
    family: Iterable[Id], links: Mapping[Id, Sequence[Id]], stamps: Mapping[Id, Stamp]
) -> Id:
    """Return the one that counts: not corrected itself, and of several such the last to come.

    Where two people corrected each into the other, none is left; then the last to come counts.
    """
    family = list(family)
    replaced = {one for new in family for one in links.get(new, ())}
    last = [one for one in family if one not in replaced] or family
    return max(last, key=lambda one: stamps[one])


def _by_descent(ids: Sequence[Id], links: Mapping[Id, Sequence[Id]]) -> list[Id]:
    """Return documents with what is corrected before its correction, else in the order given."""
    ordered: list[Id] = []
    waiting = list(ids)
    while waiting:
        left = set(waiting)
        free = [one for one in waiting if not left.intersection(links.get(one, ()))]
        ordered += free or waiting
        waiting = [one for one in waiting if one not in free] if free else []
    return ordered


def _stamp(project: Project, document_id: Id) -> Stamp:
    sql = (
        "SELECT r.hlc, r.id FROM touch t JOIN revision r ON r.n = t.n"
        " WHERE t.entity = ? AND t.kind = 'document' ORDER BY r.hlc, r.id LIMIT 1"
    )
    found = project.file.row(sql, (blob(document_id),))
    return (found[0], found[1]) if found else (0, b"")
