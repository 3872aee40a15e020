"""What the agreement page asks: each step leads to a question that can be answered as it reads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from comparing_scene import Scene, linked_records, record
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.summary import MEASURES
from annotator.gui.review.agreement.question import (
    FIRST,
    KAPPA,
    MOST_VALUES,
    QUICK,
    Choices,
    Question,
    choices_of,
    is_slow,
    question_of,
    with_attribute,
    with_label,
    with_measure,
)
from annotator.workbench.comparing.measures import is_of_answers, measure_groups, needs_label
from annotator.workbench.comparing.options import Options, plain_options, read_options

OF_MARKS, OF_RELATIONS, OF_ANSWERS = measure_groups()
CHOICES = Choices(
    ("person", "place"), (("person", "role"), ("place", "role"), (None, "outlet")), ()
)
MEASURE = st.sampled_from(sorted(MEASURES))
STEPS = st.lists(
    st.one_of(
        MEASURE.map(lambda one: lambda asked: with_measure(asked, one, CHOICES)),
        st.sampled_from((None, *CHOICES.labels)).map(
            lambda one: lambda asked: with_label(asked, one)
        ),
        st.sampled_from((None, *CHOICES.attributes)).map(
            lambda one: lambda asked: with_attribute(asked, one)
        ),
    ),
    max_size=6,
)
DAY = st.none() | st.dates().map(str)
NARROWED = st.builds(
    Question,
    finished_only=st.booleans(),
    meta=st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), max_size=3).map(tuple),
    first_day=DAY,
    last_day=DAY,
    with_suggested=st.booleans(),
)


def after(question, steps):
    for step in steps:
        question = step(question)
    return question


# laws of every road ----------------------------------------------------------------------------


@given(STEPS)
def test_whatever_is_switched_the_question_has_what_its_measure_needs(steps):
    asked = after(Question(), steps)
    target = asked.target(())
    assert (asked.attribute is not None) == is_of_answers(asked.measure)
    if is_of_answers(asked.measure):
        assert (target.label, target.attribute) in CHOICES.attributes
    if needs_label(asked.measure):
        assert target.label is not None


@given(STEPS)
def test_the_number_is_about_the_label_that_the_question_names(steps):
    asked = after(Question(), steps)
    assert asked.target(()).label == asked.label
    assert asked.target(()).attribute == asked.attribute


@given(NARROWED, STEPS)
def test_switching_measure_label_and_attribute_leaves_the_choice_of_articles(question, steps):
    assert after(question, steps).options == question.options


@given(NARROWED, STEPS)
def test_what_is_kept_opens_as_the_same_question(question, steps):
    asked = after(question, steps)
    plain = plain_options(asked.kept)
    assert question_of(read_options(plain)) == asked


@given(STEPS, MEASURE)
def test_asking_for_a_measure_twice_is_asking_once(steps, measure):
    once = with_measure(after(Question(), steps), measure, CHOICES)
    assert once.measure == measure
    assert with_measure(once, measure, CHOICES) == once


# measures --------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", OF_RELATIONS)
def test_a_measure_of_relations_is_asked_of_all_labels(measure):
    asked = with_measure(Question(label="person"), measure, CHOICES)
    assert (asked.measure, asked.label) == (measure, None)


@pytest.mark.parametrize("measure", OF_RELATIONS)
def test_a_kept_view_of_relations_with_a_label_says_only_what_is_counted(measure):
    assert question_of(Options(measures=(measure,), labels=("person",))).label is None


@pytest.mark.parametrize("measure", OF_MARKS)
def test_a_measure_of_marks_keeps_the_label(measure):
    assert with_measure(Question(label="place"), measure, CHOICES).label == "place"


@pytest.mark.parametrize("measure", OF_ANSWERS)
@pytest.mark.parametrize("label", ["person", "place"])
def test_a_measure_of_answers_takes_an_attribute_of_the_label_that_was_asked_for(measure, label):
    asked = with_measure(Question(label=label), measure, CHOICES)
    assert (asked.label, asked.attribute) == (label, "role")


def test_a_measure_of_answers_takes_the_first_attribute_where_the_label_has_none():
    choices = replace(CHOICES, attributes=((None, "outlet"),))
    asked = with_measure(Question(label="place"), KAPPA, choices)
    assert (asked.label, asked.attribute) == (None, "outlet")


def test_another_measure_of_answers_stays_with_the_attribute():
    asked = with_measure(Question(KAPPA, "place", "role"), "gwet_ac1", CHOICES)
    assert asked == Question("gwet_ac1", "place", "role")


def test_a_measure_of_one_label_takes_the_first_and_leaves_a_chosen_one():
    assert with_measure(Question(), "ku_alpha", CHOICES).label == "person"
    assert with_measure(Question(label="place"), "ku_alpha", CHOICES).label == "place"


def test_the_percentage_is_all_that_measures_of_answers_need_beside_them():
    needing = {one for one in MEASURES if Question(one).needs_percent}
    assert needing == set(OF_ANSWERS) - {"percent_agreement"}


@pytest.mark.parametrize("measure", sorted(MEASURES))
def test_measures_that_draw_are_slow_and_unitizing_is_with_many_marks(measure):
    unitizing = {"alpha_u", "u_alpha_nominal", "bar_u_alpha_binary", "cu_alpha_nominal"}
    is_drawn = measure in ("gamma", "gamma_cat")
    assert is_slow(Question(measure), 0) == is_drawn
    assert is_slow(Question(measure), 10**6) == (is_drawn or measure in unitizing)


def test_the_measures_that_are_always_seen_need_nothing_but_marks():
    assert QUICK[0] == FIRST == Question().measure
    assert set(QUICK) <= set(OF_MARKS)
    assert not any(map(needs_label, QUICK))


# labels and attributes -------------------------------------------------------------------------


def test_a_label_ends_the_question_about_an_attribute():
    asked = with_label(Question(KAPPA, "person", "role"), "place")
    assert asked == Question(FIRST, "place", None)


def test_all_labels_end_a_question_that_needs_one():
    assert with_label(Question("ku_alpha", "person"), None) == Question(FIRST)
    assert with_label(Question("ku_alpha", "person"), "place").measure == "ku_alpha"


@pytest.mark.parametrize("measure", OF_RELATIONS)
def test_a_label_ends_the_question_about_relations(measure):
    assert with_label(Question(measure), "person") == Question(FIRST, "person")


def test_a_label_keeps_a_measure_of_marks():
    assert with_label(Question("char_f1"), "person") == Question("char_f1", "person")
    assert with_label(Question("char_f1", "person"), None) == Question("char_f1")


@pytest.mark.parametrize("place", CHOICES.attributes)
def test_an_attribute_asks_for_kappa_unless_answers_are_measured_already(place):
    assert with_attribute(Question(label="person"), place) == Question(KAPPA, *place)
    other = with_attribute(Question("gwet_ac1", "person", "role"), place)
    assert other == Question("gwet_ac1", *place)


def test_no_attribute_asks_about_marks_of_the_label_again():
    assert with_attribute(Question(KAPPA, "person", "role"), None) == Question(FIRST, "person")
    assert with_attribute(Question("char_f1", "person"), None) == Question("char_f1", "person")


# what there is to ask --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """Articles whose metadata say a desk, a number, and each something of its own."""
    records = linked_records()
    for at, one in enumerate(records):
        number = int(one["doc_id"].rpartition("-")[2])
        desk = "politik" if number % 2 else "Kota & desa"
        one["metadata"] = {"desk": desk, "page": number % 3, "url": f"https://example.org/{number}"}
        records[at] = one
    found = Scene(tmp_path_factory.mktemp("question"), records)
    yield found
    found.close()


def test_labels_and_attributes_are_those_that_are_used(scene):
    choices = choices_of(scene.comparing)
    assert choices.labels == ("person", "place")
    assert ("person", "role") in choices.attributes
    assert (None, "outlet") in choices.attributes
    assert ("person", "born") not in choices.attributes, "nobody answered it"


def test_metadata_are_offered_as_text_each_value_once(scene):
    fields = dict(choices_of(scene.comparing).fields)
    assert fields["desk"] == ("Kota & desa", "politik")
    assert fields["page"] == ("0", "1", "2")


def test_every_value_that_is_offered_finds_its_articles_and_together_all(scene):
    for name, values in choices_of(scene.comparing).fields:
        found = []
        for value in values:
            source = scene.comparing.source(Question(meta=((name, value),)).options)
            assert source.choice.articles
            found += [one.id for one in source.choice.articles]
        assert sorted(found) == sorted(scene.comparing.corpus().articles)


@pytest.mark.parametrize(("count", "is_offered"), [(MOST_VALUES, True), (MOST_VALUES + 1, False)])
def test_a_field_that_says_something_else_of_every_article_is_not_offered(
    tmp_path, count, is_offered
):
    made = Scene(
        tmp_path,
        [record(n, "Ani", [], metadata={"url": f"u{n}", "desk": "x"}) for n in range(count)],
    )
    names = [name for name, _values in choices_of(made.comparing).fields]
    made.close()
    assert "desk" in names
    assert ("url" in names) == is_offered


def test_a_project_without_marks_offers_nothing(tmp_path):
    made = Scene(tmp_path, [record(1, "Ani", [])])
    choices = choices_of(made.comparing)
    made.close()
    assert (choices.labels, choices.attributes) == ((), ())
