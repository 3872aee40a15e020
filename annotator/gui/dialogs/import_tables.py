"""What an import would bring, as tables and sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from annotator.gui.dialogs.cells import Cell, number_cell
from annotator.model.problem import Problem, Severity
from annotator.workbench.importing import FileReport, ImportReport
from annotator.workbench.language import N_, _, ngettext, number

MOST_FILES = 2000
MOST_LETTERS = 80
FILE_WIDTHS = (0, 118, 164, 104, 104, 104, 104)
FORMAT_NAMES = (N_("Plain text"), N_("Annotator JSONL"))
"""Names of formats, listed here so that they are translated."""
PROBLEM_WIDTHS = (180, 52, 170, 130, 0)

_ICONS = {
    Severity.REFUSED: ("block", "bad"),
    Severity.BLOCKING: ("warn", "warn"),
    Severity.WARNING: ("info", "ink2"),
}


def file_headings() -> list[str]:
    """Return the headings of the table of files."""
    return [
        _("File"),
        _("Format"),
        _("Encoding"),
        _("New articles"),
        _("There already"),
        _("New marks"),
        _("There already"),
    ]


def file_row(file: FileReport) -> list[Cell]:
    """Return a file as a row; an encoding that was guessed says so."""
    encoding = Cell(file.encoding, "ink2")
    if file.is_guess:
        tip = _("The file does not say how it is encoded. Check the letters with accents.")
        encoding = Cell(_("{encoding} (guessed)").format(encoding=file.encoding), "warn", tip=tip)
    return [
        Cell(Path(file.path).name, tip=file.path),
        Cell(_(file.format), "ink2"),
        encoding,
        number_cell(file.new_documents),
        number_cell(file.known_documents, "ink2"),
        number_cell(file.new_spans),
        number_cell(file.known_spans, "ink2"),
    ]


def gravest_first(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return what keeps files out before what only needs a look; else in the order found."""
    order = list(Severity)
    return tuple(sorted(problems, key=lambda problem: order.index(problem.severity)))


def problem_headings() -> list[str]:
    """Return the headings of the table of problems."""
    return [_("File"), _("Line"), _("Field"), _("Value"), _("Problem")]


def problem_head(report: ImportReport) -> str:
    """Return how many problems there are, and how many of them the table shows."""
    count, shown = report.problem_count, len(report.problems)
    head = ngettext("{number} problem", "{number} problems", count).format(number=number(count))
    if shown < count:
        return _("{problems}, the first {shown}").format(problems=head, shown=number(shown))
    return head


def problem_row(problem: Problem, sentence: Callable[[Problem], str]) -> list[Cell]:
    """Return a problem as a row; the icon says what it stops."""
    place, words = problem.place, sentence(problem)
    value = "" if problem.value is None else str(problem.value)
    shown = value if len(value) <= MOST_LETTERS else f"{value[:MOST_LETTERS]}…"
    icon, ink = _ICONS[problem.severity]
    name = Path(place.file).name if place.file else ""
    return [
        Cell(name, "ink2", tip=place.file or "", icon=icon, icon_ink=ink),
        Cell("" if place.line is None else str(place.line), "ink2", is_number=True),
        Cell(place.field or "", "ink2", tip=place.field or ""),
        Cell(shown, "ink2", tip=value[:2000] if value != shown else ""),
        Cell(words, tip=words),
    ]


def problem_text(problems: Sequence[Problem], sentence: Callable[[Problem], str]) -> str:
    """Return problems as lines with tabs, to be pasted elsewhere."""
    rows = [problem_headings()]
    for problem in problems:
        place = problem.place
        parts = (place.file, place.line, place.field, problem.value, sentence(problem))
        rows.append(["" if part is None else str(part) for part in parts])
    return "\n".join("\t".join(" ".join(part.split()) for part in row) for row in rows)


def first_correction(problems: Iterable[Problem]) -> tuple[str, str] | None:
    """Return a document that is there with another text, and the file that has it, if any."""
    for problem in problems:
        if problem.code == "other_text" and problem.document_id and problem.place.file:
            return problem.document_id, problem.place.file
    return None


def counts_sentence(report: ImportReport) -> str:
    """Return what is new, and what is there already, in one line."""
    new = _listed(
        (
            ngettext("{number} article", "{number} articles", report.new_documents),
            report.new_documents,
        ),
        (ngettext("{number} mark", "{number} marks", report.new_spans), report.new_spans),
        (
            ngettext("{number} relation", "{number} relations", report.new_relations),
            report.new_relations,
        ),
    )
    known = _listed(
        (
            ngettext("{number} article", "{number} articles", report.known_documents),
            report.known_documents,
        ),
        (ngettext("{number} mark", "{number} marks", report.known_spans), report.known_spans),
        (
            ngettext("{number} relation", "{number} relations", report.known_relations),
            report.known_relations,
        ),
    )
    parts = [_("New: {things}").format(things=new or _("nothing"))]
    if known:
        parts.append(_("there already: {things}").format(things=known))
    if report.new_coders:
        parts.append(_("new coders: {names}").format(names=", ".join(report.new_coders)))
    return "; ".join(parts)


def button_words(report: ImportReport) -> str:
    """Return what the button says it will add."""
    if report.new_documents:
        words = ngettext("Add {number} article", "Add {number} articles", report.new_documents)
        return words.format(number=number(report.new_documents))
    if report.new_spans:
        words = ngettext("Add {number} mark", "Add {number} marks", report.new_spans)
        return words.format(number=number(report.new_spans))
    return _("Add")


def refusal(report: ImportReport) -> str:
    """Return why nothing can be added, or nothing where something can."""
    if report.is_refused:
        return _("Files come in whole or not at all: {problems} must be mended first.").format(
            problems=ngettext(
                "{number} problem", "{number} problems", refused_count(report)
            ).format(number=number(refused_count(report)))
        )
    if not report.files:
        return _("No file that can be read was found.")
    if not (report.new_documents or report.new_spans or report.new_relations):
        return _("Everything in these files is in the project already.")
    return ""


def refused_count(report: ImportReport) -> int:
    """Return how many problems keep the files out, as far as they are listed."""
    return sum(problem.severity is Severity.REFUSED for problem in report.problems)


def imported_words(report: ImportReport) -> str:
    """Return what has come in, in one line."""
    articles = ngettext("{count} article added", "{count} articles added", report.new_documents)
    marks = ngettext("{count} mark added", "{count} marks added", report.new_spans)
    return _("{articles}, {marks}.").format(
        articles=articles.format(count=number(report.new_documents)),
        marks=marks.format(count=number(report.new_spans)),
    )


def _listed(*counted: tuple[str, int]) -> str:
    return ", ".join(words.format(number=number(count)) for words, count in counted if count)
