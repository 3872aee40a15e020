"""Sizes and the distances that follow from them, in pixels."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from annotator.gui.reader.geometry import Rect

PAD_TOP = 16.0
PAD_BOTTOM = 24.0
GUTTER = 44.0
"""Room at the left of the text, where arcs run."""
RIGHT_MARGIN = 30.0
ARC_ROOM = 7.0
ZOOM_RANGE = (0.4, 4.0)


@dataclass(frozen=True, slots=True)
class Typography:
    """What a reader can choose: faces, size, zoom, line spacing, characters a line at most.

    ``lane_scale`` widens the lanes where several coders stand under one line; ``gutter`` is the
    room at the left of the text.
    """

    family: str = ""
    tag_family: str = ""
    point_size: float = 12.5
    zoom: float = 1.0
    spacing: float = 1.62
    characters: float = 70
    lane_scale: float = 1.0
    gutter: float = GUTTER


@dataclass(frozen=True, slots=True)
class LetterSizes:
    """Sizes of the letters of the text; ``cap_height`` and ``tag_letters`` are those of tags.

    ``character`` is the usual width of one; ``tag_letters`` returns the width of a name.
    """

    height: float
    ascent: float
    descent: float
    character: float
    cap_height: float
    tag_letters: Callable[[str], float]


class Measures:
    """All sizes for one typography in a view of one width."""

    def __init__(self, typography: Typography, letters: LetterSizes, view_width: int) -> None:
        self.typography = typography
        self._letters = letters
        self._take_sizes(letters)
        self._letters_widths: dict[str, float] = {}
        width = max(view_width, 200)
        wanted = self.character * typography.characters * 1.06
        gutter = typography.gutter
        self.column = max(160.0, min(wanted, width - gutter - RIGHT_MARGIN))
        self.left = max(gutter, (width - self.column) / 2)

    def _take_sizes(self, letters: LetterSizes) -> None:
        height = letters.height
        self.height = height
        self.character = letters.character
        self.lead = height * (self.typography.spacing - 1)
        self.paragraph_gap = height * 0.18
        self.lane_height = max(4.0, height * 0.175) * self.typography.lane_scale
        self.lane_stroke = max(2.0, height * 0.088)
        self.ascent = letters.ascent - height * 0.14
        self.descent = letters.descent - height * 0.03
        self.full_ascent = letters.ascent + 0.6
        self.full_descent = letters.descent + 0.6
        self.cap_height = letters.cap_height
        self.tag_height = math.ceil(self.cap_height) + 6

    def letters_width(self, name: str) -> float:
        """Return the width of a name in the letters of tags."""
        width = self._letters_widths.get(name)
        if width is None:
            width = self._letters_widths[name] = self._letters.tag_letters(name)
        return width

    def tag_width(self, name: str) -> float:
        """Return the width of a tag with a name on it, which is cut where it is too long."""
        return min(max(self.tag_height, self.letters_width(name) + 7), self._widest_tag)

    @property
    def _widest_tag(self) -> float:
        return self.column + RIGHT_MARGIN - 6

    def name_rect(self, tag: Rect, name: str) -> Rect:
        """Return the place of a tag that shows a longer name, kept inside the text column."""
        width = min(max(tag.width, self.letters_width(name) + 9), self._widest_tag)
        x = max(0.0, min(tag.left, self.column + 24 - width))
        return Rect(x, tag.top, width, tag.height)

    def estimate(self, length: int) -> float:
        """Return about how high a paragraph of so many characters is."""
        fitting = max(8.0, self.column / (self.character * 1.02))
        lines = math.ceil(length / fitting) or 0.5
        return self.height * self.typography.spacing * lines + self.paragraph_gap
