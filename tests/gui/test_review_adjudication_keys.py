"""Deciding cases with real keys: every key of the card, read back from the project file."""

from __future__ import annotations

import shutil

import pytest
from adjudication_scene import SECOND, TEXT, make_review_project
from PySide6.QtWidgets import QApplication
from window_scene import ALT, CONTROL, KEY, SHIFT

from annotator.gui.commands.review_rows import REVIEW_ROWS
from annotator.gui.review.adjudication.matter import state_words
from annotator.gui.review.adjudication.sheets import PatternSheet, WordsSheet
from annotator.model.review import ReviewStatus, Verdict
from annotator.store import reviews

BOUNDARY, ANSWER, ONE_SIDED, OTHER_SIDED = range(4)


@pytest.fixture
def review(started, finished, tmp_path):
    """Somebody at the adjudication of the first article, which has just begun."""
    desk = started.open(shutil.copy(finished, tmp_path / "review.annot"))
    desk.trigger("workspace_adjudication")
    desk.press(KEY.Key_Return)
    return desk


def page(desk):
    return desk.window.reviewing.page


def sitting(desk):
    return page(desk).sitting


def decided(desk):
    """What the project file has on the cases of the open article, in the order of the text."""
    found = reviews.list_decisions(desk.session.project, sitting(desk).document_id)
    own = {one.case_id: one for one in found if one.verdict is not Verdict.AUTO}
    return [own.get(one.id) for one in sitting(desk).cases]


def verdicts(desk):
    return [one.verdict if one else None for one in decided(desk)]


def gold(desk):
    return sorted((TEXT[s.start : s.end], s.label) for s in sitting(desk).desk.gold.spans)


def number(desk):
    case = sitting(desk).case
    return case.number if case else None


def said(desk):
    return desk.window.status.message.text()


def go(desk, place):
    """Go to a case by its place in the queue."""
    while number(desk) != place + 1:
        desk.press(KEY.Key_Down if (number(desk) or 0) <= place else KEY.Key_Up)


# beginning -----------------------------------------------------------------------------------


def test_enter_begins_a_review_and_what_everybody_has_is_gold(review):
    assert number(review) == 1
    assert gold(review) == [
        ("ASN wajib netral dalam pemilu", "rule"),
        ("Sekda Ani", "speaker"),
        ("lapangan", "venue"),
    ]
    assert len(sitting(review).cases) == 4
    assert verdicts(review) == [None] * 4


def test_the_page_has_the_keyboard_and_keeps_tab(review):
    assert QApplication.focusWidget() is page(review)
    review.press(KEY.Key_Tab)
    assert QApplication.focusWidget() is page(review)


# verdicts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "place"), [(KEY.Key_1, 0), (KEY.Key_2, 1)])
def test_a_digit_takes_the_reading_of_its_column_and_goes_on(review, key, place):
    card = sitting(review).card
    [mark] = card.spans[card.letters[place]]
    review.press(key)
    assert number(review) == 2
    assert verdicts(review)[0] is Verdict.READING
    assert (TEXT[mark.start : mark.end], "rule") in gold(review)


def test_a_digit_beyond_the_coders_is_refused_in_words(review):
    review.press(KEY.Key_9)
    assert verdicts(review)[0] is None
    assert "9" in said(review)


def test_nought_records_that_none_of_them_stands(review):
    before = gold(review)
    review.press(KEY.Key_0)
    assert verdicts(review)[0] is Verdict.NONE
    assert gold(review) == before
    assert number(review) == 2


def test_u_keeps_all_marks(review):
    review.press(KEY.Key_U)
    assert verdicts(review)[0] is Verdict.ALL
    kept = [words for words, label in gold(review) if label == "rule"]
    assert "Pegawai dilarang ikut kampanye" in kept
    assert "dilarang ikut kampanye" in kept


def test_enter_takes_no_proposal_where_the_coders_are_tied(review):
    review.press(KEY.Key_Return)
    assert verdicts(review)[0] is None
    assert number(review) == 1
    assert said(review)
    hints = {one.hint.command: one.hint for one in page(review).card.keys.buttons}
    assert hints["case_propose"].is_off


def test_enter_takes_what_two_of_three_coders_say(started, tmp_path):
    path = make_review_project(tmp_path / "three.annot", ("Rani", "Budi", "Citra"))
    desk = started.open(path)
    desk.trigger("workspace_adjudication")
    desk.press(KEY.Key_Return)
    desk.press(KEY.Key_Return)
    assert verdicts(desk)[0] is Verdict.PROPOSAL
    assert ("dilarang ikut kampanye", "rule") in gold(desk)
    assert len(page(desk).card.verdicts.buttons) == 5


