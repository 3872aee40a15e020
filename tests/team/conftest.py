"""Copies of one project, and a folder in which they meet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from copies_scene import Team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """Two copies."""
    made = Team(tmp_path, ("here", "there"))
    yield made
    made.close()


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """The folder in which copies meet."""
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder
