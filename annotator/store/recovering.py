"""Making a new project from what can still be read of a damaged one, and a list of what is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from annotator.model.assignment import Role
from annotator.model.change import Operation
from annotator.model.errors import RefusedError
from annotator.model.identity import Id, new_id
from annotator.model.problem import Place, Problem, Severity
from annotator.model.stopped import Stopped
from annotator.model.version import VERSION
from annotator.store import coders, receiving, wire
from annotator.store.clock import stamp_text
from annotator.store.documents import batches
from annotator.store.kinds import KINDS, OWNED, REFERENCES, RowKey
from annotator.store.log import Versions
from annotator.store.project import PARCEL, Project
from annotator.store.replay import rebuild
from annotator.store.salvage import Found, Kept, Shown, shown_rows

RECOVER = "recover"
"""The verb of revisions that are written anew, because they cannot stand in their own place."""

Told = Callable[[int, int], bool]
"""Called with what is done and what there is in all; returns False to stop."""

_STEPS = 4

_FIRST = ("document", "coder", "codebook")
"""What the other kinds refer to."""


@dataclass
class Recovered:
    """What came over: revisions as they were, rows written anew, rows taken from the tables.

    ``problems`` lists what is lost or without proof.
    """

    revisions: int = 0
    again: int = 0
    from_tables: int = 0
    problems: list[Problem] = field(default_factory=list)


def recover(
    path: Path, new: Path, others: Sequence[Path] = (), told: Told | None = None
) -> Recovered:
    """Make a new project file from a damaged one, and from other copies of the same project.

    None of them is written to.  Raises RefusedError ``nothing_to_recover`` where neither a coder
    nor a codebook is left, ``other_project`` (``path``) where a copy is of another project;
    EnvironmentFault as reading and writing files goes; Stopped.
    """
    found = Found()
    for number, source in enumerate((path, *others)):
        _say(told, 0)
        more = Found()
        more.add(source)
        _check_same_project(found, more, source if number else None)
        if number:  # a parcel that helps to recover a project does not make a parcel of it
            more.facts.pop(PARCEL, None)
        found.facts = {**more.facts, **found.facts}
        found.revisions.update(more.revisions)
    result = Recovered()
    Project.make(
        new,
        _facts(found, result, path),
        lambda project: _Rebuilding(project, path, found, result, told).run(),
    )
    return result


def _say(told: Told | None, done: int) -> None:
    if told is not None and not told(done, _STEPS):
        raise Stopped


def _check_same_project(found: Found, more: Found, other: Path | None) -> None:
    ours, theirs = found.facts.get("project_id"), more.facts.get("project_id")
    if other is not None and ours and theirs != ours:
        raise RefusedError("other_project", path=str(other))


def _facts(found: Found, result: Recovered, path: Path) -> dict[str, str]:
    facts = {"created": "", "program": VERSION, **found.facts}
    if "project_id" not in facts:
        facts["project_id"] = new_id()
        result.problems.append(_problem(path, "project_id_lost"))
    return facts


def _problem(path: Path, code: str, value: object = None, **fields: object) -> Problem:
    return Problem(code, Severity.BLOCKING, Place(file=path.name), value, fields)


class _Rebuilding:
    """Fills a new project: the log first, then what cannot stay in its place, then the tables."""

    def __init__(
        self, project: Project, path: Path, found: Found, result: Recovered, told: Told | None
    ) -> None:
        self._project, self._path, self._result, self._told = project, path, result, told
        self._whole, self._loose = found.chains()
        self._known = {kept.header.id for kept in (*self._whole, *self._loose)}
        self._waiting: list[tuple[Id, Operation]] = []

    def run(self) -> None:
        """Do everything; the list of what is lost is complete afterwards."""
        _say(self._told, 1)
        receiving.receive(self._project, (kept.raw for kept in self._whole))
        self._result.revisions = len(self._whole)
        _say(self._told, 2)
        shown = self._lost_rows()
        self._write_tables([one for one in shown if one.kind in _FIRST])
        self._write_loose()
        _say(self._told, 3)
        self._write_tables([one for one in shown if one.kind not in _FIRST])
        self._write_waiting()
        if self._is_tangled():
            rebuild(self._project)
        self._list_unproven(shown)
        self._list_pending()
        self._list_gaps()
        for table in ("coder", "codebook"):
            if self._project.file.row(f"SELECT 1 FROM {table} WHERE deleted = 0") is None:
                raise RefusedError("nothing_to_recover", path=str(self._path))

    def _is_tangled(self) -> bool:
        """What was written last may be what rows of the log were waiting for."""
        sql = "SELECT 1 FROM pending UNION ALL SELECT 1 FROM conflict LIMIT 1"
        return self._project.file.row(sql) is not None

    # revisions after a gap --------------------------------------------------------------------

    def _write_loose(self) -> None:
        """Write again what stands behind a gap: in its place it would hide the gap for ever."""
        newest: dict[RowKey, Id] = {}
        for kept in self._loose:
            for record in wire.read(kept.raw).records:
                newest[record.row] = kept.header.id
        versions = Versions(self._project.file)
        for kept in self._loose:
            records = [
                record
                for record in wire.read(kept.raw).records
                if record.kind in KINDS and newest[record.row] == kept.header.id
            ]
            fresh = [
                Operation(record.kind, record.id, record.value)
                for record in records
                if not _is_outdated(versions, record.row, kept)
            ]
            self._result.again += self._commit(kept.header.author, fresh, _about(kept))

    def _commit(
        self, author: Id, operations: Sequence[Operation], about: Mapping[str, object]
    ) -> int:
        """Write operations whose references are there; the others wait for the end."""
        fitting = self._fitting(author, operations)
        if not fitting:
            return 0
        self._project.commit(author, RECOVER, fitting, about)
        return len(fitting)

    def _fitting(self, author: Id, operations: Sequence[Operation]) -> list[Operation]:
        fitting: list[Operation] = []
        present: set[RowKey] = self._present(operations)
        for operation in sorted(operations, key=lambda one: list(KINDS).index(one.kind)):
            row = (operation.kind, operation.id)
            if operation.value is None:
                if row in present:
                    fitting.append(operation)
            elif all(
                (table, str(operation.value[column])) in present
                for column, table in REFERENCES.get(operation.kind, ())
            ):
                fitting.append(operation)
                present.add(row)
            else:
                self._waiting.append((author, operation))
        return fitting

    def _present(self, operations: Iterable[Operation]) -> set[RowKey]:
        """Return which of the rows that operations name or refer to are there."""
        wanted: dict[str, set[Id]] = {}
        for operation in operations:
            wanted.setdefault(operation.kind, set()).add(operation.id)
            for column, table in REFERENCES.get(operation.kind, ()) if operation.value else ():
                wanted.setdefault(table, set()).add(Id(str((operation.value or {})[column])))
        return {
            (kind, identity)
            for kind, ids in wanted.items()
            for identity in _known_ids(self._project, kind, ids)
        }

    def _write_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for author, operations in groupby(waiting, key=lambda one: one[0]):
            given = [operation for _author, operation in operations]
            self._result.again += self._commit(author, given, {})
        for _author, lost in self._waiting:
            self._tell("row_lost", lost.kind, lost.id, lost.value)

    # what only the tables show ----------------------------------------------------------------

    def _lost_rows(self) -> list[Shown]:
        """Return the rows that stand at a revision which is lost."""
        found: dict[RowKey, Shown | None] = {}
        for shown in shown_rows(self._path):
            if shown.revision_id in self._known:
                continue
            row = (shown.kind, shown.id)
            is_clear = row not in found or found[row] == shown
            found[row] = shown if is_clear else None
        for (kind, identity), one in found.items():
            if one is None:
                self._tell("row_unclear", kind, identity, None)
        versions = Versions(self._project.file)
        return [
            one
            for row, one in found.items()
            if one is not None
            and all(one.revision_id not in v.record.base for v in versions.of(row).values())
        ]

    def _write_tables(self, shown: Sequence[Shown]) -> None:
        by_author: dict[Id, list[Operation]] = {}
        for one in shown:
            author = self._author_of(one)
            by_author.setdefault(author, []).append(Operation(one.kind, one.id, one.value))
        for author, operations in by_author.items():
            for batch in _portions(operations):
                written = self._commit(author, batch, {"from": "tables"})
                self._result.from_tables += written

    def _author_of(self, shown: Shown) -> Id:
        """Return who surely or most likely wrote a row: work is handed out by who leads."""
        if shown.kind == "coder":
            return shown.id
        names = ("reviewer_id", "coder_id") if shown.kind in OWNED else ("reviewer_id",)
        for name in names:
            if shown.value and name in shown.value:
                return Id(str(shown.value[name]))
        known = coders.list_coders(self._project)
        known.sort(key=lambda one: one.role != Role.LEAD)
        return known[0].id if known else shown.id

    # the list ---------------------------------------------------------------------------------

    def _tell(self, code: str, kind: str, identity: Id, value: Mapping[str, Any] | None) -> None:
        about = {name: (value or {}).get(name) for name in ("label", "key", "name", "title")}
        fields = {name: one for name, one in about.items() if one}
        document = (value or {}).get("document_id")
        problem = Problem(
            code,
            Severity.BLOCKING,
            Place(file=self._path.name),
            identity,
            {"kind": kind, **fields},
            Id(str(document)) if document else None,
            identity if kind == "span" else None,
        )
        self._result.problems.append(problem)

    def _list_unproven(self, shown: Sequence[Shown]) -> None:
        """List what stands as the tables had it; the text of a document has its own hash."""
        lost = {(operation.kind, operation.id) for _author, operation in self._waiting}
        for one in shown:
            if one.value and one.kind != "document" and (one.kind, one.id) not in lost:
                self._tell("row_without_proof", one.kind, one.id, one.value)

    def _list_pending(self) -> None:
        """List what the log has and the tables cannot show, because something else is lost."""
        rows = self._project.file.rows("SELECT kind, entity FROM pending ORDER BY kind, entity")
        versions = Versions(self._project.file)
        for kind, entity in rows:
            identity = Id(entity.hex())
            values = [one.record.value for one in versions.of((kind, identity)).values()]
            self._tell("row_lost", kind, identity, next(filter(None, values), None))

    def _list_gaps(self) -> None:
        """List the revisions that must have been there because later ones of a stream are."""
        names = {one.id: one.name for one in coders.list_coders(self._project)}
        last: dict[Id, int] = {}
        for kept in sorted((*self._whole, *self._loose), key=lambda one: one.header.seq):
            header = kept.header
            first = last.get(header.stream, 0) + 1
            last[header.stream] = header.seq
            if header.seq > first:
                self._result.problems.append(
                    _problem(
                        self._path,
                        "revisions_lost",
                        header.seq - first,
                        who=names.get(header.author, ""),
                        before=stamp_text(header.hlc),
                    )
                )


def _portions(operations: Sequence[Operation]) -> Iterable[Sequence[Operation]]:
    size = 500
    return (operations[first : first + size] for first in range(0, len(operations), size))


def _known_ids(project: Project, kind: str, ids: Iterable[Id]) -> set[Id]:
    """Return which rows are there, deleted or not."""
    known: set[Id] = set()
    for batch in batches(ids):
        marks = ", ".join("?" * len(batch))
        sql = f"SELECT id FROM {KINDS[kind].name} WHERE id IN ({marks})"
        known.update(Id(row[0].hex()) for row in project.file.rows(sql, batch))
    return known


def _is_outdated(versions: Versions, row: RowKey, kept: Kept) -> bool:
    """Tell whether the log knows a later version of a row."""
    known = versions.of(row).values()
    return any(
        kept.header.id in version.record.base or version.rank > (kept.header.hlc, kept.header.id)
        for version in known
    )


def _about(kept: Kept) -> dict[str, object]:
    header = kept.header
    return {**header.about, "recovered": header.action, "time": stamp_text(header.hlc)}
