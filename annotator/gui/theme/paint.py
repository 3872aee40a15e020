"""Small things painted by hand: text in one line, key caps, state dots, grounds, rings."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.look import look
from annotator.gui.theme.tokens import RADIUS, SIZE
from annotator.gui.theme.tone import Tone
from annotator.model.document import Progress

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter

_CAP_GAP = 3
_CAP_PADDING = 9
_SHADOW_STEPS = 16
_BREAKS = str.maketrans(dict.fromkeys("\n\r\t\v\f\x85\u2028\u2029", " "))


def smooth(painter: QPainter) -> None:
    """Smooth edges from here on."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def elide(text: str, width: float, used: QFont) -> str:
    """Cut a text with an ellipsis so that it fits a width in pixels."""
    return QFontMetricsF(used).elidedText(text, Qt.TextElideMode.ElideRight, max(width, 0))


def draw_text(
    painter: QPainter,
    rect: QRectF | QRect,
    text: str,
    colour: str,
    used: QFont,
    align: Qt.AlignmentFlag = LEFT,
) -> bool:
    """Draw one line, cut with an ellipsis where it does not fit; tell whether it was cut."""
    area = QRectF(rect)
    shown = elide(one_line(text), area.width() + 0.5, used)
    painter.setFont(used)
    painter.setPen(QColor(colour))
    painter.drawText(area, int(align | Qt.TextFlag.TextSingleLine), shown)
    return shown != one_line(text)


def one_line(text: str) -> str:
    """Return a text on one line: every break and tab as a blank."""
    return text.translate(_BREAKS)


def cap_width(key: str, height: float = SIZE["cap"]) -> float:
    """Return the width of a key cap; one letter makes a square."""
    if len(key) <= 1:
        return height
    return max(height, text_width(key, named_font("key", 600)) + _CAP_PADDING)


def draw_cap(
    painter: QPainter,
    x: float,
    middle: float,
    key: str,
    tone: Tone | None = None,
    height: float = SIZE["cap"],
    is_strong: bool = False,
) -> float:
    """Draw a key cap with its left edge at ``x``, centred on ``middle``; return its width.

    Keys of labels wear the label's hue (``is_strong``: as its focused tag does), others an outline.
    """
    theme = look().theme
    width = cap_width(key, height)
    rect = QRectF(x, middle - height / 2, width, height)
    if tone is None:
        rounded(painter, rect, None, RADIUS["key"], theme.faint)
        letters = theme.ink2
    else:
        edge = tone.line if theme.is_high_contrast else None
        rounded(painter, rect, tone.line_on if is_strong else tone.tag, RADIUS["key"], edge)
        letters = tone.on if is_strong else tone.text
    draw_text(painter, rect.adjusted(-2, 0, 2, 0), key, letters, named_font("key", 600), CENTRE)
    return width


def split_keys(keys: str) -> list[str]:
    """Return the caps of a key sequence such as ``Ctrl+Z``; the plus key itself is kept."""
    if keys in ("", "+"):
        return [keys] if keys else []
    ends_with_plus = keys.endswith("++")
    parts = keys[:-2].split("+") if ends_with_plus else keys.split("+")
    return [*parts, "+"] if ends_with_plus else parts


def caps_width(keys: str, height: float = SIZE["cap"]) -> float:
    """Return the width of all caps of a key sequence."""
    return sum(cap_width(key, height) + _CAP_GAP for key in split_keys(keys))


def draw_caps(
    painter: QPainter, right: float, middle: float, keys: str, height: float = SIZE["cap"]
) -> float:
    """Draw the caps of a key sequence so that they end at ``right``; return their left edge."""
    x = right
    for key in reversed(split_keys(keys)):
        x -= cap_width(key, height)
        draw_cap(painter, x, middle, key, height=height)
        x -= _CAP_GAP
    return x


def draw_dot(
    painter: QPainter, x: float, y: float, progress: Progress, radius: float = 3.6
) -> None:
    """Draw how far a document is: a ring, a half, a disc.  Shape first, colour second."""
    theme = look().theme
    colours = {
        Progress.NEW: theme.edge,
        Progress.IN_PROGRESS: theme.ink2,
        Progress.DONE: theme.ok,
    }
    colour = QColor(colours[progress])
    smooth(painter)
    painter.setPen(QPen(colour, 1.4))
    is_done = progress is Progress.DONE
    painter.setBrush(colour if is_done else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(x, y), radius, radius)
    if progress is Progress.IN_PROGRESS:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        half = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
        painter.drawPie(half, 90 * 16, -180 * 16)


def rounded(
    painter: QPainter,
    rect: QRectF | QRect,
    fill: str | None,
    radius: float = RADIUS["control"],
    edge: str | None = None,
) -> None:
    """Draw a ground with round corners and, where given, an edge of 1 px.

    In high contrast the ground of chosen things gets an edge of itself.
    """
    theme = look().theme
    if theme.is_high_contrast and fill == theme.chosen:
        edge = edge or theme.edge
    smooth(painter)
    painter.setPen(QPen(QColor(edge), 1) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    area = QRectF(rect)
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5) if edge else area, radius, radius)


def ring(painter: QPainter, rect: QRectF | QRect, radius: float = RADIUS["control"]) -> None:
    """Draw the focus ring just inside a rectangle."""
    smooth(painter)
    painter.setPen(QPen(QColor(look().theme.focus), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius)


def draw_shadow(painter: QPainter, rect: QRectF, radius: float, reach: float, drop: float) -> None:
    """Draw the soft shadow of what floats around a rectangle; nothing in high contrast."""
    strength = look().theme.shadow
    if not strength:
        return
    smooth(painter)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, max(1, round(strength / _SHADOW_STEPS * 0.7))))
    for step in range(_SHADOW_STEPS):
        spread = reach * (1 - step / _SHADOW_STEPS) ** 2
        area = rect.adjusted(-spread, -spread + drop, spread, spread + drop)
        painter.drawRoundedRect(area, radius + spread, radius + spread)
