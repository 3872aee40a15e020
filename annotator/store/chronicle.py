"""The history as one reads it: entries newest first, a few at a time, filtered, from the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotator.model.change import Revision
from annotator.model.identity import Id
from annotator.store import wire
from annotator.store.clock import stamp_of
from annotator.store.kinds import RowKey, blob
from annotator.store.log import revision_of
from annotator.store.project import Project
from annotator.store.related import touches_of
from annotator.store.tables import marks

LOOKED_AT = 2_000
"""How many revisions a page looks at, whatever it finds: then a window has a turn again."""

Moment = tuple[int, Id]
"""A place in the history: the stamp and the id of a revision.  They grow with time."""

LAST: Moment = (2**63 - 1, Id("f" * 32))
"""After everything."""

_PAGE = 200
_BATCH = 500
_COLUMNS = "r.hlc, r.id, r.n, r.stream, r.seq, r.group_id, r.author_id, r.action"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are asked for; what is None or empty does not matter.

    ``since`` and ``until`` are seconds since 1970, ``until`` the first moment left out.  ``rows``
    are those of which an entry must have written one, ``label`` is one that it names.
    """

    author_id: Id | None = None
    actions: tuple[str, ...] = ()
    since: float | None = None
    until: float | None = None
    rows: tuple[RowKey, ...] | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: a revision, or those of one group that follow each other.

    ``revision`` is the last of them and gives the act its ``moment``; ``count`` says how many.
    """

    revision: Revision
    moment: Moment
    count: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, newest first; ``after`` is where to go on, None at the end of the history."""

    entries: tuple[Entry, ...]
    after: Moment | None


class _Row(NamedTuple):
    """What the columns of a revision say, without its body."""

    hlc: int
    id: bytes
    n: int
    stream: bytes
    seq: int
    group_id: bytes | None
    author_id: bytes
    action: str

    @property
    def moment(self) -> Moment:
        return self.hlc, Id(self.id.hex())


def load_page(project: Project, wanted: Wanted, before: Moment = LAST, limit: int = 50) -> Page:
    """Return the next entries before a moment: at most ``limit``, and perhaps none yet.

    It looks at ``LOOKED_AT`` revisions at most; go on from ``Page.after`` until that is None.
    """
    with project.file.lock:
        if wanted.rows is None:
            looked = _looked_at(project, wanted, before)
            is_end = len(looked) < LOOKED_AT
        else:
            known = _ends_of(project, touches_of(project, wanted.rows))
            later = [row for row in known if row.moment < before]
            looked, is_end = later[:LOOKED_AT], len(later) <= LOOKED_AT
        entries: list[Entry] = []
        for row in looked:
            if _fits(project, row, wanted):
                entries.append(_entry(project, row))
                if len(entries) == limit:
                    break
        else:
            return Page(tuple(entries), None if is_end else looked[-1].moment)
        return Page(tuple(entries), entries[-1].moment)


def iterate_entries(project: Project, wanted: Wanted, limit: int | None = None) -> Iterator[Entry]:
    """Go through all entries that fit, newest first, at most ``limit`` of them."""
    before: Moment | None = LAST
    left = limit
    while before is not None and left != 0:
        page = load_page(project, wanted, before, _PAGE if left is None else min(left, _PAGE))
        yield from page.entries
        left = None if left is None else left - len(page.entries)
        before = page.after


def load_moments(project: Project, rows: Sequence[RowKey]) -> list[Moment]:
    """Return when acts wrote one of some rows, oldest first."""
    with project.file.lock:
        return [row.moment for row in reversed(_ends_of(project, touches_of(project, rows)))]


def find_entry(project: Project, moment: Moment) -> Entry | None:
    """Return the entry whose last revision stands at a moment, None where there is none."""
    with project.file.lock:
        sql = f"SELECT {_COLUMNS} FROM revision r WHERE r.id = ?"
        rows = project.file.rows(sql, (blob(moment[1]),))
        return _entry(project, _Row(*rows[0])) if rows else None


def days_with_acts(project: Project, starts: Sequence[float]) -> list[float]:
    """Return those days on which something was done.

    A day is given by its first second; they come newest first, and each ends where the one before
    it in the list begins.
    """
    found, end = [], LAST[0]
    for first in starts:
        start = stamp_of(first)
        sql = "SELECT 1 FROM revision WHERE hlc >= ? AND hlc < ? LIMIT 1"
        if project.file.row(sql, (start, end)):
            found.append(first)
        end = start
    return found


def first_time(project: Project) -> float:
    """Return when the history begins, in seconds since 1970."""
    found = project.file.row("SELECT hlc FROM revision ORDER BY hlc LIMIT 1")
    return (found[0] >> 16) / 1000 if found else 0.0


