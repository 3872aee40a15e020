"""When a backup is due, where it goes, how one is named, and going back to it."""

from __future__ import annotations

import os
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import factories
import pytest

from annotator.model.errors import (
    AnnotatorError,
    EnvironmentFault,
    InputError,
    ProjectLocked,
    RefusedError,
)
from annotator.store.thinning import Keep
from annotator.workbench import backing_up
from annotator.workbench.backing_up import (
    Backup,
    Keeper,
    Keeping,
    back_up_to,
    choose_backup,
    keeping_of,
    list_backups,
    local_time,
    preview,
    restore,
)
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings, data_folder

NOW = datetime(2026, 11, 22, 8, 30, 5, tzinfo=UTC)


@pytest.fixture
def keeping(tmp_path: Path) -> Keeping:
    return Keeping(tmp_path / "backups")


@pytest.fixture
def clock(session, monkeypatch) -> list[float]:
    """The project's clock, which the test sets."""
    seconds = [NOW.timestamp()]
    monkeypatch.setattr(session.project, "_clock", lambda: seconds[0])
    return seconds


def test_backups_lie_in_the_data_folder_until_somebody_says_otherwise(tmp_path: Path) -> None:
    settings = Settings()
    assert keeping_of(settings) == Keeping(data_folder() / "backups", Keep(48, 12, 10, 9))
    settings["backup_folder"] = str(tmp_path / "usb")
    settings["backup_days"], settings["backup_weeks"], settings["backup_months"] = 3, 2, 1
    assert keeping_of(Settings()) == Keeping(tmp_path / "usb", Keep(48, 3, 2, 1))


def test_odd_numbers_in_the_settings_become_possible_ones() -> None:
    settings = Settings()
    settings["backup_days"], settings["backup_weeks"] = -5, 5000
    assert keeping_of(settings).keep == Keep(48, 1, 99, 9)


def test_a_new_project_is_due_and_then_not_until_something_is_done(
    session, tmp_path, keeping, clock
) -> None:
    keeper = Keeper(session.project, keeping)
    report = keeper.back_up_if_due()
    assert report.path.name == "2026-11-22T08-30-05Z-time.annot"
    assert (report.size, report.revisions) == (report.path.stat().st_size, 1)
    clock[0] += 3600
    assert keeper.back_up_if_due() is None
    factories.add_text(session, tmp_path)
    assert keeper.is_due()


def test_half_an_hour_lies_between_two_backups(session, tmp_path, keeping, clock) -> None:
    keeper = Keeper(session.project, keeping)
    keeper.back_up("hand")
    assert keeper.newest == NOW
    factories.add_text(session, tmp_path)
    clock[0] += 29 * 60
    assert keeper.has_grown()
    assert keeper.back_up_if_due() is None
    clock[0] += 60
    assert keeper.back_up_if_due() is not None


def test_a_clock_that_was_set_back_does_not_stop_the_backups(
    session, tmp_path, keeping, clock
) -> None:
    keeper = Keeper(session.project, keeping)
    keeper.back_up("hand")
    factories.add_text(session, tmp_path)
    clock[0] -= 86_400
    assert keeper.is_due()


def test_the_next_run_knows_what_is_backed_up(session, tmp_path, keeping, clock) -> None:
    Keeper(session.project, keeping).back_up("close")
    later = Keeper(session.project, keeping)
    assert not later.has_grown()
    assert later.newest == NOW
    factories.add_text(session, tmp_path)
    assert Keeper(session.project, keeping).has_grown()


def test_a_newest_backup_that_cannot_be_read_counts_for_nothing(session, keeping, clock) -> None:
    report = Keeper(session.project, keeping).back_up("hand")
    report.path.write_text("broken")
    assert Keeper(session.project, keeping).has_grown()


def test_a_backup_on_closing_is_made_only_if_something_was_done(session, keeping) -> None:
    keeper = Keeper(session.project, keeping)
    assert keeper.back_up_if_grown("close").path.name.endswith("-close.annot")
    assert keeper.back_up_if_grown("close") is None


def test_older_backups_go_when_a_new_one_is_made(session, keeping, clock) -> None:
    keeper = Keeper(session.project, keeping)
    made = []
    for _hour in range(3):
        made.append(keeper.back_up("time").path)
        clock[0] += 3600
    clock[0] += timedelta(days=3).total_seconds()
    assert keeper.back_up("restore").thinned == ()
    assert set(keeper.back_up("time").thinned) == set(made[:2])


def test_a_backup_can_be_cancelled(session, keeping) -> None:
    report = Keeper(session.project, keeping).back_up("hand", lambda *_: False)
    assert (report.path, report.is_cancelled) == (None, True)
    assert list_backups(session.path, keeping, session.project) == []
    assert back_up_to(session.project, keeping.root.parent, lambda *_: False).is_cancelled


def test_a_copy_goes_to_a_folder_or_a_file(session, tmp_path, clock) -> None:
    (tmp_path / "usb").mkdir()
    report = back_up_to(session.project, tmp_path / "usb")
    assert report.path == tmp_path / "usb" / "p-2026-11-22T08-30-05Z.annot"
    assert back_up_to(session.project, tmp_path / "usb" / "x.annot").path.is_file()
    with pytest.raises(EnvironmentFault) as caught:
        back_up_to(session.project, tmp_path / "usb" / "x.annot")
    assert caught.value.code == "file_exists"


