"""What can still be read of a damaged project file.  Nothing is ever written into it.

Revisions prove themselves by their hash, wherever in the file they are found.  The rows of the
tables have no such proof; they count only for what the log has lost.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from annotator.model.errors import AnnotatorError
from annotator.model.identity import Id
from annotator.store import faults, wire
from annotator.store.pages import Cell, Cells, Pages, Shape
from annotator.store.wire import Header, json_value

_REVISION = Shape(
    "revision", ("n", "b16", "b16", "i", "i", "b16", "t", "nb16", "nb16", "nb32", "b32", "i", "b")
)
_META = Shape("meta", ("t", "t"))

_CODED = "document_id:b16 coder_id:b16 codebook_id:b16"
_MADE = "origin:t created:nt changed:nt"
_STANDS = "revision:b16 deleted:i"
_TABLES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    kind: tuple(tuple(column.split(":")) for column in columns.split())
    for kind, columns in (
        (
            "document",
            f"n:n id:b16 key:t name:t title:t length:i sort_key:t {_STANDS} sha256:b32"
            " meta:t text:t",
        ),
        ("coder", f"id:b16 key:t name:t role:t {_STANDS}"),
        ("codebook", f"id:b16 schema_id:t version:t {_STANDS} attachments:t yaml:t"),
        ("annotation_set", f"id:b16 {_CODED} status:t fields:t {_STANDS}"),
        (
            "span",
            f"id:b16 key:t {_CODED} label:t start:i end:i fragments:nt attributes:t {_MADE}"
            f" {_STANDS}",
        ),
        (
            "relation",
            f"id:b16 key:t {_CODED} label:t source_id:b16 target_id:b16 attributes:t {_MADE}"
            f" {_STANDS}",
        ),
        (
            "comment",
            "id:b16 key:t document_id:b16 coder_id:b16 target_id:b16 text:t created:nt"
            f" changed:nt {_STANDS}",
        ),
        (
            "assignment",
            f"id:b16 document_id:b16 coder_id:b16 place:i locked:i since:nt {_STANDS}",
        ),
        (
            "review",
            "id:b16 document_id:b16 reviewer_id:b16 status:t seed:i revealed:i changed:t"
            f" {_STANDS}",
        ),
        (
            "decision",
            "id:b16 document_id:b16 reviewer_id:b16 codebook_id:b16 case_id:b16 kind:t verdict:t"
            f" created:t {_STANDS} body:t",
        ),
        ("feedback", f"id:b16 document_id:b16 coder_id:b16 created:t {_STANDS} items:t"),
        ("snapshot", f"id:b16 name:t created:t {_STANDS} body:t"),
        (
            "parcel",
            f"id:b16 coder_id:b16 purpose:t created:t stream:b16 {_STANDS} documents:t",
        ),
    )
}
"""What the tables hold by kind: their columns in their order, each with what it can be."""

_SHAPES = tuple(
    Shape(kind, tuple(cell for _, cell in columns)) for kind, columns in _TABLES.items()
)
_NO_VALUE = frozenset(("id", "revision", "deleted"))
_JSON: Mapping[str, type] = {
    "meta": dict,
    "attachments": dict,
    "fields": dict,
    "attributes": dict,
    "body": dict,
    "items": list,
    "documents": list,
}
_FLAGS = frozenset(("locked", "revealed"))


class Kept(NamedTuple):
    """A revision that is whole: its header, its hash and its bytes as they are stored."""

    header: Header
    digest: bytes
    z: int
    stored: bytes

    @property
    def raw(self) -> bytes:
        """Return the bytes that are hashed and passed on."""
        return wire.unpacked(self.z, self.stored)


class Shown(NamedTuple):
    """A row as a table shows it: the revision it stands at; ``value`` is None where deleted."""

    kind: str
    id: Id
    revision_id: Id
    value: Mapping[str, Any] | None


@dataclass
class Found:
    """What several copies of one project still hold together."""

    facts: dict[str, str] = field(default_factory=dict)
    revisions: dict[bytes, Kept] = field(default_factory=dict)

    def add(self, path: Path) -> None:
        """Add what a file holds; EnvironmentFault where the file itself cannot be read."""
        with faults.environment(path):
            pages = Pages(path)
        with pages:
            for shape, cells in pages.rows((_REVISION, _META)):
                if shape is _META:
                    self._add_fact(str(cells[0]), str(cells[1]))
                elif (kept := _kept(cells)) is not None:
                    self.revisions.setdefault(kept.digest, kept)

    def _add_fact(self, key: str, value: str) -> None:
        is_id = len(value) == 32 and not set(value) - set("0123456789abcdef")
        if key in ("created", "program") or (key in ("project_id", "parcel") and is_id):
            self.facts.setdefault(key, value)

    def chains(self) -> tuple[list[Kept], list[Kept]]:
        """Return the revisions that follow each other from the first of their stream, and the rest.

        Both are in the order of time.  Where two say to be the same one, as an attempt that was
        taken back can leave behind, the one that the next one names counts, else the newer one.
        """
        streams: dict[Id, dict[int, list[Kept]]] = {}
        for kept in self.revisions.values():
            streams.setdefault(kept.header.stream, {}).setdefault(kept.header.seq, []).append(kept)
        whole: list[Kept] = []
        loose: list[Kept] = []
        for places in streams.values():
            before: Kept | None = None
            for seq in sorted(places):
                one = _one_of(places[seq], places.get(seq + 1, ()))
                if _continues(before, one):
                    whole.append(one)
                    before = one
                else:
                    loose.append(one)
        for found in (whole, loose):
            found.sort(key=lambda one: (one.header.hlc, one.header.id))
        return whole, loose


def _kept(cells: Cells) -> Kept | None:
    digest, z, stored = cells[10:13]
    assert isinstance(digest, bytes)
    assert isinstance(stored, bytes)
    try:
        raw = wire.unpacked(int(z or 0), stored)
        if wire.digest(raw) != digest:
            return None
        return Kept(wire.read_header(0, raw), digest, int(z or 0), stored)
    except AnnotatorError:
        return None


def _one_of(several: list[Kept], following: Iterable[Kept]) -> Kept:
    named = {one.header.prev for one in following}
    fitting = [one for one in several if one.digest.hex() in named] or several
    return max(fitting, key=lambda one: (one.header.hlc, one.header.id))


def _continues(before: Kept | None, one: Kept) -> bool:
    if before is None:
        return one.header.seq == 1
    return (
        one.header.seq == before.header.seq + 1
        and one.header.prev == before.digest.hex()
        and one.header.author == before.header.author
    )


def shown_rows(path: Path) -> Iterator[Shown]:
    """Yield the rows of the tables that can still be read and make sense.

    EnvironmentFault where the file itself cannot be read.
    """
    with faults.environment(path):
        pages = Pages(path)
    with pages:
        for shape, cells in pages.rows(_SHAPES, are_older_wanted=False):
            with contextlib.suppress(AnnotatorError, ValueError, TypeError, KeyError):
                yield _shown(shape.name, cells)


def _shown(kind: str, cells: Cells) -> Shown:
    """Return a row as what the log would carry; ValueError where it makes no sense."""
    row = dict(zip((name for name, _ in _TABLES[kind]), cells, strict=True))
    value = {name: _said(name, cell) for name, cell in row.items() if name not in _NO_VALUE}
    if kind == "document":
        _check_text(row, value)
    elif kind == "span":
        _join_fragments(value)
    cells_of_ids = (row["id"], row["revision"])
    identity, revision = (Id(one.hex()) for one in cells_of_ids if isinstance(one, bytes))
    return Shown(kind, identity, revision, None if row["deleted"] == 1 else value)


def _said(name: str, cell: Cell) -> Any:
    """Return a cell as the log has it."""
    if name in _JSON:
        found = json_value(str(cell))
        if not isinstance(found, _JSON[name]):
            raise ValueError(f"no {name}")
        return found
    if name in _FLAGS:
        return cell == 1
    return cell.hex() if isinstance(cell, bytes) else cell


def _check_text(row: Mapping[str, Cell], value: dict[str, Any]) -> None:
    """Leave out what follows from the rest of a document, whose text has its own proof."""
    text, sha256 = value["text"], value["sha256"]
    is_whole = wire.digest(text.encode("utf-8")).hex() == sha256 and len(text) == row["length"]
    if not is_whole or row["id"] != bytes.fromhex(sha256)[:16]:
        raise ValueError("not the text that was imported")
    for name in ("n", "length", "sort_key"):
        del value[name]


def _join_fragments(value: dict[str, Any]) -> None:
    """Say where a mark lies as the log does."""
    start, end, several = value.pop("start"), value.pop("end"), value["fragments"]
    value["fragments"] = json_value(several) if several else [[start, end]]
    if not all(0 <= first < last for first, last in value["fragments"]):
        raise ValueError("no extents")
