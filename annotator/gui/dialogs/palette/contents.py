"""From the codebook, the commands and the articles to entries of the palette."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from annotator.gui.commands.actions import ACTIONS
from annotator.gui.dialogs.palette.entries import PaletteEntry, PaletteKind
from annotator.gui.panels.inspector.answers import first_armed
from annotator.gui.panels.inspector.options import digits_of
from annotator.gui.theme.naming import Naming
from annotator.model.attributes import Attribute, applicable
from annotator.model.codebook import Label
from annotator.model.document import DocumentRow
from annotator.workbench.language import _, number

SEPARATOR = "\x1f"
"""Between the parts of the id of a value: label, attribute, value."""


def label_entries(naming: Naming) -> list[PaletteEntry]:
    """Return labels first, then the values of their questions."""
    labels = naming.codebook.offered_labels()
    entries = [_label_entry(naming, label) for label in labels]
    for label in labels:
        armed = first_armed([one for one in applicable(label.attributes, {}) if one.values])
        for question in label.attributes.values():
            if not question.is_deprecated:
                is_armed = question.id == armed
                entries += _value_entries(naming, label, question, is_armed=is_armed)
    return entries


def command_entries(can_be_used: Callable[[str], bool]) -> list[PaletteEntry]:
    """Return the commands that can be used now, but for the one that opens the palette."""
    return [
        PaletteEntry(PaletteKind.COMMAND, row.id, _(row.text), keys=row.keys[0] if row.keys else "")
        for row in ACTIONS
        if row.id != "palette" and can_be_used(row.id)
    ]


def article_entries(rows: Iterable[DocumentRow]) -> list[PaletteEntry]:
    """Return articles by their titles, with how many marks each has."""
    return [
        PaletteEntry(
            PaletteKind.ARTICLE,
            row.id,
            row.title or row.name,
            number(row.span_count) if row.span_count else "",
            icon="file",
        )
        for row in rows
    ]


def recents_with(entry: PaletteEntry, recents: Sequence[str], most: int) -> list[str]:
    """Return what was chosen of late, an entry first; words looked for are not kept."""
    if entry.kind is PaletteKind.TEXT:
        return list(recents)
    return [entry.key, *(one for one in recents if one != entry.key)][:most]


def _label_entry(naming: Naming, label: Label) -> PaletteEntry:
    return PaletteEntry(
        PaletteKind.LABEL,
        label.id,
        naming.label_name(label.id),
        keys=naming.label_key(label.id),
        label_id=label.id,
        aliases=(label.id, label.short, *label.name.by_language.values()),
        definition=naming.words(label.definition),
    )


def _value_entries(
    naming: Naming, label: Label, question: Attribute, *, is_armed: bool
) -> list[PaletteEntry]:
    """Return the values that can be given, with their keys where digits act on them at once."""
    letter = naming.label_key(label.id)
    values = [one for one in question.values.values() if not one.is_deprecated]
    # Which digits there are where values come and go is known only at a mark.
    has_digits = is_armed and letter and not any(one.when.terms for one in values)
    digits = digits_of(values) if has_digits else {}
    entries = []
    for value in values:
        digit = digits.get(value.id)
        entries.append(
            PaletteEntry(
                PaletteKind.VALUE,
                SEPARATOR.join((label.id, question.id, value.id)),
                naming.words(value.name, value.id),
                f"{naming.label_name(label.id)} · {naming.attribute_name(question)}",
                f"{letter}+{digit}" if digit else "",
                label.id,
                (value.id, *value.name.by_language.values()),
                naming.words(value.definition),
            )
        )
    return entries
