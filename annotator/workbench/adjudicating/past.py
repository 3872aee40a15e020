"""A stale case seen three ways: what was decided, what that was about, what is there now."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annotator.agreement.contents import Rules, content_hash, counted_answers
from annotator.model.identity import Id
from annotator.model.relation import Relation
from annotator.model.review import TAKES_PART, Decision, DecisionSource
from annotator.model.span import Attributes, Span
from annotator.store import rows
from annotator.store.chronicle import LAST, load_moments
from annotator.store.heads import Version
from annotator.store.kinds import RowKey
from annotator.store.past import read_versions, stood
from annotator.store.project import Project
from annotator.workbench.adjudicating.board import Board
from annotator.workbench.adjudicating.states import DeskCase, PastMark, ThreeWay

Said = Span | Relation | Attributes
Letter = Callable[[Id], str]


def three_way(
    project: Project, board: Board, one: DeskCase, rules: Rules, letter: Letter
) -> ThreeWay:
    """Return a case's decisions, their gold, and each mark then and now; from the log.

    A mark of then is the version of it with the hash that the decision kept; where no version has
    it any more, the one that stood when the decision was written.
    """
    decisions = (*((one.decision,) if one.decision else ()), *one.earlier)
    ledger = board.ledger
    identities = [identity for each in decisions for _kind, identity in each.gold]
    now = _marks_now(board, one)
    marks = [
        PastMark(letter(source.coder_id), source.kind, source.id, then, now.pop(source.id, None))
        for source, then in marks_then(project, decisions, rules)
    ]
    come = {source.id: source.coder_id for source in one.case.sources}
    marks += [
        PastMark(letter(come[identity]), _kind_of(said), identity, None, said)
        for identity, said in now.items()
        if identity in come
    ]
    return ThreeWay(
        decisions,
        tuple(ledger.spans[i] for i in identities if i in ledger.spans),
        tuple(ledger.relations[i] for i in identities if i in ledger.relations),
        tuple(marks),
    )


def _marks_now(board: Board, one: DeskCase) -> dict[Id, Said]:
    """Return what the coders have now: all their marks that a decision or the case may be about."""
    found: dict[Id, Said] = {}
    wanted = {source.id for source in one.case.sources}
    for decision in (one.decision, *one.earlier):
        wanted |= {source.id for source in decision.sources} if decision else set()
    for own in board.sets.values():
        found |= {span.id: span for span in own.spans if span.id in wanted}
        found |= {link.id: link for link in own.relations if link.id in wanted}
    for source in one.case.sources:
        if source.id not in found and source.coder_id in board.sets:
            found[source.id] = board.sets[source.coder_id].fields
    return found


def marks_then(
    project: Project, decisions: tuple[Decision, ...], rules: Rules
) -> list[tuple[DecisionSource, Said | None]]:
    """Return the marks that decisions were about as they were then; None where no log has them."""
    found = []
    for decision in decisions:
        sources = [one for one in decision.sources if one.kind != TAKES_PART]
        wanted: list[RowKey] = [(one.kind, one.id) for one in sources]
        versions = read_versions(project, wanted)
        moments = load_moments(project, [("decision", decision.id)])
        moment = moments[-1] if moments else LAST
        for source in sources:
            known = versions[source.kind, source.id]
            earlier = [one for one in known if one.rank <= moment]
            then = _with_hash(source, [*earlier, *known], rules)
            if then is None:
                standing = stood(known, moment)
                if standing is not None and not standing.is_deleted:
                    then = _made(source, standing.value)
            found.append((source, then))
    return found


def _with_hash(source: DecisionSource, versions: list[Version], rules: Rules) -> Said | None:
    for version in reversed(versions):
        value = version.record.value
        if value is not None:
            said = _made(source, value)
            if _hash_of(said, rules) == source.hash:
                return said
    return None


def _made(source: DecisionSource, value: Mapping[str, object]) -> Said:
    if source.kind == "span":
        return rows.span_from_value(source.id, value)
    if source.kind == "relation":
        return rows.relation_from_value(source.id, value)
    return rows.set_from_value(value).fields


def _hash_of(said: Said, rules: Rules) -> str:
    """Return the hash of a mark's content, as the sources of a case have it."""
    if isinstance(said, Span):
        answers = counted_answers(said.label, said.attributes, rules)
        extents = tuple((part.start, part.end) for part in said.fragments)
        return content_hash((said.label, extents, tuple(answers.items())))
    if isinstance(said, Relation):
        answers = counted_answers(said.label, said.attributes, rules)
        return content_hash([said.label, said.source_id, said.target_id, list(answers.items())])
    return content_hash(list(counted_answers("", said, rules).items()))


def _kind_of(said: Said) -> str:
    if isinstance(said, Span):
        return "span"
    return "relation" if isinstance(said, Relation) else "annotation_set"
