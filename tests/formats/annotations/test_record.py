"""What is refused in a record, with the field and the value found."""

from __future__ import annotations

import copy
import json

import pytest

from annotator.formats.annotations.record import RecordReader
from annotator.formats.annotations.record_shape import SPAN
from annotator.formats.annotations.strict_json import StrictDecoder
from annotator.model.extent import Extent
from annotator.model.identity import text_hash
from annotator.model.problem import Place, Severity

TEXT = "ASN, kata dia, memang memiliki hak pilih."
PLACE = Place("a.jsonl", 3)
GOOD = {
    "schema_id": "asn",
    "schema_version": "1.0.0",
    "doc_id": "d1",
    "file": "d1.txt",
    "text_sha256": text_hash(TEXT),
    "text_length": len(TEXT),
    "offset_unit": "unicode_code_point",
    "coder": "gold",
    "status": "done",
    "document": {"outlet": "x", "election": ["a", "b"], "url": None, "tags": [], "empty": ""},
    "spans": [
        {"id": "q1", "label": "rule", "start": 0, "end": 3, "text": "ASN", "suffix": ", kata"},
        {
            "id": "q2",
            "label": "rule",
            "start": 0,
            "end": 40,
            "text": "ASN … memang memiliki hak pilih",
            "fragments": [[0, 3], [15, 40]],
            "attributes": {"marker": ["harus"], "n": 2, "is_x": True, "share": 0.5, "none": None},
            "prefix": "",
            "suffix": ".",
            "origin": "hand",
            "created": "2026-11-22T08:30:00Z",
            "notes": [{"id": "n1", "text": "?"}],
        },
    ],
    "relations": [{"id": "l1", "type": "says", "from": "q2", "to": "q1", "attributes": {"a": "b"}}],
    "notes": [{"text": "whole"}],
    "metadata": {"page": 3, "url": None, "empty": ""},
    "title": "Judul",
    "format": "annotator-jsonl",
    "format_version": 1,
    "coder_id": "c1",
    "text": TEXT,
}


def read(value: object):
    return RecordReader().read(value, PLACE)


def changed(path: str, value: object) -> dict[str, object]:
    """The good record with one value put in; ``spans.1.end`` names its place."""
    record = copy.deepcopy(GOOD)
    *way, last = path.split(".")
    at = record
    for step in way:
        at = at[int(step)] if step.isdigit() else at[step]
    at[int(last) if last.isdigit() else last] = value
    return record


def test_a_good_record_comes_in_whole():
    incoming, problems = read(GOOD)
    assert problems == []
    assert incoming.place == PLACE
    document = incoming.document
    assert (document.name, document.key, document.title) == ("d1.txt", "d1", "Judul")
    assert (document.text, document.sha256) == (TEXT, text_hash(TEXT))
    assert document.meta == {"page": 3, "url": None, "empty": ""}
    assert (incoming.coder_name, incoming.coder_key, incoming.status) == ("gold", "c1", "done")
    assert incoming.fields == {"outlet": "x", "election": ("a", "b")}
    first, second = incoming.spans
    assert (first.key, first.fragments, first.quote) == ("q1", (Extent(0, 3),), "ASN")
    assert (first.prefix, first.suffix, first.created) == (None, ", kata", None)
    assert second.fragments == (Extent(0, 3), Extent(15, 40))
    assert second.attributes == {"marker": ("harus",), "n": 2, "is_x": True, "share": 0.5}
    assert [note.text for note in (*second.comments, *incoming.comments)] == ["?", "whole"]
    [relation] = incoming.relations
    assert (relation.label, relation.source_key, relation.target_key) == ("says", "q2", "q1")


def test_a_text_alone_is_a_document():
    incoming, problems = read({"text": "ASN"})
    assert problems == []
    assert (incoming.document.text, incoming.document.key, incoming.coder_name) == (
        "ASN",
        None,
        None,
    )
    assert incoming.document.name == "a-3"
    assert incoming.status == "new"


def test_a_document_may_call_its_id_id():
    incoming, problems = read({"id": "kompas-1", "text": "ASN", "metadata": {"year": 2024}})
    assert (problems, incoming.document.key, incoming.document.name) == ([], "kompas-1", "kompas-1")


