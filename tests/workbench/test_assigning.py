"""Handing out work by hand and by rule."""

from __future__ import annotations

import pytest
import team_scene
from assigning_scene import Work, code_of

from annotator.model.assignment import Role
from annotator.model.document import Progress
from annotator.model.errors import AnnotatorError, RefusedError
from annotator.model.identity import Id
from annotator.model.review import ReviewStatus
from annotator.store import integrity, reviews
from annotator.workbench.assigning import Assigning, CellState, Order, Rule
from annotator.workbench.correcting import apply_correction
from annotator.workbench.people import set_role


@pytest.fixture
def work(session, tmp_path):
    documents = team_scene.add_articles(session, tmp_path)
    team_scene.add_people(session, "Budi", "Citra")
    yield Work(session, documents)
    assert integrity.check(session.project) == []


# by hand ----------------------------------------------------------------------------------------


def test_assigned_documents_come_behind_what_the_coder_has(work):
    assert work.assigning.assign(work.cells(work.budi, 3, 1)) == 2
    assert work.assigning.assign(work.cells(work.budi, 0, 1) + work.cells(work.citra, 5)) == 2
    assert work.order(work.budi) == [3, 1, 0]
    assert work.order(work.citra) == [5]
    assert work.state(work.budi, 3) is CellState.ASSIGNED
    assert work.state(work.budi, 2) is CellState.NOT_ASSIGNED


def test_assigning_is_one_step_of_undo_with_words(work):
    told = []
    work.session.events.subscribe(told.append)
    work.assigning.assign(work.cells(work.budi, 0, 1) + work.cells(work.citra, 0), initiator="me")
    assert work.session.history.undo_words() == "articles assigned (Budi, Citra): 3"
    assert told[0].kinds == {"assignment"}
    assert told[0].document_ids == set(work.documents[:2])
    assert told[0].initiator == "me"
    work.session.history.undo()
    assert reviews.list_assignments(work.session.project) == []
    work.session.history.redo()
    assert work.order(work.budi) == [0, 1]


def test_what_changes_nothing_is_no_step(work):
    work.assigning.assign(work.cells(work.budi, 0))
    before = len(work.session.project.file.rows("SELECT n FROM revision"))
    assert work.assigning.assign(work.cells(work.budi, 0)) == 0
    assert work.assigning.unassign(work.cells(work.citra, 0)) == 0
    assert work.assigning.unlock(work.cells(work.budi, 0)) == 0
    assert work.assigning.lock(work.cells(work.citra, 0)) == 0
    assert work.assigning.reopen(work.cells(work.budi, 0)) == 0
    assert len(work.session.project.file.rows("SELECT n FROM revision")) == before


def test_taking_an_article_back_leaves_what_was_done(work):
    work.assigning.assign(work.cells(work.budi, 0, 1))
    team_scene.code(work.session, "Budi", work.documents[:1])
    assert work.assigning.unassign(work.cells(work.budi, 0, 1)) == 2
    cell = work.assigning.grid().cell(work.documents[0], work.budi)
    assert (cell.state, cell.spans, cell.is_assigned) == (CellState.DONE, 1, False)
    assert work.state(work.budi, 1) is CellState.NOT_ASSIGNED
    work.assigning.assign(work.cells(work.budi, 0))
    assert work.assigning.grid().cell(work.documents[0], work.budi).is_assigned


def test_more_cells_than_one_revision_holds_are_one_step(session, tmp_path):
    texts = [f"Teks nomor {number}." for number in range(300)]
    documents = team_scene.add_articles(session, tmp_path, texts)
    people = [session.coder, *team_scene.add_people(session, "Budi")]
    assigning = Assigning(session.context)
    cells = [(document, one.id) for one in people for document in documents]
    assert assigning.assign(cells) == 600
    session.history.undo()
    assert all(total.assigned == 0 for total in assigning.grid().totals)


def test_the_order_of_a_coder_can_be_changed(work):
    work.assigning.assign(work.cells(work.budi, 0, 1, 2, 3, 4))
    move = work.assigning.move
    assert move(work.budi, [work.documents[4], work.documents[2]], 1) == 3
    assert work.order(work.budi) == [0, 4, 2, 1, 3]
    assert work.session.history.undo_words() == "order of the articles of Budi"
    move(work.budi, [work.documents[0]], 99)
    assert work.order(work.budi) == [4, 2, 1, 3, 0]
    assert move(work.budi, [work.documents[4]], 0) == 0
    work.session.history.undo()
    work.session.history.undo()
    assert work.order(work.budi) == [0, 1, 2, 3, 4]


