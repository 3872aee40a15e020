"""The sheet of a correction by itself: what coders may say, and what the two panes show."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor

from annotator.gui.dialogs.correction_rows import MarkRows, fate_words, first_row
from annotator.gui.dialogs.correction_sheet import CorrectionSheet, report_words
from annotator.gui.dialogs.text_pane import MOST_TINTS, TextPane
from annotator.model.anchor import Anchor, Standing
from annotator.model.coder import Coder
from annotator.model.document import Document
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.span import Span
from annotator.workbench.correcting import Choice, CorrectionPlan, Fate, FoundMark

ANI, BUDI = Coder(Id("a" * 32), "c1", "Ani"), Coder(Id("b" * 32), "c2", "Budi")


def found(standing: Standing, coder: Coder = ANI, *, number: int = 0) -> FoundMark:
    place = () if standing is Standing.LOST else (Extent(3, 6),)
    span = Span(
        Id(f"{number:032x}"), "s", Id("d" * 32), coder.id, Id("c" * 32), "rule", (Extent(0, 3),)
    )
    anchor = Anchor(standing, place, 0.5)
    return FoundMark(span, coder, "ASN", anchor, "ASN" if place else "", coder is ANI)


@pytest.mark.parametrize(
    ("standing", "fate"),
    [
        (Standing.SAME, Fate.CARRY),
        (Standing.MOVED, Fate.CARRY),
        (Standing.CHANGED, Fate.WAIT),
        (Standing.LOST, Fate.WAIT),
    ],
)
def test_only_sure_marks_go_over_unasked(standing, fate):
    assert first_row(found(standing)).fate is fate


def test_others_may_only_say_whether_a_sure_mark_waits():
    sure, doubtful = (first_row(found(s, BUDI)) for s in (Standing.SAME, Standing.CHANGED))
    assert sure.decided(Fate.WAIT).fate is Fate.WAIT
    assert sure.decided(Fate.WAIT).decided(Fate.CARRY).fate is Fate.CARRY
    assert sure.decided(Fate.LEAVE) == sure
    assert doubtful.decided(Fate.CARRY) == doubtful
    assert fate_words(doubtful) == "Budi will be asked"


def test_a_choice_has_its_place_only_where_it_is_carried():
    row = first_row(found(Standing.SAME))
    assert row.choice == Choice(Fate.CARRY, (Extent(3, 6),))
    assert row.decided(Fate.LEAVE).choice == Choice(Fate.LEAVE)


def test_the_model_shows_one_kind_or_all(qtmodeltester):
    rows = MarkRows()
    every = [first_row(found(s, number=n)) for n, s in enumerate(Standing)]
    rows.show_rows(every)
    qtmodeltester.check(rows)
    assert rows.rowCount() == 4
    rows.show_rows(every, Standing.LOST)
    assert rows.rowCount() == 1
    assert rows.data(rows.index(0)) == "Lost: ASN → –. Check later"
    rows.put(0, rows.row_at(0).decided(Fate.LEAVE))
    assert rows.every[3].fate is Fate.LEAVE
    assert rows.row_at(1) is None


def test_a_selection_is_counted_in_code_points(qtbot):
    pane = TextPane("new")
    qtbot.addWidget(pane)
    text = "a😀b\r\nc👍d"
    pane.show_text(text, [Extent(1, 2)], "ok")
    assert pane.selected() is None
    cursor = pane.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, 2)
    pane.setTextCursor(cursor)
    assert pane.selected() == Extent(6, 8)
    assert text[6:8] == "👍d"


def test_a_line_end_of_two_characters_is_one_line(qtbot):
    pane = TextPane("new")
    qtbot.addWidget(pane)
    pane.show_text("a\r\nb\r\nc", [], "ok")
    assert pane.blockCount() == 3


def test_a_text_that_is_all_other_is_tinted_in_bounds(qtbot):
    pane = TextPane("new")
    qtbot.addWidget(pane)
    pane.show_text("ab" * 5000, [Extent(n, n + 1) for n in range(0, 10_000, 2)], "ok")
    assert len(pane.extraSelections()) == MOST_TINTS
    pane.show_place((Extent(4, 8),))
    assert len(pane.extraSelections()) == MOST_TINTS + 1
    pane.show_place(())
    assert len(pane.extraSelections()) == MOST_TINTS


def test_nothing_can_be_done_before_there_is_a_text(window):
    sheet = CorrectionSheet("Correct", ask_file=lambda: None)
    sheet.open_over(window)
    assert not sheet.primary.isEnabled()
    assert sheet.choices() == {}
    sheet.file_button.click()
    assert not sheet.is_busy
    sheet.show_busy("Comparing")
    assert sheet.cancel_button.hasFocus()
    sheet.show_failure("No text.")
    assert sheet.failure.words == "No text."
    assert sheet.file_button.hasFocus()
    assert not sheet.primary.isEnabled()


@pytest.mark.parametrize(
    ("carried", "waiting", "words"),
    [
        (1, 0, "1 mark carried over."),
        (12, 1, "12 marks carried over, 1 waits to be checked."),
        (0, 3, "0 marks carried over, 3 wait to be checked."),
    ],
)
def test_what_was_done_is_told_in_a_line(carried, waiting, words):
    assert report_words(carried, waiting) == words


def test_beside_a_lost_mark_the_corrected_text_is_shown_where_it_was(window):
    before = "\n".join(f"Line {at} of the article." for at in range(200))
    after = before.replace("Line 150 of the article.", "Nothing here.")
    old, new = (
        Document(Id(digit * 32), "a", "a.txt", "A", text, digit * 64)
        for digit, text in (("d", before), ("e", after))
    )
    start = before.index("150")
    place = (Extent(start, start + 3),)
    span = Span(Id("1" * 32), "s", old.id, ANI.id, Id("c" * 32), "rule", place)
    lost = FoundMark(span, ANI, "150", Anchor(Standing.LOST, (), 0.0), "", is_own=True)
    sheet = CorrectionSheet("Correct")
    sheet.open_over(window)
    sheet.show_plan(CorrectionPlan(old, new, (lost,)))
    assert sheet.new.textCursor().block().text() == "Nothing here."
    assert sheet.new.viewport().rect().contains(sheet.new.cursorRect())
    assert sheet.new.selected() is None
