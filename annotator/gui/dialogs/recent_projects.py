"""The projects opened of late, as the start shows them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from annotator.workbench.language import _


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project opened of late; ``opened`` says when, in words."""

    path: str
    name: str
    folder: str
    opened: str = ""
    is_missing: bool = False

    @property
    def when(self) -> str:
        """Return when it was opened, or that it is gone."""
        return _("not found") if self.is_missing else self.opened


def recent_projects(paths: Iterable[str]) -> list[RecentProject]:
    """Return the projects at some paths, also those that are gone."""
    files = (Path(path) for path in paths)
    return [
        RecentProject(str(file), file.stem, str(file.parent), is_missing=not os.path.isfile(file))
        for file in files
    ]
