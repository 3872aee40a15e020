"""What comparing reads of the tables: marks as bare tuples, who is done."""

from __future__ import annotations

import json

import factories
import pytest
from factories import record, span_record

from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.store import units
from annotator.store.coders import list_coders
from annotator.store.reviewing import last_number


@pytest.fixture
def session(tmp_path):
    marks = [
        span_record("s-2", "place", 41, 51, attributes={"role": "town"}),
        span_record("s-1", "person", 0, 6, fragments=[[0, 3], [4, 6]], text=factories.TEXT),
    ]
    marks[1]["text"] = "Bup … ti"
    link = {"id": "r-1", "type": "lives_in", "from": "s-1", "to": "s-2"}
    with factories.make_session(tmp_path) as opened:
        more = {"status": "done", "metadata": {"city": "x"}, "document": {"outlet": "k"}}
        report = factories.import_records(opened, tmp_path, record(marks, [link], **more))
        assert report.is_applied, report.problems
        yield opened


def place(session):
    [document] = units.load_articles(session.project)
    coder = next(one.id for one in list_coders(session.project) if one.name == "Ani")
    found = units.load_units(session.project, lambda *cells: cells)
    return next(one for one in found if one[0] == document) if found else (document, coder)


def test_marks_come_in_text_order_with_fragments_and_origin(session):
    found = units.load_units(session.project, lambda *cells: cells)
    marks, origins = found[place(session)]
    assert [mark[:3] for mark in marks] == [(0, 6, "person"), (41, 51, "place")]
    assert [mark[4] for mark in marks] == [((0, 3), (4, 6)), ()]
    assert origins == ["imported", "imported"]


def test_a_deleted_mark_and_its_relations_are_not_there(session):
    document, coder = place(session)
    [link] = units.load_links(session.project, lambda *cells: cells)[document, coder]
    assert link[0] == "lives_in"
    session.context.coder = next(c for c in list_coders(session.project) if c.id == coder)
    session.coding.delete_span(Id(link[1]))
    assert units.load_links(session.project, lambda *cells: cells) == {}
    [mark] = units.load_units(session.project, lambda *cells: cells)[document, coder][0]
    assert mark[2] == "place"


def test_heads_say_how_far_somebody_is(session):
    document, coder = place(session)
    head = units.load_heads(session.project)[document, coder]
    assert (head.status, head.codebook_id) == ("done", session.codebook_id)
    assert units.fields_of(head) == {"outlet": "k"} == json.loads(head.fields)


def test_answers_are_read_for_one_label_or_for_all(session):
    every = units.load_answers(session.project)
    assert list(every.values()) == [{"role": "town"}]
    assert units.load_answers(session.project, "place") == every
    assert units.load_answers(session.project, "person") == {}


def test_articles_metadata_and_texts_are_read_apart(session):
    [article] = units.load_articles(session.project).values()
    assert (article.key, article.length) == ("doc-1", len(factories.TEXT))
    assert units.load_metadata(session.project)[article.id]["city"] == "x"
    assert units.load_texts(session.project, [article.id] * 2) == {article.id: factories.TEXT}
    assert units.load_texts(session.project, []) == {}


def test_the_newest_revision_moves_with_every_act(session):
    before = last_number(session.project)
    document, _coder = place(session)
    session.coding.add_span(document, (Extent(7, 10),), "person")
    assert last_number(session.project) == before + 1


def test_codebooks_are_told_with_the_time_at_which_they_came(session):
    [(version, time, identity)] = units.codebook_times(session.project)
    assert (version, identity) == ("1.0.0", session.codebook_id)
    assert time.endswith("Z")
