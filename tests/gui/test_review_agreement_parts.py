"""The parts of the agreement page by themselves: days, paragraph, kept views and the band."""

from __future__ import annotations

from dataclasses import replace

import pytest
from agreement_listing_scene import NAMES, codebook, listing, passage, row
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from window_scene import KEY

from annotator.gui.review.agreement.asked import Listing, OwnAsked
from annotator.gui.review.agreement.band import NARROW, WIDE, PassageBand
from annotator.gui.review.agreement.dates import DatesSheet
from annotator.gui.review.agreement.keeping import (
    KeptModel,
    KeptSheet,
    changed_words,
    kept_sentence,
    kept_words,
    value_words,
)
from annotator.gui.review.agreement.methods import MethodsPanel, Prose
from annotator.gui.review.agreement.overview import Paragraph
from annotator.gui.review.agreement.panel import Heading
from annotator.gui.review.agreement.progress import MeasureSheet
from annotator.gui.review.agreement.question import Question
from annotator.gui.theme.naming import naming
from annotator.model.identity import Id
from annotator.model.measurement import Interval
from annotator.model.review import Snapshot
from annotator.workbench.comparing.options import Options
from annotator.workbench.comparing.rows import plain_row
from annotator.workbench.comparing.snapshots import KeptView
from annotator.workbench.language import LANGUAGES, set_language


@pytest.fixture(scope="module", autouse=True)
def _book(tmp_path_factory):
    naming().set_codebook(codebook(tmp_path_factory.mktemp("book")), "en")


# days ---------------------------------------------------------------------------------------


@pytest.fixture
def dates(window):
    """The sheet over a window, and the days that it gave."""

    def open_sheet(first=None, last=None):
        sheet = DatesSheet(first, last)
        sheet.given = []
        sheet.days_given.connect(lambda *days: sheet.given.append(days))
        sheet.open_over(window)
        return sheet

    return open_sheet


@pytest.mark.parametrize(
    ("first", "last", "given"),
    [
        ("", "", (None, None)),
        ("2026-11-22", "", ("2026-11-22", None)),
        ("", "2026-11-22", (None, "2026-11-22")),
        ("2026-11-22", "2026-11-22", ("2026-11-22", "2026-11-22")),
        (" 2026-02-28\t", "2028-02-29 ", ("2026-02-28", "2028-02-29")),
    ],
)
def test_days_are_given_as_they_were_written_and_the_sheet_goes(dates, first, last, given):
    sheet = dates()
    sheet.first.setText(first)
    sheet.last.setText(last)
    assert sheet.reason == ""
    sheet.on_given()
    assert sheet.given == [given]
    assert not sheet.is_open


NO_DAY, WRONG_ORDER = "A day is written as 2026-11-22.", "The first day comes after the last."


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        ("22.11.2026", "", NO_DAY),
        ("", "2026-02-29", NO_DAY),
        ("20261122", "", NO_DAY),
        ("2026-W47-7", "", NO_DAY),
        ("2026-1-2", "", NO_DAY),
        ("٢٠٢٦-١١-٢٢", "", NO_DAY),
        ("yesterday", "2026-11-22", NO_DAY),
        ("2026-11-23", "2026-11-22", WRONG_ORDER),
    ],
)
def test_anything_else_is_refused_with_the_reason(dates, first, last, reason):
    sheet = dates()
    sheet.first.setText(first)
    sheet.last.setText(last)
    assert sheet.reason == reason
    assert not sheet.primary.isEnabled()
    QTest.keyClick(sheet.last, KEY.Key_Return)
    sheet.on_given()
    assert sheet.given == []
    assert sheet.is_open


def test_the_sheet_begins_in_the_first_field_with_the_days_there_are(dates):
    sheet = dates("2026-11-01", "2026-11-30")
    assert sheet.first.hasFocus()
    assert (sheet.first.text(), sheet.last.text()) == ("2026-11-01", "2026-11-30")
    assert (sheet.first.accessibleName(), sheet.last.accessibleName()) == ("From", "Until")
    QTest.keyClick(sheet.first, KEY.Key_Return)
    assert sheet.given == [("2026-11-01", "2026-11-30")]


# the paragraph ------------------------------------------------------------------------------


HALF = (row(),)
TEXTS = {"en": "Three coders marked.", "id": "Tiga pengode menandai."}
PARAGRAPH = Paragraph(TEXTS, (row(),))


@pytest.fixture
def methods(qtbot):
    found = MethodsPanel()
    qtbot.addWidget(found)
    found.copied, found.sentences = [], []
    found.paragraph_wanted.connect(found.copied.append)
    found.sentence_wanted.connect(found.sentences.append)
    found.retranslate()
    return found


