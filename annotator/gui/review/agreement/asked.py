"""What stands behind a number: which list is asked for, and the list with its sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.model.identity import Id
from annotator.workbench.comparing.comparing import Comparing
from annotator.workbench.comparing.options import Options, Target
from annotator.workbench.comparing.own import own_marks
from annotator.workbench.comparing.passages import Passage
from annotator.workbench.comparing.rows import AgreementRow


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the documents of a number, and what they are called."""

    documents: frozenset[Id]
    title: str


@dataclass(frozen=True, slots=True)
class NumberAsked:
    """The list behind a number, or behind its value on a part of the documents."""

    target: Target
    options: Options
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class ConfusionAsked:
    """The pairs behind a cell of the confusion; None stands for what a coder did not mark."""

    coders: tuple[Id, Id]
    first: str | None
    second: str | None
    options: Options


@dataclass(frozen=True, slots=True)
class OwnAsked:
    """The marks of one coder."""

    coder: Id
    label: str | None
    options: Options


Asked = NumberAsked | ConfusionAsked | OwnAsked


def coders_of(asked: Asked) -> tuple[Id, ...]:
    """Return whom a list is about."""
    if isinstance(asked, OwnAsked):
        return (asked.coder,)
    return asked.target.coders if isinstance(asked, NumberAsked) else asked.coders


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: the passages, what each adds, and what they add up to.

    ``value`` is the number they make (None: there is none); of counts ``is_count`` is True, and
    the shares add up to the count itself.
    """

    asked: Asked
    passages: tuple[Passage, ...] = ()
    total: float = 0.0
    value: float | None = None
    row: AgreementRow | None = None
    is_count: bool = False


def listing_of(comparing: Comparing, asked: Asked) -> Listing:
    """Return the list that is asked for, with shares that add up to what it stands behind."""
    if isinstance(asked, NumberAsked):
        return _of_number(comparing, asked)
    if isinstance(asked, ConfusionAsked):
        confusion = comparing.confusion(*asked.coders, asked.options)
        found = confusion.behind(asked.first, asked.second)
    else:
        found = own_marks(comparing.source(asked.options), asked.coder, asked.label)
    passages = tuple(one._replace(share=1.0) for one in found)
    return Listing(asked, passages, float(len(passages)), float(len(passages)), is_count=True)


def _of_number(comparing: Comparing, asked: NumberAsked) -> Listing:
    behind = comparing.behind(asked.target, asked.options)
    row = comparing.row(asked.target, asked.options)
    if asked.part is None:
        return Listing(asked, behind.passages, behind.total, behind.value, row)
    documents = asked.part.documents
    value = comparing.number(asked.target, asked.options).value_on(documents)
    passages = _of_part([one for one in behind.passages if one.document in documents], value)
    return Listing(asked, passages, sum(one.share for one in passages), value, row)


def _of_part(found: Sequence[Passage], value: float | None) -> tuple[Passage, ...]:
    """Return the passages of some documents with shares that make what their value lacks to 1.

    Shares of one number stand in the same proportion to each other in every part of it: what
    changes is only what the whole is.
    """
    whole = sum(one.share for one in found)
    if not whole or value is None:
        return tuple(found)
    scale = (1 - value) / whole
    return tuple(one._replace(share=one.share * scale) for one in found)
