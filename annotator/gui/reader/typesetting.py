"""Paragraphs shaped by Qt: fonts, lines, and where Qt puts characters and words."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt, QTextBoundaryFinder
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from annotator.gui.reader.block import Block, Line, Stretches
from annotator.gui.reader.display import paragraph_display
from annotator.gui.reader.measures import LetterSizes, Measures, Typography

TRAILING = QTextLine.Edge.Trailing
ON_CHARACTER = QTextLine.CursorPosition.CursorOnCharacter
STARTS = QTextBoundaryFinder.BoundaryReason.StartOfItem
ENDS = QTextBoundaryFinder.BoundaryReason.EndOfItem


class ShapedLine(Line):
    """A line that Qt has broken off a paragraph."""

    __slots__ = ("text_line",)

    def __init__(self, text_line: QTextLine) -> None:
        start = text_line.textStart()
        end = start + text_line.textLength()
        super().__init__(start, end, text_line.ascent(), text_line.descent())
        self.text_line = text_line

    def x_of(self, place: int, *, is_trailing: bool = False) -> float:
        """Return the distance of a place from the left edge of the text."""
        if is_trailing:
            return cast("tuple[float, int]", self.text_line.cursorToX(place, TRAILING))[0]
        return cast("tuple[float, int]", self.text_line.cursorToX(place))[0]

    def place_near(self, x: float) -> int:
        """Return the place between characters nearest to a distance from the left edge."""
        return self.text_line.xToCursor(x)

    def place_under(self, x: float) -> int:
        """Return the place of the character at a distance from the left edge."""
        return self.text_line.xToCursor(x, ON_CHARACTER)


class ShapedBlock(Block):
    """A paragraph that Qt has shaped and broken into lines."""

    __slots__ = ("layout", "metrics")

    def __init__(
        self, index: int, start: int, text: str, typesetter: Typesetter, bold: Stretches
    ) -> None:
        super().__init__(index, start, text, bold)
        self.metrics = typesetter.metrics
        display = paragraph_display(text)
        self.layout = QTextLayout(display, typesetter.font)
        self.set_lines(self._broken_lines(typesetter.measures), display)

    def next_place(self, place: int) -> int:
        """Return the place after the character that begins at a place, the same at the end."""
        return self.layout.nextCursorPosition(place)

    def previous_place(self, place: int) -> int:
        """Return the place of the character that ends at a place, the same at the start."""
        return self.layout.previousCursorPosition(place)

    def find_word_edge(
        self, place: int, direction: int, *, is_end: bool, is_here: bool = False
    ) -> int | None:
        """Return the nearest start of a word (``is_end``: end) in a direction (1 or -1)."""
        wanted = ENDS if is_end else STARTS
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, self.layout.text())
        finder.setPosition(place)
        if is_here and finder.boundaryReasons() & wanted:
            return place
        step = finder.toNextBoundary if direction > 0 else finder.toPreviousBoundary
        while step() >= 0:
            if finder.boundaryReasons() & wanted:
                return finder.position()
        return None

    def letters_width(self, letters: str) -> float:
        """Return the width that letters have on their own."""
        return self.metrics.horizontalAdvance(letters)

    def _broken_lines(self, measures: Measures) -> list[ShapedLine]:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTabStopDistance(measures.character * 8)
        if self.direction.is_right_to_left:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        else:
            option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        layout = self.layout
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        if self.bold:
            layout.setFormats([self._bold_format(*stretch) for stretch in self.bold])
        lines: list[ShapedLine] = []
        layout.beginLayout()
        while (text_line := layout.createLine()).isValid():
            text_line.setLineWidth(measures.column)
            lines.append(ShapedLine(text_line))
        layout.endLayout()
        return lines

    def _bold_format(self, start: int, end: int) -> QTextLayout.FormatRange:
        letters = QTextCharFormat()
        letters.setFontWeight(QFont.Weight.DemiBold)
        stretch = QTextLayout.FormatRange()
        stretch.start = self.to_utf16(self.start + start)
        stretch.length = self.to_utf16(self.start + end) - stretch.start
        stretch.format = letters
        return stretch


class Typesetter:
    """Shapes paragraphs for one typography in a view of one width."""

    def __init__(self, typography: Typography, view_width: int) -> None:
        self.font = _reading_font(typography)
        self.metrics = QFontMetricsF(self.font)
        self.tag_font = _tag_font(typography, self.font.pointSizeF())
        sizes = letter_sizes(self.metrics, QFontMetricsF(self.tag_font))
        self.measures = Measures(typography, sizes, view_width)

    def shape(self, index: int, start: int, text: str, bold: Stretches) -> Block:
        """Return a paragraph, shaped; ``bold`` are the stretches to be semi-bold."""
        return ShapedBlock(index, start, text, self, bold)


def letter_sizes(text: QFontMetricsF, tags: QFontMetricsF) -> LetterSizes:
    """Return what the distances follow from."""
    return LetterSizes(
        height=text.height(),
        ascent=text.ascent(),
        descent=text.descent(),
        character=text.averageCharWidth(),
        cap_height=tags.capHeight(),
        tag_letters=tags.horizontalAdvance,
    )


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
