"""What a verdict makes of the marks of a case: answers that are one, marks that are kept once."""

from __future__ import annotations

from review_scene import SRI, person, said, work


def test_a_number_written_in_two_ways_is_one_answer_and_gold_by_rule(make):
    desk = make(Budi=work(person(SRI, age=50)), Citra=work(person(SRI, age=50.0))).begun()
    assert (desk.cases, said(desk)) == ((), [("person", *SRI, {"age": 50})])


def test_several_values_in_another_order_are_one_answer_and_gold_by_rule(make):
    scene = make(Budi=work(person(SRI, also=["x", "y"])), Citra=work(person(SRI, also=["y", "x"])))
    desk = scene.begun()
    [(_label, _start, _end, answers)] = said(desk)
    assert (desk.cases, sorted(answers["also"])) == ((), ["x", "y"])
