"""What the text shows of a case: gold, coders under letters, what is shared, open cases, arcs."""

from __future__ import annotations

import pytest
import review_scene
from review_scene import (
    ASN,
    BALIKPAPAN,
    BUPATI_SRI,
    DI_BALIKPAPAN,
    SAMARINDA,
    SRI,
    TEXT,
    lives_in,
    person,
    place,
    work,
)

from annotator.gui.reader.case_scene import DECIDED_HERE
from annotator.gui.review.adjudication.scene import (
    GOLD,
    annotations_of,
    case_scene,
    focused_of,
    gold_at,
    place_spans,
)
from annotator.model.adjudication import CaseKind, RowPlace
from annotator.model.identity import Id
from annotator.workbench.adjudicating.row_drafts import Edit
from annotator.workbench.adjudicating.states import CaseState


@pytest.fixture
def desk_of(tmp_path):
    """Makes a begun review of what coders marked."""
    scenes = []

    def make(**by_coder):
        scenes.append(review_scene.make_scene(tmp_path, **by_coder))
        return scenes[-1].begun()

    yield make
    for scene in scenes:
        scene.session.close()


def words(extents):
    return [TEXT[one.start : one.end] for one in extents]


def seen(desk, case=None):
    """The scene of a case (of none), and the marks that stand in the text with it."""
    card = desk.card(case.id) if case is not None else None
    return case_scene(desk, case, card), annotations_of(desk, case, card)


def one_of(desk, kind, state=None):
    cases = desk.every_case.values()
    return next(x for x in cases if x.case.kind is kind and state in (None, x.state))


# a case of marks -----------------------------------------------------------------------------


def test_what_both_marked_is_shared_and_what_one_marked_is_hatched(desk_of):
    desk = desk_of(Budi=work(person(BUPATI_SRI)), Citra=work(person(SRI)))
    scene, annotations = seen(desk, one_of(desk, CaseKind.SPAN))
    assert (words(scene.shared), words(scene.stretches)) == (["Sri"], ["Bupati "])
    assert scene.boundaries == (0, 7, 10)
    assert scene.label == "person"
    assert sorted(str(one.coder_id) for one in annotations.spans) == ["A", "B"]


def test_a_case_that_is_only_about_a_label_has_no_boundaries(desk_of):
    desk = desk_of(Budi=work(person(SRI)), Citra=work(place(SRI)))
    scene, _annotations = seen(desk, one_of(desk, CaseKind.SPAN))
    assert (scene.stretches, scene.boundaries) == ((), ())
    assert words(scene.shared) == ["Sri"]
    assert scene.label in ("person", "place")


def test_without_a_case_there_are_only_open_ones_and_their_numbers(desk_of):
    desk = desk_of(Budi=work(person(SRI), person(ASN)), Citra=work(person(SRI)))
    scene, annotations = seen(desk)
    assert (scene.letters, scene.shared) == ((), ())
    assert words(scene.undecided) == ["ASN"]
    [sign] = scene.signs
    assert (sign.number, sign.start, sign.is_active) == (1, ASN[0], False)
    assert [one.coder_id for one in annotations.spans] == [GOLD]


def test_the_case_in_question_has_its_number_and_is_not_among_the_others(desk_of):
    desk = desk_of(Budi=work(person(SRI), person(ASN)), Citra=work(place(SAMARINDA)))
    first, *others = desk.cases
    scene, _annotations = seen(desk, first)
    active = [sign for sign in scene.signs if sign.is_active]
    assert [sign.number for sign in active] == [1]
    assert len(scene.signs) == 3
    assert words(scene.undecided) == [TEXT[x.case.start : x.case.end] for x in others]


def test_what_is_decided_is_neither_dotted_nor_numbered_unless_it_is_in_question(desk_of):
    desk = desk_of(Budi=work(person(SRI), person(ASN)), Citra=work())
    first, second = desk.cases
    desk.take(first.id, "A")
    scene, _annotations = seen(desk, desk.case(second.id))
    assert [sign.number for sign in scene.signs] == [2]
    assert scene.undecided == ()
    scene, _annotations = seen(desk, desk.case(first.id))
    assert {sign.number for sign in scene.signs} == {1, 2}


def test_of_several_cases_at_one_place_the_one_in_question_has_the_number(desk_of):
    desk = desk_of(
        Budi=work(person(BUPATI_SRI), place((0, 6), role="town")), Citra=work(person(SRI))
    )
    same = [one for one in desk.cases if one.case.start == 0]
    for one in same:
        scene, _annotations = seen(desk, one)
        at_place = [sign for sign in scene.signs if sign.start == 0]
        assert [(sign.number, sign.is_active) for sign in at_place] == [(one.number, True)]


def test_fields_of_the_article_have_no_place_in_the_text(tmp_path):
    told = {"Budi": {"outlet": "A"}, "Citra": {"outlet": "B"}}
    scene = review_scene.make_scene(tmp_path, told, Budi=work(person(SRI)), Citra=work())
    desk = scene.begun()
    fields = one_of(desk, CaseKind.DOCUMENT)
    shown, annotations = seen(desk, fields)
    assert [sign.start for sign in shown.signs] == [SRI[0]]
    assert words(shown.undecided) == ["Sri"]
    assert (shown.letters, annotations.spans) == ((), ())
    scene.session.close()


