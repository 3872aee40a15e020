"""What joining copies would bring, or has brought, as tables and sentences."""

from __future__ import annotations

from pathlib import Path

from annotator.gui.dialogs.cells import Cell, number_cell
from annotator.gui.dialogs.returned_preview import button_words as returned_words
from annotator.workbench import parcel_words
from annotator.workbench.joining import JoinedFile, JoinReport
from annotator.workbench.language import _, ngettext, number
from annotator.workbench.wording import error_sentence

KIND_WIDTHS = (0, 48, 92, 62)
CODER_WIDTHS = (0, 96)
Told = list[tuple[str, str]]
"""Icons with sentences."""


def file_remarks(report: JoinReport) -> Told:
    """Return what is the matter with each file: what it brings, or why it is refused."""
    return [
        *(("check" if file.revisions else "info", _file_words(file)) for file in report.files),
        *(("block", _refused_words(name, report)) for name, _error in report.refused),
    ]


def _file_words(file: JoinedFile) -> str:
    name = Path(file.path).name
    if file.parcel:
        return f"{name}: {parcel_words.file_words(file)}"
    if not file.revisions:
        return _("{file}: nothing new").format(file=name)
    words = ngettext("{file}: {count} new step", "{file}: {count} new steps", file.revisions)
    return words.format(file=name, count=number(file.revisions))


def _refused_words(name: str, report: JoinReport) -> str:
    error = dict(report.refused)[name]
    return _("{file}: {reason}").format(file=Path(name).name, reason=error_sentence(error))


def kind_headings() -> list[str]:
    """Return the headings of the table of what comes."""
    return ["", _("new"), _("different now"), _("deleted")]


def kind_rows(report: JoinReport) -> list[list[Cell]]:
    """Return how much of each kind comes, is different afterwards, or goes."""
    names = {
        "document": _("Articles"),
        "span": _("Marks"),
        "relation": _("Relations"),
        "comment": _("Notes"),
    }
    counts = (report.new, report.altered, report.gone)
    return [
        [Cell(words), *(number_cell(count.get(kind, 0)) for count in counts)]
        for kind, words in names.items()
    ]


def coder_rows(report: JoinReport) -> list[list[Cell]]:
    """Return whose work comes, with how many marks more or fewer they have afterwards."""
    return [
        [Cell(name), Cell(_signed(more), "ink" if more else "ink3", is_number=True)]
        for name, more in report.coders
    ]


def _signed(more: int) -> str:
    sign = "+" if more > 0 else "−" if more < 0 else ""
    return f"{sign}{number(abs(more))}"


def versions_head(report: JoinReport) -> str:
    """Return how many rows there are in two versions, and how many of them are shown."""
    count, shown = report.conflict_count, len(report.conflicts)
    words = ngettext("{count} thing in two versions", "{count} things in two versions", count)
    head = words.format(count=number(count))
    if shown < count:
        return _("{things}, the first {shown}").format(things=head, shown=number(shown))
    return head


def ready_remarks(report: JoinReport) -> Told:
    """Return what is certain before joining files that agree with what is here."""
    if not report.revisions:
        return []
    return [
        ("check", _("Nothing was changed in two different ways.")),
        ("check", _("All of it comes in, or nothing; the files themselves stay as they are.")),
        ("check", _("Joining the same files again adds nothing.")),
    ]


def refusal(report: JoinReport, chosen: int) -> str:
    """Return why nothing can be joined, or nothing where something can."""
    if report.revisions or chosen:
        return ""
    if not report.files:
        return _("None of these files can be joined.")
    return _("Everything in these files is here already.")


def button_words(report: JoinReport) -> str:
    """Return what the button says it will do."""
    if not report.revisions:
        return _("Join")
    if all(file.parcel for file in report.files) and (told := returned_words(report)):
        return told
    words = ngettext("Join {count} step", "Join {count} steps", report.revisions)
    return words.format(count=number(report.revisions))


def joined_remarks(report: JoinReport) -> Told:
    """Return what was joined, decided and left."""
    steps = ngettext("{count} step joined", "{count} steps joined", report.revisions)
    told = [("check", steps.format(count=number(report.revisions)))]
    if report.decided:
        words = ngettext("{count} thing decided", "{count} things decided", report.decided)
        told.append(("check", words.format(count=number(report.decided))))
    if report.conflict_count:
        words = ngettext(
            "{count} thing waits in two versions. Both are kept until somebody decides.",
            "{count} things wait in two versions. Both are kept until somebody decides.",
            report.conflict_count,
        )
        told.append(("warn", words.format(count=number(report.conflict_count))))
    return told


def joined_words(report: JoinReport) -> str:
    """Return what was joined, in one line."""
    words = ngettext("{count} step joined.", "{count} steps joined.", report.revisions)
    return words.format(count=number(report.revisions))
