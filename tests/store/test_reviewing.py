"""Who is how far with which document, and which documents revisions were about."""

from __future__ import annotations

import factories
import pytest
from every_kind import EveryKind

from annotator.model.change import Operation
from annotator.model.codebook import CodebookFile
from annotator.model.extent import Extent
from annotator.model.identity import new_id
from annotator.store import reviewing, rows
from annotator.store.reviewing import documents_since, last_number, list_headings, list_work


def test_work_is_told_by_document_and_coder(tmp_path):
    with factories.make_session(tmp_path) as session:
        first = factories.add_text(session, tmp_path)
        second = factories.add_text(session, tmp_path, "Lain.", "b.txt")
        session.coding.add_span(first, (Extent(0, 6),), "place")
        session.code_as("Budi")
        session.coding.set_status(second, "done")
        found = {(w.document_id, w.is_finished, w.has_marks) for w in list_work(session.project)}
        assert found == {(first, False, True), (second, True, False)}
        assert [w.document_id for w in list_work(session.project, second)] == [second]


def test_headings_are_titles_or_names_in_the_order_of_keys(tmp_path):
    with factories.make_session(tmp_path) as session:
        first = factories.add_text(session, tmp_path)
        second = factories.add_text(session, tmp_path, "\n", "b.txt")
        found = list_headings(session.project)
        assert [one.id for one in found] == [first, second]
        assert all(one.title and one.key for one in found)


def test_revisions_tell_which_documents_they_were_about(tmp_path, monkeypatch):
    with factories.make_session(tmp_path) as session:
        first = factories.add_text(session, tmp_path)
        second = factories.add_text(session, tmp_path, "Lain.", "b.txt")
        before = last_number(session.project)
        assert documents_since(session.project, before) == set()
        span = session.coding.add_span(first, (Extent(0, 6),), "place")
        assert documents_since(session.project, before) == {first}
        between = last_number(session.project)
        session.coding.delete_span(span.id)
        session.coding.set_status(second, "done")
        assert documents_since(session.project, between) == {first, second}
        session.code_as("Budi")
        assert documents_since(session.project, between) is None
        monkeypatch.setattr(reviewing, "MOST", 1)
        assert documents_since(session.project, before) is None


MARKS = ("annotation_set", "span", "relation", "comment", "review", "decision")


@pytest.fixture
def history(world):
    """Acts on marks of two documents: after which revision there were which."""
    kinds = EveryKind(world)
    kinds.write_everything()
    begun = last_number(world.project)
    acts = [(kind, place, variant) for kind in MARKS for place in (0, 1) for variant in (1, None)]
    for act in acts:
        kinds.write(*act)
    touched = [kinds.documents[place % 2].id for _, place, _ in acts]
    return world.project, begun, touched


def test_documents_are_told_since_every_revision(history):
    """Also those of which something was only deleted."""
    project, begun, touched = history
    assert last_number(project) == begun + len(touched)
    for number in range(len(touched) + 1):
        assert documents_since(project, begun + number) == set(touched[number:])


@pytest.mark.parametrize("least", [-1, 0, 1])
def test_after_very_many_acts_it_may_be_all(history, monkeypatch, least):
    project, begun, touched = history
    monkeypatch.setattr(reviewing, "MOST", len(touched) + least)
    assert (documents_since(project, begun) is None) == (least < 0)


@pytest.mark.parametrize("kind", ["snapshot", "parcel", "assignment", "feedback"])
def test_what_says_nothing_about_marks_is_about_no_document(history, world, kind):
    kinds = EveryKind(world)
    number = last_number(world.project)
    kinds.write(kind, 0, 3)
    assert documents_since(world.project, number) == set()


def test_another_codebook_may_be_about_all(history, world):
    number = last_number(world.project)
    value = rows.codebook_value(CodebookFile(new_id(), "labels: {}", {}), "asn", "2.0")
    world.commit(Operation("codebook", new_id(), value))
    assert documents_since(world.project, number) is None
