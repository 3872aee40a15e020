"""Reading the history: newest first, one entry an act, filtered, a page at a time."""

from __future__ import annotations

import pytest

from annotator.model.change import Operation
from annotator.model.identity import new_id
from annotator.store import chronicle, kinds, related, rows
from annotator.store.chronicle import Wanted
from annotator.store.revisions import revert, undo_stack

NOON = 1_764_590_400.0


def span_operation(span) -> Operation:
    return Operation("span", span.id, rows.span_value(span))


def document_operation(document) -> Operation:
    return Operation("document", document.id, rows.document_value(document))


def actions(world, wanted=None, limit=None) -> list[str]:
    found = chronicle.iterate_entries(world.project, wanted or Wanted(), limit)
    return [entry.revision.action for entry in found]


@pytest.fixture
def article(world):
    return world.add_document()


def test_the_history_is_told_newest_first(world, article) -> None:
    span = world.add_span(article)
    world.delete("span", span.id)
    assert actions(world) == ["delete", "add_span", "import", "create_project"]
    assert actions(world, limit=2) == ["delete", "add_span"]


def test_one_page_follows_the_other(world, article) -> None:
    for number in range(7):
        world.add_span(article, number, number + 2)
    first = chronicle.load_page(world.project, Wanted(), limit=3)
    second = chronicle.load_page(world.project, Wanted(), first.after, limit=50)
    ids = [entry.revision.id for page in (first, second) for entry in page.entries]
    assert len(first.entries) == 3
    assert len(set(ids)) == len(ids) == 9
    assert second.after is None


def test_a_page_looks_at_no_more_than_it_may(world, article, monkeypatch) -> None:
    monkeypatch.setattr(chronicle, "LOOKED_AT", 3)
    rare = world.add_span(article, label="rare")
    for number in range(7):
        world.add_span(article, number, number + 2)
    page = chronicle.load_page(world.project, Wanted(label="rare"))
    assert page.entries == ()
    assert page.after is not None
    (found,) = chronicle.iterate_entries(world.project, Wanted(label="rare"))
    assert found.revision.action == "add_span"
    assert rare.label == "rare"


def test_an_act_of_many_revisions_is_one_entry(world, article) -> None:
    group = new_id()
    spans = [world.span(article, n, n + 2) for n in range(4)]
    for span in spans:
        world.commit(span_operation(span), action="import", group=group)
    world.add_span(article, 10, 12)
    entries = list(chronicle.iterate_entries(world.project, Wanted()))
    assert [(e.revision.action, e.count) for e in entries[:2]] == [("add_span", 1), ("import", 4)]
    of_it = related.rows_of_span(world.project, spans[1].id)
    (entry,) = chronicle.iterate_entries(world.project, Wanted(rows=of_it))
    assert (entry.count, entry.moment) == (4, entries[1].moment)


def test_undo_of_a_group_is_one_entry(world, article) -> None:
    group = new_id()
    for n in range(3):
        operation = span_operation(world.span(article, n, n + 2))
        world.commit(operation, action="bulk", group=group)
    revert(world.project, world.me, undo_stack(world.project, world.me)[-1], "undo")
    entries = list(chronicle.iterate_entries(world.project, Wanted(), 2))
    assert [(e.revision.action, e.count) for e in entries] == [("undo", 3), ("bulk", 3)]


def test_a_group_longer_than_a_page_is_one_entry(world, article, monkeypatch) -> None:
    monkeypatch.setattr(chronicle, "_PAGE", 2)
    group = new_id()
    spans = [world.span(article, n, n + 2) for n in range(9)]
    for span in spans:
        world.commit(span_operation(span), action="bulk", group=group)
    of_it = related.rows_of_span(world.project, spans[0].id)
    (entry,) = chronicle.iterate_entries(world.project, Wanted(rows=of_it))
    assert entry.count == 9


def test_entries_of_one_coder(world, article) -> None:
    budi = world.add_coder("Budi").id
    world.add_span(article, coder_id=budi)
    world.add_span(article)
    assert actions(world, Wanted(author_id=budi)) == ["add_span"]
    assert len(actions(world, Wanted(author_id=world.me))) == 4


def test_entries_of_some_verbs(world, article) -> None:
    span = world.add_span(article)
    world.change_span(span, label="rule")
    assert actions(world, Wanted(actions=("change_span",))) == ["change_span"]
    assert actions(world, Wanted(actions=("add_span", "import"))) == ["add_span", "import"]


