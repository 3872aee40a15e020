"""What people read of two versions: what it is, who made which, and only what differs."""

from __future__ import annotations

import factories
import pytest
from copies_scene import Team, mark

from annotator.model.assignment import Role
from annotator.workbench import version_words
from annotator.workbench.assigning import Assigning
from annotator.workbench.joining import join_files, undecided
from annotator.workbench.language import set_language
from annotator.workbench.people import set_role


@pytest.fixture
def team(tmp_path):
    made = Team(tmp_path, ("here", "there"))
    yield made
    made.close()


def joined(team, **more):
    """The rows in two versions after joining the one copy with the other."""
    return join_files(team["here"].context, [team.path("there")], **more).conflicts


def test_each_version_says_whether_it_is_from_here_and_whether_it_is_mine(team):
    team["here"].coding.relabel_span(team.span.id, "place")
    there = team["there"]
    there.coding.set_attribute(team.span.id, "role", "head")
    (conflict,) = joined(team, is_dry_run=True)
    assert [(side.is_here, side.is_mine) for side in conflict.sides] == [
        (True, True),
        (False, True),
    ]
    joined(team)
    (conflict,) = undecided(team["here"].context)
    assert [side.is_here for side in conflict.sides] == [True, True]
    team["here"].code_as("Budi")
    (conflict,) = undecided(team["here"].context)
    assert [side.is_mine for side in conflict.sides] == [False, False]


def test_a_note_is_named_by_the_words_it_is_on(team):
    team["here"].coding.set_comment(team.span.id, "x")
    join_files(team["there"].context, [team.path("here")])
    team.reopen("here").coding.set_comment(team.span.id, "here")
    team["there"].coding.set_comment(team.span.id, "there")
    (conflict,) = joined(team)
    assert conflict.title == "Note on “Bupati”"
    assert [dict(side.facts) for side in conflict.sides] == [{"Note": "here"}, {"Note": "there"}]


def test_a_relation_is_named_by_the_words_of_its_ends(team):
    place = mark(team["here"], team.document, factories.BALIKPAPAN)
    relation = team["here"].coding.add_relation(team.span.id, place.id, "lives_in")
    team.path("here")
    there = team["there"]
    join_files(there.context, [team["here"].path])
    here = team.reopen("here")
    here.coding.set_relation_attribute(relation.id, "since", "2001")
    there.coding.set_relation_attribute(relation.id, "since", "2002")
    (conflict,) = joined(team)
    assert conflict.title == "lives in “Bupati” → “Balikpapan”"
    assert [side.facts for side in conflict.sides] == [(("Since", "2001"),), (("Since", "2002"),)]


def test_the_state_of_an_article_is_told_in_words(team):
    team["here"].coding.set_field(team.document, "outlet", "Kompas")
    team["there"].coding.set_status(team.document, "in_progress")
    team["there"].coding.set_field(team.document, "outlet", "Tempo")
    (conflict,) = joined(team)
    assert conflict.title == "About the article"
    facts = [dict(side.facts) for side in conflict.sides]
    assert [one["Outlet"] for one in facts] == ["Kompas", "Tempo"]
    set_language("id")
    (conflict,) = undecided(team["here"].context)
    assert [dict(side.facts)["Media"] for side in conflict.sides] == ["Kompas", "Tempo"]


LONG = "kata " * 60


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("a", "b"), ("a", "b")),
        (("a  b\nc", "d"), ("a b c", "d")),
        ((LONG + "satu", LONG + "dua"), ("satu", "dua")),
        ((LONG, LONG + "satu"), ("kata", "satu")),
        (("satu " + LONG, "dua " + LONG), ("satu kata", "dua kata")),
    ],
)
def test_long_facts_are_shown_where_they_part(texts, expected):
    sides = [
        version_words.SideWords(str(at), "", "", (("Note", text),), False, False)
        for at, text in enumerate(texts)
    ]
    shown = [dict(side.facts)["Note"] for side in version_words._readable(sides)]
    assert all(len(one) <= version_words.LONGEST for one in shown)
    assert shown[0] != shown[1]
    for one, words in zip(shown, expected, strict=True):
        assert words in one


def test_an_assignment_is_named_by_its_coder_and_tells_place_and_lock(team):
    here, there = team["here"], team["there"]
    cell = [(team.document, here.coder.id)]
    Assigning(here.context).assign(cell)
    join_files(there.context, [team.path("here")])
    Assigning(team.reopen("here").context).lock(cell)
    Assigning(there.context).unassign(cell)
    (conflict,) = joined(team)
    assert conflict.title == f"Assignment of {there.coder.name}"
    facts = {side.is_deleted: dict(side.facts) for side in conflict.sides}
    assert facts[True] == {"Deleted": ""}
    assert facts[False] == {"Place in the order": "1", "Locked": "yes", "Served from": "–"}


def test_two_roles_of_a_person_are_told_in_words(team):
    here, there = team["here"], team["there"]
    set_role(here.context, here.coder.id, Role.LEAD)
    set_role(there.context, there.coder.id, Role.ADJUDICATOR)
    (conflict,) = joined(team)
    assert [dict(side.facts)["Role"] for side in conflict.sides] == ["lead", "adjudicator"]
