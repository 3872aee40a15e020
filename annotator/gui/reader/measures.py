"""Fonts and the distances that follow from them, in pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication

PAD_TOP = 16.0
PAD_BOTTOM = 24.0
GUTTER = 44.0
"""Room at the left of the text, where arcs run."""
RIGHT_MARGIN = 30.0
ARC_ROOM = 7.0
ZOOM_RANGE = (0.4, 4.0)


@dataclass(frozen=True, slots=True)
class Typography:
    """What a reader can choose: faces, size, zoom, line spacing, characters a line at most.

    ``lane_scale`` widens the lanes where several coders stand under one line.
    """

    family: str = ""
    tag_family: str = ""
    point_size: float = 12.5
    zoom: float = 1.0
    spacing: float = 1.62
    characters: float = 70
    lane_scale: float = 1.0


class Measures:
    """All sizes for one typography in a view of one width."""

    def __init__(self, typography: Typography, view_width: int) -> None:
        self.typography = typography
        self.font = _reading_font(typography)
        self.metrics = QFontMetricsF(self.font)
        self.tag_font = _tag_font(typography, self.font.pointSizeF())
        self.tag_metrics = QFontMetricsF(self.tag_font)
        self._take_metrics()
        self._letters_widths: dict[str, float] = {}
        width = max(view_width, 200)
        wanted = self.character * typography.characters * 1.06
        self.column = max(160.0, min(wanted, width - GUTTER - RIGHT_MARGIN))
        self.left = max(GUTTER, (width - self.column) / 2)

    def _take_metrics(self) -> None:
        height = self.metrics.height()
        self.height = height
        self.character = self.metrics.averageCharWidth()
        self.lead = height * (self.typography.spacing - 1)
        self.paragraph_gap = height * 0.18
        self.lane_height = max(4.0, height * 0.175) * self.typography.lane_scale
        self.lane_stroke = max(2.0, height * 0.088)
        self.ascent = self.metrics.ascent() - height * 0.14
        self.descent = self.metrics.descent() - height * 0.03
        self.full_ascent = self.metrics.ascent() + 0.6
        self.full_descent = self.metrics.descent() + 0.6
        self.cap_height = self.tag_metrics.capHeight()
        self.tag_height = math.ceil(self.cap_height) + 6

    def letters_width(self, name: str) -> float:
        """Return the width of a name in the letters of tags."""
        width = self._letters_widths.get(name)
        if width is None:
            width = self._letters_widths[name] = self.tag_metrics.horizontalAdvance(name)
        return width

    def tag_width(self, name: str) -> float:
        """Return the width of a tag with a name on it."""
        return max(self.tag_height, self.letters_width(name) + 7)

    def name_rect(self, tag: QRectF, name: str) -> QRectF:
        """Return the place of a tag that shows a longer name, kept inside the text column."""
        width = max(tag.width(), self.letters_width(name) + 9)
        x = max(0.0, min(tag.x(), self.column + 24 - width))
        return QRectF(x, tag.y(), width, tag.height())

    def estimate(self, length: int) -> float:
        """Return about how high a paragraph of so many characters is."""
        fitting = max(8.0, self.column / (self.character * 1.02))
        lines = math.ceil(length / fitting) or 0.5
        return self.height * self.typography.spacing * lines + self.paragraph_gap


def _reading_font(typography: Typography) -> QFont:
    font = QFont(typography.family) if typography.family else QGuiApplication.font()
    font.setPointSizeF(typography.point_size * typography.zoom)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _tag_font(typography: Typography, reading_size: float) -> QFont:
    font = QFont(typography.tag_family) if typography.tag_family else QGuiApplication.font()
    font.setPointSizeF(max(6.5, reading_size * 0.62))
    font.setWeight(QFont.Weight.DemiBold)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.2)
    return font
