"""Letters in place of names: shuffled for each case by the review's seed."""

from __future__ import annotations

import random
from collections.abc import Sequence

from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.workbench.adjudicating.states import LETTERS


def coders_in_order(seed: int, case_id: Id, coder_ids: Sequence[Id]) -> tuple[Id, ...]:
    """Return the coders in the order of their letters, which is another one for every case."""
    order = sorted(coder_ids)
    random.Random(f"{seed} {case_id}").shuffle(order)
    return tuple(order)


def letter_at(place: int) -> str:
    """Return the letter of a place: A to Z, then A2 and so on."""
    turn, letter = divmod(place, len(LETTERS))
    return LETTERS[letter] + (str(turn + 1) if turn else "")


def place_of(letter: str, count: int) -> int:
    """Return the place of a letter; RefusedError ``no_such_letter`` beyond the coders there are."""
    for place in range(count):
        if letter_at(place) == letter:
            return place
    raise RefusedError("no_such_letter", letter=letter)
