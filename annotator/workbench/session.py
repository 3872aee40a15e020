"""An open project with everything that can be done in it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.codebooks import reader
from annotator.model.assignment import is_person
from annotator.model.change import Operation
from annotator.model.codebook import Codebook
from annotator.model.coder import Coder
from annotator.model.errors import InputError, RefusedError
from annotator.model.identity import Id, own_key
from annotator.store import codebooks, coders, parcels, reading, rows
from annotator.store.project import Project
from annotator.workbench.codebook_cache import load_codebook
from annotator.workbench.coding import Coding
from annotator.workbench.context import Context
from annotator.workbench.events import Events
from annotator.workbench.finding import Finding
from annotator.workbench.history import History

if TYPE_CHECKING:
    from annotator.store.following import Following
    from annotator.workbench.chronicle import Chronicle

SUFFIX = ".annot"


class Session:
    """One project, opened by one coder; close it when done (``with`` does)."""

    def __init__(self, project: Project, coder: Coder, codebook: Codebook, identity: Id) -> None:
        self._context = Context(project, coder, codebook, identity)
        self.coding = Coding(self._context)
        self.history = History(self._context)
        self._chronicle: Chronicle | None = None
        self.finding = Finding(self._context)
        self.following: Following | None = None
        """Where the project is only looked at: what keeps the copy that is shown up to date."""

    @classmethod
    def create(cls, path: Path, codebook_path: Path, coder_name: str) -> Session:
        """Make a project file with a codebook and a first coder.

        Raises InputError with every problem of a bad codebook and EnvironmentFault where the file
        is there already or cannot be written; then nothing is made.
        """
        name = coder_name.strip()
        if not name:
            raise InputError("coder_needs_name")
        file = reader.read_codebook(codebook_path)
        codebook, _warnings = reader.parse_codebook(file, str(codebook_path))
        project = Project.create(path, file, codebook.id, codebook.version, name)
        return cls(project, coders.first_coder(project), codebook, file.id)

    @classmethod
    def open(cls, path: Path, coder_name: str | None = None) -> Session:
        """Open a project file as a coder (by name, made if new; else who made the project).

        Raises InputError ``coder_needs_name`` where the name is only blanks, and what ``code_as``
        raises.
        """
        project = Project.open(path)
        try:
            session = cls._of(project, coder_name)
        except BaseException:
            project.close()
            raise
        project.say_who(session.coder.name)
        return session

    @classmethod
    @contextlib.contextmanager
    def reading(cls, path: Path) -> Iterator[Session]:
        """Give a project file that is only looked at, also one that may not be written."""
        with reading.opened(path) as project:
            yield cls._of(project, None)

    @classmethod
    def look(cls, path: Path) -> Session:
        """Look at a project that somebody else has open, or that cannot be opened for writing.

        Everything is shown, from a copy, and every verb is refused (``only_read``); ``looking``
        keeps it up to date.  Raises EnvironmentFault, ProjectDamaged ``not_a_project``,
        RefusedError ``nothing_to_recover``.
        """
        from annotator.store.following import Following  # seldom needed

        following = Following(path)
        project = following.open()
        try:
            session = cls._of(project, None)
        except BaseException:
            project.close()
            following.close()
            raise
        session.following = following
        return session

    @classmethod
    def _of(cls, project: Project, coder_name: str | None) -> Session:
        file = codebooks.current_codebook(project)
        return cls(project, _coder(project, coder_name), load_codebook(file), file.id)

    @property
    def project(self) -> Project:
        """Return the open project file."""
        return self._context.project

    @property
    def path(self) -> Path:
        """Return where the project file lies."""
        return self._context.project.path

    @property
    def name(self) -> str:
        """Return what people call the project: its file name without the ending."""
        return self.path.stem

    @property
    def coder(self) -> Coder:
        """Return who is coding."""
        return self._context.coder

    @property
    def codebook(self) -> Codebook:
        """Return the codebook in force."""
        return self._context.codebook

    @property
    def codebook_id(self) -> Id:
        """Return which version of the codebook is in force."""
        return self._context.codebook_id

    @property
    def events(self) -> Events:
        """Return who is told of changes."""
        return self._context.events

    @property
    def chronicle(self) -> Chronicle:
        """Return the history to look at and to restore from; loaded when it is first asked for."""
        from annotator.workbench.chronicle import Chronicle

        if self._chronicle is None:
            self._chronicle = Chronicle(self._context)
        return self._chronicle

    @property
    def context(self) -> Context:
        """Return what verbs of other modules need."""
        return self._context

    def code_as(self, name: str) -> None:
        """Go on as another person, who is added to the project if new.

        Raises RefusedError ``in_a_parcel``: a parcel is one coder's; ``name_taken`` (``name``) for
        that of the gold, which only decisions make.
        """
        self._context.coder = _coder(self._context.project, name)
        if self.following is None:
            self._context.project.say_who(self.coder.name)

    def close(self) -> None:
        """Close the project file; what was done is on the disk already."""
        self._context.project.close()
        if self.following is not None:
            self.following.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def _coder(project: Project, name: str | None) -> Coder:
    if name is None:
        return _own_coder(project)
    name = name.strip()
    if not name:
        raise InputError("coder_needs_name")
    found = coders.find_coder_by_name(project, name)
    if found is not None and not is_person(found):
        raise RefusedError("name_taken", name=found.name)
    if project.parcel_id is not None and found != (own := _own_coder(project)):
        raise RefusedError("in_a_parcel", coder=own.name)
    return found or add_coder(project, name)


def _own_coder(project: Project) -> Coder:
    """Return who opens a project: whoever made it, and in a parcel the coder it is for."""
    parcel = parcels.find_own_parcel(project)
    return coders.load_coder(project, parcel.coder_id) if parcel else coders.first_coder(project)


def add_coder(project: Project, name: str) -> Coder:
    """Add a person to a project; they are the author of their own arrival."""
    identity = project.make_id()
    coder = Coder(identity, own_key("c", identity), name)
    operation = Operation("coder", identity, rows.coder_value(coder))
    project.commit(identity, "add_coder", [operation], {"coder": name})
    return coder
