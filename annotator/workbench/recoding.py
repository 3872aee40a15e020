"""Coding again: a share of what a coder has finished is served to the same person once more.

The second coding is work of its own, by a second self of the coder (role ``again``), who sees none
of the first marks.  Comparing the two tells how steady one person's coding is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from annotator.model.assignment import Assignment, Role, again_id
from annotator.model.change import Operation
from annotator.model.coder import Coder, folded_name
from annotator.model.errors import InputError, RefusedError
from annotator.model.identity import Id, derived_id, own_key
from annotator.store import assignments, coders, review_rows, rows
from annotator.workbench.assignment_grid import CellState, Grid, load_grid
from annotator.workbench.context import Context
from annotator.workbench.progress import done_times
from annotator.workbench.rights import require_reviewer

CENTURY = 36_525
"""Days after which nobody codes again."""


@dataclass(frozen=True, slots=True)
class RecodingPlan:
    """What a coder is to code again; nothing is written yet.

    ``again`` is the second self (``is_new`` where it has to be added), ``assignments`` say from
    which UTC day each document is served.  ``finished`` counts what the coder has finished,
    ``earlier`` how many of these were chosen before.
    """

    coder: Coder
    again: Coder
    is_new: bool
    assignments: tuple[Assignment, ...]
    finished: int
    earlier: int


@dataclass(frozen=True, slots=True)
class Due:
    """A document that a second self is to code now."""

    again: Coder
    coder_id: Id
    document_id: Id
    since: str


def plan_recoding(
    context: Context, coder_id: Id, share: float, days: int, *, seed: int = 0
) -> RecodingPlan:
    """Return which of a coder's finished documents are to be coded again, and from which day.

    ``share`` (above 0, up to 1) is that of all the coder has finished, rounded, at least one; what
    was chosen before counts.  Which ones the seed says: with more finished documents and the same
    seed, more are added to the same ones.  Each is served ``days`` after the day it was finished.

    Raises InputError ``not_a_share`` (``value``), ``not_days`` (``value``, beyond a century),
    RefusedError ``role_fixed`` for who is no person's first self, ``nothing_finished`` (``coder``),
    ``no_coder``.
    """
    if not 0 < share <= 1:
        raise InputError("not_a_share", value=share)
    if not 0 <= days <= CENTURY:
        raise InputError("not_days", value=days)
    coder = coders.load_coder(context.project, coder_id)
    if coder.role in (Role.AGAIN, Role.GOLD):
        raise RefusedError("role_fixed", coder=coder.name)
    times = {place[0]: time for place, time in done_times(context).items() if place[1] == coder_id}
    if not times:
        raise RefusedError("nothing_finished", coder=coder.name)
    again, is_new = _second_self(context, coder)
    grid = load_grid(context.project)
    there = set() if is_new else {one for one in times if _is_chosen(grid, one, again.id)}
    wanted = max(1, int(share * len(times) + 0.5)) - len(there)
    free = sorted(
        (one for one in times if one not in there),
        key=lambda one: derived_id("recode", str(seed), coder_id, one),
    )
    chosen = set(free[: max(0, wanted)])
    first = 0 if is_new else _end_of(context, again.id)
    listed = [line.document.id for line in grid.lines if line.document.id in chosen]
    made = [
        Assignment(document, again.id, first + at, since=_later(times[document], days))
        for at, document in enumerate(listed)
    ]
    return RecodingPlan(coder, again, is_new, tuple(made), len(times), len(there))


def apply_recoding(context: Context, plan: RecodingPlan, *, initiator: object = None) -> int:
    """Write a plan as one step of undo; returns how many documents are assigned by it.

    Raises RefusedError ``reviewers_only``, ``only_in_project``.
    """
    require_reviewer(context)
    known = assignments.load_assigned(context.project)
    added = [one for one in plan.assignments if (one.document_id, one.coder_id) not in known]
    if not added:
        return 0
    made = [Operation("assignment", one.id, review_rows.assignment_value(one)) for one in added]
    if plan.is_new:
        made.insert(0, Operation("coder", plan.again.id, rows.coder_value(plan.again)))
    about = {"coder": plan.coder.name, "count": len(added)}
    context.perform_many("recode", made, about, initiator=initiator)
    return len(added)


def due(context: Context, day: str | None = None) -> list[Due]:
    """Return what second selves are to code on a UTC day (today's), by name, in their order."""
    today = day or context.project.now()[:10]
    project = context.project
    people = coders.list_coders(project)
    first_of = {again_id(one.id): one.id for one in people}
    listed = {one.id for one in assignments.list_documents(project)}
    return [
        Due(again, first_of.get(again.id, again.id), one.document_id, one.since or "")
        for again in people
        if again.role == Role.AGAIN
        for one in _waiting(context, again.id)
        if (one.since or "") <= today and one.document_id in listed
    ]


def second_self(context: Context, coder_id: Id) -> Coder | None:
    """Return under whom a coder codes again, None while nothing was chosen for it."""
    wanted = again_id(coder_id)
    found = coders.list_coders(context.project)
    return next((one for one in found if one.id == wanted), None)


def _waiting(context: Context, coder_id: Id) -> Sequence[Assignment]:
    """Return what is assigned to a coder, open and not finished, in order."""
    finished = assignments.finished_by(context.project, coder_id)
    found = assignments.load_assigned(context.project, coder_id).values()
    return [one for one in found if one.document_id not in finished and not one.is_locked]


def _second_self(context: Context, coder: Coder) -> tuple[Coder, bool]:
    """Return the second self of a coder, and whether it has to be added."""
    known = second_self(context, coder.id)
    if known is not None:
        return known, False
    taken = {folded_name(one.name) for one in coders.list_coders(context.project)}
    number = 2
    while folded_name(f"{coder.name} · {number}") in taken:
        number += 1
    identity = again_id(coder.id)
    name = f"{coder.name} · {number}"
    return Coder(identity, own_key("c", identity), name, str(Role.AGAIN)), True


def _is_chosen(grid: Grid, document_id: Id, coder_id: Id) -> bool:
    return grid.cell(document_id, coder_id).state is not CellState.NOT_ASSIGNED


def _end_of(context: Context, coder_id: Id) -> int:
    """Return the place behind everything that a coder has."""
    found = assignments.load_assigned(context.project, coder_id).values()
    return max((one.place + 1 for one in found), default=0)


def _later(time: str, days: int) -> str:
    return (date.fromisoformat(time[:10]) + timedelta(days=days)).isoformat()