def test_moving_what_is_not_assigned_moves_nothing(work):
    work.assigning.assign(work.cells(work.budi, 0, 1))
    assert work.assigning.move(work.budi, [work.documents[5]], 0) == 0
    assert work.order(work.budi) == [0, 1]


@pytest.mark.parametrize("verb", ["assign", "unassign", "lock", "unlock", "reopen"])
def test_a_document_or_coder_that_is_not_there_is_refused(work, verb):
    act = getattr(work.assigning, verb)
    assert code_of(act, [(work.documents[0], Id("0" * 32))]) == "not_in_grid"
    assert code_of(act, [(Id("0" * 32), work.budi)]) == "not_in_grid"


def test_the_order_of_a_coder_or_article_that_is_not_there_is_refused(work):
    assert code_of(work.assigning.move, Id("0" * 32), work.documents[:1], 0) == "not_in_grid"
    assert code_of(work.assigning.move, work.budi, [Id("0" * 32)], 0) == "not_in_grid"


def test_an_order_that_stays_is_no_step_although_something_was_taken_back(work):
    work.assigning.assign(work.cells(work.budi, 0, 1, 2))
    work.assigning.unassign(work.cells(work.budi, 0))
    words = work.session.history.undo_words()
    assert work.assigning.move(work.budi, [work.documents[1]], 0) == 0
    assert work.session.history.undo_words() == words


@pytest.mark.parametrize("verb", ["assign", "unassign", "lock", "unlock", "reopen"])
def test_who_may_not_review_hands_out_nothing(work, verb):
    set_role(work.session.context, work.ani, Role.LEAD)
    work.session.code_as("Budi")
    assert code_of(getattr(work.assigning, verb), work.cells(work.budi, 0)) == "reviewers_only"
    assert code_of(work.assigning.move, work.budi, [], 0) == "reviewers_only"


# locked and reopened ----------------------------------------------------------------------------


def test_finished_work_is_given_back_and_unlocked(work):
    team_scene.code(work.session, "Budi", work.documents[:2])
    team_scene.code(work.session, "Citra", work.documents[:1], is_done=False)
    work.assigning.lock(work.cells(work.budi, 0))
    wanted = work.cells(work.budi, 0, 1, 2) + work.cells(work.citra, 0)
    assert work.assigning.reopen(wanted) == 2
    cell = work.assigning.grid().cell(work.documents[0], work.budi)
    assert (cell.progress, cell.is_locked, cell.spans) == (Progress.IN_PROGRESS, False, 1)
    assert work.session.history.undo_words() == "articles reopened (Budi): 2"
    work.session.history.undo()
    assert work.state(work.budi, 0) is CellState.LOCKED


def test_reopening_reopens_a_review_that_was_signed_off(work):
    team_scene.code(work.session, "Budi", work.documents[:2])
    work.review(0, ReviewStatus.RELEASED)
    work.review(1, ReviewStatus.IN_REVIEW)
    work.assigning.reopen(work.cells(work.budi, 0, 1))
    found = reviews.list_reviews(work.session.project)
    assert found[work.documents[0]].status is ReviewStatus.REOPENED
    assert found[work.documents[0]].seed == 1
    assert found[work.documents[1]].status is ReviewStatus.IN_REVIEW
    assert work.state(work.budi, 0) is CellState.REOPENED
    work.session.history.undo()
    assert work.state(work.budi, 0) is CellState.SIGNED_OFF


# by rule ----------------------------------------------------------------------------------------


def rule(work: Work, **more) -> Rule:
    made = {"per_document": 1, "coders": (work.ani, work.budi), "documents": work.documents}
    return Rule(**{**made, "documents": tuple(work.documents), **more})


def test_a_plan_is_looked_at_before_it_is_written(work):
    plan = work.assigning.plan(rule(work))
    assert {who: load.total() for who, load in plan.loads().items()} == {
        work.ani: 3,
        work.budi: 3,
    }
    assert reviews.list_assignments(work.session.project) == []
    assert work.assigning.apply(plan) == 6
    assert sorted(work.order(work.ani) + work.order(work.budi)) == list(range(6))
    assert work.order(work.ani) == sorted(work.order(work.ani))
    assert work.assigning.apply(plan) == 0
    work.session.history.undo()
    assert reviews.list_assignments(work.session.project) == []


def test_load_is_even_within_the_values_of_a_field(work):
    plan = work.assigning.plan(rule(work, stratify_by="outlet", coders=(work.ani, work.citra)))
    for load in plan.loads().values():
        assert sorted(load.values()) in ([1, 2], [2, 1])
        assert set(load) <= {"kompas", "tempo"}
    assert work.assigning.plan(rule(work, stratify_by="year")).loads()[work.ani]["2024"] == 3


