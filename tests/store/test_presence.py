from __future__ import annotations

from every_kind import EveryKind

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


def test_relations_are_counted_by_coder_without_those_that_are_gone(world) -> None:
    kinds = EveryKind(world)
    kinds.write_everything()
    kinds.write("relation", 1, None)
    me, budi = kinds.coders
    owners = [(kinds.made("relation", place, 0)) for place in (0, 2)]
    assert {one.coder_id for one in owners} == {me, budi}
    assert presence.count_marks(world.project, "relation") == {me: 1, budi: 1}
    without = [kinds.documents[0].id]
    left = presence.count_marks(world.project, "relation", without)
    assert {coder: count for coder, count in left.items() if count} == {}
