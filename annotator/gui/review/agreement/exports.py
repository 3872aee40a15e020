"""What can be written of the agreement: tables as CSV and LaTeX, figures as SVG."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotator.gui.review.agreement.overview import Overview, PairView, Paragraph
from annotator.model.codebook import Codebook
from annotator.workbench.comparing.figures import intervals_svg, matrix_svg, strips_svg
from annotator.workbench.comparing.rows import AgreementRow
from annotator.workbench.comparing.tables import (
    confusion_table,
    matrix_table,
    rows_csv,
    rows_table,
    table_csv,
    table_latex,
)
from annotator.workbench.language import N_, language


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the page, from which files are made."""

    overview: Overview
    view: PairView
    paragraph: Paragraph
    codebook: Codebook

    @property
    def rows(self) -> list[AgreementRow]:
        """Return every number of the page: pairs, the paragraph's, attributes, gold, again.

        What corrects for chance has its percentage here too.
        """
        matrix = self.overview.matrix
        matrices = [one for one in (self.overview.percents, matrix) if one is not None]
        found = [cell.row for one in matrices for cell in one.cells.values()]
        found += self.paragraph.rows
        for line in self.view.attributes:
            found += [line.percent, line.kappa]
        found += self.overview.percents_besides.values()
        found += [*self.overview.gold, *self.overview.again]
        return list({row.target: row for row in found}.values())

    @property
    def caption(self) -> str:
        """Return what stands below a table in LaTeX, in the language of its heads."""
        return self.paragraph.texts.get(language(), "")


@dataclass(frozen=True, slots=True)
class File:
    """Something that can be written: its words, its ending, and what makes its text."""

    id: str
    words: str
    kind: str
    ending: str
    make: Callable[[Shown], str]


def _matrix_csv(shown: Shown) -> str:
    assert shown.overview.matrix is not None
    return table_csv(matrix_table(shown.overview.matrix))


def _matrix_latex(shown: Shown) -> str:
    assert shown.overview.matrix is not None
    return table_latex(matrix_table(shown.overview.matrix), shown.caption)


def _matrix_svg(shown: Shown) -> str:
    assert shown.overview.matrix is not None
    return matrix_svg(shown.overview.matrix)


FILES = (
    File("numbers", N_("All numbers, as CSV …"), "CSV", ".csv", lambda s: rows_csv(s.rows)),
    File(
        "numbers-table",
        N_("All numbers, as LaTeX …"),
        "LaTeX",
        ".tex",
        lambda s: table_latex(rows_table(s.rows, s.codebook), s.caption),
    ),
    File("matrix", N_("The matrix, as CSV …"), "CSV", ".csv", _matrix_csv),
    File("matrix-table", N_("The matrix, as LaTeX …"), "LaTeX", ".tex", _matrix_latex),
    File(
        "confusion",
        N_("Label × label, as CSV …"),
        "CSV",
        ".csv",
        lambda s: table_csv(confusion_table(s.view.confusion, s.codebook)),
    ),
    File(
        "confusion-table",
        N_("Label × label, as LaTeX …"),
        "LaTeX",
        ".tex",
        lambda s: table_latex(confusion_table(s.view.confusion, s.codebook), s.caption),
    ),
    File("matrix-figure", N_("The matrix, as a figure (SVG) …"), "SVG", ".svg", _matrix_svg),
    File(
        "intervals",
        N_("All numbers with intervals, as a figure (SVG) …"),
        "SVG",
        ".svg",
        lambda s: intervals_svg(s.rows, s.codebook),
    ),
    File(
        "articles",
        N_("The articles, as a figure (SVG) …"),
        "SVG",
        ".svg",
        lambda s: strips_svg(s.view.strips),
    ),
)
"""The menu of files."""
