"""An exchange that is stopped, or whose files go away or are too much."""

from __future__ import annotations

import factories
import pytest
from copies_scene import exported, mark

from annotator.store.receiving import vector_of
from annotator.team import sync as syncing
from annotator.team.sync import Cancelled, sync


def test_cancelling_takes_in_nothing_more(team, shared):
    for place in (factories.SRI, factories.ASN):
        mark(team["there"], team.document, place)
        sync(team["there"].project, shared)
    before = vector_of(team["here"].project)
    with pytest.raises(Cancelled):
        sync(team["here"].project, shared, progress=lambda *_: False)
    assert vector_of(team["here"].project) == before


@pytest.mark.parametrize("looks", [2, 3, 4])
def test_what_was_taken_in_before_it_was_stopped_stays_and_is_told(team, shared, looks):
    """Three files are looked at, then taken in; the first by name may wait for another one."""
    for place in ((0, 2), factories.SRI, factories.ASN):
        mark(team["there"], team.document, place)
        sync(team["there"].project, shared)
    told = []
    with pytest.raises(Cancelled) as stopped:
        sync(
            team["here"].project,
            shared,
            progress=lambda *at: not told.append(at) and len(told) <= looks + 1,
        )
    received = stopped.value.received.revisions
    assert [at[:2] for at in told] == [(0, 3), (1, 3), (2, 3), (0, 3), (1, 3), (2, 3)][: looks + 2]
    assert len(team["here"].finding.annotations(team.document).spans) == 1 + received
    assert received < 3
    assert sync(team["here"].project, shared).received.revisions == 3 - received
    assert exported(team["here"]) == exported(team["there"])


def test_a_file_that_goes_away_while_it_is_looked_at_is_looked_at_the_next_time(team, shared):
    mark(team["there"], team.document, factories.SRI)
    sync(team["there"].project, shared)
    [path] = shared.iterdir()
    whole = path.read_bytes()
    calls = []

    def take_away(*_told: object) -> bool:
        calls.append(1)
        if len(calls) == 2:  # it was looked at, and is to be taken in now
            path.unlink()
        return True

    done = sync(team["here"].project, shared, progress=take_away)
    assert (done.received.revisions, done.not_whole, done.refused) == (0, (path.name,), ())
    path.write_bytes(whole)
    assert sync(team["here"].project, shared).received.revisions == 1


def test_a_file_longer_than_any_bundle_is_refused_unread(team, shared, monkeypatch):
    mark(team["there"], team.document, factories.SRI)
    sync(team["there"].project, shared)
    [path] = shared.iterdir()
    monkeypatch.setattr(syncing, "LARGEST", path.stat().st_size - 1)
    done = sync(team["here"].project, shared)
    assert [name for name, _error in done.refused] == [path.name]
    monkeypatch.setattr(syncing, "LARGEST", path.stat().st_size)
    assert sync(team["here"].project, shared).received.revisions == 1