def test_before_there_is_a_paragraph_nothing_is_copied(methods):
    methods.copy_all.click()
    assert (methods.copied, methods.text) == ([], "")
    methods.show_paragraph(PARAGRAPH)
    methods.copy_all.click()
    assert methods.copied == [TEXTS["en"]]
    methods.show_paragraph(None)
    methods.copy_all.click()
    assert methods.copied == [TEXTS["en"]]


@pytest.mark.parametrize("spoken", list(LANGUAGES))
@pytest.mark.parametrize("chosen", ["", *LANGUAGES])
def test_the_paragraph_is_in_the_chosen_language_else_that_of_the_window(methods, spoken, chosen):
    set_language(spoken)
    methods.show_paragraph(PARAGRAPH)
    if chosen:
        methods.languages[chosen].click()
    wanted = chosen or spoken
    assert (methods.language, methods.text) == (wanted, TEXTS[wanted])
    assert methods.prose.accessibleName() == TEXTS[wanted]
    assert [code for code, one in methods.languages.items() if one.isChecked()] == [wanted]
    methods.copy_one.click()
    assert methods.sentences == [wanted]


def test_prose_is_as_high_as_all_of_its_lines(qtbot):
    prose = Prose()
    qtbot.addWidget(prose)
    prose.show_text(" ".join(["Kesepakatan"] * 60))
    heights = [prose.heightForWidth(width) for width in (200, 400, 800, 4000)]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > 2 * heights[2] > 2 * heights[3]
    prose.show_text("")
    assert prose.heightForWidth(200) <= heights[3]


def test_prose_is_drawn_to_its_last_line(qtbot):
    prose = Prose()
    qtbot.addWidget(prose)
    prose.show_text(" ".join(["penanda"] * 40) + " akhir")
    prose.resize(240, prose.heightForWidth(240))
    image = prose.grab().toImage()
    ground = image.pixel(image.width() - 1, 0)
    low = range(image.height() - 16, image.height())
    assert any(image.pixel(x, y) != ground for y in low for x in range(image.width()))


# kept views ---------------------------------------------------------------------------------


def view(name="first round", *, question=None, rows=HALF, **changes):
    asked = (question or Question()).kept
    changed = {"has_changed": False, "has_new_codebook": False} | changes
    snapshot = Snapshot(Id("1" * 32), name, "2026-11-21T22:30:00+00:00")
    return KeptView(snapshot, asked, tuple(map(plain_row, rows)), "small 1.0.0", **changed)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ((row(0.5),), ".500 [.25, .75]"),
        ((row(0.5, interval=Interval(None, None, 2000, 7, "few_documents")),), ".500"),
        ((row(0.5, interval=None),), ".500"),
        ((row(-0.25), row(0.5)), "−.250 [.25, .75]"),
        ((row(None),), "n/a: no common article"),
        ((), "n/a"),
    ],
)
def test_a_kept_view_says_its_first_number(rows, told):
    assert value_words(view(rows=rows)) == told


@pytest.mark.parametrize(
    ("marks", "book", "told"),
    [
        (False, False, "nothing has changed since"),
        (True, False, "marks, answers or articles have changed since"),
        (False, True, "the codebook is another version now"),
        (
            True,
            True,
            "marks, answers or articles have changed since; the codebook is another version now",
        ),
    ],
)
def test_a_kept_view_says_what_has_changed(marks, book, told):
    found = view(has_changed=marks, has_new_codebook=book)
    assert changed_words(found) == told
    assert kept_sentence(found).endswith(f"{told}.")


def test_a_kept_view_says_the_local_day_and_of_what_it_is():
    asked = Question("cohen_kappa", "person", "role")
    assert kept_words(view()) == "22 Nov 2026, exact F1"
    assert kept_words(view(question=asked)) == "22 Nov 2026, Cohen’s κ, Person, Role"


def test_a_kept_view_is_told_in_indonesian():
    set_language("id")
    told = kept_sentence(view("putaran 1"))
    assert "0,500 [0,25; 0,75]" in told
    assert "22 Nov 2026" in told
    assert "kept" not in told


def test_the_list_of_kept_views_keeps_the_promises_of_qt(qtmodeltester: ModelTester):
    model = KeptModel([view("one"), view("two")])
    qtmodeltester.check(model)
    said = model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "two; .500 [.25, .75]; 22 Nov 2026, exact F1; nothing has changed since"
    model.remove(0)
    assert model.rowCount() == 1
    assert model.data(model.index(0, 0)).startswith("two; ")


