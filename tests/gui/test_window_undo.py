"""Undo and redo of everything, named in the menu, across articles and restarts."""

from __future__ import annotations

from window_scene import CONTROL, KEY, SHIFT

from annotator.gui.dialogs.confirm import Question
from annotator.gui.theme.controls import PlainButton
from annotator.model.change import Operation
from annotator.model.extent import Extent
from annotator.store import rows

WORDS = "harus tetap netral"


def undo_text(desk):
    return desk.menu("undo").text()


def test_there_is_nothing_to_undo_in_a_fresh_project_of_articles(away, tmp_path):
    from window_scene import make_project

    desk = away.open(make_project(tmp_path / "new.annot"))
    assert not desk.menu("undo").isEnabled()
    assert not desk.menu("redo").isEnabled()


def test_the_menu_names_what_undo_takes_back(clean):
    clean.mark(WORDS, "r")
    assert "Rule" in undo_text(clean)
    assert "harus tetap" in undo_text(clean)
    first = undo_text(clean)
    clean.type("1")
    assert undo_text(clean) != first


def test_the_menu_names_what_redo_does_again(clean):
    clean.mark(WORDS, "r")
    clean.press(KEY.Key_Z, CONTROL)
    assert clean.menu("redo").isEnabled()
    assert "Rule" in clean.menu("redo").text()


def test_undo_and_redo_by_keys_change_text_list_and_file_alike(clean):
    span = clean.mark(WORDS, "r")
    clean.press(KEY.Key_Z, CONTROL)
    assert (clean.stored.spans, clean.painted) == ((), set())
    assert clean.frame.marks.model.rowCount() == 0
    clean.press(KEY.Key_Z, CONTROL | SHIFT)
    assert [one.id for one in clean.stored.spans] == [span.id]
    assert clean.painted == {span.id}
    assert clean.scene.focused_id == span.id


def test_the_line_at_the_foot_says_what_was_undone_and_what_was_done_again(clean):
    clean.mark(WORDS, "r")
    clean.press(KEY.Key_Z, CONTROL)
    assert "Undone" in clean.window.status.message.text()
    clean.press(KEY.Key_Z, CONTROL | SHIFT)
    told = clean.window.status.message.text()
    assert "Undone" not in told
    assert "Rule" in told


def test_control_y_is_redo_too(clean):
    clean.mark(WORDS, "r")
    clean.press(KEY.Key_Z, CONTROL)
    clean.press(KEY.Key_Y, CONTROL)
    assert len(clean.stored.spans) == 1


def test_undo_brings_a_deleted_mark_back_with_answers_relations_and_note(desk):
    related = next(one.source_id for one in desk.stored.relations)
    desk.session.coding.set_comment(related, "a note")
    before = desk.stored
    desk.scene.focus_span(related)
    desk.press(KEY.Key_Delete)
    assert related not in desk.stored.span_by_id()
    desk.press(KEY.Key_Z, CONTROL)
    after = desk.stored
    assert after.span_by_id()[related].attributes == before.span_by_id()[related].attributes
    assert after.relations_of(related) == before.relations_of(related)
    assert after.comment_on(related).text == "a note"
    assert desk.scene.focused_id == related


def test_undo_goes_to_the_article_where_it_happened(clean):
    clean.mark(WORDS, "r")
    first = clean.scene.document.id
    clean.go_to(3)
    clean.press(KEY.Key_Z, CONTROL)
    assert clean.scene.document.id == first
    assert clean.stored.spans == ()


def test_undo_works_after_a_restart(clean):
    clean.mark(WORDS, "r")
    again = clean.restart()
    assert "Rule" in undo_text(again)
    again.press(KEY.Key_Z, CONTROL)
    assert again.stored.spans == ()


def test_undo_of_all_is_the_start_and_redo_of_all_is_the_end(clean):
    start = clean.stored.spans
    clean.mark(WORDS, "r")
    clean.type("1")
    clean.press(KEY.Key_L)
    clean.type("x")
    clean.mark("Sri Wartini", "s")
    clean.type("]")
    clean.press(KEY.Key_Left)
    clean.press(KEY.Key_Escape)
    clean.press(KEY.Key_Delete)
    end = [(one.id, one.label, one.fragments, one.attributes) for one in clean.stored.spans]
    steps = 0
    while clean.menu("undo").isEnabled() and clean.stored.spans != start:
        clean.press(KEY.Key_Z, CONTROL)
        steps += 1
    assert clean.stored.spans == start
    for _time in range(steps):
        clean.press(KEY.Key_Z, CONTROL | SHIFT)
    found = [(one.id, one.label, one.fragments, one.attributes) for one in clean.stored.spans]
    assert found == end


