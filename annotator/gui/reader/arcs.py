"""Arcs of relations: of the focused or hovered span only, so that they never become a thicket.

Arcs on one line run over its tags.  All others leave for the margin at the left: at the end of the
span in focus they share one trunk, at the other end each has a row of its own and its name there.
"""

from __future__ import annotations

from typing import NamedTuple

from annotator.gui.reader.geometry import Point, Rect
from annotator.gui.reader.page import Page, Placed
from annotator.gui.reader.scene import Scene
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.span import Span

ROUND = 5.0
ROW = 6.0
ROWS = 4
"""Rows of arcs over a line before they share the last one."""
BEYOND = 40.0
"""How far out of the viewport an arc runs to an end that is not on view."""
SHIFTS = (0.0, -0.25, 0.25, -0.36, 0.36)
"""Places of a name along its arc, in parts of its length, the best first."""


class Step(NamedTuple):
    """A step of an arc to a point, straight or bent by a corner."""

    end: Point
    corner: Point | None = None


class Way:
    """The line along which an arc runs."""

    def __init__(self, x: float, y: float) -> None:
        self.start = Point(x, y)
        self.steps: list[Step] = []

    def go(self, x: float, y: float) -> None:
        """Go straight to a point."""
        self.steps.append(Step(Point(x, y)))

    def turn(self, corner_x: float, corner_y: float, x: float, y: float) -> None:
        """Go around a corner to a point."""
        self.steps.append(Step(Point(x, y), Point(corner_x, corner_y)))

    def points(self) -> list[Point]:
        """Return where it begins and where each step ends."""
        return [self.start, *(step.end for step in self.steps)]


class Arc(NamedTuple):
    """One arc in the colours of a label; its arrow is at ``tip``, its name in ``name_rect``."""

    way: Way
    tip: Point | None
    label: str
    name: str
    name_rect: Rect | None


class End(NamedTuple):
    """Where an arc begins or ends, in the viewport; ``line`` tells lines apart."""

    left: float
    right: float
    top: float
    tag_top: float
    line: tuple[int, int]


class Stretch(NamedTuple):
    """A level part of an arc that may carry its name."""

    middle: float
    y: float
    length: float


class Link(NamedTuple):
    """A relation with its spans, and their places as far as they are on view."""

    relation: Relation
    source: Span
    target: Span
    start: End | None
    end: End | None


