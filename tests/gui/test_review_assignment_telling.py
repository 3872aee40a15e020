"""The panel beside the table: what it says of the chosen cells is what the keys do with them."""

from __future__ import annotations

import itertools

import pytest
from assignment_scene import (
    BEGUN,
    DONE,
    FIRST,
    GIVEN,
    LEAD,
    NOTHING,
    SECOND,
    TODAY,
    copied,
    grid_of,
    id_of,
    line,
    make_team,
)

from annotator.gui.review.assignment.model import GridModel
from annotator.gui.review.assignment.telling import deed_of, tell_of
from annotator.model.change import Operation
from annotator.model.document import Progress
from annotator.model.extent import Extent
from annotator.model.review import ReviewStatus
from annotator.store import rows
from annotator.workbench.adjudicating.articles import Adjudicating
from annotator.workbench.assigning import Assigning
from annotator.workbench.assignment_grid import CellState

LOCKED = {**BEGUN, "state": CellState.LOCKED, "is_locked": True}
SIGNED = {**DONE, "state": CellState.SIGNED_OFF}
OWN_WORK = {**DONE, "is_assigned": False}
KINDS = {
    "nothing": NOTHING,
    "given": GIVEN,
    "begun": BEGUN,
    "done": DONE,
    "locked": LOCKED,
    "signed": SIGNED,
    "own work": OWN_WORK,
}
KEY_OF = {"assign": "assign", "unassign": "assign", "lock": "lock", "unlock": "lock"}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return make_team(tmp_path_factory.mktemp("team"))


@pytest.fixture(scope="module")
def session(path, tmp_path_factory):
    """The team's project, not to be written."""
    with copied(path, tmp_path_factory.mktemp("read")) as session:
        yield session


@pytest.fixture
def work(path, tmp_path):
    """The team's project, to work on."""
    with copied(path, tmp_path) as session:
        yield session


def model_of(session):
    made = GridModel()
    made.show_grid(Assigning(session.context).grid(), TODAY)
    return made


def place(session, model, row, name):
    return model.place_of(session.finding.documents()[row], id_of(session, name))


def told_of(session, row, name):
    model = model_of(session)
    index = place(session, model, row, name)
    return tell_of(model, [index], index, session.context)


def deeds(told):
    return {one.id: one.words for one in told.deeds}


# the deeds ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kinds", list(itertools.combinations(KINDS, 2)), ids="+".join)
def test_what_the_panel_offers_is_what_the_keys_do(qapp, session, kinds):
    """Whatever is chosen: each deed on the panel is that which its key carries out."""
    model = GridModel()
    model.show_grid(grid_of(line(1, *(KINDS[one] for one in kinds))), TODAY)
    chosen = [model.index(0, 0), model.index(0, 1)]
    cells = [model.cell(one) for one in chosen]
    for deed in tell_of(model, chosen, chosen[0], session.context).deeds:
        assert deed_of(KEY_OF.get(deed.id, deed.id), cells) == deed.id
        assert deed.id in deed_of(deed.id, cells), "a pressed button means what it says"


BLOCKS = [[(0, 1), (4, 1)], [(0, 0), (1, 0), (2, 0), (3, 0), (4, 0)], [(3, 2), (5, 2)], [(0, 2)]]


@pytest.mark.parametrize("block", BLOCKS, ids=str)
def test_the_number_on_a_deed_is_how_many_cells_it_changes(work, block):
    assigning = Assigning(work.context)
    assigning.lock([(work.finding.documents()[0], id_of(work, FIRST))])
    model = model_of(work)
    chosen = [model.index(*one) for one in block]
    found = deeds(tell_of(model, chosen, chosen[0], work.context))
    for verb in found.keys() - {"review", "open"}:
        count = getattr(assigning, verb)(model.places(chosen))
        work.history.undo()
        assert count > 0, verb
        assert found[verb].endswith(f"({count})") == (len(block) > 1), verb


def test_what_no_deed_names_changes_nothing(work):
    """A key whose deed is not offered finds nothing to do, in any single cell."""
    model, assigning = model_of(work), Assigning(work.context)
    for row, column in itertools.product(range(6), range(3)):
        index = model.index(row, column)
        offered = deeds(tell_of(model, [index], index, work.context))
        for key in ("lock", "reopen"):
            verb = deed_of(key, [model.cell(index)])
            if verb not in offered:
                assert getattr(assigning, verb)(model.places([index])) == 0


