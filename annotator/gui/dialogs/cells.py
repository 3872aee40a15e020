"""What stands in the cells of a table to read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; ``ink`` names its colour in the theme, ``tip`` says more.

    An ``icon`` stands before the text, in a colour of its own.
    """

    text: str
    ink: str = "ink"
    is_number: bool = False
    tip: str = ""
    icon: str = ""
    icon_ink: str = "ink2"


def number_cell(number: int, ink: str = "ink") -> Cell:
    """Return a number to the right; none is muted."""
    return Cell(str(number), ink if number else "ink3", is_number=True)
