"""What cannot be kept is refused, with file, line, field and value; nothing comes in."""

from __future__ import annotations

import json

import factories
import pytest
from factories import TEXT, record, span_record

from annotator.model.problem import Severity
from annotator.workbench import importing, intake
from annotator.workbench.importing import import_files
from annotator.workbench.wording import full_sentence

PERSON = span_record("s-1", "person", 0, 6)
PLACE = span_record("s-2", "place", 41, 51)
LINK = {"id": "r-1", "type": "lives_in", "from": "s-1", "to": "s-2"}


def span(**more):
    return record([{**PERSON, **more}])


def link(**more):
    return record([PERSON, PLACE], [{**LINK, **more}])


def attribute(**answers):
    return span(attributes=answers)


REFUSED = [
    (span(end=99, text=None), "past_end", "spans[0].end", 99),
    (span(start=6, end=0), "not_an_extent", "spans[0].end", "[6, 0]"),
    (span(start=-1), "not_an_extent", "spans[0].start", "[-1, 6]"),
    (span(start=3, end=3), "not_an_extent", "spans[0].end", "[3, 3]"),
    (span(start=0.5), "wrong_type", "spans[0].start", 0.5),
    (span(start="0"), "wrong_type", "spans[0].start", "0"),
    (span(start=True), "wrong_type", "spans[0].start", True),
    (span(text="Wali"), "wrong_quote", "spans[0].text", "Wali"),
    (span(suffix=" Tri"), "wrong_context", "spans[0].suffix", " Tri"),
    (span(fragments=[[0, 3], [2, 6]]), "fragments_out_of_order", "spans[0].fragments", None),
    (span(fragments=[[0, 3], [4, 5]]), "fragments_disagree", "spans[0].fragments", None),
    (record([PERSON, PERSON]), "duplicate_id", "spans[1].id", "s-1"),
    (link(to="s-9"), "unknown_span", "relations[0].to", "s-9"),
    (link(**{"from": "s-9"}), "unknown_span", "relations[0].from", "s-9"),
    (record(text_sha256="0" * 64), "wrong_hash", "text_sha256", "0" * 59 + "…"),
    (record(text_length=3), "wrong_length", "text_length", 3),
    (record(offset_unit="utf16"), "unknown_offset_unit", "offset_unit", "utf16"),
    (record(format_version=99), "newer_format", "format_version", 99),
    (span(label="nobody"), "unknown_label", "spans[0].label", "nobody"),
    (span(label="thing"), "unknown_label", "spans[0].label", "thing"),
    (link(type="knows"), "unknown_relation", "relations[0].type", "knows"),
    (attribute(rank="x"), "unknown_attribute", "spans[0].attributes.rank", "rank"),
    (attribute(role="hed"), "unknown_value", "spans[0].attributes.role", "hed"),
    (attribute(role=["head"]), "wrong_type", "spans[0].attributes.role", None),
    (attribute(also="x"), "wrong_type", "spans[0].attributes.also", "x"),
    (attribute(also=["x", "q"]), "unknown_value", "spans[0].attributes.also", "q"),
    (attribute(sure="yes"), "wrong_type", "spans[0].attributes.sure", "yes"),
    (attribute(sure=1), "wrong_type", "spans[0].attributes.sure", 1),
    (attribute(age=True), "wrong_type", "spans[0].attributes.age", True),
    (attribute(born="2024-13"), "bad_date", "spans[0].attributes.born", "2024-13"),
    (link(attributes={"since": "x"}), "bad_date", "relations[0].attributes.since", "x"),
    (record(document={"outlet": 3}), "wrong_type", "document.outlet", 3),
    (record(document={"place": "x"}), "unknown_attribute", "document.place", "place"),
    (record(text=None, text_sha256="1" * 64), "unknown_text", "text", "1" * 64),
    (span(origin="magic"), "unknown_origin", "spans[0].origin", "magic"),
    (span(created="yesterday"), "bad_time", "spans[0].created", "yesterday"),
]


@pytest.mark.parametrize(
    ("given", "code", "field", "value"), REFUSED, ids=[f"{r[1]} {r[2]}" for r in REFUSED]
)
def test_what_cannot_be_kept_is_refused(session, tmp_path, given, code, field, value):
    report = factories.import_records(session, tmp_path, given)
    assert report.is_refused
    problem = next(p for p in report.problems if p.code == code)
    assert problem.severity is Severity.REFUSED
    assert (problem.place.file, problem.place.line) == (str(tmp_path / "marks.jsonl"), 1)
    assert problem.place.field == field
    if value is not None:
        assert problem.value == value
    assert session.finding.count() == 0
    assert field in full_sentence(problem)


LINES = [
    (b'{"text": NaN}', "not_finite"),
    (b'{"text": "a", "text": "b"}', "duplicate_key"),
    (b'{"text": "\\ud800"}', "lone_surrogate"),
    (b'{"text": "\xff"}', "not_utf8"),
    (b'{"text": ', "not_json"),
    (b"[]", "wrong_type"),
    (b'{"spans": []}', "missing_key"),
    (b'{"text": "a", "metadata": {"n": 123456789012345678901234567890}}', "number_too_large"),
    (b'{"text": ' + b"[" * 100_000, "too_deep"),
]


