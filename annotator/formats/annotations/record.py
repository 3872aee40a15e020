"""One parsed line of native JSONL becomes an incoming set, or the list of what is wrong with it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from annotator.formats.annotations.fidelity import find_misplaced
from annotator.formats.annotations.record_shape import (
    NOTE,
    RECORD,
    RELATION,
    SPAN,
    Shape,
    ShapeCheck,
)
from annotator.formats.annotations.strict_json import refused
from annotator.model.document import Scalar
from annotator.model.extent import Extent, Fragments, are_in_order
from annotator.model.identity import text_hash
from annotator.model.incoming import (
    IncomingComment,
    IncomingDocument,
    IncomingRelation,
    IncomingSet,
    IncomingSpan,
)
from annotator.model.problem import Place, Problem, Severity
from annotator.model.span import Attributes, AttributeValue, Origin

FORMAT = "annotator-jsonl"
FORMAT_VERSION = 1
OFFSET_UNIT = "unicode_code_point"

_HASH = re.compile("[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")
_ORIGINS = frozenset(Origin)
_LARGEST = 1 << 63

Json = dict[str, Any]


class RecordReader:
    """Reads the records of one file.  Objects alike in keys and types are checked once."""

    def __init__(self) -> None:
        self._shapes = ShapeCheck()
        self._times: set[str] = set()

    def read(self, value: object, place: Place) -> tuple[IncomingSet | None, list[Problem]]:
        """Return the record and its problems; there is no record where one of them refuses it."""
        reading = _Reading(self._shapes, self._times, place)
        incoming = reading.record(value)
        if any(problem.severity is Severity.REFUSED for problem in reading.problems):
            incoming = None
        return incoming, reading.problems


class _Reading:
    """One record on its way in, with the problems found so far."""

    def __init__(self, shapes: ShapeCheck, times: set[str], place: Place) -> None:
        self._shapes = shapes
        self._times = times
        self._place = place
        self._span_keys: set[str] = set()
        self._note_keys: set[str] = set()
        self.problems: list[Problem] = []

    def record(self, value: object) -> IncomingSet | None:
        raw = self._checked(value, RECORD)
        if raw is None:
            return None
        self._declarations(raw)
        document = self._document(raw)
        numbered = self._spans(raw.get("spans") or ())
        if document.text is not None:
            self.problems += find_misplaced(numbered, document.text, self._place)
        return IncomingSet(
            place=self._place,
            document=document,
            schema_id=raw.get("schema_id"),
            schema_version=raw.get("schema_version"),
            coder_name=raw.get("coder") or raw.get("coder_id"),
            coder_key=raw.get("coder_id"),
            status=raw.get("status") or "new",
            fields=self._answers(raw.get("document"), "document"),
            spans=tuple(span for _number, span in numbered),
            relations=self._relations(raw.get("relations") or ()),
            comments=self._comments(raw.get("notes"), "notes"),
        )

    # what the record says of itself -----------------------------------------------------------

    def _declarations(self, raw: Json) -> None:
        if raw.get("format") not in (None, FORMAT):
            self._refuse("unknown_format", "format", raw["format"])
        version = raw.get("format_version")
        if version is not None and version < 1:
            self._refuse("unknown_format", "format_version", version)
        if version is not None and version > FORMAT_VERSION:
            self._refuse("newer_format", "format_version", version, known=FORMAT_VERSION)
        if raw.get("offset_unit") not in (None, OFFSET_UNIT):
            self._refuse("unknown_offset_unit", "offset_unit", raw["offset_unit"])

    def _document(self, raw: Json) -> IncomingDocument:
        text, given = raw.get("text"), raw.get("text_sha256")
        key = raw.get("doc_id") or raw.get("id")
        return IncomingDocument(
            name=raw.get("file") or key or f"{self._place.file}-{self._place.line}",
            sha256=self._hash(given, raw.get("text_length"), text),
            text=text,
            key=key,
            title=raw.get("title"),
            meta=self._metadata(raw.get("metadata") or {}),
        )

    def _hash(self, given: str | None, length: int | None, text: str | None) -> str:
        if text is None:
            if given is None:
                self._refuse("missing_key", "text")
            elif not _HASH.fullmatch(given):
                self._refuse("wrong_type", "text_sha256", given, expected="hash")
            return given or ""
        if length is not None and length != len(text):
            self._refuse("wrong_length", "text_length", length, actual=len(text))
        try:
            actual = text_hash(text)
        except UnicodeEncodeError:  # a lone surrogate, which is reported already
            return ""
        if given is not None and given != actual:
            self._refuse("wrong_hash", "text_sha256", given, actual=actual)
        return actual

    def _metadata(self, raw: Json) -> Mapping[str, Scalar]:
        meta: dict[str, Scalar] = {}
        for name, value in raw.items():
            if type(value) in (list, dict):
                self._refuse("wrong_type", f"metadata.{name}", value, expected="scalar")
            else:
                meta[name] = self._scalar(value, "metadata", name)
        return meta

    # marks ------------------------------------------------------------------------------------

    def _spans(self, given: Sequence[object]) -> list[tuple[int, IncomingSpan]]:
        made: list[tuple[int, IncomingSpan]] = []
        for number, value in enumerate(given):
            raw = self._checked(value, SPAN, "spans", number)
            if raw is not None:
                span = self._span(raw, number)
                if span is not None:
                    made.append((number, span))
        return made

    def _span(self, raw: Json, number: int) -> IncomingSpan | None:
        get = raw.get
        key = self._key(raw, self._span_keys, "spans", number, "s")
        fragments = self._fragments(raw, number)
        attributes, notes = get("attributes"), get("notes")
        origin, created, changed = self._history(raw, "spans", number)
        answers = self._answers(attributes, "spans", number) if attributes else {}
        comments = self._comments(notes, f"spans[{number}].notes") if notes else ()
        if fragments is None:
            return None
        return IncomingSpan(
            key,
            raw["label"],
            fragments,
            answers,
            get("text"),
            get("prefix"),
            get("suffix"),
            origin,
            created,
            changed,
            comments,
        )

    def _fragments(self, raw: Json, number: int) -> Fragments | None:
        start, end, given = raw["start"], raw["end"], raw.get("fragments")
        if not 0 <= start < end:
            where = "start" if start < 0 else "end"
            self._refuse("not_an_extent", f"spans[{number}].{where}", [start, end])
            return None
        if not given:
            return (Extent(start, end),)
        parts = []
        for index, pair in enumerate(given):
            if not _is_pair(pair):
                where = f"spans[{number}].fragments[{index}]"
                self._refuse("not_an_extent", where, pair)
                return None
            parts.append(Extent(pair[0], pair[1]))
        fragments = tuple(parts)
        return fragments if self._agree(fragments, start, end, number) else None

    def _agree(self, fragments: Fragments, start: int, end: int, number: int) -> bool:
        where = f"spans[{number}].fragments"
        if len(fragments) > 1 and not are_in_order(fragments):
            shown = str([[part.start, part.end] for part in fragments])
            self._refuse("fragments_out_of_order", where, shown)
            return False
        ends = [fragments[0].start, fragments[-1].end]
        if ends != [start, end]:
            self._refuse("fragments_disagree", where, ends, start=start, end=end)
            return False
        return True

    def _relations(self, given: Sequence[object]) -> tuple[IncomingRelation, ...]:
        made: list[IncomingRelation] = []
        seen: set[str] = set()
        for number, value in enumerate(given):
            raw = self._checked(value, RELATION, "relations", number)
            if raw is None:
                continue
            for name in ("from", "to"):
                if raw[name] not in self._span_keys:
                    self._refuse("unknown_span", f"relations[{number}].{name}", raw[name])
            made.append(
                IncomingRelation(
                    self._key(raw, seen, "relations", number, "r"),
                    raw["type"],
                    raw["from"],
                    raw["to"],
                    self._answers(raw.get("attributes"), "relations", number),
                    *self._history(raw, "relations", number),
                )
            )
        return tuple(made)

    def _comments(self, given: Sequence[object] | None, path: str) -> tuple[IncomingComment, ...]:
        made = []
        for number, value in enumerate(given or ()):
            raw = self._checked(value, NOTE, path, number)
            if raw is not None:
                key = self._key(raw, self._note_keys, path, number, "n")
                _origin, created, changed = self._history(raw, path, number)
                made.append(IncomingComment(key, raw["text"], created, changed))
        return tuple(made)

    # parts of a mark --------------------------------------------------------------------------

    def _key(self, raw: Json, seen: set[str], path: str, number: int, letter: str) -> str:
        given: str | None = raw.get("id")
        key = f"{letter}{len(seen) + 1}" if given is None else given
        if key == "":
            self._refuse("empty_value", f"{path}[{number}].id", key)
        elif key in seen:
            self._refuse("duplicate_id", f"{path}[{number}].id", key)
        seen.add(key)
        return key

    def _history(
        self, raw: Json, path: str, number: int
    ) -> tuple[str | None, str | None, str | None]:
        origin, created, changed = raw.get("origin"), raw.get("created"), raw.get("changed")
        if origin is not None and origin not in _ORIGINS:
            self._refuse("unknown_origin", f"{path}[{number}].origin", origin)
        if created is not None and created not in self._times:
            self._time(created, f"{path}[{number}].created")
        if changed is not None and changed not in self._times:
            self._time(changed, f"{path}[{number}].changed")
        return origin, created, changed

    def _time(self, value: str, path: str) -> None:
        if not _TIME.fullmatch(value):
            self._refuse("bad_time", path, value)
        elif len(self._times) < 100_000:
            self._times.add(value)

    def _answers(self, raw: Json | None, path: str, number: int | None = None) -> Attributes:
        answers: dict[str, AttributeValue] = {}
        if not raw:
            return answers
        for name, value in raw.items():
            if type(value) is str:
                if value:
                    answers[name] = value
                continue
            where = path if number is None else f"{path}[{number}].attributes"
            answer = self._answer(value, where, name)
            if answer is not None and answer != ():
                answers[name] = answer
        return answers

    def _answer(self, value: object, path: str, name: str) -> AttributeValue:
        if isinstance(value, list) and all(type(one) is str for one in value):
            return tuple(value)
        if isinstance(value, list | dict):
            self._refuse("wrong_type", f"{path}.{name}", value, expected="scalar_or_list")
            return None
        return self._scalar(value, path, name)

    def _scalar(self, value: Any, path: str, name: str) -> Scalar:
        scalar: Scalar = value
        if isinstance(scalar, float) and not math.isfinite(scalar):
            self._refuse("not_finite", f"{path}.{name}", value)
        elif isinstance(scalar, int) and not -_LARGEST <= scalar < _LARGEST:
            self._refuse("number_too_large", f"{path}.{name}", value)
        return scalar

    def _checked(
        self, value: object, shape: Shape, path: str = "", number: int | None = None
    ) -> Json | None:
        """Return an object that has the keys and types it should have, else note why not."""
        problems = self._shapes.find_problems(value, shape, self._place, path, number)
        if problems is not None:
            self.problems += problems
            if any(problem.severity is Severity.REFUSED for problem in problems):
                return None
        return value if isinstance(value, dict) else None

    def _refuse(self, code: str, path: str, value: object = None, **fields: object) -> None:
        self.problems.append(refused(code, self._place, path, value, **fields))


def _is_pair(value: object) -> bool:
    return (
        type(value) is list
        and len(value) == 2
        and type(value[0]) is int
        and type(value[1]) is int
        and 0 <= value[0] < value[1]
    )
