"""What the codebook's rules say: counted, listed, walked with F8, gone when mended."""

from __future__ import annotations

import pytest
from window_scene import CONTROL, KEY, SHIFT

WORDS = "harus tetap netral"


@pytest.fixture
def wrong(clean):
    """Two rules without their answers."""
    clean.mark(WORDS, "r")
    clean.mark("tetap menjaga profesionalisme", "r")
    clean.press(KEY.Key_Escape)
    clean.qtbot.waitUntil(lambda: len(clean.workspace.problems.rows) > 1)
    return clean


def test_the_status_line_counts_the_problems(wrong):
    count = len(wrong.workspace.problems.rows)
    assert wrong.window.status.problems.isVisible()
    assert str(count) in wrong.window.status.problems.text()


def test_f8_opens_the_panel_and_walks_in_text_order_and_round(wrong):
    wrong.reader.set_selection(0, 0)
    visited = []
    for _time in range(3):
        wrong.press(KEY.Key_F8)
        visited.append(wrong.scene.focused_id)
    first, second = (span.id for span in wrong.stored.spans)
    assert wrong.frame.problems.isVisible()
    assert visited == [first, second, first]


def test_shift_f8_walks_back(wrong):
    wrong.reader.set_selection(0, 0)
    wrong.press(KEY.Key_F8)
    wrong.press(KEY.Key_F8, SHIFT)
    assert wrong.scene.focused_id == wrong.stored.spans[-1].id


def test_an_answer_mends_a_problem_at_once(wrong):
    wrong.reader.set_selection(0, 0)
    wrong.press(KEY.Key_F8)
    before = len(wrong.workspace.problems.rows)
    wrong.type("1")
    wrong.qtbot.waitUntil(lambda: len(wrong.workspace.problems.rows) == before - 1)


def test_escape_closes_the_panel(wrong):
    wrong.press(KEY.Key_F8)
    for _time in range(2):
        wrong.press(KEY.Key_Escape)
    assert not wrong.frame.problems.isVisible()


def test_a_click_on_a_problem_shows_its_mark(wrong):
    wrong.press(KEY.Key_F8)
    wrong.frame.problems.list.row_chosen.emit(0)
    wrong.settle()
    assert wrong.scene.focused_id == wrong.workspace.problems.rows[0].span_id


def test_a_click_on_the_count_goes_to_the_next_problem(wrong):
    wrong.click_on(wrong.window.status.problems)
    assert wrong.frame.problems.isVisible()
    assert wrong.scene.focused_id is not None


def test_problems_name_labels_and_questions_in_the_words_of_the_codebook(wrong):
    sentences = " ".join(row.sentence for row in wrong.workspace.problems.rows)
    assert "rule_type" not in sentences
    assert "Rule type" in sentences


def test_f8_in_an_article_without_problems_says_so(clean):
    clean.press(KEY.Key_F8)
    assert clean.frame.problems.isVisible()
    assert clean.frame.problems.model.rowCount() == 0
    assert not clean.window.status.problems.isVisible()


def test_control_shift_m_shows_and_hides_the_problems(wrong):
    panel, before = wrong.frame.problems, wrong.scene.focused_id
    for is_shown in (True, False):
        wrong.press(KEY.Key_M, CONTROL | SHIFT)
        assert panel.isVisible() == wrong.menu("problems").isChecked() == is_shown
    assert wrong.scene.focused_id == before
    assert wrong.reader.hasFocus()


def test_the_problem_of_the_mark_in_focus_is_the_one_shown_and_none_without_a_mark(wrong):
    wrong.trigger("problems")
    wrong.scene.focus_span(wrong.stored.spans[1].id)
    chosen = wrong.frame.problems.list.chosen_row()
    assert wrong.workspace.problems.rows[chosen].span_id == wrong.stored.spans[1].id
    wrong.scene.focus_span(None)
    assert wrong.frame.problems.list.chosen_row() == -1


def test_the_problems_of_another_article_take_their_place(wrong):
    wrong.trigger("problems")
    wrong.go_to(1)
    wrong.qtbot.waitUntil(lambda: wrong.workspace.problems.rows == [])
    assert wrong.frame.problems.model.rowCount() == 0
    assert not wrong.window.status.problems.isVisible()
