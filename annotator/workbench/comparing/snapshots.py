"""Views of the agreement that are kept, so that a printed number can be opened again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotator.model.change import Operation
from annotator.model.errors import InputError
from annotator.model.identity import Id
from annotator.model.review import Snapshot
from annotator.store.review_rows import snapshot_value
from annotator.store.reviews import list_snapshots
from annotator.workbench.comparing.comparing import Comparing
from annotator.workbench.comparing.corpus import inputs_hash
from annotator.workbench.comparing.number import Source
from annotator.workbench.comparing.options import Options, plain_options, read_options
from annotator.workbench.comparing.questions import groups_of
from annotator.workbench.comparing.rows import AgreementRow, plain_row
from annotator.workbench.context import Context


@dataclass(frozen=True, slots=True)
class KeptView:
    """A view as it was kept, and whether the same question would be about the same marks now.

    ``rows`` are plain JSON, as ``annotator agreement --json`` prints them.  ``has_changed`` tells
    that texts, marks, answers, status or coders are not what they were, nor (where the question
    names days) when they were done; ``has_new_codebook`` that the codebook in force is another
    version than ``codebook``.
    """

    snapshot: Snapshot
    options: Options
    rows: tuple[Mapping[str, Any], ...]
    codebook: str
    has_changed: bool
    has_new_codebook: bool


def keep_snapshot(
    context: Context,
    comparing: Comparing,
    name: str,
    options: Options,
    rows: Sequence[AgreementRow] | None = None,
) -> Snapshot:
    """Keep a question with its numbers under a name; ``rows`` are worked out where not given.

    Raises InputError ``snapshot_needs_name``, and what ``Comparing.rows`` raises.
    """
    called = name.strip()
    if not called:
        raise InputError("snapshot_needs_name")
    shown = comparing.rows(options) if rows is None else rows
    body = {
        "options": plain_options(options),
        "inputs": _inputs(comparing.source(options)),
        "codebook": _version(context),
        "rows": [plain_row(row) for row in shown],
    }
    snapshot = Snapshot(context.project.make_id(), called, context.project.now(), body)
    operation = Operation("snapshot", snapshot.id, snapshot_value(snapshot))
    context.perform("keep_snapshot", [operation], {"name": called})
    return snapshot


def delete_snapshot(context: Context, snapshot: Snapshot) -> None:
    """Delete a kept view; undo brings it back."""
    operation = Operation("snapshot", snapshot.id, None)
    context.perform("delete_snapshot", [operation], {"name": snapshot.name})


def kept_snapshots(context: Context) -> list[Snapshot]:
    """Return the views that were kept, the oldest first."""
    return list_snapshots(context.project)


def open_snapshot(context: Context, comparing: Comparing, snapshot: Snapshot) -> KeptView:
    """Return a kept view as it was, and whether its inputs have changed since."""
    body: Mapping[str, Any] = snapshot.body
    options = read_options(body["options"])
    return KeptView(
        snapshot,
        options,
        tuple(body["rows"]),
        str(body["codebook"]),
        _has_changed(comparing, options, str(body["inputs"])),
        str(body["codebook"]) != _version(context),
    )


def _has_changed(comparing: Comparing, options: Options, inputs: str) -> bool:
    try:
        return _inputs(comparing.source(options)) != inputs
    except InputError:  # a coder or an article that was asked for is not there any more
        return True


def _inputs(source: Source) -> str:
    people: set[Id] = {coder for group in groups_of(source) for coder in group}
    documents = [one.id for one in source.choice.articles]
    with_days = bool(source.options.first_day or source.options.last_day)
    return inputs_hash(source.corpus, documents, sorted(people), with_days=with_days)


def _version(context: Context) -> str:
    return f"{context.codebook.id} {context.codebook.version}"
