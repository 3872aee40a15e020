"""Reading a document's review from the project: who is compared, their cases, what is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.agreement.cases import cases_of
from annotator.model.adjudication import Case
from annotator.model.annotation_set import AnnotationSet
from annotator.model.assignment import NOT_COMPARED
from annotator.model.document import FINISHED
from annotator.model.identity import Id
from annotator.store import coders, documents, spans
from annotator.store.reviewing import Work, list_work
from annotator.workbench.adjudicating.board import Board, participants
from annotator.workbench.adjudicating.ledger import Ledger, load_ledger
from annotator.workbench.adjudicating.meanings import Meanings, rules_of
from annotator.workbench.context import Context

COMPARED = 2
"""How many coders it takes."""


@dataclass
class Loader:
    """Reads boards; ``with_unfinished`` also compares work that is not called finished."""

    context: Context
    with_unfinished: bool = False

    def __post_init__(self) -> None:
        self.meanings = Meanings(self.context)

    def people(self) -> set[Id]:
        """Return the coders whose work can be compared."""
        every = coders.list_coders(self.context.project)
        return {coder.id for coder in every if coder.role not in NOT_COMPARED}

    def is_compared(self, work: Work) -> bool:
        """Tell whether a coder's work on a document is compared, were nothing decided yet."""
        return work.is_finished or (self.with_unfinished and work.has_marks)

    def load(self, document_id: Id) -> Board:
        """Return a document's review as it stands."""
        context = self.context
        with context.project.file.lock:
            document = documents.load_document(context.project, document_id)
            ledger = load_ledger(context.project, document_id, context.codebook_id)
            sets = self._sets(document_id, ledger)
        return Board(
            document,
            sets,
            self._cases(sets),
            ledger,
            frozenset(who for who, one in sets.items() if one.status not in FINISHED),
            context.codebook_id,
            self.meanings.is_redefined,
            frozenset(one.id for one in context.codebook.relations.values() if one.is_symmetric),
        )

    def _sets(self, document_id: Id, ledger: Ledger) -> dict[Id, AnnotationSet]:
        """Return the sets of who has finished, and of whom decisions were about."""
        context, people = self.context, self.people()
        chosen = {
            work.coder_id
            for work in list_work(context.project, document_id)
            if self.is_compared(work)
        }
        chosen |= {who for one in ledger.decisions.values() for who in participants(one)}
        return {
            who: spans.load_set(context.project, document_id, who, context.codebook_id)
            for who in sorted(chosen & people)
        }

    def _cases(self, sets: dict[Id, AnnotationSet]) -> tuple[Case, ...]:
        if len(sets) < COMPARED:
            return ()
        return cases_of(sets.values(), rules_of(self.context.codebook))
