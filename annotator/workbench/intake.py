"""Incoming records against the project: what is new, what is there, what cannot be kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.model.change import Operation
from annotator.model.coder import Coder
from annotator.model.identity import Id, document_id, set_id
from annotator.model.incoming import IncomingSet
from annotator.model.problem import Place, Problem, Severity
from annotator.store import presence, review_locks, spans
from annotator.workbench.coder_intake import CoderIntake
from annotator.workbench.context import Context
from annotator.workbench.document_intake import ORDER, DocumentIntake, Tally
from annotator.workbench.likeness import (
    Differences,
    content_of,
    count_differing,
    is_set_differing,
)
from annotator.workbench.newcomers import Newcomers, Owners, own_ids
from annotator.workbench.vetting import Vetting

CHECKED = 2000
"""Of how many sets at most an import looks whether they keep to the rules of the codebook."""
LISTED = 1000
"""How many problems are kept word for word; the rest are only counted."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A record, and what it would write by kind if nothing of it were there."""

    incoming: IncomingSet
    document: Id
    coder: Id
    operations: Mapping[str, Sequence[Operation]]


class Intake:
    """Turns batches of incoming records into operations, in the one transaction of an import."""

    def __init__(self, context: Context) -> None:
        self._project = context.project
        self._codebook_id = context.codebook_id
        self._vetting = Vetting(context.codebook)
        self.tally = Tally()
        self._documents = DocumentIntake(context.project, self.tally, self.report)
        self._coders = CoderIntake(context.project, context.coder)
        self._differences = Differences()
        self.problems: list[Problem] = []
        self.problem_count = 0
        self.is_refused = False
        self._seen_sets: dict[bytes, int] = {}
        self.sets: list[tuple[Id, Id, Place]] = []

    @property
    def new_coders(self) -> Sequence[str]:
        """Return the names of the coders that the project did not have."""
        return self._coders.new

    @property
    def are_keys_derived(self) -> bool:
        """Tell whether the texts of the last batch were all called by their files."""
        return self._documents.are_keys_derived

    def report(self, problem: Problem) -> None:
        """Keep a problem; one that is refused stops the whole import at its end."""
        self.problem_count += 1
        self.is_refused = self.is_refused or problem.severity is Severity.REFUSED
        if len(self.problems) < LISTED:
            self.problems.append(problem)

    def take(self, batch: Sequence[IncomingSet]) -> list[Operation]:
        """Return what has to be written for a batch, documents before what lies on them."""
        written = self._documents.take(batch)
        offers = self._offers(batch)
        return [*written, *self._coders.written(), *self._unknown(offers)]

    def end_file(self) -> None:
        """Tell what the file that was read says otherwise than the project."""
        for differences in (self._documents.differences, self._differences):
            for problem in differences.told():
                self.report(problem)

    def _offers(self, batch: Sequence[IncomingSet]) -> list[Offer]:
        owners = self._owners(batch)
        offers: list[Offer] = []
        for incoming in batch:
            for problem in self._vetting.problems(incoming):
                self.report(problem)
            if not _has_work(incoming):
                continue
            coder = self._coders.take(incoming)
            document = document_id(incoming.document.sha256)
            newcomers = Newcomers(document, coder.id, self._codebook_id, owners)
            offer = Offer(incoming, document, coder.id, newcomers.operations(incoming))
            if self._is_first(offer, coder):
                offers.append(offer)
        return offers

    def _owners(self, batch: Sequence[IncomingSet]) -> Owners:
        return {
            (kind, identity): (owner.document_id, owner.coder_id)
            for kind, ids in own_ids(batch).items()
            for identity, owner in presence.find_owners(self._project, kind, ids).items()
        }

    def _is_first(self, offer: Offer, coder: Coder) -> bool:
        """Tell whether a coder's work on a text comes for the first time in this import.

        The same once more, as in the copy of a file, is known; anything else is refused.
        """
        short = bytes.fromhex(set_id(offer.document, offer.coder))
        content = content_of(offer.incoming)
        if short not in self._seen_sets:
            self._seen_sets[short] = content
            if len(self.sets) <= CHECKED:
                self.sets.append((offer.document, offer.coder, offer.incoming.place))
            return True
        if self._seen_sets[short] == content:
            for kind, operations in offer.operations.items():
                self.tally.known[kind] += len(operations)
        else:
            place = replace(offer.incoming.place, field="coder")
            self.report(Problem("set_twice", Severity.REFUSED, place, coder.name))
        return False

    def _unknown(self, offers: Sequence[Offer]) -> list[Operation]:
        """Return the operations for what the project does not have, kind after kind.

        On a text that comes with the same batch nothing can be marked yet.
        """
        kept: list[Operation] = []
        met: set[Id] = set()
        added: set[Id] = set()
        for kind in ORDER[2:]:
            doubtful: list[Operation] = []
            for offer in offers:
                operations = offer.operations[kind]
                is_fresh = offer.document in self._documents.fresh
                (kept if is_fresh else doubtful).extend(operations)
                self.tally.new[kind] += len(operations) if is_fresh else 0
            living = presence.find_living(self._project, kind, [op.id for op in doubtful])
            new = [op for op in doubtful if op.id not in living]
            self.tally.new[kind] += len(new)
            self.tally.known[kind] += len(doubtful) - len(new)
            kept += new
            met |= living
            added |= {op.id for op in new}
        for offer in offers:
            ids = {op.id for ops in offer.operations.values() for op in ops}
            if ids & met:
                self._compare(offer)
            if ids & added:
                self._refuse_locked(offer)
        return kept

    def _refuse_locked(self, offer: Offer) -> None:
        """Let nothing new come into work that is closed to its coder while it is reviewed."""
        if review_locks.is_locked(self._project, offer.document, offer.coder):
            place = replace(offer.incoming.place, field="coder")
            name = offer.incoming.coder_name
            self.report(Problem("work_locked", Severity.REFUSED, place, name))

    def _compare(self, offer: Offer) -> None:
        """Count what a record says otherwise than the project, which keeps what it has."""
        present = spans.load_set(self._project, offer.document, offer.coder, self._codebook_id)
        place = offer.incoming.place
        self._differences.add("mark_differs", count_differing(present, offer.operations), place)
        self._differences.add("set_differs", is_set_differing(present, offer.incoming), place)


def _has_work(incoming: IncomingSet) -> bool:
    """Tell whether a record is more than a bare document."""
    named = incoming.coder_name is not None
    return named or bool(incoming.spans or incoming.fields or incoming.comments)
