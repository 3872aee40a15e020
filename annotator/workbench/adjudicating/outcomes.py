"""What a choice makes of a case: the marks that the gold is to have, before they get their ids."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from annotator.agreement.contents import normal_answer
from annotator.model.adjudication import (
    AspectKind,
    Case,
    CaseKind,
    CaseRow,
    Ends,
    Proposal,
    RowPlace,
)
from annotator.model.errors import RefusedError
from annotator.model.extent import Extent, Fragments
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.review import Verdict
from annotator.model.span import Attributes, AttributeValue, Span
from annotator.workbench.adjudicating.states import Sets


@dataclass(frozen=True, slots=True)
class MarkPlan:
    """A span that the gold is to have, made of a row of the case."""

    row: int
    fragments: Fragments
    label: str
    attributes: Attributes


@dataclass(frozen=True, slots=True)
class LinkPlan:
    """A relation that the gold is to have.

    Its ends are rows of span cases (``ends``, or each by itself), or gold spans that were picked
    (``source_id``, ``target_id``).  ``coder_id`` says whose it was, where a row has several.
    """

    row: int
    label: str
    attributes: Attributes
    ends: Ends | None = None
    source_id: Id | None = None
    target_id: Id | None = None
    source: RowPlace | None = None
    target: RowPlace | None = None
    coder_id: Id | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a verdict makes: spans, relations, or answers about the document (None: not asked)."""

    verdict: Verdict
    spans: tuple[MarkPlan, ...] = ()
    links: tuple[LinkPlan, ...] = ()
    fields: Attributes | None = None
    taken_from: Id | None = None


def agreed(case: Case, sets: Sets) -> Outcome:
    """Return what everybody has: their common marks, with the answers that all of them gave.

    Answers that do not count when coders are compared may differ; those are left out.
    """
    if case.kind is CaseKind.DOCUMENT:
        return Outcome(Verdict.AUTO, fields=common_fields(case, sets))
    if case.kind is CaseKind.RELATION:
        drawn = [
            (number, next((p for p, r in enumerate(row.relations) if r is not None), None))
            for number, row in enumerate(case.rows)
        ]
        links = tuple(
            LinkPlan(number, relation.label, common(_answers(row)), row.ends[place])
            for number, place in drawn
            if place is not None
            and (relation := (row := case.rows[number]).relations[place]) is not None
        )
        return Outcome(Verdict.AUTO, links=links)
    spans = tuple(
        MarkPlan(number, span.fragments, span.label, common(_answers(row)))
        for number, row in enumerate(case.rows)
        if (span := next((s for s in row.spans if s is not None), None)) is not None
    )
    return Outcome(Verdict.AUTO, spans=spans)


def taken(case: Case, coder_id: Id, sets: Sets) -> Outcome:
    """Return one coder's reading of the whole case, with every answer as it was given."""
    place = case.coder_ids.index(coder_id)
    verdict = Verdict.READING
    if case.kind is CaseKind.DOCUMENT:
        fields = {**common_fields(case, sets), **sets[coder_id].fields}
        return Outcome(verdict, fields=fields, taken_from=coder_id)
    if case.kind is CaseKind.RELATION:
        links = tuple(
            LinkPlan(number, one.label, one.attributes, row.ends[place], coder_id=coder_id)
            for number, row in enumerate(case.rows)
            if (one := row.relations[place]) is not None
        )
        return Outcome(verdict, links=links, taken_from=coder_id)
    spans = tuple(
        MarkPlan(number, span.fragments, span.label, span.attributes)
        for number, row in enumerate(case.rows)
        if (span := row.spans[place]) is not None
    )
    return Outcome(verdict, spans=spans, taken_from=coder_id)


def nothing(case: Case, sets: Sets) -> Outcome:
    """Return that no reading stands; of document fields, only the agreed ones."""
    fields = common_fields(case, sets) if case.kind is CaseKind.DOCUMENT else None
    return Outcome(Verdict.NONE, fields=fields)


def undecided(case: Case, sets: Sets, verdict: Verdict) -> Outcome:
    """Return that a case waits (skipped, sent back); of document fields, only the agreed ones."""
    return replace(nothing(case, sets), verdict=verdict)


