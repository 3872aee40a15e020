"""Relations put together by hand or by the majority: label, direction, ends picked in the gold."""

from __future__ import annotations

import pytest
from review_scene import (
    BALIKPAPAN,
    DI_BALIKPAPAN,
    SAMARINDA,
    SRI,
    case_with,
    lives_in,
    person,
    place,
    work,
)

from annotator.model.errors import RefusedError
from annotator.workbench.adjudicating.row_drafts import Edit

MARKS = (person(SRI), place(BALIKPAPAN), place(SAMARINDA))
THERE, ELSEWHERE = lives_in(0, 1), lives_in(0, 2)


def drawn(desk):
    spans = desk.gold.span_by_id()
    return [
        (spans[one.source_id].start, spans[one.target_id].start, dict(one.attributes))
        for one in desk.gold.relations
    ]


def lines(desk, case_id):
    return {(row.kind, row.name): row for row in desk.card(case_id).rows}


def take(scene, desk, case_id, kind, name):
    return desk.take_row(
        case_id, lines(desk, case_id)[kind].index, scene.letter(desk, case_id, name)
    )


@pytest.fixture
def disputed(make):
    """Two agree on the marks; one lets Sri live in another town, and knows since when."""
    scene = make(Budi=work(*MARKS, THERE), Citra=work(*MARKS, lives_in(0, 2, since="2020")))
    desk = scene.begun()
    [one] = desk.cases
    return scene, desk, one.id


def test_a_relation_is_put_together_from_several_coders(disputed):
    scene, desk, case_id = disputed
    assert not take(scene, desk, case_id, ("target", ""), "Budi")
    with pytest.raises(RefusedError, match="row_open"):
        desk.settle(case_id)
    assert take(scene, desk, case_id, ("attribute", "since"), "Citra")
    assert drawn(desk) == []
    desk.settle(case_id)
    assert drawn(desk) == [(SRI[0], BALIKPAPAN[0], {"since": "2020"})]


def test_the_card_shows_which_end_of_a_relation_is_chosen(disputed):
    scene, desk, case_id = disputed
    assert not lines(desk, case_id)["target", ""].has_gold
    take(scene, desk, case_id, ("target", ""), "Citra")
    row = lines(desk, case_id)["target", ""]
    cells = {cell.letter: cell.value for cell in row.cells}
    assert row.gold == cells[scene.letter(desk, case_id, "Citra")]
    assert row.gold != cells[scene.letter(desk, case_id, "Budi")]


@pytest.mark.parametrize("end", ["source", "target"])
def test_one_end_can_be_picked_while_the_other_is_a_readings(disputed, end):
    scene, desk, case_id = disputed
    known = {span.start: span.id for span in desk.gold.spans}
    picked = known[SRI[0]] if end == "source" else known[SAMARINDA[0]]
    desk.edit(case_id, 0, Edit(**{end: picked}))
    if end == "source":
        take(scene, desk, case_id, ("target", ""), "Citra")
    take(scene, desk, case_id, ("attribute", "since"), "Budi")
    desk.settle(case_id)
    assert drawn(desk) == [(SRI[0], SAMARINDA[0], {})]


def test_both_ends_can_be_picked(disputed):
    _scene, desk, case_id = disputed
    known = {span.start: span.id for span in desk.gold.spans}
    ends = {"source": known[SRI[0]], "target": known[BALIKPAPAN[0]]}
    desk.edit(case_id, 0, Edit(**ends, answers={"since": "2021"}))
    desk.settle(case_id)
    assert drawn(desk) == [(SRI[0], BALIKPAPAN[0], {"since": "2021"})]