# row by row ----------------------------------------------------------------------------------


def test_after_tab_a_digit_takes_a_reading_for_that_row_only(review):
    go(review, ANSWER)
    differing = [row.index for row in sitting(review).rows()]
    review.press(KEY.Key_Tab)
    assert sitting(review).row == differing[0]
    assert page(review).card.verdicts.buttons[1].verdict.words.endswith("A")
    for _row in differing:
        review.press(KEY.Key_1)
    assert verdicts(review)[ANSWER] is Verdict.EDITED


def test_shift_tab_goes_to_the_row_before_and_esc_lets_digits_act_on_all_again(review):
    rows = [row.index for row in sitting(review).rows()]
    review.press(KEY.Key_Tab, SHIFT)
    assert sitting(review).row == rows[-1]
    review.press(KEY.Key_Escape)
    assert sitting(review).row is None


def test_brackets_move_the_start_to_the_boundaries_of_the_coders(review):
    words = dict.fromkeys("[]")
    for key in words:
        review.type(key)
        row = next(row for row in sitting(review).card.rows if row.kind == "start")
        words[key] = TEXT[row.gold :][:7]
    assert words == {"[": "Pegawai", "]": "dilaran"}
    review.press(KEY.Key_Return)
    assert verdicts(review)[0] is Verdict.EDITED
    assert ("dilarang ikut kampanye", "rule") in gold(review)


def test_braces_and_arrows_move_the_ends_by_boundary_and_by_word(review):
    review.type("[")
    review.press(KEY.Key_Right)
    review.press(KEY.Key_Right, SHIFT)
    review.press(KEY.Key_Right, SHIFT)
    review.press(KEY.Key_Left, SHIFT)
    review.press(KEY.Key_Right)
    review.press(KEY.Key_Left)
    review.press(KEY.Key_Return)
    assert ("dilarang ikut kampanye di", "rule") in gold(review)
    go(review, BOUNDARY)
    review.type("}")
    review.type("{")
    review.press(KEY.Key_Return)
    assert verdicts(review)[BOUNDARY] is Verdict.EDITED


def test_esc_forgets_what_was_chosen(review):
    review.type("[")
    case = sitting(review).case
    assert sitting(review).desk.has_draft(case.id)
    review.press(KEY.Key_Escape)
    assert not sitting(review).desk.has_draft(case.id)
    assert verdicts(review)[0] is None


def test_l_and_the_key_of_a_label_give_another_label(review):
    go(review, ONE_SIDED)
    review.type("l")
    shown = [one.hint.keys for one in page(review).card.keys.buttons if one.isVisible()]
    assert {"S", "R", "X", "V"} <= set(shown)
    review.type("v")
    review.press(KEY.Key_Return)
    assert verdicts(review)[ONE_SIDED] is Verdict.EDITED
    assert ("Budi", "venue") in gold(review)


def test_while_a_label_is_asked_for_other_keys_are_refused_and_esc_goes_back(review):
    review.type("l")
    review.type("w")
    assert "W" in said(review)
    review.press(KEY.Key_Escape)
    review.type("0")
    assert verdicts(review)[0] is Verdict.NONE


# words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "field"), [("n", "note"), ("g", "gap")])
def test_n_and_g_write_a_note_and_a_gap_and_stay_at_the_case(review, key, field):
    review.type(key)
    assert isinstance(review.sheet, WordsSheet)
    review.type("Anak kalimat")
    review.press(KEY.Key_Return)
    assert getattr(decided(review)[0], field) == "Anak kalimat"
    assert verdicts(review)[0] is Verdict.SKIPPED
    assert state_words(sitting(review).case) == "", "who writes has not left the case"
    assert number(review) == 1
    assert QApplication.focusWidget() is page(review)


def test_q_sends_a_case_back_with_a_question_and_goes_on(review):
    review.type("q")
    review.press(KEY.Key_Return)
    assert isinstance(review.sheet, WordsSheet), "a question needs words"
    review.type("Mulai dari mana")
    review.press(KEY.Key_Return)
    assert decided(review)[0].question == "Mulai dari mana"
    assert number(review) == 2
    told = reviews.list_document_feedback(review.session.project, sitting(review).document_id)
    assert len(told) == 2


# going on ------------------------------------------------------------------------------------


