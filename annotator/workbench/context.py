"""What every verb needs: the project, who is coding, with which codebook, who is to be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.model.change import Change, Operation
from annotator.model.codebook import Codebook
from annotator.model.coder import Coder
from annotator.model.document import Document
from annotator.model.errors import RefusedError
from annotator.model.extent import joined_text
from annotator.model.identity import Id
from annotator.model.span import Span
from annotator.store import documents
from annotator.store.lineage import load_lineage
from annotator.store.project import Project
from annotator.store.review_locks import has_locked, is_locked
from annotator.workbench.events import Events

QUOTE = 60
"""How many code points of a span's words are kept in the log for the wording of undo."""


@dataclass
class Context:
    """An open project seen by one coder."""

    project: Project
    coder: Coder
    codebook: Codebook
    codebook_id: Id
    events: Events = field(default_factory=Events)

    def perform(
        self,
        action: str,
        operations: Sequence[Operation],
        about: Mapping[str, object],
        *,
        group: Id | None = None,
        initiator: object = None,
    ) -> Change:
        """Write a verb in one transaction, then tell who wants to know.

        Raises RefusedError ``replaced_text`` where it is about an earlier version of an article.
        """
        if named := about.get("document_id"):
            self.refuse_replaced(Id(str(named)))
        self.project.commit(self.coder.id, action, operations, about, group=group)
        change = change_of(action, operations, about, initiator)
        self.events.publish(change)
        return change

    def perform_own(
        self,
        action: str,
        operations: Sequence[Operation],
        about: Mapping[str, object],
        *,
        group: Id | None = None,
        initiator: object = None,
    ) -> None:
        """Write a verb on the coder's own marks on the document that ``about`` names.

        Raises as ``perform`` does, and RefusedError ``locked_for_review``.
        """
        self.refuse_locked(Id(str(about["document_id"])))
        self.perform(action, operations, about, group=group, initiator=initiator)

    def perform_many(
        self,
        action: str,
        operations: Sequence[Operation],
        about: Mapping[str, object],
        *,
        initiator: object = None,
    ) -> Change:
        """Write a verb of any number of rows in one transaction and as one step of undo."""
        group = self.project.make_id()
        self.project.commit_many(self.coder.id, action, operations, about, group=group)
        change = change_of(action, operations, about, initiator)
        self.events.publish(change)
        return change

    def refuse_replaced(self, document_id: Id) -> None:
        """Refuse to change an earlier version: ``replaced_text`` (``key``, ``title``)."""
        current = load_lineage(self.project).current.get(document_id)
        if current is not None:
            newest = documents.load_document(self.project, current)
            raise RefusedError("replaced_text", key=newest.key, title=newest.title or newest.name)

    def refuse_locked(self, document_id: Id) -> None:
        """Refuse to change one's own work while it is reviewed: ``locked_for_review``."""
        if is_locked(self.project, document_id, self.coder.id):
            raise RefusedError("locked_for_review")

    def refuse_any_locked(self) -> None:
        """Refuse to change one's own work while any of it is reviewed: ``locked_for_review``."""
        if has_locked(self.project, self.coder.id):
            raise RefusedError("locked_for_review")


def change_of(
    action: str,
    operations: Sequence[Operation],
    about: Mapping[str, object],
    initiator: object = None,
) -> Change:
    """Return the fact that a list of operations makes; without documents it concerns them all."""
    documents = {
        Id(str(op.value["document_id"]))
        for op in operations
        if op.value and "document_id" in op.value
    }
    documents |= {op.id for op in operations if op.kind == "document"}
    if named := about.get("document_id"):
        documents.add(Id(str(named)))
    elif any(op.value is None and op.kind != "document" for op in operations):
        documents.clear()  # what is deleted does not say where it was: it may be anywhere
    return Change(
        kinds=frozenset(op.kind for op in operations),
        ids=frozenset(op.id for op in operations),
        document_ids=frozenset(documents),
        action=action,
        about=about,
        initiator=initiator,
    )


def quote_of(document: Document, span: Span) -> str:
    """Return the first words of a span, as the log keeps them."""
    words = joined_text(document.text, span.fragments)[: QUOTE * 2].split()
    return " ".join(words)[:QUOTE]
