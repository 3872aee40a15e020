"""A gold reading put together line by line: what is chosen, what still lacks, what is refused."""

from __future__ import annotations

import pytest
from review_scene import SRI, person, place, said, work

from annotator.model.errors import RefusedError
from annotator.model.extent import Extent
from annotator.workbench.adjudicating.row_drafts import Edit

PARTS = ((0, 3), (5, 13))
"""Two fragments between the ends of one extent."""


def only(desk):
    """The one case there is to decide."""
    [one] = desk.cases
    return one.id


def line(desk, case_id, kind, name="", label=None):
    """The line of the card that asks something of the first row."""
    return next(
        row
        for row in desk.card(case_id).rows
        if (row.row, row.kind, row.name) == (0, kind, name) and label in (None, row.label)
    )


def take(scene, desk, asked, name):
    """Take what a coder reads in a line of the only case; tells whether all is chosen."""
    case_id = only(desk)
    index = line(desk, case_id, *asked).index
    return desk.take_row(case_id, index, scene.letter(desk, case_id, name))


# fragments ---------------------------------------------------------------------------------------


@pytest.fixture
def between(make):
    """Ends that are agreed, with a gap between them for one of two coders; an answer differs."""
    scene = make(Budi=work(place((0, 13))), Citra=work(place((0, 13), role="town")))
    [mark] = scene.set_of("Budi").spans
    parts = tuple(Extent(*part) for part in PARTS)
    scene.as_coder("Budi").coding.resize_span(mark.id, parts)
    scene.as_coder("Ani")
    return scene, scene.begun()


def test_what_lies_between_agreed_ends_is_still_to_be_chosen(between):
    scene, desk = between
    assert not take(scene, desk, ("attribute", "role"), "Budi")
    assert not line(desk, only(desk), "fragments").has_gold
    with pytest.raises(RefusedError, match="row_open"):
        desk.settle(only(desk))
    assert desk.gold.spans == ()


@pytest.mark.parametrize(("name", "expected"), [("Budi", PARTS), ("Citra", ((0, 13),))])
def test_a_whole_extent_is_taken_from_who_has_it(between, name, expected):
    scene, desk = between
    take(scene, desk, ("attribute", "role"), "Budi")
    assert take(scene, desk, ("fragments",), name)
    desk.settle(only(desk))
    [gold] = desk.gold.spans
    assert tuple((part.start, part.end) for part in gold.fragments) == expected


def test_moving_an_end_by_hand_makes_one_extent_of_several(between):
    scene, desk = between
    take(scene, desk, ("attribute", "role"), "Budi")
    assert desk.edit(only(desk), 0, Edit(end=10))
    desk.settle(only(desk))
    assert [row[:3] for row in said(desk)] == [("place", 0, 10)]


# labels and their questions ----------------------------------------------------------------------


@pytest.fixture
def called(make):
    """One name that two coders call differently, each with an answer of the label's own."""
    scene = make(
        Budi=work(person(SRI, role="head", age=50)),
        Citra=work(place(SRI, role="town")),
        Dewi=work(),
    )
    return scene, scene.begun()


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Budi"], ("person", {"role": "head", "age": 50})),
        (["Citra"], ("place", {"role": "town"})),
        (["Budi", "Citra"], ("place", {"role": "town"})),
        (["Citra", "Budi", "Citra"], ("place", {"role": "town"})),
        (["Citra", "Budi"], ("person", {"role": "head", "age": 50})),
    ],
)
def test_the_label_taken_last_decides_with_its_own_answers(called, names, expected):
    scene, desk = called
    take(scene, desk, ("presence",), "Budi")
    for name in names:
        assert take(scene, desk, ("label",), name)
    desk.settle(only(desk))
    assert [(row[0], row[3]) for row in said(desk)] == [expected]


def test_an_answer_under_a_label_that_was_not_chosen_is_refused(called):
    scene, desk = called
    take(scene, desk, ("label",), "Citra")
    with pytest.raises(RefusedError, match="attribute_not_asked"):
        take(scene, desk, ("attribute", "role", "person"), "Budi")
    assert line(desk, only(desk), "attribute", "role", "place").gold == "town"


def test_an_answer_that_was_read_before_the_label_goes_with_another_label(called):
    scene, desk = called
    take(scene, desk, ("attribute", "role", "person"), "Budi")
    take(scene, desk, ("label",), "Citra")
    desk.settle(only(desk))
    assert said(desk) == [("place", *SRI, {"role": "town"})]


def test_an_answer_by_hand_goes_where_the_label_taken_does_not_ask_for_it(called):
    scene, desk = called
    desk.edit(only(desk), 0, Edit(label="person", answers={"age": 51}))
    take(scene, desk, ("label",), "Citra")
    assert line(desk, only(desk), "attribute", "role", "place").gold == "town"
    take(scene, desk, ("label",), "Budi")
    desk.settle(only(desk))
    assert said(desk) == [("person", *SRI, {"role": "head", "age": 50})]


def test_an_answer_by_hand_goes_along_to_the_label_taken(called):
    scene, desk = called
    desk.edit(only(desk), 0, Edit(label="person", answers={"role": "head"}))
    take(scene, desk, ("label",), "Citra")
    desk.settle(only(desk))
    assert said(desk) == [("place", *SRI, {"role": "head"})]
