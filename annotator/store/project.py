"""A project: opening and closing it, and the one road by which anything is written."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.change import Operation, Revision
from annotator.model.codebook import CodebookFile
from annotator.model.coder import Coder
from annotator.model.errors import EnvironmentFault, NotSaved, ProjectDamaged, RefusedError
from annotator.model.identity import Id, MakeId, new_id, own_key
from annotator.model.version import VERSION
from annotator.store import faults, lock, tables, wire
from annotator.store.clock import Clock, LogicalClock, utc_text
from annotator.store.file import ProjectFile
from annotator.store.log import Draft, Log, revision_of
from annotator.store.placing import put_in_place
from annotator.store.rows import codebook_value, coder_value
from annotator.store.stacks import CREATE, Stack

if TYPE_CHECKING:
    from sqlite_utils import Database

    from annotator.store.lineage import Lineage

PARCEL = "parcel"
"""What the facts of a file say under this name makes it a parcel: the parcel's id."""

CHUNK = 500
CHUNK_CHARACTERS = 1_000_000


class Project:
    """An open project file.  Everything it is asked for may come from any thread."""

    def __init__(self, file: ProjectFile, clock: Clock, make_id: MakeId) -> None:
        self.path = file.path
        self.file = file
        self.make_id = make_id
        self.stacks: dict[Id, Stack] = {}
        self.lineage: Lineage | None = None
        self._clock = clock
        self.log = Log(file, LogicalClock(clock), make_id)
        self._database: Database | None = None
        self.opened = datetime.fromtimestamp(clock(), UTC)
        self.project_id = self._stored_id()
        self.parcel_id = self._stored_parcel()
        """Which parcel the file is, None where it is a whole project."""

    @classmethod
    def create(
        cls,
        path: Path,
        codebook: CodebookFile,
        schema_id: str,
        version: str,
        coder_name: str,
        *,
        clock: Clock = time.time,
        make_id: MakeId = new_id,
    ) -> Project:
        """Make a project with its codebook and first coder, and open it.

        The file appears complete or not at all; one that is there already is never touched
        (EnvironmentFault ``file_exists``; ``missing_folder``).
        """
        identity = make_id()
        coder = Coder(identity, own_key("c", identity), coder_name)
        first = [
            Operation("coder", identity, coder_value(coder)),
            Operation("codebook", codebook.id, codebook_value(codebook, schema_id, version)),
        ]
        facts = {"project_id": make_id(), "created": utc_text(clock()), "program": VERSION}
        cls.make(
            path,
            facts,
            lambda project: project.commit(identity, CREATE, first),
            clock=clock,
            make_id=make_id,
        )
        return cls.open(path, clock=clock, make_id=make_id, who=coder_name)

    @classmethod
    def make(
        cls,
        path: Path,
        facts: Mapping[str, str],
        fill: Callable[[Project], object],
        *,
        clock: Clock = time.time,
        make_id: MakeId = new_id,
    ) -> None:
        """Make a project file that says ``facts`` of itself and holds what ``fill`` writes.

        It appears when it is complete; where anything goes wrong, nothing is left.  Raises what
        ``fill`` raises and EnvironmentFault ``file_exists``, ``missing_folder``.
        """
        path = Path(path).absolute()
        with faults.environment(path, writing=True):
            _check_place(path)
        # Not the name with something added: that might be longer than a name can be.
        draft = path.with_name(f".{make_id()[-16:]}.new")
        try:
            with faults.environment(path, writing=True):
                file = ProjectFile.make(draft)
                try:
                    with file.transaction():
                        file.run_many("INSERT INTO meta(key, value) VALUES(?, ?)", facts.items())
                    fill(cls(file, clock, make_id))
                finally:
                    file.close()
                put_in_place(draft, path)
        finally:
            for left in (draft, *(Path(f"{draft}{end}") for end in ("-wal", "-journal"))):
                left.unlink(missing_ok=True)

    @classmethod
    def open(
        cls, path: Path, *, clock: Clock = time.time, make_id: MakeId = new_id, who: str = ""
    ) -> Project:
        """Open a project for this process alone.

        ``who`` is said to others who try meanwhile.  Raises ProjectLocked (``who``, ``since``,
        ``host``), ProjectDamaged (``not_a_project``, ``newer_project``, ``foreign_contents``,
        ``damaged``) or EnvironmentFault (``missing_file``, ``no_permission``, ``read_only`` …).
        """
        file = ProjectFile.open(Path(path).absolute())
        try:
            project = cls(file, clock, make_id)
        except BaseException:
            file.close()
            raise
        project.say_who(who)
        return project

    def say_who(self, who: str) -> None:
        """Tell others who try to open the project who has it."""
        self.file.say_who(lock.this_program(who, utc_text(self.opened.timestamp())))

    def close(self) -> None:
        """Leave one closed file that can be copied; closing twice is allowed."""
        if not self.file.is_closed:
            self.file.close()

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def database(self) -> Database:
        """Return the connection as sqlite-utils offers it, for reading and introspection."""
        connection = self.file.connection
        if self._database is None or self._database.conn is not connection:
            from sqlite_utils import Database  # slow to import, and not needed to start

            self._database = Database(connection, recursive_triggers=False)
        return self._database

    def now(self) -> str:
        """Return the time as UTC text, to the second."""
        return utc_text(self._clock())

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is committed inside is on the disk afterwards, or none of it; may be nested.

        Raises NotSaved when the disk fails (the project then stays usable), InputError when a
        value cannot be stored, RefusedError ``only_read`` where the project is only looked at.
        """
        if self.file.is_read_only:
            raise RefusedError("only_read", path=str(self.path))
        with self.file.lock:
            mark, generation = self.log.mark(), self.file.generation
            try:
                with self.file.transaction():
                    yield
            except BaseException:
                self.forget()
                if self.file.generation == generation:
                    self.log.restore(mark)
                else:
                    self.log.reset()
                raise

    def forget(self) -> None:
        """Drop what is known of the log without reading it; it is found out again when asked."""
        self.stacks.clear()
        self.lineage = None

    def commit(
        self,
        author_id: Id,
        action: str,
        operations: Iterable[Operation],
        about: Mapping[str, object] | None = None,
        *,
        undoes: Id | None = None,
        group: Id | None = None,
    ) -> Revision:
        """Log one revision and write its rows, in one transaction (or as part of an open one).

        Of several operations on one row the last counts; deleting what was never there is nothing.
        Raises RefusedError ``nothing_to_do``, InputError ``lone_surrogate``, ``not_finite`` or
        ``value_refused``, NotSaved.
        """
        draft = Draft(author_id, action, about or {}, group, undoes)
        given = list(operations)
        try:
            return self._commit(draft, given)
        except NotSaved as fault:
            if fault.code != "disk_full" or self.file.is_in_transaction:
                raise
            if not self.file.empty_log():
                raise
        return self._commit(draft, given)

    def _commit(self, draft: Draft, operations: Sequence[Operation]) -> Revision:
        with self.transaction():
            revision = self._write(draft, operations)
            if revision is None:
                raise RefusedError("nothing_to_do")
            return revision

    def commit_many(
        self,
        author_id: Id,
        action: str,
        operations: Iterable[Operation],
        about: Mapping[str, object] | None = None,
        *,
        group: Id | None,
    ) -> int:
        """Write any number of operations as revisions of one group; returns how many there were.

        They are taken from the iterable as they are written, so memory does not grow with them.
        """
        draft = Draft(author_id, action, about or {}, group)
        count = 0
        with self.transaction():
            for chunk in chunks(operations):
                self._write(draft, chunk)
                count += len(chunk)
        return count

    def _write(self, draft: Draft, operations: Iterable[Operation]) -> Revision | None:
        latest = list({(one.kind, one.id): one for one in operations}.values())
        bases = tables.bases_of(self.file, latest)
        records = [
            wire.Record(one.kind, one.id, base, one.value)
            for one in latest
            if (base := bases.get((one.kind, one.id), ())) or one.value is not None
        ]
        if not records:
            return None
        header = self.log.prepare(draft)
        self.log.append(header, records)
        tables.write_records(self.file, header.id, records)
        if any(record.kind == "document" for record in records):
            self.lineage = None
        if draft.author in self.stacks:
            entry = (header.id, header.action, header.undoes, header.group)
            self.stacks[draft.author].add(entry)
        return revision_of(header)

    def _stored_id(self) -> Id:
        found = self.file.row("SELECT value FROM meta WHERE key = 'project_id'")
        if found is None or len(found[0]) != 32:
            raise ProjectDamaged("damaged", path=str(self.path), detail="no project_id")
        return Id(str(found[0]))

    def _stored_parcel(self) -> Id | None:
        found = self.file.row("SELECT value FROM meta WHERE key = ?", (PARCEL,))
        return Id(str(found[0])) if found else None


def chunks(operations: Iterable[Operation]) -> Iterator[list[Operation]]:
    """Cut operations into revisions of a size that is quick to read again."""
    chunk: list[Operation] = []
    characters = 0
    for operation in operations:
        chunk.append(operation)
        if operation.kind == "document" and operation.value:
            characters += len(str(operation.value["text"]))
        if len(chunk) >= CHUNK or characters >= CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def _check_place(path: Path) -> None:
    """Refuse a name that is taken, or too long for what SQLite puts beside the file."""
    path.with_name(f"{path.name}-journal").exists()
    if path.exists():
        raise EnvironmentFault("file_exists", path=str(path), detail="")
    if not path.parent.is_dir():
        raise EnvironmentFault("missing_folder", path=str(path.parent), detail="")
