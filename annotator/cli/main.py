"""The program ``annotator``: its commands, its language, and how it ends.

Exit codes: 0 all is well; 1 a finding or an error; 2 wrong use; 70 a mistake in the program; 130
stopped by the person; 141 whoever read the output left before its end.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NoReturn

import click

from annotator.cli import (
    agreement,
    assigning,
    checks,
    chronicle,
    coders,
    copies,
    correcting,
    exchange,
    output,
    parcels,
    progress,
    projects,
    safekeeping,
)
from annotator.cli.translated import Group, Option, option, speak
from annotator.model.errors import AnnotatorError
from annotator.model.version import VERSION
from annotator.workbench.language import LANGUAGES, N_, _, system_language
from annotator.workbench.settings import Settings

INTERRUPTED = 130
BROKEN_PIPE = 141
BUG = 70


class Program(Group):
    """The outermost group: chooses the language and says what went wrong."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Choose the language before anything is read, so that every sentence is in it."""
        speak(_asked_language(args) or Settings()["language"] or system_language())
        return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error of ours is a sentence and exit code 1."""
        try:
            return super().invoke(ctx)
        except AnnotatorError as error:
            output.show_error(error, ctx)
            ctx.exit(1)
        except BrokenPipeError:
            ctx.exit(_without_a_reader())


def _asked_language(arguments: Sequence[str]) -> str | None:
    for argument, following in pairwise([*arguments, ""]):
        name, _equals, value = argument.partition("=")
        if name == "--language":
            return value or following
    return None


@click.group(
    cls=Program,
    help=N_("Mark up articles by hand, in teams, against a codebook; export JSONL."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    VERSION,
    prog_name="annotator",
    message="%(prog)s %(version)s",
    cls=Option,
    help=N_("Show the version and exit."),
)
@option(
    "--language",
    type=click.Choice(list(LANGUAGES)),
    expose_value=False,
    help=N_("The language to speak: en or id."),
)
def program() -> None:
    """Run ``annotator``."""


for command in (
    projects.new,
    exchange.import_,
    exchange.export,
    correcting.correct,
    coders.coder,
    assigning.assign,
    progress.progress,
    coders.recode,
    parcels.parcel,
    copies.merge,
    copies.sync,
    copies.recover,
    agreement.agreement,
    checks.verify,
    chronicle.check,
    chronicle.history,
    projects.info,
    checks.codebook,
    safekeeping.backup,
    safekeeping.restore,
    projects.open_,
    projects.run_sample,
):
    program.add_command(command)


def main() -> NoReturn:
    """Run the command line and end the process."""
    output.prepare_streams()
    sys.exit(_run())


def _run() -> int:
    try:
        code = program.main(prog_name="annotator", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except BrokenPipeError:
        return _without_a_reader()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        return _report_bug(error)


def _without_a_reader() -> int:
    """Whoever read our output has left; what is still waiting must not complain either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE


def _report_bug(error: Exception) -> int:
    if os.environ.get("ANNOTATOR_TRACEBACK"):
        raise error
    output.complain(
        _(
            "Unexpected error: {error}. This is a mistake in the program, not yours; what was "
            "saved before is untouched. With ANNOTATOR_TRACEBACK=1 set, the same command shows "
            "where it happened."
        ).format(error=f"{type(error).__name__}: {error}")
    )
    return BUG
