"""Bringing the tables in step with revisions that come in any order.

The result depends only on which revisions there are: a record that follows the version that stands
is simply written; any other makes its row a tangled one, which is settled at the end from all its
versions in the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.model.change import Operation
from annotator.model.errors import InputError
from annotator.model.identity import Id
from annotator.store.file import ProjectFile
from annotator.store.heads import standing
from annotator.store.kinds import KINDS, PLACED, REFERENCES, RowKey, blob
from annotator.store.log import Versions
from annotator.store.tables import Bases, Pile, bases_of, by_kind, marks
from annotator.store.wire import FOUNDING, Body, Record

Stored = tuple[Id, Record]
"""A record and the revision that wrote it."""

_BATCH = 500

BATCH_BYTES = 2**20
"""About how many bytes of revisions are best taken at once."""

_ORDER = {kind: position for position, kind in enumerate(KINDS)}


class Settler:
    """Writes revisions to the tables of ``target``; their log is ``log``, often the same file.

    Works in an open transaction.  ``altered`` holds the rows that were there, not deleted, and
    stand at another revision since.
    """

    def __init__(self, log: ProjectFile, target: ProjectFile) -> None:
        self._versions = Versions(log)
        self._target = target
        self.altered: set[RowKey] = set()
        self._seen: set[RowKey] = set()
        self._written: dict[str, list[Id]] = {kind: [] for kind in KINDS}
        # What waits for something is looked at anew each time: it may have come.
        waiting = target.rows("SELECT kind, entity FROM pending")
        self._tangled: dict[RowKey, None] = {
            (kind, Id(entity.hex())): None for kind, entity in waiting
        }

    def take(self, bodies: Sequence[Body]) -> None:
        """Write some revisions, as many as may be held in memory at once.

        Raises InputError ``unreadable_revision`` (``id``, ``detail``) where a value is not what its
        kind wants.
        """
        records = [
            (body.header, record)
            for body in bodies
            for record in body.records
            if record.kind in KINDS
        ]
        rows = {record.row for _, record in records}
        known = bases_of(self._target, [Operation(*row, None) for row in rows])
        heads = dict(known)
        plain: dict[RowKey, list[Stored]] = {}
        for header, record in records:
            revision, row = header.id, record.row
            at = heads.get(row, ())
            is_orphan = record.value is None and not at
            if header.action == FOUNDING and at and record.base == at:
                continue  # it says what stands
            if row in self._tangled or record.base != at or is_orphan:
                self._tangled[row] = None
                continue
            heads[row] = (revision,)
            plain.setdefault(row, []).append((revision, record))
        self._note_living(row for row in plain if row in known)
        self._seen.update(plain)
        self._write(plain, known)

    def _note_living(self, rows: Iterable[RowKey]) -> None:
        """Note which rows are there and not deleted, before they are written."""
        fresh = [Operation(*row, None) for row in rows if row not in self._seen]
        self._seen.update((one.kind, one.id) for one in fresh)
        for kind, ids in by_kind(fresh).items():
            sql = f"SELECT id FROM {kind} WHERE id IN ({marks(ids)}) AND deleted = 0"
            living = self._target.rows(sql, [blob(one) for one in ids])
            self.altered.update((kind, Id(row[0].hex())) for row in living)

    def _write(self, plain: dict[RowKey, list[Stored]], known: Bases) -> None:
        self._check_owners(plain, known)
        pile = Pile()
        for row, chain in plain.items():
            is_there = row in known
            self._written[row[0]].append(row[1])
            filled = [one for one in chain if one[1].value is not None]
            if filled:
                revision, record = filled[-1]
                _put(pile, revision, record, is_there=is_there)
            revision, last = chain[-1]
            if last.value is None:
                pile.delete(revision, row)
            if len(chain[0][1].base) > 1:
                pile.settle(row)
        pile.write(self._target)

    def _check_owners(self, plain: dict[RowKey, list[Stored]], known: Bases) -> None:
        """A mark never moves to another document or coder; what says so was not made by us."""
        for kind in PLACED:
            ids = [row[1] for row in plain if row[0] == kind and row in known]
            found = self._target.rows(
                f"SELECT id, document_id, coder_id FROM {kind} WHERE id IN ({marks(ids)})",
                [blob(one) for one in ids],
            )
            for cells in found:
                identity, *owners = (one.hex() for one in cells)
                for revision, record in plain[kind, Id(identity)]:
                    value = record.value
                    if value and [value.get("document_id"), value.get("coder_id")] != owners:
                        detail = f"{kind} {identity} moves"
                        raise InputError("unreadable_revision", id=revision, detail=detail)

    def finish(self) -> None:
        """Settle what was tangled, and set aside what refers to something that has not come."""
        # Rows that were written together follow each other, so their revisions are read once.
        tangled = sorted(self._tangled, key=lambda row: _ORDER[row[0]])
        self._tangled.clear()
        self._target.run("DELETE FROM pending")
        for row in tangled:
            self._settle(row)
        for kind, references in REFERENCES.items():
            self._set_aside(kind, references)
            self._written[kind].clear()

    def _settle(self, row: RowKey) -> None:
        kind, identity = row
        stands = standing(self._versions.of(row))
        if stands is None:  # deleted before it has come
            self._wait(row)
            return
        known = bases_of(self._target, [Operation(kind, identity, None)]).get(row, ())
        if known and not self._stands_at(row, stands.head):
            self._note_living([row])
        self._written[kind].append(identity)
        pile = Pile()
        record = Record(kind, identity, known, stands.value)
        _put(pile, stands.head, record, is_there=bool(known))
        if stands.is_deleted:
            pile.delete(stands.head, row)
        pile.settle(row)
        pile.write(self._target)
        self._target.run_many(
            "INSERT INTO conflict(entity, kind, revision_id, differs) VALUES(?, ?, ?, ?)",
            [(blob(identity), kind, blob(head), int(stands.differs)) for head in stands.heads],
        )

    def _stands_at(self, row: RowKey, revision: Id) -> bool:
        """Tell whether what the tables show of a row is what a revision wrote."""
        kind, identity = row
        sql = f"SELECT 1 FROM {kind} WHERE id = ? AND revision_id = ?"
        return self._target.row(sql, (blob(identity), blob(revision))) is not None

    def _wait(self, row: RowKey) -> None:
        kind, identity = row
        self._target.run(
            "INSERT OR IGNORE INTO pending(entity, kind) VALUES(?, ?)", (blob(identity), kind)
        )

    def _set_aside(self, kind: str, references: Sequence[tuple[str, str]]) -> None:
        """Keep rows out of the tables until what they refer to has come."""
        missing = " OR ".join(
            f"NOT EXISTS (SELECT 1 FROM {table} t WHERE t.id = s.{column})"
            for column, table in references
        )
        for first in range(0, len(self._written[kind]), _BATCH):
            batch = [blob(one) for one in self._written[kind][first : first + _BATCH]]
            waiting = self._target.rows(
                f"SELECT s.id FROM {kind} s WHERE s.id IN ({marks(batch)}) AND ({missing})", batch
            )
            for (identity,) in waiting:
                self._wait((kind, Id(identity.hex())))
                self._target.run(f"DELETE FROM {kind} WHERE id = ?", (identity,))


def _put(pile: Pile, revision: Id, record: Record, *, is_there: bool) -> None:
    try:
        pile.put(revision, record.row, record.value or {}, is_there=is_there)
    except (KeyError, ValueError, TypeError, IndexError, AttributeError) as error:
        detail = f"{record.kind} {record.id}: {error}"
        raise InputError("unreadable_revision", id=revision, detail=detail) from error