def test_a_block_is_not_taken_back_as_long_as_one_cell_of_it_is_free(qapp, session):
    model = GridModel()
    model.show_grid(grid_of(line(1, GIVEN, GIVEN, NOTHING)), TODAY)
    cells = list(model.line(0).cells)
    assert deed_of("assign", cells) == "assign"
    assert deed_of("assign", cells[:2]) == "unassign"
    assert deed_of("unassign", cells) == "unassign", "Delete never hands out"
    assert deed_of("assign", []) == "assign"
    assert deed_of("lock", []) == "lock"


def test_reopening_what_was_signed_off_says_what_becomes_of_the_decisions(qapp, session):
    model = GridModel()
    model.show_grid(grid_of(line(1, SIGNED, DONE)), TODAY)
    signed, done = model.index(0, 0), model.index(0, 1)
    assert "stale" in deeds(tell_of(model, [signed], signed, session.context))["reopen"]
    assert deeds(tell_of(model, [done], done, session.context))["reopen"] == "reopen"
    both = deeds(tell_of(model, [done, signed], done, session.context))
    assert both["reopen"] == "reopen; decisions become stale (2)"


# one cell -------------------------------------------------------------------------------------


def test_a_cell_is_called_by_its_coder_and_the_number_of_its_article(session):
    told = told_of(session, 2, FIRST)
    assert (told.title, told.state, told.word) == ("Ayu · 3", CellState.IN_PROGRESS, "in progress")
    assert told.lines == ()


def test_enter_reviews_what_two_have_finished_and_else_opens_ones_own_article(session):
    assert deeds(told_of(session, 0, FIRST))["review"] == "review the article"
    assert "open" not in deeds(told_of(session, 0, LEAD)), "Enter does one thing"
    assert deeds(told_of(session, 1, LEAD))["open"] == "open the article"
    assert not {"open", "review"} & set(deeds(told_of(session, 1, FIRST)))


def test_work_that_nobody_assigned_is_told_as_such(work):
    Assigning(work.context).unassign([(work.finding.documents()[0], id_of(work, FIRST))])
    told = told_of(work, 0, FIRST)
    assert told.lines == ("Nobody assigned it; the marks count all the same.",)
    assert told_of(work, 5, FIRST).lines == (), "there is no work"


def test_what_is_served_later_says_from_when(qapp, session):
    model = GridModel()
    model.show_grid(grid_of(line(1, {**GIVEN, "since": "2026-12-01"})), TODAY)
    index = model.index(0, 0)
    told = tell_of(model, [index], index, session.context)
    assert told.lines == ("Handed out from 1 Dec 2026.",)
    model.show_grid(model.grid, "2026-12-01")
    assert tell_of(model, [index], index, session.context).lines == ()


@pytest.mark.parametrize(
    ("progress", "word"),
    [
        (Progress.NEW, "locked; assigned"),
        (Progress.IN_PROGRESS, "locked; in progress"),
        (Progress.DONE, "locked; done"),
    ],
)
def test_what_is_locked_says_how_far_it_is(qapp, session, progress, word):
    model = GridModel()
    model.show_grid(grid_of(line(1, {**LOCKED, "progress": progress})), TODAY)
    index = model.index(0, 0)
    assert tell_of(model, [index], index, session.context).word == word


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (CellState.IN_REVIEW, "in review, therefore locked"),
        (CellState.SIGNED_OFF, "signed off, therefore locked"),
        (CellState.REOPENED, "locked; done"),
    ],
)
def test_only_a_review_that_goes_on_or_is_over_is_a_reason_to_be_locked(qapp, session, state, word):
    model = GridModel()
    model.show_grid(grid_of(line(1, {**DONE, "state": state, "is_locked": True})), TODAY)
    index = model.index(0, 0)
    assert tell_of(model, [index], index, session.context).word == word


# blocks and other choices ---------------------------------------------------------------------


def test_a_block_is_counted_in_cells_articles_coders_and_states(session):
    model = model_of(session)
    chosen = [model.index(row, column) for row in (0, 1, 2) for column in (1, 2)]
    told = tell_of(model, chosen, chosen[0], session.context)
    assert (told.title, told.word) == ("6 cells", "3 articles × 2 coders")
    assert sum(int(one.rpartition(" ")[2]) for one in told.lines) == 6
    assert told.lines[0] == "done: 3"
    assert told.state is CellState.DONE
    assert told.counts is None


