"""Incoming records against the project: what is new, what is there, what cannot be kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotator.model.annotation_set import AnnotationSet
from annotator.model.change import Operation
from annotator.model.coder import Coder
from annotator.model.identity import Id, derived_id, document_id, own_id, own_key, set_id
from annotator.model.incoming import IncomingSet
from annotator.model.problem import Problem, Severity
from annotator.store import coders, presence, rows
from annotator.store.project import Project
from annotator.workbench.context import Context
from annotator.workbench.document_intake import ORDER, DocumentIntake, Tally
from annotator.workbench.newcomers import Newcomers
from annotator.workbench.vetting import Vetting

MARKS = ("span", "relation", "comment")

LISTED = 1000
"""How many problems are kept word for word; the rest are only counted."""


class Intake:
    """Turns batches of incoming records into operations, in the one transaction of an import."""

    def __init__(self, context: Context) -> None:
        self._project = context.project
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
        sets, made_coders = self._sets(batch)
        return [*written, *made_coders, *self._unknown(sets)]

    def _sets(self, batch: Sequence[IncomingSet]) -> tuple[list[AnnotationSet], list[Operation]]:
        names = _MarkNames(self._project, batch)
        made: list[Operation] = []
        pairs: list[tuple[IncomingSet, Newcomers]] = []
        for incoming in batch:
            for problem in self._vetting.problems(incoming):
                self.report(problem)
            if incoming.coder_name is None:
                continue
            coder, operations = self._coder(incoming)
            made += operations
            document = document_id(incoming.document.sha256)
            if self._is_first(incoming, set_id(document, coder.id)):
                newcomers = Newcomers(document, coder.id, self._codebook_id, names.name)
                pairs.append((incoming, newcomers))
        return [newcomers.annotation_set(incoming) for incoming, newcomers in pairs], made

    def _is_first(self, incoming: IncomingSet, identity: Id) -> bool:
        short = bytes.fromhex(identity)
        if short in self._seen_sets:
            place = replace(incoming.place, field="coder")
            self.report(Problem("set_twice", Severity.REFUSED, place, incoming.coder_name))
            return False
        self._seen_sets.add(short)
        return True

    def _unknown(self, sets: Sequence[AnnotationSet]) -> list[Operation]:
        """Return the operations for what the project does not have."""
        kept: list[Operation] = []
        for kind, operations in zip(ORDER[2:], _operations(sets), strict=True):
            living = presence.find_living(self._project, kind, [op.id for op in operations])
            new = [op for op in operations if op.id not in living]
            self.tally.new[kind] += len(new)
            self.tally.known[kind] += len(operations) - len(new)
            kept += new
        return kept

    def _coder(self, incoming: IncomingSet) -> tuple[Coder, list[Operation]]:
        name, key = str(incoming.coder_name), incoming.coder_key
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


def _operations(sets: Sequence[AnnotationSet]) -> Iterator[list[Operation]]:
    """Yield the operations of sets: kind after kind, in the order of ``ORDER``."""
    yield [
        Operation("annotation_set", set_id(one.document_id, one.coder_id), rows.set_value(one))
        for one in sets
    ]
    yield [Operation("span", x.id, rows.span_value(x)) for one in sets for x in one.spans]
    yield [
        Operation("relation", x.id, rows.relation_value(x)) for one in sets for x in one.relations
    ]
    yield [Operation("comment", x.id, rows.comment_value(x)) for one in sets for x in one.comments]


class _MarkNames:
    """Gives the marks of a batch their ids.

    A key that this program wrote carries its id.  Where a file gives such a key to another coder
    or document (somebody copied a record to begin with), the copy gets an id of its own.
    """

    def __init__(self, project: Project, batch: Sequence[IncomingSet]) -> None:
        wanted: dict[str, list[Id]] = {kind: [] for kind in MARKS}
        for kind, key in _keys(batch):
            if identity := own_id(key):
                wanted[kind].append(identity)
        self._owners: dict[tuple[str, Id], tuple[Id, Id]] = {
            (kind, identity): (owner.document_id, owner.coder_id)
            for kind, ids in wanted.items()
            for identity, owner in presence.find_owners(project, kind, ids).items()
        }

    def name(self, kind: str, document: Id, coder: Id, key: str) -> Id:
        identity = own_id(key)
        here = (document, coder)
        if identity and self._owners.setdefault((kind, identity), here) == here:
            return identity
        return derived_id(kind, document, coder, key)


def _keys(batch: Sequence[IncomingSet]) -> Iterator[tuple[str, str]]:
    for incoming in batch:
        for note in incoming.comments:
            yield "comment", note.key
        for span in incoming.spans:
            yield "span", span.key
            for note in span.comments:
                yield "comment", note.key
        for relation in incoming.relations:
            yield "relation", relation.key
