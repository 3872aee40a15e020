"""What a file says otherwise than the project is told, and the project keeps what it has."""

from __future__ import annotations

import factories
import pytest
from factories import import_records, record, span_record

from annotator.model.problem import Severity
from annotator.workbench.importing import import_files

PERSON = span_record("s-1", "person", 0, 6)
PLACE = span_record("s-2", "place", 41, 51)
LINK = {"id": "r-1", "type": "lives_in", "from": "s-1", "to": "s-2"}


def marks(session):
    return [(s.label, s.start, dict(s.attributes)) for s in annotations(session).spans]


def annotations(session):
    (identity,) = session.finding.documents()
    return session.finding.annotations(identity)


def told(report):
    assert report.is_applied
    assert {p.severity for p in report.problems} <= {Severity.WARNING}
    return {problem.code: problem.value for problem in report.problems}


OTHERWISE = [
    [{**PERSON, "label": "place"}, PLACE],
    [{**PERSON, "end": 3, "text": "Bup"}, PLACE],
    [{**PERSON, "attributes": {"role": "head"}}, PLACE],
    [{**PERSON, "notes": [{"id": "n-1", "text": "Lain"}]}, PLACE],
]


@pytest.mark.parametrize("spans", OTHERWISE, ids=["label", "place", "answers", "note"])
def test_a_mark_that_is_there_otherwise_is_told_and_stays(session, tmp_path, spans):
    note = {"id": "n-1", "text": "Periksa"}
    import_records(session, tmp_path, record([{**PERSON, "notes": [note]}, PLACE], [LINK]))
    before = annotations(session)
    report = import_records(session, tmp_path, record(spans, [LINK]))
    assert told(report) == {"mark_differs": 1}
    (problem,) = report.problems
    assert (problem.place.line, problem.fields) == (1, {"count": 1})
    assert annotations(session) == before


def test_a_relation_that_is_there_otherwise_is_told(session, tmp_path):
    import_records(session, tmp_path, record([PERSON, PLACE], [LINK]))
    turned = {**LINK, "attributes": {"since": "2024"}}
    report = import_records(session, tmp_path, record([PERSON, PLACE], [turned]))
    assert told(report) == {"mark_differs": 1}


def test_differences_are_counted_for_each_file(session, tmp_path):
    given = [record([PERSON], text=f"{factories.TEXT} {n}", doc_id=f"d{n}") for n in range(3)]
    import_records(session, tmp_path, *given)
    changed = [{**one, "spans": [{**PERSON, "label": "place"}]} for one in given]
    assert told(import_records(session, tmp_path, *changed)) == {"mark_differs": 3}


def test_a_difference_is_told_at_the_first_place_of_its_own_file(session, tmp_path):
    given = [record([PERSON], text=f"{factories.TEXT} {n}", doc_id=f"d{n}") for n in range(4)]
    import_records(session, tmp_path, *given)
    changed = [{**one, "spans": [{**PERSON, "label": "place"}]} for one in given]
    first = factories.write_records(tmp_path / "1.jsonl", given[0], *changed[1:3])
    second = factories.write_records(tmp_path / "2.jsonl", changed[3])
    report = import_files(session.context, [first, second])
    assert [(p.code, p.value, p.place.file, p.place.line) for p in report.problems] == [
        ("mark_differs", 2, str(first), 2),
        ("mark_differs", 1, str(second), 1),
    ]


def test_when_and_by_whom_a_mark_was_brought_is_no_difference(session, tmp_path):
    import_records(session, tmp_path, record([PERSON]))
    more = {"origin": "hand", "created": "2024-11-27T08:30:00Z", "changed": "2024-11-28T08:30:00Z"}
    assert told(import_records(session, tmp_path, record([{**PERSON, **more}]))) == {}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"status": "done"}, {"set_differs": 1}),
        ({"document": {"outlet": "Lain"}}, {"set_differs": 1}),
        ({"document": {"checked": True}}, {"set_differs": 1}),
        ({"status": "new", "document": {}}, {}),
        ({"document": {"outlet": "Kaltim"}}, {}),
    ],
)
def test_another_status_or_answer_is_told_and_what_is_not_said_is_not(
    session, tmp_path, more, expected
):
    import_records(session, tmp_path, record([PERSON], document={"outlet": "Kaltim"}))
    assert told(import_records(session, tmp_path, record([PERSON], **more))) == expected
    assert annotations(session).status == "in_progress"
    assert annotations(session).fields == {"outlet": "Kaltim"}


def without_id(*spans):
    return record([{k: v for k, v in span.items() if k != "id"} for span in spans])


def test_a_later_version_of_marks_without_ids_brings_only_what_is_new(session, tmp_path):
    import_records(session, tmp_path, without_id(PERSON, PLACE))
    between = span_record("", "place", 7, 10)
    report = import_records(session, tmp_path, without_id(between, PERSON, PLACE))
    assert (report.new_spans, report.known_spans, report.problems) == (1, 2, ())
    assert [start for _label, start, _answers in marks(session)] == [0, 7, 41]


def test_the_same_set_twice_in_an_import_is_known(session, tmp_path):
    report = import_records(session, tmp_path, record([PERSON]), record([PERSON]))
    assert (report.problems, report.new_spans, report.known_spans) == ((), 1, 1)


def test_a_set_that_says_something_else_the_second_time_is_refused(session, tmp_path):
    other = {**PERSON, "attributes": {"role": "head"}}
    report = import_records(session, tmp_path, record([PERSON]), record([other]))
    assert [(p.code, p.value) for p in report.problems] == [("set_twice", "Ani")]
