"""Undo and redo over the whole project, from the log: they work tomorrow as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from annotator.model.change import Change, Operation, Revision
from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.store import coders, revisions
from annotator.store.kinds import OWNED
from annotator.store.review_locks import has_locked
from annotator.store.stacks import Step
from annotator.store.undo import revert, value_before
from annotator.workbench.carrying import CARRYING
from annotator.workbench.context import Context, change_of
from annotator.workbench.history_words import OF_REVIEWERS
from annotator.workbench.rights import require_reviewer
from annotator.workbench.wording import verb_words

Which = Literal["undo", "redo"]

FEW = 5
"""An import of at most so many rows is taken back without asking."""

COUNTED = 40
"""How many revisions of a step are read to count what goes with it."""

_BULK = ("restore_article", "restore_set")
_ONE_BY_ONE = ("resize_span",)
"""Verbs whose groups are one hand's movement, however many revisions."""


@dataclass(frozen=True, slots=True)
class Weighty:
    """A step that is not to go with one key: what it is called, when it was, what it brought.

    ``time`` is UTC text; where ``is_more`` is set, there is more than was counted.
    """

    words: str
    time: str
    documents: int
    marks: int
    is_more: bool
    is_earlier: bool


class History:
    """The coder's own verbs, the newest first.  What belongs together goes together.

    A step that was refused is passed over from then on, until the project is opened again: what is
    older must not be out of reach because somebody else works on the newest.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._passed: set[Id] = set()

    def undo(self, *, initiator: object = None) -> Change | None:
        """Take the last verb back; None where there is nothing to take back.

        Raises RefusedError ``locked_for_review`` where the marks are being reviewed,
        ``replaced_text`` where their text has a correction since, ``reviewers_only`` where the
        person may not hand out work or decide any more, and ``changed_since``,
        ``undecided`` or ``key_taken`` where a later verb of another coder builds on it; the next
        call takes back the step before.
        """
        return self._revert("undo", initiator)

    def redo(self, *, initiator: object = None) -> Change | None:
        """Do the last undone verb again; None where there is none.  Refuses as ``undo`` does."""
        return self._revert("redo", initiator)

    def undo_words(self) -> str | None:
        """Return what undo would take back, for the menu."""
        return self._words("undo")

    def redo_words(self) -> str | None:
        """Return what redo would do again, for the menu."""
        return self._words("redo")

    def weighty_undo(self) -> Weighty | None:
        """Return what is worth asking before it is undone, None where undo may just be done.

        That is an import of more than a few rows, and what was done in bulk before the project was
        opened this time.
        """
        step = self._last("undo")
        if step is None:
            return None
        first = revisions.load_revision(self._context.project, step.revisions[0])
        is_earlier = first.time < f"{self._context.project.opened:%Y-%m-%dT%H:%M:%SZ}"
        is_group = len(step.revisions) > 1 and first.action not in _ONE_BY_ONE
        is_bulk = first.action in _BULK or is_group
        if first.action != "import" and not (is_bulk and is_earlier):
            return None
        counts = self._counted(step, is_coming=first.action == "import")
        if sum(counts.values()) <= FEW:
            return None
        return Weighty(
            words=self._words("undo") or "",
            time=first.time,
            documents=counts.get("document", 0),
            marks=counts.get("span", 0),
            is_more=len(step.revisions) > COUNTED,
            is_earlier=is_earlier,
        )

    def _counted(self, step: Step, *, is_coming: bool) -> dict[str, int]:
        """Return how many rows of each kind a step wrote; ``is_coming``: brought."""
        log = self._context.project.log
        rows = {
            row
            for revision in step.revisions[:COUNTED]
            for row, record in log.records(revision).items()
            if not (is_coming and record.base)
        }
        return Counter(kind for kind, _identity in rows)

    def _last(self, which: Which) -> Step | None:
        """Return the newest step that was not passed over; none where the project is only read."""
        if self._context.project.file.is_read_only:
            return None
        stack = revisions.stack(self._context.project, self._context.coder.id)
        steps = stack.undo if which == "undo" else stack.redo
        return next((one for one in reversed(steps) if one.revisions[0] not in self._passed), None)

    def _words(self, which: Which) -> str | None:
        step = self._last(which)
        if step is None:
            return None
        first = revisions.load_revision(self._context.project, step.revisions[0])
        return verb_words(first.action, first.about, self._context.codebook)

    def _revert(self, which: Which, initiator: object) -> Change | None:
        step = self._last(which)
        if step is None:
            return None
        context = self._context
        group = [revisions.load_revision(context.project, one) for one in step.revisions]
        try:
            if group[0].action in OF_REVIEWERS:
                require_reviewer(context)
            self._refuse_replaced(group[0])
            self._refuse_locked(group)
            operations = revert(context.project, context.coder.id, group, which)
        except RefusedError:
            self._passed.add(step.revisions[0])
            raise
        # An import may have given the coder another key.
        context.coder = coders.load_coder(context.project, context.coder.id)
        about = {**group[0].about, **self._place(group, operations)}
        change = change_of(which, operations, about, initiator)
        context.events.publish(change)
        return change

    def _refuse_replaced(self, revision: Revision) -> None:
        """Refuse what the verb itself would refuse by now: its text has a correction since."""
        document = revision.about.get("document_id")
        if document and revision.action not in CARRYING:
            self._context.refuse_replaced(Id(str(document)))

    def _refuse_locked(self, group: Sequence[Revision]) -> None:
        """Refuse to change the coder's marks while they are reviewed: ``locked_for_review``."""
        project, coder = self._context.project, self._context.coder.id
        if not has_locked(project, coder):
            return
        touched: set[str] = set()
        for revision in group:
            for record in project.log.records(revision.id).values():
                value = record.value or value_before(project, record) or {}
                if record.kind in OWNED and value.get("coder_id") == coder:
                    touched.add(str(value["document_id"]))
        for document in sorted(touched):
            self._context.refuse_locked(Id(document))

    def _place(
        self, group: Sequence[Revision], operations: Sequence[Operation]
    ) -> Mapping[str, object]:
        """Return where in its article a single mark is that came, went or changed."""
        found: Any = [one for one in operations if one.kind == "span"]
        if len({one.id for one in found}) != 1:
            return {}
        value = found[-1].value
        if value is None:
            records = self._context.project.log.records(group[0].id)
            record = records.get((found[0].kind, found[0].id))
            value = record.value if record else None
        fragments = value.get("fragments") if value else None
        return {"start": fragments[0][0]} if fragments else {}
