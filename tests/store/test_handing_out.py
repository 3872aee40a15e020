"""What goes into a parcel: all that is the coder's or for the coder, and nothing of anybody else.

Everything is asked in one portion, and in portions of one document.
"""

from __future__ import annotations

import pytest
from team_marks import TeamMarks

from annotator.model.assignment import Assignment, Role
from annotator.model.change import Operation
from annotator.model.codebook import CodebookFile
from annotator.model.identity import Id, new_id, set_id
from annotator.model.review import Feedback, Review, ReviewStatus, Verdict
from annotator.store import documents, handing_out, rows
from annotator.store.presence import find_owners

PORTIONS = pytest.mark.parametrize("portion", [1, 2, 500])


@pytest.fixture(scope="module")
def shared(shared_world) -> TeamMarks:
    return TeamMarks(shared_world)


@pytest.fixture
def team(world) -> TeamMarks:
    return TeamMarks(world)


def ids(marks: TeamMarks, *numbers: int) -> list[Id]:
    return [marks.documents[number].id for number in numbers or (0, 1, 2)]


@PORTIONS
def test_own_rows_are_all_that_is_shown_of_a_coder(shared, portion, monkeypatch) -> None:
    monkeypatch.setattr(documents, "BATCH", portion)
    found = handing_out.own_rows(shared.world.project, shared.budi, ids(shared))
    expected = {("span", shared.id(f"budi s{n}")) for n in (1, 2, 3)}
    expected |= {("relation", shared.id("budi r1")), ("comment", shared.id("budi n1"))}
    expected |= {("annotation_set", set_id(one, shared.budi)) for one in ids(shared, 0, 1)}
    assert set(found) == expected
    assert len(found) == len(expected)


@PORTIONS
def test_what_is_referred_to_comes_first(shared, portion, monkeypatch) -> None:
    monkeypatch.setattr(documents, "BATCH", portion)
    found = handing_out.own_rows(shared.world.project, shared.budi, ids(shared))
    kinds = [kind for kind, _ in found]
    assert kinds.index("relation") > len(kinds) - 1 - kinds[::-1].index("span")


def test_no_row_of_another_person_is_among_them(shared) -> None:
    project = shared.world.project
    for kind in ("span", "relation", "comment", "annotation_set"):
        own = handing_out.own_rows(project, shared.dewi, ids(shared))
        owners = find_owners(project, kind, [one for of, one in own if of == kind])
        assert {owner.coder_id for owner in owners.values()} == {shared.dewi}
        assert not any(owner.is_deleted for owner in owners.values())


def test_only_the_documents_that_are_asked_for_count(shared) -> None:
    project = shared.world.project
    found = handing_out.own_rows(project, shared.budi, ids(shared, 1))
    assert set(found) == {
        ("span", shared.id("budi s3")),
        ("annotation_set", set_id(shared.documents[1].id, shared.budi)),
    }
    assert handing_out.own_rows(project, shared.budi, []) == []
    assert handing_out.own_rows(project, shared.citra, ids(shared)) == []


@PORTIONS
def test_documents_with_work_are_those_with_any_row(shared, portion, monkeypatch) -> None:
    monkeypatch.setattr(documents, "BATCH", portion)
    project = shared.world.project
    assert handing_out.documents_with_work(project, shared.budi, ids(shared)) == set(
        ids(shared, 0, 1)
    )
    assert handing_out.documents_with_work(project, shared.citra, ids(shared)) == set()


@pytest.mark.parametrize("kind", ["span", "comment", "annotation_set"])
def test_one_row_of_any_kind_is_work_until_it_is_deleted(team, kind) -> None:
    third, project = team.documents[2], team.world.project
    if kind == "span":
        identity = team.span("only", team.budi, third).id
    elif kind == "comment":
        identity = team.comment("only", team.budi, third, third.id)
    else:
        team.status(team.budi, third, "new")
        identity = set_id(third.id, team.budi)
    assert handing_out.documents_with_work(project, team.budi, [third.id]) == {third.id}
    team.world.delete(kind, identity)
    assert handing_out.documents_with_work(project, team.budi, [third.id]) == set()


# comments of reviewers ----------------------------------------------------------------------------


def comments_for(team: TeamMarks, coder: Id, *numbers: int) -> set[tuple[Id, Id]]:
    chosen = ids(team, *numbers)
    own = handing_out.own_rows(team.world.project, coder, chosen)
    return set(handing_out.reviewers_comments(team.world.project, coder, chosen, own))


@PORTIONS
def test_comments_of_reviewers_on_own_work_come_with_who_wrote_them(
    team, portion, monkeypatch
) -> None:
    monkeypatch.setattr(documents, "BATCH", portion)
    first, second, _ = team.documents
    on_mark = team.comment("a", team.citra, first, team.id("budi s1"))
    on_relation = team.comment("b", team.lead, first, team.id("budi r1"))
    on_set = team.comment("c", team.lead, second, set_id(second.id, team.budi))
    assert comments_for(team, team.budi) == {
        (on_mark, team.citra),
        (on_relation, team.lead),
        (on_set, team.lead),
    }
    assert comments_for(team, team.budi, 1) == {(on_set, team.lead)}


