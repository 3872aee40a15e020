"""Where words are in a new version of their text, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.model.extent import Fragments


class Standing(StrEnum):
    """What became of words in a new version of their text."""

    SAME = "same"
    """The same words in the same surroundings, wherever the numbers are now."""
    MOVED = "moved"
    """The same words, which stand elsewhere; nothing else can be meant."""
    CHANGED = "changed"
    """Other words, or the same ones in other surroundings: somebody has to look."""
    LOST = "lost"
    """Nothing in the new text is near enough."""

    @property
    def is_sure(self) -> bool:
        """Tell whether a mark may be carried over without being looked at."""
        return self in (Standing.SAME, Standing.MOVED)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where words are now: nowhere (no fragments) where they are lost.

    ``confidence`` is 1 for what is the same, 0 for what is lost, and between them how much of the
    words and their surroundings was found again.
    """

    standing: Standing
    fragments: Fragments
    confidence: float
