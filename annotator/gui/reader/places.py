"""From points of the viewport to the text, and from the text to points."""

from __future__ import annotations

from annotator.gui.reader.block import Block, Line
from annotator.gui.reader.geometry import Point, Rect
from annotator.gui.reader.page import Page, Placed
from annotator.gui.reader.painted import Grip
from annotator.gui.reader.span_index import innermost_first
from annotator.model.identity import Id
from annotator.model.span import Span

GRIP_REACH = 7.0
"""Pixels around the round foot of a grip where the mouse takes hold of it."""
GRIP_RISE = 3.0
"""Pixels over the foot that still belong to it; higher up a selection is begun."""

BEFORE_MIDDLE = 0.35
"""How far into a character a point lies that stands for the offset before it."""


def offset_at(page: Page, point: Point, visible: list[Placed]) -> int:
    """Return the offset between two characters that is nearest to a point."""
    block, line = _line_at(point, visible)
    return block.to_code_point(block.place_near(line, point.x - page.measures.left))


def character_at(page: Page, point: Point, visible: list[Placed]) -> int:
    """Return the offset of the character under a point, or of the nearest on its line."""
    block, line = _line_at(point, visible)
    return block.to_code_point(block.place_under(line, point.x - page.measures.left))


def _line_at(point: Point, visible: list[Placed]) -> tuple[Block, Line]:
    block, top = next((p for p in visible if point.y < p.y + p.block.height), visible[-1])
    return block, block.line_below(point.y - top)


def spans_under(page: Page, point: Point, visible: list[Placed]) -> list[Span]:
    """Return the spans under a point: that of a tag or lane, else all there, innermost first."""
    for block, top in visible:
        if top <= point.y < top + block.height:
            inside = Point(point.x - page.measures.left, point.y - top)
            return _spans_in(block, inside, page.measures.lane_height)
    return []


def _spans_in(block: Block, point: Point, lane_height: float) -> list[Span]:
    x, y = point.x, point.y
    tagged = next((tag.span for tag in block.tags if tag.rect.contains(point)), None)
    if tagged is not None:
        return [tagged]
    for lane in block.lanes:
        if lane.left <= x <= lane.right and lane.y - 1 <= y <= lane.y + lane_height - 0.5:
            return [lane.span]
    grounds = (g for g in block.grounds if g.left <= x <= g.right and g.top <= y <= g.bottom)
    return innermost_first({ground.span.id: ground.span for ground in grounds}.values())


def grip_at(page: Page, point: Point, visible: list[Placed], span_id: Id | None) -> Grip | None:
    """Return the end of a span whose grip lies under a point; the letters above it do not count."""
    nearest: Grip | None = None
    best = GRIP_REACH
    for block, top in visible:
        for grip in block.grips:
            y = point.y - top - grip.bottom
            if grip.span.id == span_id and -GRIP_RISE <= y <= GRIP_REACH:
                distance = abs(point.x - page.measures.left - grip.x)
                if distance <= best:
                    nearest, best = grip, distance
    return nearest


def grip_points(
    page: Page, visible: list[Placed], span_id: Id | None
) -> list[tuple[int, bool, Point]]:
    """Return the grips of a span on view: number of the fragment, whether its end, where."""
    left = page.measures.left
    return [
        (grip.fragment, grip.is_end, Point(left + grip.x, top + grip.bottom + 1))
        for block, top in visible
        for grip in block.grips
        if grip.span.id == span_id
    ]


def caret_rect(page: Page, offset: int, visible: list[Placed]) -> Rect:
    """Return the caret at an offset; for a place that is not on view, about where it would be."""
    block, line = page.line_of(offset)
    top = _top_of(page, block, visible)
    x = page.measures.left + line.x_of(block.to_utf16(offset))
    return Rect(x - 0.6, top + line.top - 2, 1.6, line.bottom - line.top + 4)


def point_of(page: Page, offset: int, visible: list[Placed]) -> Point:
    """Return a point in the character after an offset, in that half of it where it begins."""
    block, line = page.line_of(offset)
    top = _top_of(page, block, visible)
    start = block.to_utf16(offset)
    leading, trailing = block.edges(line, start)
    x = leading + BEFORE_MIDDLE * (trailing - leading)
    return Point(page.measures.left + x, top + (line.top + line.bottom) / 2)


def extent_rects(page: Page, start: int, end: int, visible: list[Placed]) -> list[Rect]:
    """Return the rectangles of a stretch of the text, one for each of its lines on view."""
    rects = []
    for placed in visible:
        block = placed.block
        if end > block.start and start < block.end:
            for line in block.lines:
                rects += line_rects(page, placed, line, start, end)
    return rects


def line_rects(page: Page, placed: Placed, line: Line, start: int, end: int) -> list[Rect]:
    """Return the rectangles of a stretch of the text on one line."""
    block, top = placed
    runs = block.runs(line, block.to_utf16(start), block.to_utf16(end))
    left = page.measures.left
    height = line.bottom - line.top + 2
    return [Rect(left + a, top + line.top - 1, b - a, height) for a, b in runs]


def _top_of(page: Page, block: Block, visible: list[Placed]) -> float:
    top = next((placed.y for placed in visible if placed.block is block), None)
    return page.top_of(block.index) if top is None else top
