"""Commands that keep a project safe: back it up, go back to a backup."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from annotator.cli import output
from annotator.cli.meter import Meter
from annotator.cli.projects import PATH
from annotator.cli.translated import Command, option
from annotator.workbench import backing_up
from annotator.workbench.backing_up import Backup, Keeper, keeping_of
from annotator.workbench.backup_words import (
    count_words,
    reason_words,
    restored_words,
    size_words,
)
from annotator.workbench.language import N_, _, number
from annotator.workbench.session import Session
from annotator.workbench.settings import Settings

_list_option = option("--list", "is_listing", is_flag=True, help=N_("Only list the backups."))


@click.command(
    cls=Command, help=N_("Back a project up: a verified copy, beside those made while working.")
)
@click.argument("project", type=PATH)
@option("--to", "target", type=PATH, metavar="FOLDER|FILE", help=N_("Write the copy here instead."))
@_list_option
@output.json_option
def backup(project: Path, target: Path | None, is_listing: bool, as_json: bool) -> None:
    """Run ``annotator backup``."""
    keeping = keeping_of(Settings())
    if is_listing:
        _show_backups(backing_up.list_backups(project, keeping), as_json=as_json)
        return
    with Session.reading(project) as session, Meter(_("Backing up"), is_quiet=as_json) as meter:
        if target is not None:
            report = backing_up.back_up_to(session.project, target, meter)
        else:
            report = Keeper(session.project, keeping).back_up(backing_up.BY_HAND, meter)
    if as_json:
        output.show_json(output.plain(report))
        return
    text = _("Backed up and checked: {file} ({size}).")
    output.show(text.format(file=report.path, size=size_words(report.size)))
    if report.thinned:
        text = _("Older backups that went, as newer ones hold everything: {count}")
        output.show(text.format(count=number(len(report.thinned))))


@click.command(
    cls=Command,
    help=N_("Go back to a backup; without one, list them. The project as it is now is kept."),
)
@click.argument("project", type=PATH)
@click.argument("backup", required=False, metavar="[FILE|TIME]")
@_list_option
@output.json_option
def restore(project: Path, backup: str | None, is_listing: bool, as_json: bool) -> None:
    """Run ``annotator restore``."""
    keeping = keeping_of(Settings())
    if backup is None or is_listing:
        _show_backups(backing_up.list_backups(project, keeping), as_json=as_json)
        return
    found = [] if Path(backup).is_file() else backing_up.list_backups(project, keeping)
    chosen = backing_up.choose_backup(found, backup)
    with Meter(_("Going back"), is_quiet=as_json) as meter:
        done = backing_up.restore(project, chosen, keeping, datetime.now(UTC), meter)
    if as_json:
        output.show_json({"backup": chosen, **output.plain(done)})
    elif done is not None:
        output.show(restored_words(done.set_aside))


def _show_backups(backups: list[Backup], *, as_json: bool) -> None:
    if as_json:
        output.show_json({"backups": backups})
        return
    if not backups:
        output.show(_("There is no backup of this project yet."))
        return
    output.show_rows([(_("Time"), _("Why"), _("Size"), _("Holds")), *map(_row, backups)])
    output.show()
    output.show(_("They lie in {folder}.").format(folder=backups[0].path.parent))


def _row(one: Backup) -> tuple[str, ...]:
    holds = _("cannot be read") if one.fault else count_words(one.documents, one.spans)
    return backing_up.local_time(one), reason_words(one.reason), size_words(one.size), holds
