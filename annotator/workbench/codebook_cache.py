"""Codebooks that were read before, so that opening a project need not read YAML again."""

from __future__ import annotations

import contextlib
from pathlib import Path

import platformdirs

from annotator.codebooks import reader, snapshot
from annotator.model.codebook import Codebook, CodebookFile
from annotator.workbench.whole_file import keep_if_possible


def load_codebook(file: CodebookFile) -> Codebook:
    """Return the codebook of a file, from the user's cache where it is there.

    Losing the cache costs time and nothing else, so no fault of the disk stops anything here.
    """
    place = _folder() / f"{file.id}.json"
    # Whatever a damaged file in the cache leads to, the codebook itself is at hand.
    with contextlib.suppress(Exception):
        known = snapshot.read_snapshot(place.read_text(encoding="utf-8"), file)
        if known is not None:
            return known
    codebook, _warnings = reader.parse_codebook(file)
    keep_if_possible(place, snapshot.write_snapshot(file, codebook))
    return codebook


def _folder() -> Path:
    return Path(platformdirs.user_cache_dir("annotator", appauthor=False)) / "codebooks"
