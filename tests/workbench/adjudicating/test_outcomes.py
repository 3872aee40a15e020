"""What a verdict makes of the marks of a case: answers that are one, marks that are kept once."""

from __future__ import annotations

import pytest
from review_scene import BUPATI_SRI, SRI, person, said, work

from annotator.model.errors import RefusedError


def test_a_number_written_in_two_ways_is_one_answer_and_gold_by_rule(make):
    desk = make(Budi=work(person(SRI, age=50)), Citra=work(person(SRI, age=50.0))).begun()
    assert (desk.cases, said(desk)) == ((), [("person", *SRI, {"age": 50})])


def test_several_values_in_another_order_are_one_answer_and_gold_by_rule(make):
    scene = make(Budi=work(person(SRI, also=["x", "y"])), Citra=work(person(SRI, also=["y", "x"])))
    desk = scene.begun()
    [(_label, _start, _end, answers)] = said(desk)
    assert (desk.cases, sorted(answers["also"])) == ((), ["x", "y"])


def test_keeping_all_keeps_marks_once_that_are_equal_in_what_counts(make):
    scene = make(
        Budi=work(person(SRI, also=["x", "y"], age=50)),
        Citra=work(person(SRI, also=["y", "x"], age=50.0)),
        Dewi=work(person(BUPATI_SRI, also=["x"])),
    )
    desk = scene.begun()
    desk.keep_all(desk.cases[0].id)
    assert [row[:3] for row in said(desk)] == [("person", *BUPATI_SRI), ("person", *SRI)]
    assert {name: sorted(v) if name == "also" else v for name, v in said(desk)[1][3].items()} == {
        "also": ["x", "y"],
        "age": 50,
    }


def test_of_marks_kept_once_the_answers_that_do_not_count_stay_where_all_gave_them(make):
    whys = {"Budi": "heard", "Citra": "seen", "Dewi": "seen"}
    works = {
        name: work(person(BUPATI_SRI if name == "Dewi" else SRI, role="head", why=why))
        for name, why in whys.items()
    }
    scene = make(**works)
    ignore(scene, "why")
    desk = scene.begun()
    desk.keep_all(desk.cases[0].id)
    assert [row[3] for row in said(desk)] == [{"role": "head", "why": "seen"}, {"role": "head"}]


def ignore(scene, name):
    """Let the codebook leave an answer about people out of agreement."""
    question = scene.session.codebook.labels["person"].attributes[name]
    object.__setattr__(question, "agreement", "ignore")


def test_two_answers_to_one_question_cannot_both_be_kept_on_the_same_words(make):
    scene = make(Budi=work(person(SRI, role="head")), Citra=work(person(SRI, role="staff")))
    desk = scene.begun()
    with pytest.raises(RefusedError, match="already_marked"):
        desk.keep_all(desk.cases[0].id)
    assert (desk.gold.spans, desk.counts.left) == ((), 1)
