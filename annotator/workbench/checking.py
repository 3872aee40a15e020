"""Is a project what its log says: the log read, the state made again from it, both compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.model.problem import Problem
from annotator.store import integrity, reading
from annotator.store.log import count_log
from annotator.store.presence import count_rows


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was looked at, and what does not add up.

    ``rows`` says how many rows each table has, deleted ones as well; all were compared with what
    the log makes of them.  ``first`` and ``last`` are the UTC times between which it was written.
    """

    path: Path
    revisions: int
    streams: int
    authors: int
    first: str
    last: str
    rows: Mapping[str, int]
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        """Tell whether the project is whole."""
        return not self.problems


def check_path(path: Path) -> CheckReport:
    """Read a whole project and make its state again from the log; nothing in it changes.

    Raises what opening raises; EnvironmentFault ``no_room_to_work`` where the temporary folder is
    too full to make the state again in.
    """
    with reading.opened(path) as project:
        found = integrity.check(project)
        log = count_log(project.file)
        return CheckReport(
            path=project.path,
            revisions=log.revisions,
            streams=log.streams,
            authors=log.authors,
            first=log.first,
            last=log.last,
            rows=count_rows(project),
            problems=tuple(found),
        )
