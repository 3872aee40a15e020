"""From what was dragged over to the extent that is marked, and how its ends move."""

from __future__ import annotations

from annotator.model.codebook import Label
from annotator.model.extent import Extent, Fragments, are_in_order, united, without

_BLANKS = frozenset(" \t\u00a0")
"""What may lie between two stretches that are one where the second is added to the first."""


def marked_extent(text: str, selected: Extent, label: Label, *, is_exact: bool) -> Extent | None:
    """Return the extent a label takes for a selection, or None where nothing of it is left.

    Outer spaces and orphan punctuation fall away and ends grow to whole words (sentences,
    paragraphs), as the label's ``snap`` says; with Alt (``is_exact``) the selection stays as it is.
    """
    from annotator.text.tokens import snapped, trimmed

    if is_exact or label.span.snap == "char":
        return selected
    kept = trimmed(text, selected)
    if kept is None:
        return None
    grown = snapped(text, kept, label.span.snap)
    return trimmed(text, grown) or grown


def with_end_at(fragments: Fragments, offset: int, *, is_end: bool) -> Fragments | None:
    """Return fragments with the outer start (``is_end``: end) at an offset.

    None says that nothing would be left of the fragment there.
    """
    if is_end:
        *others, last = fragments
        return (*others, Extent(last.start, offset)) if offset > last.start else None
    first, *others = fragments
    return (Extent(offset, first.end), *others) if 0 <= offset < first.end else None


def settled_ends(
    text: str, before: Fragments, after: Fragments, label: Label, *, is_exact: bool
) -> Fragments:
    """Return fragments whose one end was dragged, with that end as a selection would have it."""
    settled = list(after)
    for at, (old, new) in enumerate(zip(before, after, strict=True)):
        wished = marked_extent(text, new, label, is_exact=is_exact) if new != old else None
        if wished is not None:
            start = wished.start if new.start != old.start else new.start
            end = wished.end if new.end != old.end else new.end
            settled[at] = Extent(start, end) if start < end else new
    return tuple(settled) if are_in_order(tuple(settled)) else after


def with_words(text: str, fragments: Fragments, added: Extent) -> Fragments:
    """Return fragments with a stretch added; where only blanks lie between, it grows together."""
    first, *others = united([*fragments, added])
    found = [first]
    for one in others:
        last = found[-1]
        is_near = last.contains(added) or one.contains(added)
        if is_near and _BLANKS.issuperset(text[last.end : one.start]):
            found[-1] = Extent(last.start, one.end)
        else:
            found.append(one)
    return tuple(found)


def without_words(text: str, fragments: Fragments, taken: Extent, *, is_exact: bool) -> Fragments:
    """Return fragments with whole words cut out, and nothing hanging loose where they were.

    ``is_exact`` cuts out the stretch as it is.  Empty where nothing is left.
    """
    from annotator.text.tokens import snapped, trimmed

    if is_exact:
        return without(fragments, (taken,))
    left = without(fragments, (snapped(text, taken, "token"),))
    kept = (one if one in fragments else trimmed(text, one) for one in left)
    return tuple(one for one in kept if one is not None)
