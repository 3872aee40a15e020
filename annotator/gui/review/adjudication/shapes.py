"""Signs painted on the screen: votes, progress, states, an empty line to be filled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotator.gui.theme.faces import named_font, text_width
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.gui.theme.paint import CENTRE, draw_cap, draw_text, rounded, smooth
from annotator.workbench.adjudicating.states import Card, CaseState

VOTE = 26
"""The width of one coder's letter with its shape."""
NARROW_VOTE = 13
"""The width of a shape alone, where there are many coders."""
WITH_LETTERS = 3
"""Up to how many coders the letters stand beside the shapes."""
_RADIUS = 3.8
_FILLED = 4

Votes = tuple[tuple[str, int], ...]
"""Letters with the number of their reading, from 1; 0 where a coder has marked nothing."""

STATE_SIGNS = {
    CaseState.SENT_BACK: "↩",
    CaseState.STALE: "⟳",
    CaseState.SKIPPED: "–",
    CaseState.WAITING: "…",
}


def votes_of(card: Card) -> Votes:
    """Return which coders read a case alike."""
    known: dict[object, int] = {}
    found = []
    for place, letter in enumerate(card.letters):
        marks = (*card.spans.get(letter, ()), *card.relations.get(letter, ()))
        is_there = any(mark is not None for mark in marks) or not (card.spans or card.relations)
        reading = tuple(repr(row.cells[place].value) for row in card.rows if row.differs)
        number = known.setdefault(reading, len(known) + 1) if is_there else 0
        found.append((letter, number))
    return tuple(found)


def votes_width(votes: Votes) -> float:
    """Return the room that the votes of a case need."""
    return len(votes) * (VOTE if len(votes) <= WITH_LETTERS else NARROW_VOTE)


def draw_votes(painter: QPainter, right: float, middle: float, votes: Votes) -> None:
    """Draw one shape a coder, ending at the right: same shape, same reading; a ring for nothing."""
    theme, has_letters = look().theme, len(votes) <= WITH_LETTERS
    x = right - votes_width(votes)
    smooth(painter)
    for letter, number in votes:
        if has_letters:
            area = QRectF(x, middle - 8, 12, 16)
            draw_text(painter, area, letter, theme.ink2, named_font("caption"))
        step = VOTE if has_letters else NARROW_VOTE
        draw_shape(painter, QPointF(x + step - 7, middle), number)
        x += step


def draw_shape(painter: QPainter, at: QPointF, number: int) -> None:
    """Draw the shape of a reading: disc, lozenge, triangle, square; a ring for nothing.

    Where there are more readings, lozenge, triangle and square come again as outlines.
    """
    theme = look().theme
    colour = QColor(theme.ink if number else theme.ink3)
    painter.setPen(QPen(colour, 1.3))
    painter.setBrush(colour if 1 <= number <= _FILLED else Qt.BrushStyle.NoBrush)
    if number <= 1:
        painter.drawEllipse(at, _RADIUS - 0.4, _RADIUS - 0.4)
        return
    painter.drawPath(_outline(at, (number - 2) % 3))


def _outline(at: QPointF, which: int) -> QPainterPath:
    r = _RADIUS
    points = (
        ((0, -r - 0.8), (r + 0.8, 0), (0, r + 0.8), (-r - 0.8, 0)),
        ((0, -r), (r + 0.4, r - 0.6), (-r - 0.4, r - 0.6)),
        ((-r + 0.6, -r + 0.6), (r - 0.6, -r + 0.6), (r - 0.6, r - 0.6), (-r + 0.6, r - 0.6)),
    )[which]
    path = QPainterPath(at + QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(at + QPointF(*point))
    path.closeSubpath()
    return path


def draw_letter(painter: QPainter, x: float, middle: float, labels: Sequence[str]) -> float:
    """Draw the letter chips of the labels of a case, two at most; return the right edge."""
    for label in labels[:2]:
        letter = naming().label_letter(label)
        x += draw_cap(painter, x, middle, letter, look().tone(label), 16) + 3
    return x


def draw_name(painter: QPainter, x: float, middle: float, label: str, room: float) -> float:
    """Draw the chip of a label's whole name; return the right edge."""
    tone, used = look().tone(label), named_font("caption", 600)
    known = naming().codebook
    is_relation = label in known.relations
    name = naming().relation_name(label) if is_relation else naming().label_name(label)
    width = min(text_width(name, used) + 10, room)
    rect = QRectF(x, middle - 8.5, width, 17)
    edge = tone.line if look().theme.is_high_contrast else None
    rounded(painter, rect, tone.tag, 3.5, edge)
    draw_text(painter, rect.adjusted(3, 0, -3, 0), name, tone.text, used, CENTRE)
    return x + width


def draw_tick(painter: QPainter, at: QPointF, colour: str, scale: float = 0.9) -> None:
    """Draw a tick around a point."""
    smooth(painter)
    path = QPainterPath(at + QPointF(-4 * scale, 0))
    path.lineTo(at + QPointF(-1.2 * scale, 3 * scale))
    path.lineTo(at + QPointF(4.2 * scale, -3.4 * scale))
    pen = QPen(QColor(colour), 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def draw_pieces(painter: QPainter, rect: QRectF, states: Sequence[bool], present: int) -> None:
    """Draw one piece a case: filled where decided, outlined where open, a taller one for here."""
    theme, count = look().theme, len(states)
    if not count:
        return
    gap = 3.0 if rect.width() / count > 9 else 1.0
    width = (rect.width() - gap * (count - 1)) / count
    smooth(painter)
    for place, is_settled in enumerate(states):
        piece = QRectF(rect.x() + place * (width + gap), rect.y(), width, rect.height())
        if place == present:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.focus))
            painter.drawRoundedRect(piece.adjusted(0, -2, 0, 2), 2, 2)
        elif is_settled or width < 5:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ink2 if is_settled else theme.faint))
            painter.drawRoundedRect(piece, 2, 2)
        else:
            painter.setPen(QPen(QColor(theme.edge), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(piece.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
