"""Who is in a project, what they may, and how their roles change."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import team_scene
from factories import BUPATI, extents

from annotator.model.assignment import Role, gold_id
from annotator.model.change import Operation
from annotator.model.coder import Coder
from annotator.model.errors import AnnotatorError, InputError, RefusedError
from annotator.store import coders, rows
from annotator.workbench import language
from annotator.workbench.assigning import Assigning
from annotator.workbench.chronicle import Asked
from annotator.workbench.people import (
    ROLE_WORDS,
    add_person,
    find_person,
    role_of,
    role_word,
    set_role,
)
from annotator.workbench.rights import may_review, require_reviewer, reviewers
from annotator.workbench.wording import error_sentence


def code_of(verb, *arguments, **more) -> str:
    with pytest.raises(AnnotatorError) as caught:
        verb(*arguments, **more)
    return caught.value.code


@pytest.fixture
def team(session):
    """Ani who made the project, Budi and Citra."""
    team_scene.add_people(session, "Budi", "Citra")
    return session


def test_people_are_added_without_coding_as_them(session):
    told = []
    session.events.subscribe(told.append)
    budi = add_person(session.context, "  Budi ", Role.ADJUDICATOR)
    assert session.coder.name == "Ani"
    assert coders.load_coder(session.project, budi.id) == budi
    assert (budi.name, budi.role) == ("Budi", "adjudicator")
    assert told[0].kinds == {"coder"}
    session.code_as("Budi")
    assert session.coder == budi


@pytest.mark.parametrize(
    ("name", "role", "code"),
    [
        (" ", Role.CODER, "coder_needs_name"),
        ("ani", Role.CODER, "name_taken"),
        ("Budi", Role.GOLD, "role_fixed"),
        ("Budi", Role.AGAIN, "role_fixed"),
    ],
)
def test_who_cannot_be_added_is_refused(session, name, role, code):
    assert code_of(add_person, session.context, name, role) == code
    assert [one.name for one in session.finding.coders()] == ["Ani"]


def test_adding_somebody_is_no_step_of_undo(session):
    add_person(session.context, "Budi")
    assert session.history.undo() is None
    assert find_person(session.context, "budi").name == "Budi"


def test_everybody_may_while_nobody_has_a_role(team):
    for name in ("Ani", "Budi"):
        team.code_as(name)
        assert may_review(team.context)


def test_only_reviewers_may_once_there_is_one(team):
    set_role(team.context, team.coder.id, Role.LEAD)
    set_role(team.context, find_person(team.context, "Budi").id, Role.ADJUDICATOR)
    assert [one.name for one in reviewers(team.project)] == ["Ani", "Budi"]
    assert may_review(team.context)
    team.code_as("Budi")
    assert may_review(team.context)
    team.code_as("Citra")
    assert not may_review(team.context)
    assert code_of(add_person, team.context, "Dewi") == "reviewers_only"
    assert code_of(set_role, team.context, team.coder.id, Role.LEAD) == "reviewers_only"
    with pytest.raises(RefusedError) as caught:
        require_reviewer(team.context)
    assert "only Ani, Budi can" in error_sentence(caught.value)


def test_in_a_parcel_nobody_may(team):
    class Handed:
        parcel_id = "p"

    context = SimpleNamespace(project=Handed(), coder=team.coder)
    assert not may_review(context)
    assert code_of(require_reviewer, context) == "only_in_project"


def test_gold_is_nobody_who_may(session):
    identity = gold_id(session.project.project_id)
    gold = Coder(identity, "gold", "gold", str(Role.GOLD))
    session.project.commit(
        session.coder.id, "add_coder", [Operation("coder", identity, rows.coder_value(gold))]
    )
    assert code_of(set_role, session.context, identity, Role.LEAD) == "role_fixed"
    assert code_of(session.code_as, "gold") == "name_taken"
    session.context.coder = gold
    assert not may_review(session.context)


def test_the_last_lead_keeps_the_role(team):
    ani, budi = team.coder.id, find_person(team.context, "Budi").id
    set_role(team.context, ani, Role.LEAD)
    assert code_of(set_role, team.context, ani, Role.CODER) == "last_lead"
    set_role(team.context, budi, Role.ADJUDICATOR)
    assert code_of(set_role, team.context, ani, Role.CODER) == "last_lead"
    set_role(team.context, budi, Role.LEAD)
    assert set_role(team.context, ani, Role.CODER).role == "coder"
    assert team.coder.role == "coder"


def test_the_last_adjudicator_keeps_the_role_where_nobody_leads(team):
    budi = find_person(team.context, "Budi").id
    set_role(team.context, budi, Role.ADJUDICATOR)
    team.code_as("Budi")
    assert code_of(set_role, team.context, budi, Role.CODER) == "last_lead"


def test_a_role_is_one_step_of_undo_with_words(team):
    budi = find_person(team.context, "Budi").id
    set_role(team.context, budi, Role.LEAD)
    team.code_as("Budi")
    set_role(team.context, find_person(team.context, "Citra").id, Role.ADJUDICATOR)
    assert team.history.undo_words() == "role of Citra"
    entry = next(iter(team.chronicle.entries(Asked())))
    assert (entry.words, entry.changes) == ("role of Citra", ("role: coder → adjudicator",))
    language.set_language("id")
    assert next(iter(team.chronicle.entries(Asked()))).changes == ("peran: pengode → adjudikator",)
    team.history.undo()
    assert find_person(team.context, "Citra").role == "coder"


def test_the_role_somebody_has_already_is_no_step(team):
    before = team.history.undo_words()
    assert set_role(team.context, team.coder.id, Role.CODER) == team.coder
    assert team.history.undo_words() == before


def test_somebody_unknown_is_told_who_is_there(team):
    with pytest.raises(InputError) as caught:
        find_person(team.context, "Dewi")
    assert caught.value.fields == {"coder": "Dewi", "known": "Ani, Budi, Citra"}


def test_every_role_has_a_word_and_a_word_of_files_stays():
    assert set(ROLE_WORDS) == set(Role)
    assert role_word("lead") == "lead"
    assert role_word("volunteer") == "volunteer"
    assert role_of(Coder("c", "c", "C", "volunteer")) is Role.CODER


def test_who_leads_no_more_takes_nothing_of_it_back(session, document):
    """Else a lead who was replaced could take the role from the one who leads now."""
    ani, budi = session.coder, add_person(session.context, "Budi")
    set_role(session.context, ani.id, Role.LEAD)
    Assigning(session.context).assign([(document, budi.id)])
    set_role(session.context, budi.id, Role.LEAD)
    session.code_as("Budi")
    set_role(session.context, ani.id, Role.CODER)
    session.code_as("Ani")
    for _step in range(3):
        with pytest.raises(RefusedError, match="reviewers_only") as refused:
            session.history.undo()
        assert refused.value.fields["known"] == "Budi"
    assert [one.name for one in reviewers(session.project)] == ["Budi"]
    assert Assigning(session.context).assigned(budi.id) == [document]


def test_who_leads_no_more_still_takes_back_their_own_coding(session, document):
    span = session.coding.add_span(document, extents(BUPATI), "person")
    set_role(session.context, session.coder.id, Role.LEAD)
    budi = add_person(session.context, "Budi", Role.LEAD)
    session.code_as("Budi")
    set_role(session.context, find_person(session.context, "Ani").id, Role.CODER)
    session.code_as("Ani")
    with pytest.raises(RefusedError, match="reviewers_only"):
        session.history.undo()
    assert session.history.undo() is not None
    assert span.id not in session.finding.annotations(document).span_by_id()
    assert reviewers(session.project) == [budi]


def test_a_lone_lead_takes_the_role_back(session):
    set_role(session.context, session.coder.id, Role.LEAD)
    session.history.undo()
    assert reviewers(session.project) == []
    session.history.redo()
    assert [one.name for one in reviewers(session.project)] == ["Ani"]
