"""What is painted with a paragraph, in pixels from the left edge of the text and its own top."""

from __future__ import annotations

from typing import NamedTuple

from annotator.gui.reader.geometry import Rect
from annotator.model.span import Span

Run = tuple[float, float]
"""Left and right edge of something on a line."""


class Ground(NamedTuple):
    """A piece of the coloured ground of a span."""

    span: Span
    left: float
    right: float
    top: float
    bottom: float
    is_start: bool
    is_end: bool


class Lane(NamedTuple):
    """A piece of the line under a span."""

    span: Span
    left: float
    right: float
    y: float


class Tag(NamedTuple):
    """The tag over the start of a span."""

    span: Span
    rect: Rect
    name: str


class Joint(NamedTuple):
    """The gap between two fragments of a span on one line."""

    span: Span
    left: float
    right: float
    y: float


class Grip(NamedTuple):
    """An end of a fragment, to be taken with the mouse."""

    span: Span
    fragment: int
    is_end: bool
    x: float
    top: float
    bottom: float


class ArcEnd(NamedTuple):
    """Where arcs of a span begin: its tag, or its first letters where it has none."""

    left: float
    right: float
    top: float
    tag_top: float
    line: int


class CoderMark(NamedTuple):
    """A coder's place among the lanes under a line: position in the order of coders, and lane.

    ``is_there`` tells whether the coder has marked anything on the line.
    """

    coder: int
    lane: float
    is_there: bool = True
