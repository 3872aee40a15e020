"""Which numbers a question asks for: whose, of what, by which measures, and in which order."""

from __future__ import annotations

from itertools import combinations

import pytest
from comparing_scene import Scene, linked_records, record

from annotator.agreement.summary import MEASURES
from annotator.model.assignment import Role, gold_id
from annotator.model.errors import InputError
from annotator.workbench.comparing.comparing import Comparing
from annotator.workbench.comparing.measures import (
    is_drawn,
    is_of_answers,
    measure_groups,
    needs_label,
)
from annotator.workbench.comparing.options import Options, Table, Target
from annotator.workbench.comparing.questions import groups_of, labels_of, people_of, targets_of
from annotator.workbench.people import set_role

RELATIONS = ("relation_f1_strict", "relation_f1_given_ends", "relation_f1_lenient")
HEADLINE = ("span_f1_exact", "span_f1_overlap", "span_f1_unlabelled", "char_f1")


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """Ani and Budi on six articles; nothing is changed."""
    scene = Scene(tmp_path_factory.mktemp("pair"), linked_records())
    yield scene
    scene.close()


@pytest.fixture
def trio(build):
    """A third coder beside them, on one article."""
    return build(*linked_records(), record(0, "Cici", [("person", 3, 9, {"role": "head"})]))


def targets(scene, **options):
    return targets_of(scene.comparing.source(Options(**options)))


def places(found):
    return [(one.measure, one.label, one.attribute) for one in found]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"labels_apart": False},
        {"labels": ("person",)},
        {"labels": ("person", "place")},
        {"attribute": "role"},
        {"measures": ("span_f1_exact", "cohen_kappa", "relation_f1_strict")},
        {"with_ignored": True},
    ],
)
def test_no_number_is_asked_for_twice_and_each_can_be_given(pair, options):
    found = targets(pair, **options)
    assert len(set(found)) == len(found) > 0
    for one in found:
        number = pair.comparing.number(one, Options(**options))
        assert number.target == one


def test_a_question_without_measures_begins_with_all_marks_then_labels_then_the_rest(pair):
    found = places(targets(pair))
    assert found[:4] == [(one, None, None) for one in HEADLINE]
    labels = [label for measure, label, _name in found[4:8] if measure.startswith("span_f1")]
    assert labels == ["person", "person", "place", "place"]
    assert found[8:11] == [(one, None, None) for one in RELATIONS]
    assert all(name is not None for _measure, _label, name in found[11:])


def test_each_attribute_is_told_by_percentage_kappa_and_the_alpha_of_its_kind(pair):
    told: dict[object, list[str]] = {}
    for one in targets(pair):
        if one.attribute is not None:
            told.setdefault((one.label, one.attribute), []).append(one.measure)
    alphas = {place: measures.pop().removeprefix("krippendorff_alpha_")
              for place, measures in told.items()}  # fmt: skip
    assert all(measures == ["percent_agreement", "cohen_kappa"] for measures in told.values())
    assert alphas["person", "age"] == "interval"
    assert alphas["person", "also"] == "jaccard"
    assert alphas[None, "outlet"] == "nominal"


def test_of_three_all_are_asked_about_everything_and_each_pair_by_the_headline(trio):
    everybody, *pairs = groups_of(trio.comparing.source(Options()))
    assert pairs == list(combinations(everybody, 2))
    found = targets(trio)
    for group in pairs:
        own = [one for one in found if one.coders == group]
        assert places(own) == [(one, None, None) for one in HEADLINE]
    kappas = {one.measure for one in found if "kappa" in one.measure}
    assert kappas == {"fleiss_kappa"}


def test_what_corrects_for_chance_never_comes_without_the_percentage(pair):
    of_items = [one for one in MEASURES if is_of_answers(one)]
    for measure in of_items:
        found = targets(pair, measures=(measure,), attribute="role", labels=("person",))
        assert [one.measure for one in found] == list(dict.fromkeys(["percent_agreement", measure]))


def test_one_label_that_is_asked_for_is_the_label_of_every_number(pair):
    for measure in (*HEADLINE, "alpha_u", "ku_alpha"):
        found = targets(pair, measures=(measure,), labels=("place",))
        assert {one.label for one in found} == {"place"}


