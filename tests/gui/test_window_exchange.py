"""Articles in and marks out, through the sheets, while the window goes on."""

from __future__ import annotations

import json
import threading

import pytest
from window_scene import CONTROL, KEY

from annotator.workbench import importing


@pytest.fixture
def texts(tmp_path):
    """Some short articles."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number:03}.txt").write_text(
            f"Berita {number}\n\nASN harus netral.\n", encoding="utf-8"
        )
    return folder


def look_at(desk, *paths):
    """Open the import sheet with files, until their preview is there."""
    desk.press(KEY.Key_I, CONTROL)
    sheet = desk.sheet
    sheet.choose([str(path) for path in paths])
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    return sheet


def test_a_preview_says_what_would_come_and_nothing_has_come_yet(desk, texts):
    sheet = look_at(desk, texts)
    assert "40" in sheet.counts.text()
    assert sheet.files.model().rowCount() == 40
    assert desk.session.finding.count() == 5


def test_enter_adds_what_the_preview_showed(desk, texts):
    look_at(desk, texts)
    desk.press(KEY.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.sheet is None)
    assert desk.session.finding.count() == 45
    assert desk.frame.articles.model.rowCount() == 45


def test_what_is_added_is_what_is_shown_when_another_look_was_stopped(desk, texts, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("Tidak pernah dilihat.\n", encoding="utf-8")
    sheet = look_at(desk, texts / "001.txt", texts / "002.txt")
    sheet.choose([str(other)])
    desk.click_on(sheet.cancel_button)
    assert sheet.primary.text() == "Add 2 articles"
    desk.press(KEY.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.sheet is None)
    titles = [
        row.title or row.name for row in map(desk.frame.articles.model.document_row, range(7))
    ]
    assert desk.session.finding.count() == 7
    assert not any("dilihat" in title or "other" in title for title in titles)


def test_articles_that_are_there_already_come_in_once(desk, texts):
    for _time in range(2):
        look_at(desk, texts)
        if desk.sheet.primary.isEnabled():
            desk.press(KEY.Key_Return)
            desk.qtbot.waitUntil(lambda: desk.sheet is None)
        else:
            desk.press(KEY.Key_Escape)
    assert desk.session.finding.count() == 45


def test_a_bad_file_among_good_ones_changes_nothing_and_is_named(desk, texts):
    before, undo = desk.session.finding.count(), desk.menu("undo").text()
    bad = texts / "bad.jsonl"
    record = {"doc_id": "x", "text": "ASN", "spans": [{"label": "rule", "start": 2, "end": 9}]}
    bad.write_text(json.dumps(record) + "\n", encoding="utf-8")
    sheet = look_at(desk, texts)
    assert not sheet.primary.isEnabled()
    assert sheet.reason
    assert sheet.problems.model().rowCount() > 0
    desk.press(KEY.Key_Return)
    assert desk.session.finding.count() == before
    assert desk.menu("undo").text() == undo


@pytest.fixture
def halting(monkeypatch):
    """An import that waits in the middle, as one of thousands of articles would take its time."""
    waiting, going_on = threading.Event(), threading.Event()
    real = importing.import_files

    def slow(context, paths, *, is_dry_run=False, progress=None):
        def tell(done, total, what):
            waiting.set()
            going_on.wait(20)
            return progress(done, total, what)

        return real(context, paths, is_dry_run=is_dry_run, progress=tell)

    monkeypatch.setattr(importing, "import_files", slow)
    yield waiting, going_on
    going_on.set()


def test_the_window_goes_on_while_an_import_runs(desk, texts, halting):
    waiting, going_on = halting
    desk.press(KEY.Key_I, CONTROL)
    sheet = desk.sheet
    sheet.choose([str(texts)])
    desk.qtbot.waitUntil(waiting.is_set)
    assert sheet.is_busy
    desk.window.resize(1200, 700)
    desk.window.repaint()
    desk.settle()
    going_on.set()
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    assert sheet.primary.isEnabled()


def test_an_import_that_is_stopped_leaves_nothing(desk, texts, halting):
    waiting, going_on = halting
    going_on.set()
    sheet = look_at(desk, texts)
    waiting.clear()
    going_on.clear()
    sheet.import_requested.emit()
    desk.qtbot.waitUntil(waiting.is_set)
    threading.Timer(0.1, going_on.set).start()
    desk.click_on(sheet.cancel_button)
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    assert desk.session.finding.count() == 5
    assert desk.frame.articles.model.rowCount() == 5
    assert desk.sheet is sheet


def test_closing_the_window_stops_an_import_and_leaves_nothing(desk, texts, halting, project):
    waiting, going_on = halting
    going_on.set()
    sheet = look_at(desk, texts)
    waiting.clear()
    going_on.clear()
    sheet.import_requested.emit()
    desk.qtbot.waitUntil(waiting.is_set)
    threading.Timer(0.1, going_on.set).start()
    again = desk.restart(project)
    assert again.session.finding.count() == 5


def test_the_first_articles_of_a_project_are_opened_at_once(away, tmp_path, texts):
    from window_scene import make_project

    desk = away.open(make_project(tmp_path / "new.annot"))
    look_at(desk, texts / "000.txt")
    desk.press(KEY.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.scene.document is not None)
    assert desk.text.startswith("Berita 0")


def test_export_writes_the_file_that_is_named_and_it_is_what_the_project_has(desk, tmp_path):
    desk.press(KEY.Key_E, CONTROL)
    sheet = desk.sheet
    path = tmp_path / "out.jsonl"
    sheet.path.field.setText(str(path))
    desk.qtbot.waitUntil(sheet.primary.isEnabled)
    desk.click_on(sheet.primary)
    desk.qtbot.waitUntil(lambda: path.is_file() and not sheet._is_busy)
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(records) == 5
    stored = [one for one in records if one["text_sha256"] == desk.scene.document.sha256]
    assert len(stored[0]["spans"]) == len(desk.stored.spans)
    for record in records:
        for span in record["spans"]:
            parts = [record["text"][start:end] for start, end in span["fragments"]]
            assert " … ".join(parts) == span["text"]


def test_export_to_a_folder_that_is_not_there_says_so(desk, tmp_path):
    desk.press(KEY.Key_E, CONTROL)
    sheet = desk.sheet
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    sheet.path.field.setText(str(blocked / "out.jsonl"))
    desk.qtbot.waitUntil(sheet.primary.isEnabled)
    desk.click_on(sheet.primary)
    desk.qtbot.waitUntil(lambda: not sheet._is_busy)
    assert desk.sheet is sheet
    assert blocked.read_text(encoding="utf-8") == "x"


def test_the_preview_of_an_export_comes_beside_the_window(desk):
    desk.press(KEY.Key_E, CONTROL)
    sheet = desk.sheet
    desk.qtbot.waitUntil(lambda: sheet._preview is not None)
    assert sheet._preview.records == 5
    desk.press(KEY.Key_Escape)
    assert desk.sheet is None
