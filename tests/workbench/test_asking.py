"""What a person writes to ask for a part of the history."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from factories import BUPATI, extents
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize("day", ["2026-11-22", "20261122", "2026-W47-7", " 2026-11-22 "])
def test_a_day_is_whole_however_it_is_written(day):
    start, end = moment_of(day), moment_of(day, is_end=True)
    assert (start, end - start) == (moment_of("2026-11-22"), 24 * 60 * 60)


def test_the_first_and_the_last_day_there_are_leave_nothing_out():
    """Local midnight of the first lies before the first moment in UTC; the last has no morrow."""
    now = moment_of("2026-11-22")
    assert moment_of("0001-01-01") < moment_of("0001-01-02") < now
    for last in ("9999-12-31", "9999-12-31T23:59:59-12:00"):
        assert moment_of(last, is_end=True) > moment_of("9999-12-30") > now
    assert moment_of("0001-01-01T00:00+14:00") < moment_of("0001-01-02")


@pytest.mark.parametrize("is_end", [False, True])
@pytest.mark.parametrize(
    "text",
    ["", " ", "2026", "2026-02-30", "2026-11-22T25:00", "kemarin", "22.11.2026", "\u0660", "\0"],
)
def test_what_is_no_day_is_said_with_what_was_written(text, is_end):
    with pytest.raises(InputError) as refused:
        moment_of(text, is_end=is_end)
    assert (refused.value.code, refused.value.fields["text"]) == ("bad_moment", text)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.timezones())
def test_a_day_ends_where_the_next_begins_and_a_zone_is_kept(day, zone):
    next_day = day + timedelta(days=1)
    assert moment_of(day.isoformat(), is_end=True) == moment_of(next_day.isoformat())
    assert moment_of(day.isoformat()) < moment_of(next_day.isoformat())
    there = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
    assert moment_of(there.isoformat()) == there.timestamp()


def test_everybody_who_is_known_is_named_where_a_coder_is_not(session):
    session.code_as("Budi")
    with pytest.raises(InputError) as refused:
        asked_for(session.context, Question(coder="Citra"))
    assert refused.value.fields["known"] == "Ani, Budi"
