"""How well typed letters fit a title: in order, at the start of words, accents and case aside."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

WHOLE = 360
AT_START = 300
AT_WORD = 240
INSIDE = 180
SCATTERED = 150
"""Scores of the kinds of fit, the best first; a long text costs up to ``LENGTH_COST`` of it."""

LENGTH_COST = 20
GAP_COST = 8
WORD_COST = 5
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Match:
    """How well it fits, and which code points of the text were typed, in order."""

    score: int
    positions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without case and accents: its letters, and for each the code point it came from."""

    letters: str
    places: tuple[int, ...]
    starts: tuple[int, ...]

    def starts_word(self, index: int) -> bool:
        """Tell whether a letter is the first of its word."""
        before = self.letters[index - 1] if index else " "
        return self.letters[index].isalnum() and not before.isalnum()


@lru_cache(maxsize=8192)
def folded(text: str) -> Folded:
    """Take case and accents off a text (its first ``LONGEST`` code points)."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text[:LONGEST]):
        for part in unicodedata.normalize("NFKD", character).casefold():
            if not unicodedata.combining(part):
                letters.append(part)
                places.append(place)
    joined = "".join(letters)
    plain = Folded(joined, tuple(places), ())
    starts = tuple(i for i in range(len(joined)) if plain.starts_word(i))
    return Folded(joined, plain.places, starts)


def find_match(query: str, text: str) -> Match | None:
    """Return how a query fits a text, or None.

    Letters that stand together fit anywhere; letters with gaps only where each new word is met
    at its first letter (``nu`` fits “Netralitas umum”, ``kmp`` fits “kampanye”).
    """
    wanted = folded(query.strip()).letters
    whole = folded(text)
    if not wanted:
        return Match(0)
    cost = min(len(whole.letters), 100) * LENGTH_COST // 100
    together = _together(wanted, whole)
    if together is not None:
        score, first = together
        picked: tuple[int, ...] = tuple(range(first, first + len(wanted)))
    else:
        scattered = _scattered(wanted.replace(" ", ""), whole)
        if scattered is None:
            return None
        score, picked = max(SCATTERED - scattered[0], 40), scattered[1]
    return Match(score - cost, tuple(dict.fromkeys(whole.places[i] for i in picked)))


def word_positions(query: str, text: str) -> tuple[int, ...]:
    """Return the code points of the words of a text that begin with one of the typed words."""
    whole = folded(text)
    found: set[int] = set()
    for term in query.split():
        wanted = folded(term).letters
        for start in whole.starts:
            if wanted and whole.letters.startswith(wanted, start):
                found.update(whole.places[start : start + len(wanted)])
    return tuple(sorted(found))


def _together(wanted: str, whole: Folded) -> tuple[int, int] | None:
    if whole.letters.startswith(wanted):
        return (WHOLE if whole.letters == wanted else AT_START), 0
    first = whole.letters.find(wanted)
    if first < 0:
        return None
    place = first
    while place >= 0:
        if whole.starts_word(place):
            return AT_WORD, place
        place = whole.letters.find(wanted, place + 1)
    return INSIDE, first


def _is_subsequence(wanted: str, letters: str) -> bool:
    place = 0
    for letter in wanted:
        place = letters.find(letter, place) + 1
        if not place:
            return False
    return True


def _candidates(whole: Folded, letter: str, after: int) -> Iterator[tuple[int, int]]:
    """Yield (cost, index) of where a letter may be picked: next, in the same word, in a later one.

    ``after`` is the index behind the letter picked before, 0 at the beginning.
    """
    letters = whole.letters
    if after:
        if letters[after : after + 1] == letter:
            yield 0, after
        for index in range(after + 1, len(letters)):
            if not letters[index - 1].isalnum():
                break
            if letters[index] == letter:
                yield GAP_COST, index
    for index in whole.starts:
        if index >= after and letters[index] == letter:
            yield WORD_COST, index


def _scattered(wanted: str, whole: Folded) -> tuple[int, tuple[int, ...]] | None:
    """Return the cheapest way to pick the wanted letters, as (cost, their indices)."""
    if not _is_subsequence(wanted, whole.letters):
        return None

    @cache
    def cheapest(index: int, after: int) -> tuple[int, tuple[int, ...]] | None:
        if index == len(wanted):
            return 0, ()
        ways = []
        for cost, place in _candidates(whole, wanted[index], after):
            rest = cheapest(index + 1, place + 1)
            if rest is not None:
                ways.append((cost + rest[0], (place, *rest[1])))
        return min(ways, default=None)

    return cheapest(0, 0)
