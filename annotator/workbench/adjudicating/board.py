"""A document under review as it stands: marks compared, cases, what is recorded, what follows.

Nothing here reads or writes the project.  ``Board.standing`` gives every case its state; a verb
changes the ledger of a copy and asks again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from annotator.model.adjudication import Case, CaseKind, CaseRow, CaseType, RowPlace
from annotator.model.document import Document
from annotator.model.identity import Id, derived_ids
from annotator.model.review import TAKES_PART, Decision, Verdict
from annotator.model.span import Span
from annotator.workbench.adjudicating.ledger import Ledger
from annotator.workbench.adjudicating.states import (
    SETTLED_STATES,
    CaseState,
    DeskCase,
    Sets,
    StaleReason,
)

FINISHED, UNFINISHED = "finished", "unfinished"
"""The hash of a source that says whose work was compared: how far they were."""


@dataclass(frozen=True)
class Board:
    """One document with what was compared and what is recorded of it.

    ``unfinished`` are those of the compared coders who work on the document now;
    ``is_redefined`` tells whether labels mean something else than under an earlier codebook;
    relations of the ``symmetric`` labels mean the same in both directions.
    """

    document: Document
    sets: Sets
    cases: tuple[Case, ...]
    ledger: Ledger
    unfinished: frozenset[Id]
    codebook_id: Id
    is_redefined: Callable[[Id, Iterable[str]], bool]
    symmetric: frozenset[str] = frozenset()
    by_id: Mapping[Id, Case] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {case.id: case for case in self.cases})

    def standing(self) -> dict[Id, DeskCase]:
        """Return every case with its state, in the order of the text, orphans last."""
        return _Standing(self).all()


def gold_span_id(case_id: Id, row: int, number: int) -> Id:
    """Return the id of a gold span: the same for the same row of the same case everywhere.

    ``number`` counts where several readings of one row are kept.
    """
    return derived_ids("gold_span", case_id)(f"{row}.{number}")


def gold_relation_id(case_id: Id, row: int, number: int) -> Id:
    """Return the id of a gold relation, as ``gold_span_id`` does for a span."""
    return derived_ids("gold_relation", case_id)(f"{row}.{number}")


def marks_of(decision: Decision) -> Iterator[Id]:
    """Yield the marks that a decision was about, without those who took part."""
    for source in decision.sources:
        if source.kind != TAKES_PART:
            yield source.id


def participants(decision: Decision) -> dict[Id, str]:
    """Return whose work a decision compared, and how far they were."""
    return {one.coder_id: one.hash for one in decision.sources if one.kind == TAKES_PART}


def find_gold(ledger: Ledger, case: Case, place: RowPlace, own: Span | None = None) -> Span | None:
    """Return the gold span that was made of a row of a case, None where there is none.

    Of several, the one that says what ``own`` says, else the first.
    """
    derive = derived_ids("gold_span", case.id)
    found: Span | None = None
    for number in range(len(case.coder_ids)):
        span = ledger.spans.get(derive(f"{place.row}.{number}"))
        if span is None:
            break
        if found is None:
            found = span
        if own is not None and _says_same(span, own):
            return span
    return found


def _says_same(span: Span, own: Span) -> bool:
    return (span.fragments, span.label, span.attributes) == (
        own.fragments,
        own.label,
        own.attributes,
    )


def is_agreed(case: Case) -> bool:
    """Tell whether everybody who could draw the relations of a case drew the same ones."""
    return all(_is_same(row) for row in case.rows)


def _is_same(row: CaseRow) -> bool:
    able = [place for place, could in enumerate(row.could) if could or row.relations[place]]
    first = row.relations[able[0]] if able else None
    if first is None:
        return False
    for place in able:
        one = row.relations[place]
        if one is None or one.label != first.label or row.ends[place] != row.ends[able[0]]:
            return False
        if row.answers[place] != row.answers[able[0]]:
            return False
    return True


def alive_readings(board: Board, case: Case) -> list[tuple[int, int]]:
    """Return the readings of a relation case (row, coder) of which both ends are in the gold."""
    found: list[tuple[int, int]] = []
    for number, row in enumerate(case.rows):
        for place, ends in enumerate(row.ends):
            if ends is not None and all(_is_gold(board, end) for end in ends):
                found.append((number, place))
    return found


def _is_gold(board: Board, place: RowPlace) -> bool:
    """Tell whether a row is in the gold, or will be when the review begins."""
    case = board.by_id.get(place.case_id)
    if case is None:
        return False
    if board.ledger.review is None:
        return case.type is CaseType.UNANIMOUS
    return find_gold(board.ledger, case, place) is not None


def is_sampled(seed: int, case_id: Id, share: float) -> bool:
    """Tell whether a unanimous case belongs to an audit sample of a share; seeded."""
    drawn = hashlib.sha256(f"audit {seed} {case_id}".encode()).digest()
    return int.from_bytes(drawn[:8]) < share * 2.0**64


class _Standing:
    """Works out the states of all cases of a board."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.ledger = board.ledger
        self.earlier, self.orphans = _tied(board)
        self.found: dict[Id, DeskCase] = {}

    def all(self) -> dict[Id, DeskCase]:
        for case in self.board.cases:
            if case.kind is not CaseKind.RELATION:
                self._take(case, *self._plain_state(case))
        for case in self.board.cases:
            if case.kind is CaseKind.RELATION:
                self._take(case, *self._relation_state(case))
        ordered = {case.id: self.found[case.id] for case in self.board.cases}
        for decision in self.orphans:
            ordered[decision.case_id] = self._orphan(decision)
        return ordered

    def _take(
        self, case: Case, state: CaseState, reasons: tuple[StaleReason, ...], lost: bool = False
    ) -> None:
        decision = self.ledger.decisions.get(case.id)
        earlier = tuple(self.earlier.get(case.id, ()))
        self.found[case.id] = DeskCase(
            case, 0, state, decision, earlier, reasons, has_lost_end=lost
        )

    def _plain_state(self, case: Case) -> tuple[CaseState, tuple[StaleReason, ...]]:
        decision = self.ledger.decisions.get(case.id)
        earlier = self.earlier.get(case.id, [])
        if decision is None and not earlier:
            is_same = case.type is CaseType.UNANIMOUS
            return (CaseState.AUTO if is_same else CaseState.OPEN), ()
        if decision is None and self._only_joined(case, earlier):
            return CaseState.AUTO, ()
        return self._decided_state(case, decision, earlier)

    def _decided_state(
        self, case: Case, decision: Decision | None, earlier: list[Decision]
    ) -> tuple[CaseState, tuple[StaleReason, ...]]:
        reasons = self._reasons(case, decision, earlier)
        every = [*earlier, decision] if decision else earlier
        kinds = {one.verdict for one in every}
        if kinds <= {Verdict.SKIPPED, Verdict.SENT_BACK}:
            is_new = bool(set(reasons) & {StaleReason.CHANGED, StaleReason.GONE})
            if is_new or (decision is not None and is_audit_left(decision)):
                return CaseState.OPEN, ()
            is_skipped = Verdict.SENT_BACK not in kinds
            return (CaseState.SKIPPED if is_skipped else CaseState.SENT_BACK), ()
        if reasons:
            return CaseState.STALE, reasons
        is_rule = decision is not None and decision.verdict is Verdict.AUTO
        return (CaseState.AUTO if is_rule else CaseState.DECIDED), ()

    def _relation_state(self, case: Case) -> tuple[CaseState, tuple[StaleReason, ...], bool]:
        decision = self.ledger.decisions.get(case.id)
        earlier = self.earlier.get(case.id, [])
        if decision is not None or (earlier and not self._only_joined(case, earlier)):
            return (*self._decided_state(case, decision, earlier), False)
        if not self._ends_settled(case):
            return CaseState.WAITING, (), False
        if self._still_drawn(earlier):
            return CaseState.AUTO, (), False
        alive = alive_readings(self.board, case)
        if not is_agreed(case):
            return (CaseState.OPEN if alive else CaseState.AUTO), (), False
        drawn = sum(ends is not None for row in case.rows for ends in row.ends)
        if len(alive) == drawn:
            return CaseState.AUTO, (), False
        if not alive and case.type is CaseType.DEPENDENT and not _is_everybodys(case):
            return CaseState.AUTO, (), False
        return CaseState.OPEN, (), True

    def _still_drawn(self, earlier: list[Decision]) -> bool:
        """Tell whether what was drawn by rule stands, although more coders draw it by now.

        A case has another id with other coders, so the gold of its ends is not found under it.
        """
        links = [self.ledger.relations.get(i) for one in earlier for _kind, i in one.gold]
        spans = self.ledger.spans
        return bool(links) and all(
            link is not None and link.source_id in spans and link.target_id in spans
            for link in links
        )

    def _ends_settled(self, case: Case) -> bool:
        places = {end for row in case.rows for ends in row.ends if ends for end in ends}
        states = [self.found.get(place.case_id) for place in places]
        return all(one is not None and one.state in SETTLED_STATES for one in states)

    def _only_joined(self, case: Case, earlier: list[Decision]) -> bool:
        """Tell whether a case that was made gold by rule only has more coders who agree."""
        is_same = case.type is CaseType.UNANIMOUS or (
            case.kind is CaseKind.RELATION and is_agreed(case)
        )
        if not is_same or any(one.verdict is not Verdict.AUTO for one in earlier):
            return False
        now = _hashes_now(case).items()
        return not self._circumstances(case, earlier, {StaleReason.CODERS}) and all(
            _hashes(one).items() <= now for one in earlier
        )

    def _reasons(
        self, case: Case, decision: Decision | None, earlier: list[Decision]
    ) -> tuple[StaleReason, ...]:
        found: list[StaleReason] = []
        if decision is not None and _hashes(decision) != _hashes_now(case):
            found.append(StaleReason.CHANGED)
        now = {source.id for source in case.sources}
        for one in earlier:
            is_gone = any(mark not in now for mark in marks_of(one))
            found.append(StaleReason.GONE if is_gone else StaleReason.CHANGED)
        every = [*earlier, decision] if decision else earlier
        found += self._circumstances(case, every, set())
        return tuple(dict.fromkeys(found))

    def _circumstances(
        self, case: Case, decisions: Iterable[Decision], passed: set[StaleReason]
    ) -> list[StaleReason]:
        """Return what else makes decisions stale: who works again, who came, the codebook."""
        found: list[StaleReason] = []
        compared = set(self.board.sets)
        for decision in decisions:
            took_part = participants(decision)
            works = any(
                how == FINISHED and coder in self.board.unfinished
                for coder, how in took_part.items()
            )
            if works:
                found.append(StaleReason.REOPENED)
            if set(took_part) != compared:
                found.append(StaleReason.CODERS)
            if decision.codebook_id != self.board.codebook_id and self.board.is_redefined(
                decision.codebook_id, {*case.labels, *self._gold_labels(decision)}
            ):
                found.append(StaleReason.CODEBOOK)
        return [one for one in found if one not in passed]

    def _gold_labels(self, decision: Decision) -> Iterator[str]:
        for _kind, identity in decision.gold:
            mark = self.ledger.spans.get(identity) or self.ledger.relations.get(identity)
            if mark is not None:
                yield mark.label

    def _orphan(self, decision: Decision) -> DeskCase:
        spans = [s for _k, i in decision.gold if (s := self.ledger.spans.get(i)) is not None]
        case = Case(
            id=decision.case_id,
            document_id=decision.document_id,
            kind=CaseKind(decision.kind),
            type=CaseType.ONE_SIDED,
            coder_ids=tuple(sorted(self.board.sets)),
            labels=tuple(sorted(self._gold_labels(decision))),
            start=min((span.start for span in spans), default=0),
            end=max((span.end for span in spans), default=0),
            rows=(),
            sources=(),
            signature="",
        )
        is_kept = not any(marks_of(decision))
        state = CaseState.DECIDED if is_kept else CaseState.STALE
        reasons = () if is_kept else (StaleReason.GONE,)
        return DeskCase(case, 0, state, decision, (), reasons, is_orphan=True)


