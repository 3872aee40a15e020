"""Who is how far with which document, and which documents revisions were about."""

from __future__ import annotations

import factories

from annotator.model.extent import Extent
from annotator.store import reviewing
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
