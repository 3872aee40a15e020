"""What the reading view shows, from theme, codebook and faces."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from annotator.gui.reader.look import LabelLook, TagMode, ViewLook
from annotator.gui.theme.naming import Naming
from annotator.gui.theme.tokens import Theme
from annotator.gui.theme.tone import Tone
from annotator.model.codebook import Codebook, Label

FILL_ALPHA = "D7"
"""How much of an inner mark's ground covers the outer one's."""

SELECTION_ALPHA = {False: "46", True: "69"}
HEADLINES = 3
"""A whole-paragraph label that a document has at most this often is a headline."""


class Colours(Protocol):
    """The theme, and the tones of labels in it."""

    @property
    def theme(self) -> Theme:
        """Return the theme."""

    def tone(self, label_id: str) -> Tone:
        """Return the tones of a label."""


class Families(NamedTuple):
    """The families of the text and of the tags."""

    reading: str
    tags: str


def make_view_look(
    colours: Colours, naming: Naming, families: Families, tag_mode: TagMode
) -> ViewLook:
    """Return what the reading view has to know of theme and codebook."""
    theme, codebook = colours.theme, naming.codebook
    containers = container_labels(codebook)
    labels = {
        label.id: _label_look(colours, naming, label, is_container=label.id in containers)
        for label in codebook.labels.values()
    }
    relations = {name: naming.relation_name(name) for name in codebook.relations}
    return ViewLook(
        background=theme.paper,
        ink=theme.ink,
        muted=theme.ink3,
        selection=_with_alpha(theme.focus, SELECTION_ALPHA[theme.is_dark]),
        caret=theme.ink,
        focus=theme.focus,
        labels=labels,
        relations=relations,
        reading_family=families.reading,
        tag_family=families.tags,
        tag_mode=tag_mode,
    )


def container_labels(codebook: Codebook) -> frozenset[str]:
    """Return the labels whose spans hold others: they get a lane and no ground.

    That is every label which another one may nest in, and those that take whole paragraphs.
    """
    hosts = {
        host
        for label in codebook.labels.values()
        for host, rule in label.span.overlap.items()
        if rule == "nest" and host not in ("same_label", "other")
    }
    whole = {label.id for label in codebook.labels.values() if label.span.snap == "paragraph"}
    return frozenset(hosts | whole)


def _label_look(colours: Colours, naming: Naming, label: Label, *, is_container: bool) -> LabelLook:
    tone = colours.tone(label.id)
    alpha = FILL_ALPHA if colours.theme.fill else "00"
    most = label.span.per_document.most
    is_headline = label.span.snap == "paragraph" and most is not None and most <= HEADLINES
    return LabelLook(
        letter=naming.label_letter(label.id),
        name=naming.label_name(label.id),
        line=tone.line,
        fill=_with_alpha(tone.fill, alpha),
        fill_on=tone.fill_on,
        tag=tone.tag,
        text=tone.text,
        on=tone.on,
        line_on=tone.line_on,
        is_outside=label.is_outside,
        is_container=is_container,
        is_headline=is_headline,
    )


def _with_alpha(colour: str, alpha: str) -> str:
    return f"#{alpha}{colour[-6:]}"
