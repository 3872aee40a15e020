"""The window comes back to where it was: article, line, caret, mark, size."""

from __future__ import annotations

import pytest

from annotator.workbench.settings import Settings


def test_the_article_the_line_the_caret_and_the_mark_come_back(desk):
    desk.window.resize(desk.window.minimumWidth(), 600)  # comes back on the offscreen screen
    desk.go_to(4)
    desk.scene.focus_span(desk.stored.spans[-3].id)
    desk.reader.set_selection(2400, 2400)
    desk.settle()
    before = (
        desk.scene.document.id,
        desk.scene.focused_id,
        desk.reader.selection(),
        desk.reader.reading_place(),
    )
    again = desk.restart()
    assert again.scene.document.id == before[0]
    assert again.scene.focused_id == again.reader.focused_span() == before[1]
    assert again.reader.selection() == before[2]
    offset, top = again.reader.reading_place()
    assert offset == before[3][0]
    assert top == pytest.approx(before[3][1], abs=1)


def test_each_project_has_its_own_place(desk, empty_project):
    desk.go_to(3)
    first, article = desk.session.path, desk.scene.document.id
    desk.open(empty_project)
    desk.go_to(1)
    desk.open(first)
    assert desk.scene.document.id == article


def test_a_mark_that_is_gone_is_not_looked_for(desk):
    span = desk.stored.spans[3]
    desk.scene.focus_span(span.id)
    path = desk.session.path
    desk.trigger("close_project")
    from annotator.workbench.session import Session

    with Session.open(path) as session:
        session.coding.delete_span(span.id)
    desk.open(path)
    assert desk.focused is None
    assert desk.frame.inspector.span_id == ""


def test_the_size_of_the_window_comes_back(desk):
    size = (desk.window.minimumWidth(), 600)  # little enough for the offscreen screen
    desk.window.resize(*size)
    desk.settle()
    again = desk.restart()
    assert (again.window.width(), again.window.height()) == size


def test_a_project_is_remembered_among_the_recent_ones(desk, project):
    assert Settings()["recent_projects"] == [str(project)]


def test_damaged_settings_are_like_none(desk):
    path = desk.session.path
    desk.window.settings["places"] = {
        desk.session.project.project_id: {"document": 7, "offset": "x", "selection": [1], "span": 3}
    }
    desk.window.settings["window"] = {"geometry": "not base64 at all"}
    desk.scene.document = None
    again = desk.restart(path)
    assert again.scene.document is not None
