"""A checked codebook as JSON: reading it again takes a fraction of what the YAML took.

For whoever opens the same codebook often; a snapshot of another file, or of another version of
this program's language, is not taken.
"""

from __future__ import annotations

import json

from annotator.codebooks.builder import build
from annotator.model.codebook import Codebook, CodebookFile

SNAPSHOT_VERSION = 1
"""Goes up when what ``builder.build`` expects of plain values changes."""


def write_snapshot(file: CodebookFile, codebook: Codebook) -> str:
    """Return a codebook that was parsed from a file as text for ``read_snapshot``."""
    content = {"snapshot": SNAPSHOT_VERSION, "file": file.id, "plain": codebook.raw}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def read_snapshot(text: str, file: CodebookFile) -> Codebook | None:
    """Return the codebook of a file from a snapshot, or None if it is not one of this file."""
    try:
        content = json.loads(text)
    except ValueError:
        return None
    if not isinstance(content, dict) or content.get("snapshot") != SNAPSHOT_VERSION:
        return None
    if content.get("file") != file.id or not isinstance(content.get("plain"), dict):
        return None
    return build(content["plain"], file.attachments)