def test_relations_name_marks_without_ids_by_their_number():
    spans = [{"start": 0, "end": 3, "label": "a"}, {"start": 5, "end": 9, "label": "b"}]
    record = {"text": TEXT, "coder": "x", "spans": spans}
    record["relations"] = [{"type": "says", "from": "s1", "to": "s2"}]
    incoming, problems = read(record)
    assert problems == []
    [link] = incoming.relations
    assert [span.key for span in incoming.spans] == [link.source_key, link.target_key]
    assert link.source_key != link.target_key


def test_a_number_names_the_mark_that_has_it_as_its_id():
    spans = [{"start": 0, "end": 3, "label": "a"}, {"id": "s1", "start": 5, "end": 9, "label": "b"}]
    record = {"text": TEXT, "spans": spans}
    record["relations"] = [{"type": "says", "from": "s1", "to": "s2"}]
    incoming, [problem] = read(record)
    assert (incoming, problem.code, problem.value) == (None, "unknown_span", "s2")


def keys_of(*spans):
    incoming, problems = read({"text": TEXT, "spans": [{"label": "a", **one} for one in spans]})
    assert problems == []
    return [span.key for span in incoming.spans]


def test_a_mark_without_an_id_is_known_wherever_it_stands_in_its_file():
    first, second = {"start": 0, "end": 3}, {"start": 5, "end": 9}
    keys = keys_of(first, second)
    assert keys_of(second, {"start": 1, "end": 2}, first)[::2] == keys[::-1]
    assert keys_of({**first, "label": "b"}, {**first, "end": 4})[0] not in keys


def test_equal_marks_without_ids_get_different_ones():
    same = {"start": 0, "end": 3}
    keys = keys_of(same, same)
    assert len(set(keys)) == 2
    assert keys_of(same, {**same, "id": keys[0]}) == keys[::-1], "ids that are given come first"


@pytest.mark.parametrize("odd", [7, None, "s1", ["id"], True])
def test_what_is_no_mark_beside_marks_without_ids_is_refused_where_it_stands(odd):
    mark = {"label": "a", "start": 0, "end": 3}
    for key in ("spans", "relations"):
        whole = {"text": TEXT, "spans": [mark], key: [odd, {**mark, "id": None}]}
        incoming, problems = read(whole)
        assert incoming is None
        assert f"{key}[0]" in [one.place.field for one in problems]


def test_notes_and_relations_without_ids_are_known_by_what_they_say():
    notes = [{"text": "x"}, {"text": "x"}, {"text": "y"}]
    spans = [
        {"start": 0, "end": 3, "label": "a", "notes": notes},
        {"start": 5, "end": 9, "label": "b"},
    ]
    links = [{"type": t, "from": "s1", "to": "s2"} for t in ("says", "says", "hears")]
    record = {"text": TEXT, "spans": spans, "relations": links, "notes": [{"text": "x"}]}
    incoming, problems = read(record)
    assert problems == []
    note_keys = [note.key for note in (*incoming.spans[0].comments, *incoming.comments)]
    assert len(set(note_keys)) == 4
    assert len({link.key for link in incoming.relations}) == 3
    backwards = {**record, "relations": links[::-1]}
    again, _ = read(backwards)
    assert {one.key for one in again.relations} == {one.key for one in incoming.relations}


def test_the_name_of_a_document_is_the_last_part_of_a_path():
    for file in ("C:\\berita\\satu.txt", "../../etc/satu.txt", "satu.txt", "dir/satu.txt/"):
        incoming, problems = read({"text": TEXT, "file": file})
        assert (problems, incoming.document.name) == ([], "satu.txt")


@pytest.mark.parametrize("name", ["coder", "coder_id"])
def test_a_coder_of_blanks_is_refused(name):
    incoming, [problem] = read({"text": TEXT, "coder": "Ani", name: "  "})
    assert (incoming, problem.code, problem.place.field) == (None, "empty_value", name)


@pytest.mark.parametrize("value", [[], "x", 3, None])
def test_a_line_that_is_no_object_is_refused(value):
    incoming, [problem] = read(value)
    assert incoming is None
    assert (problem.code, problem.fields["expected"]) == ("wrong_type", "object")


