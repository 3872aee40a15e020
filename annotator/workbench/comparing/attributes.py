"""The table of attributes: how often coders answered the same, and how far beyond chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from annotator.model.identity import Id
from annotator.workbench.comparing.number import Number, Source
from annotator.workbench.comparing.options import Target
from annotator.workbench.comparing.questions import attributes_of
from annotator.workbench.comparing.rows import AgreementRow, row_of


@dataclass(frozen=True, slots=True)
class AttributeLine:
    """One attribute of a label (None: a document field): the percentage, κ, and how many items."""

    label: str | None
    attribute: str
    n: int
    percent: AgreementRow
    kappa: AgreementRow


def attribute_lines(
    source: Source, coders: tuple[Id, ...], work_out: Callable[[Target], Number]
) -> tuple[AttributeLine, ...]:
    """Return the attributes that are compared, with Cohen's κ (Fleiss' for more than two coders).

    κ never stands without the percentage and n; its marginals are in ``kappa.marginals``.
    """
    chance = "cohen_kappa" if len(coders) == 2 else "fleiss_kappa"
    lines = []
    for label, name in attributes_of(source):
        target = Target("percent_agreement", coders, label, name)
        percent = row_of(source, work_out(target))
        kappa = row_of(source, work_out(replace(target, measure=chance)))
        lines.append(AttributeLine(label, name, percent.n_units, percent, kappa))
    return tuple(lines)
