"""What one coder marked on the articles that count: the list behind a coder's own number."""

from __future__ import annotations

from annotator.model.identity import Id
from annotator.workbench.comparing.number import Source
from annotator.workbench.comparing.passages import Kind, Passage, hull_of, listed
from annotator.workbench.comparing.shares import marks_of


def own_marks(source: Source, coder: Id, label: str | None = None) -> tuple[Passage, ...]:
    """Return the marks of one coder (of one label), one a passage; their shares add up to 1.

    They are those that the coder's own count in the matrix counts.
    """
    wanted = {label} if label is not None else set(source.options.labels)
    found = []
    for article in source.choice.articles:
        if not source.is_ready(article.id, coder):
            continue
        for unit in marks_of(source.corpus, source.options, article.id, coder):
            if not wanted or unit.label in wanted:
                marks = ((unit,),)
                start, end = hull_of(marks)
                place = (article.id, Kind.AGREED, (coder,), start, end)
                found.append(Passage(*place, 0.0, (unit.label,), marks))
    share = 1 / len(found) if found else 0.0
    return listed(source.corpus, [one._replace(share=share) for one in found])
