"""The scrolling, painting and sizing half of the reading view."""

from __future__ import annotations

import math
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotator.gui.reader import places
from annotator.gui.reader.idle import IdleMeasuring
from annotator.gui.reader.look import ViewLook
from annotator.gui.reader.measures import PAD_TOP, ZOOM_RANGE, Typography
from annotator.gui.reader.page import Page, Placed
from annotator.gui.reader.painter import PagePainter
from annotator.gui.reader.paints import Paints
from annotator.gui.reader.scene import Scene
from annotator.gui.reader.typesetting import Typesetter
from annotator.model.identity import Id

ZOOM_STEP = 1.1


class PageCanvas(QAbstractScrollArea):
    """Shows a page and its scene, at a size and with a look that can be changed at any time."""

    zoom_changed = Signal(float)
    geometry_changed = Signal()
    """The text was laid out anew; its column may stand elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.look = ViewLook()
        self.typography = Typography()
        self.scene = Scene()
        self._own_family = ""
        self._is_syncing = False
        self._kept: tuple[int, float] | None = None
        self._typesetter = self._new_typesetter()
        self._paints = Paints(self.look, self._typesetter.tag_font)
        self.page = Page(self._typesetter, self.look)
        self._idle = IdleMeasuring(self.page, self)
        self._idle.measured.connect(self.on_heights_measured)

    # Looks and sizes

    def set_look(self, look: ViewLook) -> None:
        """Take over colours, names and faces; the text is shaped anew only for another face."""
        self.look = look
        self._paints = Paints(look, self._typesetter.tag_font)
        self.page.set_look(look)
        self._set_faces()
        self._idle.start()
        self.viewport().update()

    def set_zoom(self, zoom: float) -> None:
        """Enlarge or shrink everything in the view; 1 is the size that was set."""
        zoom = max(ZOOM_RANGE[0], min(ZOOM_RANGE[1], zoom))
        if zoom != self.typography.zoom:
            self._set_typography(replace(self.typography, zoom=zoom))
            self.zoom_changed.emit(zoom)

    def set_font(self, family: str, point_size: float) -> None:
        """Set the size of the text before zoom, and its face, where it is not to be the look's."""
        self._own_family = family
        self._set_typography(replace(self.typography, point_size=point_size))
        self._set_faces()

    def set_spacing(self, spacing: float) -> None:
        """Set the height of a line, in heights of the face."""
        self._set_typography(replace(self.typography, spacing=spacing))

    def set_measure(self, characters: float) -> None:
        """Set how many characters a line has at most, about."""
        self._set_typography(replace(self.typography, characters=characters))

    def text_left(self) -> float:
        """Return the left edge of the text column, in the coordinates of the viewport."""
        return self.page.measures.left

    def _set_faces(self) -> None:
        family = self._own_family or self.look.reading_family
        typography = replace(self.typography, family=family, tag_family=self.look.tag_family)
        self._set_typography(typography)

    def _set_typography(self, typography: Typography) -> None:
        if typography != self.typography:
            self.typography = typography
            self._remeasure()

    def _new_typesetter(self) -> Typesetter:
        # With or without a scroll bar the column is the same, or the bar's coming would wrap lines.
        bar = self.verticalScrollBar().sizeHint().width()
        return Typesetter(self.typography, self.width() - bar)

    def _remeasure(self) -> None:
        # The place before lines were first broken anew: each breaking would go back to the start of
        # a line, or to the end of a text that fits the view, and many would climb.
        place = self._kept or self.page.place()
        self._typesetter = self._new_typesetter()
        self._paints = Paints(self.look, self._typesetter.tag_font)
        self.page.set_shaper(self._typesetter)
        if self.page.text and place != (0, PAD_TOP):
            self.page.bring(*place)
        self._refresh()
        self._kept = place
        self.geometry_changed.emit()

    def _bring(self, offset: int, y: float) -> None:
        self._kept = None
        self.page.bring(offset, y)
        self._refresh()

    def _refresh(self) -> None:
        self._sync_bar()
        self._idle.start()
        self.viewport().update()

    # Places

    def reading_place(self) -> tuple[int, float]:
        """Return the first line on view, as its offset and its top in the viewport."""
        return self.page.place()

    def restore_place(self, offset: int, top: float) -> None:
        """Scroll back to what ``reading_place`` returned."""
        self._bring(min(offset, len(self.page.text)), top)

    def show_offset(self, offset: int) -> None:
        """Scroll an offset into the upper third where it is not well on view."""
        rect = places.caret_rect(self.page, offset, self.visible())
        room = 2.0 * self.page.measures.height
        if rect.top < room or rect.bottom > self._height() - room:
            self._bring(offset, self._height() / 3)

    def scroll_by(self, pixels: float) -> None:
        """Scroll down, or up where negative."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(pixels))

    def visible(self) -> list[Placed]:
        """Return the paragraphs on view with their tops."""
        return self.page.visible(self._height())

    def _height(self) -> float:
        return float(self.viewport().height())

    def set_hovered(self, span_id: Id | None, *, is_gripped: bool) -> None:
        """Let a span stand out; show the grips of the focused span or hide them."""
        scene = self.scene
        if (scene.hovered, scene.is_gripped) != (span_id, is_gripped):
            scene.hovered, scene.is_gripped = span_id, is_gripped
            self.viewport().update()

    # Scroll bar

    def on_heights_measured(self) -> None:
        """Follow heights that are exact now."""
        self._sync_bar()

    def _sync_bar(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        position = self.page.position()
        self._is_syncing = True
        bar.setPageStep(height)
        bar.setSingleStep(int(self.page.measures.height * 1.2))
        bar.setRange(0, max(0, math.ceil(self.page.total_height() - height)))
        bar.setValue(round(position))
        self._is_syncing = False
        self.page.is_moved = False
        if abs(bar.value() - position) > 1:
            self.page.scroll_to(bar.value(), height)
            self.viewport().update()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Bring what the scroll bar says on view."""
        if self._is_syncing:
            return
        self._kept = None
        bar = self.verticalScrollBar()
        if bar.value() == bar.maximum() > 0:
            self.page.scroll_to_end(self._height())
        else:
            self.page.scroll_to(bar.value(), self._height())
        self.set_hovered(None, is_gripped=False)
        self.viewport().update()

    # Events

    def new_painter(self, painter: QPainter) -> PagePainter:
        """Return what paints the page as it is now."""
        return PagePainter(painter, self.page, self.scene, self._paints, self._height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paragraphs on view."""
        painter = QPainter(self.viewport())
        self.new_painter(painter).paint(QRectF(event.rect()))
        if self.scene.has_ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._paints.focus, 2))
            painter.drawRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1))
        painter.end()
        if self.page.is_moved:
            self._sync_bar()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for another width; another height only shows more or less."""
        super().resizeEvent(event)
        measures = self._new_typesetter().measures
        now = self.page.measures
        if (measures.left, measures.column) != (now.left, now.column):
            self._remeasure()
        else:
            self._sync_bar()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            is_larger = event.angleDelta().y() > 0
            self.set_zoom(self.typography.zoom * (ZOOM_STEP if is_larger else 1 / ZOOM_STEP))
            event.accept()
        else:
            super().wheelEvent(event)