def kept_all(case: Case) -> Outcome:
    """Return every mark that anybody made; refused for document fields.

    Marks that are equal in what counts are kept once, with the answers that all of them give;
    relations once between the same gold spans.
    """
    if case.kind is CaseKind.DOCUMENT:
        raise RefusedError("cannot_keep_all")
    spans: dict[tuple[int, str], list[Span]] = {}
    links: dict[tuple[int, str], list[tuple[int, Relation]]] = {}
    for number, row in enumerate(case.rows):
        for place, answers in enumerate(row.answers):
            if row.spans and (span := row.spans[place]) is not None:
                spans.setdefault((number, _written(span, answers)), []).append(span)
            elif row.relations and (one := row.relations[place]) is not None:
                said = json.dumps([one.label, str(row.ends[place]), dict(answers)], sort_keys=True)
                links.setdefault((number, said), []).append((place, one))
    return Outcome(
        Verdict.ALL,
        tuple(
            MarkPlan(number, some[0].fragments, some[0].label, common(s.attributes for s in some))
            for (number, _said), some in sorted(spans.items())
        ),
        tuple(
            LinkPlan(number, one.label, attributes, case.rows[number].ends[place], coder_id=coder)
            for (number, _said), drawn in sorted(links.items())
            for attributes in [common(one.attributes for _place, one in drawn)]
            for place, one in drawn
            for coder in [case.coder_ids[place]]
        ),
    )


def proposed(case: Case, proposal: Proposal, sets: Sets) -> Outcome:
    """Return what most coders say, row by row; the proposal must be complete."""
    if case.kind is CaseKind.DOCUMENT:
        chosen = {one.name: one.value for one in proposal.choices}
        fields = {**common_fields(case, sets), **_plain(chosen)}
        return Outcome(Verdict.PROPOSAL, fields=fields)
    spans: list[MarkPlan] = []
    links: list[LinkPlan] = []
    for number, row in enumerate(case.rows):
        choices = [one for one in proposal.choices if one.row == number]
        values = {one.kind: one.value for one in choices if not one.name}
        if values.get(AspectKind.PRESENCE) is False:
            continue
        label = str(values[AspectKind.LABEL])
        full = {**common_under(label, row), **_plain({c.name: c.value for c in choices if c.name})}
        if case.kind is CaseKind.RELATION:
            source, target = values[AspectKind.SOURCE], values[AspectKind.TARGET]
            if isinstance(source, RowPlace) and isinstance(target, RowPlace):
                links.append(LinkPlan(number, label, full, (source, target)))
        else:
            spans.append(MarkPlan(number, _fragments(values), label, full))
    return Outcome(Verdict.PROPOSAL, tuple(spans), tuple(links))


def common_under(label: str, row: CaseRow) -> dict[str, AttributeValue]:
    """Return the answers that all who took a label in a row gave alike."""
    marks = (mark for mark in row.marks if mark is not None)
    return common(mark.attributes for mark in marks if mark.label == label)


def _fragments(values: Mapping[AspectKind, object]) -> Fragments:
    several = values.get(AspectKind.FRAGMENTS)
    if isinstance(several, tuple):
        return several
    start, end = values[AspectKind.START], values[AspectKind.END]
    if not (isinstance(start, int) and isinstance(end, int) and start < end):
        raise RefusedError("proposal_tied")
    return (Extent(start, end),)


def common_fields(case: Case, sets: Sets) -> dict[str, AttributeValue]:
    """Return the answers about the document that every coder compared gave alike."""
    return common(sets[coder].fields for coder in case.coder_ids)


def common(answers: Iterable[Attributes]) -> dict[str, AttributeValue]:
    """Return the answers that stand in all of some, with one value."""
    given = list(answers)
    if not given:
        return {}
    first, *others = given
    return {
        name: value
        for name, value in first.items()
        if all(name in one and _same(one[name], value) for one in others)
    }


def _same(one: AttributeValue, other: AttributeValue) -> bool:
    """Tell whether two answers are one as coders are compared: 50 and 50.0, values in any order."""
    first, second = normal_answer(one), normal_answer(other)
    return first == second and isinstance(first, bool) == isinstance(second, bool)


def _answers(row: CaseRow) -> Iterable[Attributes]:
    return (mark.attributes for mark in row.marks if mark is not None)


def _plain(chosen: Mapping[str, object]) -> dict[str, AttributeValue]:
    """Return chosen answers as attributes; what was chosen as no answer is left out."""
    found: dict[str, AttributeValue] = {}
    for name, value in chosen.items():
        if isinstance(value, tuple):
            several = tuple(one for one in value if isinstance(one, str))
            found |= {name: several} if several else {}
        elif isinstance(value, str | int | float) and value != "":
            found[name] = value
    return found


def _written(span: Span, answers: Attributes) -> str:
    """Return what counts of a span as text that sorts the same on every computer."""
    fragments = [[part.start, part.end] for part in span.fragments]
    return json.dumps([fragments, span.label, dict(answers)], sort_keys=True)
