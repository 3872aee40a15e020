"""The audit sample: unanimous cases left open among the others, and not to be told from them."""

from __future__ import annotations

import pytest
from review_scene import BALIKPAPAN, SAMARINDA, SRI, case_with, person, place, said, work

from annotator.store import reviews
from annotator.workbench.adjudicating.board import is_sampled
from annotator.workbench.adjudicating.states import CaseState

AGREED = work(person(SRI), place(BALIKPAPAN))


@pytest.fixture
def sampled(make):
    """All that is unanimous is in the sample; one other case beside it is disputed."""
    scene = make(Budi=AGREED, Citra=work(*AGREED[0], place(SAMARINDA)))
    return scene, scene.begun(audit_share=1.0)


def places(desk, state):
    return [one.case.start for one in desk.cases if one.state is state]


def test_a_case_of_the_sample_is_skipped_like_any_other(sampled):
    _scene, desk = sampled
    for one in desk.cases[:2]:
        desk.skip(one.id)
    assert places(desk, CaseState.SKIPPED) == [SRI[0], BALIKPAPAN[0]]
    assert places(desk, CaseState.OPEN) == [SAMARINDA[0]]
    assert desk.next_open() == desk.cases[2].id


@pytest.mark.parametrize("verb", ["note", "gap"])
def test_a_note_on_a_case_of_the_sample_counts_as_looking_at_it(sampled, verb):
    _scene, desk = sampled
    sample, disputed = desk.cases[0], desk.cases[2]
    for one in (sample, disputed):
        getattr(desk, verb)(one.id, "hm")
    assert {desk.case(one.id).state for one in (sample, disputed)} == {CaseState.SKIPPED}
    assert getattr(desk.case(sample.id).decision, verb) == "hm"


def test_skipping_a_case_of_the_sample_is_one_step_of_undo(sampled):
    scene, desk = sampled
    desk.skip(desk.cases[0].id)
    scene.session.history.undo()
    assert {one.state for one in desk.cases} == {CaseState.OPEN}


@pytest.mark.parametrize("verb", ["skip", "none", "propose", "keep_all"])
def test_what_was_in_the_sample_stays_known_as_such_whatever_is_decided(sampled, verb):
    scene, desk = sampled
    sample = {one.id for one in desk.cases[:2]}
    for case_id in sample:
        desk.skip(case_id)
        if verb != "skip":
            getattr(desk, verb)(case_id)
    decided = reviews.list_decisions(scene.session.project, scene.document_id)
    assert {one.case_id for one in decided if one.is_audit} == sample


def test_the_sample_is_the_same_gold_as_the_rule_when_the_reviewer_agrees(make):
    by_rule = make(Budi=AGREED, Citra=AGREED).begun()
    desk = make(folder="sampled", Budi=AGREED, Citra=AGREED).begun(audit_share=1.0)
    for one in desk.cases:
        desk.propose(one.id)
    assert (said(desk), desk.counts.left) == (said(by_rule), 0)


def test_the_sample_is_no_more_than_its_share_and_nothing_without_one():
    ids = [f"{n:032x}" for n in range(400)]
    for share in (0.0, 0.1, 0.5, 1.0):
        drawn = sum(is_sampled(7, one, share) for one in ids)
        assert abs(drawn - share * 400) <= 40
    assert not any(is_sampled(7, one, 0.0) for one in ids)
    assert all(is_sampled(7, one, 1.0) for one in ids)


def test_a_larger_share_holds_the_smaller_one_of_the_same_seed():
    ids = [f"{n:032x}" for n in range(200)]
    small, large = ({one for one in ids if is_sampled(3, one, share)} for share in (0.2, 0.6))
    assert small < large
    assert small != {one for one in ids if is_sampled(4, one, 0.2)}


def test_marks_that_change_in_the_sample_leave_it_open(sampled):
    scene, desk = sampled
    mark = scene.set_of("Citra").spans[0]
    scene.as_coder("Citra").coding.set_attribute(mark.id, "role", "staff")
    scene.as_coder("Ani")
    assert case_with(desk, "person").state is CaseState.OPEN
