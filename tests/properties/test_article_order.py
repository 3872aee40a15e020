"""Any order of handing out, taking back and moving leaves each coder the list one would write down.

The model beside it is one plain list a coder.  Undo goes back through every list that was.
"""

from __future__ import annotations

import factories
import pytest
import team_scene
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.store import integrity
from annotator.workbench.assigning import Assigning
from annotator.workbench.people import find_person

PEOPLE = ("Budi", "Citra")
ARTICLES = range(len(team_scene.TEXTS))

some = st.lists(st.sampled_from(ARTICLES), max_size=4)
steps = st.lists(
    st.tuples(
        st.sampled_from(("assign", "unassign", "move", "move")),
        st.sampled_from(PEOPLE),
        some,
        st.integers(-1, 8),
    ),
    max_size=10,
)

Lists = dict[str, list[int]]


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """A project whose every example begins and ends with nothing assigned."""
    folder = tmp_path_factory.mktemp("order")
    with factories.make_session(folder) as session:
        documents = team_scene.add_articles(session, folder)
        team_scene.add_people(session, *PEOPLE)
        yield session, documents


def expected(before: list[int], verb: str, chosen: list[int], place: int) -> list[int]:
    """What somebody with pencil and paper would have."""
    unique = list(dict.fromkeys(chosen))
    if verb == "assign":
        return before + [one for one in unique if one not in before]
    if verb == "unassign":
        return [one for one in before if one not in unique]
    moved = [one for one in unique if one in before]
    rest = [one for one in before if one not in moved]
    ahead = sum(one in rest for one in before[: max(0, place)])
    return rest[:ahead] + moved + rest[ahead:]


@given(steps=steps)
@settings(max_examples=40)
def test_each_coder_has_the_list_one_would_write_down(work, steps):
    session, documents = work
    assigning = Assigning(session.context)
    ids = {name: find_person(session.context, name).id for name in PEOPLE}

    def lists() -> Lists:
        return {n: [documents.index(d) for d in assigning.assigned(ids[n])] for n in PEOPLE}

    past = [lists()]
    for verb, name, chosen, place in steps:
        wanted = expected(past[-1][name], verb, chosen, place)
        changed = do(assigning, verb, ids[name], [documents[one] for one in chosen], place)
        assert lists() == {**past[-1], name: wanted}
        assert changed == count(past[-1][name], wanted, verb)
        if changed:
            past.append(lists())
    for state in reversed(past[:-1]):
        session.history.undo()
        assert lists() == state
    assert lists() == {name: [] for name in PEOPLE}


def do(assigning: Assigning, verb: str, coder: str, chosen: list[str], place: int) -> int:
    if verb == "move":
        return assigning.move(coder, chosen, place)
    return getattr(assigning, verb)([(one, coder) for one in chosen])


def count(before: list[int], after: list[int], verb: str) -> int:
    """How many came or went, or stand elsewhere than before."""
    if verb == "move":
        return sum(one != other for one, other in zip(before, after, strict=True))
    return len(set(before) ^ set(after))


def test_the_project_is_whole_after_all_of_it(work):
    session, documents = work
    assigning, budi = Assigning(session.context), find_person(session.context, "Budi").id
    assigning.assign([(one, budi) for one in documents])
    assigning.move(budi, documents[3:], 0)
    assert integrity.check(session.project) == []
