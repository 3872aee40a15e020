"""What a measure of agreement is: a sum over documents, and the number that follows from the sum.

Every measure is written as two functions.  ``tally`` reads one document into a vector of numbers
that can be added up; ``value`` makes the measurement of such a sum.  So the headline pools the
counts over documents, each document has a value of its own, and resampling documents costs a
matrix product and no second look at the texts.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from annotator.model.measurement import Measurement

Vector: TypeAlias = npt.NDArray[np.float64]
"""What one document (or a sum of documents) adds to a measure: numbers in a fixed order."""

Matrix: TypeAlias = npt.NDArray[np.float64]
"""Several such vectors, one a row."""

Answer: TypeAlias = Hashable
"""One coder's answer to one item; a set value is a ``frozenset``; None where there is none."""

Items: TypeAlias = Sequence[Sequence[Answer]]
"""Items by coders: each row is one item, each column a coder; None is a missing answer."""


def N_(sentence: str) -> str:
    """Mark a definition for translation; whoever shows it translates it."""
    return sentence


class Unit(NamedTuple):
    """A stretch of one document that a coder marked: half-open, in code points, with its label.

    ``fragments`` are its parts as (start, end) where it has several, else empty; ``id`` names it
    for whoever asks which units stand behind a number.
    """

    start: int
    end: int
    label: str
    id: str = ""
    fragments: tuple[tuple[int, int], ...] = ()


class Link(NamedTuple):
    """A directed relation between two units of the same coder, which are given by their ids."""

    label: str
    source: str
    target: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One document as coders marked it: its length in code points, their units and links.

    ``units`` and ``links`` have one sequence a coder, in the same order.
    """

    length: int
    units: tuple[Sequence[Unit], ...]
    links: tuple[Sequence[Link], ...] = ()


class Level(StrEnum):
    """What a measure looks at."""

    TEXTS = "texts"
    """Documents with units, as ``Text``."""
    ITEMS = "items"
    """Answers to items, as ``Items``."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its id and level, how a document is counted, and what follows from the sum.

    ``begin`` is called once with all documents (and the order of the values, where the caller
    knows one) and gives the two functions; it is where categories are gathered.  ``coders`` is how
    many it takes: 2, or 0 for any number from two.  ``definition`` is one English sentence, the
    source included.  ``is_symmetric`` tells that exchanging coders changes nothing,
    ``needs_label`` that ``begin`` takes the keyword ``label`` and the documents all labels that
    exclude each other, ``is_drawn`` that it takes ``seed``, ``samples`` and ``progress``,
    ``needs_order`` that only values in an order can be compared.
    """

    id: str
    level: Level
    definition: str
    begin: Callable[..., Counting]
    coders: int = 0
    is_symmetric: bool = True
    needs_label: bool = False
    is_drawn: bool = False
    needs_order: bool = False


@dataclass(frozen=True, slots=True)
class Counting:
    """The functions of a measure, for one set of documents.

    ``values`` is the bare number of ``value`` for many sums at once, NaN where there is none; it
    is there where resampling would be slow without it.  ``others`` are the measures that follow
    from the very same sums, by their ids: what was counted for one need not be counted for them.
    """

    tally: Callable[[Any], Vector]
    value: Callable[[Vector], Measurement]
    values: Callable[[Matrix], Vector] | None = None
    others: Mapping[str, Counting] = field(default_factory=dict)
