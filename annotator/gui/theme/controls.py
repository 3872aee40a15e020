"""Painted controls that every panel uses: captions, hairlines, buttons with icons and key caps.

Buttons take the keyboard by Tab only, so a click leaves it where it was (in the text), and a focus
ring is only ever seen by those who use the keyboard.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QSplitterHandle,
    QWidget,
)

from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.icons import draw_icon
from annotator.gui.theme.look import look
from annotator.gui.theme.paint import draw_text, ring, rounded
from annotator.gui.theme.tips import set_tip, tip_text

_KINDS = {
    "title": ("title", 600, "ink"),
    "head": ("small", 600, "ink"),
    "body": ("body", 400, "ink"),
    "small": ("small", 400, "ink2"),
    "count": ("small", 400, "ink3"),
    "bad": ("small", 400, "bad"),
    "caption": ("caption", 400, "ink2"),
}
_CLICK_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def surface(widget: QWidget, kind: str) -> None:
    """Give a widget the ground of a surface: panel, paper or raised."""
    widget.setProperty("surface", kind)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def has_focus(widget: QWidget) -> bool:
    """Tell whether the keyboard is in a widget or in one of its parts."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def order_tabs(stops: Sequence[QWidget]) -> None:
    """Let Tab go from one to the next, also through those that it passes over for the moment.

    Qt leaves out of its order what does not take the keyboard when the order is made.
    """
    policies = [stop.focusPolicy() for stop in stops]
    for stop in stops:
        stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    for before, after in itertools.pairwise(stops):
        QWidget.setTabOrder(before, after)
    for stop, policy in zip(stops, policies, strict=True):
        stop.setFocusPolicy(policy)


def show_whole(widget: QWidget, words: str, *, is_cut: bool) -> None:
    """Let words that are cut be read in the tip, unless the tip says something else."""
    is_ours = bool(widget.property("tip_is_ours"))
    wanted = tip_text(words) if is_cut else ""
    if (is_ours or not widget.toolTip()) and widget.toolTip() != wanted:
        widget.setToolTip(wanted)
        widget.setProperty("tip_is_ours", is_cut)


class Hairline(QFrame):
    """A line of 1 px between regions."""

    def __init__(self, *, is_upright: bool = False) -> None:
        super().__init__()
        if is_upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill with the hairline's colour."""
        QPainter(self).fillRect(self.rect(), QColor(look().theme.hair))


class DividerHandle(QSplitterHandle):
    """A hairline that can be taken hold of."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill with the hairline's colour."""
        QPainter(self).fillRect(self.rect(), QColor(look().theme.hair))


class Divider(QSplitter):
    """Two regions one above the other, with a hairline between them that can be moved.

    The lower one keeps its height as far as there is room; neither goes away.
    """

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._lower = 0
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._on_moved)

    def lower_height(self) -> int:
        """Return the height that the lower region should have."""
        return self._lower

    def set_lower_height(self, height: int) -> None:
        """Give the lower region a height."""
        self._lower = height
        self.setSizes([max(0, self.height() - height - 1), height])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the upper region have what is more or less."""
        super().resizeEvent(event)
        self.set_lower_height(self._lower)

    def _on_moved(self) -> None:
        self._lower = self.sizes()[1]

    def createHandle(self) -> QSplitterHandle:
        """Return a hairline."""
        return DividerHandle(self.orientation(), self)


class Caption(QLabel):
    """One line of text of a kind (title, head, body, small, count, bad, caption), cut to fit.

    What was cut is shown when the pointer rests on it.
    """

    def __init__(self, text: str = "", kind: str = "body") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.kind = kind
        self.is_bold = False

    def set_kind(self, kind: str, *, is_bold: bool = False) -> None:
        """Change size, weight and colour."""
        if (kind, is_bold) != (self.kind, self.is_bold):
            self.kind, self.is_bold = kind, is_bold
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        return QSize(round(text_width(self.text(), self._font()) + 1.5), 18)

    def minimumSizeHint(self) -> QSize:
        """Return a width that may be cut short."""
        return QSize(min(24, self.sizeHint().width()), 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text."""
        colour = getattr(look().theme, _KINDS[self.kind][2])
        area = QRectF(self.contentsRect())
        painter = QPainter(self)
        align = self.alignment() | Qt.AlignmentFlag.AlignVCenter
        is_cut = draw_text(painter, area, self.text(), colour, self._font(), align)
        show_whole(self, self.text(), is_cut=is_cut)

    def _font(self) -> QFont:
        size, weight, _colour = _KINDS[self.kind]
        return named_font(size, 600 if self.is_bold else weight)


class PaintedButton(QAbstractButton):
    """A button that draws itself.  Its text is what screen readers say."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.setText(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Take words as they are: an ampersand in them makes no access key."""
        super().setText(text)
        self.setShortcut(QKeySequence())

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw the button without its focus ring; tell whether words had to be cut."""
        raise NotImplementedError

    def ring_rect(self) -> QRect:
        """Return where the focus ring stands."""
        return self.rect()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, and the ring where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_cut = self.paint(painter, QRectF(self.rect()))
        show_whole(self, self.text(), is_cut=is_cut)
        if self.hasFocus():
            ring(painter, self.ring_rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter as well as with the space bar."""
        if event.key() in _CLICK_KEYS:
            self.click()
        else:
            super().keyPressEvent(event)


class IconButton(PaintedButton):
    """A square button with an icon; its words and key are shown when the pointer rests on it."""

    def __init__(self, icon: str, words: str = "", key: str = "", size: int = 26) -> None:
        super().__init__(words)
        self.icon_name, self.key = icon, key
        self.setFixedSize(size, size)
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Change what the button says it does."""
        self.setText(words)
        self.setAccessibleName(words)
        set_tip(self, f"{words} ({self.key})" if self.key else words)

    def paint(self, painter: QPainter, rect: QRectF) -> bool:
        """Draw the icon on its ground."""
        theme = look().theme
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            rounded(painter, rect, theme.chosen if self.isDown() else theme.hover)
        x, y = (rect.width() - 16) / 2, (rect.height() - 16) / 2
        draw_icon(painter, self.icon_name, x, y, theme.ink2 if self.isEnabled() else theme.faint)
        return False


class PlainButton(QPushButton):
    """Qt's push button in our dress: an outline, or filled (``primary``), or bare (``flat``)."""

    def __init__(self, words: str, dress: str = "") -> None:
        super().__init__(words)
        if dress:
            self.setProperty(dress, True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter as well as with the space bar."""
        if event.key() in _CLICK_KEYS:
            self.click()
        else:
            super().keyPressEvent(event)
