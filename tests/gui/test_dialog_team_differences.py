"""“My differences” as a sheet: walking, both readings, replies that are kept and that are not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel

from annotator.gui.dialogs.remark import Remark
from annotator.gui.dialogs.team.differences_sheet import DifferencesSheet
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.model.codebook import Codebook
from annotator.model.identity import Id
from annotator.model.review import Verdict
from annotator.workbench.adjudicating.differences import Difference
from annotator.workbench.language import set_language

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


def mark(text, label="person", **answers):
    return {"label": label, "text": text, "fragments": [[7, 10]], "attributes": answers}


def difference(number, own, gold, **more):
    given = {
        "kind": "span", "verdict": Verdict.READING, "note": "", "question": "",
        "mark": ("span", Id(f"{number:032x}")), "start": number, "answer": "", **more,
    }  # fmt: skip
    return Difference(
        Id("d" * 32), f"Artikel {number}", Id(f"{number + 99:032x}"), own=own, gold=gold, **given
    )


CHANGED = difference(1, mark("Sri", role="head"), mark("Bupati Sri", role="head"))
ASKED = difference(
    2, mark("ASN"), None, verdict=Verdict.SENT_BACK, question="A person at all?", answer="Yes."
)
MISSING = difference(3, None, mark("Balikpapan"), mark=None, note="in the guideline")
RELATED = difference(
    4,
    {"relation": "lives_in", "from": mark("Sri"), "to": mark("Balikpapan"), "attributes": {}},
    None,
    kind="relation",
    mark=("relation", Id("e" * 32)),
    verdict=Verdict.NONE,
)
ROWS = [CHANGED, ASKED, MISSING, RELATED]


@pytest.fixture(autouse=True)
def _unnamed():
    naming().set_codebook(Codebook("", ""), "en")


def opened(window, rows=ROWS, at=0):
    made = DifferencesSheet(rows, at)
    made.replies, made.passages = [], []
    made.replied.connect(lambda span, text: made.replies.append((span, text)))
    made.passage_requested.connect(made.passages.append)
    made.open_over(window)
    return made


@pytest.fixture
def sheet(window):
    return opened(window)


def readings(sheet):
    """What stands in the grid of both readings, row by row."""
    grid, found = sheet.readings, []
    for row in range(grid.rowCount()):
        cells = [grid.itemAtPosition(row, column) for column in range(3)]
        widgets = [cell.widget() for cell in cells if cell is not None]
        if not widgets:
            continue  # rows of the difference before, which have nothing in them
        texts = [one.text() if isinstance(one, QLabel) else one.words for one in widgets]
        found.append(list(dict.fromkeys(texts)) if isinstance(widgets[-1], Remark) else texts)
    return found


def write(sheet, text):
    sheet.reply.setFocus()
    sheet.reply.selectAll()
    QTest.keyClicks(sheet.reply, text)


# walking --------------------------------------------------------------------------------------


def test_the_list_keeps_the_promises_of_qt_and_says_each_row_in_words(sheet):
    QAbstractItemModelTester(
        sheet.model, QAbstractItemModelTester.FailureReportingMode.Fatal, sheet.model
    )
    said = [sheet.model.data(sheet.model.index(row, 0)) for row in range(4)]
    assert said == [
        "Differs: Words: Sri, Artikel 1",
        "A question: ASN, Artikel 2",
        "Missing here: Balikpapan, Artikel 3",
        "Not in the gold: Sri, Artikel 4",
    ]


def test_arrows_show_each_difference_with_its_place_among_all(window, sheet):
    assert window.focusWidget() is sheet.list
    shown = [(sheet.what.text(), sheet.article.text(), sheet.counter.text())]
    for _row in ROWS[1:]:
        QTest.keyClick(sheet.list, KEY.Key_Down)
        shown.append((sheet.what.text(), sheet.article.text(), sheet.counter.text()))
    assert shown == [
        ("Differs: Words", "Artikel 1", "1 of 4"),
        ("A question", "Artikel 2", "2 of 4"),
        ("Missing here", "Artikel 3", "3 of 4"),
        ("Not in the gold", "Artikel 4", "4 of 4"),
    ]


@pytest.mark.parametrize(("at", "place"), [(0, 0), (2, 2), (99, 3)])
def test_it_opens_where_it_was_left_or_at_the_end(window, at, place):
    made = opened(window, at=at)
    assert made.place == place
    assert made.article.text() == ROWS[place].title


def test_without_a_difference_there_is_nothing_to_show_and_nothing_to_do(window):
    made = opened(window, [])
    assert made.place == -1
    assert not made.passage_button.isEnabled()
    made.on_passage()
    made.dismiss()
    assert (made.passages, made.replies) == ([], [])


# readings -------------------------------------------------------------------------------------


def test_only_what_differs_is_shown_side_by_side_and_the_rest_is_named(sheet):
    assert readings(sheet)[:3] == [
        ["", "Mine", "Gold"],
        ["Words", "Sri", "Bupati Sri"],
        ["Same: Label, role"],
    ]


def test_nothing_of_the_difference_before_is_left(sheet):
    for row in (1, 0, 2, 0):
        sheet.show_row(row)
    QApplication.processEvents()
    assert readings(sheet) == readings(opened(sheet.window()))


def test_a_question_shows_ones_own_mark_and_no_gold(sheet):
    sheet.show_row(1)
    assert readings(sheet)[:2] == [["", "Mine", ""], ["Words", "ASN"]]
    assert sheet.question.text() == "Question: A person at all?"
    assert not sheet.note.isVisible(), "nothing is decided yet"
    sheet.show_row(0)
    assert not sheet.question.isVisible()


def test_what_one_of_them_has_not_is_a_dash(sheet):
    sheet.show_row(2)
    assert ["Words", "–", "Balikpapan"] in readings(sheet)


def test_the_verdict_and_the_reason_are_told(sheet):
    sheet.show_row(2)
    assert sheet.note.text() == "Decided: one coder’s reading\nin the guideline"
    sheet.show_row(3)
    assert sheet.note.text() == "Decided: none of them"


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_sheet_is_painted_in_every_theme(sheet, theme):
    before = sheet.list.grab().toImage()
    look().set_theme(theme)
    sheet.show_row(1)
    assert sheet.list.grab().toImage() != before
    look().set_theme("light")


# replies --------------------------------------------------------------------------------------


def test_only_ones_own_mark_can_be_replied_to(sheet):
    for row, can_reply in enumerate((True, True, False, False)):
        sheet.show_row(row)
        assert sheet.reply.isVisible() is can_reply, row


def test_a_reply_is_kept_when_one_goes_on_and_is_given_once(sheet):
    write(sheet, "Then say so.")
    sheet.show_row(1)
    sheet.show_row(2)
    sheet.dismiss()
    assert sheet.replies == [(CHANGED.mark[1], "Then say so.")]


@pytest.mark.parametrize("text", ["Yes.", "  Yes. "])
def test_the_same_reply_again_is_none(sheet, text):
    sheet.show_row(1)
    assert sheet.reply.toPlainText() == "Yes."
    write(sheet, text)
    sheet.dismiss()
    assert sheet.replies == []


def test_a_note_that_ends_in_a_blank_is_no_other_reply(window):
    made = opened(window, [replace(ASKED, answer="Yes. \n")])
    made.show_row(0)
    made.dismiss()
    assert made.replies == []


def test_a_reply_can_be_taken_back(sheet):
    sheet.show_row(1)
    sheet.reply.clear()
    sheet.show_row(0)
    assert sheet.replies == [(ASKED.mark[1], "")]


def test_enter_makes_a_line_and_control_enter_goes_to_the_passage(sheet):
    write(sheet, "No.")
    QTest.keyClick(sheet.reply, KEY.Key_Return)
    assert sheet.is_open
    QTest.keyClick(sheet.reply, KEY.Key_Return, CONTROL)
    assert not sheet.is_open
    assert sheet.passages == [CHANGED]
    assert sheet.replies == [(CHANGED.mark[1], "No.")]


def test_escape_from_the_reply_closes_and_keeps_it(sheet):
    write(sheet, "No.")
    QTest.keyClick(sheet.reply, KEY.Key_Escape)
    assert not sheet.is_open
    assert sheet.replies == [(CHANGED.mark[1], "No.")]


def test_tab_leaves_the_reply(window, sheet):
    sheet.reply.setFocus()
    QTest.keyClick(sheet.reply, KEY.Key_Tab)
    assert window.focusWidget() is not sheet.reply
    assert "\t" not in sheet.reply.toPlainText()


def refusing(sheet):
    """Whoever keeps replies refuses them, as in a project that is only looked at."""
    sheet.replied.connect(lambda *_given: sheet.show_failure("This project is only looked at."))


def test_a_reply_that_was_refused_says_why_and_is_not_lost(sheet):
    refusing(sheet)
    write(sheet, "Then say so.")
    QTest.keyClick(sheet.list, KEY.Key_Down)
    assert sheet.failure.isVisible()
    assert (sheet.place, sheet.reply.toPlainText()) == (0, "Then say so.")
    assert sheet.what.text() == "Differs: Words"


def test_one_goes_on_as_soon_as_the_reply_is_gone(sheet):
    refusing(sheet)
    write(sheet, "Then say so.")
    sheet.show_row(1)
    sheet.reply.clear()
    sheet.show_row(1)
    assert (sheet.place, sheet.reply.toPlainText()) == (1, "Yes.")
    assert not sheet.failure.isVisible()
    assert len(sheet.replies) == 1


def test_a_sheet_with_a_refused_reply_can_be_closed(sheet):
    refusing(sheet)
    write(sheet, "Then say so.")
    sheet.dismiss()
    assert not sheet.is_open


def test_the_reply_is_what_whoever_keeps_it_has_read_anew(sheet):
    def keep(span, text):
        rows = [replace(one, answer=text) if one.mark == ("span", span) else one for one in ROWS]
        sheet.model.show_rows(rows)
        sheet.list.choose(1)

    sheet.replied.connect(keep)
    write(sheet, "Then say so.")
    sheet.show_row(1)
    sheet.show_row(0)
    assert sheet.reply.toPlainText() == "Then say so."
    assert len(sheet.replies) == 1


# the passage ----------------------------------------------------------------------------------


def test_the_button_goes_to_the_difference_that_is_shown(sheet):
    sheet.show_row(3)
    QTest.mouseClick(sheet.passage_button, LEFT)
    assert sheet.passages == [RELATED]
    assert not sheet.is_open


def test_the_sheet_speaks_indonesian(window):
    set_language("id")
    made = opened(window)
    assert made.what.text() == "Berbeda: Kata"
    assert readings(made)[0][1:] != ["Mine", "Gold"]
