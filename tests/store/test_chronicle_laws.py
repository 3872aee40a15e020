"""The history told in pages, by any filter and of any size, against the log read whole."""

from __future__ import annotations

import contextlib
import itertools
from typing import NamedTuple

import pytest
from every_kind import EveryKind
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.errors import RefusedError
from annotator.model.identity import Id
from annotator.store import chronicle, restoring, wire
from annotator.store.changes import load_changes, revisions_of
from annotator.store.chronicle import LAST, Wanted, iterate_entries, load_moments, load_page
from annotator.store.kinds import OWNED
from annotator.store.past import ArticlePast
from annotator.store.revisions import revert, undo_stack

KINDS = ("span", "relation", "comment", "decision", "review")
ACTIONS = ("verb", "bulk", "undo")
DAY = 86_400.0


class Act(NamedTuple):
    """An act as the log has it: the bodies of its revisions, oldest first."""

    bodies: tuple[wire.Body, ...]

    @property
    def moment(self) -> tuple[int, Id]:
        return self.bodies[-1].header.hlc, self.bodies[-1].header.id

    @property
    def rows(self) -> set[tuple[str, Id]]:
        return {record.row for body in self.bodies for record in body.records}

    def names(self, label: str) -> bool:
        values = [record.value or {} for body in self.bodies for record in body.records]
        abouts = [body.header.about for body in self.bodies]
        return any(
            said.get(key) == label
            for said in [*values, *abouts]
            for key in ("label", "old_label", "relation")
        )


def acts_of(project) -> list[Act]:
    """Read the whole log: what follows each other in a stream and has one group is one act."""
    found = []
    rows = project.file.rows("SELECT z, body FROM revision ORDER BY stream, seq")
    bodies = [wire.read(wire.unpacked(*row)) for row in rows]
    alone = itertools.count()

    def which(body: wire.Body) -> tuple[object, ...]:
        return body.header.stream, body.header.group or next(alone)

    for _, run in itertools.groupby(bodies, key=which):
        found.append(Act(tuple(run)))
    return sorted(found, key=lambda act: act.moment, reverse=True)


@pytest.fixture(scope="module")
def past(shared_world):
    """Some sixty acts of two coders on four days, single ones and groups, undone ones as well."""
    kinds = EveryKind(shared_world)
    kinds.write_everything()
    world = shared_world
    for number in range(45):
        world.clock.seconds += DAY / 12 if number % 7 else -DAY / 24
        who, kind, place = number % 3 % 2, KINDS[number % 5], number % 3
        if number % 6 == 0:
            group = world.project.make_id()
            for step in range(1 + number % 4):
                operation = kinds.operation(kind, step % 3, number % 12)
                more = {"action": "bulk", "group": group, "about": {"old_label": f"l{step}"}}
                world.commit(operation, by=kinds.coders[who], **more)
        elif number % 11 == 0:
            with contextlib.suppress(RefusedError):
                coder = kinds.coders[who]
                revert(world.project, coder, undo_stack(world.project, coder)[-1], "undo")
        else:
            with contextlib.suppress(RefusedError):
                kinds.write(kind, place, None if number % 13 == 0 else number % 12, who)
    return kinds, acts_of(world.project)


def fits(act: Act, wanted: Wanted) -> bool:
    header = act.bodies[-1].header
    seconds = (header.hlc >> 16) / 1000
    return (
        (wanted.author_id is None or header.author == wanted.author_id)
        and (not wanted.actions or header.action in wanted.actions)
        and (wanted.since is None or seconds >= wanted.since)
        and (wanted.until is None or seconds < wanted.until)
        and (wanted.rows is None or not act.rows.isdisjoint(wanted.rows))
        and (wanted.label is None or act.names(wanted.label))
    )


@pytest.fixture(scope="module")
def filters(past):
    """Any filter that may be asked of that past."""
    kinds, acts = past
    times = sorted((act.moment[0] >> 16) / 1000 for act in acts)
    seconds = st.none() | st.sampled_from(times) | st.floats(times[0] - 1, times[-1] + 1)
    rows = [(kind, kinds.row(kind, place)) for kind in KINDS for place in range(3)]
    return st.builds(
        Wanted,
        st.none() | st.sampled_from(kinds.coders),
        st.lists(st.sampled_from(ACTIONS), max_size=2).map(tuple),
        seconds,
        seconds,
        st.none() | st.lists(st.sampled_from(rows), max_size=4).map(tuple),
        st.none() | st.sampled_from(["speaker", "rule", "l0", "l2", "none"]),
    )


