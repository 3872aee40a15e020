"""What makes the page of each workspace; a page's module is loaded when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annotator.gui.review.page import Desk, Page
from annotator.workbench.session import Session

Make = Callable[[Session, Desk], Page]

PAGES: Mapping[str, Make] = {}
"""By the id of the workspace; the coding has none."""