def test_a_field_that_no_article_has_is_refused_with_those_there_are(work):
    with pytest.raises(AnnotatorError) as caught:
        work.assigning.plan(rule(work, stratify_by="author"))
    assert caught.value.code == "unknown_field"
    assert caught.value.fields["known"] == "outlet, year"


def test_what_is_assigned_or_begun_is_kept_and_counts(work):
    work.assigning.assign(work.cells(work.budi, 0))
    team_scene.code(work.session, "Budi", work.documents[1:2], is_done=False)
    plan = work.assigning.plan(rule(work))
    assert set(plan.kept) == set(work.cells(work.budi, 0, 1))
    assert plan.new() == {work.ani: 3, work.budi: 1}
    assert plan.removed == ()


def test_what_was_begun_unassigned_is_assigned_by_the_rule_that_counts_it(work):
    team_scene.code(work.session, "Budi", work.documents[1:2])
    team_scene.code(work.session, "Citra", work.documents[2:3])
    [begun], [others] = work.cells(work.budi, 1), work.cells(work.citra, 2)
    plan = work.assigning.plan(rule(work))
    assert begun in plan.kept
    work.assigning.apply(plan)
    grid = work.assigning.grid()
    assert grid.cell(*begun).is_assigned
    assert not grid.cell(*others).is_assigned  # Citra is none of the rule's coders
    assert work.assigning.assigned(work.budi)[0] == begun[0]
    assert work.assigning.apply(work.assigning.plan(rule(work))) == 0


def test_what_nobody_has_begun_is_dealt_anew_when_asked(work):
    work.assigning.assign(work.cells(work.budi, *range(6)))
    team_scene.code(work.session, "Budi", work.documents[:1], is_done=False)
    work.assigning.lock(work.cells(work.budi, 1))
    work.assigning.assign(work.cells(work.citra, 5))
    plan = work.assigning.plan(rule(work, keep_existing=False))
    assert set(plan.kept) >= {*work.cells(work.budi, 0, 1), *work.cells(work.citra, 5)}
    assert plan.new()[work.ani] in (2, 3)  # Budi has two already
    assert plan.new()[work.budi] == 0
    assert len(plan.removed) == 4 - len({*plan.places} & {*work.cells(work.budi, 2, 3, 4, 5)})
    work.assigning.apply(plan)
    totals = {one.coder.name: one.assigned for one in work.assigning.grid().totals}
    assert (totals["Ani"] + totals["Budi"], totals["Citra"]) == (5, 1)
    assert abs(totals["Ani"] - totals["Budi"]) <= 1


def test_a_plan_does_not_undo_what_happened_since(work):
    work.assigning.assign(work.cells(work.budi, *range(6)))
    plan = work.assigning.plan(rule(work, keep_existing=False))
    gone = plan.removed[0]
    team_scene.code(work.session, "Budi", [gone[0]], is_done=False)
    work.assigning.apply(plan)
    assert work.assigning.grid().cell(*gone).is_assigned


def test_a_random_order_is_the_same_for_the_same_seed(work):
    orders = set()
    for seed in (1, 1, 2, 3):
        plan = work.assigning.plan(rule(work, coders=(work.ani,), seed=seed, order=Order.RANDOM))
        orders.add(tuple(document for document, _ in plan.added))
    assert len(orders) == 3


# corrected texts --------------------------------------------------------------------------------


def test_an_assignment_goes_with_the_corrected_text(work):
    work.assigning.assign(work.cells(work.budi, 0, 1))
    context = work.session.context
    apply_correction(context, work.documents[0], "Bupati kesatu melarang ASN ikut kampanye.")
    (new,) = set(work.session.finding.documents()) - set(work.documents)
    grid = work.assigning.grid()
    assert not grid.has((work.documents[0], work.budi))
    assert grid.cell(new, work.budi).is_assigned
    assert work.assigning.assigned(work.budi) == [new, work.documents[1]]
    work.assigning.lock([(new, work.budi)])
    assert work.assigning.grid().cell(new, work.budi).is_locked
    work.assigning.unassign([(new, work.budi)])
    assert work.assigning.assigned(work.budi) == work.documents[1:2]


def test_an_import_that_somebody_else_has_assigned_is_not_undone(work):
    work.session.code_as("Budi")
    work.assigning.assign(work.cells(work.citra, 0))
    work.session.code_as("Ani")
    with pytest.raises(RefusedError) as caught:
        work.session.history.undo()
    assert caught.value.fields["by"] == "Budi"
