"""Is everything as it should be: a project, an exported file, a codebook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator.codebooks.reader import parse_codebook, read_codebook
from annotator.codebooks.rules import find_problems
from annotator.formats import registry
from annotator.formats.annotations import jsonl
from annotator.formats.annotations.fidelity import count_equal_quotes
from annotator.formats.registry import Format
from annotator.model.annotation_set import AnnotationSet
from annotator.model.codebook import Codebook
from annotator.model.coder import folded_name
from annotator.model.document import Document
from annotator.model.errors import EnvironmentFault, InputError
from annotator.model.extent import are_in_order
from annotator.model.identity import Id, derived_id, document_id, text_hash
from annotator.model.incoming import IncomingSet
from annotator.model.problem import Place, Problem, Severity
from annotator.store import coders, documents, integrity, spans
from annotator.store.faults import environment
from annotator.store.lineage import load_lineage
from annotator.store.project import Project
from annotator.workbench.carrying import waiting_problems
from annotator.workbench.context import Context
from annotator.workbench.exporting import is_project
from annotator.workbench.newcomers import Newcomers
from annotator.workbench.sample import shipped_folder
from annotator.workbench.session import SUFFIX, Session
from annotator.workbench.vetting import Vetting

LISTED = 1000
"""How many problems, and how many findings, are kept word for word; the rest are only counted."""

_TOLD_BETTER = frozenset({"text_altered", "offset_past_end"})
"""What the check of the file finds as well, but cannot name the article for."""

_NO_CODEBOOK = Id("0" * 32)


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was looked at and what was found.

    ``problems`` are about the data (offsets, hashes, ids, words that the codebook does not know),
    ``findings`` are breaches of the codebook's rules.  ``equal_quotes`` counts the spans whose
    words, in the file or as an export would write them, are those of the text; ``without_text`` the
    records that brought no text to compare with, ``without_quotes`` the spans of those.
    """

    path: Path
    codebook: str | None
    documents: int
    records: int
    spans: int
    relations: int
    equal_quotes: int
    without_text: int
    without_quotes: int
    problems: tuple[Problem, ...]
    problem_count: int
    failure_count: int
    findings: tuple[Problem, ...]
    finding_count: int

    @property
    def is_sound(self) -> bool:
        """Tell whether the data can be trusted; warnings and findings do not count."""
        return self.failure_count == 0


@dataclass(frozen=True, slots=True)
class CodebookReport:
    """A codebook file: its id and version and how much it defines, or why it is not one."""

    path: Path
    is_valid: bool
    problems: tuple[Problem, ...]
    codebook: str | None = None
    labels: int = 0
    relations: int = 0


def verify_path(path: Path, codebook: Path | None = None) -> VerifyReport:
    """Verify a project file, or a file that was exported from one."""
    with environment(path):
        if not path.exists():
            raise EnvironmentFault("missing_file", path=str(path))
    if path.suffix == SUFFIX or _begins_like_project(path):
        with Session.reading(path) as session:
            return verify_project(session.context)
    return verify_file(path, codebook)


def verify_project(context: Context) -> VerifyReport:
    """Check the file, its log, and every document and mark in it."""
    check = _Check(context.project.path, context.codebook)
    found = integrity.check(context.project)
    check.report(problem for problem in found if problem.code not in _TOLD_BETTER)
    for row in spans.iterate_sets(context.project, with_bare=True):
        check.take_stored(*row)
    check.find_waiting(context.project)
    return check.finished()


def verify_file(path: Path, codebook: Path | None = None) -> VerifyReport:
    """Check a file as an import would, and its records against each other.

    Without a codebook the one that comes with the program is taken, if the file names one.  Raises
    InputError where the format is unknown, EnvironmentFault where the file cannot be read.
    """
    reader = registry.find_reader(path)
    if reader is None:
        raise InputError("unknown_format", path=str(path))
    check = _Check(path, _parsed(codebook) if codebook else None)
    for item in _items(path, reader):
        if isinstance(item, Problem):
            check.report([item])
            continue
        if check.codebook is None and item.schema_id and not check.has_looked:
            check.use(_shipped_codebook(item.schema_id))
        check.take_incoming(item)
    return check.finished()


