"""A file that was harmed is never taken for a sound one."""

from __future__ import annotations

import random
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from crash_figures import FIGURES

from annotator.model.errors import AnnotatorError
from annotator.store.integrity import check
from annotator.store.project import Project

sys.path.insert(0, str(Path(__file__).parent))
from asked_child import Child
from coding_child import Child as Busy

pytestmark = pytest.mark.crash

FEW, MANY = 25, 100
SEED = 20261122


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of some hundred steps."""
    path = tmp_path_factory.mktemp("damage") / "whole.annot"
    busy = Busy(path, 3)
    for _time in range(120):
        busy.one()
    busy.project.close()
    child = Child(path)
    for _time in range(60):
        child.act()
    child.project.close()
    return path


def content(project: Project) -> list[object]:
    """Everything that people have made: articles, marks, and every step."""
    return [
        project.file.rows(sql)
        for sql in (
            "SELECT * FROM document ORDER BY id",
            "SELECT * FROM span ORDER BY id",
            "SELECT * FROM coder ORDER BY id",
            "SELECT id, hash, z, body FROM revision ORDER BY id",
        )
    ]


def verdict(path: Path, right: list[object]) -> str:
    """Open a harmed file as the program does; ``taken for sound`` is what must never be."""
    try:
        project = Project.open(path)
    except AnnotatorError as error:
        return f"refused at opening ({error.code})"
    with project:
        if check(project):
            return "found by the full check"
        return "harmless" if content(project) == right else "taken for sound"


def flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def zero_a_page(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data) // 4096) * 4096
    data[start : start + 4096] = bytes(4096)


def stale_page(data: bytearray, chance: random.Random) -> None:
    """A page that lies where another one belongs, as after a lost write."""
    here, there = (chance.randrange(len(data) // 4096) * 4096 for _ in range(2))
    data[here : here + 4096] = data[there : there + 4096]


HARMS: dict[str, Callable[[bytearray, random.Random], None]] = {
    "one bit flipped": flip,
    "cut off": cut,
    "a page of zeros": zero_a_page,
    "a page of another place": stale_page,
}


def harmed(whole: Path, folder: Path, name: str, rounds: int) -> Counter[str]:
    with Project.open(Path(shutil.copy(whole, folder / "right.annot"))) as project:
        right = content(project)
    chance = random.Random(SEED)
    found: Counter[str] = Counter()
    for _round in range(rounds):
        data = bytearray(whole.read_bytes())
        HARMS[name](data, chance)
        path = folder / "harmed.annot"
        path.write_bytes(data)
        found[verdict(path, right)] += 1
    assert found["taken for sound"] == 0
    return found


@pytest.mark.parametrize("name", HARMS)
def test_no_harmed_file_is_taken_for_a_sound_one(whole, tmp_path, name: str) -> None:
    harmed(whole, tmp_path, name, FEW)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", HARMS)
def test_no_harmed_file_is_taken_for_a_sound_one_at_a_hundred_places(
    whole, tmp_path, name: str
) -> None:
    for what, count in harmed(whole, tmp_path, name, MANY).items():
        FIGURES[f"{name}: {what}"] += count
