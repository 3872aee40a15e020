"""The problems of a document as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.model.annotation_set import AnnotationSet
from annotator.model.codebook import Codebook
from annotator.model.extent import joined_text
from annotator.model.identity import Id
from annotator.model.problem import Problem, Severity
from annotator.workbench.carrying import WAITING
from annotator.workbench.wording import sentence

CHECK = "~check"
"""In place of a question: marks of an earlier version are to be checked."""

QUOTE = 200
"""Code points that are shown of a mark."""


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One problem as people read it: what is wrong, and the words it is about.

    ``label_id`` and ``span_id`` are empty where it concerns the whole document; ``field`` is the
    question it is about, if it is about one.
    """

    severity: Severity
    sentence: str
    label_id: str = ""
    quote: str = ""
    span_id: Id = Id("")
    field: str = ""

    @property
    def target(self) -> str:
        """Return what is to be shown: a span's id, else a question about the document."""
        return self.span_id or f"#{self.field}"


def problem_rows(
    problems: Iterable[Problem], annotations: AnnotationSet, text: str, codebook: Codebook
) -> list[ProblemRow]:
    """Return the problems of a set of marks on a text, in the order given."""
    spans = annotations.span_by_id()
    rows = []
    for problem in problems:
        span = spans.get(problem.span_id or Id(""))
        label = span.label if span else ""
        quote = joined_text(text, span.fragments)[:QUOTE] if span else ""
        words = sentence(problem, codebook)
        span_id, field = problem.span_id or Id(""), problem.place.field or ""
        if problem.code == WAITING:
            field = CHECK
        rows.append(ProblemRow(problem.severity, words, label, quote, span_id, field))
    return rows
