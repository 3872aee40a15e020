"""Finding extents again in a new version of a text.

First the place itself, where the words and what surrounds them stand as before; then the same words
elsewhere, where nothing else can be meant; then what is nearest by edit distance, in what the new
text has of its own.  Only the first two are sure enough to be taken without being looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model.anchor import Anchor, Standing
from annotator.model.extent import Extent, Fragments, are_in_order
from annotator.text.alignment import Area, aligned, common_prefix, common_suffix
from annotator.text.nearest import find_nearest
from annotator.text.tokens import snapped

CONTEXT = 32
"""How many code points before and after some words tell them from the same words elsewhere."""

LEAST = 8
"""How many of them, both sides together, have to be the same for words to be surely the same."""

FAR = 0.4
"""Of how many of their code points words may differ and still be offered."""

_LONGEST = 4_000
"""Longer quotes are not looked for by edit distance, but by where their ends have gone."""
_REACH = 20_000
"""In how many code points at most the nearest words are looked for."""
_TRIED = 200
"""How many places with the same words are compared."""


_WORST = (Standing.SAME, Standing.MOVED, Standing.CHANGED, Standing.LOST)


LOST = Anchor(Standing.LOST, (), 0.0)


class Reanchoring:
    """An old and a new text, and where extents of the old one are in the new one."""

    def __init__(self, old: str, new: str) -> None:
        self._old = old
        self._new = new
        self._alignment = aligned(old, new)
        self._found: dict[Extent, Anchor] = {}

    def find(self, fragments: Fragments) -> Anchor:
        """Return where an extent, or several that belong together, are now.

        Of several the whole stands as its worst part does; where one of them is lost, or they are
        no longer in order, the others are offered as changed.
        """
        parts = [self._find_one(part) for part in fragments]
        if len(parts) == 1:
            return parts[0]
        kept = tuple(part for anchor in parts for part in anchor.fragments)
        worst = max((anchor.standing for anchor in parts), key=_WORST.index)
        confidence = min(anchor.confidence for anchor in parts)
        if worst is not Standing.LOST and are_in_order(kept):
            return Anchor(worst, kept, confidence)
        ordered = _in_order(kept)
        if not ordered:
            return LOST
        share = sum(anchor.confidence for anchor in parts) / len(parts)
        return Anchor(Standing.CHANGED, ordered, min(share, 0.9))

    def _find_one(self, extent: Extent) -> Anchor:
        found = self._found.get(extent)
        if found is None:
            found = self._found[extent] = self._look(extent)
        return found

    def _look(self, extent: Extent) -> Anchor:
        return self._in_place(extent) or self._elsewhere(extent) or self._nearest(extent) or LOST

    # the same place -----------------------------------------------------------------------------

    def _in_place(self, extent: Extent) -> Anchor | None:
        """Return the place that the unchanged text around an extent gives it."""
        block = self._alignment.block_at(extent.start)
        if block is None or extent.end > block.old_end:
            return None
        shift = block.new - block.old
        found = Extent(extent.start + shift, extent.end + shift)
        before = min(extent.start - block.old, CONTEXT)
        after = min(block.old_end - extent.end, CONTEXT)
        is_whole_before = before == CONTEXT or (block.old == 0 and block.new == 0)
        is_whole_after = after == CONTEXT or self._ends_both(block.old_end, block.new_end)
        if not (is_whole_before and is_whole_after):
            window = self._old[extent.start - before : extent.end + after]
            is_only = _is_once(window, self._old) and _is_once(window, self._new)
            if before + after < LEAST or not is_only:
                return None
        return self._checked(extent, found, Standing.SAME, 1.0)

    def _ends_both(self, old: int, new: int) -> bool:
        return old == len(self._old) and new == len(self._new)

    # the same words -----------------------------------------------------------------------------

    def _elsewhere(self, extent: Extent) -> Anchor | None:
        """Return the place where the same words stand and nothing else can be meant.

        A place that came from another part of the old text is not free.
        """
        words = extent.slice(self._old)
        places = [place for place in _places(words, self._new) if self._is_free(extent, place)]
        if not places:
            return None
        expected = self._expected(extent)
        alike = {place: self._alike(extent, place) for place in places}
        best = max(places, key=lambda place: (alike[place], -abs(place - expected)))
        found = Extent(best, best + len(words))
        share = min(1.0, alike[best] / (2 * CONTEXT))
        is_only = _is_once(words, self._old) and _is_once(words, self._new)
        is_telling = len(words) >= CONTEXT or alike[best] >= LEAST
        if is_only and is_telling:
            return self._checked(extent, found, Standing.MOVED, round(0.7 + 0.3 * share, 3))
        return self._checked(extent, found, Standing.CHANGED, round(0.4 + 0.4 * share, 3))

    def _is_free(self, extent: Extent, place: int) -> bool:
        origin = self._alignment.origin_of(place, extent.length)
        return origin is None or origin == extent.start

    def _alike(self, extent: Extent, place: int) -> int:
        """Return how many code points before and after are the same at a place."""
        old, new = self._old, self._new
        before = common_suffix(old, new, extent.start, place, CONTEXT)
        after = common_prefix(old, new, extent.end, place + extent.length, CONTEXT)
        return before + after

    def _expected(self, extent: Extent) -> int:
        block = self._alignment.block_at(extent.start)
        if block is not None:
            return extent.start + block.new - block.old
        return self._alignment.gap_at(extent.start)[2]

    # words that are near ------------------------------------------------------------------------

    def _nearest(self, extent: Extent) -> Anchor | None:
        """Return the words that are the fewest edits away, in their place or in new text."""
        words = extent.slice(self._old)
        if len(words) > _LONGEST:
            return self._by_ends(extent)
        most = int(len(words) * FAR)
        for start, end in self._areas(extent):
            near = find_nearest(words, self._new[start:end], most)
            if near is not None:
                found = self._trimmed(Extent(start + near.start, start + near.end))
                if found is not None:
                    likeness = round(0.9 * (1 - near.distance / len(words)), 3)
                    return self._checked(extent, found, Standing.CHANGED, likeness)
        return None

    def _by_ends(self, extent: Extent) -> Anchor | None:
        start, end = self._mapped(extent)
        size = end - start
        if size <= 0 or not 1 - FAR <= size / extent.length <= 1 + FAR:
            return None
        found = self._trimmed(Extent(start, end))
        return self._checked(extent, found, Standing.CHANGED, 0.5) if found else None

    def _areas(self, extent: Extent) -> Iterator[tuple[int, int]]:
        """Yield where the words may be: between what surrounds them, then in all new text."""
        start, end = self._mapped(extent)
        if start < end:
            yield start, min(end, start + _REACH)
        room = _REACH
        near = sorted(self._alignment.gaps(), key=lambda gap: (_apart(gap, start), gap))
        for _first, _last, begin, stop in near:
            if stop - begin > 0 and (begin, stop) != (start, end) and room > 0:
                yield begin, min(stop, begin + room)
                room -= stop - begin

    def _mapped(self, extent: Extent) -> tuple[int, int]:
        """Return where the two ends are now; within changed text, the edge of it."""
        first = self._alignment.block_at(extent.start)
        last = self._alignment.block_at(extent.end - 1)
        start = (
            extent.start + first.new - first.old
            if first is not None
            else self._alignment.gap_at(extent.start)[2]
        )
        end = (
            extent.end + last.new - last.old
            if last is not None
            else self._alignment.gap_at(extent.end - 1)[3]
        )
        return start, end

    def _trimmed(self, found: Extent) -> Extent | None:
        """Return an extent of the new text without the blanks at its ends."""
        words = found.slice(self._new)
        start = found.start + len(words) - len(words.lstrip())
        end = found.end - len(words) + len(words.rstrip())
        return Extent(start, end) if start < end else None

    # what comes out -----------------------------------------------------------------------------

    def _checked(
        self, extent: Extent, found: Extent, standing: Standing, confidence: float
    ) -> Anchor:
        """Return an anchor that cuts no character or word that the old extent did not cut.

        Where it would, it is grown, and has to be looked at.
        """
        for unit in ("char", "token"):
            if snapped(self._old, extent, unit) == extent:
                grown = snapped(self._new, found, unit)
                if grown != found:
                    found, standing = grown, Standing.CHANGED
                    confidence = min(confidence, 0.9)
        return Anchor(standing, (found,), confidence)


def _in_order(parts: Fragments) -> Fragments:
    """Return the parts that stand in order, the first of those that overlap."""
    kept: list[Extent] = []
    for part in parts:
        if not kept or part.start >= kept[-1].end:
            kept.append(part)
    return tuple(kept)


def _is_once(words: str, text: str) -> bool:
    first = text.find(words)
    return first >= 0 and text.find(words, first + 1) < 0


def _places(words: str, text: str) -> Iterator[int]:
    place = text.find(words)
    for _number in range(_TRIED):
        if place < 0:
            return
        yield place
        place = text.find(words, place + 1)


def _apart(gap: Area, place: int) -> int:
    return max(gap[2] - place, place - gap[3], 0)