CASES = [
    # what the record says of itself
    ("format", "brat", "unknown_format", "format", "brat"),
    ("format_version", 0, "unknown_format", "format_version", 0),
    ("format_version", 2, "newer_format", "format_version", 2),
    ("format_version", 10**30, "newer_format", "format_version", "…"),
    ("offset_unit", "utf16", "unknown_offset_unit", "offset_unit", "utf16"),
    ("text_length", 99, "wrong_length", "text_length", 99),
    ("text_sha256", "0" * 64, "wrong_hash", "text_sha256", "0" * 59 + "…"),
    ("text", TEXT + "x", "wrong_hash", "text_sha256", text_hash(TEXT)[:59] + "…"),
    ("metadata", {"a": [1]}, "wrong_type", "metadata.a", "[1]"),
    ("metadata", {"a": 1e400}, "not_finite", "metadata.a", float("inf")),
    ("document", {"a": 1 << 63}, "number_too_large", "document.a", 1 << 63),
    ("document", {"a": {"b": 1}}, "wrong_type", "document.a", "{…}"),
    # types
    ("spans", {}, "wrong_type", "spans", "{…}"),
    ("spans.1", 5, "wrong_type", "spans[1]", 5),
    ("coder", 5, "wrong_type", "coder", 5),
    ("doc_id", 17, "wrong_type", "doc_id", 17),
    ("text_length", True, "wrong_type", "text_length", True),
    ("spans.1.end", 40.0, "wrong_type", "spans[1].end", 40.0),
    ("spans.1.start", False, "wrong_type", "spans[1].start", False),
    ("spans.1.start", None, "wrong_type", "spans[1].start", None),
    ("spans.1.label", ["rule"], "wrong_type", "spans[1].label", "[…]"),
    ("spans.1.attributes", ["a"], "wrong_type", "spans[1].attributes", "[…]"),
    ("spans.1.attributes", {"a": [1]}, "wrong_type", "spans[1].attributes.a", "[1]"),
    ("spans.1.attributes", {"a": -1e400}, "not_finite", "spans[1].attributes.a", float("-inf")),
    ("relations.0.from", 1, "wrong_type", "relations[0].from", 1),
    ("spans.1.notes", [{"id": "n", "text": 1}], "wrong_type", "spans[1].notes[0].text", 1),
    ("spans.1.notes", [{"id": "n"}], "missing_key", "spans[1].notes[0].text", None),
    # offsets
    ("spans.1.start", -1, "not_an_extent", "spans[1].start", "[-1, 40]"),
    ("spans.1.end", 0, "not_an_extent", "spans[1].end", "[0, 0]"),
    ("spans.0", {"label": "a", "start": 5, "end": 2}, "not_an_extent", "spans[0].end", "[5, 2]"),
    ("spans.0", {"label": "a", "start": 5, "end": 42}, "past_end", "spans[0].end", 42),
    ("spans.1.fragments", [[0, 40.0]], "not_an_extent", "spans[1].fragments[0]", "[…]"),
    ("spans.1.fragments", [[False, 40]], "not_an_extent", "spans[1].fragments[0]", "[False, 40]"),
    ("spans.1.fragments", [[0, 3], [9, 9]], "not_an_extent", "spans[1].fragments[1]", "[9, 9]"),
    ("spans.1.fragments", [[0, 3, 4]], "not_an_extent", "spans[1].fragments[0]", "[0, 3, 4]"),
    ("spans.1.fragments", ["0-3"], "not_an_extent", "spans[1].fragments[0]", "0-3"),
    (
        "spans.1.fragments",
        [[15, 40], [0, 3]],
        "fragments_out_of_order",
        "spans[1].fragments",
        "[[15, 40], [0, 3]]",
    ),
    (
        "spans.1.fragments",
        [[0, 20], [19, 40]],
        "fragments_out_of_order",
        "spans[1].fragments",
        "[[0, 20], [19, 40]]",
    ),
    ("spans.1.fragments", [[0, 39]], "fragments_disagree", "spans[1].fragments", "[0, 39]"),
    # words
    ("spans.0.text", "asn", "wrong_quote", "spans[0].text", "asn"),
    ("spans.1.text", "ASN memang", "wrong_quote", "spans[1].text", "ASN memang"),
    ("spans.0.prefix", "x", "wrong_context", "spans[0].prefix", "x"),
    ("spans.0.suffix", "; kata", "wrong_context", "spans[0].suffix", "; kata"),
    # ids and history
    ("spans.1.id", "q1", "duplicate_id", "spans[1].id", "q1"),
    ("spans.1.id", "", "empty_value", "spans[1].id", ""),
    ("spans.1.label", "", "empty_value", "spans[1].label", ""),
    ("relations.0.type", "", "empty_value", "relations[0].type", ""),
    ("relations.0.to", "q9", "unknown_span", "relations[0].to", "q9"),
    ("notes.0.id", "n1", "duplicate_id", "notes[0].id", "n1"),
    ("spans.1.origin", "magic", "unknown_origin", "spans[1].origin", "magic"),
    ("spans.1.created", "2026-11-22", "bad_time", "spans[1].created", "2026-11-22"),
    ("spans.1.changed", "2026-11-22T08:30:00+07:00", "bad_time", "spans[1].changed", None),
]


