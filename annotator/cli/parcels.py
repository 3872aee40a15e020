"""Commands on parcels, and what is said of them when they come back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from annotator.cli import output
from annotator.cli.projects import PATH
from annotator.cli.translated import Command, option
from annotator.model.assignment import Purpose
from annotator.workbench import parcelling
from annotator.workbench.join_report import JoinedFile
from annotator.workbench.language import N_, _, ngettext, number
from annotator.workbench.parcel_words import document_words, file_words
from annotator.workbench.parcelling import ParcelReport
from annotator.workbench.session import Session

SHOWN = 30
"""How many articles of a parcel are printed; all are in JSON."""


@click.command(
    cls=Command,
    help=N_(
        "Make a parcel for a coder: a small project file with that coder's articles and marks and "
        "nobody else's, to be sent, coded and joined again."
    ),
)
@click.argument("project", type=PATH)
@option(
    "--coder",
    "names",
    multiple=True,
    required=True,
    metavar="NAME",
    help=N_("For whom; may be given several times, each coder gets a file."),
)
@option(
    "--out",
    type=PATH,
    metavar="FILE",
    help=N_("Where to; a folder where there are several coders. Without it, beside the project."),
)
@option(
    "--feedback",
    is_flag=True,
    help=N_(
        "Bring back to the coder what became of marks in released articles, and what was asked."
    ),
)
@option(
    "--all",
    "is_all",
    is_flag=True,
    help=N_("All articles of the project, instead of those that are assigned."),
)
@output.json_option
def parcel(
    project: Path,
    names: tuple[str, ...],
    out: Path | None,
    feedback: bool,
    is_all: bool,
    as_json: bool,
) -> None:
    """Run ``annotator parcel``."""
    purpose = Purpose.FEEDBACK if feedback else Purpose.CODING
    with Session.open(project) as session:
        context = session.context
        people = list(dict.fromkeys(parcelling.find_coder(context, name) for name in names))
        every = parcelling.all_documents(context) if is_all else None
        ids = {one: parcelling.documents_for(context, one, purpose, every) for one in people}
        is_folder = out is not None and (len(people) > 1 or out.is_dir())
        folder = out if out is not None and is_folder else session.path.parent
        named = {one: folder / parcelling.suggested_name(context, one, purpose) for one in people}
        paths = named if out is None or is_folder else dict.fromkeys(people, out)
        parcelling.refuse_taken(paths.values())
        made = [
            parcelling.make_parcel(context, one.id, path, purpose=purpose, document_ids=ids[one])
            for one, path in paths.items()
        ]
    if as_json:
        output.show_json({"parcels": made})
        return
    for report in made:
        _show_made(report)


def _show_made(report: ParcelReport) -> None:
    text = _("Parcel for {coder}: {path}")
    output.show(text.format(coder=report.coder, path=report.path))
    rows: list[tuple[str | int, ...]] = [
        (_("Articles"), report.documents),
        (_("Marks"), report.spans),
        (_("Relations"), report.relations),
        (_("Notes"), report.comments),
        *([(_("Articles with feedback"), report.feedback)] if report.feedback else []),
        (_("Bytes"), report.size),
    ]
    output.show_rows(rows)


def show_returned(files: Sequence[JoinedFile]) -> None:
    """Print whose work came in parcels, and what becomes of each article."""
    for file in files:
        if file.parcel is None:
            continue
        output.show()
        output.show(f"{file.path}: {file_words(file)}")
        touched = [one for one in file.documents if one.is_touched or one.conflicting]
        for one in touched[:SHOWN]:
            output.show(f"  {one.title}: {document_words(one)}")
        if len(touched) > SHOWN:
            more = number(len(touched) - SHOWN)
            output.show(_("… and {count} more").format(count=more))
        left = len(file.documents) - len(touched)
        if left:
            text = ngettext("{count} article as it was", "{count} articles as they were", left)
            output.show(f"  {text.format(count=number(left))}")
