"""Commands that check: a project, an export, a codebook."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli import output
from annotator.cli.projects import PATH
from annotator.cli.translated import Command, Group, option
from annotator.workbench.language import N_, _, number
from annotator.workbench.verifying import (
    CodebookReport,
    VerifyReport,
    check_codebook,
    verify_path,
)


@click.command(
    cls=Command,
    help=N_("Check a project or an exported file: every offset, hash, id and answer."),
)
@click.argument("path", type=PATH, metavar="PROJECT|FILE")
@option("--codebook", type=PATH, metavar="FILE", help=N_("The codebook the file was coded with."))
@option("--strict", is_flag=True, help=N_("Count breaches of the codebook's rules as failures."))
@output.json_option
@click.pass_context
def verify(
    ctx: click.Context, path: Path, codebook: Path | None, strict: bool, as_json: bool
) -> None:
    """Run ``annotator verify``."""
    report = verify_path(path, codebook)
    if as_json:
        output.show_json({**output.plain(report), "is_sound": report.is_sound})
    else:
        _show_verified(report)
    is_failure = not report.is_sound or (strict and report.finding_count > 0)
    ctx.exit(1 if is_failure else 0)


def _show_verified(report: VerifyReport) -> None:
    compared = report.spans - report.without_quotes
    output.show_problems(report.problems, report.problem_count)
    output.show_problems(report.findings, report.finding_count)
    output.show_rows(
        [
            (_("Codebook"), report.codebook or _("none; labels and answers were not checked")),
            (_("Articles"), str(report.documents)),
            (_("Marks"), str(report.spans)),
            (_("Relations"), str(report.relations)),
            (_("Quotes equal to the text"), f"{report.equal_quotes} / {compared}"),
            (_("Problems"), str(report.problem_count)),
            (_("Breaches of the codebook's rules"), str(report.finding_count)),
        ]
    )
    if report.without_text:
        text = _("Records without their text, whose quotes could not be compared: {count}")
        output.show(text.format(count=number(report.without_text)))


@click.group(cls=Group, help=N_("Commands on codebooks."))
def codebook() -> None:
    """Run ``annotator codebook``."""


@codebook.command("check", help=N_("Check codebook files; tell every problem with its line."))
@click.argument("files", type=PATH, nargs=-1, required=True, metavar="FILE…")
@output.json_option
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...], as_json: bool) -> None:
    """Run ``annotator codebook check``."""
    reports = [check_codebook(file) for file in files]
    if as_json:
        output.show_json({"codebooks": reports})
    else:
        for report in reports:
            _show_codebook(report)
    ctx.exit(0 if all(report.is_valid for report in reports) else 1)


def _show_codebook(report: CodebookReport) -> None:
    output.show_problems(report.problems)
    if report.is_valid:
        text = _("{file}: {codebook}; labels: {labels}; relations: {relations}")
        output.show(
            text.format(
                file=report.path,
                codebook=report.codebook,
                labels=report.labels,
                relations=report.relations,
            )
        )
