"""What holds of every verb of the desk: one act, undone exactly, refused whole or done whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import review_scene
from review_scene import (
    BALIKPAPAN,
    BUPATI_SRI,
    SAMARINDA,
    SRI,
    case_with,
    lives_in,
    person,
    place,
    work,
)

from annotator.model.assignment import Role
from annotator.model.errors import RefusedError
from annotator.store import revisions
from annotator.store.reviewing import last_number
from annotator.workbench.adjudicating.articles import Adjudicating
from annotator.workbench.adjudicating.desk import Desk
from annotator.workbench.adjudicating.ledger import load_ledger
from annotator.workbench.adjudicating.row_drafts import Edit
from annotator.workbench.people import set_role

MARKS = (person(SRI), place(BALIKPAPAN), place(SAMARINDA))
WORKS = {
    "Budi": work(*MARKS, lives_in(0, 1)),
    "Citra": work(person(BUPATI_SRI), *MARKS[1:2], lives_in(0, 1)),
    "Dewi": work(person(SRI, role="staff"), *MARKS[1:2], lives_in(0, 1)),
}


def edited(desk: Desk, case_id) -> None:
    desk.edit(case_id, 0, Edit(start=0, end=10, label="person", answers={"role": "staff"}))
    desk.settle(case_id)


VERBS: dict[str, Callable[[Desk, object], object]] = {
    "take": lambda desk, case_id: desk.take(case_id, "A"),
    "propose": lambda desk, case_id: desk.propose(case_id),
    "none": lambda desk, case_id: desk.none(case_id),
    "keep_all": lambda desk, case_id: desk.keep_all(case_id),
    "settle": edited,
    "skip": lambda desk, case_id: desk.skip(case_id),
    "send_back": lambda desk, case_id: desk.send_back(case_id, "why?"),
    "note": lambda desk, case_id: desk.note(case_id, "because"),
    "gap": lambda desk, case_id: desk.gap(case_id, "titles?"),
}
WHOLE: dict[str, Callable[[Desk], object]] = {
    "sign_off": lambda desk: desk.sign_off(),
    "reopen": lambda desk: desk.reopen(),
    "reveal": lambda desk: desk.reveal(),
}
ACTIONS = {
    "skip": "skip_case",
    "send_back": "send_back",
    "note": "note_case",
    "gap": "note_gap",
}


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A review that has begun."""
    made = review_scene.make_scene(tmp_path_factory.mktemp("verbs"), **WORKS)
    made.begun()
    yield made
    made.session.close()


@pytest.fixture
def scene(begun):
    """The review as it began; what a test did is taken back after it."""
    session = begun.session
    steps = len(revisions.undo_stack(session.project, session.coder.id))
    yield begun
    while len(revisions.undo_stack(session.project, session.coder.id)) > steps:
        session.history.undo()


def ledger(scene):
    session = scene.session
    return load_ledger(session.project, scene.document_id, session.codebook_id)


def fitting(desk, name):
    """A case in which a verb is possible: in that of the person three coders say three things."""
    is_simple = name in ("propose", "keep_all")
    return (case_with(desk, "place", start=SAMARINDA[0]) if is_simple else
            case_with(desk, "person")).id  # fmt: skip


def fields_of(scene, case_id):
    """What is recorded of a case, but for when."""
    decision = ledger(scene).decisions.get(case_id)
    return decision and (decision.verdict, decision.note, decision.gap, decision.question)


@pytest.mark.parametrize("name", VERBS)
def test_a_verb_is_one_act_and_its_undo_leaves_nothing_of_it(scene, name):
    desk = scene.desk()
    case_id = fitting(desk, name)
    before, number = ledger(scene), last_number(scene.session.project)
    VERBS[name](desk, case_id)
    after = ledger(scene)
    assert (after != before, last_number(scene.session.project)) == (True, number + 1)
    newest = next(revisions.iterate_revisions(scene.session.project))
    assert newest.action == ACTIONS.get(name, "decide_case")
    for _time in range(2):
        scene.session.history.undo()
        assert ledger(scene) == before
        scene.session.history.redo()
        assert ledger(scene) == after
    scene.session.history.undo()
    assert {key: one.state for key, one in desk.every_case.items()} == {
        key: one.state for key, one in scene.desk().every_case.items()
    }


@pytest.mark.parametrize("name", VERBS)
def test_what_coders_have_is_not_touched_by_any_verb(scene, name):
    desk = scene.desk()
    coded = [scene.set_of(coder) for coder in WORKS]
    VERBS[name](desk, fitting(desk, name))
    assert [scene.set_of(coder) for coder in WORKS] == coded


