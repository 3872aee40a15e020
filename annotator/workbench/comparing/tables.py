"""The agreement as tables: CSV for programs, LaTeX for papers."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.model.codebook import Codebook
from annotator.model.identity import Id
from annotator.workbench.comparing.confusion import Confusion
from annotator.workbench.comparing.matrix import Cell, Matrix
from annotator.workbench.comparing.measure_words import lack_words, measure_name
from annotator.workbench.comparing.methods import attribute_in, label_in
from annotator.workbench.comparing.numerals import bounds, coefficient
from annotator.workbench.comparing.rows import AgreementRow
from annotator.workbench.language import _, language, number

Cells = tuple[str, ...]

EMPTY = "∅"
"""Stands for what a coder did not mark."""

COLUMNS = (
    "measure",
    "label",
    "attribute",
    "coders",
    "value",
    "low",
    "high",
    "draws",
    "seed",
    "n_documents",
    "n_units",
    "excluded",
    "lack",
    "definition",
)
"""The columns of the CSV of rows; its numbers have a point whatever the language."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table for people: its head, its rows, and how many columns at the left are words."""

    head: Cells
    rows: tuple[Cells, ...]
    words: int = 1


def rows_csv(rows: Sequence[AgreementRow]) -> str:
    """Return rows as CSV, with every digit."""
    return _csv([COLUMNS, *map(_record, rows)])


def _record(row: AgreementRow) -> Cells:
    interval = row.interval
    fields = (
        row.measure,
        row.label,
        row.attribute,
        "; ".join(row.coders),
        row.value,
        interval.low if interval else None,
        interval.high if interval else None,
        interval.draws if interval else None,
        interval.seed if interval else None,
        row.n_documents,
        row.n_units,
        "; ".join(f"{one.reason}={one.count}" for one in row.excluded),
        _lack(row),
        row.definition,
    )
    return tuple("" if one is None else str(one) for one in fields)


def _csv(lines: Sequence[Cells]) -> str:
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows(lines)
    return made.getvalue()


def table_csv(table: Table) -> str:
    """Return a table for people as CSV, as it is shown."""
    return _csv([table.head, *table.rows])


def table_latex(table: Table, caption: str = "") -> str:
    """Return a table as LaTeX; it needs no package.  Characters LaTeX reads are written out."""
    columns = "l" * table.words + "r" * (len(table.head) - table.words)
    lines = [r"\begin{table}", r"\centering", rf"\begin{{tabular}}{{{columns}}}", r"\hline"]
    lines += [_latex_row(table.head), r"\hline"]
    lines += [*map(_latex_row, table.rows), r"\hline", r"\end{tabular}"]
    if caption:
        lines.append(rf"\caption{{{latex_text(caption)}}}")
    return "\n".join([*lines, r"\end{table}", ""])


_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\^{}",
    "~": r"\~{}",
    "|": "$|$",
    "<": "$<$",
    ">": "$>$",
    "×": r"$\times$",
    "∅": r"$\emptyset$",
    "α": r"$\alpha$",
    "γ": r"$\gamma$",
    "κ": r"$\kappa$",
    "π": r"$\pi$",
    "−": "$-$",
}


def latex_text(text: str) -> str:
    """Return a text as LaTeX prints it."""
    return "".join(_LATEX.get(one, one) for one in " ".join(text.split()))


def _latex_row(cells: Cells) -> str:
    return " & ".join(map(latex_text, cells)) + r" \\"


def rows_table(rows: Sequence[AgreementRow], codebook: Codebook) -> Table:
    """Return rows as people read them, in the language in use."""
    spoken = language()
    head = (
        _("Measure"),
        _("Label"),
        _("Attribute"),
        _("Coders"),
        _("Value"),
        _("95% interval"),
        _("Articles"),
        _("n"),
    )
    lines = [
        (
            measure_name(row.measure),
            label_in(codebook, row, spoken),
            attribute_in(codebook, row, spoken) if row.attribute else "",
            " × ".join(row.coders),
            coefficient(row.value, 3),
            bounds(row.interval) or lack_words(_lack(row)),
            number(row.n_documents),
            number(row.n_units),
        )
        for row in rows
    ]
    return Table(head, tuple(lines), 4)


def _lack(row: AgreementRow) -> str | None:
    """Return why there is no number, or no interval beside it."""
    return row.lack or (row.interval.lack if row.interval else None)


def matrix_table(matrix: Matrix) -> Table:
    """Return a matrix: the number below the diagonal, what is shared above, own marks on it."""
    names = [one.name for one in matrix.own]
    lines = []
    for i, row in enumerate(matrix.own):
        cells = []
        for j, column in enumerate(matrix.own):
            if i == j:
                cells.append(number(row.n_units))
            else:
                cells.append(_matrix_cell(matrix, (row.coder, column.coder), is_below=i > j))
        lines.append((row.name, *cells))
    return Table((measure_name(matrix.measure), *names), tuple(lines))


def _matrix_cell(matrix: Matrix, pair: tuple[Id, Id], *, is_below: bool) -> str:
    cell = matrix.cell(*pair)
    if cell is None:
        return ""
    if not is_below:
        return _shared(cell)
    if cell.row.value is None:
        return f"{coefficient(None)} ({lack_words(cell.row.lack)})"
    return f"{coefficient(cell.row.value, 3)} {bounds(cell.row.interval)}".strip()


def _shared(cell: Cell) -> str:
    if cell.shared is None:
        return number(cell.row.n_units)
    return _("{shared} shared, {first} / {second} alone").format(
        shared=number(cell.shared),
        first=number(cell.only_first or 0),
        second=number(cell.only_second or 0),
    )


def confusion_table(confusion: Confusion, codebook: Codebook) -> Table:
    """Return labels by labels, the first coder's in rows, with what has no partner at the end."""
    labels: tuple[str | None, ...] = (*confusion.labels, None)
    spoken = language()

    def name(label: str | None) -> str:
        entry = codebook.labels.get(label or "")
        return EMPTY if label is None else (entry.name.in_language(spoken) if entry else label)

    lines = [
        (name(one), *(number(confusion.count(one, other)) for other in labels)) for one in labels
    ]
    return Table(("", *map(name, labels)), tuple(lines))
