"""Relations that could be made from a mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.gui.dialogs.matching import find_match, folded
from annotator.gui.theme.naming import naming
from annotator.model.annotation_set import AnnotationSet
from annotator.model.codebook import Codebook
from annotator.model.extent import joined_text
from annotator.model.span import Span

QUOTE = 120
"""Code points that are shown of a mark."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One legal relation of the focused mark.

    ``other_id`` is the mark at the other end, with its label and words; ``distance`` orders the
    rows (code points between the two); ``is_outgoing`` says that the focused mark is the source.
    """

    relation_label_id: str
    relation_name: str
    source_id: str
    target_id: str
    other_id: str
    other_label_id: str
    quote: str
    is_outgoing: bool = True
    distance: int = 0

    @property
    def words(self) -> str:
        """Return the candidate as a sentence for screen readers."""
        arrow = "→" if self.is_outgoing else "←"
        return (
            f"{self.relation_name} {arrow} {naming().label_name(self.other_label_id)}: {self.quote}"
        )

    def fits(self, text: str) -> bool:
        """Tell whether every typed word is in the relation's or label's name or begins a word."""
        names = (self.relation_name, naming().label_name(self.other_label_id))
        quote = f" {folded(self.quote).letters}"
        return all(
            f" {folded(term).letters}" in quote or any(find_match(term, name) for name in names)
            for term in text.split()
        )


def find_candidates(
    codebook: Codebook, annotations: AnnotationSet, span: Span, text: str
) -> list[Candidate]:
    """Return the relations that a mark can still take part in, in text order of the other end."""
    taken = {(r.label, r.source_id, r.target_id) for r in annotations.relations}
    return [
        candidate
        for other in annotations.spans
        if other.id != span.id
        for candidate in _between(codebook, span, other, text)
        if (candidate.relation_label_id, candidate.source_id, candidate.target_id) not in taken
    ]


def _between(codebook: Codebook, span: Span, other: Span, text: str) -> Iterator[Candidate]:
    """Yield what the codebook lets lead from one mark to the other, in both directions."""
    quote = " ".join(joined_text(text, other.fragments)[:QUOTE].split())
    for source, target in ((span, other), (other, span)):
        for relation in codebook.legal_relations(source.label, target.label):
            if not relation.is_deprecated:
                yield Candidate(
                    relation.id,
                    naming().relation_name(relation.id),
                    source.id,
                    target.id,
                    other.id,
                    other.label,
                    quote,
                    is_outgoing=source.id == span.id,
                    distance=max(other.start - span.end, span.start - other.end, 0),
                )
