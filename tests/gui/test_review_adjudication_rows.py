"""Row by row, relations and fields, without a screen: what is chosen, moved, refused."""

from __future__ import annotations

import pytest
import review_scene
from review_scene import ASN, BALIKPAPAN, BUPATI_SRI, SRI, person, place, work

from annotator.gui.review.adjudication.sitting import Sitting
from annotator.model.adjudication import AspectKind, CaseKind
from annotator.model.errors import RefusedError
from annotator.workbench.adjudicating.states import CaseState


@pytest.fixture
def seated(tmp_path):
    """Makes a project of what coders marked, and sits down at its first case."""
    scenes = []

    def make(fields=None, **by_coder):
        scenes.append(review_scene.make_scene(tmp_path, fields, **by_coder))
        made = Sitting(scenes[-1].session.context)
        made.read_articles()
        made.open(scenes[-1].document_id)
        made.desk.begin()
        made.look_at(made.desk.next_open())
        return made

    yield make
    for scene in scenes:
        scene.session.close()


# row by row ----------------------------------------------------------------------------------


@pytest.fixture
def rows(seated):
    """A case of two coders who differ in start, end, label and an answer."""
    return seated(
        Budi=work(person(BUPATI_SRI, role="head")), Citra=work(place((0, 6), role="town"))
    )


def test_rows_that_differ_are_gone_through_in_a_ring_both_ways(rows):
    indexes = [row.index for row in rows.rows()]
    assert len(indexes) > 1
    seen = []
    for _time in range(len(indexes) + 1):
        rows.step_row(1)
        seen.append(rows.row)
    assert seen == [*indexes, indexes[0]]
    rows.step_row(-1)
    assert rows.row == indexes[-1]


def test_a_reading_taken_for_each_row_comes_to_that_coders_reading(rows):
    [mark] = rows.card.spans["B"]
    rows.step_row(1)
    for _row in range(len(rows.rows())):
        if rows.case is None:
            break
        rows.take(1)
    [gold] = rows.desk.gold.spans
    assert (gold.label, gold.fragments) == (mark.label, mark.fragments)


def test_readings_of_different_coders_are_put_together_and_esc_lets_go(rows):
    case = rows.case_id
    end = next(row for row in rows.rows() if row.kind is AspectKind.END)
    rows.take_row(end.index, "A")
    assert rows.desk.has_draft(case)
    assert rows.row is not None, "the next row is in question"
    rows.discard()
    assert not rows.desk.has_draft(case)
    assert rows.row is None


def test_the_ends_of_the_row_in_question_are_moved(seated):
    sitting = seated(
        Budi=work(person(BUPATI_SRI), person(ASN)), Citra=work(person((0, 23), role="staff"))
    )
    second = [row for row in sitting.rows() if row.row == 1]
    sitting.row = second[0].index
    sitting.move_end(1, is_end=False, by_token=False)
    starts = {row.row: row.gold for row in sitting.card.rows if row.kind is AspectKind.START}
    assert starts == {0: 0, 1: 20}, "the first one starts where everybody has it"
    sitting.move_end(-1, is_end=False, by_token=True)
    starts = {row.row: row.gold for row in sitting.card.rows if row.kind is AspectKind.START}
    assert starts == {0: 0, 1: 11}, "one word back"


def test_a_row_that_is_gone_gives_way_to_the_first_one(rows):
    rows.row = 99
    rows.step_row(1)
    assert rows.row == rows.rows()[0].index
    rows.row = 99
    rows.step_row(-1)
    assert rows.row == rows.rows()[-1].index


# relations and fields ------------------------------------------------------------------------


def test_the_next_relation_is_found_past_other_cases_and_then_there_is_none(seated):
    lives = review_scene.lives_in(0, 1)
    sitting = seated(
        Budi=work(person(SRI), place(BALIKPAPAN), person(ASN), lives),
        Citra=work(person(SRI), place(BALIKPAPAN)),
    )
    sitting.look_at(next(one.id for one in sitting.cases if one.case.kind is CaseKind.SPAN))
    assert sitting.next_relation()
    assert sitting.case.case.kind is CaseKind.RELATION
    sitting.none()
    assert not sitting.next_relation()


def test_ends_of_fields_and_relations_cannot_be_moved(seated):
    sitting = seated({"Budi": {"outlet": "A"}, "Citra": {"outlet": "B"}}, Budi=work(), Citra=work())
    assert sitting.case.case.kind is CaseKind.DOCUMENT
    with pytest.raises(RefusedError, match="no_reading"):
        sitting.move_end(1, is_end=True, by_token=False)
    with pytest.raises(RefusedError, match="cannot_keep_all"):
        sitting.keep_all()
    assert not sitting.desk.has_draft(sitting.case_id)


def test_a_relation_that_waits_for_its_ends_is_refused_before_anything_is_chosen(seated):
    lives = review_scene.lives_in(0, 1)
    sitting = seated(
        Budi=work(person(BUPATI_SRI), place(BALIKPAPAN), lives),
        Citra=work(person(SRI), place(BALIKPAPAN), lives),
    )
    every = sitting.desk.every_case.values()
    waiting = next(one for one in every if one.state is CaseState.WAITING)
    sitting.look_at(waiting.id)
    [row, *_more] = sitting.card.rows
    for act in (lambda: sitting.take(0), lambda: sitting.take_row(row.index, "A")):
        with pytest.raises(RefusedError, match="ends_open"):
            act()
    assert not sitting.desk.has_draft(waiting.id)
