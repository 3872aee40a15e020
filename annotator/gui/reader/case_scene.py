"""What is seen of a review in the text: the case in question, the other ones, their numbers."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.extent import Extent, Fragments
from annotator.model.identity import Id

DECIDED_HERE = Id("decided")
"""The coder of gold spans that belong to the case in question: they get a line, but no tag."""


@dataclass(frozen=True, slots=True)
class CaseSign:
    """The number of a case in the margin, level with the code point where the case begins."""

    number: int
    start: int
    is_active: bool = False


@dataclass(frozen=True, slots=True)
class CaseScene:
    """The case in question and its neighbours; all offsets are code points.

    Spans whose ``coder_id`` is one of ``letters`` get the lane of that coder.  ``label`` gives the
    case its hue: ``shared`` is filled, ``stretches`` (not marked by everybody) are hatched, at
    ``boundaries`` readings begin or end.  ``undecided`` are the other open cases.
    """

    letters: tuple[str, ...] = ()
    label: str = ""
    shared: Fragments = ()
    stretches: Fragments = ()
    boundaries: tuple[int, ...] = ()
    undecided: tuple[Extent, ...] = ()
    signs: tuple[CaseSign, ...] = ()


NO_CASE = CaseScene()
