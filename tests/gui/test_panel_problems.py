from __future__ import annotations

import pytest
from panel_scene import (
    RULE_SPAN,
    SPEAKER_SPAN,
    click,
    click_row,
    dress,
    show,
)

from annotator.gui.models.problem_rows import ProblemRow
from annotator.gui.panels.problems import ProblemsPanel
from annotator.model.problem import Severity


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