def test_an_end_that_is_no_gold_span_is_refused_and_nothing_is_decided(disputed):
    scene, desk, case_id = disputed
    own = scene.set_of("Budi").spans[1].id
    desk.edit(case_id, 0, Edit(target=own, answers={"since": ""}))
    with pytest.raises(RefusedError, match="relation_end_rejected"):
        desk.settle(case_id)
    assert (drawn(desk), desk.counts.left) == ([], 1)
    assert desk.has_draft(case_id)


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (Edit(label="person"), "relation_not_legal"),
        (Edit(label="loves"), "relation_not_legal"),
        (Edit(answers={"role": "head"}), "attribute_not_asked"),
    ],
)
def test_a_relation_is_only_given_what_the_codebook_has_for_relations(disputed, edit, code):
    _scene, desk, case_id = disputed
    with pytest.raises(RefusedError, match=code):
        desk.edit(case_id, 0, edit)


def test_most_say_where_a_relation_ends(make):
    scene = make(
        Budi=work(*MARKS, THERE), Citra=work(*MARKS, ELSEWHERE), Dewi=work(*MARKS, ELSEWHERE)
    )
    desk = scene.begun()
    [one] = desk.cases
    desk.propose(one.id)
    assert drawn(desk) == [(SRI[0], SAMARINDA[0], {})]


def test_most_say_that_there_is_no_relation(make):
    desk = make(Budi=work(*MARKS, THERE), Citra=work(*MARKS), Dewi=work(*MARKS)).begun()
    [one] = desk.cases
    desk.propose(one.id)
    assert (drawn(desk), desk.counts.left) == ([], 0)


def test_keeping_all_keeps_relations_to_both_ends_and_equal_ones_once(make):
    scene = make(
        Budi=work(*MARKS, THERE), Citra=work(*MARKS, ELSEWHERE), Dewi=work(*MARKS, ELSEWHERE)
    )
    desk = scene.begun()
    desk.keep_all(desk.cases[0].id)
    assert sorted(drawn(desk)) == [
        (SRI[0], BALIKPAPAN[0], {}),
        (SRI[0], SAMARINDA[0], {}),
    ]


def test_relations_that_differ_only_in_an_answer_cannot_both_be_kept(make):
    scene = make(Budi=work(*MARKS, THERE), Citra=work(*MARKS, lives_in(0, 1, since="2020")))
    desk = scene.begun()
    with pytest.raises(RefusedError, match="already_related"):
        desk.keep_all(desk.cases[0].id)
    assert (drawn(desk), desk.counts.left) == ([], 1)


def test_keeping_all_of_a_relation_draws_it_between_each_coders_own_marks(make):
    scene = make(
        Budi=work(person(SRI), place(BALIKPAPAN), THERE),
        Citra=work(person(SRI), place(DI_BALIKPAPAN), THERE),
    )
    desk = scene.begun()
    desk.keep_all(case_with(desk, "place").id)
    desk.keep_all(case_with(desk, "lives_in").id)
    assert sorted(drawn(desk)) == [(SRI[0], DI_BALIKPAPAN[0], {}), (SRI[0], BALIKPAPAN[0], {})]


def test_the_next_relation_is_the_next_that_nobody_decided(make):
    marks = (*MARKS, person((20, 23)))
    scene = make(Budi=work(*marks, THERE, lives_in(3, 2)), Citra=work(*marks))
    desk = scene.begun()
    first, second = desk.cases
    assert desk.next_relation() == first.id
    assert desk.next_relation(first.id) == second.id
    assert desk.next_relation(second.id) == first.id
    desk.none(first.id)
    assert desk.next_relation() == second.id
    assert desk.next_relation(second.id) is None


def test_a_relation_that_waits_can_be_looked_at_and_not_decided(make):
    scene = make(Budi=work(*MARKS, THERE), Citra=work(person((0, 10)), *MARKS[1:], THERE))
    desk = scene.begun()
    relation = case_with(desk, "lives_in")
    assert {row.differs for row in desk.card(relation.id).rows} == {False}
    for verb in (desk.none, desk.keep_all, desk.skip, desk.propose):
        with pytest.raises(RefusedError, match="ends_open"):
            verb(relation.id)
    with pytest.raises(RefusedError, match="ends_open"):
        desk.note(relation.id, "why")
    with pytest.raises(RefusedError, match="ends_open"):
        desk.send_back(relation.id, "why?")
