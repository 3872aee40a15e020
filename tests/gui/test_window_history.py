"""The history over the window: walking through it, the article as it was, bringing back."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from window_scene import CONTROL, KEY, SHIFT

from annotator.gui.dialogs.confirm import Question
from annotator.gui.dialogs.history.sheet import HistorySheet
from annotator.gui.theme.look import look
from annotator.model.change import Operation
from annotator.model.extent import Extent
from annotator.store import rows
from annotator.workbench import language

WORDS, OTHER = "harus tetap netral", "Sri Wartini"


def open_history(desk) -> HistorySheet:
    desk.press(KEY.Key_H, CONTROL | SHIFT)
    assert isinstance(desk.sheet, HistorySheet)
    return desk.sheet


def listed(sheet) -> list[str]:
    model = sheet.model
    return [model.entry_at(row).words for row in range(model.rowCount())]


def shown(sheet) -> list:
    """The marks that the past shows."""
    return list(sheet.past.reader.page.spans.by_id.values())


def choose(choice, value) -> None:
    """Take a value from the menu of a choice, as a click on it does."""
    menu = choice.menu_of()
    words = next(words for words, one in choice._options if one == value)
    action = next(one for one in menu.actions() if one.text() == words.replace("&", "&&"))
    action.trigger()
    menu.deleteLater()


@pytest.fixture
def marked(clean):
    """Two marks made one after the other; the first was given another label."""
    clean.mark(WORDS, "r")
    clean.mark(OTHER, "s")
    clean.scene.focus_span(next(s.id for s in clean.stored.spans if s.label == "rule"))
    clean.reader.setFocus()
    clean.press(KEY.Key_L)
    clean.type("x")
    return clean


def test_the_history_opens_on_the_article_with_its_newest_act(marked):
    sheet = open_history(marked)
    assert sheet.list.chosen_row() == 0
    assert "relabel Rule → Sanction" in listed(sheet)[0]
    assert len(shown(sheet)) == 2
    assert sheet.past.banner.text().startswith("As it is now")
    assert sheet.past.count.text() == "The same as now."
    assert not sheet.restore_article.isEnabled()
    assert sheet.list.hasFocus()


def test_arrows_walk_back_through_the_acts(marked):
    sheet = open_history(marked)
    marked.press(KEY.Key_Down)
    assert {span.label for span in shown(sheet)} == {"rule", "speaker"}
    assert sheet.past.banner.text().startswith("As it was on")
    assert "read only" in sheet.past.banner.text()
    assert [one.words.split(";")[0] for one in sheet.past.model.found] == ["label: Rule → Sanction"]
    marked.press(KEY.Key_Down)
    assert {span.label for span in shown(sheet)} == {"rule"}
    assert sheet.past.count.text() == "2 differences from now"


def test_the_line_of_moments_goes_by_keys(marked):
    sheet = open_history(marked)
    line = sheet.past.timeline
    line.setFocus(Qt.FocusReason.TabFocusReason)
    assert line.value() == line.maximum() == 3
    marked.press(KEY.Key_Left)
    assert sheet.list.chosen_row() == 1
    marked.press(KEY.Key_Home)
    assert (line.value(), shown(sheet)) == (0, [])
    marked.press(KEY.Key_Right)
    assert len(shown(sheet)) == 1
    marked.press(KEY.Key_PageUp)
    assert line.value() == 3
    marked.press(KEY.Key_PageDown)
    assert line.value() == 1
    marked.press(KEY.Key_End)
    assert sheet.past.banner.text().startswith("As it is now")


def test_the_line_of_moments_goes_by_mouse(marked):
    sheet = open_history(marked)
    line = sheet.past.timeline
    middle = line.height() // 2
    marked.click_at(line.mapTo(marked.window, QPoint(round(line.x_of(1)), middle)))
    assert (line.value(), len(shown(sheet))) == (1, 1)
    handle = marked.window.windowHandle()
    begin = line.mapTo(marked.window, QPoint(round(line.x_of(1)), middle))
    end = line.mapTo(marked.window, QPoint(round(line.x_of(2)), middle))
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, begin)
    QTest.mouseMove(handle, end)
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    marked.settle()
    assert (line.value(), len(shown(sheet))) == (2, 2)


def test_an_act_that_took_a_mark_away_shows_where_it_was(desk):
    last = desk.stored.spans[-1]
    desk.session.coding.delete_span(last.id)
    sheet = open_history(desk)
    assert listed(sheet)[0].startswith("delete")
    reader = sheet.past.reader
    assert reader.focused_span() is None
    assert reader.viewport().rect().contains(reader.point_of(last.start).toPoint())
    desk.press(KEY.Key_Down)
    assert last.id in reader.page.spans.by_id
    assert sheet.past.timeline.value() == sheet.past.timeline.maximum() - 1


def test_the_line_of_moments_shows_the_mark_of_each_act(marked):
    sheet = open_history(marked)
    sheet.past.timeline.setFocus(Qt.FocusReason.TabFocusReason)
    marked.press(KEY.Key_Left)
    focused = sheet.past.reader.page.spans.by_id[sheet.past.reader.focused_span()]
    assert focused.label == "speaker"


def test_nothing_in_the_past_can_be_changed(marked):
    before = marked.stored
    sheet = open_history(marked)
    marked.press(KEY.Key_Down)
    sheet.past.reader.setFocus()
    sheet.past.reader.select_all()
    marked.type("rsx1")
    marked.press(KEY.Key_Delete)
    assert marked.stored == before
    assert len(shown(sheet)) == 2


def test_escape_goes_back_to_now(marked):
    before = marked.stored
    open_history(marked)
    marked.press(KEY.Key_Down)
    marked.press(KEY.Key_Escape)
    assert marked.uppermost is None
    assert marked.stored == before
    assert {span.label for span in marked.reader.page.spans.by_id.values()} == {
        span.label for span in before.spans
    }


def test_a_mark_is_restored_and_shown_and_undo_takes_it_back(marked):
    span_id = marked.scene.focused_id
    sheet = open_history(marked)
    marked.press(KEY.Key_Down)
    assert sheet.past.reader.focused_span() != span_id
    assert not sheet.restore_span.isEnabled()
    row = sheet.past.list
    marked.click_at(row.mapTo(marked.window, QPoint(40, 10)))
    assert sheet.past.reader.focused_span() == span_id
    assert sheet.restore_span.isEnabled()
    marked.click_on(sheet.restore_span)
    assert marked.uppermost is None
    assert {span.label for span in marked.stored.spans} == {"rule", "speaker"}
    assert marked.scene.focused_id == span_id
    assert "restore Rule" in marked.menu("undo").text()
    assert "Done: restore Rule" in marked.window.status.message.text()
    marked.press(KEY.Key_Z, CONTROL)
    assert {span.label for span in marked.stored.spans} == {"sanction", "speaker"}


def test_an_article_is_restored_by_the_keyboard_alone(marked):
    before = marked.stored
    sheet = open_history(marked)
    marked.press(KEY.Key_Down, times=2)
    for _time in range(30):
        if sheet.restore_article.hasFocus():
            break
        marked.press(KEY.Key_Tab)
    marked.press(KEY.Key_Return)
    assert [marked.words_of(span) for span in marked.stored.spans] == [WORDS]
    assert marked.stored.spans[0].label == "rule"
    assert marked.painted == {marked.stored.spans[0].id}
    marked.press(KEY.Key_Z, CONTROL)
    assert marked.stored == before


def test_all_marks_are_restored_after_a_question(marked):
    first = marked.scene.document.id
    marked.go_to(2)
    marked.mark(marked.text[:200].split()[0], "v")
    sheet = open_history(marked)
    choose(sheet.scope, "project")
    marked.settle()
    assert len(listed(sheet)) == 6
    sheet.list.setFocus()
    marked.press(KEY.Key_Down, times=3)
    assert sheet.past.title.text() == marked.session.finding.document(first).title
    marked.click_on(sheet.restore_set)
    question = marked.sheet
    assert isinstance(question, Question)
    assert "gold" in question.text.text()
    marked.press(KEY.Key_Escape)
    assert len(marked.stored.spans) == 1
    marked.click_on(sheet.restore_set)
    marked.press(KEY.Key_Return)
    marked.qtbot.waitUntil(lambda: marked.uppermost is None)
    marked.settle()
    assert not marked.window.is_busy
    assert marked.stored.spans == ()
    assert marked.painted == set()
    assert "restore all marks" in marked.menu("undo").text()
    assert len(marked.session.finding.annotations(first).spans) == 1
    marked.press(KEY.Key_Z, CONTROL)
    assert len(marked.stored.spans) == 1
    assert len(marked.session.finding.annotations(first).spans) == 2


def test_what_another_coder_changed_is_refused_on_the_sheet(marked):
    span = marked.focused
    session = marked.session
    value = {**rows.span_value(span), "label": "venue"}
    session.code_as("Budi")
    operation = Operation("span", span.id, value)
    session.project.commit(session.coder.id, "relabel_span", [operation], {})
    session.code_as("gold")
    sheet = open_history(marked)
    marked.press(KEY.Key_Down)
    marked.click_on(sheet.restore_article)
    assert marked.sheet is sheet
    assert "Budi" in sheet.reason.text()
    assert {one.label for one in marked.stored.spans} == {"venue", "speaker"}


def test_restoring_everything_can_be_stopped_and_then_nothing_has_changed(marked):
    """The work waits at its first step until the sheet was left."""
    before, chronicle = marked.stored, marked.session.chronicle
    sheet = open_history(marked)
    marked.press(KEY.Key_Down, times=2)
    has_begun, may_go_on = Event(), Event()
    restore = chronicle.restore_set

    def slowly(moment, tell):
        def told(done, total):
            has_begun.set()
            may_go_on.wait(10)
            return tell(done, total)

        return restore(moment, told)

    chronicle.restore_set = slowly
    marked.click_on(sheet.restore_set)
    marked.press(KEY.Key_Return)
    assert has_begun.wait(10)
    assert marked.window.is_busy
    assert sheet.meter.isVisible()
    assert not sheet.restore_article.isEnabled()
    assert not sheet.list.isEnabled()
    assert sheet.back_button.text() == "Cancel"
    marked.window.looking._task.cancel()
    may_go_on.set()
    marked.click_on(sheet.back_button)
    assert marked.uppermost is None
    assert not marked.window.is_busy
    assert marked.stored == before
    assert "relabel" in marked.menu("undo").text()


def test_a_refusal_to_restore_everything_is_said_on_the_sheet(marked):
    sheet = open_history(marked)
    assert sheet.restore_set.isEnabled()
    marked.click_on(sheet.restore_set)
    marked.press(KEY.Key_Return)
    marked.qtbot.waitUntil(lambda: not marked.window.is_busy)
    assert marked.sheet is sheet
    assert sheet.reason.text() == "There was nothing to change."
    assert sheet.list.isEnabled()
    assert not sheet.meter.isVisible()


def test_the_list_is_narrowed_by_kind_of_act_label_and_mark(marked):
    sheet = open_history(marked)
    assert len(listed(sheet)) == 4
    choose(sheet.label, "speaker")
    assert [one.split(" “")[0] for one in listed(sheet)] == ["label Speaker"]
    choose(sheet.label, "")
    choose(sheet.verb, "import")
    assert listed(sheet)[0].startswith("import of")
    choose(sheet.verb, "")
    choose(sheet.scope, "span")
    assert len(listed(sheet)) == 2
    choose(sheet.day, sheet.day._options[1][1])
    assert len(listed(sheet)) == 2


def test_where_nothing_fits_the_list_says_so_and_the_present_is_shown(marked):
    sheet = open_history(marked)
    choose(sheet.verb, "notes")
    assert sheet.nothing.isVisible()
    assert sheet.nothing.head.text() == "Nothing in the history fits"
    assert len(shown(sheet)) == 2
    assert sheet.past.banner.text().startswith("As it is now")
    assert not sheet.restore_set.isEnabled()
    choose(sheet.verb, "")
    assert not sheet.nothing.isVisible()


def test_the_marks_of_another_coder_can_be_seen_but_not_restored(marked):
    marked.session.code_as("Budi")
    document = marked.scene.document.id
    span = marked.session.coding.add_span(document, (Extent(0, 5),), "venue")
    budi = marked.session.coder.id
    marked.session.coding.relabel_span(span.id, "speaker")
    marked.session.code_as("gold")
    sheet = open_history(marked)
    assert not any("Venue" in words for words in listed(sheet))
    choose(sheet.coder, "")
    assert "relabel Venue" in listed(sheet)[0]
    assert "marks of Budi" in sheet.past.banner.text()
    assert [one.label for one in shown(sheet)] == ["speaker"]
    sheet.list.setFocus()
    marked.press(KEY.Key_Down, times=2)
    assert "marks of" not in sheet.past.banner.text()
    choose(sheet.coder, budi)
    assert [one.split(" “")[0] for one in listed(sheet)] == [
        "relabel Venue → Speaker",
        "label Venue",
    ]
    sheet.list.setFocus()
    marked.press(KEY.Key_Down)
    assert [one.label for one in shown(sheet)] == ["venue"]
    assert not sheet.restore_article.isEnabled()
    assert sheet.reason.text() == "Only one's own marks can be restored."


def test_a_click_on_a_difference_shows_its_mark(marked):
    sheet = open_history(marked)
    marked.press(KEY.Key_Down, times=1)
    sheet.past.list.row_chosen.emit(0)
    assert sheet.past.reader.focused_span() == sheet.past.model.found[0].span_id
    assert sheet.span_id == sheet.past.model.found[0].span_id


def test_without_an_article_the_project_has_a_history_too(away, tmp_path):
    from window_scene import make_project

    desk = away.open(make_project(tmp_path / "new.annot"))
    sheet = open_history(desk)
    assert listed(sheet) == ["new project"]
    assert sheet.past.nothing.isVisible()
    assert not sheet.restore_article.isEnabled()
    assert not sheet.restore_span.isEnabled()


def test_the_history_is_in_the_language_and_theme_of_the_window(marked):
    marked.trigger("language_id")
    marked.trigger("theme_contrast")
    sheet = open_history(marked)
    assert sheet.accessibleName() == "Riwayat"
    assert listed(sheet)[0].startswith("ganti") or "Aturan" in listed(sheet)[0]
    marked.press(KEY.Key_Down)
    assert sheet.past.banner.text().startswith("Seperti pada")
    assert look().theme.is_high_contrast
    language.set_language("en")


def test_a_long_history_is_read_as_far_as_somebody_looks(clean):
    session, document = clean.session, clean.scene.document.id
    with session.project.transaction():
        for number in range(120):
            session.coding.add_span(document, (Extent(number, number + 3),), "venue")
    sheet = open_history(clean)
    assert 50 <= sheet.model.rowCount() < 121
    clean.press(KEY.Key_End)
    clean.press(KEY.Key_End)
    clean.press(KEY.Key_End)
    assert sheet.model.rowCount() == 121
    assert not sheet.model.canFetchMore()


def test_the_sheet_fits_a_small_window_and_a_large_one(marked):
    for size in ((1366, 768), (960, 540), (1920, 1080)):
        marked.window.resize(*size)
        marked.settle()
        sheet = open_history(marked)
        inside = marked.window.rect()
        corner = sheet.mapTo(marked.window, sheet.rect().bottomRight())
        assert inside.contains(corner), size
        foot = sheet.back_button.mapTo(marked.window, sheet.back_button.rect().bottomRight())
        assert inside.contains(foot), size
        assert sheet.past.reader.height() > 80, size
        marked.press(KEY.Key_Escape)
