"""What leaves the program: sentences, tables, figures."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET

import pytest
from comparing_scene import record
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.identity import Id
from annotator.model.measurement import Interval
from annotator.workbench.comparing import figures, tables
from annotator.workbench.comparing.matrix import Matrix, Own
from annotator.workbench.comparing.measure_words import LACKS, NAMES, REASONS, lack_words
from annotator.workbench.comparing.methods import PHRASES, methods_paragraph, methods_sentence
from annotator.workbench.comparing.numerals import bounds, coefficient, percent
from annotator.workbench.comparing.options import Options, Target
from annotator.workbench.comparing.shares import Reason
from annotator.workbench.language import set_language

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def english():
    yield set_language("en")
    set_language("en")


def row(scene, measure="span_f1_exact", label=None, attribute=None, **more):
    return scene.comparing.row(Target(measure, scene.pair(), label, attribute), Options(**more))


# Numbers ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "english", "indonesian"),
    [
        (0.9516, ".95", "0,95"),
        (1.0, "1.00", "1,00"),
        (0.0, ".00", "0,00"),
        (-0.0001, ".00", "0,00"),
        (-0.259, "−.26", "−0,26"),
        (None, "n/a", "t/a"),
    ],
)
def test_the_decimal_mark_follows_the_language(value, english, indonesian):
    assert coefficient(value, code="en") == english
    assert coefficient(value, code="id") == indonesian


def test_an_interval_is_written_with_what_parts_numbers_in_the_language():
    interval = Interval(0.93, 0.96, 2000, 1)
    assert bounds(interval, code="en") == "[.93, .96]"
    assert bounds(interval, code="id") == "[0,93; 0,96]"
    assert bounds(Interval(None, None, 2000, 1, "few_documents")) == ""
    assert (percent(0.94, code="en"), percent(0.94, code="id")) == ("94.0%", "94,0%")


# Sentences --------------------------------------------------------------------------------------


def test_every_measure_and_reason_has_a_name_and_a_translation():
    from annotator.agreement.summary import MEASURES

    assert set(NAMES) == set(MEASURES)
    assert set(PHRASES) <= set(MEASURES)
    assert set(REASONS) == set(Reason)
    set_language("id")
    assert {lack_words(lack) for lack in LACKS}.isdisjoint(LACKS.values())


def test_the_paragraph_has_the_numbers_in_both_languages(scene):
    rows = scene.comparing.rows(Options())
    source = scene.comparing.source(Options())
    headline = row(scene)
    length = sum(article.length for article in source.choice.articles)
    english = methods_paragraph(source, rows, "en")
    assert english.startswith(f"2 coders marked the same 6 articles ({length:,} characters)")
    assert coefficient(headline.value, 3) in english
    assert bounds(headline.interval) in english
    assert "2,000 draws, seed 20261122" in english
    assert english.endswith("Nothing was left out.")
    indonesian = methods_paragraph(source, rows, "id")
    assert coefficient(headline.value, 3, code="id") in indonesian
    assert bounds(headline.interval, code="id") in indonesian
    assert "2.000" in indonesian
    assert methods_paragraph(source, []) == ""


def test_the_paragraph_says_what_was_left_out(build):
    records = [record(n, coder, [("person", 3, 9)]) for n in range(6) for coder in ("Ani", "Budi")]
    records[0]["status"] = "in_progress"
    scene = build(*records)
    text = methods_paragraph(scene.comparing.source(Options()), scene.comparing.rows(Options()))
    assert "Left out were: articles that not all of the coders have finished (1)." in text
    assert "Only articles that all coders compared had finished were counted." in text


def test_any_row_can_be_said_in_a_sentence(scene):
    codebook = scene.session.codebook
    said = methods_sentence(codebook, row(scene, "cohen_kappa", "person", "role"), "en")
    assert said.startswith(
        "Cohen’s κ (1960) of the attribute “Role” of “Person”, on matched marks,"
    )
    assert "n = 12" in said
    said = methods_sentence(codebook, row(scene, "percent_agreement", "person", "role"), "id")
    assert "75,0%" in said
    assert "Peran" in said
    said = methods_sentence(codebook, row(scene, "percent_agreement", None, "outlet"), "en")
    assert said == "The coders agreed in 100.0% of 6 cases on the article field “Outlet”."


def test_a_row_without_a_value_or_interval_says_why(scene):
    codebook = scene.session.codebook
    nothing = row(scene, "cohen_kappa", None, "outlet", documents=("doc-0", "doc-1"))
    assert methods_sentence(codebook, nothing).endswith("everybody gave one and the same answer.")
    few = row(scene, documents=("doc-0", "doc-1"))
    assert "too few articles for an interval" in methods_sentence(codebook, few)


# Tables -----------------------------------------------------------------------------------------


def test_the_csv_of_rows_has_every_digit_whatever_the_language(scene):
    rows = scene.comparing.rows(Options())
    set_language("id")
    read = list(csv.DictReader(io.StringIO(tables.rows_csv(rows))))
    assert tuple(read[0]) == tables.COLUMNS
    assert [float(one["value"]) for one in read] == [one.value for one in rows]
    assert read[0]["coders"] == "Ani; Budi"
    assert float(read[0]["low"]) == rows[0].interval.low


def test_a_table_for_people_has_the_names_of_the_codebook(scene):
    table = tables.rows_table(scene.comparing.rows(Options()), scene.session.codebook)
    assert len({len(line) for line in (table.head, *table.rows)}) == 1
    assert any(line[:3] == ("Cohen’s κ", "Person", "Role") for line in table.rows)


def test_latex_holds_what_latex_would_read_as_its_own(scene):
    table = tables.Table(("a_b", "κ"), (("50% & {x}", "−.1"),))
    text = tables.table_latex(table, "cost: $5 #1")
    assert r"a\_b & $\kappa$ \\" in text
    assert r"50\% \& \{x\} & $-$.1 \\" in text
    assert r"\caption{cost: \$5 \#1}" in text
    assert text.count(r"\begin") == text.count(r"\end") == 2


def test_the_matrix_and_the_confusion_are_tables_too(scene):
    matrix = tables.matrix_table(scene.comparing.matrix())
    assert matrix.rows[0] == ("Ani", "24", "14 shared, 10 / 9 alone")
    assert matrix.rows[1][1].startswith(".596 [")
    confusion = scene.comparing.confusion(*scene.pair())
    table = tables.confusion_table(confusion, scene.session.codebook)
    assert table.head == ("", "Person", "Place", "∅")
    assert table.rows[1] == ("Place", "3", "8", "1")
    assert tables.table_csv(table).splitlines()[0] == ",Person,Place,∅"


# Figures ----------------------------------------------------------------------------------------


def words(svg):
    return [text.text for text in ET.fromstring(svg).iter(f"{SVG}text")]


def test_the_figure_of_rows_has_a_line_for_each_with_its_value(scene):
    rows = scene.comparing.rows(Options(measures=("span_f1_exact",)))
    said = words(figures.intervals_svg(rows, scene.session.codebook))
    assert said[0] == "exact F1"
    assert said[1].startswith(f"{coefficient(rows[0].value)} {bounds(rows[0].interval)}")
    assert len(said) == 2 * len(rows)


def test_the_axis_begins_where_the_lowest_value_needs_it(scene):
    rows = scene.comparing.rows(Options(measures=("span_f1_exact",)))
    assert figures.floor_of(rows) == 0.0
    assert figures.floor_of([]) == 0.5
    below = row(scene, "krippendorff_alpha_nominal", "person", "role")
    assert figures.floor_of([below]) == -1.0


def test_the_figure_of_the_matrix_has_numbers_below_and_counts_above(scene):
    said = words(figures.matrix_svg(scene.comparing.matrix()))
    assert said.count("Ani") == 2
    assert {".596", "n = 47", "14 shared", "10 / 9 alone", "24", "23"} <= set(said)


def test_the_figure_of_strips_draws_blocks_and_rings_where_coders_differ(scene):
    strips = scene.comparing.strips(Target("span_f1_exact", scene.pair()))
    drawn = ET.fromstring(figures.strips_svg(strips))
    assert len(list(drawn.iter(f"{SVG}circle"))) == 1
    boxes = [one for one in drawn.iter(f"{SVG}rect") if one.get("fill") == "black"]
    assert len(boxes) == sum(len(strip.parts) for strip in strips) - 1
    assert "doc-0" in words(figures.strips_svg(strips))


def test_a_name_cannot_break_a_figure(build):
    name = 'Bu <b>&"di'
    scene = build(*(record(n, coder, [("person", 3, 9)]) for n in range(2) for coder in
                    ("Ani", name)))  # fmt: skip
    assert name in words(figures.matrix_svg(scene.comparing.matrix()))


# What the outside reads -------------------------------------------------------------------------


class Typeset:
    """LaTeX read the way it is printed, as far as tables need it: text outside of commands."""

    SIGNS = {
        r"\textbackslash{}": "\\",
        r"\^{}": "^",
        r"\~{}": "~",
        r"$\emptyset$": "∅",
        r"$\times$": "×",
        r"$\alpha$": "α",
        r"$\gamma$": "γ",
        r"$\kappa$": "κ",
        r"$\pi$": "π",
        "$-$": "−",
        "$|$": "|",
        "$<$": "<",
        "$>$": ">",
        **{f"\\{one}": one for one in "{}$&#%_"},
    }

    def read(self, source: str) -> str:
        found, at = [], 0
        while at < len(source):
            sign = next((one for one in self.SIGNS if source.startswith(one, at)), source[at])
            assert len(sign) > 1 or sign not in "\\{}$&#%_^~|<>", source
            found.append(self.SIGNS.get(sign, sign))
            at += len(sign)
        return "".join(found)


@given(st.text(alphabet="ab é\\{}$&#%_^~|<>∅×αγκπ−’“0.\n\t", max_size=30))
def test_latex_prints_every_text_as_it_is_but_for_blanks(text):
    assert Typeset().read(tables.latex_text(text)) == " ".join(text.split())


CELLS = st.text(st.characters(exclude_characters="\r"), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=4))
def test_a_table_as_csv_holds_every_cell_whatever_is_in_it(lines):
    head, *rows = (tuple(line) for line in lines)
    text = tables.table_csv(tables.Table(head, tuple(rows)))
    assert [tuple(line) for line in csv.reader(io.StringIO(text, newline=""))] == [head, *rows]


def test_every_name_of_a_measure_can_be_printed_in_latex():
    for name in NAMES.values():
        assert Typeset().read(tables.latex_text(name)) == name


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\ufffe", "\uffff", "<", "&", '"', "😀", "نص"])
def test_a_figure_can_be_read_whatever_sign_a_name_has(sign):
    own = [Own(Id("a"), f"A{sign}i", 1, 2), Own(Id("b"), "Budi", 0, 0)]
    svg = figures.matrix_svg(Matrix("span_f1_exact", tuple(own), {}))
    assert words(svg)[0] == (f"A{sign}i" if sign.isprintable() else "Ai")
