"""A bundle: revisions as one file that proves itself whole, for folders, sticks and letters.

::

    ANNREV1 and a line feed · length of the header (4 bytes, big-endian) · the header (JSON)
    · the revisions, each after its length (4 bytes), compressed by zlib · SHA-256 of all before

The header says ``project``, ``count``, ``length`` (bytes before compression) and ``streams``: for
each the first and last number.  What is in a file is told by the file, never by its name.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from annotator.model.errors import InputError
from annotator.model.identity import Id
from annotator.store import wire

MAGIC = b"ANNREV1\n"
SUFFIX = ".annrev"
LARGEST = 2**28
"""Bytes: longer bundles are not written and not read."""

_NUMBER, _HASH = 4, 32
_LEVEL = 6

Streams = dict[Id, tuple[int, int]]
"""By stream: the numbers of the first and the last revision, all between them included."""


class NotWhole(Exception):
    """The file is not, or not yet, a whole bundle: a cloud client may still be writing it."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What the header of a bundle says."""

    project: Id
    count: int
    streams: Streams


def bundle_of(project: Id, revisions: Sequence[bytes]) -> bytes:
    """Return revisions of a project as the bytes of a bundle; those of a stream follow each other.

    The same revisions in the same order give the same bytes.
    """
    plain = b"".join(len(raw).to_bytes(_NUMBER, "big") + raw for raw in revisions)
    streams: Streams = {}
    for raw in revisions:
        made = wire.read(raw).header
        first, _ = streams.get(made.stream, (made.seq, 0))
        streams[made.stream] = (first, made.seq)
    told = {
        "project": project,
        "count": len(revisions),
        "length": len(plain),
        "streams": streams,
    }
    header = json.dumps(told, sort_keys=True, separators=(",", ":")).encode("ascii")
    begun = MAGIC + len(header).to_bytes(_NUMBER, "big") + header + zlib.compress(plain, _LEVEL)
    return begun + hashlib.sha256(begun).digest()


def read_contents(data: bytes) -> Contents:
    """Return what a bundle says of itself.

    Raises NotWhole where the bytes are no whole bundle, InputError ``unreadable_bundle``
    (``detail``) where they are whole and yet make no sense.
    """
    header, _ = _parts(data)
    return _contents(header)


def read_bundle(data: bytes) -> list[bytes]:
    """Return the revisions of a bundle; raises what ``read_contents`` raises."""
    header, packed = _parts(data)
    contents = _contents(header)
    length = header.get("length")
    if not isinstance(length, int) or not 0 <= length <= LARGEST:
        raise InputError("unreadable_bundle", detail="length")
    unpacking = zlib.decompressobj()
    try:
        plain = unpacking.decompress(packed, length + 1)
    except zlib.error as error:
        raise InputError("unreadable_bundle", detail=str(error)) from error
    if len(plain) != length:
        raise InputError("unreadable_bundle", detail="length")
    revisions = _cut(plain)
    if len(revisions) != contents.count:
        raise InputError("unreadable_bundle", detail="count")
    return revisions


def _parts(data: bytes) -> tuple[dict[str, Any], bytes]:
    begins = len(MAGIC) + _NUMBER
    if len(data) < begins + _HASH or not data.startswith(MAGIC):
        raise NotWhole
    if hashlib.sha256(data[:-_HASH]).digest() != data[-_HASH:]:
        raise NotWhole
    ends = begins + int.from_bytes(data[len(MAGIC) : begins], "big")
    try:
        header = json.loads(data[begins:ends])
    except (ValueError, RecursionError) as error:
        raise InputError("unreadable_bundle", detail=str(error)) from error
    if not isinstance(header, dict):
        raise InputError("unreadable_bundle", detail="header")
    return header, data[ends:-_HASH]


def _contents(header: dict[str, Any]) -> Contents:
    try:
        streams = {
            Id(str(stream)): (int(first), int(last))
            for stream, (first, last) in header["streams"].items()
        }
        return Contents(Id(str(header["project"])), int(header["count"]), streams)
    except (KeyError, ValueError, OverflowError, TypeError, AttributeError) as error:
        raise InputError("unreadable_bundle", detail=str(error)) from error


def _cut(plain: bytes) -> list[bytes]:
    found = []
    at = 0
    while at < len(plain):
        length = int.from_bytes(plain[at : at + _NUMBER], "big")
        at += _NUMBER
        found.append(plain[at : at + length])
        at += length
    return found
