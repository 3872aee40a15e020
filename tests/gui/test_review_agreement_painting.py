"""What the agreement page draws: axes and signs where they belong, and every table at any size."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from agreement_listing_scene import ANI, BUDI, CICI, PAIR, SAMPLE, listing, passage, row
from agreement_page_scene import single_coder
from comparing_scene import Scene, linked_records, record
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.gui.review.agreement.asked import NumberAsked
from annotator.gui.review.agreement.attributes import AttributeTable
from annotator.gui.review.agreement.band import PassageBand
from annotator.gui.review.agreement.board import Board
from annotator.gui.review.agreement.compared import ComparedTable
from annotator.gui.review.agreement.drawing import draw_interval, draw_sign, figures
from annotator.gui.review.agreement.matrix import MatrixTable
from annotator.gui.review.agreement.overview import overview_of, pair_view
from annotator.gui.review.agreement.periods import PeriodTable
from annotator.gui.review.agreement.question import Question
from annotator.gui.review.agreement.strips import StripTable
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.model.assignment import Role, again_id, gold_id
from annotator.model.identity import Id
from annotator.workbench.comparing.options import Options
from annotator.workbench.comparing.passages import Kind
from annotator.workbench.comparing.periods import CodebookChange, OverTime, Period, Step
from annotator.workbench.comparing.strips import Strip, StripKind, StripPart
from annotator.workbench.language import set_language

PAPER = QColor("#ffffff")
WIDE, HIGH = 400, 20
ASKED = NumberAsked(row().target, Options())


@pytest.fixture(autouse=True)
def _light(qapp):
    look().set_theme("light")
    yield
    look().set_theme("light")


def painted(paint, width=WIDE, height=HIGH) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(PAPER)
    painter = QPainter(image)
    paint(painter, QRectF(0, 0, width, height))
    painter.end()
    return image


def columns_of(image, colour, *, row):
    """The columns in which a colour stands at a height."""
    wanted = QColor(colour).rgb()
    return [x for x in range(image.width()) if image.pixel(x, row) == wanted]


# the axis -----------------------------------------------------------------------------------


def axis(value, bounds=None, floor=0.5):
    return painted(lambda painter, area: draw_interval(painter, area, value, bounds, floor))


def stroke_of(image):
    """Where the stroke of the value stands, at a height that only it reaches."""
    found = columns_of(image, look().theme.ink, row=HIGH // 2 - 6)
    assert found
    return sum(found) / len(found)


@pytest.mark.parametrize("floor", [0.5, 0.0, -1.0])
@pytest.mark.parametrize("part", [0.1, 0.25, 0.5, 0.9])
def test_the_value_stands_at_its_share_of_the_axis(floor, part):
    value = floor + part * (1 - floor)
    assert stroke_of(axis(value, floor=floor)) == pytest.approx(part * WIDE, abs=2)


@pytest.mark.parametrize(("value", "end"), [(-5.0, 0), (5.0, WIDE)])
def test_a_value_beyond_the_axis_stands_at_its_end(value, end):
    image = axis(value)
    wanted = QColor(look().theme.ink).rgb()
    found = [x for x in range(WIDE) if image.pixel(x, 4) == wanted]
    assert found
    assert all(abs(x - end) <= 3 for x in found)


def test_the_band_reaches_from_one_bound_to_the_other():
    image = axis(None, (0.6, 0.9))
    found = columns_of(image, look().theme.ink3, row=HIGH // 2 + 1)
    assert min(found) == pytest.approx(0.2 * WIDE, abs=3)
    assert max(found) == pytest.approx(0.8 * WIDE, abs=3)


def test_two_ticks_stand_without_words_where_the_literature_has_them():
    image = axis(None)
    places = [round((mark - 0.5) / 0.5 * WIDE) for mark in (0.667, 0.800)]
    inked = [x for x in range(WIDE) if image.pixel(x, HIGH // 2 - 3) != PAPER.rgb()]
    assert inked
    for place in places:
        assert any(abs(x - place) <= 2 for x in inked)
    assert all(min(abs(x - place) for place in places) <= 3 for x in inked)


def test_the_figures_are_of_one_width_and_shared():
    assert figures(13, 600) is figures(13, 600)
    assert figures(13, 600) != figures(13)


# signs --------------------------------------------------------------------------------------


def sign(**given):
    given = {"has_marked": True, "is_other": False} | given
    return painted(lambda painter, _area: draw_sign(painter, 20, 10, **given), 40, 20)


def test_a_disc_a_lozenge_and_a_ring_are_told_apart_by_their_shape():
    disc, other, nothing = sign(), sign(is_other=True), sign(has_marked=False)
    assert len({disc.cacheKey(), other.cacheKey(), nothing.cacheKey()}) == 3
    assert disc != other != nothing != disc
    centre = QPoint(20, 10)
    assert disc.pixel(centre) == other.pixel(centre) == QColor(look().theme.ink).rgb()
    assert nothing.pixel(centre) == PAPER.rgb()


def test_whoever_marked_nothing_has_no_other_reading():
    assert sign(has_marked=False, is_other=True) == sign(has_marked=False)


# every table --------------------------------------------------------------------------------


LONG = "Muḥammad ‎عبد الرحمن‎ Wirahadikusumah-Sastrowardoyo 👩🏽‍🏫 bin Sudirman"


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """Three coders, one with a long name in two scripts, gold and a second coding."""
    records = linked_records()
    records += [record(number, LONG, [("person", 3, 9)]) for number in (1, 2)]
    found = Scene(tmp_path_factory.mktemp("painting"), records)
    session, ani = found.session, found.coder("Ani")
    single_coder(session, gold_id(session.project.project_id), "gold", Role.GOLD, ani)
    single_coder(session, again_id(ani), "Ani again", Role.AGAIN, ani)
    naming().set_codebook(session.codebook, "en")
    yield found
    found.close()


@pytest.fixture(scope="module")
def worked_out(scene):
    """What is shown of questions: by the question, the overview and the view of a pair."""
    questions = (
        Question(),
        Question("cohen_kappa", "person", "role"),
        Question("cohen_kappa", None, "checked"),
        Question(last_day="2000-01-01"),
    )
    pair = scene.pair("Ani", LONG)
    return [
        (overview_of(scene.comparing, one), pair_view(scene.comparing, one, pair))
        for one in questions
    ]


@pytest.fixture
def board(qtbot):
    found = Board()
    qtbot.addWidget(found)
    found.resize(1000, 700)
    return found


def colours_in(image: QImage) -> set[int]:
    step = max(1, image.width() // 150)
    return {image.pixel(x, y) for x in range(0, image.width(), step) for y in range(image.height())}


@pytest.mark.parametrize(
    ("theme", "width"), [("light", 420), ("dark", 1000), ("light", 1700), ("contrast", 420)]
)
def test_every_table_is_drawn_in_every_theme_at_every_width(board, worked_out, theme, width):
    look().set_theme(theme)
    board.resize(width, 700)
    for overview, view in worked_out:
        board.show_overview(overview)
        board.show_pair(view, overview.names)
        board.show_chosen(NumberAsked(view.row.target, overview.question.options))
        board.attributes.unfold()
        for table in board.tables:
            if table.cell_model.rowCount():
                assert len(colours_in(table.grab().toImage())) > 1


def test_every_table_is_drawn_in_indonesian(board, worked_out):
    set_language("id")
    overview, view = worked_out[1]
    board.show_overview(overview)
    board.show_pair(view, overview.names)
    for table in board.tables:
        assert not table.grab().isNull()
        for cells in table.cell_model.sheet.cells:
            assert not [cell.said for cell in cells if re.search(r"[ \[]0?\.\d", cell.said)]


def picture(qtbot, table, width=500):
    qtbot.addWidget(table)
    table.resize(width, 200)
    return table.grab().toImage()


@pytest.mark.parametrize(
    ("percents", "more"),
    [
        ({PAIR: row(0.875)}, {}),
        ({}, {"interval": None}),
        ({}, {"n_units": 48}),
        ({}, {"coders": ("Cici",)}),
    ],
)
def test_all_that_a_line_against_the_gold_says_is_drawn(qtbot, percents, more):
    plain, other = ComparedTable(), ComparedTable()
    plain.show_rows([row(0.5)], {}, Options())
    other.show_rows([row(0.5, **more)], percents, Options())
    assert picture(qtbot, plain) != picture(qtbot, other)


def test_a_line_against_the_gold_without_a_value_is_drawn_with_its_reason(qtbot):
    first, second = ComparedTable(), ComparedTable()
    first.show_rows([row(None)], {}, Options())
    second.show_rows([row(None, lack="one_category")], {}, Options())
    assert picture(qtbot, first) != picture(qtbot, second)


def strips(qtbot, *parts, value=0.5):
    found = Strip(Id("a" * 32), "doc-1", "A", 1000, value, 8, parts)
    table = StripTable()
    table.show_strips([found], ASKED, is_big=False)
    return picture(qtbot, table)


def test_blocks_rings_and_text_outside_are_drawn_differently(qtbot):
    drawn = [strips(qtbot, StripPart(300, 500, kind)) for kind in StripKind]
    drawn.append(strips(qtbot))
    for at, one in enumerate(drawn):
        assert all(one != other for other in drawn[at + 1 :])


def test_what_is_outside_lies_below_what_differs(qtbot):
    block = StripPart(300, 500, StripKind.DIFFERING)
    around = StripPart(200, 600, StripKind.OUTSIDE)
    together = strips(qtbot, block, around)
    assert together == strips(qtbot, around, block)
    alone = strips(qtbot, around)
    inked = [
        x for x in range(together.width()) if strips_ink(together, x) and not strips_ink(alone, x)
    ]
    middle = QPoint(inked[len(inked) // 2], together.height() // 2)
    assert together.pixel(middle) == QColor(look().theme.ink).rgb()


def strips_ink(image, x):
    return image.pixel(x, image.height() // 2 + 3) == QColor(look().theme.ink).rgb()


def test_an_article_is_drawn_at_its_true_length(qtbot):
    table = StripTable()
    long = Strip(Id("a" * 32), "doc-1", "A", 1000, 1.0, 8, ())
    table.show_strips([long, replace(long, length=500, key="doc-2")], ASKED, is_big=False)
    image = picture(qtbot, table)
    edge, high = QColor(look().theme.edge).rgb(), table.row_height()
    lengths = [
        sum(image.pixel(x, high * at + high // 2) == edge for x in range(image.width()))
        for at in (0, 1)
    ]
    assert lengths[0] > 100
    assert lengths[1] == pytest.approx(lengths[0] / 2, abs=2)


def periods(qtbot, *values, changes=(), interval=SAMPLE):
    found = tuple(
        Period(f"2026-03-0{at + 1}", f"2026-03-0{at + 1}", value, interval, 1, 8)
        for at, value in enumerate(values)
    )
    table = PeriodTable()
    table.show_over_time(OverTime(Step.DAY, found, tuple(changes)), {}, ASKED)
    return picture(qtbot, table)


def test_periods_show_value_interval_and_new_codebooks(qtbot):
    plain = periods(qtbot, 0.8, 0.9)
    assert periods(qtbot, 0.8, 0.85) != plain
    assert periods(qtbot, 0.8, 0.9, interval=None) != plain
    assert periods(qtbot, 0.8, 0.9, changes=[CodebookChange("2026-03-02", "2.0")]) != plain
    assert not periods(qtbot, None, None, interval=None).isNull()


def test_the_axis_of_all_periods_reaches_down_to_the_lowest_bound(qtbot):
    def first_cell(*values):
        image = periods(qtbot, *values, interval=None)
        return image.copy(40, 0, 140, image.height())

    assert first_cell(0.9, 0.5) == first_cell(0.9, 0.8)
    assert first_cell(0.9, 0.4) != first_cell(0.9, 0.5)
    assert first_cell(0.9, 0.4) == first_cell(0.9, 0.0) == first_cell(0.9, -1e-17)
    assert first_cell(0.9, -0.1) not in (first_cell(0.9, 0.0), first_cell(0.9, 0.5))


def test_attributes_and_matrix_are_drawn_as_they_are_big_and_small(qtbot, worked_out):
    overview, view = worked_out[1]
    heights = []
    for is_big in (False, True):
        matrix, attributes = MatrixTable(), AttributeTable()
        matrix.show_overview(overview, is_big=is_big)
        attributes.show_lines(view.attributes, Options(), is_big=is_big)
        assert not picture(qtbot, matrix).isNull()
        assert not picture(qtbot, attributes).isNull()
        heights.append((matrix.row_height(), attributes.row_height()))
    assert heights[0][0] < heights[1][0]
    assert heights[0][1] < heights[1][1]


# the band -----------------------------------------------------------------------------------


KINDS = [
    (passage(0.3, kind), "char_f1") for kind in Kind if kind not in (Kind.ANSWER, Kind.RELATION)
]


@pytest.mark.parametrize("theme", ["light", "contrast"])
def test_every_kind_of_passage_is_drawn(qtbot, scene, theme):
    look().set_theme(theme)
    band = PassageBand()
    qtbot.addWidget(band)
    names = {ANI: "Ani", BUDI: LONG, CICI: "Cici"}
    rows = [one for one, _measure in KINDS]
    rows.append(passage(0.2, Kind.ONE_SIDED, marks=(passage().marks[0], ())))
    rows.append(passage(0.0, Kind.AGREED, quote="", labels=()))
    rows.append(passage(0.1, coders=(ANI, BUDI, CICI), marks=(passage().marks[0],) * 3))
    rows.append(passage(0.1, coders=(ANI,), marks=(passage().marks[0],)))
    for width in (260, 520):
        band.resize(width, 46 * len(rows) + 150)
        band.show_listing(listing(*rows), names)
        assert len(colours_in(band.grab().toImage())) > 4


def test_answers_are_drawn_with_the_field_where_there_are_no_words(qtbot, scene):
    band = PassageBand()
    qtbot.addWidget(band)
    band.resize(400, 300)
    one = passage(0.5, Kind.ANSWER, answers=("kaltim", None), quote="", labels=(), marks=())
    band.show_listing(listing(one, attribute="outlet", measure="cohen_kappa"), {ANI: "Ani"})
    first = band.list.grab().toImage()
    band.show_listing(listing(one, attribute="checked", measure="cohen_kappa"), {ANI: "Ani"})
    assert band.list.grab().toImage() != first
