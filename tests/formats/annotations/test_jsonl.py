"""Native JSONL as a whole: what is written is read again, by us and by others."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import duckdb
import jsonschema
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.formats.annotations.jsonl import make_record, read_records, write_record
from annotator.model.annotation_set import AnnotationSet
from annotator.model.attributes import Attribute, AttributeType
from annotator.model.codebook import Codebook, Label
from annotator.model.coder import Coder
from annotator.model.comment import Comment
from annotator.model.document import Document
from annotator.model.extent import Extent, joined_text
from annotator.model.identity import document_id, text_hash
from annotator.model.incoming import (
    IncomingComment,
    IncomingDocument,
    IncomingRelation,
    IncomingSet,
    IncomingSpan,
)
from annotator.model.problem import Place, Problem, Severity
from annotator.model.relation import Relation
from annotator.model.span import Origin, Span, text_order
from annotator.model.words import Words

ROOT = Path(__file__).parents[3]
WORKED = ROOT / "seeds/worked-coding.jsonl"
SCHEMA = json.loads((ROOT / "schemas/annotations.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
CODER = Coder("c" * 32, "ana", "Ana “A”")
CODEBOOK_ID = "b" * 32
NASTY = (
    "👨\u200d👩\u200d👧\u200d👦 e\u0301 \r\n a\ufeffb\u2028c\u2029d\x85e\u00a0f שלום"
    ' مرحبا \0 \x1b\x7f\x9f 🇮🇩 “ASN, kata dia,” "\\ \u200b tegas.'
)
KEYS_OF_GOLD = [
    *("schema_id", "schema_version", "doc_id", "file", "text_sha256", "text_length"),
    *("offset_unit", "coder", "status", "document", "spans", "relations"),
]


def make_document(text: str, key: str = "d1", **more: object) -> Document:
    sha256 = text_hash(text)
    return Document(document_id(sha256), key, f"{key}.txt", "Judul", text, sha256, **more)


def make_span(document: Document, number: int, *offsets: tuple[int, int], **more: object) -> Span:
    fragments = tuple(Extent(*pair) for pair in offsets)
    values = {"label": "rule", **more}
    key = f"s{number}"
    return Span(
        f"{number:032x}", key, document.id, CODER.id, CODEBOOK_ID, fragments=fragments, **values
    )


def make_set(document: Document, spans: tuple[Span, ...] = (), **more: object) -> AnnotationSet:
    ordered = tuple(sorted(spans, key=text_order))
    return AnnotationSet(document.id, CODER.id, CODEBOOK_ID, spans=ordered, **more)


def written(document: Document, annotations: AnnotationSet, **more: object) -> str:
    return write_record(document, annotations, CODER, "asn", "1.0.0", **more)


def read(*lines: str | bytes) -> list[IncomingSet | Problem]:
    data = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return list(read_records(io.BytesIO(data), "a.jsonl"))


def expected(document: Document, annotations: AnnotationSet, line: int = 1) -> IncomingSet:
    """What a reader should make of what was written."""
    keys = {span.id: span.key for span in annotations.spans}
    notes: dict[str, list[IncomingComment]] = {}
    for note in annotations.comments:
        made = IncomingComment(note.key, note.text, note.created, note.changed)
        notes.setdefault(note.target_id, []).append(made)
    text = document.text
    spans = [
        IncomingSpan(
            span.key,
            span.label,
            span.fragments,
            span.attributes,
            joined_text(text, span.fragments),
            text[max(0, span.start - 24) : span.start],
            text[span.end : span.end + 24],
            span.origin,
            span.created,
            span.changed,
            tuple(notes.get(span.id, ())),
        )
        for span in annotations.spans
    ]
    place = {span.id: number for number, span in enumerate(annotations.spans)}
    relations = [
        IncomingRelation(
            one.key,
            one.label,
            keys[one.source_id],
            keys[one.target_id],
            one.attributes,
            one.origin,
            one.created,
            one.changed,
        )
        for one in sorted(
            annotations.relations,
            key=lambda r: (place[r.source_id], place[r.target_id], r.label, r.key),
        )
    ]
    return IncomingSet(
        place=Place("a.jsonl", line),
        document=IncomingDocument(
            document.name,
            document.sha256,
            text,
            document.key,
            document.title,
            document.meta,
            length=document.length,
        ),
        schema_id="asn",
        schema_version="1.0.0",
        coder_name=CODER.name,
        coder_key=CODER.key,
        status=annotations.status,
        fields=annotations.fields,
        spans=tuple(spans),
        relations=tuple(relations),
        comments=tuple(notes.get(document.id, ())),
    )


# what may be in a set -----------------------------------------------------------------------

characters = st.characters(exclude_categories=["Cs"])
pieces = st.sampled_from(
    ["\r\n", "👨‍👩‍👧‍👦", "e\u0301", "\ufeff", "\u2028", "\u00a0", "שלום", "مرحبا", "\0", "\x85"]
)
texts = (
    st.lists(st.one_of(st.text(characters), pieces)).map("".join).filter(lambda text: len(text) > 1)
)
times = st.sampled_from([None, "2026-11-22T08:30:00Z", "2024-02-29T23:59:59.123456Z"])
words = st.text(characters, min_size=1, max_size=8)
scalars = st.one_of(
    words,
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
)
answers = st.dictionaries(
    words, st.one_of(scalars, st.lists(words, min_size=1, max_size=3).map(tuple)), max_size=3
)


@st.composite
def fragments(draw: st.DrawFn, length: int) -> list[tuple[int, int]]:
    cuts = sorted(draw(st.sets(st.integers(0, length), min_size=2, max_size=6)))
    return list(zip(cuts[::2], cuts[1::2], strict=False))


@st.composite
def records(draw: st.DrawFn) -> tuple[Document, AnnotationSet]:
    text = draw(texts)
    document = make_document(
        text, meta=draw(st.dictionaries(words, st.one_of(st.none(), scalars), max_size=2))
    )
    spans = [
        make_span(
            document,
            number,
            *draw(fragments(len(text))),
            label=draw(words),
            attributes=draw(answers),
            origin=draw(st.sampled_from(list(Origin))),
            created=draw(times),
            changed=draw(times),
        )
        for number in range(draw(st.integers(0, 4)))
    ]
    ids = [span.id for span in spans]
    relations = [
        Relation(
            f"{number:032x}",
            f"r{number}",
            document.id,
            CODER.id,
            CODEBOOK_ID,
            draw(words),
            draw(st.sampled_from(ids)),
            draw(st.sampled_from(ids)),
            draw(answers),
        )
        for number in range(draw(st.integers(0, 2)) if ids else 0)
    ]
    comments = [
        Comment(
            f"{number:032x}",
            f"n{number}",
            document.id,
            target,
            CODER.id,
            draw(st.text(characters)),
            None,
        )
        for number, target in enumerate([document.id, *ids[:2]])
    ]
    return document, make_set(
        document,
        tuple(spans),
        status=draw(words),
        fields=draw(answers),
        relations=tuple(relations),
        comments=tuple(comments),
    )


@given(st.lists(records(), min_size=1, max_size=3))
def test_reading_what_was_written_gives_the_same_marks(made):
    lines = [written(*record) for record in made]
    assert read(*lines) == [expected(*record, line) for line, record in enumerate(made, 1)]


@given(records())
def test_a_line_is_one_line_for_every_reader_and_valid(record):
    line = written(*record)
    assert len(line.splitlines()) == 1
    assert not any(mark in line for mark in "\ufeff\0\x7f\x9f")
    assert json.loads(line) == json.loads(json.dumps(make_record(*record, CODER, "asn", "1.0.0")))
    VALIDATOR.validate(json.loads(line))


def test_writing_twice_gives_the_same_bytes_whatever_the_order_in_memory():
    document = make_document(NASTY, meta={"b": 1, "a": 2})
    spans = (
        make_span(document, 1, (5, 9)),
        make_span(document, 2, (0, 9)),
        make_span(document, 3, (0, 3)),
    )
    backwards = make_document(NASTY, meta={"a": 2, "b": 1})
    one = AnnotationSet(
        document.id, CODER.id, CODEBOOK_ID, fields={"x": "1", "y": "2"}, spans=spans
    )
    other = AnnotationSet(
        document.id, CODER.id, CODEBOOK_ID, fields={"y": "2", "x": "1"}, spans=spans[::-1]
    )
    assert written(document, one) == written(backwards, other)
    assert [span["id"] for span in json.loads(written(document, one))["spans"]] == [
        "s2",
        "s3",
        "s1",
    ]


def test_keys_stand_in_the_order_of_the_worked_coding():
    worked = json.loads(WORKED.read_text("utf-8").splitlines()[0])
    document = make_document("Kata Herson, ASN harus netral.")
    spans = (make_span(document, 1, (5, 11)), make_span(document, 2, (13, 16)))
    link = Relation(
        "1" * 32, "r1", document.id, CODER.id, CODEBOOK_ID, "says", spans[0].id, spans[1].id
    )
    record = json.loads(written(document, make_set(document, spans, relations=(link,))))
    assert list(record)[: len(KEYS_OF_GOLD)] == KEYS_OF_GOLD == list(worked)[:-1]
    assert list(record)[-1] == list(worked)[-1] == "text"
    assert list(record["spans"][0])[:9] == list(worked["spans"][0])
    assert list(record["relations"][0])[:5] == list(worked["relations"][0])


def test_quote_and_context_are_slices_of_the_text():
    text = "x" * 30 + "ASN, kata dia, memang" + "y" * 30
    document = make_document(text)
    [span] = make_record(
        document, make_set(document, (make_span(document, 1, (30, 33), (45, 51)),)), CODER, "a", "1"
    )["spans"]
    assert (span["start"], span["end"], span["text"]) == (30, 51, "ASN … memang")
    assert (span["prefix"], span["suffix"]) == ("x" * 24, "y" * 24)


def question(name: str, **more: object) -> Attribute:
    return Attribute(name, AttributeType.ENUM, Words({"": name}), **more)


def test_answers_stand_in_the_order_of_the_codebook_and_every_field_is_there():
    label = Label("rule", Words(), attributes={"z": question("z"), "a": question("a")})
    fields = {"outlet": question("outlet"), "election": question("election", many=True)}
    codebook = Codebook(
        "asn", "1", labels={"rule": label}, document={**fields, "byline": question("byline")}
    )
    document = make_document("ASN harus netral")
    span = make_span(document, 1, (0, 3), attributes={"a": "1", "old": "x", "z": "2"})
    annotations = make_set(document, (span,), fields={"byline": "rw"})
    record = json.loads(written(document, annotations, codebook=codebook))
    assert list(record["spans"][0]["attributes"]) == ["z", "a", "old"]
    assert list(record["document"].items()) == [
        ("outlet", None),
        ("election", []),
        ("byline", "rw"),
    ]


def test_a_text_can_be_left_out_and_the_record_still_names_it():
    document = make_document(NASTY)
    line = written(document, make_set(document, (make_span(document, 1, (0, 3)),)), with_text=False)
    [incoming] = read(line)
    assert (incoming.document.text, incoming.document.sha256) == (None, document.sha256)
    assert list(json.loads(line))[-1] == "text"
    VALIDATOR.validate(json.loads(line))


def test_a_document_that_nobody_began_has_no_coder():
    document = make_document("ASN harus netral")
    line = write_record(document, make_set(document), None, "asn", "1.0.0")
    [incoming] = read(line)
    assert (incoming.coder_name, incoming.coder_key, incoming.spans) == (None, None, ())
    VALIDATOR.validate(json.loads(line))


# the worked coding and other programs -------------------------------------------------------


def test_the_worked_coding_is_valid_and_read_without_a_problem():
    for line in WORKED.read_text("utf-8").splitlines():
        VALIDATOR.validate(json.loads(line))
    with WORKED.open("rb") as stream:
        found = list(read_records(stream, "worked.jsonl"))
    assert [type(item) for item in found] == [IncomingSet] * 5
    assert sum(len(item.spans) for item in found) == 300
    assert sum(len(item.relations) for item in found) == 207


@pytest.fixture
def exported(tmp_path):
    lines = []
    for number in range(6):
        document = make_document(
            f"{number}{NASTY}", f"d{number}", meta={"outlet": "x"} if number % 2 else {}
        )
        spans = (
            make_span(document, 2, (30, 40)),
            make_span(document, 1, (0, 5), (7, 20), origin="bulk"),
        )
        lines.append(written(document, make_set(document, spans[: number % 3])))
    path = tmp_path / "out.jsonl"
    path.write_bytes("\n".join([*lines, ""]).encode())
    return path, [json.loads(line) for line in lines]


def test_pandas_reads_every_row_with_the_same_offsets(exported):
    path, records = exported
    frame = pd.read_json(path, lines=True)
    assert list(frame["doc_id"]) == [record["doc_id"] for record in records]
    assert list(frame["text"]) == [record["text"] for record in records]
    offsets = [[(s["start"], s["end"]) for s in spans] for spans in frame["spans"]]
    assert offsets == [[(s["start"], s["end"]) for s in record["spans"]] for record in records]


def test_duckdb_reads_every_row_with_the_same_offsets(exported):
    path, records = exported
    rows = duckdb.sql(
        "select doc_id, s.start, s.end, s.text from (select doc_id, unnest(spans) as s from"
        f" read_json_auto('{path}')) order by doc_id, s.start"
    ).fetchall()
    assert rows == [
        (record["doc_id"], s["start"], s["end"], s["text"])
        for record in records
        for s in record["spans"]
    ]
    [(count,)] = duckdb.sql(f"select count(*) from read_json_auto('{path}')").fetchall()
    assert count == len(records)


# files as they come -------------------------------------------------------------------------


def test_line_ends_blank_lines_and_a_byte_order_mark_do_not_matter():
    data = b'\xef\xbb\xbf{"text": "a"}\r\n\r\n  \n{"text": "b"}'
    found = list(read_records(io.BytesIO(data), "x"))
    assert [(item.document.text, item.place.line) for item in found] == [("a", 1), ("b", 4)]


def test_a_separator_inside_a_text_does_not_end_the_line():
    [incoming] = read('{"text": "a\u2028b\x85c"}')
    assert incoming.document.text == "a\u2028b\x85c"


def test_one_bad_record_does_not_hide_the_others():
    found = read('{"text": "a"}', "{", '{"text": 1}', '{"text": "b"}')
    assert [item.code if isinstance(item, Problem) else item.document.text for item in found] == [
        "a",
        "not_json",
        "wrong_type",
        "b",
    ]
    assert [item.place.line for item in found] == [1, 2, 3, 4]


def test_a_warning_comes_before_its_record():
    problem, incoming = read('{"text": "a", "score": 0.5}')
    assert (problem.code, problem.severity, problem.value) == (
        "unknown_key",
        Severity.WARNING,
        "score",
    )
    assert incoming.document.text == "a"


def test_every_problem_of_a_file_is_told():
    assert [item.place.line for item in read(*["[]"] * 1007)] == list(range(1, 1008))


# the page about the format ------------------------------------------------------------------

PAGE = (ROOT / "docs/jsonl.md").read_text("utf-8")


def described(heading: str) -> list[str]:
    part = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)


def test_the_page_names_every_key_in_order():
    document = make_document("ASN harus netral")
    span = make_span(document, 1, (0, 3))
    link = Relation("1" * 32, "r1", document.id, CODER.id, CODEBOOK_ID, "says", span.id, span.id)
    note = Comment("2" * 32, "n1", document.id, span.id, CODER.id, "?")
    annotations = make_set(document, (span,), relations=(link,), comments=(note,))
    record = json.loads(written(document, annotations))
    assert described("A line") == [*record, "provenance"]
    assert described("A span") == list(record["spans"][0])
    assert described("A relation") == list(record["relations"][0])
    assert described("A note") == list(record["spans"][0]["notes"][0])


def test_the_schema_knows_the_same_keys_as_the_page():
    parts = SCHEMA["$defs"]
    assert described("A line") == list(SCHEMA["properties"])
    assert described("A span") == list(parts["span"]["properties"])
    assert described("A relation") == list(parts["relation"]["properties"])
    assert described("A note") == list(parts["notes"]["items"]["properties"])
    assert described("Provenance") == [
        *parts["provenance"]["properties"],
        *parts["made"]["properties"],
    ]


def test_a_line_of_gold_has_its_provenance_last_and_it_is_read_without_a_warning():
    document = make_document("ASN harus netral")
    annotations = make_set(document, (make_span(document, 1, (0, 3)),))
    line = write_record(
        document, annotations, CODER, "s", "1", provenance={"review": {}, "marks": {}}
    )
    assert list(json.loads(line))[-1] == "provenance"
    [incoming] = read(line)
    assert len(incoming.spans) == 1


def test_the_examples_of_the_page_are_read_without_a_problem():
    examples = PAGE.partition("```jsonl\n")[2].partition("```")[0].splitlines()
    found = read(*examples)
    assert [type(item) for item in found] == [IncomingSet] * len(examples) == [IncomingSet] * 3
    last = found[-1]
    assert [span.fragments[0].slice(last.document.text) for span in last.spans] == [
        "Sri",
        "ASN harus netral",
    ]
