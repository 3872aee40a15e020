"""What a row of a coder's must look like to be one that this program could have written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from annotator.model.document import Progress
from annotator.model.identity import Id, derived_id, own_id, set_id
from annotator.model.span import Origin
from annotator.team.fitting import DOCUMENT, Fitting

Raw = Mapping[str, Any]

LONGEST_KEY = 1_000
"""Characters of the name that a mark has in files."""

_ID = re.compile(r"[0-9a-f]{32}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII)
_TIMES_KEPT = 10_000
_ORIGINS = frozenset(map(str, Origin))
_STATUSES = frozenset(map(str, Progress))

_PLACE = frozenset(("document_id", "coder_id"))
_MADE = frozenset(("key", "created", "changed"))
_MARK = frozenset(("codebook_id", "label", "attributes", "origin"))
_NAMES: Mapping[str, frozenset[str]] = {
    "span": _PLACE | _MADE | _MARK | {"fragments"},
    "relation": _PLACE | _MADE | _MARK | {"source_id", "target_id"},
    "comment": _PLACE | _MADE | {"target_id", "text"},
    DOCUMENT: _PLACE | {"codebook_id", "status", "fields"},
}


class Unfit(Exception):
    """A row that the program would not write: the field, and what it says."""

    def __init__(self, name: str, found: object) -> None:
        super().__init__(name, found)
        self.name = name
        self.found = found


class Place(NamedTuple):
    """On which document a row lies, and its name in files."""

    document_id: Id
    key: str


def is_id(value: object) -> bool:
    """Tell whether something is an id."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


@dataclass
class RowShape:
    """Checks rows of one coder on some documents, given with their lengths in code points.

    ``own`` holds the coder's rows by kind: what may be referred to, and what may not move.
    ``shown`` are comments of reviewers that may be answered, ``stood`` the statuses that the
    coder's annotation sets had.
    """

    coder_id: Id
    documents: Mapping[Id, int]
    own: Mapping[str, dict[Id, Place]]
    fitting: Fitting
    shown: frozenset[Id]
    stood: Mapping[Id, str]
    _times: set[str] = field(default_factory=set)

    def new_place(self, kind: str, identity: Id, value: Raw) -> Place:
        """Return where a row lies that is not known yet; raises Unfit where it may not.

        Its id follows from its name or the other way round, so no two have the same name.
        """
        document, key = value.get("document_id"), value.get("key", "")
        if document not in self.documents:
            raise Unfit("document_id", document)
        if kind == DOCUMENT:
            fits = identity == set_id(Id(str(document)), self.coder_id)
        elif not isinstance(key, str) or not 0 < len(key) <= LONGEST_KEY:
            raise Unfit("key", key)
        else:
            fits = identity == own_id(key) or identity == derived_id(
                kind, str(document), self.coder_id, key
            )
        if not fits:
            raise Unfit("id", key or identity)
        return Place(Id(str(document)), key)

    def check(self, kind: str, identity: Id, value: Raw) -> None:
        """Raise Unfit where a row says what the program does not write."""
        if value.keys() != _NAMES[kind]:
            strange = sorted(value.keys() ^ _NAMES[kind])
            raise Unfit(strange[0], value.get(strange[0], ""))
        if value["coder_id"] != self.coder_id:
            raise Unfit("coder_id", value["coder_id"])
        place = self.own[kind][identity]
        if value["document_id"] != place.document_id:
            raise Unfit("document_id", value["document_id"])
        if value.get("key", "") != place.key:
            raise Unfit("key", value["key"])
        _CHECKS[kind](self, identity, value)

    def span(self, identity: Id, value: Raw) -> None:
        """Check where a span lies and what it says."""
        self._check_made(value)
        pairs, last = value["fragments"], 0
        length = self.documents[value["document_id"]]
        if not isinstance(pairs, list) or not pairs:
            raise Unfit("fragments", pairs)
        for pair in pairs:
            if type(pair) is not list or [type(one) for one in pair] != [int, int]:
                raise Unfit("fragments", pair)
            start, end = pair
            if not last <= start < end <= length:
                raise Unfit("fragments", pair)
            last = end
        self._check_mark("span", identity, value)

    def relation(self, identity: Id, value: Raw) -> None:
        """Check which spans a relation links and what it says."""
        self._check_made(value)
        for end in ("source_id", "target_id"):
            place = self.own["span"].get(value[end]) if isinstance(value[end], str) else None
            if place is None or place.document_id != value["document_id"]:
                raise Unfit(end, value[end])
        self._check_mark("relation", identity, value)

    def comment(self, identity: Id, value: Raw) -> None:
        """Check what a comment is on: something of the coder's, or what a reviewer asked."""
        self._check_made(value)
        target, document = value["target_id"], value["document_id"]
        if not is_id(target) or not (
            target in (document, set_id(document, self.coder_id))
            or target in self.shown
            or any(target in rows for rows in self.own.values())
        ):
            raise Unfit("target_id", target)
        if not isinstance(value["text"], str) or not value["text"]:
            raise Unfit("text", value["text"])

    def annotation_set(self, identity: Id, value: Raw) -> None:
        """Check how far the coder says to be, and the answers on the document."""
        status = value["status"]
        if status not in _STATUSES and (
            not isinstance(status, str) or self.stood.get(identity) != status
        ):
            raise Unfit("status", status)
        self._check_codebook(value)
        self._check_answers(DOCUMENT, identity, value, "", value["fields"])

    def _check_mark(self, kind: str, identity: Id, value: Raw) -> None:
        if not isinstance(value["origin"], str) or value["origin"] not in _ORIGINS:
            raise Unfit("origin", value["origin"])
        if not isinstance(value["label"], str):
            raise Unfit("label", value["label"])
        self._check_codebook(value)
        self._check_answers(kind, identity, value, value["label"], value["attributes"])

    def _check_codebook(self, value: Raw) -> None:
        if not self.fitting.knows(value["codebook_id"]):
            raise Unfit("codebook_id", value["codebook_id"])

    def _check_answers(
        self, kind: str, identity: Id, value: Raw, label: str, answers: object
    ) -> None:
        if not isinstance(answers, dict):
            raise Unfit("fields" if kind == DOCUMENT else "attributes", answers)
        misfit = self.fitting.misfit(kind, identity, value["codebook_id"], label, answers)
        if misfit:
            raise Unfit(*misfit)

    def _check_made(self, value: Raw) -> None:
        for name in ("created", "changed"):
            time = value[name]
            if time is None or (isinstance(time, str) and time in self._times):
                continue
            if not isinstance(time, str) or not _TIME.fullmatch(time):
                raise Unfit(name, time)
            if len(self._times) < _TIMES_KEPT:
                self._times.add(time)


_CHECKS: Mapping[str, Callable[[RowShape, Id, Raw], None]] = {
    "span": RowShape.span,
    "relation": RowShape.relation,
    "comment": RowShape.comment,
    DOCUMENT: RowShape.annotation_set,
}
