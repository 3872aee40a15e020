"""What is dropped on the window: a project is opened, other files are looked at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from window_scene import KEY, SHIFT

from annotator.gui.dialogs.import_sheet import ImportSheet

COPY = Qt.DropAction.CopyAction
HELD = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


def urls(*names):
    mime = QMimeData()
    texts = [str(name) for name in names]
    mime.setUrls([QUrl(one) if "://" in one else QUrl.fromLocalFile(one) for one in texts])
    return mime


def hold_over(desk, mime):
    """Hold something over the window; tell whether it would be taken."""
    place = QPointF(400, 300)
    enter = QDragEnterEvent(place.toPoint(), COPY, mime, *HELD)
    enter.ignore()
    QApplication.sendEvent(desk.window, enter)
    return enter.isAccepted()


def drop(desk, *names):
    """Drop files and addresses on the window, if it would take them."""
    mime = urls(*names)
    if not hold_over(desk, mime):
        return
    QApplication.sendEvent(desk.window, QDropEvent(QPointF(400, 300), COPY, mime, *HELD))
    desk.settle()


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "berita baru.txt"
    path.write_text("Berita baru\n\nASN harus netral.\n", encoding="utf-8")
    return path


def test_articles_are_looked_at_before_they_come_in(desk, article):
    assert desk.window.acceptDrops()
    assert hold_over(desk, urls(article))
    drop(desk, article)
    sheet = desk.sheet
    assert isinstance(sheet, ImportSheet)
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    assert [sheet.files.rows.cell(0, 0).text] == ["berita baru.txt"]
    assert desk.session.finding.count() == 5


def test_several_files_and_folders_are_looked_at_together(desk, article, tmp_path):
    folder = tmp_path / "more"
    folder.mkdir()
    for number in range(2):
        (folder / f"{number}.txt").write_text(f"Berita {number}\n", encoding="utf-8")
    drop(desk, article, folder)
    sheet = desk.sheet
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    assert sheet.files.rows.rowCount() == 3


def test_a_project_is_opened_in_place_of_the_one_that_is_open(desk, empty_project):
    drop(desk, empty_project)
    desk.press(KEY.Key_Tab, SHIFT)  # from joining it to opening it
    desk.press(KEY.Key_Return)
    assert desk.session.path == empty_project
    assert desk.sheet is None


def test_a_project_on_the_first_screen_is_opened(away, project):
    drop(away, project)
    assert away.session.path == project
    assert away.reader.hasFocus()


def test_the_project_among_other_files_is_what_is_opened(away, project, article):
    drop(away, article, project)
    assert away.session.path == project
    assert away.sheet is None


def test_articles_wait_for_a_project(away, article):
    drop(away, article)
    assert away.sheet is None
    assert away.window.projects.session is None


def test_addresses_and_words_are_not_taken(desk):
    words = QMimeData()
    words.setText("ASN harus netral")
    assert not hold_over(desk, words)
    assert not hold_over(desk, urls("https://example.org/berita.txt"))


def test_a_file_among_addresses_is_taken_alone(desk, article):
    names = ("https://example.org/x.txt", article)
    assert hold_over(desk, urls(*names))
    drop(desk, *names)
    sheet = desk.sheet
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    assert sheet.files.rows.rowCount() == 1


def test_a_sheet_has_to_be_answered_first(desk, article, empty_project):
    before = desk.session.path
    desk.trigger("export")
    sheet = desk.sheet
    assert not hold_over(desk, urls(article))
    drop(desk, empty_project)
    assert (desk.sheet, desk.session.path) == (sheet, before)
    desk.press(KEY.Key_Escape)
    desk.qtbot.waitUntil(lambda: hold_over(desk, urls(article)))


def test_something_that_is_no_project_is_said_and_changes_nothing(desk, tmp_path):
    before, path = desk.session.path, tmp_path / "text.annot"
    path.write_text("no project", encoding="utf-8")
    drop(desk, path)
    desk.press(KEY.Key_Tab, SHIFT)
    desk.press(KEY.Key_Return)
    assert desk.uppermost.message.happened
    assert desk.session.path == before
    assert path.read_text(encoding="utf-8") == "no project"
