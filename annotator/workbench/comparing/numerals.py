"""How coefficients and intervals are written: the decimal mark follows the language."""

from __future__ import annotations

from annotator.model.measurement import Interval
from annotator.workbench.language import N_, language, message_in, number

MISSING = N_("n/a")
"""Stands for a number that there is not."""


def coefficient(value: float | None, decimals: int = 2, *, code: str | None = None) -> str:
    """Write a coefficient: ``.93`` in English, ``0,93`` in Indonesian, or ``n/a``."""
    spoken = code or language()
    if value is None:
        return message_in(spoken, MISSING)
    written = number(value, decimals, code=spoken)
    digits = written.lstrip("-")
    if not digits.strip("0.,"):
        written = digits  # no minus before nothing
    if spoken == "en" and digits.startswith("0."):
        return written.replace("0.", ".", 1).replace("-", "−")
    return written.replace("-", "−")


def bounds(interval: Interval | None, decimals: int = 2, *, code: str | None = None) -> str:
    """Write an interval: ``[.93, .96]`` or ``[0,93; 0,96]``; empty where there is none."""
    if interval is None or interval.low is None or interval.high is None:
        return ""
    spoken = code or language()
    low, high = (coefficient(one, decimals, code=spoken) for one in (interval.low, interval.high))
    return f"[{low}{', ' if spoken == 'en' else '; '}{high}]"


def percent(value: float, *, code: str | None = None) -> str:
    """Write a share as a percentage with one decimal: ``94.0%``, ``94,0%``."""
    return f"{number(value * 100, 1, code=code or language())}%"
