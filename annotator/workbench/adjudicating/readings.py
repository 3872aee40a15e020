"""What coders read in a case in a form that compares with other cases, whoever they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.agreement.aspects import aspects_of
from annotator.model.adjudication import Aspect, AspectKind, Case, ReadingValue, RowPlace
from annotator.model.identity import Id

Cases = Mapping[Id, Case]
"""All cases of a document by id: where the ends of its relations lie."""

_TOLD = frozenset({AspectKind.PRESENCE, AspectKind.LABEL, AspectKind.ATTRIBUTE, AspectKind.FIELD})
"""Aspects whose values mean the same in every case; of the others only the order does."""


def columns_of(case: Case, cases: Cases) -> dict[Id, tuple[object, ...]]:
    """Return what each coder reads in a case, ``cases`` being all of its document.

    Labels and answers stand for themselves, offsets and ends of relations for their order in the
    text: the earliest is 0.  Two coders of different cases with equal columns read them in the
    same way.
    """
    found: dict[Id, list[object]] = {coder: [] for coder in case.coder_ids}
    for aspect in aspects_of(case):
        is_label = aspect.kind is AspectKind.LABEL
        if not (aspect.differs or is_label):
            continue
        values = {one.coder_id: _comparable(aspect, one.value, cases) for one in aspect.readings}
        key = (aspect.row, str(aspect.kind), aspect.name, aspect.label)
        same = None if aspect.differs else aspect.readings[0].value
        for coder, column in found.items():
            column.append((*key, values.get(coder, "–") if aspect.differs else same))
    return {coder: tuple(column) for coder, column in found.items()}


def pattern_of(case: Case, cases: Cases) -> str:
    """Return what cases have in common that can be decided alike: kind, type, and the readings.

    Whose readings they are does not matter, since whoever decides does not see that, and neither
    do the offsets.
    """
    columns = sorted(map(repr, columns_of(case, cases).values()))
    return repr((str(case.kind), str(case.type), len(case.rows), columns))


def _comparable(aspect: Aspect, value: ReadingValue, cases: Cases) -> object:
    """Return a reading's value, or its place among the values of an aspect that cannot be told."""
    if aspect.kind in _TOLD:
        return value
    places = {one.value: _place_in_text(one.value, cases) for one in aspect.readings}
    return sorted(places, key=lambda one: places[one]).index(value)


def _place_in_text(value: Any, cases: Cases) -> Any:
    """Return where a reading stands in the order of the text; a row is where its spans begin."""
    if not isinstance(value, RowPlace):
        return value
    spans = cases[value.case_id].rows[value.row].spans
    return min((span.start, span.end) for span in spans if span is not None), value
