"""The history as a Qt model: pages read as far as somebody looks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt

from annotator.gui.models.chronicle import ENTRY_ROLE, ChronicleModel
from annotator.workbench.chronicle import LAST, Entry, Page

ROLE = Qt.ItemDataRole


def entry(number: int, **more) -> Entry:
    found = {
        "id": f"{number:032x}",
        "moment": (number, f"{number:032x}"),
        "time": "2026-11-22T07:03:00Z",
        "coder_id": "c" * 32,
        "coder": "Ani",
        "action": "add_span",
        "about": {},
        "words": f"act {number}",
        "changes": ("label: Rule → Sanction",),
        **more,
    }
    return Entry(**found)


class History:
    """So many entries, of which a page has three; some pages may be empty."""

    def __init__(self, count: int, empty: frozenset[int] = frozenset()) -> None:
        self.entries = [entry(number) for number in range(count, 0, -1)]
        self.empty = empty
        self.asked: list[object] = []

    def load(self, before) -> Page:
        self.asked.append(before)
        left = [one for one in self.entries if one.moment < before]
        page = left[:3]
        after = page[-1].moment if len(left) > 3 else None
        if len(self.asked) in self.empty:
            return Page((), after)
        return Page(tuple(page), after)


@pytest.fixture
def model(qtmodeltester):
    made = ChronicleModel()
    made.show_history(History(7).load)
    qtmodeltester.check(made)
    return made


def test_only_the_first_page_is_read_at_first():
    history, model = History(7), ChronicleModel()
    model.show_history(history.load)
    assert (model.rowCount(), history.asked) == (3, [LAST])
    assert model.canFetchMore()


def test_the_next_page_is_read_where_somebody_looks(qapp):
    history, model = History(7), ChronicleModel()
    model.show_history(history.load)
    model.fetchMore()
    assert model.rowCount() == 6
    model.fetchMore()
    assert (model.rowCount(), model.canFetchMore()) == (7, False)
    model.fetchMore()
    assert len(history.asked) == 3


def test_where_nothing_fits_in_a_page_it_looks_on_by_itself(qtbot):
    history, model = History(7, frozenset({1, 2})), ChronicleModel()
    looked = []
    model.looked.connect(looked.append)
    model.show_history(history.load)
    assert model.rowCount() == 0
    assert not model.canFetchMore()
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert looked == [False, False, True]


def test_it_looks_no_further_when_it_is_told_to_stop(qtbot):
    history, model = History(7, frozenset({1, 2, 3})), ChronicleModel()
    model.show_history(history.load)
    model.stop()
    qtbot.wait(1)
    assert len(history.asked) == 1
    assert not model.canFetchMore()


def test_another_history_takes_the_place_of_the_one_before(qapp):
    model = ChronicleModel()
    model.show_history(History(7).load)
    model.fetchMore()
    model.show_history(History(2).load)
    assert (model.rowCount(), model.canFetchMore()) == (2, False)


def test_an_empty_history_has_no_rows(qapp):
    model = ChronicleModel()
    assert (model.rowCount(), model.canFetchMore()) == (0, False)
    model.show_history(History(0).load)
    assert model.rowCount() == 0


def test_a_row_says_what_who_and_when(model):
    index = model.index(0, 0)
    said = index.data(ROLE.DisplayRole)
    assert said.startswith("act 7, label: Rule → Sanction, Ani, 22 Nov 2026")
    assert index.data(ENTRY_ROLE) == model.entry_at(0)
    assert "2026-11-22T07:03:00Z" in index.data(ROLE.ToolTipRole)
    assert index.data(ROLE.DecorationRole) is None
    assert model.data(QModelIndex()) is None
    assert model.rowCount(index) == 0


def test_a_tip_is_shown_letter_for_letter(qapp):
    model = ChronicleModel()
    history = History(1)
    history.entries = [entry(1, words="<img src=x>")]
    model.show_history(history.load)
    assert "&lt;img" in model.index(0, 0).data(ROLE.ToolTipRole)


def test_a_moment_is_found_as_far_as_was_read(model):
    assert model.find_moment((6, f"{6:032x}")) == 1
    assert model.find_moment((99, "f" * 32)) == -1