def test_several_labels_are_told_together_and_apart(pair):
    both = ("person", "place")
    assert places(targets(pair, measures=("char_f1",), labels=both)) == [
        ("char_f1", None, None),
        ("char_f1", "person", None),
        ("char_f1", "place", None),
    ]
    together = targets(pair, measures=("char_f1",), labels=both, labels_apart=False)
    assert places(together) == [("char_f1", None, None)]


def test_a_measure_of_one_label_among_others_is_told_of_each_also_where_none_are_apart(pair):
    found = places(targets(pair, measures=("ku_alpha",), labels_apart=False))
    assert found == [("ku_alpha", "person", None), ("ku_alpha", "place", None)]


def test_a_measure_of_marks_says_nothing_of_an_attribute(pair):
    assert targets(pair, measures=("span_f1_exact",), attribute="role") == []


def test_labels_stand_in_the_order_of_the_codebook(pair):
    assert labels_of(pair.comparing.source(Options())) == ["person", "place"]
    asked = pair.comparing.source(Options(labels=("place", "person")))
    assert labels_of(asked) == ["person", "place"]


def test_people_are_those_who_have_begun_or_those_who_are_named(trio):
    context = trio.session.context
    comparing = Comparing(context)
    begun = people_of(comparing.source(Options()))
    assert [one.name for one in begun] == ["Ani", "Budi", "Cici"]
    named = people_of(comparing.source(Options(coders=("cici", "Lead", "CICI"))))
    assert [one.name for one in named] == ["Cici", "Lead"]
    with pytest.raises(InputError) as caught:
        people_of(comparing.source(Options(coders=("Dewi",))))
    assert caught.value.fields["known"] == "Ani, Budi, Cici, Lead"


def test_the_gold_is_compared_with_each_and_nobody_with_a_second_self_there_is_not(trio):
    gold = gold_id(trio.session.project.project_id)
    asked = trio.comparing.source(Options(table=Table.GOLD))
    assert [pair[1] for pair in groups_of(asked)] == [gold] * 3
    assert groups_of(trio.comparing.source(Options(table=Table.AGAIN))) == []
    assert trio.comparing.rows(Options(table=Table.AGAIN)) == []


def test_a_role_changes_nothing_about_who_is_compared(trio):
    set_role(trio.session.context, trio.coder("Ani"), Role.LEAD)
    assert "Ani" in [one.name for one in people_of(trio.comparing.source(Options()))]


@pytest.mark.parametrize(
    ("target", "code"),
    [
        (("f2", None, None), "unknown_measure"),
        (("cohen_kappa", "person", None), "measure_needs_attribute"),
        (("ku_alpha", None, None), "measure_needs_label"),
    ],
)
def test_a_number_that_cannot_be_asked_for_is_refused_by_the_measure(pair, target, code):
    measure, label, attribute = target
    with pytest.raises(InputError) as caught:
        pair.comparing.number(Target(measure, pair.pair(), label, attribute))
    assert (caught.value.code, caught.value.fields["measure"]) == (code, measure)


def test_every_measure_is_of_marks_or_relations_or_answers_and_of_one_of_them():
    groups = measure_groups()
    assert sorted(one for some in groups for one in some) == sorted(MEASURES)
    of_marks, of_relations, of_answers = map(set, groups)
    assert of_relations == set(RELATIONS)
    assert all(is_of_answers(one) == (one in of_answers) for one in MEASURES)
    assert {one for one in MEASURES if is_drawn(one)} == {"gamma", "gamma_cat"} < of_marks
    assert {one for one in MEASURES if needs_label(one)} == {"ku_alpha"} < of_marks


def test_two_can_have_finished_together_only_where_both_say_so(build):
    records = [record(0, "Ani", []), record(0, "Budi", [], status="in_progress")]
    scene = build(*records)
    assert not scene.comparing.has_finished_together()
    scene.session.code_as("Budi")
    scene.session.coding.set_status(scene.document(0), "done")
    assert scene.comparing.has_finished_together()
