"""What a project holds, in numbers."""

from __future__ import annotations

import factories
from factories import BALIKPAPAN, BUPATI, extents, record, span_record

from annotator.model.document import Progress
from annotator.workbench.overview import overview_of


def test_an_overview_counts_for_each_coder(session, document, tmp_path):
    person = session.coding.add_span(document, extents(BUPATI), "person")
    place = session.coding.add_span(document, extents(BALIKPAPAN), "place")
    session.coding.add_relation(person.id, place.id, "lives_in")
    marks = [span_record("s-1", "person", 0, 6)]
    factories.import_records(session, tmp_path, record(marks, coder="Budi", status="done"))
    overview = overview_of(session)
    assert (overview.codebook, overview.documents) == ("small 1.0.0", 1)
    ani, budi = overview.coders
    assert (ani.name, ani.spans, ani.relations) == ("Ani", 2, 1)
    assert (budi.name, budi.spans, budi.relations) == ("Budi", 1, 0)
    assert (ani.labels, budi.labels) == ({"person": 1, "place": 1}, {"person": 1})
    assert (ani.progress[Progress.IN_PROGRESS], budi.progress[Progress.DONE]) == (1, 1)


def test_deleted_marks_do_not_count(session, document):
    span = session.coding.add_span(document, extents(BUPATI), "person")
    session.coding.delete_span(span.id)
    assert overview_of(session).coders[0].spans == 0
    assert overview_of(session).coders[0].labels == {}
