"""Paints the paragraphs on view, layer over layer."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QRegion, QTextLine

from annotator.gui.reader.arc_painter import paint_arcs
from annotator.gui.reader.arcs import ArcPlan
from annotator.gui.reader.arrangement import coder_letter
from annotator.gui.reader.block import Block, Line
from annotator.gui.reader.geometry import Rect
from annotator.gui.reader.page import Page, Placed
from annotator.gui.reader.painted import Ground, Tag
from annotator.gui.reader.paints import Paints
from annotator.gui.reader.places import caret_rect
from annotator.gui.reader.scene import Scene
from annotator.gui.reader.typesetting import ShapedLine

NO_PEN = Qt.PenStyle.NoPen
MARGIN = 1.5
"""Pixels that a ground reaches over its letters at the ends of its span."""
RADIUS = 3.5
GRIP_RADIUS = 4.0


class PagePainter:
    """Paints one state of the view; made for one paint event."""

    def __init__(
        self, painter: QPainter, page: Page, scene: Scene, paints: Paints, height: float
    ) -> None:
        self._painter = painter
        self._page = page
        self._scene = scene
        self._paints = paints
        self._height = height

    def paint(self, clip: QRectF) -> None:
        """Paint everything that lies in a part of the viewport."""
        painter = self._painter
        painter.fillRect(clip, self._paints.background)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        visible = self._page.visible(self._height)
        for placed in visible:
            block, y = placed
            if y <= clip.bottom() and y + block.height >= clip.top():
                painter.save()
                painter.translate(self._page.measures.left, y)
                self._paint_block(block, clip.top() - y, clip.bottom() - y)
                painter.restore()
        self._paint_caret(visible)
        if self._scene.relations:
            plan = ArcPlan(self._page, self._scene, visible, self._height)
            paint_arcs(painter, plan.arcs(), self._page.measures.cap_height, self._paints)

    def _paint_block(self, block: Block, top: float, bottom: float) -> None:
        self._paint_grounds(block)
        self._paint_found(block)
        self._paint_preview(block)
        self._paint_selection(block)
        for line in block.lines:
            if line.next_y >= top and line.y <= bottom:
                self._paint_text(block, line)
        self._paint_lanes(block)
        self._paint_tags(block)
        self._paint_coders(block)
        if self._scene.is_gripped and self._scene.preview is None:
            self._paint_grips(block)

    # Under the text

    def _paint_grounds(self, block: Block) -> None:
        painter, scene = self._painter, self._scene
        painter.setPen(NO_PEN)
        for ground in block.grounds:
            if ground.span.id != scene.focused:
                paint = self._paints.label(ground.span.label)
                is_on = scene.is_on(ground.span)
                if paint.look.is_outside or (paint.look.is_container and not is_on):
                    continue
                self._fill(ground, paint.fill_on if is_on else paint.fill)
        for ground in block.grounds:
            if ground.span.id == scene.focused and scene.is_on(ground.span):
                self._fill(ground, self._paints.label(ground.span.label).fill_on)

    def _fill(self, ground: Ground, colour: QColor) -> None:
        left = ground.left - (MARGIN if ground.is_start else 0)
        right = ground.right + (MARGIN if ground.is_end else 0)
        rect = QRectF(left, ground.top, right - left, ground.bottom - ground.top)
        self._painter.setBrush(colour)
        if ground.is_start and ground.is_end:
            self._painter.drawRoundedRect(rect, RADIUS, RADIUS)
        else:
            self._painter.drawRect(rect)

    def _paint_found(self, block: Block) -> None:
        found = self._scene.found
        at = bisect_left(found, block.start, key=lambda extent: extent.end)
        while at < len(found) and found[at].start < block.end:
            is_current = at == self._scene.current
            self._painter.setBrush(self._paints.found)
            pen = QPen(self._paints.focus, 1.6) if is_current else QPen(NO_PEN)
            self._painter.setPen(pen)
            for rect in self._rects(block, found[at].start, found[at].end):
                self._painter.drawRoundedRect(rect.adjusted(-1.5, -1, 1.5, 1), 3, 3)
            at += 1
        self._painter.setPen(NO_PEN)

    def _paint_preview(self, block: Block) -> None:
        preview = self._scene.preview
        if preview is None:
            return
        paint = self._paints.label(preview.span.label)
        self._painter.setBrush(paint.fill_on)
        self._painter.setPen(QPen(paint.line_on, 1.4))
        for part in preview.fragments:
            for rect in self._rects(block, part.start, part.end):
                self._painter.drawRoundedRect(rect, RADIUS, RADIUS)
        self._painter.setPen(NO_PEN)

    def _paint_selection(self, block: Block) -> None:
        self._painter.setBrush(self._paints.selection)
        for rect in self._rects(block, self._scene.start, self._scene.end):
            self._painter.drawRoundedRect(rect, 2, 2)

    def _rects(self, block: Block, start: int, end: int) -> list[QRectF]:
        if end <= block.start or start >= block.end or end <= start:
            return []
        first, last = block.to_utf16(start), block.to_utf16(end)
        return [
            QRectF(left, line.top - 1, right - left, line.bottom - line.top + 2)
            for line in block.lines
            if first < line.end and last > line.start
            for left, right in block.runs(line, first, last)
        ]

    # Text

    def _paint_text(self, block: Block, line: Line) -> None:
        painter = self._painter
        text_line = _text_line(line)
        place = QPointF(0, line.baseline - line.ascent)
        grey = [
            run
            for start, end in block.outside
            if start < line.end and end > line.start
            for run in block.runs(line, start, end)
        ]
        if not grey:
            painter.setPen(self._paints.ink)
            text_line.draw(painter, place)
            return
        left, right = _text_edges(text_line)
        everything = QRegion(_across(line, left, right))
        outside = QRegion()
        for run in grey:
            outside += _across(line, *run)
        for colour, region in (
            (self._paints.muted, outside),
            (self._paints.ink, everything - outside),
        ):
            painter.save()
            painter.setClipRegion(region, Qt.ClipOperation.IntersectClip)
            painter.setPen(colour)
            text_line.draw(painter, place)
            painter.restore()

    # Around the text

    def _paint_lanes(self, block: Block) -> None:
        painter, scene = self._painter, self._scene
        painter.setPen(NO_PEN)
        stroke = self._page.measures.lane_stroke
        for span, left, right, y in block.lanes:
            more = 0.6 if scene.is_on(span) else 0.0
            painter.setBrush(self._paints.label(span.label).line)
            rect = QRectF(left, y - more, right - left, stroke + 2 * more)
            painter.drawRoundedRect(rect, stroke / 2, stroke / 2)
        for span, left, right, y in block.joints:
            if scene.is_on(span):
                pen = QPen(self._paints.label(span.label).line, 1.2, Qt.PenStyle.DotLine)
                painter.setPen(pen)
                painter.drawLine(QPointF(left, y + stroke / 2), QPointF(right, y + stroke / 2))

    def _paint_tags(self, block: Block) -> None:
        self._painter.setFont(self._paints.tag_font)
        scene = self._scene
        focused: Rect | None = None
        late = [tag for tag in block.tags if scene.is_on(tag.span)]
        for tag in late:
            if tag.span.id == scene.focused:
                focused = self._name_rect(tag)
        for tag in block.tags:
            if not scene.is_on(tag.span):
                self._paint_tag(tag, is_on=False)
        for tag in late:
            # The mark pointed at says its name, but not under the name of the one in focus.
            is_free = focused is None or not self._name_rect(tag).overlaps(focused)
            self._paint_tag(tag, is_on=tag.span.id == scene.focused or is_free)

    def _name_rect(self, tag: Tag) -> Rect:
        name = self._paints.label(tag.span.label).look.name
        return self._page.measures.name_rect(tag.rect, name)

    def _paint_tag(self, tag: Tag, *, is_on: bool) -> None:
        painter, measures = self._painter, self._page.measures
        paint = self._paints.label(tag.span.label)
        name = paint.look.name if is_on else tag.name
        rect = measures.name_rect(tag.rect, name) if is_on else tag.rect
        painter.setPen(NO_PEN)
        painter.setBrush(paint.line_on if is_on else paint.tag)
        painter.drawRoundedRect(QRectF(*rect), RADIUS, RADIUS)
        painter.setPen(paint.on if is_on else paint.text)
        if measures.letters_width(name) > rect.width:
            letters = QFontMetricsF(self._paints.tag_font)
            name = letters.elidedText(name, Qt.TextElideMode.ElideRight, rect.width - 6)
        x = rect.left + (rect.width - measures.letters_width(name)) / 2
        y = rect.top + measures.tag_height / 2 + measures.cap_height / 2
        painter.drawText(QPointF(x, y), name)

    def _paint_coders(self, block: Block) -> None:
        measures = self._page.measures
        self._painter.setPen(self._paints.muted)
        for line in block.lines:
            for coder, lane, _is_there in line.coders:
                y = line.bottom + 1.5 + lane * measures.lane_height + measures.cap_height / 2
                self._painter.drawText(QPointF(-14, y + 1), coder_letter(coder))

    def _paint_grips(self, block: Block) -> None:
        painter = self._painter
        for grip in block.grips:
            if grip.span.id == self._scene.focused:
                paint = self._paints.label(grip.span.label)
                painter.setPen(NO_PEN)
                painter.setBrush(paint.line_on)
                painter.drawRect(QRectF(grip.x - 1, grip.top, 2, grip.bottom - grip.top))
                painter.setPen(QPen(self._paints.background, 1.5))
                painter.drawEllipse(QPointF(grip.x, grip.bottom + 1), GRIP_RADIUS, GRIP_RADIUS)

    def _paint_caret(self, visible: list[Placed]) -> None:
        if not (self._scene.has_keyboard and visible and self._page.text):
            return
        last = visible[-1].block
        if visible[0].block.start <= self._scene.caret <= last.end:
            rect = caret_rect(self._page, self._scene.caret, visible)
            self._painter.fillRect(QRectF(*rect), self._paints.caret)


def _text_line(line: Line) -> QTextLine:
    """Return the line as Qt has shaped it; on the screen there are no others."""
    assert isinstance(line, ShapedLine)
    return line.text_line


def _text_edges(text_line: QTextLine) -> tuple[float, float]:
    """Return left and right edge of a line's letters, with room for those that lean over."""
    rect = text_line.naturalTextRect()
    return rect.left() - 3, rect.right() + 3


def _across(line: Line, left: float, right: float) -> QRect:
    """Return a part of a line over its whole height, in whole pixels."""
    first = round(left)
    top = int(line.y) - 2
    return QRect(first, top, round(right) - first, int(line.next_y) + 4 - top)