def test_reviews_among_the_chosen_cells_are_not_counted(session):
    model = model_of(session)
    row = [model.index(0, column) for column in range(4)]
    assert tell_of(model, row, row[0], session.context).title == "3 cells"


def test_of_a_cell_and_a_review_the_one_with_the_keyboard_is_told(session):
    model = model_of(session)
    chosen, review = model.index(3, 1), model.index(0, 3)
    for present, title in ((chosen, "Ayu · 4"), (review, "Review · 1")):
        told = tell_of(model, [chosen, review], present, session.context)
        assert told.title == title


def test_where_nothing_is_chosen_that_is_said(session):
    model = GridModel()
    told = tell_of(model, [], model.index(0, 0), session.context)
    assert (told.title, told.word, told.deeds) == ("Assignment", "nothing chosen", ())


# the review -----------------------------------------------------------------------------------


def test_the_review_of_an_article_is_offered_as_soon_as_it_can_begin(session):
    model = model_of(session)
    first, second = (
        tell_of(model, [index], index, session.context)
        for index in (model.index(0, 3), model.index(1, 3))
    )
    assert (first.title, first.word, first.lines) == ("Review · 1", "to review", ("2 coders done",))
    assert deeds(first) == {"review": "review the article"}
    assert (second.word, deeds(second)) == ("waits for coders", {})


def test_a_review_that_was_begun_stays_open_to_reviewers_though_work_was_reopened(work):
    document = work.finding.documents()[0]
    Adjudicating(work.context).desk(document).begin(0.0)
    Assigning(work.context).reopen([(document, id_of(work, FIRST))])
    model = model_of(work)
    told = tell_of(model, [], model.index(0, 3), work.context)
    assert model.line(0).review.status is ReviewStatus.IN_REVIEW
    assert set(deeds(told)) == {"review"}


# the numbers ----------------------------------------------------------------------------------


def numbers(told):
    return {
        label: dict(zip(told.counts.headings, row, strict=True)) for label, row in told.counts.rows
    }


def test_the_marks_of_all_who_marked_stand_side_by_side_with_what_they_share(session):
    told = told_of(session, 0, FIRST)
    assert told.counts.headings == (FIRST, SECOND, "shared")
    assert told.counts.headings[told.counts.bold] == FIRST
    assert numbers(told) == {"place": {FIRST: 1, SECOND: 1, "shared": 1}}


def test_who_has_no_marks_there_is_not_in_bold(session):
    told = told_of(session, 0, LEAD)
    assert (told.counts.headings, told.counts.bold) == ((FIRST, SECOND, "shared"), -1)
    alone = told_of(session, 1, SECOND)
    assert (alone.counts.headings, alone.counts.bold) == ((FIRST,), -1)
    assert told_of(session, 5, FIRST).counts is None


def test_only_marks_on_the_very_same_words_are_shared(work):
    document = work.finding.documents()[0]
    work.code_as(SECOND)
    work.coding.add_span(document, (Extent(0, 10),), "place")
    work.coding.add_span(document, (Extent(21, 24),), "person")
    work.code_as(LEAD)
    assert numbers(told_of(work, 0, FIRST)) == {
        "person": {FIRST: 0, SECOND: 1, "shared": 0},
        "place": {FIRST: 1, SECOND: 2, "shared": 1},
    }


def test_marks_whose_label_the_codebook_has_no_longer_are_counted_below_the_others(work):
    document = work.finding.documents()[0]
    span = work.coding.add_span(document, (Extent(0, 10),), "person")
    value = {**rows.span_value(span), "label": "no_more"}
    work.project.commit(work.coder.id, "relabel_span", [Operation("span", span.id, value)], {})
    counts = told_of(work, 0, LEAD).counts
    assert [label for label, _numbers in counts.rows] == ["place", "no_more"]
    assert numbers(told_of(work, 0, LEAD))["no_more"][LEAD] == 1


def test_three_stand_side_by_side_and_the_chosen_coder_is_always_among_them(work):
    document = work.finding.documents()[0]
    for name in ("Citra dengan nama panjang", "Dewi", LEAD):
        work.code_as(name)
        work.coding.add_span(document, (Extent(0, 6),), "place")
    work.code_as(LEAD)
    shown = {name: told_of(work, 0, name).counts for name in (FIRST, "Dewi", SECOND)}
    for name, counts in shown.items():
        assert len(counts.headings) == 4
        assert counts.headings[counts.bold] == name
    assert told_of(work, 0, "Citra dengan nama panjang").counts.headings[-2] == "Citra …"
