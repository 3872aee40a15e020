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
from annotator.store.pages import Cells, Pages, Shape
from annotator.store.wire import Header, json_value

_REVISION = Shape(
    "revision", ("n", "b16", "b16", "i", "i", "b16", "t", "nb16", "nb16", "nb32", "b32", "i", "b")
)
_META = Shape("meta", ("t", "t"))
_SHAPES = tuple(
    Shape(name, tuple(columns.split()))
    for name, columns in (
        ("document", "n b16 t t t i t b16 i b32 t t"),
        ("coder", "b16 t t t b16 i"),
        ("codebook", "b16 t t b16 i t t"),
        ("annotation_set", "b16 b16 b16 b16 t t b16 i"),
        ("span", "b16 t b16 b16 b16 t i i nt t t nt nt b16 i"),
        ("relation", "b16 t b16 b16 b16 t b16 b16 t t nt nt b16 i"),
        ("comment", "b16 t b16 b16 b16 t nt nt b16 i"),
    )
)


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
                yield _READERS[shape.name](cells)


def _shown(kind: str, cells: Mapping[str, Any], value: Mapping[str, Any]) -> Shown:
    is_deleted = cells["deleted"] == 1
    return Shown(
        kind, Id(cells["id"].hex()), Id(cells["revision"].hex()), None if is_deleted else value
    )


def _document(cells: Cells) -> Shown:
    names = [
        "n",
        "id",
        "key",
        "name",
        "title",
        "length",
        "sort_key",
        "revision",
        "deleted",
        "sha256",
        "meta",
        "text",
    ]
    row: dict[str, Any] = dict(zip(names, cells, strict=True))
    text = row["text"]
    is_whole = wire.digest(text.encode("utf-8")) == row["sha256"] and len(text) == row["length"]
    if not is_whole or row["sha256"][:16] != row["id"]:
        raise ValueError("not the text that was imported")
    value = {name: row[name] for name in ("key", "name", "title", "text")}
    return _shown(
        "document", row, {**value, "sha256": row["sha256"].hex(), "meta": _answers(row["meta"])}
    )


def _coder(cells: Cells) -> Shown:
    row: dict[str, Any] = dict(
        zip(["id", "key", "name", "role", "revision", "deleted"], cells, strict=True)
    )
    return _shown("coder", row, {name: row[name] for name in ("key", "name", "role")})


def _codebook(cells: Cells) -> Shown:
    names = ["id", "schema_id", "version", "revision", "deleted", "attachments", "yaml"]
    row: dict[str, Any] = dict(zip(names, cells, strict=True))
    value = {name: row[name] for name in ("schema_id", "version", "yaml")}
    return _shown("codebook", row, {**value, "attachments": _answers(row["attachments"])})


def _answers(text: str) -> dict[str, Any]:
    found = json_value(text)
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found


def _hex(row: Mapping[str, Any], *names: str) -> dict[str, str]:
    return {name: row[name].hex() for name in names}


_CODED = ("document_id", "coder_id", "codebook_id")


def _annotation_set(cells: Cells) -> Shown:
    names = ("id", *_CODED, "status", "fields", "revision", "deleted")
    row: dict[str, Any] = dict(zip(names, cells, strict=True))
    value = {"status": row["status"], "fields": _answers(row["fields"])}
    return _shown("annotation_set", row, {**_hex(row, *_CODED), **value})


def _span(cells: Cells) -> Shown:
    names = [
        "label",
        "start",
        "end",
        "fragments",
        "attributes",
        "origin",
        "created",
        "changed",
        "revision",
        "deleted",
    ]
    row: dict[str, Any] = dict(zip(("id", "key", *_CODED, *names), cells, strict=True))
    several = json_value(row["fragments"]) if row["fragments"] else [[row["start"], row["end"]]]
    if not all(0 <= start < end for start, end in several):
        raise ValueError("no extents")
    value = {name: row[name] for name in ("key", "label", "origin", "created", "changed")}
    more = {"fragments": several, "attributes": _answers(row["attributes"])}
    return _shown("span", row, {**value, **_hex(row, *_CODED), **more})


def _relation(cells: Cells) -> Shown:
    names = [
        "label",
        "source_id",
        "target_id",
        "attributes",
        "origin",
        "created",
        "changed",
        "revision",
        "deleted",
    ]
    row: dict[str, Any] = dict(zip(("id", "key", *_CODED, *names), cells, strict=True))
    value = {name: row[name] for name in ("key", "label", "origin", "created", "changed")}
    ids = _hex(row, *_CODED, "source_id", "target_id")
    return _shown("relation", row, {**value, **ids, "attributes": _answers(row["attributes"])})


def _comment(cells: Cells) -> Shown:
    names = [
        "id",
        "key",
        "document_id",
        "coder_id",
        "target_id",
        "text",
        "created",
        "changed",
        "revision",
        "deleted",
    ]
    row: dict[str, Any] = dict(zip(names, cells, strict=True))
    value = {name: row[name] for name in ("key", "text", "created", "changed")}
    return _shown("comment", row, {**value, **_hex(row, "document_id", "coder_id", "target_id")})


_READERS = {
    "document": _document,
    "coder": _coder,
    "codebook": _codebook,
    "annotation_set": _annotation_set,
    "span": _span,
    "relation": _relation,
    "comment": _comment,
}
