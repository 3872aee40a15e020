"""Annotator: mark up text by hand, alone or in a team."""

__version__ = "0.1.0"