@pytest.mark.parametrize("verb", ["take", "settle", "send_back", "note"])
def test_deciding_after_a_verb_keeps_what_was_said_of_the_case(scene, verb):
    desk = scene.desk()
    case_id = case_with(desk, "person").id
    desk.note(case_id, "one")
    desk.gap(case_id, "two")
    VERBS[verb](desk, case_id)
    desk.none(case_id)
    _verdict, note, gap, question = fields_of(scene, case_id)
    assert note == ("because" if verb == "note" else "one")
    assert (gap, question) == ("two", "why?" if verb == "send_back" else "")


def test_a_question_takes_back_what_was_decided_and_is_answered_by_deciding(scene):
    desk = scene.desk()
    case_id = case_with(desk, "place", start=SAMARINDA[0]).id
    desk.keep_all(case_id)
    number = len(desk.gold.spans)
    desk.send_back(case_id, "is it a town?")
    assert (desk.case(case_id).state, len(desk.gold.spans)) == ("sent_back", number - 1)
    with pytest.raises(RefusedError, match="cases_not_settled"):
        desk.sign_off()
    desk.keep_all(case_id)
    assert (desk.case(case_id).state, len(desk.gold.spans)) == ("decided", number)


def refused(scene, act, code):
    """It is refused with a code, and nothing is written by it."""
    number = last_number(scene.session.project)
    with pytest.raises(RefusedError) as error:
        act()
    assert error.value.code == code
    assert last_number(scene.session.project) == number


def test_nothing_can_be_decided_of_a_case_that_is_not_there(scene):
    desk = scene.desk()
    for name in VERBS:
        refused(scene, lambda name=name: VERBS[name](desk, "0" * 32), "case_is_gone")
    for read in (desk.case, desk.card, desk.letters, desk.three_way, desk.has_draft):
        refused(scene, lambda read=read: read("0" * 32), "case_is_gone")


def test_nobody_but_a_reviewer_does_any_of_it_once_there_is_one(make):
    scene = make(**WORKS)
    desk = scene.begun()
    set_role(scene.session.context, scene.session.coder.id, Role.LEAD)
    case_id = case_with(desk, "place", start=SAMARINDA[0]).id
    scene.as_coder("Budi")
    for name in set(VERBS) - {"settle"}:
        refused(scene, lambda name=name: VERBS[name](desk, case_id), "reviewers_only")
    adjudicating = Adjudicating(scene.session.context)
    refused(scene, lambda: adjudicating.release([scene.document_id]), "reviewers_only")


def test_nothing_is_decided_before_the_beginning_or_after_the_end(make):
    scene = make(**WORKS)
    desk = scene.desk()
    case_id = case_with(desk, "place", start=SAMARINDA[0]).id
    for name in VERBS:
        refused(scene, lambda name=name: VERBS[name](desk, case_id), "review_not_begun")
    for name in ("reopen", "reveal"):
        refused(scene, lambda name=name: WHOLE[name](desk), "not_signed_off")
    desk.discard(case_id)
    desk.begin()
    while (left := desk.next_open()) is not None:
        desk.none(left)
    desk.sign_off()
    for name in VERBS:
        refused(scene, lambda name=name: VERBS[name](desk, case_id), "article_signed_off")
    refused(scene, lambda: desk.take_pattern(case_id), "article_signed_off")
    refused(scene, desk.sign_off, "article_signed_off")
    refused(scene, desk.begin, "review_begun")


@pytest.mark.parametrize("share", [-0.1, 1.01, float("nan")])
def test_a_share_that_is_none_begins_nothing(make, share):
    scene = make(Budi=work(person(SRI)), Citra=work())
    desk = scene.desk()
    refused(scene, lambda: desk.begin(share), "not_a_share")
    assert desk.review is None


def test_steps_through_the_queue_stay_in_it(scene):
    desk = scene.desk()
    ids = [one.id for one in desk.cases]
    assert [desk.step(None, n) for n in (1, -1)] == [ids[0]] * 2
    assert [desk.step(ids[0], n) for n in (0, 1, 99, -1, -99)] == [
        ids[0], ids[1], ids[-1], ids[0], ids[0]]  # fmt: skip
    assert desk.step("0" * 32, 1) == ids[0]


def test_the_next_open_case_goes_round_once_and_leaves_out_where_one_is(scene):
    desk = scene.desk()
    left = [one.id for one in desk.cases]
    seen = [desk.next_open()]
    while len(seen) < len(left):
        seen.append(desk.next_open(seen[-1]))
    assert seen == left
    assert desk.next_open(left[-1]) == left[0]
