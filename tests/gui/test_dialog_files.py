"""The dialogs for files leave the files they show alone."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QFileInfo
from PySide6.QtWidgets import QFileDialog, QFileSystemModel, QWidget

from annotator.gui.dialogs import files
from annotator.workbench.language import set_language
from annotator.workbench.session import Session


def locks_of(path: Path) -> list[str]:
    inode = f":{path.stat().st_ino} "
    found = Path("/proc/locks").read_text(encoding="utf-8").splitlines()
    return [
        line for line in found if inode in line and "POSIX" in line and str(os.getpid()) in line
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("name", ["project.annot", "noending"])
def test_a_dialog_that_shows_the_open_project_does_not_open_it(qtbot, empty_project, name) -> None:
    path = Path(empty_project).rename(Path(empty_project).with_name(name))
    window = QWidget()
    qtbot.addWidget(window)
    with Session.open(path):
        if not locks_of(path):
            pytest.skip("this system does not show its locks")
        dialog = files.FileDialog(window, "Open", str(path.parent))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.show()
        model = dialog.findChild(QFileSystemModel)
        qtbot.waitUntil(lambda: model.index(str(path)).isValid())
        qtbot.wait(300)
        assert locks_of(path)
        dialog.close()


def test_icons_tell_folders_from_files(qapp, tmp_path) -> None:
    icons = files.PlainIcons()
    (tmp_path / "a.annot").touch()
    folder, file = (QFileInfo(str(path)) for path in (tmp_path, tmp_path / "a.annot"))
    assert (icons.type(folder), icons.type(file)) == ("Folder", "annot")
    assert icons.icon(folder).cacheKey() != icons.icon(file).cacheKey()
    assert not icons.icon(file).isNull()


@pytest.fixture
def asked(qtbot, monkeypatch):
    """Ask for something in the computer's dialog and look at it before it is left."""
    window = QWidget()
    qtbot.addWidget(window)
    seen = {}

    def look(dialog):
        seen["mode"], seen["patterns"] = dialog.fileMode(), dialog.nameFilters()
        seen["folder"] = dialog.directory().absolutePath()
        seen["labels"] = {one: dialog.labelText(one) for one in QFileDialog.DialogLabel}
        seen["asks_twice"] = not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
        seen["folders_only"] = dialog.testOption(QFileDialog.Option.ShowDirsOnly)
        seen["suffix"], seen["chosen"] = dialog.defaultSuffix(), dialog.selectedFiles()
        return False

    monkeypatch.setattr(QFileDialog, "exec", look)

    def ask(question, *more):
        assert not question(window, "Title", *more)
        return seen

    return ask


PATTERNS = [("Codebooks", "*.yaml *.yml"), ("All files", "*")]


def test_one_file_is_asked_for_where_one_is_wanted(asked, tmp_path):
    seen = asked(files.choose_file, PATTERNS, str(tmp_path))
    assert seen["mode"] is QFileDialog.FileMode.ExistingFile
    assert seen["patterns"] == ["Codebooks (*.yaml *.yml)", "All files (*)"]
    assert seen["folder"] == str(tmp_path)


def test_several_files_may_be_chosen_where_several_are_wanted(asked, tmp_path):
    seen = asked(files.choose_files, PATTERNS, str(tmp_path))
    assert seen["mode"] is QFileDialog.FileMode.ExistingFiles
    assert seen["patterns"] == ["Codebooks (*.yaml *.yml)", "All files (*)"]


def test_only_folders_are_offered_where_a_folder_is_wanted(asked, tmp_path):
    seen = asked(files.choose_folder, str(tmp_path))
    assert seen["mode"] is QFileDialog.FileMode.Directory
    assert seen["folders_only"]
    assert seen["folder"] == str(tmp_path)


def test_a_new_file_keeps_its_name_and_nobody_is_asked_twice_about_an_older_one(asked, tmp_path):
    path = tmp_path / "asn.jsonl"
    path.touch()
    seen = asked(files.choose_new_file, str(path), "JSONL", ".jsonl")
    assert (seen["suffix"], seen["patterns"]) == ("jsonl", ["JSONL (*.jsonl)"])
    assert seen["chosen"] == [str(path)]
    assert not seen["asks_twice"]


def test_every_label_is_in_the_language_in_use(asked, tmp_path):
    english = asked(files.choose_folder, str(tmp_path))["labels"]
    set_language("id")
    indonesian = asked(files.choose_folder, str(tmp_path))["labels"]
    same = {one for one in QFileDialog.DialogLabel if english[one] == indonesian[one]}
    assert same == {QFileDialog.DialogLabel.LookIn}  # a folder is one in both
