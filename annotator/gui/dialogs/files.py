"""The computer's own dialogs for files and folders, in the language in use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.workbench.language import _

Label = QFileDialog.DialogLabel


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
    dialog = QFileDialog(parent.window(), title, folder)
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
