"""The rows of the agreement: each number with everything that has to stand beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.agreement.summary import MEASURES
from annotator.model.measurement import Interval, Measurement
from annotator.workbench.comparing.measure_words import NO_COMMON
from annotator.workbench.comparing.number import Number, Source, Told
from annotator.workbench.comparing.options import Target
from annotator.workbench.comparing.questions import targets_of
from annotator.workbench.comparing.shares import Excluded
from annotator.workbench.language import _
from annotator.workbench.provenance import GOLD_NAME


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One number of the agreement.

    ``value`` is None with a ``lack`` (the reason).  ``label`` and ``attribute`` are None for all
    labels and for no attribute; ``coders`` are names.  ``n_documents`` counts the documents that
    the coders have in common, ``n_units`` what the measure counts (its definition says what).
    ``counts`` are the parts of the formula by name, the marginals among them.  ``target`` is what
    the list behind the number is asked with.
    """

    measure: str
    label: str | None
    attribute: str | None
    coders: tuple[str, ...]
    value: float | None
    interval: Interval | None
    n_documents: int
    n_units: int
    excluded: tuple[Excluded, ...]
    definition: str
    lack: str | None = None
    counts: Mapping[str, float] = field(default_factory=dict)
    target: Target = Target("", ())

    @property
    def marginals(self) -> dict[str, float]:
        """Return how often each coder gave each answer (``a:yes``), where answers are counted."""
        return {name: count for name, count in self.counts.items() if ":" in name}


def plain_row(row: AgreementRow) -> dict[str, Any]:
    """Return a row as plain JSON; ``lack`` is there only where the value is not."""
    interval = row.interval
    plain: dict[str, Any] = {
        "measure": row.measure,
        "label": row.label,
        "attribute": row.attribute,
        "coders": list(row.coders),
        "value": row.value,
        "interval": None if interval is None else _plain_interval(interval),
        "n_documents": row.n_documents,
        "n_units": row.n_units,
        "excluded": [{"reason": str(one.reason), "count": one.count} for one in row.excluded],
        "definition": row.definition,
    }
    if row.value is None:
        plain["lack"] = row.lack
    return plain


def _plain_interval(interval: Interval) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "low": interval.low,
        "high": interval.high,
        "draws": interval.draws,
        "seed": interval.seed,
    }
    if interval.lack:
        plain["lack"] = interval.lack
    if interval.undefined:
        plain["undefined"] = interval.undefined
    return plain


WorkOut = Callable[[Target, Told | None], Number]
"""Gives the number that is asked for, and tells how far it is."""


def agreement_rows_of(
    source: Source, work_out: WorkOut, told: Told | None = None
) -> list[AgreementRow]:
    """Return every number that a question asks for, each as ``work_out`` gives it.

    ``told`` is called with numbers done and in all; where it returns False, Stopped is raised.
    """
    targets = targets_of(source)
    rows = []
    for done, target in enumerate(targets):
        inner = None if told is None else _part(told, done, len(targets))
        rows.append(row_of(source, work_out(target, inner)))
    return rows


_FINE = 100


def _part(told: Told, done: int, total: int) -> Told:
    """Return what tells of the documents of one number as a part of all numbers."""

    def tell(step: int, steps: int) -> bool:
        return told(done * _FINE + step * _FINE // max(1, steps), total * _FINE)

    return tell


def row_of(source: Source, number: Number) -> AgreementRow:
    """Return a number with what stands beside it."""
    target, share = number.target, number.share
    pooled = number.summary.pooled
    # Whoever is not among the people is the gold, before anything was decided.
    people = source.corpus.people
    value = pooled.value
    return AgreementRow(
        target.measure,
        target.label,
        target.attribute,
        tuple(people[one].name if one in people else GOLD_NAME for one in target.coders),
        value,
        None if value is None else number.summary.interval,
        len(share.documents),
        pooled.units,
        number.excluded,
        _(MEASURES[target.measure].definition),
        None if value is not None else lack_of(number, pooled),
        pooled.counts,
        target,
    )


def lack_of(number: Number, pooled: Measurement) -> str:
    """Return why a number has no value."""
    if not number.share.documents:
        return NO_COMMON
    return str(pooled.lack or "nothing")
