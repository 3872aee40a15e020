from __future__ import annotations

import pytest

from annotator.model.errors import RefusedError
from annotator.model.identity import new_id
from annotator.store import coders


def test_coders_are_found_by_name(world) -> None:
    budi = world.add_coder("Budi Santoso")
    assert coders.find_coder_by_name(world.project, " budi santoso ") == budi
    assert coders.find_coder_by_name(world.project, "Budi") is None


def test_coders_are_listed_by_name(world) -> None:
    world.add_coder("Budi")
    world.add_coder("Agus")
    assert [coder.name for coder in coders.list_coders(world.project)] == ["Agus", "Ani", "Budi"]


def test_a_deleted_coder_is_gone(world) -> None:
    budi = world.add_coder("Budi")
    world.delete("coder", budi.id)
    with pytest.raises(RefusedError) as refused:
        coders.load_coder(world.project, budi.id)
    assert refused.value.code == "no_coder"


def test_only_a_coder_with_living_spans_has_marks(world) -> None:
    document = world.add_document()
    assert not coders.has_marks(world.project, world.me)
    span = world.add_span(document)
    assert coders.has_marks(world.project, world.me)
    assert not coders.has_marks(world.project, new_id())
    world.delete("span", span.id)
    assert not coders.has_marks(world.project, world.me)
