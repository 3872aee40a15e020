"""One paragraph, shaped: its lines, and where characters stand on them.

Offsets in a block are UTF-16 units from its start, as Qt counts; ``to_utf16`` and
``to_code_point`` are the way from and to the offsets of the text.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from annotator.gui.reader.display import Direction, direction_of, paragraph_display
from annotator.gui.reader.measures import Measures
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


class Line:
    """A line of a block; the vertical places are known once the block is arranged.

    ``y`` to ``next_y`` is all the line takes, ``top`` to ``bottom`` its letters, ``tag_top`` the
    upper edge of its tags.  ``visible_end`` leaves out the blanks at the end.
    """

    __slots__ = (
        "baseline",
        "bottom",
        "coders",
        "end",
        "next_y",
        "start",
        "tag_top",
        "text_line",
        "top",
        "visible_end",
        "y",
    )

    def __init__(self, text_line: QTextLine) -> None:
        self.text_line = text_line
        self.start = text_line.textStart()
        self.end = self.visible_end = self.start + text_line.textLength()
        self.y = self.top = self.baseline = self.bottom = self.next_y = self.tag_top = 0.0
        self.coders: tuple[CoderMark, ...] = ()

    def x_of(self, place: int, edge: QTextLine.Edge = QTextLine.Edge.Leading) -> float:
        """Return the distance of a place from the left edge of the text."""
        return cast("tuple[float, int]", self.text_line.cursorToX(place, edge))[0]


class Block:
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
        "layout",
        "lines",
        "metrics",
        "outside",
        "start",
        "tags",
        "text",
    )

    def __init__(
        self, index: int, start: int, text: str, measures: Measures, bold: Stretches
    ) -> None:
        self.index = index
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.bold = bold
        self.metrics = measures.metrics
        self.direction: Direction = direction_of(text)
        self._offsets = OffsetMap(text)
        display = paragraph_display(text)
        self.layout = QTextLayout(display, measures.font)
        self._shape(measures)
        self._find_visible_ends(display)
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
        place: int = line.text_line.xToCursor(x)
        if place >= line.end and line is not self.lines[-1] and line.end > line.start:
            return max(line.start, line.visible_end)
        return place

    def place_under(self, line: Line, x: float) -> int:
        """Return the place of the character under a distance from the left edge of the text."""
        on_character = QTextLine.CursorPosition.CursorOnCharacter
        place: int = line.text_line.xToCursor(x, on_character)
        return max(line.start, min(place, line.visible_end - 1))

    def runs(self, line: Line, start: int, end: int) -> list[Run]:
        """Return where a stretch stands on a line: several runs where directions mix."""
        start = max(start, line.start)
        end = min(end, line.visible_end if line.visible_end > line.start else line.end)
        if end <= start:
            return []
        if not self.direction.is_mixed:
            return [(line.x_of(start), line.x_of(end))]
        clusters: list[Run] = []
        place = start
        while place < end:
            following = self.layout.nextCursorPosition(place)
            if following <= place:
                break
            left, right = sorted(self._cluster(line, place, following))
            if right > left:
                clusters.append((left, right))
            place = following
        return _joined(clusters)

    def _cluster(self, line: Line, place: int, following: int) -> Run:
        """Return the edges of one cluster, leading edge first."""
        trailing_edge = QTextLine.Edge.Trailing
        leading = line.x_of(place)
        trailing = line.x_of(place, trailing_edge)
        if abs(trailing - leading) >= 0.01:
            return leading, trailing
        # Qt gives no width to the first cluster of a run of the other direction.
        letters = self.text[
            self.to_code_point(place) - self.start : self.to_code_point(following) - self.start
        ]
        width = self.metrics.horizontalAdvance(letters)
        if width <= 0.5:
            return leading, trailing
        runs_leftward = self.direction.is_right_to_left
        near = line.x_of(following)
        far = line.x_of(following, trailing_edge)
        is_apart = min(abs(far - near), abs(near - leading)) > 0.01
        if following < line.end and is_apart and (far > near) == runs_leftward:
            return (near - width if far > near else near + width), near
        return leading, (leading - width if runs_leftward else leading + width)

    def _shape(self, measures: Measures) -> None:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTabStopDistance(measures.character * 8)
        leftward = self.direction.is_right_to_left
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if leftward else Qt.LayoutDirection.LeftToRight
        )
        layout = self.layout
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        if self.bold:
            layout.setFormats([self._bold_format(*stretch) for stretch in self.bold])
        self.lines: list[Line] = []
        layout.beginLayout()
        while (text_line := layout.createLine()).isValid():
            text_line.setLineWidth(measures.column)
            self.lines.append(Line(text_line))
        layout.endLayout()

    def _bold_format(self, start: int, end: int) -> QTextLayout.FormatRange:
        letters = QTextCharFormat()
        letters.setFontWeight(QFont.Weight.DemiBold)
        stretch = QTextLayout.FormatRange()
        stretch.start = self.to_utf16(self.start + start)
        stretch.length = self.to_utf16(self.start + end) - stretch.start
        stretch.format = letters
        return stretch

    def _find_visible_ends(self, display: str) -> None:
        units = display.encode("utf-16-le", "surrogatepass")
        for line in self.lines:
            end = line.end
            while end > line.start and units[2 * end - 2 : 2 * end] in (b" \0", b"\t\0"):
                end -= 1
            line.visible_end = end


def _joined(clusters: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for left, right in sorted(clusters):
        if joined and left <= joined[-1][1] + SEAM:
            joined[-1] = (joined[-1][0], max(right, joined[-1][1]))
        else:
            joined.append((left, right))
    return joined
