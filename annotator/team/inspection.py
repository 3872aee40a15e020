"""Looking at every step of a parcel that comes back before it is taken in.

A parcel may have been changed with any other program.  So nothing in it is believed: each step must
be the coder's own, and each row one that this program lets a coder write.  The first that is not
refuses the whole file, and the project is as it was.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from annotator.model.errors import InputError, ProjectDamaged, RefusedError
from annotator.model.identity import Id
from annotator.store import coders, coming_back, founding, presence, wire
from annotator.store.kinds import OWNED, RowKey
from annotator.store.project import Project
from annotator.store.receiving import Arrival, Received
from annotator.store.stacks import NOT_UNDONE
from annotator.team.fitting import Fitting
from annotator.team.returning import Returned
from annotator.team.row_shape import Place, RowShape, Unfit, is_id

LARGEST = 2**25
"""Bytes of one step, beyond which it is not looked at."""

MOST = 1_000_000
"""Steps that one file may bring."""

SHOWN = 80
"""How many characters are told of what was found."""

_ACTION = re.compile(r"[a-z_]{1,40}")
_NOT_A_CODERS = NOT_UNDONE | {"import", "recover"}
_BATCH = 500


class Inspection:
    """Lets the steps of one coder's parcel pass, or raises RefusedError.

    Codes, each with ``coder`` (the name) and ``found``: ``parcel_too_large``,
    ``parcel_foreign_step``, ``parcel_foreign_row`` (``kind``, ``id``), ``parcel_unfit_row``
    (``kind``, ``id``, ``field``), ``parcel_incomplete``.  ``count`` is how many steps will come.
    """

    def __init__(self, project: Project, returned: Returned, count: int) -> None:
        self._project = project
        self._coder_id = returned.coder_id
        self._name = coders.names_by_id(project).get(self._coder_id, "")
        if count > MOST:
            raise self._refusal("parcel_too_large", count)
        documents = coming_back.lengths_of(project, returned.document_ids)
        self._own: dict[str, dict[Id, Place]] = {
            kind: {
                identity: Place(document, key)
                for identity, document, key in coming_back.rows_of(
                    project, kind, self._coder_id, documents
                )
            }
            for kind in OWNED
        }
        streams = [one.stream for one in returned.parcels]
        self._shape = RowShape(
            self._coder_id,
            documents,
            self._own,
            Fitting(project, _written(project, streams, "codebook")),
            _written(project, streams, "comment"),
            coming_back.statuses_of(project, self._own["annotation_set"]),
        )
        self._pending = coming_back.pending_rows(project)
        # What the coder's rows can build on: what was handed out, and the coder's own steps so far.
        self._steps = coming_back.steps_of(project, self._coder_id, streams)

    def passed(self, arrivals: Iterable[Arrival]) -> Iterator[Arrival]:
        """Yield what comes, each step after it was looked at."""
        coming = iter(arrivals)
        while batch := self._next(coming):
            for arrival in batch:
                self._check_step(arrival.body, arrival.raw)
            self._learn(batch)
            for arrival in batch:
                self._check_rows(arrival.body)
            yield from batch

    def finish(self, received: Received) -> None:
        """Refuse a file in which steps are missing between others."""
        if received.waiting:
            raise self._refusal("parcel_incomplete", received.waiting)

    def _next(self, coming: Iterator[Arrival]) -> list[Arrival]:
        try:
            return list(itertools.islice(coming, _BATCH))
        except ProjectDamaged as error:
            found = error.fields.get("detail", error.code)
            raise self._refusal("parcel_foreign_step", found) from error

    def _check_step(self, body: wire.Body, raw: bytes) -> None:
        header = body.header
        if header.author != self._coder_id:
            raise self._refusal("parcel_foreign_step", f"{header.author} {header.action}")
        is_verb = isinstance(header.action, str) and _ACTION.fullmatch(header.action)
        if not is_verb or header.action in _NOT_A_CODERS:
            raise self._refusal("parcel_foreign_step", header.action)
        given = (header.group, header.undoes)
        is_whole = is_id(header.id) and is_id(header.stream) and len(raw) <= LARGEST
        if not is_whole or not all(one is None or is_id(one) for one in given):
            raise self._refusal("parcel_foreign_step", header.id)
        # Another version of the form, a name given twice or something beside it would be kept.
        if not _is_ours(body, raw):
            raise self._refusal("parcel_foreign_step", header.id)

    def _learn(self, batch: Sequence[Arrival]) -> None:
        """Learn the ids of new rows, and refuse those that are somebody else's already."""
        new: dict[str, dict[Id, Mapping[str, Any]]] = {kind: {} for kind in OWNED}
        for arrival in batch:
            self._steps.add(arrival.body.header.id)
            for record in arrival.body.records:
                self._check_record(record, arrival.body.header.action)
                if record.value is not None and record.id not in self._own[record.kind]:
                    new[record.kind].setdefault(record.id, record.value)
        for kind, rows in new.items():
            self._check_new(kind, rows)

    def _check_record(self, record: wire.Record, action: str) -> None:
        kind, identity, base, value = record
        if not isinstance(kind, str) or kind not in self._own or not is_id(identity):
            raise self._foreign((kind, identity), action)
        if base and not (all(map(is_id, base)) and self._steps.issuperset(base)):
            raise self._unfit((kind, identity), Unfit("base", base))
        if value is not None and not isinstance(value, dict):
            raise self._unfit((kind, identity), Unfit("value", value))

    def _check_new(self, kind: str, rows: Mapping[Id, Mapping[str, Any]]) -> None:
        for identity, owner in presence.find_owners(self._project, kind, rows).items():
            raise self._foreign((kind, identity), owner.coder_id)
        for identity, value in rows.items():
            if (kind, identity) in self._pending:
                raise self._foreign((kind, identity), "")
            if value.get("coder_id") != self._coder_id:
                raise self._foreign((kind, identity), value.get("coder_id"))
            try:
                self._own[kind][identity] = self._shape.new_place(kind, identity, value)
            except Unfit as unfit:
                raise self._unfit((kind, identity), unfit) from None

    def _check_rows(self, body: wire.Body) -> None:
        for kind, identity, _base, value in body.records:
            if identity not in self._own[kind]:
                raise self._foreign((kind, identity), body.header.action)
            if value is None:
                continue
            try:
                self._shape.check(kind, identity, value)
            except Unfit as unfit:
                raise self._unfit((kind, identity), unfit) from None

    def _foreign(self, row: RowKey, found: object) -> RefusedError:
        return self._refusal("parcel_foreign_row", found, kind=row[0], id=_short(row[1]))

    def _unfit(self, row: RowKey, unfit: Unfit) -> RefusedError:
        fields = {"kind": row[0], "id": row[1], "field": unfit.name}
        return self._refusal("parcel_unfit_row", unfit.found, **fields)

    def _refusal(self, code: str, found: object, **fields: object) -> RefusedError:
        return RefusedError(code, coder=self._name, found=_short(found), **fields)


def _short(found: object) -> str:
    text = str(found)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _is_ours(body: wire.Body, raw: bytes) -> bool:
    """Tell whether this program would write the very bytes for what they say."""
    try:
        return wire.written(body.header, body.records) == raw
    except (InputError, TypeError, ValueError, RecursionError):
        return False


def _written(project: Project, streams: Iterable[Id], kind: str) -> frozenset[Id]:
    return frozenset(one for each in streams for one in founding.rows_in(project, each, kind))