@pytest.mark.parametrize("target", ["nowhere", "nowhere/x.annot", "x.txt"])
def test_a_folder_for_a_copy_must_be_there(session, tmp_path, target: str) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        back_up_to(session.project, tmp_path / target)
    assert caught.value.code == "missing_folder"


def test_a_preview_counts_what_was_done_since(session, tmp_path, keeping) -> None:
    Keeper(session.project, keeping).back_up("hand")
    document = factories.add_text(session, tmp_path)
    session.coding.add_span(document, factories.extents((0, 6)), "person")
    (one,) = list_backups(session.path, keeping, session.project)
    found = preview(one, session.project)
    assert (found.newer, found.only_there) == (2, 0)
    assert found.contents.documents == 0
    assert preview(one).newer is None


# going back ---------------------------------------------------------------------------------------


@pytest.fixture
def closed(session, tmp_path, keeping, clock) -> Backup:
    """A backup without a text; the project has one, and is closed."""
    Keeper(session.project, keeping).back_up("hand")
    (one,) = list_backups(session.path, keeping, session.project)
    factories.add_text(session, tmp_path)
    session.close()
    return one


def documents(path: Path) -> int:
    with Session.open(path) as opened:
        return len(opened.finding.documents(""))


def test_going_back_backs_up_first_and_sets_aside(session, keeping, closed) -> None:
    done = restore(session.path, closed.path, keeping, NOW)
    assert documents(session.path) == 0
    assert documents(done.set_aside) == 1
    reasons = [one.reason for one in list_backups(session.path, keeping)]
    assert sorted(reasons) == ["hand", "restore"]


def test_going_back_works_where_no_backup_can_be_made(session, keeping, closed, tmp_path) -> None:
    chosen = Path(shutil.copy(closed.path, tmp_path / "kept.annot"))
    shutil.rmtree(keeping.root)
    keeping.root.write_text("no folder")
    done = restore(session.path, chosen, keeping, NOW)
    assert documents(done.set_aside) == 1


def test_a_damaged_project_can_be_brought_back(session, keeping, closed) -> None:
    session.path.write_bytes(b"garbage")
    assert [one.path for one in list_backups(session.path, keeping)] == [closed.path]
    done = restore(session.path, closed.path, keeping, NOW)
    assert done.set_aside.read_bytes() == b"garbage"
    assert documents(session.path) == 0


def test_a_project_that_is_gone_can_be_brought_back(session, keeping, closed) -> None:
    session.path.unlink()
    assert [one.path for one in list_backups(session.path, keeping)] == [closed.path]
    assert restore(session.path, closed.path, keeping, NOW).set_aside is None


def test_a_project_that_is_open_is_refused(session, keeping, closed) -> None:
    with Session.open(session.path), pytest.raises(ProjectLocked):
        restore(session.path, closed.path, keeping, NOW)


def test_going_back_can_be_cancelled(session, keeping, closed) -> None:
    assert restore(session.path, closed.path, keeping, NOW, lambda *_: False) is None
    assert documents(session.path) == 1


def test_a_backup_of_another_project_is_refused(session, keeping, closed, tmp_path) -> None:
    factories.make_session(tmp_path, "other.annot").close()
    with pytest.raises(RefusedError):
        restore(tmp_path / "other.annot", closed.path, keeping, NOW)


# naming a backup ----------------------------------------------------------------------------------


def some(*times: str) -> list[Backup]:
    return [Backup(Path(f"{at.replace(':', '-')}-time.annot"), at, "time", 1) for at in times]


TWO = some("2026-11-22T08:30:05Z", "2026-11-21T09:00:00Z")


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("2026-11-22T08-30-05Z-time.annot", 0),
        ("2026-11-22T08:30:05Z", 0),
        ("2026-11-22 16:30", 0),  # local time, eight hours ahead
        ("2026-11-21T17", 1),
        (" 2026-11-21 ", 1),
    ],
)
def test_a_backup_is_named_by_file_or_time(asked: str, number: int) -> None:
    assert choose_backup(TWO, asked) == TWO[number].path


@pytest.mark.parametrize(
    ("asked", "code"),
    [("2027", "unknown_backup"), ("", "unknown_backup"), ("2026", "several_backups")],
)
def test_a_name_that_fits_none_or_several_is_refused(asked: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        choose_backup(TWO, asked)
    assert caught.value.code == code


def test_a_path_is_a_name_too(tmp_path: Path) -> None:
    (tmp_path / "x.annot").write_text("")
    assert choose_backup([], str(tmp_path / "x.annot")) == tmp_path / "x.annot"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of the tests cannot be set here")
def test_times_are_listed_in_local_time() -> None:
    assert local_time(TWO[0]) == "2026-11-22 16:30:05"


def test_a_failure_is_an_error_of_ours(session, keeping) -> None:
    keeping.root.write_text("no folder")
    with pytest.raises(AnnotatorError) as caught:
        Keeper(session.project, keeping).back_up("hand")
    assert caught.value.code.startswith("backup_")
    assert os.listdir(keeping.root.parent)
    assert backing_up.BY_HAND == "hand"
