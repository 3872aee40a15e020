"""Commands and options whose help is in the language in use when it is shown.

Click keeps help as text from the moment a command is defined, which is before the language is
known.  Here that text is the English sentence, and each showing translates it.
"""

from __future__ import annotations

import copy
import gettext
import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from annotator.workbench import language
from annotator.workbench.language import N_, _, ngettext

CLICK_WORDS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing command."),
    N_("No such option: {name}"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Option {name!r} does not take a value."),
    N_("required"),
    ngettext(
        "Option {name!r} requires an argument.",
        "Option {name!r} requires {nargs} arguments.",
        1,
    ),
    ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
    ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    ngettext(
        "Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1
    ),
)
"""What click itself says, in the forms of its several versions, so that our catalogue holds it."""

_Function = TypeVar("_Function", bound=Callable[..., Any])
_Named = TypeVar("_Named", click.Option, click.Command)


def speak(code: str) -> None:
    """Use a language from now on, for our sentences and for those that click makes."""
    language.set_language(code)
    gettext.bindtextdomain("annotator", str(language.FOLDER))
    gettext.textdomain("annotator")
    os.environ["LANGUAGE"] = language.language()


def _help(thing: click.Option | click.Command) -> str:
    """Return the help in the language in use."""
    text = thing.help or ""
    return _(text)


def _translated(thing: _Named) -> _Named:
    shown = copy.copy(thing)
    shown.help = _help(thing)
    return shown


class Option(click.Option):
    """An option with translated help."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's line of the help page."""
        return click.Option.get_help_record(_translated(self), ctx)


class Command(click.Command):
    """A command with translated help."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        click.Command.format_help_text(_translated(self), ctx, formatter)

    def get_short_help_str(self, limit: int = 0) -> str:
        """Return what the command does; the list of commands wraps it."""
        return _help(self)


class Group(click.Group):
    """A group of commands with translated help."""

    command_class = Command
    group_class = type

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the group is for."""
        click.Command.format_help_text(_translated(self), ctx, formatter)

    def get_short_help_str(self, limit: int = 0) -> str:
        """Return what the group is for."""
        return _help(self)


def option(*names: str, **settings: Any) -> Callable[[_Function], _Function]:
    """Return the decorator that gives a command an option with translated help."""
    return click.option(*names, cls=Option, **settings)
