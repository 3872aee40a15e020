"""The language is switched while the program runs, and nobody loses their place."""

from __future__ import annotations

from panel_scene import said
from PySide6.QtWidgets import QAbstractButton, QLabel
from window_scene import KEY

from annotator.workbench.language import language


def words(window):
    """Every word of the window that can be seen."""
    found = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    found += [one.text() for one in window.findChildren(QAbstractButton) if one.isVisible()]
    return [one for one in found if one.strip()]


def place(desk):
    return (
        desk.scene.document.id,
        desk.scene.focused_id,
        desk.reader.selection(),
        desk.reader.reading_place(),
    )


def test_all_menus_change_and_come_back(desk):
    titles = [action.text() for action in desk.window.top.menu_bar.actions()]
    english = desk.menu("export").text()
    desk.trigger("language_id")
    assert desk.menu("export").text() != english
    assert [action.text() for action in desk.window.top.menu_bar.actions()] != titles
    desk.trigger("language_en")
    assert desk.menu("export").text() == english
    assert [action.text() for action in desk.window.top.menu_bar.actions()] == titles


def test_labels_questions_and_values_speak_the_language_of_the_window(desk):
    rule = next(span for span in desk.stored.spans if span.label == "rule")
    desk.scene.focus_span(rule.id)
    desk.settle()
    row = desk.frame.inspector.form.rows["modality"]
    english = row.name.text(), desk.frame.labels.rows["rule"].text()
    desk.trigger("language_id")
    assert (row.name.text(), desk.frame.labels.rows["rule"].text()) == ("Modalitas", "Aturan")
    desk.trigger("language_en")
    assert (row.name.text(), desk.frame.labels.rows["rule"].text()) == english


def test_article_mark_selection_and_scroll_stay(desk):
    desk.go_to(4)
    desk.scene.focus_span(desk.stored.spans[-3].id)
    desk.settle()
    desk.reader.set_selection(*desk.extent_of("himbauan secara tertulis"))
    desk.settle()
    before = place(desk)
    for code in ("id", "en"):
        desk.trigger(f"language_{code}")
        assert place(desk) == before
        assert desk.frame.inspector.span_id == before[1]
        assert desk.reader.hasFocus()


def test_what_is_being_typed_stays(clean):
    clean.mark("harus tetap netral", "r")
    clean.type("n")
    clean.type("setengah")
    clean.trigger("language_id")
    assert clean.frame.inspector.note.text.toPlainText() == "setengah"


def test_the_choice_outlives_a_restart(desk):
    from annotator.workbench.settings import Settings

    desk.trigger("language_id")
    assert Settings()["language"] == language() == "id"


def test_the_first_screen_changes_too(away):
    head = words(away.window.first_run)
    away.trigger("language_id")
    assert words(away.window.first_run) != head


def test_undo_is_named_in_the_language_of_the_window(clean):
    clean.mark("harus tetap netral", "r")
    clean.trigger("language_id")
    assert "Aturan" in clean.menu("undo").text()
    assert "Aturan" in clean.window.status.undo.text()


def test_problems_are_told_in_the_language_of_the_window(clean):
    clean.mark("harus tetap netral", "r")
    clean.press(KEY.Key_F8)
    english = [row.sentence for row in clean.workspace.problems.rows]
    clean.trigger("language_id")
    indonesian = [row.sentence for row in clean.workspace.problems.rows]
    assert len(english) == len(indonesian)
    assert not set(english) & set(indonesian)


def test_sheets_opened_after_the_switch_speak_the_new_language(desk):
    said = {"en": [], "id": []}
    for code, heard in said.items():
        desk.trigger(f"language_{code}")
        for action in ("shortcuts", "export", "add_articles", "palette"):
            desk.trigger(action)
            heard.append([*words(desk.sheet), desk.sheet.accessibleName()])
            desk.press(KEY.Key_Escape)
    for english, indonesian in zip(*said.values(), strict=True):
        assert english != indonesian


def test_the_window_says_what_one_that_begins_in_that_language_says(desk):
    desk.scene.focus_span(desk.stored.spans[3].id)
    desk.workspace.problems.show_panel(True)
    size = desk.window.size()
    desk.trigger("language_id")
    told = said(desk.window)
    again = desk.restart()
    again.window.resize(size)
    again.workspace.problems.show_panel(True)
    again.workspace.marks.show_inspector()
    again.settle()
    assert said(again.window) == told
