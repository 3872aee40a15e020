"""Marks out as native JSONL: stable, complete, whole or not at all."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from annotator.formats.annotations import jsonl
from annotator.formats.annotations.fidelity import count_equal_quotes
from annotator.model.annotation_set import AnnotationSet
from annotator.model.coder import Coder, folded_name
from annotator.model.document import Document, Progress, progress_of
from annotator.model.errors import EnvironmentFault, InputError
from annotator.model.identity import Id
from annotator.model.review import FINAL
from annotator.store import coders, documents, reviews, spans
from annotator.store.file import is_open_here
from annotator.store.lineage import load_lineage
from annotator.workbench import whole_file
from annotator.workbench.context import Context
from annotator.workbench.provenance import Provenance, gold_coder

Told = Callable[[int, int], bool]
"""Called with articles written and articles in all; returns False to cancel."""

PROJECT_MARK = b"SQLite format 3\0"
"""How every project file begins."""

COMPANIONS = ("-wal", "-journal", "-shm", ".lock")
"""What is added to the name of a project file for the files that belong to it while it is open."""

_FAULTS = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.ENAMETOOLONG: "name_too_long",
}

EVERY = 50
"""After how many records the person is told."""


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What to write.  ``coder_name`` (in any spelling, or a key) None means everybody.

    Texts that were replaced by a correction are left out, so that no article counts twice, but
    ``with_replaced``.  ``gold`` means what was decided and nothing else, with where each mark comes
    from: of articles that are signed off, and with ``with_unsigned`` of all in review.
    """

    coder_name: str | None = None
    with_text: bool = True
    finished_only: bool = False
    with_replaced: bool = False
    gold: bool = False
    with_unsigned: bool = False


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """What an export would hold.  ``finished`` and ``unfinished`` count records, ``equal_quotes``
    the spans whose words, as they will be written, are those of the text.
    """

    records: int
    spans: int
    relations: int
    equal_quotes: int
    finished: int
    unfinished: int
    first_record: dict[str, object] | None
    coders: tuple[str, ...]
    replaced: int = 0
    """How many earlier versions of corrected texts there are, exported or not."""


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
    if choice.gold:
        yield from _gold_rows(context, choice)
        return
    people = {coder.id: coder for coder in coders.list_coders(context.project)}
    wanted = choice.coder_name
    chosen = _named(people.values(), wanted) if wanted is not None else None
    replaced = {} if choice.with_replaced else load_lineage(context.project).current
    with_bare = chosen is None and not choice.finished_only
    for document, marked in spans.iterate_sets(context.project, chosen, with_bare=with_bare):
        is_finished = progress_of(marked.status, 0) is Progress.DONE
        is_wanted = is_finished or not choice.finished_only
        if is_wanted and document.id not in replaced:
            yield document, marked, people.get(marked.coder_id)


def _named(people: Collection[Coder], wanted: str) -> Id:
    """Return who has a key or, however it is written, a name."""
    folded = folded_name(wanted)
    for one in (*(one for one in people if one.key == wanted), *people):
        if one.key == wanted or folded_name(one.name) == folded:
            return one.id
    known = ", ".join(coder.name for coder in people)
    raise InputError("unknown_coder", coder=wanted, known=known)


def _gold_rows(context: Context, choice: ExportChoice) -> Iterator[Row]:
    """Yield the gold of each article that is signed off, or in review at all."""
    coder = gold_coder(context.project)
    known = reviews.list_reviews(context.project)
    replaced = {} if choice.with_replaced else load_lineage(context.project).current
    for document, marked in spans.iterate_sets(context.project, coder.id):
        review = known.get(document.id)
        is_signed = review is not None and review.status in FINAL
        if (is_signed or choice.with_unsigned) and document.id not in replaced:
            yield document, marked, coder


