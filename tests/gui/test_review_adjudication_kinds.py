"""Cases of other kinds on the page: relations, article fields, waiting, orphans, many coders."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from review_scene import (
    ASN,
    BALIKPAPAN,
    BUPATI_SRI,
    DI_BALIKPAPAN,
    SAMARINDA,
    SRI,
    lives_in,
    person,
    place,
    work,
)

from annotator.gui.review.adjudication.card_band import place_text
from annotator.gui.review.adjudication.card_keys import offered_labels
from annotator.model.adjudication import AspectKind, CaseKind
from annotator.model.errors import RefusedError
from annotator.workbench.adjudicating.states import CaseState

KEY = Qt.Key
ENDS = (person(SRI), place(BALIKPAPAN))


def go_to(reviewer, kind=CaseKind.SPAN, state=None):
    """Take up the first case of a kind (and state), in the queue or not."""
    every = reviewer.sitting.desk.every_case.values()
    found = next(x for x in every if x.case.kind is kind and state in (None, x.state))
    reviewer.page.go_to((reviewer.sitting.document_id, found.id))
    return found


def enter(reviewer):
    return reviewer.hints["case_propose"]


# relations -----------------------------------------------------------------------------------


@pytest.fixture
def related(reviewing):
    """One of two coders drew a relation between marks that both have."""
    return reviewing(Budi=work(*ENDS, lives_in(0, 1)), Citra=work(*ENDS))


def test_a_relation_says_what_it_links_and_what_differs(related):
    assert related.card.state.text() == "“Sri” → “Balikpapan”"
    assert related.card.differing.words == "differs: marked"
    assert related.entries[0].type == "relation"
    assert related.page.accessibleDescription() == "Case 1 of 1. differs: marked"


@pytest.mark.parametrize(("which", "count"), [(True, 1), (False, 0)])
def test_the_reading_that_is_taken_draws_the_relation_in_the_gold_or_not(related, which, count):
    there = [letter for letter, (one,) in related.sitting.card.relations.items() if one]
    letters = [letter for letter in "AB" if (letter in there) is which]
    related.press(str("AB".index(letters[0]) + 1))
    assert len(related.sitting.desk.gold.relations) == count
    assert related.states == [CaseState.DECIDED]


def test_the_labels_offered_for_a_relation_are_those_of_relations_by_digits(related):
    related.press("l")
    assert [hint.keys for hint in related.hints.values()] == ["1", "Esc"]
    related.press("p")
    assert "P" in related.told[-1], "the key of a mark's label is none here"
    related.press("1")
    assert related.sitting.desk.has_draft(related.sitting.case.id)


def test_r_goes_from_any_case_to_the_relation_and_says_where_there_is_no_other(reviewing):
    made = reviewing(Budi=work(*ENDS, person(ASN), lives_in(0, 1)), Citra=work(*ENDS))
    go_to(made)
    made.press("r")
    assert made.sitting.case.case.kind is CaseKind.RELATION
    made.press("0", "r")
    assert made.told


def test_the_ends_of_a_relation_cannot_be_moved(related):
    related.press("[")
    assert related.refusals == ["no_reading"]


@pytest.fixture
def waiting(reviewing):
    """Both coders drew the relation, but differ in where its place begins."""
    return reviewing(
        Budi=work(person(SRI), place(BALIKPAPAN), lives_in(0, 1)),
        Citra=work(person(SRI), place(DI_BALIKPAPAN), lives_in(0, 1)),
    )


def test_a_relation_that_waits_can_be_looked_at_and_nothing_more(waiting):
    go_to(waiting, CaseKind.RELATION)
    assert waiting.card.title.text() == "Waiting case"
    assert "waits" in waiting.card.state.text()
    assert all(one.verdict.reason for one in waiting.card.verdicts.buttons)
    for key in ("1", "0", "u", "l", "n", "q"):
        waiting.press(key)
    assert waiting.refusals == ["ends_open"] * 6
    assert waiting.sheet is None


def test_a_relation_follows_when_its_end_is_decided_and_falls_with_it(waiting):
    case = go_to(waiting, CaseKind.RELATION)
    go_to(waiting)
    waiting.press("1")
    assert len(waiting.sitting.desk.gold.relations) == 1
    waiting.press("z", "0")
    assert waiting.sitting.desk.gold.relations == ()
    now = waiting.sitting.desk.every_case[case.id]
    assert now.has_lost_end, "everybody drew it, so somebody has to look"
    go_to(waiting, CaseKind.RELATION)
    assert "rejected" in waiting.card.state.text()


def test_the_end_of_a_relation_is_told_by_the_gold_and_before_that_by_a_coder(waiting):
    case = waiting.sitting.desk.every_case[go_to(waiting, CaseKind.RELATION).id].case
    end = next(ends for row in case.rows for ends in row.ends if ends)[1]
    assert place_text(waiting.sitting, end) in ("Balikpapan", "di Balikpapan")
    go_to(waiting)
    waiting.press("1")
    [gold] = [one for one in waiting.sitting.desk.gold.spans if one.label == "place"]
    told = waiting.sitting.desk.document.text[gold.start : gold.end]
    assert place_text(waiting.sitting, end) == place_text(waiting.sitting, gold.id) == told


# fields of the article -----------------------------------------------------------------------


@pytest.fixture
def fields(reviewing):
    """Two coders named different outlets; one of them did not check the article."""
    return reviewing(
        {"Budi": {"outlet": "Kompas", "checked": True}, "Citra": {"outlet": "Tempo"}},
        Budi=work(),
        Citra=work(),
    )


def test_fields_are_rows_with_the_answers_as_people_read_them(fields):
    spoken = fields.card.table.spoken()
    assert "Kompas" in spoken
    assert "Yes" in spoken
    assert "True" not in spoken
    assert fields.entries[0].type == "about the article"


def test_fields_have_no_label_and_are_never_kept_all(fields):
    assert fields.hints["case_label"].is_off
    assert offered_labels(fields.sitting.case) == []
    fields.press("l", "p")
    assert not fields.sitting.desk.has_draft(fields.sitting.case.id)
    keep = fields.card.verdicts.buttons[-1]
    assert keep.verdict.reason
    keep.click()
    assert fields.refusals == ["cannot_keep_all"]


def test_fields_are_put_together_from_several_coders(fields):
    rows = fields.sitting.rows()
    for row in rows:
        letter = next(cell.letter for cell in row.cells if cell.value is not None)
        fields.card.table.cell_pressed.emit(row.index, letter)
    given = fields.sitting.desk.gold.fields
    assert given["outlet"] in ("Kompas", "Tempo")
    assert given["checked"] is True
    assert fields.states == [CaseState.DECIDED]


# what is left open of a draft ----------------------------------------------------------------


@pytest.fixture
def mixed(reviewing):
    """Three coders: two differ in an answer under one label, the third has another label."""
    return reviewing(
        Adi=work(person(SRI, role="head")),
        Budi=work(person(SRI, role="staff")),
        Citra=work(place(SRI, role="town")),
    )


def written(reviewer):
    """Write what is chosen; return how many rows the desk says are still open."""
    try:
        reviewer.sitting.desk.settle(reviewer.sitting.case.id)
    except RefusedError as error:
        return error.fields["count"]
    return 0


def says_as_the_desk_does(reviewer):
    hint = enter(reviewer)
    count = written(reviewer)
    return hint.is_off == bool(count) and (not count or str(count) in hint.words)


@pytest.mark.parametrize("keys", ["lt", "lp", "[", "]"])
def test_enter_counts_the_rows_that_are_still_open_as_the_desk_does(mixed, keys):
    mixed.press(*keys)
    assert mixed.sitting.desk.has_draft(mixed.sitting.case.id)
    assert says_as_the_desk_does(mixed)


@pytest.mark.parametrize("letter", ["A", "B", "C"])
@pytest.mark.parametrize("kind", [AspectKind.LABEL, AspectKind.ATTRIBUTE])
def test_after_any_reading_of_a_row_enter_counts_what_is_open(mixed, kind, letter):
    row = next(one for one in mixed.sitting.rows() if one.kind is kind)
    mixed.card.table.cell_pressed.emit(row.index, letter)
    case = mixed.sitting.case
    if case is not None and mixed.sitting.desk.has_draft(case.id):
        assert says_as_the_desk_does(mixed)


def test_a_mark_that_is_chosen_not_to_be_there_leaves_nothing_open(reviewing):
    made = reviewing(
        Budi=work(person(BUPATI_SRI), person(ASN)), Citra=work(person((0, 23), role="staff"))
    )
    rows = [row for row in made.sitting.card.rows if row.kind is AspectKind.PRESENCE]
    present, gone = next(
        (row, cell.letter) for row in rows for cell in row.cells if cell.value is False
    )
    made.card.table.cell_pressed.emit(present.index, gone)
    assert says_as_the_desk_does(made)


# orphans -------------------------------------------------------------------------------------


@pytest.fixture
def orphaned(reviewing):
    """A decision whose only mark its coder has deleted since."""
    made = reviewing(Budi=work(person(SRI), person(ASN)), Citra=work(person(ASN)))
    there = [letter for letter, (one,) in made.sitting.card.spans.items() if one is not None]
    made.press(str("AB".index(there[0]) + 1))
    document, session = made.sitting.document_id, made.session

    def delete():
        spans = session.finding.annotations(document).spans
        session.coding.delete_span(next(one.id for one in spans if one.start == SRI[0]))

    made.as_coder("Budi", delete)
    made.press(KEY.Key_Down)
    return made


def test_an_orphan_has_two_answers_and_its_table_is_gone(orphaned):
    QApplication.processEvents()
    assert orphaned.sitting.case.is_orphan
    assert [one.verdict.key for one in orphaned.card.verdicts.buttons] == ["0", "Enter"]
    assert not orphaned.card.table.isVisible()
    assert "keep or drop" in orphaned.card.past.why.text()


@pytest.mark.parametrize(("button", "is_kept"), [(0, False), (1, True)])
def test_an_orphan_is_dropped_or_kept_by_its_buttons(orphaned, button, is_kept):
    orphaned.card.verdicts.buttons[button].click()
    assert (("Sri", "person") in orphaned.gold) is is_kept
    assert orphaned.refusals == []
    assert orphaned.sitting.desk.counts.left == 0


def test_other_verdicts_on_an_orphan_are_refused_in_words(orphaned):
    for key in ("u", "q"):
        orphaned.press(key)
        if orphaned.sheet is not None:
            orphaned.sheet.field.setPlainText("Mengapa")
            orphaned.press(KEY.Key_Return)
    assert orphaned.refusals == ["only_drop_or_keep"] * 2
    orphaned.press("l")
    assert "case_note" in orphaned.hints, "it has no label to be given"


# many coders ---------------------------------------------------------------------------------


@pytest.fixture
def crowded(reviewing):
    """Eleven coders, one of whom has a longer mark."""
    return reviewing(**{f"Coder{n:02d}": work(person(SRI if n else BUPATI_SRI)) for n in range(11)})


def test_the_tenth_and_eleventh_coder_are_taken_by_their_buttons(crowded):
    shown = [one.verdict.key for one in crowded.card.verdicts.buttons]
    assert shown == ["0", *"123456789", "·", "·", "U"]
    [mark] = crowded.sitting.card.spans["K"]
    crowded.card.verdicts.buttons[11].click()
    text = crowded.sitting.desk.document.text
    assert crowded.gold == [(text[mark.start : mark.end], "person")]
    assert crowded.states == [CaseState.DECIDED]


def test_every_column_of_many_coders_lies_inside_the_table(crowded):
    QApplication.processEvents()
    table = crowded.card.table
    assert sum(table.columns()[-1]) == pytest.approx(table.width())
    assert len(crowded.entries[0].votes) == 11


def test_what_most_say_is_taken_with_enter_and_the_hint_says_so(crowded):
    assert not enter(crowded).is_off
    crowded.press(KEY.Key_Return)
    assert crowded.gold == [("Sri", "person")]
    assert crowded.entries[0].choice == "="


# the article in the middle -------------------------------------------------------------------


def test_the_head_says_key_length_coders_and_how_far_the_review_is(related):
    about = related.page.article.about.text()
    assert "77 characters" in about
    assert "2 coders" in about
    assert "in review" in about
    assert related.page.article.title.text() == related.sitting.desk.document.title


def test_text_without_disagreement_is_told_at_the_end(reviewing):
    made = reviewing(Budi=work(person(SRI)), Citra=work(person(SRI)))
    assert made.number is None
    assert made.card.end.title.text() == "All cases are decided"
    assert made.gold == [("Sri", "person")]


def test_marks_under_two_labels_share_a_case_and_stand_in_their_own_lanes(reviewing):
    made = reviewing(Budi=work(person(SRI)), Citra=work(place(SRI), place(SAMARINDA)))
    shown = made.page.article.view
    assert shown.case.letters == ("A", "B")
    labels = {str(one.coder_id): one.label for one in shown.page.spans.by_id.values()}
    assert sorted(labels.values()) == ["person", "place"]
