"""Every sheet by the keyboard alone, to a screen reader, in a small window, in both languages."""

from __future__ import annotations

import pytest
from joining_scene import conflict, report, side
from panel_scene import CODEBOOK, dress, said
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from annotator.gui.dialogs.ask_name import AskName
from annotator.gui.dialogs.backup_place import BackupPlace
from annotator.gui.dialogs.candidates import Candidate
from annotator.gui.dialogs.closing_sheet import ClosingSheet
from annotator.gui.dialogs.confirm import Answer, Message, MessageSheet, Question
from annotator.gui.dialogs.correction_sheet import CorrectionSheet
from annotator.gui.dialogs.decide_sheet import DecideSheet
from annotator.gui.dialogs.folder_sheet import FolderSheet
from annotator.gui.dialogs.guideline_sheet import GuidelineSheet
from annotator.gui.dialogs.import_sheet import ImportSheet
from annotator.gui.dialogs.join_sheet import JoinSheet
from annotator.gui.dialogs.key_hints import key_hints
from annotator.gui.dialogs.new_project import NewProject
from annotator.gui.dialogs.palette.contents import command_entries, label_entries
from annotator.gui.dialogs.palette.palette import Palette
from annotator.gui.dialogs.project_plan import CodebookChoice
from annotator.gui.dialogs.recover_sheet import RecoverSheet
from annotator.gui.dialogs.relate_popup import RelatePopup
from annotator.gui.dialogs.restore_sheet import RestoreSheet
from annotator.gui.dialogs.scrim import Floating
from annotator.gui.dialogs.shortcuts_sheet import ShortcutsSheet
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.workbench.joining import JoinedFile
from annotator.workbench.language import set_language

KEY = Qt.Key
LEAST = (960, 540)
ANSWERS = (Answer("a", "One"), Answer("b", "Two"))
COPY = JoinedFile("/in/copy.annot", 3)
TWO = conflict("a", side("1"), side("2"))
RELATION = Candidate("says", "says", "s", "t", "t", "rule", "ASN harus netral")


def joining(**more) -> JoinSheet:
    sheet = JoinSheet()
    sheet.show_preview(report(COPY, **more))
    return sheet


def deciding() -> DecideSheet:
    sheet = DecideSheet()
    sheet.show_rows([TWO], 1)
    return sheet


SHEETS = {
    "a name": lambda: AskName("Coder", "It stands on marks.", "Add"),
    "the place of backups": lambda: BackupPlace("/a", "/b", (1, 2, 3)),
    "closing": ClosingSheet,
    "a question": lambda: Question("Delete?", "It is gone then.", ANSWERS),
    "a message": lambda: MessageSheet(Message("T", "h", "p", "s", "st", "details"), ANSWERS),
    "a correction": lambda: CorrectionSheet("Correct"),
    "a decision": deciding,
    "the folder": lambda: FolderSheet(is_automatic=True),
    "a guideline": lambda: GuidelineSheet(CODEBOOK.labels["rule"]),
    "an import": lambda: ImportSheet(str),
    "joining": JoinSheet,
    "what would be joined": joining,
    "versions to choose": lambda: joining(conflicts=[TWO]),
    "a new project": lambda: NewProject(
        [CodebookChoice("/x/a.yaml", "A", ""), CodebookChoice("/x/b.yaml", "B", "")],
        lambda _path: (),
        folder="/x",
    ),
    "recovering": lambda: RecoverSheet("/a", "/b"),
    "backups": RestoreSheet,
    "relating": lambda: RelatePopup([RELATION]),
    "keys": lambda: ShortcutsSheet(key_hints(naming())),
    "the palette": lambda: Palette([*label_entries(naming()), *command_entries(bool)]),
}


@pytest.fixture
def opened(window):
    dress()
    window.resize(*LEAST)

    def make(name: str) -> Floating:
        sheet = SHEETS[name]()
        sheet.open_over(window)
        QApplication.processEvents()
        return sheet

    yield make
    dress()


def stops(sheet: Floating) -> list[QWidget]:
    """Return what Tab should come to; of choices that exclude each other the one that is made."""
    return [one for one in sheet.findChildren(QWidget) if takes_tab(one)]


def takes_tab(widget: QWidget) -> bool:
    is_other = isinstance(widget, QAbstractButton) and widget.autoExclusive()
    can_take = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
    is_there = widget.isVisible() and widget.isEnabled()
    return can_take and is_there and not (is_other and not widget.isChecked())


def spoken(widget: QWidget) -> str:
    name = widget.accessibleName()
    return name or (widget.text() if isinstance(widget, QAbstractButton) else "")


@pytest.mark.parametrize("name", SHEETS)
def test_whatever_takes_the_keyboard_has_a_name(opened, name):
    sheet = opened(name)
    assert sheet.accessibleName()
    assert [one for one in stops(sheet) if not spoken(one).strip()] == []


@pytest.mark.parametrize("name", SHEETS)
def test_tab_comes_to_everything_and_stays_inside(opened, name):
    sheet = opened(name)
    wanted, reached = set(stops(sheet)), set()
    for _press in range(len(wanted) + 2):
        focused = QApplication.focusWidget()
        assert focused is sheet or sheet.isAncestorOf(focused)
        reached.add(focused)
        QTest.keyClick(focused, KEY.Key_Tab)
    assert wanted <= reached


@pytest.mark.parametrize("name", SHEETS)
def test_escape_closes_from_every_kind_of_control(opened, name):
    first = opened(name)
    kinds = {
        QAbstractButton if isinstance(one, QAbstractButton) else type(one): at
        for at, one in enumerate(stops(first))
    }
    first.dismiss()
    for at in kinds.values():
        sheet = opened(name)
        stops(sheet)[at].setFocus()
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Escape)
        assert not sheet.is_open


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_and_all_its_buttons_fit_the_least_window(opened, window, name, language):
    set_language(language)
    look().set_codebook(CODEBOOK, language)
    sheet = opened(name)
    assert window.rect().contains(sheet.geometry())
    for button in sheet.findChildren(QAbstractButton):
        if button.isVisible() and not button.visibleRegion().isEmpty():
            corner = button.mapTo(sheet, button.rect().topLeft())
            assert 0 <= corner.x() <= sheet.width() - button.width()


@pytest.mark.parametrize("name", sorted(SHEETS.keys() - {"a question", "a name"}))
def test_a_sheet_speaks_the_language_in_use(opened, name):
    english = said(opened(name))
    set_language("id")
    look().set_codebook(CODEBOOK, "id")
    indonesian = said(opened(name))
    assert english != indonesian
