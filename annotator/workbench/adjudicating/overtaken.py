"""Articles that were signed off and in which something waits to be decided again."""

from __future__ import annotations

from annotator.model.review import FINAL
from annotator.workbench.adjudicating.articles import Adjudicating
from annotator.workbench.context import Context


def find_overtaken(context: Context) -> list[str]:
    """Return the keys of the articles whose gold was signed off and may no longer fit, in order.

    Work that was joined later, or a codebook that defines a label otherwise, opens cases again;
    the gold stays as it was decided.  Every signed-off article is compared anew for this.
    """
    adjudicating = Adjudicating(context)
    return [
        article.key
        for article in adjudicating.articles()
        if article.status in FINAL and adjudicating.counts(article.document_id).left
    ]
