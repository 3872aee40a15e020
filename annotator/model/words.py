"""Text that a codebook gives in several languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """A name or definition by language code; ``""`` holds a text given without language."""

    by_language: Mapping[str, str] = field(default_factory=dict)

    def in_language(self, language: str) -> str:
        """Return the text in a language, else without language, else the first there is."""
        known = self.by_language
        return known.get(language) or known.get("") or next(iter(known.values()), "")

    def __bool__(self) -> bool:
        return bool(self.by_language)
