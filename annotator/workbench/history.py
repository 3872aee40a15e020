"""Undo and redo over the whole project, from the log: they work tomorrow as well."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.change import Change, Revision
from annotator.store import coders, revisions
from annotator.store.undo import revert
from annotator.workbench.context import Context, change_of
from annotator.workbench.wording import verb_words


class History:
    """The coder's own verbs, the newest first.  What belongs together goes together."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def undo(self, *, initiator: object = None) -> Change | None:
        """Take the last verb back; None where there is nothing to take back.

        Raises RefusedError where a later verb of another coder builds on it.
        """
        return self._revert(self._last("undo"), "undo", initiator)

    def redo(self, *, initiator: object = None) -> Change | None:
        """Do the last undone verb again; None where there is none."""
        return self._revert(self._last("redo"), "redo", initiator)

    def undo_words(self) -> str | None:
        """Return what undo would take back, for the menu."""
        return self._words(self._last("undo"))

    def redo_words(self) -> str | None:
        """Return what redo would do again, for the menu."""
        return self._words(self._last("redo"))

    def _last(self, which: str) -> Sequence[Revision]:
        if self._context.project.file.is_read_only:
            return []
        stack = revisions.undo_stack if which == "undo" else revisions.redo_stack
        groups = stack(self._context.project, self._context.coder.id)
        return groups[-1] if groups else []

    def _words(self, group: Sequence[Revision]) -> str | None:
        if not group:
            return None
        return verb_words(group[0].action, group[0].about, self._context.codebook)

    def _revert(self, group: Sequence[Revision], action: str, initiator: object) -> Change | None:
        if not group:
            return None
        context = self._context
        operations = revert(context.project, context.coder.id, group, action)
        # An import may have given the coder another key.
        context.coder = coders.load_coder(context.project, context.coder.id)
        change = change_of(action, operations, group[0].about, initiator)
        context.events.publish(change)
        return change
