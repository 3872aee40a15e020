"""Articles and marks in: a dry run first, whole or not at all.

One pass reads, checks and writes inside one transaction; it is taken back where anything cannot be
kept, where the run is a dry one, or where the person cancels.  So a dry run finds exactly what the
real run would, and a file of any size passes through in constant memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator.codebooks.rules import find_problems
from annotator.formats import registry
from annotator.model.change import Change
from annotator.model.incoming import IncomingSet
from annotator.model.problem import Place, Problem, Severity
from annotator.store import coders, spans
from annotator.text.normalise import readable_path
from annotator.workbench.context import Context
from annotator.workbench.document_intake import FROM_FILES
from annotator.workbench.gathering import find_files, size_of
from annotator.workbench.intake import CHECKED, LISTED, Intake

NAMED = 20
"""How many files the log names of one import."""
BATCH = 200
BATCH_CHARACTERS = 4_000_000
"""How many records, and how much text, are looked up and written together at most."""

Progress = Callable[[int, int, str], bool]
"""Called with bytes read, bytes in all and the file; returns False to cancel."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What one file held."""

    path: str
    format: str
    encoding: str
    is_guess: bool
    new_documents: int
    known_documents: int
    new_spans: int
    known_spans: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do.  ``problems`` holds the first thousand.

    ``findings`` holds the first thousand breaches of the codebook's rules in what came in;
    ``finding_count`` is None where nobody looked, because it was too much or was refused.
    """

    is_applied: bool
    is_refused: bool
    is_cancelled: bool
    files: tuple[FileReport, ...]
    new_documents: int
    known_documents: int
    new_spans: int
    known_spans: int
    new_relations: int
    known_relations: int
    new_coders: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    problem_count: int = 0
    findings: tuple[Problem, ...] = ()
    finding_count: int | None = None


class _TakenBack(Exception):
    """Carries an import out of its transaction, so that nothing of it stays."""


@dataclass
class _Run:
    intake: Intake
    sizes: Mapping[Path, int]
    progress: Progress | None
    done: int = 0
    is_cancelled: bool = False
    kinds: set[str] = field(default_factory=set)
    files: list[FileReport] = field(default_factory=list)
    findings: list[Problem] = field(default_factory=list)
    finding_count: int | None = None

    @property
    def total(self) -> int:
        return sum(self.sizes.values())


def import_files(
    context: Context,
    paths: Sequence[Path],
    *,
    is_dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Take files and folders in; return what came, or why nothing did.

    Nothing is raised for what is in the files: that is in the report.  Raises EnvironmentFault
    where the project cannot be written, RefusedError ``in_a_parcel``.
    """
    context.refuse_in_parcel()
    files, missing = find_files(paths)
    # Articles before marks, which may have come without their texts.
    files.sort(key=lambda file: _kind_of(file) != "documents")
    run = _Run(Intake(context), {file: size_of(file) for file in files}, progress)
    for problem in missing:
        run.intake.report(problem)
    is_applied = False
    try:
        with context.project.transaction():
            _read_all(context, run, files)
            _find_breaches(context, run)
            if is_dry_run or run.intake.is_refused or run.is_cancelled:
                raise _TakenBack
        is_applied = True
    except _TakenBack:
        pass
    report = _report(run, is_applied)
    if is_applied:
        context.coder = coders.load_coder(context.project, context.coder.id)
        about = {"count": report.new_documents}
        # Which kinds were written; the ids are too many.
        change = Change(frozenset(run.kinds), frozenset(), frozenset(), "import", about)
        context.events.publish(change)
    return report


def _kind_of(file: Path) -> str:
    reader = registry.find_reader(file)
    return reader.kind if reader else ""


def _read_all(context: Context, run: _Run, files: Sequence[Path]) -> None:
    group = context.project.make_id()
    names = [readable_path(file.name) for file in files[:NAMED]]
    about = {"files": names, "count": len(files)}
    for file in files:
        before = (dict(run.intake.tally.new), dict(run.intake.tally.known))
        encoding, is_guess = "utf-8", False
        for batch in _batches(run, file):
            encoding, is_guess = batch[0].document.encoding, batch[0].document.is_guess
            operations = run.intake.take(batch)
            if operations and not run.intake.is_refused:
                told = {**about, **FROM_FILES} if run.intake.are_keys_derived else about
                author = context.coder.id
                context.project.commit_many(author, "import", operations, told, group=group)
                run.kinds.update(operation.kind for operation in operations)
            if run.is_cancelled:
                return
        run.intake.end_file()
        run.files.append(_file_report(run, file, before, encoding, is_guess))
        run.done += run.sizes[file]


def _find_breaches(context: Context, run: _Run) -> None:
    """Look whether what has come in keeps to the rules of the codebook."""
    sets = run.intake.sets
    if run.intake.is_refused or run.is_cancelled or len(sets) > CHECKED:
        return
    run.finding_count = 0
    for document, coder, place in sets:
        marked = spans.load_set(context.project, document, coder, context.codebook_id)
        for found in find_problems(context.codebook, marked):
            run.finding_count += 1
            if len(run.findings) < LISTED:
                where = replace(place, field=found.place.field)
                run.findings.append(replace(found, place=where))


def _batches(run: _Run, file: Path) -> Iterator[list[IncomingSet]]:
    reader = registry.find_reader(file)
    name = readable_path(str(file))
    batch: list[IncomingSet] = []
    characters = 0
    try:
        with file.open("rb") as stream:
            for item in reader.read(stream, name) if reader else ():
                if isinstance(item, Problem):
                    run.intake.report(item)
                    continue
                batch.append(item)
                characters += len(item.document.text or "")
                if len(batch) >= BATCH or characters >= BATCH_CHARACTERS:
                    yield batch
                    batch, characters = [], 0
                    _tell(run, stream.tell(), file)
    except OSError as error:
        code = "missing_file" if isinstance(error, FileNotFoundError) else "unreadable_file"
        run.intake.report(Problem(code, Severity.REFUSED, Place(name), error.strerror))
    if batch:
        yield batch
    _tell(run, run.sizes[file], file)


def _tell(run: _Run, position: int, file: Path) -> None:
    if run.progress and not run.progress(run.done + position, run.total, file.name):
        run.is_cancelled = True


def _file_report(
    run: _Run,
    file: Path,
    before: tuple[dict[str, int], dict[str, int]],
    encoding: str,
    is_guess: bool,
) -> FileReport:
    tally, (new, known) = run.intake.tally, before
    reader = registry.find_reader(file)
    return FileReport(
        path=readable_path(str(file)),
        format=reader.name if reader else "",
        encoding=encoding,
        is_guess=is_guess,
        new_documents=tally.new["document"] - new["document"],
        known_documents=tally.known["document"] - known["document"],
        new_spans=tally.new["span"] - new["span"],
        known_spans=tally.known["span"] - known["span"],
    )


def _report(run: _Run, is_applied: bool) -> ImportReport:
    tally = run.intake.tally
    return ImportReport(
        is_applied=is_applied,
        is_refused=run.intake.is_refused,
        is_cancelled=run.is_cancelled,
        files=tuple(run.files),
        new_documents=tally.new["document"],
        known_documents=tally.known["document"],
        new_spans=tally.new["span"],
        known_spans=tally.known["span"],
        new_relations=tally.new["relation"],
        known_relations=tally.known["relation"],
        new_coders=tuple(run.intake.new_coders),
        problems=tuple(run.intake.problems),
        problem_count=run.intake.problem_count,
        findings=tuple(run.findings),
        finding_count=run.finding_count,
    )
