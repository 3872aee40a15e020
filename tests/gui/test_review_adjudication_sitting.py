"""Where a reviewer is, without a screen: articles, cases, rows, how long a case was looked at."""

from __future__ import annotations

import shutil

import pytest

from annotator.gui.review.adjudication.sitting import LONGEST_LOOK, Sitting
from annotator.model.adjudication import CaseType
from annotator.model.document import Progress
from annotator.model.errors import RefusedError
from annotator.model.review import ReviewStatus, Verdict
from annotator.store import reviews
from annotator.workbench.adjudicating.states import CaseState, Order
from annotator.workbench.session import Session


class Clock:
    """A clock that stands until somebody turns it."""

    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def session(finished, tmp_path):
    with Session.open(shutil.copy(finished, tmp_path / "review.annot")) as opened:
        yield opened


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def sitting(session, clock):
    """At the first article, before its review has begun."""
    made = Sitting(session.context, clock)
    made.read_articles()
    made.open(made.articles[0].document_id)
    return made


@pytest.fixture
def begun(sitting):
    sitting.desk.begin()
    sitting.look_at(sitting.desk.next_open())
    return sitting


def number(sitting):
    return sitting.case.number if sitting.case is not None else None


def decision(sitting, session, which):
    found = reviews.list_decisions(session.project, sitting.document_id)
    return next(one for one in found if one.case_id == sitting.cases[which].id)


# before anything is open ---------------------------------------------------------------------


def test_without_an_article_there_is_no_case_and_nothing_to_do(session):
    sitting = Sitting(session.context)
    assert (sitting.document_id, sitting.case, sitting.card) == (None, None, None)
    assert (list(sitting.cases), sitting.rows()) == ([], [])
    assert not sitting.is_begun
    assert not sitting.is_final
    assert not sitting.next_relation()
    sitting.step(1)
    sitting.discard()
    with pytest.raises(RefusedError, match="too_few_to_compare"):
        sitting.take(0)


def test_before_the_beginning_there_is_no_queue_and_no_case(sitting):
    assert list(sitting.cases) == []
    sitting.look_at(sitting.desk.next_open())
    assert sitting.case is None
    for act in (sitting.none, sitting.propose, sitting.keep_all, sitting.pass_over):
        with pytest.raises(RefusedError, match="review_not_begun"):
            act()


# articles ------------------------------------------------------------------------------------


def test_the_next_article_turns_around_at_the_end_and_leaves_out_what_is_signed_off(begun):
    first, second = (one.document_id for one in begun.articles)
    assert begun.next_article() == second
    begun.open(second)
    assert begun.next_article() == first
    begun.open(first)
    while begun.desk.counts.left:
        begun.take(0)
    begun.desk.sign_off()
    begun.open(second)
    begun.read_articles()
    assert begun.next_article() is None


def test_where_no_article_is_open_the_next_one_is_the_first(session):
    sitting = Sitting(session.context)
    assert sitting.next_article() is None
    sitting.read_articles()
    assert sitting.next_article() == sitting.articles[0].document_id


def test_an_article_opens_at_its_first_open_case_and_a_final_one_at_none(begun):
    first = begun.document_id
    begun.take(0)
    begun.open(first)
    assert number(begun) == 2
    while begun.desk.counts.left:
        begun.take(0)
    begun.desk.sign_off()
    begun.open(first)
    assert begun.is_final
    assert begun.case is None


def test_the_order_is_that_of_every_article_opened_from_now_on(begun):
    begun.set_order(Order.CONFUSION)
    begun.open(begun.articles[1].document_id)
    assert begun.desk.order is Order.CONFUSION


def test_comparing_unfinished_work_keeps_the_article_and_takes_in_others(session):
    for name in ("Rani", "Budi"):
        session.code_as(name)
        second = session.finding.documents()[1]
        session.coding.set_status(second, Progress.IN_PROGRESS)
    sitting = Sitting(session.context)
    sitting.read_articles()
    [first] = [one.document_id for one in sitting.articles]
    sitting.open(first)
    sitting.compare_unfinished(True)
    assert sitting.document_id == first
    assert [one.document_id for one in sitting.articles] == [first, second]
    sitting.open(second)
    sitting.compare_unfinished(False)
    assert sitting.desk is None, "there is nothing to compare in it any more"
    assert [one.document_id for one in sitting.articles] == [first]


