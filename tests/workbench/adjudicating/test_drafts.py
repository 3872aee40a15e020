"""A gold reading put together line by line: what is chosen, what still lacks, what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_scene import SRI, TEXT, person, place, said, work

from annotator.model.errors import RefusedError
from annotator.model.extent import Extent
from annotator.text.tokens import words
from annotator.workbench.adjudicating.row_drafts import Edit, next_token

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


@pytest.mark.parametrize(
    ("label", "expected"),
    [("place", {"role": "town"}), ("person", {"role": "head", "age": 50})],
)
def test_a_label_given_by_hand_that_somebody_took_has_its_own_answers(called, label, expected):
    scene, desk = called
    take(scene, desk, ("label",), "Citra" if label == "person" else "Budi")
    desk.edit(only(desk), 0, Edit(label=label))
    desk.settle(only(desk))
    assert said(desk) == [(label, *SRI, expected)]


def test_an_answer_goes_along_to_a_label_that_nobody_took(make):
    scene = make(Budi=work(person(SRI, role="head")), Citra=work())
    desk = scene.begun()
    take(scene, desk, ("presence",), "Budi")
    desk.edit(only(desk), 0, Edit(label="place"))
    desk.settle(only(desk))
    assert said(desk) == [("place", *SRI, {"role": "head"})]


# ends --------------------------------------------------------------------------------------------


def test_ends_that_leave_nothing_between_them_are_not_chosen(make):
    """Three coders each of whom overlaps the next: the first ends before the last begins."""
    scene = make(Budi=work(place((0, 6))), Citra=work(place((3, 10))), Dewi=work(place((7, 12))))
    desk = scene.begun()
    assert not take(scene, desk, ("start",), "Dewi")
    assert not take(scene, desk, ("end",), "Budi")
    with pytest.raises(RefusedError) as error:
        desk.settle(only(desk))
    assert (error.value.code, error.value.fields["count"]) == ("row_open", 2)
    assert take(scene, desk, ("end",), "Citra")
    desk.settle(only(desk))
    assert [row[1:3] for row in said(desk)] == [(7, 10)]


@pytest.mark.parametrize(
    "edit",
    [
        Edit(start=len(TEXT)),
        Edit(start=len(TEXT) + 5),
        Edit(start=-1),
        Edit(end=0),
        Edit(end=len(TEXT) + 1),
        Edit(start=5, end=5),
        Edit(fragments=()),
        Edit(fragments=(Extent(0, 5), Extent(3, 8))),
        Edit(fragments=(Extent(0, 5), Extent(8, len(TEXT) + 1))),
    ],
)
def test_ends_that_are_not_in_the_text_are_refused_also_one_at_a_time(make, edit):
    desk = make(Budi=work(place((2, 6))), Citra=work(place((3, 7)))).begun()
    with pytest.raises(RefusedError, match="offsets_not_in_text"):
        desk.edit(only(desk), 0, edit)
    assert not line(desk, only(desk), "start").has_gold
    assert not line(desk, only(desk), "end").has_gold


def test_the_whole_text_can_be_an_extent(make):
    desk = make(Budi=work(place((2, 6))), Citra=work(place((3, 7)))).begun()
    assert desk.edit(only(desk), 0, Edit(start=0, end=len(TEXT)))
    desk.settle(only(desk))
    assert [row[1:3] for row in said(desk)] == [(0, len(TEXT))]


def test_ends_of_what_is_no_mark_cannot_be_moved(make):
    fields = {"Budi": {"outlet": "Kompas"}, "Citra": {"outlet": "Tempo"}}
    desk = make(fields, Budi=work(person(SRI)), Citra=work(person(SRI))).begun()
    for is_end in (False, True):
        with pytest.raises(RefusedError, match="no_reading"):
            desk.move_end(only(desk), 0, 1, is_end=is_end)


PIECES = ("a", "kata", " ", "\n", "\u00a0", "-", ".", ",", "1", "'", "e\u0301", "😀", "نص", "文字")


def boundaries_by_token(text, *, is_end):
    """Where a token begins, or ends, by the one list of tokens."""
    return sorted({end if is_end else start for start, end in words(text)})


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(PIECES), max_size=20).map("".join),
    st.integers(0, 40),
    st.sampled_from((1, -1)),
    st.booleans(),
)
def test_the_next_token_is_the_nearest_place_where_one_begins_or_ends(text, at, step, is_end):
    at = min(at, len(text))
    known = boundaries_by_token(text, is_end=is_end)
    further = [one for one in known if (one - at) * step > 0]
    limit = len(text) if step > 0 else 0
    expected = (min(further) if step > 0 else max(further)) if further else limit
    assert next_token(text, at, step, is_end=is_end) == expected
