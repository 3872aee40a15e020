"""The values the whole look is made of: themes, spaces, sizes, type.  No Qt here.

Floors of contrast (text, lines, tag letters) belong to each theme; ``tone.report`` checks them all.
"""

from __future__ import annotations

from dataclasses import dataclass

SPACE = {"xs": 4, "s": 8, "m": 12, "l": 16, "xl": 24, "xxl": 40}
RADIUS = {"key": 3, "control": 5, "card": 8, "sheet": 10}
SIZE = {
    "row": 26,
    "control": 26,
    "field": 30,
    "menubar": 34,
    "status": 26,
    "doc_row": 50,
    "label_row": 24,
    "cap": 17,
    "rail": 44,
    "left": 212,
    "right": 340,
    "left_wide": 252,
    "right_wide": 388,
    "palette": 600,
    "dialog": 1040,
}
"""Device-independent pixels."""

WIDE_WINDOW = 1700
"""From this width on the side columns take their wide size."""
FOLD_LEFT, FOLD_RIGHT = 1280, 1100
"""Below these widths the left and then the right column fold themselves."""

TYPE = {"key": 10.5, "caption": 11, "small": 12, "body": 13, "title": 15, "display": 26}
"""Pixels at 96 dots per inch; the system scales them."""
READING_PT, READING_LINE, MEASURE = 12.5, 1.62, 70
MOTION_MS = 90
"""Length of a fade; none where the system asks for less motion."""

FACES = {
    "ui": (
        "Segoe UI Variable Text",
        "Segoe UI",
        ".AppleSystemUIFont",
        "Helvetica Neue",
        "Inter",
        "Noto Sans",
        "Cantarell",
        "DejaVu Sans",
    ),
    "reading": (
        "Source Serif 4",
        "Charter",
        "Sitka Text",
        "Cambria",
        "Noto Serif",
        "Georgia",
        "DejaVu Serif",
    ),
    "mono": (
        "Cascadia Mono",
        "SF Mono",
        "Menlo",
        "Consolas",
        "Noto Sans Mono",
        "DejaVu Sans Mono",
    ),
}
"""By kind; the first that is installed is used."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours (``#RRGGBB``; the scrim ``#AARRGGBB``) with its floors of contrast.

    ``paper`` is the reading surface and fields, ``panel`` the side columns, ``raised`` what floats.
    ``ink3`` is the weakest text; ``faint`` is decoration and never carries meaning alone.  ``fill``
    and ``fill_on`` are the share of a label's hue in the ground of a mark and of the focused one.
    """

    name: str
    is_dark: bool
    paper: str
    panel: str
    raised: str
    ink: str
    ink2: str
    ink3: str
    faint: str
    hair: str
    rim: str
    edge: str
    hover: str
    chosen: str
    focus: str
    select: str
    ok: str
    warn: str
    bad: str
    scrim: str
    shadow: int
    on_ink: str
    text_floor: float = 4.5
    line_floor: float = 3.0
    tag_floor: float = 5.5
    fill: float = 0.13
    fill_on: float = 0.30

    @property
    def is_high_contrast(self) -> bool:
        """Tell whether chosen things also need an edge, because grounds alone are too alike."""
        return self.fill == 0


LIGHT = Theme(
    name="light",
    is_dark=False,
    paper="#FDFCFA",
    panel="#F6F4F0",
    raised="#FFFFFF",
    ink="#22252B",
    ink2="#565A63",
    ink3="#686C75",
    faint="#B9B5AC",
    hair="#E6E2DA",
    rim="#D9D4CA",
    edge="#8C887F",
    hover="#EEEBE5",
    chosen="#E5E1D9",
    focus="#2459C4",
    select="#BFD5FA",
    ok="#1F7A4D",
    warn="#8F5A00",
    bad="#B3261E",
    scrim="#5922252B",
    shadow=46,
    on_ink="#FDFCFA",
)
DARK = Theme(
    name="dark",
    is_dark=True,
    paper="#17191D",
    panel="#1D2025",
    raised="#262A30",
    ink="#E3E5EA",
    ink2="#A9AEB8",
    ink3="#959BA6",
    faint="#4A4F59",
    hair="#2B2F36",
    rim="#474C56",
    edge="#727884",
    hover="#262A30",
    chosen="#31363E",
    focus="#7FA8F8",
    select="#2F4E86",
    ok="#5CC68F",
    warn="#E0AE4F",
    bad="#F28B82",
    scrim="#8C08090B",
    shadow=150,
    on_ink="#101114",
    fill=0.20,
    fill_on=0.40,
)
CONTRAST = Theme(
    name="contrast",
    is_dark=True,
    paper="#000000",
    panel="#000000",
    raised="#000000",
    ink="#FFFFFF",
    ink2="#FFFFFF",
    ink3="#E6E6E6",
    faint="#8A8A8A",
    hair="#A6A6A6",
    rim="#FFFFFF",
    edge="#FFFFFF",
    hover="#1F1F1F",
    chosen="#333333",
    focus="#FFE04A",
    select="#0A4FB3",
    ok="#7CF2B0",
    warn="#FFD166",
    bad="#FF9E94",
    scrim="#B3000000",
    shadow=0,
    on_ink="#101114",
    text_floor=7.0,
    line_floor=4.5,
    tag_floor=7.0,
    fill=0.0,
    fill_on=0.28,
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}
