"""Type faces and fonts: the first installed of a list, in pixel sizes."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from annotator.gui.theme.tokens import FACES, TYPE

_POINTS_PER_INCH = 72


@cache
def face(kind: str = "ui") -> str:
    """Return the family for a kind (``ui``, ``reading``, ``mono``) on this computer."""
    installed = set(QFontDatabase.families())
    return next((name for name in FACES[kind] if name in installed), QFont().family())


@cache
def font(px: float, weight: int = 400, kind: str = "ui") -> QFont:
    """Return a font of a size in pixels.  It is shared: copy it before changing it."""
    made = QFont(face(kind))
    if px == int(px):
        made.setPixelSize(int(px))
    else:
        made.setPointSizeF(px * _POINTS_PER_INCH / _dots_per_inch())
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def named_font(name: str, weight: int = 400) -> QFont:
    """Return a font by the name of its size: key, caption, small, body, title, display."""
    return font(TYPE[name], weight)


def text_width(text: str, used: QFont) -> float:
    """Return how wide a line of text is, in pixels."""
    return QFontMetricsF(used).horizontalAdvance(text)


def _dots_per_inch() -> float:
    screen = QGuiApplication.primaryScreen()
    return screen.logicalDotsPerInch() if screen else 96.0
