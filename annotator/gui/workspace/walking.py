"""Where a step leads: to the next mark, problem or place found, and around at the ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.span import Span


def next_span(spans: Sequence[Span], focused: Id | None, caret: int, step: int) -> Id | None:
    """Return the mark a step (1 or -1) from the one in focus, else from the caret."""
    if not spans:
        return None
    ids = [span.id for span in spans]
    if focused in ids:
        return ids[(ids.index(focused) + step) % len(ids)]
    after = next((at for at, span in enumerate(spans) if span.start >= caret), None)
    if step > 0:
        return ids[after or 0]
    return ids[(len(ids) if after is None else after) - 1]


def next_problem(
    ids: Sequence[Id], starts: Mapping[Id, int], focused: Id | None, caret: int, step: int
) -> Id | None:
    """Return the mark of the next problem; a mark that has several problems is left at once.

    ``ids`` are the marks of the problems in text order, ``starts`` where marks begin.
    """
    if not ids:
        return None
    if focused in ids:
        last = len(ids) - 1 - ids[::-1].index(focused)
        return ids[((ids.index(focused) if step < 0 else last) + step) % len(ids)]
    after = [one for one in ids if starts.get(one, -1) >= caret]
    before = [one for one in ids if one not in after]
    if step > 0:
        return after[0] if after else ids[0]
    return before[-1] if before else ids[-1]


def next_found(found: Sequence[Extent], selection: tuple[int, int], step: int) -> int | None:
    """Return the number of the next place found behind (or before) the selection."""
    if not found:
        return None
    start, end = sorted(selection)
    if step > 0:
        return next((at for at, one in enumerate(found) if one.start >= end), 0)
    sooner = [at for at, one in enumerate(found) if one.end <= start]
    return sooner[-1] if sooner else len(found) - 1
