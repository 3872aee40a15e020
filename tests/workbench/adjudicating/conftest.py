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

    def make_scene(fields: Any = None, **by_coder: Work) -> Scene:
        scene = review_scene.make_scene(tmp_path, fields, **by_coder)
        made.append(scene)
        return scene

    yield make_scene
    for scene in made:
        scene.session.close()
