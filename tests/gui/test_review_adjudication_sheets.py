"""The sheets by themselves: words, the same decision again, releasing, gaps; what they refuse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.dialogs.controls import Option, Prose
from annotator.gui.dialogs.remark import Remark
from annotator.gui.review.adjudication.sheets import (
    GapsSheet,
    PatternSheet,
    ReleaseSheet,
    WordsSheet,
)
from annotator.gui.theme.controls import PlainButton
from annotator.model.identity import Id
from annotator.model.review import ReviewStatus
from annotator.workbench import language
from annotator.workbench.adjudicating.gaps import Gap, Passage
from annotator.workbench.adjudicating.states import Article, PatternPreview

KEY = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
TOLD = "Beda <b>anak kalimat</b> 😀 & سلام"


def said(sheet):
    """All prose on a sheet."""
    return [one.text() for one in sheet.findChildren(Prose) if one.isVisibleTo(sheet)]


def heard(signal):
    """What a signal carries from now on."""
    got = []
    signal.connect(lambda *what: got.append(what[0] if len(what) == 1 else what))
    return got


# words ---------------------------------------------------------------------------------------


def words_sheet(window, words="", *, is_needed=False):
    sheet = WordsSheet("Note on the case", "Why it was decided so.", words, is_needed=is_needed)
    sheet.open_over(window)
    return sheet


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Enter])
def test_enter_gives_the_words_without_blanks_around_and_closes(window, key):
    sheet = words_sheet(window)
    got = heard(sheet.words_given)
    sheet.field.setPlainText(f"  {TOLD}\n ")
    QTest.keyClick(sheet.field, key)
    assert got == [TOLD]
    assert not sheet.is_open


def test_shift_enter_begins_a_line_of_the_words(window):
    sheet = words_sheet(window)
    got = heard(sheet.words_given)
    QTest.keyClicks(sheet.field, "satu")
    QTest.keyClick(sheet.field, KEY.Key_Return, SHIFT)
    QTest.keyClicks(sheet.field, "dua")
    QTest.keyClick(sheet.field, KEY.Key_Return)
    assert got == ["satu\ndua"]


def test_esc_gives_nothing(window):
    sheet = words_sheet(window, TOLD)
    got = heard(sheet.words_given)
    QTest.keyClick(sheet.field, KEY.Key_Escape)
    assert got == []
    assert not sheet.is_open


def test_what_is_known_already_is_chosen_whole_and_typing_takes_its_place(window):
    sheet = words_sheet(window, "lama")
    assert sheet.first_focus() is sheet.field
    got = heard(sheet.words_given)
    QTest.keyClicks(sheet.field, "baru")
    QTest.keyClick(sheet.field, KEY.Key_Return)
    assert got == ["baru"]


def test_words_that_may_lack_can_be_taken_away(window):
    sheet = words_sheet(window, "lama")
    got = heard(sheet.words_given)
    QTest.keyClick(sheet.field, KEY.Key_Delete)
    QTest.keyClick(sheet.field, KEY.Key_Return)
    assert got == [""]


@pytest.mark.parametrize("words", ["", "   ", "\n\n", "\u00a0"])
def test_words_that_are_needed_are_asked_for_and_the_sheet_stays(window, words):
    sheet = words_sheet(window, is_needed=True)
    got = heard(sheet.words_given)
    sheet.field.setPlainText(words)
    QTest.keyClick(sheet.field, KEY.Key_Return)
    assert got == []
    assert sheet.is_open
    assert sheet.reason
    assert not sheet.primary.isEnabled()
    QTest.keyClicks(sheet.field, "x")
    assert sheet.reason == ""
    sheet.primary.click()
    assert got == ["x"]


def test_tab_goes_on_to_the_buttons_and_types_nothing(window):
    sheet = words_sheet(window, "kata")
    QTest.keyClick(sheet.field, KEY.Key_Tab)
    assert sheet.field.toPlainText() == "kata"


# the same decision again ---------------------------------------------------------------------


def preview(count, documents=1):
    cases = tuple((Id(str(n % documents)), Id(f"c{n}")) for n in range(count))
    return PatternPreview(Id("c"), cases)


def pattern_sheet(window, count, passages=()):
    sheet = PatternSheet(preview(count), "none of them", passages)
    sheet.open_over(window)
    return sheet


def test_enter_decides_as_many_as_the_button_says(window):
    sheet = pattern_sheet(window, 3)
    got = heard(sheet.applied)
    assert "3" in sheet.button.text()
    QTest.keyClick(sheet.first_focus(), KEY.Key_Return)
    assert got == [False]
    assert not sheet.is_open


def test_where_there_is_no_other_case_nothing_is_decided(window):
    sheet = pattern_sheet(window, 0)
    got = heard(sheet.applied)
    assert sheet.reason
    QTest.keyClick(sheet, KEY.Key_Return)
    assert got == []
    assert sheet.is_open


@pytest.mark.parametrize(("count", "more"), [(0, None), (5, None), (6, "1"), (40, "35")])
def test_five_passages_are_read_and_the_others_counted(window, count, more):
    passages = [f"kutipan {n}" for n in range(count)]
    sheet = pattern_sheet(window, count, passages)
    shown = [one for one in said(sheet) if one.startswith("kutipan")]
    assert shown == passages[:5]
    assert [one for one in said(sheet) if "more" in one] == ([f"and {more} more"] if more else [])


def test_all_articles_are_looked_through_once_and_decided_when_they_are_known(window):
    sheet = pattern_sheet(window, 1)
    asked, got = heard(sheet.everywhere_wanted), heard(sheet.applied)
    sheet.everywhere.click()
    assert sheet.reason
    QTest.keyClick(sheet, KEY.Key_Return)
    assert got == [], "they are still looked through"
    sheet.show_everywhere(preview(12, documents=4))
    assert (sheet.reason, "12" in sheet.button.text()) == ("", True)
    sheet.everywhere.click()
    assert "1 case" in sheet.button.text()
    sheet.everywhere.click()
    assert "12" in sheet.button.text()
    assert len(asked) == 1
    sheet.button.click()
    assert got == [True]


def test_what_comes_after_the_mind_was_changed_is_kept_for_later(window):
    sheet = pattern_sheet(window, 2)
    sheet.everywhere.click()
    sheet.everywhere.click()
    sheet.show_everywhere(preview(9))
    assert "2" in sheet.button.text()
    sheet.everywhere.click()
    assert "9" in sheet.button.text()


def test_no_case_in_any_article_is_said(window):
    sheet = pattern_sheet(window, 2)
    sheet.everywhere.click()
    sheet.show_everywhere(preview(0))
    assert not sheet.primary.isEnabled()
    assert sheet.reason


# releasing -----------------------------------------------------------------------------------


def article(number, status=ReviewStatus.SIGNED_OFF):
    return Article(Id(f"d{number}"), f"{number:03d}", f"Judul {number} & <i>", status, 2)


def release_sheet(window, *articles, chosen=None):
    sheet = ReleaseSheet(articles, chosen)
    sheet.open_over(window)
    return sheet


def test_new_ones_are_chosen_and_those_released_before_only_where_one_is(window):
    out = article(2, ReviewStatus.RELEASED)
    sheet = release_sheet(window, article(1), out, article(3))
    assert sheet.chosen == [Id("d1"), Id("d3")]
    assert "2 articles" in sheet.button.text()
    other = release_sheet(window, article(1), out, chosen=Id("d2"))
    assert other.chosen == [Id("d1"), Id("d2")]


def test_what_is_chosen_is_released_in_its_order(window):
    sheet = release_sheet(window, article(1), article(2), article(3))
    got = heard(sheet.released)
    sheet.options[Id("d2")].click()
    QTest.keyClick(sheet.first_focus(), KEY.Key_Return)
    assert got == [[Id("d1"), Id("d3")]]
    assert not sheet.is_open


def test_nothing_chosen_or_nothing_signed_off_cannot_be_released(window):
    sheet = release_sheet(window, article(1))
    got = heard(sheet.released)
    sheet.options[Id("d1")].click()
    none_chosen = sheet.reason
    QTest.keyClick(sheet, KEY.Key_Return)
    empty = release_sheet(window)
    QTest.keyClick(empty, KEY.Key_Return)
    assert none_chosen
    assert empty.reason
    assert empty.reason != none_chosen
    assert got == []


@pytest.mark.parametrize("count", [8, 9, 120])
def test_many_articles_scroll_and_the_buttons_stay_on_the_screen(window, count):
    sheet = release_sheet(window, *(article(n) for n in range(count)))
    assert len(sheet.findChildren(Option)) == count
    assert window.rect().contains(sheet.geometry())
    assert sheet.button.isVisible()
    bottom = sheet.button.mapTo(window, sheet.button.rect().bottomLeft()).y()
    assert bottom < window.height()


# gaps ----------------------------------------------------------------------------------------


def gap(label, *noted):
    passages = tuple(
        Passage(Id(f"d{n}"), f"{n:03d}", Id(f"c{n}"), n, "kutipan", told, "")
        for n, told in enumerate(noted)
    )
    return Gap(label, passages)


def gaps_sheet(window, *gaps):
    sheet = GapsSheet(gaps)
    sheet.open_over(window)
    return sheet


def test_gaps_are_read_with_their_passages_letter_for_letter(window):
    sheet = gaps_sheet(window, gap("rule", TOLD, "kedua"), gap("", "ketiga"))
    assert sheet.said == [TOLD, "kedua", "ketiga"]
    assert TOLD in said(sheet)
    assert "001: “kutipan”" in said(sheet)


def test_every_gap_leads_to_its_own_case(window):
    sheet = gaps_sheet(window, gap("rule", "a", "b"), gap("", "c"))
    got = heard(sheet.passage_requested)
    for button in sheet.findChildren(PlainButton):
        if button.text() == "Show the case":
            button.click()
    assert got == [("d0", "c0"), ("d1", "c1"), ("d0", "c0")]


def test_gaps_are_saved_with_enter_and_the_sheet_is_closed_before(window):
    sheet = gaps_sheet(window, gap("rule", "a"))
    states = []
    sheet.save_requested.connect(lambda: states.append(sheet.is_open))
    QTest.keyClick(sheet, KEY.Key_Return)
    assert states == [False]


def test_without_gaps_enter_closes_and_it_is_said_how_one_is_noted(window):
    sheet = gaps_sheet(window)
    saved = heard(sheet.save_requested)
    [told] = sheet.findChildren(Remark)
    assert "G" in told.words
    QTest.keyClick(sheet, KEY.Key_Return)
    assert saved == []
    assert not sheet.is_open


# both languages ------------------------------------------------------------------------------


def test_every_sheet_says_all_its_words_in_indonesian(window):
    made = {}
    for code in ("en", "id"):
        language.set_language(code)
        sheets = (
            PatternSheet(preview(1), "x", ()),
            ReleaseSheet([article(1, ReviewStatus.RELEASED)], None),
            GapsSheet([gap("", "a")]),
            GapsSheet([]),
            WordsSheet("x", "y", is_needed=True),
        )
        made[code] = []
        for sheet in sheets:
            sheet.open_over(window)
            buttons = [one.text() for one in sheet.findChildren(PlainButton)]
            made[code].append([*buttons, sheet.reason])
            sheet.dismiss()
    for english, indonesian in zip(made["en"], made["id"], strict=True):
        assert not {one for one in english if one} & set(indonesian)
