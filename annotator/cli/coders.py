"""Commands on people: who is in a project, what they do, what they code a second time."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli import output
from annotator.cli.acting import as_option, opened
from annotator.cli.projects import PATH
from annotator.cli.translated import Command, option
from annotator.model.assignment import Role
from annotator.model.coder import folded_name
from annotator.workbench.assignment_grid import CoderTotal
from annotator.workbench.context import Context
from annotator.workbench.language import N_, _, number, short_date
from annotator.workbench.people import GIVEN, add_person, find_person, role_word, set_role
from annotator.workbench.progress import progress_by_coder
from annotator.workbench.recoding import RecodingPlan, apply_recoding, plan_recoding
from annotator.workbench.session import Session


@click.command(
    cls=Command,
    help=N_("Tell who codes in a project, what their role is and how far they are; change that."),
)
@click.argument("project", type=PATH)
@click.argument("name", required=False)
@option(
    "--role",
    type=click.Choice([one.value for one in GIVEN]),
    help=N_("Give this person a role: leads and adjudicators hand out work and decide."),
)
@option("--add", "is_new", is_flag=True, help=N_("Add somebody of this name to the project."))
@as_option
@output.json_option
def coder(project: Path, name: str | None, as_json: bool, **asked: str | None) -> None:
    """Run ``annotator coder``."""
    is_change = bool(asked["role"] or asked["is_new"])
    if is_change:
        if name is None:
            raise click.UsageError(_("--role and --add are about somebody: give a name as well."))
        with opened(project, asked["acting"]) as session:
            _change(session.context, name, asked["role"], is_new=bool(asked["is_new"]))
            totals = progress_by_coder(session.context)
    else:
        with Session.reading(project) as session:
            totals = progress_by_coder(session.context)
            if name is not None:
                find_person(session.context, name)
    if name is not None:
        totals = tuple(one for one in totals if folded_name(one.coder.name) == folded_name(name))
    if as_json:
        output.show_json({"project": str(project), "coders": [told(one) for one in totals]})
    else:
        show_coders(totals)


def _change(context: Context, name: str, role: str | None, *, is_new: bool) -> None:
    if is_new:
        add_person(context, name, Role(role or Role.CODER))
    else:
        set_role(context, find_person(context, name).id, Role(str(role)))


def told(total: CoderTotal) -> dict[str, object]:
    """Return what JSON says of a coder."""
    who = total.coder
    return {
        "name": who.name,
        "coder_id": who.key,
        "role": who.role,
        "assigned": total.assigned,
        "in_progress": total.begun,
        "done": total.done,
        "locked": total.locked,
        "finished": total.finished,
        "marks": total.spans,
    }


def show_coders(totals: tuple[CoderTotal, ...]) -> None:
    """Print who codes and how far each of them is."""
    head = (
        _("Coder"),
        _("Role"),
        _("assigned"),
        _("in progress"),
        _("done"),
        _("locked"),
        _("finished in all"),
        _("marks"),
    )
    rows: list[tuple[str | int, ...]] = [head]
    rows += [
        (
            one.coder.name,
            _(role_word(one.coder.role)),
            one.assigned,
            one.begun,
            one.done,
            one.locked,
            one.finished,
            one.spans,
        )
        for one in totals
    ]
    output.show_rows(rows)


@click.command(
    cls=Command,
    help=N_(
        "Serve a coder a share of what they have finished a second time, after some days and "
        "without the earlier marks."
    ),
)
@click.argument("project", type=PATH)
@option("--coder", "name", required=True, metavar="NAME", help=N_("Who codes again."))
@option(
    "--share",
    type=float,
    required=True,
    metavar="SHARE",
    help=N_("How much of what is finished, from 0 to 1 (0.1 is a tenth)."),
)
@option(
    "--after-days",
    "days",
    type=int,
    required=True,
    metavar="DAYS",
    help=N_("How many days after an article was finished it is served again."),
)
@option("--seed", type=int, default=0, metavar="N", help=N_("Which articles, by lot; usually 0."))
@option("--dry-run", is_flag=True, help=N_("Only tell what would be served."))
@as_option
@output.json_option
def recode(project: Path, name: str, as_json: bool, dry_run: bool, **asked: object) -> None:
    """Run ``annotator recode``."""
    acting = asked.pop("acting")
    with opened(project, str(acting) if acting else None) as session:
        who = find_person(session.context, name).id
        plan = plan_recoding(session.context, who, **asked)  # type: ignore[arg-type]
        rows = session.finding.rows([one.document_id for one in plan.assignments])
        keys = {one.id: one.key for one in rows}
        if not dry_run:
            apply_recoding(session.context, plan)
    served = [(keys[one.document_id], one.since or "") for one in plan.assignments]
    if as_json:
        output.show_json(
            {
                "is_applied": not dry_run,
                "coder": plan.coder.name,
                "again": plan.again.name,
                "finished": plan.finished,
                "earlier": plan.earlier,
                "articles": [{"doc_id": key, "since": since} for key, since in served],
            }
        )
        return
    _show_plan(plan, served)
    if dry_run:
        output.show(_("This was a dry run; the project is as it was."))


def _show_plan(plan: RecodingPlan, served: list[tuple[str, str]]) -> None:
    text = _("{coder} codes again as {again}: {count} of {finished} finished, {earlier} before.")
    output.show(
        text.format(
            coder=plan.coder.name,
            again=plan.again.name,
            count=number(len(served)),
            finished=number(plan.finished),
            earlier=number(plan.earlier),
        )
    )
    output.show_rows([(key, short_date(since)) for key, since in served])
