"""One version of a text to look at beside another: what differs is tinted, one mark stands out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit

from annotator.gui.reader.display import text_display
from annotator.gui.theme.faces import font
from annotator.gui.theme.look import look
from annotator.model.extent import Extent, Fragments
from annotator.text.offsets import OffsetMap

_SIZE = 14
_BEFORE_BREAK = re.compile("\r(?=\n)")
MOST_TINTS = 2_000
"""How many changed places are tinted; a text with more of them is another text."""


class TextPane(QPlainTextEdit):
    """A text that can be read and selected, but not changed; all offsets are code points."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._offsets = OffsetMap("")
        self._length = 0
        self._tinted: Sequence[Extent] = ()
        self._colour = "ok"
        self._shown: Fragments = ()
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(font(_SIZE, 400, "reading"))
        self.document().setDocumentMargin(10)
        look().changed.connect(self._dress)
        self._dress()

    def show_text(self, text: str, tinted: Sequence[Extent], colour: str) -> None:
        """Show a text with the places tinted that the other one does not have."""
        self._offsets, self._length = OffsetMap(text), len(text)
        self._tinted, self._colour, self._shown = tinted[:MOST_TINTS], colour, ()
        # A line end of two characters is shown as one, and counted as two.
        self.setPlainText(text_display(_BEFORE_BREAK.sub("\u2060", text)))
        self._dress()

    def show_place(self, fragments: Fragments) -> None:
        """Let a place stand out and bring it into view; nothing where there is none."""
        self._shown = fragments
        if fragments:
            self.show_around(fragments[0].start)
        self._dress()

    def show_around(self, offset: int) -> None:
        """Bring an offset into view; what was selected is not any more."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._offsets.to_utf16(min(offset, self._length)))
        self.setTextCursor(cursor)
        self.centerCursor()

    def selected(self) -> Extent | None:
        """Return the selected words, None where nothing is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start = self._offsets.to_code_point(cursor.selectionStart())
        end = self._offsets.to_code_point(cursor.selectionEnd(), is_ceiling=True)
        return Extent(start, min(end, self._length))

    def _cursor(self, extent: Extent) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._offsets.to_utf16(min(extent.start, self._length)))
        end = self._offsets.to_utf16(min(extent.end, self._length))
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _dress(self) -> None:
        theme = look().theme
        self.setStyleSheet(
            f"QPlainTextEdit {{ background:{theme.paper}; color:{theme.ink};"
            f" border:1px solid {theme.hair}; border-radius:5px }}"
            f"QPlainTextEdit:focus {{ border:1px solid {theme.focus} }}"
        )
        tint = QColor(getattr(theme, self._colour))
        tint.setAlphaF(0.3)
        changed, shown = QTextCharFormat(), QTextCharFormat()
        changed.setBackground(tint)
        changed.setFontUnderline(theme.is_high_contrast)
        shown.setBackground(QColor(theme.select))
        shown.setFontUnderline(True)
        # What differs is seen within the mark as well, so it comes last.
        self.setExtraSelections(
            [
                *(self._selection(extent, shown) for extent in self._shown),
                *(self._selection(extent, changed) for extent in self._tinted),
            ]
        )

    def _selection(self, extent: Extent, dress: QTextCharFormat) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        made.cursor = self._cursor(extent)
        made.format = dress
        return made
