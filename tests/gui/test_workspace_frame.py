"""The columns at every width: what folds by itself, what the person wants, and nothing cut off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from panel_scene import dress
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.gui.commands.workspaces import WORKSPACES
from annotator.gui.models.documents import DocumentsModel
from annotator.gui.theme.controls import IconButton
from annotator.gui.theme.tokens import FOLD_LEFT, FOLD_RIGHT, SIZE
from annotator.gui.top_bar import NARROW, TopBar
from annotator.gui.workspace.frame import FOLDS, LEAST_INSPECTOR, LEAST_MARKS, Frame

SIDES = ("left", "right")
widths = st.integers(900, 2600)


@pytest.fixture(scope="module")
def one(qapp):
    """A frame for the tests that set everything they look at."""
    dress()
    made = Frame(DocumentsModel(lambda _ids: ()))
    yield made
    made.deleteLater()


@pytest.fixture
def frame(one):
    one.folds, one.marks_height = dict(FOLDS), 0
    resize(one, 1366)
    return one


def resize(frame: Frame, width: int, height: int = 700) -> None:
    frame.resize(width, height)
    frame.set_marks_height(frame.marks_height)  # one that is not shown is not told of its size


def seen(frame: Frame) -> dict[str, bool]:
    parts = {"articles": frame.articles, "rail": frame.rail, "inspector": frame.inspector}
    return {name: part.isVisibleTo(frame) for name, part in parts.items()}


@given(widths)
def test_at_first_columns_fold_by_themselves_where_the_window_is_narrow(one, width):
    one.folds = dict(FOLDS)
    resize(one, width)
    assert seen(one) == {
        "articles": width >= FOLD_LEFT,
        "rail": width < FOLD_LEFT,
        "inspector": width >= FOLD_RIGHT,
    }


@given(widths, st.sampled_from(SIDES), st.booleans())
def test_what_the_person_wants_holds_at_this_width_and_says_nothing_of_the_other(
    one, width, side, is_folded
):
    one.folds = dict(FOLDS)
    resize(one, width)
    told = []
    one.fold_chosen.connect(lambda name, what: told.append((name, what)))
    one.fold(side, is_folded)
    one.fold_chosen.disconnect()
    assert one.is_folded(side) == is_folded
    ((name, what),) = told
    assert (what, one.folds[name]) == (is_folded, is_folded)
    assert {key: value for key, value in one.folds.items() if key != name} == {
        key: value for key, value in FOLDS.items() if key != name
    }


@given(widths, st.dictionaries(st.sampled_from(sorted(FOLDS)), st.booleans()))
def test_either_the_column_or_its_rail_is_there_never_both(one, width, folds):
    one.folds = FOLDS | folds
    resize(one, width)
    shown = seen(one)
    assert shown["articles"] != shown["rail"]
    assert shown["inspector"] == (not one.is_folded("right"))


@pytest.mark.parametrize("side", SIDES)
def test_what_is_unfolded_by_need_is_not_told_as_a_wish(frame, qtbot, side):
    resize(frame, 1000)
    with qtbot.assertNotEmitted(frame.fold_chosen), qtbot.waitSignal(frame.folded):
        frame.unfold(side)
    assert not frame.is_folded(side)


def test_folding_is_told_once_and_the_same_width_tells_nothing(frame, qtbot):
    with qtbot.assertNotEmitted(frame.folded):
        resize(frame, 1400)
        resize(frame, 1390)
    with qtbot.waitSignal(frame.folded):
        resize(frame, 1000)


@given(st.integers(300, 1400), st.integers(0, 2000))
def test_both_regions_at_the_right_keep_the_room_they_need(one, height, wanted):
    one.set_marks_height(wanted)
    resize(one, 1366, height)
    lower = one.marks.parentWidget().lower_height()
    assert lower >= LEAST_MARKS
    if height >= LEAST_MARKS + LEAST_INSPECTOR + 1:
        assert height - lower - 1 >= LEAST_INSPECTOR
    if wanted and LEAST_MARKS <= wanted <= height - LEAST_INSPECTOR - 1:
        assert lower == wanted


def test_a_wider_window_has_wider_columns_and_the_text_the_rest(frame):
    columns = frame.rail.parentWidget(), frame.marks.parentWidget().parentWidget()
    assert [one.width() for one in columns] == [SIZE["left"], SIZE["right"]]
    resize(frame, 1920)
    assert [one.width() for one in columns] == [SIZE["left_wide"], SIZE["right_wide"]]


# the row above


@pytest.fixture
def top(qtbot):
    dress()
    made = TopBar()
    qtbot.addWidget(made)
    made.resize(1366, 34)
    return made


def search(top: TopBar):
    return top.findChild(object, "search")


def fold_button(top: TopBar) -> IconButton | None:
    buttons = [one for one in top.findChildren(IconButton) if one.isVisibleTo(top)]
    return buttons[0] if buttons else None


def test_without_a_project_there_is_nothing_to_search_or_to_fold(top):
    top.set_project_open(True)
    top.set_project_open(False)
    assert not search(top).isVisibleTo(top)
    assert not top.tabs.isVisibleTo(top)


def test_the_search_field_gives_way_only_to_tabs_and_only_in_a_narrow_window(top):
    top.set_project_open(True)
    whole = search(top).sizeHint().width()
    for width, rows, is_short in ((NARROW - 1, (), False), (NARROW - 1, WORKSPACES, True),
                                  (NARROW, WORKSPACES, False)):  # fmt: skip
        top.tabs.show_tabs(rows, "coding")
        top.resize(width, 34)
        top.fit()
        assert (search(top).sizeHint().width() < whole) == is_short


def test_the_search_field_is_pressed_by_mouse_and_keys(top, qtbot):
    top.set_project_open(True)
    with qtbot.waitSignal(top.search_requested):
        search(top).click()
    with qtbot.waitSignal(top.search_requested):
        QTest.keyClick(search(top), Qt.Key.Key_Return)


def test_the_fold_button_says_what_it_would_do(top):
    words = []
    for is_folded in (True, False):
        top.set_right_folded(is_folded)
        words.append(fold_button(top).accessibleName())
    assert words == ["Unfold the mark panel", "Fold the mark panel"]
    top.set_foldable(False)
    assert fold_button(top) is None
