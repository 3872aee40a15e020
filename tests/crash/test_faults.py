"""Every fault of the computer: the act is refused and said, nothing is lost, and work goes on."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.change import Operation
from annotator.model.errors import EnvironmentFault, RefusedError
from annotator.store import coders, revisions
from annotator.store.following import Following
from annotator.store.integrity import check
from annotator.store.project import Project
from annotator.store.receiving import receive, revisions_after
from annotator.store.undo import revert

sys.path.insert(0, str(Path(__file__).parent))
from coding_child import make

pytestmark = [
    pytest.mark.crash,
    pytest.mark.skipif(sys.platform != "linux", reason="needs the tools of Linux"),
]

HERE = Path(__file__).parent


class Coder:
    """A child process that codes when it is asked to."""

    def __init__(self, path: Path, **more: str) -> None:
        self.saved: set[str] = set()
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "asked_child.py"), str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **more},
        )
        assert self.process.stdout.readline() == "READY\n"

    def ask(self, line: str) -> str:
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def act(self) -> str:
        """Act; returns ``SAVED``, or why it was refused."""
        word, what = self.ask("act").split()
        if word == "SAVED":
            self.saved.add(what)
        return what if word == "NOT" else word

    def shown(self) -> set[str] | str:
        word, *found = self.ask("look").split()
        return set(found) if word == "MARKS" else found[0]

    def end(self) -> None:
        assert self.ask("end") == "CLOSED"
        self.leave()

    def leave(self) -> None:
        """Wait for the end, however it came."""
        self.process.wait(20)
        self.process.stdin.close()
        self.process.stdout.close()


def marks(path: Path) -> set[str]:
    with Project.open(path) as project:
        assert check(project) == []
        return {row[0].hex() for row in project.file.rows("SELECT id FROM span")}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "drive").mkdir()
    make(tmp_path / "drive" / "p.annot").close()
    return tmp_path / "drive" / "p.annot"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("needs a C compiler")
    made = tmp_path_factory.mktemp("disk") / "failing_disk.so"
    source = HERE / "failing_disk.c"
    command = [compiler, "-shared", "-fPIC", "-o", made, source, "-ldl"]
    if subprocess.run(command, check=False).returncode:
        pytest.skip("the C compiler does not work")
    return made


@pytest.fixture
def flag(tmp_path: Path) -> Path:
    return tmp_path / "flag"


@pytest.fixture
def coder(project: Path, library: Path, flag: Path) -> Coder:
    names = {"FAIL_FLAG": str(flag), "FAIL_UNDER": str(project.parent)}
    return Coder(project, LD_PRELOAD=str(library), **names)


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        (errno.ENOSPC, {"disk_full"}),
        (errno.EIO, {"disk_error"}),
        (errno.EROFS, {"disk_error", "read_only"}),
        (errno.EDQUOT, {"disk_error", "disk_full"}),
    ],
)
def test_a_disk_that_takes_nothing_refuses_the_act_and_work_goes_on_afterwards(
    project: Path, coder: Coder, flag: Path, number: int, codes: set[str]
) -> None:
    for _round in range(3):
        assert coder.act() == "SAVED"
        flag.write_text(str(number))
        for _time in range(3):
            assert coder.act() in codes
            # What is shown is what is stored, also while the disk fails.
            shown = coder.shown()
            assert shown == coder.saved or shown in codes
        flag.unlink()
        assert coder.act() == "SAVED"
        assert coder.shown() == coder.saved
    coder.end()
    assert marks(project) == coder.saved


def test_a_drive_that_vanishes_refuses_everything_and_goes_on_when_it_is_back(
    project: Path, coder: Coder, flag: Path
) -> None:
    for number in (errno.EIO, errno.ENOENT, errno.ENODEV):
        assert coder.act() == "SAVED"
        flag.write_text(f"r{number}")
        for _time in range(3):
            assert coder.act() not in ("SAVED", "")
        shown = coder.shown()
        assert isinstance(shown, str) or shown == coder.saved
        flag.unlink()
        assert coder.act() == "SAVED"
        assert coder.shown() == coder.saved
    coder.end()
    assert marks(project) == coder.saved


def test_a_drive_that_vanishes_for_good_has_what_was_saved(
    project: Path, coder: Coder, flag: Path
) -> None:
    for _time in range(5):
        assert coder.act() == "SAVED"
    flag.write_text("r5")
    assert coder.act() != "SAVED"
    coder.process.kill()
    coder.leave()
    assert coder.saved <= marks(project)


@contextlib.contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """Mount a small disk, which only root may; ``again`` mounts it with other options."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("needs to mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def remount(folder: Path, options: str) -> bool:
    command = ["mount", "-o", f"remount,{options}", folder]
    return not subprocess.run(command, check=False, capture_output=True).returncode


