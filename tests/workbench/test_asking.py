"""What a person writes to ask for a part of the history."""

from __future__ import annotations

from datetime import datetime

import pytest
from factories import BUPATI, extents

from annotator.model.errors import InputError
from annotator.workbench.asking import Question, asked_for, moment_of
from annotator.workbench.chronicle import Asked


def test_nothing_asked_is_everything(session):
    assert asked_for(session.context, Question()) == Asked()


def test_a_mark_is_known_by_id_and_by_key(session, document):
    span = session.coding.add_span(document, extents(BUPATI), "person")
    for named in (span.id, span.key, f" {span.key} "):
        assert asked_for(session.context, Question(span=named)).span_id == span.id
    session.coding.delete_span(span.id)
    assert asked_for(session.context, Question(span=span.key)).span_id == span.id


def test_an_article_is_known_by_key_and_by_file_name(session, document):
    key = session.finding.document(document).key
    for named in (key, "a.txt"):
        assert asked_for(session.context, Question(document=named)).document_id == document


def test_a_coder_is_known_by_name(session):
    assert asked_for(session.context, Question(coder="ani")).coder_id == session.coder.id


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (Question(span="nothing"), "unknown_span"),
        (Question(span="0" * 32), "unknown_span"),
        (Question(document="b.txt"), "unknown_document"),
        (Question(coder="Budi"), "unknown_coder"),
        (Question(since="yesterday"), "bad_moment"),
        (Question(until="2026-13-01"), "bad_moment"),
    ],
)
def test_what_is_not_there_is_said(session, question, code):
    with pytest.raises(InputError) as refused:
        asked_for(session.context, question)
    assert refused.value.code == code


def test_a_day_begins_and_ends_at_local_midnight():
    start, end = moment_of("2026-11-22"), moment_of("2026-11-22", is_end=True)
    assert datetime.fromtimestamp(start) == datetime(2026, 11, 22)
    assert datetime.fromtimestamp(end) == datetime(2026, 11, 23)
    assert moment_of("2026-11-22T14:30", is_end=True) == moment_of("2026-11-22T14:30")
    assert moment_of("2026-11-22T14:30+00:00") == 1_795_357_800
    assert moment_of(None) is None


def test_the_rest_is_passed_on(session):
    asked = asked_for(session.context, Question(verbs=["import"], label="person"))
    assert (asked.actions, asked.label) == (("import",), "person")
