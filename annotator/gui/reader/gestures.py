"""What presses, drags and clicks choose in the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from annotator.gui.reader.geometry import Point
from annotator.gui.reader.movement import line_around, word_around
from annotator.gui.reader.page import Page, Placed
from annotator.gui.reader.places import character_at, offset_at
from annotator.model.identity import Id

SAME_PLACE = 4.0
"""Pixels within which a click is at the place of the click before."""

Unit = Literal["grapheme", "word", "line"]

_AROUND: dict[Unit, Callable[[Page, int], tuple[int, int]]] = {
    "word": word_around,
    "line": line_around,
}


@dataclass(frozen=True, slots=True)
class Drag:
    """A selection being drawn: by which unit, and the stretch that it began with."""

    unit: Unit
    start: int
    end: int

    def selection_to(self, start: int, end: int) -> tuple[int, int]:
        """Return anchor and caret when the mouse is over a stretch; its own stays selected."""
        if end > self.end or start >= self.start:
            return self.start, max(end, self.end)
        return self.end, min(start, self.start)


def stretch_at(page: Page, visible: list[Placed], point: Point, unit: Unit) -> tuple[int, int]:
    """Return start and end of the unit at a point; of a grapheme only the nearer edge, twice."""
    around = _AROUND.get(unit)
    if around is None:
        offset = offset_at(page, point, visible)
        return offset, offset
    return around(page, character_at(page, point, visible))


class Clicks:
    """Clicks on the same place lead from the innermost span outwards, and in again."""

    def __init__(self) -> None:
        self._last: Point | None = None

    def chosen(self, spans: Sequence[Id], point: Point, focused: Id | None) -> Id | None:
        """Return the span that a click focuses: the first there, or the one after ``focused``."""
        last, self._last = self._last, point
        if last is not None and _distance(point, last) <= SAME_PLACE and focused in spans:
            return spans[(spans.index(focused) + 1) % len(spans)]
        return spans[0] if spans else None


def _distance(one: Point, other: Point) -> float:
    return abs(one.x - other.x) + abs(one.y - other.y)
