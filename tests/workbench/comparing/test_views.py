"""Matrix, confusion, strips, time, attributes: what the page of the agreement shows."""

from __future__ import annotations

import json

import pytest
from comparing_scene import ARTICLES, record, usual_records

from annotator.workbench.comparing.options import Options, Target
from annotator.workbench.comparing.passages import Kind
from annotator.workbench.comparing.periods import Step
from annotator.workbench.comparing.strips import StripKind


def headline(scene):
    return Target("span_f1_exact", scene.pair())


def test_a_cell_of_the_matrix_is_the_row_of_its_pair_with_what_both_share(scene):
    matrix = scene.comparing.matrix()
    cell = matrix.cell(*scene.pair())
    assert cell is matrix.cell(*scene.pair()[::-1])
    assert (cell.shared, cell.only_first, cell.only_second) == (14, 10, 9)
    assert cell.row == scene.comparing.row(headline(scene))
    assert [(one.name, one.n_documents, one.n_units) for one in matrix.own] == [
        ("Ani", ARTICLES, 24),
        ("Budi", ARTICLES, 23),
    ]


def test_a_matrix_of_one_label_or_attribute_shows_that(scene):
    assert scene.comparing.matrix(label="place").own[0].n_units == 12
    matrix = scene.comparing.matrix(measure="cohen_kappa", label="person", attribute="role")
    cell = matrix.cell(*scene.pair())
    assert (cell.row.attribute, cell.shared) == ("role", None)


def test_coders_without_a_common_article_have_a_cell_that_says_so(build):
    scene = build(record(0, "Ani", [("person", 3, 9)]), record(1, "Budi", [("person", 3, 9)]))
    cell = scene.comparing.matrix().cell(*scene.pair())
    assert (cell.row.value, cell.row.lack) == (None, "no_common_article")


def test_the_confusion_counts_each_mark_once_and_lists_its_pairs(scene):
    confusion = scene.comparing.confusion(*scene.pair())
    assert confusion.labels == ("person", "place")
    assert confusion.count("person", "person") == 12
    assert confusion.count("place", "place") == 3 + 5
    assert (confusion.count("place", "person"), confusion.confused) == (3, 3)
    assert (confusion.count("place", None), confusion.alone) == (1, 1)
    of_first = sum(confusion.count(a, b) for a in ("person", "place") for b in
                   ("person", "place", None))  # fmt: skip
    assert of_first == 24
    [alone] = confusion.behind("place", None)
    assert (alone.key, alone.kind, alone.share) == ("doc-0", Kind.ONE_SIDED, 1.0)
    assert {one.kind for one in confusion.behind("place", "person")} == {Kind.LABEL}


def test_a_strip_shows_the_own_value_and_where_the_coders_differ(scene):
    strips = scene.comparing.strips(headline(scene))
    assert [strip.key for strip in strips] == [f"doc-{n}" for n in range(ARTICLES)]
    first = strips[0]
    assert (first.value, first.n_units) == (pytest.approx(2 / 7), 7)
    assert [(part.start, part.end, part.kind) for part in first.parts] == [
        (20, 33, StripKind.DIFFERING),
        (40, 50, StripKind.DIFFERING),
        (60, 66, StripKind.ONE_SIDED),
    ]


def test_a_strip_shows_text_that_is_out_of_scope(build, monkeypatch):
    import factories

    outside = factories.CODEBOOK.replace(
        "  place:\n    name", "  place:\n    outside: true\n    name"
    )
    monkeypatch.setattr(factories.write_codebook, "__defaults__", (outside, "small.yaml"))
    scene = build(*usual_records())
    parts = scene.comparing.strips(headline(scene))[1].parts
    outer = [(part.start, part.end) for part in parts if part.kind is StripKind.OUTSIDE]
    assert outer == [(40, 50), (60, 66)]


def test_over_time_each_article_counts_on_the_day_it_was_done(scene):
    found = scene.comparing.over_time(headline(scene))
    [period] = found.periods
    assert found.step is Step.DAY
    assert (period.n_documents, period.first_day) == (ARTICLES, period.last_day)
    row = scene.comparing.row(headline(scene))
    assert (period.value, period.interval) == (row.value, row.interval)
    assert [one.version for one in found.changes] == ["1.0.0"]


@pytest.mark.parametrize("step", [Step.WEEK, Step.MONTH])
def test_a_period_holds_the_days_in_it(scene, step):
    [period] = scene.comparing.over_time(headline(scene), step=step).periods
    day = scene.comparing.corpus().day(scene.document(0), scene.coder("Ani"))
    assert period.first_day <= day <= period.last_day


def test_the_day_of_an_article_does_not_move_with_an_answer_to_its_fields(scene):
    ani, document = scene.coder("Ani"), scene.document(0)
    before = scene.comparing.corpus().done[document, ani]
    scene.session.code_as("Ani")
    scene.session.coding.set_field(document, "outlet", "kumala")
    corpus = scene.comparing.corpus()
    assert json.loads(corpus.heads[document, ani].fields)["outlet"] == "kumala"
    assert corpus.done[document, ani] == before


def test_attributes_have_n_the_percentage_and_kappa(scene):
    lines = scene.comparing.attributes(scene.pair())
    places = [(line.label, line.attribute) for line in lines]
    assert places == [
        ("person", "role"),
        ("person", "age"),
        ("person", "also"),
        ("place", "role"),
        (None, "outlet"),
        (None, "checked"),
    ]
    first = lines[0]
    assert (first.n, first.percent.value) == (12, 0.75)
    assert first.kappa.measure == "cohen_kappa"
    assert sum(first.kappa.marginals.values()) == 24


def test_a_view_of_some_articles_shows_only_those(scene):
    options = Options(documents=("doc-1",))
    assert [strip.key for strip in scene.comparing.strips(headline(scene), options)] == ["doc-1"]
    assert scene.comparing.matrix(options).own[0].n_units == 4
