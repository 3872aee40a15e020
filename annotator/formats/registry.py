"""The table of formats: what each is called, what it reads and writes, what it loses."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from annotator.formats.annotations import jsonl
from annotator.formats.documents import plain_text
from annotator.model.incoming import IncomingSet
from annotator.model.problem import Problem

Reader = Callable[[BinaryIO, str], Iterator[IncomingSet | Problem]]

HEAD = 4096
"""How many bytes of a file are looked at where its name does not tell the format."""


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table.

    ``kind`` is ``documents`` (bare texts) or ``annotations``; ``losses`` names what a file of this
    format cannot hold; ``read`` is a function of a binary stream and the file's name.
    """

    id: str
    name: str
    kind: str
    extensions: tuple[str, ...]
    read: Reader
    writes: bool = False
    losses: tuple[str, ...] = ()


FORMATS: Sequence[Format] = (
    Format(
        id="plain_text",
        name="Plain text",
        kind="documents",
        extensions=(".txt", ".text"),
        read=plain_text.read_records,
        losses=("title", "metadata", "spans", "relations", "notes", "fields"),
    ),
    Format(
        id="annotator_jsonl",
        name="Annotator JSONL",
        kind="annotations",
        extensions=(".jsonl", ".ndjson"),
        read=jsonl.read_records,
        writes=True,
    ),
)


def get_format(identity: str) -> Format:
    """Return a format by its id; KeyError where there is none."""
    return {one.id: one for one in FORMATS}[identity]


def find_reader(path: Path) -> Format | None:
    """Return the format of a file by the ending of its name, else by how it begins.

    Only ``.json`` files and files without an ending are opened; None where no format fits or the
    file cannot be read.  A database that is in use is not even opened: that could drop its lock.
    """
    ending = path.suffix.lower()
    for one in FORMATS:
        if ending in one.extensions:
            return one
    if ending not in ("", ".json"):
        return None
    try:
        if _is_database_in_use(path):
            return None
        with path.open("rb") as stream:
            return sniff(stream.read(HEAD))
    except OSError:
        return None


def _is_database_in_use(path: Path) -> bool:
    return os.path.exists(f"{os.path.realpath(path)}-wal")


def sniff(head: bytes) -> Format | None:
    """Return the format that the first bytes of a file speak of; None where they are no text."""
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return get_format("annotator_jsonl") if not head.startswith(b"{\\rtf") else None
    return None
