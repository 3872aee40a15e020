"""Correcting a text in the window: both texts, every mark, and the old version only to read."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication
from window_scene import CONTROL, KEY

from annotator.gui.models.documents import ROW_ROLE
from annotator.gui.panels.document_words import header_line, second_line
from annotator.model.anchor import Standing
from annotator.workbench.correcting import Fate

HEAD = "RALAT: berita ini diperbaiki.\n\n"


def mended(desk) -> str:
    """The text of the open article with a line above, one mark changed and one gone."""
    spans, text = desk.stored.spans, desk.text
    plain = [s for s in spans if text.count(text[s.start : s.end]) == 1 and s.end - s.start > 25]
    first, gone = plain[0], next(s for s in plain[1:] if s.start > plain[0].end + 80)
    text = text[: gone.start] + text[gone.end :]
    return HEAD + text[: first.end - 3] + "xyz" + text[first.end :]


def compare(desk, text: str):
    """Open the sheet and paste a text, until both are there."""
    desk.trigger("correct_text")
    QGuiApplication.clipboard().setText(text)
    desk.press(KEY.Key_V, CONTROL)
    sheet = desk.sheet
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    desk.settle()
    return sheet


def finish(desk) -> None:
    desk.press(KEY.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.sheet is None)
    desk.settle()


@pytest.fixture
def corrected(desk):
    """The window after a correction that left marks to be checked; what was open before."""
    old = desk.scene.document
    compare(desk, mended(desk))
    finish(desk)
    return old


def standings(sheet) -> dict[Standing, int]:
    found = [row.mark.anchor.standing for row in sheet.rows.every]
    return {one: found.count(one) for one in Standing if one in found}


def test_both_texts_and_every_mark_are_shown_before_anything_is_written(desk):
    before = desk.session.finding.documents()
    count = len(desk.stored.spans)
    sheet = compare(desk, mended(desk))
    assert len(sheet.rows.every) == count
    found = standings(sheet)
    assert found[Standing.CHANGED] >= 1
    assert found[Standing.LOST] >= 1
    assert sheet.new.toPlainText().startswith("RALAT")
    assert sheet.old.toPlainText() == desk.text.replace("\r\n", "\n")
    assert desk.session.finding.documents() == before
    desk.press(KEY.Key_Escape)
    assert desk.sheet is None
    assert desk.session.finding.documents() == before


def test_the_gravest_marks_come_first_and_wait(desk):
    sheet = compare(desk, mended(desk))
    order = [row.mark.anchor.standing for row in sheet.rows.every]
    assert order[0] is Standing.LOST
    assert order[-1] is Standing.SAME
    fates = {row.mark.anchor.standing: row.fate for row in sheet.rows.every}
    assert fates[Standing.LOST] is fates[Standing.CHANGED] is Fate.WAIT
    assert fates[Standing.SAME] is Fate.CARRY


def test_enter_corrects_the_text_and_shows_the_new_version(desk):
    old, count = desk.scene.document, len(desk.stored.spans)
    sheet = compare(desk, mended(desk))
    sure = sum(row.fate is Fate.CARRY for row in sheet.rows.every)
    finish(desk)
    assert desk.scene.document.id != old.id
    assert desk.text.startswith(HEAD)
    assert desk.reader.hasFocus()
    assert len(desk.stored.spans) == sure < count
    assert desk.session.finding.waiting(desk.scene.document.id) == count - sure
    assert len(desk.session.finding.annotations(old.id).spans) == count


def test_one_undo_brings_the_old_text_back(desk, corrected):
    desk.trigger("undo")
    assert desk.scene.document.id == corrected.id
    assert corrected.id in desk.session.finding.documents()
    assert desk.session.finding.rows([corrected.id])[0].replaced_by is None
    assert desk.frame.articles.model.rowCount() == 5


def test_letters_decide_about_marks(desk):
    sheet = compare(desk, mended(desk))
    sheet.show_standing(Standing.CHANGED)
    desk.settle()
    desk.press(KEY.Key_C)
    assert sheet.rows.row_at(0).fate is Fate.CARRY
    sheet.show_standing(Standing.LOST)
    desk.press(KEY.Key_C)
    assert sheet.rows.row_at(0).fate is Fate.WAIT  # there is no place to carry it to
    desk.press(KEY.Key_Up)
    desk.press(KEY.Key_X)
    assert sheet.rows.row_at(0).fate is Fate.LEAVE
    desk.press(KEY.Key_W)
    desk.settle()


def test_all_of_a_kind_are_decided_at_once(desk):
    sheet = compare(desk, mended(desk))
    sheet.show_standing(None)
    desk.click_on(sheet.all_buttons[Fate.LEAVE])
    assert {row.fate for row in sheet.rows.every} == {Fate.LEAVE}
    desk.click_on(sheet.all_buttons[Fate.CARRY])
    fates = {row.mark.anchor.standing: row.fate for row in sheet.rows.every}
    assert fates[Standing.CHANGED] is Fate.CARRY
    assert fates[Standing.LOST] is Fate.LEAVE


def test_a_lost_mark_is_put_on_selected_words(desk):
    sheet = compare(desk, mended(desk))
    sheet.show_standing(Standing.LOST)
    desk.settle()
    assert not sheet.place_button.isEnabled()
    cursor = sheet.new.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(5, QTextCursor.MoveMode.KeepAnchor)
    sheet.new.setTextCursor(cursor)
    desk.settle()
    assert sheet.place_button.isEnabled()
    desk.click_on(sheet.place_button)
    row = sheet.rows.row_at(0)
    assert (row.fate, row.words) == (Fate.CARRY, "RALAT")
    finish(desk)
    assert "RALAT" in desk.marked_words()


def test_what_is_no_correction_is_said_on_the_sheet(desk):
    text = desk.text
    sheet = compare(desk, text)
    assert "the same as before" in sheet.failure.words
    assert not sheet.primary.isEnabled()
    QGuiApplication.clipboard().setText("")
    desk.press(KEY.Key_V, CONTROL)
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    assert "no text" in sheet.failure.words
    QGuiApplication.clipboard().setText(HEAD + text)
    desk.press(KEY.Key_V, CONTROL)
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    assert not sheet.failure.isVisible()
    assert sheet.primary.isEnabled()


def test_of_several_texts_the_one_that_is_shown_counts(desk):
    before = desk.session.finding.count()
    text = desk.text
    sheet = compare(desk, "Salah. " + text)
    for pasted in (HEAD + text, text):  # the last is refused, so the one before is still shown
        QGuiApplication.clipboard().setText(pasted)
        desk.press(KEY.Key_V, CONTROL)
        desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    assert sheet.failure.isVisible()
    assert sheet.new.toPlainText().startswith("RALAT")
    finish(desk)
    assert desk.text == HEAD + text
    assert desk.session.finding.count() == before + 1


def test_a_file_is_compared_too(desk, tmp_path):
    file = tmp_path / "ralat.txt"
    file.write_bytes((HEAD + desk.text).encode())
    desk.trigger("correct_text")
    sheet = desk.sheet
    sheet._ask_file = lambda: str(file)
    desk.click_on(sheet.file_button)
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    finish(desk)
    assert desk.scene.document.name == "ralat.txt"
    assert len(desk.stored.spans) == len(desk.marked_words()) > 0


def test_marks_that_wait_are_a_problem_that_leads_to_them(desk, corrected):
    new = desk.scene.document.id
    waiting = desk.session.finding.waiting(new)
    desk.workspace.problems.check()
    assert desk.workspace.problems.rows[0].sentence.startswith("To check after the correction")
    desk.press(KEY.Key_F8)
    sheet = desk.sheet
    assert len(sheet.rows.every) == waiting
    assert not sheet.primary.isEnabled()
    desk.click_on(sheet.all_buttons[Fate.LEAVE])
    assert sheet.primary.isEnabled()
    finish(desk)
    assert desk.session.finding.waiting(new) == 0
    assert not desk.menu("check_marks").isEnabled()


def test_an_article_is_not_done_while_marks_wait(desk, corrected):
    desk.press(KEY.Key_Return, CONTROL)
    assert desk.stored.status == "in_progress"
    assert desk.frame.problems.isVisible()


def test_the_list_and_the_header_know_the_versions(desk, corrected):
    model = desk.frame.articles.model
    rows = [model.data(model.index(n), ROW_ROLE) for n in range(model.rowCount())]
    old = next(row for row in rows if row.id == corrected.id)
    new = next(row for row in rows if row.id == desk.scene.document.id)
    assert rows.index(new) == rows.index(old) + 1
    assert second_line(old) == "Earlier version"
    assert second_line(new).startswith("Corrected")
    assert "Corrected" in header_line(new)
    assert desk.frame.articles.foot._all == 5


def test_the_old_version_is_only_to_be_read(desk, corrected):
    new = desk.scene.document.id
    desk.workspace.articles.open(corrected.id)
    desk.settle()
    spans = desk.stored.spans
    assert desk.painted == {span.id for span in spans}
    assert not desk.frame.header.done_button.isVisible()
    assert desk.frame.header.meta.text().startswith("Earlier version, only to read")
    desk.select(desk.words_of(spans[0]))
    desk.type("v")
    assert desk.stored.spans == spans
    assert "earlier version" in desk.window.status.message.text()
    desk.trigger("correct_text")
    assert desk.sheet is None
    desk.workspace.articles.open(new)


def test_walking_passes_earlier_versions_over(desk, corrected):
    new = desk.scene.document.id
    ids = list(desk.frame.articles.model.ids())
    assert ids.index(corrected.id) == ids.index(new) - 1
    assert ids[0] == corrected.id
    desk.press(KEY.Key_PageUp, CONTROL)
    assert desk.scene.document.id == new
    desk.press(KEY.Key_PageDown, CONTROL)
    assert desk.scene.document.id == ids[2]
    desk.press(KEY.Key_PageUp, CONTROL)
    assert desk.scene.document.id == new


def test_an_import_offers_to_take_a_file_as_a_correction(desk, tmp_path):
    old = desk.scene.document
    file = tmp_path / old.name
    file.write_bytes((HEAD + old.text).encode())
    desk.press(KEY.Key_I, CONTROL)
    sheet = desk.sheet
    sheet.choose([str(file)])
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    assert sheet.correct_button.isVisible()
    desk.click_on(sheet.correct_button)
    desk.qtbot.waitUntil(lambda: desk.sheet is not None and desk.sheet is not sheet)
    correction = desk.sheet
    desk.qtbot.waitUntil(lambda: not correction.is_busy)
    finish(desk)
    assert desk.text == HEAD + old.text
    assert desk.session.finding.rows([old.id])[0].replaced_by == desk.scene.document.id
    QApplication.processEvents()


def test_an_import_of_other_articles_offers_nothing(desk, tmp_path):
    file = tmp_path / "baru.txt"
    file.write_text("Berita baru.", encoding="utf-8")
    desk.press(KEY.Key_I, CONTROL)
    sheet = desk.sheet
    sheet.choose([str(file)])
    desk.qtbot.waitUntil(lambda: not sheet.is_busy)
    assert not sheet.correct_button.isVisible()


def test_an_export_offers_earlier_versions_only_where_there_are_some(desk):
    desk.press(KEY.Key_E, CONTROL)
    desk.qtbot.waitUntil(lambda: desk.sheet._preview is not None)
    assert not desk.sheet.with_replaced.isVisible()
    desk.press(KEY.Key_Escape)
    compare(desk, mended(desk))
    finish(desk)
    desk.press(KEY.Key_E, CONTROL)
    sheet = desk.sheet
    desk.qtbot.waitUntil(lambda: sheet._preview is not None)
    assert sheet.with_replaced.isVisible()
    assert sheet._preview.records == 5
    desk.click_on(sheet.with_replaced)
    desk.qtbot.waitUntil(lambda: sheet._preview.records == 6)
    assert sheet.choice.with_replaced


def test_the_sheet_speaks_indonesian(desk):
    desk.trigger("language_id")
    sheet = compare(desk, mended(desk))
    assert sheet.title.text() == "Betulkan teks artikel ini"
    assert sheet.chips[Standing.LOST].text().startswith("Hilang")
    desk.trigger("language_en")
