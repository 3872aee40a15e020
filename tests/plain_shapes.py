"""Paragraphs in letters of one width, to lay out without a screen."""

from __future__ import annotations

import itertools
import re

from annotator.gui.reader.block import Block, Line, Stretches
from annotator.gui.reader.measures import LetterSizes, Measures, Typography

LETTER = 10.0
"""The width of every letter."""
COLUMN = 20
"""Letters a line."""
SIZES = LetterSizes(20.0, 15.0, 5.0, LETTER, 8.0, lambda name: LETTER * len(name))
WIDTH = round(COLUMN * LETTER + 44 + 30)
"""A view as wide as a column and its margins."""


def plain_measures(width: int = WIDTH, **wishes: float) -> Measures:
    return Measures(Typography(**wishes), SIZES, width)


class PlainLine(Line):
    """A line of letters beside each other; with ``is_leftward`` from the right edge on."""

    def __init__(self, start: int, end: int, *, is_leftward: bool = False) -> None:
        super().__init__(start, end, SIZES.ascent, SIZES.descent)
        self.is_leftward = is_leftward

    def x_of(self, place: int, *, is_trailing: bool = False) -> float:
        x = LETTER * (place - self.start + is_trailing)
        return COLUMN * LETTER - x if self.is_leftward else x

    def place_near(self, x: float) -> int:
        return max(self.start, min(self.start + round(x / LETTER), self.end))

    def place_under(self, x: float) -> int:
        return max(self.start, min(self.start + int(x // LETTER), self.end))


class PlainBlock(Block):
    """A paragraph of plain lines, broken behind the last blank that fits."""

    def __init__(
        self, index: int, start: int, text: str, bold: Stretches = (), letters: int = COLUMN
    ) -> None:
        super().__init__(index, start, text, bold)
        found = re.findall(rf".{{1,{letters}}}(?:\s+|$)|.{{1,{letters}}}", text) or [""]
        edges = [sum(map(len, found[:number])) for number in range(len(found) + 1)]
        leftward = self.direction.is_right_to_left
        lines = [PlainLine(*one, is_leftward=leftward) for one in itertools.pairwise(edges)]
        self.set_lines(lines, text)

    def next_place(self, place: int) -> int:
        return min(place + 1, len(self.text))

    def previous_place(self, place: int) -> int:
        return max(place - 1, 0)

    def find_word_edge(
        self, place: int, direction: int, *, is_end: bool, is_here: bool = False
    ) -> int | None:
        found = re.finditer(r"\w+", self.text)
        edges = [word.end() if is_end else word.start() for word in found]
        if is_here and place in edges:
            return place
        beyond = [edge for edge in edges if (edge - place) * direction > 0]
        return min(beyond, key=lambda edge: abs(edge - place), default=None)

    def letters_width(self, letters: str) -> float:
        return LETTER * len(letters)


class PlainShaper:
    """Shapes every paragraph in plain letters, and remembers which."""

    def __init__(self, width: int = WIDTH, letters: int = COLUMN, **wishes: float) -> None:
        self.letters = letters
        self.measures = plain_measures(width, **wishes)
        self.shaped: list[int] = []

    def shape(self, index: int, start: int, text: str, bold: Stretches) -> Block:
        self.shaped.append(index)
        return PlainBlock(index, start, text, bold, self.letters)
