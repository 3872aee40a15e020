"""Handing out work: who codes what, by hand or by rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from annotator.model.annotation_set import AnnotationSet
from annotator.model.assignment import Assignment
from annotator.model.change import Operation
from annotator.model.document import Progress
from annotator.model.errors import InputError, RefusedError
from annotator.model.identity import Id, set_id
from annotator.model.review import FINAL, Review, ReviewStatus
from annotator.store import assignments, review_rows, rows, spans
from annotator.store.columns import Place
from annotator.store.lineage import load_lineage
from annotator.workbench.assignment_grid import Cell, CellState, Grid, load_grid
from annotator.workbench.assignment_rule import Given, Order, Plan, Rule, plan_assignment
from annotator.workbench.context import Context
from annotator.workbench.rights import may_review, require_reviewer

__all__ = ["Assigning", "Cell", "CellState", "Grid", "Order", "Plan", "Rule", "may_review"]


class Assigning:
    """What whoever leads can do about who codes what.

    Every verb is one transaction and one step of undo, and raises RefusedError ``reviewers_only``
    or ``only_in_project`` where the person may not, ``not_in_grid`` where a document or coder is
    not there (or an earlier version).  It returns how many cells it changed; none is no step.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def grid(self) -> Grid:
        """Return all coders and documents with the state of each pair."""
        return load_grid(self._context.project)

    # by hand ----------------------------------------------------------------------------------

    def assign(self, cells: Iterable[Place], *, initiator: object = None) -> int:
        """Give documents to coders, each behind what the coder has already, in the order given."""
        grid = self._grid()
        wanted = [one for one in _known(grid, cells) if not one.is_assigned]
        made = self._behind(grid, [(one.document_id, one.coder_id) for one in wanted])
        return self._write("assign", made, self._about(grid, wanted), initiator)

    def unassign(self, cells: Iterable[Place], *, initiator: object = None) -> int:
        """Take documents from coders; what they marked stays where it is."""
        grid = self._grid()
        wanted = [one for one in _known(grid, cells) if one.is_assigned]
        gone = [(one.document_id, one.coder_id) for one in wanted]
        about = self._about(grid, wanted)
        self._write("unassign", self._without(gone), about, initiator)
        return len(wanted)

    def lock(self, cells: Iterable[Place], *, initiator: object = None) -> int:
        """Close work to its coder while it is reviewed; what nobody began or assigned is left."""
        grid = self._grid()
        wanted = [
            one
            for one in _known(grid, cells)
            if not one.is_locked and one.state is not CellState.NOT_ASSIGNED
        ]
        return self._set_locked("lock", grid, wanted, initiator)

    def unlock(self, cells: Iterable[Place], *, initiator: object = None) -> int:
        """Open locked work to its coder again."""
        grid = self._grid()
        wanted = [one for one in _known(grid, cells) if one.is_locked]
        return self._set_locked("unlock", grid, wanted, initiator)

    def reopen(self, cells: Iterable[Place], *, initiator: object = None) -> int:
        """Give finished work back to its coder: it is in progress again, and not locked.

        A review that was signed off is reopened with it.  Decisions on the work stay; they become
        stale by themselves where it changes.
        """
        grid = self._grid()
        wanted = [one for one in _known(grid, cells) if one.progress is Progress.DONE]
        made = [self._begun_again(one) for one in wanted]
        made += self._locks([one for one in wanted if one.is_locked], is_locked=False)
        made += self._reviews_again(grid, {one.document_id for one in wanted})
        self._write("reopen", made, self._about(grid, wanted), initiator)
        return len(wanted)

    def move(
        self, coder_id: Id, documents: Sequence[Id], place: int, *, initiator: object = None
    ) -> int:
        """Put some of a coder's documents, in the order given, before the one now at a place.

        Places count from 0 among the coder's assigned documents as they stand now; beyond the last
        is the end.  Returns how many documents have another place than before.
        """
        grid = self._grid()
        cells = _known(grid, ((one, coder_id) for one in documents))
        moved = [one.document_id for one in cells if one.is_assigned]
        order = self.assigned(coder_id)
        before = [one for one in order[: max(0, place)] if one not in set(moved)]
        after = [one for one in order[max(0, place) :] if one not in set(moved)]
        new = [*before, *moved, *after]
        if new == order:  # the places may have gaps where something was taken back: no step
            return 0
        known = assignments.load_assigned(self._context.project, coder_id)
        changed = [
            replace(known[document, coder_id], place=at)
            for at, document in enumerate(new)
            if known[document, coder_id].place != at
        ]
        about = self._about(grid, [grid.cell(one, coder_id) for one in moved])
        self._write("order_articles", _put(changed), about, initiator)
        return sum(one != other for one, other in zip(order, new, strict=True))

    # by rule ----------------------------------------------------------------------------------

    def plan(self, rule: Rule) -> Plan:
        """Return what a rule comes to, to be looked at before ``apply``; nothing is written.

        Work that was begun is kept, whatever the rule says.  Raises InputError as
        ``plan_assignment`` does and ``unknown_field`` (``field``, ``known``), RefusedError
        ``not_in_grid``.
        """
        grid = self.grid()
        cells = _known(grid, ((one, who) for one in rule.documents for who in rule.coders))
        lines = {line.document.id: line for line in grid.lines}
        kept: dict[Id, list[Id]] = {}
        for document in rule.documents:
            kept[document] = [one.coder_id for one in lines[document].cells if _stays(one, rule)]
        strata = {}
        if rule.stratify_by is not None:
            _check_field(grid, rule.stratify_by)
            strata = {one: stratum_of(lines[one].document.meta, rule) for one in rule.documents}
        made = plan_assignment(rule, Given(strata, kept))
        had = {(one.document_id, one.coder_id) for one in cells if one.is_assigned}
        return _against(made, had)

    def apply(self, plan: Plan, *, initiator: object = None) -> int:
        """Write a plan.  What has changed since it was made is left as it is now.

        What a coder of the rule keeps, having begun it without being assigned, is assigned too.
        """
        grid = self._grid()
        begun = [one for one in plan.kept if one[1] in plan.rule.coders]
        added = [one for one in _known(grid, [*begun, *plan.added]) if not one.is_assigned]
        removed = [one for one in _known(grid, plan.removed) if _is_untouched(one)]
        made = self._without([(one.document_id, one.coder_id) for one in removed])
        made += self._behind(grid, [(one.document_id, one.coder_id) for one in added])
        about = {**self._about(grid, [*added, *removed]), "seed": plan.rule.seed}
        self._write("assign", made, about, initiator)
        return len(added) + len(removed)

    def assigned(self, coder_id: Id) -> list[Id]:
        """Return the documents assigned to a coder, in the coder's order."""
        known = assignments.load_assigned(self._context.project, coder_id)
        return [document for document, _coder in known]

    # inside -----------------------------------------------------------------------------------

    def _grid(self) -> Grid:
        require_reviewer(self._context)
        return self.grid()

    def _behind(self, grid: Grid, places: Iterable[Place]) -> list[Operation]:
        """Return assignments behind those that each coder has."""
        ends: dict[Id, int] = {}
        for line in grid.lines:
            for cell in line.cells:
                if cell.place is not None:
                    ends[cell.coder_id] = max(ends.get(cell.coder_id, 0), cell.place + 1)
        made = []
        for document, coder in places:
            made.append(Assignment(document, coder, ends.get(coder, 0)))
            ends[coder] = ends.get(coder, 0) + 1
        return _put(made)

    def _without(self, places: Iterable[Place]) -> list[Operation]:
        """Return deletions of assignments, also of those of earlier versions of the texts."""
        earlier = load_lineage(self._context.project).earlier
        return [
            Operation("assignment", Assignment(version, coder).id, None)
            for document, coder in places
            for version in (document, *earlier.get(document, ()))
        ]

    def _set_locked(self, action: str, grid: Grid, cells: Sequence[Cell], initiator: object) -> int:
        made = self._locks(cells, is_locked=action == "lock")
        return self._write(action, made, self._about(grid, cells), initiator)

    def _locks(self, cells: Iterable[Cell], *, is_locked: bool) -> list[Operation]:
        return _put(
            Assignment(one.document_id, one.coder_id, one.place or 0, is_locked, one.since)
            for one in cells
        )

    def _begun_again(self, cell: Cell) -> Operation:
        context = self._context
        place = context.project, cell.document_id, cell.coder_id
        found = spans.find_set(*place) or AnnotationSet(*place[1:], context.codebook_id)
        value = rows.set_value(replace(found, status=str(Progress.IN_PROGRESS)))
        return Operation("annotation_set", set_id(cell.document_id, cell.coder_id), value)

    def _reviews_again(self, grid: Grid, documents: Collection[Id]) -> list[Operation]:
        found = [line.review for line in grid.lines if line.document.id in documents]
        return [self._review_again(one) for one in found if one and one.status in FINAL]

    def _review_again(self, review: Review) -> Operation:
        now = self._context.project.now()
        again = replace(review, status=ReviewStatus.REOPENED, changed=now)
        return Operation("review", again.id, review_rows.review_value(again))

    def _about(self, grid: Grid, cells: Sequence[Cell]) -> dict[str, object]:
        """Return what the wording of the verb needs: how many, and whose they are."""
        names = {one.id: one.name for one in grid.coders}
        who = sorted({names[one.coder_id] for one in cells})
        return {"count": len(cells), "coder": ", ".join(who)}

    def _write(
        self,
        action: str,
        operations: Sequence[Operation],
        about: Mapping[str, object],
        initiator: object,
    ) -> int:
        if operations:
            self._context.perform_many(action, operations, about, initiator=initiator)
        return len(operations)


