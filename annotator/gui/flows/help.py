"""Sheets that explain: keys, guidelines, errors, the program itself.

What they are made of is loaded when it is first asked for, so that the window opens sooner.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.gui.theme.naming import naming
from annotator.gui.workspace.workspace import Workspace
from annotator.model.codebook import Codebook
from annotator.model.version import VERSION
from annotator.workbench.language import _


class Help(QObject):
    """Opens the sheets over the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._shown: set[str] = set()

    def show_message(self, title: str, text: str, details: str) -> None:
        """Say what happened; ``details`` can be copied.  The same is not said twice at once."""
        from annotator.gui.dialogs.confirm import Message, MessageSheet

        if text in self._shown:
            return
        self._shown.add(text)
        sheet = MessageSheet(Message(title, text, details=details))
        sheet.closed.connect(lambda: self._shown.discard(text))
        sheet.open_over(self._window)

    def show_shortcuts(self, workspace: Workspace | None) -> None:
        """Show every key that works here, the labels' keys first."""
        from annotator.gui.dialogs.key_hints import key_hints
        from annotator.gui.dialogs.shortcuts_sheet import ShortcutsSheet

        shown = naming() if workspace is not None else None
        ShortcutsSheet(key_hints(shown)).open_over(self._window)

    def show_guideline(self, codebook: Codebook, label_id: str) -> None:
        """Show what the codebook says of a label."""
        from annotator.gui.dialogs.guideline_sheet import GuidelineSheet

        label = codebook.labels.get(label_id)
        if label is not None:
            GuidelineSheet(label).open_over(self._window)

    def show_about(self) -> None:
        """Say what this program is."""
        text = _(
            "Annotator {version} marks up articles by hand, alone or in a team. Projects are files "
            "on this computer; nothing is sent to the internet. Free software under the Apache "
            "License 2.0."
        )
        self.show_message(_("About Annotator"), text.format(version=VERSION), "")

    def ask_font(self, present: str) -> str | None:
        """Ask for the typeface of the text; None where it stays as it is."""
        from annotator.gui.dialogs.typefaces import choose_typeface

        return choose_typeface(self._window, present)
