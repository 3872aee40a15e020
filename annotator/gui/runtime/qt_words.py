"""What Qt says by itself, in the language in use: Qt has no Indonesian."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTranslator

from annotator.workbench.language import N_, _

WORDS = frozenset(
    {
        # menus of text fields
        N_("&Undo"),
        N_("&Redo"),
        N_("Cu&t"),
        N_("&Copy"),
        N_("&Paste"),
        N_("Delete"),
        N_("Select All"),
        # menus of scroll bars
        N_("Scroll here"),
        N_("Top"),
        N_("Bottom"),
        N_("Left edge"),
        N_("Right edge"),
        N_("Page up"),
        N_("Page down"),
        N_("Page left"),
        N_("Page right"),
        N_("Scroll up"),
        N_("Scroll down"),
        N_("Scroll left"),
        N_("Scroll right"),
        # dialogs for files, where the computer has none of its own
        N_("Name"),
        N_("Size"),
        N_("Type"),
        N_("Kind"),
        N_("Date Modified"),
        N_("Computer"),
        N_("Drive"),
        N_("File"),
        N_("Folder"),
        N_("Files"),
        N_("Directories"),
        N_("All Files (*)"),
        N_("Sidebar"),
        N_("List of places and bookmarks"),
        N_("Back"),
        N_("Go back"),
        N_("Forward"),
        N_("Go forward"),
        N_("Parent Directory"),
        N_("Go to the parent directory"),
        N_("Create New Folder"),
        N_("Create a New Folder"),
        N_("List View"),
        N_("Change to list view mode"),
        N_("Detail View"),
        N_("Change to detail view mode"),
        N_("New Folder"),
        N_("Find Directory"),
        N_("Open"),
        N_("Save As"),
        N_("&New Folder"),
        N_("&Rename"),
        N_("&Delete"),
        N_("Show &hidden files"),
        N_("Show "),
        N_("&Open"),
        N_("&Save"),
        N_("&Choose"),
        N_("Remove"),
        N_("OK"),
        N_("Cancel"),
        N_("&Yes"),
        N_("&No"),
        N_("Are you sure you want to delete '%1'?"),
        N_("%1\nFile not found.\nPlease verify the correct file name was given."),
        N_("%1\nDirectory not found.\nPlease verify the correct directory name was given."),
    }
)
"""As they stand in Qt, which is where they are looked for."""


class QtWords(QTranslator):
    """Answers Qt with our sentences; what we do not know stays as Qt has it."""

    def translate(
        self,
        _context: bytes | bytearray | memoryview | str,
        source: bytes | bytearray | memoryview | str,
        _meaning: bytes | bytearray | memoryview | str | None = None,
        _number: int = -1,
    ) -> str:
        """Return what to show for a sentence of Qt; one that we do not know is shown as it is."""
        words = source if isinstance(source, str) else bytes(source).decode()
        return _(words) if words in WORDS else words

    def isEmpty(self) -> bool:
        """Say that there is something here: Qt asks no translator that is empty."""
        return False


def install_qt_words(application: QCoreApplication) -> None:
    """Let Qt ask us first, once for each application."""
    if application.findChild(QtWords) is None:
        application.installTranslator(QtWords(application))
