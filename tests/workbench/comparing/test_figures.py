"""Figures and axes: what is drawn lies where its number is, and nothing outside the picture."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from corpus_scene import LENGTH, codebook, coder, corpus_of, marked, source
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.measure import Unit
from annotator.model.identity import Id
from annotator.model.measurement import Interval
from annotator.workbench.comparing import figures, tables
from annotator.workbench.comparing.matrix import Cell, Matrix, Own, matrix_of
from annotator.workbench.comparing.number import number_of
from annotator.workbench.comparing.options import Target
from annotator.workbench.comparing.rows import AgreementRow
from annotator.workbench.comparing.strips import Strip, StripKind, StripPart, strips_of
from annotator.workbench.language import set_language

SVG = "{http://www.w3.org/2000/svg}"
PAIR = (coder("ani"), coder("budi"))


def row(value, low=None, high=None, lack=None, **more):
    """One line of a table, as far as figures and tables look at it."""
    interval = None if value is None else Interval(low, high, 20, 1, lack if low is None else None)
    usual = {
        "measure": "span_f1_exact",
        "label": None,
        "attribute": None,
        "coders": ("Ani", "Budi"),
        "n_documents": 3,
        "n_units": 1234,
        "excluded": (),
        "definition": "",
        "lack": lack if value is None else None,
    }
    return AgreementRow(**{**usual, "value": value, "interval": interval, **more})


def drawn(svg, name):
    return list(ET.fromstring(svg).iter(f"{SVG}{name}"))


def numbers(element):
    return {name: float(value) for name, value in element.items()
            if name in {"x", "y", "x1", "x2", "y1", "y2", "width", "height"}}  # fmt: skip


def words(svg):
    return [text.text for text in drawn(svg, "text")]


# the axis ----------------------------------------------------------------------------------------

VALUES = st.floats(-1, 1)


@settings(max_examples=40)
@given(st.lists(st.tuples(VALUES, VALUES, VALUES).map(sorted), min_size=1, max_size=4))
def test_values_and_intervals_lie_on_their_axis_in_the_order_of_their_size(triples):
    rows = [row(value, low, high) for low, value, high in triples]
    svg = figures.intervals_svg(rows, codebook())
    floor = figures.floor_of(rows)
    assert floor in (-1.0, 0.0, 0.5)
    assert all(low >= floor - 1e-9 for low, _value, _high in triples)
    axes = [numbers(one) for one in drawn(svg, "line") if one.get("stroke-width") == "0.5"][::3]
    strokes = [numbers(one) for one in drawn(svg, "line") if one.get("stroke-width") == "2"]
    bars = [numbers(one) for one in drawn(svg, "rect") if one.get("fill") == "#777777"]
    for axis, stroke, bar, (low, value, high) in zip(axes, strokes, bars, triples, strict=True):
        length = axis["x2"] - axis["x1"]
        assert stroke["x1"] == pytest.approx(place(axis, length, value, floor), abs=0.01)
        assert bar["x"] == pytest.approx(place(axis, length, low, floor), abs=0.01)
        wide = place(axis, length, high, floor) - place(axis, length, low, floor)
        assert bar["width"] == pytest.approx(max(wide, 1), abs=0.02)


def place(axis, length, value, floor):
    return axis["x1"] + length * (value - floor) / (1 - floor)


@pytest.mark.parametrize(
    ("rows", "floor"),
    [
        ([], 0.5),
        ([row(0.5)], 0.5),
        ([row(0.9, 0.49, 1.0)], 0.0),
        ([row(0.49)], 0.0),
        ([row(0.0)], 0.0),
        ([row(-1e-12)], 0.0),
        ([row(0.3, -0.1, 0.6)], -1.0),
        ([row(None, lack="nothing"), row(0.8)], 0.5),
    ],
)
def test_the_axis_begins_where_the_lowest_bound_needs_it(rows, floor):
    assert figures.floor_of(rows) == floor


def test_a_row_without_a_value_has_an_axis_and_says_why():
    svg = figures.intervals_svg([row(None, lack="one_category")], codebook())
    assert [one for one in drawn(svg, "line") if one.get("stroke-width") == "2"] == []
    assert words(svg)[1] == "n/a everybody gave one and the same answer, n = 1234"


def test_a_row_without_an_interval_has_no_bar():
    svg = figures.intervals_svg([row(0.8, lack="few_documents")], codebook())
    assert [one for one in drawn(svg, "rect") if one.get("fill") == "#777777"] == []
    assert len([one for one in drawn(svg, "line") if one.get("stroke-width") == "2"]) == 1


@pytest.mark.parametrize(
    ("more", "title"),
    [
        ({}, "exact F1"),
        ({"label": "x"}, "X: exact F1"),
        ({"label": "gone"}, "gone: exact F1"),
        ({"measure": "cohen_kappa", "label": "x", "attribute": "q"}, "X: q: Cohen’s κ"),
        ({"measure": "of_tomorrow"}, "of_tomorrow"),
    ],
)
def test_a_row_is_called_by_what_it_is_about(more, title):
    assert figures.row_title(row(1.0, **more), codebook()) == title


# the matrix --------------------------------------------------------------------------------------


def matrix_with(cell):
    own = (Own(Id("a"), "Ani", 3, 24), Own(Id("b"), "Budi", 3, 1300))
    return Matrix("span_f1_exact", own, {} if cell is None else {(Id("a"), Id("b")): cell})


CELLS = {
    "value": (Cell(row(0.5958, 0.5, 0.7), 14, 10, 1300), [".596", "[.50, .70]", "n = 1,234"]),
    "lack": (Cell(row(None, lack="no_common_article")), ["n/a", "no common article"]),
    "no counts": (Cell(row(0.25, lack="few_documents")), [".250", "n = 1,234"]),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_of_the_figure_says_its_number_or_why_there_is_none(name):
    cell, expected = CELLS[name]
    said = [one for one in words(figures.matrix_svg(matrix_with(cell))) if one]
    assert [one for one in expected if one not in said] == []
    assert ("10 / 1,300 alone" in said) == (cell.shared is not None)


def test_coders_without_a_cell_have_an_empty_place():
    assert set(words(figures.matrix_svg(matrix_with(None)))) == {"Ani", "Budi", "24", "1,300"}
    assert tables.matrix_table(matrix_with(None)).rows == (
        ("Ani", "24", ""),
        ("Budi", "", "1,300"),
    )


def test_the_table_of_a_matrix_says_the_same_in_words():
    above, below = (
        tables.matrix_table(matrix_with(CELLS[name][0])).rows for name in ("value", "lack")
    )
    assert above[0][2] == "14 shared, 10 / 1,300 alone"
    assert above[1][1] == ".596 [.50, .70]"
    assert (below[0][2], below[1][1]) == ("1,234", "n/a (no common article)")


def test_a_matrix_of_many_coders_has_as_many_boxes_as_pairs_both_ways():
    names = ["ani", "budi", "cici", "dewi"]
    marks = {(0, name): [Unit(0, 3, "x", name)] for name in names}
    asked = source(corpus_of(marks))
    matrix = matrix_of(asked, Target("span_f1_exact", ()), lambda one: number_of(asked, one))
    svg = figures.matrix_svg(matrix)
    assert len(drawn(svg, "rect")) == 1 + len(names) ** 2
    assert len(matrix.cells) == 6
    assert within(svg)


def within(svg):
    """Tell whether all lines and boxes lie in the picture."""
    whole = numbers(ET.fromstring(svg))
    for one in (*drawn(svg, "rect"), *drawn(svg, "line")):
        at = numbers(one)
        right = at.get("x2", at.get("x", 0) + at.get("width", 0))
        low = at.get("y2", at.get("y", 0) + at.get("height", 0))
        if not (right <= whole["width"] + 0.01 and low <= whole["height"] + 0.01):
            return False
    return True


# strips ------------------------------------------------------------------------------------------


@settings(max_examples=20, deadline=None)
@given(marked())
def test_every_part_of_a_strip_is_drawn_and_in_the_picture(marks):
    asked = source(corpus_of(marks))
    strips = strips_of(asked, number_of(asked, Target("span_f1_exact", PAIR)))
    svg = figures.strips_svg(strips)
    kinds = [part.kind for strip in strips for part in strip.parts]
    assert len(drawn(svg, "circle")) == kinds.count(StripKind.ONE_SIDED)
    dotted = [one for one in drawn(svg, "line") if one.get("stroke-dasharray")]
    assert len(dotted) == kinds.count(StripKind.OUTSIDE)
    blocks = [one for one in drawn(svg, "rect") if one.get("fill") == "black"]
    assert len(blocks) == kinds.count(StripKind.DIFFERING)
    assert [strip.key for strip in strips] == [one for one in words(svg) if one.startswith("doc")]
    assert within(svg)


def test_strips_are_as_long_as_their_texts():
    strips = [strip_of(100), strip_of(50), strip_of(0)]
    lines = [numbers(one) for one in drawn(figures.strips_svg(strips), "line")]
    long, half, nothing = (one["x2"] - one["x1"] for one in lines)
    assert (long, nothing) == (pytest.approx(2 * half), 0)


def strip_of(length, *parts):
    return Strip(Id("d"), "doc", "", length, None, 0, tuple(StripPart(*one) for one in parts))


def test_a_figure_of_nothing_can_be_read():
    for svg in (figures.strips_svg([]), figures.intervals_svg([], codebook())):
        assert words(svg) == []
        assert within(svg)
    assert words(figures.matrix_svg(Matrix("span_f1_exact", (), {}))) == []


def test_figures_speak_the_language_in_use():
    set_language("id")
    svg = figures.strips_svg([strip_of(LENGTH)])
    assert ET.fromstring(svg).find(f"{SVG}title").text == "Artikel"
    assert words(svg)[1] == "t/a, n = 0"
