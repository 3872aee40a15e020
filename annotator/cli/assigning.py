"""The command that hands out work, by rule or by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from annotator.cli import output
from annotator.cli.acting import as_option, opened
from annotator.cli.projects import PATH
from annotator.cli.translated import Command, option
from annotator.model.identity import Id
from annotator.workbench.assigning import Assigning, Grid, Order, Plan, Rule
from annotator.workbench.assignment_rule import Pair
from annotator.workbench.context import Context
from annotator.workbench.correcting import find_document
from annotator.workbench.language import N_, _, number
from annotator.workbench.people import find_person

Step = Callable[[list[tuple[Id, Id]]], int]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asked for."""

    coders: str | None
    coder: str | None
    documents: tuple[str, ...]
    per_article: int | None
    stratify: str | None
    double_share: float | None
    seed: int
    order: str
    anew: bool
    step: str
    place: int | None


@click.command(
    cls=Command,
    help=N_(
        "Hand out articles: by rule to several coders (--coders), or by hand to one (--coder). "
        "What coders have marked is never touched."
    ),
)
@click.argument("project", type=PATH)
@option("--coders", metavar="NAMES", help=N_("By rule, to these coders: names with commas."))
@option("--coder", metavar="NAME", help=N_("By hand, to this coder."))
@option(
    "--documents",
    multiple=True,
    metavar="KEY",
    help=N_("An article by its id; may be given again. By rule without it: all articles."),
)
@option(
    "--per-article",
    type=int,
    metavar="N",
    help=N_("By rule: how many coders each article gets; usually 1."),
)
@option("--stratify", metavar="FIELD", help=N_("By rule: evenly within each value of a field."))
@option(
    "--double-share",
    type=float,
    metavar="SHARE",
    help=N_("By rule: only this share (0 to 1) gets several coders, two or --per-article."),
)
@option("--seed", type=int, default=0, metavar="N", help=N_("By rule: the lot; usually 0."))
@option(
    "--order",
    type=click.Choice([one.value for one in Order]),
    default=Order.LIST.value,
    help=N_("By rule: articles come to each coder as the list has them, or in random order."),
)
@option(
    "--anew",
    is_flag=True,
    help=N_("By rule: deal what nobody has begun anew; without it, what is assigned stays."),
)
@option("--remove", "step", flag_value="unassign", help=N_("By hand: take the articles back."))
@option(
    "--lock", "step", flag_value="lock", help=N_("By hand: close the work while it is reviewed.")
)
@option("--unlock", "step", flag_value="unlock", help=N_("By hand: open locked work again."))
@option("--reopen", "step", flag_value="reopen", help=N_("By hand: finished work is to go on."))
@option(
    "--place",
    type=click.IntRange(min=1),
    metavar="N",
    help=N_("By hand: put the articles at this place of the coder's order."),
)
@option("--dry-run", is_flag=True, help=N_("By rule: only tell who would get what."))
@as_option
@output.json_option
def assign(
    project: Path, dry_run: bool, acting: str | None, as_json: bool, **given: object
) -> None:
    """Run ``annotator assign``."""
    step = given.pop("step") or "assign"
    asked = Asked(**given, step=str(step))  # type: ignore[arg-type]
    _check(asked, dry_run=dry_run)
    with opened(project, acting) as session:
        if asked.coders is not None:
            told = _by_rule(session.context, asked, dry_run=dry_run, as_json=as_json)
        else:
            told = _by_hand(session.context, asked, as_json=as_json)
    if as_json:
        output.show_json({"project": str(project), **told})


def _check(asked: Asked, *, dry_run: bool) -> None:
    if (asked.coders is None) == (asked.coder is None):
        raise click.UsageError(_("Give either --coders or --coder."))
    by_rule = (asked.per_article, asked.stratify, asked.double_share)
    if asked.coders is None:
        if any(one is not None for one in by_rule) or asked.anew or dry_run:
            raise click.UsageError(_("This goes with --coders, not with --coder."))
        if not asked.documents:
            raise click.UsageError(_("Name the articles with --documents."))
    elif asked.step != "assign" or asked.place is not None:
        raise click.UsageError(_("This goes with --coder, not with --coders."))
    if asked.place is not None and asked.step != "assign":
        raise click.UsageError(_("--place goes with nothing else."))


