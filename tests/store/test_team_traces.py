"""Whether a team has recorded anything: one query, and none of what it records is loaded."""

from __future__ import annotations

import subprocess
import sys

import factories
import pytest

from annotator.model.assignment import Assignment
from annotator.model.change import Operation
from annotator.model.review import Feedback
from annotator.store.review_rows import assignment_value, feedback_value
from annotator.store.team_traces import has_any, has_assignments, has_feedback


@pytest.fixture
def session(tmp_path):
    with factories.make_session(tmp_path) as opened:
        yield opened


@pytest.fixture
def document(session, tmp_path):
    return factories.add_text(session, tmp_path)


def write(session, kind, one, value):
    session.context.perform("assign", [Operation(kind, one.id, value)], {})


def test_a_project_of_one_coder_has_no_trace_of_a_team(session, document):
    project, who = session.project, session.coder.id
    assert (has_any(project), has_assignments(project, who), has_feedback(project, who)) == (
        False,
        False,
        False,
    )


def test_an_assignment_is_found_for_its_coder_only_and_not_after_undo(session, document):
    project, who = session.project, session.coder.id
    one = Assignment(document, who)
    write(session, "assignment", one, assignment_value(one))
    assert has_any(project)
    assert has_assignments(project, who)
    assert not has_assignments(project, document)
    session.history.undo()
    assert not has_any(project)
    assert not has_assignments(project, who)


def test_feedback_that_says_nothing_is_none(session, document):
    project, who = session.project, session.coder.id
    empty = Feedback(document, who, project.now())
    write(session, "feedback", empty, feedback_value(empty))
    assert not has_feedback(project, who)
    told = Feedback(document, who, project.now(), ({"case_id": "1"},))
    write(session, "feedback", told, feedback_value(told))
    assert has_feedback(project, who)


def test_the_window_opens_without_what_teams_need():
    code = (
        "import sys; import annotator.gui.app;"
        "print([m for m in sys.modules if m.startswith('annotator.gui.review')"
        " or m in ('annotator.model.review', 'annotator.workbench.assigning', 'numpy')])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
