"""Coders by coders: the number of each two, what they share, and what each has alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from annotator.model.coder import Coder
from annotator.model.identity import Id
from annotator.workbench.comparing.number import Number, Source
from annotator.workbench.comparing.options import Target
from annotator.workbench.comparing.questions import people_of
from annotator.workbench.comparing.rows import AgreementRow, row_of
from annotator.workbench.comparing.shares import marks_of

Pair = tuple[Id, Id]


@dataclass(frozen=True, slots=True)
class Cell:
    """Two coders: their number, and (of measures that count things) what stands behind it.

    ``shared`` is what both have, ``only_first`` and ``only_second`` what one of them has; None
    where the measure does not count pairs.
    """

    row: AgreementRow
    shared: int | None = None
    only_first: int | None = None
    only_second: int | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """What one coder has: the documents that count, and the marks on them."""

    coder: Id
    name: str
    n_documents: int
    n_units: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """All pairs of some coders; ``cells`` are by the pair in the order of ``own``."""

    measure: str
    own: tuple[Own, ...]
    cells: Mapping[Pair, Cell]

    def cell(self, first: Id, second: Id) -> Cell | None:
        """Return the cell of two coders, in whichever order they are given."""
        return self.cells.get((first, second)) or self.cells.get((second, first))


def matrix_of(source: Source, target: Target, work_out: Callable[[Target], Number]) -> Matrix:
    """Return the numbers of all pairs of the coders that a question names.

    ``target`` says which number, of whichever coders; ``work_out`` gives the number of a pair.
    """
    people = people_of(source)
    cells = {
        pair: cell_of(source, work_out(replace(target, coders=pair)))
        for pair in combinations([one.id for one in people], 2)
    }
    own = tuple(_own(source, one, target.label) for one in people)
    return Matrix(target.measure, own, cells)


def cell_of(source: Source, number: Number) -> Cell:
    """Return a number of two coders with what they share."""
    row, counts = row_of(source, number), number.summary.pooled.counts
    if "both" not in counts:
        return Cell(row)
    return Cell(row, round(counts["both"]), round(counts["only_a"]), round(counts["only_b"]))


def _own(source: Source, coder: Coder, label: str | None) -> Own:
    corpus, options = source.corpus, source.options
    wanted = {label} if label is not None else set(options.labels)
    documents = units = 0
    for article in source.choice.articles:
        if not source.is_ready(article.id, coder.id):
            continue
        documents += 1
        some = marks_of(corpus, options, article.id, coder.id)
        units += sum(unit.label in wanted for unit in some) if wanted else len(some)
    return Own(coder.id, coder.name, documents, units)
