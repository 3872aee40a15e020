"""The types of a file's plain values and of places among them."""

from __future__ import annotations

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]
"""A value as JSON has them."""

Path = tuple[str | int, ...]
"""The keys and numbers that lead to a value."""

Position = tuple[int, int]
"""Line and column, from 1."""