@pytest.mark.parametrize(("line", "code"), LINES, ids=[code for _line, code in LINES])
def test_lines_that_are_no_records_are_refused(session, tmp_path, line, code):
    path = tmp_path / "m.jsonl"
    path.write_bytes(json.dumps(record()).encode() + b"\n" + line + b"\n")
    report = import_files(session.context, [path])
    assert report.is_refused
    assert [(p.code, p.place.line) for p in report.problems] == [(code, 2)]
    assert session.finding.count() == 0


TEXTS = [
    (b"%PDF-1.4", "not_plain_text"),
    (b"SQLite format 3\0", "not_plain_text"),
]


@pytest.mark.parametrize(("data", "code"), TEXTS, ids=[code for _data, code in TEXTS])
def test_files_that_are_no_text_are_refused(session, tmp_path, data, code):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    report = import_files(session.context, [path])
    assert [(p.code, p.place.file) for p in report.problems] == [(code, str(path))]
    assert session.finding.count() == 0


def test_the_marks_of_a_coder_on_a_text_come_once(session, tmp_path):
    report = factories.import_records(session, tmp_path, record([PERSON]), record([PLACE]))
    (problem,) = report.problems
    assert (problem.code, problem.place.line, problem.place.field) == ("set_twice", 2, "coder")
    assert problem.value == "Ani"


def test_two_coders_may_mark_one_text(session, tmp_path):
    report = factories.import_records(
        session, tmp_path, record([PERSON]), record([PERSON], coder="Budi")
    )
    assert (report.problems, report.new_documents, report.new_spans) == ((), 1, 2)


def test_another_codebook_is_told_once_and_what_both_know_comes_in(session, tmp_path):
    records = [
        record([PERSON], text=f"{TEXT} {n}", doc_id=f"d{n}", schema_version="2.0.0")
        for n in range(3)
    ]
    report = factories.import_records(session, tmp_path, *records)
    (problem,) = report.problems
    assert (problem.code, problem.severity, problem.value) == (
        "other_codebook",
        Severity.WARNING,
        "small 2.0.0",
    )
    assert (report.is_applied, report.new_spans) == (True, 3)


def test_what_is_against_a_rule_comes_in_as_a_finding(session, tmp_path):
    inside = span_record("s-3", "person", 0, 3, text=TEXT, attributes={"role": "head"})
    report = factories.import_records(session, tmp_path, record([PERSON, inside]))
    assert report.is_applied
    (identity,) = session.finding.documents()
    problems = session.finding.problems(session.finding.annotations(identity))
    assert {problem.code for problem in problems} == {"missing_attribute", "overlap"}
    assert [found.code for found in report.findings] == [problem.code for problem in problems]
    assert report.finding_count == len(problems)
    assert {found.place.line for found in report.findings} == {1}


def test_a_dry_run_tells_breaches_of_rules_as_well(session, tmp_path):
    path = factories.write_records(tmp_path / "m.jsonl", record([PERSON]))
    report = import_files(session.context, [path], is_dry_run=True)
    assert [found.code for found in report.findings] == ["missing_attribute"]


def test_rules_are_not_looked_at_in_very_many_sets_or_a_refused_import(
    session, tmp_path, monkeypatch
):
    monkeypatch.setattr(intake, "CHECKED", 1)
    monkeypatch.setattr(importing, "CHECKED", 1)
    given = [record([PERSON], text=f"{TEXT} {n}", doc_id=f"d{n}") for n in range(2)]
    assert factories.import_records(session, tmp_path, *given).finding_count is None
    refused = factories.import_records(session, tmp_path, span(end=99, text=None))
    assert (refused.is_refused, refused.finding_count) == (True, None)


def test_marks_without_their_text_must_fit_the_text_that_is_there(session, document, tmp_path):
    sha256 = record()["text_sha256"]
    good = record([PERSON], text=None, text_sha256=sha256)
    bad = record([{**PERSON, "text": "Wali"}], text=None, text_sha256=sha256, coder="Budi")
    assert factories.import_records(session, tmp_path, good).new_spans == 1
    report = factories.import_records(session, tmp_path, bad)
    assert [(p.code, p.place.field) for p in report.problems] == [("wrong_quote", "spans[0].text")]


def test_marks_without_their_text_are_held_against_a_text_of_the_same_file(session, tmp_path):
    whole = record([PERSON])
    bad = record(
        [{**PERSON, "end": 99, "text": None}],
        text=None,
        text_sha256=whole["text_sha256"],
        coder="Budi",
    )
    report = factories.import_records(session, tmp_path, whole, bad)
    assert [(p.code, p.place.line) for p in report.problems] == [("past_end", 2)]


def test_notes_on_marks_and_on_the_article_come_in(session, tmp_path):
    note = {"id": "n-1", "text": "Periksa lagi", "created": "2024-11-27T08:30:00Z"}
    given = record([{**PERSON, "notes": [note]}], notes=[{"id": "n-2", "text": "Bagus"}])
    assert factories.import_records(session, tmp_path, given).is_applied
    (identity,) = session.finding.documents()
    annotations = session.finding.annotations(identity)
    texts = {comment.target_id: comment.text for comment in annotations.comments}
    assert texts == {annotations.spans[0].id: "Periksa lagi", identity: "Bagus"}
