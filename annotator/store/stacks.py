"""What each coder can undo and redo, as the order of the log gives it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator.model.identity import Id
from annotator.store.wire import FOUNDING

Entry = tuple[Id, str, Id | None, Id | None]
"""A revision's id, action, what it undoes, and its group."""

UNDO, REDO, CREATE = "undo", "redo", "create_project"
NOT_UNDONE = frozenset({CREATE, "add_coder", FOUNDING, "reveal_names"})
"""Verbs that are no step of undo: without their coder, marks would have nobody to belong to, a
parcel that was handed out cannot be called back, and what was read cannot be unread."""


@dataclass(slots=True)
class Step:
    """Revisions that are undone together: those of one group that follow each other."""

    revisions: list[Id]
    group: Id | None = None


@dataclass(slots=True)
class Stack:
    """The steps of one coder, newest last."""

    undo: list[Step] = field(default_factory=list)
    redo: list[Step] = field(default_factory=list)
    _moved: frozenset[Id] = frozenset()

    def add(self, entry: Entry) -> None:
        """Take in the coder's next revision."""
        revision, action, undoes, group = entry
        if action == UNDO and undoes:
            self._move(undoes, self.undo, self.redo)
        elif action == REDO and undoes:
            self._move(undoes, self.redo, self.undo)
        elif action not in NOT_UNDONE:
            self._append(revision, group)

    def _append(self, revision: Id, group: Id | None) -> None:
        self._moved = frozenset()
        self.redo.clear()
        if group and self.undo and self.undo[-1].group == group:
            self.undo[-1].revisions.append(revision)
        else:
            self.undo.append(Step([revision], group))

    def _move(self, revision: Id, source: list[Step], target: list[Step]) -> None:
        """Move the step of a revision; its other revisions then find it moved already."""
        if revision in self._moved and target:
            self._moved -= {revision}
            return
        for position in range(len(source) - 1, -1, -1):
            if revision in source[position].revisions:
                step = source.pop(position)
                target.append(step)
                self._moved = frozenset(step.revisions) - {revision}
                return


def stack_of(entries: Iterable[Entry]) -> Stack:
    """Return the stack after all revisions of a coder, oldest first."""
    stack = Stack()
    for entry in entries:
        stack.add(entry)
    return stack
