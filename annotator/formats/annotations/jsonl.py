"""Native JSONL: one coder's work on one document a line, complete and in a fixed order.

``docs/jsonl.md`` describes the format, ``schemas/annotations.schema.json`` is its JSON Schema.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

from annotator.formats.annotations.record import FORMAT, FORMAT_VERSION, OFFSET_UNIT, RecordReader
from annotator.formats.annotations.strict_json import StrictDecoder
from annotator.model.annotation_set import AnnotationSet
from annotator.model.attributes import Questions
from annotator.model.codebook import Codebook
from annotator.model.coder import Coder
from annotator.model.comment import Comment
from annotator.model.document import Document
from annotator.model.extent import joined_text
from annotator.model.identity import Id
from annotator.model.incoming import IncomingSet
from annotator.model.problem import Place, Problem
from annotator.model.relation import Relation
from annotator.model.span import Attributes, Span, text_order

CONTEXT = 24
"""How many code points before and after a span stand in ``prefix`` and ``suffix``."""

_BOM = b"\xef\xbb\xbf"
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, allow_nan=False)
_NO_QUESTIONS: Questions = {}


def read_records(stream: BinaryIO, file: str) -> Iterator[IncomingSet | Problem]:
    """Yield the records of a file as they come, and everything that is wrong with the others.

    One bad record does not stop the rest from being read.  A record of which a problem is refused
    is not yielded; warnings come before their record.
    """
    decoder, reader = StrictDecoder(), RecordReader()
    for number, raw in enumerate(stream, 1):
        data = raw.removeprefix(_BOM) if number == 1 else raw
        if not (data := data.strip(b"\r\n \t")):
            continue
        incoming, problems = _read_line(decoder, reader, data, Place(file, number))
        yield from problems
        if incoming is not None:
            yield incoming


def _read_line(
    decoder: StrictDecoder, reader: RecordReader, data: bytes, place: Place
) -> tuple[IncomingSet | None, list[Problem]]:
    value, problems = decoder.decode(data, place)
    if value is None and problems:
        return None, problems
    incoming, found = reader.read(value, place)
    return (None if problems else incoming), problems + found


def write_record(
    document: Document,
    annotations: AnnotationSet,
    coder: Coder | None,
    schema_id: str,
    schema_version: str,
    *,
    codebook: Codebook | None = None,
    with_text: bool = True,
    provenance: Mapping[str, object] | None = None,
) -> str:
    """Return one line, without its line end; the same input always gives the same line.

    Attributes and document fields stand in the order of the codebook, and its unanswered document
    fields as null; without a codebook they are sorted by id.  Without a coder the line is a bare
    document.  ``provenance`` tells where gold comes from; only such a line has that key.  Line
    separators, byte order marks and control characters are escaped, so that no
    reader takes them for the end of a line; everything else is written as it is.
    """
    record = make_record(
        document,
        annotations,
        coder,
        schema_id,
        schema_version,
        codebook=codebook,
        with_text=with_text,
    )
    if provenance is not None:
        record["provenance"] = provenance
    line = _ENCODER.encode(record)
    return line if line.isprintable() else _UNSAFE.sub(_escaped, line)


def make_record(
    document: Document,
    annotations: AnnotationSet,
    coder: Coder | None,
    schema_id: str,
    schema_version: str,
    *,
    codebook: Codebook | None = None,
    with_text: bool = True,
) -> dict[str, object]:
    """Return what ``write_record`` writes as plain values, every key in its place."""
    spans = sorted(annotations.spans, key=text_order)
    notes = _notes_by_target(annotations.comments)
    order = _Order(codebook)
    return {
        "schema_id": schema_id,
        "schema_version": schema_version,
        "doc_id": document.key,
        "file": document.name,
        "text_sha256": document.sha256,
        "text_length": document.length,
        "offset_unit": OFFSET_UNIT,
        "coder": coder.name if coder else None,
        "status": annotations.standing,
        "document": order.fields(annotations.fields),
        "spans": [_span(span, document.text, order, notes) for span in spans],
        "relations": _relations(annotations.relations, spans, order),
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "coder_id": coder.key if coder else None,
        "title": document.title,
        "metadata": dict(sorted(document.meta.items())),
        "notes": notes.get(document.id, []),
        "text": document.text if with_text else None,
    }


class _Order:
    """In which order answers stand."""

    def __init__(self, codebook: Codebook | None) -> None:
        self._labels = codebook.labels if codebook else {}
        self._relations = codebook.relations if codebook else {}
        self._document = codebook.document if codebook else _NO_QUESTIONS

    def of_label(self, label: str, answers: Attributes) -> dict[str, object]:
        entry = self._labels.get(label)
        return _ordered(answers, entry.attributes if entry else _NO_QUESTIONS)

    def of_relation(self, label: str, answers: Attributes) -> dict[str, object]:
        entry = self._relations.get(label)
        return _ordered(answers, entry.attributes if entry else _NO_QUESTIONS)

    def fields(self, answers: Attributes) -> dict[str, object]:
        """Document fields: all that the codebook asks for, so that every row has every key."""
        empty: dict[str, object] = {
            name: [] if question.many else None for name, question in self._document.items()
        }
        return empty | _ordered(answers, self._document)


def _ordered(answers: Attributes, questions: Questions) -> dict[str, object]:
    if len(answers) < 2:
        names: Iterable[str] = answers
    else:
        known = [name for name in questions if name in answers]
        names = known if len(known) == len(answers) else [*known, *sorted(answers.keys() - known)]
    return {name: answers[name] for name in names}


def _span(
    span: Span, text: str, order: _Order, notes: Mapping[Id, Sequence[object]]
) -> dict[str, object]:
    fragments = span.fragments
    start, end = fragments[0].start, fragments[-1].end
    return {
        "id": span.key,
        "label": span.label,
        "start": start,
        "end": end,
        "text": text[start:end] if len(fragments) == 1 else joined_text(text, fragments),
        "fragments": [(part.start, part.end) for part in fragments],
        "attributes": order.of_label(span.label, span.attributes),
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
        "origin": span.origin,
        "created": span.created,
        "changed": span.changed,
        "notes": notes.get(span.id, []),
    }


def _relations(
    relations: Sequence[Relation], spans: Sequence[Span], order: _Order
) -> list[dict[str, object]]:
    """Relations by the place of their ends in the text, then by label and key."""
    rank = {span.id: (number, span.key) for number, span in enumerate(spans)}
    ordered = sorted(
        relations, key=lambda r: (rank[r.source_id], rank[r.target_id], r.label, r.key)
    )
    return [
        {
            "id": relation.key,
            "type": relation.label,
            "from": rank[relation.source_id][1],
            "to": rank[relation.target_id][1],
            "attributes": order.of_relation(relation.label, relation.attributes),
            "origin": relation.origin,
            "created": relation.created,
            "changed": relation.changed,
        }
        for relation in ordered
    ]


def _notes_by_target(comments: Sequence[Comment]) -> dict[Id, list[dict[str, object]]]:
    notes: dict[Id, list[dict[str, object]]] = {}
    for comment in sorted(comments, key=lambda one: (one.created or "", one.key)):
        notes.setdefault(comment.target_id, []).append(
            {
                "id": comment.key,
                "text": comment.text,
                "created": comment.created,
                "changed": comment.changed,
            }
        )
    return notes


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
