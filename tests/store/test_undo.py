from __future__ import annotations

import pytest

from annotator.model.change import Operation
from annotator.model.codebook import CodebookFile
from annotator.model.coder import Coder
from annotator.model.errors import RefusedError
from annotator.model.identity import new_id
from annotator.model.review import Decision, Feedback, Review, ReviewStatus, Verdict
from annotator.store import codebooks, coders, documents, review_rows, rows, spans
from annotator.store.integrity import check
from annotator.store.receiving import receive, revisions_after
from annotator.store.revisions import iterate_revisions, redo_stack, revert, undo_stack


def undo(world, by: str | None = None) -> list[Operation]:
    steps = undo_stack(world.project, by or world.me)
    return revert(world.project, by or world.me, steps[-1], "undo")


def redo(world, by: str | None = None) -> list[Operation]:
    steps = redo_stack(world.project, by or world.me)
    return revert(world.project, by or world.me, steps[-1], "redo")


def test_undo_takes_back_and_redo_brings_again(world) -> None:
    document = world.add_document()
    before = world.state()
    span = world.add_span(document)
    changed = world.change_span(span, label="rule")
    after = world.state()
    assert undo(world) == [Operation("span", span.id, rows.span_value(span))]
    assert undo(world) == [Operation("span", span.id, None)]
    assert world.state() == before
    redo(world)
    assert redo(world) == [Operation("span", span.id, rows.span_value(changed))]
    assert world.state() == after
    assert list(redo_stack(world.project, world.me)) == []


def test_undo_of_a_deletion_brings_the_span_with_its_relations(world) -> None:
    document = world.add_document()
    one, two = world.add_span(document), world.add_span(document, 7, 15)
    relation = world.add_relation(one, two)
    before = world.state()
    world.commit(Operation("span", two.id, None), Operation("relation", relation.id, None))
    undo(world)
    assert world.state() == before


def test_undo_works_tomorrow(world) -> None:
    document = world.add_document()
    before = world.state()
    world.add_span(document)
    world.clock.seconds += 86_400
    world.reopen()
    undo(world)
    assert world.state() == before
    world.reopen()
    redo(world)
    assert len(spans.load_set(world.project, document.id, world.me, "").spans) == 1


def test_an_import_is_undone_and_redone_as_one(world) -> None:
    def operations():
        for n in range(600):
            document = world.document(f"teks {n}", f"d{n}")
            span = world.span(document, 0, 4)
            yield Operation("document", document.id, rows.document_value(document))
            yield Operation("span", span.id, rows.span_value(span))

    before = world.state()
    group = world.project.make_id()
    world.project.commit_many(world.me, "import", operations(), {"count": 600}, group=group)
    after = world.state()
    assert len(undo_stack(world.project, world.me)) == 1
    assert len(undo(world)) == 1200
    assert world.state() == before
    world.reopen()
    assert len(redo(world)) == 1200
    assert world.state() == after
    assert check(world.project) == []


def test_each_coder_undoes_only_their_own(world) -> None:
    budi = world.add_coder("Budi")
    document = world.add_document()
    mine = world.add_span(document)
    theirs = world.add_span(document, 7, 15, coder_id=budi.id)
    undo(world)
    assert spans.find_span(world.project, mine.id) is None
    assert spans.find_span(world.project, theirs.id) == theirs
    undo(world, budi.id)
    assert spans.find_span(world.project, theirs.id) is None


def test_undo_is_refused_when_somebody_changed_the_same_since(world) -> None:
    budi = world.add_coder("Budi")
    span = world.add_span(world.add_document())
    world.change_span(span, by=budi.id, label="rule")
    before = world.state()
    with pytest.raises(RefusedError) as refused:
        undo(world)
    assert refused.value.code == "changed_since"
    assert refused.value.fields == {"by": "Budi", "coder_id": budi.id}
    assert world.state() == before
    undo(world, budi.id)
    undo(world)
    assert spans.find_span(world.project, span.id) is None


