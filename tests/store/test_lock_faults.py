"""What hinders locking is said, nothing stays locked or open, and no nonsense is believed."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.errors import EnvironmentFault, ProjectLocked
from annotator.store import lock
from annotator.store.lock import Holder, kept_still, note_path, read_note, refusal, take

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="locks belong to handles there")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tmp_path / "p.annot"


@pytest.fixture(autouse=True)
def _is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "BUSY_SECONDS", 0.03)


@pytest.fixture(autouse=True)
def _leaves_nothing_open() -> Iterator[None]:
    """Whatever goes wrong, no descriptor stays open: on some systems it would be the lock."""
    place = Path("/proc/self/fd")
    if not place.exists():
        yield
        return
    before = len(os.listdir(place))
    yield
    assert len(os.listdir(place)) <= before


def failing(number: int):
    def fail(*_: object, **_more: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EINTR])
def test_a_disk_that_cannot_lock_is_no_lock_of_another(project, monkeypatch, number) -> None:
    monkeypatch.setattr(lock.fcntl, "flock", failing(number))
    with pytest.raises(EnvironmentFault) as refused:
        take(project)
    assert refused.value.code == ("disk_full" if number == errno.ENOSPC else "disk_error")
    assert refused.value.fields["path"] == str(note_path(project))


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL])
def test_a_file_system_without_locks_lets_everybody_take_one(project, monkeypatch, number) -> None:
    """There the lock of SQLite has to do."""
    monkeypatch.setattr(lock.fcntl, "flock", failing(number))
    first, second = take(project), take(project)
    first.release()
    second.release()
    assert os.listdir(project.parent) == []


@pytest.mark.parametrize("number", [errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES])
def test_whatever_says_that_another_has_it_is_a_refusal(project, monkeypatch, number) -> None:
    monkeypatch.setattr(lock.fcntl, "flock", failing(number))
    with pytest.raises(ProjectLocked):
        take(project)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOENT, "missing_file"),
        (errno.ENOSPC, "disk_full"),
        (errno.EROFS, "read_only"),
        (errno.EISDIR, "lock_in_the_way"),
        (errno.ELOOP, "lock_in_the_way"),
        (errno.ENXIO, "lock_in_the_way"),
    ],
)
def test_a_lock_that_cannot_be_made_says_why(project, monkeypatch, number, code) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(lock.os, "open", failing(number))
        with pytest.raises(EnvironmentFault) as refused:
            take(project)
    assert (refused.value.code, refused.value.fields["path"]) == (code, str(note_path(project)))


def test_of_those_who_take_it_one_has_it_until_it_is_released(project) -> None:
    first = take(project)
    first.write_note(Holder("Ani", "h", 1, "t"))
    with pytest.raises(ProjectLocked) as refused:
        take(project)
    assert refused.value.fields == {"path": str(project), "who": "Ani", "host": "h", "since": "t"}
    first.release()
    second = take(project)
    second.release()
    second.release()
    assert os.listdir(project.parent) == []


def test_a_lock_whose_file_was_taken_away_does_not_take_another_one_away(project) -> None:
    """As where somebody cleans the folder up: who comes next has a file of their own."""
    first = take(project)
    note_path(project).unlink()
    second = take(project)
    second.write_note(Holder("Budi", "h", 1, "t"))
    first.release()
    assert read_note(project).who == "Budi"
    with pytest.raises(ProjectLocked):
        take(project)
    second.release()


# copying what nobody writes -----------------------------------------------------------------------


def test_several_may_look_at_once_and_nobody_opens_it_meanwhile(project) -> None:
    note_path(project).write_text("{}")
    with kept_still(project), kept_still(project), pytest.raises(ProjectLocked):
        take(project)
    take(project).release()


def test_what_somebody_has_open_is_not_still(project) -> None:
    hold = take(project)
    with pytest.raises(ProjectLocked), kept_still(project):
        pytest.fail("it is not still")
    hold.release()


def test_looking_makes_no_file_and_a_mistake_meanwhile_is_told(project) -> None:
    with contextlib.suppress(KeyError), kept_still(project):
        raise KeyError
    assert os.listdir(project.parent) == []
    note_path(project).write_text("{}")
    with contextlib.suppress(KeyError), kept_still(project):
        raise KeyError
    take(project).release()


# the note -----------------------------------------------------------------------------------------

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.builds(Holder, WORDS, WORDS, st.integers(0, 2**31), WORDS))
def test_a_note_says_what_was_written_whatever_the_names(tmp_path_factory, holder) -> None:
    project = tmp_path_factory.mktemp("note") / "p.annot"
    hold = take(project)
    hold.write_note(Holder("somebody with a very long name before", "h" * 300, 1, "t"))
    hold.write_note(holder)
    assert read_note(project) == holder
    hold.release()
    assert read_note(project) == Holder()


@pytest.mark.parametrize("name", ["Ani" * 2000, "👩‍🏫" * 500, "\u202e" * 1000])
def test_a_very_long_name_does_not_make_the_holder_unknown(project, name) -> None:
    hold = take(project)
    hold.write_note(Holder(name, "host", 1, "2026-11-22T08:30:00Z"))
    refused = refusal(project)
    assert (refused.code, refused.fields["host"]) == ("locked", "host")
    assert name.startswith(refused.fields["who"])
    assert refused.fields["who"]
    hold.release()


@pytest.mark.parametrize(
    "note",
    [
        {"who": "Ani", "host": "h", "pid": "many", "since": "t"},
        {"who": "Ani", "host": "h", "pid": 1},
        {"who": "Ani", "host": "h", "pid": None, "since": "t"},
        {"who": "Ani", "host": "h", "pid": 1, "since": ""},
        ["who", "host", "pid", "since"],
        3,
    ],
)
def test_a_note_that_lacks_something_names_nobody(project, note) -> None:
    note_path(project).write_text(json.dumps(note))
    refused = refusal(project)
    assert (refused.code, refused.fields) == ("locked_by_somebody", {"path": str(project)})


def test_a_note_that_is_no_file_is_not_waited_for(project) -> None:
    os.mkfifo(note_path(project))
    assert read_note(project) == Holder()
    note_path(project).unlink()
    note_path(project).mkdir()
    assert read_note(project) == Holder()
