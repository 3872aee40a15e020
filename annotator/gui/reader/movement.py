"""Steps of the caret through the text: characters as people see them, words, lines, pages."""

from __future__ import annotations

from typing import Literal, NamedTuple

from annotator.gui.reader.block import Block, Line
from annotator.gui.reader.page import Page
from annotator.model.extent import Extent
from annotator.text.tokens import word_at

Unit = Literal["grapheme", "word", "word_start", "word_end"]
"""A grapheme is a character as people see it; ``word`` is the caret's step, which stops where words
begin; ``word_start`` and ``word_end`` are for the ends of a span."""


def next_offset(page: Page, offset: int, unit: Unit, direction: int) -> int:
    """Return the offset one step onward (``direction`` 1) or back (-1) in the text."""
    if unit == "grapheme":
        return _next_grapheme(page, offset, direction)
    return _next_word(page, offset, direction, is_end=unit == "word_end")


def _next_grapheme(page: Page, offset: int, direction: int) -> int:
    block = page.block_at(offset)
    place = block.to_utf16(offset)
    if direction > 0:
        following = block.next_place(place)
        if following > place:
            return block.to_code_point(following)
        return _start_of(page, block.index + 1)
    previous = block.previous_place(place)
    if previous < place:
        return block.to_code_point(previous)
    if block.index == 0:
        return 0
    end = page.paragraphs.ends[block.index - 1]
    if end < offset:
        return end
    earlier = page.block(block.index - 1)
    return earlier.to_code_point(earlier.previous_place(earlier.to_utf16(end)))


def _next_word(page: Page, offset: int, direction: int, *, is_end: bool) -> int:
    index = page.paragraphs.index_at(offset)
    place: int | None = page.block(index).to_utf16(offset)
    while 0 <= index < len(page.paragraphs):
        block = page.block(index)
        is_here = place is None
        if place is None:
            place = 0 if direction > 0 else block.to_utf16(block.end)
        edge = block.find_word_edge(place, direction, is_end=is_end, is_here=is_here)
        if edge is not None:
            return block.to_code_point(edge)
        index += direction
        place = None
    return len(page.text) if direction > 0 else 0


def word_around(page: Page, offset: int) -> tuple[int, int]:
    """Return start and end of the word at a code point; after a word, its own."""
    return word_at(page.text, offset)


def line_around(page: Page, offset: int) -> tuple[int, int]:
    """Return start and end of the whole line of the text that an offset lies in."""
    return page.paragraphs.line_around(page.paragraphs.index_at(offset))


def line_edge(page: Page, offset: int, *, is_end: bool) -> int:
    """Return where the line on screen begins or ends."""
    block, line = page.line_of(offset)
    if not is_end:
        return block.to_code_point(line.start)
    return block.to_code_point(_last_place(page, block, line))


class Climb(NamedTuple):
    """A step over lines: the offset reached, and the pixels gone."""

    offset: int
    distance: float


def climb(page: Page, offset: int, x: float, direction: int, distance: float = 0.0) -> Climb:
    """Go up or down by a line, or by the lines of a distance, keeping to one x of the text."""
    block, line = page.line_of(offset)
    number = block.lines.index(line)
    gone = 0.0
    while True:
        gone += line.next_y - line.y
        neighbour = _neighbour(page, block, number, direction)
        if neighbour is None:
            return Climb(len(page.text) if direction > 0 else 0, gone)
        block, number = neighbour
        line = block.lines[number]
        if gone >= distance:
            place = min(block.place_near(line, x), _last_place(page, block, line))
            return Climb(block.to_code_point(place), gone)


def x_of(page: Page, offset: int) -> float:
    """Return the distance of a caret from the left edge of the text."""
    block, line = page.line_of(offset)
    return line.x_of(block.to_utf16(offset))


def moved_grip(
    page: Page, fragments: tuple[Extent, ...], fragment: int, is_end: bool, offset: int
) -> tuple[Extent, ...]:
    """Return fragments with one end moved to an offset, or as near as its neighbours let it."""
    part = fragments[fragment]
    if is_end:
        later = fragments[fragment + 1].start if fragment + 1 < len(fragments) else len(page.text)
        least = next_offset(page, part.start, "grapheme", 1)
        new = Extent(part.start, min(max(offset, least), later))
    else:
        earlier = fragments[fragment - 1].end if fragment else 0
        most = next_offset(page, part.end, "grapheme", -1)
        new = Extent(max(min(offset, most), earlier), part.end)
    return (*fragments[:fragment], new, *fragments[fragment + 1 :])


def _last_place(page: Page, block: Block, line: Line) -> int:
    """Return the last place of a caret on a line: where the next begins, it stands on that."""
    following = block.index + 1
    goes_on = following < len(page.paragraphs) and page.paragraphs.continues[following]
    if line is block.lines[-1] and not goes_on:
        return line.end
    if line.visible_end < line.end:
        return line.visible_end
    return max(line.start, block.previous_place(line.end))


def _neighbour(page: Page, block: Block, number: int, direction: int) -> tuple[Block, int] | None:
    number += direction
    if 0 <= number < len(block.lines):
        return block, number
    index = block.index + direction
    if not 0 <= index < len(page.paragraphs):
        return None
    other = page.block(index)
    return other, 0 if direction > 0 else len(other.lines) - 1


def _start_of(page: Page, index: int) -> int:
    starts = page.paragraphs.starts
    return starts[index] if index < len(starts) else len(page.text)
