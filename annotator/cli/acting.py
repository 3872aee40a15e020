"""A project opened by whoever does what is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.cli.translated import option
from annotator.workbench.language import N_
from annotator.workbench.people import find_person
from annotator.workbench.session import Session

as_option = option(
    "--as",
    "acting",
    metavar="NAME",
    help=N_("Who does it; without it, who made the project."),
)


@contextmanager
def opened(project: Path, acting: str | None) -> Iterator[Session]:
    """Open a project as somebody it knows; InputError ``unknown_coder`` adds nobody."""
    with Session.open(project) as session:
        if acting is not None:
            session.code_as(find_person(session.context, acting).name)
        yield session