# time ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("waited", "kept"), [(0, 0.0), (12.34, 12.3), (1e6, LONGEST_LOOK)])
def test_a_decision_keeps_how_long_its_case_was_looked_at(begun, session, clock, waited, kept):
    clock.now += waited
    begun.take(0)
    assert decision(begun, session, 0).seconds == kept


def test_the_time_begins_again_with_every_case(begun, session, clock):
    clock.now += 50
    begun.step(1)
    clock.now += 4
    begun.none()
    assert decision(begun, session, 1).seconds == 4.0
    clock.now += 3
    begun.pass_over()
    assert decision(begun, session, 2).seconds == 3.0


# walking -------------------------------------------------------------------------------------


def test_walking_stops_at_both_ends_and_begins_at_the_first(begun):
    begun.step(-1)
    assert number(begun) == 1
    begun.step(99)
    assert number(begun) == 4
    begun.look_at(None)
    begun.step(1)
    assert number(begun) == 1


def test_passing_over_goes_round_open_cases_and_comes_back_to_skipped_ones(begun):
    seen = []
    for _time in range(6):
        seen.append(number(begun))
        begun.pass_over()
    assert seen == [1, 2, 3, 4, 1, 2]
    assert [one.state for one in begun.cases] == [CaseState.SKIPPED] * 4


def test_passing_over_a_decided_case_records_nothing(begun, session):
    begun.take(0)
    begun.step(-1)
    before = decision(begun, session, 0)
    begun.pass_over()
    assert decision(begun, session, 0) == before
    assert number(begun) == 2


def test_the_last_decision_leaves_no_case_in_question(begun):
    for _case in range(4):
        begun.none()
    assert begun.case is None
    assert begun.rows() == []
    with pytest.raises(RefusedError, match="nothing_to_do"):
        begun.none()


def test_another_case_forgets_the_row(begun):
    begun.step_row(1)
    assert begun.row is not None
    begun.step(1)
    assert begun.row is None


# verdicts ------------------------------------------------------------------------------------


def test_a_refused_verdict_moves_nothing(begun):
    before = begun.case_id
    with pytest.raises(RefusedError, match="no_such_letter"):
        begun.take(2)
    with pytest.raises(RefusedError, match="proposal_tied"):
        begun.propose()
    assert begun.case_id == before
    assert begun.decided_last is None
    assert begun.case.state is CaseState.OPEN


@pytest.mark.parametrize(
    ("act", "verdict"),
    [
        (lambda s: s.take(1), Verdict.READING),
        (lambda s: s.none(), Verdict.NONE),
        (lambda s: s.keep_all(), Verdict.ALL),
        (lambda s: s.send_back("Mengapa"), Verdict.SENT_BACK),
    ],
)
def test_every_verdict_is_kept_and_remembered_and_goes_on(begun, session, act, verdict):
    case = begun.case_id
    act(begun)
    assert decision(begun, session, 0).verdict is verdict
    assert begun.decided_last == case
    assert number(begun) == 2


def test_a_question_of_blanks_is_refused(begun):
    with pytest.raises(RefusedError, match="question_needs_words"):
        begun.send_back("  \n ")
    assert number(begun) == 1


def test_a_case_that_is_only_looked_over_has_no_row_to_go_to(sitting):
    sitting.desk.begin(1.0)
    alike = next(one for one in sitting.cases if one.case.type is CaseType.UNANIMOUS)
    sitting.look_at(alike.id)
    assert sitting.rows() == []
    sitting.step_row(1)
    assert sitting.row is None
    sitting.take(0)
    assert sitting.decided_last == alike.id


# what is signed off --------------------------------------------------------------------------


def test_in_a_signed_off_article_one_can_look_but_decide_nothing(begun, session):
    for _case in range(4):
        begun.take(0)
    begun.desk.sign_off()
    begun.step(1)
    before = reviews.list_decisions(session.project, begun.document_id)
    acts = (
        lambda: begun.take(1),
        begun.none,
        begun.keep_all,
        lambda: begun.relabel("venue"),
        lambda: begun.take_row(1, "A"),
        lambda: begun.move_end(1, is_end=True, by_token=True),
        lambda: begun.send_back("Mengapa"),
    )
    for act in acts:
        with pytest.raises(RefusedError, match="article_signed_off"):
            act()
    assert reviews.list_decisions(session.project, begun.document_id) == before
    assert begun.desk.review.status is ReviewStatus.SIGNED_OFF
    assert not begun.desk.has_draft(begun.case_id)