def test_a_real_full_disk_refuses_acts_until_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "2m") as folder:
        make(folder / "p.annot").close()
        coder = Coder(folder / "p.annot")
        ballast = folder / "ballast"
        with contextlib.suppress(OSError):
            ballast.write_bytes(bytes(4 * 2**20))
        said = [coder.act() for _time in range(40)]
        while "disk_full" not in said:
            said.append(coder.act())
        assert coder.shown() == coder.saved
        ballast.unlink()
        assert coder.act() == "SAVED"
        assert coder.shown() == coder.saved
        coder.end()
        assert marks(folder / "p.annot") == coder.saved


def test_a_disk_that_turns_read_only_is_looked_at_until_it_can_be_written_again(
    tmp_path: Path,
) -> None:
    with small_disk(tmp_path / "disk", "4m") as folder:
        path = folder / "p.annot"
        make(path).close()
        if not remount(folder, "ro"):
            pytest.skip("needs to mount a disk anew")
        with pytest.raises(EnvironmentFault, match="read_only"):
            Project.open(path)
        following = Following(path)
        with following.open() as project:
            me = coders.list_coders(project)[0]
            with pytest.raises(RefusedError, match="only_read"):
                project.commit(me.id, "verb", [Operation("coder", me.id, None)])
        following.close()
        assert remount(folder, "rw")
        coder = Coder(path)
        assert coder.act() == "SAVED"
        coder.end()
        assert marks(path) == coder.saved


def test_a_clock_that_is_set_back_changes_neither_order_nor_undo(project: Path) -> None:
    coder = Coder(project)
    order = []
    for shift in (0, -86_400 * 400, 3_600, -86_400 * 9000, 86_400 * 3000, 0):
        assert coder.ask(f"clock {shift}") == "SET"
        word, identity = coder.ask("act").split()
        assert word == "SAVED"
        order.append(identity)
        coder.saved.add(identity)
    coder.end()
    with Project.open(project) as opened:
        found = opened.file.rows("SELECT hlc FROM revision ORDER BY n")
        assert found == sorted(found)
        me = coders.list_coders(opened)[0].id
        for identity in reversed(order):
            group = revisions.undo_stack(opened, me)[-1]
            revert(opened, me, group, "undo")
            deleted = opened.file.row(
                "SELECT deleted FROM span WHERE id = ?", (bytes.fromhex(identity),)
            )
            assert deleted == (1,)
    assert marks(project) == coder.saved


def test_one_coder_on_two_laptops_loses_nothing_when_the_copies_are_joined(
    project: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(project, tmp_path / "laptop.annot"))
    at_home, at_work = Coder(project), Coder(other)
    at_work.ask("clock -5000")
    for _time in range(6):
        assert at_home.act() == "SAVED"
        assert at_work.act() == "SAVED"
    at_home.end()
    at_work.end()
    with Project.open(project) as ours, Project.open(other) as theirs:
        receive(ours, list(revisions_after(theirs, {})))
        receive(theirs, list(revisions_after(ours, {})))
    assert marks(project) == marks(other) == at_home.saved | at_work.saved