@settings(max_examples=60)
@given(st.data())
def test_whatever_is_asked_for_is_told_and_nothing_else(past, filters, data) -> None:
    kinds, acts = past
    wanted = data.draw(filters)
    expected = [act for act in acts if fits(act, wanted)]
    found = list(iterate_entries(kinds.world.project, wanted))
    assert [entry.moment for entry in found] == [act.moment for act in expected]
    assert [entry.count for entry in found] == [len(act.bodies) for act in expected]
    assert [entry.revision.action for entry in found] == [
        act.bodies[-1].header.action for act in expected
    ]


@settings(max_examples=30)
@given(st.data(), st.integers(1, 30), st.integers(1, 80))
def test_pages_of_any_size_make_up_the_whole(past, filters, data, limit, most) -> None:
    kinds, _ = past
    wanted = data.draw(filters)
    whole = list(iterate_entries(kinds.world.project, wanted))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chronicle, "LOOKED_AT", most)
        found, before = [], LAST
        while before is not None:
            page = load_page(kinds.world.project, wanted, before, limit)
            assert len(page.entries) <= limit
            assert page.after is None or page.after < before
            found.extend(page.entries)
            before = page.after
    assert found == whole


@settings(max_examples=20)
@given(st.data(), st.integers(0, 70))
def test_at_most_as_many_as_were_asked_for(past, filters, data, most) -> None:
    kinds, _ = past
    wanted = data.draw(filters)
    whole = list(iterate_entries(kinds.world.project, wanted))
    assert list(iterate_entries(kinds.world.project, wanted, most)) == whole[:most]


def test_moments_are_those_of_the_acts_that_wrote_a_row(past) -> None:
    kinds, acts = past
    for kind in KINDS:
        rows = [(kind, kinds.row(kind, place)) for place in (0, 1)]
        expected = [act.moment for act in reversed(acts) if not act.rows.isdisjoint(rows)]
        assert load_moments(kinds.world.project, rows) == expected


def test_an_act_has_its_revisions_and_what_they_wrote(past) -> None:
    kinds, acts = past
    project = kinds.world.project
    for act, entry in zip(acts, iterate_entries(project, Wanted()), strict=True):
        assert list(revisions_of(project, entry)) == [body.header.id for body in act.bodies]
        changes = load_changes(project, entry)
        assert {(one.kind, one.id) for one in changes} == act.rows
        last = {record.row: record.value for body in act.bodies for record in body.records}
        assert {(one.kind, one.id): one.after for one in changes} == last
        assert chronicle.find_entry(project, entry.moment) == entry
    assert chronicle.find_entry(project, LAST) is None


def test_days_with_acts_are_those_on_which_something_was_done(past) -> None:
    kinds, acts = past
    first = chronicle.first_time(kinds.world.project)
    assert first == min(act.bodies[0].header.hlc >> 16 for act in acts) / 1000
    starts = [first - DAY + DAY * n / 3 for n in reversed(range(40))]
    ends = [float("inf"), *starts]
    times = [(body.header.hlc >> 16) / 1000 for act in acts for body in act.bodies]
    expected = [
        start
        for start, end in zip(starts, ends, strict=False)
        if any(start <= time < end for time in times)
    ]
    assert chronicle.days_with_acts(kinds.world.project, starts) == expected


def test_moments_of_a_coder_are_those_of_their_rows_and_of_the_article(past) -> None:
    kinds, acts = past
    for document in kinds.documents:
        article = ArticlePast(kinds.world.project, document.id)
        for coder in kinds.coders:
            rows = {("document", document.id)}
            for kind, place in itertools.product(OWNED, range(3)):
                value = kinds.value(kind, place, 0)
                if (value["document_id"], value["coder_id"]) == (document.id, coder):
                    rows.add((kind, kinds.row(kind, place)))
            expected = [act.moment for act in reversed(acts) if not act.rows.isdisjoint(rows)]
            assert article.moments_of(coder) == expected


@pytest.mark.parametrize("portion", [1, 3, 200])
def test_making_a_plan_tells_how_far_it_is_and_ends_with_all_of_it(
    past, monkeypatch, portion
) -> None:
    kinds, acts = past
    monkeypatch.setattr(restoring, "_BATCH", portion)
    told: list[tuple[int, int]] = []
    moment = acts[len(acts) // 2].moment

    def tell(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    project, me = kinds.world.project, kinds.world.me
    plan = restoring.plan_set(project, me, moment, tell)
    monkeypatch.undo()
    assert plan == restoring.plan_set(project, me, moment)
    shares = [done / total for done, total in told]
    assert shares == sorted(shares)
    assert 0 < shares[0] <= shares[-1] <= 1
    assert 0.5 in shares
    newer = [row for act in acts if act.moment > moment for row in act.rows if row[0] in OWNED]
    assert {(one.kind, one.id) for one in plan} <= set(newer)