def test_redo_is_refused_when_somebody_changed_the_same_since(world) -> None:
    budi = world.add_coder("Budi")
    span = world.add_span(world.add_document())
    world.change_span(span, label="rule")
    undo(world)
    world.change_span(span, by=budi.id, label="venue")
    with pytest.raises(RefusedError) as refused:
        redo(world)
    assert refused.value.fields["by"] == "Budi"


def test_undo_of_an_import_is_refused_when_others_marked_its_documents(world) -> None:
    budi = world.add_coder("Budi")
    document = world.add_document()
    world.add_span(document, coder_id=budi.id)
    with pytest.raises(RefusedError) as refused:
        undo(world)
    assert refused.value.fields["by"] == "Budi"
    assert documents.find_document(world.project, document.id) == document
    assert len(undo_stack(world.project, world.me)) == 2, "the coder and the document"


@pytest.mark.parametrize("what", ["comment on the span", "comment on the document", "relation"])
def test_undo_of_an_import_is_refused_when_others_built_on_it(world, what) -> None:
    budi = world.add_coder("Budi")
    document = world.document()
    one, two = world.span(document), world.span(document, 7, 15)
    group = new_id()
    for kind, made, value in (
        ("document", document, rows.document_value(document)),
        ("span", one, rows.span_value(one)),
        ("span", two, rows.span_value(two)),
    ):
        world.commit(Operation(kind, made.id, value), action="import", group=group)
    imported = world.state()
    world.me, me = budi.id, world.me
    if what == "relation":
        world.add_relation(one, two)
    else:
        target = one.id if what.endswith("span") else document.id
        world.add_comment(document, target, "penting!")
    world.me = me
    with pytest.raises(RefusedError, match="changed_since"):
        undo(world)
    assert world.state()["span"] == imported["span"]


def test_an_own_note_does_not_hinder_undo(world) -> None:
    document = world.add_document()
    span = world.add_span(document)
    world.add_comment(document, span.id, "?")
    undo(world)
    undo(world)
    assert spans.find_span(world.project, span.id) is None


def test_redo_does_not_make_two_documents_of_one_key(world) -> None:
    budi = world.add_coder("Budi")
    world.add_document("Teks pertama.", "z")
    undo(world)
    operation = Operation("document", *stored(world.document("Teks kedua.", "z")))
    world.commit(operation, action="import", by=budi.id)
    before = world.state()
    with pytest.raises(RefusedError) as refused:
        redo(world)
    assert (refused.value.code, refused.value.fields) == ("key_taken", {"key": "z"})
    assert world.state() == before
    undo(world, budi.id)
    redo(world)


@pytest.mark.parametrize("name", ["Budi", " budi "])
def test_redo_does_not_make_two_coders_of_one_name(world, name) -> None:
    world.add_coder("Budi")
    undo(world)
    new = Coder(new_id(), "k-1", name)
    world.commit(Operation("coder", new.id, rows.coder_value(new)), action="add_coder", by=new.id)
    before = world.state()
    with pytest.raises(RefusedError) as refused:
        redo(world)
    assert refused.value.code == "key_taken"
    assert refused.value.fields["key"].strip().casefold() == "budi"
    assert world.state() == before
    assert len(redo_stack(world.project, world.me)) == 1


def stored(document):
    return document.id, rows.document_value(document)


def test_half_of_a_group_that_cannot_be_undone_is_not_undone(world) -> None:
    budi = world.add_coder("Budi")
    document = world.add_document()
    group = new_id()
    made = [world.span(document, n, n + 2) for n in range(2)]
    for span in made:
        operation = Operation("span", span.id, rows.span_value(span))
        world.commit(operation, action="bulk", group=group)
    world.change_span(made[0], by=budi.id, label="rule")
    with pytest.raises(RefusedError):
        undo(world)
    assert spans.find_span(world.project, made[1].id) == made[1]
    assert len(undo_stack(world.project, world.me)[-1]) == 2


