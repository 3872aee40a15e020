"""Questions to an open project."""

from __future__ import annotations

import factories
from factories import BUPATI, extents

from annotator.model.document import Progress
from annotator.model.problem import Severity


def test_articles_are_found_by_words_of_title_and_text(session, tmp_path):
    first = factories.add_text(session, tmp_path, "Bupati melarang.", "a.txt")
    second = factories.add_text(session, tmp_path, "Gubernur mengizinkan.", "b.txt")
    assert session.finding.documents() == [first, second]
    assert session.finding.documents("guber") == [second]
    assert session.finding.documents("BUPATI larang") == []
    assert session.finding.documents("bupati melar") == [first]


def test_rows_tell_what_the_list_shows(session, document):
    session.coding.add_span(document, extents(BUPATI), "person")
    (row,) = session.finding.rows([document])
    assert (row.span_count, row.progress, row.length) == (1, Progress.IN_PROGRESS, 52)


def test_progress_counts_every_article_once(session, document, tmp_path):
    factories.add_text(session, tmp_path, "Lain.", "b.txt")
    assert session.finding.progress() == {
        Progress.NEW: 2,
        Progress.IN_PROGRESS: 0,
        Progress.DONE: 0,
    }
    session.coding.set_status(document, "done")
    assert session.finding.progress()[Progress.DONE] == 1
    assert session.finding.count() == 2


def test_an_article_nobody_began_has_an_empty_set(session, document):
    annotations = session.finding.annotations(document)
    assert (annotations.spans, annotations.status) == ((), "new")


def test_problems_come_in_the_order_of_the_text(session, document):
    session.coding.add_span(document, extents((20, 23)), "person")
    session.coding.add_span(document, extents(BUPATI), "person")
    annotations = session.finding.annotations(document)
    problems = session.finding.problems(annotations)
    assert [p.code for p in problems] == ["missing_attribute"] * 2
    assert [p.span_id for p in problems] == [span.id for span in annotations.spans]
    assert {p.severity for p in problems} == {Severity.BLOCKING}


def test_the_index_is_brought_up_to_date_in_steps(session, document):
    assert session.finding.refresh_index() is False
    assert session.finding.documents("bupati") == [document]
