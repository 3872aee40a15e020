from __future__ import annotations

from annotator.model.identity import new_id
from annotator.store import presence


def test_living_marks_are_told_from_deleted_and_unknown_ones(world) -> None:
    document = world.add_document()
    gone, there = world.add_span(document), world.add_span(document)
    world.delete("span", gone.id)
    ids = [gone.id, there.id, *(new_id() for _ in range(1000))]
    assert presence.find_living(world.project, "span", ids) == {there.id}


def test_a_deleted_mark_has_its_owner_still(world) -> None:
    document = world.add_document()
    budi = world.add_coder("Budi")
    gone = world.add_span(document)
    there = world.add_span(document, coder_id=budi.id)
    world.delete("span", gone.id)
    ids = [gone.id, there.id, new_id()]
    assert presence.find_owners(world.project, "span", ids) == {
        gone.id: presence.Owner(document.id, world.me, True),
        there.id: presence.Owner(document.id, budi.id, False),
    }


def test_marks_are_counted_by_coder(world) -> None:
    document = world.add_document()
    budi = world.add_coder("Budi")
    for coder in (world.me, world.me, budi.id):
        span = world.add_span(document, coder_id=coder)
    world.delete("span", span.id)
    world.add_span(document, coder_id=budi.id)
    assert presence.count_marks(world.project, "span") == {world.me: 2, budi.id: 1}