def test_the_gold_of_the_case_in_question_is_told_from_that_of_others(desk_of):
    desk = desk_of(Budi=work(person(SRI), person(ASN)), Citra=work(person(ASN)))
    [case] = desk.cases
    desk.keep_all(case.id)
    _scene, annotations = seen(desk, desk.case(case.id))
    whose = {one.start: one.coder_id for one in annotations.spans if len(one.coder_id) > 1}
    assert whose == {SRI[0]: DECIDED_HERE, ASN[0]: GOLD}
    _scene, annotations = seen(desk)
    assert {one.coder_id for one in annotations.spans} == {GOLD}


def test_marks_in_the_text_stand_in_its_order_and_no_coder_is_named(desk_of):
    desk = desk_of(Budi=work(person(ASN), person(SRI)), Citra=work(person(BUPATI_SRI), person(ASN)))
    _scene, annotations = seen(desk, one_of(desk, CaseKind.SPAN, CaseState.OPEN))
    starts = [one.start for one in annotations.spans]
    assert starts == sorted(starts)
    assert {str(one.coder_id) for one in annotations.spans} <= {"A", "B", "gold", "decided"}


# relations -----------------------------------------------------------------------------------


@pytest.fixture
def linked(desk_of):
    """Two coders agree on the ends; one of them drew a relation."""
    return desk_of(
        Budi=work(person(SRI), place(BALIKPAPAN), lives_in(0, 1)),
        Citra=work(person(SRI), place(BALIKPAPAN)),
    )


def ends_of(annotations):
    by_id = {span.id: span for span in annotations.spans}
    return [
        tuple(TEXT[by_id[i].start : by_id[i].end] for i in (one.source_id, one.target_id))
        for one in annotations.relations
    ]


def test_a_relation_in_question_is_drawn_between_gold_marks(linked):
    case = one_of(linked, CaseKind.RELATION)
    scene, annotations = seen(linked, case)
    assert ends_of(annotations) == [("Sri", "Balikpapan")]
    assert focused_of(annotations) == annotations.relations[0].source_id
    assert (scene.letters, scene.shared) == ((), ())
    assert [sign.number for sign in scene.signs] == [1]


def test_without_a_relation_in_question_no_arc_is_drawn(linked):
    _scene, annotations = seen(linked)
    assert annotations.relations == ()
    assert focused_of(annotations) is None


def test_readings_that_link_the_same_marks_are_one_arc(desk_of):
    lives = lives_in(0, 1, since="2020")
    desk = desk_of(
        Budi=work(person(SRI), place(BALIKPAPAN), lives),
        Citra=work(person(SRI), place(BALIKPAPAN), lives_in(0, 1, since="2021")),
    )
    _scene, annotations = seen(desk, one_of(desk, CaseKind.RELATION))
    assert ends_of(annotations) == [("Sri", "Balikpapan")]


def test_readings_that_link_other_marks_are_an_arc_each(desk_of):
    marks = (person(SRI), place(BALIKPAPAN), place(SAMARINDA))
    desk = desk_of(Budi=work(*marks, lives_in(0, 1)), Citra=work(*marks, lives_in(0, 2)))
    cases = [x for x in desk.every_case.values() if x.case.kind is CaseKind.RELATION]
    found = {ends for case in cases for ends in ends_of(seen(desk, case)[1])}
    assert found == {("Sri", "Balikpapan"), ("Sri", "Samarinda")}


@pytest.fixture
def disputed(desk_of):
    """Two coders differ in where the place begins that both link."""
    return desk_of(
        Budi=work(person(SRI), place(BALIKPAPAN), lives_in(0, 1)),
        Citra=work(person(SRI), place(DI_BALIKPAPAN), lives_in(0, 1)),
    )


def disputed_place(desk):
    """The end in dispute, as a row of its case."""
    case = next(one for one in desk.cases if one.case.kind is CaseKind.SPAN)
    return case, RowPlace(case.id, 0)


def test_an_end_that_is_not_decided_has_no_gold_but_the_coders_marks(disputed):
    _case, end = disputed_place(disputed)
    assert gold_at(disputed, end) is None
    assert {TEXT[one.start : one.end] for one in place_spans(disputed, end)} == {
        "Balikpapan",
        "di Balikpapan",
    }


@pytest.mark.parametrize("letter", ["A", "B"])
def test_an_end_that_is_decided_is_the_reading_that_was_taken(disputed, letter):
    case, end = disputed_place(disputed)
    [mark] = disputed.card(case.id).spans[letter]
    disputed.take(case.id, letter)
    assert gold_at(disputed, end).fragments == mark.fragments


def test_an_end_that_was_put_together_elsewhere_is_found_by_what_it_was_made_of(disputed):
    case, end = disputed_place(disputed)
    disputed.edit(case.id, 0, Edit(start=SAMARINDA[0], end=SAMARINDA[1]))
    disputed.settle(case.id)
    assert TEXT[gold_at(disputed, end).start : gold_at(disputed, end).end] == "Samarinda"


def test_an_end_that_got_another_label_by_hand_is_still_an_end(disputed):
    case, end = disputed_place(disputed)
    disputed.edit(case.id, 0, Edit(label="person", start=BALIKPAPAN[0], answers={"role": "staff"}))
    disputed.settle(case.id)
    assert gold_at(disputed, end).label == "person"


def test_an_end_that_was_rejected_has_no_gold(disputed):
    case, end = disputed_place(disputed)
    disputed.none(case.id)
    assert gold_at(disputed, end) is None


def test_a_row_that_is_not_there_has_neither_gold_nor_marks(disputed):
    case, _end = disputed_place(disputed)
    for end in (RowPlace(case.id, 7), RowPlace(Id("f" * 32), 0)):
        assert gold_at(disputed, end) is None
        assert place_spans(disputed, end) == []
