"""The kinds of things a project holds: for each its table, its columns and how a value fills them.

A value is what the log carries (JSON, ids as hexadecimal text); a row is what the table carries
(ids as 16 bytes, inner JSON as text).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from annotator.model.identity import Id
from annotator.store.wire import json_text

Cells = tuple[object, ...]
Raw = Mapping[str, Any]

RowKey = tuple[str, Id]
"""A row of any table: its kind and id.  An id alone is one of its kind only."""

blob = bytearray.fromhex
"""Makes the stored form of an id.  Python binds ``bytes`` and ``None`` to statements ten times more
slowly than ``bytearray`` and ``float``, because it looks for an adapter first."""

NULL = float("nan")
"""Bound as NULL, as SQLite has no NaN; for columns that are mostly empty."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: the table's name, and ``cells`` that fill its ``columns`` in their order."""

    name: str
    columns: tuple[str, ...]
    cells: Callable[[Raw], Cells]

    @property
    def add(self) -> str:
        """Return the SQL that writes a row that is not there yet."""
        names = ("id", *self.columns, "revision_id")
        listed = ", ".join(f'"{name}"' for name in names)
        return f"INSERT INTO {self.name}({listed}) VALUES({', '.join('?' * len(names))})"

    @property
    def put(self) -> str:
        """Return the SQL that writes a row whether or not it is there already."""
        changed = (f'"{name}" = excluded."{name}"' for name in (*self.columns, "revision_id"))
        return f"{self.add} ON CONFLICT(id) DO UPDATE SET {', '.join(changed)}, deleted = 0"


_DIGITS = re.compile(r"[0-9]+")


def sort_key(key: str) -> str:
    """Return a text that sorts as people sort: without regard to case, ``a2`` before ``a10``."""
    return _DIGITS.sub(_weighted, key.casefold())


def _weighted(digits: re.Match[str]) -> str:
    number = digits[0].lstrip("0")
    return f"{len(number):03d}{number}"


def _document(v: Raw) -> Cells:
    return (
        v["key"],
        v["name"],
        v["title"],
        len(v["text"]),
        sort_key(v["key"]),
        blob(v["sha256"]),
        json_text(v["meta"]),
        v["text"],
    )


def _coder(v: Raw) -> Cells:
    return (v["key"], v["name"], v["role"])


def _codebook(v: Raw) -> Cells:
    return (v["schema_id"], v["version"], json_text(v["attachments"]), v["yaml"])


def _annotation_set(v: Raw) -> Cells:
    return (
        blob(v["document_id"]),
        blob(v["coder_id"]),
        blob(v["codebook_id"]),
        v["status"],
        json_text(v["fields"]),
    )


def _span(v: Raw) -> Cells:
    fragments = v["fragments"]
    single = len(fragments) == 1
    return (
        v["key"],
        blob(v["document_id"]),
        blob(v["coder_id"]),
        blob(v["codebook_id"]),
        v["label"],
        fragments[0][0],
        fragments[0][1] if single else max(end for _, end in fragments),
        NULL if single else json_text(fragments),
        json_text(v["attributes"]),
        v["origin"],
        v["created"] or NULL,
        v["changed"] or NULL,
    )


def _relation(v: Raw) -> Cells:
    return (
        v["key"],
        blob(v["document_id"]),
        blob(v["coder_id"]),
        blob(v["codebook_id"]),
        v["label"],
        blob(v["source_id"]),
        blob(v["target_id"]),
        json_text(v["attributes"]),
        v["origin"],
        v["created"] or NULL,
        v["changed"] or NULL,
    )


def _comment(v: Raw) -> Cells:
    return (
        v["key"],
        blob(v["document_id"]),
        blob(v["coder_id"]),
        blob(v["target_id"]),
        v["text"],
        v["created"] or NULL,
        v["changed"] or NULL,
    )


def _assignment(v: Raw) -> Cells:
    return (
        blob(v["document_id"]),
        blob(v["coder_id"]),
        v["place"],
        int(v["locked"]),
        v["since"] or NULL,
    )


def _review(v: Raw) -> Cells:
    return (
        blob(v["document_id"]),
        blob(v["reviewer_id"]),
        v["status"],
        v["seed"],
        int(v["revealed"]),
        v["changed"],
    )


def _decision(v: Raw) -> Cells:
    return (
        blob(v["document_id"]),
        blob(v["reviewer_id"]),
        blob(v["codebook_id"]),
        blob(v["case_id"]),
        v["kind"],
        v["verdict"],
        v["created"],
        json_text(v["body"]),
    )


def _feedback(v: Raw) -> Cells:
    return (blob(v["document_id"]), blob(v["coder_id"]), v["created"], json_text(v["items"]))


def _snapshot(v: Raw) -> Cells:
    return (v["name"], v["created"], json_text(v["body"]))


def _parcel(v: Raw) -> Cells:
    documents = json_text(v["documents"])
    return (blob(v["coder_id"]), v["purpose"], v["created"], blob(v["stream"]), documents)


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("document", _names("key name title length sort_key sha256 meta text"), _document),
        Kind("coder", _names("key name role"), _coder),
        Kind("codebook", _names("schema_id version attachments yaml"), _codebook),
        Kind(
            "annotation_set",
            _names("document_id coder_id codebook_id status fields"),
            _annotation_set,
        ),
        Kind(
            "span",
            _names(
                "key document_id coder_id codebook_id label start end fragments attributes"
                " origin created changed"
            ),
            _span,
        ),
        Kind(
            "relation",
            _names(
                "key document_id coder_id codebook_id label source_id target_id attributes"
                " origin created changed"
            ),
            _relation,
        ),
        Kind(
            "comment",
            _names("key document_id coder_id target_id text created changed"),
            _comment,
        ),
        Kind("assignment", _names("document_id coder_id place locked since"), _assignment),
        Kind("review", _names("document_id reviewer_id status seed revealed changed"), _review),
        Kind(
            "decision",
            _names("document_id reviewer_id codebook_id case_id kind verdict created body"),
            _decision,
        ),
        Kind("feedback", _names("document_id coder_id created items"), _feedback),
        Kind("snapshot", _names("name created body"), _snapshot),
        Kind("parcel", _names("coder_id purpose created stream documents"), _parcel),
    )
}
"""In the order in which they refer to each other."""

OWNED = ("annotation_set", "span", "relation", "comment")
"""Kinds of what coders mark: their rows belong to one document and one coder for ever."""

PLACED = (*OWNED, "assignment", "feedback")
"""Kinds whose rows never move to another document or coder."""

_OWNERS = (("document_id", "document"), ("coder_id", "coder"))
_CODED = (*_OWNERS, ("codebook_id", "codebook"))

REFERENCES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "annotation_set": _CODED,
    "span": _CODED,
    "relation": (*_CODED, ("source_id", "span"), ("target_id", "span")),
    "comment": _OWNERS,
    "assignment": _OWNERS,
    "review": (("document_id", "document"), ("reviewer_id", "coder")),
    "decision": (
        ("document_id", "document"),
        ("reviewer_id", "coder"),
        ("codebook_id", "codebook"),
    ),
    "feedback": _OWNERS,
    "parcel": (("coder_id", "coder"),),
}
"""By kind: the columns that refer to another kind's rows, and which; in the order of ``KINDS``."""
