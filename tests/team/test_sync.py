"""A shared folder, and everything that clouds, sticks and networks do to it."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
from pathlib import Path

import factories
import pytest
from copies_scene import Team, exported, mark
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.errors import EnvironmentFault, RefusedError
from annotator.store.integrity import check
from annotator.store.receiving import revisions_after
from annotator.team import sync as syncing
from annotator.team.bundle import SUFFIX, bundle_of
from annotator.team.sync import Waiting, count_waiting, sync
from annotator.workbench.session import Session


def bundles(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*{SUFFIX}"))


def meet(team: Team, folder: Path, *names: str) -> None:
    for name in names:
        sync(team[name].project, folder)


def test_two_copies_meet_in_a_folder(team, shared):
    one = mark(team["here"], team.document, factories.SRI)
    two = mark(team["there"], team.document, factories.ASN)
    first = sync(team["here"].project, shared)
    second = sync(team["there"].project, shared)
    third = sync(team["here"].project, shared)
    assert (first.received.revisions, second.received.revisions) == (0, 1)
    assert (second.sent, third.sent, third.received.revisions) == (1, 0, 1)
    assert exported(team["here"]) == exported(team["there"])
    for name in team.copies:
        found = team[name].finding.annotations(team.document).span_by_id()
        assert {one.id, two.id} <= found.keys()


def test_meeting_again_writes_and_takes_nothing(team, shared):
    mark(team["here"], team.document, factories.SRI)
    meet(team, shared, "here", "there")
    before = {path: path.read_bytes() for path in shared.iterdir()}
    for name in ("here", "there", "here"):
        done = sync(team[name].project, shared)
        assert (done.received.revisions, done.sent, done.files) == (0, 0, ())
    assert {path: path.read_bytes() for path in shared.iterdir()} == before


def test_files_are_only_ever_added(team, shared):
    seen: dict[Path, bytes] = {}
    for place in (factories.SRI, factories.ASN, factories.BALIKPAPAN):
        mark(team["here"], team.document, place)
        meet(team, shared, "here", "there")
        now = {path: path.read_bytes() for path in shared.iterdir()}
        assert now.items() >= seen.items()
        seen = now
    assert len(bundles(shared)) == 3
    assert all(path.suffix == SUFFIX for path in shared.iterdir())


def test_an_emptied_folder_is_filled_again_and_nothing_is_deleted_here(team, shared):
    """A folder that looks empty is no reason to delete anything: everything is put there anew."""
    made = mark(team["here"], team.document, factories.SRI)
    meet(team, shared, "here")
    for path in shared.iterdir():
        path.unlink()
    meet(team, shared, "here")
    assert made.id in team["here"].finding.annotations(team.document).span_by_id()
    meet(team, shared, "there")
    assert exported(team["here"]) == exported(team["there"])


def test_what_the_cloud_client_calls_a_conflicted_copy_does_no_harm(team, shared):
    mark(team["here"], team.document, factories.SRI)
    meet(team, shared, "here")
    (path,) = bundles(shared)
    shutil.copy(path, shared / f"{path.stem} (Ani's conflicted copy 2026-11-22){SUFFIX}")
    path.rename(shared / f"renamed{SUFFIX}")
    meet(team, shared, "there")
    assert exported(team["here"]) == exported(team["there"])
    assert sync(team["there"].project, shared).sent == 0


def test_a_half_copied_file_is_taken_when_it_is_whole(team, shared):
    mark(team["here"], team.document, factories.SRI)
    meet(team, shared, "here")
    (path,) = bundles(shared)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    done = sync(team["there"].project, shared)
    assert (done.not_whole, done.received.revisions) == ((path.name,), 0)
    path.write_bytes(whole)
    assert sync(team["there"].project, shared).received.revisions == 1
    assert exported(team["here"]) == exported(team["there"])


def test_a_name_that_is_taken_by_half_a_file_is_not_overwritten(team, shared):
    mark(team["here"], team.document, factories.SRI)
    meet(team, shared, "here")
    (path,) = bundles(shared)
    path.write_bytes(b"half")
    done = sync(team["here"].project, shared)
    assert path.read_bytes() == b"half"
    assert done.files == (f"{path.stem}-2{SUFFIX}",)
    meet(team, shared, "there")
    assert exported(team["here"]) == exported(team["there"])


def test_a_file_that_went_missing_is_put_there_again_by_whoever_has_it(team, shared):
    mark(team["here"], team.document, factories.SRI)
    meet(team, shared, "here", "there")
    for path in bundles(shared):
        path.unlink()
    assert sync(team["there"].project, shared).sent == len(
        list(revisions_after(team["there"].project, {}))
    )


def test_a_later_file_that_comes_first_waits(team, shared):
    mark(team["here"], team.document, factories.SRI)
    meet(team, shared, "here")
    mark(team["here"], team.document, factories.ASN)
    early = set(bundles(shared))
    meet(team, shared, "here")
    (first,) = early
    kept = first.read_bytes()
    first.unlink()
    done = sync(team["there"].project, shared)
    assert (done.received.revisions, done.received.waiting) == (0, 1)
    first.write_bytes(kept)
    done = sync(team["there"].project, shared)
    assert (done.received.revisions, done.received.waiting) == (2, 0)
    assert exported(team["here"]) == exported(team["there"])


def test_what_else_lies_in_the_folder_is_left_alone(team, shared, tmp_path):
    mark(team["here"], team.document, factories.SRI)
    (shared / "desktop.ini").write_text("[x]")
    (shared / f"notes{SUFFIX}").write_text("no bundle at all")
    (shared / f".~draft{SUFFIX}").write_bytes(b"half")
    (shared / f"folder{SUFFIX}").mkdir()
    folder = tmp_path / "other"
    folder.mkdir()
    with factories.make_session(folder) as other:
        sync(other.project, shared)
        before = {p.name: p.read_bytes() for p in shared.iterdir() if p.is_file()}
        done = sync(team["here"].project, shared)
        assert set(done.not_whole) == {f"notes{SUFFIX}", f"folder{SUFFIX}"}
        assert done.received.revisions == 0
        after = {p.name: p.read_bytes() for p in shared.iterdir() if p.is_file()}
        assert after.items() > before.items()
        assert sync(other.project, shared).received.revisions == 0


def test_one_bad_file_does_not_keep_the_good_ones_out(team, shared):
    made = mark(team["here"], team.document, factories.SRI)
    meet(team, shared, "here")
    project = team["here"].project
    bad = bundle_of(project.project_id, [])
    lie = bad.replace(b'"count":0', b'"count":1')
    (shared / f"0{SUFFIX}").write_bytes(lie)
    forged = list(revisions_after(project, {}))[-1].replace(b"place", b"plaza")
    data = bundle_of(project.project_id, [forged])
    (shared / f"1{SUFFIX}").write_bytes(data)
    meet(team, shared, "there")
    done = sync(project, shared)
    assert made.id in team["there"].finding.annotations(team.document).span_by_id()
    assert f"0{SUFFIX}" in done.not_whole
    assert check(team["there"].project) == []


def test_a_fork_in_the_folder_is_named_and_not_taken(team, shared):
    """A bundle that tells the same step otherwise is refused by whoever knows the step."""
    mark(team["here"], team.document, factories.SRI)
    project = team["here"].project
    mark(team["here"], team.document, factories.ASN)
    *_, step, last = revisions_after(project, {})
    forged = bundle_of(project.project_id, [step.replace(b"place", b"plaza"), last])
    (shared / f"forged{SUFFIX}").write_bytes(forged)
    sync(team["there"].project, shared)
    meet(team, shared, "here")
    done = sync(team["there"].project, shared)
    names = {name: error.code for name, error in done.refused}
    spans = team["there"].finding.annotations(team.document).spans
    assert "forked_history" in names.values()
    assert check(team["there"].project) == []
    assert {span.label for span in spans} <= {"person", "place", "plaza"}


def test_a_folder_that_is_gone_is_told_and_nothing_is_lost(team, shared):
    made = mark(team["here"], team.document, factories.SRI)
    shared.rmdir()
    with pytest.raises(EnvironmentFault) as fault:
        sync(team["here"].project, shared)
    assert (fault.value.code, fault.value.fields["path"]) == ("folder_gone", str(shared))
    assert made.id in team["here"].finding.annotations(team.document).span_by_id()


def test_a_folder_that_is_pulled_away_in_the_middle_keeps_what_has_come(team, shared):
    mark(team["there"], team.document, factories.SRI)
    mark(team["here"], team.document, factories.ASN)
    meet(team, shared, "there")

    def pull(done: int, total: int, name: str) -> bool:
        shutil.rmtree(shared, ignore_errors=True)
        return True

    before = len(team["here"].finding.annotations(team.document).spans)
    with pytest.raises(EnvironmentFault):
        sync(team["here"].project, shared, progress=pull)
    assert len(team["here"].finding.annotations(team.document).spans) >= before
    assert check(team["here"].project) == []
    shared.mkdir()
    meet(team, shared, "here", "there", "here")
    assert exported(team["here"]) == exported(team["there"])


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_still_gives(team, shared):
    made = mark(team["there"], team.document, factories.SRI)
    meet(team, shared, "there")
    mark(team["here"], team.document, factories.ASN)
    shared.chmod(0o555)
    with pytest.raises(EnvironmentFault):
        sync(team["here"].project, shared)
    shared.chmod(0o755)
    assert made.id in team["here"].finding.annotations(team.document).span_by_id()


def test_a_full_folder_leaves_no_half_file(team, shared, monkeypatch):
    mark(team["here"], team.document, factories.SRI)

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(syncing.os, "fsync", full)
    with pytest.raises(EnvironmentFault, match="disk_full"):
        sync(team["here"].project, shared)
    assert list(shared.iterdir()) == []


def test_much_goes_into_several_files(team, shared, monkeypatch):
    monkeypatch.setattr(syncing, "PORTION", 600)
    for start in range(6):
        mark(team["here"], team.document, (start, start + 2))
    done = sync(team["here"].project, shared)
    assert len(done.files) > 2
    meet(team, shared, "there")
    assert exported(team["here"]) == exported(team["there"])


def test_what_is_waiting_can_be_told_without_taking_it(team, shared):
    mark(team["there"], team.document, factories.SRI)
    meet(team, shared, "there")
    mark(team["here"], team.document, factories.ASN)
    mark(team["here"], team.document, factories.BALIKPAPAN)
    assert count_waiting(team["here"].project, shared, {}) == Waiting(1, 2)
    meet(team, shared, "here")
    assert count_waiting(team["here"].project, shared, {}) == Waiting(0, 0)


def test_bundles_that_are_known_are_not_read_again(team, shared, monkeypatch):
    mark(team["here"], team.document, factories.SRI)
    known: dict = {}
    sync(team["here"].project, shared, known)
    sync(team["here"].project, shared, known)
    assert known
    monkeypatch.setattr(syncing, "read_contents", None)
    assert sync(team["here"].project, shared, known).sent == 0


# A cloud ------------------------------------------------------------------------------------------

STEP = st.tuples(
    st.sampled_from(["mark", "mark", "undo", "sync", "sync", "sync", "carry", "half", "double"]),
    st.integers(0, 3),
    st.integers(0, 40),
)
UNHURRIED = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class Cloud:
    """Every computer has a folder of its own; files come over late, by halves and in any order."""

    def __init__(self, root: Path, count: int) -> None:
        self.folders = [root / f"cloud-{n}" for n in range(count)]
        for folder in self.folders:
            folder.mkdir()
        self.number = 0

    def carry(self, source: Path, target: Path, chance: random.Random, how: str) -> None:
        paths = bundles(source)
        if not paths:
            return
        path = chance.choice(paths)
        data = path.read_bytes()
        self.number += 1
        name = f"copy {self.number}{SUFFIX}" if how == "double" else path.name
        if how == "half":
            if (target / name).exists():
                return
            data = data[: chance.randrange(len(data))]
        (target / name).write_bytes(data)

    def settle(self) -> None:
        """At last every file is everywhere."""
        for source in self.folders:
            for target in self.folders:
                for path in bundles(source):
                    there = target / path.name
                    if not there.exists() or there.stat().st_size < path.stat().st_size:
                        shutil.copy(path, there)


@UNHURRIED
@given(st.lists(STEP, max_size=25), st.integers(2, 4), st.integers(0, 1000))
def test_copies_end_equal_whatever_the_cloud_does(tmp_path_factory, script, count, seed):
    chance = random.Random(seed)
    root = tmp_path_factory.mktemp("cloud")
    team = Team(root, ("a", "b", "c", "d")[:count])
    cloud = Cloud(root, count)
    sessions = list(team.copies.values())
    try:
        for what, who, number in script:
            who %= count
            session, folder = sessions[who], cloud.folders[who]
            if what == "mark":
                with contextlib.suppress(RefusedError):
                    mark(session, team.document, (number, number + 3))
            elif what == "undo":
                session.history.undo()
            elif what == "sync":
                sync(session.project, folder)
            else:
                cloud.carry(folder, cloud.folders[(who + 1 + number % 2) % count], chance, what)
        union = set().union(*(set(revisions_after(s.project, {})) for s in sessions))
        for _round in range(3):
            for session, folder in zip(sessions, cloud.folders, strict=True):
                sync(session.project, folder)
            cloud.settle()
        for session, folder in zip(sessions, cloud.folders, strict=True):
            sync(session.project, folder)
        for session in sessions:
            assert set(revisions_after(session.project, {})) == union
            assert exported(session) == exported(sessions[0])
            assert check(session.project) == []
    finally:
        team.close()
        shutil.rmtree(root)


def test_a_project_that_is_only_looked_at_does_not_meet_others(team, shared):
    path = team.path("there")
    with Session.look(path) as looking, pytest.raises(RefusedError, match="only_read"):
        sync(looking.project, shared)
    assert bundles(shared) == []