def _hashes(decision: Decision) -> dict[Id, str]:
    return {one.id: one.hash for one in decision.sources if one.kind != TAKES_PART}


def _hashes_now(case: Case) -> dict[Id, str]:
    return {one.id: one.content_hash for one in case.sources}


def is_audit_left(decision: Decision) -> bool:
    """Tell whether a case of the audit sample was not even looked at."""
    is_undecided = decision.verdict is Verdict.SKIPPED and not decision.signature
    return decision.is_audit and is_undecided


def _is_everybodys(case: Case) -> bool:
    """Tell whether every coder compared drew the relations of a case."""
    return all(all(one is not None for one in row.relations) for row in case.rows)


def _tied(board: Board) -> tuple[dict[Id, list[Decision]], list[Decision]]:
    """Tie decisions whose case is another one now to the cases that have their marks.

    Returns them by case, and those of which no mark is left.  A case with a decision of its own
    is tied to others all the same: marks of several cases may have come together in it.
    """
    home = {source.id: case.id for case in board.cases for source in case.sources}
    documents = [case.id for case in board.cases if case.kind is CaseKind.DOCUMENT]
    tied: dict[Id, list[Decision]] = {}
    orphans: list[Decision] = []
    for decision in board.ledger.decisions.values():
        if decision.case_id in board.by_id:
            continue
        if decision.kind == CaseKind.DOCUMENT:
            homes = documents
        else:
            homes = list(dict.fromkeys(home[m] for m in marks_of(decision) if m in home))
        for case_id in homes:
            tied.setdefault(case_id, []).append(decision)
        if not homes:
            orphans.append(decision)
    return tied, orphans
