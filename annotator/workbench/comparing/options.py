"""What is asked of the agreement: whose, of what, on which documents, and how it is drawn."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from annotator.model.identity import Id

SEED, DRAWS = 20261122, 2000
"""What intervals are drawn with where nobody says otherwise."""


class Table(StrEnum):
    """Who is compared with whom; the three are never mixed in one number."""

    CODERS = "coders"
    """Coders with each other."""
    GOLD = "gold"
    """Each coder with what was decided."""
    AGAIN = "again"
    """Each coder with what the same person marked a second time."""


@dataclass(frozen=True, slots=True)
class Options:
    """A question about the agreement.  Empty means all.

    ``coders`` are keys, names or ids; ``labels`` are label ids (of spans or relations);
    ``attribute`` is an attribute of those labels, or a document field; ``measures`` are ids, empty
    for a sensible set.  ``documents`` are keys or ids, ``meta`` what a document's metadata must
    say.  ``first_day`` and ``last_day`` (``2026-11-22``) bound the day on which the last of the
    coders was done.  ``labels_apart`` adds a row for each label.
    """

    coders: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    attribute: str | None = None
    measures: tuple[str, ...] = ()
    table: Table = Table.CODERS
    documents: tuple[str, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    first_day: str | None = None
    last_day: str | None = None
    finished_only: bool = True
    with_suggested: bool = True
    with_bulk: bool = True
    with_ignored: bool = False
    labels_apart: bool = True
    seed: int = SEED
    draws: int = DRAWS


def plain_options(options: Options) -> dict[str, Any]:
    """Return options as plain JSON, as a snapshot keeps them."""
    plain = dataclasses.asdict(options)
    plain["table"] = str(options.table)
    plain["meta"] = [list(pair) for pair in options.meta]
    return {name: list(one) if isinstance(one, tuple) else one for name, one in plain.items()}


def read_options(plain: Mapping[str, Any]) -> Options:
    """Return the options that a snapshot keeps; what it does not say is as for a new question."""
    known = {field.name for field in dataclasses.fields(Options)}
    given = {name: value for name, value in plain.items() if name in known}
    for name in ("coders", "labels", "measures", "documents"):
        given[name] = tuple(given.get(name, ()))
    given["meta"] = tuple((str(name), str(value)) for name, value in given.get("meta", ()))
    given["table"] = Table(given.get("table", Table.CODERS))
    return Options(**given)


@dataclass(frozen=True, slots=True)
class Target:
    """What one number is about: a measure, whose, and of which label or attribute.

    ``label`` and ``attribute`` are None for all labels and for no attribute.  An attribute without
    a label is a document field.
    """

    measure: str
    coders: tuple[Id, ...]
    label: str | None = None
    attribute: str | None = None
