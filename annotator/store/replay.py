"""Making the tables from the log alone."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model.errors import InputError, ProjectDamaged
from annotator.store.file import ProjectFile
from annotator.store.kinds import KINDS
from annotator.store.log import iterate_bodies
from annotator.store.project import Project
from annotator.store.settling import BATCH_BYTES, Settler
from annotator.store.wire import Body, read


def rebuild(project: Project) -> None:
    """Throw the tables away and make them again from the log.

    Raises ProjectDamaged ``damaged`` where the log cannot be read; then nothing has changed.
    """
    file = project.file
    with file.lock:
        file.connection.execute("PRAGMA foreign_keys=OFF")
        try:
            with project.transaction():
                for table in (*KINDS, "conflict", "pending"):
                    file.run(f"DELETE FROM {table}")
                file.run("INSERT INTO document_fts(document_fts) VALUES('delete-all')")
                replay(file, file)
        finally:
            file.connection.execute("PRAGMA foreign_keys=ON")


def replay(log: ProjectFile, target: ProjectFile) -> None:
    """Fill the empty tables of ``target`` with what a log says, in an open transaction.

    Raises ProjectDamaged ``damaged`` where the log cannot be read.
    """
    settler = Settler(log, target)
    try:
        for bodies in _batches(log):
            settler.take(bodies)
        settler.finish()
    except InputError as error:
        detail = f"revision {error.fields.get('id', '')}: {error.fields.get('detail', error.code)}"
        raise ProjectDamaged("damaged", path=str(target.path), detail=detail) from error


def _batches(log: ProjectFile) -> Iterator[list[Body]]:
    batch: list[Body] = []
    size = 0
    for _, raw in iterate_bodies(log):
        batch.append(read(raw))
        size += len(raw)
        if size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
