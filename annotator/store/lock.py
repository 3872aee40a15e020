"""Who has a project open.

The lock is a ``flock`` on a small file beside the project, held through one open descriptor.
SQLite locks the project file itself as well, but on POSIX a process loses that lock as soon as
anything in it opens and closes the file once more, and the file dialogs of a desktop do just that.
What stands in the small file is only for the message; one left by a crash does no harm.
"""

from __future__ import annotations

import contextlib
import errno
import getpass
import json
import os
import socket
import stat
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from annotator.model.errors import EnvironmentFault, ProjectLocked
from annotator.store import faults
from annotator.store.engine import BUSY_SECONDS

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LONGEST, _LONGEST_NAME = 4096, 100
"""How many bytes of the note are read; a name of so many characters fits in with all the rest."""

_PAUSE_SECONDS = 0.02
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
"""How the file is opened: never through a link, and without waiting where it is a pipe."""

_IN_THE_WAY = frozenset((errno.ELOOP, errno.EMLINK, errno.EISDIR, errno.ENXIO))
_TAKEN = frozenset((errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES))
_NO_LOCKS = frozenset(
    (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EBADF)
)
"""What file systems say that know no such locks; SQLite's own lock has to do there."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the file: name, computer, process, and since when (UTC text)."""

    who: str = ""
    host: str = ""
    pid: int = 0
    since: str = ""


def this_program(who: str, since: str) -> Holder:
    """Return this process as a holder; ``who`` may be empty, then the login name is taken."""
    return Holder(who or _login(), socket.gethostname(), os.getpid(), since)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def note_path(project: Path) -> Path:
    """Return where the lock of a project lies: beside the file itself, not beside a link to it."""
    return Path(f"{os.path.realpath(project)}.lock")


class Hold:
    """The lock of a project, held until it is released or the process ends."""

    def __init__(self, place: Path, descriptor: int) -> None:
        self._place = place
        self._descriptor: int | None = descriptor

    def write_note(self, holder: Holder) -> None:
        """Say who holds the project; a disk that refuses this does not matter."""
        if self._descriptor is None:
            return
        shown = replace(holder, who=holder.who[:_LONGEST_NAME])
        note = json.dumps(asdict(shown)).encode("utf-8")
        with contextlib.suppress(OSError):
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, note)

    def release(self) -> None:
        """Take the file away and give the lock up.

        On POSIX the file goes while the lock is still held: whoever waits for it then finds that
        theirs is no longer the file of that name.  On Windows an open file cannot be taken away.
        """
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        is_ours = _is_in_place(descriptor, self._place)
        if sys.platform == "win32":
            os.close(descriptor)
        with contextlib.suppress(OSError):
            if is_ours:
                self._place.unlink()
        if sys.platform != "win32":
            os.close(descriptor)


def take(project: Path) -> Hold:
    """Lock a project for this process; waits a moment for a program that is just closing it.

    Raises ProjectLocked, or EnvironmentFault: ``lock_in_the_way`` where something that is no
    plain file has the name of the lock, or what else hinders making it.
    """
    place = note_path(project)
    latest = time.monotonic() + BUSY_SECONDS
    while True:
        descriptor = _locked(place)
        if descriptor is not None:
            return Hold(place, descriptor)
        if time.monotonic() > latest:
            raise refusal(project)
        time.sleep(_PAUSE_SECONDS)


def _locked(place: Path) -> int | None:
    """Return a descriptor that holds the lock, None where another one has it."""
    with faults.environment(place):
        descriptor = _opened(place)
        try:
            if _is_taken_over(descriptor) and _is_in_place(descriptor, place):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        return None


def _opened(place: Path) -> int:
    try:
        descriptor = _writable(place)
    except OSError as error:
        if error.errno in _IN_THE_WAY:
            raise EnvironmentFault("lock_in_the_way", path=str(place)) from error
        raise
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise EnvironmentFault("lock_in_the_way", path=str(place))


def _writable(place: Path) -> int:
    try:
        return os.open(place, os.O_RDWR | os.O_CREAT | _PLAIN, 0o666)
    except PermissionError:  # left by another account: it can be locked, if not written
        return os.open(place, os.O_RDONLY | _PLAIN)


def _is_in_place(descriptor: int, place: Path) -> bool:
    """Tell whether an open file still is the one of its name."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(place))
    except OSError:
        return False


if sys.platform == "win32":
    _BEHIND_THE_NOTE = 1 << 30  # a locked byte cannot be read by others

    def _is_taken_over(descriptor: int, *, shared: bool = False) -> bool:
        """Lock a file without waiting; False where another one has it."""
        os.lseek(descriptor, _BEHIND_THE_NOTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _is_taken_over(descriptor: int, *, shared: bool = False) -> bool:
        """Lock a file without waiting; False where another one has it."""
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _TAKEN:
                return False
            if error.errno not in _NO_LOCKS:
                raise
        return True


@contextlib.contextmanager
def kept_still(project: Path) -> Iterator[None]:
    """Keep others from opening a project meanwhile, as far as can be done without writing.

    Raises ProjectLocked where somebody has it open.
    """
    try:
        descriptor = os.open(note_path(project), os.O_RDONLY | _PLAIN)
    except OSError:  # nobody has it open, or nobody can tell
        yield
        return
    try:
        if not _is_taken_over(descriptor, shared=True):
            raise refusal(project)
        yield
    finally:
        os.close(descriptor)


def read_note(project: Path) -> Holder:
    """Return who is said to hold the project; an empty holder where nothing sensible is said."""
    try:
        found = json.loads(_beginning(note_path(project)))
        return Holder(str(found["who"]), str(found["host"]), int(found["pid"]), str(found["since"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Holder()


def _beginning(place: Path) -> bytes:
    descriptor = os.open(place, os.O_RDONLY | _PLAIN)
    try:
        return os.read(descriptor, _LONGEST)
    finally:
        os.close(descriptor)


def refusal(project: Path) -> ProjectLocked:
    """Return the error for a project that another window or program has open.

    Its code is ``locked``, or ``locked_by_somebody`` where nothing is known about them.
    """
    holder = read_note(project)
    if not holder.since:
        return ProjectLocked("locked_by_somebody", path=str(project))
    return ProjectLocked(
        "locked", path=str(project), who=holder.who, host=holder.host, since=holder.since
    )
