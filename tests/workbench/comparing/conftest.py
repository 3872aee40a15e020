"""Projects with coders who agree more and less."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from comparing_scene import Scene, linked_records


@pytest.fixture
def build(tmp_path) -> Iterator[Callable[..., Scene]]:
    """Makes a project of records; it is closed at the end."""
    made: list[Scene] = []

    def make(*records: dict[str, Any]) -> Scene:
        made.append(Scene(tmp_path, records))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def scene(build) -> Scene:
    """Ani and Budi on six articles, with relations, answers and document fields."""
    return build(*linked_records())
