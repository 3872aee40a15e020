"""Commands on several copies of a project: joining files, meeting in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from annotator.cli import output
from annotator.cli.meter import Meter
from annotator.cli.parcels import show_returned
from annotator.cli.projects import PATH
from annotator.cli.translated import Command, option
from annotator.workbench import joining, syncing
from annotator.workbench.joining import Choices, JoinReport
from annotator.workbench.language import N_, _, ngettext, number
from annotator.workbench.recovering import RecoverReport, recover_project
from annotator.workbench.session import Session
from annotator.workbench.syncing import SyncReport
from annotator.workbench.version_words import ConflictWords
from annotator.workbench.wording import error_sentence

SHOWN = 50
"""How many rows that wait for a decision are printed; all are in JSON."""


@click.command(
    cls=Command,
    help=N_(
        "Take in everything that other copies of the project hold, as often and in any order; "
        "what two people changed differently is listed, and both versions are kept."
    ),
)
@click.argument("project", type=PATH)
@click.argument("files", type=PATH, nargs=-1, required=True, metavar="FILE…")
@option("--dry-run", is_flag=True, help=N_("Only tell what would come in; change nothing."))
@option(
    "--choose",
    "chosen",
    multiple=True,
    metavar="ID=NUMBER",
    help=N_("Let the version of this number stand; may be given several times."),
)
@output.json_option
@click.pass_context
def merge(
    ctx: click.Context,
    project: Path,
    files: tuple[Path, ...],
    dry_run: bool,
    chosen: tuple[str, ...],
    as_json: bool,
) -> None:
    """Run ``annotator merge``."""
    with Session.open(project) as session, Meter(_("Joining"), is_quiet=as_json) as meter:
        context = session.context
        choices: Choices = {}
        if chosen:
            preview = joining.join_files(context, files, is_dry_run=True)
            choices = _choices(preview, chosen)
        report = joining.join_files(
            context, files, is_dry_run=dry_run, choices=choices, progress=meter
        )
    if as_json:
        output.show_json(output.plain(report))
    else:
        _show_joined(report, is_dry_run=dry_run)
    ctx.exit(1 if report.conflict_count else 0)


def _choices(report: JoinReport, chosen: tuple[str, ...]) -> Choices:
    """Return what ``ID=NUMBER`` means; the beginning of an id is enough where it is clear."""
    choices = {}
    for one in chosen:
        name, _equals, place = one.rpartition("=")
        fitting = [x for x in report.conflicts if name and x.id.startswith(name)]
        if len(fitting) != 1 or not place.isdecimal():
            raise click.UsageError(_("{value} names no row in two versions.").format(value=one))
        sides = fitting[0].sides
        if not 1 <= int(place) <= len(sides):
            text = _("{value}: there are the versions 1 to {count}.")
            raise click.UsageError(text.format(value=one, count=len(sides)))
        choices[fitting[0].kind, fitting[0].id] = sides[int(place) - 1].revision_id
    return choices


def _show_joined(report: JoinReport, *, is_dry_run: bool) -> None:
    output.show_rows(
        [
            (file.path, file.revisions, ngettext("new step", "new steps", file.revisions))
            for file in report.files
        ]
    )
    show_returned(report.files)
    if report.revisions:
        output.show()
        names = {
            "document": _("Articles"),
            "span": _("Marks"),
            "relation": _("Relations"),
            "comment": _("Notes"),
        }
        counts = (report.new, report.altered, report.gone)
        rows: list[tuple[str | int, ...]] = [("", _("new"), _("different now"), _("deleted"))]
        rows += [
            (words_, *(count.get(kind, 0) for count in counts)) for kind, words_ in names.items()
        ]
        output.show_rows(rows)
        for name, more in report.coders:
            text = ngettext("{coder}: {count} mark more", "{coder}: {count} marks more", abs(more))
            output.show(text.format(coder=name, count=number(more)))
    if report.decided:
        output.show(_("Decided: {count}").format(count=number(report.decided)))
    _show_conflicts(report.conflicts, report.conflict_count)
    if is_dry_run:
        output.show(_("This was a dry run; the project is as it was."))


def _show_conflicts(words: Sequence[ConflictWords], count: int) -> None:
    if not count:
        return
    output.show()
    text = _("In two versions, until somebody decides (both are kept): {count}")
    output.show(text.format(count=number(count)))
    for one in words[:SHOWN]:
        output.show(f"{one.id}  {one.title}  {one.article}".rstrip())
        for place, side in enumerate(one.sides, 1):
            facts = "; ".join(f"{name}: {what}" if what else name for name, what in side.facts)
            shown = _("shown now") if side.is_shown else ""
            output.show(f"  {place}  {side.who}, {side.when}: {facts}  {shown}".rstrip())
    if count > SHOWN:
        output.show(_("… and {count} more").format(count=number(count - SHOWN)))


@click.command(
    cls=Command,
    help=N_(
        "Make a new project of everything that a damaged one still holds, and list what is lost; "
        "the damaged file is only read."
    ),
)
@click.argument("project", type=PATH)
@click.argument("new", type=PATH)
@option(
    "--with",
    "copies",
    type=PATH,
    multiple=True,
    metavar="FILE",
    help=N_("A backup or another copy of the same project; may be given several times."),
)
@output.json_option
@click.pass_context
def recover(
    ctx: click.Context, project: Path, new: Path, copies: tuple[Path, ...], as_json: bool
) -> None:
    """Run ``annotator recover``."""
    with Meter(_("Reading"), is_quiet=as_json) as meter:
        report = recover_project(project, new, copies, progress=meter)
    if as_json:
        output.show_json({**output.plain(report), "is_complete": report.is_complete})
    else:
        _show_recovered(report)
    ctx.exit(0 if report.is_complete else 1)


def _show_recovered(report: RecoverReport) -> None:
    output.show_problems(report.problems, report.problem_count)
    output.show_rows(
        [
            (_("Recovered into"), str(report.path)),
            (_("Steps taken over as they were"), number(report.steps)),
            (_("Rows from behind a gap, written again"), number(report.rewritten)),
            (_("Rows that only the tables had"), number(report.from_tables)),
            (_("Lost or without proof"), number(report.problem_count)),
        ]
    )


@click.command(
    cls=Command,
    help=N_(
        "Meet the other copies of the project in a folder (cloud folder, network drive, stick): "
        "take in what is new there, and put there what is new here."
    ),
)
@click.argument("project", type=PATH)
@click.argument("folder", type=PATH)
@output.json_option
@click.pass_context
def sync(ctx: click.Context, project: Path, folder: Path, as_json: bool) -> None:
    """Run ``annotator sync``."""
    with Session.open(project) as session, Meter(_("Reading"), is_quiet=as_json) as meter:
        report = syncing.sync_folder(session.context, folder, progress=meter)
    refused = [{"file": name, "message": error_sentence(error)} for name, error in report.refused]
    if as_json:
        output.show_json({**output.plain(report), "refused": refused})
    else:
        _show_synced(report)
        for one in refused:
            output.complain(f"{one['file']}: {one['message']}")
    ctx.exit(1 if refused or report.undecided else 0)


def _show_synced(report: SyncReport) -> None:
    output.show_rows(
        [
            (_("Taken in (steps)"), report.received),
            (_("Put there (steps)"), report.sent),
            (_("Waiting for files that are still on their way (steps)"), report.waiting),
            (_("In two versions, until somebody decides"), report.undecided),
        ]
    )
    for name, steps in report.coders:
        text = ngettext("{coder}: {count} step", "{coder}: {count} steps", steps)
        output.show(text.format(coder=name, count=number(steps)))
    for name in report.not_whole:
        text = _("{file} is not there completely yet; it is looked at again the next time.")
        output.show(text.format(file=name))
