"""Undoing and redoing: new revisions that write what was there before, or again what was undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from annotator.model.change import Operation, Revision
from annotator.model.coder import folded_name
from annotator.model.document import CORRECTS, corrected
from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.store import coders, tables
from annotator.store.kinds import REFERENCES, RowKey, blob
from annotator.store.project import Project
from annotator.store.stacks import UNDO
from annotator.store.tables import marks
from annotator.store.wire import Record, json_text, json_value

Raw = Mapping[str, object]

_BATCH = 500
_USES: dict[str, list[str]] = {"span": ["comment.target_id"]}
for _kind, _columns in REFERENCES.items():
    for _column, _table in _columns:
        _USES.setdefault(_table, []).append(f"{_kind}.{_column}")
"""What may not be left pointing at something that an undo takes away."""

_NEAR = {
    "comment.target_id": " AND t.document_id IN (SELECT document_id FROM span WHERE id IN ({ids}))"
}
"""Narrows the search for a use to where there is an index."""

_KEYED = ("document", "coder")
"""Kinds of which no two may have the same key."""


def revert(
    project: Project, author_id: Id, revisions: Sequence[Revision], action: str
) -> list[Operation]:
    """Undo or redo (``action``) the revisions of one step, given oldest first.

    Returns what was written.  Raises RefusedError ``changed_since`` (``by``, ``coder_id``) where
    somebody changed or used the same things afterwards, or brought them as well; ``undecided``
    where two versions of them wait for a decision; ``key_taken`` (``key``) where something else has
    the key or name of what would come back.  Then nothing has changed.
    """
    order = list(reversed(revisions)) if action == UNDO else list(revisions)
    group = project.make_id() if len(order) > 1 else None
    written: list[Operation] = []
    with project.transaction():
        for revision in order:
            operations = _reverse(project, revision.id, action == UNDO)
            _refuse_shared(project, author_id, operations)
            about = {**revision.about, "action": revision.action}
            project.commit(author_id, action, operations, about, undoes=revision.id, group=group)
            written.extend(operations)
        check_uses(project, author_id, written)
        _check_keys(project, author_id, written)
        _check_names(project, written)
    return written


def _reverse(project: Project, revision_id: Id, is_undo: bool) -> list[Operation]:
    """Return what takes the rows of a revision to their value before it, or after it again."""
    records = list(project.log.records(revision_id).values())
    current = current_heads(project, [record.row for record in records])
    operations: list[Operation] = []
    for record in records:
        before = value_before(project, record)
        source, target = (record.value, before) if is_undo else (before, record.value)
        head = current.get(record.row)
        if not _stands_at(project, head, record.row, source, revision_id if is_undo else None):
            raise changed_since(project, head)
        operations.append(Operation(record.kind, record.id, target))
    return operations


def current_heads(project: Project, rows: Iterable[RowKey]) -> dict[RowKey, Id]:
    """Return the revision at which each row stands; RefusedError ``undecided`` in a conflict."""
    operations = [Operation(*row, None) for row in rows]
    bases = tables.bases_of(project.file, operations)
    tangled = [row for row, heads in bases.items() if len(heads) > 1]
    if tangled and _differs(project, tangled):
        raise RefusedError("undecided")
    return {row: heads[-1] for row, heads in bases.items()}


def _refuse_shared(project: Project, author_id: Id, operations: Sequence[Operation]) -> None:
    """Refuse to take away what somebody else has brought as well; RefusedError ``changed_since``.

    Two people who imported the same article, or brought the same correction, wrote the same rows.
    """
    gone = [one for one in operations if one.value is None]
    for heads in tables.bases_of(project.file, gone).values():
        for head in heads if len(heads) > 1 else ():
            if project.log.header(head).author != author_id:
                raise changed_since(project, head)


def _differs(project: Project, rows: Iterable[RowKey]) -> bool:
    sql = "SELECT 1 FROM conflict WHERE entity = ? AND kind = ? AND differs = 1 LIMIT 1"
    return any(project.file.row(sql, (blob(identity), kind)) for kind, identity in rows)


def value_before(project: Project, record: Record) -> Raw | None:
    """Return the value that a record replaced: the newest content it builds on.

    The newest by its stamp, as it was shown: ids follow the computers' clocks, which may be wrong.
    """
    values = {base: project.log.record(base, record.row).value for base in record.base}
    filled = [base for base, value in values.items() if value is not None]
    if len(filled) > 1:
        filled.sort(key=lambda base: (project.log.header(base).hlc, base))
    return values[filled[-1]] if filled else None


def _stands_at(
    project: Project, head: Id | None, row: RowKey, value: Raw | None, revision_id: Id | None
) -> bool:
    """Tell whether a row has a value now, which it surely has where ``revision_id`` stands."""
    if head is None:
        return value is None
    if head == revision_id:
        return True
    return json_text(project.log.record(head, row).value) == json_text(value)


def changed_since(project: Project, head: Id | None) -> RefusedError:
    """Return the refusal that names who wrote the revision at which a row stands."""
    author = project.log.header(head).author if head else Id("")
    return RefusedError("changed_since", by=_name(project, author), coder_id=author)


def _name(project: Project, coder_id: Id) -> str:
    found = project.file.row("SELECT name FROM coder WHERE id = ?", (blob(coder_id),))
    return str(found[0]) if found else ""


def check_uses(project: Project, author_id: Id, written: Sequence[Operation]) -> None:
    """Refuse to take away what others have built on; RefusedError ``changed_since``."""
    gone = tables.by_kind(one for one in written if one.value is None and one.kind in _USES)
    if user := _find_corrector(project, author_id, set(gone.get("document", ()))):
        raise RefusedError("changed_since", by=_name(project, user), coder_id=user)
    for kind, ids in gone.items():
        for use in _USES[kind]:
            table, column = use.split(".")
            for first in range(0, len(ids), _BATCH):
                user = _find_user(project, author_id, table, column, ids[first : first + _BATCH])
                if user:
                    raise RefusedError("changed_since", by=_name(project, user), coder_id=user)


def _find_user(
    project: Project, author_id: Id, table: str, column: str, ids: Sequence[Id]
) -> Id | None:
    """Return another person who wrote a living row that refers to one of the ids."""
    near = _NEAR.get(f"{table}.{column}", "").format(ids=marks(ids))
    found = project.file.row(
        f"SELECT r.author_id FROM {table} t JOIN revision r ON r.id = t.revision_id"
        f" WHERE t.{column} IN ({marks(ids)}){near}"
        " AND t.deleted = 0 AND r.author_id <> ? LIMIT 1",
        [*map(blob, [*ids, *ids] if near else ids), blob(author_id)],
    )
    return Id(found[0].hex()) if found else None


def _find_corrector(project: Project, author_id: Id, gone: Set[Id]) -> Id | None:
    """Return another person who brought a correction of one of some documents."""
    if not gone:
        return None
    found = project.file.rows(
        "SELECT d.meta, r.author_id FROM document d JOIN revision r ON r.id = d.revision_id"
        " WHERE instr(d.meta, ?) AND d.deleted = 0 AND r.author_id <> ?",
        (CORRECTS, blob(author_id)),
    )
    users = (user for meta, user in found if not gone.isdisjoint(corrected(json_value(meta))))
    return next((Id(user.hex()) for user in users), None)


def _check_keys(project: Project, author_id: Id, written: Sequence[Operation]) -> None:
    """Refuse to bring back what has the key of something that somebody else brought meanwhile."""
    for kind in _KEYED:
        keys = [str(one.value["key"]) for one in written if one.kind == kind and one.value]
        for first in range(0, len(keys), _BATCH):
            batch = keys[first : first + _BATCH]
            found = project.file.row(
                f"SELECT t.key FROM {kind} t JOIN revision r ON r.id = t.revision_id"
                f" WHERE t.key IN ({marks(batch)}) AND t.deleted = 0 AND r.author_id <> ? LIMIT 1",
                [*batch, blob(author_id)],
            )
            if found:
                raise RefusedError("key_taken", key=found[0])


def _check_names(project: Project, written: Sequence[Operation]) -> None:
    """Refuse to bring back a coder whose name another coder has been given meanwhile."""
    names = {
        folded_name(str(one.value["name"])) for one in written if one.kind == "coder" and one.value
    }
    if names:
        bearers = [one for one in coders.list_coders(project) if folded_name(one.name) in names]
        if len(bearers) > len(names):
            raise RefusedError("key_taken", key=bearers[0].name)
