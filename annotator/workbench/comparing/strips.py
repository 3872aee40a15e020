"""A strip for each article: its own number, and where in the text its coders differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.agreement.overlap import parts_of, united
from annotator.model.identity import Id
from annotator.workbench.comparing.behind import behind_of
from annotator.workbench.comparing.number import Number, Source
from annotator.workbench.comparing.passages import Kind
from annotator.workbench.comparing.shares import marks_of


class StripKind(StrEnum):
    """What a stretch of a strip shows."""

    DIFFERING = "differing"
    ONE_SIDED = "one_sided"
    OUTSIDE = "outside"
    """Text that a coder marked as out of scope."""


@dataclass(frozen=True, slots=True)
class StripPart:
    """A stretch of a text, half-open, in code points."""

    start: int
    end: int
    kind: StripKind


@dataclass(frozen=True, slots=True)
class Strip:
    """One article: its length in code points, its own value, and the parts to be shown.

    ``lack`` says why there is no value.
    """

    document: Id
    key: str
    title: str
    length: int
    value: float | None
    n_units: int
    parts: tuple[StripPart, ...]
    lack: str | None = None


def strips_of(source: Source, number: Number) -> tuple[Strip, ...]:
    """Return a strip for each document of a number, in the order of their keys."""
    parts: dict[Id, list[StripPart]] = {}
    for one in behind_of(source, number).passages:
        if one.share and one.end > one.start and one.kind not in (Kind.AGREED, Kind.MARKS):
            kind = StripKind.ONE_SIDED if one.kind is Kind.ONE_SIDED else StripKind.DIFFERING
            parts.setdefault(one.document, []).append(StripPart(one.start, one.end, kind))
    strips = []
    for article, own in zip(number.share.documents, number.summary.each, strict=True):
        shown = sorted(
            [*parts.get(article.id, ()), *_outside(source, article.id, number.share.coders)],
            key=lambda part: (part.start, part.end, part.kind),
        )
        strips.append(
            Strip(
                article.id,
                article.key,
                article.title,
                article.length,
                own.value,
                own.units,
                tuple(shown),
                str(own.lack) if own.value is None and own.lack else None,
            )
        )
    return tuple(strips)


def _outside(source: Source, document: Id, coders: Sequence[Id]) -> list[StripPart]:
    """Return the text that any of the coders called out of scope."""
    labels = {one.id for one in source.codebook.labels.values() if one.is_outside}
    found = [
        part
        for coder in coders
        for unit in marks_of(source.corpus, source.options, document, coder)
        if unit.label in labels
        for part in parts_of(unit)
    ]
    return [StripPart(start, end, StripKind.OUTSIDE) for start, end in united(found)]
