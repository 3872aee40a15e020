"""What stands behind a number: which list is asked for, and the list with its sum."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.identity import Id
from annotator.workbench.comparing.comparing import Comparing
from annotator.workbench.comparing.options import Options, Target
from annotator.workbench.comparing.own import own_marks
from annotator.workbench.comparing.passages import Passage
from annotator.workbench.comparing.rows import AgreementRow


@dataclass(frozen=True, slots=True)
class Part:
    """A number's own value on some of its documents, and the title of that part."""

    documents: frozenset[Id]
    value: float | None
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
    passages = _of_part(behind.passages, asked.part)
    return Listing(asked, passages, sum(one.share for one in passages), asked.part.value, row)


def _of_part(passages: tuple[Passage, ...], part: Part) -> tuple[Passage, ...]:
    """Return the passages of some documents; their shares make what the part's value lacks to 1.

    Shares of one number stand in the same proportion to each other in every part of it: what
    changes is only what the whole is.
    """
    found = [one for one in passages if one.document in part.documents]
    whole = sum(one.share for one in found)
    if not whole or part.value is None:
        return tuple(found)
    scale = (1 - part.value) / whole
    return tuple(one._replace(share=one.share * scale) for one in found)
