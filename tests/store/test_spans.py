from __future__ import annotations

import pytest

from annotator.model.annotation_set import AnnotationSet
from annotator.model.change import Operation
from annotator.model.errors import ProjectDamaged
from annotator.model.extent import Extent
from annotator.model.identity import new_id
from annotator.model.span import text_order
from annotator.store import rows, spans


def load(world, document) -> AnnotationSet:
    return spans.load_set(world.project, document.id, world.me, world.codebook_id)


def test_a_document_without_marks_has_an_empty_new_set(world) -> None:
    document = world.add_document()
    assert load(world, document) == AnnotationSet(document.id, world.me, world.codebook_id)


def test_spans_come_back_whole_and_in_text_order(world) -> None:
    document = world.add_document("Bupati melarang ASN ikut kampanye.")
    extents = [(7, 15), (0, 6), (0, 15), (0, 6), (20, 24)]
    answers = {"named": True, "n": 1.5, "level": ("a", "b"), "when": "2024-10"}
    made = [
        world.add_span(document, start, end, label=label, attributes=answers)
        for (start, end), label in zip(extents, "bbaac", strict=True)
    ]
    assert list(load(world, document).spans) == sorted(made, key=text_order)


def test_a_span_of_several_fragments_keeps_them(world) -> None:
    document = world.add_document()
    fragments = (Extent(0, 3), Extent(5, 9), Extent(20, 22))
    span = world.add_span(document, fragments=fragments)
    assert spans.find_span(world.project, span.id) == span
    assert world.project.file.rows('SELECT start, "end", fragments FROM span') == [
        (0, 22, "[[0,3],[5,9],[20,22]]")
    ]


def test_everything_of_a_set_comes_back(world) -> None:
    document = world.add_document()
    one, two = world.add_span(document), world.add_span(document, 7, 15)
    relation = world.add_relation(one, two, attributes={"sure": False})
    comment = world.add_comment(document, one.id, "Periksa lagi")
    world.set_status(document, "in_progress", region="Kaltim")
    found = load(world, document)
    assert (found.spans, found.relations, found.comments) == ((one, two), (relation,), (comment,))
    assert (found.status, found.fields) == ("in_progress", {"region": "Kaltim"})
    assert spans.find_relation(world.project, relation.id) == relation
    named = spans.find_set(world.project, document.id, world.me)
    assert named is not None
    assert named.status == "in_progress"


def test_a_relation_is_hidden_while_an_end_is_deleted(world) -> None:
    document = world.add_document()
    one, two = world.add_span(document), world.add_span(document, 7, 15)
    relation = world.add_relation(one, two)
    world.delete("span", two.id)
    assert load(world, document).relations == ()
    world.commit(Operation("span", two.id, rows.span_value(two)))
    assert load(world, document).relations == (relation,)


def test_what_is_deleted_is_not_found(world) -> None:
    document = world.add_document()
    span = world.add_span(document)
    world.delete("span", span.id)
    assert load(world, document).spans == ()
    assert spans.find_span(world.project, span.id) is None
    assert spans.find_span(world.project, new_id()) is None
    assert spans.find_set(world.project, document.id, world.me) is None


def test_going_through_all_sets_keeps_the_order_of_keys_and_names(world) -> None:
    budi, agus = world.add_coder("Budi"), world.add_coder("Agus")
    ten, two = world.add_document("sepuluh", "d10"), world.add_document("dua belas", "d2")
    world.add_document("tanpa tanda", "d3")
    for document in (ten, two):
        for coder in (world.coder, budi, agus):
            world.add_span(document, 0, 3, coder_id=coder.id)
    names = {world.me: "Ani", budi.id: "Budi", agus.id: "Agus"}
    found = [(d.key, names[s.coder_id]) for d, s in spans.iterate_sets(world.project)]
    assert found == [(key, name) for key in ("d2", "d10") for name in ("Agus", "Ani", "Budi")]
    own = [(d.key, s.coder_id) for d, s in spans.iterate_sets(world.project, budi.id)]
    assert own == [("d2", budi.id), ("d10", budi.id)]


def test_a_set_is_there_through_its_status_a_mark_or_a_note(world) -> None:
    marked, stated, noted = (world.add_document(f"teks {n}", f"d{n}") for n in range(3))
    world.add_document("tanpa", "d9")
    span = world.add_span(marked)
    world.set_status(stated, "done")
    world.add_comment(noted, noted.id, "?")
    found = {d.key: s for d, s in spans.iterate_sets(world.project)}
    assert list(found) == ["d0", "d1", "d2"]
    assert found["d0"].spans == (span,)
    assert found["d0"].codebook_id == found["d2"].codebook_id == world.codebook_id


def test_documents_that_nobody_began_can_be_gone_through_too(world) -> None:
    world.add_document("tanpa", "d1")
    ((document, annotations),) = spans.iterate_sets(world.project, with_bare=True)
    assert (document.key, annotations.coder_id) == ("d1", spans.NOBODY)


def test_all_sets_of_many_documents_are_the_same_as_one_by_one(world) -> None:
    made = [world.document(f"teks {n}", f"d{n}") for n in range(450)]
    operations = [Operation("document", d.id, rows.document_value(d)) for d in made]
    for document in made:
        span = world.span(document, 0, 4)
        operations.append(Operation("span", span.id, rows.span_value(span)))
    world.project.commit_many(world.me, "import", operations, group=None)
    found = list(spans.iterate_sets(world.project))
    assert [document for document, _ in found] == made
    assert all(annotations == load(world, document) for document, annotations in found)


@pytest.mark.parametrize("bad", ["[[1]]", "[[3,1]]", '[["a","b"]]', "[[0,1],"])
def test_a_row_that_was_never_written_here_is_damage(world, bad) -> None:
    document = world.add_document()
    world.add_span(document)
    with world.project.file.transaction():
        world.project.file.run("UPDATE span SET fragments = ?", (bad,))
    with pytest.raises(ProjectDamaged):
        load(world, document)