@pytest.mark.parametrize(("path", "value", "code", "field", "shown"), CASES)
def test_what_cannot_be_kept_faithfully_is_refused(path, value, code, field, shown):
    incoming, problems = read(changed(path, value))
    assert incoming is None
    [problem] = [one for one in problems if one.code == code and one.place.field == field]
    assert problem.severity is Severity.REFUSED
    assert (problem.place.file, problem.place.line) == ("a.jsonl", 3)
    assert shown is None or problem.value == shown


@pytest.mark.parametrize(
    ("path", "name"), [("spans.1", "end"), ("spans.1", "label"), ("relations.0", "to")]
)
def test_a_missing_key_is_refused(path, name):
    record = copy.deepcopy(GOOD)
    part, number = path.split(".")
    del record[part][int(number)][name]
    _incoming, problems = read(record)
    assert ("missing_key", f"{part}[{number}].{name}") in [
        (p.code, p.place.field) for p in problems
    ]


def test_a_record_must_say_which_text_it_means():
    _incoming, [problem] = read({"spans": []})
    assert (problem.code, problem.place.field) == ("missing_key", "text")
    _incoming, [problem] = read({"text_sha256": "abc"})
    assert (problem.code, problem.fields["expected"]) == ("wrong_type", "hash")


def test_every_problem_of_a_record_is_told():
    record = changed("spans.0.start", -1)
    record["spans"][1]["text"] = "x"
    record["relations"][0]["from"] = "q7"
    record["text_length"] = 1
    _incoming, problems = read(record)
    assert [problem.place.field for problem in problems] == [
        "text_length",
        "spans[0].start",
        "spans[1].text",
        "relations[0].from",
    ]


def test_a_span_that_is_refused_does_not_make_its_relations_wrong():
    _incoming, problems = read(changed("spans.0.text", "x"))
    assert [problem.code for problem in problems] == ["wrong_quote"]
    _incoming, problems = read(changed("spans.0.start", -1))
    assert [problem.code for problem in problems] == ["not_an_extent"]


def test_unknown_keys_are_told_once_and_do_not_stop_the_record():
    reader = RecordReader()
    record = changed("spans.1.colour", "red") | {"score": 1}
    incoming, problems = reader.read(record, PLACE)
    assert incoming is not None
    assert [(p.code, p.severity, p.place.field, p.value) for p in problems] == [
        ("unknown_key", Severity.WARNING, "score", "score"),
        ("unknown_key", Severity.WARNING, "spans[1].colour", "colour"),
    ]
    assert reader.read(record, PLACE)[1] == []


def test_an_unknown_key_in_place_of_a_known_one_is_told_too():
    whole = dict.fromkeys(SPAN.types) | {"label": "a", "start": 0, "end": 3}
    other = {"colour" if name == "notes" else name: value for name, value in whole.items()}
    reader = RecordReader()
    assert reader.read({"text": TEXT, "spans": [whole]}, PLACE)[1] == []
    incoming, [problem] = reader.read({"text": TEXT, "spans": [other]}, PLACE)
    assert (problem.code, problem.place.field) == ("unknown_key", "spans[0].colour")
    assert incoming.spans[0].fragments == (Extent(0, 3),)


def test_what_was_fine_once_does_not_hide_what_is_wrong_later():
    reader = RecordReader()
    assert reader.read(GOOD, PLACE)[1] == []
    for path, value, code, field, _shown in CASES:
        _incoming, problems = reader.read(changed(path, value), PLACE)
        assert (code, field) in [(p.code, p.place.field) for p in problems]
    assert reader.read(GOOD, PLACE)[1] == []


def test_half_a_surrogate_pair_in_the_text_does_not_break_the_reader():
    line = json.dumps({"text": "a\ud800", "text_sha256": "0" * 64}).encode()
    value, [problem] = StrictDecoder().decode(line, PLACE)
    assert problem.code == "lone_surrogate"
    assert read(value)[1] == []
