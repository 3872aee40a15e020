"""What the reading view has to be told of colours, names and faces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

TagMode = Literal["letters", "names"]


@dataclass(frozen=True, slots=True)
class LabelLook:
    """How the marks of one label look.  Colours are ``#RRGGBB`` or ``#AARRGGBB``.

    ``line`` is the lane and the arc; ``fill`` and ``fill_on`` are the grounds at rest and in focus
    (an alpha of about D7 lets an outer mark shine through, 00 means no ground); ``text`` on ``tag``
    is the tag at rest, ``on`` on ``line_on`` the tag in focus.

    Text under an ``is_outside`` label is grey and carries nothing; a label that holds others
    (``is_container``) has a lane but no ground at rest; ``is_headline`` makes the text semi-bold.
    """

    letter: str
    name: str
    line: str
    fill: str
    fill_on: str
    tag: str
    text: str
    on: str
    line_on: str
    is_outside: bool = False
    is_container: bool = False
    is_headline: bool = False


@dataclass(frozen=True, slots=True)
class ViewLook:
    """Everything the reading view takes from theme and codebook.

    ``labels`` and ``relations`` go by label id; ``relations`` holds the names written on arcs and
    is empty where a codebook has none (then no room is kept for arcs).  An empty family means the
    application's own font.
    """

    background: str = "#FFFFFF"
    ink: str = "#000000"
    muted: str = "#6B6B6B"
    selection: str = "#462459C4"
    caret: str = "#000000"
    focus: str = "#2459C4"
    labels: Mapping[str, LabelLook] = field(default_factory=dict)
    relations: Mapping[str, str] = field(default_factory=dict)
    reading_family: str = ""
    tag_family: str = ""
    tag_mode: TagMode = "letters"

    def label(self, label_id: str) -> LabelLook:
        """Return the look of a label; one that is not known is plain and carries its own id."""
        return self.labels.get(label_id) or self._plain(label_id)

    def tag_name(self, label_id: str) -> str:
        """Return what stands on the tag of a mark at rest."""
        label = self.label(label_id)
        short = label.letter or label.name[:1]
        return short if self.tag_mode == "letters" else label.name

    def _plain(self, label_id: str) -> LabelLook:
        return LabelLook(
            letter=label_id[:1].upper(),
            name=label_id,
            line=self.muted,
            fill=_with_alpha(self.muted, "22"),
            fill_on=_with_alpha(self.muted, "55"),
            tag=_with_alpha(self.muted, "33"),
            text=self.ink,
            on=self.background,
            line_on=self.muted,
        )


def _with_alpha(colour: str, alpha: str) -> str:
    return f"#{alpha}{colour[-6:]}"
