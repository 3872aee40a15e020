"""What the keys do, by group and in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.gui.commands.actions import ACTIONS, MENUS
from annotator.gui.theme.naming import Naming
from annotator.workbench.language import N_, _

_HEAD = 2
"""How many rows a heading and the space above it count for when columns are filled."""

TEXT_KEYS = (
    (N_("Words"), N_("Select words"), "Shift+→"),
    (N_("Words"), N_("Label them as the first of the bar"), "Enter"),
    (N_("Words"), N_("All labels, or find a word"), "/"),
    (N_("Words"), N_("Keep the selection exactly as dragged"), "Alt"),
    (N_("The mark in focus"), N_("Answer the bold question"), "1–9"),
)
"""Keys of the text that are no commands: group, words, keys."""


@dataclass(frozen=True, slots=True)
class KeyHint:
    """What some keys do; ``label_id`` gives a label's own key its hue."""

    group: str
    text: str
    keys: str
    label_id: str | None = None


Group = tuple[str, list[KeyHint]]


def key_hints(naming: Naming | None) -> list[KeyHint]:
    """Return every key that works, those of labels and text first; None without a project."""
    hints: list[KeyHint] = []
    if naming is not None:
        hints += [
            KeyHint(_("Labels"), naming.label_name(one.id), key, one.id)
            for one in naming.codebook.offered_labels()
            if (key := naming.label_key(one.id))
        ]
        hints += [KeyHint(_(group), _(words), keys) for group, words, keys in TEXT_KEYS]
    commands = (row for row in ACTIONS if row.keys)
    return hints + [KeyHint(_plain(MENUS[row.menu]), _(row.text), row.keys[0]) for row in commands]


def _plain(title: str) -> str:
    """Return the title of a menu without the sign for its letter."""
    return _(title).replace("&", "")


def by_group(hints: Sequence[KeyHint]) -> list[Group]:
    """Return hints by their group, both in the order they came; hints without keys are left out."""
    groups: dict[str, list[KeyHint]] = {}
    for hint in hints:
        if hint.keys:
            groups.setdefault(hint.group, []).append(hint)
    return list(groups.items())


def in_columns(groups: Sequence[Group], columns: int) -> list[list[Group]]:
    """Share groups out over columns of much the same height; a group stays whole."""
    filled: list[list[int]] = [[] for _column in range(columns)]
    sizes = [len(some) + _HEAD for _name, some in groups]
    for place in sorted(range(len(groups)), key=lambda place: -sizes[place]):
        shortest = min(filled, key=lambda column: sum(sizes[one] for one in column))
        shortest.append(place)
    in_order = sorted(sorted(column) for column in filled if column)
    return [[groups[place] for place in column] for column in in_order]
