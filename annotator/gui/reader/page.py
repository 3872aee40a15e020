"""The text as paragraphs one under the other: which are shaped, how high they are, what is on view.

Only what is looked at is shaped.  The heights of all other paragraphs are estimates, so the place
on view is held as a paragraph and a distance from its top: nothing jumps when an estimate becomes
exact.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from annotator.gui.reader.arrangement import Arrangement
from annotator.gui.reader.block import Block, Line, Stretches
from annotator.gui.reader.heights import Heights
from annotator.gui.reader.look import ViewLook
from annotator.gui.reader.measures import PAD_BOTTOM, PAD_TOP, Measures
from annotator.gui.reader.span_index import SpanIndex
from annotator.model.identity import Id
from annotator.model.span import Span
from annotator.text.paragraphs import split_paragraphs

KEPT_CHARACTERS = 200_000
"""Shaped paragraphs are kept up to this many code points."""
BLOCK_COST = 60
"""What keeping a paragraph costs beside its text, counted in code points."""


MakeArrangement = Callable[[Measures, ViewLook, Sequence[Id], str], Arrangement]
"""Makes the rules of arranging for measures, a look, coders and a text."""


class Shaper(Protocol):
    """Shapes paragraphs for a view of one width."""

    @property
    def measures(self) -> Measures:
        """Return the sizes that it shapes by."""

    def shape(self, index: int, start: int, text: str, bold: Stretches) -> Block:
        """Return a paragraph, shaped; ``bold`` are the stretches to be semi-bold."""


class Placed(NamedTuple):
    """A block on view and its top in the viewport."""

    block: Block
    y: float


class Page:
    """Paragraphs, their heights and the place on view."""

    def __init__(self, shaper: Shaper, look: ViewLook) -> None:
        self.look = look
        self.coders: tuple[Id, ...] = ()
        self.text = ""
        self.is_moved = False
        """Whether heights changed since this was last set to False."""
        self._arrange: MakeArrangement = Arrangement
        self._shaper = shaper
        self.set_text("", ())

    # What is shown

    def set_text(self, text: str, spans: Iterable[Span]) -> None:
        """Show another text with its spans, from the top."""
        self.text = text
        self.paragraphs = split_paragraphs(text)
        self.spans = SpanIndex(self.paragraphs, spans)
        self._anchor = (0, 0.0)
        self.set_shaper(self._shaper)

    def set_shaper(self, shaper: Shaper) -> None:
        """Forget every shape and estimate the heights anew."""
        self._shaper = shaper
        measures = self.measures = shaper.measures
        edges = zip(self.paragraphs.starts, self.paragraphs.ends, strict=True)
        self.heights = Heights([measures.estimate(end - start) for start, end in edges])
        self._blocks: OrderedDict[int, Block] = OrderedDict()
        self._kept = 0
        self._rearrange()

    def set_look(self, look: ViewLook) -> None:
        """Arrange every paragraph anew, without shaping it."""
        self.look = look
        self._rearrange()

    def set_coders(self, coders: tuple[Id, ...]) -> None:
        """Give each of several coders lanes of their own, in this order."""
        self.coders = coders
        self._rearrange()

    def arrange_by(self, arrange: MakeArrangement) -> None:
        """Arrange paragraphs by other rules."""
        self._arrange = arrange
        self._rearrange()

    def _rearrange(self) -> None:
        self._arrangement = self._arrange(self.measures, self.look, self.coders, self.text)
        for block in self._blocks.values():
            block.is_stale = True
        self._exact = bytearray(len(self.paragraphs))
        self._next_inexact = 0
        self.is_moved = True

    def replace_spans(self, gone: Iterable[Span], come: Iterable[Span]) -> bool:
        """Take spans away and add others; tell whether a shaped paragraph is concerned."""
        is_concerned = False
        for span in gone:
            is_concerned |= self._outdate(span)
            self.spans.remove(span)
        for span in come:
            self.spans.add(span)
            is_concerned |= self._outdate(span)
        return is_concerned

    def _outdate(self, span: Span) -> bool:
        is_concerned = False
        for touched in self.spans.touched(span):
            self._exact[touched.start : touched.stop] = bytes(len(touched))
            self._next_inexact = min(self._next_inexact, touched.start)
            few = touched if len(touched) <= len(self._blocks) else list(self._blocks)
            for index in few:
                block = self._blocks.get(index)
                if block is not None and index in touched:
                    block.is_stale = is_concerned = True
        return is_concerned

    # Blocks

    def block(self, index: int) -> Block:
        """Return a paragraph, shaped and arranged."""
        block = self._blocks.get(index)
        if block is None:
            block = self._shape(index)
        else:
            self._blocks.move_to_end(index)
        return self._arranged(block) if block.is_stale else block

    def block_at(self, offset: int) -> Block:
        """Return the paragraph that an offset lies in."""
        return self.block(self.paragraphs.index_at(offset))

    def line_of(self, offset: int) -> tuple[Block, Line]:
        """Return the paragraph and line on which a caret at an offset stands."""
        block = self.block_at(offset)
        return block, block.line_at(block.to_utf16(offset))

    def _shape(self, index: int) -> Block:
        start, end = self.paragraphs.starts[index], self.paragraphs.ends[index]
        bold = self._arrangement.bold_stretches(start, end, self.spans.at(index))
        block = self._shaper.shape(index, start, self.text[start:end], bold)
        known = self._blocks.pop(index, None)
        self._kept += 0 if known else _cost(block)
        self._blocks[index] = block
        while self._kept > KEPT_CHARACTERS and len(self._blocks) > 1:
            self._kept -= _cost(self._blocks.popitem(last=False)[1])
        return block

    def _arranged(self, block: Block) -> Block:
        index = block.index
        spans = self.spans.at(index)
        if self._arrangement.bold_stretches(block.start, block.end, spans) != block.bold:
            block = self._shape(index)
        self._arrangement.arrange(block, spans)
        self._exact[index] = 1
        if self.heights[index] != block.height:
            self.heights.set(index, block.height)
            self.is_moved = True
        return block

    def measure_some(self, seconds: float) -> bool:
        """Make estimated heights exact for some time; tell whether any are left."""
        deadline = time.perf_counter() + seconds
        index, count = self._next_inexact, len(self.paragraphs)
        while index < count and time.perf_counter() < deadline:
            if not self._exact[index]:
                is_kept = index in self._blocks
                self.block(index)
                if not is_kept and index in self._blocks:
                    self._kept -= _cost(self._blocks.pop(index))
            index += 1
        self._next_inexact = index
        return index < count

    # What is on view

    def visible(self, height: float) -> list[Placed]:
        """Return the paragraphs that a viewport of this height shows."""
        index, above = self._anchor
        y = PAD_TOP - above
        while index > 0 and y > 0:
            index -= 1
            y -= self.block(index).height
        placed = []
        while index < len(self.paragraphs) and y < height:
            block = self.block(index)
            placed.append(Placed(block, y))
            y += block.height
            index += 1
        return placed

    def top_of(self, index: int) -> float:
        """Return the top of a paragraph in the viewport, estimated where it is far away."""
        anchor, above = self._anchor
        return PAD_TOP - above + self.heights.before(index) - self.heights.before(anchor)

    def total_height(self) -> float:
        """Return the height of everything, margins included."""
        return PAD_TOP + self.heights.total() + PAD_BOTTOM

    def position(self) -> float:
        """Return how far the top of the viewport is below the top of everything."""
        anchor, above = self._anchor
        return self.heights.before(anchor) + above

    def scroll_to(self, position: float, height: float) -> None:
        """Bring a distance from the top of everything to the top of a viewport of this height."""
        distance = position - self.position()
        if abs(distance) <= 3 * height:
            self._set_anchor(self._anchor[0], self._anchor[1] + distance)
            return
        index = self.heights.index_at(position)
        self._set_anchor(index, position - self.heights.before(index))

    def scroll_to_end(self, height: float) -> None:
        """Bring the end of the text to the bottom of a viewport of this height."""
        last = len(self.paragraphs) - 1
        below_top = self.block(last).height + PAD_TOP + PAD_BOTTOM - height
        self._set_anchor(last, below_top)

    def bring(self, offset: int, y: float) -> None:
        """Bring the line of an offset to a place in the viewport."""
        block, line = self.line_of(offset)
        self._set_anchor(block.index, PAD_TOP + line.y - y)

    def place(self) -> tuple[int, float]:
        """Return the first line on view, as its offset and its top in the viewport."""
        visible = self.visible(2 * self.measures.height)
        for block, top in visible:
            for line in block.lines:
                if top + line.next_y > 0:
                    return block.to_code_point(line.start), top + line.y
        block, top = visible[-1]
        return block.to_code_point(block.lines[-1].start), top + block.lines[-1].y

    def _set_anchor(self, index: int, above: float) -> None:
        while above < 0 and index > 0:
            index -= 1
            above += self.block(index).height
        above = max(above, 0.0)
        while index < len(self.paragraphs) - 1 and above >= (height := self.block(index).height):
            above -= height
            index += 1
        self._anchor = (index, above)


def _cost(block: Block) -> int:
    return len(block.text) + BLOCK_COST
