"""How labels are told apart: a letter for caps and tags, and a colour."""

from __future__ import annotations

import itertools
import string
import unicodedata
from collections.abc import Iterable

from annotator.gui.theme.tone import SPARE_COLOURS
from annotator.model.codebook import Codebook, Label

_NO_LETTER = "•"


def label_letters(codebook: Codebook, language: str) -> dict[str, str]:
    """Return a capital for every label: its shortcut, else the first free letter of its name.

    Labels that cannot be put on a span get what is left; when nothing is left, a bullet.
    """
    offered = codebook.offered_labels()
    letters = {x.id: x.shortcut.upper() for x in offered if x.shortcut and len(x.shortcut) == 1}
    taken = set(letters.values())
    others = [x for x in codebook.labels.values() if x.id not in {y.id for y in offered}]
    for label in [*offered, *others]:
        if label.id not in letters:
            letters[label.id] = _first_free(_wishes(label, language), taken)
            taken.add(letters[label.id])
    return letters


def label_colours(codebook: Codebook) -> dict[str, str]:
    """Return a colour for every label: its own or its parents', else the next unused spare one."""
    colours = {x.id: found for x in codebook.labels.values() if (found := _colour(codebook, x))}
    used = {colour.upper() for colour in colours.values()}
    spare = [colour for colour in SPARE_COLOURS if colour not in used] or SPARE_COLOURS
    bare = [label.id for label in codebook.labels.values() if label.id not in colours]
    return colours | dict(zip(bare, itertools.cycle(spare), strict=False))


def _colour(codebook: Codebook, label: Label) -> str | None:
    """Return the label's own colour or that of its nearest parent that has one."""
    seen: set[str] = set()
    while not label.color and label.parent and label.parent not in seen:
        seen.add(label.parent)
        label = codebook.labels.get(label.parent, label)
    return label.color


def _wishes(label: Label, language: str) -> str:
    named = f"{label.short}{label.name.in_language(language)}{label.id}"
    plain = unicodedata.normalize("NFKD", named).upper()
    return plain + string.ascii_uppercase + string.digits


def _first_free(wishes: Iterable[str], taken: set[str]) -> str:
    possible = (x for x in wishes if x.isascii() and x.isalnum() and x not in taken)
    return next(possible, _NO_LETTER)