def test_a_click_on_the_status_line_undoes(clean):
    clean.mark(WORDS, "r")
    clean.click_on(clean.window.status.undo)
    assert clean.stored.spans == ()


def test_undo_in_a_field_takes_back_typing_and_no_mark(clean):
    clean.mark(WORDS, "r")
    clean.trigger("find")
    clean.type("abc")
    clean.press(KEY.Key_Z, CONTROL)
    assert len(clean.stored.spans) == 1


def test_the_status_line_tells_that_the_last_change_is_saved(clean):
    before = clean.window.status.saved.text()
    clean.mark(WORDS, "r")
    assert clean.window.status.saved.text() != before


# refusals, asking first, the place ----------------------------------------------------------------


def change_as_budi(desk, span) -> None:
    session = desk.session
    own = session.coder.name
    session.code_as("Budi")
    operation = Operation("span", span.id, {**rows.span_value(span), "label": "venue"})
    session.project.commit(session.coder.id, "relabel_span", [operation], {})
    session.code_as(own)


def test_an_act_that_another_coder_changed_is_passed_over_by_the_same_key(clean):
    first = clean.mark("Sri Wartini", "s")
    second = clean.mark(WORDS, "r")
    change_as_budi(clean, second)
    clean.press(KEY.Key_Z, CONTROL)
    said = clean.window.status.message.text()
    assert "Budi" in said
    assert "label Speaker" in said
    assert "label Speaker" in undo_text(clean)
    assert "label Speaker" in clean.window.status.undo.text()
    assert {one.id for one in clean.stored.spans} == {first.id, second.id}
    clean.press(KEY.Key_Z, CONTROL)
    assert [one.id for one in clean.stored.spans] == [second.id]
    assert clean.uppermost is None


def test_one_key_does_not_empty_a_finished_project(desk):
    before = desk.stored
    desk.press(KEY.Key_Z, CONTROL)
    question = desk.sheet
    assert isinstance(question, Question)
    assert "import of" in question.title.text()
    assert "5 articles" in question.text.text()
    assert " marks" in question.text.text()
    assert "Ctrl+Shift+Z" in question.text.text()
    desk.press(KEY.Key_Return)
    assert desk.uppermost is None
    assert desk.stored == before
    desk.press(KEY.Key_Z, CONTROL)
    desk.press(KEY.Key_Escape)
    assert desk.stored == before


def test_an_import_is_taken_back_where_that_is_meant_and_comes_back(desk):
    before = desk.stored
    document = desk.scene.document.id
    desk.click_on(desk.window.status.undo)
    (take_back,) = [
        one for one in desk.sheet.findChildren(PlainButton) if one.text() == "Take it back"
    ]
    desk.click_on(take_back)
    assert desk.session.finding.count() == 0
    assert {row.count for row in desk.frame.labels.rows.values()} == {0}
    desk.press(KEY.Key_Z, CONTROL | SHIFT)
    assert desk.session.finding.annotations(document) == before


def test_undo_shows_the_place_of_a_mark_that_is_gone(clean):
    start, _end = clean.extent_of(WORDS)
    clean.mark(WORDS, "r")
    clean.reader.set_selection(0, 0)
    clean.go_to(2)
    clean.press(KEY.Key_Z, CONTROL)
    assert clean.reader.selection() == (start, start)
    assert clean.reader.viewport().rect().contains(clean.reader.point_of(start).toPoint())


def test_undo_shows_the_mark_of_each_verb(desk):
    """Whatever is undone: its article opens, and the mark it was about is in focus."""
    coding, annotations = desk.session.coding, desk.stored
    relation = annotations.relations[0]
    source, first = relation.source_id, desk.scene.document.id
    span = annotations.span_by_id()[source]
    other = next(one for one in ("venue", "sanction", "rule") if one != span.label)
    verbs = [
        lambda: coding.set_comment(source, "periksa"),
        lambda: coding.delete_relation(relation.id),
        lambda: coding.resize_span(source, (Extent(span.start, span.end + 1),)),
        lambda: coding.relabel_span(source, other),
        lambda: coding.delete_span(source),
    ]
    for verb in verbs:
        verb()
        desk.go_to(2)
        desk.scene.focus_span(None)
        desk.press(KEY.Key_Z, CONTROL)
        assert (desk.scene.document.id, desk.scene.focused_id) == (first, source)
        assert desk.reader.focused_span() == source
    assert desk.stored == annotations


def test_undo_about_the_article_opens_it_with_its_questions(desk):
    first = desk.scene.document.id
    desk.scene.focus_span(desk.stored.spans[0].id)
    desk.session.coding.set_status(first, "in_progress")
    desk.go_to(2)
    desk.press(KEY.Key_Z, CONTROL)
    assert (desk.scene.document.id, desk.scene.focused_id) == (first, None)
