"""Meeting in a folder as a verb: the report, who is told, what is remembered."""

from __future__ import annotations

from pathlib import Path

import factories
import platformdirs
import pytest
from copies_scene import Team, exported, mark

from annotator.model.errors import EnvironmentFault
from annotator.team.sync import Waiting
from annotator.workbench.settings import Settings
from annotator.workbench.syncing import look_into, sync_folder


@pytest.fixture
def team(tmp_path):
    made = Team(tmp_path, ("here", "there"))
    yield made
    made.close()


@pytest.fixture
def shared(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


def test_the_report_says_what_went_both_ways_and_by_whom(team, shared):
    team["there"].code_as("Budi")
    mark(team["there"], team.document, factories.SRI)
    sync_folder(team["there"].context, shared)
    mark(team["here"], team.document, factories.ASN)
    report = sync_folder(team["here"].context, shared)
    assert (report.received, report.sent, report.waiting) == (2, 1, 0)
    assert report.coders == (("Budi", 2),)
    assert (report.not_whole, report.refused, report.undecided) == ((), (), 0)
    assert report.folder == shared


def test_what_two_changed_is_counted_until_somebody_decides(team, shared):
    team["here"].coding.relabel_span(team.span.id, "place")
    team["there"].coding.set_attribute(team.span.id, "role", "head")
    sync_folder(team["there"].context, shared)
    assert sync_folder(team["here"].context, shared).undecided == 1
    assert sync_folder(team["there"].context, shared).undecided == 1
    assert exported(team["here"]) == exported(team["there"])


def test_the_screen_is_told_when_something_has_come_and_only_then(team, shared):
    told = []
    team["here"].events.subscribe(told.append)
    sync_folder(team["here"].context, shared)
    with pytest.raises(EnvironmentFault, match="folder_gone"):
        sync_folder(team["here"].context, shared / "nowhere")
    assert told == []
    mark(team["there"], team.document, factories.SRI)
    sync_folder(team["there"].context, shared)
    for _time in range(2):
        sync_folder(team["here"].context, shared)
    assert [change.action for change in told] == ["sync"]


def test_what_had_come_before_cancelling_stays_and_is_counted(team, shared):
    for place in (factories.SRI, factories.ASN):
        mark(team["there"], team.document, place)
        sync_folder(team["there"].context, shared)
        team.reopen("there")  # each opening begins a stream of its own, so either file fits first
    told, asked = [], []
    team["here"].events.subscribe(told.append)

    def go_on(done, total, name):
        """Stop at the second file that is taken in: two were looked at, one was taken."""
        asked.append(name)
        return len(asked) < 2 + 2

    count = len(list(shared.iterdir()))
    report = sync_folder(team["here"].context, shared, progress=go_on)
    assert count == 2
    assert (report.is_cancelled, report.received) == (True, 1)
    assert [change.action for change in told] == ["sync"]
    assert sync_folder(team["here"].context, shared).received == 1


def test_looking_can_be_stopped(team, shared):
    mark(team["there"], team.document, factories.SRI)
    sync_folder(team["there"].context, shared)
    assert look_into(team["here"].context, shared, progress=lambda *_: False) is None


def test_what_is_not_whole_is_told_by_looking(team, shared):
    (shared / "half.annrev").write_bytes(b"ANNREV1\nxx")
    found = look_into(team["here"].context, shared)
    assert (found.coming, found.not_whole, found.refused) == (0, ("half.annrev",), ())


def test_steps_that_follow_those_here_wait_also_where_the_folder_lost_those_before(team, shared):
    for place in (factories.SRI, factories.ASN):
        mark(team["there"], team.document, place)
        sync_folder(team["there"].context, shared)
        if place == factories.SRI:
            sync_folder(team["here"].context, shared)
            for path in shared.iterdir():
                path.unlink()
            first = set(shared.iterdir())
    assert first == set()
    newest = max(shared.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    for path in set(shared.iterdir()) - {newest}:
        path.unlink()
    found = look_into(team["here"].context, shared)
    assert found.coming <= 1
    assert sync_folder(team["here"].context, shared).received == found.coming


def test_cancelling_is_told_and_loses_nothing(team, shared):
    mark(team["there"], team.document, factories.SRI)
    sync_folder(team["there"].context, shared)
    report = sync_folder(team["here"].context, shared, progress=lambda *_: False)
    assert (report.is_cancelled, report.received, report.sent) == (True, 0, 0)
    assert sync_folder(team["here"].context, shared).received == 1


def test_what_waits_is_told_without_taking_it(team, shared):
    mark(team["there"], team.document, factories.SRI)
    sync_folder(team["there"].context, shared)
    before = exported(team["here"])
    assert look_into(team["here"].context, shared) == Waiting(1, 0)
    assert exported(team["here"]) == before
    with pytest.raises(EnvironmentFault, match="folder_gone"):
        look_into(team["here"].context, shared / "nowhere")


def remembered(streams: str) -> str:
    return f'{{"a.annrev": {{"project": "x", "count": 1, "streams": {streams}}}}}'


@pytest.mark.parametrize(
    "damage",
    [
        "{",
        "[]",
        '{"a": 1}',
        '{"a": {"project": "x"}}',
        "\x00",
        remembered("[]"),
        remembered('{"s": 1}'),
        remembered('{"s": [1]}'),
        remembered('{"s": [1, Infinity]}'),
        "[" * 100_000,
    ],
    ids=range(10),
)
def test_a_damaged_memory_costs_only_time(team, shared, damage):
    mark(team["there"], team.document, factories.SRI)
    sync_folder(team["there"].context, shared)
    sync_folder(team["here"].context, shared)
    cache = Path(platformdirs.user_cache_dir("annotator", appauthor=False))
    (kept,) = cache.glob("folder-*.json")
    kept.write_text(damage)
    report = sync_folder(team["here"].context, shared)
    assert (report.received, report.sent) == (0, 0)


def test_the_folder_of_a_project_is_remembered_on_this_computer(tmp_path):
    settings = Settings(tmp_path / "settings.json")
    assert settings.folder_of("a" * 32) is None
    settings.remember_folder("a" * 32, tmp_path)
    again = Settings(tmp_path / "settings.json")
    assert (again.folder_of("a" * 32), again.folder_of("b" * 32)) == (tmp_path, None)


def test_a_folder_that_is_not_used_any_more_leaves_nothing(tmp_path):
    settings = Settings(tmp_path / "settings.json")
    settings.remember_folder("a" * 32, tmp_path)
    settings.remember_folder("b" * 32, tmp_path)
    settings.remember_exchange("a" * 32, last="2026-11-22T08:30:00Z")
    settings.remember_exchange("a" * 32, is_automatic=True)
    assert settings.exchange_of("a" * 32) == {"last": "2026-11-22T08:30:00Z", "is_automatic": True}
    settings.forget_folder("a" * 32)
    again = Settings(tmp_path / "settings.json")
    assert (again.folder_of("a" * 32), again.exchange_of("a" * 32)) == (None, {})
    assert again.folder_of("b" * 32) == tmp_path
