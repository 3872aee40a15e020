"""Paints a text under review: one case in full, the others as they stand, numbers in the margin."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from annotator.gui.reader.block import Block, Line
from annotator.gui.reader.case_scene import CaseScene, CaseSign
from annotator.gui.reader.page import Page
from annotator.gui.reader.painted import Lane, Tag
from annotator.gui.reader.painter import NO_PEN, RADIUS, PagePainter
from annotator.gui.reader.paints import Paints
from annotator.gui.reader.scene import Scene
from annotator.model.extent import Extent

GAP = 5.5
"""Pixels between the strokes of a hatching."""
SIGN_RIGHT = -27.0
"""Where numbers in the margin end, from the left edge of the text."""
SIGNS = 2
"""How many numbers the margin has room for beside one line."""
LETTER_RIGHT = -8.0
BESIDE_LANES = 110
"""How much of a gold line's colour is left where it stands below the lanes of a case (of 255)."""
CASE_STROKE, CLOSE_STROKE, BOUNDARY_STROKE = 2.6, 1.8, 1.5
_FLAT = Qt.PenCapStyle.FlatCap


def hatch(painter: QPainter, rect: QRectF, colour: QColor, gap: float = GAP) -> None:
    """Fill a rectangle with slanting strokes that meet those of its neighbours."""
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour, 1.1))
    high = rect.height()
    x = rect.left() - high - ((rect.left() - high) % gap)
    while x < rect.right():
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + high, rect.top()))
        x += gap
    painter.restore()


def hatching(line: QColor, *, is_plain: bool) -> QColor:
    """Return the colour of hatching in a label's hue: soft under letters, or whole (``is_plain``).

    In high contrast nothing lies between ground and line, so the strokes keep their strength.
    """
    colour = QColor(line)
    colour.setAlpha(210 if is_plain else 140)
    return colour