def test_entries_of_some_time(world, article) -> None:
    world.clock.seconds = NOON + 3600
    world.add_span(article)
    world.clock.seconds = NOON + 7200
    world.set_status(article, "done")
    assert actions(world, Wanted(since=NOON + 3600)) == ["set_status", "add_span"]
    assert actions(world, Wanted(until=NOON + 7200)) == ["add_span", "import", "create_project"]
    assert actions(world, Wanted(since=NOON + 3600, until=NOON + 7200)) == ["add_span"]
    of_it = related.rows_of_document(world.project, article.id)
    assert actions(world, Wanted(rows=of_it, since=NOON + 1, until=NOON + 7200)) == ["add_span"]


def test_entries_of_one_label(world, article) -> None:
    one = world.add_span(article, label="speaker")
    two = world.add_span(article, 7, 15, label="rule")
    world.add_relation(one, two, label="targets")
    world.commit(
        span_operation(world.span(article, id=one.id, label="rule")),
        action="relabel_span",
        about={"label": "rule", "old_label": "speaker"},
    )
    assert actions(world, Wanted(label="speaker")) == ["relabel_span", "add_span"]
    assert actions(world, Wanted(label="rule")) == ["relabel_span", "add_span"]
    assert actions(world, Wanted(label="targets")) == ["add_relation"]


def test_an_import_has_to_do_with_every_label_it_brought(world, article) -> None:
    group = new_id()
    for label in ("rule", "speaker", "rule"):
        operation = span_operation(world.span(article, label=label))
        world.commit(operation, action="import", group=group)
    assert actions(world, Wanted(label="speaker")) == ["import"]
    assert actions(world, Wanted(label="spea")) == []


def test_the_history_of_an_article_has_what_is_gone(world, article) -> None:
    other = world.add_document("teks lain", "d2")
    world.add_span(other, 0, 4)
    span = world.add_span(article)
    note = world.add_comment(article, span.id, "periksa")
    world.delete("comment", note.id)
    world.delete("span", span.id)
    world.set_status(article, "done")
    of_it = related.rows_of_document(world.project, article.id)
    expected = ["set_status", "delete", "delete", "comment", "add_span", "import"]
    assert actions(world, Wanted(rows=of_it)) == expected
    assert len(chronicle.load_moments(world.project, of_it)) == 6


def test_the_history_of_a_mark_has_its_notes_and_relations(world, article) -> None:
    one, two = world.add_span(article), world.add_span(article, 7, 15)
    relation = world.add_relation(one, two)
    world.add_comment(article, two.id, "periksa")
    world.delete("relation", relation.id)
    of_it = related.rows_of_span(world.project, one.id)
    assert actions(world, Wanted(rows=of_it)) == ["delete", "add_relation", "add_span"]
    assert related.rows_of_span(world.project, new_id())[0][0] == "span"
    assert actions(world, Wanted(rows=related.rows_of_span(world.project, new_id()))) == []


def test_days_are_those_with_acts(world, article) -> None:
    day = 86_400
    start = NOON - NOON % day
    world.clock.seconds = NOON + 2 * day
    world.add_span(article)
    days = [start + 3 * day, start + 2 * day, start + day, start, start - day]
    assert chronicle.days_with_acts(world.project, days) == [start + 2 * day, start]
    assert chronicle.first_time(world.project) == NOON


def test_an_entry_is_found_by_its_moment(world, article) -> None:
    (entry,) = chronicle.load_page(world.project, Wanted(), limit=1).entries
    assert chronicle.find_entry(world.project, entry.moment) == entry
    assert chronicle.find_entry(world.project, (1, new_id())) is None


def test_what_one_did_is_found_by_the_index_of_authors(world, article) -> None:
    """Without it a long history is read whole to find what one coder did."""
    sql = (
        "EXPLAIN QUERY PLAN SELECT id, action, undoes, group_id FROM revision"
        " WHERE author_id = x'00' ORDER BY hlc, id"
    )
    plan = " ".join(str(row[-1]) for row in world.project.file.rows(sql))
    assert "COVERING INDEX revision_author" in plan
    assert "TEMP B-TREE" not in plan
    for kind in kinds.OWNED:
        sql = f"EXPLAIN QUERY PLAN SELECT id FROM {kind} WHERE document_id = x'00' AND deleted = 1"
        assert f"{kind}_gone" in str(world.project.file.rows(sql))


def test_documents_in_one_import_are_one_entry_each_in_their_own_history(world) -> None:
    group = new_id()
    documents = [world.document(f"teks nomor {n}", f"d{n}") for n in range(3)]
    for document in documents:
        world.commit(document_operation(document), action="import", group=group)
    for document in documents:
        of_it = related.rows_of_document(world.project, document.id)
        assert actions(world, Wanted(rows=of_it)) == ["import"]
