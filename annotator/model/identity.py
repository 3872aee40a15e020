"""Identifiers: who made them, what they look like, how they are derived.

Inside the project everything is known by an ``Id`` (32 lower-case hexadecimal digits, 16 bytes in
the database).  Files and people see a *key*: the name a thing was imported under, else a letter and
the ``Id``.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Callable
from typing import NewType

Id = NewType("Id", str)

_OWN_KEY = re.compile(r"[a-z]([0-9a-f]{32})")


def new_id(now_ms: int | None = None) -> Id:
    """Return a fresh version 7 UUID (RFC 9562, section 5.7): sorted by time, never repeated."""
    stamp = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    value = (stamp << 80) | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    return Id(f"{value & (1 << 128) - 1:032x}")


def derived_id(*parts: str) -> Id:
    """Return the same ``Id`` for the same parts on every computer (16 bytes of SHA-256)."""
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return Id(hashlib.sha256(joined).hexdigest()[:32])


def derived_ids(*parts: str) -> Callable[[str], Id]:
    """Return what gives the ``derived_id`` of the parts and one more: quick for many of them."""
    begun = hashlib.sha256("\0".join((*parts, "")).encode("utf-8", "surrogatepass"))

    def derive(last: str) -> Id:
        whole = begun.copy()
        whole.update(last.encode("utf-8", "surrogatepass"))
        return Id(whole.hexdigest()[:32])

    return derive


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def document_id(sha256: str) -> Id:
    """Return the id of a document, which is its content and nothing else: half its text hash."""
    return Id(sha256[:32])


def set_id(document: Id, coder: Id) -> Id:
    """Return the id of what one coder marked on one document."""
    return derived_id("annotation_set", document, coder)


def own_id(key: str) -> Id | None:
    """Return the id that a key of this program carries (``s0192…``); None for any other key."""
    own = _OWN_KEY.fullmatch(key) if len(key) == 33 else None
    return Id(own[1]) if own else None


def own_key(letter: str, identity: Id) -> str:
    """Return the key of a thing made in this program; it begins with a letter, as formats ask."""
    return letter + identity


MakeId = Callable[[], Id]
