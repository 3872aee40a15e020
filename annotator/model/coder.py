"""The people who mark."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from annotator.model.identity import Id


@dataclass(frozen=True, slots=True)
class Coder:
    """One person (or a named result such as ``gold``).  ``key`` is the ``coder_id`` of files."""

    id: Id
    key: str
    name: str
    role: str = "coder"


def folded_name(name: str) -> str:
    """Return what two spellings of one name have in common: letters, without case and margins."""
    return unicodedata.normalize("NFC", name).strip().casefold()
