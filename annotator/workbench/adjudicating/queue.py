"""The queue: which cases a person decides, in which order, and how many are left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

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
