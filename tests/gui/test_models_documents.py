from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from panel_scene import document_row
from PySide6.QtTest import QAbstractItemModelTester

from annotator.gui.models.documents import PAGE, ROW_ROLE, ROWS_KEPT, DocumentsModel
from annotator.model.identity import Id

IDS = [Id(f"{number:032x}") for number in range(1_000)]


class Store:
    """Counts what is loaded."""

    def __init__(self):
        self.asked = []
        self.titles = {}

    def load(self, ids):
        self.asked.append(list(ids))
        return [document_row(int(one, 16), spans=self.titles.get(one, 0)) for one in reversed(ids)]


@pytest.fixture
def store():
    return Store()


@pytest.fixture
def model(qapp, store):
    model = DocumentsModel(store.load)
    model.tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    model.set_ids(IDS)
    return model


def test_nothing_is_loaded_before_it_is_looked_at(model, store):
    store.asked.clear()
    model.set_ids(IDS)
    assert model.rowCount() == 1_000
    assert len(store.asked) <= 1


def test_rows_come_in_pages(model, store):
    store.asked.clear()
    model.set_ids(IDS)
    store.asked.clear()
    assert model.index(250).data() == "Title 250"
    assert model.index(299).data() == "Title 299"
    assert [len(ids) for ids in store.asked] == [PAGE]
    assert store.asked[0][0] == IDS[200]


def test_only_the_named_documents_are_read_again(model, store, qtbot):
    assert model.index(3).data(ROW_ROLE).span_count == 0
    store.titles[IDS[3]] = 7
    store.asked.clear()
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.refresh([IDS[3], Id("unknown")])
    assert (changed.args[0].row(), changed.args[1].row()) == (3, 3)
    assert model.index(3).data(ROW_ROLE).span_count == 7
    assert store.asked == [[IDS[3]]]


def test_documents_are_found_by_id(model):
    assert model.find_row(IDS[42]) == 42
    assert model.find_row(Id("nowhere")) == -1
    assert model.id_at(42) == IDS[42]
    model.set_ids(IDS[10:])
    assert model.find_row(IDS[42]) == 32
    assert model.find_row(IDS[5]) == -1


def test_a_document_that_is_gone_is_an_empty_row(qapp):
    model = DocumentsModel(lambda ids: [])
    model.set_ids(IDS[:2])
    assert model.index(0).data() == ""
    assert model.document_row(1) is None


def test_a_hundred_thousand_documents_are_shown_at_once(qapp, store):
    model = DocumentsModel(store.load)
    many = [Id(f"{number:032x}") for number in range(100_000)]
    began = time.process_time()
    model.set_ids(many)
    assert model.index(99_999).data() == "Title 99999"
    assert model.find_row(many[50_000]) == 50_000
    assert time.process_time() - began < 0.2


def test_no_more_rows_are_kept_than_needed(qapp, store):
    model = DocumentsModel(store.load)
    model.set_ids([Id(f"{number:032x}") for number in range(20_000)])
    for row in range(0, 20_000, PAGE):
        model.document_row(row)
    assert len(model._rows) <= ROWS_KEPT


@pytest.mark.parametrize("row", [0, PAGE - 1, PAGE, 999])
def test_a_page_is_the_hundred_around_a_row(qapp, store, row):
    model = DocumentsModel(store.load)
    model.set_ids(IDS)
    assert model.document_row(row).title == f"Title {row}"
    first = row - row % PAGE
    assert store.asked == [IDS[first : first + PAGE]]


def test_the_last_page_is_as_long_as_what_is_left(qapp, store):
    model = DocumentsModel(store.load)
    model.set_ids(IDS[:150])
    assert model.document_row(149).title == "Title 149"
    assert store.asked == [IDS[100:150]]


def test_a_row_that_is_refreshed_is_the_only_one_of_its_page_read_again(qapp, store):
    model = DocumentsModel(store.load)
    model.set_ids(IDS[:3])
    model.document_row(0)
    store.asked.clear()
    model.refresh([IDS[0], IDS[2]])
    assert store.asked == []
    model.document_row(1)
    assert store.asked == []
    model.document_row(2)
    assert store.asked == [[IDS[0], IDS[2]]]


def test_the_first_row_is_refreshed_like_any_other(qapp, qtbot, store):
    model = DocumentsModel(store.load)
    model.set_ids(IDS[:2])
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.refresh([IDS[0]])
    assert changed.args[0].row() == 0


def test_another_order_of_the_same_documents_is_read_anew(qapp, store):
    model = DocumentsModel(store.load)
    model.set_ids(IDS[:3])
    model.document_row(0)
    model.set_ids(IDS[2::-1])
    store.titles[IDS[0]] = 4
    assert (model.find_row(IDS[0]), model.id_at(0)) == (2, IDS[2])
    assert model.document_row(2).span_count == 4


@given(st.permutations(IDS[:30]), st.integers(0, 29))
def test_every_document_is_found_where_it_stands(qapp, order, row):
    model = DocumentsModel(lambda ids: [])
    model.set_ids(order)
    assert model.find_row(model.id_at(row)) == row
    assert list(model.ids()) == order
