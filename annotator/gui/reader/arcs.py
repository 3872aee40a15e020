"""Arcs of relations: of the focused or hovered span only, so that they never become a thicket.

Arcs on one line run over its tags.  All others leave for the margin at the left: at the end of the
span in focus they share one trunk, at the other end each has a row of its own and its name there.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotator.gui.reader.look import Paints
from annotator.gui.reader.measures import Measures
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


class Arc(NamedTuple):
    """One arc, ready to paint: the arrow stands at ``tip``, the name in ``name_rect``."""

    path: QPainterPath
    tip: QPointF | None
    line: QColor
    text: QColor
    name: str
    name_rect: QRectF | None


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

    def __init__(
        self, page: Page, scene: Scene, paints: Paints, visible: list[Placed], height: float
    ) -> None:
        self._page = page
        self._paints = paints
        self._focus = scene.focused or scene.hovered
        self._relations = scene.relations.get(self._focus, []) if self._focus else []
        self._bottom = height + BEYOND
        self._first = visible[0].block.start if visible else 0
        self._ends = self._places(visible) if self._relations else {}
        self._rows: dict[tuple[int, int], list[list[tuple[float, float]]]] = {}
        self._trunks: dict[tuple[int, int], float] = {}
        self._names: list[QRectF] = []
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
        path = QPainterPath(QPointF(from_x, start.top - 1))
        path.lineTo(from_x, y + ROUND)
        path.quadTo(from_x, y, from_x + bend, y)
        path.lineTo(to_x - bend, y)
        path.quadTo(to_x, y, to_x, y + ROUND)
        tip = QPointF(to_x, end.top - 1)
        path.lineTo(tip)
        return self._arc(link, path, tip, Stretch((from_x + to_x) / 2, y, abs(to_x - from_x)))

    def _through_margin(self, link: Link) -> Arc:
        """Run through the margin at the left, or out of view where one end is not on view."""
        margin = self._page.measures.left - 13 - 7 * (self._in_margin % 4)
        self._in_margin += 1
        is_down = self._is_down(link)
        path = QPainterPath()
        stretch = self._leave(path, link, margin, is_down)
        arrival = self._arrive(path, link, margin, is_down)
        tip = QPointF(link.end.left + 8, link.end.top - 1) if link.end else None
        if link.source.id == self._focus:
            stretch = arrival
        return self._arc(link, path, tip, stretch)

    def _leave(
        self, path: QPainterPath, link: Link, margin: float, is_down: bool
    ) -> Stretch | None:
        start = link.start
        if start is None:
            path.moveTo(margin, -BEYOND if link.source.start < self._first else self._bottom)
            return None
        x = start.left + 8
        y = self._stem(link.source, start, margin, x)
        path.moveTo(x, start.top - 1)
        path.lineTo(x, y + ROUND)
        path.quadTo(x, y, x - ROUND, y)
        path.lineTo(margin + ROUND, y)
        path.quadTo(margin, y, margin, y + (ROUND if is_down else -ROUND))
        return Stretch((margin + x) / 2, y, x - margin)

    def _arrive(
        self, path: QPainterPath, link: Link, margin: float, is_down: bool
    ) -> Stretch | None:
        end = link.end
        if end is None:
            path.lineTo(margin, self._bottom if is_down else -BEYOND)
            return None
        x = end.left + 8
        y = self._stem(link.target, end, margin, x)
        path.lineTo(margin, y - (ROUND if is_down else -ROUND))
        path.quadTo(margin, y, margin + ROUND, y)
        path.lineTo(x - ROUND, y)
        path.quadTo(x, y, x, y + ROUND)
        path.lineTo(x, end.top - 1)
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
        name = self._paints.label(span.label).look.name if span else ""
        return self._page.measures.letters_width(name)

    def _arc(
        self, link: Link, path: QPainterPath, tip: QPointF | None, stretch: Stretch | None
    ) -> Arc:
        paint = self._paints.label(link.source.label)
        name = self._paints.look.relations.get(link.relation.label, "")
        rect = self._name_rect(name, stretch) if name and stretch else None
        return Arc(path, tip, paint.line, paint.text, name, rect)

    def _name_rect(self, name: str, stretch: Stretch) -> QRectF | None:
        """Return a place on the arc where its name covers no other name."""
        measures = self._page.measures
        width = measures.letters_width(name) + 8
        for shift in SHIFTS:
            if abs(shift) * stretch.length + width / 2 >= stretch.length / 2 - 14:
                continue
            x = stretch.middle + shift * stretch.length - width / 2
            rect = QRectF(x, stretch.y - measures.tag_height / 2, width, measures.tag_height)
            if not any(rect.intersects(other) for other in self._names):
                self._names.append(rect)
                return rect
        return None


def paint_arcs(painter: QPainter, arcs: list[Arc], measures: Measures, paints: Paints) -> None:
    """Paint arcs with their arrows and names."""
    for arc in arcs:
        pen = QPen(arc.line, 1.5)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(arc.path)
        painter.setPen(Qt.PenStyle.NoPen)
        if arc.tip is not None:
            painter.setBrush(arc.line)
            painter.drawPath(_arrow(arc.tip))
        if arc.name_rect is not None:
            painter.setBrush(paints.background)
            painter.drawRoundedRect(arc.name_rect, 4, 4)
            painter.setPen(arc.text)
            painter.setFont(measures.tag_font)
            middle = arc.name_rect.center().y()
            baseline = QPointF(arc.name_rect.x() + 4, middle + measures.cap_height / 2)
            painter.drawText(baseline, arc.name)


def _arrow(tip: QPointF) -> QPainterPath:
    path = QPainterPath(QPointF(tip.x() - 3.2, tip.y() - 5.5))
    path.lineTo(tip.x(), tip.y() + 0.5)
    path.lineTo(tip.x() + 3.2, tip.y() - 5.5)
    path.closeSubpath()
    return path


def _is_level(link: Link) -> bool:
    return bool(link.start and link.end and link.start.line == link.end.line)


def _reach(link: Link) -> float:
    if link.start and link.end and link.start.line == link.end.line:
        return abs(link.start.left - link.end.left)
    return float("inf")
