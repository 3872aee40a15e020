"""Handing out by rule: how many coders a document gets, and who, planned without touching anything.

Each stratum is dealt by quotas.  A coder's quota is the number of documents of the stratum still to
be given: all places of the stratum are poured over the coders, each to whoever has least of the
stratum, then least of all, then by lot.  Documents then take the coders with the largest quota left
(the construction behind the theorem of Gale and Ryser, which always comes out where nothing is
assigned yet), and of equal ones those who share least with the coders that the document has.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

from annotator.model.errors import InputError
from annotator.model.identity import Id
from annotator.store.columns import Place

Pair = tuple[Id, Id]
"""Two coders, the smaller id first."""


class Order(StrEnum):
    """In which order each coder gets what is newly assigned."""

    LIST = "list"
    RANDOM = "random"
    """Seeded, another one for each coder."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How work is to be handed out.

    Every document gets ``per_document`` coders.  With ``double_share`` (0 to 1) only that share of
    the documents does (at least two coders then), and all others get one.  ``stratify_by`` names a
    metadata field; load and share are then even within each of its values as well.  With
    ``keep_existing`` those who have a document keep it and count; without, what they have not begun
    is dealt anew.
    """

    per_document: int
    coders: tuple[Id, ...]
    documents: tuple[Id, ...]
    seed: int = 0
    stratify_by: str | None = None
    double_share: float | None = None
    keep_existing: bool = True
    order: Order = Order.LIST


@dataclass(frozen=True, slots=True)
class Given:
    """What a plan starts from: each document's stratum, and who has it and keeps it."""

    strata: Mapping[Id, str] = field(default_factory=dict)
    kept: Mapping[Id, Collection[Id]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a rule comes to; nothing is written yet.

    ``added`` are documents and coders in each coder's order, ``removed`` what is dealt anew,
    ``kept`` what stays.  ``double`` are the documents that more than one coder has in the end.
    """

    rule: Rule
    added: tuple[Place, ...] = ()
    removed: tuple[Place, ...] = ()
    kept: tuple[Place, ...] = ()
    strata: Mapping[Id, str] = field(default_factory=dict)

    @property
    def places(self) -> tuple[Place, ...]:
        """Return everything that is assigned of the rule's documents in the end."""
        return self.kept + self.added

    @property
    def double(self) -> tuple[Id, ...]:
        """Return which documents more than one coder has in the end, in list order."""
        counts = Counter(document for document, _coder in self.places)
        return tuple(one for one in self.rule.documents if counts[one] > 1)

    def loads(self) -> dict[Id, Counter[str]]:
        """Return how many documents of each stratum every coder of the rule has in the end."""
        found: dict[Id, Counter[str]] = {one: Counter() for one in self.rule.coders}
        for document, coder in self.places:
            if coder in found:
                found[coder][self.strata.get(document, "")] += 1
        return found

    def new(self) -> Counter[Id]:
        """Return how many documents each coder is newly given."""
        return Counter(coder for _document, coder in self.added)

    def shared(self) -> Counter[Pair]:
        """Return how many documents each two coders both have in the end."""
        return _shared(self.places)


def _shared(places: Iterable[Place]) -> Counter[Pair]:
    teams: dict[Id, set[Id]] = {}
    for document, coder in places:
        teams.setdefault(document, set()).add(coder)
    pairs: Counter[Pair] = Counter()
    for team in teams.values():
        pairs.update(combinations(sorted(team), 2))
    return pairs


def plan_assignment(rule: Rule, given: Given | None = None) -> Plan:
    """Return who gets what: the same plan for the same rule, seed and start.

    Where nothing is assigned yet, no two coders' numbers of documents differ by more than one, in
    each stratum and over all; what is kept may keep them further apart, and then whoever has least
    is given more.  Raises InputError ``no_coders``, ``too_few_coders`` (``count``, ``wanted``),
    ``not_a_share`` (``value``).
    """
    given = given or Given()
    _check(rule)
    deal = _Deal(rule, given)
    for stratum in sorted(deal.by_stratum):
        deal.hand_out(stratum)
    kept = [
        (document, coder)
        for document in rule.documents
        for coder in sorted(given.kept.get(document, ()))
    ]
    strata = {document: given.strata.get(document, "") for document in rule.documents}
    return Plan(rule, deal.in_order(), kept=tuple(kept), strata=strata)


def _check(rule: Rule) -> None:
    if not rule.coders:
        raise InputError("no_coders")
    share = rule.double_share
    if share is not None and not 0 <= share <= 1:
        raise InputError("not_a_share", value=share)
    wanted = rule.per_document if share is None else max(2, rule.per_document)
    if wanted > len(set(rule.coders)) or wanted < 1:
        raise InputError("too_few_coders", count=len(set(rule.coders)), wanted=wanted)


class _Deal:
    """One dealing: what is still wanted, and what everybody has so far."""

    def __init__(self, rule: Rule, given: Given) -> None:
        self._rule = rule
        self._lot = random.Random(rule.seed)
        self._coders = sorted(set(rule.coders))
        self._teams = {one: set(given.kept.get(one, ())) for one in rule.documents}
        self.by_stratum: dict[str, list[Id]] = {}
        for document in rule.documents:
            self.by_stratum.setdefault(given.strata.get(document, ""), []).append(document)
        self._wanted = self._numbers()
        self._load = Counter(coder for team in self._teams.values() for coder in team)
        self._pairs = _shared((one, coder) for one, team in self._teams.items() for coder in team)
        self._dealt: dict[Id, list[Id]] = {one: [] for one in self._coders}

    def _numbers(self) -> dict[Id, int]:
        """Return how many coders each document is to have."""
        rule = self._rule
        if rule.double_share is None:
            return dict.fromkeys(rule.documents, rule.per_document)
        numbers = dict.fromkeys(rule.documents, 1)
        for stratum, count in self._double_counts(rule.double_share).items():
            documents = list(self.by_stratum[stratum])
            self._lot.shuffle(documents)
            documents.sort(key=lambda one: len(self._teams[one]), reverse=True)
            numbers.update(dict.fromkeys(documents[:count], max(2, rule.per_document)))
        return numbers

    def _double_counts(self, share: float) -> dict[str, int]:
        """Return how many documents of each stratum are coded twice: by largest remainder."""
        exact = {one: share * len(self.by_stratum[one]) for one in sorted(self.by_stratum)}
        counts = {one: int(value) for one, value in exact.items()}
        left = int(share * len(self._rule.documents) + 0.5) - sum(counts.values())
        ranked = sorted(exact, key=lambda one: counts[one] - exact[one])
        for stratum in ranked[: max(0, left)]:
            counts[stratum] += 1
        return counts

    def hand_out(self, stratum: str) -> None:
        """Give the documents of a stratum to coders."""
        documents = list(self.by_stratum[stratum])
        self._lot.shuffle(documents)
        quota = self._quotas(documents)
        for document in documents:
            for _ in range(self._wanted[document] - len(self._teams[document])):
                coder = self._next(document, quota)
                if coder is None:
                    break
                quota[coder] -= 1
                self._give(document, coder)

    def _quotas(self, documents: Sequence[Id]) -> Counter[Id]:
        """Return how many more documents of a stratum each coder is to get."""
        here = Counter(one for document in documents for one in self._teams[document])
        slots = sum(max(0, self._wanted[one] - len(self._teams[one])) for one in documents)
        rank = self._ranks()
        quota: Counter[Id] = Counter()
        for _ in range(slots):
            coder = min(
                self._coders,
                key=lambda one: (
                    here[one] + quota[one],
                    self._load[one] + quota[one],
                    rank[one],
                ),
            )
            quota[coder] += 1
        return quota

    def _next(self, document: Id, quota: Mapping[Id, int]) -> Id | None:
        """Return who is to have a document next; None where everybody has it."""
        team = self._teams[document]
        rank = self._ranks()
        free = [one for one in self._coders if one not in team]
        if not free:
            return None
        return min(free, key=lambda one: (-quota[one], self._met(one, team), rank[one]))

    def _met(self, coder: Id, team: Iterable[Id]) -> int:
        return sum(self._pairs[_pair(coder, one)] for one in team)

    def _give(self, document: Id, coder: Id) -> None:
        team = self._teams[document]
        self._pairs.update(_pair(coder, one) for one in team)
        team.add(coder)
        self._load[coder] += 1
        self._dealt[coder].append(document)

    def _ranks(self) -> dict[Id, float]:
        return {one: self._lot.random() for one in self._coders}

    def in_order(self) -> tuple[Place, ...]:
        """Return what was dealt, in each coder's order."""
        number = {document: at for at, document in enumerate(self._rule.documents)}
        found: list[Place] = []
        for coder, documents in self._dealt.items():
            documents.sort(key=lambda one: number[one])
            if self._rule.order is Order.RANDOM:
                self._lot.shuffle(documents)
            found += [(document, coder) for document in documents]
        return tuple(found)


def _pair(one: Id, other: Id) -> Pair:
    return (one, other) if one < other else (other, one)
