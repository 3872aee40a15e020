"""Bringing back what one coder had at a moment, as a new act that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from annotator.model.change import Operation
from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.store import wire
from annotator.store.chronicle import LAST, Moment
from annotator.store.kinds import OWNED, RowKey, blob
from annotator.store.past import ArticlePast, Raw, read_versions, stood
from annotator.store.project import CHUNK, Project
from annotator.store.related import rows_of_span
from annotator.store.tables import marks
from annotator.store.undo import changed_since, check_uses, current_heads
from annotator.store.wire import json_text

_BATCH = 200

Tell = Callable[[int, int], bool]
"""Hears how much is done, of how much; returns False to end the work."""


def _never(_done: int, _total: int) -> bool:
    return True


def plan_span(
    project: Project, past: ArticlePast, coder_id: Id, span_id: Id, moment: Moment
) -> list[Operation]:
    """Return what gives a mark the label, ends, answers, note and relations it had at a moment.

    Only relations to marks that are there now come back; what was added since stays.  Raises
    RefusedError ``mark_of_another_coder``, or ``not_there_then`` where there was no such mark.
    """
    row = ("span", span_id)
    then = past.value_at(row, moment)
    if then is None:
        raise RefusedError("not_there_then")
    if then["coder_id"] != coder_id:
        raise RefusedError("mark_of_another_coder")
    operations = list(_changes(past, [row], moment))
    for other in rows_of_span(project, span_id)[1:]:
        value = past.value_at(other, moment)
        if value is not None and value["coder_id"] == coder_id and _can_stand(past, value, span_id):
            operations.extend(_changes(past, [other], moment))
            if other[0] == "comment":
                operations.extend(_other_notes(project, past, span_id, other, coder_id))
    return operations


def plan_article(past: ArticlePast, coder_id: Id, moment: Moment) -> list[Operation]:
    """Return what makes everything that a coder has on an article as it was at a moment."""
    own = [row for row in past.rows if row[0] in OWNED and _owner(past, row) == coder_id]
    return list(_changes(past, own, moment))


def plan_set(
    project: Project, coder_id: Id, moment: Moment, tell: Tell = _never
) -> list[Operation] | None:
    """Return what makes everything that a coder has as it was at a moment.

    Marks on articles that are not in the project any more are left as they are.  ``tell`` hears how
    far it is, of how much; where it returns False the work ends, and with it None.
    """
    gone = {
        identity.hex() for (identity,) in project.file.rows("SELECT id FROM document WHERE deleted")
    }
    written = _written_since(project, moment, tell)
    if written is None:
        return None
    operations: list[Operation] = []
    for first in range(0, len(written), _BATCH):
        batch = written[first : first + _BATCH]
        for row, versions in read_versions(project, batch).items():
            now, then = stood(versions, LAST), stood(versions, moment)
            if now is None or now.value["coder_id"] != coder_id or now.value["document_id"] in gone:
                continue
            before = None if then is None or then.is_deleted else then.value
            operations += _change(row, None if now.is_deleted else now.value, before)
        if not tell(len(written) + first, 2 * len(written)):
            return None
    return operations


def apply_plan(
    project: Project,
    coder_id: Id,
    action: str,
    operations: Sequence[Operation],
    about: Mapping[str, object],
    moment: Moment,
) -> None:
    """Write a plan as one act, one step of undo.

    Raises RefusedError ``nothing_to_do``; ``changed_since`` (``by``, ``coder_id``) where somebody
    else has changed or used the same things since the moment; ``undecided`` where two versions of
    them wait for a decision.  Then nothing has changed.
    """
    if not operations:
        raise RefusedError("nothing_to_do")
    group = project.make_id() if len(operations) > CHUNK else None
    with project.transaction():
        for first in range(0, len(operations), _BATCH):
            _check_heads(project, coder_id, operations[first : first + _BATCH], moment)
        if group is None:
            project.commit(coder_id, action, operations, about)
        else:
            project.commit_many(coder_id, action, operations, about, group=group)
        check_uses(project, coder_id, operations)


def _changes(past: ArticlePast, rows: Iterable[RowKey], moment: Moment) -> Iterator[Operation]:
    for row in rows:
        yield from _change(row, past.value_at(row, LAST), past.value_at(row, moment))


def _change(row: RowKey, now: Raw | None, then: Raw | None) -> list[Operation]:
    return [] if json_text(now) == json_text(then) else [Operation(*row, then)]


def _owner(past: ArticlePast, row: RowKey) -> object:
    found = past.stood(row, LAST)
    return found.value["coder_id"] if found else None


def _can_stand(past: ArticlePast, value: Raw, span_id: Id) -> bool:
    """Tell whether both ends of what may be a relation are there, or come back with it."""
    ends = [value[name] for name in ("source_id", "target_id") if name in value]
    return all(
        end == span_id or past.value_at(("span", Id(str(end))), LAST) is not None for end in ends
    )


def _other_notes(
    project: Project, past: ArticlePast, span_id: Id, note: RowKey, coder_id: Id
) -> Iterator[Operation]:
    """A coder has one note on a mark: the one that comes back takes the place of another."""
    for row in rows_of_span(project, span_id):
        value = past.value_at(row, LAST)
        if row[0] == "comment" and row != note and value and value["coder_id"] == coder_id:
            yield Operation(*row, None)


def _written_since(project: Project, moment: Moment, tell: Tell) -> list[RowKey] | None:
    """Return the rows of marks that were written after a moment, in that order."""
    at: tuple[int, bytes | bytearray] = (moment[0], blob(moment[1]))
    counted = project.file.row("SELECT count(*) FROM revision WHERE (hlc, id) > (?, ?)", at)
    found: dict[RowKey, None] = {}
    done = 0
    while rows := project.file.rows(
        "SELECT hlc, id, z, body FROM revision WHERE (hlc, id) > (?, ?)"
        f" ORDER BY hlc, id LIMIT {_BATCH}",
        at,
    ):
        for _, _, z, stored in rows:
            records = wire.read(wire.unpacked(z, stored)).records
            found.update((one.row, None) for one in records if one.kind in OWNED)
        at = rows[-1][:2]
        done += len(rows)
        if not tell(done, 2 * int(counted[0] if counted else done)):
            return None
    return list(found)


def _check_heads(
    project: Project, coder_id: Id, operations: Sequence[Operation], moment: Moment
) -> None:
    """Refuse to write over what somebody else has written since."""
    heads = set(current_heads(project, [(one.kind, one.id) for one in operations]).values())
    found = project.file.rows(
        f"SELECT id, hlc FROM revision WHERE id IN ({marks([*heads])}) AND author_id <> ?",
        [*map(blob, heads), blob(coder_id)],
    )
    for identity, hlc in found:
        head = Id(identity.hex())
        if (hlc, head) > moment:
            raise changed_since(project, head)
