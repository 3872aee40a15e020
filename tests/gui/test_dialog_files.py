"""The dialogs for files leave the files they show alone."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QFileInfo
from PySide6.QtWidgets import QFileDialog, QFileSystemModel, QWidget

from annotator.gui.dialogs import files
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
