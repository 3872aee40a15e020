"""What the mouse does: selecting, focusing spans, dragging their ends, scrolling by itself."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent

from annotator.gui.reader.geometry import Point
from annotator.gui.reader.gestures import Clicks, Drag, Unit, stretch_at
from annotator.gui.reader.movement import moved_grip
from annotator.gui.reader.painted import Grip
from annotator.gui.reader.places import grip_at, offset_at, spans_under
from annotator.gui.reader.scene import Preview

if TYPE_CHECKING:
    from annotator.gui.reader.view import ReadingView

SCROLL_MS = 30


class Pointer(QObject):
    """Turns mouse events of a view into selections, focus and moved ends."""

    def __init__(self, view: ReadingView) -> None:
        super().__init__(view)
        self._view = view
        self._drag: Drag | None = None
        self._grip: Grip | None = None
        self._clicks = Clicks()
        self._doubled = 0.0
        self._outside = Point(0, 0)
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(SCROLL_MS)
        self._scrolling.timeout.connect(self.on_scroll_due)

    @property
    def is_dragging(self) -> bool:
        """Tell whether a button is held for a selection or for an end of a span."""
        return self._drag is not None or self._grip is not None

    # Buttons

    def press(self, event: QMouseEvent) -> None:
        """Begin a selection, a third click on a line, or the drag of a span's end."""
        point, view = point_of(event), self._view
        self._grip = self._grip_at(point)
        if self._grip is not None:
            return
        interval = QGuiApplication.styleHints().mouseDoubleClickInterval() / 1000
        if time.monotonic() - self._doubled < interval:
            self._doubled = 0.0
            self._begin("line", point)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            anchor = view.scene.selection[0]
            self._drag = Drag("grapheme", anchor, anchor)
            view.select(anchor, self._offset_at(point))
        else:
            self._begin("grapheme", point)

    def double_click(self, event: QMouseEvent) -> None:
        """Select the word."""
        self._doubled = time.monotonic()
        self._begin("word", point_of(event))

    def move(self, event: QMouseEvent) -> None:
        """Draw the selection on, drag an end on, or find what is pointed at."""
        point = point_of(event)
        if not event.buttons() & Qt.MouseButton.LeftButton or not self.is_dragging:
            self.hover(point)
            return
        self._drag_to(point)
        if 0 <= point.y <= self._height:
            self._scrolling.stop()
        else:
            self._outside = point
            if not self._scrolling.isActive():
                self._scrolling.start()

    def release(self, event: QMouseEvent) -> None:
        """End a selection, hand out the new ends of a span, or focus the span clicked on."""
        self._scrolling.stop()
        view, point = self._view, point_of(event)
        preview = view.scene.preview
        if self._grip is not None:
            self.cancel()
            if preview is None:
                self._click(point)
            elif preview.fragments != preview.span.fragments:
                view.resize_requested.emit(preview.span.id, preview.fragments)
        elif self._drag is not None:
            is_click = view.scene.start == view.scene.end
            self._drag = None
            if is_click:
                self._click(point)
            view.selection_finished()
        self.hover(point)

    def cancel(self) -> bool:
        """Let go of the end of a span without moving it; tell whether one was held."""
        was_held = self._grip is not None
        self._grip = None
        self._view.scene.preview = None
        self._view.viewport().update()
        return was_held

    def leave(self) -> None:
        """The mouse is elsewhere: nothing is pointed at."""
        self._view.set_hovered(None, is_gripped=False)

    # Selecting

    def on_scroll_due(self) -> None:
        """Scroll towards a mouse that is held outside the view."""
        y = self._outside.y
        beyond = y if y < 0 else y - self._height
        self._view.scroll_by(round(beyond / 2))
        inside = min(max(y, 0.0), self._height - 1)
        self._drag_to(self._outside._replace(y=inside))

    def _begin(self, unit: Unit, point: Point) -> None:
        start, end = self._stretch(unit, point)
        self._drag = Drag(unit, start, end)
        self._view.select(start, end)

    def _stretch(self, unit: Unit, point: Point) -> tuple[int, int]:
        return stretch_at(self._view.page, self._view.visible(), point, unit)

    def _drag_to(self, point: Point) -> None:
        if self._grip is not None:
            self._move_grip(self._grip, self._offset_at(point))
        elif self._drag is not None:
            stretch = self._stretch(self._drag.unit, point)
            self._view.select(*self._drag.selection_to(*stretch))

    # Spans

    def hover(self, point: Point) -> None:
        """Find what is pointed at."""
        view = self._view
        spans = spans_under(view.page, point, view.visible())
        is_shown = [s for s in spans if not view.look.label(s.label).is_outside]
        grip = self._grip_at(point)
        is_gripped = view.scene.focused is not None and (
            grip is not None or any(s.id == view.scene.focused for s in spans)
        )
        view.set_hovered(is_shown[0].id if is_shown else None, is_gripped=is_gripped)
        wide = Qt.CursorShape.SizeHorCursor
        view.viewport().setCursor(Qt.CursorShape.IBeamCursor if grip is None else wide)

    def _click(self, point: Point) -> None:
        """Focus the innermost span at a place, or with every click there the next one out."""
        view = self._view
        ids = [span.id for span in spans_under(view.page, point, view.visible())]
        view.change_focus(self._clicks.chosen(ids, point, view.scene.focused))

    def _grip_at(self, point: Point) -> Grip | None:
        scene = self._view.scene
        return grip_at(self._view.page, point, self._view.visible(), scene.focused)

    def _move_grip(self, grip: Grip, offset: int) -> None:
        page, span = self._view.page, grip.span
        fragments = moved_grip(page, span.fragments, grip.fragment, grip.is_end, offset)
        self._view.scene.preview = Preview(span, fragments)
        self._view.viewport().update()

    def _offset_at(self, point: Point) -> int:
        return offset_at(self._view.page, point, self._view.visible())

    @property
    def _height(self) -> float:
        return float(self._view.viewport().height())


def point_of(event: QMouseEvent) -> Point:
    """Return where in the viewport the mouse is."""
    place = event.position()
    return Point(place.x(), place.y())
