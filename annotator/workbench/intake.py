"""Incoming records against the project: what is new, what is there, what cannot be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.model.change import Operation
from annotator.model.coder import Coder
from annotator.model.identity import Id, document_id, own_key, set_id
from annotator.model.incoming import IncomingSet
from annotator.model.problem import Problem, Severity
from annotator.store import coders, presence, rows
from annotator.workbench.context import Context
from annotator.workbench.document_intake import ORDER, DocumentIntake, Tally
from annotator.workbench.newcomers import Newcomers, Owners, own_ids
from annotator.workbench.vetting import Vetting

Made = tuple[Id, dict[str, list[Operation]]]
"""A document and what is offered on it, by kind."""

LISTED = 1000
"""How many problems are kept word for word; the rest are only counted."""


class Intake:
    """Turns batches of incoming records into operations, in the one transaction of an import."""

    def __init__(self, context: Context) -> None:
        self._project = context.project
        self._importer = context.coder
        self._codebook_id = context.codebook_id
        self._vetting = Vetting(context.codebook)
        self.tally = Tally()
        self._documents = DocumentIntake(context.project, self.tally, self.report)
        self.problems: list[Problem] = []
        self.problem_count = 0
        self.is_refused = False
        self.new_coders: list[str] = []
        self._coders: dict[tuple[str | None, str], Coder] = {}
        self._seen_sets: set[bytes] = set()

    def report(self, problem: Problem) -> None:
        """Keep a problem; one that is refused stops the whole import at its end."""
        self.problem_count += 1
        self.is_refused = self.is_refused or problem.severity is Severity.REFUSED
        if len(self.problems) < LISTED:
            self.problems.append(problem)

    def take(self, batch: Sequence[IncomingSet]) -> list[Operation]:
        """Return what has to be written for a batch, documents before what lies on them."""
        written = self._documents.take(batch)
        offered, made_coders = self._sets(batch)
        return [*written, *made_coders, *self._unknown(offered)]

    def _sets(self, batch: Sequence[IncomingSet]) -> tuple[list[Made], list[Operation]]:
        owners = self._owners(batch)
        made: list[Operation] = []
        offered: list[Made] = []
        for incoming in batch:
            for problem in self._vetting.problems(incoming):
                self.report(problem)
            if not _has_work(incoming):
                continue
            coder, operations = self._coder(incoming)
            made += operations
            document = document_id(incoming.document.sha256)
            if self._is_first(incoming, set_id(document, coder.id)):
                newcomers = Newcomers(document, coder.id, self._codebook_id, owners)
                offered.append((document, newcomers.operations(incoming)))
        return offered, made

    def _owners(self, batch: Sequence[IncomingSet]) -> Owners:
        return {
            (kind, identity): (owner.document_id, owner.coder_id)
            for kind, ids in own_ids(batch).items()
            for identity, owner in presence.find_owners(self._project, kind, ids).items()
        }

    def _is_first(self, incoming: IncomingSet, identity: Id) -> bool:
        short = bytes.fromhex(identity)
        if short in self._seen_sets:
            place = replace(incoming.place, field="coder")
            self.report(Problem("set_twice", Severity.REFUSED, place, incoming.coder_name))
            return False
        self._seen_sets.add(short)
        return True

    def _unknown(self, offered: Sequence[Made]) -> list[Operation]:
        """Return the operations for what the project does not have, kind after kind.

        On a text that comes with the same batch nothing can be marked yet.
        """
        kept: list[Operation] = []
        for kind in ORDER[2:]:
            doubtful: list[Operation] = []
            for document, operations in offered:
                is_fresh = document in self._documents.fresh
                (kept if is_fresh else doubtful).extend(operations[kind])
                self.tally.new[kind] += len(operations[kind]) if is_fresh else 0
            living = presence.find_living(self._project, kind, [op.id for op in doubtful])
            new = [op for op in doubtful if op.id not in living]
            self.tally.new[kind] += len(new)
            self.tally.known[kind] += len(doubtful) - len(new)
            kept += new
        return kept

    def _coder(self, incoming: IncomingSet) -> tuple[Coder, list[Operation]]:
        if incoming.coder_name is None:
            # A file that says nothing of coders holds the work of whoever brings it.
            return self._importer, []
        name, key = incoming.coder_name, incoming.coder_key
        if known := self._coders.get((key, name)):
            return known, []
        coder, made = self._matched(name, key)
        self._coders[key, name] = coder
        return coder, made

    def _matched(self, name: str, key: str | None) -> tuple[Coder, list[Operation]]:
        """Return the coder of a file: by id, else by name, else a new one."""
        project = self._project
        if key and (coder := coders.find_coder_by_key(project, key)):
            return coder, []
        coder = coders.find_coder_by_name(project, name)
        if coder is None:
            identity = project.make_id()
            coder = Coder(identity, key or own_key("c", identity), name)
            self.new_coders.append(name)
        elif key and not coders.has_marks(project, coder.id):
            # Nothing hangs on this coder yet, so it takes the identity the file gives.
            coder = replace(coder, key=key)
        else:
            return coder, []
        return coder, [Operation("coder", coder.id, rows.coder_value(coder))]


def _has_work(incoming: IncomingSet) -> bool:
    """Tell whether a record is more than a bare document."""
    named = incoming.coder_name is not None
    return named or bool(incoming.spans or incoming.fields or incoming.comments)
