"""What Qt says by itself is in the language in use."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QFileDialog, QLineEdit, QToolButton

from annotator.gui.runtime.qt_words import WORDS, QtWords, install_qt_words
from annotator.workbench.language import language, set_language


@pytest.fixture
def in_language(qapp):
    before = language()
    install_qt_words(qapp)
    yield set_language
    set_language(before)
    for words in qapp.findChildren(QtWords):
        qapp.removeTranslator(words)
        words.setParent(None)


def menu_of(field: QLineEdit) -> list[str]:
    menu = field.createStandardContextMenu()
    return [action.text().partition("\t")[0] for action in menu.actions() if action.text()]


def test_the_menu_of_a_field_speaks_the_language_in_use(qtbot, in_language):
    field = QLineEdit("kata")
    qtbot.addWidget(field)
    in_language("id")
    assert menu_of(field) == [
        "&Urungkan", "&Ulangi", "Po&tong", "&Salin", "&Tempel", "Hapus", "Pilih semua",
    ]  # fmt: skip
    in_language("en")
    assert menu_of(field)[:2] == ["&Undo", "&Redo"]


def test_a_dialog_for_files_leaves_no_english_word(qtbot, in_language, tmp_path):
    in_language("id")
    dialog = QFileDialog(None, "", str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    tips = [button.toolTip() for button in dialog.findChildren(QToolButton) if button.toolTip()]
    assert set(tips) == {
        "Kembali", "Maju", "Folder induk", "Buat folder baru",
        "Tampilan daftar", "Tampilan rinci",
    }  # fmt: skip


def test_every_word_that_qt_asks_for_is_known(qtbot, qapp, in_language, tmp_path):
    """A newer Qt that says something else is noticed here."""
    asked = set()

    class Listener(QTranslator):
        def translate(self, context, source, _meaning=None, _number=-1):
            if context in ("QLineEdit", "QFileSystemModel", "QFileDialog", "QWidgetTextControl"):
                asked.add(source)
            return source

        def isEmpty(self):
            return False

    listener = Listener()
    qapp.installTranslator(listener)
    dialog = QFileDialog(None, "", str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    menu_of(QLineEdit(dialog))
    qapp.removeTranslator(listener)
    keys = {"Alt+Left", "Alt+Right", "Alt+Up"}
    ours = {"&Look in:", "Directory:", "File &name:", "Files of &type:"}  # gui/dialogs/files.py
    assert asked - WORDS - keys - ours == set()


def test_what_is_not_ours_stays_as_qt_has_it(in_language):
    in_language("id")
    assert QCoreApplication.translate("QDialog", "What's This?") == "What's This?"


def test_it_is_installed_once(qapp, in_language):
    install_qt_words(qapp)
    assert len(qapp.findChildren(QtWords)) == 1
