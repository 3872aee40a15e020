"""Projects that are closed when their test is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import review_scene
from review_scene import Scene, Work

MakeScene = Callable[..., Scene]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[MakeScene]:
    made: list[Scene] = []

    def make_scene(fields: Any = None, folder: str = "", **by_coder: Work) -> Scene:
        place = tmp_path / folder
        place.mkdir(exist_ok=True)
        scene = review_scene.make_scene(place, fields, **by_coder)
        made.append(scene)
        return scene

    yield make_scene
    for scene in made:
        scene.session.close()
