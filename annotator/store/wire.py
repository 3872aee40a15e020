"""A revision as bytes: what is hashed, kept and passed on, never written a second time.

::

    {"f":1,"h":{"about":…,"action":…,"author":…,"group":…,"hlc":…,"id":…,"prev":…,"seq":…,
     "stream":…,"undoes":…},"ops":[{"b":[base revisions],"id":…,"k":kind,"v":{…} or null},…]}

Keys are sorted, there are no blanks, no NaN and no lone surrogates.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from annotator.model.errors import InputError, ProjectDamaged
from annotator.model.identity import Id

FORMAT = 1

FOUNDING = "parcel"
"""The verb of revisions with which a parcel begins: they say what stands and change nothing."""

PACKED_FROM = 512
"""Bodies longer than this are stored compressed; fast, because much text goes through here."""

_HEADER_BYTES = 16_384
_MOST_PACKED = 1_100
"""No bytes become more times as long as this when they are unpacked."""

_BEFORE_HEADER = f'{{"f":{FORMAT},"h":'
_DECODER = json.JSONDecoder()
_ENCODER = json.JSONEncoder(
    sort_keys=True,
    separators=(",", ":"),
    ensure_ascii=False,
    allow_nan=False,
    check_circular=False,
)


def _make_encode() -> Callable[[object], str]:
    """Return how JSON is made.

    The standard encoder builds its fast part anew for every value, which for small values costs
    more than the value; where that part can be had, it is built once.
    """
    make = getattr(json.encoder, "c_make_encoder", None)
    plain = json.encoder.encode_basestring
    try:
        encoder = make and make(None, _ENCODER.default, plain, None, ":", ",", True, False, False)
    except TypeError:  # not public, so it may change
        encoder = None
    return (lambda value: "".join(encoder(value, 0))) if encoder else _ENCODER.encode


_encode = _make_encode()


class Record(NamedTuple):
    """One row as a revision wrote it: the revisions it builds on, and its value or None."""

    kind: str
    id: Id
    base: tuple[Id, ...]
    value: Mapping[str, object] | None

    @property
    def row(self) -> tuple[str, Id]:
        """Return which row is meant: an id alone is one of its kind only."""
        return (self.kind, self.id)


@dataclass(frozen=True, slots=True)
class Header:
    """Who wrote a revision, when and about what.  ``prev`` is the hash of the one before."""

    id: Id
    stream: Id
    seq: int
    hlc: int
    author: Id
    action: str
    about: Mapping[str, object] = field(default_factory=dict)
    group: Id | None = None
    undoes: Id | None = None
    prev: str | None = None

    def encoded(self) -> dict[str, object]:
        """Return what stands in the body."""
        return {
            "about": self.about,
            "action": self.action,
            "author": self.author,
            "group": self.group,
            "hlc": self.hlc,
            "id": self.id,
            "prev": self.prev,
            "seq": self.seq,
            "stream": self.stream,
            "undoes": self.undoes,
        }


@dataclass(frozen=True, slots=True)
class Body:
    """A revision, read."""

    header: Header
    records: tuple[Record, ...]


def json_text(value: object) -> str:
    """Return JSON as this program writes it.

    Raises InputError ``not_finite`` for NaN and infinity, which JSON does not know.
    """
    if value == {}:
        return "{}"
    try:
        return _encode(value)
    except ValueError as error:
        raise InputError("not_finite", detail=str(error)) from error


def json_value(text: str) -> Any:
    """Return the value of JSON that was stored; ProjectDamaged where it is none."""
    try:
        value, end = _DECODER.raw_decode(text)
    except (ValueError, TypeError, RecursionError) as error:
        raise ProjectDamaged("damaged", detail=str(error)) from error
    if end != len(text):
        raise ProjectDamaged("damaged", detail="more than one value")
    return value


def written(header: Header, records: Sequence[Record]) -> bytes:
    """Return a revision as bytes.

    Raises InputError ``lone_surrogate`` (with the kind and id of the row) or ``not_finite``.
    """
    whole = {
        "f": FORMAT,
        "h": header.encoded(),
        "ops": [
            {"b": base, "id": row_id, "k": kind, "v": value}
            for kind, row_id, base, value in records
        ],
    }
    try:
        return json_text(whole).encode("utf-8")
    except UnicodeEncodeError:
        raise _surrogate_problem(records) from None


def _surrogate_problem(records: Sequence[Record]) -> InputError:
    for record in records:
        try:
            json_text((*record,)).encode("utf-8")
        except UnicodeEncodeError:
            return InputError("lone_surrogate", kind=record.kind, id=record.id)
    return InputError("lone_surrogate", kind="revision", id="")


def read_header(z: int, body: bytes) -> Header:
    """Return only the header of a stored revision, without reading its records."""
    with contextlib.suppress(zlib.error, ValueError, KeyError, TypeError, AttributeError):
        start = zlib.decompressobj().decompress(body, _HEADER_BYTES) if z else body[:_HEADER_BYTES]
        text = start.decode("utf-8", "ignore")
        if text.startswith(_BEFORE_HEADER):
            return _header(_DECODER.raw_decode(text, len(_BEFORE_HEADER))[0])
    return read(unpacked(z, body)).header


def _header(found: Mapping[str, Any]) -> Header:
    header = Header(
        found["id"],
        found["stream"],
        found["seq"],
        found["hlc"],
        found["author"],
        found["action"],
        found["about"],
        found["group"],
        found["undoes"],
        found["prev"],
    )
    if not 0 < header.hlc < 2**63 or not isinstance(header.about, dict):
        raise ValueError("not a header")
    return header


def read(raw: bytes) -> Body:
    """Return what the bytes of a revision say; ProjectDamaged where they say nothing."""
    try:
        whole = _DECODER.decode(raw.decode("utf-8", "surrogatepass"))
        header = _header(whole["h"])
        records = tuple(Record(op["k"], op["id"], tuple(op["b"]), op["v"]) for op in whole["ops"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ProjectDamaged("damaged", detail=f"revision: {error}") from error
    return Body(header, records)


def digest(raw: bytes) -> bytes:
    """Return the hash by which a revision is known to be whole."""
    return hashlib.sha256(raw).digest()


def packed(raw: bytes) -> tuple[int, bytes]:
    """Return whether the bytes are compressed in the file, and as what."""
    return (1, zlib.compress(raw, 1)) if len(raw) > PACKED_FROM else (0, raw)


def unpacked(z: int, body: bytes, most: int = 0) -> bytes:
    """Return the bytes of a stored revision; ProjectDamaged where they cannot be had.

    With ``most`` no more bytes than that are unpacked, and longer ones are refused as damaged.
    """
    if not isinstance(body, bytes):  # a file that others made may hold anything there
        raise ProjectDamaged("damaged", detail="revision: no bytes")
    if most and (len(body) if not z else _unpacked_size(body, most)) > most:
        raise ProjectDamaged("damaged", detail=f"revision: longer than {most} bytes")
    try:
        return zlib.decompress(body) if z else body
    except zlib.error as error:
        raise ProjectDamaged("damaged", detail=f"revision: {error}") from error


def _unpacked_size(body: bytes, most: int) -> int:
    """Return how long the bytes are when unpacked, as far as one beyond ``most``."""
    if len(body) * _MOST_PACKED <= most:
        return 0
    with contextlib.suppress(zlib.error):
        return len(zlib.decompressobj().decompress(body, most + 1))
    return 0
