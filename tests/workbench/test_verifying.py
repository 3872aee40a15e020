"""Verification finds what is wrong, and nothing where nothing is."""

from __future__ import annotations

import json
from dataclasses import replace

import factories
import pytest
from factories import TEXT, import_records, record, span_record

from annotator.model.change import Operation
from annotator.model.errors import EnvironmentFault, InputError
from annotator.store import header, rows
from annotator.workbench.exporting import ExportChoice, export_jsonl
from annotator.workbench.importing import import_files
from annotator.workbench.session import Session
from annotator.workbench.verifying import check_codebook, verify_path

HEAD = {"role": "head"}
PERSON = span_record("s-1", "person", 0, 6, attributes=HEAD)
PLACE = span_record("s-2", "place", 41, 51)
LINK = {"id": "r-1", "type": "lives_in", "from": "s-1", "to": "s-2"}


def codes(report) -> list[str]:
    return [problem.code for problem in report.problems]


def test_a_project_that_is_as_it_should_be(session, tmp_path):
    import_records(session, tmp_path, record([PERSON, PLACE], [LINK]))
    session.close()
    report = verify_path(session.path)
    assert (report.is_sound, report.problems, report.findings) == (True, (), ())
    assert (report.documents, report.records, report.spans, report.relations) == (1, 1, 2, 1)
    assert (report.equal_quotes, report.codebook) == (2, "small 1.0.0")


def test_breaches_of_rules_are_findings_and_no_problems(session, tmp_path):
    import_records(session, tmp_path, record([span_record("s-1", "person", 0, 6)]))
    session.close()
    report = verify_path(session.path)
    assert (report.is_sound, report.finding_count) == (True, 1)
    (found,) = report.findings
    assert (found.code, found.place.file, found.place.field) == (
        "missing_attribute",
        "doc-1",
        "spans[0].role",
    )


def test_marks_that_the_codebook_does_not_know_are_named(session, tmp_path):
    """A merged or older project may hold them; the log is whole, so only the codebook tells."""
    import_records(session, tmp_path, record([PERSON, PLACE], [LINK]))
    (identity,) = session.finding.documents()
    person, place = session.finding.annotations(identity).spans
    odd = replace(person, label="nobody"), replace(place, attributes={"rank": 1, "role": "town"})
    operations = [Operation("span", one.id, rows.span_value(one)) for one in odd]
    session.context.perform("relabel_span", operations, {"document_id": identity})
    session.close()
    report = verify_path(session.path)
    assert [(p.code, p.place.file, p.place.field) for p in report.problems] == [
        ("unknown_label", "doc-1", "spans[0].label"),
        ("unknown_attribute", "doc-1", "spans[1].attributes.rank"),
    ]
    assert not report.is_sound


def change(session, sql: str, *values) -> None:
    """Change a closed project behind the program's back."""
    import sqlite3

    session.close()
    connection = sqlite3.connect(session.path)
    connection.execute(sql, values)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE span SET start = 1 WHERE start = 0",
        "UPDATE span SET label = 'place' WHERE label = 'person'",
        "UPDATE document SET key = 'other'",
        "DELETE FROM relation",
        "UPDATE span SET deleted = 1",
    ],
)
def test_a_project_changed_behind_our_back_is_found_out(session, tmp_path, sql):
    import_records(session, tmp_path, record([PERSON, PLACE], [LINK]))
    change(session, sql)
    assert not verify_path(session.path).is_sound


def test_an_offset_moved_past_the_text_is_counted_and_told(session, tmp_path):
    import_records(session, tmp_path, record([PERSON]))
    change(session, 'UPDATE span SET "end" = 999')
    report = verify_path(session.path)
    assert (report.equal_quotes, report.spans) == (0, 1)
    assert "past_end" in codes(report)


# files ------------------------------------------------------------------------------------------


def exported(session, tmp_path, **choice):
    import_records(session, tmp_path, record([PERSON, PLACE], [LINK]))
    path = tmp_path / "out.jsonl"
    export_jsonl(session.context, path, ExportChoice(**choice))
    return path


def test_an_export_verifies(session, tmp_path):
    report = verify_path(exported(session, tmp_path), tmp_path / "small.yaml")
    assert (report.is_sound, report.problems, report.findings) == (True, (), ())
    assert (report.documents, report.spans, report.relations, report.equal_quotes) == (1, 2, 1, 2)


def test_without_a_codebook_the_shipped_one_is_found(tmp_path):
    report = verify_path(factories.WORKED_CODING)
    assert (report.codebook, report.is_sound) == ("asn_neutrality 1.0.0", True)
    assert (report.documents, report.spans, report.equal_quotes) == (5, 300, 300)


def test_without_any_codebook_labels_are_not_checked(session, tmp_path):
    report = verify_path(exported(session, tmp_path))
    assert (report.codebook, report.is_sound) == (None, True)


def test_records_without_texts_are_counted(session, tmp_path):
    report = verify_path(exported(session, tmp_path, with_text=False), tmp_path / "small.yaml")
    assert (report.is_sound, report.without_text, report.equal_quotes) == (True, 1, 0)
    assert report.without_quotes == report.spans == 2


def edited(path, edit):
    records = factories.read_records(path)
    edit(records)
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return path


def moved(records):
    records[0]["spans"][0] |= {"start": 1, "fragments": [[1, 6]]}


