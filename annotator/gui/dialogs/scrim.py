"""The veil over the window and the one thing that floats on it."""

from __future__ import annotations

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QGraphicsOpacityEffect, QWidget
from shiboken6 import isValid

from annotator.gui.theme.look import look
from annotator.gui.theme.paint import draw_shadow
from annotator.gui.theme.tokens import RADIUS

SHADOW_REACH = 22
SHADOW_DROP = 8
MARGIN = 24
"""Least distance of what floats from the edges of the window."""


class Floating(QWidget):
    """Something that floats over a window: modal to that window, closed with Esc.

    ``closed`` is emitted once, when it begins to go away; it deletes itself afterwards.
    """

    closed = Signal()
    top: int | None = None
    """Distance from the upper edge of the window; None puts it in the middle."""
    is_veiled = True
    """Whether the window behind is dimmed."""
    closes_outside = False
    """Whether a click beside it closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._scrim: Scrim | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether it floats over a window now."""
        return self._scrim is not None

    def open_over(self, window: QWidget) -> None:
        """Float over a window and take the focus."""
        self._scrim = Scrim(window, self)
        self._scrim.appear()

    def dismiss(self) -> None:
        """Go away and give the focus back to who had it.  Doing so twice is once."""
        scrim, self._scrim = self._scrim, None
        if scrim is not None:
            scrim.vanish()
            self.closed.emit()

    def first_focus(self) -> QWidget:
        """Return the widget that takes the focus when this opens."""
        return self

    def place_in(self, room: QRect) -> QRect:
        """Return where to stand in a window of this size: centred, or ``top`` from above."""
        wanted = self.size_in(room)
        x = room.x() + (room.width() - wanted.width()) // 2
        if self.top is None:
            y = room.y() + (room.height() - wanted.height()) // 2
        else:
            y = room.y() + min(self.top, max(MARGIN, room.height() - wanted.height() - MARGIN))
        return QRect(QPoint(x, y), wanted)

    def size_in(self, room: QRect) -> QSize:
        """Return the size wanted, never larger than the window."""
        hint = self.sizeHint().expandedTo(self.minimumSize()).boundedTo(self.maximumSize())
        width = min(hint.width(), room.width() - 2 * MARGIN)
        layout, height = self.layout(), hint.height()
        if layout is not None and layout.hasHeightForWidth():
            height = layout.totalHeightForWidth(width)
        height = max(height, self.minimumHeight())
        return QSize(width, min(height, self.maximumHeight(), room.height() - 2 * MARGIN))

    def settle(self) -> None:
        """Take size and place again, after the content has grown or shrunk."""
        if self._scrim is not None:
            self._scrim.settle()

    def event(self, event: QEvent) -> bool:
        """Take the new size when the content has grown or shrunk."""
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.settle()
        return is_done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc; every other key stays here."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep a click here from being one beside it."""
        event.accept()


class Scrim(QWidget):
    """Covers a window while something floats over it: no mouse, key or shortcut gets through."""

    def __init__(self, window: QWidget, floating: Floating) -> None:
        super().__init__(window)
        self._floating = floating
        self._before = window.window().focusWidget()
        self._is_open = True
        self._window = window
        self._fade: QPropertyAnimation | None = None
        self._effect = QGraphicsOpacityEffect(self)
        self._effect.setEnabled(False)
        self.setGraphicsEffect(self._effect)
        floating.setParent(self)
        window.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self.on_focus_changed)
        look().changed.connect(self.update)

    def appear(self) -> None:
        """Cover the window, show what floats and give it the focus."""
        self.settle()
        self._floating.show()
        self.show()
        self.raise_()
        self._take_focus(Qt.FocusReason.PopupFocusReason)
        self._run_fade(0.0, 1.0)

    def vanish(self) -> None:
        """Give the focus back at once, fade, and delete this with what floats."""
        self._is_open = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._give_back_focus()
        self._run_fade(1.0, 0.0)
        if self._fade is None:
            self._finish()
        else:
            self._fade.finished.connect(self._finish)

    def settle(self) -> None:
        """Cover the whole window, and put what floats in its place."""
        self.setGeometry(self._window.rect())
        before, after = self._floating.geometry(), self._floating.place_in(self.rect())
        if before != after:
            self._floating.setGeometry(after)
            # Only the shadow has moved: the window behind is dear to paint.
            around = SHADOW_REACH + SHADOW_DROP
            for area in (before, after):
                self.update(area.adjusted(-around, -around, around, around))

    def is_top(self) -> bool:
        """Tell whether nothing else floats above this."""
        option = Qt.FindChildOption.FindDirectChildrenOnly
        others = self._window.findChildren(Scrim, options=option)
        return [scrim for scrim in others if scrim._is_open][-1:] == [self]

    def on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Bring the focus back when it has gone to something behind, or to nothing."""
        if not self._is_open or not isValid(self) or not self.is_top():
            return
        if now is None:
            is_lost = QApplication.activeWindow() is self.window()
        else:
            is_lost = now.window() is self.window() and not self.isAncestorOf(now)
        if is_lost:
            # What wanted the focus meanwhile, as a screen shown behind does, has it afterwards.
            self._before = now or self._before
            self._take_focus(Qt.FocusReason.OtherFocusReason)

    def _take_focus(self, reason: Qt.FocusReason) -> None:
        """Give the keyboard to where it begins, or to the whole where that is off or not shown."""
        wanted = self._floating.first_focus()
        can_take = wanted.isEnabled() and wanted.isVisibleTo(self._floating)
        (wanted if can_take else self._floating).setFocus(reason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move the focus around inside what floats, never out of it."""
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        start = found = self.focusWidget() or self._floating
        while True:
            after = found.nextInFocusChain() if forward else found.previousInFocusChain()
            found = after or start
            if found is start:
                return True
            if self._can_take_focus(found):
                found.setFocus(reason)
                if self.focusWidget() is not start:  # the ground of a table hands it back
                    return True

    def _can_take_focus(self, widget: QWidget) -> bool:
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        inside = self._floating is widget or self._floating.isAncestorOf(widget)
        return takes_tab and inside and widget.isEnabled() and widget.isVisible()

    def _give_back_focus(self) -> None:
        before = self._before
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _run_fade(self, start: float, end: float) -> None:
        duration = look().motion_ms
        if not duration or not self.isVisible():
            return
        self._effect.setOpacity(start)
        self._effect.setEnabled(True)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setDuration(duration)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.setStartValue(start)
        self._fade.setEndValue(end)
        self._fade.finished.connect(self._end_fade)
        self._fade.start()

    def _end_fade(self) -> None:
        # An effect that stays would draw every later change twice.
        self._fade = None
        if self._is_open:
            self._effect.setEnabled(False)
            # Qt leaves out what paints all of its ground itself; the window behind would show.
            for widget in self._floating.findChildren(QWidget):
                if widget.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent):
                    widget.update()

    def _finish(self) -> None:
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the window."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.settle()
        return False

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the window's own shortcuts for what floats."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close what may be closed by a click beside it; otherwise nothing happens."""
        event.accept()
        if self._floating.closes_outside:
            self._floating.dismiss()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint the shadow again where it belongs now."""
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the window and draw the shadow."""
        painter = QPainter(self)
        if self._floating.is_veiled:
            painter.fillRect(self.rect(), QColor(look().theme.scrim))
        area = QRectF(self._floating.geometry())
        draw_shadow(painter, area, RADIUS["sheet"], SHADOW_REACH, SHADOW_DROP)
        painter.end()
