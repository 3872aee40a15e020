"""What the commands print: tables and sentences for people, JSON for programs."""

from __future__ import annotations

import dataclasses
import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

import click

from annotator.cli.translated import option
from annotator.model.errors import AnnotatorError, InputError
from annotator.model.problem import Problem
from annotator.workbench import wording
from annotator.workbench.language import N_, _, number

_JSON_ASKED = "annotator.json"


def prepare_streams() -> None:
    """Write UTF-8 whatever the system's code page is; never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _remember(context: click.Context, _parameter: click.Parameter, value: bool) -> bool:
    if value:
        context.find_root().meta[_JSON_ASKED] = True
    return value


json_option = option(
    "--json",
    "as_json",
    is_flag=True,
    callback=_remember,
    help=N_("Print one JSON object, for other programs."),
)


def is_json_asked(context: click.Context) -> bool:
    """Tell whether the command was asked for JSON."""
    return bool(context.find_root().meta.get(_JSON_ASKED))


def show(text: str = "") -> None:
    """Print a line of the result."""
    click.echo(text)


def complain(text: str) -> None:
    """Print a line about what went wrong; it does not mix with the result."""
    click.echo(text, err=True)


def show_json(value: Mapping[str, Any]) -> None:
    """Print an object as JSON."""
    click.echo(json.dumps(plain(value), ensure_ascii=False, indent=1, allow_nan=False))


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if isinstance(value, Problem):
        return problem_fields(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return str(value) if isinstance(value, Path) else _scalar(value)


def _scalar(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def problem_fields(problem: Problem) -> dict[str, Any]:
    """Return a problem as JSON: its code and place, the value found, and the sentence."""
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "field": place.field,
        "value": plain(problem.value),
        "message": wording.sentence(problem),
    }


def show_rows(rows: Sequence[Sequence[str | int]]) -> None:
    """Print a table; numbers stand to the right."""
    texts = [[number(cell) if isinstance(cell, int) else cell for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in texts if i < len(row)) for i in range(_columns(rows))]
    for row, shown in zip(rows, texts, strict=True):
        cells = [
            text.rjust(widths[i]) if isinstance(row[i], int) else text.ljust(widths[i])
            for i, text in enumerate(shown)
        ]
        show("  ".join(cells).rstrip())


def _columns(rows: Sequence[Sequence[str | int]]) -> int:
    return max((len(row) for row in rows), default=0)


def show_problems(
    problems: Iterable[Problem], count: int | None = None, *, is_error: bool = False
) -> None:
    """Print each problem on its line, and how many more there are."""
    say = complain if is_error else show
    listed = 0
    for problem in problems:
        say(wording.full_sentence(problem))
        listed += 1
    if count is not None and count > listed:
        say(_("… and {count} more").format(count=number(count - listed)))


def show_error(error: AnnotatorError, context: click.Context) -> None:
    """Print what went wrong: as a sentence, and as JSON where JSON was asked for."""
    message = wording.error_sentence(error)
    file = str(error.fields.get("joined", ""))
    if file not in message:  # else it would be taken for the project itself
        message = f"{file}: {message}"
    complain(message)
    if is_json_asked(context):
        problems = error.problems if isinstance(error, InputError) else ()
        show_json({"error": error.code, "message": message, "problems": problems})
