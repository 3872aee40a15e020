"""Commands on the history: what was done, and whether the project is what its log says."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import click

from annotator.cli import output
from annotator.cli.projects import PATH
from annotator.cli.translated import Command, option
from annotator.workbench.asking import Question, asked_for
from annotator.workbench.checking import CheckReport, check_path
from annotator.workbench.chronicle import Entry
from annotator.workbench.language import N_, _, number
from annotator.workbench.session import Session
from annotator.workbench.wording import TURNS, VERBS, moment_words

USUAL = 50
"""How many entries are printed for people; programs get all of them."""


@click.command(cls=Command, help=N_("Tell what was done in a project, newest first."))
@click.argument("project", type=PATH)
@option("--span", metavar="ID", help=N_("Only of this mark, by its id."))
@option("--document", metavar="KEY", help=N_("Only of this article, by its id or file name."))
@option("--coder", metavar="NAME", help=N_("Only what this person did."))
@option(
    "--verb",
    "verbs",
    multiple=True,
    metavar="NAME",
    type=click.Choice([*VERBS, *TURNS]),
    help=N_("Only this verb (add_span, delete_span, import …); may be given again."),
)
@option("--label", metavar="ID", help=N_("Only what has to do with this label."))
@option("--since", metavar="TIME", help=N_("Only from this day or local time on (2026-11-22)."))
@option("--until", metavar="TIME", help=N_("Only up to this day, all of it, or local time."))
@option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help=N_("At most so many; without it 50, or all of them as JSON."),
)
@output.json_option
def history(project: Path, limit: int | None, as_json: bool, **asked: object) -> None:
    """Run ``annotator history``."""
    question = Question(**asked)  # type: ignore[arg-type]
    with Session.reading(project) as session:
        wanted = asked_for(session.context, question)
        if as_json:
            _print_json(project, session.chronicle.entries(wanted, limit))
            return
        most = limit or USUAL
        found = list(session.chronicle.entries(wanted, most + 1))
    _show_entries(found[:most])
    if not found:
        output.show(_("Nothing in the history fits."))
    elif len(found) > most:
        text = _("There is more; --limit asks for more than {count} entries.")
        output.show(text.format(count=number(most)))


def _show_entries(entries: Iterable[Entry]) -> None:
    output.show_rows(
        [(one.local_time, one.coder, one.words, "; ".join(one.changes)) for one in entries]
    )


def _print_json(project: Path, entries: Iterable[Entry]) -> None:
    """Print one object whose entries are written as they are read, however many there are."""
    output.show(f'{{"project": {json.dumps(str(project), ensure_ascii=False)}, "entries": [')
    before = ""
    for one in entries:
        if before:
            output.show(f"{before},")
        before = json.dumps(_fields(one), ensure_ascii=False, allow_nan=False)
    if before:
        output.show(before)
    output.show("]}")


def _fields(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "time": entry.time,
        "local_time": entry.local_time,
        "coder": entry.coder,
        "coder_id": entry.coder_id,
        "verb": entry.action,
        "words": entry.words,
        "changes": list(entry.changes),
        "revisions": entry.revisions,
        "document_id": entry.document_id,
        "span_id": entry.span_id,
        "about": output.plain(entry.about),
    }


@click.command(
    cls=Command,
    help=N_("Make a project's state again from its log alone, and compare the two."),
)
@click.argument("project", type=PATH)
@output.json_option
@click.pass_context
def check(ctx: click.Context, project: Path, as_json: bool) -> None:
    """Run ``annotator check``."""
    report = check_path(project)
    if as_json:
        output.show_json({**output.plain(report), "is_sound": report.is_sound})
    else:
        _show_checked(report)
    ctx.exit(0 if report.is_sound else 1)


def _show_checked(report: CheckReport) -> None:
    output.show_problems(report.problems)
    written = " – ".join(moment_words(one) for one in (report.first, report.last) if one)
    rows = [
        (_("Project"), str(report.path)),
        (_("Steps in the log"), number(report.revisions)),
        (_("Coders who wrote it"), number(report.authors)),
        (_("Written"), written),
        (_("Rows compared with the log"), number(sum(report.rows.values()))),
        (_("Problems"), number(len(report.problems))),
    ]
    output.show_rows(rows)
    if report.is_sound:
        output.show(_("The project is what its log says."))
