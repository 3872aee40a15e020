"""The widget that shows a document's text with its marks."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QWidget

from annotator.gui.reader import movement, places
from annotator.gui.reader.accessibility import Mirror
from annotator.gui.reader.canvas import PageCanvas
from annotator.gui.reader.differences import differing_spans
from annotator.gui.reader.geometry import Point
from annotator.gui.reader.keys import CaretKeys, selection_edge
from annotator.gui.reader.pointer import Pointer
from annotator.gui.reader.scene import Scene
from annotator.model.annotation_set import AnnotationSet
from annotator.model.extent import Extent
from annotator.model.identity import Id

RING_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
NO_MARKS = AnnotationSet(Id(""), Id(""), Id(""))


class ReadingView(PageCanvas):
    """Shows a text with its spans and relations and lets both be chosen with mouse and keys.

    All offsets are code points of the text that was given.  The view changes nothing: it says what
    was selected, focused or dragged, and shows what it is told.  Keys that move neither caret nor
    selection go on to the parent.
    """

    selection_changed = Signal(int, int)
    """Start and end of the selection; twice the caret where nothing is selected."""
    span_focused = Signal(object)
    """The id of the span that mouse, keys or the loss of the span put in focus, or None."""
    resize_requested = Signal(object, object)
    """A span id and the fragments (a tuple of Extent) that its ends were dragged to."""
    context_menu_requested = Signal(object, QPoint)
    """The id of the span pointed at or None, and where on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._annotations = NO_MARKS
        self._keys = CaretKeys()
        self.geometry_changed.connect(self._keys.forget_column)
        self._pointer = Pointer(self)
        self.mirror = Mirror(self)

    # The document and its marks

    def show_document(self, text: str, annotations: AnnotationSet) -> None:
        """Show another text with its marks, from the top; selection and focus are gone."""
        had_focus = self.scene.focused is not None
        kept = self.scene
        self.scene = Scene(has_keyboard=kept.has_keyboard, has_ring=kept.has_ring)
        self.scene.set_relations(annotations.relations)
        self._annotations = annotations
        self._pointer.cancel()
        self._keys.forget_column()
        self.page.set_text(text, annotations.spans)
        self._kept = None
        self._refresh()
        self.mirror.follow_text()
        self.selection_changed.emit(0, 0)
        if had_focus:
            self.span_focused.emit(None)

    def show_annotations(self, annotations: AnnotationSet) -> None:
        """Show other marks on the same text; only paragraphs of spans that differ are laid out."""
        before, self._annotations = self._annotations, annotations
        gone, come = differing_spans(before.spans, annotations.spans)
        self.page.replace_spans(gone, come)
        same = map(operator.is_, before.relations, annotations.relations)
        if len(before.relations) != len(annotations.relations) or not all(same):
            self.scene.set_relations(annotations.relations)
        known = self.page.spans.by_id
        if self.scene.hovered not in known:
            self.scene.hovered = None
        if self.scene.preview is not None and self.scene.preview.span in gone:
            self._pointer.cancel()
        if self.scene.focused is not None and self.scene.focused not in known:
            self.change_focus(None)
        self._idle.start()
        self.viewport().update()

    def show_found(self, extents: Sequence[Extent], current: int | None = None) -> None:
        """Put a soft ground under extents, which are in text order; ring and show one of them."""
        self.scene.found = tuple(extents)
        self.scene.current = current
        if current is not None:
            self.show_offset(self.scene.found[current].start)
        self.viewport().update()

    def set_coders(self, coders: Sequence[Id]) -> None:
        """Give the spans of each of several coders lanes of their own, in this order."""
        self.page.set_coders(tuple(coders))
        scale = 1.5 if len(coders) > 1 else 1.0
        self._set_typography(replace(self.typography, lane_scale=scale))

    # Selection

    def selection(self) -> tuple[int, int]:
        """Return anchor and caret."""
        return self.scene.selection

    def set_selection(self, anchor: int, caret: int, is_scrolled: bool = True) -> None:
        """Select from an anchor to the caret, and scroll the caret into view."""
        self.select(anchor, caret)
        if is_scrolled:
            self._show_caret()

    def select(self, anchor: int, caret: int) -> None:
        """Select without scrolling."""
        length = len(self.page.text)
        selection = (max(0, min(length, anchor)), max(0, min(length, caret)))
        if selection == self.scene.selection:
            return
        self.scene.selection = selection
        self.viewport().update()
        self.mirror.follow_selection()
        self.selection_changed.emit(self.scene.start, self.scene.end)

    def selected_extent(self) -> Extent | None:
        """Return what is selected."""
        start, end = self.scene.start, self.scene.end
        return Extent(start, end) if start < end else None

    def selected_text(self) -> str:
        """Return the selected code points, as they are in the text."""
        return self.page.text[self.scene.start : self.scene.end]

    def clear_selection(self) -> None:
        """Keep the caret alone."""
        self.select(self.scene.caret, self.scene.caret)

    def select_all(self) -> None:
        """Select the whole text."""
        self.select(0, len(self.page.text))
        self.selection_finished()

    def copy(self) -> None:
        """Put the selected text on the clipboard."""
        if self.scene.start < self.scene.end:
            QGuiApplication.clipboard().setText(self.selected_text())

    def selection_finished(self) -> None:
        """Offer a finished selection to the middle mouse button, where the system has that."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and self.scene.start < self.scene.end:
            clipboard.setText(self.selected_text(), QClipboard.Mode.Selection)

    def next_offset(self, offset: int, unit: movement.Unit, direction: int) -> int:
        """Return the offset one unit onward (``direction`` 1) or back (-1)."""
        return movement.next_offset(self.page, offset, unit, direction)

    # Spans

    def focused_span(self) -> Id | None:
        """Return the span in focus."""
        return self.scene.focused

    def focus_span(self, span_id: Id | None, is_scrolled: bool = True) -> None:
        """Put a span in focus without telling anyone, and scroll to it where it is out of view."""
        span = self.page.spans.by_id.get(span_id) if span_id is not None else None
        self.scene.focused = span.id if span else None
        self.scene.is_gripped = False
        if span is not None and is_scrolled:
            self.show_offset(span.start)
        self.viewport().update()

    def change_focus(self, span_id: Id | None) -> None:
        """Put a span in focus, and tell."""
        if span_id != self.scene.focused:
            self.focus_span(span_id, is_scrolled=False)
            self.span_focused.emit(span_id)

    def span_at(self, point: QPointF) -> Id | None:
        """Return the span that a click at a point of the viewport would focus first."""
        spans = places.spans_under(self.page, Point(point.x(), point.y()), self.visible())
        return spans[0].id if spans else None

    def spans_at(self, offset: int) -> list[Id]:
        """Return the spans that cover a code point, the innermost first."""
        return [span.id for span in self.page.spans.covering(offset)]

    # Places

    def offset_at(self, point: QPointF) -> int:
        """Return the offset nearest to a point of the viewport."""
        return places.offset_at(self.page, Point(point.x(), point.y()), self.visible())

    def point_of(self, offset: int) -> QPointF:
        """Return a point in the character after an offset: pressing there is pressing before it."""
        return QPointF(*places.point_of(self.page, offset, self.visible()))

    def selection_rects(self) -> list[QRectF]:
        """Return the selected part of each line on view, in the viewport."""
        return self.extent_rects(self.scene.start, self.scene.end)

    def extent_rects(self, start: int, end: int) -> list[QRectF]:
        """Return the part of each line on view that lies in a stretch of the text."""
        rects = places.extent_rects(self.page, start, end, self.visible())
        height = self._height()
        return [QRectF(*rect) for rect in rects if rect.bottom > 0 and rect.top < height]

    def grip_points(self) -> list[tuple[int, bool, QPointF]]:
        """Return the grips on view: number of the fragment, whether its end, where."""
        grips = places.grip_points(self.page, self.visible(), self.scene.focused)
        return [(fragment, is_end, QPointF(*point)) for fragment, is_end, point in grips]

    def _show_caret(self) -> None:
        rect = places.caret_rect(self.page, self.scene.caret, self.visible())
        beyond = self._height()
        if rect.bottom < -beyond or rect.top > 2 * beyond:
            self._bring(self.scene.caret, beyond / 3)
        elif rect.top < 8:
            self.scroll_by(rect.top - 24)
        elif rect.bottom > beyond - 8:
            self.scroll_by(rect.bottom - beyond + 24)

    # Events

    def viewportEvent(self, event: QEvent) -> bool:
        """Forget what was pointed at when the mouse leaves."""
        if event.type() == QEvent.Type.Leave and not self._pointer.is_dragging:
            self._pointer.leave()
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret, and a ring where the keyboard brought the focus."""
        self.scene.has_keyboard = True
        self.scene.has_ring = event.reason() in RING_REASONS
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide caret and ring."""
        self.scene.has_keyboard = self.scene.has_ring = False
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.scene.has_ring = False
            self._keys.forget_column()
            self._pointer.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.double_click(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select on, or find what is pointed at."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End selecting."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.release(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu at the mouse, or at the caret where a key asked.

        On selected words the mark in focus stays: the menu is about the two together.
        """
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = places.caret_rect(self.page, self.scene.caret, self.visible())
            point = self.viewport().mapToGlobal(QPointF(rect.left, rect.bottom).toPoint())
            self.context_menu_requested.emit(self.scene.focused, point)
            return
        mouse = QPointF(event.pos())
        is_selected = any(one.contains(mouse) for one in self.selection_rects())
        span_id = self.scene.focused if is_selected else None
        if span_id is None:
            span_id = self.span_at(mouse)
        if span_id is not None:
            self.change_focus(span_id)
        self.context_menu_requested.emit(span_id, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret, copy, select all; any other key is the parent's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.key() != Qt.Key.Key_Escape or not self._pointer.cancel():
            self._move_caret(event)

    def _move_caret(self, event: QKeyEvent) -> None:
        caret = selection_edge(self.page, event, self.scene.start, self.scene.end)
        if caret is None:
            caret = self._keys.find_offset(self.page, event, self.scene.caret, self._height())
        if caret is None:
            event.ignore()
            return
        is_extended = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.scroll_by(self._keys.scrolled)
        self.set_selection(self.scene.selection[0] if is_extended else caret, caret)
        if is_extended:
            self.selection_finished()
