"""Who has a project open.

SQLite's own exclusive lock is the truth.  The small file beside the project only says who holds it
and since when, for the message; one left by a crash does no harm.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
from dataclasses import asdict, dataclass
from pathlib import Path

from annotator.model.errors import ProjectLocked

_LONGEST = 4096


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
    """Return where the note about the holder of a project lies."""
    return project.with_name(project.name + ".lock")


def write_note(project: Path, holder: Holder) -> None:
    """Say who holds the project; a disk that refuses this does not matter."""
    with contextlib.suppress(OSError):
        note_path(project).write_text(json.dumps(asdict(holder)), encoding="utf-8")


def delete_note(project: Path) -> None:
    """Take the note away, before the lock itself is given up."""
    with contextlib.suppress(OSError):
        note_path(project).unlink(missing_ok=True)


def read_note(project: Path) -> Holder:
    """Return who is said to hold the project; an empty holder where nothing sensible is said."""
    try:
        with note_path(project).open("rb") as file:
            found = json.loads(file.read(_LONGEST))
        return Holder(str(found["who"]), str(found["host"]), int(found["pid"]), str(found["since"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Holder()


def refusal(project: Path) -> ProjectLocked:
    """Return the error for a project that another window or program has open."""
    holder = read_note(project)
    return ProjectLocked(
        "locked", path=str(project), who=holder.who, host=holder.host, since=holder.since
    )
