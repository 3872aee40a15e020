"""Where marks stand around the lines of a paragraph; the text is not shaped again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from annotator.gui.reader.block import Block, Line, Stretches
from annotator.gui.reader.geometry import Rect
from annotator.gui.reader.look import ViewLook
from annotator.gui.reader.measures import ARC_ROOM, Measures
from annotator.gui.reader.painted import ArcEnd, CoderMark, Grip, Ground, Joint, Lane, Run, Tag
from annotator.model.identity import Id
from annotator.model.span import Span
from annotator.text.lanes import TagWish, place_tags, stack_lanes

DRIFT = 52.0
"""How far a tag may queue to the right of the start of its span."""
OVERHANG = 24.0
"""How far a tag may stand out of the text column."""
CODER_AIR = 0.55
"""Room between the lanes of two coders, in lanes."""
CODER_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
THINNEST = 3.0
"""Pixels that a mark on characters without width takes."""


class Piece(NamedTuple):
    """A fragment as far as it lies in a block: ``lane`` is the coder's place and the lane."""

    span: Span
    fragment: int
    start: int
    end: int
    begins_here: bool
    ends_here: bool
    lane: tuple[int, int]


class Segment(NamedTuple):
    """A piece as far as it lies on a line."""

    piece: Piece
    runs: list[Run]
    lane: float
    is_start: bool
    is_end: bool


class PlacedTag(NamedTuple):
    """A tag with its left edge, its width and its row."""

    segment: Segment
    row: int
    left: float
    width: float
    name: str


