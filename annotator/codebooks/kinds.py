"""What a place in a codebook can take: the words in which the grammar's tables are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

ID = r"[a-z][a-z0-9_]{0,63}"
LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"

FORMS: Mapping[str, re.Pattern[str]] = {
    "id": re.compile(ID),
    "value_id": re.compile(r"[A-Za-z0-9][A-Za-z0-9_. -]{0,63}"),
    "language": re.compile(LANGUAGE),
    "version": re.compile(r"\d+\.\d+\.\d+", re.ASCII),
    "color": re.compile(r"#[0-9A-Fa-f]{6}"),
    "shortcut": re.compile(r"((Ctrl|Alt|Shift|Meta)\+)*([A-Za-z0-9]|F([1-9]|1[0-2]))"),
    "count": re.compile(r"(\d+|\d+\.\.(\d+|\*))", re.ASCII),
    "condition": re.compile(r"((document|from|to)\.)?[a-z][a-z0-9_]*"),
    "fill_from": re.compile(r"[a-z0-9_]+\.[a-z0-9_]+"),
    "date": re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII),
}
"""The forms that texts must have, by name; the whole text must match."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words for people: one text, or one for each language."""


@dataclass(frozen=True, slots=True)
class String:
    """A text for programs.  ``form`` names an entry of ``FORMS``."""

    form: str | None = None
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number; ``whole`` ones have no fraction."""

    whole: bool = False
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """How many are allowed: ``2``, ``"0..1"`` or ``"1..*"``."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words (or true and false)."""

    values: tuple[str | bool | int, ...]


@dataclass(frozen=True, slots=True)
class Anything:
    """Whatever people write; it is kept as it is."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of things of one kind."""

    of: Kind
    least: int = 0
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping of things of one kind by their ids."""

    of: Kind
    form: str | None = "id"
    least: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with known keys.

    ``any_of`` are keys of which one must be there.  ``by`` names the key whose value decides which
    keys of ``only`` are allowed and which of ``needs`` must be there.
    """

    keys: Mapping[str, Kind]
    required: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    by: str | None = None
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shapes:
    """Different kinds, told apart by what stands there: a scalar, a list, a mapping, nothing."""

    scalar: Kind | None = None
    items: Kind | None = None
    mapping: Kind | None = None
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Tagged:
    """One of several records, told apart by the one key that each of them begins with."""

    records: Mapping[str, Record]


Kind = (
    Text
    | String
    | Flag
    | Number
    | Amount
    | Choice
    | Anything
    | Items
    | Entries
    | Record
    | Shapes
    | Tagged
)
