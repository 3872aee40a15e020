"""The command palette finds labels, values, commands and articles and does what they say."""

from __future__ import annotations

from window_scene import CONTROL, KEY

from annotator.gui.dialogs.palette.palette import ARTICLES_AFTER_MS

WORDS = "harus tetap netral"


def open_palette(desk, words=""):
    desk.press(KEY.Key_K, CONTROL)
    assert type(desk.sheet).__name__ == "Palette"
    desk.type(words)


def test_a_slash_with_words_selected_finds_a_label_for_them(clean):
    clean.select(WORDS)
    clean.type("/")
    assert type(clean.sheet).__name__ == "Palette"
    clean.type("sanct")
    clean.press(KEY.Key_Return)
    assert [(one.label, clean.words_of(one)) for one in clean.stored.spans] == [("sanction", WORDS)]
    assert clean.reader.hasFocus()


def test_a_slash_without_a_selection_finds_words(clean):
    clean.type("/")
    assert clean.sheet is None
    assert clean.frame.find_bar.isVisible()


def test_a_value_labels_and_answers_in_one_go(clean):
    clean.select(WORDS)
    open_palette(clean, "general neutrality")
    clean.press(KEY.Key_Return)
    (span,) = clean.stored.spans
    assert (span.label, span.attributes["rule_type"]) == ("rule", "general_neutrality")


def test_a_command_is_carried_out(desk):
    first = desk.scene.document.id
    open_palette(desk, "next article")
    desk.press(KEY.Key_Return)
    assert desk.scene.document.id != first


def test_an_article_is_found_by_words_of_its_title_and_opened(desk):
    open_palette(desk, "kadispora")
    rows = desk.sheet.rows
    desk.qtbot.waitUntil(
        lambda: any(
            rows.hit(row) and rows.hit(row).entry.kind.name == "ARTICLE"
            for row in range(rows.rowCount())
        )
    )
    while desk.sheet.current_hit().entry.kind.name != "ARTICLE":
        desk.press(KEY.Key_Down)
    desk.press(KEY.Key_Return)
    assert "Kadispora" in desk.text


def test_only_commands_that_can_be_used_now_are_offered(away):
    away.press(KEY.Key_K, CONTROL)
    offered = {
        away.sheet.rows.hit(row).entry.id
        for row in range(away.sheet.rows.rowCount())
        if away.sheet.rows.hit(row)
    }
    away.type("export")
    assert "export" not in offered
    assert away.sheet.current_hit() is None or away.sheet.current_hit().entry.id != "export"


def test_escape_leaves_everything_as_it_was(clean):
    clean.select(WORDS)
    before = clean.reader.selection()
    open_palette(clean, "rule")
    clean.press(KEY.Key_Escape)
    assert clean.sheet is None
    assert clean.stored.spans == ()
    assert clean.reader.selection() == before
    assert clean.reader.hasFocus()


def test_keys_typed_into_the_palette_do_not_reach_the_text(clean):
    clean.select(WORDS)
    open_palette(clean, "rrr")
    assert clean.stored.spans == ()


def test_a_label_used_of_late_stands_first_the_next_time(clean):
    clean.select(WORDS)
    open_palette(clean, "venue")
    clean.press(KEY.Key_Return)
    clean.select("Profesionalisme")
    open_palette(clean)
    assert clean.sheet.current_hit().entry.id == "venue"


def test_a_project_closed_from_the_palette_is_asked_for_nothing_more(desk):
    open_palette(desk, "close the project")
    desk.press(KEY.Key_Return)
    desk.qtbot.wait(2 * ARTICLES_AFTER_MS)
    assert desk.window.projects.session is None
    assert desk.sheet is None