class Arrangement:
    """The rules by which blocks are arranged for one look, one set of measures, some coders."""

    def __init__(
        self, measures: Measures, look: ViewLook, coders: Sequence[Id] = (), text: str = ""
    ) -> None:
        self.measures = measures
        self.look = look
        self._text = text
        self._coders: Mapping[Id, int] = {coder: place for place, coder in enumerate(coders)}
        self._has_coders = len(coders) > 1
        self._arc_room = ARC_ROOM if look.relations else 0.0

    def bold_stretches(self, start: int, end: int, spans: Sequence[Span]) -> Stretches:
        """Return the semi-bold stretches of a paragraph, in code points from its start."""
        return tuple(
            (max(part.start, start) - start, min(part.end, end) - start)
            for span in spans
            if self.look.label(span.label).is_headline
            for part in span.fragments
            if part.start < end and part.end > start
        )

    def arrange(self, block: Block, spans: Sequence[Span]) -> None:
        """Give the lines of a block their places and list what is painted with them."""
        block.clear()
        pieces = self._pieces(block, spans)
        block.outside = [(piece.start, piece.end) for piece in pieces if piece.lane[0] < 0]
        begun: set[tuple[Id, int]] = set()
        y = self.measures.paragraph_gap * 0.5
        for line in block.lines:
            segments = self._segments(block, line, pieces, begun)
            segments, lanes = self.place_lanes(line, segments)
            tags = self._tags(block, segments)
            y = self._place_line(line, y, lanes, max((tag.row for tag in tags), default=-1))
            self._list_segments(block, line, segments)
            self._list_tags(block, line, tags)
        block.height = y + self.measures.paragraph_gap * 0.5
        if not block.text:
            self._shrink(block)
        block.is_stale = False

    # Pieces and segments

    def _pieces(self, block: Block, spans: Sequence[Span]) -> list[Piece]:
        pieces = []
        for span in spans:
            for number, part in enumerate(span.fragments):
                start, end = block.to_utf16(part.start), block.to_utf16(part.end)
                if end > start and part.start < block.end and part.end > block.start:
                    begins = part.start >= block.start or self._is_blank(part.start, block.start)
                    ends = part.end <= block.end or self._is_blank(block.end, part.end)
                    coder = self.coder_place(span)
                    pieces.append(Piece(span, number, start, end, begins, ends, (coder, 0)))
        return self._in_lanes(pieces)

    def coder_place(self, span: Span) -> int:
        """Return the place of a span's coder among those that have lanes of their own."""
        return self._coders.get(span.coder_id, 0) if self._has_coders else 0

    def _is_blank(self, start: int, end: int) -> bool:
        return end - start < 16 and not self._text[start:end].strip()

    def _in_lanes(self, pieces: list[Piece]) -> list[Piece]:
        lanes: dict[tuple[Id, int], tuple[int, int]] = {}
        groups: dict[int, list[Piece]] = {}
        for piece in pieces:
            if not self.look.label(piece.span.label).is_outside:
                groups.setdefault(piece.lane[0], []).append(piece)
        for coder, group in groups.items():
            stacked = stack_lanes([(piece.start, piece.end) for piece in group])
            for piece, lane in zip(group, stacked, strict=True):
                lanes[piece.span.id, piece.fragment] = (coder, lane)
        nowhere = (-1, 0)
        return [
            piece._replace(lane=lanes.get((piece.span.id, piece.fragment), nowhere))
            for piece in pieces
        ]

    def _segments(
        self, block: Block, line: Line, pieces: list[Piece], begun: set[tuple[Id, int]]
    ) -> list[Segment]:
        segments = []
        for piece in pieces:
            if piece.start >= line.end or piece.end <= line.start:
                continue
            runs = block.runs(line, piece.start, piece.end)
            if not runs:
                continue
            runs = [(left, max(right, left + THINNEST)) for left, right in runs]
            key = (piece.span.id, piece.fragment)
            is_start = piece.begins_here and key not in begun
            begun.add(key)
            is_end = piece.ends_here and piece.end <= line.end
            segments.append(Segment(piece, runs, 0.0, is_start, is_end))
        return segments

    def place_lanes(self, line: Line, segments: list[Segment]) -> tuple[list[Segment], float]:
        """Let lanes that only other lines need take no room here; count the lanes."""
        used = sorted({s.piece.lane for s in segments if s.piece.lane[0] >= 0})
        places: dict[tuple[int, int], float] = {}
        marks = []
        place = 0.0
        last = -1
        for lane in used:
            if lane[0] != last:
                place += CODER_AIR if last >= 0 else 0
                last = lane[0]
                marks.append(CoderMark(last, place))
            places[lane] = place
            place += 1
        line.coders = tuple(marks) if self._has_coders else ()
        return [s._replace(lane=places.get(s.piece.lane, -1.0)) for s in segments], place

    # Tags

    def _tags(self, block: Block, segments: list[Segment]) -> list[PlacedTag]:
        first = [s for s in segments if s.is_start and s.piece.fragment == 0 and s.lane >= 0]
        first.sort(key=lambda s: (s.runs[0][0], s.piece.start - s.piece.end))
        named = self.tag_words(first)
        column = self.measures.column
        wishes = []
        for segment, name in named:
            width = self.measures.tag_width(name)
            runs = segment.runs
            leftward = block.direction.is_right_to_left
            x = runs[-1][1] - width if leftward else runs[0][0]
            own = runs[0][1] - runs[0][0] - width
            drift = DRIFT if self.look.tag_mode == "letters" else max(DRIFT, own)
            wishes.append(TagWish(max(0.0, min(x, column - width)), width, drift))
        places = place_tags(wishes, column + OVERHANG)
        return [
            PlacedTag(segment, place.row, place.x, wish.width, name)
            for (segment, name), place, wish in zip(named, places, wishes, strict=True)
        ]

    def tag_words(self, segments: list[Segment]) -> list[tuple[Segment, str]]:
        """Return which segments of a line get tags, and what stands on them."""
        return self._merged(segments) if self._has_coders else self._named(segments)

    def _named(self, segments: list[Segment]) -> list[tuple[Segment, str]]:
        return [(s, self.look.tag_name(s.piece.span.label)) for s in segments]

    def _merged(self, segments: list[Segment]) -> list[tuple[Segment, str]]:
        """Let coders who agree on place and label share a tag that names them."""
        shared: dict[tuple[object, str], list[Segment]] = {}
        for segment in segments:
            span = segment.piece.span
            shared.setdefault((span.fragments, span.label), []).append(segment)
        named = []
        for (_, label), group in shared.items():
            coders = sorted({segment.piece.lane[0] for segment in group})
            letters = " ".join(coder_letter(coder) for coder in coders)
            named.append((group[0], f"{self.look.tag_name(label)}  {letters}"))
        return named

    # Places

    def _place_line(self, line: Line, y: float, lanes: float, top_row: int) -> float:
        measures = self.measures
        rows = top_row + 1
        tags = rows * (measures.tag_height + 1) + 2 if rows else 0.0
        arcs = self._arc_room if rows else 0.0
        line.y = y
        line.top = y + max(measures.lead * 0.62, tags + arcs)
        line.tag_top = line.top - tags
        is_usual = line.ascent <= measures.full_ascent
        line.baseline = line.top + (measures.ascent if is_usual else line.ascent)
        is_usual = line.descent <= measures.full_descent
        line.bottom = line.baseline + (measures.descent if is_usual else line.descent)
        line.next_y = line.bottom + max(measures.lead * 0.38, lanes * measures.lane_height + 3)
        return line.next_y

    def _list_segments(self, block: Block, line: Line, segments: list[Segment]) -> None:
        before: dict[Id, tuple[float, float]] = {}
        for segment in segments:
            span, last = segment.piece.span, len(segment.runs) - 1
            y = line.bottom + 1.5 + segment.lane * self.measures.lane_height
            for number, (left, right) in enumerate(segment.runs):
                is_start = segment.is_start and number == 0
                is_end = segment.is_end and number == last
                ground = Ground(span, left, right, line.top - 1, line.bottom + 1, is_start, is_end)
                block.grounds.append(ground)
                if segment.lane >= 0:
                    block.lanes.append(Lane(span, left, right, y))
            if span.id in before and segment.lane >= 0:
                end, joint_y = before[span.id]
                block.joints.append(Joint(span, end, segment.runs[0][0], joint_y))
            before[span.id] = (segment.runs[-1][1], y)
            self._list_ends(block, line, segment)

    def _list_ends(self, block: Block, line: Line, segment: Segment) -> None:
        piece, runs = segment.piece, segment.runs
        leftward = block.direction.is_right_to_left
        start_x, end_x = runs[0][0], runs[-1][1]
        if leftward:
            start_x, end_x = end_x, start_x
        top, bottom = line.top - 1, line.bottom + 1
        if segment.is_start:
            block.grips.append(Grip(piece.span, piece.fragment, False, start_x, top, bottom))
            if piece.fragment == 0:
                block.arc_ends[piece.span.id] = ArcEnd(*runs[0], top, line.tag_top, line.start)
        if segment.is_end:
            block.grips.append(Grip(piece.span, piece.fragment, True, end_x, top, bottom))

    def _list_tags(self, block: Block, line: Line, tags: list[PlacedTag]) -> None:
        height = self.measures.tag_height
        for segment, row, left, width, name in tags:
            top = line.top - 2 - (row + 1) * (height + 1) + 1
            span = segment.piece.span
            block.tags.append(Tag(span, Rect(left, top, width, height), name))
            block.arc_ends[span.id] = ArcEnd(left, left + width, top, line.tag_top, line.start)

    def _shrink(self, block: Block) -> None:
        """Give an empty line half its height."""
        block.height *= 0.5
        line = block.lines[0]
        line.top *= 0.25
        line.baseline = line.top + self.measures.ascent
        line.bottom = line.baseline + self.measures.descent
        line.next_y = block.height


def coder_letter(place: int) -> str:
    """Return the letter that stands for a coder in the margin and on shared tags."""
    return CODER_LETTERS[place % len(CODER_LETTERS)]
