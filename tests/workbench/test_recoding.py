"""A share of finished work is coded again by the same person, without the first marks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import team_scene

from annotator.model.assignment import Role, again_id
from annotator.model.errors import AnnotatorError
from annotator.model.identity import Id
from annotator.store import integrity
from annotator.workbench.people import find_person, set_role
from annotator.workbench.recoding import apply_recoding, due, plan_recoding, second_self


def code_of(verb, *arguments, **more) -> str:
    with pytest.raises(AnnotatorError) as caught:
        verb(*arguments, **more)
    return caught.value.code


@pytest.fixture
def documents(session, tmp_path):
    """Six articles, of which Budi has finished five."""
    found = team_scene.add_articles(session, tmp_path)
    team_scene.add_people(session, "Budi")
    team_scene.code(session, "Budi", found[:5])
    team_scene.code(session, "Budi", found[5:], is_done=False)
    yield found
    assert integrity.check(session.project) == []


@pytest.fixture
def budi(session, documents) -> Id:
    return find_person(session.context, "Budi").id


def today(session) -> date:
    return date.fromisoformat(session.project.now()[:10])


def test_a_share_of_what_is_finished_is_planned_for_a_later_day(session, documents, budi):
    plan = plan_recoding(session.context, budi, 0.4, 14)
    assert (plan.finished, plan.earlier, len(plan.assignments)) == (5, 0, 2)
    assert {one.document_id for one in plan.assignments} < set(documents[:5])
    assert {one.since for one in plan.assignments} == {str(today(session) + timedelta(days=14))}
    assert (plan.again.id, plan.again.name, plan.again.role) == (
        again_id(budi),
        "Budi · 2",
        "again",
    )
    assert second_self(session.context, budi) is None


def test_at_least_one_is_chosen_and_all_of_them_at_most(session, budi):
    assert len(plan_recoding(session.context, budi, 0.01, 0).assignments) == 1
    assert len(plan_recoding(session.context, budi, 1, 0).assignments) == 5


def test_the_second_self_codes_without_the_first_marks(session, documents, budi):
    plan = plan_recoding(session.context, budi, 0.2, 0)
    assert apply_recoding(session.context, plan) == 1
    (one,) = plan.assignments
    session.code_as("Budi · 2")
    assert session.coder.id == again_id(budi)
    assert session.finding.annotations(one.document_id).spans == ()
    assert session.finding.served()[0] == one.document_id
    team_scene.code(session, "Budi · 2", [one.document_id])
    assert due(session.context) == []


def test_what_is_due_waits_for_its_day_and_goes_when_it_is_done(session, budi):
    plan = plan_recoding(session.context, budi, 0.4, 14)
    apply_recoding(session.context, plan)
    day = today(session)
    assert due(session.context) == []
    assert due(session.context, str(day + timedelta(days=13))) == []
    found = due(session.context, str(day + timedelta(days=14)))
    assert [one.document_id for one in found] == [one.document_id for one in plan.assignments]
    assert {(one.again.name, one.coder_id) for one in found} == {("Budi · 2", budi)}
    session.code_as("Ani")
    team_scene.code(session, "Budi · 2", [found[0].document_id])
    assert due(session.context, "2999-01-01") == found[1:]


def test_it_is_one_step_of_undo_with_the_second_self_in_it(session, budi):
    apply_recoding(session.context, plan_recoding(session.context, budi, 0.4, 14))
    assert session.history.undo_words() == "articles for a second coding (Budi): 2"
    session.history.undo()
    assert second_self(session.context, budi) is None
    assert due(session.context, "2999-01-01") == []
    session.history.redo()
    assert len(due(session.context, "2999-01-01")) == 2


def test_asking_again_fills_up_to_the_share(session, documents, budi):
    first = plan_recoding(session.context, budi, 0.4, 14)
    apply_recoding(session.context, first)
    again = plan_recoding(session.context, budi, 0.4, 14)
    assert (again.assignments, again.earlier, again.is_new) == ((), 2, False)
    assert apply_recoding(session.context, again) == 0
    more = plan_recoding(session.context, budi, 0.8, 14)
    assert len(more.assignments) == 2
    assert [one.place for one in more.assignments] == [2, 3]
    apply_recoding(session.context, more)
    assert len({one.document_id for one in due(session.context, "2999-01-01")}) == 4
    assert apply_recoding(session.context, first) == 0


def test_a_seed_chooses_and_more_finished_work_keeps_the_choice(session, documents, budi):
    def chosen(share: float, seed: int) -> set[Id]:
        plan = plan_recoding(session.context, budi, share, 14, seed=seed)
        return {one.document_id for one in plan.assignments}

    assert chosen(0.4, 1) == chosen(0.4, 1)
    assert chosen(0.4, 1) < chosen(0.6, 1)
    assert len({frozenset(chosen(0.4, seed)) for seed in range(20)}) > 1


def test_a_name_that_is_taken_is_passed_over(session, documents, budi):
    team_scene.add_people(session, "budi · 2")
    assert plan_recoding(session.context, budi, 0.2, 0).again.name == "Budi · 3"


@pytest.mark.parametrize(
    ("share", "days", "code"),
    [
        (0, 1, "not_a_share"),
        (1.1, 1, "not_a_share"),
        (float("nan"), 1, "not_a_share"),
        (0.1, -1, "not_days"),
        (0.1, 10**9, "not_days"),
    ],
)
def test_a_share_or_days_that_cannot_be_are_refused(session, budi, share, days, code):
    assert code_of(plan_recoding, session.context, budi, share, days) == code


def test_who_has_finished_nothing_or_is_a_second_self_is_refused(session, budi):
    assert code_of(plan_recoding, session.context, session.coder.id, 0.1, 1) == "nothing_finished"
    apply_recoding(session.context, plan_recoding(session.context, budi, 1, 0))
    assert code_of(plan_recoding, session.context, again_id(budi), 0.1, 1) == "role_fixed"
    assert code_of(set_role, session.context, again_id(budi), Role.LEAD) == "role_fixed"


def test_only_reviewers_may(session, budi):
    plan = plan_recoding(session.context, budi, 0.2, 0)
    set_role(session.context, session.coder.id, Role.LEAD)
    session.code_as("Budi")
    assert code_of(apply_recoding, session.context, plan) == "reviewers_only"
