"""What the grid of coders and documents says of each pair."""

from __future__ import annotations

import time

import pytest
import team_scene

from annotator.model.assignment import Assignment, Role, gold_id
from annotator.model.change import Operation
from annotator.model.coder import Coder
from annotator.model.document import Progress
from annotator.model.review import Review, ReviewStatus
from annotator.store import review_rows, rows
from annotator.workbench.assigning import Assigning, CellState
from annotator.workbench.assignment_grid import STATE_WORDS, load_grid

S, R = CellState, ReviewStatus


@pytest.fixture
def documents(session, tmp_path):
    team_scene.add_people(session, "Budi")
    return team_scene.add_articles(session, tmp_path)


def put(session, *operations: Operation) -> None:
    session.project.commit(session.coder.id, "assign", operations)


def assigned(document, coder, **more) -> Operation:
    made = Assignment(document, coder, **more)
    return Operation("assignment", made.id, review_rows.assignment_value(made))


def reviewed(session, document, status: ReviewStatus) -> Operation:
    made = Review(document, status, 7, session.coder.id, session.project.now())
    return Operation("review", made.id, review_rows.review_value(made))


@pytest.mark.parametrize(
    ("is_assigned", "work", "is_locked", "review", "state"),
    [
        (False, None, False, None, S.NOT_ASSIGNED),
        (False, None, False, R.SIGNED_OFF, S.NOT_ASSIGNED),
        (False, None, False, R.REOPENED, S.NOT_ASSIGNED),
        (False, "begun", False, None, S.IN_PROGRESS),
        (False, "done", False, None, S.DONE),
        (False, "done", False, R.IN_REVIEW, S.IN_REVIEW),
        (True, None, False, None, S.ASSIGNED),
        (True, None, False, R.OPEN, S.ASSIGNED),
        (True, None, False, R.IN_REVIEW, S.ASSIGNED),
        (True, None, True, None, S.LOCKED),
        (True, "begun", False, None, S.IN_PROGRESS),
        (True, "begun", False, R.SIGNED_OFF, S.IN_PROGRESS),
        (True, "begun", True, None, S.LOCKED),
        (True, "done", False, None, S.DONE),
        (True, "done", True, None, S.LOCKED),
        (True, "done", True, R.IN_REVIEW, S.IN_REVIEW),
        (True, "done", False, R.SIGNED_OFF, S.SIGNED_OFF),
        (True, "done", True, R.RELEASED, S.SIGNED_OFF),
        (True, "done", False, R.REOPENED, S.REOPENED),
        (True, "begun", False, R.REOPENED, S.REOPENED),
    ],
)
def test_the_state_follows_from_assignment_work_and_review(
    session, documents, is_assigned, work, is_locked, review, state
):
    document, coder = documents[0], session.coder.id
    if work:
        team_scene.code(session, "Ani", [document], is_done=work == "done")
    if is_assigned:
        put(session, assigned(document, coder, is_locked=is_locked))
    if review:
        put(session, reviewed(session, document, review))
    assert load_grid(session.project).cell(document, coder).state is state


def test_every_state_has_a_word():
    assert set(STATE_WORDS) == set(CellState)


def test_lines_are_in_list_order_and_columns_by_name_without_gold(session, documents):
    identity = gold_id(session.project.project_id)
    gold = Coder(identity, "gold", "Acuan", str(Role.GOLD))
    again = Coder("a" * 32, "again", "Ani · 2", str(Role.AGAIN))
    put(session, *(Operation("coder", one.id, rows.coder_value(one)) for one in (gold, again)))
    grid = load_grid(session.project)
    assert [one.name for one in grid.coders] == ["Ani", "Ani · 2", "Budi"]
    assert [line.document.id for line in grid.lines] == documents
    first = grid.lines[0].document
    assert (first.key, first.title, first.meta["outlet"]) == ("a1", "Artikel 1", "tempo")
    assert not grid.has((documents[0], identity))


def test_totals_tell_assigned_begun_done_locked_and_all_marks(session, documents):
    budi = session.finding.coders()[1]
    put(session, *(assigned(one, budi.id, place=at) for at, one in enumerate(documents[:4])))
    put(session, assigned(documents[2], budi.id, place=2, is_locked=True))
    team_scene.code(session, "Budi", documents[:1], is_done=False)
    team_scene.code(session, "Budi", [documents[1], documents[5]])
    ani, total = load_grid(session.project).totals
    assert (ani.assigned, ani.spans) == (0, 0)
    assert (total.assigned, total.begun, total.done, total.locked) == (4, 1, 1, 1)
    assert (total.finished, total.spans) == (2, 3)


def test_a_line_tells_how_many_coders_have_it_and_its_review(session, documents):
    for coder in session.finding.coders():
        put(session, assigned(documents[0], coder.id, since="2026-11-22", place=3))
    team_scene.code(session, "Budi", documents[:1])
    put(session, reviewed(session, documents[0], R.IN_REVIEW))
    line = load_grid(session.project).lines[0]
    assert (line.assigned, line.done) == (2, 1)
    assert line.review.seed == 7
    assert load_grid(session.project).lines[1].review is None
    assert (line.cells[0].place, line.cells[0].since) == (3, "2026-11-22")
    assert line.cells[1].progress is Progress.DONE


def test_a_grid_of_500_documents_and_6_coders_is_quick(session, tmp_path):
    documents = team_scene.add_articles(session, tmp_path, [f"Teks {n} ini." for n in range(500)])
    people = [session.coder, *team_scene.add_people(session, *"BCDEF")]
    Assigning(session.context).assign([(one, who.id) for who in people for one in documents])
    best = min(_timed(session) for _ in range(3))
    assert best < 1.0, "0.2 s are meant; the machine may be busy"


def _timed(session) -> float:
    start = time.perf_counter()
    assert len(load_grid(session.project).lines) == 500
    return time.perf_counter() - start