def _looked_at(project: Project, wanted: Wanted, before: Moment) -> list[_Row]:
    """Return the next revisions of the log, of one author and some days where these are asked."""
    hlc, identity = before
    if wanted.until is not None and stamp_of(wanted.until) <= hlc:
        hlc, identity = stamp_of(wanted.until), Id("0" * 32)
    parts, values = ["(r.hlc, r.id) < (?, ?)"], [hlc, blob(identity)]
    if wanted.since is not None:
        parts.append("r.hlc >= ?")
        values.append(stamp_of(wanted.since))
    if wanted.author_id is not None:
        parts.append("r.author_id = ?")
        values.append(blob(wanted.author_id))
    rows = project.file.rows(
        f"SELECT {_COLUMNS} FROM revision r WHERE {' AND '.join(parts)}"
        f" ORDER BY r.hlc DESC, r.id DESC LIMIT {LOOKED_AT}",
        values,
    )
    return [_Row(*row) for row in rows]


def _ends_of(project: Project, numbers: Sequence[int]) -> list[_Row]:
    """Return the acts to which some revisions belong, each by its last one, newest first."""
    ends: dict[int, _Row] = {}
    for first in range(0, len(numbers), _BATCH):
        batch = numbers[first : first + _BATCH]
        sql = f"SELECT {_COLUMNS} FROM revision r WHERE r.n IN ({marks(batch)})"
        for cells in project.file.rows(sql, batch):
            row = _Row(*cells)
            end = _end_of(project, row)
            ends[end.n] = end
    return sorted(ends.values(), key=lambda row: row.moment, reverse=True)


def _end_of(project: Project, row: _Row) -> _Row:
    """Return the last revision of a group from one of it on."""
    if row.group_id is None:
        return row
    end, seq = row, row.seq
    while True:
        sql = (
            f"SELECT {_COLUMNS} FROM revision r WHERE r.stream = ? AND r.seq > ?"
            f" ORDER BY r.seq LIMIT {_PAGE}"
        )
        following = [_Row(*cells) for cells in project.file.rows(sql, (row.stream, seq))]
        for one in following:
            if one.group_id != row.group_id:
                return end
            end = one
        if len(following) < _PAGE:
            return end
        seq = end.seq


def _count_before(project: Project, row: _Row) -> int:
    """Return how many revisions of its group lead up to one, itself included."""
    count, seq = 1, row.seq
    while row.group_id is not None:
        sql = (
            "SELECT seq, group_id FROM revision WHERE stream = ? AND seq < ?"
            f" ORDER BY seq DESC LIMIT {_PAGE}"
        )
        rows = project.file.rows(sql, (row.stream, seq))
        for number, group in rows:
            if group != row.group_id:
                return count
            count, seq = count + 1, number
        if len(rows) < _PAGE:
            break
    return count


def _fits(project: Project, row: _Row, wanted: Wanted) -> bool:
    """Tell whether a revision is the last of its act, and what is asked for."""
    if wanted.actions and row.action not in wanted.actions:
        return False
    if wanted.author_id is not None and row.author_id != blob(wanted.author_id):
        return False
    if wanted.since is not None and row.hlc < stamp_of(wanted.since):
        return False
    if wanted.until is not None and row.hlc >= stamp_of(wanted.until):
        return False
    return _is_end(project, row) and _names_label(project, row, wanted.label)


def _is_end(project: Project, row: _Row) -> bool:
    if row.group_id is None:
        return True
    sql = "SELECT 1 FROM revision WHERE stream = ? AND seq = ? AND group_id = ?"
    return project.file.row(sql, (row.stream, row.seq + 1, row.group_id)) is None


def _names_label(project: Project, row: _Row, label: str | None) -> bool:
    """Tell whether an act has to do with a label: it wrote a mark or relation of it, or took one.

    The bytes are searched before they are read: keys are sorted and there are no blanks.
    """
    if label is None:
        return True
    written = wire.json_text(label)
    sought = [f'"{key}":{written}'.encode() for key in ("label", "old_label", "relation")]
    number, seq = row.n, row.seq
    while True:
        z, stored = project.file.rows("SELECT z, body FROM revision WHERE n = ?", (number,))[0]
        raw = wire.unpacked(z, stored)
        if any(one in raw for one in sought):
            return True
        if row.group_id is None:
            return False
        sql = "SELECT n FROM revision WHERE stream = ? AND seq = ? AND group_id = ?"
        seq -= 1
        found = project.file.row(sql, (row.stream, seq, row.group_id))
        if found is None:
            return False
        number = found[0]


def _entry(project: Project, row: _Row) -> Entry:
    (z, body) = project.file.rows("SELECT z, body FROM revision WHERE n = ?", (row.n,))[0]
    revision = revision_of(wire.read_header(z, body))
    return Entry(revision, row.moment, _count_before(project, row))
