"""The queue: which cases a person decides, in which order, and how many are left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from statistics import median

from annotator.agreement.proposals import label_pair, priorities
from annotator.model.adjudication import CaseKind, CaseType
from annotator.model.identity import Id
from annotator.workbench.adjudicating.states import CaseState, Counts, DeskCase, Order

OPEN_STATES = frozenset({CaseState.OPEN, CaseState.SENT_BACK, CaseState.SKIPPED})


def is_queued(one: DeskCase) -> bool:
    """Tell whether a person decides a case, or did.

    What was made gold by rule is not in the queue; of waiting relations only those that the
    coders surely differ in.
    """
    if one.state is CaseState.WAITING:
        return one.case.type is CaseType.RELATION
    return one.state is not CaseState.AUTO


def counted(cases: Iterable[DeskCase]) -> Counts:
    """Return how many cases are in which state."""
    open_, stale, decided, unanimous = 0, 0, 0, 0
    for one in cases:
        if one.state is CaseState.STALE:
            stale += 1
        elif one.state is CaseState.DECIDED:
            decided += 1
        elif one.state is CaseState.AUTO:
            unanimous += 1
        elif is_queued(one):
            open_ += 1
    return Counts(open_, stale, decided, unanimous)


def place_in_text(one: DeskCase) -> tuple[object, ...]:
    """Sort key of the reading order: spans where they begin, document fields and orphans last."""
    case = one.case
    is_last = case.kind is CaseKind.DOCUMENT
    is_relation = case.kind is CaseKind.RELATION
    return (is_last, case.start, is_relation, -case.end, case.labels, case.id)


def in_order(cases: Iterable[DeskCase], order: Order) -> list[DeskCase]:
    """Return the cases of a queue in an order.

    Priority is that of ``agreement.proposals``, confusion takes one cell of label pairs after
    another, the fullest first.  Both count all cases that a person decides, decided or not, so
    that deciding moves nothing.
    """
    every = list(cases)
    queue = sorted((one for one in every if is_queued(one)), key=place_in_text)
    if order is Order.READING:
        return queue
    if order is Order.CONFUSION:
        alike = Counter(_cell(one) for one in queue)
        return sorted(queue, key=lambda one: (-alike[_cell(one)], _cell(one)))
    known = priorities([one.case for one in every if one.case.rows])
    middle = median(known.values()) if known else 0.0
    return sorted(queue, key=lambda one: -known.get(one.id, middle))


def numbered(cases: Mapping[Id, DeskCase], order: Order) -> dict[Id, DeskCase]:
    """Return cases with their numbers: queued ones first and in order, then all others (0)."""
    queue = in_order(cases.values(), order)
    found = {one.id: replace(one, number=place) for place, one in enumerate(queue, 1)}
    return found | {key: one for key, one in cases.items() if key not in found}


def _cell(one: DeskCase) -> tuple[str, str]:
    return label_pair(one.case) if one.case.rows else ("", "")
