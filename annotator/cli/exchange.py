"""Commands that bring articles and marks in, and take marks out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from annotator.cli import output
from annotator.cli.meter import Meter
from annotator.cli.projects import PATH
from annotator.cli.translated import Command, option
from annotator.workbench import exporting
from annotator.workbench.exporting import ExportChoice, ExportReport
from annotator.workbench.importing import ImportReport, import_files
from annotator.workbench.language import N_, _, ngettext, number
from annotator.workbench.session import Session

STANDARD_OUTPUT = Path("-")
SHOWN = 20
"""How many breaches of rules, or articles, are printed; all are in the window or in JSON."""


@click.command(
    "import",
    cls=Command,
    help=N_("Take in articles (.txt) and marks (.jsonl), all of them or, with a problem, none."),
)
@click.argument("project", type=PATH)
@click.argument("paths", type=PATH, nargs=-1, required=True, metavar="PATH…")
@option("--dry-run", is_flag=True, help=N_("Only tell what would come in; change nothing."))
@output.json_option
@click.pass_context
def import_(
    ctx: click.Context, project: Path, paths: tuple[Path, ...], dry_run: bool, as_json: bool
) -> None:
    """Run ``annotator import``."""
    with Session.open(project) as session, Meter(_("Importing"), is_quiet=as_json) as meter:
        report = import_files(session.context, paths, is_dry_run=dry_run, progress=meter)
    if as_json:
        output.show_json(output.plain(report))
    else:
        _show_import(report, is_dry_run=dry_run)
    ctx.exit(1 if report.is_refused else 0)


def _show_import(report: ImportReport, *, is_dry_run: bool) -> None:
    output.show_problems(report.problems, report.problem_count, is_error=True)
    if report.is_refused:
        output.complain(_("Nothing was imported; the project is as it was."))
        return
    head = ("", _("new"), _("already there"))
    output.show_rows(
        [
            head,
            (_("Articles"), report.new_documents, report.known_documents),
            (_("Marks"), report.new_spans, report.known_spans),
            (_("Relations"), report.new_relations, report.known_relations),
        ]
    )
    _show_findings(report)
    if report.new_coders:
        output.show(_("New coders: {names}").format(names=", ".join(report.new_coders)))
    for file in report.files:
        if file.is_guess:
            text = _("{file}: the encoding is a guess: {encoding}")
            output.show(text.format(file=file.path, encoding=file.encoding))
    if is_dry_run:
        output.show(_("This was a dry run; the project is as it was."))


def _show_findings(report: ImportReport) -> None:
    if report.finding_count is None:
        if not report.is_refused:
            text = _("The rules of the codebook were not checked on so much; verify does that.")
            output.show(text)
    elif report.finding_count:
        text = _("Breaches of the codebook's rules: {count}")
        output.show(text.format(count=number(report.finding_count)))
        output.show_problems(report.findings[:SHOWN], report.finding_count)


@click.command(cls=Command, help=N_("Write the marks as JSONL; OUT may be - for the terminal."))
@click.argument("project", type=PATH)
@click.argument("out", type=PATH)
@option("--coder", metavar="NAME", help=N_("Only what this coder marked."))
@option("--no-text", is_flag=True, help=N_("Leave the texts of the articles out."))
@option("--finished", is_flag=True, help=N_("Only what is called done."))
@option("--gold", is_flag=True, help=N_("Only what was decided, with where each mark is from."))
@option("--unsigned", is_flag=True, help=N_("With --gold: also articles not signed off yet."))
@option("--replaced", is_flag=True, help=N_("Also earlier versions of corrected texts."))
@output.json_option
def export(
    project: Path,
    out: Path,
    coder: str | None,
    no_text: bool,
    finished: bool,
    gold: bool,
    unsigned: bool,
    replaced: bool,
    as_json: bool,
) -> None:
    """Run ``annotator export``."""
    if as_json and out == STANDARD_OUTPUT:
        raise click.UsageError(_("--json tells of an export to a file; with - it has no place."))
    if gold and (coder or finished):
        raise click.UsageError(_("--gold goes with neither --coder nor --finished."))
    if unsigned and not gold:
        raise click.UsageError(_("--unsigned goes with --gold."))
    choice = ExportChoice(
        coder,
        with_text=not no_text,
        finished_only=finished,
        with_replaced=replaced,
        gold=gold,
        with_unsigned=unsigned,
    )
    with Session.reading(project) as session:
        if out == STANDARD_OUTPUT:
            for line in exporting.lines(session.context, choice):
                sys.stdout.buffer.write(line)
            return
        with Meter(_("Exporting"), is_quiet=as_json) as meter:
            report = exporting.export_jsonl(session.context, out, choice, meter)
        more = {"overtaken": _find_overtaken(session)} if gold else {}
    if as_json:
        output.show_json({**output.plain(report), **more})
    else:
        _show_export(report, choice, **more)


def _find_overtaken(session: Session) -> list[str]:
    from annotator.workbench.adjudicating.overtaken import find_overtaken

    return find_overtaken(session.context)


def _show_export(report: ExportReport, choice: ExportChoice, overtaken: Sequence[str] = ()) -> None:
    counted = (
        ngettext("{count} record", "{count} records", report.records),
        ngettext("{count} mark", "{count} marks", report.spans),
        ngettext("{count} relation", "{count} relations", report.relations),
    )
    counts = (report.records, report.spans, report.relations)
    told = [text.format(count=number(count)) for text, count in zip(counted, counts, strict=True)]
    text = _("{records} with {spans} and {relations} in {file}.")
    output.show(text.format(records=told[0], spans=told[1], relations=told[2], file=report.path))
    if choice.gold and not report.records:
        output.complain(_empty_gold(choice))
    output.show(f"sha256 {report.sha256}")
    if overtaken:
        output.complain(_overtaken_words(overtaken))


def _overtaken_words(keys: Sequence[str]) -> str:
    """Return that the gold of some articles may no longer fit what their coders mark."""
    text = ngettext(
        "{count} article was signed off, but cases in it are open again; its gold is as it was "
        "decided: {articles}",
        "{count} articles were signed off, but cases in them are open again; their gold is as it "
        "was decided: {articles}",
        len(keys),
    )
    named = ", ".join(keys[:SHOWN]) + (" …" if len(keys) > SHOWN else "")
    return text.format(count=number(len(keys)), articles=named)


def _empty_gold(choice: ExportChoice) -> str:
    """Return why a file with gold is empty."""
    if choice.with_unsigned:
        return _("No review has begun, so there is no gold and the file is empty.")
    return _(
        "No article is signed off, so the file is empty; --unsigned adds the gold of articles "
        "whose review is open."
    )
