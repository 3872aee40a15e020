"""Questions to an open project: which articles, what is marked, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.codebooks.rules import find_problems
from annotator.model.annotation_set import AnnotationSet
from annotator.model.coder import Coder
from annotator.model.document import Document, DocumentRow, Progress
from annotator.model.identity import Id
from annotator.model.problem import Problem
from annotator.store import coders, conflicts, documents, spans
from annotator.store.team_traces import has_assignments
from annotator.workbench.carrying import waiting_problems, waiting_spans
from annotator.workbench.context import Context


class Finding:
    """Reads; changes nothing."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def documents(self, query: str = "") -> list[Id]:
        """Return the ids of the documents whose title or text has all words of the query."""
        return documents.find_documents(self._context.project, query)

    def served(self, query: str = "") -> list[Id]:
        """Return the same documents in the order in which this coder is to code them.

        What is assigned comes first, in its order; what is served on a later day comes last.
        """
        context = self._context
        if not has_assignments(context.project, context.coder.id):
            return self.documents(query)
        from annotator.workbench.serving import in_serving_order  # not where one codes alone

        return in_serving_order(context, self.documents(query))

    def rows(self, ids: Sequence[Id]) -> list[DocumentRow]:
        """Return what the list shows of some documents, for this coder."""
        return documents.load_rows(self._context.project, self._context.coder.id, ids)

    def document(self, document_id: Id) -> Document:
        """Return a document with its text."""
        return documents.load_document(self._context.project, document_id)

    def count(self) -> int:
        """Return how many documents the project has."""
        return documents.count_documents(self._context.project)

    def progress(self) -> dict[Progress, int]:
        """Return how many documents this coder has not begun, has begun and has finished."""
        return documents.progress_counts(self._context.project, self._context.coder.id)

    def annotations(self, document_id: Id) -> AnnotationSet:
        """Return everything this coder marked on a document."""
        context = self._context
        return spans.load_set(context.project, document_id, context.coder.id, context.codebook_id)

    def problems(self, annotations: AnnotationSet) -> list[Problem]:
        """Return what the codebook's rules say of a set, in text order.

        Before that, that marks of an earlier version of the text wait to be checked.
        """
        found = find_problems(self._context.codebook, annotations)
        return [*waiting_problems(self._context.project, annotations), *found]

    def waiting(self, document_id: Id) -> int:
        """Return how many of this coder's marks of earlier versions wait to be checked."""
        return len(waiting_spans(self._context.project, document_id, self._context.coder.id))

    def coders(self) -> list[Coder]:
        """Return everybody who is known in the project, by name."""
        return coders.list_coders(self._context.project)

    def refresh_index(self) -> bool:
        """Take a few more documents into the search index; True while there is more to do."""
        return documents.refresh_index(self._context.project, 200) > 0

    def count_undecided(self) -> int:
        """Return how many rows are in two versions and wait for a decision."""
        return conflicts.count_conflicts(self._context.project)

    def undecided_spans(self) -> frozenset[Id]:
        """Return which marks are in two versions."""
        return conflicts.conflicting_ids(self._context.project, "span")
