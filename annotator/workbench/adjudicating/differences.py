"""“My differences”: what was decided about a coder's own marks, as the coder reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from annotator.model.identity import Id
from annotator.model.review import Feedback, Verdict
from annotator.store import documents, reviews, spans
from annotator.workbench.context import Context


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a coder is told.

    ``own`` and ``gold`` say what each has (``label``, ``fragments``, ``text``, ``attributes``; a
    relation ``relation``, ``from``, ``to``; a document ``fields``), None for nothing.  ``mark`` is
    the kind and id of the coder's own mark; ``start`` (code point) is where to look, None for the
    document.  ``answer`` is the note that the coder has on that mark.
    """

    document_id: Id
    title: str
    case_id: Id
    kind: str
    verdict: Verdict
    own: Mapping[str, Any] | None
    gold: Mapping[str, Any] | None
    note: str
    question: str
    mark: tuple[str, Id] | None
    start: int | None
    answer: str

    @property
    def is_question(self) -> bool:
        """Tell whether the coder is asked something before it is decided."""
        return self.verdict is Verdict.SENT_BACK


def my_differences(context: Context, document_id: Id | None = None) -> list[Difference]:
    """Return what whoever codes now is told, of all documents or of one, in text order."""
    found: list[Difference] = []
    for feedback in reviews.list_feedback(context.project, context.coder.id):
        if document_id in (None, feedback.document_id):
            found += _of_document(context, feedback)
    return found


def _of_document(context: Context, feedback: Feedback) -> list[Difference]:
    document = documents.find_document(context.project, feedback.document_id)
    if document is None:
        return []
    own = spans.load_set(context.project, document.id, context.coder.id, context.codebook_id)
    notes = {one.target_id: one.text for one in own.comments}
    found = []
    for item in feedback.items:
        read: Mapping[str, Any] = item
        mark = read["mark"]
        found.append(
            Difference(
                document.id,
                document.title or document.name,
                Id(read["case_id"]),
                read["kind"],
                Verdict(read["verdict"]),
                read["own"],
                read["gold"],
                read["note"],
                read["question"],
                (mark[0], Id(mark[1])) if mark else None,
                _start(read["own"]) if read["own"] else _start(read["gold"] or {}),
                notes.get(Id(mark[1]), "") if mark else "",
            )
        )
    return sorted(found, key=lambda one: (one.start is None, one.start or 0))


def _start(said: Mapping[str, Any]) -> int | None:
    """Return where something that was said stands: its first code point."""
    if said.get("fragments"):
        start: int = said["fragments"][0][0]
        return start
    source = said.get("from")
    return _start(source) if source else None