def stratum_of(meta: Mapping[str, object], rule: Rule) -> str:
    """Return the value by which a document is put into a stratum; empty where it has none."""
    value = meta.get(rule.stratify_by or "")
    return "" if value is None else str(value)


def _check_field(grid: Grid, field: str) -> None:
    known = sorted({name for line in grid.lines for name in line.document.meta})
    if field not in known:
        raise InputError("unknown_field", field=field, known=", ".join(known))


def _against(plan: Plan, had: Collection[Place]) -> Plan:
    """Return a plan with what is dealt anew to who had it as kept, and what others get as taken."""
    stays = set(plan.places)
    return replace(
        plan,
        added=tuple(one for one in plan.added if one not in had),
        removed=tuple(sorted(one for one in had if one not in stays)),
        kept=(*plan.kept, *(one for one in plan.added if one in had)),
    )


def _known(grid: Grid, places: Iterable[Place]) -> list[Cell]:
    """Return the cells of some places, each once; RefusedError ``not_in_grid``."""
    wanted = dict.fromkeys(places)
    for place in wanted:
        if not grid.has(place):
            raise RefusedError("not_in_grid")
    return [grid.cell(*place) for place in wanted]


def _stays(cell: Cell, rule: Rule) -> bool:
    """Tell whether a coder keeps a document, whatever is dealt."""
    if _is_untouched(cell) and cell.coder_id in rule.coders:
        return rule.keep_existing
    return cell.state is not CellState.NOT_ASSIGNED


def _is_untouched(cell: Cell) -> bool:
    """Tell whether a document is assigned and the coder has not begun."""
    return cell.is_assigned and cell.progress is Progress.NEW and not cell.is_locked


def _put(made: Iterable[Assignment]) -> list[Operation]:
    return [Operation("assignment", one.id, review_rows.assignment_value(one)) for one in made]
