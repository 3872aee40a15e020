"""The tones a label's colour becomes in a theme, and the check of every contrast pair.

Hue is kept, lightness moves only as far as the floor asks; it is never made equal, because some
colours of common palettes differ mainly by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from annotator.gui.theme.colour import contrast, mix, readable
from annotator.gui.theme.tokens import THEMES, Theme

SPARE_COLOURS = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#CC79A7",
    "#D55E00",
    "#56B4E9",
    "#117733",
    "#AA4499",
    "#332288",
    "#44AA99",
    "#DDCC77",
    "#882255",
)
"""For labels whose codebook gives no colour, in this order (Okabe and Ito, then Tol)."""

NO_COLOUR = "#888888"
_SHARE_STEP = 0.01


@dataclass(frozen=True, slots=True)
class Tone:
    """One label's colours in one theme.

    ``line`` is for underlines, dots and arcs; ``text`` for letters on ``tag`` (the ground of tags
    and key caps); ``fill`` and ``fill_on`` are grounds of a mark and of the focused mark; ``on``
    is for letters on ``line_on``, the ground of the focused tag.
    """

    line: str
    text: str
    fill: str
    fill_on: str
    tag: str
    on: str
    line_on: str


def make_tone(colour: str, theme: Theme) -> Tone:
    """Return the tones of a colour (``#RRGGBB``) that meet every floor of a theme."""
    darker = not theme.is_dark
    harder = min(theme.panel, theme.paper, key=lambda ground: contrast(ground, theme.ink))
    line = readable(colour, harder, theme.line_floor, darker=darker)
    tag = mix(theme.paper, line, 0.15 if darker else 0.22)
    on = "#FFFFFF" if darker else "#101114"
    letters = readable(line, tag, theme.tag_floor, darker=darker)
    return Tone(
        line=line,
        text=readable(letters, harder, theme.text_floor, darker=darker),
        fill=_ground(theme, line, theme.fill),
        fill_on=_ground(theme, line, theme.fill_on),
        tag=tag,
        on=on,
        line_on=readable(line, on, theme.text_floor, darker=darker),
    )


def _ground(theme: Theme, line: str, share: float) -> str:
    """Mix the hue into the paper, less of it where the text on it would be hard to read."""
    while contrast(theme.ink, mix(theme.paper, line, share)) < theme.text_floor and share > 0:
        share -= _SHARE_STEP
    return mix(theme.paper, line, max(share, 0.0))


class Pair(NamedTuple):
    """One contrast that is looked at: where, what on what, what it is, what it must be."""

    theme: str
    words: str
    ratio: float
    floor: float

    @property
    def is_met(self) -> bool:
        """Tell whether the contrast reaches its floor."""
        return self.ratio >= self.floor - 0.005


def report(colours: Iterable[tuple[str, str]] = ()) -> list[Pair]:
    """Return every contrast pair of every theme, for the label colours (name, colour) given."""
    named = list(colours)
    found: list[Pair] = []
    for theme in THEMES.values():
        found += _theme_pairs(theme)
        for name, colour in named:
            found += _label_pairs(theme, name, make_tone(colour, theme))
    return found


def _theme_pairs(theme: Theme) -> Iterator[Pair]:
    grounds = {"paper": theme.paper, "panel": theme.panel, "raised": theme.raised}
    texts = {"ink": theme.ink, "ink2": theme.ink2, "ink3": theme.ink3}
    signals = {"ok": theme.ok, "warn": theme.warn, "bad": theme.bad}
    lines = {"edge": theme.edge, "focus": theme.focus}
    for ground_name, ground in grounds.items():
        for name, colour in (texts | signals).items():
            words = f"{name} on {ground_name}"
            yield Pair(theme.name, words, contrast(colour, ground), theme.text_floor)
        for name, colour in lines.items():
            words = f"{name} on {ground_name}"
            yield Pair(theme.name, words, contrast(colour, ground), theme.line_floor)
    states = {"hover": theme.hover, "chosen": theme.chosen, "select": theme.select}
    for name, ground in states.items():
        yield Pair(theme.name, f"ink on {name}", contrast(theme.ink, ground), theme.text_floor)
    chosen = contrast(theme.ink2, theme.chosen)
    yield Pair(theme.name, "ink2 on chosen", chosen, theme.text_floor)
    hover = contrast(theme.ink2, theme.hover)
    yield Pair(theme.name, "ink2 on hover", hover, theme.text_floor)
    yield Pair(theme.name, "on_ink on ink", contrast(theme.on_ink, theme.ink), theme.text_floor)


def _label_pairs(theme: Theme, name: str, tone: Tone) -> Iterator[Pair]:
    at = theme.name
    yield Pair(at, f"{name} line on paper", contrast(tone.line, theme.paper), theme.line_floor)
    yield Pair(at, f"{name} line on panel", contrast(tone.line, theme.panel), theme.line_floor)
    yield Pair(at, f"{name} letters on tag", contrast(tone.text, tone.tag), theme.tag_floor)
    yield Pair(at, f"{name} name on panel", contrast(tone.text, theme.panel), theme.text_floor)
    yield Pair(at, f"{name} focused tag", contrast(tone.on, tone.line_on), theme.text_floor)
    ground = tone.fill_on
    yield Pair(at, f"ink on focused {name}", contrast(theme.ink, ground), theme.text_floor)
