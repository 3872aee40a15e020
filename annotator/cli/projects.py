"""Commands on a whole project: make one, look at it, open it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from annotator.cli import output, window
from annotator.cli.translated import Command, option
from annotator.model.document import Progress
from annotator.workbench import sample
from annotator.workbench.exporting import ExportChoice, export_jsonl
from annotator.workbench.language import N_, _
from annotator.workbench.overview import Overview, overview_of
from annotator.workbench.parcel_words import info_words
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings, data_folder, default_coder_name

PATH = click.Path(path_type=Path)


@click.command(cls=Command, help=N_("Make a project file with a codebook and a first coder."))
@click.argument("project", type=PATH)
@option(
    "--codebook",
    type=PATH,
    required=True,
    metavar="FILE",
    help=N_("The codebook to code with (YAML)."),
)
@option("--coder", metavar="NAME", help=N_("Who codes; without it, the name you are known by."))
@output.json_option
def new(project: Path, codebook: Path, coder: str | None, as_json: bool) -> None:
    """Run ``annotator new``."""
    with Session.create(project, codebook, coder or default_coder_name(Settings())) as session:
        overview = overview_of(session)
    if as_json:
        output.show_json(output.plain(overview))
        return
    text = _("Made {project} with the codebook {codebook}; coder: {coder}.")
    output.show(
        text.format(project=project, codebook=overview.codebook, coder=overview.coders[0].name)
    )


@click.command(cls=Command, help=N_("Tell what a project holds and how far its coders are."))
@click.argument("project", type=PATH)
@output.json_option
def info(project: Path, as_json: bool) -> None:
    """Run ``annotator info``."""
    with Session.reading(project) as session:
        overview = overview_of(session)
    if as_json:
        output.show_json(output.plain(overview))
    else:
        show_overview(overview)


def show_overview(overview: Overview) -> None:
    """Print what a project holds."""
    output.show_rows(
        [
            (_("Project"), str(overview.path)),
            *([(_("Parcel"), info_words(overview.parcel))] if overview.parcel else []),
            (_("Codebook"), overview.codebook),
            (_("Articles"), str(overview.documents)),
            *([(_("Earlier versions"), str(overview.replaced))] if overview.replaced else []),
        ]
    )
    output.show()
    head = (_("Coder"), _("done"), _("in progress"), _("not begun"), _("marks"), _("relations"))
    rows: list[tuple[str | int, ...]] = [head]
    rows += [
        (
            one.name,
            one.progress[Progress.DONE],
            one.progress[Progress.IN_PROGRESS],
            one.progress[Progress.NEW],
            one.spans,
            one.relations,
        )
        for one in overview.coders
    ]
    output.show_rows(rows)
    total = sum((Counter(one.labels) for one in overview.coders), Counter())
    if total:
        output.show()
        output.show_rows([(_("Label"), _("marks")), *sorted(total.items())])


@click.command("open", cls=Command, help=N_("Open the window, on a project or where you were."))
@click.argument("project", type=PATH, required=False)
@click.pass_context
def open_(ctx: click.Context, project: Path | None) -> None:
    """Run ``annotator open``."""
    ctx.exit(window.open_window(project))


@click.command(
    "run-sample",
    cls=Command,
    hidden=True,
    help=N_("Open the sample project; without a display, make, export and draw it."),
)
@click.pass_context
def run_sample(ctx: click.Context) -> None:
    """Run ``annotator run-sample``."""
    if window.has_display():
        project = sample.make_sample(data_folder() / "sample.annot")
        ctx.exit(window.open_window(project))
    output.show(_("There is no display here, so the same is done without a window."))
    with TemporaryDirectory(prefix="annotator-sample-") as folder:
        _show_sample(sample.make_sample(Path(folder) / "sample.annot"))


def _show_sample(project: Path) -> None:
    exports = sample.exports_folder()
    with Session.open(project) as session:
        report = export_jsonl(session.context, exports / "sample.jsonl", ExportChoice())
        show_overview(overview_of(session))
    window.draw_window(project, exports / "sample.png")
    output.show()
    output.show_rows(
        [
            (_("Exported"), str(report.path), f"sha256 {report.sha256}"),
            (_("Drawn"), str(exports / "sample.png")),
        ]
    )
