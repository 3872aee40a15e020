"""One row of a gold reading that is being put together: what is chosen, and how it is changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.model.adjudication import RowPlace
from annotator.model.errors import RefusedError
from annotator.model.extent import Extent, Fragments, are_in_order
from annotator.model.identity import Id
from annotator.model.span import Attributes, AttributeValue
from annotator.text.tokens import next_boundary, previous_boundary


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of one row by hand; what is None stays.

    ``start`` and ``end`` are code points; ``answers`` are set one by one, an empty one taken away;
    ``source`` and ``target`` are gold spans.
    """

    is_there: bool | None = None
    start: int | None = None
    end: int | None = None
    fragments: Fragments | None = None
    label: str | None = None
    answers: Attributes = field(default_factory=dict)
    source: Id | None = None
    target: Id | None = None


@dataclass
class RowDraft:
    """What is chosen of one row; None where nothing is yet.

    ``first`` and ``last`` are the two ends in code points; ``fragments`` are kept where several
    were chosen.  ``is_open_within`` tells that what lies between agreed ends is still to be
    chosen.  ``answers`` holds what was chosen, None for "no answer"; ``asked_of`` says under
    which label each was read, "" where it was given by hand.  Ends of a relation are rows of span
    cases, or ids of gold spans.
    """

    is_there: bool | None = None
    first: int | None = None
    last: int | None = None
    fragments: Fragments | None = None
    is_open_within: bool = False
    label: str | None = None
    answers: dict[str, AttributeValue] = field(default_factory=dict)
    asked_of: dict[str, str] = field(default_factory=dict)
    source: RowPlace | Id | None = None
    target: RowPlace | Id | None = None

    @property
    def extents(self) -> Fragments | None:
        """Return the fragments chosen, None while an end is missing or they make no extent."""
        if self.is_open_within:
            return None
        if self.fragments is not None:
            return self.fragments
        if self.first is None or self.last is None or self.first >= self.last:
            return None
        return (Extent(self.first, self.last),)

    @property
    def is_empty(self) -> bool:
        """Tell whether both ends are chosen, but so that nothing is left between them."""
        return self.first is not None and self.last is not None and self.first >= self.last

    def put_answer(self, name: str, value: AttributeValue, label: str = "") -> None:
        """Choose an answer: as it was read under a label, or by hand."""
        self.answers[name], self.asked_of[name] = value, label

    def answers_under(self, label: str) -> dict[str, AttributeValue]:
        """Return the answers given by hand, and those that were read under a label."""
        return {k: v for k, v in self.answers.items() if self.asked_of.get(k, "") in ("", label)}

    def put_end(self, place: int, *, is_end: bool) -> None:
        """Choose where it begins or ends; several fragments become one extent by that."""
        self.fragments, self.is_open_within = None, False
        if is_end:
            self.last = place
        else:
            self.first = place

    def put_fragments(self, fragments: Fragments) -> None:
        """Choose the whole extent at once."""
        self.first, self.last = fragments[0].start, fragments[-1].end
        self.is_open_within = False
        self.fragments = fragments if len(fragments) > 1 else None

    def check_extent(self, edit: Edit, length: int) -> None:
        """Refuse ends that are no extent of a text of a length: ``offsets_not_in_text``."""
        if edit.fragments is not None:
            is_fine = are_in_order(edit.fragments) and edit.fragments[-1].end <= length
        else:
            first = self.first if edit.start is None else edit.start
            last = self.last if edit.end is None else edit.end
            is_ordered = first is None or last is None or first < last
            is_begun = first is None or 0 <= first < length
            is_fine = is_ordered and is_begun and (last is None or 0 < last <= length)
        if not is_fine:
            raise RefusedError("offsets_not_in_text", length=length)

    def put_extent(self, edit: Edit) -> None:
        """Choose the ends of an edit that was checked."""
        if edit.fragments is not None:
            self.put_fragments(edit.fragments)
        if edit.start is not None:
            self.put_end(edit.start, is_end=False)
        if edit.end is not None:
            self.put_end(edit.end, is_end=True)

    def can_end_at(self, place: int, *, is_end: bool) -> bool:
        """Tell whether an end may lie at a place, so that something is left."""
        if is_end:
            return self.first is None or place > self.first
        return self.last is None or place < self.last


def next_place(candidates: list[int], now: int | None, step: int) -> int:
    """Return the nearest candidate in a direction (1 or -1); the outermost stays where it is."""
    if now is None:
        return candidates[0] if step < 0 else candidates[-1]
    further = [one for one in candidates if (one - now) * step > 0]
    if not further:
        return now
    return min(further) if step > 0 else max(further)


def next_token(text: str, at: int, step: int, *, is_end: bool) -> int:
    """Return the next place in a direction where a token begins or (``is_end``) ends."""
    return _further_on(text, at, is_end) if step > 0 else _further_back(text, at, is_end)


def _further_on(text: str, at: int, is_end: bool) -> int:
    is_before = not is_end and text[at : at + 1].isspace()
    to = at if is_before else next_boundary(text, at, "word")
    while not is_end and text[to : to + 1].isspace():
        to += 1
    return to


def _further_back(text: str, at: int, is_end: bool) -> int:
    is_behind = is_end and at > 0 and text[at - 1].isspace()
    to = at if is_behind else previous_boundary(text, at, "word")
    while is_end and to > 0 and text[to - 1].isspace():
        to -= 1
    return to
