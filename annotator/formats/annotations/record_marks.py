"""The spans, relations and notes of one record, from plain values to incoming ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

from annotator.formats.annotations.findings import Findings, Json
from annotator.formats.annotations.mark_keys import MarkKeys
from annotator.formats.annotations.record_shape import NOTE, RELATION, SPAN
from annotator.model.extent import Extent, Fragments, are_in_order
from annotator.model.incoming import IncomingComment, IncomingRelation, IncomingSpan
from annotator.model.span import Origin

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")
_ORIGINS: frozenset[str | None] = frozenset((*Origin, None))
_TIMES_KEPT = 100_000

Times = set[str | None]
"""Times that are known to be well formed; None is one of them."""


class MarkReader:
    """Reads the marks of one record; ids are unique in it, for each kind.

    Relations may call a span without an id by its number (``s1`` is the first).
    """

    def __init__(self, findings: Findings, times: Times) -> None:
        self._findings = findings
        self._times = times
        self._span_keys = MarkKeys("s", findings)
        self._note_keys = MarkKeys("n", findings)
        self._numbered: dict[str, str] = {}

    def spans(self, given: Sequence[object]) -> list[tuple[int, IncomingSpan]]:
        """Return the spans that can be read, each with its number in the record."""
        quickly, read = self._findings.shapes.complete_values, self._span
        self._span_keys.expect(given)
        made: list[tuple[int, IncomingSpan]] = []
        for number, raw in enumerate(given):
            values = quickly(raw, SPAN)
            if values is None and self._findings.has_shape(raw, SPAN, "spans", number):
                values = SPAN.values(cast(Json, raw))
            if values is not None and (span := read(values, number)) is not None:
                made.append((number, span))
        return made

    def relations(self, given: Sequence[object]) -> tuple[IncomingRelation, ...]:
        """Return the relations between the spans read before."""
        made: list[IncomingRelation] = []
        keys = MarkKeys("r", self._findings)
        keys.expect(given)
        for number, raw in enumerate(given):
            is_fine = self._findings.has_shape(raw, RELATION, "relations", number)
            if is_fine and isinstance(raw, dict):
                made.append(self._relation(raw, keys, number))
        return tuple(made)

    def comments(
        self, given: Sequence[object], path: str, owner: str = ""
    ) -> tuple[IncomingComment, ...]:
        """Return the notes of a span (``owner``) or of the document, which stand at ``path``."""
        made: list[IncomingComment] = []
        self._note_keys.expect(given)
        for number, raw in enumerate(given):
            if self._findings.has_shape(raw, NOTE, path, number) and isinstance(raw, dict):
                said = (owner, raw["text"])
                key = self._note_keys.take(raw.get("id"), said, f"{path}[{number}].id")
                created, changed = raw.get("created"), raw.get("changed")
                self._check_history(None, created, changed, f"{path}[{number}]")
                made.append(IncomingComment(key, raw["text"], created, changed))
        return tuple(made)

    def _span(self, values: tuple[Any, ...], number: int) -> IncomingSpan | None:
        """Read the values of a span, which stand in the order of its shape."""
        given, label, start, end, quote, pairs, attributes, *more, notes = values
        prefix, suffix, origin, created, changed = more
        fragments = self._fragments(start, end, pairs, number)
        key = self._span_key(given, label, fragments, number)
        times = self._times
        if origin not in _ORIGINS or created not in times or changed not in times:
            self._check_history(origin, created, changed, f"spans[{number}]")
        if label == "":
            self._findings.refuse("empty_value", f"spans[{number}].label", label)
        answers = self._findings.answers(attributes, "spans", number) if attributes else {}
        comments = self.comments(notes, f"spans[{number}].notes", key) if notes else ()
        if fragments is None:
            return None
        return IncomingSpan(
            key,
            label,
            fragments,
            answers,
            quote,
            prefix,
            suffix,
            origin,
            created,
            changed,
            comments,
        )

    def _span_key(
        self, given: str | None, label: str, fragments: Fragments | None, number: int
    ) -> str:
        said = (label, str(fragments)) if given is None else ()
        key = self._span_keys.take(given, said, f"spans[{number}].id")
        if given is None:
            self._numbered[f"s{number + 1}"] = key
        return key

    def _fragments(
        self, start: int, end: int, given: list[Any] | None, number: int
    ) -> Fragments | None:
        if not 0 <= start < end:
            where = "start" if start < 0 else "end"
            self._findings.refuse("not_an_extent", f"spans[{number}].{where}", [start, end])
            return None
        hull = Extent(start, end)
        if not given or _is_one_pair(given, start, end):
            return (hull,)
        parts: list[Extent] = []
        for index, pair in enumerate(given):
            if not _is_pair(pair):
                where = f"spans[{number}].fragments[{index}]"
                self._findings.refuse("not_an_extent", where, pair)
                return None
            parts.append(Extent(pair[0], pair[1]))
        return self._several(tuple(parts), hull, f"spans[{number}].fragments")

    def _several(self, fragments: Fragments, hull: Extent, path: str) -> Fragments | None:
        if not are_in_order(fragments):
            shown = str([[part.start, part.end] for part in fragments])
            self._findings.refuse("fragments_out_of_order", path, shown)
            return None
        start, end = fragments[0].start, fragments[-1].end
        if (start, end) != (hull.start, hull.end):
            fields = {"start": hull.start, "end": hull.end}
            self._findings.refuse("fragments_disagree", path, [start, end], **fields)
            return None
        return fragments

    def _relation(self, raw: Json, keys: MarkKeys, number: int) -> IncomingRelation:
        source, target = (self._end(raw[name], name, number) for name in ("from", "to"))
        if raw["type"] == "":
            self._findings.refuse("empty_value", f"relations[{number}].type", "")
        origin, created, changed = raw.get("origin"), raw.get("created"), raw.get("changed")
        self._check_history(origin, created, changed, f"relations[{number}]")
        said = (raw["type"], source, target)
        return IncomingRelation(
            keys.take(raw.get("id"), said, f"relations[{number}].id"),
            raw["type"],
            source,
            target,
            self._findings.answers(raw.get("attributes"), "relations", number),
            origin,
            created,
            changed,
        )

    def _end(self, given: str, name: str, number: int) -> str:
        if given in self._span_keys:
            return given
        if given not in self._numbered:
            self._findings.refuse("unknown_span", f"relations[{number}].{name}", given)
        return self._numbered.get(given, given)

    def _check_history(
        self, origin: str | None, created: str | None, changed: str | None, path: str
    ) -> None:
        if origin not in _ORIGINS:
            self._findings.refuse("unknown_origin", f"{path}.origin", origin)
        for name, time in (("created", created), ("changed", changed)):
            if time is None or time in self._times:
                continue
            if not _TIME.fullmatch(time):
                self._findings.refuse("bad_time", f"{path}.{name}", time)
            elif len(self._times) < _TIMES_KEPT:
                self._times.add(time)


def _is_one_pair(given: list[Any], start: int, end: int) -> bool:
    """Tell whether the only fragment repeats start and end."""
    pair = given[0]
    return len(given) == 1 and _is_pair(pair) and pair[0] == start and pair[1] == end


def _is_pair(value: object) -> bool:
    return (
        type(value) is list
        and len(value) == 2
        and type(value[0]) is int
        and type(value[1]) is int
        and 0 <= value[0] < value[1]
    )
