"""Relations in the review: ends remapped to gold, what falls, what is asked again."""

from __future__ import annotations

import factories
import pytest
from review_scene import (
    BALIKPAPAN,
    BUPATI_SRI,
    DI_BALIKPAPAN,
    SAMARINDA,
    SRI,
    case_with,
    lives_in,
    person,
    place,
    work,
)

from annotator.model.adjudication import CaseType
from annotator.model.errors import RefusedError
from annotator.model.review import Verdict
from annotator.workbench.adjudicating.row_drafts import Edit
from annotator.workbench.adjudicating.states import CaseState
from annotator.workbench.session import Session

BOTH_ENDS = (person(SRI), place(BALIKPAPAN))
LINKED = work(*BOTH_ENDS, lives_in(0, 1))


def drawn(desk):
    """The gold relations by the places of their ends."""
    spans = desk.gold.span_by_id()
    return [
        (one.label, spans[one.source_id].extent.start, spans[one.target_id].extent.start)
        for one in desk.gold.relations
    ]


def take(scene, desk, one, name):
    desk.take(one.id, scene.letter(desk, one.id, name))


def test_a_relation_with_agreed_ends_costs_one_key(make):
    scene = make(Budi=LINKED, Citra=work(*BOTH_ENDS))
    desk = scene.begun()
    [one] = desk.cases
    assert (one.case.type, one.state) == (CaseType.RELATION, CaseState.OPEN)
    take(scene, desk, one, "Budi")
    assert drawn(desk) == [("lives_in", SRI[0], BALIKPAPAN[0])]
    take(scene, desk, one, "Citra")
    assert drawn(desk) == []


def test_a_relation_waits_for_its_ends_and_then_follows_them(make):
    scene = make(Budi=LINKED, Citra=work(person(SRI), place(DI_BALIKPAPAN), lives_in(0, 1)))
    desk = scene.begun()
    relation = case_with(desk, "lives_in")
    assert relation.state is CaseState.WAITING
    assert [one.case.labels for one in desk.cases] == [("place",)]
    with pytest.raises(RefusedError, match="ends_open"):
        desk.take(relation.id, "A")
    take(scene, desk, desk.cases[0], "Citra")
    assert drawn(desk) == [("lives_in", SRI[0], DI_BALIKPAPAN[0])]
    assert desk.case(relation.id).state is CaseState.AUTO
    assert desk.counts.left == 0


def test_a_relation_goes_along_when_the_end_is_decided_otherwise(make):
    scene = make(Budi=LINKED, Citra=work(person(SRI), place(DI_BALIKPAPAN), lives_in(0, 1)))
    desk = scene.begun()
    [end] = desk.cases
    take(scene, desk, end, "Citra")
    [first] = desk.gold.relations
    take(scene, desk, end, "Budi")
    assert drawn(desk) == [("lives_in", SRI[0], BALIKPAPAN[0])]
    assert desk.gold.relations == (first,)


def test_a_relation_of_one_coder_falls_with_the_end_that_only_this_coder_had(make):
    scene = make(Budi=LINKED, Citra=work(person(SRI)))
    desk = scene.begun()
    [end] = desk.cases
    take(scene, desk, end, "Citra")
    fallen = case_with(desk, "lives_in")
    assert (fallen.state, fallen.decision.verdict, fallen.decision.gold) == (
        CaseState.AUTO,
        Verdict.AUTO,
        (),
    )
    assert drawn(desk) == []
    take(scene, desk, end, "Budi")
    assert drawn(desk) == [("lives_in", SRI[0], BALIKPAPAN[0])]


def test_a_relation_that_all_drew_is_a_case_when_its_end_is_rejected(make):
    scene = make(Budi=LINKED, Citra=work(person(SRI), place(DI_BALIKPAPAN), lives_in(0, 1)))
    desk = scene.begun()
    [end] = desk.cases
    desk.none(end.id)
    relation = case_with(desk, "lives_in")
    assert (relation.state, relation.has_lost_end) == (CaseState.OPEN, True)
    with pytest.raises(RefusedError, match="relation_end_rejected"):
        desk.take(relation.id, "A")
    desk.none(relation.id)
    assert desk.counts.left == 0


