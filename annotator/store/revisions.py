"""Reading the log: what each coder can undo, and the history of the project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from annotator.model.change import Revision
from annotator.model.identity import Id
from annotator.store.kinds import blob
from annotator.store.log import revision_of
from annotator.store.project import Project
from annotator.store.stacks import Entry, Stack, Step, stack_of
from annotator.store.undo import revert
from annotator.store.wire import read_header

__all__ = [
    "Group",
    "Groups",
    "iterate_revisions",
    "load_revision",
    "redo_stack",
    "revert",
    "stack",
    "undo_stack",
]

_PAGE = 100

Group = tuple[Revision, ...]
"""The revisions that are undone together, oldest first."""


class Groups(Sequence[Group]):
    """The steps of a coder, newest last.  Revisions are read from the log when they are asked for,
    so the length and the last step cost nothing however long the history is.
    """

    def __init__(self, project: Project, steps: Sequence[Step]) -> None:
        self._project = project
        self._steps = tuple(steps)

    def __len__(self) -> int:
        return len(self._steps)

    @overload
    def __getitem__(self, position: int) -> Group: ...
    @overload
    def __getitem__(self, position: slice) -> Groups: ...
    def __getitem__(self, position: int | slice) -> Group | Groups:
        if isinstance(position, slice):
            return Groups(self._project, self._steps[position])
        return tuple(load_revision(self._project, one) for one in self._steps[position].revisions)


def undo_stack(project: Project, author_id: Id) -> Groups:
    """Return what a coder can undo, newest last; also what was done before the last opening."""
    return Groups(project, stack(project, author_id).undo)


def redo_stack(project: Project, author_id: Id) -> Groups:
    """Return what a coder can redo, the next one last."""
    return Groups(project, stack(project, author_id).redo)


def stack(project: Project, author_id: Id) -> Stack:
    """Return a coder's stack: computed from the log once, then kept in step by every commit."""
    with project.file.lock:
        if author_id not in project.stacks:
            project.stacks[author_id] = stack_of(_entries(project, author_id))
        return project.stacks[author_id]


def _entries(project: Project, author_id: Id) -> Iterator[Entry]:
    sql = "SELECT id, action, undoes, group_id FROM revision WHERE author_id = ? ORDER BY hlc, id"
    for identity, action, undoes, group in project.file.rows(sql, (blob(author_id),)):
        yield (
            Id(identity.hex()),
            action,
            Id(undoes.hex()) if undoes else None,
            Id(group.hex()) if group else None,
        )


def load_revision(project: Project, revision_id: Id) -> Revision:
    """Return a revision; RefusedError ``no_revision`` where there is none."""
    return revision_of(project.log.header(revision_id))


def iterate_revisions(project: Project) -> Iterator[Revision]:
    """Go through the whole history, newest first, some hundred revisions at a time."""
    hlc, identity = 2**63 - 1, b"\xff" * 16
    while True:
        rows = project.file.rows(
            "SELECT hlc, id, z, body FROM revision WHERE (hlc, id) < (?, ?)"
            f" ORDER BY hlc DESC, id DESC LIMIT {_PAGE}",
            (hlc, identity),
        )
        for *_, z, body in rows:
            yield revision_of(read_header(z, body))
        if len(rows) < _PAGE:
            return
        hlc, identity = rows[-1][:2]
