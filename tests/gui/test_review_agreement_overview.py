"""What the agreement page works out of a question: all pairs, two coders, and the paragraph."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from agreement_page_scene import single_coder
from comparing_scene import HEAD, STAFF, Scene, linked_records, record

from annotator.gui.review.agreement.exports import FILES, Shown
from annotator.gui.review.agreement.overview import (
    CONCERNED,
    marks_in,
    overview_of,
    pair_view,
    paragraph_of,
)
from annotator.gui.review.agreement.question import Question, question_of
from annotator.model.assignment import Role, again_id, gold_id
from annotator.model.stopped import Stopped
from annotator.store import kinds
from annotator.workbench.comparing.numerals import coefficient, percent
from annotator.workbench.comparing.options import Options
from annotator.workbench.language import LANGUAGES, set_language

KAPPA = Question("cohen_kappa", "person", "role")


def three_records():
    """Ani and Budi on six articles; Cici has finished two of them and begun a third."""
    records = linked_records()
    for number, status in ((1, "done"), (4, "done"), (5, "in_progress")):
        cici = [("person", 3, 9, HEAD), ("person", 20, 30, STAFF), ("place", 70, 75)]
        records.append(record(number, "Cici", cici, status=status))
    return records


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    found = Scene(tmp_path_factory.mktemp("overview"), three_records())
    session, ani = found.session, found.coder("Ani")
    single_coder(session, gold_id(session.project.project_id), "gold", Role.GOLD, ani)
    single_coder(session, again_id(ani), "Ani again", Role.AGAIN, ani)
    yield found
    found.close()


@pytest.fixture
def comparing(scene):
    return scene.comparing


# an independent count of the exact F1 ----------------------------------------------------------


def marks_by_hand(coder, *, finished=True, label=None):
    found = {}
    for one in three_records():
        if one["coder"] == coder and (one["status"] == "done" or not finished):
            found[one["doc_id"]] = Counter(
                (span["start"], span["end"], span["label"])
                for span in one["spans"]
                if label in (None, span["label"])
            )
    return found


def f1_by_hand(first, second, **more):
    """Value, marks counted and marks shared of two coders on the articles of both."""
    a, b = marks_by_hand(first, **more), marks_by_hand(second, **more)
    both = [key for key in a if key in b]
    shared = sum((a[key] & b[key]).total() for key in both)
    units = sum(a[key].total() + b[key].total() for key in both)
    return 2 * shared / units, units, shared


@pytest.mark.parametrize("label", [None, "person", "place"])
@pytest.mark.parametrize("finished", [True, False])
def test_the_matrix_holds_the_exact_f1_of_every_pair(comparing, scene, label, finished):
    asked = Question(label=label, finished_only=finished)
    matrix = overview_of(comparing, asked).matrix
    pairs = list(combinations(("Ani", "Budi", "Cici"), 2))
    assert len(matrix.cells) == len(pairs)
    for first, second in pairs:
        value, units, shared = f1_by_hand(first, second, finished=finished, label=label)
        cell = matrix.cell(*scene.pair(first, second))
        assert cell.row.value == pytest.approx(value)
        assert (cell.row.n_units, cell.shared) == (units, shared)


def test_who_has_finished_and_begun_is_counted(comparing):
    found = overview_of(comparing, Question())
    assert (found.finished, found.begun) == (3, 3)
    assert {"Ani", "Budi", "Cici", "Lead"} <= set(found.names.values())
    assert found.marks == marks_in(comparing) > 47 + 9


def test_those_who_begun_nothing_and_reviewers_have_no_row(comparing):
    found = overview_of(comparing, Question())
    assert [one.name for one in found.matrix.own] == ["Ani", "Budi", "Cici"]


def test_each_has_a_row_against_the_gold_and_who_coded_twice_against_it(comparing, scene):
    found = overview_of(comparing, Question())
    assert [row.coders for row in found.gold] == [
        ("Ani", "gold"),
        ("Budi", "gold"),
        ("Cici", "gold"),
    ]
    assert [row.coders for row in found.again] == [("Ani", "Ani again")]
    assert found.gold[0].value == found.again[0].value == pytest.approx(2 * 18 / (24 + 18))
    gold = gold_id(scene.session.project.project_id)
    assert found.people == {*map(scene.coder, ("Ani", "Budi", "Cici", "Ani again")), gold}


def test_percentages_are_there_where_the_measure_needs_them_and_only_there(comparing):
    assert overview_of(comparing, Question()).percents is None
    plain = overview_of(comparing, Question("percent_agreement", "person", "role"))
    assert plain.percents is None
    found = overview_of(comparing, KAPPA)
    assert found.percents.cells.keys() == found.matrix.cells.keys()
    assert {one.row.measure for one in found.percents.cells.values()} == {"percent_agreement"}


def test_pairs_with_a_number_come_first(tmp_path):
    records = [record(0, "Ani", [("person", 3, 9)]), record(1, "Budi", [("person", 3, 9)])]
    records += [record(1, "Cici", [("person", 3, 9)])]
    made = Scene(tmp_path, records)
    pairs = overview_of(made.comparing, Question()).pairs
    names = made.comparing.corpus().people
    made.close()
    assert [names[one].name for one in pairs[0]] == ["Budi", "Cici"]
    assert len(pairs) == 3


@pytest.mark.parametrize(
    ("question", "has_matrix"),
    [
        (Question(meta=(("desk", "nobody"),)), False),
        (Question(meta=(("desk", "nobody"),), finished_only=False), False),
        (Question(last_day="2000-01-01"), True),
    ],
)
def test_where_no_article_is_chosen_there_is_no_matrix_but_where_no_day_fits_a_reason(
    comparing, question, has_matrix
):
    found = overview_of(comparing, question)
    assert (found.matrix is not None) == has_matrix
    assert found.choices.labels == ("person", "place")
    if has_matrix:
        rows = [cell.row for cell in found.matrix.cells.values()]
        assert {(row.value, row.lack) for row in rows} == {(None, "no_common_article")}
    else:
        assert (found.pairs, found.people, found.gold) == ([], frozenset(), ())


def test_one_who_has_finished_is_not_enough_but_two_who_have_begun_are(tmp_path):
    records = [
        record(1, "Ani", [("person", 3, 9)]),
        record(1, "Budi", [("person", 3, 9)], status="in_progress"),
    ]
    made = Scene(tmp_path, records)
    finished = overview_of(made.comparing, Question())
    begun = overview_of(made.comparing, Question(finished_only=False))
    made.close()
    assert (finished.matrix, finished.finished, finished.begun) == (None, 1, 2)
    assert begun.matrix.cells


def test_work_that_nobody_waits_for_is_stopped(tmp_path):
    made = Scene(tmp_path, [record(1, one, [("person", 3, 9)]) for one in ("Ani", "Budi")])
    try:
        with pytest.raises(Stopped):
            overview_of(made.comparing, Question(), lambda _done, _all: False)
    finally:
        made.close()


def test_every_kind_of_row_that_concerns_the_numbers_is_one_of_the_store():
    assert {one.name for one in kinds.KINDS.values()} >= CONCERNED


# two coders ------------------------------------------------------------------------------------


def test_what_is_shown_of_two_coders_is_about_the_same_articles(comparing, scene):
    view = pair_view(comparing, Question(), scene.pair("Ani", "Cici"))
    assert view.row.n_documents == len(view.strips) == len(view.days) == 2
    assert set(view.days) == {strip.document for strip in view.strips}
    assert sum(strip.n_units for strip in view.strips) == view.row.n_units
    assert sum(one.n_units for one in view.over_time.periods) == view.row.n_units
    counted = sum(len(some) for some in view.confusion.cells.values())
    pairs = sum(len(some) for place, some in view.confusion.cells.items() if None not in place)
    assert counted + pairs == view.row.n_units


def test_the_attributes_are_those_of_the_label_that_is_asked_for(comparing, scene):
    every = {(one.label, one.attribute) for one in _lines(comparing, scene, Question())}
    assert {("person", "role"), ("place", "role"), (None, "outlet")} <= every
    of_place = _lines(comparing, scene, Question(label="place"))
    assert {(one.label, one.attribute) for one in of_place} == {("place", "role")}


def _lines(comparing, scene, question):
    return pair_view(comparing, question, scene.pair()).attributes


# the paragraph ---------------------------------------------------------------------------------


def test_the_paragraph_is_about_all_who_have_finished_anything(comparing, scene):
    told = paragraph_of(comparing, Question(), scene.pair("Budi", "Cici"))
    assert [row.measure for row in told.rows] == [
        "span_f1_exact",
        "span_f1_overlap",
        "relation_f1_strict",
    ]
    for row in told.rows:
        assert sorted(row.coders) == ["Ani", "Budi", "Cici"]
    mean = sum(f1_by_hand(*one)[0] for one in combinations(("Ani", "Budi", "Cici"), 2)) / 3
    assert told.rows[0].value == pytest.approx(mean)


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_the_paragraph_has_every_number_in_each_language(comparing, scene, code):
    told = paragraph_of(comparing, Question(), scene.pair())
    for row in told.rows:
        assert coefficient(row.value, 3, code=code) in told.texts[code]
    assert ("," in coefficient(0.5, code=code)) == (code == "id")


def test_relations_are_told_where_there_are_any(tmp_path):
    records = [record(1, one, [("person", 3, 9)]) for one in ("Ani", "Budi")]
    made = Scene(tmp_path, records)
    told = paragraph_of(made.comparing, Question(), made.pair())
    made.close()
    assert [row.measure for row in told.rows] == ["span_f1_exact", "span_f1_overlap"]


def test_what_corrects_for_chance_is_told_after_its_percentage(comparing, scene):
    told = paragraph_of(comparing, KAPPA, scene.pair())
    assert [row.measure for row in told.rows] == ["percent_agreement", "cohen_kappa"]
    assert all((row.label, row.attribute) == ("person", "role") for row in told.rows)
    share, kappa = (row.value for row in told.rows)
    places = [told.texts["en"].index(one) for one in (percent(share), coefficient(kappa, 3))]
    assert places == sorted(places)


def test_a_number_of_one_label_is_told_alone(comparing, scene):
    told = paragraph_of(comparing, Question("char_f1", "person"), scene.pair())
    assert [(row.measure, row.label) for row in told.rows] == [("char_f1", "person")]
    assert "Person" in told.texts["en"]


def test_a_measure_that_takes_long_is_told_of_two_coders_only(comparing, scene):
    told = paragraph_of(comparing, Question("gamma"), scene.pair("Ani", "Cici"))
    assert told.rows[0].measure == "gamma"
    assert {row.coders for row in told.rows} == {("Ani", "Cici")}


# what is written -------------------------------------------------------------------------------


def shown_of(scene, question):
    comparing = scene.comparing
    return Shown(
        overview_of(comparing, question),
        pair_view(comparing, question, scene.pair()),
        paragraph_of(comparing, question, scene.pair()),
        scene.session.codebook,
    )


@pytest.mark.parametrize("question", [Question(), KAPPA, Question("char_f1", "person")])
def test_every_number_of_the_page_is_written_once(scene, question):
    shown = shown_of(scene, question)
    rows = shown.rows
    assert len({row.target for row in rows}) == len(rows)
    wanted = [cell.row for cell in shown.overview.matrix.cells.values()]
    wanted += [*shown.paragraph.rows, *shown.overview.gold, *shown.overview.again]
    wanted += [row for line in shown.view.attributes for row in (line.percent, line.kappa)]
    assert {row.target for row in wanted} <= {row.target for row in rows}


def test_nothing_that_corrects_for_chance_is_written_without_its_percentage(scene):
    rows = shown_of(scene, KAPPA).rows
    percents = {
        (row.target.coders, row.label, row.attribute)
        for row in rows
        if row.measure == "percent_agreement"
    }
    for row in rows:
        if question_of(Options(measures=(row.measure,))).needs_percent:
            assert (row.target.coders, row.label, row.attribute) in percents, row.coders


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_a_table_in_latex_has_its_caption_in_the_language_of_its_heads(scene, code):
    set_language(code)
    shown = shown_of(scene, Question())
    assert shown.caption == shown.paragraph.texts[code]
    latex = next(one for one in FILES if one.id == "numbers-table")
    assert coefficient(shown.rows[0].value, 3, code=code) in latex.make(shown)


def test_every_file_has_an_id_and_words_of_its_own():
    assert len({file.id for file in FILES}) == len({file.words for file in FILES}) == len(FILES)
    assert {file.ending for file in FILES} == {".csv", ".tex", ".svg"}