def preview_export(context: Context, choice: ExportChoice) -> ExportPreview:
    """Count what an export would hold and show its first record."""
    records = marks = links = equal = finished = 0
    first: dict[str, object] | None = None
    codebook = context.codebook
    for row in chosen_rows(context, choice):
        document, annotations, coder = row
        records += 1
        marks += len(annotations.spans)
        links += len(annotations.relations)
        finished += progress_of(annotations.status, 0) is Progress.DONE
        record = jsonl.make_record(
            document,
            annotations,
            coder,
            codebook.id,
            codebook.version,
            codebook=codebook,
            with_text=choice.with_text,
        )
        equal += count_equal_quotes(record, document.text)
        if first is None or (not first["spans"] and annotations.spans):
            first = record
    names = tuple(coder.name for coder in coders.list_coders(context.project))
    replaced = len(load_lineage(context.project).current)
    return ExportPreview(
        records, marks, links, equal, finished, records - finished, first, names, replaced
    )


def export_jsonl(
    context: Context, path: Path, choice: ExportChoice, progress: Told | None = None
) -> ExportReport:
    """Write the native JSONL to a temporary file beside ``path`` and put it in its place.

    Raises EnvironmentFault where the file cannot be written; an older file is then untouched.
    """
    try:
        return _write(context, path, choice, progress)
    except OSError as error:
        code = _FAULTS.get(error.errno or 0, "not_writable")
        raise EnvironmentFault(code, path=str(path), reason=error.strerror or "") from error


def lines(context: Context, choice: ExportChoice) -> Iterator[bytes]:
    """Yield the lines of an export, with their line ends."""
    return (line for _row, line in _written_rows(context, choice))


def _written_rows(context: Context, choice: ExportChoice) -> Iterator[tuple[Row, bytes]]:
    codebook = context.codebook
    provenance = Provenance(context.project) if choice.gold else None
    for row in chosen_rows(context, choice):
        document, marked, _coder = row
        keys = {span.id: span.key for span in marked.spans}
        keys |= {relation.id: relation.key for relation in marked.relations}
        line = jsonl.write_record(
            *row,
            codebook.id,
            codebook.version,
            codebook=codebook,
            with_text=choice.with_text,
            provenance=provenance.of_document(document.id, keys) if provenance else None,
        )
        yield row, line.encode("utf-8") + b"\n"


def _write(
    context: Context, path: Path, choice: ExportChoice, progress: Told | None
) -> ExportReport:
    _refuse_to_replace(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file.replacing(path) as draft:
        report = _written(context, path, draft.stream, choice, progress)
        draft.is_wanted = not report.is_cancelled
    return report


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8, whole or not at all, under the rules of an export.

    Raises EnvironmentFault where it cannot be written, InputError where ``path`` is a project.
    """
    try:
        _refuse_to_replace(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file.replacing(path) as draft:
            draft.stream.write(text.encode("utf-8", "surrogatepass"))
    except OSError as error:
        code = _FAULTS.get(error.errno or 0, "not_writable")
        raise EnvironmentFault(code, path=str(path), reason=error.strerror or "") from error


def _written(
    context: Context,
    path: Path,
    stream: BinaryIO,
    choice: ExportChoice,
    progress: Told | None,
) -> ExportReport:
    digest, records, marks, links, size = hashlib.sha256(), 0, 0, 0, 0
    total = documents.count_documents(context.project)
    done, last = 0, ""
    is_cancelled = False
    for (document, marked, _coder), line in _written_rows(context, choice):
        stream.write(line)
        digest.update(line)
        records, size = records + 1, size + len(line)
        marks, links = marks + len(marked.spans), links + len(marked.relations)
        done, last = done + (document.id != last), document.id
        if progress and records % EVERY == 0 and not progress(done, total):
            is_cancelled = True
            break
    return ExportReport(path, records, marks, links, size, digest.hexdigest(), is_cancelled)


def _refuse_to_replace(path: Path) -> None:
    """Keep an export from taking the place of a project, of what belongs to one, or of a folder.

    A project that is open here is known without opening its file, which would drop a lock.
    """
    place = whole_file.place_of(path)
    for end in COMPANIONS:
        if place.name.casefold().endswith(end):
            project = place.with_name(place.name[: -len(end)])
            if is_project(project):
                raise InputError("belongs_to_project", path=str(path), project=project.name)
    if is_project(place):
        raise InputError("would_replace_project", path=str(path))
    if place.exists() and not place.is_file():
        raise InputError("not_a_file", path=str(path))


def is_project(path: Path) -> bool:
    """Tell whether a file begins like a project file."""
    if is_open_here(path):
        return True
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(len(PROJECT_MARK)) == PROJECT_MARK
