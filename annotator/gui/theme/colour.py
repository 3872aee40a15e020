"""Colour sums: contrast as WCAG counts it, and lightness moved in OKLCH with the hue kept."""

from __future__ import annotations

import math

Triple = tuple[float, float, float]

_LIGHTNESS_STEP = 0.01
_CHROMA_STEP = 0.96
_GREY = 0.003
_GAMUT_SLACK = 0.002


def rgb(colour: str) -> Triple:
    """Return red, green and blue (0 to 1) of ``#RRGGBB`` or ``#AARRGGBB``."""
    digits = colour.lstrip("#")[-6:]
    return (int(digits[0:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:6], 16) / 255)


def hexadecimal(parts: Triple) -> str:
    """Return ``#RRGGBB``; parts outside 0 to 1 are cut off."""
    return "#{:02X}{:02X}{:02X}".format(*(round(max(0.0, min(1.0, x)) * 255) for x in parts))


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 for black and 1 for white."""
    parts = (x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4 for x in rgb(colour))
    return sum(part * weight for part, weight in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 (none) to 21 (black on white)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(ground: str, colour: str, share: float) -> str:
    """Return the ground with a share (0 to 1) of the colour in it."""
    a, b = rgb(ground), rgb(colour)
    return hexadecimal(
        (
            a[0] + (b[0] - a[0]) * share,
            a[1] + (b[1] - a[1]) * share,
            a[2] + (b[2] - a[2]) * share,
        )
    )


def to_oklch(colour: str) -> Triple:
    """Return lightness, chroma and hue (radians)."""
    red, green, blue = (
        x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in rgb(colour)
    )
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """Return the nearest colour that screens can show: chroma gives way, the rest stays."""
    while True:
        linear = _linear_rgb(lightness, chroma * math.cos(hue), chroma * math.sin(hue))
        shown = all(-_GAMUT_SLACK <= x <= 1 + _GAMUT_SLACK for x in linear)
        if chroma < _GREY or shown:
            return hexadecimal((_gamma(linear[0]), _gamma(linear[1]), _gamma(linear[2])))
        chroma *= _CHROMA_STEP


def readable(colour: str, ground: str, floor: float, *, darker: bool) -> str:
    """Move only the lightness of a colour, and only as far as the contrast floor asks."""
    lightness, chroma, hue = to_oklch(colour)
    found = colour
    while contrast(found, ground) < floor and (lightness > 0 if darker else lightness < 1):
        lightness += -_LIGHTNESS_STEP if darker else _LIGHTNESS_STEP
        found = from_oklch(lightness, chroma, hue)
    return found


def _linear_rgb(lightness: float, a: float, b: float) -> Triple:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
    )


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * max(part, 0.0) ** (1 / 2.4) - 0.055
