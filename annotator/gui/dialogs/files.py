"""The computer's own dialogs for files and folders, in the language in use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QWidget

from annotator.workbench.language import _

Label = QFileDialog.DialogLabel
Kind = QFileIconProvider.IconType


class PlainIcons(QFileIconProvider):
    """Icons of files and folders that never look into a file.

    Qt's own opens a file whose ending it does not know; for a project that is open here this would
    drop SQLite's lock on it.
    """

    def icon(self, asked: QFileInfo | QFileIconProvider.IconType) -> QIcon:
        """Return the icon of a kind of place, or of what a path is."""
        if isinstance(asked, QFileInfo):
            asked = Kind.Folder if asked.isDir() else Kind.File
        return super().icon(asked)

    def type(self, info: QFileInfo) -> str:
        """Return what a column of kinds shows: a folder, or the ending of the name."""
        return _("Folder") if info.isDir() else info.suffix()


class FileDialog(QFileDialog):
    """A dialog that opens none of the files it shows."""

    def __init__(self, parent: QWidget, title: str, folder: str) -> None:
        super().__init__(parent, title, folder)
        self._icons = PlainIcons()  # Qt does not keep it
        self.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
        self.setIconProvider(self._icons)


def choose_files(
    parent: QWidget, title: str, patterns: Sequence[tuple[str, str]], folder: str = ""
) -> list[str]:
    """Ask for files; ``patterns`` are names with their wildcards (``*.txt *.jsonl``)."""
    dialog = _dialog(parent, title, folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters([f"{name} ({wildcards})" for name, wildcards in patterns])
    dialog.setLabelText(Label.Accept, _("Choose"))
    return _answer(dialog)


def choose_file(
    parent: QWidget, title: str, patterns: Sequence[tuple[str, str]], folder: str = ""
) -> str | None:
    """Ask for one file that is there."""
    dialog = _dialog(parent, title, folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([f"{name} ({wildcards})" for name, wildcards in patterns])
    dialog.setLabelText(Label.Accept, _("Choose"))
    return next(iter(_answer(dialog)), None)


def choose_folder(parent: QWidget, title: str, folder: str = "") -> str | None:
    """Ask for a folder."""
    dialog = _dialog(parent, title, folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setLabelText(Label.Accept, _("Choose"))
    return next(iter(_answer(dialog)), None)


def choose_new_file(parent: QWidget, title: str, path: str, name: str, ending: str) -> str | None:
    """Ask where a file is to be written; one that is there may be chosen."""
    dialog = _dialog(parent, title, str(Path(path).parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    # Whoever writes asks about an older file, in our words.
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setNameFilters([f"{name} (*{ending})"])
    dialog.setDefaultSuffix(ending.lstrip("."))
    dialog.selectFile(Path(path).name)
    dialog.setLabelText(Label.Accept, _("Choose"))
    return next(iter(_answer(dialog)), None)


def _dialog(parent: QWidget, title: str, folder: str) -> QFileDialog:
    dialog = FileDialog(parent.window(), title, folder)
    dialog.setLabelText(Label.Reject, _("Cancel"))
    dialog.setLabelText(Label.LookIn, _("Folder:"))
    dialog.setLabelText(Label.FileName, _("Name:"))
    dialog.setLabelText(Label.FileType, _("Kind:"))
    return dialog


def _answer(dialog: QFileDialog) -> list[str]:
    is_accepted = bool(dialog.exec())
    chosen = dialog.selectedFiles() if is_accepted else []
    dialog.deleteLater()
    return chosen
