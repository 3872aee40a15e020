"""One paragraph as lines: where characters stand on them, and what is painted with them.

Offsets in a block are UTF-16 units from its start, as those who shape the text count; ``to_utf16``
and ``to_code_point`` are the way from and to the offsets of the text.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotator.gui.reader.display import Direction, direction_of
from annotator.gui.reader.painted import (
    ArcEnd,
    CoderMark,
    Grip,
    Ground,
    Joint,
    Lane,
    Run,
    Tag,
)
from annotator.model.identity import Id
from annotator.text.offsets import OffsetMap

Stretches = tuple[tuple[int, int], ...]
"""Stretches of a paragraph, in code points from its start."""

SEAM = 1.5
"""Pixels between two clusters that are one run for the eye."""


class Character(NamedTuple):
    """A character where directions mix: its place, the next one, where it begins and ends."""

    place: int
    following: int
    leading: float
    trailing: float

    @property
    def left(self) -> float:
        """Return the left edge."""
        return min(self.leading, self.trailing)

    @property
    def right(self) -> float:
        """Return the right edge."""
        return max(self.leading, self.trailing)

    def distance(self, x: float) -> float:
        """Return how far a distance from the left edge of the text is outside; inside it is 0."""
        return max(self.left - x, x - self.right, 0.0)

    def place_near(self, x: float) -> int:
        """Return the place of the nearer edge."""
        is_before = abs(x - self.leading) <= abs(x - self.trailing)
        return self.place if is_before else self.following


class Line(ABC):
    """A line of a block; the vertical places are known once the block is arranged.

    ``y`` to ``next_y`` is all the line takes, ``top`` to ``bottom`` its letters, ``tag_top`` the
    upper edge of its tags.  ``visible_end`` leaves out the blanks at the end.
    """

    __slots__ = (
        "ascent",
        "baseline",
        "bottom",
        "coders",
        "descent",
        "end",
        "next_y",
        "start",
        "tag_top",
        "top",
        "visible_end",
        "y",
    )

    def __init__(self, start: int, end: int, ascent: float, descent: float) -> None:
        self.start = start
        self.end = self.visible_end = end
        self.ascent = ascent
        self.descent = descent
        self.y = self.top = self.baseline = self.bottom = self.next_y = self.tag_top = 0.0
        self.coders: tuple[CoderMark, ...] = ()

    @abstractmethod
    def x_of(self, place: int, *, is_trailing: bool = False) -> float:
        """Return the distance of a place from the left edge of the text.

        Where directions mix, a place is elsewhere as the trailing edge of what is before it.
        """

    @abstractmethod
    def place_near(self, x: float) -> int:
        """Return the place between characters nearest to a distance from the left edge."""

    @abstractmethod
    def place_under(self, x: float) -> int:
        """Return the place of the character at a distance from the left edge."""


class Block(ABC):
    """A shaped paragraph and, once arranged, everything that is painted with it."""

    __slots__ = (
        "_offsets",
        "arc_ends",
        "bold",
        "direction",
        "end",
        "grips",
        "grounds",
        "height",
        "index",
        "is_stale",
        "joints",
        "lanes",
        "lines",
        "outside",
        "start",
        "tags",
        "text",
    )

    def __init__(self, index: int, start: int, text: str, bold: Stretches) -> None:
        self.index = index
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.bold = bold
        self.direction: Direction = direction_of(text)
        self._offsets = OffsetMap(text)
        self.lines: Sequence[Line] = ()
        self.height = 0.0
        self.is_stale = True
        self.clear()

    def clear(self) -> None:
        """Forget what is painted with the text."""
        self.grounds: list[Ground] = []
        self.lanes: list[Lane] = []
        self.tags: list[Tag] = []
        self.joints: list[Joint] = []
        self.grips: list[Grip] = []
        self.arc_ends: dict[Id, ArcEnd] = {}
        self.outside: list[tuple[int, int]] = []

    def set_lines(self, lines: Sequence[Line], display: str) -> None:
        """Take the lines into which the text, as it is displayed, was broken."""
        self.lines = lines
        units = display.encode("utf-16-le", "surrogatepass")
        for line in lines:
            end = line.end
            while end > line.start and units[2 * end - 2 : 2 * end] in (b" \0", b"\t\0"):
                end -= 1
            line.visible_end = end

    # What shaping tells

    @abstractmethod
    def next_place(self, place: int) -> int:
        """Return the place after the character that begins at a place, the same at the end."""

    @abstractmethod
    def previous_place(self, place: int) -> int:
        """Return the place of the character that ends at a place, the same at the start."""

    @abstractmethod
    def find_word_edge(
        self, place: int, direction: int, *, is_end: bool, is_here: bool = False
    ) -> int | None:
        """Return the nearest start of a word (``is_end``: end) in a direction (1 or -1).

        The place itself counts with ``is_here`` only.
        """

    @abstractmethod
    def letters_width(self, letters: str) -> float:
        """Return the width that letters have on their own."""

    # Places

    def to_utf16(self, offset: int) -> int:
        """Return the place of an offset of the text, kept inside the block."""
        inside = max(0, min(len(self.text), offset - self.start))
        return self._offsets.to_utf16(inside)

    def to_code_point(self, place: int, is_ceiling: bool = False) -> int:
        """Return the offset of the text at a place of the block."""
        return self.start + self._offsets.to_code_point(place, is_ceiling)

    def line_at(self, place: int) -> Line:
        """Return the line that a caret at a place stands on."""
        return next((line for line in self.lines if place < line.end), self.lines[-1])

    def line_below(self, y: float) -> Line:
        """Return the line at a distance from the top of the block."""
        return next((line for line in self.lines if y < line.next_y), self.lines[-1])

    def place_near(self, line: Line, x: float) -> int:
        """Return the place of a caret nearest to a distance from the left edge of the text."""
        place = self._mixed_place(line, x) if self.direction.is_mixed else line.place_near(x)
        if place >= line.end and line is not self.lines[-1] and line.end > line.start:
            return max(line.start, line.visible_end)
        return place

    def place_under(self, line: Line, x: float) -> int:
        """Return the place of the character under a distance from the left edge of the text."""
        if self.direction.is_mixed:
            characters = self._wide_characters(line)
            nearest = min(characters, key=lambda one: one.distance(x), default=None)
            return nearest.place if nearest else line.start
        return max(line.start, min(line.place_under(x), line.visible_end - 1))

    def edges(self, line: Line, place: int) -> Run:
        """Return where the character at a place begins and where it ends."""
        following = self.next_place(place)
        if self.direction.is_mixed:
            return self._cluster(line, place, following)
        return line.x_of(place), line.x_of(following)

    def _mixed_place(self, line: Line, x: float) -> int:
        characters = self._wide_characters(line)
        if not characters:
            return line.start
        is_at_right = x > max(one.right for one in characters)
        if is_at_right or x < min(one.left for one in characters):
            return line.start if is_at_right == self.direction.is_right_to_left else line.end
        return min(characters, key=lambda one: one.distance(x)).place_near(x)

    def _wide_characters(self, line: Line) -> list[Character]:
        end = line.end if line is self.lines[-1] else line.visible_end
        return [one for one in self._characters(line, line.start, end) if one.right > one.left]

    def runs(self, line: Line, start: int, end: int) -> list[Run]:
        """Return where a stretch stands on a line: several runs where directions mix."""
        start = max(start, line.start)
        end = min(end, line.visible_end if line.visible_end > line.start else line.end)
        if end <= start:
            return []
        if not self.direction.is_mixed:
            return [(line.x_of(start), line.x_of(end))]
        characters = self._characters(line, start, end)
        return joined_runs([(one.left, one.right) for one in characters if one.right > one.left])

    def _characters(self, line: Line, place: int, end: int) -> Iterator[Character]:
        """Go over the characters of a line where directions mix."""
        while place < end:
            following = self.next_place(place)
            if following <= place:
                break
            yield Character(place, following, *self._cluster(line, place, following))
            place = following

    def _cluster(self, line: Line, place: int, following: int) -> Run:
        """Return the edges of one cluster, leading edge first."""
        leading = line.x_of(place)
        trailing = line.x_of(place, is_trailing=True)
        if abs(trailing - leading) >= 0.01:
            return leading, trailing
        # Qt gives no width to the first cluster of a run of the other direction.
        letters = self.text[
            self.to_code_point(place) - self.start : self.to_code_point(following) - self.start
        ]
        width = self.letters_width(letters)
        if width <= 0.5:
            return leading, trailing
        runs_leftward = self.direction.is_right_to_left
        near = line.x_of(following)
        far = line.x_of(following, is_trailing=True)
        is_apart = min(abs(far - near), abs(near - leading)) > 0.01
        if following < line.end and is_apart and (far > near) == runs_leftward:
            return (near - width if far > near else near + width), near
        return leading, (leading - width if runs_leftward else leading + width)


def joined_runs(clusters: Sequence[Run]) -> list[Run]:
    """Return clusters from left to right, those without a gap between them as one run."""
    joined: list[Run] = []
    for left, right in sorted(clusters):
        if joined and left <= joined[-1][1] + SEAM:
            joined[-1] = (joined[-1][0], max(right, joined[-1][1]))
        else:
            joined.append((left, right))
    return joined
