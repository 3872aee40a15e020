"""Marks out as native JSONL: stable, complete, whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.formats.annotations import jsonl
from annotator.model.annotation_set import AnnotationSet
from annotator.model.coder import Coder
from annotator.model.document import Document, Progress, progress_of
from annotator.model.errors import EnvironmentFault
from annotator.store import coders, documents, spans
from annotator.workbench.context import Context

Told = Callable[[int, int], bool]
"""Called with records written and records in all; returns False to cancel."""

EVERY = 50
"""After how many records the person is told."""


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What to write.  ``coder_name`` None means everybody."""

    coder_name: str | None = None
    with_text: bool = True
    finished_only: bool = False


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """What an export would hold.  ``finished`` and ``unfinished`` count records."""

    records: int
    spans: int
    relations: int
    equal_quotes: int
    finished: int
    unfinished: int
    first_record: dict[str, object] | None
    coders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote; nothing is there where ``is_cancelled``."""

    path: Path
    records: int
    spans: int
    relations: int
    size: int
    sha256: str
    is_cancelled: bool = False


Row = tuple[Document, AnnotationSet, Coder | None]


def chosen_rows(context: Context, choice: ExportChoice) -> Iterator[Row]:
    """Yield what an export holds, in its order: by document key, then by coder.

    A document that nobody has begun stands there once, without a coder, so that nothing of the
    project is missing from a full export.
    """
    people = {coder.id: coder for coder in coders.list_coders(context.project)}
    chosen = next((c.id for c in people.values() if c.name == choice.coder_name), None)
    if choice.coder_name is not None and chosen is None:
        raise EnvironmentFault("unknown_coder", coder=choice.coder_name)
    with_bare = chosen is None and not choice.finished_only
    for document, annotations in spans.iterate_sets(context.project, chosen, with_bare=with_bare):
        finished = progress_of(annotations.status, 0) is Progress.DONE
        if finished or not choice.finished_only:
            yield document, annotations, people.get(annotations.coder_id)


def preview_export(context: Context, choice: ExportChoice) -> ExportPreview:
    """Count what an export would hold and show its first record."""
    records = marks = links = equal = finished = 0
    first: dict[str, object] | None = None
    lines = _Lines(context, choice)
    for row in chosen_rows(context, choice):
        document, annotations, _coder = row
        records += 1
        marks += len(annotations.spans)
        links += len(annotations.relations)
        equal += sum(span.end <= document.length for span in annotations.spans)
        finished += progress_of(annotations.status, 0) is Progress.DONE
        if first is None or (not first["spans"] and annotations.spans):
            first = json.loads(lines.line(row))
    names = tuple(coder.name for coder in coders.list_coders(context.project))
    return ExportPreview(records, marks, links, equal, finished, records - finished, first, names)


def export_jsonl(
    context: Context, path: Path, choice: ExportChoice, progress: Told | None = None
) -> ExportReport:
    """Write the native JSONL to a temporary file beside ``path`` and put it in its place.

    Raises EnvironmentFault where the file cannot be written; an older file is then untouched.
    """
    try:
        return _write(context, path, choice, progress)
    except OSError as error:
        code = "disk_full" if error.errno == errno.ENOSPC else "not_writable"
        raise EnvironmentFault(code, path=str(path), reason=error.strerror or "") from error


class _Lines:
    """Writes rows as lines, with the codebook's order of attributes."""

    def __init__(self, context: Context, choice: ExportChoice) -> None:
        self._codebook = context.codebook
        self._with_text = choice.with_text

    def line(self, row: Row) -> str:
        document, annotations, coder = row
        return jsonl.write_record(
            document,
            annotations,
            coder,
            self._codebook.id,
            self._codebook.version,
            with_text=self._with_text,
        )


def _write(
    context: Context, path: Path, choice: ExportChoice, progress: Told | None
) -> ExportReport:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    digest, records, marks, links, size = hashlib.sha256(), 0, 0, 0, 0
    total = documents.count_documents(context.project)
    lines, is_cancelled = _Lines(context, choice), False
    try:
        with os.fdopen(handle, "wb") as stream:
            for row in chosen_rows(context, choice):
                data = lines.line(row).encode("utf-8") + b"\n"
                stream.write(data)
                digest.update(data)
                records, size = records + 1, size + len(data)
                marks, links = marks + len(row[1].spans), links + len(row[1].relations)
                if progress and records % EVERY == 0 and not progress(records, total):
                    is_cancelled = True
                    break
            stream.flush()
            os.fsync(stream.fileno())
        if not is_cancelled:
            _put(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    return ExportReport(path, records, marks, links, size, digest.hexdigest(), is_cancelled)


def _put(temporary: Path, path: Path) -> None:
    """Give the file the rights a new file gets here, then its name."""
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(0o666 & ~mask)
    os.replace(temporary, path)
