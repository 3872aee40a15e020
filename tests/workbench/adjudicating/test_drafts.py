"""A gold reading put together line by line: what is chosen, what still lacks, what is refused."""

from __future__ import annotations

import pytest
from review_scene import place, said, work

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
