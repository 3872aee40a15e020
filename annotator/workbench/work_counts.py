"""How the marks of several coders on one article spread over the labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.model.identity import Id
from annotator.model.span import Span
from annotator.store import spans
from annotator.workbench.context import Context

Place = tuple[tuple[tuple[int, int], ...], str]


@dataclass(frozen=True, slots=True)
class LabelCounts:
    """By coder, how many marks each label has on an article.

    ``shared`` counts, by label, the marks that all these coders put on the very same words; it is
    empty for fewer than two coders.
    """

    coders: Mapping[Id, Mapping[str, int]]
    shared: Mapping[str, int]

    @property
    def labels(self) -> frozenset[str]:
        """Return the labels that anybody used."""
        return frozenset(label for counts in self.coders.values() for label in counts)


def count_labels(context: Context, document_id: Id, coder_ids: Sequence[Id]) -> LabelCounts:
    """Count the marks of some coders on one article, by label."""
    places = {coder: _places(context, document_id, coder) for coder in coder_ids}
    shared: Counter[Place] = Counter()
    if len(coder_ids) > 1:
        first, *others = places.values()
        shared = first
        for one in others:
            shared = shared & one
    by_label = {coder: _by_label(found) for coder, found in places.items()}
    return LabelCounts(by_label, _by_label(shared))


def _places(context: Context, document_id: Id, coder_id: Id) -> Counter[Place]:
    found = spans.load_set(context.project, document_id, coder_id, context.codebook_id)
    return Counter(_place(one) for one in found.spans)


def _place(span: Span) -> Place:
    return tuple((one.start, one.end) for one in span.fragments), span.label


def _by_label(places: Mapping[Place, int]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for (_fragments, label), count in places.items():
        found[label] += count
    return dict(found)