def test_a_revision_of_an_undo_says_what_was_undone(world) -> None:
    document = world.add_document()
    span = world.span(document)
    operation = Operation("span", span.id, rows.span_value(span))
    done = world.commit(operation, action="add_span", about={"label": "speaker"})
    undo(world)
    newest = next(iterate_revisions(world.project))
    assert (newest.action, newest.undoes) == ("undo", done.id)
    assert newest.about == {"label": "speaker", "action": "add_span"}


def test_undo_costs_what_it_touches_not_what_there_is(world) -> None:
    document = world.add_document()
    for n in range(30):
        world.add_span(document, n, n + 1)
    undo_stack(world.project, world.me)
    statements: list[str] = []
    world.project.file.connection.set_trace_callback(statements.append)
    undo(world)
    world.project.file.connection.set_trace_callback(None)
    assert len(statements) < 30
    assert not any("WHERE author_id" in statement for statement in statements)


def reviewed(world, kind: str, document, reviewer: str) -> Operation:
    """What somebody may record about a document without marking anything on it."""
    made = {
        "review": Review(document.id, ReviewStatus.IN_REVIEW, 1, reviewer, "t"),
        "decision": Decision(
            new_id(), document.id, "span", Verdict.NONE, reviewer, world.codebook_id, "t"
        ),
        "feedback": Feedback(document.id, world.me, "t"),
    }[kind]
    return Operation(kind, made.id, getattr(review_rows, f"{kind}_value")(made))


@pytest.mark.parametrize("kind", ["review", "decision", "feedback"])
def test_undo_of_an_import_is_refused_when_others_review_its_documents(world, kind) -> None:
    budi = world.add_coder("Budi")
    document = world.add_document()
    world.commit(reviewed(world, kind, document, budi.id), action="decide", by=budi.id)
    before = world.state()
    with pytest.raises(RefusedError) as refused:
        undo(world)
    assert (refused.value.code, refused.value.fields["by"]) == ("changed_since", "Budi")
    assert world.state() == before
    undo(world, budi.id)
    undo(world)
    assert documents.find_document(world.project, document.id) is None


@pytest.mark.parametrize("kind", ["review", "decision", "feedback"])
def test_undo_of_bringing_a_coder_is_refused_when_others_recorded_something_of_them(
    world, kind
) -> None:
    document, lead = world.add_document(), world.add_coder("Ibu Lead")
    budi = world.add_coder("Budi")
    me, world.me = world.me, budi.id
    world.commit(reviewed(world, kind, document, budi.id), action="decide", by=lead.id)
    world.me = me
    with pytest.raises(RefusedError, match="changed_since"):
        undo(world)
    assert budi in coders.list_coders(world.project)


def test_undo_of_a_codebook_is_refused_when_others_decided_under_it(world) -> None:
    document, budi = world.add_document(), world.add_coder("Budi")
    newer = CodebookFile(new_id(), "labels: {a: {}}", {})
    value = rows.codebook_value(newer, "asn", "2.0")
    world.commit(Operation("codebook", newer.id, value), action="codebook")
    world.codebook_id = newer.id
    world.commit(reviewed(world, "decision", document, budi.id), action="decide", by=budi.id)
    with pytest.raises(RefusedError, match="changed_since"):
        undo(world)
    assert codebooks.current_codebook(world.project) == newer


def test_a_coder_who_was_taken_back_comes_again(world) -> None:
    budi = world.add_coder("Budi")
    undo(world)
    assert budi not in coders.list_coders(world.project)
    redo(world)
    assert budi in coders.list_coders(world.project)


def test_what_was_done_alike_in_two_copies_waits_for_no_decision(world) -> None:
    span = world.add_span(world.add_document())
    other = world.copy("other")
    for one in (world, other):
        one.change_span(span, label="rule")
    receive(world.project, revisions_after(other.project, {}))
    other.project.close()
    undo(world)
    assert spans.find_span(world.project, span.id).label == span.label
    redo(world)
    assert spans.find_span(world.project, span.id).label == "rule"
    assert check(world.project) == []
