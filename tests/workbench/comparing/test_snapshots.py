"""Views that are kept can be opened again, and say whether they still hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from comparing_scene import record

from annotator.model.errors import InputError
from annotator.store.clock import stamp_of
from annotator.workbench.comparing.options import Options, Table
from annotator.workbench.comparing.rows import plain_row
from annotator.workbench.comparing.snapshots import (
    delete_snapshot,
    keep_snapshot,
    kept_snapshots,
    open_snapshot,
)

DAY = 86_400.0
OPTIONS = Options(coders=("Ani", "Budi"), measures=("span_f1_exact",))


@pytest.fixture
def kept(scene):
    return keep_snapshot(scene.session.context, scene.comparing, " March ", OPTIONS)


def opened(scene, kept):
    return open_snapshot(scene.session.context, scene.comparing, kept)


def test_a_kept_view_is_the_question_with_its_numbers(scene, kept):
    [stored] = kept_snapshots(scene.session.context)
    assert stored == kept
    view = opened(scene, stored)
    assert (view.snapshot.name, view.options) == ("March", OPTIONS)
    assert list(view.rows) == [plain_row(row) for row in scene.comparing.rows(OPTIONS)]
    assert (view.codebook, view.has_changed, view.has_new_codebook) == ("small 1.0.0", False, False)


def change_answer(scene):
    scene.session.code_as("Ani")
    document, ani = scene.document(1), scene.coder("Ani")
    units, _origins = scene.comparing.corpus().units[document, ani]
    scene.session.coding.set_attribute(units[0].id, "role", "head")


def add_mark(scene):
    scene.session.code_as("Budi")
    from annotator.model.extent import Extent

    scene.session.coding.add_span(scene.document(0), (Extent(70, 75),), "place")


def reopen_article(scene):
    scene.session.code_as("Ani")
    scene.session.coding.set_status(scene.document(0), "in_progress")


@pytest.mark.parametrize("act", [change_answer, add_mark, reopen_article])
def test_whatever_changes_the_inputs_is_told(scene, kept, act):
    act(scene)
    view = opened(scene, kept)
    assert view.has_changed
    assert view.rows == opened(scene, kept).rows


def test_what_another_coder_does_changes_nothing(scene, kept):
    scene.take(record(0, "Cici", [("person", 3, 9)]))
    assert not opened(scene, kept).has_changed


def test_a_new_article_is_a_change(scene, kept):
    scene.take(record(8, "Ani", [("person", 3, 9)]))
    assert opened(scene, kept).has_changed


def test_a_view_of_a_coder_who_is_gone_has_changed(scene, kept, monkeypatch):
    monkeypatch.setattr(type(scene.comparing.corpus()), "comparable", lambda self: [])
    assert opened(scene, kept).has_changed


def test_a_view_needs_a_name(scene):
    with pytest.raises(InputError) as caught:
        keep_snapshot(scene.session.context, scene.comparing, "  ", OPTIONS)
    assert caught.value.code == "snapshot_needs_name"
    assert kept_snapshots(scene.session.context) == []


def test_deleting_a_view_is_undone_like_any_act(scene, kept):
    delete_snapshot(scene.session.context, kept)
    assert kept_snapshots(scene.session.context) == []
    assert "March" in scene.session.history.undo_words()
    scene.session.history.undo()
    assert kept_snapshots(scene.session.context) == [kept]


def finish_later(scene, monkeypatch):
    """Take an article up and finish it again ten days later."""
    clock = scene.session.context.project.log._clock
    scene.session.code_as("Ani")
    scene.session.coding.set_status(scene.document(0), "in_progress")
    monkeypatch.setattr(clock, "last", clock.last + stamp_of(10 * DAY))
    scene.session.coding.set_status(scene.document(0), "done")


@pytest.mark.parametrize(
    ("bounds", "expected"), [({}, False), ({"first_day": "2001-01-01"}, True)], ids=["all", "days"]
)
def test_when_an_article_was_done_is_an_input_of_a_question_about_days(
    scene, monkeypatch, bounds, expected
):
    options = replace(OPTIONS, **bounds)
    kept = keep_snapshot(scene.session.context, scene.comparing, "days", options)
    assert not opened(scene, kept).has_changed
    finish_later(scene, monkeypatch)
    assert opened(scene, kept).has_changed is expected


@pytest.mark.parametrize("table", list(Table))
def test_a_kept_view_of_any_table_holds_until_something_changes(scene, table):
    options = Options(table=table, measures=("span_f1_exact",), labels_apart=False)
    kept = keep_snapshot(scene.session.context, scene.comparing, str(table), options)
    assert opened(scene, kept).options == options
    assert not opened(scene, kept).has_changed
    add_mark(scene)
    assert opened(scene, kept).has_changed == (table is not Table.AGAIN)


def test_kept_views_are_listed_the_oldest_first_and_a_name_may_come_twice(scene):
    kept = [
        keep_snapshot(scene.session.context, scene.comparing, name, OPTIONS, rows=[])
        for name in ("March", "April", "March")
    ]
    found = kept_snapshots(scene.session.context)
    assert sorted(one.created for one in found) == [one.created for one in found]
    assert {one.id: one for one in found} == {one.id: one for one in kept}
    assert len(found) == 3