def check_codebook(path: Path) -> CodebookReport:
    """Read a codebook; raises EnvironmentFault where there is no such file."""
    try:
        codebook, warnings = parse_codebook(read_codebook(path), str(path))
    except InputError as error:
        return CodebookReport(path, False, error.problems)
    named = f"{codebook.id} {codebook.version}"
    return CodebookReport(
        path, True, warnings, named, len(codebook.labels), len(codebook.relations)
    )


@dataclass
class _Check:
    """Counts what passes and keeps what is found."""

    path: Path
    codebook: Codebook | None
    has_looked: bool = False
    counts: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    findings: list[Problem] = field(default_factory=list)
    keys: dict[str, Id] = field(default_factory=dict)
    documents: set[Id] = field(default_factory=set)
    sets: set[tuple[Id, str]] = field(default_factory=set)
    coders: dict[tuple[str, str | None], str] = field(default_factory=dict)
    vetting: Vetting | None = None

    def __post_init__(self) -> None:
        self.use(self.codebook)
        self.has_looked = False

    def use(self, codebook: Codebook | None) -> None:
        self.codebook, self.has_looked = codebook, True
        self.vetting = Vetting(codebook) if codebook else None

    def count(self, name: str, number: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + number

    def report(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.count("problems")
            self.count("failures", problem.severity is not Severity.WARNING)
            if len(self.problems) < LISTED:
                self.problems.append(problem)

    def take_incoming(self, incoming: IncomingSet) -> None:
        """Check a record of a file; its offsets and quotes were compared while it was read."""
        document, coder = document_id(incoming.document.sha256), incoming.coder_name or ""
        self._name(incoming.document.key or incoming.document.name, document, incoming.place)
        self._count_marks(len(incoming.spans), len(incoming.relations))
        if incoming.document.text is None:
            self.count("without_text")
            self.count("without_quotes", len(incoming.spans))
        else:
            self.count("equal", len(incoming.spans))
        if self.vetting:
            self.report(self.vetting.problems(incoming))
        if incoming.coder_name is not None:
            worked = document, self._coder(coder, incoming.coder_key)
            if worked in self.sets:
                place = replace(incoming.place, field="coder")
                self.report([Problem("set_twice", Severity.REFUSED, place, coder)])
            self.sets.add(worked)
            made = Newcomers(document, derived_id("coder", coder), _NO_CODEBOOK, {})
            self._find(made.annotation_set(incoming), incoming.place)

    def _coder(self, name: str, key: str | None) -> str:
        """Return what is the same for all records that an import takes for one coder's."""
        by_key, by_name = ("key", key), ("name", folded_name(name))
        known = self.coders.get(by_key) if key else None
        found = known or self.coders.get(by_name) or f"{len(self.coders)}"
        for one in (by_key, by_name) if key else (by_name,):
            self.coders.setdefault(one, found)
        return found

    def take_stored(self, document: Document, annotations: AnnotationSet) -> None:
        """Check one coder's work in a project."""
        place = Place(document.key)
        self._name(document.key, document.id, place)
        self._count_marks(len(annotations.spans), len(annotations.relations))
        self.report(_stored_problems(document, annotations, place))
        # Only words are compared, so the relations need not be written.
        record = jsonl.make_record(document, replace(annotations, relations=()), None, "", "")
        self.count("equal", count_equal_quotes(record, document.text))
        if self.vetting:
            self.report(self.vetting.foreign(annotations, place))
        self._find(annotations, place)

    def find_waiting(self, project: Project) -> None:
        """Find marks of earlier versions that their coders have not looked at."""
        for document in load_lineage(project).earlier:
            key = documents.load_document(project, document).key
            for coder in coders.list_coders(project):
                bare = AnnotationSet(document, coder.id, _NO_CODEBOOK)
                for problem in waiting_problems(project, bare):
                    self._keep(replace(problem, place=Place(key, field=coder.name)))

    def _name(self, key: str, document: Id, place: Place) -> None:
        self.documents.add(document)
        if self.keys.setdefault(key, document) != document:
            where = replace(place, field="doc_id")
            self.report([Problem("doc_id_taken", Severity.REFUSED, where, key)])

    def _count_marks(self, marks: int, relations: int) -> None:
        self.count("records")
        self.count("spans", marks)
        self.count("relations", relations)

    def _find(self, annotations: AnnotationSet, place: Place) -> None:
        if self.codebook is None:
            return
        numbers = {span.id: number for number, span in enumerate(annotations.spans)}
        for found in find_problems(self.codebook, annotations):
            self._keep(replace(found, place=_located(found, place, numbers)))

    def _keep(self, finding: Problem) -> None:
        self.count("findings")
        if len(self.findings) < LISTED:
            self.findings.append(finding)

    def finished(self) -> VerifyReport:
        named = f"{self.codebook.id} {self.codebook.version}" if self.codebook else None
        counts = self.counts.get
        return VerifyReport(
            path=self.path,
            codebook=named,
            documents=len(self.documents),
            records=counts("records", 0),
            spans=counts("spans", 0),
            relations=counts("relations", 0),
            equal_quotes=counts("equal", 0),
            without_text=counts("without_text", 0),
            without_quotes=counts("without_quotes", 0),
            problems=tuple(self.problems),
            problem_count=counts("problems", 0),
            failure_count=counts("failures", 0),
            findings=tuple(self.findings),
            finding_count=counts("findings", 0),
        )


def _located(found: Problem, place: Place, numbers: dict[Id, int]) -> Place:
    number = numbers.get(found.span_id) if found.span_id else None
    parts = [f"spans[{number}]" if number is not None else "", found.place.field or ""]
    return replace(place, field=".".join(part for part in parts if part) or None)


def _stored_problems(
    document: Document, annotations: AnnotationSet, place: Place
) -> Iterator[Problem]:
    actual = text_hash(document.text)
    if actual != document.sha256 or document.id != document_id(actual):
        fields = {"actual": actual}
        where = replace(place, field="text_sha256")
        yield Problem("wrong_hash", Severity.REFUSED, where, document.sha256, fields)
    keys: set[str] = set()
    for number, span in enumerate(annotations.spans):
        where = replace(place, field=f"spans[{number}]")
        if span.end > document.length:
            length = {"length": document.length}
            yield Problem("past_end", Severity.REFUSED, where, span.end, length)
        if not are_in_order(span.fragments):
            shown = [(part.start, part.end) for part in span.fragments]
            yield Problem("fragments_out_of_order", Severity.REFUSED, where, shown)
        if span.key in keys:
            yield Problem("duplicate_id", Severity.REFUSED, where, span.key)
        keys.add(span.key)


def _items(path: Path, reader: Format) -> Iterator[IncomingSet | Problem]:
    try:
        with path.open("rb") as stream:
            yield from reader.read(stream, str(path))
    except OSError as error:
        raise EnvironmentFault("unreadable_file", path=str(path), detail=str(error)) from error


def _begins_like_project(path: Path) -> bool:
    try:
        return is_project(path)
    except OSError:
        return False


def _parsed(path: Path) -> Codebook:
    return parse_codebook(read_codebook(path), str(path))[0]


def _shipped_codebook(schema_id: str) -> Codebook | None:
    try:
        files = sorted(shipped_folder("schemas").glob("*.yaml"))
    except EnvironmentFault:
        return None
    for file in files:
        # Most files do not even name it, and reading YAML is slow.
        if schema_id in file.read_text(encoding="utf-8"):
            codebook = _parsed(file)
            if codebook.id == schema_id:
                return codebook
    return None
