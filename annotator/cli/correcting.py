"""The command that corrects the text of an article."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli import output
from annotator.cli.projects import PATH
from annotator.cli.translated import Command, option
from annotator.model.anchor import Standing
from annotator.workbench import correcting
from annotator.workbench.correcting import STANDINGS, CorrectionPlan, CorrectionReport
from annotator.workbench.language import N_, _, number
from annotator.workbench.session import Session

SHOWN = 50
"""How many marks that have to be looked at are printed; all are in JSON."""


@click.command(
    cls=Command,
    help=N_(
        "Give an article a corrected text and find all its marks again; the old version is kept. "
        "DOCUMENT is the article's id, FILE holds the new text."
    ),
)
@click.argument("project", type=PATH)
@click.argument("document")
@click.argument("file", type=PATH)
@option("--dry-run", is_flag=True, help=N_("Only tell what would become of the marks."))
@output.json_option
def correct(project: Path, document: str, file: Path, dry_run: bool, as_json: bool) -> None:
    """Run ``annotator correct``."""
    text = correcting.read_text(file)
    with Session.open(project) as session:
        context = session.context
        old = correcting.find_document(context, document)
        plan = correcting.plan_correction(context, old.id, text, file.name)
        report = None
        if not dry_run:
            report = correcting.apply_correction(context, old.id, text, name=file.name)
    if as_json:
        output.show_json(_told(plan, report))
    else:
        _show(plan, report)


def _show(plan: CorrectionPlan, report: CorrectionReport | None) -> None:
    output.show_rows(
        [
            (_("Article"), plan.old.key, plan.old.title or plan.old.name),
            (_("New version"), plan.new.key, plan.new.title or plan.new.name),
        ]
    )
    output.show()
    output.show_rows([(_(words), plan.count(standing)) for standing, words in STANDINGS.items()])
    doubtful = [mark for mark in plan.marks if not mark.is_carried_unasked]
    for mark in doubtful[:SHOWN]:
        where = f"{mark.coder.name}: {mark.span.label} “{mark.words}”"
        output.show(f"{where} → “{mark.new_words}”" if mark.new_words else f"{where} → –")
    if len(doubtful) > SHOWN:
        output.show(_("… and {count} more").format(count=number(len(doubtful) - SHOWN)))
    if report is None:
        output.show(_("This was a dry run; the project is as it was."))
        return
    text = _("Marks carried over: {carried}; to be checked by their coders: {waiting}.")
    output.show(text.format(carried=number(report.carried), waiting=number(report.waiting)))


def _told(plan: CorrectionPlan, report: CorrectionReport | None) -> dict[str, object]:
    """Return what JSON says: the two documents, every mark, and what was written, if it was."""
    return {
        "is_applied": report is not None,
        "old": {"doc_id": plan.old.key, "text_sha256": plan.old.sha256},
        "new": {"doc_id": plan.new.key, "text_sha256": plan.new.sha256},
        "counts": {standing.value: plan.count(standing) for standing in Standing},
        "carried": report.carried if report else None,
        "waiting": report.waiting if report else None,
        "marks": [
            {
                "id": mark.span.key,
                "coder": mark.coder.name,
                "label": mark.span.label,
                "standing": mark.anchor.standing.value,
                "confidence": mark.anchor.confidence,
                "fragments": [[part.start, part.end] for part in mark.anchor.fragments],
                "old_text": mark.words,
                "new_text": mark.new_words,
            }
            for mark in plan.marks
        ],
    }
