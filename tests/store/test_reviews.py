"""What a team has recorded is listed as it stands: told again from the acts, and in its order."""

from __future__ import annotations

import contextlib

import pytest
from every_kind import PLACES, EveryKind
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.errors import ProjectDamaged, RefusedError
from annotator.model.identity import new_id
from annotator.store import parcels, review_locks, reviews, team_traces
from annotator.store.project import PARCEL

TEAM = ("assignment", "review", "decision", "feedback", "snapshot", "parcel")
ACTS = st.tuples(
    st.sampled_from(TEAM), st.integers(0, PLACES - 1), st.one_of(st.integers(0, 11), st.none())
)


class Model:
    """What stands of each kind, by id, as whoever watched every act would know it."""

    def __init__(self, kinds: EveryKind) -> None:
        self.kinds = kinds
        self.rows: dict[str, dict[str, object]] = {kind: {} for kind in TEAM}

    def play(self, script) -> None:
        for kind, place, variant in script:
            with contextlib.suppress(RefusedError):
                self.kinds.write(kind, place, variant)
                identity = self.kinds.row(kind, place)
                self.rows[kind].pop(identity, None)
                if variant is not None:
                    self.rows[kind][identity] = self.kinds.made(kind, place, variant)

    def listed(self, kind: str, *names: str, **wanted: object) -> list:
        """What stands of a kind and has some values, in the order of others."""
        found = [
            one
            for one in self.rows[kind].values()
            if all(getattr(one, name) == value for name, value in wanted.items())
        ]
        return sorted(found, key=lambda one: [getattr(one, name) for name in names])


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ACTS, max_size=25))
def test_every_list_has_what_stands_in_its_order(make_world, script) -> None:
    kinds = EveryKind(make_world())
    model = Model(kinds)
    model.play(script)
    project, listed = kinds.world.project, model.listed
    assert list_of_assignments(project, model) == []
    found = {one.document_id: one for one in listed("review", "document_id")}
    assert reviews.list_reviews(project) == found
    assert reviews.list_decisions(project) == listed("decision", "document_id", "created", "id")
    assert reviews.list_snapshots(project) == listed("snapshot", "created", "id")
    assert reviews.list_parcels(project) == listed("parcel", "created", "id")
    for one in kinds.documents:
        decided = listed("decision", "created", "id", document_id=one.id)
        assert reviews.list_decisions(project, one.id) == decided
        assert reviews.find_review(project, one.id) == found.get(one.id)
        told = listed("feedback", "coder_id", document_id=one.id)
        assert reviews.list_document_feedback(project, one.id) == told
    for coder in kinds.coders:
        told = listed("feedback", "document_id", coder_id=coder)
        assert reviews.list_feedback(project, coder) == told
    traces(project, model)


def list_of_assignments(project, model: Model) -> list[str]:
    """What was asked of the assignments and answered otherwise than the model does."""
    order = ("coder_id", "place", "document_id")
    wrong = []
    for coder in (None, *model.kinds.coders):
        for document in (None, *(one.id for one in model.kinds.documents)):
            asked = {"coder_id": coder, "document_id": document}
            given = {name: one for name, one in asked.items() if one is not None}
            expected = model.listed("assignment", *order, **given)
            if reviews.list_assignments(project, **asked) != expected:
                wrong.append(f"{coder} {document}")
    return wrong


def traces(project, model: Model) -> None:
    """The short questions agree with the lists."""
    listed = model.listed
    assert team_traces.has_any(project) == any(
        model.rows[kind] for kind in TEAM if kind != "snapshot"
    )
    for coder in model.kinds.coders:
        own = listed("assignment", coder_id=coder)
        assert team_traces.has_assignments(project, coder) == bool(own)
        assert review_locks.has_locked(project, coder) == any(one.is_locked for one in own)
        told = listed("feedback", coder_id=coder)
        assert team_traces.has_feedback(project, coder) == any(one.items for one in told)
        for document in model.kinds.documents:
            locked = listed("assignment", coder_id=coder, document_id=document.id, is_locked=True)
            assert review_locks.is_locked(project, document.id, coder) == bool(locked)


@pytest.fixture
def parcel_file(world):
    """A project that says of itself that it is a parcel."""
    made = EveryKind(world)
    made.write("parcel", 0, 1)
    made.write("parcel", 1, 2)
    with world.project.file.transaction():
        sql = "INSERT INTO meta(key, value) VALUES(?, ?)"
        world.project.file.run(sql, (PARCEL, made.row("parcel", 1)))
    world.reopen()
    return made


def test_a_whole_project_is_no_parcel_though_it_handed_some_out(world) -> None:
    EveryKind(world).write("parcel", 0, 1)
    assert parcels.find_own_parcel(world.project) is None


def test_a_parcel_knows_which_of_those_in_it_it_is(parcel_file) -> None:
    found = parcels.find_own_parcel(parcel_file.world.project)
    assert found == parcel_file.made("parcel", 1, 2)


def test_a_parcel_without_its_own_row_is_damaged(parcel_file) -> None:
    parcel_file.write("parcel", 1, None)
    with pytest.raises(ProjectDamaged) as refused:
        parcels.find_own_parcel(parcel_file.world.project)
    assert refused.value.fields["path"] == str(parcel_file.world.path)


def test_what_is_not_known_has_no_review_and_nothing_listed(world) -> None:
    project, nobody = world.project, new_id()
    assert reviews.find_review(project, nobody) is None
    assert reviews.list_assignments(project, coder_id=nobody) == []
    assert reviews.list_decisions(project, nobody) == []
    assert reviews.list_feedback(project, nobody) == []
    assert reviews.list_document_feedback(project, nobody) == []