def test_a_name_of_any_length_is_drawn_and_a_change_in_another_colour(window):
    long = "penyandingan ketiga 👩🏽‍🏫 " * 20
    drawn = []
    for found in (view(long), view(long, has_changed=True)):
        sheet = KeptSheet([found])
        sheet.open_over(window)
        drawn.append(sheet.list.viewport().grab().toImage())
        sheet.dismiss()
    assert drawn[0] != drawn[1]


# the band and headings ----------------------------------------------------------------------


@pytest.fixture
def band(qtbot):
    found = PassageBand()
    qtbot.addWidget(found)
    found.resize(NARROW, 400)
    return found


def test_the_band_says_whose_list_it_is_what_is_in_it_and_the_sum(band):
    band.show_listing(listing(passage(0.5)), NAMES)
    told = "Ani × Budi, 1 case, 2 marks, without an exact partner, by share, share"
    assert band.head.accessibleName() == told
    assert band.foot.accessibleName() == "sum .5000 = 1 − .5000"
    assert band.list.accessibleName() == f"{told}, sum .5000 = 1 − .5000"
    band.show_listing(None, {})
    assert (band.head.title, band.foot.sum, band.list.accessibleName()) == ("", "", "")
    assert band.list.model().rowCount() == 0


def test_another_list_is_shown_from_its_top(band):
    many = listing(*(passage(0.01, quote=f"words {number}") for number in range(50)))
    band.show_listing(many, NAMES)
    band.list.set_cursor(40)
    band.list.scrollToBottom()
    band.show_listing(replace(many, passages=many.passages[10:]), NAMES)
    assert band.list.currentIndex().row() == 0
    assert band.list.verticalScrollBar().value() == 0


def test_enter_opens_the_row_of_the_keyboard_and_escape_leaves(band, qtbot):
    opened, left = [], []
    band.opened.connect(opened.append)
    band.left.connect(lambda: left.append(1))
    QTest.keyClick(band.list, KEY.Key_Return)
    assert opened == [], "there is no row"
    band.show_listing(listing(passage(0.3), passage(0.2)), NAMES)
    QTest.keyClick(band.list, KEY.Key_Down)
    QTest.keyClick(band.list, KEY.Key_Enter)
    assert opened == [1]
    QTest.keyClick(band.list, KEY.Key_Escape)
    assert left == [1]


def test_coders_with_a_common_beginning_are_told_apart_in_the_rows(band):
    ani, budi = passage().coders
    names = {ani: "Anita", budi: "Anisa", Id("c" * 32): "Budi"}
    band.show_listing(listing(passage()), names)
    assert band.list.short[ani] != band.list.short[budi]
    assert names[ani].startswith(band.list.short[ani])


def test_the_sentence_of_nothing_is_nothing(band, tmp_path):
    book = naming().codebook
    assert band.sentence(book, "en") == ""
    own = Listing(OwnAsked(passage().coders[0], None, Options()), is_count=True)
    band.show_listing(own, NAMES)
    assert band.sentence(book, "en") == "Ani: sum 0"
    band.show_listing(listing(passage(), row=row()), NAMES)
    assert band.sentence(book, "en").startswith("F1 of marks with the same start")
    assert ",500" in band.sentence(book, "id")


def test_wide_windows_have_a_wider_band(band):
    band.set_wide(True)
    assert band.width() == WIDE > NARROW
    band.set_wide(False)
    assert band.width() == NARROW


def test_a_heading_that_is_cut_is_shown_whole_when_the_pointer_rests(qtbot):
    heading = Heading()
    qtbot.addWidget(heading)
    heading.show_words("Articles", "block = differing stretch, ring = one-sided")
    heading.resize(900, 26)
    heading.grab()
    assert heading.toolTip() == ""
    heading.resize(160, 26)
    heading.grab()
    assert "ring = one-sided" in heading.toolTip()
    assert heading.accessibleName() == "Articles: block = differing stretch, ring = one-sided"
    heading.show_words("Articles")
    assert heading.accessibleName() == "Articles"


def test_the_sheet_of_a_long_measure_is_stopped_once(window):
    sheet, stops = MeasureSheet("gamma_cat"), []
    sheet.cancel_requested.connect(lambda: stops.append(1))
    sheet.open_over(window)
    assert sheet.button.hasFocus()
    sheet.show_progress(1, 4, "")
    assert sheet.meter.accessibleName() == "γ-cat 25%"
    QTest.keyClick(sheet.button, KEY.Key_Escape)
    assert stops == [1]
    assert not sheet.is_open


def test_the_sheet_of_a_measure_that_is_done_stops_nothing(window):
    sheet, stops = MeasureSheet("gamma"), []
    sheet.cancel_requested.connect(lambda: stops.append(1))
    sheet.open_over(window)
    sheet.finish()
    assert (stops, sheet.is_open) == ([], False)
