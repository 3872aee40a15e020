"""The command that tells how the work goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from annotator.cli import output
from annotator.cli.coders import show_coders, told
from annotator.cli.projects import PATH
from annotator.cli.translated import Command, option
from annotator.model.coder import Coder
from annotator.workbench import progress as going
from annotator.workbench.context import Context
from annotator.workbench.language import N_, _, short_date
from annotator.workbench.session import Session
from annotator.workbench.wording import label_name

Rows = list[dict[str, object]]


@click.command(cls=Command, help=N_("Tell how the work goes: by coder, by label or by week."))
@click.argument("project", type=PATH)
@option(
    "--by",
    type=click.Choice(["coder", "label", "week"]),
    default="coder",
    help=N_("What each line is of; usually coder."),
)
@output.json_option
def progress(project: Path, by: str, as_json: bool) -> None:
    """Run ``annotator progress``."""
    with Session.reading(project) as session:
        context = session.context
        rows = _ROWS[by](context) if as_json else _SHOWN[by](context)
    if as_json:
        output.show_json({"project": str(project), "by": by, "rows": rows})


def _coder_rows(context: Context) -> Rows:
    return [told(one) for one in going.progress_by_coder(context)]


def _label_rows(context: Context) -> Rows:
    names = {one.id: one.name for one in _people(context)}
    return [
        {
            "label": line.label,
            "marks": line.spans,
            "coders": {names[who]: count for who, count in line.by_coder.items()},
        }
        for line in going.progress_by_label(context)
    ]


def _week_rows(context: Context) -> Rows:
    return [
        {
            "week": line.week,
            "monday": line.monday.isoformat(),
            "coder": line.coder.name,
            "marks": line.spans,
            "finished": line.finished,
        }
        for line in going.progress_by_week(context)
    ]


def _show_coders(context: Context) -> Rows:
    show_coders(going.progress_by_coder(context))
    return []


def _show_labels(context: Context) -> Rows:
    people = _people(context)
    rows: list[tuple[str | int, ...]] = [
        (_("Label"), _("marks"), *(one.name for one in people)),
    ]
    for line in going.progress_by_label(context):
        name = label_name(context.codebook, line.label)
        rows.append((name, line.spans, *(line.by_coder[one.id] for one in people)))
    output.show_rows(rows)
    return []


def _show_weeks(context: Context) -> Rows:
    rows: list[tuple[str | int, ...]] = [
        (_("Week"), _("from"), _("Coder"), _("marks"), _("articles finished"))
    ]
    for line in going.progress_by_week(context):
        monday = short_date(line.monday.isoformat())
        rows.append((line.week, monday, line.coder.name, line.spans, line.finished))
    output.show_rows(rows)
    return []


def _people(context: Context) -> Sequence[Coder]:
    return [one.coder for one in going.progress_by_coder(context)]


_ROWS = {"coder": _coder_rows, "label": _label_rows, "week": _week_rows}
_SHOWN = {"coder": _show_coders, "label": _show_labels, "week": _show_weeks}
