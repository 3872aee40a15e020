"""What the sheet says of an export: before it, what was checked, and what was written."""

from __future__ import annotations

import os
from pathlib import Path

from annotator.workbench.exporting import ExportPreview, ExportReport
from annotator.workbench.language import _, ngettext, number

Finding = tuple[str, str]
"""An icon and a sentence."""


def lines_words(preview: ExportPreview) -> str:
    """Return what the file will be."""
    lines = ngettext("{number} line", "{number} lines", preview.records)
    counted = lines.format(number=number(preview.records))
    return _("{lines}, can be imported again").format(lines=counted)


def finished_words(preview: ExportPreview) -> str:
    """Return how many of the articles are finished."""
    total = number(preview.finished + preview.unfinished)
    return _("{number} of {total} articles").format(number=number(preview.finished), total=total)


def button_words(preview: ExportPreview) -> str:
    """Return what the button says it will export."""
    words = ngettext("Export {number} record", "Export {number} records", preview.records)
    return words.format(number=number(preview.records))


def refusal(preview: ExportPreview, path: str) -> str:
    """Return why nothing can be exported, or nothing where something can."""
    if not preview.records:
        return _("There is nothing to export.")
    return "" if Path(path).name else _("A file is needed.")


def findings(preview: ExportPreview, path: str) -> list[Finding]:
    """Return what was checked."""
    words = _("{equal} of {total} quotes equal the article text at their positions")
    quotes = words.format(equal=number(preview.equal_quotes), total=number(preview.spans))
    found = [("check" if preview.equal_quotes == preview.spans else "block", quotes)]
    if preview.unfinished:
        unfinished = ngettext(
            "{number} article is not finished; the field “status” says so",
            "{number} articles are not finished; the field “status” says so",
            preview.unfinished,
        )
        found.append(("warn", unfinished.format(number=number(preview.unfinished))))
    if os.path.isfile(path):  # also while what is typed cannot be a path yet
        found.append(("warn", _("The file is there already and will be replaced")))
    return found


def progress_words(done: int, total: int) -> str:
    """Return how far the writing is."""
    words = _("Writing record {done} of {total}")
    return words.format(done=number(done), total=number(total))


def report_words(report: ExportReport) -> str:
    """Return what was written, in one line."""
    records = ngettext("{number} record", "{number} records", report.records)
    marks = ngettext("{number} mark", "{number} marks", report.spans)
    counts = [
        records.format(number=number(report.records)),
        marks.format(number=number(report.spans)),
        f"SHA-256 {report.sha256[:12]}…",
    ]
    words = _("Written: {file} · {counts}")
    return words.format(file=report.path.name, counts=" · ".join(counts))
