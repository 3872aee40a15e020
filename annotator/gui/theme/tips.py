"""Tips: what is shown while the pointer rests on something."""

from __future__ import annotations

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QWidget

MOST_LETTERS = 2000
"""How much of a text a tip shows; a mark can be as long as its article."""


def tip_text(words: str) -> str:
    """Return what a tip must be given to show words letter for letter.

    Qt reads a tip that looks like HTML as HTML; names, texts and notes of people are never that.
    """
    shown = words if len(words) <= MOST_LETTERS else f"{words[:MOST_LETTERS]}…"
    return Qt.convertFromPlainText(shown) if Qt.mightBeRichText(shown) else shown


def set_tip(widget: QWidget, words: str) -> None:
    """Give a widget a tip with these words, or none."""
    widget.setToolTip(tip_text(words))