class CasePainter(PagePainter):
    """Paints one state of a text under review."""

    def __init__(
        self, painter: QPainter, page: Page, scene: Scene, paints: Paints, height: float
    ) -> None:
        super().__init__(painter, page, scene, paints, height)
        self.case = CaseScene()
        self._sign_font = QFont(paints.tag_font)
        self._sign_font.setPixelSize(11)

    def _paint_block(self, block: Block, top: float, bottom: float) -> None:
        super()._paint_block(block, top, bottom)
        self._paint_boundaries(block)
        self._paint_signs(block)

    def _paint_grounds(self, block: Block) -> None:
        painter = self._painter
        painter.setPen(NO_PEN)
        if self.case.label:
            paint = self._paints.label(self.case.label)
            painter.setBrush(paint.fill_on if paint.fill.alpha() == 0 else paint.fill)
            for rect in self._stretches(block, self.case.shared):
                painter.drawRect(rect)
            strokes = hatching(paint.line, is_plain=paint.fill.alpha() == 0)
            for rect in self._stretches(block, self.case.stretches):
                painter.fillRect(rect, self._paints.background)
                hatch(painter, rect, strokes)
        self._paint_undecided(block)

    def _stretches(self, block: Block, extents: Iterable[Extent]) -> list[QRectF]:
        return [rect for part in extents for rect in self._rects(block, part.start, part.end)]

    def _paint_undecided(self, block: Block) -> None:
        painter = self._painter
        pen = QPen(self._paints.muted, 1.5, Qt.PenStyle.DotLine)
        pen.setCapStyle(_FLAT)
        painter.setPen(pen)
        for rect in self._stretches(block, self.case.undecided):
            y = rect.bottom() - 1.5
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
        painter.setPen(NO_PEN)

    def _paint_lanes(self, block: Block) -> None:
        painter, stroke = self._painter, 2.0
        beside = [(line.bottom, line.next_y) for line in block.lines if line.coders]
        painter.setPen(NO_PEN)
        for lane in block.lanes:
            if str(lane.span.coder_id) in self.case.letters:
                self._paint_coder_lane(block, lane)
                continue
            colour = QColor(self._paints.label(lane.span.label).line)
            if any(top < lane.y < bottom for top, bottom in beside):
                colour.setAlpha(BESIDE_LANES)
            painter.setPen(NO_PEN)
            painter.setBrush(colour)
            rect = QRectF(lane.left, lane.y, lane.right - lane.left, stroke)
            painter.drawRoundedRect(rect, 1, 1)
        painter.setPen(NO_PEN)

    def _paint_coder_lane(self, block: Block, lane: Lane) -> None:
        painter, colour = self._painter, self._paints.label(lane.span.label).line
        y = lane.y + 2
        painter.setPen(QPen(colour, CASE_STROKE, Qt.PenStyle.SolidLine, _FLAT))
        painter.drawLine(QPointF(lane.left + 0.5, y), QPointF(lane.right - 0.5, y))
        painter.setPen(QPen(colour, CLOSE_STROKE, Qt.PenStyle.SolidLine, _FLAT))
        line = next((one for one in block.lines if one.bottom < lane.y < one.next_y), None)
        if line is None:
            return
        for grip in block.grips:
            is_here = abs(grip.bottom - line.bottom) < 2 and grip.span.id == lane.span.id
            if is_here and lane.left - 0.5 <= grip.x <= lane.right + 0.5:
                x = grip.x - 0.9 if grip.is_end else grip.x + 0.9
                painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 4))

    def _paint_tags(self, block: Block) -> None:
        self._painter.setFont(self._paints.tag_font)
        for tag in block.tags:
            if str(tag.span.coder_id) in self.case.letters:
                self._paint_case_tag(tag)
            else:
                self._paint_tag(tag, is_on=self._scene.is_on(tag.span))

    def _paint_case_tag(self, tag: Tag) -> None:
        painter, paint = self._painter, self._paints.label(tag.span.label)
        measures = self._page.measures
        painter.setPen(NO_PEN)
        painter.setBrush(paint.line_on)
        painter.drawRoundedRect(QRectF(*tag.rect), RADIUS, RADIUS)
        painter.setPen(paint.on)
        letters = QFontMetricsF(self._paints.tag_font)
        name = letters.elidedText(tag.name, Qt.TextElideMode.ElideRight, tag.rect.width - 4)
        x = tag.rect.left + (tag.rect.width - letters.horizontalAdvance(name)) / 2
        y = tag.rect.top + measures.tag_height / 2 + measures.cap_height / 2
        painter.drawText(QPointF(x, y), name)

    def _paint_coders(self, block: Block) -> None:
        painter, measures = self._painter, self._page.measures
        painter.setFont(self._sign_font)
        metrics = QFontMetricsF(self._sign_font)
        for line in block.lines:
            for coder, lane, is_there in line.coders:
                letter = self.case.letters[coder] if coder < len(self.case.letters) else ""
                painter.setPen(self._paints.ink if is_there else self._paints.muted)
                y = line.bottom + 3.5 + lane * measures.lane_height + metrics.capHeight() / 2
                x = LETTER_RIGHT - metrics.horizontalAdvance(letter)
                painter.drawText(QPointF(x, y), letter)

    def _paint_boundaries(self, block: Block) -> None:
        painter = self._painter
        painter.setPen(QPen(self._paints.focus, BOUNDARY_STROKE))
        ends = {part.end for part in (*self.case.shared, *self.case.stretches)}
        for offset in self.case.boundaries:
            if block.start <= offset <= block.end:
                line = self._line_of(block, offset, is_end=offset in ends)
                x = line.x_of(block.to_utf16(offset))
                painter.drawLine(QPointF(x, line.top - 3), QPointF(x, line.bottom + 2))

    @staticmethod
    def _line_of(block: Block, offset: int, *, is_end: bool) -> Line:
        """Return the line of a boundary: where something ends, the one that it ends on."""
        place = block.to_utf16(offset)
        for line in block.lines:
            if is_end and line.start < place <= line.end:
                return line
        return block.line_at(place)

    def _paint_signs(self, block: Block) -> None:
        """Paint the numbers of each line: that of the case in question, else of all it has."""
        lines: dict[int, list[CaseSign]] = {}
        for sign in self.case.signs:
            if block.start <= sign.start < max(block.end, block.start + 1):
                line = block.line_at(block.to_utf16(sign.start))
                lines.setdefault(line.start, []).append(sign)
        for line in block.lines:
            signs = lines.get(line.start, [])
            active = next((sign for sign in signs if sign.is_active), None)
            if active is not None:
                self._paint_sign(line, str(active.number), is_active=True)
            elif signs:
                numbers = [str(sign.number) for sign in signs]
                more = len(numbers) > SIGNS
                said = " ".join(numbers[: SIGNS - 1] if more else numbers)
                self._paint_sign(line, f"{said} …" if more else said, is_active=False)

    def _paint_sign(self, line: Line, said: str, *, is_active: bool) -> None:
        painter = self._painter
        painter.setFont(self._sign_font)
        metrics = QFontMetricsF(self._sign_font)
        width, middle = metrics.horizontalAdvance(said), (line.top + line.bottom) / 2
        if is_active:
            painter.setPen(NO_PEN)
            painter.setBrush(self._paints.focus)
            pill = QRectF(SIGN_RIGHT - width - 6, middle - 9, width + 12, 18)
            painter.drawRoundedRect(pill, 9, 9)
        painter.setPen(self._paints.background if is_active else self._paints.muted)
        painter.drawText(QPointF(SIGN_RIGHT - width, middle + metrics.capHeight() / 2), said)
