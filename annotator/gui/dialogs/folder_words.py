"""What people read about the shared folder of a project: how it stands, what an exchange did."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.model.errors import AnnotatorError
from annotator.workbench.language import _, ngettext, number, short_date, short_time
from annotator.workbench.syncing import SyncReport, Waiting
from annotator.workbench.wording import error_sentence

Told = list[tuple[str, str]]
"""Icons with sentences."""


@dataclass(frozen=True, slots=True)
class FolderState:
    """How it stands with the folder: what waits, else why nobody knows.

    ``refused`` are files of which the last exchange could take nothing; ``last`` is when it was.
    """

    folder: Path
    waiting: Waiting | None = None
    fault: AnnotatorError | None = None
    last: str = ""
    refused: tuple[tuple[str, AnnotatorError], ...] = ()

    @property
    def steps(self) -> int:
        """Return how many steps wait in both directions."""
        return self.waiting.coming + self.waiting.going if self.waiting else 0


def status_words(state: FolderState) -> str:
    """Return how it stands, for the line at the foot of the window."""
    if state.fault is not None:
        return _("Folder: not there")
    if state.waiting is None:
        return _("Folder")
    if state.steps:
        words = ngettext("Folder: {count} waiting", "Folder: {count} waiting", state.steps)
        return words.format(count=number(state.steps))
    return _("Folder: up to date")


def remarks(state: FolderState, *, is_past: bool = True) -> Told:
    """Return everything to be known, one sentence each; with or without when it was exchanged."""
    told: Told = []
    if state.fault is not None:
        told.append(("warn", _fault_words(state.fault)))
    elif state.waiting is None:
        told.append(("info", _("Looking into the folder …")))
    else:
        told += _waiting_remarks(state.waiting)
    told += [("block", _refused_words(name, error)) for name, error in state.refused]
    if state.last and is_past:
        when = f"{short_date(state.last)} {short_time(state.last)}"
        told.append(("info", _("Last exchange: {when}").format(when=when)))
    return told


def _fault_words(fault: AnnotatorError) -> str:
    if fault.code == "folder_gone":
        return _(
            "The folder is not there: the drive may be unplugged, or the cloud program not "
            "running. Work goes on as usual; the program looks again every few minutes."
        )
    return error_sentence(fault)


def _waiting_remarks(waiting: Waiting) -> Told:
    told: Told = []
    if waiting.coming:
        words = ngettext("{count} step to take in", "{count} steps to take in", waiting.coming)
        told.append(("in", words.format(count=number(waiting.coming))))
    if waiting.going:
        words = ngettext("{count} step to put there", "{count} steps to put there", waiting.going)
        told.append(("out", words.format(count=number(waiting.going))))
    if not told:
        told.append(("check", _("Nothing waits in either direction")))
    if waiting.not_whole:
        words = ngettext(
            "{count} file is still on its way; it is looked at again later",
            "{count} files are still on their way; they are looked at again later",
            len(waiting.not_whole),
        )
        told.append(("info", words.format(count=number(len(waiting.not_whole)))))
    told += [("block", _refused_words(name, error)) for name, error in waiting.refused]
    return told


def _refused_words(name: str, error: AnnotatorError) -> str:
    return _("{file}: {reason}").format(file=name, reason=error_sentence(error))


def exchanged_words(report: SyncReport) -> str:
    """Return what an exchange did, in one line."""
    if report.is_cancelled:
        return _("The exchange was stopped. What had been taken in stays.")
    if not (report.received or report.sent):
        return _("Exchanged: nothing new on either side.")
    words = _("Exchanged: {received} taken in, {sent} put there.")
    return words.format(received=number(report.received), sent=number(report.sent))


def report_remarks(report: SyncReport) -> Told:
    """Return what an exchange did and left."""
    told: Told = [("info" if report.is_cancelled else "check", exchanged_words(report))]
    for name, steps in report.coders:
        words = ngettext("{coder}: {count} step", "{coder}: {count} steps", steps)
        told.append(("in", words.format(coder=name, count=number(steps))))
    if report.waiting:
        words = ngettext(
            "{count} step waits for a file that is still on its way",
            "{count} steps wait for files that are still on their way",
            report.waiting,
        )
        told.append(("info", words.format(count=number(report.waiting))))
    if report.undecided:
        words = ngettext(
            "{count} thing waits in two versions. Both are kept until somebody decides.",
            "{count} things wait in two versions. Both are kept until somebody decides.",
            report.undecided,
        )
        told.append(("warn", words.format(count=number(report.undecided))))
    return told
