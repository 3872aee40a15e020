"""Columns fold where the window is narrow, and where the person wants it."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtWidgets import QAbstractScrollArea
from window_scene import KEY, ROOT, make_project

from annotator.gui.main_window import LEAST
from annotator.gui.theme.controls import PlainButton
from annotator.gui.theme.tokens import FOLD_LEFT, FOLD_RIGHT, SIZE
from annotator.workbench.importing import import_files

HEAD = "schema_format: 1\nschema_id: many\nversion: 1.0.0\n"


def shown(desk):
    frame = desk.frame
    return frame.articles.isVisible(), frame.rail.isVisible(), frame.inspector.isVisible()


def test_both_columns_are_open_at_first(desk):
    assert shown(desk) == (True, False, True)


def test_f9_folds_the_left_column_into_its_rail_and_back(desk):
    desk.press(KEY.Key_F9)
    assert shown(desk) == (False, True, True)
    assert desk.frame.rail.width() == SIZE["rail"]
    assert desk.menu("fold_left").isChecked()
    desk.press(KEY.Key_F9)
    assert shown(desk) == (True, False, True)


def test_f10_folds_the_mark_panel_and_back(desk):
    desk.press(KEY.Key_F10)
    assert shown(desk) == (True, False, False)
    desk.press(KEY.Key_F10)
    assert shown(desk) == (True, False, True)


def test_narrow_windows_fold_by_themselves(desk):
    for width, expected in (
        (FOLD_LEFT + 20, (True, False, True)),
        (FOLD_LEFT - 20, (False, True, True)),
        (FOLD_RIGHT - 20, (False, True, False)),
    ):
        desk.window.resize(width, 720)
        desk.settle()
        assert shown(desk) == expected


def test_the_wish_to_fold_outlives_a_restart(desk):
    desk.press(KEY.Key_F9)
    desk.press(KEY.Key_F10)
    again = desk.restart()
    assert shown(again) == (False, True, False)


def test_folding_keeps_the_line_that_is_read_in_place(desk):
    desk.go_to(4)
    offset, top = 1500, 40.0
    desk.reader.restore_place(offset, top)
    before = desk.reader.reading_place()[0]
    desk.press(KEY.Key_F9)
    desk.press(KEY.Key_F9)
    assert desk.reader.reading_place()[0] == before


def test_a_cap_of_the_rail_labels_the_selection(clean):
    clean.press(KEY.Key_F9)
    clean.select("harus tetap netral")
    clean.click_on(clean.frame.rail.caps["rule"])
    assert [span.label for span in clean.stored.spans] == ["rule"]


def test_looking_for_an_article_unfolds_the_left_column(desk):
    desk.press(KEY.Key_F9)
    desk.trigger("find_article")
    assert desk.frame.articles.search.hasFocus()


def test_the_header_stands_on_the_left_edge_of_the_text(desk):
    for width in (1366, 1920):
        desk.window.resize(width, 768)
        desk.settle()
        text = desk.reader.viewport().mapTo(desk.window, desk.reader.viewport().rect().topLeft())
        title = desk.frame.header.title.mapTo(desk.window, desk.frame.header.title.rect().topLeft())
        assert abs(title.x() - (text.x() + desk.reader.text_left())) <= 1


def narrow(desk, width=1000):
    desk.window.resize(width, 600)
    desk.settle()
    return desk


def test_a_narrow_window_unfolds_what_the_person_asks_for(desk):
    narrow(desk)
    assert shown(desk) == (False, True, False)
    desk.press(KEY.Key_F10)
    assert shown(desk) == (False, True, True)
    desk.press(KEY.Key_F9)
    assert shown(desk) == (True, False, True)
    assert not desk.menu("fold_left").isChecked()
    desk.press(KEY.Key_F10)
    assert shown(desk) == (True, False, False)


def test_the_wish_for_narrow_windows_leaves_others_alone_and_is_remembered(desk):
    narrow(desk)
    desk.press(KEY.Key_F10)
    desk.window.resize(1366, 768)
    desk.settle()
    assert shown(desk) == (True, False, True)
    desk.press(KEY.Key_F10)
    narrow(desk)
    assert shown(desk) == (False, True, True)
    again = narrow(desk.restart())
    assert shown(again) == (False, True, True)


def test_the_buttons_unfold_in_a_narrow_window(desk):
    narrow(desk)
    desk.click_on(desk.frame.rail.unfold_button)
    assert desk.frame.articles.isVisible()
    desk.click_on(desk.frame.articles.fold_button)
    assert desk.frame.rail.isVisible()
    desk.click_on(desk.window.top._fold)
    assert desk.frame.inspector.isVisible()
    assert desk.window.top._fold.text() == "Fold the mark panel"


def test_a_note_is_written_where_it_can_be_seen(desk):
    narrow(desk)
    desk.type(".")
    desk.type("n")
    assert desk.frame.inspector.isVisible()
    assert desk.frame.inspector.note.text.hasFocus()
    desk.type("x")
    desk.press(KEY.Key_Return)
    assert desk.stored.comment_on(desk.focused.id).text == "x"


def test_looking_for_an_article_in_a_narrow_window_unfolds_its_column(desk):
    narrow(desk, 1180)
    desk.trigger("find_article")
    assert desk.frame.articles.search.isVisible()
    assert desk.frame.articles.search.hasFocus()


def test_the_next_question_is_shown_where_it_is_asked(desk):
    narrow(desk)
    desk.type(".")
    desk.trigger("next_question")
    assert desk.frame.inspector.isVisible()


def test_what_is_unfolded_by_need_is_folded_again_by_the_key_and_not_remembered(desk):
    narrow(desk)
    desk.type(".")
    desk.trigger("next_question")
    assert not desk.menu("fold_right").isChecked()
    again = narrow(desk.restart())
    assert shown(again) == (False, True, False)


def test_the_list_of_marks_can_be_made_higher_and_stays_so(desk):
    usual = desk.frame.marks.height()
    desk.frame._stack.setSizes([300, 400])
    desk.frame._stack.splitterMoved.emit(300, 1)
    desk.settle()
    higher = desk.frame.marks.height()
    assert higher > usual
    desk.window.resize(1366, 800)
    desk.settle()
    assert desk.frame.marks.height() == higher
    again = desk.restart()
    again.window.resize(1366, 768)
    again.settle()
    assert again.frame.marks.height() == higher


def test_the_header_does_not_follow_a_column_of_tiny_letters_where_it_needs_the_room(desk):
    desk.reader.set_zoom(0.4)
    desk.settle()
    title = desk.frame.header.title
    left = title.mapTo(desk.frame.header, title.rect().topLeft()).x()
    assert left < desk.reader.text_left()
    assert desk.frame.header.width() - left >= 640


def test_a_project_without_articles_offers_to_add_some_in_the_place_of_the_text(away, tmp_path):
    desk = away.open(make_project(tmp_path / "none.annot"))
    assert desk.frame.nothing.isVisible()
    before = desk.reader.viewport().grab().toImage()
    desk.reader.clearFocus()
    assert desk.reader.viewport().grab().toImage() == before
    desk.click_on(desk.frame.nothing.button)
    assert desk.sheet.title.text() == "Add articles"


def test_articles_take_the_place_of_the_offer(away, tmp_path):
    desk = away.open(make_project(tmp_path / "none.annot"))
    import_files(desk.session.context, sorted((ROOT / "seeds").glob("*.txt"))[:1])
    desk.settle()
    assert not desk.frame.nothing.isVisible()
    assert desk.reader.page.text
    desk.trigger("undo")
    assert desk.frame.nothing.isVisible()
    assert not desk.reader.page.text


def test_a_rail_with_more_labels_than_fit_says_so(away, tmp_path):
    codebook = tmp_path / "many.yaml"
    labels = "".join(f"  label_{number}: {{name: Label {number}}}\n" for number in range(40))
    codebook.write_text(f"{HEAD}labels:\n{labels}", encoding="utf-8")
    seed = next(iter(sorted((ROOT / "seeds").glob("*.txt"))))
    desk = narrow(away.open(make_project(tmp_path / "many.annot", seed, codebook=codebook)))
    area = desk.frame.rail.area
    above, below = area._hints
    assert (above.isVisible(), below.isVisible()) == (False, True)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert (above.isVisible(), below.isVisible()) == (True, False)


@pytest.mark.parametrize(
    "command", ["export", "add_articles", "new_project", "shortcuts", "palette"]
)
def test_what_floats_fits_the_least_window(desk, command):
    desk.window.resize(*LEAST)
    desk.settle()
    desk.trigger(command)
    sheet = desk.sheet
    assert desk.window.rect().contains(sheet.geometry())
    buttons = [one for one in sheet.findChildren(PlainButton) if one.isVisible()]
    for button in buttons:
        if not is_scrolled(button, sheet):
            corner = button.mapTo(sheet, button.rect().bottomRight())
            assert sheet.rect().contains(corner)
    parts = [one for one in parts_of(sheet.layout()) if one.isVisible()]
    for one, other in itertools.combinations(parts, 2):
        assert not one.geometry().intersects(other.geometry()), (one, other)


def is_scrolled(widget, sheet):
    while widget is not sheet:
        if isinstance(widget, QAbstractScrollArea):
            return True
        widget = widget.parentWidget()
    return False


def parts_of(layout):
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item.layout() is not None:
            yield from parts_of(item.layout())
        elif item.widget() is not None:
            yield item.widget()
