"""What helps to decide a case: the majority's reading, cases of the same pattern, which is next."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any

from annotator.agreement.aspects import aspects_of
from annotator.model.adjudication import (
    Aspect,
    AspectKind,
    Case,
    CaseKind,
    CaseRow,
    Choice,
    Pattern,
    Proposal,
)
from annotator.model.identity import Id

_BY_PLACE = (AspectKind.START, AspectKind.END, AspectKind.FRAGMENTS)
"""Offsets are never the same in two cases; who lies before whom can be."""


def proposal(case: Case) -> Proposal:
    """Return the reading with the widest support, aspect by aspect and row by row.

    Where two readings have equally many coders that is a tie: the aspect is in ``tied`` and nothing
    is chosen for it.  Of a row that is chosen not to be there nothing else is asked; attributes
    are those of the label that is chosen.  Start and end are chosen apart, but together with what
    stands between them where somebody has fragments, and never so that nothing is left.
    """
    choices: list[Choice] = []
    tied: list[Aspect] = []
    aspects = aspects_of(case)
    for row in range(len(case.rows)):
        for aspect, choice in _chosen([aspect for aspect in aspects if aspect.row == row]):
            if choice is None:
                tied.append(aspect)
            else:
                choices.append(choice)
    return Proposal(case.id, tuple(choices), tuple(tied))


def pattern(case: Case) -> Pattern:
    """Return what cases have in common that can be decided alike.

    Kind, type and labels; and for each aspect that differs its name and the value of each coder.
    Offsets count by their order (who begins first), ends of a relation by which are the same.
    """
    differing = tuple(
        (aspect.row, aspect.kind.value, aspect.label, aspect.name, _values(aspect))
        for aspect in aspects_of(case)
        if aspect.differs
    )
    return (case.kind.value, case.type.value, case.labels, differing)


def label_pair(case: Case) -> tuple[str, str]:
    """Return the cell of the confusion table that a case belongs to; "" where some marked nothing.

    Of more than two labels it is the first two.  A document case has ("", "").
    """
    if case.kind is CaseKind.DOCUMENT:
        return ("", "")
    if len(case.labels) > 1:
        return (case.labels[0], case.labels[1])
    everybody = zip(*(row.marks for row in case.rows), strict=True)
    could = zip(*(row.could for row in case.rows), strict=True)
    is_one_sided = any(
        any(asked) and not any(marks) for marks, asked in zip(everybody, could, strict=True)
    )
    return (case.labels[0], "" if is_one_sided else case.labels[0])


def entropy_of_votes(case: Case) -> float:
    """Return how divided the coders are, in bits: the entropy of their readings of the whole case.

    A reading is all that counts of all rows; coders who could not mark the case do not vote.
    """
    votes = Counter(
        _reading_of(case, coder)
        for coder in range(len(case.coder_ids))
        if any(row.could[coder] for row in case.rows)
    )
    total = votes.total()
    return sum(n / total * math.log2(total / n) for n in votes.values())


def priorities(
    cases: Sequence[Case], is_open: Callable[[Case], bool] | None = None
) -> dict[Id, float]:
    """Return the priority of every case that needs a decision, by case id; the highest is next.

    It is the entropy of the votes × log(2 + open cases with the same label pair) × the rarity of
    the label.  The rarity is log(1 + marks / marks of that label) over all cases given, unanimous
    ones too, of the rarest label in the case; spans and relations apart; 1 for document fields.
    ``is_open`` tells which cases still are (all that need a decision).
    """
    counts = Counter((case.kind, label) for case in cases for label in _labels_of_marks(case))
    totals = Counter[CaseKind]()
    for (kind, _label), n in counts.items():
        totals[kind] += n
    deciding = [case for case in cases if case.needs_decision]
    pairs = Counter(label_pair(case) for case in deciding if is_open is None or is_open(case))
    found = {}
    for case in deciding:
        rarest = min((counts[case.kind, label] for label in case.labels), default=0)
        rarity = math.log(1 + totals[case.kind] / rarest) if rarest else 1.0
        found[case.id] = entropy_of_votes(case) * math.log(2 + pairs[label_pair(case)]) * rarity
    return found


def _chosen(aspects: Sequence[Aspect]) -> Iterator[tuple[Aspect, Choice | None]]:
    """Yield the aspects of one row that have to be decided, with the choice, None on a tie."""
    label: object = ""
    extent = _extent_choices(aspects)
    for aspect in aspects:
        is_other_label = aspect.kind is AspectKind.ATTRIBUTE and aspect.label != label
        if is_other_label or aspect.kind in _BY_PLACE:
            continue
        choice = _majority(aspect)
        yield aspect, choice
        if aspect.kind is AspectKind.PRESENCE:
            if choice is None or not choice.value:
                return
            yield from extent
        if aspect.kind is AspectKind.LABEL:
            label = None if choice is None else choice.value


def _extent_choices(aspects: Sequence[Aspect]) -> list[tuple[Aspect, Choice | None]]:
    """Return start and end, or all fragments, as ties where they leave nothing of the text."""
    whole = [aspect for aspect in aspects if aspect.kind is AspectKind.FRAGMENTS]
    if whole:
        return [(aspect, _majority(aspect)) for aspect in whole]
    edges = [aspect for aspect in aspects if aspect.kind in _BY_PLACE]
    choices = [_majority(aspect) for aspect in edges]
    offsets = [choice.value for choice in choices if choice is not None]
    is_empty = len(offsets) == 2 and _by_place(offsets[0]) >= _by_place(offsets[1])
    return [(edge, None if is_empty else one) for edge, one in zip(edges, choices, strict=True)]


def _majority(aspect: Aspect) -> Choice | None:
    votes = Counter(reading.value for reading in aspect.readings).most_common(2)
    if len(votes) > 1 and votes[0][1] == votes[1][1]:
        return None
    value, support = votes[0]
    return Choice(aspect.row, aspect.kind, value, support, aspect.name)


def _values(aspect: Aspect) -> tuple[Hashable, ...]:
    """Return each coder's value, as far as it can be the same in another case."""
    values = [reading.value for reading in aspect.readings]
    if aspect.kind in _BY_PLACE:
        values = [sorted(set(values), key=_by_place).index(value) for value in values]
    elif aspect.kind in (AspectKind.SOURCE, AspectKind.TARGET):
        values = [values.index(value) for value in values]
    coders = [reading.coder_id for reading in aspect.readings]
    return tuple(zip(coders, values, strict=True))


def _by_place(value: Any) -> Any:
    """Offsets and fragments have an order of their own, which the type of a reading hides."""
    return value


def _reading_of(case: Case, coder: int) -> Hashable:
    """Return all that counts of what one coder has in a case."""
    return tuple((_mark_of(row, coder), tuple(row.answers[coder].items())) for row in case.rows)


def _mark_of(row: CaseRow, coder: int) -> Hashable:
    if row.spans:
        span = row.spans[coder]
        return None if span is None else (span.label, span.fragments)
    relation = row.relations[coder] if row.relations else None
    return None if relation is None else (relation.label, row.ends[coder])


def _labels_of_marks(case: Case) -> Iterator[str]:
    return (mark.label for row in case.rows for mark in row.marks if mark is not None)