def test_what_others_wrote_or_on_something_else_stays_here(team) -> None:
    first = team.documents[0]
    team.comment("on another's mark", team.citra, first, team.id("dewi s1"))
    team.comment("on another's set", team.citra, first, set_id(first.id, team.dewi))
    team.comment("on the document", team.citra, first, first.id)
    team.comment("on a mark that is gone", team.citra, first, team.id("budi gone"))
    team.comment("by a coder", team.dewi, first, team.id("budi s1"))
    team.comment("by themselves", team.budi, first, team.id("budi s1"))
    gone = team.comment("deleted", team.citra, first, team.id("budi s1"))
    team.world.delete("comment", gone)
    assert comments_for(team, team.budi) == set()


def test_a_reviewer_who_is_gone_or_no_reviewer_any_more_is_not_quoted(team) -> None:
    team.comment("a", team.citra, team.documents[0], team.id("budi s1"))
    team.person("Citra", Role.CODER)
    assert comments_for(team, team.budi) == set()
    team.person("Citra", Role.LEAD)
    assert len(comments_for(team, team.budi)) == 1
    team.world.delete("coder", team.citra)
    assert comments_for(team, team.budi) == set()


def test_a_reviewer_who_codes_does_not_get_their_own_comments_twice(team) -> None:
    team.span("citra s1", team.citra, team.documents[0])
    team.comment("mine", team.citra, team.documents[0], team.id("citra s1"))
    assert comments_for(team, team.citra) == set()


# assignments, feedback, codebooks -----------------------------------------------------------------


def test_assignments_come_in_the_coders_order_and_of_nobody_else(team) -> None:
    project, (first, second, third) = team.world.project, team.documents
    made = [Assignment(one.id, team.budi) for one in (second, first)]
    found = list(handing_out.rows_about(project, team.budi, ids(team)))
    assert found == [("assignment", one.id) for one in made]
    team.assign(team.budi, third, 0)
    team.world.delete("assignment", made[1].id)
    found = list(handing_out.rows_about(project, team.budi, ids(team)))
    assert found == [("assignment", Assignment(third.id, team.budi).id), ("assignment", made[0].id)]
    assert list(handing_out.rows_about(project, team.budi, ids(team, 1)))[1:] == []


def feedback(team: TeamMarks, number: int, status: ReviewStatus | None, *items: dict) -> Id:
    document = team.documents[number].id
    if status is not None:
        team.write("review", Review(document, status, 1, team.lead, "t"))
    made = Feedback(document, team.budi, "t", items)
    team.write("feedback", made)
    return made.id


TOLD = {"case_id": "1", "verdict": str(Verdict.READING), "note": ""}
ASKED = {**TOLD, "verdict": str(Verdict.SENT_BACK), "question": "Mengapa?"}


@pytest.mark.parametrize("status", [None, *ReviewStatus])
@pytest.mark.parametrize("items", [(), (TOLD,), (ASKED,), (TOLD, ASKED)], ids=len)
def test_what_was_released_goes_back_and_questions_before_that(team, status, items) -> None:
    """Nothing goes where no review was begun; a release is final, a question does not wait."""
    made = feedback(team, 0, status, *items)
    is_told = status is ReviewStatus.RELEASED or (status is not None and ASKED in items)
    expected = {team.documents[0].id: ("feedback", made)} if is_told else {}
    assert handing_out.feedback_rows(team.world.project, team.budi) == expected
    assert handing_out.feedback_rows(team.world.project, team.dewi) == {}


@pytest.mark.parametrize("words", ['"verdict":"sent_back"', "sent_back", '\\"verdict\\":'])
def test_words_that_look_like_a_question_are_none(team, words) -> None:
    feedback(team, 0, ReviewStatus.IN_REVIEW, {**TOLD, "note": words, "question": words})
    assert handing_out.feedback_rows(team.world.project, team.budi) == {}


def test_what_was_taken_back_does_not_go(team) -> None:
    made = feedback(team, 0, ReviewStatus.RELEASED, TOLD)
    other = feedback(team, 1, ReviewStatus.RELEASED, TOLD)
    team.world.delete("feedback", made)
    assert set(handing_out.feedback_rows(team.world.project, team.budi)) == {team.documents[1].id}
    team.world.delete("review", Review(team.documents[1].id, ReviewStatus.OPEN, 1, "", "").id)
    assert handing_out.feedback_rows(team.world.project, team.budi) == {}
    assert other != made


@PORTIONS
def test_codebooks_are_those_under_which_marks_were_made(team, portion, monkeypatch) -> None:
    monkeypatch.setattr(documents, "BATCH", portion)
    project, old = team.world.project, team.world.codebook_id
    newer = CodebookFile(new_id(), "labels: {a: {}}", {})
    value = rows.codebook_value(newer, "asn", "2.0")
    team.world.commit(Operation("codebook", newer.id, value))
    own = handing_out.own_rows(project, team.budi, ids(team))
    assert handing_out.codebooks_of(project, own) == {old}
    team.span("newer", team.budi, team.documents[2], codebook_id=newer.id)
    own = handing_out.own_rows(project, team.budi, ids(team))
    assert handing_out.codebooks_of(project, own) == {old, newer.id}
    notes = [row for row in own if row[0] == "comment"]
    assert handing_out.codebooks_of(project, notes) == set()