def test_space_goes_to_the_next_open_case_and_leaves_the_one_before_on_record(review):
    review.press(KEY.Key_Space)
    assert number(review) == 2
    assert verdicts(review)[0] is Verdict.SKIPPED
    review.press(KEY.Key_Backspace)
    assert number(review) == 1
    review.press(KEY.Key_Space)
    assert number(review) == 2, "open ones before skipped ones"


def test_arrows_walk_the_queue(review):
    review.press(KEY.Key_Down, times=2)
    assert number(review) == 3
    review.press(KEY.Key_Up)
    assert number(review) == 2
    assert verdicts(review) == [None] * 4


def test_r_says_where_there_is_no_relation_left(review):
    review.type("r")
    assert number(review) == 1
    assert said(review)


def test_z_undoes_and_goes_back_to_the_case(review):
    review.press(KEY.Key_1)
    assert number(review) == 2
    review.type("z")
    assert verdicts(review)[0] is None
    assert number(review) == 1


def test_the_windows_own_undo_is_the_same_road(review):
    review.press(KEY.Key_0)
    review.press(KEY.Key_Z, CONTROL)
    assert verdicts(review)[0] is None
    assert number(review) == 1
    review.press(KEY.Key_Y, CONTROL)
    assert verdicts(review)[0] is Verdict.NONE


def test_the_dot_decides_cases_of_the_same_pattern_alike_in_all_articles(review):
    first, second = (one.document_id for one in sitting(review).articles)
    page(review).go_to(second)
    review.press(KEY.Key_Return)
    page(review).go_to(first)
    go(review, ONE_SIDED)
    review.press(KEY.Key_0)
    review.type(".")
    sheet = review.sheet
    assert isinstance(sheet, PatternSheet)
    assert sheet.reason, "no other case of that pattern in this article"
    sheet.everywhere.click()
    review.qtbot.waitUntil(lambda: not sheet.reason)
    assert "1" in sheet.button.text()
    sheet.button.click()
    review.qtbot.waitUntil(lambda: not page(review)._is_busy)
    assert verdicts(review) == [None, None, Verdict.NONE, None]
    there = reviews.list_decisions(review.session.project, second)
    assert Verdict.NONE in {one.verdict for one in there}


def test_the_dot_says_that_there_is_nothing_to_repeat(review):
    review.type(".")
    assert review.sheet is None
    assert said(review)


def test_f_filters_the_queue_and_enter_goes_back_to_the_keys(review):
    review.type("f")
    review.type("attribute")
    rows = page(review).queue.model
    assert sum(not rows.is_head(place) for place in range(rows.rowCount())) == 1
    review.press(KEY.Key_Return)
    assert QApplication.focusWidget() is page(review)
    review.type("f")
    review.press(KEY.Key_Escape)
    assert sum(not rows.is_head(place) for place in range(rows.rowCount())) == 4


# signing off ---------------------------------------------------------------------------------


def test_ctrl_enter_signs_off_and_opens_the_next_article(review):
    first = sitting(review).document_id
    for _case in range(4):
        review.press(KEY.Key_1)
    assert number(review) is None
    review.press(KEY.Key_Return, CONTROL)
    kept = reviews.find_review(review.session.project, first)
    assert kept.status is ReviewStatus.SIGNED_OFF
    assert sitting(review).desk.document.text == SECOND
    assert not sitting(review).is_begun


def test_ctrl_enter_is_refused_while_cases_are_open(review):
    review.press(KEY.Key_Return, CONTROL)
    assert "4" in said(review)
    assert sitting(review).desk.review.status is ReviewStatus.IN_REVIEW


def test_ctrl_enter_on_a_signed_off_article_opens_it_again(review):
    for _case in range(4):
        review.press(KEY.Key_1)
    review.press(KEY.Key_Return, CONTROL)
    page(review).go_to(sitting(review).articles[0].document_id)
    assert sitting(review).is_final
    review.press(KEY.Key_Return, CONTROL)
    assert sitting(review).desk.review.status is ReviewStatus.REOPENED


def test_every_plain_key_of_the_table_does_something_here(review):
    known = set(page(review).commands)
    assert {row.id for row in REVIEW_ROWS} <= known


def test_keys_with_alt_or_ctrl_decide_nothing(review):
    for held in (ALT, CONTROL | SHIFT):
        review.press(KEY.Key_1, held)
        review.press(KEY.Key_U, held)
    assert verdicts(review) == [None] * 4