def test_a_relation_can_be_put_on_another_gold_span(make):
    scene = make(
        Budi=work(*BOTH_ENDS, place(SAMARINDA), lives_in(0, 1)),
        Citra=work(person(SRI), place(DI_BALIKPAPAN), place(SAMARINDA), lives_in(0, 1)),
    )
    desk = scene.begun()
    desk.none(case_with(desk, "place", start=DI_BALIKPAPAN[0]).id)
    relation = case_with(desk, "lives_in")
    samarinda = next(s for s in desk.gold.spans if s.start == SAMARINDA[0])
    assert desk.edit(relation.id, 0, Edit(target=samarinda.id))
    desk.settle(relation.id)
    assert drawn(desk) == [("lives_in", SRI[0], SAMARINDA[0])]


def test_what_was_decided_about_a_relation_is_asked_again_when_its_end_goes(make):
    scene = make(Budi=LINKED, Citra=work(person(BUPATI_SRI), place(BALIKPAPAN)))
    desk = scene.begun()
    [end] = [one for one in desk.cases if one.case.kind == "span"]
    take(scene, desk, end, "Budi")
    relation = case_with(desk, "lives_in")
    take(scene, desk, relation, "Budi")
    assert len(desk.gold.relations) == 1
    desk.none(end.id)
    assert desk.gold.relations == ()
    relation = desk.case(relation.id)
    assert relation.decision is None or relation.decision.verdict is Verdict.AUTO


def test_a_decided_relation_stays_when_its_end_is_only_moved(make):
    scene = make(Budi=LINKED, Citra=work(person(BUPATI_SRI), place(BALIKPAPAN)))
    desk = scene.begun()
    [end] = [one for one in desk.cases if one.case.kind == "span"]
    take(scene, desk, end, "Budi")
    relation = case_with(desk, "lives_in")
    take(scene, desk, relation, "Budi")
    take(scene, desk, end, "Citra")
    assert drawn(desk) == [("lives_in", BUPATI_SRI[0], BALIKPAPAN[0])]
    assert desk.case(relation.id).state is CaseState.DECIDED


def test_of_several_gold_spans_in_a_row_a_relation_takes_its_coders_own(make):
    scene = make(Budi=LINKED, Citra=work(person(SRI), place(DI_BALIKPAPAN)))
    desk = scene.begun()
    desk.keep_all(case_with(desk, "place").id)
    take(scene, desk, case_with(desk, "lives_in"), "Budi")
    assert drawn(desk) == [("lives_in", SRI[0], BALIKPAPAN[0])]


def test_the_card_of_a_relation_says_where_its_gold_ends(make):
    scene = make(Budi=LINKED, Citra=work(*BOTH_ENDS))
    desk = scene.begun()
    [one] = desk.cases
    take(scene, desk, one, "Budi")
    rows = {row.kind: row for row in desk.card(one.id).rows}
    assert rows["presence"].gold is True
    letter = scene.letter(desk, one.id, "Budi")
    for kind in ("source", "target"):
        cells = {cell.letter: cell for cell in rows[kind].cells}
        assert rows[kind].gold == cells[letter].value
        assert [cell.is_there for cell in cells.values()].count(False) == 1
    assert desk.next_relation() is None


BOTH_WAYS = "    from: [person, place]\n    to: [place, person]\n    symmetric: true\n"


@pytest.mark.parametrize(
    ("rest", "count"), [("    from: [person]\n    to: [place]\n", 2), (BOTH_WAYS, 1)]
)
def test_a_relation_that_means_the_same_both_ways_is_kept_once(make, monkeypatch, rest, count):
    codebook = factories.CODEBOOK.replace("    from: [person]\n    to: [place]\n", rest)
    monkeypatch.setattr(
        factories,
        "make_session",
        lambda at: Session.create(at / "p.annot", factories.write_codebook(at, codebook), "Ani"),
    )
    desk = make(Budi=LINKED, Citra=work(*BOTH_ENDS, lives_in(1, 0))).begun()
    [one] = desk.cases
    desk.keep_all(one.id)
    assert len(desk.gold.relations) == count
