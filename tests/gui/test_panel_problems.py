from __future__ import annotations

import pytest
from panel_scene import (
    KEY,
    RULE_SPAN,
    SPEAKER_SPAN,
    click,
    click_row,
    dress,
    press,
    show,
)

from annotator.gui.models.problem_rows import ProblemRow
from annotator.gui.panels.problems import ProblemsPanel
from annotator.gui.theme.tokens import SIZE
from annotator.model.problem import Severity
from annotator.workbench.language import set_language


@pytest.fixture(autouse=True)
def _dressed(qapp):
    dress()
    yield
    dress()


PROBLEMS = [
    ProblemRow(Severity.WARNING, "Rule without target", "rule", "ASN harus", RULE_SPAN.id),
    ProblemRow(Severity.BLOCKING, "Person is missing", "speaker", "Sri", SPEAKER_SPAN.id),
    ProblemRow(Severity.BLOCKING, "Election is missing"),
]


@pytest.fixture
def problems(qtbot):
    problems = ProblemsPanel()
    show(qtbot, problems, 800, 150)
    problems.show_problems(PROBLEMS)
    return problems


def test_problems_are_counted_by_what_they_stop(problems):
    assert problems.count.text() == "2 block “done”, 1 warning"
    problems.show_problems([])
    assert problems.count.text() == "Nothing to mend in this article."


def test_a_problem_leads_to_its_mark(qtbot, problems):
    with qtbot.waitSignal(problems.span_chosen) as chosen:
        click_row(problems.list, 1)
    assert chosen.args == [SPEAKER_SPAN.id, ""]


def test_the_problem_of_the_mark_in_focus_is_chosen(problems):
    problems.show_current(SPEAKER_SPAN.id)
    assert problems.list.chosen_row() == 1
    problems.show_problems(PROBLEMS[1:])
    assert problems.list.chosen_row() == 0


def test_the_panel_asks_for_the_next_and_can_be_closed(qtbot, problems):
    with qtbot.waitSignal(problems.next_requested):
        click(problems.next_button)
    with qtbot.waitSignal(problems.closed):
        click(problems.close_button)


def test_without_problems_there_is_no_list_and_no_next(problems):
    problems.show_problems([])
    assert not problems.list.isVisible()
    assert not problems.next_button.isVisible()


TWICE = [
    ProblemRow(Severity.BLOCKING, "Kind is missing", "rule", "ASN", RULE_SPAN.id, "kind"),
    ProblemRow(Severity.WARNING, "Rule without target", "rule", "ASN", RULE_SPAN.id),
]


def test_of_two_problems_of_a_mark_the_chosen_one_stays_chosen(problems):
    problems.show_problems(TWICE)
    problems.list.choose(1)
    problems.show_problems([PROBLEMS[1], *TWICE])
    assert problems.list.chosen_row() == 2
    problems.show_current(RULE_SPAN.id)
    assert problems.list.chosen_row() == 2
    problems.show_problems(TWICE[:1])
    assert problems.list.chosen_row() == 0


def test_what_is_mended_is_chosen_no_more(problems):
    problems.show_current(SPEAKER_SPAN.id)
    problems.show_problems(PROBLEMS[2:])
    assert problems.list.chosen_row() == -1
    problems.show_problems(PROBLEMS)
    assert problems.list.chosen_row() == -1


def test_a_mark_without_problems_chooses_none(problems):
    problems.show_current(SPEAKER_SPAN.id)
    problems.show_current("a9")
    assert problems.list.chosen_row() == -1


def test_a_problem_leads_to_the_question_that_it_is_about(qtbot, problems):
    problems.show_problems(TWICE)
    with qtbot.waitSignal(problems.span_chosen) as chosen:
        click_row(problems.list, 0)
    assert chosen.args == [RULE_SPAN.id, "kind"]


def test_a_problem_of_the_article_leads_to_its_question(qtbot, problems):
    problems.show_problems([ProblemRow(Severity.BLOCKING, "Form is missing", field="form")])
    problems.list.setFocus()
    with (
        qtbot.waitSignal(problems.field_chosen) as chosen,
        qtbot.assertNotEmitted(problems.span_chosen),
    ):
        press(problems.list, KEY.Key_Return)
    assert chosen.args == ["form"]
    assert problems.list.chosen_row() == 0
    problems.show_current("#form")
    assert problems.list.chosen_row() == 0


def test_esc_closes_from_the_list_and_from_its_buttons(qtbot, problems):
    for widget in (problems.list, problems.next_button):
        widget.setFocus()
        with qtbot.waitSignal(problems.closed):
            press(widget, KEY.Key_Escape)


def test_five_problems_are_seen_and_the_others_scroll(problems):
    many = [ProblemRow(Severity.WARNING, f"Number {n}", span_id=f"a{n}") for n in range(7)]
    heights = []
    for count in (1, 5, 7):
        problems.show_problems(many[:count])
        heights.append(problems.list.height() / SIZE["row"])
    assert heights == [1, 5, 5]
    problems.show_current("a6")
    shown = problems.list.visualRect(problems.model.index(6, 0))
    assert problems.list.viewport().rect().contains(shown)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([PROBLEMS[0]], "1 warning"),
        ([PROBLEMS[1]], "1 blocks “done”"),
        ([PROBLEMS[0]] * 2, "2 warnings"),
        ([], "Nothing to mend in this article."),
    ],
)
def test_problems_are_counted_in_one_or_many(problems, rows, words):
    problems.show_problems(rows)
    assert problems.count.text() == words


def test_words_follow_the_language(problems):
    set_language("id")
    problems.retranslate()
    assert problems.head.text() == "Masalah"
    assert problems.list.accessibleName() == "Masalah"
    assert problems.close_button.accessibleName() == "Tutup"