def copied(records):
    records.append(records[0])


def renamed(records):
    records.append({**records[0], "text": "Lain.", "spans": [], "relations": []})
    for key in ("text_sha256", "text_length"):
        del records[1][key]


def unknown(records):
    records[0]["spans"][0]["label"] = "nobody"


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (moved, "wrong_quote"),
        (copied, "set_twice"),
        (renamed, "doc_id_taken"),
        (unknown, "unknown_label"),
    ],
)
def test_an_export_changed_by_hand_is_found_out(session, tmp_path, edit, code):
    path = edited(exported(session, tmp_path), edit)
    report = verify_path(path, tmp_path / "small.yaml")
    assert (report.is_sound, code in codes(report)) == (False, True)
    assert report.problems[0].place.file == str(path)


def test_rules_are_held_against_a_file_too(tmp_path):
    inside = span_record("s-3", "person", 0, 3, text=TEXT, attributes=HEAD)
    path = factories.write_records(tmp_path / "m.jsonl", record([PERSON, inside]))
    report = verify_path(path, factories.write_codebook(tmp_path))
    assert report.is_sound
    assert [(f.code, f.place.line, f.place.field) for f in report.findings] == [
        ("overlap", 1, "spans[1]")
    ]


def test_a_text_file_verifies_as_one_document(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    report = verify_path(tmp_path / "a.txt")
    assert (report.documents, report.spans, report.is_sound) == (1, 0, True)


def test_a_file_that_is_not_there_or_of_no_known_kind_is_told(tmp_path):
    with pytest.raises(EnvironmentFault, match="missing_file"):
        verify_path(tmp_path / "a.jsonl")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-")
    with pytest.raises(InputError, match="unknown_format"):
        verify_path(tmp_path / "a.pdf")


def test_a_project_is_known_by_its_contents_whatever_its_name(session, tmp_path):
    session.close()
    session.path.rename(tmp_path / "p.db")
    assert verify_path(tmp_path / "p.db").is_sound


def test_an_import_agrees_with_verification(session, tmp_path):
    """What verifies comes in, and what does not verify does not."""
    good = exported(session, tmp_path)
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(good.read_bytes())
    edited(bad, moved)
    for path in (good, bad):
        with factories.make_session(tmp_path, f"{path.stem}.annot") as other:
            report = import_files(other.context, [path])
        assert report.is_applied == verify_path(path, tmp_path / "small.yaml").is_sound


CODERS = [
    ([("Ani", "k-1"), ("Budi", "k-2")], True),
    ([("Ani", None), ("Budi", None)], True),
    ([("Ani", "k-1"), (" ANI ", None)], False),
    ([("Ani", None), ("ani", "k-1")], False),
    ([("Ani", "k-1"), ("Anisa", "k-1")], False),
    ([("Andr\u00e9", None), ("Andre\u0301", None)], False),
    ([("Ani", "k-1"), ("Ani", "k-2")], False),
]


@pytest.mark.parametrize(("people", "is_sound"), CODERS, ids=str)
def test_one_coder_is_one_in_all_spellings_for_import_and_verification(
    session, tmp_path, people, is_sound
):
    marks = ([PERSON], [PERSON, PLACE])
    given = [
        record(spans, coder=name, coder_id=key)
        for spans, (name, key) in zip(marks, people, strict=True)
    ]
    path = factories.write_records(tmp_path / "m.jsonl", *given)
    report = verify_path(path, tmp_path / "small.yaml")
    assert (report.is_sound, codes(report)) == (is_sound, [] if is_sound else ["set_twice"])
    assert import_files(session.context, [path]).is_applied == is_sound


# codebooks --------------------------------------------------------------------------------------


def test_a_good_codebook_is_told_with_its_size(tmp_path):
    report = check_codebook(factories.write_codebook(tmp_path))
    assert (report.is_valid, report.codebook, report.labels, report.relations) == (
        True,
        "small 1.0.0",
        3,
        1,
    )


def test_a_bad_codebook_is_told_with_every_problem(tmp_path):
    text = factories.CODEBOOK.replace("type: bool", "type: boolean").replace("[place]", "[plaice]")
    report = check_codebook(factories.write_codebook(tmp_path, text))
    assert not report.is_valid
    assert {p.code for p in report.problems} >= {"not_allowed", "unknown_label"}
    assert all(p.place.line for p in report.problems)


@pytest.mark.parametrize("path", sorted(factories.SCHEMAS.glob("*.yaml")), ids=lambda p: p.stem)
def test_every_shipped_codebook_is_good(path):
    assert check_codebook(path).is_valid


def test_a_project_that_may_not_be_written_can_be_verified(session, tmp_path, monkeypatch):
    import_records(session, tmp_path, record([PERSON, PLACE], [LINK]))
    session.close()
    monkeypatch.setattr(header.os, "access", lambda place, _mode: str(place) != str(session.path))
    report = verify_path(session.path)
    assert (report.is_sound, report.spans, report.path) == (True, 2, session.path)
    with Session.reading(session.path) as read:
        out = export_jsonl(read.context, tmp_path / "out.jsonl", ExportChoice())
    assert out.spans == 2


def test_a_name_that_is_too_long_is_the_fault_of_the_name(tmp_path):
    with pytest.raises(EnvironmentFault, match="name_too_long"):
        verify_path(tmp_path / ("x" * 300))
