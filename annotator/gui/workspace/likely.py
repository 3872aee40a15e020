"""Which labels are likely for the words just selected."""

from __future__ import annotations

from collections import Counter

from annotator.model.annotation_set import AnnotationSet
from annotator.model.codebook import Codebook
from annotator.model.extent import Extent

OFFERED = 3
RECENT_WEIGHT = 6
LENGTH_WEIGHT = 8


def likely_labels(
    codebook: Codebook, annotations: AnnotationSet, extent: Extent, recent: list[str]
) -> list[str]:
    """Return up to three label ids, the likeliest first.

    A label scores by how often the article has it, by how lately it was used, and by how near the
    usual length of its marks is to the length of the selection.
    """
    offered = [label.id for label in codebook.offered_labels() if not label.is_outside]
    counts = Counter(span.label for span in annotations.spans)
    lengths: dict[str, list[int]] = {}
    for span in annotations.spans:
        lengths.setdefault(span.label, []).append(span.end - span.start)

    def score(label: str) -> float:
        usual = sorted(lengths.get(label, []))
        middle = usual[len(usual) // 2] if usual else 0
        nearness = min(middle, extent.length) / max(middle, extent.length)
        late = RECENT_WEIGHT - recent.index(label) if label in recent[:RECENT_WEIGHT] else 0
        return min(counts[label], RECENT_WEIGHT) + late + LENGTH_WEIGHT * nearness

    order = {label: number for number, label in enumerate(offered)}
    return sorted(offered, key=lambda label: (-score(label), order[label]))[:OFFERED]
