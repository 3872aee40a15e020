"""Everything that can be chosen by typing its name: labels, values, commands, articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.theme.naming import naming
from annotator.model.identity import Id
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings

if TYPE_CHECKING:
    from annotator.gui.dialogs.palette.entries import PaletteEntry

ARTICLES = 8
RECENTS = 12


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

    def open(
        self, session: Session | None, can_be_used: Callable[[str], bool], *, is_coding: bool = True
    ) -> None:
        """Open it over the window with the commands that can be used now.

        Labels, and words in the text, only where the text is shown (``is_coding``).
        """
        from annotator.gui.dialogs.palette.contents import command_entries, label_entries
        from annotator.gui.dialogs.palette.palette import Palette

        entries = command_entries(can_be_used)
        if session is not None and is_coding:
            entries = [*label_entries(naming()), *entries]
        palette = Palette(
            entries,
            find_articles=_article_finder(session) if session is not None else None,
            recents=self._settings["recent_commands"],
            text_keys="Ctrl+F" if session is not None and is_coding else None,
        )
        palette.chosen.connect(self._on_chosen)
        palette.open_over(self._window)

    def _on_chosen(self, entry: PaletteEntry) -> None:
        from annotator.gui.dialogs.palette.contents import SEPARATOR, recents_with
        from annotator.gui.dialogs.palette.entries import PaletteKind

        recents = self._settings["recent_commands"]
        self._settings["recent_commands"] = recents_with(entry, recents, RECENTS)
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


def _article_finder(session: Session) -> Callable[[str], Sequence[PaletteEntry]]:
    from annotator.gui.dialogs.palette.contents import article_entries

    def find(query: str) -> Sequence[PaletteEntry]:
        ids = session.finding.documents(query)[:ARTICLES]
        return article_entries(session.finding.rows(ids))

    return find
