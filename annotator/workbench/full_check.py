"""The full check of an open project, beside the work: on a copy, by a process of its own.

It reads every byte and replays the whole history, which takes a minute for a million marks.  In
this process it would slow every keystroke; another one runs at a low priority.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotator.model.errors import EnvironmentFault
from annotator.model.stopped import Stopped
from annotator.store.copying import copy_pages
from annotator.store.project import Project
from annotator.store.reading import temporary_folder

Progress = Callable[[int, int, str], bool]
"""Called with what is done, what there is in all, and a name; returns False to stop."""

DAMAGE = frozenset(
    (
        "damaged",
        "cut_off",
        "foreign_contents",
        "file_damaged",
        "dangling_reference",
        "revision_missing",
        "revision_altered",
        "text_altered",
        "offset_past_end",
        "row_differs",
    )
)
"""What a sound project never has; everything else is a matter of coding."""

_WAIT_SECONDS = 0.2
_LOW_PRIORITY = 10


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What the full check found: a sentence for each thing; none where the project is sound."""

    found: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Tell whether everything adds up."""
        return not self.found


def check_beside(project: Project, progress: Progress) -> CheckReport:
    """Check an open project from its first byte to its last, while people go on working in it.

    Raises Stopped where ``progress`` says so or the project is closed; EnvironmentFault where the
    computer stands in the way (``no_room_to_work`` …), which says nothing about the project.
    """
    with temporary_folder() as folder:
        copy = folder / project.path.name
        copy_pages(project.file, copy, lambda done, total: progress(done, total, ""))
        return _checked(copy, progress)


def _checked(copy: Path, progress: Progress) -> CheckReport:
    # Never from the folder where the program happens to be started (-P), but this very program.
    program = [] if getattr(sys, "frozen", False) else ["-P", "-m", "annotator"]
    places = {"PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, *program, "verify", "--json", str(copy)]
    with tempfile.TemporaryFile() as told:
        try:
            child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=told,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **places},
                creationflags=_quiet_and_low(),
            )
        except OSError as error:
            raise EnvironmentFault("cannot_open", path=command[0], detail=str(error)) from error
        try:
            _wait(child, progress)
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()
        told.seek(0)
        return _report(told.read(), child.returncode)


def _quiet_and_low() -> int:
    if sys.platform != "win32":
        return 0
    return subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS


def _wait(child: subprocess.Popen[bytes], progress: Progress) -> None:
    if sys.platform != "win32":
        with contextlib.suppress(OSError):  # it may have ended already
            os.setpriority(os.PRIO_PROCESS, child.pid, _LOW_PRIORITY)
    while True:
        try:
            child.wait(_WAIT_SECONDS)
        except subprocess.TimeoutExpired:
            if not progress(1, 2, ""):
                raise Stopped from None
        else:
            return


def _report(told: bytes, code: int) -> CheckReport:
    """Return what the other process has found; EnvironmentFault where it says nothing sensible."""
    try:
        found = json.loads(told)
        if "error" in found:
            if found["error"] in DAMAGE:
                return CheckReport((str(found["message"]),))
            raise EnvironmentFault(str(found["error"]), path="", detail=str(found["message"]))
        problems = [one for one in found["problems"] if one["code"] in DAMAGE]
    except (ValueError, KeyError, TypeError) as error:
        detail = f"verify: {code}"
        raise EnvironmentFault("cannot_open", path=sys.executable, detail=detail) from error
    return CheckReport(tuple(str(one["message"]) for one in problems))
