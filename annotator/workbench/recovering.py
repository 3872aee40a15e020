"""Recovering what a damaged project still holds, into a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.model.errors import RefusedError
from annotator.model.problem import Problem
from annotator.store import recovering

Progress = Callable[[int, int, str], bool]
"""Called with what is done, what there is in all, and a name; returns False to stop."""

LISTED = 1000
"""How many problems a report lists; all are counted."""


@dataclass(frozen=True, slots=True)
class RecoverReport:
    """What was recovered into ``path``.

    ``steps`` came over as they were, ``rewritten`` rows stood behind a gap and were written again,
    ``from_tables`` rows were only in the tables; ``problems`` lists what is lost or unproven.
    """

    path: Path
    steps: int
    rewritten: int
    from_tables: int
    problems: tuple[Problem, ...]
    problem_count: int

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing is known to be lost."""
        return self.problem_count == 0


def recover_project(
    damaged: Path, new: Path, copies: Sequence[Path] = (), *, progress: Progress | None = None
) -> RecoverReport:
    """Make a new project of everything that a damaged file, and copies of it, still hold.

    The damaged file and the copies are only read.  Raises RefusedError ``nothing_to_recover``,
    ``other_project``; EnvironmentFault ``file_exists``, ``missing_file`` …; Stopped where
    ``progress`` says so; then no file was made.
    """
    for one in (damaged, *copies):
        if one.is_dir():
            raise RefusedError("nothing_to_recover", path=str(one))
    told = None if progress is None else lambda done, total: progress(done, total, "")
    done = recovering.recover(damaged, new, copies, told)
    return RecoverReport(
        path=new,
        steps=done.revisions,
        rewritten=done.again,
        from_tables=done.from_tables,
        problems=tuple(done.problems[:LISTED]),
        problem_count=len(done.problems),
    )


def free_name(damaged: Path, word: str) -> Path:
    """Return a name beside a damaged file that nothing has: ``name (word).annot``."""
    number = 1
    while True:
        more = f" {number}" if number > 1 else ""
        path = damaged.with_name(f"{damaged.stem} ({word}{more}){damaged.suffix}")
        if not path.exists():
            return path
        number += 1
