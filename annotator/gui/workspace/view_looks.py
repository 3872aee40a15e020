"""The application's look, translated for the reading view."""

from __future__ import annotations

from annotator.gui.reader.look import LabelLook, TagMode, ViewLook
from annotator.gui.theme.faces import face
from annotator.gui.theme.look import Look
from annotator.model.codebook import Codebook, Label

FILL_ALPHA = "D7"
"""How much of an inner mark's ground covers the outer one's."""

SELECTION_ALPHA = {False: "46", True: "69"}
HEADLINES = 3
"""A whole-paragraph label that a document has at most this often is a headline."""


def make_view_look(look: Look, tag_mode: TagMode, reading_family: str = "") -> ViewLook:
    """Return what the reading view has to know of theme and codebook."""
    theme = look.theme
    containers = container_labels(look.codebook)
    labels = {
        label.id: _label_look(look, label, label.id in containers)
        for label in look.codebook.labels.values()
    }
    relations = {name: look.relation_name(name) for name in look.codebook.relations}
    return ViewLook(
        background=theme.paper,
        ink=theme.ink,
        muted=theme.ink3,
        selection=_with_alpha(theme.focus, SELECTION_ALPHA[theme.is_dark]),
        caret=theme.ink,
        focus=theme.focus,
        labels=labels,
        relations=relations,
        reading_family=reading_family or face("reading"),
        tag_family=face("ui"),
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


def _label_look(look: Look, label: Label, is_container: bool) -> LabelLook:
    tone = look.tone(label.id)
    alpha = FILL_ALPHA if look.theme.fill else "00"
    most = label.span.per_document.most
    is_headline = label.span.snap == "paragraph" and most is not None and most <= HEADLINES
    return LabelLook(
        letter=look.label_letter(label.id),
        name=look.label_name(label.id),
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
