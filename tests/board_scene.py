"""A review in memory: what coders have on one text, decided without a project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from agreement_scene import BOOK, DOCUMENT, A, B, C, annotation_sets
from hypothesis import strategies as st

from annotator.agreement.cases import cases_of
from annotator.agreement.contents import PLAIN, Rules, normal_answer
from annotator.model.annotation_set import AnnotationSet
from annotator.model.document import Document
from annotator.model.errors import RefusedError
from annotator.model.identity import Id, derived_id
from annotator.model.relation import Relation
from annotator.model.span import Span
from annotator.workbench.adjudicating import outcomes
from annotator.workbench.adjudicating.beginning import begin
from annotator.workbench.adjudicating.board import Board
from annotator.workbench.adjudicating.following import changed
from annotator.workbench.adjudicating.ledger import Ledger
from annotator.workbench.adjudicating.outcomes import Outcome
from annotator.workbench.adjudicating.states import CaseState, DeskCase
from annotator.workbench.adjudicating.writing import Stamp, put

TEXT = "x" * 40
GOLD, LEAD = derived_id("gold"), derived_id("lead")
STAMP = Stamp(LEAD, "2026-11-22T00:00:00Z")
LEFT = frozenset({CaseState.OPEN, CaseState.STALE, CaseState.SKIPPED, CaseState.SENT_BACK})

Choose = Callable[[Board, DeskCase], Outcome]
"""What is decided of a case."""


@dataclass
class Review:
    """One text under review; every verb leaves another board."""

    sets: Sequence[AnnotationSet]
    rules: Rules = PLAIN
    board: Board = field(init=False)

    def __post_init__(self) -> None:
        document = Document(DOCUMENT, "d", "d.txt", "", TEXT, "")
        self.board = Board(
            document,
            {one.coder_id: one for one in self.sets},
            cases_of(self.sets, self.rules),
            Ledger(DOCUMENT, GOLD, BOOK),
            frozenset(),
            BOOK,
            lambda _codebook, _labels: False,
        )

    def begun(self, share: float = 0.0) -> Review:
        """Begin, with what follows by rule."""
        self._do(lambda board, now: begin(board, now, STAMP, seed=1, audit_share=share))
        return self

    def decide(self, case_id: Id, choose: Choose) -> None:
        """Decide a case; what cannot be is refused and changes nothing."""
        one = self.board.standing()[case_id]
        chosen = choose(self.board, one)
        self._do(lambda board, now: put(board, now, case_id, chosen, STAMP))

    def decide_all(self, choose: Choose, pick: Callable[[list[Id]], Id] = min) -> set[Id]:
        """Decide whatever is left, one case after another; returns those that were refused."""
        refused: set[Id] = set()
        while left := [one for one in self.left() if one not in refused]:
            case_id = pick(left)
            try:
                self.decide(case_id, choose)
            except RefusedError:
                refused.add(case_id)
        return refused

    def left(self) -> list[Id]:
        """The cases that a person decides next."""
        return [key for key, one in self.board.standing().items() if one.state in LEFT]

    def states(self) -> dict[Id, CaseState]:
        return {key: one.state for key, one in self.board.standing().items()}

    def _do(self, change: Callable[[Board, Mapping[Id, DeskCase]], object]) -> None:
        self.board = changed(self.board, self.board.standing(), change, STAMP)


def reading_of(coder: Id) -> Choose:
    return lambda board, one: outcomes.taken(one.case, coder, board.sets)


def none(board: Board, one: DeskCase) -> Outcome:
    return outcomes.nothing(one.case, board.sets)


# what marks say ----------------------------------------------------------------------------------


def content(span: Span) -> tuple[Any, ...]:
    """What a span says, in a form that compares."""
    extents = tuple((part.start, part.end) for part in span.fragments)
    answers = {name: normal_answer(value) for name, value in span.attributes.items()}
    return (extents, span.label, tuple(sorted(answers.items())))


def place(span: Span) -> tuple[Any, ...]:
    """Where a span is and what it is called, without its answers."""
    return content(span)[:2]


def drawn(relations: Iterable[Relation], spans: Mapping[Id, Span]) -> set[tuple[Any, ...]]:
    """What relations say: label and what their two ends say."""
    return {
        (one.label, content(spans[one.source_id]), content(spans[one.target_id]))
        for one in relations
    }


def said(gold: AnnotationSet) -> tuple[Any, ...]:
    """All that an annotation set says, whoever made it."""
    given = {name: value for name, value in gold.fields.items() if value is not None}
    spans = sorted(map(content, gold.spans))
    return spans, drawn(gold.relations, gold.span_by_id()), given


@st.composite
def coded_sets(draw: st.DrawFn, coders: Sequence[Id] = (A, B, C), most: int = 4) -> list[Any]:
    """What several coders have on one text, much of it alike.

    Nobody has two spans of one label on the same words.
    """
    first, *others = coders
    known = draw(annotation_sets(first, most))
    sets = [known]
    for coder in others:
        own = draw(annotation_sets(coder, most))
        alike = [span for span in known.spans if draw(st.booleans())]
        sets.append(mixed(coder, alike, known, own))
    return [once(one) for one in sets]


def mixed(
    coder: Id, alike: Sequence[Span], known: AnnotationSet, own: AnnotationSet
) -> AnnotationSet:
    """A coder's own marks, and some of another coder's with the relations between them."""
    spans = {one.id: replace(one, id=derived_id(coder, one.id), coder_id=coder) for one in alike}
    links = tuple(
        replace(
            one,
            id=derived_id(coder, one.id),
            coder_id=coder,
            source_id=spans[one.source_id].id,
            target_id=spans[one.target_id].id,
        )
        for one in known.relations
        if one.source_id in spans and one.target_id in spans
    )
    return replace(
        own,
        spans=(*spans.values(), *own.spans[: len(own.spans) // 2]),
        relations=(
            *links,
            *(r for r in own.relations if is_between(r, own.spans[: len(own.spans) // 2])),
        ),
    )


def is_between(relation: Relation, spans: Sequence[Span]) -> bool:
    return {relation.source_id, relation.target_id} <= {span.id for span in spans}


def once(given: AnnotationSet) -> AnnotationSet:
    """Leave out what a coder cannot have twice: a label on the same words, the same relation."""
    spans = tuple({place(span): span for span in given.spans}.values())
    links = {
        (one.label, one.source_id, one.target_id): one
        for one in given.relations
        if is_between(one, spans)
    }
    return replace(given, spans=spans, relations=tuple(links.values()))
