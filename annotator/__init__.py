"""Annotator: mark up text by hand, alone or in a team."""

from annotator.model import version

__version__ = version.VERSION