def _by_hand(context: Context, asked: Asked, *, as_json: bool) -> dict[str, object]:
    assigning = Assigning(context)
    coder = find_person(context, str(asked.coder))
    documents = [find_document(context, key).id for key in asked.documents]
    if asked.place is not None:
        count = assigning.move(coder.id, documents, asked.place - 1)
    else:
        step: Step = getattr(assigning, asked.step)
        count = step([(one, coder.id) for one in documents])
    if not as_json:
        output.show(_("Changed: {count}").format(count=number(count)))
    return {"coder": coder.name, "step": asked.step, "changed": count}


def _by_rule(context: Context, asked: Asked, *, dry_run: bool, as_json: bool) -> dict[str, object]:
    assigning = Assigning(context)
    grid = assigning.grid()
    plan = assigning.plan(_rule(context, asked, grid))
    if not dry_run:
        assigning.apply(plan)
    names = {one.id: one.name for one in grid.coders}
    if as_json:
        keys = {line.document.id: line.document.key for line in grid.lines}
        return _told(plan, names, keys, is_applied=not dry_run)
    _show(plan, names)
    if dry_run:
        output.show(_("This was a dry run; the project is as it was."))
    return {}


def _rule(context: Context, asked: Asked, grid: Grid) -> Rule:
    people = [one.strip() for one in str(asked.coders).split(",") if one.strip()]
    if asked.documents:
        wanted = {find_document(context, key).id for key in asked.documents}
    else:
        wanted = {line.document.id for line in grid.lines}
    listed = [line.document.id for line in grid.lines if line.document.id in wanted]
    return Rule(
        per_document=1 if asked.per_article is None else asked.per_article,
        coders=tuple(dict.fromkeys(find_person(context, one).id for one in people)),
        documents=(*listed, *sorted(wanted - set(listed))),
        seed=asked.seed,
        stratify_by=asked.stratify,
        double_share=asked.double_share,
        keep_existing=not asked.anew,
        order=Order(asked.order),
    )


def _show(plan: Plan, names: dict[Id, str]) -> None:
    loads, new = plan.loads(), plan.new()
    strata = _strata(plan)
    head = (_("Coder"), _("new"), _("in all"), *strata)
    rows: list[tuple[str | int, ...]] = [head]
    for coder in sorted(loads, key=lambda one: names[one]):
        load = loads[coder]
        rows.append((names[coder], new[coder], load.total(), *(load[one] for one in strata)))
    output.show_rows(rows)
    pairs = _pairs(plan, names)
    if pairs:
        output.show()
        output.show_rows([(_("Both code"), _("articles")), *pairs])
    text = _("Articles: {count}; with more than one coder: {double}; taken back: {removed}.")
    output.show(
        text.format(
            count=number(len(plan.rule.documents)),
            double=number(len(plan.double)),
            removed=number(len(plan.removed)),
        )
    )


def _strata(plan: Plan) -> Sequence[str]:
    """Return the values of the field, none where there is no field."""
    return sorted(set(plan.strata.values())) if plan.rule.stratify_by else ()


def _pairs(plan: Plan, names: dict[Id, str]) -> list[tuple[str, int]]:
    def named(pair: Pair) -> str:
        return ", ".join(sorted(names[one] for one in pair))

    return sorted((named(pair), count) for pair, count in plan.shared().items())


def _told(
    plan: Plan, names: dict[Id, str], keys: dict[Id, str], *, is_applied: bool
) -> dict[str, object]:
    loads, new = plan.loads(), plan.new()
    return {
        "is_applied": is_applied,
        "articles": len(plan.rule.documents),
        "double": len(plan.double),
        "seed": plan.rule.seed,
        "coders": [
            {
                "name": names[coder],
                "new": new[coder],
                "all": load.total(),
                "strata": {one: load[one] for one in _strata(plan)},
            }
            for coder, load in sorted(loads.items(), key=lambda item: names[item[0]])
        ],
        "shared": [
            {"coders": sorted(names[one] for one in pair), "articles": count}
            for pair, count in sorted(plan.shared().items())
        ],
        "added": [[keys[document], names[coder]] for document, coder in plan.added],
        "removed": [[keys[document], names[coder]] for document, coder in plan.removed],
    }
