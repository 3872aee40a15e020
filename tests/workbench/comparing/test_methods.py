"""The paragraph of a paper: what it says of whom, and that it says nothing that is not so."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from comparing_scene import Scene, linked_records, record
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.summary import MEASURES
from annotator.workbench.comparing.methods import (
    attribute_in,
    label_in,
    methods_paragraph,
    methods_sentence,
)
from annotator.workbench.comparing.options import (
    Options,
    Table,
    Target,
    plain_options,
    read_options,
)
from annotator.workbench.comparing.questions import groups_of


@pytest.fixture(scope="module")
def trio(tmp_path_factory):
    """Three coders on six articles, one of them on one only; nothing is changed."""
    records = [*linked_records(), record(0, "Cici", [("person", 3, 9, {"role": "head"})])]
    scene = Scene(tmp_path_factory.mktemp("trio"), records)
    yield scene
    scene.close()


def paragraph(scene, code="en", **asked):
    options = Options(**{"draws": 50, **asked})
    source = scene.comparing.source(options)
    return methods_paragraph(source, scene.comparing.rows(options), code)


def sentence(scene, measure, label=None, attribute=None, code="en", **asked):
    target = Target(measure, scene.pair(), label, attribute)
    row = scene.comparing.row(target, Options(**{"draws": 50, **asked}))
    return methods_sentence(scene.session.codebook, row, code)


def test_of_three_coders_the_paragraph_tells_the_mean_and_no_pair(trio):
    text = paragraph(trio)
    assert text.startswith("3 coders marked the same 6 articles")
    assert "as the mean over 3 pairs of coders, was " in text
    assert text.count("fragments and label") == 1
    assert len(groups_of(trio.comparing.source(Options()))) == 4


@pytest.mark.parametrize(
    ("table", "opening"),
    [
        (Table.GOLD, "The marks of 1 coders on 0 articles (0 characters) were compared with"),
        (Table.CODERS, "2 coders marked the same 6 articles"),
    ],
)
def test_the_opening_says_who_is_compared_with_whom(trio, table, opening):
    coders = ("Ani", "Budi")
    text = paragraph(trio, table=table, coders=coders, measures=("span_f1_exact",))
    assert text.startswith(opening)
    lost = "articles that only one of the coders has begun (6)"
    assert (lost in text) == (table is Table.GOLD)


def test_the_paragraph_takes_what_was_asked_for_by_name(trio):
    text = paragraph(trio, coders=("Ani", "Budi"), measures=("ku_alpha", "char_f1"))
    assert text.count("(k)uα (2016) of this label where both marked of the label") == 2
    assert "F1 of characters under the same label was " in text
    assert "F1 of characters under the same label of the label" not in text


def test_one_label_that_was_asked_for_is_told_as_a_whole(trio):
    text = paragraph(trio, coders=("Ani", "Budi"), labels=("person",))
    assert "with the same start, end, fragments and label of the label “Person” was" in text
    text = paragraph(trio, coders=("Ani", "Budi"), labels=("person", "place"))
    assert "of the label" not in text


def test_an_attribute_that_was_asked_for_is_told_by_all_its_measures(trio):
    text = paragraph(trio, coders=("Ani", "Budi"), attribute="role", labels=("person",))
    assert "The coders agreed in 75.0% of 12 cases on the attribute “Role” of “Person”." in text
    assert "Cohen’s κ (1960) of the attribute “Role” of “Person”, on matched marks, " in text


def test_unfinished_articles_are_said_to_count_where_they_do(trio):
    asked = {"coders": ("Ani", "Budi"), "measures": ("char_f1",)}
    finished = "Only articles that all coders compared had finished were counted."
    either = "Articles were counted whether they were finished or not."
    assert finished in paragraph(trio, **asked)
    text = paragraph(trio, finished_only=False, **asked)
    assert (either in text, finished in text) == (True, False)


def test_a_label_or_attribute_that_the_codebook_does_not_know_is_called_by_its_id(trio):
    row = trio.comparing.row(Target("span_f1_exact", trio.pair()))
    codebook = trio.session.codebook
    gone = replace(row, label="gone", attribute="colour")
    assert (label_in(codebook, gone, "en"), attribute_in(codebook, gone, "en")) == (
        "gone",
        "colour",
    )
    relation = replace(row, measure="relation_f1_strict", label="lives_in")
    assert label_in(codebook, relation, "id") == "tinggal di"
    assert label_in(codebook, replace(row, label="lives_in"), "id") == "lives_in"


OF_TEXTS = [one.id for one in MEASURES.values() if one.level == "texts" and not one.is_drawn]
OF_ITEMS = [one.id for one in MEASURES.values() if one.level == "items"]


@pytest.mark.parametrize("code", ["en", "id"])
@pytest.mark.parametrize("measure", [*OF_TEXTS, *OF_ITEMS])
def test_every_measure_makes_a_whole_sentence_in_both_languages(trio, measure, code):
    place = ("person", "role") if measure in OF_ITEMS else ("person" if measure == "ku_alpha" else
                                                            None, None)  # fmt: skip
    text = sentence(trio, measure, *place, code=code)
    assert text.endswith(".")
    assert re.search(r"[{}]|None|\s\s", text) is None
    assert text[0].upper() == text[0] or not text[0].isascii()


def test_a_greek_letter_at_the_beginning_stays_what_it_is(trio):
    row = trio.comparing.row(Target("span_f1_exact", trio.pair()))
    text = methods_sentence(trio.session.codebook, replace(row, measure="gamma"), "en")
    assert text.startswith("γ (Mathet")


# options -----------------------------------------------------------------------------------------

names = st.lists(st.text(max_size=5), max_size=3).map(tuple)
days = st.one_of(st.none(), st.dates().map(str))


@given(
    st.builds(
        Options,
        coders=names,
        labels=names,
        attribute=st.one_of(st.none(), st.text()),
        measures=names,
        table=st.sampled_from(list(Table)),
        documents=names,
        meta=st.lists(st.tuples(st.text(), st.text()), max_size=3).map(tuple),
        first_day=days,
        last_day=days,
        finished_only=st.booleans(),
        with_bulk=st.booleans(),
        labels_apart=st.booleans(),
        seed=st.integers(),
    )
)
def test_any_question_is_kept_as_json_and_read_again(options):
    assert read_options(json.loads(json.dumps(plain_options(options)))) == options


def test_what_a_later_version_kept_beside_is_passed_over():
    assert read_options({"colour": "red", "labels": ["x"]}) == Options(labels=("x",))
