"""What the adjudication asks with sheets: notes, the same again, release, names, gaps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.dialogs import files
from annotator.gui.dialogs.confirm import Question
from annotator.gui.dialogs.guideline_sheet import GuidelineSheet
from annotator.gui.review.adjudication.matter import Said
from annotator.gui.review.adjudication.sheets import (
    GapsSheet,
    PatternSheet,
    ReleaseSheet,
    WordsSheet,
)
from annotator.model.review import ReviewStatus, Verdict
from annotator.store import reviews
from annotator.workbench import language
from annotator.workbench.adjudicating.states import CaseState

KEY = Qt.Key
BOUNDARY, ANSWER, ONE_SIDED, OTHER_SIDED = range(4)


def decision(reviewer, place=BOUNDARY):
    found = reviews.list_decisions(reviewer.session.project, reviewer.sitting.document_id)
    case_id = reviewer.sitting.cases[place].id
    return next((one for one in found if one.case_id == case_id), None)


def write(reviewer, key, words):
    """Press a key that asks for words, and give them."""
    reviewer.press(key)
    assert isinstance(reviewer.sheet, WordsSheet)
    reviewer.sheet.field.setPlainText(words)
    reviewer.press(KEY.Key_Return)


# words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "field"), [("n", "note"), ("g", "gap")])
def test_words_can_be_changed_and_taken_away_again(reviewer, key, field):
    for words in ("Anak kalimat", "Anak kalimat\nbaru 😀", ""):
        write(reviewer, key, words)
        assert getattr(decision(reviewer), field) == words
    reviewer.press(key)
    assert reviewer.sheet.field.toPlainText() == ""


def test_a_note_on_a_decided_case_leaves_it_decided(reviewer):
    reviewer.press("1", KEY.Key_Up)
    write(reviewer, "n", "karena")
    kept = decision(reviewer)
    assert (kept.verdict, kept.note) == (Verdict.READING, "karena")
    assert reviewer.states[BOUNDARY] is CaseState.DECIDED
    assert reviewer.number == 1


def test_a_note_and_a_gap_are_kept_side_by_side_and_through_a_verdict(reviewer):
    write(reviewer, "n", "catatan")
    write(reviewer, "g", "celah")
    reviewer.press("0")
    kept = decision(reviewer)
    assert (kept.verdict, kept.note, kept.gap) == (Verdict.NONE, "catatan", "celah")


def test_a_question_takes_back_what_was_decided(reviewer):
    reviewer.press("1", KEY.Key_Up)
    write(reviewer, "q", "Mengapa")
    assert decision(reviewer).verdict is Verdict.SENT_BACK
    assert reviewer.states[BOUNDARY] is CaseState.SENT_BACK
    assert ("Pegawai dilarang ikut kampanye", "rule") not in reviewer.gold
    assert ("dilarang ikut kampanye", "rule") not in reviewer.gold


def test_the_words_of_a_question_stand_on_the_card(reviewer):
    write(reviewer, "q", "Mengapa <b>di sini</b>")
    reviewer.press(KEY.Key_Up)
    QApplication.processEvents()
    said = [one.said for one in reviewer.card.findChildren(Said) if one.isVisible()]
    assert "Mengapa <b>di sini</b>" in said
    assert "Sent back" in reviewer.card.state.text()


def test_esc_in_the_sheet_writes_nothing_and_keys_go_on(reviewer):
    reviewer.press("n", KEY.Key_Escape)
    assert reviewer.sheet is None
    assert decision(reviewer) is None
    reviewer.press("1")
    assert reviewer.number == 2


# the same decision again ---------------------------------------------------------------------


@pytest.fixture
def both(reviewer):
    """Both articles begun; in the first one a mark that one coder alone has is rejected."""
    first, second = reviewer.articles
    reviewer.page.go_to(second)
    reviewer.page.run("case_propose")
    reviewer.page.go_to(first)
    reviewer.press(KEY.Key_Down, KEY.Key_Down, "0")
    return reviewer


def test_the_key_says_how_many_cases_it_would_decide(reviewer):
    assert reviewer.hints["case_pattern"].is_off
    reviewer.press(KEY.Key_Down, KEY.Key_Down, "0")
    assert "(0)" in reviewer.hints["case_pattern"].words
    sitting = reviewer.sitting
    assert reviewer.page.asking.repeated() == sitting.desk.pattern(sitting.decided_last).count


def test_the_last_decision_is_repeated_also_from_another_case(both):
    model = both.sitting.decided_last
    assert both.page.asking.precedent().id == model
    both.press("z")
    assert both.page.asking.precedent() is None, "it was taken back"
    both.press("q", KEY.Key_Escape)
    both.press(KEY.Key_Space)
    assert both.page.asking.precedent() is None, "what was skipped is no decision"


def test_all_articles_are_decided_in_one_step_of_undo(both):
    second = both.articles[1]
    both.press(".")
    both.sheet.everywhere.click()
    both.press(KEY.Key_Return)
    assert "1 case" in both.told[-1]
    before = reviews.list_decisions(both.session.project, second)
    assert Verdict.NONE in {one.verdict for one in before}
    both.press("z")
    after = reviews.list_decisions(both.session.project, second)
    assert Verdict.NONE not in {one.verdict for one in after}


def test_a_search_that_ends_after_its_sheet_was_closed_is_let_be(both):
    both.desk.is_held = True
    both.press(".")
    both.sheet.everywhere.click()
    sheet = both.sheet
    sheet.dismiss()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    [end] = both.desk.held
    end()
    assert both.sheet is None
    assert both.states[OTHER_SIDED] is CaseState.OPEN


def test_the_sheet_says_as_what_the_cases_are_decided(both):
    both.press(".")
    assert isinstance(both.sheet, PatternSheet)
    told = both.sheet.findChildren(type(both.card.state))
    assert any("none" in one.text().casefold() for one in told)


def test_nothing_can_be_repeated_in_a_signed_off_article(reviewer):
    reviewer.sign_off()
    reviewer.press(KEY.Key_Down, ".")
    assert reviewer.sheet is None
    assert reviewer.refusals == ["nothing_to_repeat"]
    assert reviewer.hints["case_pattern"].is_off


# names and release ---------------------------------------------------------------------------


def test_names_stay_hidden_unless_it_is_said_so(reviewer):
    document = reviewer.sign_off()
    reviewer.page.run("review_reveal")
    assert isinstance(reviewer.sheet, Question)
    QTest.keyClick(reviewer.sheet, KEY.Key_Escape)
    assert not reviews.find_review(reviewer.session.project, document).is_revealed
    reviewer.press(KEY.Key_Down)
    assert reviewer.card.table.shown.names == ("Coder A", "Coder B")


def test_names_that_are_shown_once_are_shown_for_every_case_in_its_own_order(reviewer):
    reviewer.sign_off()
    reviewer.page.run("review_reveal")
    QTest.keyClick(reviewer.sheet, KEY.Key_Return)
    for _case in range(4):
        reviewer.press(KEY.Key_Down)
        assert sorted(reviewer.card.table.shown.names) == ["Budi", "Rani"]


def test_releasing_what_was_released_and_has_not_changed_is_refused(reviewer):
    document = reviewer.sign_off()
    for _time in range(2):
        reviewer.page.run("review_release")
        assert isinstance(reviewer.sheet, ReleaseSheet)
        assert reviewer.sheet.chosen == [document]
        QTest.keyClick(reviewer.sheet, KEY.Key_Return)
        if isinstance(reviewer.sheet, Question):
            QTest.keyClick(reviewer.sheet, KEY.Key_Escape)
    kept = reviews.find_review(reviewer.session.project, document)
    assert kept.status is ReviewStatus.RELEASED
    assert reviewer.told[-1] == "nothing_to_do", "the second one had nothing to tell"
    assert reviewer.desk.triggered == []


def test_after_a_release_parcels_are_made_where_they_are_wanted(reviewer):
    reviewer.sign_off()
    reviewer.page.run("review_release")
    QTest.keyClick(reviewer.sheet, KEY.Key_Return)
    assert isinstance(reviewer.sheet, Question)
    QTest.keyClick(reviewer.sheet, KEY.Key_Return)
    assert reviewer.desk.triggered == ["make_feedback"]


def test_a_released_article_says_so_and_can_be_reopened(reviewer):
    document = reviewer.sign_off()
    reviewer.page.run("review_release")
    QTest.keyClick(reviewer.sheet, KEY.Key_Return)
    QTest.keyClick(reviewer.sheet, KEY.Key_Escape)
    assert reviewer.card.end.title.text() == "Released"
    reviewer.card.end.buttons["done"].click()
    kept = reviews.find_review(reviewer.session.project, document)
    assert kept.status is ReviewStatus.REOPENED


# gaps ----------------------------------------------------------------------------------------


@pytest.fixture
def gapped(reviewer):
    """Somebody who noted a gap on the third case and is at the sheet of all gaps."""
    reviewer.press(KEY.Key_Down, KEY.Key_Down)
    write(reviewer, "g", "Gelar di luar?")
    reviewer.press(KEY.Key_Up)
    reviewer.page.run("review_gaps")
    return reviewer


def test_a_gap_leads_back_to_its_case_from_another_article_too(gapped):
    gapped.sheet.dismiss()
    gapped.page.go_to(gapped.articles[1])
    gapped.page.run("review_gaps")
    [passage] = gapped.sheet.said
    gapped.sheet.passage_requested.emit(str(gapped.articles[0]), str(case_of_gap(gapped, passage)))
    assert gapped.sheet is None
    assert (gapped.sitting.document_id, gapped.number) == (gapped.articles[0], 3)


def case_of_gap(reviewer, told):
    found = reviews.list_decisions(reviewer.session.project, reviewer.articles[0])
    return next(one.case_id for one in found if one.gap == told)


def save_to(monkeypatch, path):
    monkeypatch.setattr(files, "choose_new_file", lambda *_all: path and str(path))


def test_the_page_of_changes_is_written_and_counted(gapped, tmp_path, monkeypatch):
    path = tmp_path / "usulan é.md"
    save_to(monkeypatch, path)
    QTest.keyClick(gapped.sheet, KEY.Key_Return)
    assert "Gelar di luar?" in path.read_text(encoding="utf-8")
    assert gapped.told[-1] == "1 gap saved."


def test_choosing_no_file_writes_none(gapped, tmp_path, monkeypatch):
    before = sorted(tmp_path.iterdir())
    save_to(monkeypatch, None)
    QTest.keyClick(gapped.sheet, KEY.Key_Return)
    assert sorted(tmp_path.iterdir()) == before
    assert gapped.told == []


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left_there(
    gapped, tmp_path, monkeypatch
):
    (tmp_path / "file").write_text("older", encoding="utf-8")
    save_to(monkeypatch, tmp_path / "file" / "usulan.md")
    QTest.keyClick(gapped.sheet, KEY.Key_Return)
    assert gapped.refusals == ["not_writable"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "older"
    assert gapped.told == []


def test_the_page_of_changes_never_takes_the_place_of_the_project(gapped, monkeypatch):
    save_to(monkeypatch, gapped.session.path)
    QTest.keyClick(gapped.sheet, KEY.Key_Return)
    assert isinstance(gapped.sheet, Question)
    QTest.keyClick(gapped.sheet, KEY.Key_Return)
    assert gapped.refusals == ["would_replace_project"]
    gapped.press("1")
    assert CaseState.DECIDED in gapped.states


def test_without_gaps_the_sheet_says_so_also_where_no_article_is_open(unbegun):
    unbegun.page.run("review_gaps")
    assert isinstance(unbegun.sheet, GapsSheet)
    assert unbegun.sheet.said == []


# the guideline -------------------------------------------------------------------------------


def test_the_guideline_of_the_label_in_question_is_shown_and_keys_where_there_is_none(unbegun):
    unbegun.page.run("guideline")
    assert unbegun.desk.triggered == ["shortcuts"], "no case is in question"
    unbegun.page.run("case_propose")
    unbegun.card.guideline.whole_requested.emit()
    assert isinstance(unbegun.sheet, GuidelineSheet)
    assert unbegun.desk.triggered == ["shortcuts"]


def test_what_is_asked_is_asked_in_the_language_in_use(reviewer):
    titles = []
    for code in ("en", "id"):
        language.set_language(code)
        for key in ("n", "g", "q"):
            reviewer.press(key)
            titles.append(reviewer.sheet.accessibleName())
            reviewer.press(KEY.Key_Escape)
    assert len(set(titles)) == 6
