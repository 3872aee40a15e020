"""Meeting in a folder as a verb: the report, who is told, what is remembered."""

from __future__ import annotations

import factories
import platformdirs
import pytest
from copies_scene import Team, exported, mark

from annotator.model.errors import EnvironmentFault
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


def test_the_screen_is_told_of_each_exchange(team, shared):
    told = []
    team["here"].events.subscribe(told.append)
    sync_folder(team["here"].context, shared)
    assert [change.action for change in told] == ["sync"]
    shared.joinpath("x").mkdir()
    with pytest.raises(EnvironmentFault, match="folder_gone"):
        sync_folder(team["here"].context, shared / "nowhere")
    assert len(told) == 2


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
    assert look_into(team["here"].context, shared) == (1, 0)
    assert exported(team["here"]) == before
    with pytest.raises(EnvironmentFault, match="folder_gone"):
        look_into(team["here"].context, shared / "nowhere")


@pytest.mark.parametrize("damage", ["{", "[]", '{"a": 1}', '{"a": {"project": "x"}}', "\x00"])
def test_a_damaged_memory_costs_only_time(team, shared, damage):
    mark(team["there"], team.document, factories.SRI)
    sync_folder(team["there"].context, shared)
    sync_folder(team["here"].context, shared)
    from pathlib import Path

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
