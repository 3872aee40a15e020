"""What there is to choose from: which measures are of marks, of relations, of answers."""

from __future__ import annotations

from annotator.agreement.measure import Level
from annotator.agreement.summary import MEASURES
from annotator.workbench.comparing.number import RELATIONS


def is_of_answers(measure: str) -> bool:
    """Tell whether a measure is about the answers to an attribute."""
    return MEASURES[measure].level is Level.ITEMS


def needs_label(measure: str) -> bool:
    """Tell whether a measure is about one label among the others."""
    return MEASURES[measure].needs_label


def is_drawn(measure: str) -> bool:
    """Tell whether a measure draws chance marks, which takes long."""
    return MEASURES[measure].is_drawn


def measure_groups() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return all measures by what they are about: marks, relations, answers."""
    of_answers = tuple(filter(is_of_answers, MEASURES))
    of_relations = tuple(one for one in MEASURES if one in RELATIONS)
    of_marks = tuple(one for one in MEASURES if one not in RELATIONS and one not in of_answers)
    return of_marks, of_relations, of_answers
