"""One parsed line of native JSONL becomes an incoming set, or the list of what is wrong with it."""

from __future__ import annotations

import re
from pathlib import PurePath

from annotator.formats.annotations.fidelity import find_misplaced
from annotator.formats.annotations.findings import Findings, Json
from annotator.formats.annotations.record_marks import MarkReader, Times
from annotator.formats.annotations.record_shape import RECORD, ShapeCheck
from annotator.model.identity import text_hash
from annotator.model.incoming import IncomingDocument, IncomingSet
from annotator.model.problem import Place, Problem
from annotator.text.normalise import file_name

FORMAT = "annotator-jsonl"
FORMAT_VERSION = 1
OFFSET_UNIT = "unicode_code_point"

_HASH = re.compile("[0-9a-f]{64}")


class RecordReader:
    """Reads the records of one file.  What was found to be fine once is not looked at again."""

    def __init__(self) -> None:
        self._shapes = ShapeCheck()
        self._times: Times = {None}

    def read(self, value: object, place: Place) -> tuple[IncomingSet | None, list[Problem]]:
        """Return the record and its problems; there is no record where one of them refuses it."""
        findings = Findings(self._shapes, place)
        incoming = None
        if findings.has_shape(value, RECORD) and isinstance(value, dict):
            incoming = self._record(value, findings)
        is_kept = not findings.problems or not findings.is_refused()
        return (incoming if is_kept else None), findings.problems

    def _record(self, raw: Json, findings: Findings) -> IncomingSet:
        _check_declarations(raw, findings)
        for name in ("coder", "coder_id"):
            if (given := raw.get(name)) and not given.strip():
                findings.refuse("empty_value", name, given)
        document = _document(raw, findings)
        marks = MarkReader(findings, self._times)
        numbered = marks.spans(raw.get("spans") or ())
        if document.text is not None:
            findings.problems += find_misplaced(numbered, document.text, findings.place)
        return IncomingSet(
            place=findings.place,
            document=document,
            schema_id=raw.get("schema_id"),
            schema_version=raw.get("schema_version"),
            coder_name=raw.get("coder") or raw.get("coder_id"),
            coder_key=raw.get("coder_id"),
            status=raw.get("status") or "new",
            fields=findings.answers(raw.get("document"), "document"),
            spans=tuple([span for _number, span in numbered]),
            relations=marks.relations(raw.get("relations") or ()),
            comments=marks.comments(raw.get("notes") or (), "notes"),
        )


def _check_declarations(raw: Json, findings: Findings) -> None:
    version = raw.get("format_version")
    if raw.get("format") not in (None, FORMAT):
        findings.refuse("unknown_format", "format", raw["format"])
    elif version is not None and version < 1:
        findings.refuse("unknown_format", "format_version", version)
    elif version is not None and version > FORMAT_VERSION:
        findings.refuse("newer_format", "format_version", version, known=FORMAT_VERSION)
    if raw.get("offset_unit") not in (None, OFFSET_UNIT):
        findings.refuse("unknown_offset_unit", "offset_unit", raw["offset_unit"])


def _document(raw: Json, findings: Findings) -> IncomingDocument:
    text = raw.get("text")
    key = raw.get("doc_id") or raw.get("id")
    return IncomingDocument(
        name=file_name(raw.get("file") or "") or key or _own_name(findings.place),
        sha256=_declared_hash(raw, findings) if text is None else _own_hash(raw, text, findings),
        text=text,
        key=key,
        title=raw.get("title"),
        meta=findings.metadata(raw.get("metadata") or {}),
        length=raw.get("text_length"),
    )


def _own_name(place: Place) -> str:
    """Name a text that comes without a name by its file and line, as if it had a file."""
    return f"{PurePath(place.file or 'line').stem}-{place.line}"


def _declared_hash(raw: Json, findings: Findings) -> str:
    """A record without a text must say which text it means."""
    given: str | None = raw.get("text_sha256")
    if given is None:
        findings.refuse("missing_key", "text")
    elif not _HASH.fullmatch(given):
        findings.refuse("wrong_type", "text_sha256", given, expected="hash")
    return given or ""


def _own_hash(raw: Json, text: str, findings: Findings) -> str:
    given, length = raw.get("text_sha256"), raw.get("text_length")
    if length is not None and length != len(text):
        findings.refuse("wrong_length", "text_length", length, actual=len(text))
    try:
        actual = text_hash(text)
    except UnicodeEncodeError:  # a lone surrogate, which is reported already
        return ""
    if given is not None and given != actual:
        findings.refuse("wrong_hash", "text_sha256", given, actual=actual)
    return actual
