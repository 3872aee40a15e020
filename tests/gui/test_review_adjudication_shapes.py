"""Signs of the adjudication: votes, progress, chips, verdicts; told apart by shape, not by hue."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from annotator.gui.review.adjudication import shapes
from annotator.gui.review.adjudication.card_band import Differing, Pieces
from annotator.gui.review.adjudication.key_line import HintButton, KeyHint, KeyLine
from annotator.gui.review.adjudication.shapes import STATE_SIGNS, votes_of, votes_width
from annotator.gui.review.adjudication.verdicts import Verdict, VerdictRow
from annotator.gui.theme.look import look
from annotator.gui.theme.naming import naming
from annotator.model.adjudication import AspectKind, Case, CaseKind, CaseType
from annotator.model.codebook import Codebook, Label, RelationLabel
from annotator.model.extent import Extent
from annotator.model.identity import Id
from annotator.model.span import Span
from annotator.model.words import Words
from annotator.workbench.adjudicating.states import (
    SETTLED_STATES,
    Card,
    CardRow,
    CaseState,
    Cell,
    DeskCase,
)

LETTERS = "ABCDEFGHIJ"
LONG = "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi"
CODEBOOK = Codebook(
    "test",
    "1",
    languages=("en",),
    labels={
        "rule": Label("rule", Words({"en": "Rule"}), shortcut="r"),
        "long": Label("long", Words({"en": LONG}), shortcut="l"),
    },
    relations={"says": RelationLabel("says", Words({"en": "says"}))},
)


@pytest.fixture(autouse=True)
def _named(qapp):
    before = naming().codebook, naming().language
    look().set_theme("light")
    look().set_codebook(CODEBOOK, "en")
    yield
    look().set_codebook(*before)


def drawn(draw, width=120, height=24):
    """What a function draws, as a picture, with what it returned."""
    picture = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    answer = draw(painter)
    painter.end()
    return picture, answer


def ink(picture):
    """The columns in which anything is drawn."""
    white = 0xFFFFFFFF
    rows = range(picture.height())
    return [x for x in range(picture.width()) if any(picture.pixel(x, y) != white for y in rows)]


def read(*values, gone=()):
    """A card on which coders read one row as given; those whose letters are ``gone`` have none."""
    letters = tuple(LETTERS[: len(values)])
    cells = tuple(
        Cell(letter, value, is_there=letter not in gone)
        for letter, value in zip(letters, values, strict=True)
    )
    mark = Span(Id("s"), "k", Id("d"), Id("c"), Id("b"), "rule", (Extent(0, 1),))
    marks = {one: (None if one in gone else mark,) for one in letters}
    row = CardRow(0, 0, AspectKind.START, "", "", cells, differs=True)
    return Card(Id("c"), (row,), letters, marks, {}, (), (), (), ("rule",))


# votes ---------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 3), min_size=1, max_size=8))
def test_coders_have_the_same_number_where_they_read_alike_and_only_there(values):
    votes = votes_of(read(*values))
    assert [letter for letter, _number in votes] == list(LETTERS[: len(values)])
    for first, one in enumerate(values):
        for second, other in enumerate(values):
            assert (votes[first][1] == votes[second][1]) == (one == other)
    numbers = [number for _letter, number in votes]
    assert sorted(set(numbers)) == list(range(1, len(set(values)) + 1)), "from 1, without gaps"


@given(st.lists(st.integers(0, 2), min_size=2, max_size=6), st.sets(st.sampled_from("ABCDEF")))
def test_who_marked_nothing_is_nought_and_nobody_else_is(values, gone):
    for letter, number in votes_of(read(*values, gone=gone)):
        assert (number == 0) == (letter in gone)


def test_what_does_not_differ_makes_no_reading_of_its_own():
    one = read(1, 2)
    [row] = one.rows
    alike = CardRow(0, 0, row.kind, "", "", row.cells, differs=False)
    same = Card(Id("c"), (alike,), ("A", "B"), one.spans, {}, (), (), (), ())
    assert votes_of(same) == (("A", 1), ("B", 1))


def test_where_nothing_is_marked_in_an_article_everybody_has_a_reading():
    cells = (Cell("A", "x", is_there=True), Cell("B", None, is_there=True))
    row = CardRow(0, 0, AspectKind.FIELD, "outlet", "", cells, differs=True)
    fields = Card(Id("c"), (row,), ("A", "B"), {}, {}, (), (), (), ())
    assert votes_of(fields) == (("A", 1), ("B", 2))


def test_the_shapes_of_the_first_seven_readings_and_of_none_are_all_different():
    pictures = [
        drawn(lambda p, n=n: shapes.draw_shape(p, QPointF(12, 12), n), 24)[0] for n in range(8)
    ]
    assert len({bytes(one.constBits()) for one in pictures}) == 8


@pytest.mark.parametrize("count", [1, 2, 3, 4, 9])
def test_votes_end_at_the_right_and_keep_to_the_room_they_ask_for(count):
    votes = tuple((LETTERS[place], place % 4) for place in range(count))
    picture, _none = drawn(lambda p: shapes.draw_votes(p, 280, 12, votes), 300)
    columns = ink(picture)
    assert 280 - votes_width(votes) - 1 <= min(columns)
    assert 270 <= max(columns) <= 280


def test_letters_stand_beside_the_shapes_only_where_there_are_few_coders():
    few = tuple((one, 1) for one in "ABC")
    many = tuple((one, 1) for one in "ABCDEF")
    assert votes_width(few) / 3 > votes_width(many) / 6


# states --------------------------------------------------------------------------------------


def test_every_state_in_which_something_is_left_but_open_has_a_sign_of_its_own():
    assert set(STATE_SIGNS) == set(CaseState) - SETTLED_STATES - {CaseState.OPEN}
    assert len(set(STATE_SIGNS.values())) == len(STATE_SIGNS)


# pieces --------------------------------------------------------------------------------------


def desk_case(number, state=CaseState.OPEN):
    case = Case(Id(str(number)), Id("d"), CaseKind.SPAN, CaseType.LABEL, (), (), 0, 1, (), (), "")
    return DeskCase(case, number, state)


@pytest.fixture
def pieces(qtbot):
    made = Pieces()
    qtbot.addWidget(made)
    made.resize(200, 11)
    return made


@pytest.mark.parametrize("count", [1, 2, 4, 23])
def test_each_case_has_a_piece_and_its_middle_is_pressed_for_it(pieces, count):
    pressed = []
    pieces.pressed.connect(pressed.append)
    pieces.show_cases([desk_case(n) for n in range(count)], None)
    for place in range(count):
        middle = QPoint(round((place + 0.5) * 200 / count), 5)
        QTest.mouseClick(pieces, Qt.MouseButton.LeftButton, pos=middle)
    assert pressed == list(range(count))


def test_the_very_ends_of_the_line_belong_to_the_first_and_last_piece(pieces):
    pressed = []
    pieces.pressed.connect(pressed.append)
    pieces.show_cases([desk_case(n) for n in range(7)], None)
    for x in (0, 199):
        QTest.mouseClick(pieces, Qt.MouseButton.LeftButton, pos=QPoint(x, 1))
    assert pressed == [0, 6]


def test_a_queue_of_no_cases_has_nothing_to_press(pieces):
    pressed = []
    pieces.pressed.connect(pressed.append)
    pieces.show_cases([], None)
    QTest.mouseClick(pieces, Qt.MouseButton.LeftButton)
    assert pressed == []
    assert not pieces.grab().isNull()


@pytest.mark.parametrize("count", [4, 60])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_what_is_decided_what_is_open_and_where_one_is_look_otherwise(pieces, count, theme):
    look().set_theme(theme)
    pictures = []
    for state, here in ((CaseState.OPEN, 0), (CaseState.DECIDED, 0), (CaseState.OPEN, 1)):
        cases = [desk_case(n, state if n == 1 else CaseState.OPEN) for n in range(count)]
        pieces.show_cases(cases, cases[here])
        pictures.append(bytes(pieces.grab().toImage().constBits()))
    assert len(set(pictures)) == 3


def test_a_case_that_is_not_in_the_queue_is_nowhere_on_the_line(pieces):
    pieces.show_cases([desk_case(1), desk_case(2)], desk_case(9))
    assert pieces.present == -1


# chips ---------------------------------------------------------------------------------------


def test_of_many_labels_two_have_a_letter_and_each_takes_room():
    for labels, count in (((), 0), (("rule",), 1), (("rule", "long"), 2), (("rule",) * 5, 2)):
        _picture, right = drawn(lambda p, w=labels: shapes.draw_letter(p, 10.0, 12, w), 300)
        assert right == pytest.approx(10 + count * 19)


@pytest.mark.parametrize("label", ["rule", "says", "long", "gone_label"])
def test_a_name_takes_no_more_room_than_it_is_given(label):
    picture, right = drawn(lambda p: shapes.draw_name(p, 5, 12, label, 80), 200)
    assert right <= 85
    assert max(ink(picture)) <= 86


def test_what_differs_can_be_read_in_full_letter_for_letter(qtbot):
    line = Differing()
    qtbot.addWidget(line)
    line.resize(300, 26)
    line.show_words(("rule", "says", "long"), "differs: <b>start</b> & end")
    assert line.accessibleName() == "differs: <b>start</b> & end"
    assert "&lt;b&gt;" in line.toolTip(), "no HTML"
    assert not line.grab().isNull()


# verdicts and keys ---------------------------------------------------------------------------


@pytest.fixture
def verdicts(qtbot):
    row = VerdictRow(lambda: [(n * 60.0, 60.0) for n in range(13)])
    qtbot.addWidget(row)
    row.resize(800, 34)
    return row


def test_a_verdict_of_a_coder_tells_the_place_also_where_there_is_no_key(verdicts):
    taken, given = [], []
    verdicts.taken.connect(taken.append)
    verdicts.given.connect(given.append)
    coders = [Verdict("·", "take", place=place) for place in range(11)]
    verdicts.show_verdicts([Verdict("0", "reject"), *coders, Verdict("U", "keep all")])
    for button in verdicts.buttons:
        button.click()
    assert taken == list(range(11))
    assert given == ["0", "U"]


def test_buttons_keep_apart_and_stand_in_their_order(verdicts):
    verdicts.show_verdicts([Verdict(str(n), "take A") for n in range(6)])
    for before, after in zip(verdicts.buttons, verdicts.buttons[1:], strict=False):
        assert before.geometry().right() < after.x()


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_a_verdict_that_cannot_be_given_is_fainter_and_says_why(verdicts, theme):
    look().set_theme(theme)
    pictures = []
    for reason in ("", "The article is signed off."):
        verdicts.show_verdicts([Verdict("1", "take A", is_strong=True, reason=reason)])
        [button] = verdicts.buttons
        assert button.accessibleDescription() == button.toolTip() == reason
        pictures.append(button.grab().toImage())
    assert pictures[0] != pictures[1]


def test_a_button_too_narrow_for_words_still_has_its_key(qtbot):
    row = VerdictRow(lambda: [(0.0, 20.0)])
    qtbot.addWidget(row)
    row.show_verdicts([Verdict("1", "take A", short="A")])
    [button] = row.buttons
    assert button.width() >= 28
    assert button.accessibleName() == "take A (1)"
    assert not button.grab().isNull()


def test_a_key_that_cannot_be_used_looks_fainter_and_keeps_its_place(qtbot):
    on, off = KeyHint("case_row", "Tab", "next row"), KeyHint("case_row", "Tab", "next row", True)
    button = HintButton(on)
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    before = button.grab().toImage()
    button.show_hint(off)
    assert button.grab().toImage() != before
    assert button.sizeHint().width() == before.width()


@pytest.mark.parametrize("keys", [".", "N", "Tab", "Ctrl+Enter", "Backspace"])
def test_the_words_of_a_key_have_room_behind_its_caps(qtbot, keys):
    button = HintButton(KeyHint("x", keys, "this pattern (12)"))
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    painter_says_cut = []
    picture = QImage(button.size(), QImage.Format.Format_ARGB32)
    painter = QPainter(picture)
    painter_says_cut.append(button.paint(painter, QRectF(button.rect())))
    painter.end()
    assert painter_says_cut == [False]


@pytest.mark.parametrize("width", [200, 300, 500])
def test_keys_break_into_lines_and_none_is_beyond_the_edge(qtbot, width):
    line = KeyLine()
    qtbot.addWidget(line)
    hints = [KeyHint(f"c{n}", "N", f"word {n}") for n in range(9)]
    line.show_hints(hints)
    line.resize(width, 200)
    line.show()
    areas = [one.geometry() for one in line.buttons]
    assert all(area.right() <= width for area in areas)
    assert not any(a.intersects(b) for n, a in enumerate(areas) for b in areas[:n])
    line.show_hints(hints[:2])
    assert [one.isVisible() for one in line.buttons] == [True] * 2 + [False] * 7