class ArcPlan:
    """Finds the way of every arc for one state of the view."""

    def __init__(self, page: Page, scene: Scene, visible: list[Placed], height: float) -> None:
        self._page = page
        self._focus = scene.focused or scene.hovered
        self._relations = scene.relations.get(self._focus, []) if self._focus else []
        self._bottom = height + BEYOND
        self._first = visible[0].block.start if visible else 0
        self._ends = self._places(visible) if self._relations else {}
        self._rows: dict[tuple[int, int], list[list[tuple[float, float]]]] = {}
        self._trunks: dict[tuple[int, int], float] = {}
        self._names: list[Rect] = []
        self._in_margin = 0

    def arcs(self) -> list[Arc]:
        """Return the arcs to paint, the shortest first."""
        links = [link for link in map(self._link, self._relations) if link is not None]
        links.sort(key=_reach)
        arcs = (self._over(k) if _is_level(k) else self._through_margin(k) for k in links)
        return [arc for arc in arcs if arc is not None]

    def _places(self, visible: list[Placed]) -> dict[Id, End]:
        left = self._page.measures.left
        return {
            span_id: End(
                left + end.left,
                left + end.right,
                y + end.top,
                y + end.tag_top,
                (block.index, end.line),
            )
            for block, y in visible
            for span_id, end in block.arc_ends.items()
        }

    def _link(self, relation: Relation) -> Link | None:
        spans = self._page.spans.by_id
        source, target = spans.get(relation.source_id), spans.get(relation.target_id)
        start = self._ends.get(relation.source_id)
        end = self._ends.get(relation.target_id)
        if source is None or target is None or not (start or end):
            return None
        return Link(relation, source, target, start, end)

    # Two ways

    def _over(self, link: Link) -> Arc | None:
        """Run from tag to tag over the line that both stand on."""
        start, end = link.start, link.end
        assert start is not None
        assert end is not None
        if abs(start.left - end.left) < self._focused_width() + 14:
            return None  # It would lie under the name on the tag in focus.
        sign = 1 if end.left > start.left else -1
        from_x = start.right - 6 if sign > 0 else start.left + 6
        to_x = end.left + 6 if sign > 0 else end.right - 6
        if (to_x - from_x) * sign < 12:
            from_x, to_x = (start.left + start.right) / 2, (end.left + end.right) / 2
        y = self._row(start, from_x, to_x)
        bend = min(ROUND, abs(to_x - from_x) / 2) * sign
        way = Way(from_x, start.top - 1)
        way.go(from_x, y + ROUND)
        way.turn(from_x, y, from_x + bend, y)
        way.go(to_x - bend, y)
        way.turn(to_x, y, to_x, y + ROUND)
        way.go(to_x, end.top - 1)
        stretch = Stretch((from_x + to_x) / 2, y, abs(to_x - from_x))
        return self._arc(link, way, Point(to_x, end.top - 1), stretch)

    def _through_margin(self, link: Link) -> Arc:
        """Run through the margin at the left, or out of view where one end is not on view."""
        margin = self._page.measures.left - 13 - 7 * (self._in_margin % 4)
        self._in_margin += 1
        is_down = self._is_down(link)
        way, stretch = self._leave(link, margin, is_down)
        arrival = self._arrive(way, link, margin, is_down)
        tip = Point(link.end.left + 8, link.end.top - 1) if link.end else None
        if link.source.id == self._focus:
            stretch = arrival
        return self._arc(link, way, tip, stretch)

    def _leave(self, link: Link, margin: float, is_down: bool) -> tuple[Way, Stretch | None]:
        start = link.start
        if start is None:
            is_above = link.source.start < self._first
            return Way(margin, -BEYOND if is_above else self._bottom), None
        x = start.left + 8
        y = self._stem(link.source, start, margin, x)
        way = Way(x, start.top - 1)
        way.go(x, y + ROUND)
        way.turn(x, y, x - ROUND, y)
        way.go(margin + ROUND, y)
        way.turn(margin, y, margin, y + (ROUND if is_down else -ROUND))
        return way, Stretch((margin + x) / 2, y, x - margin)

    def _arrive(self, way: Way, link: Link, margin: float, is_down: bool) -> Stretch | None:
        end = link.end
        if end is None:
            way.go(margin, self._bottom if is_down else -BEYOND)
            return None
        x = end.left + 8
        y = self._stem(link.target, end, margin, x)
        way.go(margin, y - (ROUND if is_down else -ROUND))
        way.turn(margin, y, margin + ROUND, y)
        way.go(x - ROUND, y)
        way.turn(x, y, x, y + ROUND)
        way.go(x, end.top - 1)
        return Stretch((margin + x) / 2, y, x - margin)

    def _is_down(self, link: Link) -> bool:
        if link.end is None:
            return link.target.start > self._first
        if link.start is None:
            return link.source.start < self._first
        return link.end.tag_top > link.start.tag_top

    # Rows and names

    def _stem(self, span: Span, end: End, from_x: float, to_x: float) -> float:
        """Return the height at which an arc runs at one of its ends."""
        if span.id != self._focus:
            return self._row(end, from_x, to_x)
        if end.line not in self._trunks:
            self._trunks[end.line] = self._row(end, from_x, to_x)
        return self._trunks[end.line]

    def _row(self, end: End, from_x: float, to_x: float) -> float:
        low, high = min(from_x, to_x) - 5, max(from_x, to_x) + 5
        rows = self._rows.setdefault(end.line, [])
        free = (k for k, row in enumerate(rows) if all(high <= a or low >= b for a, b in row))
        row = next(free, len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append((low, high))
        return end.tag_top - 5 - ROW * min(row, ROWS - 1)

    def _focused_width(self) -> float:
        span = self._page.spans.by_id.get(self._focus) if self._focus else None
        name = self._page.look.label(span.label).name if span else ""
        return self._page.measures.letters_width(name)

    def _arc(self, link: Link, way: Way, tip: Point | None, stretch: Stretch | None) -> Arc:
        name = self._page.look.relations.get(link.relation.label, "")
        rect = self._name_rect(name, stretch) if name and stretch else None
        return Arc(way, tip, link.source.label, name, rect)

    def _name_rect(self, name: str, stretch: Stretch) -> Rect | None:
        """Return a place on the arc where its name covers no other name."""
        measures = self._page.measures
        width = measures.letters_width(name) + 8
        for shift in SHIFTS:
            if abs(shift) * stretch.length + width / 2 >= stretch.length / 2 - 14:
                continue
            x = stretch.middle + shift * stretch.length - width / 2
            rect = Rect(x, stretch.y - measures.tag_height / 2, width, measures.tag_height)
            if not any(rect.overlaps(other) for other in self._names):
                self._names.append(rect)
                return rect
        return None


def _is_level(link: Link) -> bool:
    return bool(link.start and link.end and link.start.line == link.end.line)


def _reach(link: Link) -> float:
    if link.start and link.end and link.start.line == link.end.line:
        return abs(link.start.left - link.end.left)
    return float("inf")
