"""Everything that can be chosen by typing its name: labels, values, commands, articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.theme.naming import naming
from annotator.model.attributes import Attribute
from annotator.model.codebook import Label
from annotator.model.identity import Id
from annotator.workbench.language import number
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings

if TYPE_CHECKING:
    from annotator.gui.dialogs.palette.entries import PaletteEntry

ARTICLES = 8
RECENTS = 12
DIGITS = 9
SEPARATOR = "\x1f"
"""Between the parts of the id of a value: label, attribute, value."""


class CommandPalette(QObject):
    """Opens the palette and says what was chosen."""

    label_chosen = Signal(str)
    value_chosen = Signal(str, str, str)
    command_chosen = Signal(str)
    text_wanted = Signal(str)
    article_chosen = Signal(object)

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings

    def open(self, session: Session | None, commands: Sequence[PaletteEntry]) -> None:
        """Open it over the window with the commands that can be used now."""
        from annotator.gui.dialogs.palette.palette import Palette

        entries: list[PaletteEntry] = []
        find_articles: Callable[[str], Sequence[PaletteEntry]] | None = None
        if session is not None:
            entries += label_entries(session.codebook.offered_labels())
            find_articles = _article_finder(session)
        palette = Palette(
            [*entries, *commands],
            find_articles=find_articles,
            recents=self._settings["recent_commands"],
            text_keys="Ctrl+F" if session is not None else None,
        )
        palette.chosen.connect(self._on_chosen)
        palette.open_over(self._window)

    def _on_chosen(self, entry: PaletteEntry) -> None:
        from annotator.gui.dialogs.palette.entries import PaletteKind

        recents = [one for one in self._settings["recent_commands"] if one != entry.id]
        if entry.kind is not PaletteKind.TEXT:
            self._settings["recent_commands"] = [entry.id, *recents][:RECENTS]
        if entry.kind is PaletteKind.LABEL:
            self.label_chosen.emit(entry.id)
        elif entry.kind is PaletteKind.VALUE:
            self.value_chosen.emit(*entry.id.split(SEPARATOR))
        elif entry.kind is PaletteKind.COMMAND:
            self.command_chosen.emit(entry.id)
        elif entry.kind is PaletteKind.TEXT:
            self.text_wanted.emit(entry.id)
        else:
            self.article_chosen.emit(Id(entry.id))


def label_entries(labels: Sequence[Label]) -> list[PaletteEntry]:
    """Return labels first, then the values of their questions."""
    entries = [_label_entry(label) for label in labels]
    for label in labels:
        for place, question in enumerate(label.attributes.values()):
            entries += _value_entries(label, question, is_first=place == 0)
    return entries


def _label_entry(label: Label) -> PaletteEntry:
    from annotator.gui.dialogs.palette.entries import PaletteEntry, PaletteKind

    return PaletteEntry(
        PaletteKind.LABEL,
        label.id,
        naming().label_name(label.id),
        keys=(label.shortcut or "").upper(),
        label_id=label.id,
        aliases=(label.id, label.short, *label.name.by_language.values()),
        definition=naming().words(label.definition),
    )


def _value_entries(label: Label, question: Attribute, *, is_first: bool) -> list[PaletteEntry]:
    from annotator.gui.dialogs.palette.entries import PaletteEntry, PaletteKind

    letter = (label.shortcut or "").upper()
    entries = []
    for place, value in enumerate(question.values.values(), 1):
        has_keys = is_first and letter and place <= DIGITS
        entries.append(
            PaletteEntry(
                PaletteKind.VALUE,
                SEPARATOR.join((label.id, question.id, value.id)),
                naming().words(value.name, value.id),
                f"{naming().label_name(label.id)} · {naming().attribute_name(question)}",
                f"{letter}+{place}" if has_keys else "",
                label.id,
                (value.id, *value.name.by_language.values()),
                naming().words(value.definition),
            )
        )
    return entries


def _article_finder(session: Session) -> Callable[[str], Sequence[PaletteEntry]]:
    from annotator.gui.dialogs.palette.entries import PaletteEntry, PaletteKind

    def find(query: str) -> Sequence[PaletteEntry]:
        ids = session.finding.documents(query)[:ARTICLES]
        return [
            PaletteEntry(
                PaletteKind.ARTICLE,
                row.id,
                row.title or row.name,
                number(row.span_count) if row.span_count else "",
                icon="file",
            )
            for row in session.finding.rows(ids)
        ]

    return find
