"""The command that tells how far coders agree."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli import output
from annotator.cli.meter import Meter
from annotator.cli.projects import PATH
from annotator.cli.translated import Command, option
from annotator.workbench.language import LANGUAGES, N_, _, number
from annotator.workbench.session import Session

if TYPE_CHECKING:  # numpy is slow to import, and only this command needs it
    from annotator.workbench.comparing.comparing import Comparing
    from annotator.workbench.comparing.options import Options
    from annotator.workbench.comparing.passages import Behind
    from annotator.workbench.comparing.rows import AgreementRow

FIGURES = ("intervals", "matrix", "strips")
SHOWN = 50
"""How many passages of a list are printed for people; JSON has all of them."""


def _parts(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> tuple[str, ...]:
    return tuple(one.strip() for one in (value or "").split(",") if one.strip())


def _equal(
    _context: click.Context, _parameter: click.Parameter, values: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    pairs = [value.partition("=") for value in values]
    if any(not equals for _name, equals, _value in pairs):
        raise click.BadParameter(_("Write it as NAME=VALUE."))
    return tuple((name.strip(), value.strip()) for name, _equals, value in pairs)


DAY = click.DateTime(["%Y-%m-%d"])


@click.command(
    cls=Command,
    help=N_("Tell how far coders agree: F1 of marks and relations, κ and α of answers, and more."),
)
@click.argument("project", type=PATH)
@option("--coders", callback=_parts, metavar="A,B", help=N_("Only these, by name or id."))
@option("--label", "labels", multiple=True, metavar="ID", help=N_("Only this; may be given again."))
@option("--attribute", metavar="ID", help=N_("Only the answers to this, a field of articles too."))
@option(
    "--measure",
    "measures",
    multiple=True,
    metavar="ID",
    help=N_("This measure (span_f1_exact, cohen_kappa, gamma …); may be given again."),
)
@option(
    "--table",
    type=click.Choice(["coders", "gold", "again"]),
    default="coders",
    help=N_("With whom: each other (coders), the adjudicated marks, or themselves later (again)."),
)
@option(
    "--document",
    "documents",
    multiple=True,
    metavar="KEY",
    help=N_("Only this article, by its id."),
)
@option(
    "--where",
    "meta",
    multiple=True,
    callback=_equal,
    metavar="NAME=VALUE",
    help=N_("Only articles whose metadata say so."),
)
@option("--from", "first_day", type=DAY, metavar="DAY", help=N_("Only articles done from then."))
@option("--to", "last_day", type=DAY, metavar="DAY", help=N_("Only articles done until then."))
@option(
    "--finished-only/--all",
    "finished_only",
    default=None,
    help=N_(
        "Count articles that all coders compared have finished, or all that they have begun; "
        "without either, the finished ones if there are any."
    ),
)
@option("--no-suggested", is_flag=True, help=N_("Leave out marks that were suggested."))
@option("--no-bulk", is_flag=True, help=N_("Leave out marks that were made many at a time."))
@option(
    "--with-ignored",
    is_flag=True,
    help=N_("Also attributes that the codebook keeps out of agreement."),
)
@option(
    "--seed",
    type=click.IntRange(min=0),
    metavar="N",
    help=N_("What the intervals are drawn with."),
)
@option("--draws", type=click.IntRange(min=1), metavar="N", help=N_("How often they are drawn."))
@option("--csv", type=PATH, metavar="FILE", help=N_("Write the rows as CSV."))
@option("--latex", type=PATH, metavar="FILE", help=N_("Write the rows as a LaTeX table."))
@option("--svg", type=PATH, metavar="FILE", help=N_("Draw a figure."))
@option(
    "--figure",
    type=click.Choice(FIGURES),
    default="intervals",
    help=N_("Which figure: the intervals of the rows, the matrix of coders, or article strips."),
)
@option("--methods", is_flag=True, help=N_("Print the paragraph for a paper."))
@option("--behind", is_flag=True, help=N_("List the passages behind the first number."))
@option("--keep", metavar="NAME", help=N_("Keep the numbers in the project under a name."))
@output.json_option
def agreement(project: Path, as_json: bool, **asked: Any) -> None:
    """Run ``annotator agreement``."""
    keep = asked.pop("keep")
    files = {name: asked.pop(name) for name in ("csv", "latex", "svg", "figure")}
    wanted = {name: asked.pop(name) for name in ("methods", "behind")}
    opened = Session.reading(project) if keep is None else Session.open(project)
    with opened as session, Meter(_("Comparing"), is_quiet=as_json) as meter:
        if asked["finished_only"] is None:
            asked["finished_only"] = _are_finished(session)
        told = _Told(session, _options(asked), meter)
        if keep is not None:
            told.keep(keep)
        told.write(files)
        told.show(as_json=as_json, **wanted)


def _are_finished(session: Session) -> bool:
    """Tell whether to count finished articles only, and say so where there are none."""
    from annotator.workbench.comparing.comparing import Comparing

    if Comparing(session.context).has_finished_together():
        return True
    output.complain(
        _("No article is finished by two coders, so all that they have begun are counted.")
    )
    return False


def _options(asked: dict[str, Any]) -> Options:
    from annotator.workbench.comparing.options import DRAWS, SEED, Options, Table

    for name in ("first_day", "last_day"):
        asked[name] = asked[name].date().isoformat() if asked[name] else None
    seed, draws = asked.pop("seed"), asked.pop("draws")
    return Options(
        table=Table(asked.pop("table")),
        with_suggested=not asked.pop("no_suggested"),
        with_bulk=not asked.pop("no_bulk"),
        seed=SEED if seed is None else seed,
        draws=draws or DRAWS,
        **asked,
    )


class _Told:
    """The numbers of one question, and the ways in which they are told."""

    def __init__(self, session: Session, options: Options, meter: Meter) -> None:
        from annotator.workbench.comparing.comparing import Comparing

        self._session, self._options = session, options
        self._comparing: Comparing = Comparing(session.context)
        self._rows: list[AgreementRow] = self._comparing.rows(options, meter)

    def keep(self, name: str) -> None:
        from annotator.workbench.comparing.snapshots import keep_snapshot

        keep_snapshot(self._session.context, self._comparing, name, self._options, self._rows)

    def write(self, files: dict[str, Any]) -> None:
        """Write the files that were asked for, each whole or not at all."""
        from annotator.workbench.comparing import tables
        from annotator.workbench.exporting import write_text

        codebook = self._session.codebook
        if files["csv"]:
            write_text(files["csv"], tables.rows_csv(self._rows))
        if files["latex"]:
            table = tables.rows_table(self._rows, codebook)
            write_text(files["latex"], tables.table_latex(table, self._methods()))
        if files["svg"]:
            write_text(files["svg"], self._figure(files["figure"]))

    def _figure(self, kind: str) -> str:
        from annotator.workbench.comparing import figures

        if kind == "intervals" or not self._rows:
            return figures.intervals_svg(self._rows, self._session.codebook)
        target = self._first_asked().target
        if kind == "matrix":
            return figures.matrix_svg(
                self._comparing.matrix(
                    self._options,
                    target.measure,
                    label=target.label,
                    attribute=target.attribute,
                )
            )
        return figures.strips_svg(self._comparing.strips(target, self._options))

    def _methods(self, code: str | None = None) -> str:
        from annotator.workbench.comparing.methods import methods_paragraph

        return methods_paragraph(self._comparing.source(self._options), self._rows, code)

    def show(self, *, as_json: bool, methods: bool, behind: bool) -> None:
        """Print the numbers, and what was asked for besides."""
        found = None
        if behind and self._rows:
            found = self._comparing.behind(self._first_asked().target, self._options)
        if as_json:
            self._show_json(methods=methods, behind=found)
            return
        _show_rows(self._rows, self._session)
        if methods:
            output.show()
            output.show(self._methods())
        if found is not None:
            output.show()
            _show_behind(found)

    def _first_asked(self) -> AgreementRow:
        """Return the first number; of measures asked for, and not the percentage beside κ."""
        asked = self._options.measures
        return next((row for row in self._rows if row.measure in asked), self._rows[0])

    def _show_json(self, *, methods: bool, behind: Behind | None) -> None:
        from annotator.workbench.comparing.options import plain_options
        from annotator.workbench.comparing.passages import plain_behind
        from annotator.workbench.comparing.rows import plain_row

        shown: dict[str, Any] = {
            "options": plain_options(self._options),
            "rows": [plain_row(row) for row in self._rows],
        }
        if methods:
            shown["methods"] = {code: self._methods(code) for code in LANGUAGES}
        if behind is not None:
            people = self._comparing.corpus().people
            names = {identity: coder.name for identity, coder in people.items()}
            shown["behind"] = plain_behind(behind, names)
        output.show_json(shown)


def _show_rows(rows: Sequence[AgreementRow], session: Session) -> None:
    from annotator.workbench.comparing.tables import rows_table

    if not rows:
        output.show(_("Nobody coded anything twice, so there is nothing to compare."))
        return
    told = [row for row in rows if row.lack != "no_common_article"]
    table = rows_table(told or rows[:1], session.codebook)
    output.show_rows([table.head, *table.rows])
    _show_marginals(told)
    _show_excluded(told or rows[:1])
    if len(told) < len(rows):
        output.show()
        groups = dict.fromkeys(row.coders for row in rows if row not in told)
        text = _("Without a common article: {coders}. --all counts unfinished articles too.")
        output.show(text.format(coders="; ".join(" × ".join(group) for group in groups)))


def _show_marginals(rows: Sequence[AgreementRow]) -> None:
    """Print how often each coder gave each answer: κ means nothing without it."""
    places = dict.fromkeys((row.label, row.attribute) for row in rows if row.marginals)
    if not places:
        return
    output.show()
    output.show(_("How often each answer was given"))
    lines = []
    for label, attribute in places:
        row = next(one for one in rows if (one.label, one.attribute) == (label, attribute))
        counts = ", ".join(f"{name} {number(count)}" for name, count in row.marginals.items())
        lines.append((f"{label or ''} {attribute}".strip(), counts))
    output.show_rows(lines)


def _show_excluded(rows: Sequence[AgreementRow]) -> None:
    from annotator.workbench.comparing.measure_words import reason_words

    left_out = dict.fromkeys(
        (row.label or "", row.attribute or "", one.reason, one.count)
        for row in rows
        for one in row.excluded
    )
    if not left_out:
        return
    output.show()
    output.show(_("Left out"))
    lines = [
        (count, reason_words(reason), f"{label} {attribute}".strip())
        for label, attribute, reason, count in left_out
    ]
    output.show_rows(lines)


def _show_behind(behind: Behind) -> None:
    from annotator.workbench.comparing.numerals import coefficient

    for one in behind.passages[:SHOWN]:
        share = coefficient(one.share, 4)
        output.show(f"{share}  {one.key}  {', '.join(one.labels)}  {one.quote}".rstrip())
    if len(behind.passages) > SHOWN:
        more = number(len(behind.passages) - SHOWN)
        output.show(_("… and {count} more").format(count=more))
    text = _("sum {sum} = 1 − {value}")
    total, value = coefficient(behind.total, 4), coefficient(behind.value, 4)
    if behind.value is not None:
        output.show(text.format(sum=total, value=value))
