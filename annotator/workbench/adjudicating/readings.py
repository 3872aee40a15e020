"""The questions a case asks, what each coder answers, and what most of them say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from annotator.model.adjudication import (
    Aspect,
    AspectKind,
    Case,
    CaseKind,
    CaseRow,
    Choice,
    Proposal,
    Reading,
    ReadingValue,
)
from annotator.model.identity import Id, set_id


def aspects_of(case: Case) -> tuple[Aspect, ...]:
    """Return the lines of a case's card, row by row: presence, ends, label, answers.

    A question is asked of everybody who could answer it: presence of all (of a relation, of those
    with spans at its ends), the rest of those who marked something, an attribute of those with
    its label.  Where somebody has several fragments, they stand in place of start and end.
    """
    if case.kind is CaseKind.DOCUMENT:
        return tuple(_fields(case))
    found: list[Aspect] = []
    for number, row in enumerate(case.rows):
        found += [replace(aspect, row=number) for aspect in _row(case, row)]
    return tuple(found)


def _row(case: Case, row: CaseRow) -> Iterator[Aspect]:
    there = [place for place, mark in enumerate(row.marks) if mark is not None]
    asked = [place for place, could in enumerate(row.could) if could or place in there]

    def aspect(
        kind: AspectKind, values: Mapping[int, ReadingValue], name: str = "", label: str = ""
    ) -> Aspect:
        readings = tuple(
            Reading(case.coder_ids[place], mark.id if (mark := row.marks[place]) else None, value)
            for place, value in values.items()
        )
        return Aspect(0, kind, readings, name, label)

    if len(there) < len(asked):
        yield aspect(AspectKind.PRESENCE, {place: place in there for place in asked})
    if case.kind is CaseKind.SPAN:
        spans = {place: span for place in there if (span := row.spans[place]) is not None}
        if any(len(span.fragments) > 1 for span in spans.values()):
            yield aspect(AspectKind.FRAGMENTS, {p: span.fragments for p, span in spans.items()})
        else:
            yield aspect(AspectKind.START, {p: span.start for p, span in spans.items()})
            yield aspect(AspectKind.END, {p: span.end for p, span in spans.items()})
    else:
        for which, kind in enumerate((AspectKind.SOURCE, AspectKind.TARGET)):
            yield aspect(kind, {p: ends[which] for p in there if (ends := row.ends[p])})
    labels = {place: mark.label for place in there if (mark := row.marks[place]) is not None}
    yield aspect(AspectKind.LABEL, dict(labels))
    for label in dict.fromkeys(labels.values()):
        own = [place for place in there if labels[place] == label]
        for name in dict.fromkeys(name for place in own for name in row.answers[place]):
            answers = {place: row.answers[place].get(name) for place in own}
            yield aspect(AspectKind.ATTRIBUTE, dict(answers), name, label)


def _fields(case: Case) -> Iterator[Aspect]:
    [row] = case.rows
    for name in dict.fromkeys(name for answers in row.answers for name in answers):
        readings = tuple(
            Reading(coder, set_id(case.document_id, coder), answers.get(name))
            for coder, answers in zip(case.coder_ids, row.answers, strict=True)
        )
        yield Aspect(0, AspectKind.FIELD, readings, name)


def proposal_of(case: Case, aspects: Sequence[Aspect]) -> Proposal:
    """Return what most coders say: for each question the answer with the widest support.

    Where two answers have the same support the question is tied, and there is no proposal.  Of a
    row that most say is not there nothing else is asked, and of attributes only those that belong
    to the label most say.
    """
    choices: list[Choice] = []
    tied: list[Aspect] = []
    gone: set[int] = set()
    labels: dict[int, ReadingValue] = {}
    for aspect in sorted(aspects, key=lambda one: (one.row, _RANK.get(one.kind, 1))):
        is_other = aspect.kind is AspectKind.ATTRIBUTE and labels.get(aspect.row) != aspect.label
        if aspect.row in gone or is_other:
            continue
        value, support = _most(reading.value for reading in aspect.readings)
        if support == 0:
            tied.append(aspect)
            continue
        choices.append(Choice(aspect.row, aspect.kind, value, support, aspect.name))
        if aspect.kind is AspectKind.PRESENCE and value is False:
            gone.add(aspect.row)
        if aspect.kind is AspectKind.LABEL:
            labels[aspect.row] = value
    return Proposal(case.id, tuple(choices), tuple(tied))


_RANK = {AspectKind.PRESENCE: 0, AspectKind.ATTRIBUTE: 2}


def _most(values: Iterable[ReadingValue]) -> tuple[ReadingValue, int]:
    """Return the value with the widest support and that support; 0 where two have the same."""
    counts: list[tuple[ReadingValue, int]] = []
    for value in values:
        for place, (known, count) in enumerate(counts):
            if known == value and type(known) is type(value):
                counts[place] = known, count + 1
                break
        else:
            counts.append((value, 1))
    counts.sort(key=lambda pair: -pair[1])
    if len(counts) > 1 and counts[0][1] == counts[1][1]:
        return None, 0
    return counts[0]


def columns_of(case: Case, aspects: Sequence[Aspect]) -> dict[Id, tuple[object, ...]]:
    """Return what each coder reads in a case, in a form that compares with other cases.

    Labels and answers stand for themselves, offsets for their order: the earliest start is 0.
    Two coders of different cases with equal columns read them in the same way.
    """
    found: dict[Id, list[object]] = {coder: [] for coder in case.coder_ids}
    for aspect in aspects:
        if not aspect.differs:
            if aspect.kind is AspectKind.LABEL:
                for coder in found:
                    found[coder].append((aspect.row, "label", aspect.readings[0].value))
            continue
        values = {one.coder_id: _comparable(aspect, one.value) for one in aspect.readings}
        for coder in found:
            key = (aspect.row, str(aspect.kind), aspect.name, aspect.label)
            found[coder].append((*key, values.get(coder, "–")))
    return {coder: tuple(column) for coder, column in found.items()}


def _comparable(aspect: Aspect, value: ReadingValue) -> object:
    """Return a reading's value, or its place among the values of an aspect that cannot be told."""
    if aspect.kind in (
        AspectKind.PRESENCE,
        AspectKind.LABEL,
        AspectKind.ATTRIBUTE,
        AspectKind.FIELD,
    ):
        return value
    order = sorted({_sortable(one.value) for one in aspect.readings})
    return order.index(_sortable(value))


def _sortable(value: object) -> tuple[object, ...]:
    if isinstance(value, tuple):
        return tuple((part.start, part.end) for part in value)
    return (value,)


def pattern_of(case: Case, aspects: Sequence[Aspect]) -> str:
    """Return what cases have in common that can be decided alike: kind, type, and the readings.

    Whose readings they are does not matter, and neither do the offsets.
    """
    columns = sorted(map(repr, columns_of(case, aspects).values()))
    return repr((str(case.kind), str(case.type), len(case.rows), columns))
